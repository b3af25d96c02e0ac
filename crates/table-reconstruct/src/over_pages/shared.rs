//! Columns that a table has on several pages: where a page shows only some of them, the others tell where they stand.
//!
//! A page with few rows may have none with a text in some column, or no gap between two of long texts. Where its texts begin at
//! the places of another page's columns, that page's columns hold for it too.

use std::collections::BTreeMap;

use document_model::Rect;

use crate::page::alignment::KnownColumns;
use crate::page::{PageLayout, PageTable};

/// Texts of columns that begin this near to each other begin at one place, points.
const SAME_START: f64 = 2.0;

/// Columns of a table at least.
const FEWEST_COLUMNS: usize = 3;

/// Share of a table's columns that another page's shows at least.
const COMMON_COLUMNS: f64 = 0.6;

/// Pages whose sizes differ by no more have one layout, points.
const SAME_SIZE: f64 = 2.0;

/// Most tables of a document that are compared; longer ones repeat them.
const MOST_TABLES: usize = 2_000;

/// A text that begins no farther before the place of a column's texts may stand in that column, points.
const WIDEST_GAP: f64 = 12.0;

/// A table without rulings, and where the texts of its columns begin.
struct Shown<'a> {
    page: usize,
    table: &'a PageTable,
    starts: Vec<f64>,
}

/// For each page, the columns that tables on other pages have and that may hold for its own; none where nothing is to gain.
pub(crate) fn shared_columns(pages: &[PageLayout]) -> BTreeMap<usize, Vec<KnownColumns>> {
    let mut shown: Vec<Shown<'_>> =
        pages.iter().enumerate().flat_map(|(page, layout)| shown(page, layout)).collect();
    shown.truncate(MOST_TABLES);
    // The tables with most columns, and of those the longest, tell the columns of the others.
    shown.sort_by_key(|one| (std::cmp::Reverse((one.starts.len(), one.table.ys.len())), one.page));
    let mut known: BTreeMap<usize, Vec<KnownColumns>> = BTreeMap::new();
    let mut grouped = vec![false; shown.len()];
    for at in 0..shown.len() {
        let Some(first) = shown.get(at).filter(|_| grouped.get(at) == Some(&false)) else { continue };
        let mut members: Vec<usize> = Vec::new();
        for (other_at, other) in shown.iter().enumerate() {
            if grouped.get(other_at) == Some(&false) && are_one(first, other, pages) {
                members.push(other_at);
                if let Some(grouped) = grouped.get_mut(other_at) {
                    *grouped = true;
                }
            }
        }
        let members: Vec<&Shown<'_>> = members.iter().filter_map(|at| shown.get(*at)).collect();
        let columns = columns_of(first, &members);
        for page in incomplete(first, &members, pages) {
            known.entry(page).or_default().push(columns.clone());
        }
    }
    known
}

fn shown(page: usize, layout: &PageLayout) -> Vec<Shown<'_>> {
    let open = layout.tables.iter().filter(|table| !table.ruled && !layout.recognised);
    let shown = open.filter_map(|table| Some(Shown { page, table, starts: starts_of(table)? }));
    shown.filter(|shown| shown.starts.len() >= FEWEST_COLUMNS).collect()
}

/// Where the texts of each column begin; none where a column has no text of its own.
///
/// A bracket at the beginning of a line may hang out to the left: most texts tell.
fn starts_of(table: &PageTable) -> Option<Vec<f64>> {
    let columns = table.xs.len().saturating_sub(1);
    (0..columns)
        .map(|column| {
            let mut xs: Vec<f64> = own_boxes(table, column).map(|bbox| bbox.x0).collect();
            xs.sort_by(f64::total_cmp);
            let near = |x: f64| xs.iter().filter(|other| (**other - x).abs() <= SAME_START).count();
            // Of places with as many texts the first one counts.
            xs.iter().copied().rev().max_by_key(|x| near(*x))
        })
        .collect()
}

/// Boxes of the lines that stand in one column alone.
fn own_boxes(table: &PageTable, column: usize) -> impl Iterator<Item = Rect> {
    let cells = table.cells.iter().filter(move |cell| cell.column == column && cell.column_span == 1);
    cells.flat_map(|cell| &cell.lines).filter_map(|line| line.bbox)
}

/// Do the columns of a table begin where columns of a first one do, on a page of the same size?
fn are_one(first: &Shown<'_>, other: &Shown<'_>, pages: &[PageLayout]) -> bool {
    let size = |at: usize| pages.get(at).map(|page| (page.width, page.height, page.turn));
    let (Some(one), Some(two)) = (size(first.page), size(other.page)) else { return false };
    let near = |one: f64, two: f64| (one - two).abs() <= SAME_SIZE;
    let same_page = near(one.0, two.0) && near(one.1, two.1) && one.2 == two.2;
    let common = other.starts.iter().filter(|start| begins(&first.starts, **start)).count();
    same_page
        && common == other.starts.len()
        && common >= FEWEST_COLUMNS
        && common as f64 >= COMMON_COLUMNS * first.starts.len() as f64
}

fn begins(starts: &[f64], x: f64) -> bool {
    starts.iter().any(|start| (start - x).abs() <= SAME_START)
}

/// The columns of a first table, with the texts of all its members.
fn columns_of(first: &Shown<'_>, members: &[&Shown<'_>]) -> KnownColumns {
    let left = members.iter().map(|shown| shown.table.bbox.x0).fold(first.table.bbox.x0, f64::min);
    let right = members.iter().map(|shown| shown.table.bbox.x1).fold(first.table.bbox.x1, f64::max);
    let same = || members.iter().filter(|shown| shown.starts.len() == first.starts.len());
    let gap = |(before, start): (usize, f64)| {
        let ends = same().flat_map(|shown| own_boxes(shown.table, before)).map(|bbox| bbox.x1);
        let starts = same().flat_map(|shown| own_boxes(shown.table, before + 1)).map(|bbox| bbox.x0);
        let (end, begin) = (ends.fold(f64::NEG_INFINITY, f64::max), starts.fold(start, f64::min));
        // Texts that hang over their column's side overlap those of the next: then most of them tell.
        if end < begin { (end, begin) } else { (end.clamp(start - WIDEST_GAP, start), start) }
    };
    let gaps = first.starts.iter().copied().skip(1).enumerate().map(gap).collect();
    KnownColumns { ends: (left, right), gaps }
}

/// Pages from the first to the last of a table, and the one behind it, on which it lacks columns or is not found.
fn incomplete(first: &Shown<'_>, members: &[&Shown<'_>], pages: &[PageLayout]) -> Vec<usize> {
    let mut whole: BTreeMap<usize, bool> = BTreeMap::new();
    for shown in members {
        *whole.entry(shown.page).or_insert(true) &= shown.starts.len() == first.starts.len();
    }
    let (Some(from), Some(to)) = (whole.keys().next().copied(), whole.keys().last().copied()) else {
        return Vec::new();
    };
    let lone = |page: usize| pages.get(page).is_some_and(|page| page.lines.len() > FEW_LINES);
    (from..=(to + 1).min(pages.len().saturating_sub(1)))
        .filter(|page| pages.get(*page).is_some_and(|page| !page.recognised))
        .filter(|page| match whole.get(page) {
            Some(whole) => !whole || lone(*page),
            None => true,
        })
        .collect()
}

/// Lines outside tables up to which a page is taken to be read whole: a heading, notes, its number.
const FEW_LINES: usize = 3;

/// Share of a page's text in tables by which there is more of it where it is read better with the same columns.
const GAIN: f64 = 0.05;

/// Is a page read better with columns known: more columns, or more of its text in tables, and in no more tables?
pub(crate) fn is_better(again: &PageLayout, before: &PageLayout) -> bool {
    let held = |layout: &PageLayout| -> usize {
        let lines = layout.tables.iter().flat_map(|table| &table.cells).flat_map(|cell| &cell.lines);
        lines.map(|line| line.text.chars().filter(|character| !character.is_whitespace()).count()).sum()
    };
    let fewest = |layout: &PageLayout| layout.tables.iter().map(|table| table.xs.len()).min().unwrap_or(0);
    let pairs = || again.tables.iter().zip(&before.tables);
    let finer = again.tables.len() == before.tables.len()
        && pairs().all(|(again, before)| again.xs.len() >= before.xs.len())
        && pairs().any(|(again, before)| again.xs.len() > before.xs.len());
    let least = if finer || fewest(again) > fewest(before) { 1.0 } else { 1.0 + GAIN };
    held(again) as f64 >= least * held(before) as f64 && again.tables.len() <= before.tables.len().max(1)
}

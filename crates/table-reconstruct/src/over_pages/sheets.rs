//! Sheets that are printed on pages side by side.
//!
//! A spreadsheet wider than its paper is cut into blocks of columns: all pages of the left block and then those of the next
//! ("down, then over"), or the pages of each row of pages in turn ("over, then down"). The rows stand at the same heights
//! on all pages of a row. Rows of several heights that agree one by one, and columns that do not, tell such pages from
//! those that repeat a form or go on with a list.

use document_model::{Diagnostic, Place, Rect, Severity};

use super::beside::take_rows;
use super::facing::{append, are_sheets};
use crate::page::{PageLayout, PageTable};

/// Lines of two pages nearer than this are at the same height, points.
const SAME_HEIGHT: f64 = 1.5;

/// Column lines nearer than this are the same on two pages, points.
const SAME_COLUMN: f64 = 4.0;

/// Most blocks of columns of a sheet.
const MOST_BLOCKS: usize = 8;

/// Most pages of a block.
const MOST_PAGES: usize = 100;

/// Rows that the pages of a sheet have in common, at least.
const FEWEST_ROWS: usize = 4;

/// Different heights among these, at least: rows of one height agree on any two pages.
const FEWEST_HEIGHTS: usize = 3;

/// Pages whose sizes differ by no more are of one size, points.
const SAME_SIZE: f64 = 1.0;

/// The pages of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sheet {
    /// Its first page.
    start: usize,
    /// Blocks of columns.
    blocks: usize,
    /// Pages of a block.
    pages: usize,
    /// The pages of a block follow each other.
    down_first: bool,
}

impl Sheet {
    fn page(&self, row: usize, block: usize) -> usize {
        let nth = if self.down_first { block * self.pages + row } else { row * self.blocks + block };
        self.start + nth
    }

    /// Its pages, those of the left block first.
    fn in_order(self) -> impl Iterator<Item = usize> {
        (0..self.blocks).flat_map(move |block| (0..self.pages).map(move |row| self.page(row, block)))
    }
}

/// Which table of a page: one of its tables, or a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Table(usize),
    Strip(usize),
}

/// Joins the tables of sheets that are cut into pages side by side; ranges count from the start of the document.
///
/// Gives the order in which pages follow each other now, and what was joined.
pub(crate) fn join_sheets(pages: &mut [PageLayout]) -> (Vec<usize>, Vec<Diagnostic>) {
    let mut order: Vec<usize> = Vec::with_capacity(pages.len());
    let mut found = Vec::new();
    let tables: Vec<Vec<Which>> = pages.iter().map(tables_of).collect();
    while order.len() < pages.len() {
        let start = order.len();
        match find_sheet(pages, &tables, start) {
            Some(sheet) => {
                found.extend(join_sheet(pages, &tables, sheet));
                order.extend(sheet.in_order());
            }
            None => order.push(start),
        }
    }
    (order, found)
}

fn table_of(page: &PageLayout, which: Which) -> Option<&PageTable> {
    match which {
        Which::Table(at) => page.tables.get(at),
        Which::Strip(at) => page.strips.get(at),
    }
}

/// The ruled tables of a page, and the strips that hold whole lines and stand in no table, from top to bottom.
fn tables_of(page: &PageLayout) -> Vec<Which> {
    if page.recognised {
        return Vec::new();
    }
    let ruled = |at: &usize| page.tables.get(*at).is_some_and(|table| table.ruled);
    let apart = |strip: &PageTable| {
        !page.tables.iter().any(|table| table.ruled && table.bbox.intersection(&strip.bbox).is_some())
    };
    let strips = page.strips.iter().enumerate().filter(|(_, strip)| apart(strip) && holds_lines(page, strip));
    let tables = (0..page.tables.len()).filter(ruled).map(Which::Table);
    let mut all: Vec<Which> = tables.chain(strips.map(|(at, _)| Which::Strip(at))).collect();
    let top = |which: &Which| table_of(page, *which).map_or(0.0, |table| table.bbox.y0);
    all.sort_by(|one, other| top(one).total_cmp(&top(other)));
    all
}

/// Are the characters of a strip those of the lines that would go with it?
fn holds_lines(page: &PageLayout, strip: &PageTable) -> bool {
    let count = |text: &str| text.chars().filter(|character| !character.is_whitespace()).count();
    let held: usize = strip.cells.iter().flat_map(|cell| &cell.lines).map(|line| count(&line.text)).sum();
    let open = page.tables.iter().filter(|table| !table.ruled && is_inside(&table.bbox, strip));
    let in_tables =
        open.flat_map(|table| &table.cells).flat_map(|cell| &cell.lines).map(|line| count(&line.text));
    let lines = page.lines.iter().filter(|line| !line.hidden && is_inside(&line.bbox, strip));
    held == in_tables.chain(lines.map(|line| count(&line.line.text))).sum::<usize>()
}

fn is_inside(bbox: &Rect, strip: &PageTable) -> bool {
    strip.bbox.contains(bbox.center())
}

/// The sheet that begins with a page and has most pages beside each other.
fn find_sheet(pages: &[PageLayout], tables: &[Vec<Which>], start: usize) -> Option<Sheet> {
    if tables.get(start)?.is_empty() {
        return None;
    }
    let left = pages.len() - start;
    let mut best: Option<(usize, Sheet)> = None;
    for blocks in 2..=MOST_BLOCKS.min(left) {
        for pages_of_block in 1..=MOST_PAGES.min(left / blocks) {
            for down_first in [true, false] {
                let sheet = Sheet { start, blocks, pages: pages_of_block, down_first };
                let beside = pages_beside(pages, tables, &sheet).unwrap_or(0);
                if beside > best.map_or(0, |best| best.0) {
                    best = Some((beside, sheet));
                }
            }
        }
    }
    best.map(|best| best.1)
}

/// How many pages stand beside the first of their row: the heights of their rows agree, and no columns do; none where
/// pages of a row do not agree, or a row or block of pages shows nothing.
fn pages_beside(pages: &[PageLayout], tables: &[Vec<Which>], sheet: &Sheet) -> Option<usize> {
    let mut heights: Vec<f64> = Vec::new();
    let mut shown = vec![0_usize; sheet.blocks];
    for row in 0..sheet.pages {
        let mut beside = 0;
        for (block, shown) in shown.iter_mut().enumerate().skip(1) {
            let own = heights_in_common(pages, tables, sheet.page(row, 0), sheet.page(row, block))?;
            beside += usize::from(!own.is_empty());
            *shown += usize::from(!own.is_empty());
            heights.extend(own);
        }
        if beside == 0 {
            return None;
        }
    }
    let rows = heights.len() / (sheet.blocks - 1).max(1);
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|one, other| (*one - *other).abs() <= SAME_HEIGHT);
    let all = shown.iter().skip(1).all(|shown| *shown > 0);
    (all && rows >= FEWEST_ROWS && heights.len() >= FEWEST_HEIGHTS).then_some(shown.iter().sum())
}

/// The heights of the rows that the tables of two pages have in common; none where they are no pages side by side.
fn heights_in_common(
    pages: &[PageLayout],
    tables: &[Vec<Which>],
    left: usize,
    right: usize,
) -> Option<Vec<f64>> {
    let (one, other) = (pages.get(left)?, pages.get(right)?);
    let size = (one.width - other.width).abs().max((one.height - other.height).abs());
    if size > SAME_SIZE || one.turn != other.turn {
        return None;
    }
    let mut heights = Vec::new();
    for (left, right) in pairs(pages, tables, left, right)? {
        let (left, right) = (table_of(one, left)?, table_of(other, right)?);
        let coarse = if left.ys.len() <= right.ys.len() { left } else { right };
        heights.extend(coarse.ys.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)));
    }
    Some(heights)
}

/// Each table of the right page with that of the left page beside which it stands; none where one stands alone.
fn pairs(
    pages: &[PageLayout],
    tables: &[Vec<Which>],
    left: usize,
    right: usize,
) -> Option<Vec<(Which, Which)>> {
    let (one, other) = (pages.get(left)?, pages.get(right)?);
    let mut pairs = Vec::new();
    for which in tables.get(right)? {
        let table = table_of(other, *which)?;
        let beside = |left: &&Which| table_of(one, **left).is_some_and(|left| are_beside(left, table));
        pairs.push((*tables.get(left)?.iter().find(beside)?, *which));
    }
    Some(pairs)
}

/// Have two tables the same rows, or does one part those of the other further, or does the right one lack some at which a
/// cell over all blocks stands, and have they other columns?
fn are_beside(left: &PageTable, right: &PageTable) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= SAME_HEIGHT;
    let has = |ys: &[f64], y: f64| ys.iter().any(|known| near(*known, y));
    let ends = |one: Option<&f64>, other: Option<&f64>| matches!((one, other), (Some(one), Some(other)) if near(*one, *other));
    let whole = ends(left.ys.first(), right.ys.first()) && ends(left.ys.last(), right.ys.last());
    let part = right.ys.iter().all(|y| has(&left.ys, *y));
    (part || whole && left.ys.iter().all(|y| has(&right.ys, *y)))
        && !has_same_columns(left, right)
        && !are_sheets(left, right)
}

fn has_same_columns(one: &PageTable, other: &PageTable) -> bool {
    let (Some(first), Some(second)) = (one.xs.first(), other.xs.first()) else { return true };
    one.xs.len() == other.xs.len()
        && one.xs.iter().zip(&other.xs).all(|(x, y)| ((x - first) - (y - second)).abs() <= SAME_COLUMN)
}

/// Puts the tables of each row of pages behind each other.
fn join_sheet(pages: &mut [PageLayout], tables: &[Vec<Which>], sheet: Sheet) -> Option<Diagnostic> {
    let mut place = None;
    for row in 0..sheet.pages {
        let first = sheet.page(row, 0);
        let mut joined: Vec<(Which, PageTable)> = Vec::new();
        for block in 1..sheet.blocks {
            let page = sheet.page(row, block);
            let Some(pairs) = pairs(pages, tables, first, page) else { continue };
            let mut lefts: Vec<Which> = pairs.iter().map(|(left, _)| *left).collect();
            lefts.dedup();
            for left in &lefts {
                let own = pairs.iter().filter(|pair| pair.0 == *left);
                let own: Vec<PageTable> =
                    own.filter_map(|(_, right)| table_of(pages.get(page)?, *right).cloned()).collect();
                let at = joined.iter().position(|(which, _)| which == left).or_else(|| {
                    let table = pages.get(first).and_then(|page| table_of(page, *left)).cloned()?;
                    joined.push((*left, table));
                    Some(joined.len() - 1)
                });
                if let (Some((_, table)), Some(right)) = (at.and_then(|at| joined.get_mut(at)), stack(own)) {
                    put_beside(table, right, page - first);
                }
            }
            if let Some(page) = pages.get_mut(page) {
                take_out(page, pairs.iter().map(|(_, right)| *right).collect());
            }
        }
        let Some(page) = pages.get_mut(first) else { continue };
        take_out(page, joined.iter().map(|(left, _)| *left).collect());
        page.tables.extend(joined.into_iter().map(|(_, table)| table));
        page.tables.sort_by(|one, other| one.bbox.y0.total_cmp(&other.bbox.y0));
        place = place.or_else(|| Some((page.number, page.tables.first()?.bbox)));
    }
    let (number, bbox) = place?;
    let ja =
        format!("左右に分かれて印刷された表（横に {} ページずつ）を、1つの表として読みました", sheet.blocks);
    let en = format!("a sheet printed on pages side by side, {} across, is read as one", sheet.blocks);
    let place = Place { page: number, bbox: Some(bbox), line: None, column: None };
    Some(Diagnostic::new(Severity::Info, "pages-side-by-side", ja, en).at(place))
}

/// Tables that stand below one another in the same columns as one.
fn stack(tables: Vec<PageTable>) -> Option<PageTable> {
    let mut tables = tables.into_iter();
    let mut stacked = tables.next()?;
    for mut below in tables.filter(|below| below.xs.len() == stacked.xs.len()).collect::<Vec<_>>() {
        let ys = all_rows(&stacked, &below);
        take_rows(&mut stacked, &ys);
        take_rows(&mut below, &ys);
        stacked.bbox = stacked.bbox.union(&below.bbox);
        stacked.cells.append(&mut below.cells);
    }
    Some(stacked)
}

/// The row lines of two tables.
fn all_rows(one: &PageTable, other: &PageTable) -> Vec<f64> {
    let near = |y: f64| one.ys.iter().any(|known| (known - y).abs() <= SAME_HEIGHT);
    let mut ys = one.ys.clone();
    ys.extend(other.ys.iter().copied().filter(|y| !near(*y)));
    ys.sort_by(f64::total_cmp);
    ys
}

/// Puts the columns of a table on a page further on behind those of a table.
fn put_beside(left: &mut PageTable, mut right: PageTable, pages_on: usize) {
    let ys = all_rows(left, &right);
    take_rows(left, &ys);
    take_rows(&mut right, &ys);
    let columns = right.xs.len().saturating_sub(1);
    let own = left.xs.len().saturating_sub(1);
    let mut blank = vec![true; ys.len()];
    for cell in &right.cells {
        blank.iter_mut().skip(cell.row).take(cell.row_span).for_each(|blank| *blank = false);
    }
    // Where the right block has no cell, one that is merged over both blocks ends here.
    for cell in
        left.cells.iter_mut().filter(|cell| cell.column_span > 1 && cell.column + cell.column_span == own)
    {
        if blank.iter().skip(cell.row).take(cell.row_span).all(|blank| *blank) {
            cell.column_span += columns;
        }
    }
    append(left, right, pages_on);
    let all = left.xs.len().saturating_sub(1);
    for cell in &mut left.cells {
        cell.column_span = cell.column_span.min(all.saturating_sub(cell.column)).max(1);
    }
}

/// Takes tables out of a page, and the lines of strips.
fn take_out(page: &mut PageLayout, taken: Vec<Which>) {
    for which in &taken {
        if let Which::Strip(at) = which
            && let Some(strip) = page.strips.get(*at)
        {
            page.lines.retain(|line| line.hidden || !is_inside(&line.bbox, strip));
        }
    }
    let strips: Vec<PageTable> = taken
        .iter()
        .filter_map(|which| match which {
            Which::Strip(at) => page.strips.get(*at).cloned(),
            Which::Table(_) => None,
        })
        .collect();
    let mut at = 0;
    page.tables.retain(|table| {
        at += 1;
        let inside = !table.ruled && strips.iter().any(|strip| is_inside(&table.bbox, strip));
        !inside && !taken.contains(&Which::Table(at - 1))
    });
}

//! A head at the end of a page, parted from its rows, where nothing is ruled between its columns.
//!
//! One line of texts is no table by itself. Where the next page begins with a table that has no head, and the texts stand
//! over its columns and head columns by their words, they are its head.

use std::collections::BTreeSet;

use document_model::Rect;

use super::furniture::Running;
use super::head::{compact, count_header_rows};
use crate::options::Options;
use crate::page::{PageCell, PageLayout, PageLine, PageTable};
use crate::text_grid::header::{HeadRow, is_header_row};

/// Columns that the texts of such a head stand over, at least.
const FEWEST_COLUMNS: usize = 3;

/// The same as a share of the columns.
const LEAST_SHARE: f64 = 0.6;

/// A text stands over a column where it reaches no farther than this beyond it: in font sizes.
const SLACK: f64 = 0.5;

/// Makes tables of one row of such heads.
pub(crate) fn find_lone_heads(
    pages: &mut [PageLayout],
    order: &[usize],
    running: &Running,
    options: &Options<'_>,
) {
    for pair in order.windows(2) {
        let (Some(at), Some(next)) = (pair.first().copied(), pair.get(1).copied()) else { continue };
        let head = match (pages.get(at), pages.get(next)) {
            (Some(page), Some(below)) => lone_head((at, page), (next, below), running, options),
            _ => None,
        };
        if let (Some((table, lines)), Some(page)) = (head, pages.get_mut(at)) {
            let mut line = 0;
            page.lines.retain(|_| {
                line += 1;
                !lines.contains(&(line - 1))
            });
            page.tables.push(table);
        }
    }
}

/// The head of the first table of a page at the end of the page before, and which lines it is.
fn lone_head(
    (at, page): (usize, &PageLayout),
    (next, below): (usize, &PageLayout),
    running: &Running,
    options: &Options<'_>,
) -> Option<(PageTable, BTreeSet<usize>)> {
    let table = headless_table(next, below, running, options)?;
    let shown = |line: &PageLine| !line.hidden && !running.is_furniture(at, (page.width, page.height), line);
    let last = page
        .lines
        .iter()
        .filter(|line| shown(line))
        .max_by(|one, other| one.bbox.y1.total_cmp(&other.bbox.y1))?;
    if page.tables.iter().any(|table| table.bbox.y1 > last.bbox.y0) {
        return None;
    }
    let level = |line: &PageLine| {
        shown(line) && (line.bbox.center().y - last.bbox.center().y).abs() < SLACK * last.size
    };
    let lines: BTreeSet<usize> =
        page.lines.iter().enumerate().filter(|(_, line)| level(line)).map(|(at, _)| at).collect();
    let columns = table.xs.len().saturating_sub(1);
    let mut cells: Vec<PageCell> = Vec::new();
    for column in 0..columns {
        let x = |at: usize| table.xs.get(at).copied().unwrap_or_default();
        let over = |line: &PageLine| {
            let slack = SLACK * line.size;
            x(column) - slack <= line.bbox.x0 && line.bbox.x1 <= x(column + 1) + slack
        };
        let own: Vec<&PageLine> =
            lines.iter().filter_map(|at| page.lines.get(*at)).filter(|line| over(line)).collect();
        let bbox = Rect { x0: x(column), x1: x(column + 1), ..last.bbox };
        cells.push(cell(column, bbox, &own));
    }
    let filled: Vec<String> = cells.iter().map(compact).filter(|text| !text.is_empty()).collect();
    let held: usize = cells.iter().map(|cell| cell.lines.len()).sum();
    let enough = filled.len() >= FEWEST_COLUMNS && filled.len() as f64 >= LEAST_SHARE * columns as f64;
    let first_filled = cells.first().is_some_and(|cell| !cell.lines.is_empty());
    if !enough
        || held != lines.len()
        || !is_header_row(&HeadRow { filled, cells: columns, first_filled }, false, options)
    {
        return None;
    }
    let ys = vec![last.bbox.y0, last.bbox.y1];
    let bbox = Rect { x0: table.bbox.x0, x1: table.bbox.x1, ..last.bbox };
    Some((PageTable { bbox, xs: table.xs.clone(), ys, cells, ruled: false }, lines))
}

/// The table that a page begins with, where it has no head and no rulings between its columns.
fn headless_table<'a>(
    at: usize,
    page: &'a PageLayout,
    running: &Running,
    options: &Options<'_>,
) -> Option<&'a PageTable> {
    let table = page.tables.iter().min_by(|one, other| one.bbox.y0.total_cmp(&other.bbox.y0))?;
    let above = |line: &PageLine| {
        line.bbox.y1 <= table.bbox.y0
            && !line.hidden
            && !running.is_furniture(at, (page.width, page.height), line)
    };
    let headless = !table.ruled && count_header_rows(table, None, options) == 0;
    (headless && !page.lines.iter().any(above)).then_some(table)
}

fn cell(column: usize, bbox: Rect, lines: &[&PageLine]) -> PageCell {
    PageCell {
        row: 0,
        row_span: 1,
        column,
        column_span: 1,
        bbox,
        lines: lines.iter().map(|line| line.line.clone()).collect(),
        shade: None,
        bold: false,
        struck: false,
        open_below: false,
        pages_on: 0,
        again: Vec::new(),
    }
}

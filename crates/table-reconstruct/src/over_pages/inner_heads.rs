//! Heads inside a table that nothing is ruled in: a sheet of several tables one below the other.
//!
//! Where texts stand in the same columns, captions and headings between two tables look like rows with a text in the first
//! column alone, and the head of the next table like a row. By its words it is none: the table ends above it.

use document_model::Rect;

use super::head::{cells_of_row, compact, count_header_rows, signature};
use crate::options::Options;
use crate::page::{PageCell, PageLayout, PageLine, PageTable};
use crate::text_grid::header::{HeadRow, is_header_row};

/// Texts of such a head at least.
const FEWEST_TEXTS: usize = 3;

/// Parts the tables of pages at heads inside them; what stands between two of them becomes lines.
///
/// `order` is that in which the pages follow each other.
pub(crate) fn part_at_heads(pages: &mut [PageLayout], order: &[usize], options: &Options<'_>) {
    for (nth, at) in order.iter().enumerate() {
        let next = order.get(nth + 1).and_then(|next| first_head(pages.get(*next)?, options));
        let Some(page) = pages.get_mut(*at) else { continue };
        let tables = std::mem::take(&mut page.tables);
        let last = tables.len().saturating_sub(1);
        for (nth, table) in tables.into_iter().enumerate() {
            if table.ruled {
                page.tables.push(table);
                continue;
            }
            let next = next.as_ref().filter(|_| nth == last);
            let (parts, lines) = part_table(table, next.map(Vec::as_slice), options);
            page.tables.extend(parts);
            page.lines.extend(lines);
        }
        page.lines.sort_by(|one, other| one.bbox.y0.total_cmp(&other.bbox.y0));
    }
}

/// The head with which the first table of a page begins.
fn first_head(page: &PageLayout, options: &Options<'_>) -> Option<Vec<String>> {
    let table = page.tables.iter().min_by(|one, other| one.bbox.y0.total_cmp(&other.bbox.y0))?;
    let rows = count_header_rows(table, None, options);
    (rows > 0).then(|| signature(table, rows))
}

fn rows_of(table: &PageTable) -> usize {
    table.ys.len().saturating_sub(1)
}

/// Parts a table; `next` is the head of the table that begins the next page.
fn part_table(
    table: PageTable,
    next: Option<&[String]>,
    options: &Options<'_>,
) -> (Vec<PageTable>, Vec<PageLine>) {
    let own = count_header_rows(&table, None, options);
    let head = signature(&table, own);
    let rows = rows_of(&table);
    let is_head = |row: usize| is_inner_head(&table, row, options);
    let captioned = |row: usize| row > 0 && is_caption(&table, row - 1);
    let starts: Vec<usize> = (own.max(1)..rows)
        .filter(|row| is_head(*row) && (captioned(*row) || signature_of(&table, *row) == head))
        .collect();
    let other = next.is_some_and(|next| next != head);
    if starts.is_empty() && !(other && own > 0) {
        return (vec![table], Vec::new());
    }
    let (mut parts, mut lines) = (Vec::new(), Vec::new());
    let mut from = 0;
    for to in starts.into_iter().chain([rows]) {
        let captions = match to < rows || other {
            true => (from + 1..to).rev().take_while(|row| is_caption(&table, *row)).count(),
            false => 0,
        };
        parts.extend(rows_as_table(&table, from, to - captions));
        lines.extend((to - captions..to).flat_map(|row| lines_of(&table, row)));
        from = to;
    }
    (parts, lines)
}

fn signature_of(table: &PageTable, row: usize) -> Vec<String> {
    cells_of_row(table, row).map(compact).filter(|text| !text.is_empty()).collect()
}

/// Heads a row columns by its words?
fn is_inner_head(table: &PageTable, row: usize, options: &Options<'_>) -> bool {
    let filled = signature_of(table, row);
    let cells = cells_of_row(table, row).count();
    let first_filled = cells_of_row(table, row).next().is_some_and(|cell| !cell.lines.is_empty());
    filled.len() >= FEWEST_TEXTS
        && first_filled
        && is_header_row(&HeadRow { filled, cells, first_filled }, false, options)
}

/// Has a row a text at its left alone?
fn is_caption(table: &PageTable, row: usize) -> bool {
    let mut filled = cells_of_row(table, row).filter(|cell| !cell.lines.is_empty());
    filled.next().is_some_and(|cell| cell.column == 0) && filled.next().is_none()
}

/// Some rows of a table as a table of their own, without blank columns at its right.
fn rows_as_table(table: &PageTable, from: usize, to: usize) -> Option<PageTable> {
    let inside = table.cells.iter().filter(|cell| from <= cell.row && cell.row < to);
    let mut cells: Vec<PageCell> = inside.cloned().collect();
    let filled = cells.iter().filter(|cell| !cell.lines.is_empty());
    let columns = filled.map(|cell| cell.column + cell.column_span).max()?;
    cells.retain(|cell| cell.column < columns);
    for cell in &mut cells {
        cell.row -= from;
        cell.row_span = cell.row_span.min(to - from - cell.row);
        cell.column_span = cell.column_span.min(columns - cell.column);
    }
    let xs: Vec<f64> = table.xs.iter().take(columns + 1).copied().collect();
    let ys: Vec<f64> = table.ys.get(from..=to)?.to_vec();
    let bbox = Rect { x0: *xs.first()?, x1: *xs.last()?, y0: *ys.first()?, y1: *ys.last()? };
    Some(PageTable { bbox, xs, ys, cells, ruled: table.ruled })
}

/// The texts of a row as lines of the page.
fn lines_of(table: &PageTable, row: usize) -> Vec<PageLine> {
    let lines =
        cells_of_row(table, row).flat_map(|cell| cell.lines.iter().map(move |line| (line, cell.bbox)));
    let line = |(line, bbox): (&document_model::CellLine, Rect)| {
        let bbox = line.bbox.unwrap_or(bbox);
        PageLine { line: line.clone(), bbox, size: bbox.height(), panel: None, hidden: false }
    };
    lines.map(line).collect()
}

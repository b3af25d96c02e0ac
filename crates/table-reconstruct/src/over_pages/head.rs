//! Which rows at the head of a page's table are header rows.

use crate::options::Options;
use crate::page::{PageCell, PageTable};
use crate::text_grid::header::{HeadRow, MOST_HEADER_ROWS, head_similarity, is_header_row};

/// A row that agrees with the open table's head in this share of its labels is a head too.
const RESEMBLES_HEAD: f64 = 0.6;

/// The cells that begin in a row, from left to right.
pub fn cells_of_row(table: &PageTable, row: usize) -> impl Iterator<Item = &PageCell> {
    table.cells.iter().filter(move |cell| cell.row == row)
}

/// A cell's text without white space.
#[must_use]
pub fn compact(cell: &PageCell) -> String {
    cell.lines
        .iter()
        .flat_map(|line| line.text.chars())
        .filter(|character| !character.is_whitespace())
        .collect()
}

/// Texts of the filled cells of the first rows.
#[must_use]
pub fn signature(table: &PageTable, rows: usize) -> Vec<String> {
    table.cells.iter().filter(|cell| cell.row < rows).map(compact).filter(|text| !text.is_empty()).collect()
}

/// Number of header rows of a page's table; `open` is the head of the table that may go on here.
#[must_use]
pub fn count_header_rows(table: &PageTable, open: Option<&[String]>, options: &Options<'_>) -> usize {
    let rows = table.ys.len().saturating_sub(1);
    if let Some(open) = open.filter(|open| !open.is_empty())
        && let Some(repeated) = (1..=MOST_HEADER_ROWS.min(rows)).find(|rows| signature(table, *rows) == open)
    {
        return whole_rows(table, repeated);
    }
    let mut count = count_by_words(table, options);
    if count == 0 && rows > 1 {
        count = shaded_rows(table);
    }
    if count == 0
        && let Some(open) = open
    {
        let first = signature(table, 1);
        if first.len() > 1 && head_similarity(open, &first) >= RESEMBLES_HEAD {
            count = 1;
        }
    }
    // Where every row could be one by its words, the first one is.
    if count >= rows { usize::from(rows > 1) } else { count }
}

/// Are all rows of a page's table header rows by their words: a head at the end of a page, parted from its rows?
#[must_use]
pub fn is_head_alone(table: &PageTable, options: &Options<'_>) -> bool {
    let rows = table.ys.len().saturating_sub(1);
    rows > 0 && signature(table, rows).len() > 1 && count_by_words(table, options) >= rows
}

/// Number of rows at the top that are header rows by their words.
fn count_by_words(table: &PageTable, options: &Options<'_>) -> usize {
    let rows = table.ys.len().saturating_sub(1);
    let mut count = 0;
    while count < rows.min(MOST_HEADER_ROWS) {
        let cells: Vec<&PageCell> = cells_of_row(table, count).collect();
        let texts: Vec<String> = cells.iter().map(|cell| compact(cell)).collect();
        let head = HeadRow {
            filled: texts.iter().filter(|text| !text.is_empty()).cloned().collect(),
            cells: cells.len(),
            first_filled: texts.first().is_some_and(|text| !text.is_empty()),
        };
        let plain_below_shaded =
            count > 0 && is_shaded(table, 0) && !cells.iter().any(|cell| cell.shade.is_some());
        if plain_below_shaded || !is_header_row(&head, count > 0, options) {
            break;
        }
        count = whole_rows(table, count + 1);
    }
    count
}

/// Are all filled cells that begin in a row shaded?
fn is_shaded(table: &PageTable, row: usize) -> bool {
    let mut filled = cells_of_row(table, row).filter(|cell| !cell.lines.is_empty()).peekable();
    filled.peek().is_some() && filled.all(|cell| cell.shade.is_some())
}

/// Rows that the cells beginning in the first rows cover.
fn whole_rows(table: &PageTable, rows: usize) -> usize {
    let mut rows = rows;
    for cell in &table.cells {
        if cell.row < rows && !cell.lines.is_empty() && cell.row_span <= MOST_HEADER_ROWS {
            rows = rows.max(cell.row + cell.row_span);
        }
    }
    rows
}

/// Rows at the top whose filled cells are all shaded or bold, several in a row, where the rows below are not.
fn shaded_rows(table: &PageTable) -> usize {
    let rows = table.ys.len().saturating_sub(1);
    let marked = |row: usize, by: fn(&PageCell) -> bool| {
        let cells: Vec<&PageCell> = cells_of_row(table, row).filter(|cell| !cell.lines.is_empty()).collect();
        cells.len() >= 2 && cells.iter().all(|cell| by(cell))
    };
    let ways: [fn(&PageCell) -> bool; 2] = [|cell| cell.shade.is_some(), |cell| cell.bold];
    for by in ways {
        let count = (0..rows.min(MOST_HEADER_ROWS)).take_while(|row| marked(*row, by)).count();
        let below = (count..rows).filter(|row| marked(*row, by)).count();
        if count > 0 && below == 0 {
            return count;
        }
    }
    0
}

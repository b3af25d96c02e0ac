//! The heads of a table's part as labels.

use document_model::Row;

/// A label: a cell of the last header row that has one there, with the cells above it.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Column where it is printed, from 0.
    pub column: u32,
    /// Columns that it may cover as printed: up to the next label.
    pub width: u32,
    /// Its own text, as extracted.
    pub text: String,
    /// The texts above it, outermost first.
    pub above: Vec<String>,
    /// Year that it names itself, or else the nearest text above it that names one.
    pub year: Option<i32>,
    /// Every row of the part's head and the cell in it that this label takes in: (row in the head, cell in the row).
    pub cells: Vec<(usize, usize)>,
}

/// A header cell with its row.
struct HeadCell {
    row: usize,
    cell: usize,
    start: u32,
    end: u32,
    text: String,
}

/// The labels of a head from left to right.
///
/// A blank to the right of a label in an upper row belongs to it where the row below goes on there:
/// that is how text prints a merged head.
#[must_use]
pub fn read_labels(head: &[Row]) -> Vec<Label> {
    let cells = head_cells(head);
    let mut labels: Vec<Label> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let covered_below = cells
            .iter()
            .any(|below| below.row > cell.row && below.start >= cell.start && below.start < cell.end);
        let merged_banner = covered_below && cells.iter().skip(at + 1).any(|below| below.row > cell.row);
        if merged_banner {
            continue;
        }
        let above: Vec<&HeadCell> = cells
            .iter()
            .filter(|upper| upper.row < cell.row && upper.start <= cell.start && cell.start < upper.end)
            .collect();
        let year = std::iter::once(cell)
            .chain(above.iter().rev().copied())
            .find_map(|named| japanese_normalize::fiscal_year(&named.text));
        labels.push(Label {
            column: cell.start,
            width: cell.end.saturating_sub(cell.start).max(1),
            text: cell.text.clone(),
            above: above.iter().map(|upper| upper.text.clone()).collect(),
            year,
            cells: above.iter().map(|upper| (upper.row, upper.cell)).chain([(cell.row, cell.cell)]).collect(),
        });
    }
    labels.sort_by_key(|label| label.column);
    labels
}

/// The filled cells of a head; each ends where the next of its row begins, or at the row's end.
fn head_cells(head: &[Row]) -> Vec<HeadCell> {
    let mut cells = Vec::new();
    for (row, content) in head.iter().enumerate() {
        let filled: Vec<(usize, u32)> = content
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(at, cell)| (at, cell.column))
            .collect();
        let row_end =
            content.cells.iter().map(|cell| cell.column.saturating_add(cell.column_span)).max().unwrap_or(0);
        for (at, (index, start)) in filled.iter().enumerate() {
            let end = filled.get(at + 1).map_or(row_end.max(start + 1), |(_, next)| *next);
            let Some(cell) = content.cells.get(*index) else { continue };
            cells.push(HeadCell { row, cell: *index, start: *start, end, text: cell.raw() });
        }
    }
    cells
}

//! Cells get their columns; spans are laid out.

use std::collections::BTreeMap;

use document_model::{Cell, GridRow, Place, Row, RowKind, Table};

use super::chain::Part;
use super::furniture::is_debris_row;
use super::runs::filled_cells;

/// Lays the parts of a table out as one grid.
///
/// Cells stand in the column that their position in the row gives them, after those that a cell
/// above covers; rows may be shorter or longer than others.
#[must_use]
pub fn build_table(parts: Vec<Part>, text: &str) -> Table {
    let mut rows = Vec::new();
    for part in parts {
        let mut covered = BTreeMap::new();
        for row in &part.head {
            rows.push(lay_row(row, part.head_kind, false, &mut covered, text));
        }
        let mut starts_page = true;
        for row in &part.body {
            let debris = is_debris_row(&filled_cells(row));
            let kind = if debris { RowKind::Debris } else { RowKind::Body };
            rows.push(lay_row(row, kind, starts_page, &mut covered, text));
            starts_page &= debris;
        }
    }
    let columns =
        rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column.saturating_add(cell.column_span));
    Table { columns: columns.max().unwrap_or(0), rows }
}

/// Counts the characters of a line before an offset, each stretch once.
#[derive(Default)]
struct Characters {
    offset: Option<usize>,
    count: u32,
}

impl Characters {
    /// Characters between the start of the line and the offset; offsets come in order.
    fn before(&mut self, text: &str, offset: usize) -> u32 {
        let from = self.offset.unwrap_or_else(|| {
            let line_start = text.get(..offset).and_then(|before| before.rfind(['\n', '\r', '\u{c}']));
            line_start.map_or(0, |end| end + 1)
        });
        if let Some(stretch) = text.get(from..offset) {
            self.count =
                self.count.saturating_add(u32::try_from(stretch.chars().count()).unwrap_or(u32::MAX));
            self.offset = Some(offset);
        }
        self.count
    }
}

/// Lays one row out; `covered` maps a column to the number of further rows that a cell above covers.
fn lay_row(
    row: &GridRow,
    kind: RowKind,
    starts_page: bool,
    covered: &mut BTreeMap<u32, u32>,
    text: &str,
) -> Row {
    let mut column = 0_u32;
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut spans: Vec<(u32, u32)> = Vec::new();
    let mut characters = Characters::default();
    for cell in &row.cells {
        while covered.get(&column).is_some_and(|rows| *rows > 0) {
            column = column.saturating_add(1);
        }
        let character =
            cell.lines.first().map_or(characters.count, |line| characters.before(text, line.range.start));
        cells.push(Cell {
            column,
            column_span: cell.column_span.max(1),
            row_span: cell.row_span.max(1),
            place: Place::in_text(row.page, row.number, character.saturating_add(1)),
            lines: cell.lines.clone(),
        });
        if cell.row_span > 1 {
            let end = column.saturating_add(cell.column_span.max(1));
            spans.extend((column..end).map(|at| (at, cell.row_span)));
        }
        column = column.saturating_add(cell.column_span.max(1));
    }
    for rows in covered.values_mut() {
        *rows = rows.saturating_sub(1);
    }
    covered.retain(|_, rows| *rows > 0);
    for (at, rows) in spans {
        covered.insert(at, rows - 1);
    }
    Row { kind, place: Place::in_text(row.page, row.number, 1), starts_page, goes_on: false, cells }
}

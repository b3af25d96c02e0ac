//! Cells get their columns; spans are laid out.

use std::collections::BTreeMap;

use document_model::{Cell, GridRow, Place, Row, RowKind, Table};

use super::chain::Part;
use super::furniture::is_debris;
use super::runs::filled_cells;

/// Lays the parts of a table out as one grid.
///
/// Cells stand in the column that their position in the row gives them, after those that a cell
/// above covers; rows may be shorter or longer than others.
#[must_use]
pub fn build_table(parts: Vec<Part>) -> Table {
    let mut rows = Vec::new();
    for part in parts {
        let mut covered = BTreeMap::new();
        for row in &part.head {
            rows.push(lay_row(row, part.head_kind, false, &mut covered));
        }
        let mut starts_page = true;
        for row in &part.body {
            let debris = filled_cells(row).iter().all(|text| is_debris(text));
            let kind = if debris { RowKind::Debris } else { RowKind::Body };
            rows.push(lay_row(row, kind, starts_page, &mut covered));
            starts_page &= debris;
        }
    }
    let columns =
        rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column.saturating_add(cell.column_span));
    Table { columns: columns.max().unwrap_or(0), rows }
}

/// Lays one row out; `covered` maps a column to the number of further rows that a cell above covers.
fn lay_row(row: &GridRow, kind: RowKind, starts_page: bool, covered: &mut BTreeMap<u32, u32>) -> Row {
    let mut column = 0_u32;
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut spans: Vec<(u32, u32)> = Vec::new();
    let first_offset = row.cells.iter().flat_map(|cell| &cell.lines).map(|line| line.range.start).min();
    for cell in &row.cells {
        while covered.get(&column).is_some_and(|rows| *rows > 0) {
            column = column.saturating_add(1);
        }
        let offset = cell.lines.first().map(|line| line.range.start);
        let character = offset.zip(first_offset).map_or(0, |(here, first)| here.saturating_sub(first));
        cells.push(Cell {
            column,
            column_span: cell.column_span.max(1),
            row_span: cell.row_span.max(1),
            place: Place::in_text(
                row.page,
                row.number,
                u32::try_from(character).unwrap_or(u32::MAX).saturating_add(1),
            ),
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
    Row { kind, place: Place::in_text(row.page, row.number, 1), starts_page, cells }
}

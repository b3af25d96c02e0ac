//! The parts of a table as rows of one table.

use std::collections::BTreeMap;

use document_model::{Cell, Rect, Row, RowKind, Table};

use super::chain::{Part, Sheet};
use super::columns::Columns;
use crate::page::PageCell;
use crate::text_grid::furniture::is_debris_row;

/// Lays the parts of a table out as one grid.
#[must_use]
pub fn build_table(parts: Vec<Part>, sheets: &[Sheet]) -> Table {
    let columns = Columns::find(&parts);
    let mut rows = Vec::new();
    for part in &parts {
        if let Some(sheet) = sheets.get(part.page) {
            add_part(part, sheet, &columns, &mut rows);
        }
    }
    Table { columns: u32::try_from(columns.count()).unwrap_or(u32::MAX), rows }
}

fn add_part(part: &Part, sheet: &Sheet, columns: &Columns, rows: &mut Vec<Row>) {
    let table = &part.table;
    let mut by_row: BTreeMap<usize, Vec<&PageCell>> = BTreeMap::new();
    for cell in &table.cells {
        by_row.entry(cell.row).or_default().push(cell);
    }
    let filled: Vec<bool> = (0..table.ys.len().saturating_sub(1))
        .map(|row| by_row.get(&row).is_some_and(|cells| cells.iter().any(|cell| !cell.lines.is_empty())))
        .collect();
    // Rows without any text are left out; spans over them are shorter.
    let kept =
        |from: usize, span: usize| filled.iter().skip(from).take(span).filter(|filled| **filled).count();
    let mut starts_page = true;
    for (at, _) in filled.iter().enumerate().filter(|(_, filled)| **filled) {
        let own = by_row.get(&at).map(Vec::as_slice).unwrap_or_default();
        let texts: Vec<String> =
            own.iter().map(|cell| super::head::compact(cell)).filter(|text| !text.is_empty()).collect();
        let kind = match at < part.head {
            true if part.continues => RowKind::RepeatedHead,
            true => RowKind::Head,
            false if is_debris_row(&texts) => RowKind::Debris,
            false => RowKind::Body,
        };
        let mut cells: Vec<Cell> = own
            .iter()
            .map(|cell| {
                let (column, column_span) = columns.span(part, cell.column, cell.column_span);
                make_cell(cell, sheet, column, column_span, kept(cell.row, cell.row_span))
            })
            .collect();
        cells.sort_by_key(|cell| cell.column);
        let starts = kind == RowKind::Body && starts_page;
        starts_page &= kind != RowKind::Body;
        rows.push(Row { kind, place: sheet.place(row_box(part, at)), starts_page: starts, cells });
    }
}

fn make_cell(cell: &PageCell, sheet: &Sheet, column: usize, column_span: usize, row_span: usize) -> Cell {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Cell {
        column: number(column),
        column_span: number(column_span.max(1)),
        row_span: number(row_span.max(1)),
        place: sheet.place(cell.bbox),
        lines: cell.lines.iter().cloned().map(|line| sheet.line(line)).collect(),
    }
}

fn row_box(part: &Part, row: usize) -> Rect {
    let y = |at: usize| part.table.ys.get(at).copied().unwrap_or_default();
    Rect { y0: y(row), y1: y(row + 1), ..part.table.bbox }
}

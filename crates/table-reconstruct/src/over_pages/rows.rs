//! The parts of a table as rows of one table.

use std::collections::BTreeMap;

use document_model::{Cell, CellLine, Rect, Row, RowKind, Table};

use super::chain::{Part, Sheet};
use super::columns::Columns;
use crate::page::PageCell;
use crate::text_grid::furniture::is_debris_row;

/// Share of the columns of a row that no ruling closes below, from which on a page break cuts the row.
const CUT_SHARE: f64 = 0.7;

/// Lays the parts of a table out as one grid; the lines are those that two pages print halves of, the second time.
#[must_use]
pub fn build_table(parts: Vec<Part>, sheets: &[Sheet]) -> (Table, Vec<CellLine>) {
    let columns = Columns::find(&parts);
    let mut builder = Builder { columns, rows: Vec::new(), open: BTreeMap::new(), twice: Vec::new() };
    for part in &parts {
        if let Some(sheet) = sheets.get(part.page) {
            builder.add_part(part, sheet, sheets);
        }
    }
    (Table { columns: number(builder.columns.count()), rows: builder.rows }, builder.twice)
}

struct Builder {
    columns: Columns,
    rows: Vec<Row>,
    /// Columns in which the last part ends without a ruling, and the cell there: row and place in it.
    open: BTreeMap<u32, (usize, usize)>,
    /// Lines that a page break cuts lengthwise: their halves stand on both pages.
    twice: Vec<CellLine>,
}

impl Builder {
    fn add_part(&mut self, part: &Part, sheet: &Sheet, sheets: &[Sheet]) {
        let mut by_row: BTreeMap<usize, Vec<&PageCell>> = BTreeMap::new();
        for cell in &part.table.cells {
            by_row.entry(cell.row).or_default().push(cell);
        }
        let filled: Vec<bool> = (0..part.table.ys.len().saturating_sub(1))
            .map(|row| by_row.get(&row).is_some_and(|cells| cells.iter().any(|cell| !cell.lines.is_empty())))
            .collect();
        // Rows without any text are left out; spans over them are shorter.
        let kept =
            |from: usize, span: usize| filled.iter().skip(from).take(span).filter(|filled| **filled).count();
        let facing = sheets.get(part.page + 1).unwrap_or(sheet);
        let again = part.table.cells.iter().flat_map(|cell| &cell.again).cloned();
        self.twice.extend(again.map(|line| facing.line(line)));
        let cut = std::mem::take(&mut self.open);
        let mut starts_page = true;
        for at in filled.iter().enumerate().filter(|(_, filled)| **filled).map(|(at, _)| at) {
            let own = by_row.get(&at).map(Vec::as_slice).unwrap_or_default();
            let kind = kind_of(part, at, own);
            let mut cells: Vec<(Cell, bool)> = own
                .iter()
                .map(|cell| {
                    let (column, column_span) = self.columns.span(part, cell.column, cell.column_span);
                    (
                        make_cell(
                            cell,
                            sheets.get(part.page + cell.pages_on).unwrap_or(sheet),
                            (column, column_span),
                            kept(cell.row, cell.row_span),
                        ),
                        cell.open_below,
                    )
                })
                .collect();
            cells.sort_by_key(|(cell, _)| cell.column);
            let starts = kind == RowKind::Body && starts_page;
            starts_page &= kind != RowKind::Body;
            let goes_on = starts && self.is_cut(&cut) && (part.table.ruled || is_rest(part, at));
            if starts {
                self.drop_halves(&cut, &mut cells);
                self.extend_spans(&cut, &mut cells, goes_on);
            }
            self.note_open(&cells);
            let place = sheet.place(row_box(part, at));
            let cells = cells.into_iter().map(|(cell, _)| cell).collect();
            self.rows.push(Row { kind, place, starts_page: starts, goes_on, cells });
        }
    }

    /// A line that the page break cuts lengthwise is printed on both pages: the second one is no further line.
    fn drop_halves(&mut self, open: &BTreeMap<u32, (usize, usize)>, cells: &mut [(Cell, bool)]) {
        for (cell, _) in cells {
            let Some((row, at)) = open.get(&cell.column).copied() else { continue };
            let above =
                self.rows.get(row).and_then(|row| row.cells.get(at)).and_then(|cell| cell.lines.last());
            let same =
                matches!((above, cell.lines.first()), (Some(above), Some(first)) if above.text == first.text);
            if same {
                self.twice.push(cell.lines.remove(0));
            }
        }
    }

    /// Did the page break cut the whole row?
    fn is_cut(&self, open: &BTreeMap<u32, (usize, usize)>) -> bool {
        !open.is_empty() && open.len() as f64 >= CUT_SHARE * self.columns.count() as f64
    }

    /// A merged cell that the page break cuts spans the rows on the next page too, where its rest stands.
    ///
    /// A merged cell that is blank at the head of a page is the rest of one too, though a ruling closes the page.
    /// A blank rest is no cell; text in it goes on with the text above where the row goes on.
    fn extend_spans(
        &mut self,
        open: &BTreeMap<u32, (usize, usize)>,
        cells: &mut Vec<(Cell, bool)>,
        goes_on: bool,
    ) {
        let here = self.rows.len();
        let last = self.rows.iter().rposition(|row| row.kind == RowKind::Body).unwrap_or(0);
        let mut still_open = Vec::new();
        cells.retain_mut(|(cell, open_below)| {
            let merged = || {
                (cell.is_empty() && cell.row_span > 1)
                    .then(|| covering(&self.rows, last, cell.column))
                    .flatten()
            };
            let Some((row, at)) = open.get(&cell.column).copied().or_else(merged) else { return true };
            let blank = cell.is_empty();
            if let Some(holder) = self.rows.get_mut(row).and_then(|row| row.cells.get_mut(at))
                && !blank
                && !goes_on
                && holder.is_empty()
                && holder.column_span == cell.column_span
            {
                // The text of the merged cell is printed on the page that shows more of it.
                holder.lines = std::mem::take(&mut cell.lines);
                holder.place = cell.place;
                holder.row_span = number(here - row).saturating_add(cell.row_span);
                return false;
            }
            if !(blank || goes_on && cell.row_span > 1) {
                return true;
            }
            let holder = self.rows.get_mut(row).and_then(|row| row.cells.get_mut(at));
            let Some(holder) = holder.filter(|holder| holder.column_span == cell.column_span) else {
                return true;
            };
            holder.row_span = number(here - row).saturating_add(cell.row_span);
            if *open_below {
                let columns = cell.column..cell.column.saturating_add(cell.column_span);
                still_open.extend(columns.map(|column| (column, (row, at))));
                *open_below = false;
            }
            cell.row_span = 1;
            !blank
        });
        self.open.extend(still_open);
    }

    /// Notes the cells of the next row to be pushed that no ruling closes below.
    fn note_open(&mut self, cells: &[(Cell, bool)]) {
        let here = self.rows.len();
        for (at, (cell, _)) in cells.iter().enumerate().filter(|(_, (_, open_below))| *open_below) {
            let columns = cell.column..cell.column.saturating_add(cell.column_span);
            self.open.extend(columns.map(|column| (column, (here, at))));
        }
    }
}

/// Has a row fewer texts than most rows of its part: can it be the rest of one that a page break cuts?
fn is_rest(part: &Part, row: usize) -> bool {
    let mut filled: BTreeMap<usize, usize> = BTreeMap::new();
    for cell in part.table.cells.iter().filter(|cell| cell.row >= part.head && !cell.lines.is_empty()) {
        *filled.entry(cell.row).or_default() += 1;
    }
    let own = filled.get(&row).copied().unwrap_or_default();
    let mut counts: Vec<usize> = filled.into_values().collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).is_some_and(|usual| own < *usual)
}

/// Rows above the end of a page in which a cell is looked for that reaches it.
const MOST_SPANNED_ROWS: usize = 400;

/// The cell with text that covers a row in a column: its row and place in it.
fn covering(rows: &[Row], last: usize, column: u32) -> Option<(usize, usize)> {
    (last.saturating_sub(MOST_SPANNED_ROWS)..=last).rev().find_map(|above| {
        let cells = &rows.get(above)?.cells;
        let reaches = |cell: &Cell| above + usize::try_from(cell.row_span).unwrap_or(usize::MAX) > last;
        let found = cells.iter().position(|cell| cell.column == column && reaches(cell) && !cell.is_empty());
        found.map(|at| (above, at))
    })
}

fn kind_of(part: &Part, row: usize, cells: &[&PageCell]) -> RowKind {
    let texts: Vec<String> =
        cells.iter().map(|cell| super::head::compact(cell)).filter(|text| !text.is_empty()).collect();
    match row < part.head {
        true if part.continues => RowKind::RepeatedHead,
        true => RowKind::Head,
        false if is_debris_row(&texts) => RowKind::Debris,
        false => RowKind::Body,
    }
}

fn make_cell(cell: &PageCell, sheet: &Sheet, (column, column_span): (usize, usize), row_span: usize) -> Cell {
    Cell {
        column: number(column),
        column_span: number(column_span.max(1)),
        row_span: number(row_span.max(1)),
        place: sheet.place(cell.bbox),
        lines: cell.lines.iter().cloned().map(|line| sheet.line(line)).collect(),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn row_box(part: &Part, row: usize) -> Rect {
    let y = |at: usize| part.table.ys.get(at).copied().unwrap_or_default();
    Rect { y0: y(row), y1: y(row + 1), ..part.table.bbox }
}

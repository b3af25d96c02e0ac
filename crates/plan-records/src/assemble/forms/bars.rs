//! Captions over the whole width of a form that number its sections: `2 指標の推移`, `4 令和5年度の取組実績`.

use std::borrow::Cow;

use document_model::{Cell, Row, Table};

use super::{Words, is_short};
use crate::assemble::headings::split_number;

/// Numbered captions that part a form at least; fewer are headings or answers.
const FEWEST: usize = 3;

/// Columns of the form at least: one of label and text alone has no cell over several.
const FEWEST_COLUMNS: u32 = 2;

/// Columns of a form.
pub(super) fn width(rows: &[Row]) -> u32 {
    let cells = rows.iter().flat_map(|row| &row.cells);
    cells.map(|cell| cell.column.saturating_add(cell.column_span)).max().unwrap_or(0)
}

/// The only filled cell of a row, where it covers the whole width.
pub(super) fn lone<'t>(cells: &[&'t Cell], width: u32) -> Option<&'t Cell> {
    let mut filled = cells.iter().copied().filter(|cell| !cell.is_empty());
    let cell = filled.next().filter(|_| filled.next().is_none())?;
    (width >= FEWEST_COLUMNS && cell.column == 0 && cell.column_span >= width).then_some(cell)
}

/// A number and a few words that are no sentence.
pub(super) fn is_numbered(cell: &Cell) -> bool {
    let raw = cell.raw();
    is_short(cell) && !raw.contains('。') && split_number(&raw).is_some_and(|(_, rest)| !rest.is_empty())
}

/// Do captions over the whole width, numbered or known labels, part the form behind its first row?
pub(super) fn has_bars(rows: &[Row], words: &Words<'_>) -> bool {
    let width = width(rows);
    let bars = || rows.iter().skip(1).filter_map(|row| lone(&row.cells.iter().collect::<Vec<_>>(), width));
    let numbered = bars().filter(|cell| is_numbered(cell)).count();
    numbered > 0
        && numbered + bars().filter(|cell| words.is_label(cell) && !is_numbered(cell)).count() >= FEWEST
}

/// The form with labels among such captions as labels, where a text stands below them: a number tells nothing of what
/// they head.
pub(super) fn without_numbers<'t>(table: &'t Table, words: &Words<'_>) -> Cow<'t, Table> {
    if !has_bars(&table.rows, words) {
        return Cow::Borrowed(table);
    }
    let width = width(&table.rows);
    let bar = |row: &Row| lone(&row.cells.iter().collect::<Vec<_>>(), width).cloned();
    let labels = table.rows.iter().zip(table.rows.iter().skip(1)).map(|(row, below)| {
        let cell = bar(row).filter(|cell| is_numbered(cell) && cell.lines.len() == 1)?;
        bar(below).filter(|text| !is_numbered(text))?;
        let (_, text) = split_number(&cell.raw())?;
        (words.vocabulary.heading_evidence(&text) >= super::LABEL).then_some(text)
    });
    let labels: Vec<Option<String>> = labels.collect();
    let mut bare = table.clone();
    for (row, label) in bare.rows.iter_mut().zip(labels) {
        let line = row.cells.iter_mut().flat_map(|cell| &mut cell.lines).next();
        if let Some((line, label)) = line.zip(label) {
            line.text = label;
        }
    }
    Cow::Owned(bare)
}

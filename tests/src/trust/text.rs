//! Texts: their tables, and damage done to their bytes.

use document_model::{GridCell, GridRow, TextBlock, TextSource};

use super::sheet::{At, Edit, Sheet, SheetCell, SheetTable};

/// Filled cells of a row from which on it can be a head.
const HEAD_CELLS: usize = 3;

/// The tables of a text: a stretch of rows that begins with a head known from above counts as the next page.
#[must_use]
pub fn sheet_of(source: &TextSource) -> Sheet {
    let mut sheet = Sheet { pages: 1, tables: Vec::new() };
    let mut open = false;
    for block in &source.blocks {
        match block {
            TextBlock::Row(row) => {
                let cells = read_row(source, row);
                let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                let filled = texts.iter().filter(|text| !text.is_empty()).count();
                let again = filled >= HEAD_CELLS && sheet.tables.iter().any(|table| table.head() == texts);
                if again {
                    sheet.pages += 1;
                }
                if again || !open {
                    sheet.tables.push(SheetTable { page: sheet.pages - 1, rows: Vec::new() });
                }
                open = true;
                if let Some(table) = sheet.tables.last_mut() {
                    table.rows.push(cells);
                }
            }
            TextBlock::Blank => {}
            _ => open = false,
        }
    }
    sheet.tables.retain(|table| {
        table.rows.len() > 2 && table.head().iter().filter(|text| !text.is_empty()).count() >= HEAD_CELLS
    });
    sheet
}

fn read_row(source: &TextSource, row: &GridRow) -> Vec<SheetCell> {
    let mut last: Option<usize> = None;
    row.cells
        .iter()
        .map(|cell| {
            let (start, end) = bounds(cell).unwrap_or_else(|| {
                let empty = last.map_or(0, |last| after_tab(&source.text, last));
                (empty, empty)
            });
            last = Some(end);
            SheetCell {
                text: source.text.get(start..end).unwrap_or_default().to_owned(),
                at: At::Bytes { start, end },
                single: cell.row_span == 1 && cell.column_span == 1,
            }
        })
        .collect()
}

/// Where the cell behind the next tab begins.
fn after_tab(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let tab = rest.find(['\t', '\n']).filter(|at| rest.get(*at..).is_some_and(|rest| rest.starts_with('\t')));
    tab.map_or(from, |at| from + at + 1)
}

fn bounds(cell: &GridCell) -> Option<(usize, usize)> {
    Some((cell.lines.first()?.range.start, cell.lines.last()?.range.end))
}

/// The text with the changes done, from its end to its beginning.
#[must_use]
pub fn apply(text: &str, sheet: &Sheet, edits: &[Edit]) -> String {
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    for edit in edits {
        match edit {
            Edit::Replace(cell, new) => changes.extend(change(cell, new.clone())),
            Edit::Exchange(one, other) => {
                changes.extend(change(one, other.text.clone()));
                changes.extend(change(other, one.text.clone()));
            }
            Edit::Shift(cells) => {
                if let Some(At::Bytes { start, .. }) = cells.first().map(|cell| cell.at) {
                    changes.push((start, start, "\t".to_owned()));
                }
            }
            Edit::Merge(above, below) => {
                changes.extend(above.iter().zip(below).filter(|(_, cell)| !cell.text.is_empty()).filter_map(
                    |(cell, more)| {
                        let At::Bytes { end, .. } = cell.at else { return None };
                        Some((end, end, more.text.clone()))
                    },
                ));
                changes.extend(lines_of(text, below));
            }
            Edit::Lose(page) => {
                for table in sheet.tables.iter().filter(|table| table.page == *page) {
                    changes.extend(table.rows.iter().filter_map(|row| lines_of(text, row)));
                }
            }
        }
    }
    // At one place, what is put in goes before what is taken out behind it.
    changes.sort_by(|one, other| other.0.cmp(&one.0).then(other.1.cmp(&one.1)));
    let mut damaged = text.to_owned();
    let mut before = text.len();
    for (start, end, new) in changes {
        if end <= before && damaged.is_char_boundary(start) && damaged.is_char_boundary(end) {
            damaged.replace_range(start..end, &new);
            before = start;
        }
    }
    damaged
}

fn change(cell: &SheetCell, new: String) -> Option<(usize, usize, String)> {
    match cell.at {
        At::Bytes { start, end } => Some((start, end, new)),
        At::Box { .. } => None,
    }
}

/// The whole lines that a row stands on.
fn lines_of(text: &str, row: &[SheetCell]) -> Option<(usize, usize, String)> {
    let places = row.iter().filter(|cell| !cell.text.is_empty()).filter_map(|cell| match cell.at {
        At::Bytes { start, end } => Some((start, end)),
        At::Box { .. } => None,
    });
    let (first, last) = places.fold(None, |so_far: Option<(usize, usize)>, (start, end)| {
        Some(so_far.map_or((start, end), |(first, last)| (first.min(start), last.max(end))))
    })?;
    let begin = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(last..)?.find('\n').map_or(text.len(), |at| last + at + 1);
    Some((begin, end, String::new()))
}

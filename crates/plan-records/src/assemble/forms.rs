//! Forms: a table turned on its side, with labels in a column and what they head beside them.
//!
//! A 施策評価シート prints one 施策 a sheet: 施策名 | …, 担当部局 | …, 目標値 | …. Turned upright it is a
//! table with one row, and everything that holds for tables holds for it.

use document_model::{Cell, Row, RowKind, Table};

use super::parts::profile;
use crate::roles::vocabulary::Vocabulary;

/// Evidence from which on a cell is a label: titles that end in 事業 or 施策 stay below.
const LABEL: f64 = 0.9;

/// Share of rows that must begin with a label.
const LABELLED_ROWS: f64 = 0.7;

/// Labels that a form has at least.
const FEWEST_LABELS: usize = 3;

/// Cells in a row of a form at most: two pairs of label and text, and one more.
const MOST_CELLS: usize = 5;

/// Rows of a form at most; a longer table of two columns is a list.
const MOST_ROWS: usize = 80;

/// Characters that a label has at most.
const LONGEST_LABEL: usize = 30;

/// The form as an upright table: a head of its labels, and a row of what they head.
///
/// A label that stands again (指標名 for a second indicator) begins a further row. None where the table is no form.
#[must_use]
pub fn turn_upright(table: &Table, vocabulary: &Vocabulary) -> Option<Table> {
    if table.rows.len() > MOST_ROWS || table.rows.iter().any(|row| row.cells.len() > MOST_CELLS) {
        return None;
    }
    let is_label = |cell: &Cell| {
        let raw = cell.raw();
        raw.chars().count() <= LONGEST_LABEL
            && vocabulary.heading_evidence(&raw) >= LABEL
            && profile(cell).value < 0.5
    };
    let mut pairs: Vec<(&Cell, Vec<&Cell>)> = Vec::new();
    let (mut rows, mut labelled) = (0_u32, 0_u32);
    for row in &table.rows {
        let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        if filled.is_empty() {
            continue;
        }
        rows += 1;
        let found = read_pairs(&filled, &is_label);
        labelled +=
            u32::from(found.as_ref().is_some_and(|found| found.iter().any(|(_, texts)| !texts.is_empty())));
        pairs.extend(found.unwrap_or_default());
    }
    let enough = pairs.len() >= FEWEST_LABELS && f64::from(labelled) >= LABELLED_ROWS * f64::from(rows);
    enough.then(|| upright(&pairs)).flatten()
}

/// Label and texts, alternating; none where the row does not begin with a label or consists of labels alone.
fn read_pairs<'t>(
    filled: &[&'t Cell],
    is_label: &dyn Fn(&Cell) -> bool,
) -> Option<Vec<(&'t Cell, Vec<&'t Cell>)>> {
    let mut pairs: Vec<(&Cell, Vec<&Cell>)> = Vec::new();
    for cell in filled {
        let open = pairs.last().is_some_and(|(_, texts)| texts.is_empty());
        if !open && is_label(cell) || pairs.is_empty() {
            if !is_label(cell) {
                return None;
            }
            pairs.push((cell, Vec::new()));
        } else if let Some((_, texts)) = pairs.last_mut() {
            // Two texts beside a label are a row of a table.
            if !texts.is_empty() {
                return None;
            }
            texts.push(cell);
        }
    }
    // A row of labels alone is the head of a table.
    let all_labels = filled.len() > 1 && filled.iter().all(|cell| is_label(cell));
    (!all_labels).then_some(pairs)
}

fn upright(pairs: &[(&Cell, Vec<&Cell>)]) -> Option<Table> {
    let mut labels: Vec<&Cell> = Vec::new();
    let mut bodies: Vec<Vec<Vec<&Cell>>> = vec![Vec::new()];
    for (label, texts) in pairs {
        let column = match labels.iter().position(|known| known.raw() == label.raw()) {
            Some(column) => column,
            None => {
                labels.push(label);
                labels.len() - 1
            }
        };
        if bodies.last().and_then(|body| body.get(column)).is_some_and(|cells| !cells.is_empty()) {
            bodies.push(Vec::new());
        }
        let body = bodies.last_mut()?;
        if body.len() <= column {
            body.resize(column + 1, Vec::new());
        }
        if let Some(cells) = body.get_mut(column) {
            cells.extend(texts);
        }
    }
    let columns = u32::try_from(labels.len()).ok()?;
    let place = labels.first()?.place;
    let row =
        |kind: RowKind, cells: Vec<Cell>| Row { kind, place, starts_page: false, goes_on: false, cells };
    let head: Vec<Cell> =
        (0..columns).zip(&labels).map(|(column, label)| moved(&[*label], column, label)).collect();
    let mut rows = vec![row(RowKind::Head, head)];
    for body in &bodies {
        let empty: Vec<&Cell> = Vec::new();
        let cells = (0..columns)
            .zip(&labels)
            .enumerate()
            .map(|(at, (column, label))| moved(body.get(at).unwrap_or(&empty), column, label));
        rows.push(row(RowKind::Body, cells.collect()));
    }
    Some(Table { columns, rows })
}

/// The cells as one, in a column of the upright table; empty cells stand where their label does.
fn moved(cells: &[&Cell], column: u32, label: &Cell) -> Cell {
    Cell {
        column,
        column_span: 1,
        row_span: 1,
        place: cells.first().map_or(label.place, |cell| cell.place),
        lines: cells.iter().flat_map(|cell| cell.lines.iter().cloned()).collect(),
    }
}

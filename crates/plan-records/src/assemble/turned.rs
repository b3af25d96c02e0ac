//! Turned tables: each column an indicator or a measure, and what its cells are at the left of the rows.
//!
//! 評価指標 | … | …, 単位 | … | …, 目標値 | …: with rows and columns changed it is a table like others.

use document_model::{Cell, Row, RowKind, Table};

use super::forms::{LABEL, YEAR_ALONE};
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Share of the rows that begin with a label at least.
const LABELLED: f64 = 0.8;

/// Share of the other cells that may look like labels.
const LABELS_INSIDE: f64 = 0.2;

/// Rows of a turned table at least: name, and three things about it.
const FEWEST_ROWS: usize = 4;

/// Columns of labels at most: 目標値 over its years.
const MOST_LABEL_COLUMNS: u32 = 2;

/// The table with rows and columns changed, where its labels stand at the left; none of other tables.
pub(crate) fn turn(table: &Table, vocabulary: &Vocabulary) -> Option<Table> {
    let stretches = stretches(&table.rows);
    let first = stretches.first()?;
    let labels = label_columns(first, vocabulary)?;
    if table.columns < labels + 2 || !stretches.iter().all(|rows| is_turned(rows, labels, vocabulary)) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (at, stretch) in stretches.iter().enumerate() {
        let from = if at == 0 { 0 } else { labels };
        rows.extend((from..table.columns).filter_map(|column| turned_row(stretch, column, labels)));
    }
    let columns = u32::try_from(first.len()).ok()?;
    Some(Table { columns, rows })
}

/// The parts of a table whose labels begin again with the first: the same list goes on below.
fn stretches(rows: &[Row]) -> Vec<&[Row]> {
    let label =
        |row: &Row| row.cells.first().filter(|cell| cell.column == 0 && !cell.is_empty()).map(Cell::raw);
    let Some(first) = rows.first().and_then(label) else { return Vec::new() };
    let starts: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).and_then(label).as_ref() == Some(&first)).collect();
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let parts: Vec<&[Row]> =
        starts.iter().zip(ends).filter_map(|(start, end)| rows.get(*start..end)).collect();
    let as_long = parts
        .windows(2)
        .all(|pair| pair.first().map(|rows| rows.len()) == pair.last().map(|rows| rows.len()));
    if as_long { parts } else { vec![rows] }
}

/// How many columns at the left hold labels.
fn label_columns(rows: &[Row], vocabulary: &Vocabulary) -> Option<u32> {
    let is_label = |cell: &Cell| {
        let raw = cell.raw();
        vocabulary.header_evidence(&raw) >= YEAR_ALONE || japanese_normalize::fiscal_year(&raw).is_some()
    };
    let in_column = |column: u32| -> Vec<&Cell> {
        let cells = rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.column == column && !cell.is_empty()).collect()
    };
    let of_first = in_column(0).iter().map(|cell| cell.column_span).max()?;
    if !(1..=MOST_LABEL_COLUMNS).contains(&of_first) {
        return None;
    }
    let inner: Vec<&Cell> = (1..of_first).flat_map(in_column).collect();
    inner.iter().all(|cell| is_label(cell)).then_some(of_first)
}

/// Do nearly all rows begin with a label, hold none behind it, and name what the columns are about?
fn is_turned(rows: &[Row], labels: u32, vocabulary: &Vocabulary) -> bool {
    if rows.len() < FEWEST_ROWS {
        return false;
    }
    let heads = |cell: &&Cell| vocabulary.heading_evidence(&cell.raw()) >= LABEL;
    let cells = || rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty());
    let (left, inside): (Vec<&Cell>, Vec<&Cell>) = cells().partition(|cell| cell.column < labels);
    let share = |cells: &[&Cell]| {
        let all = f64::from(u32::try_from(cells.len()).unwrap_or(u32::MAX)).max(1.0);
        f64::from(u32::try_from(cells.iter().copied().filter(heads).count()).unwrap_or(u32::MAX)) / all
    };
    let first: Vec<&Cell> = left.iter().copied().filter(|cell| cell.column == 0).collect();
    if share(&first) < LABELLED || share(&inside) > LABELS_INSIDE {
        return false;
    }
    let names = |row: &&Row, role: RoleKind| {
        row.cells.first().is_some_and(|cell| cell.column == 0 && vocabulary.score(role, &cell.raw()) >= LABEL)
    };
    let named = rows.iter().find(|row| names(row, RoleKind::Indicator) || names(row, RoleKind::Title));
    let several =
        |row: &Row| row.cells.iter().filter(|cell| cell.column >= labels && !cell.is_empty()).count() > 1;
    let valued = [RoleKind::Target, RoleKind::Actual, RoleKind::Baseline];
    named.is_some_and(several) && rows.iter().any(|row| valued.into_iter().any(|role| names(&row, role)))
}

/// A column as a row; the columns of labels become the head.
fn turned_row(rows: &[Row], column: u32, labels: u32) -> Option<Row> {
    let mut cells: Vec<Cell> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for cell in row.cells.iter().filter(|cell| cell.column == column) {
            cells.push(Cell {
                column: u32::try_from(at).ok()?,
                column_span: cell.row_span,
                row_span: cell.column_span,
                ..cell.clone()
            });
        }
    }
    let place = cells.iter().find(|cell| !cell.is_empty()).or(cells.first())?.place;
    let kind = if column < labels { RowKind::Head } else { RowKind::Body };
    Some(Row { kind, place, starts_page: false, goes_on: false, cells })
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, PageNumber, Place, Room, SourceRange};

    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let place = Place::in_text(PageNumber::FIRST, 1, 1);
        let cell = |(column, text): (usize, &&str)| Cell {
            column: u32::try_from(column).unwrap(),
            column_span: 1,
            row_span: 1,
            place,
            lines: vec![CellLine {
                text: (*text).to_owned(),
                range: SourceRange::new(0, 0),
                more: Vec::new(),
                bbox: None,
                breaks: false,
                room: Room::Enough,
            }],
        };
        let rows = rows.iter().map(|cells| Row {
            kind: RowKind::Body,
            place,
            starts_page: false,
            goes_on: false,
            cells: cells.iter().enumerate().map(cell).collect(),
        });
        Table { columns: 3, rows: rows.collect() }
    }

    fn texts(table: &Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.cells.iter().map(Cell::raw).collect()).collect()
    }

    #[test]
    fn labels_at_the_left_become_the_head() {
        let printed = [
            &["評価指標", "利用者数", "導入率"][..],
            &["単位", "千人", "%"],
            &["現状値", "11,940", "61.3"],
            &["目標値", "13,500", "80.0"],
        ];
        let turned = turn(&table(&printed), &Vocabulary::builtin()).unwrap();
        assert_eq!(turned.rows.first().map(|row| row.kind), Some(RowKind::Head));
        assert_eq!(
            texts(&turned),
            [
                ["評価指標", "単位", "現状値", "目標値"],
                ["利用者数", "千人", "11,940", "13,500"],
                ["導入率", "%", "61.3", "80.0"]
            ]
        );
        // The same list goes on below.
        let twice: Vec<&[&str]> = printed.iter().chain(&printed).copied().collect();
        assert_eq!(turn(&table(&twice), &Vocabulary::builtin()).unwrap().rows.len(), 5);
    }

    #[test]
    fn forms_and_lists_stay_as_they_are() {
        let list = [
            &["指標", "現状値", "目標値"][..],
            &["利用者数", "11,940", "13,500"],
            &["導入率", "61.3", "80.0"],
            &["満足度", "50", "60"],
        ];
        assert_eq!(turn(&table(&list), &Vocabulary::builtin()), None);
        let years = [
            &["年度", "R5", "R6"][..],
            &["目標値", "10", "20"],
            &["実績値", "11", "21"],
            &["達成率", "110%", "105%"],
        ];
        assert_eq!(turn(&table(&years), &Vocabulary::builtin()), None);
    }
}

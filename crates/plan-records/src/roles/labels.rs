//! The heads of a table's part as labels.

use document_model::Row;

use super::RoleKind;
use super::vocabulary::{RoleScores, Vocabulary};
use crate::assemble::headings::read_heading;

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
    /// How well its words fit each role: its own, and a little the words above it.
    pub scores: [f64; RoleKind::ALL.len()],
    /// A text above it, or its own, names grades.
    pub names_grades: bool,
    /// It is a numbered heading (変革1 県庁改革) and names no column.
    pub heading: bool,
}

impl Label {
    /// The best score of any role.
    #[must_use]
    pub fn highest(&self) -> f64 {
        self.scores.iter().copied().fold(0.0, f64::max)
    }

    /// How well its words fit a role.
    #[must_use]
    pub fn score(&self, role: RoleKind) -> f64 {
        self.scores.get(role.index()).copied().unwrap_or(0.0)
    }
}

/// Score of a text that is a word of the vocabulary as a whole.
const WHOLE_WORD: f64 = 0.999;

/// A header cell with its row.
struct HeadCell {
    row: usize,
    start: u32,
    end: u32,
    text: String,
}

/// The labels of a head from left to right.
///
/// A blank to the right of a label in an upper row belongs to it where the row below goes on there:
/// that is how text prints a merged head.
#[must_use]
pub fn read_labels(head: &[Row], vocabulary: &Vocabulary) -> Vec<Label> {
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
        let own = vocabulary.scores(&cell.text);
        let upper: Vec<RoleScores> = above.iter().map(|upper| vocabulary.scores(&upper.text)).collect();
        let highest = |role: RoleKind| upper.iter().map(|scores| scores.of(role)).fold(0.0, f64::max);
        // A label that is a year alone means what the text above it says.
        let above_weight = if own.highest() < 0.3 { 0.9 } else { 0.25 };
        // 実施計画 over a year is what is planned, and no 計画 beside 実績.
        let whole = |role: RoleKind| highest(role) >= WHOLE_WORD;
        let said = own.highest() < 0.3 && RoleKind::ALL.iter().any(|role| whole(*role));
        let weight = |role: RoleKind| if said && !whole(role) { above_weight / 2.0 } else { above_weight };
        labels.push(Label {
            column: cell.start,
            width: cell.end.saturating_sub(cell.start).max(1),
            text: cell.text.clone(),
            above: above.iter().map(|upper| upper.text.clone()).collect(),
            year,
            scores: RoleKind::ALL.map(|role| own.of(role).max(weight(role) * highest(role))),
            heading: own.highest() < 0.6
                && read_heading(&cell.text, vocabulary).is_some_and(|read| read.heading.number.is_some()),
            names_grades: own.of(RoleKind::Grade) >= 0.9 || highest(RoleKind::Grade) >= 0.9,
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
            cells.push(HeadCell { row, start: *start, end, text: cell.raw() });
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use document_model::{Cell, CellLine, PageNumber, Place, RowKind, SourceRange};

    use super::*;

    fn row(texts: &[&str]) -> Row {
        let place = Place::in_text(PageNumber::FIRST, 1, 1);
        let line = |text: &str| CellLine {
            text: text.to_owned(),
            range: SourceRange::new(0, 0),
            more: Vec::new(),
            room: document_model::Room::Enough,
            bbox: None,
            breaks: false,
        };
        let cells = (0..).zip(texts).map(|(column, text)| Cell {
            column,
            column_span: 1,
            row_span: 1,
            place,
            lines: if text.is_empty() { Vec::new() } else { vec![line(text)] },
        });
        Row { kind: RowKind::Head, place, starts_page: false, goes_on: false, cells: cells.collect() }
    }

    fn said(rows: &[Row]) -> Vec<(u32, String, Option<i32>)> {
        let labels = read_labels(rows, &Vocabulary::builtin());
        labels.into_iter().map(|label| (label.column, label.text, label.year)).collect()
    }

    #[test]
    fn a_year_below_a_head_takes_its_meaning() {
        let rows = [row(&["指標", "目標値", "", "備考"]), row(&["", "令和6年度", "令和7年度", ""])];
        let labels = read_labels(&rows, &Vocabulary::builtin());
        let years: Vec<_> = labels.iter().map(|label| (label.column, label.year)).collect();
        assert_eq!(years, [(0, None), (1, Some(2024)), (2, Some(2025)), (3, None)]);
        assert!(labels[1].score(RoleKind::Target) > 0.8 && labels[2].score(RoleKind::Target) > 0.8);
    }

    #[test]
    fn a_single_row_gives_its_cells() {
        let rows = [row(&["番号", "施策名", "現状値【令和3】"])];
        let expected = [(0, "番号", None), (1, "施策名", None), (2, "現状値【令和3】", Some(2021))];
        assert_eq!(said(&rows), expected.map(|(column, text, year)| (column, text.to_owned(), year)));
    }
}

//! Which rows at the head of a run are header rows.

use document_model::GridRow;

use super::runs::{Run, filled_cells};
use crate::options::Options;

/// Header rows that a head has at most: more levels than that are not printed.
pub(crate) const MOST_HEADER_ROWS: usize = 4;

/// Characters that a header cell has at most; longer cells hold values or sentences.
const LONGEST_HEADER_CELL: usize = 48;

/// Mean evidence of a row's filled cells from which it is a header row by its words.
///
/// Heads of the five plan texts lie at 0.6 and above, body rows below 0.3: single body cells may
/// be heading words, whole rows are not.
const HEADER_ROW_EVIDENCE: f64 = 0.5;

/// Number of header rows that a run begins with.
#[must_use]
pub fn count_header_rows(run: &Run, options: &Options<'_>) -> usize {
    let marked = run.rows.iter().take_while(|row| row.header).count();
    // A format that knows of one header row alone (pipes) leaves the second among the rows: its first cell is blank.
    let second = |row: &GridRow| row.cells.first().is_some_and(|cell| cell.lines.is_empty());
    let mut count = marked;
    for row in run.rows.iter().take(MOST_HEADER_ROWS).skip(marked) {
        if marked > 0 && !second(row) {
            break;
        }
        if !is_header_row(&HeadRow::of(row), count > 0, options) {
            break;
        }
        count += 1;
    }
    count
}

/// A row that may be a header row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadRow {
    /// Texts of its filled cells without white space.
    pub(crate) filled: Vec<String>,
    /// Number of its cells, the empty ones too.
    pub(crate) cells: usize,
    /// Its first cell is filled.
    pub(crate) first_filled: bool,
}

impl HeadRow {
    fn of(row: &GridRow) -> Self {
        Self {
            filled: filled_cells(row),
            cells: row.cells.len(),
            first_filled: row.cells.first().is_some_and(|cell| !cell.lines.is_empty()),
        }
    }
}

/// Do the row's words head columns?
pub(crate) fn is_header_row(row: &HeadRow, below_header: bool, options: &Options<'_>) -> bool {
    let filled = &row.filled;
    if filled.is_empty() || filled.iter().any(|text| text.chars().count() > LONGEST_HEADER_CELL) {
        return false;
    }
    let alone = filled.len() == 1 && row.cells > 1;
    if alone && row.first_filled {
        return false;
    }
    let scores: Vec<f64> = filled.iter().map(|text| (options.header_evidence)(text)).collect();
    let mean = scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).unwrap_or(u32::MAX));
    let strong = scores.iter().filter(|score| **score >= 0.9).count();
    let enough = if below_header { 1 } else { 2 };
    mean >= HEADER_ROW_EVIDENCE || (strong >= enough && strong * 2 >= scores.len())
}

/// The texts of a head, row by row without blanks: what tells two heads apart.
#[must_use]
pub fn head_signature(rows: &[GridRow]) -> Vec<String> {
    rows.iter().flat_map(filled_cells).collect()
}

/// Share of the texts that two heads have in common, from 0 to 1; order counts little, wording much.
#[must_use]
pub fn head_similarity(one: &[String], other: &[String]) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let mut left: Vec<&String> = other.iter().collect();
    let mut common = 0_u32;
    for text in one {
        if let Some(at) = left.iter().position(|candidate| alike(candidate, text)) {
            left.swap_remove(at);
            common += 1;
        }
    }
    let total = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    2.0 * f64::from(common) / f64::from(total)
}

/// Are two labels the same but for a remark or a slip: one begins with the other, or most pairs of
/// neighbouring characters are common?
fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let shorter = one.chars().count().min(other.chars().count());
    if !(2..=LONGEST_HEADER_CELL).contains(&shorter) {
        return false;
    }
    if one.starts_with(other) || other.starts_with(one) {
        return true;
    }
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, mut other) = (pairs(one), pairs(other));
    let total = one.len() + other.len();
    let mut common = 0;
    for pair in one {
        if let Some(at) = other.iter().position(|candidate| *candidate == pair) {
            other.swap_remove(at);
            common += 1;
        }
    }
    common * 2 * 10 >= total * 7
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, GridCell, PageNumber, SourceRange};

    use super::*;

    fn row(cells: &[&str]) -> GridRow {
        let cell = |text: &&str| GridCell {
            lines: if text.is_empty() { Vec::new() } else { vec![line(text)] },
            column_span: 1,
            row_span: 1,
        };
        GridRow { page: PageNumber::FIRST, number: 1, cells: cells.iter().map(cell).collect(), header: false }
    }

    fn line(text: &str) -> CellLine {
        CellLine {
            text: text.to_owned(),
            range: SourceRange::new(0, 0),
            more: Vec::new(),
            bbox: None,
            breaks: false,
            room: document_model::Room::Enough,
        }
    }

    fn evidence(text: &str) -> f64 {
        if text.starts_with("head") { 1.0 } else { 0.0 }
    }

    fn count(rows: &[&[&str]]) -> usize {
        let run = Run { rows: rows.iter().map(|cells| row(cells)).collect(), fresh: false };
        count_header_rows(&run, &Options { header_evidence: &evidence })
    }

    #[test]
    fn counts_rows_whose_words_head_columns() {
        assert_eq!(count(&[&["head a", "head b"], &["1", "x"]]), 1);
        assert_eq!(count(&[&["head a", "head b", ""], &["", "", "head c"], &["1", "x", "y"]]), 2);
        assert_eq!(count(&[&["1", "head of another", "x"], &["2", "y", "z"]]), 0);
    }

    #[test]
    fn a_single_cell_in_front_is_no_header_row() {
        assert_eq!(count(&[&["head a", ""], &["1", "x"]]), 0);
    }

    #[test]
    fn long_cells_are_no_heads() {
        let long = format!("head {}", "x".repeat(LONGEST_HEADER_CELL));
        assert_eq!(count(&[&[long.as_str(), "head b"]]), 0);
    }

    #[test]
    fn a_mark_of_the_format_decides() {
        let mut marked = row(&["a", "b"]);
        marked.header = true;
        let run = Run { rows: vec![marked, row(&["head c", "head d"])], fresh: false };
        assert_eq!(count_header_rows(&run, &Options { header_evidence: &evidence }), 1);
    }

    #[test]
    fn a_second_header_row_may_lack_the_mark() {
        let mut marked = row(&["a", "b"]);
        marked.header = true;
        let run = Run { rows: vec![marked, row(&["", "head d"]), row(&["", "x"])], fresh: false };
        assert_eq!(count_header_rows(&run, &Options { header_evidence: &evidence }), 2);
    }

    #[test]
    fn heads_are_alike_in_spite_of_remarks() {
        let signature = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let one = signature(&["No", "Name", "Office"]);
        assert!(head_similarity(&one, &signature(&["No", "Name", "Office (main)"])) > 0.99);
        assert!(head_similarity(&one, &signature(&["No", "Value", "Year"])) < 0.5);
        assert!(head_similarity(&one, &[]) < 0.1);
    }
}

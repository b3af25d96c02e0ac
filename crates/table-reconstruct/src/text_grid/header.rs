//! Which rows at the head of a run are header rows.

use document_model::GridRow;

use super::runs::{Run, filled_cells};
use crate::options::Options;

/// Header rows that a head has at most: more levels than that are not printed.
const MOST_HEADER_ROWS: usize = 4;

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
    if marked > 0 {
        return marked.min(run.rows.len());
    }
    let mut count = 0;
    for row in run.rows.iter().take(MOST_HEADER_ROWS) {
        if !is_header_row(row, count > 0, options) {
            break;
        }
        count += 1;
    }
    count
}

/// Do the row's words head columns?
fn is_header_row(row: &GridRow, below_header: bool, options: &Options<'_>) -> bool {
    let filled = filled_cells(row);
    if filled.is_empty() || filled.iter().any(|text| text.chars().count() > LONGEST_HEADER_CELL) {
        return false;
    }
    let alone = filled.len() == 1 && row.cells.len() > 1;
    let first_filled = row.cells.first().is_some_and(|cell| !cell.lines.is_empty());
    if alone && first_filled {
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

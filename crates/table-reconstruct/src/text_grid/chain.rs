//! Runs that are one table over several pages.

use document_model::{GridRow, Prose, RowKind};

use super::furniture::{RunningLines, is_page_furniture};
use super::header::{count_header_rows, head_signature, head_similarity};
use super::runs::{Piece, Run, filled_cells};
use crate::options::Options;

/// Heads that agree in this share of their texts are the same head.
///
/// One label of nine changes in a real table between two pages (担当部局, 担当課): 0.89.
const SAME_HEAD: f64 = 0.75;

/// A stretch of a table with its own head, or without one.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Header rows, first or repeated.
    pub head: Vec<GridRow>,
    /// What the header rows are.
    pub head_kind: RowKind,
    /// Body rows.
    pub body: Vec<GridRow>,
}

/// A table's parts, or a line of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum Chained {
    /// The parts of one table.
    Table(Vec<Part>),
    /// A line.
    Prose(Prose),
}

/// A table that may go on in a later run.
struct Open {
    at: usize,
    signature: Vec<String>,
    width: usize,
}

/// Joins runs that are one table: those with the same head, and those without a head that follow one.
///
/// Page numbers and running lines between two runs do not part them; any other line does, unless the same
/// head stands again.
#[must_use]
pub fn chain_runs(pieces: Vec<Piece>, running: &RunningLines, options: &Options<'_>) -> Vec<Chained> {
    let mut chained: Vec<Chained> = Vec::new();
    let mut open: Option<Open> = None;
    for piece in pieces {
        match piece {
            Piece::Prose(prose) => {
                let text = &prose.line.text;
                if !is_page_furniture(text) && !running.contains(text) {
                    open = None;
                }
                chained.push(Chained::Prose(prose));
            }
            Piece::Run(run) => {
                for run in split_at_heads(run, open.as_ref(), options) {
                    add_run(&mut chained, &mut open, run, options);
                }
            }
        }
    }
    chained
}

/// The stretches of a run that begin with its head, printed again among the rows where a page began.
fn split_at_heads(run: Run, open: Option<&Open>, options: &Options<'_>) -> Vec<Run> {
    let header_rows = count_header_rows(&run, options);
    let first = head_signature(run.rows.get(..1).unwrap_or_default());
    let head = match open {
        _ if header_rows > 0 => first,
        Some(table) => table.signature.clone(),
        None => return vec![run],
    };
    if head.len() < 2 {
        return vec![run];
    }
    let fresh = run.fresh;
    let mut stretches: Vec<Run> = Vec::new();
    for (at, row) in run.rows.into_iter().enumerate() {
        let again = at >= header_rows.max(1) && head_signature(std::slice::from_ref(&row)) == head;
        match stretches.last_mut().filter(|_| !again) {
            Some(stretch) => stretch.rows.push(row),
            None => stretches.push(Run { rows: vec![row], fresh: fresh && at == 0 }),
        }
    }
    stretches
}

/// A row that agrees with the open table's head in this share of its labels is a head too: its words
/// alone may not say so (全庁 for 全庁での取組).
const RESEMBLES_HEAD: f64 = 0.6;

/// Header rows of a run: by their words, or because the first row resembles the head of the open table.
fn header_rows_of(run: &Run, open: Option<&Open>, options: &Options<'_>) -> usize {
    let by_words = count_header_rows(run, options);
    if by_words > 0 {
        return open.and_then(|table| repeated_rows(run, table, by_words)).unwrap_or(by_words);
    }
    let first = run.rows.get(..1).unwrap_or_default();
    let signature = head_signature(first);
    let resembles = open.is_some_and(|table| head_similarity(&table.signature, &signature) >= RESEMBLES_HEAD);
    usize::from(resembles && signature.len() > 1)
}

/// Rows that repeat the open table's head word for word: a row below them goes on with the page before,
/// even where its words could head columns (the rest of a title that ends in 事業).
fn repeated_rows(run: &Run, open: &Open, most: usize) -> Option<usize> {
    let repeats = |rows: &usize| head_signature(run.rows.get(..*rows).unwrap_or_default()) == open.signature;
    (1..=most).find(repeats)
}

fn add_run(chained: &mut Vec<Chained>, open: &mut Option<Open>, run: Run, options: &Options<'_>) {
    let header_rows = header_rows_of(&run, open.as_ref(), options);
    let width = run.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let fresh = run.fresh;
    let mut head = run.rows;
    let body = head.split_off(header_rows.min(head.len()));
    let signature = head_signature(&head);
    let continued = open.as_ref().filter(|_| !fresh).and_then(|table| {
        let same_head = head_similarity(&table.signature, &signature)
            >= if head.len() > 1 { SAME_HEAD } else { RESEMBLES_HEAD };
        let goes_on = head.is_empty() && width <= table.width.max(1) + 1 && width * 2 >= table.width;
        (same_head || goes_on).then_some(table.at)
    });
    if let Some(at) = continued
        && let Some(Chained::Table(parts)) = chained.get_mut(at)
    {
        parts.push(Part { head, head_kind: RowKind::RepeatedHead, body });
        if let Some(table) = open {
            table.width = table.width.max(width);
        }
        return;
    }
    let body_width = body.iter().filter(|row| filled_cells(row).len() > 1).map(|row| row.cells.len()).max();
    *open = Some(Open { at: chained.len(), signature, width: body_width.unwrap_or(width) });
    chained.push(Chained::Table(vec![Part { head, head_kind: RowKind::Head, body }]));
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, GridCell, PageNumber, Place, SourceRange};

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

    fn run(rows: &[&[&str]]) -> Piece {
        Piece::Run(Run { rows: rows.iter().map(|cells| row(cells)).collect(), fresh: false })
    }

    fn prose(text: &str) -> Piece {
        Piece::Prose(Prose {
            place: Place::in_text(PageNumber::FIRST, 1, 1),
            line: line(text),
            furniture: false,
            after_blank: true,
            before_blank: true,
        })
    }

    /// Number of body rows of each part of each table.
    fn chain(pieces: Vec<Piece>) -> Vec<Vec<usize>> {
        let evidence = |text: &str| if text.starts_with("head") { 1.0 } else { 0.0 };
        let chained = chain_runs(pieces, &RunningLines::default(), &Options { header_evidence: &evidence });
        let parts = |piece: Chained| match piece {
            Chained::Table(parts) => Some(parts.iter().map(|part| part.body.len()).collect()),
            Chained::Prose(_) => None,
        };
        chained.into_iter().filter_map(parts).collect()
    }

    const HEAD: &[&str] = &["head a", "head b"];

    #[test]
    fn the_same_head_goes_on_with_the_table() {
        assert_eq!(chain(vec![run(&[HEAD, &["1", "x"]]), run(&[HEAD, &["2", "y"], &["3", "z"]])]), [[1, 2]]);
    }

    #[test]
    fn rows_without_a_head_go_on_with_the_table_above() {
        assert_eq!(chain(vec![run(&[HEAD, &["1", "x"]]), prose("- 1 -"), run(&[&["2", "y"]])]), [[1, 1]]);
    }

    #[test]
    fn a_line_of_text_parts_rows_without_a_head() {
        assert_eq!(
            chain(vec![run(&[HEAD, &["1", "x"]]), prose("another chapter"), run(&[&["2", "y"]])]),
            [[1], [1]]
        );
    }

    #[test]
    fn another_head_begins_another_table() {
        let other: &[&str] = &["head of years", "head of sums", "head of shares"];
        assert_eq!(chain(vec![run(&[HEAD, &["1", "x"]]), run(&[other, &["a", "b", "c"]])]), [[1], [1]]);
    }

    #[test]
    fn a_head_among_the_rows_is_printed_again() {
        let rows: &[&[&str]] = &[HEAD, &["1", "x"], HEAD, &["2", "y"], &["3", "z"]];
        assert_eq!(chain(vec![run(rows)]), [[1, 2]]);
        assert_eq!(
            chain(vec![run(rows), prose("- 1 -"), run(&[&["4", "y"], HEAD, &["5", "z"]])]),
            [[1, 2, 1, 1]]
        );
    }

    #[test]
    fn a_row_below_a_repeated_head_is_no_head() {
        let rest: &[&str] = &["", "head-like rest of a title"];
        assert_eq!(chain(vec![run(&[HEAD, &["1", "x"]]), run(&[HEAD, rest, &["2", "y"]])]), [[1, 2]]);
    }
}

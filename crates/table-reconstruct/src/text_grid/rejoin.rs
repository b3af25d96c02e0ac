//! Rows that a line end inside a cell broke: the line goes on in the next one.
//!
//! A table of five columns that prints a row as three cells and the next as three more has one row there,
//! whose third cell holds a line end; lines without any separator between them belong to the same cell.

use std::collections::BTreeMap;

use document_model::{Diagnostic, GridCell, GridRow, Place, Severity, TextBlock};

/// Columns from which on a row can be told to be broken.
const FEWEST_COLUMNS: usize = 3;

/// Pieces that one row is broken into at most.
const MOST_PIECES: usize = 64;

/// Joins broken rows; the other blocks stay as they are.
#[must_use]
pub fn rejoin_rows(blocks: &[TextBlock]) -> (Vec<TextBlock>, Vec<Diagnostic>) {
    let mut joined = Vec::with_capacity(blocks.len());
    let mut diagnostics = Vec::new();
    let mut start = 0;
    while start < blocks.len() {
        let group = blocks.get(start..).unwrap_or_default();
        let length = group.iter().take_while(|block| pieces_of(block) > 0).count();
        if length == 0 {
            joined.extend(group.first().cloned());
            start += 1;
            continue;
        }
        join_group(group.get(..length).unwrap_or_default(), &mut joined, &mut diagnostics);
        start += length;
    }
    (joined, diagnostics)
}

/// Cells of a row of a line-based table, 1 for a line, 0 for anything else.
fn pieces_of(block: &TextBlock) -> usize {
    match block {
        TextBlock::Row(row)
            if !row.header && row.cells.iter().all(|cell| cell.row_span == 1 && cell.column_span == 1) =>
        {
            row.cells.len()
        }
        TextBlock::Line { .. } => 1,
        _ => 0,
    }
}

fn join_group(group: &[TextBlock], joined: &mut Vec<TextBlock>, diagnostics: &mut Vec<Diagnostic>) {
    let width = common_width(group);
    let mut at = 0;
    while let Some(block) = group.get(at) {
        let rest = group.get(at..).unwrap_or_default();
        match broken_into(rest, width).and_then(|pieces| join(rest.get(..pieces)?).map(|row| (pieces, row))) {
            Some((pieces, row)) => {
                diagnostics.push(note(&row, pieces));
                joined.push(TextBlock::Row(row));
                at += pieces;
            }
            None => {
                joined.push(block.clone());
                at += 1;
            }
        }
    }
}

/// The number of cells that most rows have.
fn common_width(group: &[TextBlock]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for block in group.iter().filter(|block| matches!(block, TextBlock::Row(_))) {
        *counts.entry(pieces_of(block)).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}

/// Number of blocks that make up one row of the width, where the first is a piece of one.
fn broken_into(rest: &[TextBlock], width: usize) -> Option<usize> {
    let TextBlock::Row(first) = rest.first()? else { return None };
    let mut total = first.cells.len();
    if width < FEWEST_COLUMNS || total < 2 || total >= width || !ends_in_words(first) {
        return None;
    }
    for (at, block) in rest.iter().enumerate().skip(1).take(MOST_PIECES) {
        let cells = pieces_of(block);
        if cells >= width || !begins_filled(block) {
            return None;
        }
        total += cells - 1;
        match total.cmp(&width) {
            std::cmp::Ordering::Greater => return None,
            std::cmp::Ordering::Equal if cells > 1 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Does the last cell hold words? A number or a blank is whole.
fn ends_in_words(row: &GridRow) -> bool {
    let last = row.cells.last().and_then(|cell| cell.lines.last());
    last.is_some_and(|line| {
        line.text.chars().any(char::is_alphabetic) && !line.text.ends_with(|end: char| end.is_numeric())
    })
}

fn begins_filled(block: &TextBlock) -> bool {
    match block {
        TextBlock::Row(row) => row.cells.first().is_some_and(|cell| !cell.lines.is_empty()),
        TextBlock::Line { .. } => true,
        _ => false,
    }
}

/// The pieces as one row: the last cell of each and the first of the next are one.
fn join(pieces: &[TextBlock]) -> Option<GridRow> {
    let mut blocks = pieces.iter();
    let TextBlock::Row(first) = blocks.next()? else { return None };
    let mut row = first.clone();
    for block in blocks {
        let cells: Vec<GridCell> = match block {
            TextBlock::Row(next) => next.cells.clone(),
            TextBlock::Line { line, .. } => {
                vec![GridCell { lines: vec![line.clone()], column_span: 1, row_span: 1 }]
            }
            _ => return None,
        };
        let mut cells = cells.into_iter();
        let broken = cells.next()?;
        let last = row.cells.last_mut()?;
        last.lines.extend(broken.lines);
        row.cells.extend(cells);
    }
    Some(row)
}

fn note(row: &GridRow, pieces: usize) -> Diagnostic {
    let cells = row.cells.len();
    let ja = format!("セルの中の改行で{pieces}行に分かれていた行を、{cells}列の1行につなぎました");
    let en = format!(
        "a row broken into {pieces} lines by line ends inside a cell is joined to one of {cells} cells"
    );
    Diagnostic::new(Severity::Info, "row-rejoined", ja, en).at(Place::in_text(row.page, row.number, 1))
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, PageNumber, SourceRange};

    use super::*;

    fn line(text: &str) -> CellLine {
        CellLine {
            text: text.into(),
            range: SourceRange::new(0, 0),
            more: Vec::new(),
            bbox: None,
            breaks: false,
            room: document_model::Room::Enough,
        }
    }

    fn row(cells: &[&str]) -> TextBlock {
        let cells = cells.iter().map(|text| GridCell {
            lines: if text.is_empty() { Vec::new() } else { vec![line(text)] },
            column_span: 1,
            row_span: 1,
        });
        TextBlock::Row(GridRow { page: PageNumber::FIRST, number: 1, cells: cells.collect(), header: false })
    }

    fn prose(text: &str) -> TextBlock {
        TextBlock::Line { page: PageNumber::FIRST, number: 1, line: line(text) }
    }

    #[test]
    fn joins_a_row_that_a_line_end_broke() {
        let blocks = [
            row(&["1", "a", "b", "c", "d"]),
            row(&["2", "e", "・f"]),
            prose("・g"),
            row(&["・h", "i", "j"]),
            row(&["3", "k", "l", "m", "n"]),
        ];
        let (joined, diagnostics) = rejoin_rows(&blocks);
        assert_eq!((joined.len(), diagnostics.len()), (3, 1));
        let TextBlock::Row(row) = &joined[1] else { panic!("a row") };
        assert_eq!((row.cells.len(), row.cells[2].lines.len()), (5, 3));
    }

    #[test]
    fn short_rows_that_are_whole_stay() {
        let blocks = [
            row(&["1", "a", "b", "c", "d"]),
            row(&["計", "", "20"]),
            row(&["2", "e", "f"]),
            row(&["3", "k", "l", "m", "n"]),
        ];
        assert_eq!(rejoin_rows(&blocks).0.len(), 4);
    }
}

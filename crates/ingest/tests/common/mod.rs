//! What several tests of `ingest` need.
#![allow(dead_code, reason = "each test crate uses its part")]

use document_model::{CellLine, GridRow, TextBlock, TextSource};
use ingest::{Options, read_text};

/// Reads a text that has to be readable.
pub(crate) fn read(text: &str) -> TextSource {
    let source = read_text(text.as_bytes(), &Options::default()).expect("readable").value;
    check_account(&source);
    source
}

/// The rows of a text.
pub(crate) fn rows(source: &TextSource) -> Vec<&GridRow> {
    source
        .blocks
        .iter()
        .filter_map(|block| match block {
            TextBlock::Row(row) => Some(row),
            _ => None,
        })
        .collect()
}

/// The cells of each row; lines joined with ` / `, and with ` // ` where the source ends a paragraph.
pub(crate) fn cells(source: &TextSource) -> Vec<Vec<String>> {
    rows(source).iter().map(|row| row.cells.iter().map(|cell| joined(&cell.lines)).collect()).collect()
}

fn joined(lines: &[CellLine]) -> String {
    let mut text = String::new();
    for (ordinal, line) in lines.iter().enumerate() {
        if ordinal > 0 {
            text.push_str(if line.breaks { " // " } else { " / " });
        }
        text.push_str(&line.text);
    }
    text
}

/// The blocks of a text in short.
pub(crate) fn outline(source: &TextSource) -> Vec<String> {
    source
        .blocks
        .iter()
        .map(|block| match block {
            TextBlock::Line { number, line, .. } => format!("{number}: {}", line.text),
            TextBlock::Row(row) => {
                let head = if row.header { " head" } else { "" };
                let cells: Vec<String> = row.cells.iter().map(|cell| joined(&cell.lines)).collect();
                format!("{}:{head} [{}]", row.number, cells.join("|"))
            }
            TextBlock::Blank => "blank".to_owned(),
            TextBlock::PageBreak => "page".to_owned(),
            TextBlock::TableEnd => "end".to_owned(),
        })
        .collect()
}

/// Every line with its place in the source.
pub(crate) fn lines(source: &TextSource) -> Vec<&CellLine> {
    source
        .blocks
        .iter()
        .flat_map(|block| match block {
            TextBlock::Line { line, .. } => vec![line],
            TextBlock::Row(row) => row.cells.iter().flat_map(|cell| &cell.lines).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// Paints the source with its lines and markup: every printed character has one place, and only one.
pub(crate) fn check_account(source: &TextSource) {
    let mut in_lines = vec![0_u8; source.text.len()];
    let mut in_markup = in_lines.clone();
    for line in lines(source) {
        assert!(source.text.get(line.range.start..line.range.end).is_some(), "on characters: {line:?}");
        assert!(!line.text.is_empty() && line.text.trim() == line.text, "trimmed: {line:?}");
        in_lines[line.range.start..line.range.end].iter_mut().for_each(|count| *count += 1);
    }
    let mut end = 0;
    for range in &source.markup {
        assert!(
            range.start >= end && range.end > range.start,
            "in order and disjoint: {range:?} after {end}"
        );
        assert!(source.text.get(range.start..range.end).is_some(), "on characters: {range:?}");
        end = range.end;
        in_markup[range.start..range.end].fill(1);
    }
    for (at, mark) in source.text.char_indices() {
        assert!(in_lines[at] <= 1, "{mark:?} at {at} lies in two lines");
        assert!(mark.is_whitespace() || in_lines[at] + in_markup[at] > 0, "{mark:?} at {at} is lost");
    }
    for line in lines(source) {
        check_line(source, line, &in_markup);
    }
}

/// Without its markup, a line's range reads as its text, references aside.
fn check_line(source: &TextSource, line: &CellLine, in_markup: &[u8]) {
    let printed: String = source.text[line.range.start..line.range.end]
        .char_indices()
        .filter(|(at, mark)| in_markup[line.range.start + at] == 0 && !mark.is_whitespace())
        .map(|(_, mark)| mark)
        .collect();
    if !printed.contains('&') {
        let text: String = line.text.chars().filter(|mark| !mark.is_whitespace()).collect();
        assert_eq!(text, printed, "{line:?}");
    }
}

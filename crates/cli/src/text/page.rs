//! A page as text: lines, and tables row by row.

use document_model::{CellLine, Room};
use japanese_normalize::{Line, paragraphs};
use table_reconstruct::PageLayout;
use table_reconstruct::page::{PageLine, PageTable};

use super::order::{Piece, reading_order};

/// The text of a page in reading order, each line with its end.
pub(super) fn text(page: &PageLayout) -> String {
    let lines: Vec<&PageLine> = page.lines.iter().filter(|line| !line.hidden).collect();
    let tables = page.tables.iter().map(|table| Piece { bbox: table.bbox, size: None });
    let pieces = tables.chain(lines.iter().map(|line| Piece { bbox: line.bbox, size: Some(line.size) }));
    let pieces: Vec<Piece> = pieces.collect();
    let mut text = String::new();
    for band in reading_order(&pieces) {
        for (at, piece) in band.iter().enumerate() {
            if let Some(table) = page.tables.get(*piece) {
                table_rows(table, &mut text);
                continue;
            }
            if at > 0 {
                text.push('\t');
            }
            let line = piece.checked_sub(page.tables.len()).and_then(|at| lines.get(at));
            push_line(&mut text, line.map_or("", |line| &line.line.text));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}

/// A line of the page is a line of the text, whatever the file writes.
fn push_line(text: &mut String, line: &str) {
    text.extend(line.chars().map(|character| if character.is_control() { ' ' } else { character }));
}

/// The rows of a table, their cells separated by tabs; merged cells stand where they begin.
fn table_rows(table: &PageTable, text: &mut String) {
    let columns = table.xs.len().saturating_sub(1);
    let rows = table.ys.len().saturating_sub(1);
    let mut cells = table.cells.iter().peekable();
    for row in 0..rows {
        let mut line = vec![String::new(); columns];
        while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
            if let Some(place) = line.get_mut(cell.column) {
                *place = cell_text(&cell.lines);
            }
        }
        text.push_str(line.join("\t").trim_end_matches('\t'));
        text.push('\n');
    }
}

/// The lines of a cell as one line: wrapped ones joined as the language wants it, a blank where one was ended on purpose.
fn cell_text(lines: &[CellLine]) -> String {
    let mut text = String::new();
    let mut ended = false;
    let lines: Vec<Line<'_>> = lines
        .iter()
        .map(|line| {
            let breaks = line.breaks || ended;
            ended = line.room == Room::Enough && !is_upright(line);
            Line { text: &line.text, breaks }
        })
        .collect();
    if let [line] = lines.as_slice() {
        push_line(&mut text, line.text);
        return text;
    }
    for paragraph in paragraphs(&lines) {
        if !text.is_empty() {
            text.push(' ');
        }
        push_line(&mut text, &paragraph.text);
    }
    text
}

/// What room is left behind a line is known of level ones only.
fn is_upright(line: &CellLine) -> bool {
    line.bbox.is_some_and(|bbox| bbox.height() > bbox.width())
}

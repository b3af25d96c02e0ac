//! Rows whose cells are separated by tabs, as spreadsheets copy them.

use document_model::{GridCell, GridRow, SourceRange};

use super::builder::LineBuilder;
use super::inline::read_inline;
use super::lines::Lines;
use super::sink::Sink;
use super::source::Source;

/// Longest quoted cell, in bytes: a quote that closes later is taken for a character.
const MAX_QUOTED_BYTES: usize = 1 << 20;

/// A cell between quotes: where its content begins and ends. One byte on either side is a quote.
struct Quoted {
    start: usize,
    end: usize,
    /// It goes over several lines.
    split: bool,
}

/// Reads the row that begins on the line `start..end`; answers where it ends, `None` where it is no row.
pub(super) fn read_row(lines: &mut Lines<'_, '_>, start: usize, end: usize) -> Option<usize> {
    let source = lines.source;
    let tabs = memchr::memchr_iter(b'\t', source.slice(start..end).as_bytes()).count();
    if tabs == 0 && !begins_with_split_cell(source, start) {
        return None;
    }
    if !lines.sink.allows(tabs + 1) {
        return Some(end);
    }
    let mut cells = Vec::with_capacity(tabs + 1);
    let mut builder = LineBuilder::new(lines.sink.room());
    let mut at = start;
    let mut end = end;
    loop {
        let cell_end = match quoted_cell(source, at) {
            Some(quoted) => {
                read_quoted(source, &quoted, &mut builder, lines.sink);
                if quoted.split {
                    end = lines.line_end(quoted.end + 1);
                }
                quoted.end + 1
            }
            None => {
                let rest = source.slice(at..end);
                let cell_end = at + memchr::memchr(b'\t', rest.as_bytes()).unwrap_or(rest.len());
                read_inline(source, at, cell_end, &mut builder, lines.sink);
                cell_end
            }
        };
        cells.push(GridCell { lines: builder.take_cell(), column_span: 1, row_span: 1 });
        if source.byte(cell_end) != Some(b'\t') || !lines.sink.allows(usize::from(cells.len() > tabs)) {
            break;
        }
        at = cell_end + 1;
    }
    lines.sink.count_beyond(builder.beyond());
    lines.sink.push_row(GridRow { page: lines.cursor.page, number: lines.cursor.line, cells, header: false });
    Some(end)
}

/// Does a row begin here whose first cell goes over several lines?
///
/// Without a tab on its first line, only a tab right behind the closing quote tells it from a quotation.
fn begins_with_split_cell(source: Source<'_>, start: usize) -> bool {
    quoted_cell(source, start).is_some_and(|quoted| source.byte(quoted.end + 1) == Some(b'\t'))
}

/// Reads the content of a quoted cell; doubled quotes are one character.
fn read_quoted(source: Source<'_>, quoted: &Quoted, builder: &mut LineBuilder, sink: &mut Sink) {
    sink.markup.push(SourceRange::new(quoted.start - 1, quoted.start));
    let mut start = quoted.start;
    while let Some(found) = memchr::memchr(b'"', source.slice(start..quoted.end).as_bytes()) {
        let kept = start + found + 1;
        read_inline(source, start, kept, builder, sink);
        sink.markup.push(SourceRange::new(kept, kept + 1));
        start = kept + 1;
    }
    read_inline(source, start, quoted.end, builder, sink);
    sink.markup.push(SourceRange::new(quoted.end, quoted.end + 1));
}

/// The quoted cell that begins at `at`; `None` where the quotes are characters of the text.
///
/// Spreadsheets double the quotes inside, so the first single one closes the cell, and a tab or the
/// line's end must follow. A tab before that, or nothing behind the quote, makes it a ditto mark.
fn quoted_cell(source: Source<'_>, at: usize) -> Option<Quoted> {
    if source.byte(at) != Some(b'"') {
        return None;
    }
    let start = at + 1;
    if matches!(source.byte(start)?, b'\n' | b'\r') {
        return None;
    }
    let limit = source.text.len().min(start + MAX_QUOTED_BYTES);
    let bytes = source.text.as_bytes();
    let mut from = start;
    loop {
        let end = from + memchr::memchr3(b'"', b'\t', b'\x0c', bytes.get(from..limit)?)?;
        if source.byte(end) != Some(b'"') {
            return None;
        }
        match source.byte(end + 1) {
            Some(b'"') => from = end + 2,
            None | Some(b'\t' | b'\n' | b'\r' | b'\x0c') => {
                let split = memchr::memchr2(b'\n', b'\r', bytes.get(start..end)?).is_some();
                return Some(Quoted { start, end, split });
            }
            Some(_) => return None,
        }
    }
}

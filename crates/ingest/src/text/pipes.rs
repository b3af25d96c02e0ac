//! Markdown pipe tables.

use document_model::{GridCell, GridRow, SourceRange};

use super::builder::LineBuilder;
use super::inline::read_inline;
use super::lines::Lines;
use super::source::Source;

/// Least number of pipes that make a line a row where no `|---|` stands by.
const PIPES_OF_A_ROW: usize = 3;

/// Reads the line `start..end` where it belongs to a pipe table; answers whether it does.
pub(super) fn read_row(lines: &mut Lines<'_, '_>, start: usize, end: usize) -> bool {
    let source = lines.source;
    let line = source.slice(start..end);
    if memchr::memchr(b'|', line.as_bytes()).is_none() {
        lines.in_pipe_table = false;
        return false;
    }
    if is_delimiter(line) {
        mark_inked(source, start, end, &mut lines.sink.markup);
        lines.in_pipe_table = true;
        return true;
    }
    let header = !lines.in_pipe_table && delimiter_follows(lines, end);
    if !header && !lines.in_pipe_table && !is_fenced(line) {
        return false;
    }
    let start = if header { skip_bullet(lines, start, end) } else { start };
    let pipes = pipes_of(source, start, end);
    if lines.sink.allows(pipes.len() + 1) {
        push_row(lines, start, end, &pipes, header);
    }
    lines.in_pipe_table |= header;
    true
}

fn push_row(lines: &mut Lines<'_, '_>, start: usize, end: usize, pipes: &[usize], header: bool) {
    let source = lines.source;
    let mut builder = LineBuilder::new(lines.sink.room());
    let mut cells = Vec::with_capacity(pipes.len() + 1);
    let mut at = start;
    for (ordinal, pipe) in pipes.iter().copied().enumerate() {
        let outer = ordinal == 0 && source.slice(start..pipe).trim().is_empty();
        if !outer {
            cells.push(read_cell(lines, at, pipe, &mut builder));
        }
        lines.sink.markup.push(SourceRange::new(pipe, pipe + 1));
        at = pipe + 1;
    }
    if !source.slice(at..end).trim().is_empty() {
        cells.push(read_cell(lines, at, end, &mut builder));
    }
    lines.sink.count_beyond(builder.beyond());
    lines.sink.push_row(GridRow { page: lines.cursor.page, number: lines.cursor.line, cells, header });
}

/// Reads a cell; the backslash before a pipe is markup.
fn read_cell(lines: &mut Lines<'_, '_>, start: usize, end: usize, builder: &mut LineBuilder) -> GridCell {
    let source = lines.source;
    let mut at = start;
    while let Some(found) = memchr::memmem::find(source.slice(at..end).as_bytes(), b"\\|") {
        let backslash = at + found;
        read_inline(source, at, backslash, builder, lines.sink);
        lines.sink.markup.push(SourceRange::new(backslash, backslash + 1));
        builder.push_source(source, backslash + 1, backslash + 2, &mut lines.sink.markup);
        at = backslash + 2;
    }
    read_inline(source, at, end, builder, lines.sink);
    GridCell { lines: builder.take_cell(), column_span: 1, row_span: 1 }
}

/// Offsets of the pipes that no backslash stands before.
fn pipes_of(source: Source<'_>, start: usize, end: usize) -> Vec<usize> {
    memchr::memchr_iter(b'|', source.slice(start..end).as_bytes())
        .map(|found| start + found)
        .filter(|at| *at == start || source.byte(at - 1) != Some(b'\\'))
        .collect()
}

/// Is this a `|---|:--:|` line?
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    let marks = |byte: u8| matches!(byte, b'|' | b'-' | b':' | b' ');
    if !line.bytes().all(marks) || !line.contains('|') || !line.contains('-') {
        return false;
    }
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').all(|cell| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    })
}

/// Is the line after the one that ends at `end` a `|---|` line?
fn delimiter_follows(lines: &Lines<'_, '_>, end: usize) -> bool {
    let source = lines.source;
    let next = match (source.byte(end), source.byte(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => end + 2,
        (Some(b'\n' | b'\r'), _) => end + 1,
        _ => return false,
    };
    is_delimiter(source.slice(next..lines.line_end(next)))
}

/// Does the line begin and end with a pipe, and have cells?
fn is_fenced(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|')
        && line.ends_with('|')
        && memchr::memchr_iter(b'|', line.as_bytes()).take(PIPES_OF_A_ROW).count() == PIPES_OF_A_ROW
}

/// A table that is an item of a list begins with the list's bullet: `- | a | b |`.
fn skip_bullet(lines: &mut Lines<'_, '_>, start: usize, end: usize) -> usize {
    let line = lines.source.slice(start..end);
    let bullet = start + (line.len() - line.trim_start().len());
    let mut rest = lines.source.slice(bullet..end).chars();
    let marked = matches!(rest.next(), Some('-' | '*' | '+'))
        && rest.as_str().starts_with([' ', '\u{3000}'])
        && rest.as_str().trim_start().starts_with('|');
    if !marked {
        return start;
    }
    lines.sink.markup.push(SourceRange::new(bullet, bullet + 1));
    bullet + 1
}

/// Marks a stretch without its outer white space.
fn mark_inked(source: Source<'_>, start: usize, end: usize, markup: &mut Vec<SourceRange>) {
    let line = source.slice(start..end);
    let from = start + (line.len() - line.trim_start().len());
    markup.push(SourceRange::new(from, from + line.trim().len()));
}

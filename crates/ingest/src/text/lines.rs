//! Walks over a text line by line and hands each line to the reader of its form.

use memchr::memmem;

use document_model::SourceRange;

use super::builder::LineBuilder;
use super::elements::{Effect, TablePart};
use super::inline::read_inline;
use super::sink::{Cursor, Sink};
use super::source::Source;
use super::tags::{Tag, tag_at};
use super::tokens::{Token, Tokens};
use super::{html, pipes, tabs};

/// Reads a text that is no HTML document as a whole.
pub(crate) fn read_lines(source: Source<'_>, sink: &mut Sink) {
    let builder = LineBuilder::new(sink.room());
    let mut reader = Lines {
        source,
        sink,
        cursor: Cursor::start(),
        builder,
        last_table_end: last_table_end(source.text),
        last_comment_end: memmem::rfind(source.text.as_bytes(), b"-->").unwrap_or(0),
        in_pipe_table: false,
    };
    while reader.cursor.at < source.text.len() && !reader.sink.is_full() {
        reader.read_line();
    }
    let beyond = reader.builder.beyond();
    reader.sink.count_beyond(beyond);
}

pub(super) struct Lines<'a, 's> {
    pub(super) source: Source<'a>,
    pub(super) sink: &'s mut Sink,
    pub(super) cursor: Cursor,
    builder: LineBuilder,
    /// Where the last `</table` begins.
    last_table_end: Option<usize>,
    /// Where the last `-->` begins: behind it, none is looked for.
    last_comment_end: usize,
    pub(super) in_pipe_table: bool,
}

impl<'a> Lines<'a, '_> {
    /// Reads what begins at the cursor: one line, or a row or table that goes over several.
    fn read_line(&mut self) {
        let start = self.cursor.at;
        let end = self.line_end(start);
        let line = self.source.slice(start..end);
        if let Some(end) = self.read_row(start, end, line) {
            self.builder.set_breaks(false);
            self.pass_line_end(end);
        } else if let Some(end) = self.read_marked(start, line) {
            // What stands behind the table on its line is a line of its own.
            self.cursor.advance(self.source.text, end);
            if self.source.slice(end..self.line_end(end)).trim().is_empty() {
                self.pass_line_end(self.line_end(end));
            }
        } else {
            self.read_prose(start, end);
            self.pass_line_end(end);
        }
    }

    /// Reads a row of tabs or pipes; answers where it ends, `None` where the line is neither.
    fn read_row(&mut self, start: usize, end: usize, line: &'a str) -> Option<usize> {
        let trimmed = line.trim_start();
        if trimmed.starts_with('|') && pipes::read_row(self, start, end) {
            return Some(end);
        }
        let tabbed = line.contains('\t') && !(trimmed.starts_with('<') && self.table_begins(start, line));
        if tabbed || line.starts_with('"') {
            let row_end = tabs::read_row(self, start, end);
            self.in_pipe_table &= row_end.is_none();
            if row_end.is_some() {
                return row_end;
            }
        }
        (!trimmed.starts_with('|') && pipes::read_row(self, start, end)).then_some(end)
    }

    /// Does an HTML table begin on this line, with nothing but tags before it?
    fn table_begins(&self, start: usize, line: &'a str) -> bool {
        let end = start + line.len();
        Tokens::new(self.source, start, end, false)
            .take_while(|(token, from, to)| match token {
                Token::Text => self.source.slice(*from..*to).trim().is_empty(),
                Token::Tag(_) => true,
                Token::Reference(_) | Token::Hidden => false,
            })
            .any(|(token, at, _)| matches!(token, Token::Tag(tag) if self.table_limit(&tag, at).is_some()))
    }

    /// Where the line that `from` lies in ends.
    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = self.source.slice(from..self.source.text.len());
        from + memchr::memchr3(b'\n', b'\r', b'\x0c', rest.as_bytes()).unwrap_or(rest.len())
    }

    /// Moves over the line end, line feed or form feed, at `end`.
    fn pass_line_end(&mut self, end: usize) {
        let len = match (self.source.byte(end), self.source.byte(end + 1)) {
            (None, _) => 0,
            (Some(b'\r'), Some(b'\n')) => 2,
            _ => 1,
        };
        for _ in 0..self.cursor.advance(self.source.text, end + len) {
            self.sink.push_page_break();
        }
    }

    /// Takes the `##` of a Markdown heading for markup; answers where the heading's text begins.
    fn pass_heading_mark(&mut self, start: usize, end: usize) -> usize {
        let line = self.source.slice(start..end);
        let marks = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&marks)
            && line.get(marks..).is_some_and(|rest| rest.starts_with([' ', '\u{3000}']));
        if !heading {
            return start;
        }
        self.sink.markup.push(SourceRange::new(start, start + marks));
        start + marks
    }

    fn read_prose(&mut self, start: usize, end: usize) {
        if self.source.slice(start..end).trim().is_empty() {
            // A form feed alone is no blank line.
            if self.source.byte(end) != Some(b'\x0c') {
                self.sink.push_blank();
            }
            self.builder.set_breaks(false);
            return;
        }
        let start = self.pass_heading_mark(start, end);
        read_inline(self.source, start, end, &mut self.builder, self.sink);
        for line in self.builder.take_lines() {
            self.sink.push_line(line, self.cursor);
        }
    }

    /// Reads a comment or an HTML table that begins on this line; answers where it ends.
    fn read_marked(&mut self, start: usize, line: &'a str) -> Option<usize> {
        let first = start + memchr::memchr(b'<', line.as_bytes())?;
        if line.trim_start().starts_with("<!--") && !line.contains("-->") {
            return self.read_comment(first);
        }
        for (token, at, _) in Tokens::new(self.source, first, start + line.len(), false) {
            let Token::Tag(tag) = token else { continue };
            let Some(limit) = self.table_limit(&tag, at) else { continue };
            if !self.source.slice(start..at).trim().is_empty() {
                self.read_prose(start, at);
            }
            self.cursor.advance(self.source.text, at);
            self.builder.set_breaks(false);
            return Some(html::read_table(self.source, self.sink, &mut self.cursor, limit));
        }
        None
    }

    /// Where the table that this tag opens must end at the latest; `None` where it opens none.
    fn table_limit(&self, tag: &Tag<'_>, at: usize) -> Option<usize> {
        if tag.effect != Effect::Table(TablePart::Table) || tag.closing {
            return None;
        }
        if at < self.last_table_end.unwrap_or(0) {
            return Some(self.source.text.len());
        }
        self.table_follows(at + tag.len).then(|| self.blank_line_after(at))
    }

    /// A comment over several lines; `None` where it does not end.
    fn read_comment(&mut self, start: usize) -> Option<usize> {
        if start >= self.last_comment_end {
            return None;
        }
        let rest = self.source.slice(start..self.source.text.len());
        let end = start + memmem::find(rest.as_bytes(), b"-->")? + 3;
        self.sink.markup.push(SourceRange::new(start, end));
        Some(end)
    }

    /// Does a row or cell begin right here?
    fn table_follows(&self, from: usize) -> bool {
        let rest = self.source.slice(from..self.source.text.len()).trim_start();
        matches!(tag_at(rest, false), Some(tag) if matches!(tag.effect, Effect::Table(_)) && !tag.closing)
    }

    /// A table without an end is taken to end at the next blank line.
    fn blank_line_after(&self, from: usize) -> usize {
        let mut end = self.line_end(from);
        while end < self.source.text.len() {
            let after = end + 1;
            let next = self.line_end(after);
            if self.source.slice(end..after) == "\n" && self.source.slice(after..next).trim().is_empty() {
                return end;
            }
            end = next;
        }
        self.source.text.len()
    }
}

fn last_table_end(text: &str) -> Option<usize> {
    let lower = memmem::rfind(text.as_bytes(), b"</table");
    lower.max(memmem::rfind(text.as_bytes(), b"</TABLE"))
}

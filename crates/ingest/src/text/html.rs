//! HTML: tables inside a text, and HTML documents as a whole.

use document_model::{GridCell, GridRow, PageNumber, SourceRange, TextBlock};

use super::builder::LineBuilder;
use super::elements::{Effect, TablePart};
use super::inline::read_reading;
use super::sink::{Cursor, Sink};
use super::source::Source;
use super::tags::{Attributes, Tag, tag_at};
use super::tokens::{Token, Tokens};

/// Most columns or rows that one cell covers, as browsers have it.
const MAX_SPAN: u32 = 1000;

/// Is this text an HTML document as a whole?
pub(crate) fn is_document(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    let begins = |start: &str| {
        rest.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
            && !rest.as_bytes().get(start.len()).is_some_and(u8::is_ascii_alphanumeric)
    };
    if begins("<?xml") {
        return rest.get(..2048).unwrap_or(rest).contains("<html");
    }
    if ["<!doctype html", "<html", "<head", "<body"].into_iter().any(begins) {
        return true;
    }
    let fragment =
        ["<meta", "<title", "<style", "<div", "<section", "<article", "<main"].into_iter().any(begins);
    let text = text.trim_end();
    fragment && text.rfind('<').and_then(|at| text.get(at..)).is_some_and(is_closing_tag)
}

fn is_closing_tag(text: &str) -> bool {
    tag_at(text, true).is_some_and(|tag| tag.closing && tag.len == text.len())
}

/// Reads a text that is an HTML document as a whole.
pub(crate) fn read_document(source: Source<'_>, sink: &mut Sink) {
    let mut cursor = Cursor::start();
    let mut reader = Reader::new(source, sink, &mut cursor);
    let end = source.text.len();
    reader.read(Tokens::new(source, 0, end, true), false);
    reader.finish(end);
}

/// Reads the table at the cursor, up to its end or `limit`; answers where it ends.
pub(crate) fn read_table(source: Source<'_>, sink: &mut Sink, cursor: &mut Cursor, limit: usize) -> usize {
    let start = cursor.at;
    let mut reader = Reader::new(source, sink, cursor);
    let end = reader.read(Tokens::new(source, start, limit, false), true);
    reader.finish(end);
    end
}

struct Reader<'a, 's> {
    source: Source<'a>,
    sink: &'s mut Sink,
    cursor: &'s mut Cursor,
    builder: LineBuilder,
    /// In a table.
    table: bool,
    /// Tables inside the cell that is open.
    nested: u32,
    /// In the table's `<thead>`.
    head: bool,
    row: Option<OpenRow>,
    cell: Option<OpenCell>,
    reading: bool,
}

struct OpenRow {
    page: PageNumber,
    number: u32,
    cells: Vec<GridCell>,
    only_header_cells: bool,
    head: bool,
}

struct OpenCell {
    column_span: u32,
    row_span: u32,
}

impl<'a, 's> Reader<'a, 's> {
    fn new(source: Source<'a>, sink: &'s mut Sink, cursor: &'s mut Cursor) -> Self {
        let builder = LineBuilder::new(sink.room());
        Self {
            source,
            sink,
            cursor,
            builder,
            table: false,
            nested: 0,
            head: false,
            row: None,
            cell: None,
            reading: false,
        }
    }

    /// Reads the tokens, to the end or, for one table, to the end of the table; answers where that is.
    fn read(&mut self, mut tokens: Tokens<'a>, one_table: bool) -> usize {
        for (token, start, end) in tokens.by_ref() {
            if self.sink.is_full() {
                break;
            }
            if read_reading(&mut self.reading, &token, start, &mut self.sink.readings) {
                self.sink.markup.push(SourceRange::new(start, end));
                continue;
            }
            match token {
                Token::Text => self.builder.push_source(self.source, start, end, &mut self.sink.markup),
                Token::Reference(meant) => {
                    let place = SourceRange::new(start, end);
                    self.builder.push_reference(meant, place, &mut self.sink.markup);
                }
                Token::Hidden => self.sink.markup.push(SourceRange::new(start, end)),
                Token::Tag(tag) => {
                    self.sink.markup.push(SourceRange::new(start, end));
                    self.read_tag(&tag, start);
                    if one_table && !self.table {
                        return end;
                    }
                }
            }
        }
        tokens.position()
    }

    fn read_tag(&mut self, tag: &Tag<'_>, at: usize) {
        match tag.effect {
            Effect::Inline | Effect::Reading | Effect::Raw => {}
            Effect::Line => self.end_line(),
            Effect::Paragraph => {
                self.end_line();
                if self.cell.is_none() && !self.table {
                    self.sink.push_blank();
                }
            }
            Effect::Table(part) if self.nested > 0 => self.read_nested(part, tag.closing),
            Effect::Table(part) if tag.closing => self.close_part(part),
            Effect::Table(part) => self.open_part(part, tag, at),
        }
    }

    /// A table inside a cell gives lines of that cell.
    fn read_nested(&mut self, part: TablePart, closing: bool) {
        self.builder.break_line();
        if part == TablePart::Table {
            self.nested = if closing { self.nested - 1 } else { self.nested.saturating_add(1) };
        }
    }

    fn open_part(&mut self, part: TablePart, tag: &Tag<'_>, at: usize) {
        match part {
            TablePart::Table if self.cell.is_some() => {
                self.sink.nested_tables.add(at);
                self.nested = 1;
                self.builder.break_line();
            }
            TablePart::Table => {
                self.end_table();
                self.flush_prose();
                self.table = true;
            }
            _ if !self.table => self.end_line(),
            TablePart::Head | TablePart::Body => {
                self.end_row();
                self.head = part == TablePart::Head;
            }
            TablePart::Row => {
                self.end_row();
                self.start_row(at);
            }
            TablePart::Cell | TablePart::HeaderCell => self.start_cell(tag, at),
            TablePart::Caption => self.end_row(),
            TablePart::Column => {}
        }
    }

    fn close_part(&mut self, part: TablePart) {
        match part {
            TablePart::Table => self.end_table(),
            _ if !self.table => self.end_line(),
            TablePart::Head | TablePart::Body => {
                self.end_row();
                self.head = false;
            }
            TablePart::Row => self.end_row(),
            TablePart::Cell | TablePart::HeaderCell => self.end_cell(),
            TablePart::Caption | TablePart::Column => self.end_line(),
        }
    }

    fn start_row(&mut self, at: usize) {
        self.flush_prose();
        self.move_to(at);
        let (page, number) = (self.cursor.page, self.cursor.line);
        self.row =
            Some(OpenRow { page, number, cells: Vec::new(), only_header_cells: true, head: self.head });
    }

    fn start_cell(&mut self, tag: &Tag<'_>, at: usize) {
        self.end_cell();
        if self.row.is_none() {
            self.start_row(at);
        }
        self.flush_prose();
        self.builder.set_breaks(false);
        if let Some(row) = &mut self.row {
            row.only_header_cells &= tag.effect == Effect::Table(TablePart::HeaderCell);
        }
        self.cell = Some(OpenCell {
            column_span: span(tag.attributes, "colspan"),
            row_span: span(tag.attributes, "rowspan"),
        });
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        self.nested = 0;
        let lines = self.builder.take_cell();
        if !self.sink.allows(1 + lines.len()) {
            return;
        }
        if let Some(row) = &mut self.row {
            row.cells.push(GridCell { lines, column_span: cell.column_span, row_span: cell.row_span });
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.flush_prose();
        let Some(row) = self.row.take() else { return };
        if row.cells.is_empty() {
            return;
        }
        let header = row.head || row.only_header_cells;
        self.sink.push_row(GridRow { page: row.page, number: row.number, cells: row.cells, header });
    }

    fn end_table(&mut self) {
        if !self.table {
            return;
        }
        self.end_row();
        self.sink.blocks.push(TextBlock::TableEnd);
        self.table = false;
        self.head = false;
        self.builder.set_breaks(false);
    }

    fn end_line(&mut self) {
        self.builder.break_line();
        if self.cell.is_none() {
            self.flush_prose();
        }
    }

    /// Hands on the lines that stand outside every cell.
    fn flush_prose(&mut self) {
        if self.cell.is_some() {
            return;
        }
        for line in self.builder.take_lines() {
            self.move_to(line.range.start);
            self.sink.push_line(line, *self.cursor);
        }
    }

    fn move_to(&mut self, at: usize) {
        if at <= self.cursor.at {
            return;
        }
        for _ in 0..self.cursor.advance(self.source.text, at) {
            self.sink.push_page_break();
        }
    }

    /// Closes what is open at the end.
    fn finish(&mut self, end: usize) {
        self.end_table();
        self.flush_prose();
        self.sink.count_beyond(self.builder.beyond());
        self.move_to(end);
    }
}

fn span(attributes: &str, name: &str) -> u32 {
    Attributes::of(attributes)
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .and_then(|(_, value)| value?.trim().parse::<u32>().ok())
        .unwrap_or(1)
        .clamp(1, MAX_SPAN)
}

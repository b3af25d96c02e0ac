//! Puts the lines of one cell, or of one line of prose, together.

use document_model::{CellLine, Room, SourceRange};

use super::source::{Kind, Source, kind_of};

/// Collects characters into lines; what it leaves out is reported as markup.
#[derive(Debug, Default)]
pub(crate) struct LineBuilder {
    lines: Vec<CellLine>,
    text: String,
    range: SourceRange,
    breaks: bool,
    /// Most lines kept; those beyond are counted only.
    limit: usize,
    beyond: u64,
}

impl LineBuilder {
    pub(crate) fn new(limit: u64) -> Self {
        Self { limit: usize::try_from(limit).unwrap_or(usize::MAX), ..Self::default() }
    }

    /// Adds a stretch of the source that holds no tags and no references.
    pub(crate) fn push_source(
        &mut self,
        source: Source<'_>,
        mut start: usize,
        end: usize,
        markup: &mut Vec<SourceRange>,
    ) {
        let text = source.slice(start..end);
        if !source.specials && memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
            self.push_run(text, start);
            return;
        }
        for (at, mark) in text.char_indices() {
            let kind = kind_of(mark);
            if kind == Kind::Text {
                continue;
            }
            let at = at + (end - text.len());
            self.push_run(source.slice(start..at), start);
            start = at + mark.len_utf8();
            match kind {
                Kind::SoftBreak => self.end_line(),
                _ => markup.push(SourceRange::new(at, start)),
            }
        }
        self.push_run(source.slice(start..end), start);
    }

    /// Adds the character that a reference at this place stands for.
    ///
    /// White space may come to stand at a line's edge, where no line's range covers it, so it is markup.
    pub(crate) fn push_reference(&mut self, meant: char, place: SourceRange, markup: &mut Vec<SourceRange>) {
        if meant.is_whitespace() || kind_of(meant) != Kind::Text {
            markup.push(place);
            if kind_of(meant) == Kind::Text && !self.text.is_empty() {
                self.text.push(meant);
            }
            return;
        }
        self.open(place.start);
        self.text.push(meant);
        self.range.end = place.end;
    }

    fn push_run(&mut self, run: &str, mut start: usize) {
        let mut run = run;
        if self.text.is_empty() {
            let trimmed = run.trim_start();
            start += run.len() - trimmed.len();
            run = trimmed;
        }
        if run.is_empty() {
            return;
        }
        let inked = run.trim_end().len();
        if inked > 0 {
            self.open(start);
            self.range.end = start + inked;
        }
        self.text.push_str(run);
    }

    fn open(&mut self, start: usize) {
        if self.text.is_empty() {
            self.range.start = start;
        }
    }

    /// Ends the line without a paragraph's end.
    pub(crate) fn end_line(&mut self) {
        let inked = self.text.trim_end().len();
        if inked == 0 {
            self.text.clear();
            return;
        }
        if self.lines.len() >= self.limit {
            self.beyond += 1;
            self.text.clear();
            return;
        }
        let text = self.text.get(..inked).unwrap_or_default().to_owned();
        self.text.clear();
        if self.lines.is_empty() {
            // Most cells have one line, and room for four would triple the memory of a table.
            self.lines.reserve_exact(1);
        }
        self.lines.push(CellLine {
            text,
            range: self.range,
            more: Vec::new(),
            bbox: None,
            breaks: self.breaks,
            room: Room::Enough,
        });
        self.breaks = false;
    }

    /// Ends the line where the source ends a paragraph.
    pub(crate) fn break_line(&mut self) {
        self.end_line();
        self.breaks = true;
    }

    /// Says whether the next line starts a paragraph, whatever stood before.
    pub(crate) fn set_breaks(&mut self, breaks: bool) {
        self.breaks = breaks;
    }

    /// The lines so far, and the builder empty again but for a pending paragraph's end.
    pub(crate) fn take_lines(&mut self) -> Vec<CellLine> {
        self.end_line();
        std::mem::take(&mut self.lines)
    }

    /// The lines of a cell, and the builder as new.
    ///
    /// The first line of a cell breaks from nothing: a tag before it says where the cell begins, and a
    /// cell that continues another over a page break begins with one too.
    pub(crate) fn take_cell(&mut self) -> Vec<CellLine> {
        let mut lines = self.take_lines();
        if let Some(first) = lines.first_mut() {
            first.breaks = false;
        }
        self.breaks = false;
        lines
    }

    /// Number of lines that the limit kept out.
    pub(crate) fn beyond(&self) -> u64 {
        self.beyond
    }
}

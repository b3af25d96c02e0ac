//! Where the readers put what they find, and where in the file they are.

use document_model::{CellLine, GridRow, PageNumber, SourceRange, TextBlock};

/// The blocks and markup read so far.
#[derive(Debug)]
pub(crate) struct Sink {
    pub(crate) blocks: Vec<TextBlock>,
    pub(crate) markup: Vec<SourceRange>,
    /// Tables inside a table's cell: how many, and where the first begins.
    pub(crate) nested_tables: Tally,
    /// Readings of ruby texts left out: how many, and where the first begins.
    pub(crate) readings: Tally,
    max_cells: u64,
    cells: u64,
}

/// How often something came up, and where it did first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    pub(crate) first: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, at: usize) {
        if self.count == 0 {
            self.first = at;
        }
        self.count += 1;
    }
}

impl Sink {
    pub(crate) fn new(max_cells: u64) -> Self {
        Self {
            blocks: Vec::new(),
            markup: Vec::new(),
            nested_tables: Tally::default(),
            readings: Tally::default(),
            max_cells,
            cells: 0,
        }
    }

    /// Counts cells and lines before they are made; `false` where there are too many.
    pub(crate) fn allows(&mut self, more: usize) -> bool {
        self.cells = self.cells.saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
        !self.is_full()
    }

    /// Has the limit been passed? Nothing more need be read then.
    pub(crate) fn is_full(&self) -> bool {
        self.cells > self.max_cells
    }

    /// How many lines may still come.
    pub(crate) fn room(&self) -> u64 {
        self.max_cells.saturating_sub(self.cells)
    }

    /// Lines that a builder left out for want of room.
    pub(crate) fn count_beyond(&mut self, lines: u64) {
        self.cells = self.cells.saturating_add(lines);
    }

    pub(crate) fn push_line(&mut self, line: CellLine, here: Cursor) {
        if self.allows(1) {
            self.blocks.push(TextBlock::Line { page: here.page, number: here.line, line });
        }
    }

    pub(crate) fn push_row(&mut self, row: GridRow) {
        self.blocks.push(TextBlock::Row(row));
    }

    /// Adds a blank unless one stands here already.
    pub(crate) fn push_blank(&mut self) {
        if !matches!(self.blocks.last(), None | Some(TextBlock::Blank)) {
            self.blocks.push(TextBlock::Blank);
        }
    }

    pub(crate) fn push_page_break(&mut self) {
        if self.allows(1) {
            self.blocks.push(TextBlock::PageBreak);
        }
    }
}

/// A place in the file; moves forward only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor {
    /// Byte offset.
    pub(crate) at: usize,
    /// Line there, from 1.
    pub(crate) line: u32,
    /// Page there.
    pub(crate) page: PageNumber,
}

impl Cursor {
    pub(crate) fn start() -> Self {
        Self { at: 0, line: 1, page: PageNumber::FIRST }
    }

    /// Moves on to `to`, over line ends; answers how many form feeds it passed.
    pub(crate) fn advance(&mut self, text: &str, to: usize) -> u32 {
        let bytes = text.as_bytes().get(self.at..to).unwrap_or_default();
        let mut breaks = 0;
        for found in memchr::memchr3_iter(b'\n', b'\r', b'\x0c', bytes) {
            match bytes.get(found) {
                Some(b'\x0c') => breaks += 1,
                // The line feed of the pair counts.
                Some(b'\r') if text.as_bytes().get(self.at + found + 1) == Some(&b'\n') => {}
                _ => self.line = self.line.saturating_add(1),
            }
        }
        self.page = PageNumber(self.page.0.saturating_add(breaks));
        self.at = self.at.max(to);
        breaks
    }
}

//! What `table-reconstruct` makes of a document: tables, and the prose between them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::{PageNumber, Rect};
use crate::provenance::{Place, SourceRange};

/// A document as tables and prose, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// Tables and prose lines.
    pub blocks: Vec<Block>,
    /// Number of pages; for text without form feeds, repeated heads count as page starts.
    pub pages: u32,
    /// Pages whose characters were recognised on a picture.
    pub recognised: BTreeSet<PageNumber>,
}

/// A piece of a [`Layout`].
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A table.
    Table(Table),
    /// A line outside every table.
    Prose(Prose),
}

/// A line outside every table.
#[derive(Debug, Clone, PartialEq)]
pub struct Prose {
    /// Where it stands.
    pub place: Place,
    /// Its text.
    pub line: CellLine,
    /// A running header, a page number or a separator: no content.
    pub furniture: bool,
    /// A blank line stands before it.
    pub after_blank: bool,
    /// A blank line, a table or the end stands after it.
    pub before_blank: bool,
}

/// A table over one or more pages.
///
/// Its parts are the stretches that have a head of their own (a repeated head, or columns that change from page to page).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Number of columns: the widest row's.
    pub columns: u32,
    /// All rows in reading order, the repeated heads too.
    pub rows: Vec<Row>,
}

impl Table {
    /// The rows of each part: a part begins where a head follows a row that is not one.
    #[must_use]
    pub fn parts(&self) -> Vec<&[Row]> {
        let mut parts = Vec::new();
        let mut start = 0;
        for at in 1..self.rows.len() {
            let (before, here) = (&self.rows[at - 1], &self.rows[at]);
            if here.kind.is_head() && !before.kind.is_head() {
                parts.push(&self.rows[start..at]);
                start = at;
            }
        }
        if start < self.rows.len() {
            parts.push(&self.rows[start..]);
        }
        parts
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A header row, where it stands first.
    Head,
    /// A header row that repeats an earlier one at the start of a page.
    RepeatedHead,
    /// A row of values.
    Body,
    /// Separator debris (`----`): no content.
    Debris,
}

impl RowKind {
    /// Is it a header row, first or repeated?
    #[must_use]
    pub fn is_head(self) -> bool {
        matches!(self, Self::Head | Self::RepeatedHead)
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Where it begins.
    pub place: Place,
    /// It is the first body row of a page: it may continue the row before the page break.
    pub starts_page: bool,
    /// A page break cuts it from the row above: no ruling closes that row.
    pub goes_on: bool,
    /// Its cells from left to right, the empty ones too; a cell hidden under a span is absent.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// First column, from 0.
    pub column: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Where it stands.
    pub place: Place,
    /// Its lines; none where it is empty.
    pub lines: Vec<CellLine>,
}

impl Cell {
    /// Does it hold no text?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The text as extracted, its lines joined by line feeds.
    #[must_use]
    pub fn raw(&self) -> String {
        let mut raw = String::new();
        for line in &self.lines {
            if !raw.is_empty() {
                raw.push('\n');
            }
            raw.push_str(&line.text);
        }
        raw
    }
}

/// A line of text in a cell or outside tables, as extracted: nothing normalised, no markup.
#[derive(Debug, Clone, PartialEq)]
pub struct CellLine {
    /// Its characters.
    pub text: String,
    /// Where they stand in the source: the whole line, or its first stretch.
    pub range: SourceRange,
    /// Further stretches, where the source does not hold the line in one piece (a PDF that paints it in parts).
    pub more: Vec<SourceRange>,
    /// Its box in page space; none for text input.
    pub bbox: Option<Rect>,
    /// The source itself ends a paragraph before this line (`<p>`, `<li>`, `<br>`): never joined to the line above.
    pub breaks: bool,
    /// How much room is left behind it for what stands in the next line.
    pub room: Room,
}

/// Room between the end of a line and the edge of its cell, by what begins the next line.
///
/// Where nothing more fitted, the end of the line may be no end of a sentence or name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Room {
    /// There was room, or it is not known (text input).
    #[default]
    Enough,
    /// The first character of the next line fitted, its first word or number did not.
    Character,
    /// Not even the first character of the next line fitted.
    None,
}

impl CellLine {
    /// Every stretch of the source that the line was made of.
    pub fn ranges(&self) -> impl Iterator<Item = SourceRange> {
        std::iter::once(self.range).chain(self.more.iter().copied())
    }
}

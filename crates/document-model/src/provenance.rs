//! Where in its source something stands.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::{PageNumber, Rect};

/// A half-open stretch of a document's source characters.
///
/// For text input these are byte offsets into the decoded text ([`crate::text::TextSource::text`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl SourceRange {
    /// The stretch from `start` up to `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest stretch that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<SourceRange> for Range<usize> {
    fn from(range: SourceRange) -> Self {
        range.start..range.end
    }
}

/// A place a person can go to: the page, and the box (PDF) or line and column (text) on it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Page, from 1.
    pub page: PageNumber,
    /// Box on the page in points, origin top left; null for text input.
    pub bbox: Option<Rect>,
    /// Line of the text file, from 1; null for PDF input.
    pub line: Option<u32>,
    /// Character in that line, from 1; null for PDF input.
    pub column: Option<u32>,
}

impl Place {
    /// A place in a text file.
    #[must_use]
    pub fn in_text(page: PageNumber, line: u32, column: u32) -> Self {
        Self { page, bbox: None, line: Some(line), column: Some(column) }
    }
}

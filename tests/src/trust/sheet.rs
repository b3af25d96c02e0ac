//! The tables of a document as they can be damaged.

use document_model::Rect;

/// Where a cell's characters stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// Bytes of a text.
    Bytes {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// A box on a page, by the page's place among the pages.
    Box {
        /// The page, from 0.
        page: usize,
        /// The cell, points.
        bbox: Rect,
    },
}

/// Characters of a description at most.
const MOST_DESCRIBED: usize = 80;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCell {
    /// Its text, lines joined by line feeds.
    pub text: String,
    /// Where it stands.
    pub at: At,
    /// It covers one row and one column.
    pub single: bool,
}

/// A stretch of a table on one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetTable {
    /// The page, from 0.
    pub page: usize,
    /// Its rows, heads first.
    pub rows: Vec<Vec<SheetCell>>,
}

impl SheetTable {
    /// The texts of its first row: its head.
    #[must_use]
    pub fn head(&self) -> Vec<&str> {
        self.rows.first().into_iter().flatten().map(|cell| cell.text.as_str()).collect()
    }
}

/// A document's tables, large enough to be plans.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Number of pages; for text, stretches that begin with the same head count as pages.
    pub pages: usize,
    /// The tables in reading order.
    pub tables: Vec<SheetTable>,
}

/// One change of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The cell says something else; nothing where the text is empty.
    Replace(SheetCell, String),
    /// Two cells change places.
    Exchange(SheetCell, SheetCell),
    /// The cells of a row, from one on, stand one column to the right.
    Shift(Vec<SheetCell>),
    /// The second row becomes part of the first.
    Merge(Vec<SheetCell>, Vec<SheetCell>),
    /// A page is missing.
    Lose(usize),
}

impl Edit {
    /// What it does, on one line.
    #[must_use]
    pub fn describe(&self) -> String {
        let cells =
            |row: &[SheetCell]| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ");
        let said = match self {
            Self::Replace(cell, new) => format!("{} → {new}", cell.text),
            Self::Exchange(one, other) => format!("{} ↔ {}", one.text, other.text),
            Self::Shift(row) => format!("→ {}", cells(row)),
            Self::Merge(above, below) => format!("{} + {}", cells(above), cells(below)),
            Self::Lose(page) => format!("page {}", page + 1),
        };
        said.replace(['\n', '\t'], " ").chars().take(MOST_DESCRIBED).collect()
    }
}

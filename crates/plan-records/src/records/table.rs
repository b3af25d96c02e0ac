//! A reconstructed table, recognised as a plan table or not.

use document_model::{PageNumber, Rect};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Line of `tables.jsonl`: a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableRecord {
    /// `id` of the document.
    pub document_id: String,
    /// Ordinal in the document, from 1.
    pub table: u32,
    /// Pages, from 1.
    pub pages: Vec<PageNumber>,
    /// Number of rows, the repeated heads too.
    pub rows: u32,
    /// Number of columns of its widest row.
    pub columns: u32,
    /// It gave items.
    pub plan: bool,
    /// The cells that hold text, in reading order.
    pub cells: Vec<TableCell>,
}

/// A cell that holds text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableCell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// It stands in a header row.
    pub header: bool,
    /// Role that its column was given, such as `summary`; null in tables that gave no items.
    pub role: Option<String>,
    /// Page, from 1.
    pub page: PageNumber,
    /// Box on the page in points, origin top left; null for text input.
    pub bbox: Option<Rect>,
    /// Text as extracted.
    pub text: String,
}

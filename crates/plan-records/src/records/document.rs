//! A source document.

use document_model::{Bookmark, FileInformation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Line of `documents.jsonl`: a source document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentRecord {
    /// First 12 hexadecimal digits of the file's SHA-256.
    pub id: String,
    /// Path as given on the command line; `-` for standard input.
    pub path: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Media type, such as `text/plain`.
    pub media_type: String,
    /// Number of pages.
    pub pages: u32,
    /// Title as printed, normalised.
    pub title: Option<String>,
    /// Who publishes it; null where the text does not tell.
    pub publisher: Option<Publisher>,
    /// Fiscal year that the edition reports on or starts with, as the western year in which it begins.
    pub fiscal_year: Option<i32>,
    /// Date of publication: ISO date or year-month.
    pub published: Option<String>,
    /// What the file says about itself, as it says it; null for texts and where it says nothing.
    pub information: Option<FileInformation>,
    /// Bookmarks of the file, in their order, each followed by those below it.
    pub outline: Vec<Bookmark>,
    /// What readers show as the number of each page, such as `i` or `資-3`; empty where the file does not say.
    pub page_labels: Vec<String>,
    /// How reading it went.
    pub status: Status,
}

/// A local government or ministry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Name, such as `三重県`.
    pub name: String,
    /// 全国地方公共団体コード, six digits with check digit; null for bodies without one.
    pub code: Option<String>,
}

/// How reading a document went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All of it was read.
    Ok,
    /// Part of it was read; a finding says which part was not.
    Partial,
    /// Nothing was read; a finding says why.
    Failed,
}

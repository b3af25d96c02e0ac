//! What a PDF says about itself.

use document_model::PageNumber;

/// What a PDF says about itself; nothing of it is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentInformation {
    /// Title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// Keywords, as one string.
    pub keywords: Option<String>,
    /// The program with which the document was written.
    pub creator: Option<String>,
    /// The program that made the PDF of it.
    pub producer: Option<String>,
    /// When the document was made, ISO 8601, as exactly as the file tells.
    pub created: Option<String>,
    /// When it was last changed, ISO 8601.
    pub modified: Option<String>,
    /// Its bookmarks, in their order.
    pub outline: Vec<OutlineEntry>,
    /// What readers show as the number of each page; empty where the file does not say.
    pub page_labels: Vec<String>,
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// How deep it lies, from 1.
    pub level: u32,
    /// Its title.
    pub title: String,
    /// The page it leads to, where that can be told.
    pub page: Option<PageNumber>,
}

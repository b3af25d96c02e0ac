//! What a file says about itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::PageNumber;

/// What a file says about itself: nothing of it is checked, and often it is left over from another document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileInformation {
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
    /// The program that made the file of it.
    pub producer: Option<String>,
    /// When the document was made: ISO date and time, as exactly as the file tells.
    pub created: Option<String>,
    /// When it was last changed: ISO date and time.
    pub modified: Option<String>,
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bookmark {
    /// How deep it lies, from 1.
    pub level: u32,
    /// Its title.
    pub title: String,
    /// The page it leads to, from 1; null where that cannot be told.
    #[schemars(with = "Option<u32>")]
    pub page: Option<PageNumber>,
}

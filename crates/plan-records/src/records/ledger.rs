//! Where every source character went.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Line of `ledger.jsonl`: counts of characters that are not white space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// `id` of the document.
    pub document_id: String,
    /// All of them.
    pub characters: u64,
    /// In cells and headings that items were made of.
    pub items: u64,
    /// In tables that gave no items.
    pub tables: u64,
    /// In headings and prose outside tables.
    pub text: u64,
    /// In repeated headers, page numbers, separator debris and markup.
    pub furniture: u64,
    /// In none of these: always 0.
    pub unaccounted: u64,
}

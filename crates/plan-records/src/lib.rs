//! What the columns of a plan mean, and the records made of its rows.

pub mod records;

use std::collections::BTreeMap;

use document_model::{Diagnostic, SourceRange};

use records::{DocumentRecord, Item, TableRecord};

/// A document's records, before identity and checks.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// The items, in the order of the document.
    pub items: Vec<Item>,
    /// The tables, in the order of the document.
    pub tables: Vec<TableRecord>,
    /// Findings that belong to one item, by its place in `items`.
    pub item_findings: BTreeMap<usize, Vec<Diagnostic>>,
    /// Findings of the document as a whole.
    pub findings: Vec<Diagnostic>,
    /// Where each stretch of the source went; later entries are painted over earlier ones.
    pub accounts: Vec<(SourceRange, Account)>,
}

/// What a stretch of source characters became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Part of an item.
    Items,
    /// Part of a table that gave no items.
    Tables,
    /// A heading or prose outside tables.
    Text,
    /// A repeated header, a page number, debris or markup.
    Furniture,
}

/// Which document the records belong to: what the caller knows before reading it.
#[derive(Debug, Clone)]
pub struct DocumentIdentity {
    /// The record with everything that comes from the file and not from its text.
    pub record: DocumentRecord,
}

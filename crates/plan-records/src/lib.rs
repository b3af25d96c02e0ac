//! What the columns of a plan mean, and the records made of its rows.
//!
//! [`assemble()`] turns the tables and lines of a document into items: the roles of the columns
//! ([`roles`]), rows to items ([`assemble`](mod@assemble)), checks of meaning ([`validate`]), and how sure each
//! field is ([`confidence`]). No code here
//! knows a plan or a publisher by name; the words that head columns stand in `data/vocabulary.toml`.

pub mod assemble;
pub mod confidence;
pub mod records;
pub mod roles;
pub mod validate;

mod document;
mod plans;

use std::collections::BTreeMap;

use document_model::{Diagnostic, Layout, SourceRange};

pub use roles::vocabulary::{Vocabulary, VocabularyError};

pub use assemble::item::item_key;

use assemble::forms::{join_sheets, join_written, name_by_captions, part_sheets, unfold_sections};
use assemble::unwrap::unwrap_cells;
use confidence::Model;
use records::{DocumentRecord, Item, TableRecord};

/// Settings of the assembly.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The words that head columns.
    pub vocabulary: Vocabulary,
    /// How the signs of a field are weighed.
    pub confidence: Model,
}

/// A document's records.
#[derive(Debug, Clone)]
pub struct Records {
    /// The document, with what its text says of it.
    pub document: DocumentRecord,
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

/// Makes the records of a document.
#[must_use]
pub fn assemble(mut layout: Layout, identity: &DocumentIdentity, options: &Options) -> Records {
    unfold_sections(&mut layout, &options.vocabulary);
    unwrap_cells(&mut layout);
    join_written(&mut layout, &options.vocabulary);
    join_sheets(&mut layout, &options.vocabulary);
    part_sheets(&mut layout, &options.vocabulary);
    name_by_captions(&mut layout, &options.vocabulary);
    document::read_document(&layout, identity, options)
}

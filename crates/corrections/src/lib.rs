//! Corrections that people make to records: their file, and how they are applied again.
//!
//! A person decides once. The decision is a line of `corrections.jsonl` ([`Decision`]); lines are only ever appended.
//! The next run applies it where the text that it was made against still stands, and says so where it does not:
//!
//! 1. [`Corrections::add_file`] takes the lines of any number of files. The order of lines and files does not matter, so
//!    that two people's files merge by union; the same line twice is one.
//! 2. [`Corrections::apply`] puts the decisions into a document's records: after the items are made, before they are
//!    checked. What cannot be applied becomes a finding.
//! 3. [`Applied::answer`] marks the findings that a person has answered.
//! 4. [`Corrections::unplaced`] tells which decisions concern no document of the run.
//!
//! The crate opens no file and reads no clock. It does not know how a decision is made; that is `review`.

mod apply;
mod decision;
mod document;
mod elements;
mod field;
mod findings;
mod heads;
mod set;

pub use apply::{Applied, ItemEdit, edit_item};
pub use decision::{Decision, DocumentRef, FindingRef, ItemRef, Kind, Unreadable};
pub use document::edit_document;
pub use elements::{as_left, as_read, list_left, takes_out, value_as_read, value_of};
pub use field::{is_correctable, is_correctable_of_document, overlaps, raw_of, value_at};
pub use heads::Heads;
pub use set::{Corrections, Fault};

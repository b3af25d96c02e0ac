//! Checks records and writes them.
//!
//! What a document's stages made comes in as [`plan_records::Records`] and goes out in these steps:
//!
//! 1. [`mod@publish`] joins the records with their findings, checks every item against its schema
//!    ([`validate`]) and counts where every source character went ([`ledger`]).
//! 2. [`writer`] streams documents in input order into one set of files: [`json_lines`], [`csv`] and [`sarif`].
//! 3. [`atomic`] puts the set in the place of the previous one, all of it or nothing.
//!
//! [`json_schema`] makes the JSON Schemas of the record types; [`catalogue`] says what each kind of finding means.
//! Nothing here reads documents or guesses.

pub mod atomic;
pub mod catalogue;
pub mod csv;
pub mod error;
pub mod json_lines;
pub mod json_schema;
pub mod ledger;
pub mod lines;
pub mod publish;
pub mod read;
pub mod sarif;
pub mod validate;
pub mod writer;

pub use error::WriteError;
pub use lines::DocumentLines;
pub use publish::{DocumentOutput, SourceText, publish};
pub use read::{Output, ReadError};
pub use validate::Validator;
pub use writer::RecordWriter;

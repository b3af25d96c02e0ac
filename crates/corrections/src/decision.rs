//! A line of `corrections.jsonl`.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::field::is_correctable_of_document;

/// Bytes of the hash that make an id: two lines of a million share one with a chance of one in ten million.
const ID_BYTES: usize = 8;

/// A decision of a person about a record: a line of `corrections.jsonl`.
///
/// Lines are never changed and never removed: a decision is taken back by another one that names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Made of all else in the line: 16 hexadecimal digits.
    #[serde(default)]
    pub id: String,
    /// What is decided.
    pub kind: Kind,
    /// When, RFC 3339.
    pub when: String,
    /// Who decided.
    pub who: String,
    /// The document that the person saw.
    pub document: DocumentRef,
    /// The item; null for a decision about the document or a finding of the document as a whole.
    #[serde(default)]
    pub item: Option<ItemRef>,
    /// The field, named as in `source.cells`, or a part of it: `indicators.0.observations.1.value`.
    #[serde(default)]
    pub field: Option<String>,
    /// The value that the person saw.
    #[serde(default)]
    pub old: Value,
    /// The value that the field is to have (`correct`); null for an element of a list that is to be taken out.
    #[serde(default)]
    pub new: Value,
    /// The text of the field's cells, which the person saw; null where the field has no cell.
    #[serde(default)]
    pub raw: Option<String>,
    /// The finding that is accepted (`accept-finding`).
    #[serde(default)]
    pub finding: Option<FindingRef>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The earlier correction of the same field that this one takes the place of (`correct`).
    #[serde(default)]
    pub replaces: Option<String>,
    /// The decision that is taken back (`undo`).
    #[serde(default)]
    pub undoes: Option<String>,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A field gets another value.
    Correct,
    /// A finding is right to be there and needs no correction.
    AcceptFinding,
    /// An earlier decision does not count.
    Undo,
}

/// The document that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentRef {
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Path as it was given to the run; for people.
    pub path: String,
}

/// The item that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRef {
    /// `id` of the item: finds it in the same file.
    pub id: String,
    /// `key` of the item: finds it in another edition.
    pub key: String,
}

/// The finding that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingRef {
    /// Its code.
    pub code: String,
    /// Its message in Japanese, which tells findings of a document apart.
    pub message: String,
}

/// Why a line is no decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Decision {
    /// Reads a line.
    ///
    /// # Errors
    /// Where it is no JSON object of this form, or lacks what its kind needs.
    pub fn parse(line: &str) -> Result<Self, Unreadable> {
        let mut decision: Self = serde_json::from_str(line).map_err(|error| Unreadable {
            ja: format!("訂正の記録として読めません（{error}）"),
            en: format!("not a correction ({error})"),
        })?;
        if let Some(lacking) = decision.lacking() {
            return Err(Unreadable {
                ja: format!("{lacking} がありません"),
                en: format!("{lacking} is missing"),
            });
        }
        if decision.id.is_empty() {
            decision.id = decision.own_id();
        }
        Ok(decision)
    }

    /// What its kind needs and it has not.
    fn lacking(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Correct if self.field.is_none() => Some("field"),
            Kind::Correct if self.item.is_none() && !self.is_about_document() => Some("item"),
            Kind::AcceptFinding if self.finding.is_none() => Some("finding"),
            Kind::Undo if self.undoes.is_none() => Some("undoes"),
            _ => None,
        }
    }

    /// Does it give a field of the document another value?
    #[must_use]
    pub fn is_about_document(&self) -> bool {
        self.kind == Kind::Correct
            && self.item.is_none()
            && self.field.as_deref().is_some_and(is_correctable_of_document)
    }

    /// The same with the id that its content gives.
    #[must_use]
    pub fn with_id(mut self) -> Self {
        self.id = self.own_id();
        self
    }

    /// The line, without its line end.
    #[must_use]
    pub fn line(&self) -> String {
        // Strings, numbers and maps with string keys always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn own_id(&self) -> String {
        let bare = Self { id: String::new(), ..self.clone() };
        let hash = Sha256::digest(bare.line().as_bytes());
        hash.iter().take(ID_BYTES).fold(String::new(), |mut id, byte| {
            // Writing to a string cannot fail.
            let _ = write!(id, "{byte:02x}");
            id
        })
    }
}

//! Something that a person should look at.

use document_model::{Place, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Line of `findings.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// `id` of the document.
    pub document_id: String,
    /// Path of the document as given.
    pub path: String,
    /// How grave it is.
    pub severity: Severity,
    /// Stable name of its kind.
    pub code: String,
    /// `id` of the item that it is about.
    pub item: Option<String>,
    /// Field that it is about, such as `indicators.0.observations.1`.
    pub field: Option<String>,
    /// What was found and what was expected, in Japanese.
    pub message: String,
    /// The same in English.
    pub message_en: String,
    /// Where it is.
    #[serde(rename = "where")]
    pub place: Option<Place>,
    /// What a person decided about it; absent as long as nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// What a person decided about a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Accepted as it is, or its field corrected.
    pub kind: AnswerKind,
    /// Who decided.
    pub by: String,
    /// When, RFC 3339.
    pub when: String,
    /// Why.
    pub reason: Option<String>,
    /// `id` of the line of `corrections.jsonl`.
    pub decision: String,
}

/// How a finding is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// The record is right as it is.
    Accepted,
    /// The field was corrected.
    Corrected,
}

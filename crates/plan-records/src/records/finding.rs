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
}

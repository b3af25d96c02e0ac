//! What a person should look at: travels with a result and never replaces one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::provenance::Place;

/// How grave a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something was inferred or repaired in a way that is usually right.
    Info,
    /// A value may be wrong or missing.
    Warning,
    /// Something was lost, or an input could not be read.
    Error,
}

/// A finding: what was found where, and what was expected there.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Stable name of its kind, such as `row-shifted`.
    pub code: &'static str,
    /// Where it is, if anywhere.
    pub place: Option<Place>,
    /// What was found and what was expected, in Japanese.
    pub ja: String,
    /// The same in English.
    pub en: String,
    /// Field of the record that it is about, such as `indicators.0.observations.1`.
    pub field: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without place and field.
    #[must_use]
    pub fn new(severity: Severity, code: &'static str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity, code, place: None, ja: ja.into(), en: en.into(), field: None }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, about a field.
    #[must_use]
    pub fn about(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// A result with the diagnostics that came up on the way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome<T> {
    /// The result.
    pub value: T,
    /// What came up, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A result without diagnostics.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}

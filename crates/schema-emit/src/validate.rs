//! Checks items against their JSON Schema.

use document_model::{Diagnostic, Severity};
use plan_records::records::Item;
use serde_json::Value;

use crate::json_schema::{SchemaName, schema};

/// Violations of one record that get a finding.
const VIOLATIONS_REPORTED: usize = 5;

/// A compiled schema.
#[derive(Debug)]
pub struct Validator(jsonschema::Validator);

impl Validator {
    /// The validator of items.
    #[must_use]
    pub fn for_items() -> Self {
        Self::of(SchemaName::Item)
    }

    /// The validator of any record.
    #[must_use]
    pub fn of(name: SchemaName) -> Self {
        let compiled = jsonschema::draft202012::new(&schema(name));
        Self(compiled.expect("the schemas of the record types compile: the tests compile each of them"))
    }

    /// What in an item violates the schema; empty where it is valid.
    #[must_use]
    pub fn check(&self, item: &Item) -> Vec<Diagnostic> {
        match serde_json::to_value(item) {
            Ok(value) => self.check_value(&value),
            Err(error) => vec![violation("", &error.to_string())],
        }
    }

    /// The same for a record that is JSON already.
    #[must_use]
    pub fn check_value(&self, record: &Value) -> Vec<Diagnostic> {
        if self.0.is_valid(record) {
            return Vec::new();
        }
        self.0
            .iter_errors(record)
            .take(VIOLATIONS_REPORTED)
            .map(|error| violation(error.instance_path().as_str(), &error.to_string()))
            .collect()
    }
}

fn violation(pointer: &str, what: &str) -> Diagnostic {
    let field = pointer.trim_start_matches('/').replace('/', ".");
    let at = if field.is_empty() { "/" } else { &field };
    Diagnostic::new(
        Severity::Error,
        "schema-violation",
        format!("{at} がスキーマに合わないため、この項目は出力しません: {what}"),
        format!("{at} violates the schema, so this item is not published: {what}"),
    )
    .about(field)
}

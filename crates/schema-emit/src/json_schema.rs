//! JSON Schemas (2020-12) of the record types.
//!
//! The shape comes from the types; what a type cannot say (a number has a value, a text has none) is added here.

use plan_records::records::{DocumentRecord, Finding, Item, Ledger, TableRecord};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// A record type that has a schema, and a file of its own in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaName {
    /// `documents.jsonl`.
    Document,
    /// `items.jsonl`.
    Item,
    /// `tables.jsonl`.
    Table,
    /// `findings.jsonl`.
    Finding,
    /// `ledger.jsonl`.
    Ledger,
}

impl SchemaName {
    /// All of them, in the order of the output files.
    pub const ALL: [Self; 5] = [Self::Document, Self::Item, Self::Table, Self::Finding, Self::Ledger];

    /// The name on the command line and in file names.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Item => "item",
            Self::Table => "table",
            Self::Finding => "finding",
            Self::Ledger => "ledger",
        }
    }

    /// The schema of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// The file that the schema is published in.
    #[must_use]
    pub fn file_name(self) -> String {
        format!("{}.schema.json", self.as_str())
    }

    fn title(self) -> &'static str {
        match self {
            Self::Document => "文書 / Document: documents.jsonl の 1 行",
            Self::Item => "計画の項目 / Plan item: items.jsonl の 1 行",
            Self::Table => "表 / Table: tables.jsonl の 1 行",
            Self::Finding => "確認事項 / Finding: findings.jsonl の 1 行",
            Self::Ledger => "文字の行き先 / Ledger: ledger.jsonl の 1 行",
        }
    }
}

/// The JSON Schema of a record type.
#[must_use]
pub fn schema(name: SchemaName) -> Value {
    let generated = match name {
        SchemaName::Document => generate::<DocumentRecord>(),
        SchemaName::Item => generate::<Item>(),
        SchemaName::Table => generate::<TableRecord>(),
        SchemaName::Finding => generate::<Finding>(),
        SchemaName::Ledger => generate::<Ledger>(),
    };
    whole(generated, name.as_str(), name.title())
}

/// The schema of a line that another crate writes, as it is published.
#[must_use]
pub fn text_of<T: JsonSchema>(name: &str, title: &str) -> String {
    format!("{:#}\n", whole(generate::<T>(), name, title))
}

/// What was generated, under its head.
fn whole(generated: Value, name: &str, title: &str) -> Value {
    let mut schema = head(name, title);
    if let Value::Object(mut generated) = generated {
        schema.extend(generated.shift_remove_entry("description"));
        for (key, value) in generated.into_iter().filter(|(key, _)| key != "$schema" && key != "title") {
            schema.insert(key, value);
        }
    }
    let mut schema = Value::Object(schema);
    tighten(&mut schema);
    schema
}

/// The schema as it is published: indented, with a final line feed.
#[must_use]
pub fn text(name: SchemaName) -> String {
    format!("{:#}\n", schema(name))
}

fn generate<T: JsonSchema>() -> Value {
    // Records are what is written: every field is there, null where it is not filled.
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().into()
}

fn head(name: &str, title: &str) -> Map<String, Value> {
    let mut head = Map::new();
    head.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    head.insert("$id".into(), format!("urn:keikaku:schema:{name}:1").into());
    head.insert("title".into(), title.into());
    head
}

/// Adds what the types cannot say.
fn tighten(schema: &mut Value) {
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        if let Some(observation) = definitions.get_mut("Observation") {
            tighten_observation(observation);
        }
        if let Some(period) = definitions.get_mut("Period") {
            for end in ["from", "to"] {
                set(period, end, "pattern", json!(DATE_OR_MONTH));
            }
        }
    }
    set(schema, "published", "pattern", json!(YEAR_OR_FINER));
}

const DATE_OR_MONTH: &str = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$";
const YEAR_OR_FINER: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/// A number has value and relation; words and gaps have neither, and no unit.
fn tighten_observation(observation: &mut Value) {
    set(observation, "as_of", "pattern", json!(DATE_OR_MONTH));
    let Some(observation) = observation.as_object_mut() else { return };
    observation.insert("if".into(), json!({"properties": {"kind": {"const": "number"}}}));
    observation.insert(
        "then".into(),
        json!({"properties": {"value": {"type": "string"}, "relation": {"type": "string"}}}),
    );
    observation.insert(
        "else".into(),
        json!({"properties": {
            "value": {"type": "null"}, "unit": {"type": "null"}, "relation": {"type": "null"}
        }}),
    );
}

fn set(schema: &mut Value, property: &str, keyword: &str, value: Value) {
    let property = schema.get_mut("properties").and_then(|all| all.get_mut(property));
    if let Some(property) = property.and_then(Value::as_object_mut) {
        property.insert(keyword.into(), value);
    }
}

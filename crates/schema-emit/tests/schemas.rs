//! The published schemas are the record types', and hold what the types cannot say.

mod common;

use std::fs;
use std::path::Path;

use common::{document, item, words};
use plan_records::records::{Ledger, ObservationKind, Relation};
use schema_emit::Validator;
use schema_emit::json_schema::{SchemaName, schema, text};
use serde_json::{Value, json, to_value};

#[test]
fn the_schemas_in_the_repository_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    for name in SchemaName::ALL {
        let published = fs::read_to_string(folder.join(name.file_name())).unwrap_or_default();
        assert!(
            published == text(name),
            "schemas/{} differs from the record types: run `cargo run -p keikaku -- schema --output schemas` and commit it",
            name.file_name()
        );
    }
}

#[test]
fn each_schema_compiles_and_names_itself() {
    for name in SchemaName::ALL {
        let schema = schema(name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("urn:keikaku:schema:{}:1", name.as_str()));
        assert!(schema["title"].is_string() && schema["description"].is_string(), "{name:?}");
        assert!(!Validator::of(name).check_value(&json!({})).is_empty());
        assert_eq!(SchemaName::parse(name.as_str()), Some(name));
    }
}

#[test]
fn every_property_is_described() {
    fn undescribed(schema: &Value, path: &str, found: &mut Vec<String>) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if property.get("description").is_none() && property.get("$ref").is_none() {
                found.push(format!("{path}.{name}"));
            }
        }
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            undescribed(definition, name, found);
        }
    }
    let mut found = Vec::new();
    for name in SchemaName::ALL {
        undescribed(&schema(name), name.as_str(), &mut found);
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn records_are_valid() {
    assert_eq!(Validator::for_items().check(&item("申請")), []);
    assert_eq!(Validator::of(SchemaName::Document).check_value(&to_value(document()).unwrap()), []);
    let ledger = Ledger {
        document_id: "d".into(),
        characters: 1,
        items: 1,
        tables: 0,
        text: 0,
        furniture: 0,
        unaccounted: 0,
    };
    assert_eq!(Validator::of(SchemaName::Ledger).check_value(&to_value(ledger).unwrap()), []);
}

#[test]
fn a_number_has_a_value_and_words_have_none() {
    let validator = Validator::for_items();
    let mut without_value = item("申請");
    without_value.indicators[0].observations[0].value = None;
    let violations = validator.check(&without_value);
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].code, "schema-violation");
    assert_eq!(violations[0].field.as_deref(), Some("indicators.0.observations.0.value"));

    let mut with_relation = item("申請");
    with_relation.indicators[0].observations = vec![words("全面運用")];
    with_relation.indicators[0].observations[0].relation = Some(Relation::AtLeast);
    assert_eq!(validator.check(&with_relation).len(), 1);

    let mut unmeasured = item("申請");
    unmeasured.indicators[0].observations[2].kind = ObservationKind::Unmeasured;
    assert!(validator.check(&unmeasured).is_empty());
}

#[test]
fn dates_are_iso_dates() {
    let validator = Validator::for_items();
    for (date, valid) in [("2024-12-31", true), ("2024-12", true), ("R6.12", false), ("2024-12-31 ", false)] {
        let mut dated = item("申請");
        dated.indicators[0].observations[0].as_of = Some(date.to_owned());
        assert_eq!(validator.check(&dated).is_empty(), valid, "{date}");
    }
}

#[test]
fn decimals_are_exact_text() {
    let mut exact = item("申請");
    exact.indicators[0].observations[0].value = Some("12345678901234567890.123456789".parse().unwrap());
    assert!(Validator::for_items().check(&exact).is_empty());
    let value = to_value(&exact).unwrap();
    assert_eq!(value["indicators"][0]["observations"][0]["value"], "12345678901234567890.123456789");
}

//! `csv/csv-metadata.json`: CSV on the Web metadata (W3C, 2015) of the CSV files.

use serde_json::{Map, Value as Json, json};

use super::subject::Subject;
use crate::columns::{Choice, Column, Kind, TABLES, Table};

/// Path in the package: beside the files that it describes, as the standard looks for it.
pub(super) const PATH: &str = "csv/csv-metadata.json";

/// The metadata, indented.
pub(super) fn document(subject: &Subject) -> String {
    let mut group = Map::new();
    group.insert("@context".into(), json!(["http://www.w3.org/ns/csvw", {"@language": "ja"}]));
    group.insert("dc:title".into(), subject.title_ja.clone().into());
    group.insert("dc:description".into(), subject.about_ja.clone().into());
    group.insert("schema:version".into(), subject.version.to_string().into());
    if let Some(day) = subject.issued {
        group.insert("dc:issued".into(), json!({"@value": day.to_string(), "@type": "xsd:date"}));
    }
    if let Some(url) = &subject.license.url {
        group.insert("dc:license".into(), json!({"@id": url}));
    }
    let publishers: Vec<&str> = subject.publishers.iter().map(|(name, _)| name.as_str()).collect();
    if !publishers.is_empty() {
        group.insert("dc:publisher".into(), publishers.into());
    }
    group.insert("dialect".into(), json!({"header": true, "lineTerminators": ["\r\n", "\n"]}));
    group.insert("tables".into(), TABLES.iter().map(table_json).collect());
    format!("{:#}\n", Json::Object(group))
}

fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

fn table_json(table: &Table) -> Json {
    let mut schema = Map::new();
    schema.insert("columns".into(), table.columns.iter().map(column_json).collect());
    schema.insert("primaryKey".into(), json!(table.key));
    let links: Vec<Json> = table
        .links
        .iter()
        .filter_map(|link| {
            let target = link.target()?;
            Some(json!({
                "columnReference": link.columns,
                "reference": {"resource": file_name(target), "columnReference": target.key},
            }))
        })
        .collect();
    if !links.is_empty() {
        schema.insert("foreignKeys".into(), links.into());
    }
    json!({
        "url": file_name(table),
        "dc:title": table.ja,
        "dc:description": table.about_ja,
        "tableSchema": schema,
    })
}

fn column_json(column: &Column) -> Json {
    json!({
        "name": column.name,
        "titles": column.ja,
        "dc:title": column.en,
        "dc:description": column.about_ja,
        "datatype": data_type(column.kind),
        "required": column.required,
        "null": "",
    })
}

fn data_type(kind: Kind) -> Json {
    match kind {
        Kind::Text => "string".into(),
        // Formats of strings are whole already: the standard adds the anchors.
        Kind::Code(pattern) => {
            json!({"base": "string", "format": pattern.trim_start_matches('^').trim_end_matches('$')})
        }
        Kind::Integer => "integer".into(),
        Kind::Decimal => "decimal".into(),
        Kind::Number => "double".into(),
        Kind::Boolean => json!({"base": "boolean", "format": "true|false"}),
        Kind::Date => json!({"base": "date", "format": "yyyy-MM-dd"}),
        Kind::Choice(choices) => json!({"base": "string", "format": alternatives(choices)}),
    }
}

fn alternatives(choices: &[Choice]) -> String {
    choices.iter().map(|choice| choice.value).collect::<Vec<_>>().join("|")
}

//! `datapackage.json`: a Frictionless Data Package (version 2).

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::cp932;
use super::files::Entry;
use super::subject::Subject;
use crate::columns::{Column, Kind, TABLES, Table};

/// Path in the package.
pub(super) const PATH: &str = "datapackage.json";

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const SCHEMA_PROFILE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The descriptor, indented.
pub(super) fn document(subject: &Subject, data: &[Entry]) -> String {
    let mut package = Map::new();
    package.insert("$schema".into(), PROFILE.into());
    package.insert("name".into(), subject.name.clone().into());
    package.insert("title".into(), subject.title_ja.clone().into());
    package.insert("description".into(), format!("{}\n\n{}", subject.about_ja, subject.about_en).into());
    package.insert("version".into(), subject.version.to_string().into());
    if let Some(day) = subject.issued {
        package.insert("created".into(), format!("{day}T00:00:00Z").into());
    }
    if let Some(url) = &subject.url {
        package.insert("homepage".into(), url.clone().into());
    }
    package.insert("licenses".into(), json!([license(subject)]));
    if !subject.publishers.is_empty() {
        let contributors: Vec<Json> = subject
            .publishers
            .iter()
            .map(|(name, _)| json!({"title": name, "roles": ["publisher"]}))
            .collect();
        package.insert("contributors".into(), contributors.into());
    }
    let sources: Vec<Json> = subject.documents.iter().map(|title| json!({"title": title})).collect();
    package.insert("sources".into(), sources.into());
    let tables = TABLES.iter().filter_map(|table| resource(table, data));
    let resources: Vec<Json> = tables.chain(data.iter().filter_map(other_resource)).collect();
    package.insert("resources".into(), resources.into());
    format!("{:#}\n", Json::Object(package))
}

fn license(subject: &Subject) -> Json {
    let mut license = Map::new();
    license.insert("name".into(), subject.license.id.clone().into());
    license.insert("title".into(), subject.license.title.clone().into());
    if let Some(url) = &subject.license.url {
        license.insert("path".into(), url.clone().into());
    }
    license.into()
}

/// The CSV file of a table.
fn resource(table: &Table, data: &[Entry]) -> Option<Json> {
    let entry = data.iter().find(|entry| entry.path == table.csv_path())?;
    Some(json!({
        "name": name_of(&entry.path),
        "type": "table",
        "title": table.ja,
        "description": format!("{} / {}", table.about_ja, table.about_en),
        "path": entry.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": entry.bytes,
        "hash": format!("sha256:{}", entry.sha256),
        "schema": schema(table),
    }))
}

/// Files of the other forms.
fn other_resource(entry: &Entry) -> Option<Json> {
    let (folder, _) = entry.path.split_once('/').unwrap_or_default();
    let (_, format) = entry.path.rsplit_once('.')?;
    let media_type = media_type(&entry.path)?;
    if folder == "csv" || folder == "schemas" {
        return None;
    }
    let mut resource = Map::new();
    resource.insert("name".into(), name_of(&entry.path).into());
    // Tables are described once, as CSV: the same rows in another form are files.
    resource.insert("type".into(), "file".into());
    resource.insert("path".into(), entry.path.clone().into());
    resource.insert("format".into(), format.into());
    resource.insert("mediatype".into(), media_type.into());
    if folder == cp932::FOLDER {
        resource.insert("encoding".into(), "cp932".into());
    }
    resource.insert("bytes".into(), entry.bytes.into());
    resource.insert("hash".into(), format!("sha256:{}", entry.sha256).into());
    Some(resource.into())
}

/// The media type of a file of data; none for descriptions.
pub(super) fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "csv" => "text/csv",
        "jsonl" => "application/jsonl",
        "parquet" => "application/vnd.apache.parquet",
        "sqlite" => "application/vnd.sqlite3",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => return None,
    })
}

fn name_of(path: &str) -> String {
    path.replace('/', "-").to_lowercase()
}

fn schema(table: &Table) -> Json {
    let mut schema = Map::new();
    schema.insert("$schema".into(), SCHEMA_PROFILE.into());
    schema.insert("fields".into(), table.columns.iter().map(|column| field(table, column)).collect());
    schema.insert("missingValues".into(), json!([{"value": "", "label": "記載なし / not stated"}]));
    schema.insert("primaryKey".into(), headings(table, table.key));
    if !table.links.is_empty() {
        let links: Vec<Json> = table
            .links
            .iter()
            .filter_map(|link| {
                let target = link.target()?;
                Some(json!({
                    "fields": headings(table, link.columns),
                    "reference": {"resource": name_of(&target.csv_path()), "fields": headings(target, target.key)},
                }))
            })
            .collect();
        schema.insert("foreignKeys".into(), links.into());
    }
    schema.into()
}

/// The schema of each CSV file, by its path.
pub(super) fn schemas() -> BTreeMap<String, Json> {
    TABLES.iter().map(|table| (table.csv_path(), schema(table))).collect()
}

fn headings(table: &Table, names: &[&str]) -> Json {
    names.iter().filter_map(|name| table.column(name)).map(|column| column.ja).collect()
}

fn field(table: &Table, column: &Column) -> Json {
    let mut field = Map::new();
    field.insert("name".into(), column.ja.into());
    field.insert("title".into(), column.ja.into());
    field.insert("title_en".into(), column.en.into());
    field.insert("description".into(), format!("{} / {}", column.about_ja, column.about_en).into());
    field.insert("column".into(), column.name.into());
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), true.into());
    }
    if table.key == [column.name] {
        constraints.insert("unique".into(), true.into());
    }
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Code(pattern) => {
            constraints.insert("pattern".into(), pattern.into());
            "string"
        }
        Kind::Integer => "integer",
        Kind::Decimal | Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Choice(choices) => {
            let values: Vec<&str> = choices.iter().map(|choice| choice.value).collect();
            constraints.insert("enum".into(), values.into());
            let labels: Vec<Json> = choices
                .iter()
                .map(|choice| json!({"value": choice.value, "label": format!("{} / {}", choice.ja, choice.en)}))
                .collect();
            field.insert("categories".into(), labels.into());
            "string"
        }
    };
    field.insert("type".into(), kind.into());
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}

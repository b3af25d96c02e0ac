//! `ckan.jsonl`: the dataset as a line for `ckanapi load datasets`.

use serde_json::{Map, Value as Json, json};

use super::datapackage::media_type;
use super::files::Entry;
use super::subject::Subject;
use crate::columns::TABLES;

/// Path in the package.
pub(super) const PATH: &str = "ckan.jsonl";

/// The line.
pub(super) fn document(subject: &Subject, data: &[Entry]) -> String {
    let mut dataset = Map::new();
    dataset.insert("name".into(), subject.name.replace('.', "-").into());
    dataset.insert("title".into(), subject.title_ja.clone().into());
    dataset.insert("notes".into(), format!("{}\n\n{}", subject.about_ja, subject.about_en).into());
    dataset.insert("version".into(), subject.version.to_string().into());
    dataset.insert("license_id".into(), subject.license.ckan.clone().into());
    dataset.insert("private".into(), false.into());
    dataset.insert("state".into(), "active".into());
    dataset.insert("type".into(), "dataset".into());
    let publishers: Vec<&str> = subject.publishers.iter().map(|(name, _)| name.as_str()).collect();
    dataset.insert("author".into(), publishers.join("、").into());
    dataset.insert("maintainer".into(), publishers.join("、").into());
    if let Some(url) = &subject.url {
        dataset.insert("url".into(), url.clone().into());
    }
    let tags: Vec<Json> =
        ["行政計画", "施策", "指標", "KPI"].iter().map(|tag| json!({"name": tag})).collect();
    dataset.insert("tags".into(), tags.into());
    dataset.insert("extras".into(), extras(subject));
    let resources: Vec<Json> = data.iter().filter_map(|entry| resource(subject, entry)).collect();
    dataset.insert("resources".into(), resources.into());
    format!("{}\n", Json::Object(dataset))
}

/// What CKAN has no field for; keys stand once.
fn extras(subject: &Subject) -> Json {
    let codes: Vec<&str> = subject.publishers.iter().filter_map(|(_, code)| code.as_deref()).collect();
    let mut extras = Vec::new();
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            extras.push(json!({"key": key, "value": value}));
        }
    };
    add("language", "ja".to_owned());
    add("local_government_code", codes.join(","));
    add("issued", subject.issued.map(|day| day.to_string()).unwrap_or_default());
    add("temporal_start", subject.covers.map(|span| span.first.to_string()).unwrap_or_default());
    add("temporal_end", subject.covers.map(|span| span.last.to_string()).unwrap_or_default());
    extras.into()
}

fn resource(subject: &Subject, entry: &Entry) -> Option<Json> {
    let media_type = media_type(&entry.path)?;
    let table = TABLES.iter().find(|table| table.csv_path() == entry.path);
    let format = entry.path.rsplit_once('.')?.1.to_uppercase();
    Some(json!({
        "name": table.map_or_else(|| entry.path.clone(), |table| format!("{}（CSV）", table.ja)),
        "description": table.map_or_else(String::new, |table| table.about_ja.to_owned()),
        "url": subject.address(&entry.path),
        "format": format,
        "mimetype": media_type,
        "size": entry.bytes,
        "hash": entry.sha256,
    }))
}

//! Items to make editions of: those of the layouts' expected records and those of the plans in `fixtures`.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use keikaku::pipeline::{Input, PipelineOptions, process};
use plan_records::records::{Indicator, Item, Observation};
use serde_json::{Map, Value, json};

/// All items, those that say the same only once, in the order of the files' names.
///
/// # Errors
///
/// Where a folder or file cannot be read, or expected records are no records.
pub fn pool(repository: &Path) -> io::Result<Vec<Item>> {
    let mut items = Vec::new();
    for path in sorted(&repository.join("tests/layouts"))? {
        let gold = path.join("gold.json");
        if gold.is_file() {
            items.extend(items_of_gold(&fs::read_to_string(gold)?)?);
        }
    }
    for path in sorted(&repository.join("fixtures/plans"))? {
        let bytes = fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        items.extend(process(&Input { path: &name, bytes: &bytes }, &PipelineOptions::default()).items);
    }
    // What is printed twice has no answer to which of both it is.
    let mut known = BTreeSet::new();
    items.retain(|item| {
        let said = said(item);
        let fresh = said.iter().all(|name| !known.contains(name));
        known.extend(said);
        fresh
    });
    Ok(items)
}

/// Characters from which the name of an indicator is its own.
const OWN_NAME: usize = 8;

/// What an item says: its title and the names of its indicators.
fn said(item: &Item) -> Vec<String> {
    let names = item.indicators.iter().filter_map(|one| one.name.as_ref().or(one.statement.as_ref()));
    let long = names.filter(|name| name.chars().count() >= OWN_NAME);
    item.title.iter().chain(long).map(|name| name.chars().filter(|c| c.is_alphanumeric()).collect()).collect()
}

fn sorted(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn items_of_gold(text: &str) -> io::Result<Vec<Item>> {
    let gold: Value = serde_json::from_str(text)?;
    let items = gold.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
    items.iter().map(|item| Ok(serde_json::from_value(whole_item(item))?)).collect()
}

/// Expected records leave out what is not compared; here it is empty.
fn whole_item(given: &Value) -> Value {
    let source = json!({"pages": [], "table": 1, "rows": [], "cells": {}, "confidence": {}, "doubts": {}});
    let empty = json!({
        "id": "", "key": "", "document_id": "", "paths": [], "number": null, "title": null, "repeated": false,
        "summary": null, "purpose": null, "departments": [], "indicators": [], "progress": [], "related_titles": [],
        "others": [], "source": source
    });
    let mut item = over(&empty, given);
    let indicators = given.get("indicators").and_then(Value::as_array).into_iter().flatten();
    let filled: Vec<Value> = indicators.map(whole_indicator).collect();
    item.insert("indicators".into(), filled.into());
    // Progress is not what links are made of.
    item.insert("progress".into(), json!([]));
    item.insert("others".into(), json!([]));
    Value::Object(item)
}

fn whole_indicator(given: &Value) -> Value {
    let empty = serde_json::to_value(Indicator::default()).unwrap_or_default();
    let mut indicator = over(&empty, given);
    let observations = given.get("observations").and_then(Value::as_array).into_iter().flatten();
    let known: Vec<Value> = observations
        .filter(|observation| serde_json::from_value::<Observation>((*observation).clone()).is_ok())
        .cloned()
        .collect();
    indicator.insert("observations".into(), known.into());
    Value::Object(indicator)
}

/// The fields of the first, with the values of the second where it has them.
fn over(empty: &Value, given: &Value) -> Map<String, Value> {
    let fields = empty.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.clone(), given.get(name).unwrap_or(value).clone())).collect()
}

//! Small plans and decisions about them.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;

use corrections::{Applied, Corrections, Decision, DocumentRef, ItemRef, Kind, raw_of, value_at};
use document_model::{PageNumber, Place};
use plan_records::Records;
use plan_records::records::{
    CellSource, DocumentRecord, Indicator, Item, Observation, ObservationKind, Relation, Role, Source, Status,
};
use serde_json::{Value, json, to_value};

/// Records with the decisions about them.
pub(crate) struct Desk {
    pub(crate) records: Records,
    pub(crate) corrections: Corrections,
}

impl Desk {
    pub(crate) fn new(records: Records) -> Self {
        Self { records, corrections: Corrections::default() }
    }

    pub(crate) fn add(&mut self, decision: Decision) {
        self.corrections.add(decision).unwrap();
    }

    pub(crate) fn apply(&mut self) -> Applied {
        self.corrections.apply(&mut self.records, &flaw)
    }

    pub(crate) fn value(&self, at: usize, field: &str) -> Value {
        value_at(&to_value(&self.records.items[at]).unwrap(), field).cloned().unwrap_or_default()
    }

    /// Codes of all findings, those of items first.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        let of_items = self.records.item_findings.values().flatten();
        of_items.chain(&self.records.findings).map(|diagnostic| diagnostic.code).collect()
    }
}

/// A number has a value and words have none: what the schema asks for.
pub(crate) fn flaw(item: &Item) -> Option<String> {
    let observations = item.indicators.iter().flat_map(|indicator| &indicator.observations);
    let mut wrong = observations
        .filter(|observation| (observation.kind == ObservationKind::Number) != observation.value.is_some());
    wrong.next().map(|observation| format!("value of {}", observation.raw))
}

pub(crate) fn number(value: &str, unit: &str) -> Observation {
    Observation {
        role: Role::Target,
        fiscal_year: Some(2026),
        as_of: None,
        period: None,
        label: None,
        kind: ObservationKind::Number,
        value: Some(value.parse().unwrap()),
        unit: Some(unit.to_owned()),
        relation: Some(Relation::Equal),
        approximate: false,
        raw: format!("{value}{unit}"),
    }
}

/// A plan with an item for each title; each has the target 45 %.
pub(crate) fn plan(id: &str, titles: &[&str]) -> Records {
    let document = DocumentRecord {
        id: id.to_owned(),
        path: format!("{id}.txt"),
        sha256: id.repeat(32),
        bytes: 1,
        media_type: "text/plain".to_owned(),
        pages: 1,
        title: None,
        publisher: None,
        fiscal_year: Some(2026),
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    };
    let items = titles.iter().enumerate().map(|(at, title)| item(id, at, title)).collect();
    Records {
        document,
        items,
        tables: Vec::new(),
        item_findings: BTreeMap::new(),
        findings: Vec::new(),
        accounts: Vec::new(),
    }
}

fn item(document: &str, at: usize, title: &str) -> Item {
    let line = u32::try_from(at).unwrap() + 1;
    let cell = |raw: &str, column| {
        vec![CellSource {
            place: Place::in_text(PageNumber::FIRST, line, column),
            raw: raw.to_owned(),
            rule: "title".to_owned(),
        }]
    };
    let cells = BTreeMap::from([
        ("title".to_owned(), cell(title, 1)),
        ("indicators.0.name".to_owned(), cell("延長", 10)),
        ("indicators.0.observations.0".to_owned(), cell("45%", 20)),
        ("departments".to_owned(), cell("土木部", 30)),
    ]);
    let mut item: Item = serde_json::from_value(json!({
        "id": format!("{document}-{line:04}"), "key": "", "document_id": document, "paths": [], "number": null,
        "title": title, "repeated": false, "summary": null, "purpose": null, "departments": [["土木部"]],
        "indicators": [], "progress": [], "related_titles": [], "others": [],
        "source": {"pages": [1], "table": 1, "rows": [line], "cells": {}, "confidence": {"indicators.0.observations.0": 0.7, "title": 0.99},
                   "doubts": {"indicators.0.observations.0": ["row-repaired"]}},
    }))
    .unwrap();
    item.source = Source { cells, ..item.source };
    item.indicators = vec![Indicator {
        name: Some("延長".to_owned()),
        observations: vec![number("45", "%")],
        ..Indicator::default()
    }];
    item.key = plan_records::item_key(None, &item);
    item
}

/// A correction as a person makes it on seeing these records.
pub(crate) fn decision(records: &Records, at: usize, field: &str, new: Value, who: &str) -> Decision {
    let item = &records.items[at];
    let value = to_value(item).unwrap();
    Decision {
        id: String::new(),
        kind: Kind::Correct,
        when: "2026-11-27T09:00:00.000Z".to_owned(),
        who: who.to_owned(),
        document: DocumentRef {
            sha256: records.document.sha256.clone(),
            path: records.document.path.clone(),
        },
        item: Some(ItemRef { id: item.id.clone(), key: item.key.clone() }),
        field: Some(field.to_owned()),
        old: value_at(&value, field).cloned().unwrap_or_default(),
        new,
        raw: raw_of(item, field),
        finding: None,
        reason: None,
        replaces: None,
        undoes: None,
    }
    .with_id()
}

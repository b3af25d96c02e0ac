//! Editions made by hand.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part of this, and a test may fail"
)]

use std::collections::BTreeMap;

use document_model::PageNumber;
use editions::Edition;
use plan_records::records::{
    DocumentRecord, Heading, Indicator, Item, Observation, ObservationKind, Publisher, Relation, Role,
    Source, Status,
};

pub(crate) fn document(id: &str, year: i32) -> DocumentRecord {
    DocumentRecord {
        id: id.into(),
        path: format!("plans/{id}.txt"),
        sha256: String::new(),
        bytes: 1,
        media_type: "text/plain".into(),
        pages: 1,
        title: Some(format!("{year}年度デジタル計画")),
        publisher: Some(Publisher { name: "三重県".into(), code: Some("240001".into()) }),
        fiscal_year: Some(year),
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    }
}

pub(crate) fn value(role: Role, year: i32, value: &str, unit: &str) -> Observation {
    Observation {
        role,
        fiscal_year: Some(year),
        as_of: None,
        period: None,
        label: None,
        kind: ObservationKind::Number,
        value: Some(value.parse().unwrap()),
        unit: Some(unit.into()),
        relation: Some(Relation::Equal),
        approximate: false,
        raw: format!("{value}{unit}"),
    }
}

pub(crate) fn indicator(name: &str, observations: Vec<Observation>) -> Indicator {
    Indicator { name: Some(name.into()), observations, ..Indicator::default() }
}

pub(crate) fn item(title: &str, department: &[&str], indicators: Vec<Indicator>) -> Item {
    Item {
        id: String::new(),
        key: String::new(),
        document_id: String::new(),
        paths: vec![vec![Heading { number: Some("1".into()), title: Some("暮らし".into()) }]],
        number: None,
        title: Some(title.into()),
        repeated: false,
        summary: None,
        purpose: None,
        departments: vec![department.iter().map(|part| (*part).to_owned()).collect()],
        indicators,
        progress: Vec::new(),
        related_titles: Vec::new(),
        others: Vec::new(),
        source: Source {
            pages: vec![PageNumber(1)],
            table: 1,
            rows: vec![1],
            cells: BTreeMap::new(),
            confidence: BTreeMap::new(),
            doubts: BTreeMap::new(),
            removed: BTreeMap::new(),
        },
    }
}

/// An edition of one document; its items are numbered.
pub(crate) fn edition(id: &str, year: i32, items: Vec<Item>) -> Edition {
    let items = (1..).zip(items).map(|(number, item)| Item {
        id: format!("{id}-{number}"),
        document_id: id.into(),
        ..item
    });
    Edition { documents: vec![document(id, year)], items: items.collect() }
}

/// A plan of some items.
pub(crate) fn plan() -> Vec<Item> {
    vec![
        item(
            "行政手続のオンライン化の推進",
            &["総務部", "デジタル推進課"],
            vec![indicator(
                "オンライン申請件数",
                vec![value(Role::Baseline, 2022, "1234", "件"), value(Role::Target, 2026, "5000", "件")],
            )],
        ),
        item(
            "職員のデジタル研修",
            &["総務部", "人事課"],
            vec![indicator(
                "研修の受講者数",
                vec![value(Role::Baseline, 2022, "82", "人"), value(Role::Target, 2026, "200", "人")],
            )],
        ),
        item("防災情報の発信", &["防災部", "防災企画課"], vec![]),
        item(
            "スマート農業の普及",
            &["農林部", "農業振興課"],
            vec![indicator(
                "導入農家の割合",
                vec![value(Role::Baseline, 2022, "12.3", "%"), value(Role::Target, 2026, "30", "%")],
            )],
        ),
    ]
}

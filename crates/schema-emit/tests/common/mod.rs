//! A document with one item, made by hand.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part of this, and a test may fail"
)]

use std::collections::BTreeMap;

use document_model::{PageNumber, Place};
use plan_records::records::{
    CellSource, DocumentRecord, Evaluation, Heading, Indicator, IndicatorKind, Item, Observation,
    ObservationKind, OtherColumn, Period, Progress, ProgressKind, Publisher, Relation, Role, Source, Status,
};
use rust_decimal::Decimal;

pub(crate) fn document() -> DocumentRecord {
    DocumentRecord {
        id: "0123456789ab".into(),
        path: "plans/plan.txt".into(),
        sha256: "0123456789ab".repeat(5) + "0123",
        bytes: 1000,
        media_type: "text/plain".into(),
        pages: 2,
        title: Some("デジタル計画".into()),
        publisher: Some(Publisher { name: "福島県".into(), code: Some("070009".into()) }),
        fiscal_year: Some(2023),
        published: Some("2023-09".into()),
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    }
}

pub(crate) fn observation(role: Role, year: i32, value: &str) -> Observation {
    Observation {
        role,
        fiscal_year: Some(year),
        as_of: None,
        period: None,
        label: None,
        kind: ObservationKind::Number,
        value: Some(value.parse::<Decimal>().unwrap()),
        unit: Some("件".into()),
        relation: Some(Relation::Equal),
        approximate: false,
        raw: format!("{value}件"),
    }
}

pub(crate) fn words(raw: &str) -> Observation {
    Observation {
        kind: ObservationKind::Text,
        value: None,
        unit: None,
        relation: None,
        raw: raw.into(),
        period: Some(Period { from: Some("2024-04".into()), to: None }),
        ..observation(Role::Target, 2026, "0")
    }
}

pub(crate) fn item(title: &str) -> Item {
    let cell = |line: u32| CellSource {
        place: Place::in_text(PageNumber(1), line, 3),
        raw: title.to_owned(),
        rule: "title-column".to_owned(),
    };
    Item {
        id: "0123456789ab-1".into(),
        key: "k1".into(),
        document_id: "0123456789ab".into(),
        paths: vec![vec![
            Heading { number: Some("1".into()), title: Some("暮らし".into()) },
            Heading { number: None, title: Some("防災".into()) },
        ]],
        number: Some("1-1".into()),
        title: Some(title.into()),
        repeated: false,
        summary: Some("一行目\n二行目, \"引用\"".into()),
        purpose: None,
        departments: vec![vec!["総務部".into(), "情報課".into()], vec!["人事課".into()]],
        indicators: vec![Indicator {
            name: Some("=件数".into()),
            statement: None,
            kind: Some(IndicatorKind::Kpi),
            unit_hint: None,
            cumulative: true,
            description: None,
            direction: None,
            observations: vec![
                observation(Role::Actual, 2023, "-3.5"),
                observation(Role::Target, 2019, "3375000"),
                words("全面運用"),
            ],
            evaluations: vec![Evaluation { fiscal_year: Some(2023), grade: "A".into() }],
        }],
        progress: vec![Progress {
            label: None,
            fiscal_year: Some(2023),
            kind: Some(ProgressKind::Actual),
            text: "○周知\n・説明会".into(),
            groups: Vec::new(),
            events: Vec::new(),
        }],
        related_titles: Vec::new(),
        others: vec![OtherColumn { heading: Some("課題".into()), text: "人材".into() }],
        source: Source {
            pages: vec![PageNumber(1), PageNumber(2)],
            table: 1,
            rows: vec![2],
            cells: BTreeMap::from([
                ("title".to_owned(), vec![cell(7)]),
                ("summary".to_owned(), vec![cell(9)]),
            ]),
            confidence: BTreeMap::from([("title".to_owned(), 0.997), ("summary".to_owned(), 0.812)]),
            doubts: BTreeMap::from([("summary".to_owned(), vec!["inherited".to_owned()])]),
            removed: BTreeMap::new(),
        },
    }
}

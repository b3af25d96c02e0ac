//! `keikaku normalize publisher`.

use japanese_normalize::publishers;
use serde_json::{Value, json};

use super::finding::Finding;
use super::{Answer, span};

/// The prefectures, municipalities and ministries of a line.
pub(super) fn answer(line: &str) -> Answer {
    let found = publishers(line);
    let shared = found.iter().filter(|(_, publisher)| !publisher.candidates.is_empty());
    let findings = shared.map(|(range, publisher)| {
        let (name, codes) = (&publisher.name, publisher.candidates.join(", "));
        let ja = format!("「{name}」は複数あります（{codes}）。都道府県名を添えると定まります");
        let en = format!("{name} names several municipalities ({codes}); the prefecture beside it decides");
        Finding::warning("shared-name", ja, en).at(range)
    });
    let findings = findings.collect();
    let result = found.iter().map(|(range, publisher)| {
        json!({
            "name": publisher.name,
            "code": publisher.code,
            "prefecture": publisher.prefecture,
            "candidates": publisher.candidates,
            "raw": line.get(range.clone()),
            "range": span(range),
        })
    });
    Answer::new(Value::Array(result.collect()), findings)
}

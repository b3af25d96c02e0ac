//! `findings.sarif` is valid by the schema of the standard, and says where each finding stands.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use document_model::{PageNumber, Place, Rect, Severity};
use plan_records::records::{Answer, AnswerKind, Finding};
use schema_emit::catalogue;
use schema_emit::sarif::SarifFile;
use serde_json::Value;

fn finding(path: &str, code: &str, severity: Severity, place: Option<Place>) -> Finding {
    Finding {
        document_id: "0123456789ab".into(),
        path: path.into(),
        severity,
        code: code.into(),
        item: place.map(|_| "0123456789ab-0001".into()),
        field: place.map(|_| "indicators.0".into()),
        message: "「値」が\n\u{1}おかしい".into(),
        message_en: "the \"value\" is odd".into(),
        place,
        answer: None,
    }
}

fn in_text(line: u32) -> Option<Place> {
    Some(Place::in_text(PageNumber(1), line, 3))
}

fn on_page() -> Option<Place> {
    Some(Place {
        page: PageNumber(12),
        bbox: Some(Rect::new(56.7, 120.0, 310.25, 140.5)),
        line: None,
        column: None,
    })
}

fn sarif(findings: &[Finding]) -> Value {
    let mut file = SarifFile::begin(Vec::new()).unwrap();
    findings.iter().for_each(|finding| file.add(finding).unwrap());
    let log: Value = serde_json::from_slice(&file.end().unwrap()).unwrap();
    // The pattern of language tags has a bracket too many, which is no regular expression to every reader.
    let schema = include_str!("data/sarif-schema-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    log
}

#[test]
fn logs_are_valid_by_the_schema_of_the_standard() {
    sarif(&[]);
    let all: Vec<Finding> = catalogue::entries()
        .zip([in_text(7), on_page(), None].into_iter().cycle())
        .map(|(entry, place)| finding("計画/a b.pdf", &entry.code, entry.severity, place))
        .collect();
    let log = sarif(&all);
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["rules"].as_array().unwrap().len(), catalogue::entries().count());
    assert_eq!(log["runs"][0]["translations"][0]["rules"].as_array().unwrap().len(), all.len());
}

#[test]
fn results_name_their_place_and_rule() {
    let log = sarif(&[
        finding("計画/a b.txt", "year-unknown", Severity::Info, in_text(7)),
        finding("/home/someone/plan.pdf", "row-shifted", Severity::Warning, on_page()),
        finding("/home/someone/plan.pdf", "too-large", Severity::Error, None),
    ]);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let of = |at: usize, pointer: &str| results[at].pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(of(0, "/locations/0/physicalLocation/artifactLocation/uri"), "%E8%A8%88%E7%94%BB/a%20b.txt");
    assert_eq!(
        of(0, "/locations/0/physicalLocation/region"),
        serde_json::json!({"startLine": 7, "startColumn": 3})
    );
    assert_eq!(of(1, "/locations/0/physicalLocation/artifactLocation/uri"), "plan.pdf");
    assert_eq!(of(1, "/locations/0/physicalLocation/region"), Value::Null);
    assert_eq!(
        of(1, "/locations/0/logicalLocations/0/fullyQualifiedName"),
        "page 12/(56.7, 120.0)-(310.2, 140.5)"
    );
    assert_eq!(of(1, "/properties/bbox"), serde_json::json!([56.7, 120.0, 310.25, 140.5]));
    let levels: Vec<Value> = (0..3).map(|at| of(at, "/level")).collect();
    assert_eq!(levels, ["note", "warning", "error"]);
    for result in results {
        let rule =
            &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(
            rule["shortDescription"]["text"],
            catalogue::entry(rule["id"].as_str().unwrap()).unwrap().ja.title
        );
    }
    assert!(!log.to_string().contains("someone"), "{log}");
}

#[test]
fn what_a_person_has_answered_is_suppressed() {
    let open = finding("a.txt", "units-differ", Severity::Warning, in_text(7));
    let answer = Answer {
        kind: AnswerKind::Accepted,
        by: "someone".into(),
        when: "2026-11-27T09:00:00Z".into(),
        reason: Some("印字のとおり".into()),
        decision: "d1".into(),
    };
    let log = sarif(&[open.clone(), Finding { answer: Some(answer), ..open }]);
    let results = &log["runs"][0]["results"];
    assert_eq!(results[0]["suppressions"], Value::Null);
    assert_eq!(results[1]["suppressions"][0]["justification"], "印字のとおり");
}

#[test]
fn fingerprints_outlive_moved_lines_and_tell_equal_findings_apart() {
    let prints = |lines: &[u32]| -> Vec<String> {
        let findings: Vec<Finding> = lines
            .iter()
            .map(|line| finding("a.txt", "year-unknown", Severity::Info, in_text(*line)))
            .collect();
        let log = sarif(&findings);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results
            .iter()
            .map(|one| one["partialFingerprints"]["keikaku/v1"].as_str().unwrap().to_owned())
            .collect()
    };
    let (before, after) = (prints(&[3, 9]), prints(&[13, 19]));
    assert_eq!(before, after);
    assert_ne!(before[0], before[1]);
}

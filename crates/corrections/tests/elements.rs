//! Elements of lists that people put in and take out, and fields of the document.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Desk, decision, number, plan};
use corrections::{Decision, Kind, as_left, as_read};
use document_model::{PageNumber, Place};
use plan_records::Records;
use plan_records::records::{AnswerKind, CellSource, Finding, Item, Observation};
use serde_json::{Value, json, to_value};

const VALUES: &str = "indicators.0.observations";

/// A plan whose item has the values 45 %, 50 %, 55 %.
fn three_values() -> Records {
    let mut records = plan("aa", &["道路"]);
    let item = &mut records.items[0];
    for (at, value) in ["50", "55"].into_iter().enumerate() {
        item.indicators[0].observations.push(of_year(value, [2027, 2028][at]));
        let place = Place::in_text(PageNumber::FIRST, 1, 30);
        let cell = CellSource { place, raw: format!("{value}%"), rule: "target: 目標値".to_owned() };
        item.source.cells.insert(format!("{VALUES}.{}", at + 1), vec![cell]);
        item.source.confidence.insert(format!("{VALUES}.{}", at + 1), 0.9);
    }
    records
}

fn of_year(value: &str, year: i32) -> Observation {
    Observation { fiscal_year: Some(year), ..number(value, "%") }
}

fn values(item: &Item) -> Vec<String> {
    item.indicators[0].observations.iter().map(|seen| seen.value.unwrap().to_string()).collect()
}

fn take_out(records: &Records, place: usize) -> Decision {
    decision(records, 0, &format!("{VALUES}.{place}"), Value::Null, "山田")
}

#[test]
fn an_element_is_taken_out_and_what_stands_behind_it_keeps_its_cells() {
    let mut desk = Desk::new(three_values());
    desk.add(take_out(&desk.records, 1));
    let applied = desk.apply();
    let item = &desk.records.items[0];
    assert_eq!(values(item), ["45", "55"]);
    assert_eq!(item.source.cells[&format!("{VALUES}.1")][0].raw, "55%");
    let gone = &item.source.removed[&format!("{VALUES}.1")];
    assert_eq!(gone[0].raw, "50%");
    assert!(gone[0].rule.starts_with("correction: 山田"), "{}", gone[0].rule);
    assert!(!item.source.cells.contains_key(&format!("{VALUES}.2")));
    assert_eq!((applied.removed.len(), applied.corrected.len()), (1, 0));
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn taken_out_again_it_changes_nothing() {
    let mut desk = Desk::new(three_values());
    for place in [0, 1] {
        desk.add(take_out(&three_values(), place));
    }
    desk.apply();
    let once = desk.records.items.clone();
    assert_eq!(values(&once[0]), ["55"]);
    desk.apply();
    assert_eq!(desk.records.items, once);
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn names_count_the_elements_that_are_gone() {
    let mut desk = Desk::new(three_values());
    desk.add(take_out(&three_values(), 0));
    desk.apply();
    let item = &desk.records.items[0];
    assert_eq!(as_read(item, &format!("{VALUES}.0.value")), format!("{VALUES}.1.value"));
    assert_eq!(as_left(item, &format!("{VALUES}.2")), Some(format!("{VALUES}.1")));
    assert_eq!(as_left(item, &format!("{VALUES}.0.value")), None);
    assert_eq!(as_read(item, "title"), "title");
}

#[test]
fn corrections_behind_an_element_that_is_gone_find_their_value() {
    let mut desk = Desk::new(three_values());
    desk.add(take_out(&three_values(), 0));
    desk.add(decision(&three_values(), 0, &format!("{VALUES}.2.value"), json!("57"), "佐藤"));
    desk.add(decision(
        &three_values(),
        0,
        &format!("{VALUES}.3"),
        to_value(of_year("60", 2029)).unwrap(),
        "佐藤",
    ));
    let applied = desk.apply();
    assert_eq!(values(&desk.records.items[0]), ["50", "57", "60"]);
    let corrected: Vec<&str> = applied.corrected.keys().map(|(_, field)| field.as_str()).collect();
    assert_eq!(corrected, [format!("{VALUES}.1.value"), format!("{VALUES}.2")]);
    let once = desk.records.items.clone();
    desk.apply();
    assert_eq!(desk.records.items, once);
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn what_is_taken_out_needs_no_correction_of_its_parts() {
    let mut desk = Desk::new(three_values());
    desk.add(decision(&three_values(), 0, &format!("{VALUES}.1.value"), json!("51"), "佐藤"));
    desk.add(take_out(&three_values(), 1));
    desk.apply();
    assert_eq!(values(&desk.records.items[0]), ["45", "55"]);
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn another_text_keeps_an_element_in() {
    let mut desk = Desk::new(three_values());
    desk.add(take_out(&three_values(), 1));
    desk.records.items[0].source.cells.get_mut(&format!("{VALUES}.1")).unwrap()[0].raw = "52%".to_owned();
    desk.apply();
    assert_eq!(values(&desk.records.items[0]), ["45", "50", "55"]);
    assert_eq!(desk.codes(), ["correction-stale"]);
}

#[test]
fn findings_follow_the_elements_they_are_about() {
    let mut desk = Desk::new(three_values());
    desk.add(take_out(&three_values(), 1));
    let applied = desk.apply();
    let item = desk.records.items[0].id.clone();
    let finding = |field: &str| Finding {
        document_id: "aa".to_owned(),
        path: String::new(),
        severity: document_model::Severity::Warning,
        code: "unparsed-rest".to_owned(),
        item: Some(item.clone()),
        field: Some(field.to_owned()),
        message: String::new(),
        message_en: String::new(),
        place: None,
        answer: None,
    };
    // What was said of the element that is gone is said of its list now; what stands behind it is not answered.
    let mut found = vec![finding(VALUES), finding(&format!("{VALUES}.1"))];
    applied.answer(&desk.records.document, &mut found);
    assert_eq!(found[0].answer.as_ref().map(|answer| answer.kind), Some(AnswerKind::Corrected));
    assert!(found[1].answer.is_none());
}

fn of_document(records: &Records, field: &str, new: Value) -> Decision {
    let blank = decision(records, 0, "title", Value::Null, "山田");
    let old = to_value(&records.document).unwrap()[field].clone();
    Decision { item: None, field: Some(field.to_owned()), old, new, raw: None, ..blank }.with_id()
}

#[test]
fn fields_of_the_document_are_corrected() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let key = desk.records.items[0].key.clone();
    desk.add(of_document(&desk.records, "title", json!("道路計画")));
    desk.add(of_document(&desk.records, "publisher", json!({"name": "三重県", "code": "240001"})));
    desk.add(of_document(&desk.records, "fiscal_year", json!(2024)));
    desk.add(decision(&desk.records, 0, "summary", json!("舗装"), "山田"));
    let applied = desk.apply();
    let document = &desk.records.document;
    assert_eq!((document.title.as_deref(), document.fiscal_year), (Some("道路計画"), Some(2024)));
    assert_eq!(applied.of_document.len(), 3);
    assert_ne!(desk.records.items[0].key, key);
    assert_eq!(desk.value(0, "summary"), json!("舗装"));
    let once = (desk.records.document.clone(), desk.records.items.clone());
    desk.apply();
    assert_eq!((desk.records.document.clone(), desk.records.items.clone()), once);
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn items_are_known_by_the_keys_under_the_publisher_before() {
    let records = plan("aa", &["道路"]);
    let mut desk = Desk::new(records.clone());
    let title = decision(&records, 0, "title", json!("道の整備"), "山田");
    desk.add(title.clone());
    desk.apply();
    let later = decision(&desk.records, 0, "summary", json!("舗装"), "山田");
    let mut desk = Desk::new(records.clone());
    for made in [title, later, of_document(&records, "publisher", json!({"name": "三重県", "code": null}))]
    {
        desk.add(made);
    }
    desk.apply();
    assert_eq!((desk.value(0, "summary"), desk.codes()), (json!("舗装"), vec![]));
}

#[test]
fn a_document_is_corrected_only_where_it_says_what_the_person_saw() {
    let records = plan("aa", &["道路"]);
    for (field, new, code) in [
        ("title", json!(3), "correction-invalid"),
        ("published", json!("昨日"), "correction-invalid"),
        ("publisher", json!({"name": "三重県", "code": "24"}), "correction-invalid"),
        ("fiscal_year", json!(99), "correction-invalid"),
    ] {
        let mut desk = Desk::new(records.clone());
        desk.add(of_document(&records, field, new));
        desk.apply();
        assert_eq!(desk.codes(), [code], "{field}");
    }
    let mut desk = Desk::new(records.clone());
    desk.add(of_document(&records, "title", json!("道路計画")));
    desk.records.document.title = Some("別の題".to_owned());
    desk.apply();
    assert_eq!(desk.codes(), ["correction-stale"]);
    let mut other = Desk::new(plan("bb", &["道路"]));
    other.add(of_document(&records, "title", json!("道路計画")));
    other.apply();
    assert_eq!(other.records.document.title, None);
}

#[test]
fn two_people_who_name_the_document_differently_are_told() {
    let records = plan("aa", &["道路"]);
    let mut desk = Desk::new(records.clone());
    desk.add(of_document(&records, "title", json!("道路計画")));
    let other =
        Decision { who: "佐藤".to_owned(), ..of_document(&records, "title", json!("道の計画")) };
    desk.add(other.with_id());
    desk.apply();
    assert_eq!((desk.records.document.title.as_deref(), desk.codes()), (None, vec!["correction-conflict"]));
}

#[test]
fn a_correction_of_something_else_needs_an_item() {
    let line = r#"{"kind":"correct","when":"2026-11-27T00:00:00Z","who":"a","document":{"sha256":"a","path":"b"},"field":"summary","new":"c"}"#;
    assert!(Decision::parse(line).is_err());
    assert_eq!(Decision::parse(&line.replace("summary", "title")).unwrap().kind, Kind::Correct);
}

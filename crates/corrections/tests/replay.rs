//! What decisions make of records.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Desk, decision, number, plan};
use corrections::{Decision, FindingRef, Kind};
use plan_records::records::{AnswerKind, Finding, Observation};
use serde_json::{Value, json};

const VALUE: &str = "indicators.0.observations.0.value";

#[test]
fn a_correction_is_applied_where_its_text_stands() {
    let mut desk = Desk::new(plan("aa", &["道路", "公園"]));
    desk.add(decision(&desk.records, 1, VALUE, json!("54"), "山田"));
    let applied = desk.apply();
    assert_eq!(desk.value(1, VALUE), json!("54"));
    assert_eq!(desk.value(0, VALUE), json!("45"));
    assert_eq!(applied.corrected.len(), 1);
    assert_eq!(desk.codes(), [""; 0]);
    let cells = &desk.records.items[1].source.cells[VALUE];
    assert_eq!(cells[0].raw, "45%");
    assert!(cells[0].rule.starts_with("correction: 山田, 2026-"), "{}", cells[0].rule);
    let source = &desk.records.items[1].source;
    assert_eq!((source.confidence[VALUE], source.confidence["indicators.0.observations.0"]), (1.0, 1.0));
    assert_eq!((source.confidence["title"], source.doubts.len()), (0.99, 0));
}

#[test]
fn applied_again_it_changes_nothing() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    desk.add(decision(&desk.records, 0, VALUE, json!("54"), "山田"));
    desk.add(decision(&desk.records, 0, "purpose", json!("安全"), "山田"));
    desk.apply();
    let once = desk.records.items.clone();
    desk.apply();
    assert_eq!(desk.records.items, once);
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn another_text_keeps_a_correction_out_and_says_so() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    desk.add(decision(&desk.records, 0, VALUE, json!("54"), "山田"));
    let cells = desk.records.items[0].source.cells.get_mut("indicators.0.observations.0").unwrap();
    cells[0].raw = "46%".to_owned();
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("45"));
    assert_eq!(desk.codes(), ["correction-stale"]);
}

#[test]
fn a_new_edition_is_known_by_key_and_text() {
    let old = plan("aa", &["公園", "道路"]);
    let correction = decision(&old, 1, VALUE, json!("54"), "山田");
    let mut desk = Desk::new(plan("bb", &["道路", "河川"]));
    desk.add(correction.clone());
    let applied = desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("54"));
    assert!(applied.placed.contains(&correction.id));

    let mut gone = Desk::new(plan("cc", &["河川"]));
    gone.add(correction);
    let applied = gone.apply();
    assert!(applied.placed.is_empty());
    let unplaced = gone.corrections.unplaced(&applied.placed);
    assert_eq!(unplaced.len(), 1);
    assert_eq!(unplaced[0].1.diagnostic.code, "correction-unplaced");
}

#[test]
fn an_item_that_is_gone_from_its_own_document_is_reported() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let mut correction = decision(&desk.records, 0, VALUE, json!("54"), "山田");
    correction.item.as_mut().unwrap().key = "0000000000000000".to_owned();
    desk.add(correction.with_id());
    desk.apply();
    assert_eq!(desk.codes(), ["correction-stale"]);
}

#[test]
fn two_items_that_fit_are_not_guessed_at() {
    let correction = decision(&plan("aa", &["道路"]), 0, VALUE, json!("54"), "山田");
    let mut desk = Desk::new(plan("bb", &["道路", "道路"]));
    desk.add(correction);
    desk.apply();
    assert_eq!(desk.codes(), ["correction-ambiguous"]);
    assert_eq!((desk.value(0, VALUE), desk.value(1, VALUE)), (json!("45"), json!("45")));
}

#[test]
fn people_who_disagree_are_told() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    desk.add(decision(&desk.records, 0, VALUE, json!("54"), "山田"));
    desk.add(decision(&desk.records, 0, VALUE, json!("55"), "佐藤"));
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("45"));
    assert_eq!(desk.codes(), ["correction-conflict"]);
}

#[test]
fn people_who_agree_are_one() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    desk.add(decision(&desk.records, 0, VALUE, json!("54"), "山田"));
    desk.add(decision(&desk.records, 0, VALUE, json!("54"), "佐藤"));
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("54"));
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn a_whole_and_its_part_have_to_agree() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    desk.add(decision(&desk.records, 0, "departments", json!([["土木部", "道路課"]]), "山田"));
    desk.add(decision(&desk.records, 0, "departments.0.1", json!("河川課"), "佐藤"));
    desk.apply();
    assert_eq!(desk.codes(), ["correction-conflict"]);
    assert_eq!(desk.value(0, "departments"), json!([["土木部"]]));
}

#[test]
fn undo_takes_back_and_undo_of_undo_gives_back() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let correction = decision(&desk.records, 0, VALUE, json!("54"), "山田");
    let undo = undo_of(&correction, "佐藤");
    let redo = undo_of(&undo, "山田");
    desk.add(correction.clone());
    desk.add(undo.clone());
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("45"));
    desk.add(redo);
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("54"));
    assert!(!desk.corrections.heads().is_undone(&correction));
    assert!(desk.corrections.heads().is_undone(&undo));
}

#[test]
fn a_later_correction_takes_the_place_of_the_one_it_names() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let first = decision(&desk.records, 0, VALUE, json!("54"), "山田");
    let second = replacing(&decision(&desk.records, 0, VALUE, json!("55"), "佐藤"), &first);
    let third = replacing(&decision(&desk.records, 0, VALUE, json!("56"), "鈴木"), &second);
    for correction in [&first, &second, &third] {
        desk.add(correction.clone());
    }
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("56"));
    // With the last one taken back, the one before it holds, and not the first.
    let mut desk = Desk::new(plan("aa", &["道路"]));
    for correction in [&first, &second, &third, &undo_of(&third, "鈴木")] {
        desk.add(correction.clone());
    }
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("55"));
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn a_field_without_cells_is_known_by_its_value() {
    let records = plan("aa", &["道路"]);
    let first = decision(&records, 0, "summary", json!("舗装"), "山田");
    let mut seen = Desk::new(records.clone());
    seen.add(first.clone());
    seen.apply();
    let second = Decision { raw: None, ..decision(&seen.records, 0, "summary", json!("歩道"), "佐藤") };
    let mut desk = Desk::new(records);
    desk.add(first.clone());
    desk.add(replacing(&second, &first));
    desk.apply();
    assert_eq!(desk.value(0, "summary"), json!("歩道"));
    assert_eq!(desk.codes(), [""; 0]);
    // Where the field is filled by now, the person saw something else.
    desk.records.items[0].summary = Some("橋".to_owned());
    desk.records.items[0].source.cells.remove("summary");
    desk.apply();
    assert_eq!(desk.codes(), ["correction-stale"]);
}

#[test]
fn corrections_that_replace_each_other_do_not_vanish() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let mut one = decision(&desk.records, 0, VALUE, json!("54"), "山田");
    let mut other = decision(&desk.records, 0, VALUE, json!("55"), "佐藤");
    one.replaces = Some(other.id.clone());
    other.replaces = Some(one.id.clone());
    desk.add(one);
    desk.add(other);
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("45"));
    assert_eq!(desk.codes(), ["correction-conflict", "correction-conflict"]);
}

#[test]
fn values_that_do_not_fit_are_findings() {
    for (field, new, code) in [
        (VALUE, json!("五十四"), "correction-invalid"),
        (VALUE, json!(45.5), "correction-invalid"),
        ("departments", json!("道路課"), "correction-invalid"),
        ("indicators.0.observations.0.role", json!("goal"), "correction-invalid"),
        ("indicators.0.observations.7", json!({}), "correction-unknown-field"),
        ("indicators.0.observations.0.values", json!("5"), "correction-unknown-field"),
        ("id", json!("x"), "correction-unknown-field"),
        ("source.pages", json!([]), "correction-unknown-field"),
    ] {
        let mut desk = Desk::new(plan("aa", &["道路"]));
        let before = desk.records.items.clone();
        desk.add(decision(&desk.records, 0, field, new, "山田"));
        desk.add(decision(&desk.records, 0, "title", json!("国道"), "佐藤"));
        desk.apply();
        assert_eq!(desk.codes(), [code], "{field}");
        assert_eq!(desk.value(0, "title"), json!("国道"), "the other correction is applied");
        assert_eq!(desk.records.items[0].indicators, before[0].indicators);
    }
}

#[test]
fn values_that_break_the_record_are_findings() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    desk.add(decision(&desk.records, 0, VALUE, Value::Null, "山田"));
    desk.apply();
    assert_eq!(desk.codes(), ["correction-invalid"]);

    // Saved together, kind and value make a whole.
    let mut desk = Desk::new(plan("aa", &["道路"]));
    for (part, new) in [
        ("kind", json!("unmeasured")),
        ("value", Value::Null),
        ("unit", Value::Null),
        ("relation", Value::Null),
    ] {
        desk.add(decision(&desk.records, 0, &format!("indicators.0.observations.0.{part}"), new, "山田"));
    }
    desk.apply();
    assert_eq!(desk.codes(), [""; 0]);
    assert_eq!(desk.value(0, "indicators.0.observations.0.kind"), json!("unmeasured"));
}

#[test]
fn a_value_is_added_behind_the_last() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let later = Observation { fiscal_year: Some(2027), ..number("60", "%") };
    let new = serde_json::to_value(later).unwrap();
    desk.add(decision(&desk.records, 0, "indicators.0.observations.1", new, "山田"));
    desk.apply();
    assert_eq!(desk.value(0, "indicators.0.observations.1.value"), json!("60"));
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn a_corrected_title_gives_the_key_that_later_corrections_name() {
    let records = plan("aa", &["道路"]);
    let title = decision(&records, 0, "title", json!("国道"), "山田");
    let mut desk = Desk::new(records.clone());
    desk.add(title.clone());
    desk.apply();
    assert_ne!(desk.records.items[0].key, records.items[0].key);
    let later = decision(&desk.records, 0, VALUE, json!("54"), "佐藤");
    let mut again = Desk::new(records);
    again.add(title);
    again.add(later);
    again.apply();
    assert_eq!((again.value(0, "title"), again.value(0, VALUE)), (json!("国道"), json!("54")));
    assert_eq!(again.codes(), [""; 0]);
}

#[test]
fn what_was_decided_about_the_document_itself_holds_there() {
    let foreign = decision(&plan("aa", &["道路"]), 0, VALUE, json!("54"), "山田");
    let mut desk = Desk::new(plan("bb", &["道路"]));
    desk.add(foreign);
    desk.add(decision(&desk.records, 0, VALUE, json!("55"), "佐藤"));
    desk.apply();
    assert_eq!(desk.value(0, VALUE), json!("55"));
    assert_eq!(desk.codes(), ["correction-overridden"]);
}

#[test]
fn findings_are_answered_and_checked_again() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let later = Observation { fiscal_year: Some(2027), ..number("50", "件") };
    desk.records.items[0].indicators[0].observations.push(later);
    plan_records::validate::recheck(&mut desk.records);
    assert_eq!(desk.codes(), ["units-differ"]);
    let unit = "indicators.0.observations.1.unit";
    desk.add(decision(&desk.records, 0, unit, json!("%"), "山田"));
    let applied = desk.apply();
    assert_eq!(desk.codes(), [""; 0]);

    let shifted = finding(&desk, "row-shifted", Some("indicators.0.observations.1"));
    let mut found = vec![shifted, finding(&desk, "row-shifted", Some("title"))];
    applied.answer(&desk.records.document, &mut found);
    let answer = found[0].answer.as_ref().unwrap();
    assert_eq!((answer.kind, answer.by.as_str()), (AnswerKind::Corrected, "山田"));
    assert_eq!(found[1].answer, None);
}

#[test]
fn accepted_findings_stay_and_say_by_whom() {
    let mut desk = Desk::new(plan("aa", &["道路"]));
    let accepted = finding(&desk, "row-shifted", Some("title"));
    desk.add(acceptance(&desk, &accepted));
    let applied = desk.apply();
    let mut found = vec![accepted.clone()];
    applied.answer(&desk.records.document, &mut found);
    assert_eq!(found[0].answer.as_ref().unwrap().kind, AnswerKind::Accepted);
    assert_eq!(found[0].answer.as_ref().unwrap().reason.as_deref(), Some("印刷のとおり"));

    // Where it is not found any more, the acceptance says so.
    let mut found = Vec::new();
    applied.answer(&desk.records.document, &mut found);
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["acceptance-stale"]);
}

fn acceptance(desk: &Desk, finding: &Finding) -> Decision {
    let field = finding.field.clone().unwrap_or_default();
    Decision {
        kind: Kind::AcceptFinding,
        new: Value::Null,
        finding: Some(FindingRef { code: finding.code.clone(), message: finding.message.clone() }),
        reason: Some("印刷のとおり".to_owned()),
        ..decision(&desk.records, 0, &field, Value::Null, "佐藤")
    }
    .with_id()
}

fn finding(desk: &Desk, code: &str, field: Option<&str>) -> Finding {
    Finding {
        document_id: desk.records.document.id.clone(),
        path: String::new(),
        severity: document_model::Severity::Info,
        code: code.to_owned(),
        item: Some(desk.records.items[0].id.clone()),
        field: field.map(str::to_owned),
        message: "ずれ".to_owned(),
        message_en: "shifted".to_owned(),
        place: None,
        answer: None,
    }
}

fn undo_of(decision: &Decision, who: &str) -> Decision {
    Decision {
        kind: Kind::Undo,
        who: who.to_owned(),
        undoes: Some(decision.id.clone()),
        replaces: None,
        ..decision.clone()
    }
    .with_id()
}

fn replacing(decision: &Decision, earlier: &Decision) -> Decision {
    Decision { replaces: Some(earlier.id.clone()), ..decision.clone() }.with_id()
}

//! What holds for any files of corrections.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{decision, flaw, plan};
use corrections::{Corrections, Decision, Kind};
use proptest::prelude::*;
use serde_json::json;

const FIELDS: [&str; 6] = [
    "title",
    "departments",
    "departments.0.0",
    "indicators.0.observations.0.value",
    "indicators.0.observations.1",
    "source.cells",
];

/// Corrections, replacements and undos of one another.
fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    let each = (0..2_usize, 0..FIELDS.len(), 0..3_u32, 0..4_u8, any::<prop::sample::Index>());
    prop::collection::vec(each, 0..12).prop_map(|choices| {
        let records = plan("aa", &["道路", "公園"]);
        let mut made: Vec<Decision> = Vec::new();
        for (item, field, new, kind, earlier) in choices {
            let new = match FIELDS[field] {
                "departments" => json!([[format!("部{new}")]]),
                _ => json!(new.to_string()),
            };
            let mut one =
                decision(&records, item, FIELDS[field], new, ["山田", "佐藤"][usize::from(kind % 2)]);
            if !made.is_empty() {
                let earlier = made[earlier.index(made.len())].id.clone();
                match kind {
                    0 => {
                        one.kind = Kind::Undo;
                        one.undoes = Some(earlier);
                    }
                    1 => one.replaces = Some(earlier),
                    _ => {}
                }
            }
            made.push(one.with_id());
        }
        made
    })
}

fn of_lines<'l>(lines: impl IntoIterator<Item = &'l String>) -> Corrections {
    let mut corrections = Corrections::default();
    let text: Vec<&str> = lines.into_iter().map(String::as_str).collect();
    corrections.add_file("corrections.jsonl", &text.join("\n"));
    corrections
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order of lines does not matter, nor how they lie in files, nor whether a line is there twice.
    #[test]
    fn merging_is_union(decisions in decisions(), cut in any::<prop::sample::Index>()) {
        let lines: Vec<String> = decisions.iter().map(Decision::line).collect();
        let (mut one, mut other) = (plan("aa", &["道路", "公園"]), plan("aa", &["道路", "公園"]));
        let whole = of_lines(&lines);
        whole.apply(&mut one, &flaw);
        let cut = cut.index(lines.len() + 1);
        let mut parted = of_lines(lines.iter().skip(cut).rev());
        let first: Vec<&str> = lines.iter().take(cut).chain(&lines).map(String::as_str).collect();
        parted.add_file("more.jsonl", &first.join("\r\n"));
        parted.apply(&mut other, &flaw);
        prop_assert_eq!(&one.items, &other.items);
        prop_assert_eq!(&one.item_findings, &other.item_findings);
        prop_assert_eq!(&one.findings, &other.findings);
        prop_assert!(parted.faults().is_empty());
    }

    /// Each decision is applied, taken back, replaced, or has a finding; the records stay valid.
    #[test]
    fn nothing_vanishes(decisions in decisions()) {
        let mut records = plan("aa", &["道路", "公園"]);
        let mut corrections = Corrections::default();
        for decision in &decisions {
            corrections.add(decision.clone()).unwrap();
        }
        let applied = corrections.apply(&mut records, &flaw);
        prop_assert!(records.items.iter().all(|item| flaw(item).is_none()));
        let messages: Vec<&str> = records
            .item_findings
            .values()
            .flatten()
            .chain(&records.findings)
            .map(|diagnostic| diagnostic.ja.as_str())
            .collect();
        for decision in decisions.iter().filter(|decision| decision.kind == Kind::Correct) {
            if corrections.heads().counts(decision) {
                let done = applied.corrected.values().any(|id| *id == decision.id);
                let agrees = decisions.iter().any(|other| {
                    other.new == decision.new && other.field == decision.field && other.item == decision.item
                        && applied.corrected.values().any(|id| *id == other.id)
                });
                let told = messages.iter().any(|message| message.contains(&decision.id));
                prop_assert!(done || agrees || told, "{} is lost", decision.line());
            }
        }
    }

    /// Lines come back as they were written, and any text is read without a panic.
    #[test]
    fn lines_round_trip(decisions in decisions(), noise in ".{0,60}") {
        for decision in &decisions {
            prop_assert_eq!(&Decision::parse(&decision.line()).unwrap(), decision);
        }
        let mut corrections = Corrections::default();
        corrections.add_file("noise", &noise);
        let filled = |line: &&str| !line.trim_start_matches('\u{feff}').trim().is_empty();
        prop_assert_eq!(corrections.faults().len(), noise.lines().filter(filled).count());
    }
}

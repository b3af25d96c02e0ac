//! `keikaku explain` on an output that `keikaku extract` made.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Desk, PLAN, Run, keikaku, lines};

fn explain(desk: &Desk, item: &str, lang: &str) -> Run {
    let mut command = keikaku();
    command.args(["explain", item, "--lang", lang, "--output"]).arg(desk.output());
    Run::of(command)
}

fn extracted() -> Desk {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    desk.extract([&plan]).ended(0);
    desk
}

#[test]
fn an_item_is_explained_field_by_field() {
    let desk = extracted();
    let japanese = explain(&desk, "1", "ja");
    let text = &japanese.ended(0).stdout;
    for expected in [
        "オンライン申請の拡大",
        "目標値",
        "500 件",
        "「500件」",
        "4 行",
        "列「目標値（令和8年度）」",
        "2026 年度",
        "確かさ: 0.",
    ] {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    let english = explain(&desk, "1", "en");
    let text = &english.ended(0).stdout;
    for expected in
        ["Target", "FY2026 500 件", "\"500件\"", "page 1, line 4", "was taken as: target", "Confidence: 0."]
    {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
}

#[test]
fn items_are_found_by_id_prefix_number_and_key() {
    let desk = extracted();
    let item = &lines(&desk.output(), "items.jsonl")[1];
    let (id, key) = (item["id"].as_str().unwrap(), item["key"].as_str().unwrap());
    for name in [id, key, "2"] {
        assert!(explain(&desk, name, "en").ended(0).stdout.contains("職員研修の実施"), "{name}");
    }
    let missing = explain(&desk, "99", "ja");
    missing.ended(2);
    assert!(missing.stderr.contains("99"), "{}", missing.stderr);
    // The beginning that both ids have in common.
    let shared = explain(&desk, id.get(..4).unwrap(), "en");
    shared.ended(2);
    assert!(shared.stderr.contains("2 items") && shared.stderr.contains(id), "{}", shared.stderr);
}

#[test]
fn a_folder_without_output_says_what_to_do() {
    let desk = Desk::new();
    let run = explain(&desk, "1", "ja");
    run.ended(2);
    assert!(run.stderr.contains("keikaku extract"), "{}", run.stderr);
}

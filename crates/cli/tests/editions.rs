//! `keikaku link`, `keikaku series`, `keikaku diff`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Desk, PLAN, Run, codes, keikaku, lines};
use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/plans").join(name)
}

fn run(arguments: &[&Path]) -> Run {
    let mut command = keikaku();
    command.args(arguments);
    Run::of(command)
}

/// Two outputs: a plan and what it says a year later.
fn two_editions(desk: &Desk) -> (PathBuf, PathBuf) {
    let later = PLAN
        .replace("デジタル推進計画", "デジタル推進計画 令和7年度版")
        .replace("オンライン申請の拡大", "オンライン申請の拡充")
        .replace("500件", "600件")
        .replace("2\t職員研修の実施\t研修を毎年行う\t受講者数\t80人\t200人\t人事課\n", "");
    let mut outputs = Vec::new();
    for (name, text) in [("old", PLAN), ("new", &later)] {
        let (input, output) = (desk.write(&format!("{name}.txt"), text), desk.path(name));
        let mut command = keikaku();
        command.arg("extract").arg(&input).arg("--output").arg(&output);
        Run::of(command).ended(0);
        outputs.push(output);
    }
    (outputs[0].clone(), outputs[1].clone())
}

/// Document, role, fiscal year, relation, number.
type Printed = (String, &'static str, i64, String, String);

#[test]
fn the_six_series_of_two_real_documents() {
    let desk = Desk::new();
    desk.extract([fixture("mie-committee-2022-10.txt"), fixture("mie-digital-plan-r5-results.txt")]).ended(0);
    let file = desk.path("series.jsonl");
    run(&[Path::new("series"), &desk.output(), Path::new("--output"), &file]).ended(0);
    // Each value with the document that prints it.
    let mut series: BTreeMap<String, Vec<Printed>> = BTreeMap::new();
    let points = lines(&desk.path(""), "series.jsonl");
    for point in &points {
        for role in ["baseline", "target", "actual"] {
            let value = &point[role];
            if let Some(number) = value["value"].as_str() {
                let year = point["fiscal_year"].as_i64().unwrap_or(0);
                let relation = value["relation"].as_str().unwrap().to_owned();
                let document = value["source"]["document_id"].as_str().unwrap().to_owned();
                let id = point["series"].as_str().unwrap().to_owned();
                series.entry(id).or_default().push((document, role, year, relation, number.to_owned()));
            }
        }
    }
    let documents = lines(&desk.output(), "documents.jsonl");
    let (plan, results) = (documents[0]["id"].as_str().unwrap(), documents[1]["id"].as_str().unwrap());
    for (name, baseline, actual, relation, target) in [
        ("貢献度", "90.0", "91.2", ">=", "90"),
        ("を行う事業者等への支援", "26", "53", "=", "91"),
        ("県独自の行政手続の割合", "39", "86.2", "=", "100"),
        ("市町との連携による取組数", "7", "32", "=", "57"),
        ("DX推進スペシャリスト", "10", "46", "=", "100"),
        ("デジタルコミュニケーションが定着", "35.8", "45.6", "=", "80"),
    ] {
        let mut ids: Vec<&str> = points
            .iter()
            .filter(|point| point["name"].as_str().unwrap().contains(name) && !point["baseline"].is_null())
            .map(|point| point["series"].as_str().unwrap())
            .collect();
        ids.dedup();
        let [id] = ids.as_slice() else { panic!("{name}: {ids:?}") };
        let values = &series[*id];
        let has = |document: &str, role: &str, year: Option<i64>, relation: &str, number: &str| {
            values.iter().any(|value| {
                value.0 == document
                    && value.1 == role
                    && year.is_none_or(|year| year == value.2)
                    && value.3 == relation
                    && value.4 == number
            })
        };
        assert!(has(plan, "baseline", None, "=", baseline), "{name}: {values:?}");
        assert!(has(results, "actual", Some(2023), "=", actual), "{name}: {values:?}");
        assert!(has(results, "target", Some(2026), relation, target), "{name}: {values:?}");
        let once = values.iter().filter(|value| value.1 == "baseline").count();
        assert_eq!(once, 1, "{name}: {values:?}");
        let point = points.iter().find(|point| point["series"] == **id).unwrap();
        assert_eq!(point["direction"], "up", "{name}");
    }
}

#[test]
fn links_are_the_same_in_whatever_order_the_folders_are_named() {
    let desk = Desk::new();
    let (old, new) = two_editions(&desk);
    let (one, other) = (desk.path("one.jsonl"), desk.path("other.jsonl"));
    run(&[Path::new("link"), &old, &new, Path::new("-o"), &one]).ended(0);
    run(&[Path::new("link"), &new, &old, &new, Path::new("-o"), &other]).ended(0);
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    let links = lines(&desk.path(""), "one.jsonl");
    let found: Vec<(&str, &str, &Value)> = links
        .iter()
        .map(|link| (link["kind"].as_str().unwrap(), link["relation"].as_str().unwrap(), &link["changes"]))
        .collect();
    assert_eq!(found.len(), 2, "{links:?}");
    assert_eq!(
        (found[0].0, found[0].1, found[0].2.to_string()),
        ("item", "same", "[\"renamed\"]".to_owned())
    );
    assert_eq!(
        (found[1].0, found[1].1, found[1].2.to_string()),
        ("indicator", "same", "[\"target_revised\"]".to_owned())
    );
    assert!(desk.path("one.findings.jsonl").is_file());
}

#[test]
fn a_series_is_a_table_that_spreadsheets_read() {
    let desk = Desk::new();
    let (old, new) = two_editions(&desk);
    let file = desk.path("series.csv");
    run(&[Path::new("series"), &old, &new, Path::new("-o"), &file]).ended(0);
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.starts_with("\u{feff}系列ID,団体名".as_bytes()));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.lines().all(|line| !line.is_empty()), "{text}");
    assert!(text.contains("オンライン申請件数") && text.contains(",600,等しい,600件,"), "{text}");
    assert!(codes_of(&desk, "series.findings.jsonl").contains(&"target-revised".to_owned()));
}

fn codes_of(desk: &Desk, name: &str) -> Vec<String> {
    lines(&desk.path(""), name).iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_difference_has_four_forms() {
    let desk = Desk::new();
    let (old, new) = two_editions(&desk);
    let diff = |format: &str| {
        let run = run(&[Path::new("diff"), &old, &new, Path::new("--format"), Path::new(format)]);
        run.ended(0).stdout.clone()
    };
    let text = diff("text");
    assert!(text.contains("target raised (fiscal 2026): [-500件-]{+600件+}"), "{text}");
    assert!(text.contains("Items removed (1)\n  2 職員研修の実施"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let json: Value = serde_json::from_str(&diff("json")).unwrap();
    assert_eq!(json["counts"]["targets_raised"], 1);
    assert_eq!(json["changed"][0]["indicators"][0]["values"][0]["more_ambitious"], true);
    assert!(diff("markdown").contains("~~500件~~  **600件**"));
    let html = diff("html");
    assert!(html.contains("<del>500件</del>") && html.contains("<ins>600件</ins>"), "{html}");
    assert!(!html.contains("http://") && !html.contains("https://"), "the page stands alone");
}

#[test]
fn a_document_of_an_output_is_named_after_a_mark() {
    let desk = Desk::new();
    desk.write("a.txt", PLAN);
    desk.write("b.txt", PLAN.replace("500件", "400件"));
    desk.extract([desk.path("a.txt"), desk.path("b.txt")]).ended(0);
    assert!(codes(&desk.output()).is_empty());
    let output = desk.output();
    let of = |name: &str| PathBuf::from(format!("{}#{name}", output.display()));
    let same = run(&[Path::new("diff"), &of("a.txt"), &of("b.txt")]);
    assert!(same.ended(0).stdout.contains("target lowered"), "{}", same.stdout);
    let missing = run(&[Path::new("diff"), &of("a.txt"), &of("c.txt")]);
    assert!(missing.ended(2).only_error().contains("no document 'c.txt'"));
    let nothing = run(&[Path::new("link"), &desk.path("nowhere")]);
    assert!(nothing.ended(2).only_error().contains("run keikaku extract first"));
}

#[test]
fn the_schemas_of_links_series_and_differences_are_current() {
    for name in ["link", "series", "difference"] {
        let printed = run(&[Path::new("schema"), Path::new(name)]).ended(0).stdout.clone();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../schemas/{name}.schema.json"));
        assert!(
            fs::read_to_string(&file).unwrap_or_default() == printed,
            "schemas/{name}.schema.json differs: run `cargo run -p keikaku -- schema --output schemas` and commit it"
        );
    }
}

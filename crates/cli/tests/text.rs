//! `keikaku text`: the text of PDF and text documents.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::{Desk, PLAN, Run, keikaku};
use serde_json::Value;

fn layout(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/layouts").join(name).join("plan.pdf")
}

fn text(file: &Path, options: &[&str]) -> Run {
    let mut command = keikaku();
    command.arg("text").arg(file).args(options);
    Run::of(command)
}

#[test]
fn lines_stand_in_order_and_cells_between_tabs() {
    let run = text(&layout("sogo-kpi-merged"), &["--pages", "1"]);
    let lines: Vec<&str> = run.ended(0).stdout.lines().collect();
    assert_eq!(lines[0], "静岡県総合計画後期アクションプラン 成果指標一覧");
    assert!(lines[3].starts_with("政策\t施策\t成果指標\t単位\t"), "{}", lines[3]);
    // A merged cell stands where it begins.
    assert_eq!(lines[5], "\t\t自主防災組織が行う実動訓練の実施率\t％\t71.4\t78.9\t83.2\t100");
}

#[test]
fn tables_side_by_side_are_read_column_by_column() {
    let run = text(&layout("side-by-side"), &[]);
    let at = |words: &str| run.stdout.find(words).unwrap();
    assert!(at("令和6年3月") < at("遠隔診療の推進") && at("観光のDX") < at("手続の電子化"));
}

#[test]
fn form_feeds_stand_between_pages_and_pages_are_chosen() {
    let all = text(&layout("book-with-contents"), &[]);
    let pages: Vec<&str> = all.ended(0).stdout.split('\u{c}').collect();
    assert!(pages.len() > 4, "{}", pages.len());
    let some = text(&layout("book-with-contents"), &["--pages", "2-3,1"]);
    assert_eq!(some.ended(0).stdout, pages[..3].join("\u{c}"));
    let last = text(&layout("book-with-contents"), &["--pages", &format!("{}-", pages.len())]);
    assert_eq!(last.ended(0).stdout, pages[pages.len() - 1]);
}

#[test]
fn pages_that_are_not_there_are_named() {
    let none = text(&layout("side-by-side"), &["--pages", "7"]);
    assert!(none.ended(2).only_error().contains("there is no page 7; the document has"));
    let one = text(&layout("side-by-side"), &["--pages", "1-7"]);
    assert!(one.ended(1).only_error().contains("there is no page"));
    assert!(!one.stdout.is_empty());
    assert!(text(&layout("side-by-side"), &["--pages", "0"]).ended(2).only_error().contains("1-3,7"));
}

#[test]
fn runs_are_json_lines_with_their_places() {
    let run = text(&layout("sogo-kpi-merged"), &["--pages", "1", "--format", "json"]);
    let runs: Vec<Value> =
        run.ended(0).stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let title = &runs[0];
    assert_eq!(title["text"], "静岡県総合計画後期アクションプラン 成果指標一覧");
    assert_eq!((&title["page"], &title["unicode"]), (&1.into(), &"to_unicode".into()));
    assert_eq!(title["font"], "IPAPGothic");
    assert_eq!(title["direction"], serde_json::json!([1.0, 0.0]));
    let corners: Vec<f64> =
        title["box"].as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect();
    assert!(corners[0] < corners[2] && corners[1] < corners[3] && title["size"].as_f64().unwrap() > 10.0);
    assert!(title.get("visibility").is_none());
}

#[test]
fn texts_are_decoded_and_freed_of_markup() {
    let desk = Desk::new();
    let table = "計画\u{c}<table><tr><th>番号</th><th>施策</th></tr><tr><td>1</td><td>研修<br>毎年</td></tr></table>\n";
    let file = desk.write("plan.txt", table);
    let run = text(&file, &[]);
    assert_eq!(run.ended(0).stdout, "計画\n\u{c}番号\t施策\n1\t研修 毎年\n");
    let second = text(&file, &["--pages", "2", "--format", "json"]);
    let rows: Vec<Value> =
        second.ended(0).stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[1]["cells"], serde_json::json!(["1", "研修 毎年"]));
    assert_eq!(rows[1]["page"], 2);
}

#[test]
fn standard_input_is_a_document() {
    let mut command = keikaku();
    command.args(["text", "-"]);
    let run = Run::with_input(command, PLAN.as_bytes());
    assert_eq!(run.ended(0).stdout, PLAN);
}

#[test]
fn what_cannot_be_read_is_said_with_its_path() {
    let desk = Desk::new();
    let missing = text(&desk.path("missing.pdf"), &[]);
    assert!(missing.ended(2).only_error().contains("missing.pdf: cannot be read"));
    let broken = text(&desk.write("broken.pdf", "%PDF-1.7 nothing"), &[]);
    assert!(broken.ended(2).only_error().contains("broken.pdf: the PDF is damaged"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut command = keikaku();
    command.arg("text").arg(layout("book-with-contents")).args(["--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

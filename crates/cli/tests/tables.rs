//! `keikaku tables`: the tables of documents as JSON, CSV, HTML and workbook.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::path::{Path, PathBuf};

use common::{Run, keikaku};
use serde_json::Value;

fn layout(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/layouts").join(name).join("plan.pdf")
}

fn tables(files: &[PathBuf], options: &[&str]) -> Run {
    let mut command = keikaku();
    command.arg("tables").args(files).args(options);
    Run::of(command)
}

#[test]
fn json_has_every_cell_with_its_place() {
    let run = tables(&[layout("horizontal-rules")], &["--pages", "1"]);
    let found: Value = serde_json::from_str(&run.ended(0).stdout).unwrap();
    let first = &found[0];
    assert_eq!((&first["page"], &first["columns"], &first["ruled"]), (&1.into(), &7.into(), &false.into()));
    let cells = first["cells"].as_array().unwrap();
    assert_eq!(cells[1]["text"], "取組名");
    assert_eq!(cells[1]["header"], true);
    assert_eq!(cells[1]["box"].as_array().unwrap().len(), 4);
    assert_eq!(cells[8]["text"], "電子申請の拡充");
    assert_eq!(cells[8]["header"], false);
}

#[test]
fn html_has_spans() {
    let run = tables(&[layout("sogo-kpi-merged")], &["--pages", "1", "--format", "html"]);
    let html = &run.ended(0).stdout;
    assert!(html.contains("<th>政策</th>") && html.contains("rowspan=\"5\""), "{html}");
}

#[test]
fn csv_has_a_line_for_each_row() {
    let run = tables(&[layout("prose-and-small-tables")], &["--format", "csv", "--pages", "1"]);
    let csv = &run.ended(0).stdout;
    assert!(csv.starts_with("\u{feff}指標名,単位,現状値（R5）,目標値（R10）\r\n"), "{csv}");
    assert!(csv.contains("\r\n\r\n事業名,"), "{csv}");
}

#[test]
fn a_workbook_needs_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("tables.xlsx");
    tables(&[layout("side-by-side")], &["--format", "xlsx"]).ended(2);
    tables(&[layout("side-by-side")], &["--format", "xlsx", "--output", book.to_str().unwrap()]).ended(0);
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_go_on() {
    let run = tables(&[PathBuf::from("missing.pdf"), layout("side-by-side")], &["--pages", "1"]);
    let run = run.ended(1);
    assert!(run.stderr.contains("missing.pdf"), "{}", run.stderr);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(!found.as_array().unwrap().is_empty());
}

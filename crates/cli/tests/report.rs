//! `keikaku report`: one page on the quality of an output.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::Path;

use common::{Desk, PLAN, Run, keikaku};

/// A layout of the tests with findings on its pages.
const PDF: &str = "../../fixtures/pdf/mie-digital-plan-r5-results.pdf";

fn report(desk: &Desk, arguments: &[&str]) -> Run {
    let mut command = keikaku();
    command.arg("report").arg(desk.output()).args(arguments);
    Run::of(command)
}

fn page(desk: &Desk) -> String {
    fs::read_to_string(desk.output().join("report.html")).unwrap()
}

/// Nothing on the page is fetched or run.
#[track_caller]
fn is_self_contained(page: &str) {
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
    for part in ["<script", "<link", "<iframe", "@import", "url(", "src=\"http", "href=\"http", "javascript:"]
    {
        assert!(!page.contains(part), "{part}");
    }
    for source in page.split("src=\"").skip(1) {
        assert!(source.starts_with("data:image/png;base64,"), "{:.60}", source);
    }
}

#[test]
fn the_page_tells_of_documents_indicators_and_findings() {
    let desk = Desk::new();
    let plan = desk.write("<計画>.txt", PLAN.replace("200人", "200件"));
    desk.extract([&plan]).ended(0);
    report(&desk, &[]).ended(0);
    let page = page(&desk);
    is_self_contained(&page);
    assert!(page.contains("<html lang=\"ja\">"), "Japanese without --lang, whatever the environment");
    assert!(
        page.contains("デジタル推進計画") && page.contains("&lt;計画&gt;.txt") && !page.contains("<計画>")
    );
    // One indicator has two values of one unit: a chart, with its values as a table.
    assert_eq!(page.matches("<svg viewBox=\"0 0 280 140\"").count(), 1);
    assert!(page.contains("2023年度現状値120、2026年度目標値500"), "the chart in words");
    // The finding, what to do about it, and the line where it stands.
    assert!(page.contains("units-differ") && page.contains("単位が違う"));
    assert!(page.contains("<mark>"), "the line is shown with its cell");
    let again = self::page(&desk);
    report(&desk, &[]).ended(0);
    assert_eq!(again, page);
}

#[test]
fn the_page_is_english_where_asked_for_and_goes_where_it_is_sent() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    desk.extract([&plan]).ended(0);
    let target = desk.path("pages/quality.html");
    report(&desk, &["--lang", "en", "--output", target.to_str().unwrap()]).ended(0);
    let page = fs::read_to_string(target).unwrap();
    is_self_contained(&page);
    assert!(page.contains("<html lang=\"en\">") && page.contains("Quality by document"));
    assert!(!desk.output().join("report.html").exists());
}

#[test]
fn pictures_of_pages_come_from_the_document_that_was_read() {
    let desk = Desk::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(PDF);
    let plan = desk.write("plan.pdf", fs::read(source).unwrap());
    desk.extract([&plan]).ended(0);
    report(&desk, &[]).ended(0);
    let with = page(&desk);
    is_self_contained(&with);
    assert!(with.contains("data:image/png;base64,"), "findings of this plan have boxes");
    let mut changed = fs::read(&plan).unwrap();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(&plan, changed).unwrap();
    report(&desk, &[]).ended(0);
    let page = self::page(&desk);
    assert!(!page.contains("data:image/png") && page.contains("記録を作ったものと中身が違う"));
    fs::remove_file(&plan).unwrap();
    report(&desk, &[]).ended(0);
    assert!(self::page(&desk).contains("元のファイルがない"));
}

#[test]
fn a_report_is_no_input_of_the_next_run_and_needs_an_output() {
    let desk = Desk::new();
    desk.write("plans/plan.txt", PLAN);
    let inside = desk.path("plans");
    let extract = || {
        let mut command = keikaku();
        command.args(["extract", inside.to_str().unwrap(), "--output", inside.to_str().unwrap()]);
        Run::of(command)
    };
    extract().ended(0);
    let mut command = keikaku();
    command.arg("report").arg(&inside);
    Run::of(command).ended(0);
    extract().ended(0);
    assert_eq!(common::documents(&inside).len(), 1);
    assert!(report(&desk, &[]).ended(2).only_error().contains("keikaku extract"));
}

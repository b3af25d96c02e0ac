//! `keikaku lint`: each rule on a table that breaks it, and tables that break none.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::path::Path;

use common::{Desk, Run, keikaku};
use rust_xlsxwriter::{Format, Formula, Note, Workbook};
use serde_json::Value;

fn lint(arguments: &[&Path]) -> Run {
    let mut command = keikaku();
    command.args(["lint", "--format", "json"]).args(arguments);
    Run::of(command)
}

/// Code and cell of each fault of a CSV file.
fn faults(content: impl AsRef<[u8]>) -> Vec<(String, String)> {
    let desk = Desk::new();
    faults_of(&desk.write("table.csv", content))
}

fn faults_of(path: &Path) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(&lint(&[path]).stdout).unwrap();
    let faults = report["faults"].as_array().unwrap();
    faults
        .iter()
        .map(|fault| {
            let place = fault["cell"].as_str().map(str::to_owned);
            let row = fault["row"].as_u64().map(|row| row.to_string());
            (fault["code"].as_str().unwrap().to_owned(), place.or(row).unwrap_or_default())
        })
        .collect()
}

fn is(found: &[(String, String)], expected: &[(&str, &str)]) {
    let found: Vec<(&str, &str)> = found.iter().map(|(code, at)| (code.as_str(), at.as_str())).collect();
    assert_eq!(found, expected);
}

const GOOD: &str = "地域コード,地域,年（西暦）,人口（人）,面積（km2）\r\n\
                    240001,三重県,2023,1727503,5774.49\r\n070009,福島県,2023,1767000,13784.39\r\n";

#[test]
fn a_good_table_has_no_fault() {
    is(&faults(format!("\u{feff}{GOOD}")), &[]);
}

#[test]
fn numbers_stand_alone() {
    let table =
        "名称,件数（件）\r\nあ,\"1,234\"\r\nい,１２\r\nう,▲5\r\nえ,120件\r\nお,約30\r\nか,7※\r\nき,8\r\n";
    is(&faults(table), &["B2", "B3", "B4", "B5", "B6", "B7"].map(|cell| ("number-as-text", cell)));
    is(&faults("名称,値（件）\r\nあ,\"686/2,882件\"\r\nい,3\r\n"), &[("one-datum-per-cell", "B2")]);
}

#[test]
fn units_are_stated_and_missing_values_are_written_in_one_way() {
    is(&faults("名称,実績\r\nあ,3\r\nい,4\r\n"), &[("unit-missing", "B")]);
    is(&faults("名称,実績,単位\r\nあ,3,件\r\nい,4,人\r\n"), &[]);
    is(&faults("名称,実績（件）\r\nあ,-\r\nい,4\r\nう,未測定\r\nえ,5\r\n"), &[("mixed-missing-values", "B")]);
}

#[test]
fn words_are_written_without_looks() {
    let table = "名称,概要\r\n総　数,\"一行\n二行\"\r\n あ,㈱三重\r\n〃,令和5年度\r\n";
    is(
        &faults(table),
        &[
            ("layout-blanks", "A2"),
            ("layout-blanks", "B2"),
            ("layout-blanks", "A3"),
            ("machine-dependent-character", "B3"),
            ("omitted-name", "A4"),
            ("wareki-alone", "B4"),
        ],
    );
}

#[test]
fn one_table_from_the_first_cell() {
    is(
        &faults("表1　人口\r\n\r\n名称,値（人）,備考\r\nあ,3,a\r\n"),
        &[("ragged-row", "1"), ("blank-edge", "1")],
    );
    let two = "名称,値（人）\r\nあ,3\r\n,\r\n区分,額（円）\r\nい,4\r\n";
    is(&faults(two), &[("several-tables", "4")]);
    is(&faults("名称,値（人）\r\nあ,3\r\n,\r\nい,4\r\n"), &[("split-table", "3")]);
    is(&faults("名称,値（人）\r\nあ,3\r\n,\r\n注　速報値,\r\n"), &[("blank-edge", "4")]);
    is(&faults("名称,,値（人）\r\nあ,x1,3\r\n"), &[("omitted-name", "B1")]);
    is(&faults("名称,名称\r\nあ,い\r\n"), &[("repeated-heading", "B1")]);
    is(&faults("市町村,値（人）\r\n津市,3\r\n"), &[("area-code-missing", "A")]);
}

#[test]
fn encodings_and_formats_are_told() {
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(GOOD);
    is(&faults(bytes), &[("encoding", "")]);
    is(&faults(b"\xff\x00\x81"), &[("encoding", "")]);
    is(&faults("%PDF-1.7"), &[("file-format", "")]);
    is(&faults(""), &[("file-format", "")]);
    is(&faults(b"PK\x03\x04 and no more"), &[("file-format", "")]);
}

fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("人口").unwrap();
    for (column, heading) in ["名称", "値（人）", "計（人）", "備考"].iter().enumerate() {
        sheet.write_string(0, column as u16, *heading).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "三重", &Format::new()).unwrap();
    sheet.write_number(1, 1, 3).unwrap();
    sheet.write_string(2, 1, "4").unwrap();
    sheet.write_formula(1, 2, Formula::new("=B2+1").set_result("4")).unwrap();
    sheet.write_number(2, 2, 5).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(3).unwrap();
    sheet.insert_note(0, 0, &Note::new("注")).unwrap();
    book.add_worksheet().set_name("裏").unwrap().set_hidden(true);
    book.save(path).unwrap();
}

#[test]
fn workbooks_are_looked_through() {
    let desk = Desk::new();
    let path = desk.path("book.xlsx");
    workbook(&path);
    let found = faults_of(&path);
    for wanted in [
        ("merged-cells", "A2"),
        ("formula", "C2"),
        ("drawn-object", ""),
        ("hidden", "3"),
        ("hidden", "D"),
        ("hidden", ""),
        ("number-as-text", "B3"),
    ] {
        assert!(
            found.iter().any(|(code, at)| (code.as_str(), at.as_str()) == wanted),
            "{wanted:?}: {found:?}"
        );
    }
}

#[test]
fn broken_workbooks_are_told_and_nothing_else_happens() {
    let desk = Desk::new();
    let path = desk.path("book.xlsx");
    workbook(&path);
    let good = std::fs::read(&path).unwrap();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for round in 0..40 {
        let mut bytes = good.clone();
        for _ in 0..=next(20) {
            let at = next(bytes.len());
            bytes[at] = u8::try_from(next(256)).unwrap();
        }
        if round % 4 == 0 {
            bytes.truncate(next(good.len()));
        }
        let path = desk.write("broken.xlsx", &bytes);
        let run = lint(&[&path]);
        assert!([0, 1].contains(&run.status), "{}", run.stderr);
        run.ended(run.status);
    }
}

#[test]
fn the_status_tells_errors_from_warnings() {
    let desk = Desk::new();
    let (good, warned) =
        (desk.write("good.csv", GOOD), desk.write("warned.csv", "名称,実績\r\nあ,3\r\nい,4\r\n"));
    let wrong = desk.write("wrong.csv", "名称,件数（件）\r\nあ,3件\r\nい,4\r\n");
    assert_eq!((lint(&[&good]).status, lint(&[&warned]).status, lint(&[&good, &wrong]).status), (0, 0, 1));
    let missing = lint(&[&desk.path("missing.csv")]);
    missing.ended(2).only_error();
    let mut command = keikaku();
    command.args(["--lang", "ja", "lint"]).arg(&wrong);
    let text = Run::of(command).stdout;
    assert!(text.contains("B2: エラー: number-as-text (1-3): 数値に単位が付いています: 3件 → "), "{text}");
}

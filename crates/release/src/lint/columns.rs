//! Columns of numbers: numbers alone, units stated, missing values written in one way.

use std::collections::BTreeSet;

use super::declared::Columns;
use super::fault::{At, Faults};
use super::grid::{Cell, Sheet, Table};
use super::look::{Look, look};
use super::rule::Rule;

/// A column holds numbers where at least so many of ten cells look like numbers.
const NUMBERS_OF_TEN: usize = 6;

/// Endings of headings of columns whose numbers are names, places or counts of the thing in the heading.
const WITHOUT_UNIT: [&str; 24] = [
    "番号",
    "コード",
    "ID",
    "id",
    "No",
    "NO",
    "No.",
    "順番",
    "順位",
    "順",
    "階層",
    "年",
    "年度",
    "月",
    "日",
    "時",
    "ページ",
    "頁",
    "行",
    "列",
    "位置",
    "数",
    "緯度",
    "経度",
];

/// Headings of columns of units.
const UNIT_COLUMN: &str = "単位";

pub(super) fn check(sheet: &Sheet, table: &Table, declared: Option<&Columns>, faults: &mut Faults) {
    let units = table.columns.iter().any(|(_, heading)| heading.contains(UNIT_COLUMN));
    for (column, heading) in &table.columns {
        let kind = declared.and_then(|columns| columns.get(heading)).map(String::as_str);
        let is_number = match kind {
            Some(kind) => matches!(kind, "number" | "integer"),
            None => !is_code(heading) && holds_numbers(sheet, table, *column),
        };
        if !is_number {
            continue;
        }
        numbers(sheet, table, *column, faults);
        missing(sheet, table, *column, heading, faults);
        if !units && !names_unit(heading) {
            let (ja, en) = ("数値の列に単位がありません", "a column of numbers without a unit");
            faults.warning(Rule::UnitMissing, At::column(*column), heading, ja, en);
        }
    }
}

/// Numbers in such columns are names: leading zeros count, nobody adds them up.
fn is_code(heading: &str) -> bool {
    ["コード", "番号", "ID", "電話", "郵便"].iter().any(|word| heading.contains(word))
}

fn names_unit(heading: &str) -> bool {
    let heading = heading.trim();
    heading.contains(['(', '（', '[', '［', '%', '％'])
        || WITHOUT_UNIT.iter().any(|ending| heading.ends_with(ending))
}

fn cells<'s>(sheet: &'s Sheet, table: &'s Table, column: usize) -> impl Iterator<Item = (usize, &'s Cell)> {
    table.rows(sheet).iter().filter_map(move |row| Some((row.at, row.get(column)?)))
}

fn holds_numbers(sheet: &Sheet, table: &Table, column: usize) -> bool {
    let (mut numbers, mut all) = (0, 0);
    for (_, cell) in cells(sheet, table, column) {
        match look(cell.text()) {
            Look::Number | Look::Decorated(_) | Look::Several => numbers += 1,
            Look::Missing => continue,
            Look::Words => {}
        }
        all += 1;
    }
    numbers > 0 && numbers * 10 >= all * NUMBERS_OF_TEN
}

fn numbers(sheet: &Sheet, table: &Table, column: usize, faults: &mut Faults) {
    for (row, cell) in cells(sheet, table, column) {
        let (at, text) = (At::cell(row, column), cell.text());
        match look(text) {
            Look::Number if sheet.typed && matches!(cell, Cell::Text(_)) => {
                let (ja, en) = ("数値が文字列として入力されています", "the number is entered as text");
                faults.error(Rule::NumberAsText, at, text, ja, en);
            }
            Look::Number | Look::Missing => {}
            Look::Decorated(decoration) => {
                faults.error(Rule::NumberAsText, at, text, decoration.ja(), decoration.en());
            }
            Look::Several => {
                let (ja, en) = ("1 つのセルに数値が 2 つ以上あります", "several numbers in one cell");
                faults.error(Rule::OneDatum, at, text, ja, en);
            }
            Look::Words => {
                let (ja, en) = ("数値の列に文があります", "words in a column of numbers");
                faults.warning(Rule::NumberAsText, at, text, ja, en);
            }
        }
    }
}

fn missing(sheet: &Sheet, table: &Table, column: usize, heading: &str, faults: &mut Faults) {
    let marks: BTreeSet<&str> = table
        .rows(sheet)
        .iter()
        .map(|row| row.get(column).map_or("", |cell| cell.text().trim()))
        .filter(|text| text.is_empty() || look(text) == Look::Missing)
        .collect();
    if marks.len() > 1 {
        let list: Vec<&str> =
            marks.iter().map(|mark| if mark.is_empty() { "（空）" } else { mark }).collect();
        let ja = format!("値がないことの書き方が混ざっています: {}", list.join(" "));
        let en = format!("missing values are written in several ways: {}", list.join(" "));
        faults.warning(Rule::MixedMissing, At::column(column), heading, &ja, &en);
    }
}

//! Where the table of a sheet is: its head, its rows, and what stands around them.

use std::collections::BTreeMap;

use super::fault::{At, Faults};
use super::grid::{Row, Sheet, Table};
use super::look::{Look, look};
use super::rule::Rule;

/// Finds the table, and tells what stands around and inside it that belongs to none.
pub(super) fn find_table(sheet: &Sheet, faults: &mut Faults) -> Option<Table> {
    let first = sheet.rows.first()?;
    let (head, last_head) = head(sheet);
    let row = sheet.rows.get(head)?;
    above(sheet, head, first, faults);
    if last_head > head {
        let at = sheet.rows.get(last_head).map_or(0, |row| row.at);
        let ja = "見出しが 2 行以上にわたっています";
        faults.error(Rule::HeadRows, At::row(at), "", ja, "the head has more than one row");
    }
    let until = below(sheet, last_head, faults);
    let columns = columns(sheet, head, last_head, until);
    if let Some((left, _)) = columns.first().filter(|(left, _)| *left > 0) {
        let ja = format!("左に空の列が {left} 列あります");
        let en = format!("empty columns on the left: {left}");
        faults.error(Rule::BlankEdge, At::column(0), "", &ja, &en);
    }
    gaps(&columns, faults);
    let table = Table { head, columns, data: (last_head + 1, until) };
    headings(sheet, &table, row.at, faults);
    Some(table)
}

/// Rows among which the head is looked for.
const HEAD_WITHIN: usize = 20;

/// The first and last row of the head, as indexes of the sheet's rows.
///
/// Titles and notes above a table fill a cell or two; the head is the first row that is at least half as wide as
/// the widest row.
fn head(sheet: &Sheet) -> (usize, usize) {
    let widest = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let wide = |row: &Row| row.cells.len() * 2 >= widest;
    let first = sheet.rows.iter().take(HEAD_WITHIN).position(wide).unwrap_or(0);
    let words = |row: &Row| row.cells.iter().all(|(_, cell)| matches!(look(cell.text()), Look::Words));
    // A second row of words over a column of numbers belongs to the head.
    let second = sheet.rows.get(first + 1);
    let holes = |row: &Row| row.cells.len() < widest;
    let below = sheet.rows.get(first + 2..).unwrap_or_default();
    let numbers = |row: &Row| row.cells.iter().any(|(_, cell)| matches!(look(cell.text()), Look::Number));
    let of_two = sheet.rows.get(first).is_some_and(|row| words(row) && holes(row))
        && second.is_some_and(|row| words(row) && row.cells.len() > 1)
        && below.iter().filter(|row| numbers(row)).count() * 2 > below.len();
    (first, if of_two { first + 1 } else { first })
}

fn above(sheet: &Sheet, head: usize, first: &Row, faults: &mut Faults) {
    if first.at > 0 {
        let ja = format!("上に空の行が {} 行あります", first.at);
        faults.error(Rule::BlankEdge, At::row(0), "", &ja, &format!("empty rows above: {}", first.at));
    }
    for row in sheet.rows.iter().take(head) {
        let text = row.cells.first().map_or("", |(_, cell)| cell.text());
        let (ja, en) = ("表の上に表題などがあります", "something stands above the table, such as its title");
        faults.error(Rule::BlankEdge, At::row(row.at), text, ja, en);
    }
}

/// Where the rows of the table end: before notes below it, or another table.
fn below(sheet: &Sheet, head: usize, faults: &mut Faults) -> usize {
    let gap = |pair: &[Row]| pair.get(1).zip(pair.first()).is_some_and(|(next, row)| next.at > row.at + 1);
    let rows = sheet.rows.get(head..).unwrap_or_default();
    let Some(end) = rows.windows(2).position(gap).map(|at| head + at + 1) else { return sheet.rows.len() };
    let rest = sheet.rows.get(end..).unwrap_or_default();
    let widest = rest.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let own_width = sheet.rows.get(head).map_or(0, |row| row.cells.len());
    let Some(next) = rest.first() else { return end };
    let text = next.cells.first().map_or("", |(_, cell)| cell.text());
    if widest < 2 {
        let (ja, en) = ("表の下に注などがあります", "something stands below the table, such as a note");
        faults.error(Rule::BlankEdge, At::row(next.at), text, ja, en);
        return end;
    }
    // Rows that go on as before are of the same table; others are of the next.
    let numbers = next.cells.iter().any(|(_, cell)| matches!(look(cell.text()), Look::Number));
    if next.cells.len() == own_width && numbers {
        let (ja, en) = ("表の中に空の行があります", "an empty row inside the table");
        faults.error(Rule::SplitTable, At::row(next.at.saturating_sub(1)), "", ja, en);
        return sheet.rows.len();
    }
    let (ja, en) = ("空の行の下に別の表があります", "another table stands below an empty row");
    faults.error(Rule::SeveralTables, At::row(next.at), text, ja, en);
    end
}

/// The columns of the table, each with its heading.
fn columns(sheet: &Sheet, head: usize, last_head: usize, until: usize) -> Vec<(usize, String)> {
    let mut columns: BTreeMap<usize, String> = BTreeMap::new();
    for row in sheet.rows.get(head..until).unwrap_or_default() {
        for (column, _) in &row.cells {
            columns.entry(*column).or_default();
        }
    }
    for row in sheet.rows.get(head..=last_head).unwrap_or_default() {
        for (column, cell) in &row.cells {
            let heading = columns.entry(*column).or_default();
            heading.push_str(cell.text());
        }
    }
    columns.into_iter().collect()
}

fn gaps(columns: &[(usize, String)], faults: &mut Faults) {
    for pair in columns.windows(2) {
        let [(left, _), (right, _)] = pair else { continue };
        if *right > left + 1 {
            let (ja, en) = ("表の中に空の列があります", "an empty column inside the table");
            faults.error(Rule::SplitTable, At::column(left + 1), "", ja, en);
        }
    }
}

/// Every column has a heading, and no other has the same.
fn headings(sheet: &Sheet, table: &Table, row: usize, faults: &mut Faults) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (column, heading) in &table.columns {
        let at = At::cell(row, *column);
        if heading.trim().is_empty() {
            let filled = table.rows(sheet).iter().any(|row| row.get(*column).is_some());
            if filled {
                faults.error(
                    Rule::OmittedName,
                    at,
                    "",
                    "列に見出しがありません",
                    "the column has no heading",
                );
            }
        } else if let Some(first) = known.insert(heading, *column) {
            let ja = format!("{} 列目と同じ見出しです", first + 1);
            faults.error(
                Rule::RepeatedHeading,
                at,
                heading,
                &ja,
                &format!("the same heading as column {}", first + 1),
            );
        }
    }
}

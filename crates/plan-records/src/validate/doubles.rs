//! Rows that look like two in one: cells that hold twice what those of the other rows hold.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, Severity};
use japanese_normalize::{fold, grade, quantities, quantity_cell};

use crate::records::Item;

/// Cells of a column from which on one can be unlike the others.
const ENOUGH: usize = 5;

/// Share of the other cells of a column that hold several things themselves, at most.
const SELDOM: f64 = 0.1;

/// A text this many times as long as the longest other one may be two.
const LONGER: f64 = 1.3;

/// Characters below which no text is long.
const LONG: usize = 12;

/// Widths of Latin letters that are left behind a line which ends a paragraph, at least: another character had fitted.
const ROOM: usize = 4;

/// What the cells of a row must weigh together: one of values and one of words, or two of values.
const TWO_ROWS: u32 = 3;

/// Weight of a cell that holds two values, two grades, two numbers, two departments, or two paragraphs.
const OF_VALUES: u32 = 2;

/// Weight of a text that is longer than all others.
const OF_WORDS: u32 = 1;

/// A cell of a column.
#[derive(Debug)]
struct Cell {
    item: usize,
    /// How many things it holds, by what its column is for.
    things: usize,
    length: usize,
    /// It is a list: marks, bullets or a slash part what it holds.
    listed: bool,
    /// Widths of its lines.
    widths: Vec<usize>,
}

/// Checks the rows of each table.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    // Columns with one head are of one kind, also in several small tables.
    let mut columns: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        for cell in item.source.cells.values().flatten() {
            if cell.rule.ends_with(" (inherited)") || !seen.insert((&cell.rule, &cell.raw)) {
                continue;
            }
            let role = cell.rule.split(':').next().unwrap_or_default();
            let listed = is_list(&cell.raw);
            let own = Cell {
                item: at,
                things: if listed { 1 } else { things(role, &cell.raw) },
                listed,
                length: fold(&cell.raw).chars().count(),
                widths: cell.raw.lines().map(width).collect(),
            };
            columns.entry(&cell.rule).or_default().push(own);
        }
    }
    let mut weights: BTreeMap<usize, (u32, Vec<&str>)> = BTreeMap::new();
    for (rule, cells) in columns.iter().filter(|(_, cells)| cells.len() > ENOUGH) {
        weigh(rule, cells, &mut weights);
    }
    for at in numbers_in_one(items) {
        let weight = weights.entry(at).or_default();
        weight.0 += TWO_ROWS;
        weight.1.push("number");
    }
    weights
        .into_iter()
        .filter(|(_, (weight, _))| *weight >= TWO_ROWS)
        .map(|(at, (_, rules))| (at, finding(&rules)))
        .collect()
}

fn finding(rules: &[&str]) -> Diagnostic {
    let heads: Vec<&str> =
        rules.iter().map(|rule| rule.split_once(": ").map_or(*rule, |(_, head)| head)).collect();
    let ja = format!(
        "欄「{}」にほかの行の2倍の内容があります。2つの行が1つにつながったかもしれません",
        heads.join("」「")
    );
    let en = format!(
        "the cells below \"{}\" hold twice what other rows hold: two rows may have become one",
        heads.join("\", \"")
    );
    Diagnostic::new(Severity::Warning, "row-doubled", ja, en)
}

fn weigh<'r>(rule: &'r str, cells: &[Cell], weights: &mut BTreeMap<usize, (u32, Vec<&'r str>)>) {
    let several = cells.iter().filter(|cell| cell.things > 1).count();
    let widest = cells.iter().flat_map(|cell| &cell.widths).max().copied().unwrap_or(0);
    let short = PARTED.iter().any(|role| rule.split([':', '+']).next() == Some(role));
    let is_parted = |cell: &Cell| {
        if !short || cell.listed {
            return false;
        }
        let ended = cell.widths.split_last().map_or(&[][..], |(_, before)| before);
        ended.iter().any(|width| width + ROOM < widest)
    };
    let parted = cells.iter().filter(|cell| is_parted(cell)).count();
    let mut lengths: Vec<usize> = cells.iter().map(|cell| cell.length).collect();
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    for cell in cells {
        let others = cells.len() - 1;
        let alone = |count: usize| share(count.saturating_sub(1), others) <= SELDOM;
        let longest = lengths.get(usize::from(lengths.first() == Some(&cell.length))).copied().unwrap_or(0);
        let decisive =
            rule.starts_with("number") || rule.starts_with("grade") || rule.starts_with("indicator");
        let weight = if decisive && cell.things > 1 && alone(several) {
            TWO_ROWS
        } else if cell.things > 1 && alone(several) || is_parted(cell) && alone(parted) {
            OF_VALUES
        } else if cell.length >= LONG && share(cell.length, longest) >= LONGER {
            OF_WORDS
        } else {
            continue;
        };
        let of_item = weights.entry(cell.item).or_default();
        of_item.0 += weight;
        of_item.1.push(rule);
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

/// Columns of names and values, whose cells hold one paragraph.
const PARTED: [&str; 8] =
    ["number", "title", "indicator", "unit", "baseline", "target", "actual", "department"];

/// Does a cell list several things by marks?
fn is_list(raw: &str) -> bool {
    let marks = |found: char| matches!(found, '①'..='⑳' | '※' | '/' | '／' | '【' | '[' | '(' | '（');
    raw.contains(marks)
        || raw.lines().any(|line| line.trim_start().starts_with(['・', '･', '○', '●', '-', '◇', '◆']))
}

/// Width of a line, in Latin letters.
fn width(line: &str) -> usize {
    line.chars().map(|found| if found.is_ascii() { 1 } else { 2 }).sum()
}

/// How many numbers, values, grades or departments a cell holds; of other columns' cells nothing is counted.
fn things(role: &str, raw: &str) -> usize {
    let lines = || raw.lines().map(str::trim).filter(|line| !line.is_empty());
    match role {
        "number" => lines().filter(|line| line.chars().any(|found| found.is_ascii_digit())).count(),
        "grade" => grades(raw),
        "department" => {
            let ends = fold(raw).chars().filter(|found| matches!(found, '課' | '室' | '所')).count();
            ends.max(1)
        }
        "unit" => {
            let all: Vec<&str> = lines().collect();
            all.len()
        }
        "indicator" => 1 + usize::from(names_two(&fold(raw))),
        value if value.split('+').all(|one| matches!(one, "baseline" | "target" | "actual")) => {
            let of_lines = lines().filter(|line| quantity_cell(line).is_some()).count();
            of_lines.max(quantities(raw).len())
        }
        _ => 0,
    }
}

/// Characters of a second name, at least: 増加率 behind 登録者数 is none.
const SECOND_NAME: usize = 5;

/// 空き家の成約件数利用世帯数: does what counts something stand in the middle of a name, with another name behind it?
fn names_two(name: &str) -> bool {
    let ends = ["数", "率", "割合", "額"];
    let counts = |text: &str| ends.iter().any(|end| text.ends_with(end));
    let bare = name.trim_end_matches(')');
    let closed = ["(累計)", "(年間)", "(再掲)"].iter().any(|end| {
        name.split_once(end).is_some_and(|(_, rest)| counts(rest) && rest.chars().count() >= SECOND_NAME)
    });
    closed
        || counts(bare)
            && bare.char_indices().skip(2).any(|(at, _)| {
                let (first, second) = bare.split_at(at);
                let joins = [
                    'の', 'に', 'を', 'が', 'は', 'と', 'や', '・', '(', ')', '、', ',', '/', '化', '的',
                    '値', '等',
                ];
                counts(first)
                    && second.chars().count() >= SECOND_NAME
                    && !second.starts_with(joins)
                    && !second.starts_with(|found: char| found.is_ascii_digit())
            })
}

/// How many grades stand one behind the other.
fn grades(raw: &str) -> usize {
    let mut rest = raw.trim();
    let mut count = 0;
    while let Some((_, length)) = grade(rest) {
        count += 1;
        rest = rest.get(length..).unwrap_or_default().trim_start();
        if length == 0 || rest.is_empty() {
            break;
        }
    }
    count
}

/// Items whose number is that of two rows: 45 between 3 and 6.
fn numbers_in_one(items: &[Item]) -> Vec<usize> {
    let number = |at: usize| items.get(at).and_then(|item| item.number.as_deref()?.parse::<u32>().ok());
    let is_two = |at: &usize| {
        let (Some(before), Some(own)) = (at.checked_sub(1).and_then(number), number(*at)) else {
            return false;
        };
        let (first, second) = (before.saturating_add(1), before.saturating_add(2));
        own > second && format!("{first}{second}") == own.to_string()
    };
    (0..items.len()).filter(is_two).collect()
}

#[cfg(test)]
mod tests {
    use document_model::{PageNumber, Place};

    use super::*;
    use crate::records::CellSource;
    use crate::validate::empty_item;

    fn item(number: &str, title: &str, target: &str, department: &str) -> Item {
        let cell = |rule: &str, raw: &str| {
            let place = Place::in_text(PageNumber::FIRST, 1, 1);
            vec![CellSource { place, raw: raw.to_owned(), rule: rule.to_owned() }]
        };
        let mut item = Item { number: Some(number.to_owned()), ..empty_item() };
        item.source.cells.insert("title".to_owned(), cell("title: 施策名", title));
        item.source.cells.insert("indicators.0.observations.0".to_owned(), cell("target: 目標値", target));
        item.source.cells.insert("departments".to_owned(), cell("department: 担当課", department));
        item
    }

    fn found(odd: Item) -> Vec<usize> {
        let mut items: Vec<Item> =
            (1..=7).map(|number| item(&number.to_string(), "道路の整備", "45%", "道路課")).collect();
        items.push(odd);
        check(&items).into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn a_row_that_holds_everything_twice_is_found() {
        assert_eq!(found(item("8", "河川の整備", "45%\n50%", "河川課\n港湾課")), [7]);
        assert_eq!(found(item("89", "河川の整備と港の整備を進める", "50%", "河川課")), [7]);
    }

    #[test]
    fn one_cell_with_two_things_is_no_doubled_row() {
        assert!(found(item("8", "河川の整備", "45%", "河川課\n港湾課")).is_empty());
        assert!(found(item("8", "河川の整備", "45%", "河川課")).is_empty());
    }
}

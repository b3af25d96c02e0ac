//! What the printed text of a value says beside the number that is taken from it.

use std::ops::Range;

use document_model::{Diagnostic, Severity};
use japanese_normalize as japanese;
use rust_decimal::Decimal;

use super::values::numbers;
use crate::assemble::is_checked_share;
use crate::records::{Indicator, Observation, ObservationKind};

/// Checks the texts of an indicator's values.
pub(super) fn check(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    check_texts(at, indicator, found);
    check_changes(at, indicator, found);
    check_beside(at, indicator, found);
}

/// Words in a column of values are kept as words; a quantity inside them may be the value.
fn check_texts(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    if indicator.statement.is_some() {
        return;
    }
    for (number, observation) in indicator.observations.iter().enumerate() {
        if observation.kind != ObservationKind::Text {
            continue;
        }
        let quantity = japanese::quantities(&observation.raw).into_iter().next();
        let vague = japanese::quantity_refusal(&observation.raw) == Some(japanese::Refusal::Vague);
        let Some(range) = quantity
            .map(|quantity| quantity.range)
            .or_else(|| bare_number(&observation.raw))
            .or_else(|| vague.then_some(0..observation.raw.len()))
        else {
            continue;
        };
        let inside = observation.raw.get(range).unwrap_or_default();
        let ja = format!("値の欄の文「{}」に数量「{inside}」があります。文のまま入れました", observation.raw);
        let en = format!(
            "the words \"{}\" in a column of values hold the quantity \"{inside}\"; they are kept as words",
            observation.raw
        );
        found.push(
            Diagnostic::new(Severity::Info, "quantity-in-words", ja, en)
                .about(format!("indicators.{at}.observations.{number}")),
        );
    }
}

/// Digits in a text that belong to no time and to no name: `50 (60)`, but not 第2期 and R7.4.
fn bare_number(text: &str) -> Option<Range<usize>> {
    let times = japanese::times(text);
    let outside = |at: &usize| !times.iter().any(|time| time.range.contains(at));
    let digit = |found: char| found.is_ascii_digit();
    let start = text.match_indices(digit).map(|(at, _)| at).find(outside)?;
    let before = text.get(..start)?.chars().next_back();
    let rest = text.get(start..)?;
    let length = rest.find(|found: char| !digit(found) && !matches!(found, '.' | ',')).unwrap_or(rest.len());
    let named = before.is_some_and(|before| before == '第' || before.is_alphabetic() && before.is_ascii());
    (!named).then_some(start..start + length)
}

/// A number that says by how much something changes: beside levels of other years it is none of them.
fn check_changes(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    for (number, observation) in numbers(indicator) {
        let raw = &observation.raw;
        // 50件（前年度比10件増） is a level, and says beside it by how much it rose.
        let changes = japanese::quantities(raw)
            .iter()
            .any(|quantity| quantity.change.is_some() && observation.value == Some(quantity.value));
        if !changes && !raw.starts_with('+') {
            continue;
        }
        let ja = format!("値「{raw}」は増減の量です。水準を表す値と並べて使わないでください");
        let en =
            format!("value \"{raw}\" is an amount of change, and not a level like the values of other years");
        found.push(
            Diagnostic::new(Severity::Info, "value-is-change", ja, en)
                .about(format!("indicators.{at}.observations.{number}")),
        );
    }
}

/// Numbers in the text of a value that no value of its kind and year holds: `80%（全国平均75%）`, `5年間で50件`.
fn check_beside(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    if indicator.statement.is_some() {
        return;
    }
    for (number, observation) in numbers(indicator) {
        let raw = observation.raw.as_str();
        let first =
            numbers(indicator).find(|(_, other)| other.raw == raw).is_some_and(|(at, _)| at == number);
        let alike = |other: &&Observation| {
            other.role == observation.role && other.fiscal_year == observation.fiscal_year
        };
        let held: Vec<&Observation> = numbers(indicator).map(|(_, other)| other).filter(alike).collect();
        let beside = if first { numbers_beside(raw, &held) } else { Vec::new() };
        if beside.is_empty() {
            continue;
        }
        let ja = format!("値「{raw}」の中の「{}」は値にせず、raw にだけ残しました", beside.join("」「"));
        let en = format!(
            "in \"{raw}\" \"{}\" is not taken for the value; it stands in raw only",
            beside.join("\", \"")
        );
        found.push(
            Diagnostic::new(Severity::Info, "number-beside-value", ja, en)
                .about(format!("indicators.{at}.observations.{number}")),
        );
    }
}

/// What is printed in a text of numbers that none of the values holds.
fn numbers_beside<'t>(raw: &'t str, held: &[&Observation]) -> Vec<&'t str> {
    let quantities = japanese::quantities(raw);
    let mut printed: Vec<(Range<usize>, Option<Decimal>, bool)> = quantities
        .iter()
        .map(|quantity| (quantity.range.clone(), Some(quantity.value), quantity.unit.is_none()))
        .collect();
    let times = japanese::times(raw);
    let known = |at: usize| {
        let ranges = quantities.iter().map(|quantity| &quantity.range);
        ranges.chain(times.iter().map(|time| &time.range)).any(|range| range.contains(&at))
    };
    let bare = digit_runs(raw).into_iter().filter(|run| !known(run.start));
    printed.extend(bare.map(|run| (run.clone(), raw.get(run).and_then(plain_number), true)));
    let is_held = |value: &Option<Decimal>, bare: bool| {
        value.is_some_and(|value| held.iter().any(|other| holds(other, value, bare)))
    };
    // Where no number is held as it is printed (1時間30分, 4分の3) nothing is said of any.
    if !printed.iter().any(|(_, value, bare)| is_held(value, *bare)) {
        return Vec::new();
    }
    let checked = held.iter().filter_map(|other| other.value).any(|percent| is_checked_share(raw, percent));
    printed.sort_by_key(|(range, _, _)| range.start);
    let beside =
        printed.iter().filter(|(range, value, bare)| !is_held(value, *bare) && !is_named(raw, range, held));
    beside.filter(|_| !checked).filter_map(|(range, _, _)| raw.get(range.clone())).collect()
}

/// Does a value hold a printed number? One without a unit may be scaled by the unit of its column.
fn holds(observation: &Observation, printed: Decimal, bare: bool) -> bool {
    let Some(value) = observation.value.map(|value| value.abs()) else { return false };
    let printed = printed.abs();
    let mut scaled = printed;
    let steps = if bare { 9 } else { 1 };
    (0..steps).any(|_| {
        let same = scaled == value;
        scaled = scaled.checked_mul(Decimal::TEN).unwrap_or(scaled);
        same
    })
}

/// Is a number one of a name, a note, a scale or a label?
fn is_named(raw: &str, range: &Range<usize>, held: &[&Observation]) -> bool {
    let before = raw.get(..range.start).and_then(|before| before.chars().next_back());
    let name = |found: char| found.is_ascii_alphabetic() || "第※注＊*".contains(found);
    let scale = ["満点", "段階"].iter().any(|word| {
        raw.get(range.start..)
            .is_some_and(|rest| rest.chars().skip(1).take(6).collect::<String>().contains(word))
    });
    let label =
        |text: &str| held.iter().filter_map(|other| other.label.as_deref()).any(|label| label.contains(text));
    before.is_some_and(name) || scale || raw.get(range.clone()).is_some_and(label)
}

/// Runs of ASCII digits with the points and commas between them.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, found) in text.char_indices() {
        let joins = runs.last().is_some_and(|run| {
            run.end == at
                || run.end + 1 == at && text.get(run.end..at).is_some_and(|gap| gap == "." || gap == ",")
        });
        match runs.last_mut() {
            Some(run) if found.is_ascii_digit() && joins => run.end = at + 1,
            _ if found.is_ascii_digit() => runs.push(at..at + 1),
            _ => {}
        }
    }
    runs
}

fn plain_number(text: &str) -> Option<Decimal> {
    text.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Relation, Role};

    fn codes(raw: &str, value: &str) -> Vec<&'static str> {
        let observation = Observation {
            role: Role::Target,
            fiscal_year: Some(2026),
            as_of: None,
            period: None,
            label: None,
            kind: ObservationKind::Number,
            value: value.parse().ok(),
            unit: None,
            relation: Some(Relation::Equal),
            approximate: false,
            raw: raw.to_owned(),
        };
        let indicator = Indicator { observations: vec![observation], ..Indicator::default() };
        let mut found = Vec::new();
        check(0, &indicator, &mut found);
        found.into_iter().map(|found| found.code).collect()
    }

    #[test]
    fn a_number_that_no_value_holds_is_named() {
        for (raw, value) in [
            ("80%（全国平均75%）", "80"),
            ("5年間で50件", "50"),
            ("1.23（全国1.26）", "1.23"),
            ("75.3%（全国3位）", "75.3"),
        ] {
            assert_eq!(codes(raw, value), ["number-beside-value"], "{raw}");
        }
    }

    #[test]
    fn numbers_of_times_scales_notes_and_checks_are_not() {
        for (raw, value) in [
            ("80%（R6.12月末）", "80"),
            ("4.2点（5点満点）", "4.2"),
            ("57.1%（12/21）", "57.1"),
            ("9,124※1", "9124"),
            ("3,375", "3375000"),
            ("5万7千人", "57000"),
            ("1時間30分", "1.5"),
            ("4分の3", "0.75"),
        ] {
            assert!(codes(raw, value).is_empty(), "{raw}: {:?}", codes(raw, value));
        }
    }

    #[test]
    fn a_level_that_says_how_it_rose_is_no_change() {
        assert_eq!(codes("50件（前年度比10件増）", "50"), ["number-beside-value"]);
        assert_eq!(codes("5%増", "5"), ["value-is-change"]);
    }
}

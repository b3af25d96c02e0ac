//! Grades against values, units that differ, years outside the plan.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};

use rust_decimal::prelude::ToPrimitive as _;

use super::said;
use crate::records::{Indicator, Item, Observation, ObservationKind, Role};

/// Years before and after the document's own within which a plan's values lie.
const YEARS_AROUND: i32 = 15;

/// Values of an indicator that differ more than this many times have another number of digits. Of 1,593 items of the
/// fixtures and layouts 19 have such values rightly.
const MAGNITUDE: f64 = 8.0;

/// Checks the values of an item.
#[must_use]
pub fn check(item: &Item, fiscal_year: Option<i32>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, indicator) in item.indicators.iter().enumerate() {
        check_units(at, indicator, &mut found);
        check_years(at, indicator, fiscal_year, &mut found);
        check_grades(at, indicator, &mut found);
        said::check(at, indicator, &mut found);
        check_magnitudes(at, indicator, &mut found);
        check_grade_texts(at, indicator, &mut found);
    }
    check_words(item, &mut found);
    found
}

pub(super) fn numbers(indicator: &Indicator) -> impl Iterator<Item = (usize, &Observation)> {
    indicator
        .observations
        .iter()
        .enumerate()
        .filter(|(_, observation)| observation.kind == ObservationKind::Number)
}

/// Values of one part whose unit is another than that of most; of two units that are as frequent the first one holds.
fn check_units(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    if indicator.statement.is_some() {
        return;
    }
    let with_unit: Vec<(usize, &Observation, &str)> =
        numbers(indicator).filter_map(|(number, seen)| Some((number, seen, seen.unit.as_deref()?))).collect();
    let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    for (_, seen, unit) in &with_unit {
        *counts.entry((seen.label.as_deref(), unit)).or_default() += 1;
    }
    // By label, the first value whose unit is the most frequent one.
    let mut usual: BTreeMap<Option<&str>, (usize, &Observation, &str)> = BTreeMap::new();
    for (_, seen, unit) in &with_unit {
        let label = seen.label.as_deref();
        let often = counts.get(&(label, *unit)).copied().unwrap_or(0);
        if usual.get(&label).is_none_or(|(most, _, _)| often > *most) {
            usual.insert(label, (often, seen, unit));
        }
    }
    for (number, observation, unit) in &with_unit {
        let usual = usual.get(&observation.label.as_deref()).filter(|(_, _, usual)| usual != unit);
        let Some((_, known, known_unit)) = usual else { continue };
        let ja = format!(
            "同じ指標の値の単位が違います：「{}」は{known_unit}、「{}」は{unit}",
            known.raw, observation.raw
        );
        let en = format!(
            "values of one indicator differ in unit: \"{}\" has {known_unit}, \"{}\" has {unit}",
            known.raw, observation.raw
        );
        // Of two values that differ either may be the wrong one.
        let count = |unit: &str| counts.get(&(observation.label.as_deref(), unit)).copied().unwrap_or(0);
        let about = if count(unit) < count(known_unit) {
            format!("indicators.{at}.observations.{number}")
        } else {
            format!("indicators.{at}.observations")
        };
        found.push(Diagnostic::new(Severity::Warning, "units-differ", ja, en).about(about));
    }
}

/// `99.90%A`, `○◎`: what stands in a column of grades beside the grade is of another cell.
fn check_grade_texts(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    for (number, evaluation) in indicator.evaluations.iter().enumerate() {
        let grade = evaluation.grade.as_str();
        let marks = ['◎', '○', '〇', '△', '×', '●', '▲'];
        let several = grade.chars().filter(|mark| marks.contains(mark)).count() > 1;
        let percent = grade.chars().any(|one| one.is_ascii_digit()) && grade.contains(['%', '％', '.']);
        if several || percent {
            let ja = format!("評価「{grade}」に、評価のほかの文字があります");
            let en = format!("\"{grade}\" holds more than one grade");
            found.push(
                Diagnostic::new(Severity::Warning, "grade-in-two", ja, en)
                    .about(format!("indicators.{at}.evaluations.{number}")),
            );
        }
    }
}

/// A title, a name or a summary that is nothing but a number is the text of another cell.
fn check_words(item: &Item, found: &mut Vec<Diagnostic>) {
    let name = |at: usize| format!("indicators.{at}.name");
    let of_item = [("title", &item.title), ("summary", &item.summary), ("purpose", &item.purpose)];
    let fields = of_item.into_iter().map(|(field, text)| (field.to_owned(), text.as_deref()));
    let names =
        item.indicators.iter().enumerate().map(|(at, indicator)| (name(at), indicator.name.as_deref()));
    for (field, text) in fields.chain(names) {
        let Some(text) = text else { continue };
        let is_number =
            |found: char| found.is_numeric() || matches!(found, '.' | ',' | '，' | '％' | '%' | '-');
        if text.chars().all(is_number) && text.chars().any(char::is_numeric) {
            let ja = format!("文の欄に数値「{text}」だけが入っています。列がずれているかもしれません");
            let en = format!(
                "the number \"{text}\" alone stands where words are expected; cells may stand off their columns"
            );
            found.push(Diagnostic::new(Severity::Warning, "value-for-words", ja, en).about(field));
        }
    }
}

fn check_years(at: usize, indicator: &Indicator, fiscal_year: Option<i32>, found: &mut Vec<Diagnostic>) {
    for (number, observation) in indicator.observations.iter().enumerate() {
        let field = format!("indicators.{at}.observations.{number}");
        match (observation.fiscal_year, fiscal_year) {
            (None, _) => {
                let ja =
                    format!("「{}」の年度が、セル・見出し・注のどこにも書かれていません", observation.raw);
                let en = format!("no cell, heading or note names the year of \"{}\"", observation.raw);
                found.push(Diagnostic::new(Severity::Info, "year-unknown", ja, en).about(field));
            }
            (Some(year), Some(own)) if (year - own).abs() > YEARS_AROUND => {
                let ja = format!(
                    "「{}」の年度{year}は、計画の年度{own}から{YEARS_AROUND}年より離れています",
                    observation.raw
                );
                let en = format!(
                    "the year {year} of \"{}\" lies more than {YEARS_AROUND} years from the plan's {own}",
                    observation.raw
                );
                found.push(Diagnostic::new(Severity::Warning, "year-outside-plan", ja, en).about(field));
            }
            _ => {}
        }
    }
}

/// Values of one part and unit of which one differs from the nearest other by a digit or more: a digit or decimal point may
/// be lost, or the plan means to do ten times as much.
fn check_magnitudes(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    type Placed<'o> = (Option<&'o str>, Option<&'o str>, f64, usize, &'o Observation);
    let mut values: Vec<Placed<'_>> = numbers(indicator)
        .filter_map(|(number, seen)| {
            let value = seen.value.and_then(|value| value.to_f64()).filter(|value| *value > 0.0)?;
            Some((seen.label.as_deref(), seen.unit.as_deref(), value, number, seen))
        })
        .collect();
    values.sort_by(|one, other| {
        (one.0, one.1).cmp(&(other.0, other.1)).then(one.2.total_cmp(&other.2)).then(one.3.cmp(&other.3))
    });
    for of_part in values.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        for (place, (_, _, value, number, observation)) in of_part.iter().enumerate() {
            let below =
                place.checked_sub(1).and_then(|place| of_part.get(place)).map(|other| value / other.2);
            let above = of_part.get(place + 1).map(|other| other.2 / value);
            let nearest = below.into_iter().chain(above).fold(f64::INFINITY, f64::min);
            // Of two values either may be the wrong one: one finding names both.
            if !nearest.is_finite() || nearest <= MAGNITUDE || of_part.len() == 2 && place == 1 {
                continue;
            }
            let about = if of_part.len() == 2 {
                format!("indicators.{at}.observations")
            } else {
                format!("indicators.{at}.observations.{number}")
            };
            let ja = format!(
                "「{}」は、同じ指標のほかの値と{MAGNITUDE}倍以上違います。桁や小数点が欠けていないか確かめてください",
                observation.raw
            );
            let en = format!(
                "\"{}\" differs more than {MAGNITUDE} times from the indicator's other values; see whether a digit or decimal point is lost",
                observation.raw
            );
            found.push(Diagnostic::new(Severity::Info, "magnitude-differs", ja, en).about(about));
        }
    }
}

fn check_grades(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    for (number, evaluation) in indicator.evaluations.iter().enumerate() {
        let of_year = |role: Role| {
            let mut matching = numbers(indicator).map(|(_, observation)| observation).filter(|observation| {
                observation.role == role
                    && observation.fiscal_year == evaluation.fiscal_year
                    && observation.label.is_none()
            });
            matching.next().filter(|_| matching.next().is_none())
        };
        let (Some(actual), Some(target)) = (of_year(Role::Actual), of_year(Role::Target)) else { continue };
        let Some(reached) = indicator.reached(target, actual) else { continue };
        let Some(says_reached) = says_reached(&evaluation.grade) else { continue };
        if reached != says_reached {
            let (ja_word, en_word) = if reached { ("達成", "reached") } else { ("未達成", "missed") };
            let ja = format!(
                "評価「{}」と値が合いません：実績「{}」は目標「{}」に対して{ja_word}です",
                evaluation.grade, actual.raw, target.raw
            );
            let en = format!(
                "grade \"{}\" and values disagree: actual \"{}\" has {en_word} target \"{}\"",
                evaluation.grade, actual.raw, target.raw
            );
            found.push(
                Diagnostic::new(Severity::Warning, "grade-against-values", ja, en)
                    .about(format!("indicators.{at}.evaluations.{number}")),
            );
        }
    }
}

/// Does the grade say that the target is reached? None where grades of that kind say nothing clear.
fn says_reached(grade: &str) -> Option<bool> {
    match grade {
        "A" | "S" | "◎" | "達成" | "目標達成" => Some(true),
        "D" | "×" | "未達成" | "遅れ" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Evaluation, Indicator, Relation};
    use crate::validate::empty_item;

    fn number(role: Role, year: Option<i32>, value: i64, unit: &str) -> Observation {
        Observation {
            role,
            fiscal_year: year,
            as_of: None,
            period: None,
            label: None,
            kind: ObservationKind::Number,
            value: Some(value.into()),
            unit: Some(unit.to_owned()),
            relation: Some(Relation::Equal),
            approximate: false,
            raw: format!("{value}{unit}"),
        }
    }

    fn codes(observations: Vec<Observation>, grade: Option<&str>) -> Vec<&'static str> {
        let evaluations = grade.map(|grade| Evaluation { fiscal_year: Some(2023), grade: grade.to_owned() });
        let indicator = Indicator {
            name: Some("件数".to_owned()),
            observations,
            evaluations: evaluations.into_iter().collect(),
            ..Indicator::default()
        };
        let item = Item { indicators: vec![indicator], ..empty_item() };
        check(&item, Some(2023)).into_iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn a_grade_that_the_values_contradict_is_found() {
        let values = |actual: i64| {
            let target = Observation {
                relation: Some(Relation::AtLeast),
                ..number(Role::Target, Some(2023), 100, "件")
            };
            vec![number(Role::Actual, Some(2023), actual, "件"), target]
        };
        assert_eq!(codes(values(60), Some("A")), ["grade-against-values"]);
        assert!(codes(values(120), Some("A")).is_empty());
        assert!(codes(values(60), Some("B")).is_empty());
    }

    #[test]
    fn grades_are_held_against_values_only_where_the_better_side_is_known() {
        let values = |target: i64, later: Option<i64>| {
            let mut values = vec![
                number(Role::Actual, Some(2023), 8, "人"),
                number(Role::Target, Some(2023), target, "人"),
            ];
            values.extend(later.map(|later| number(Role::Target, Some(2026), later, "人")));
            values
        };
        // More than a target that says no side: less may be better.
        assert!(codes(values(5, None), Some("D")).is_empty());
        assert!(codes(values(0, None), Some("D")).is_empty());
        assert_eq!(codes(values(0, None), Some("A")), ["grade-against-values"]);
        assert!(codes(values(5, Some(3)), Some("D")).is_empty());
        assert_eq!(codes(values(5, Some(9)), Some("D")), ["grade-against-values"]);
        assert_eq!(codes(values(8, None), Some("D")), ["grade-against-values"]);
    }

    #[test]
    fn units_that_differ_are_found() {
        let values =
            vec![number(Role::Baseline, Some(2023), 3, "件"), number(Role::Target, Some(2026), 5, "人")];
        assert_eq!(codes(values, None), ["units-differ"]);
    }

    #[test]
    fn the_unit_of_most_values_is_taken_for_right() {
        let values = ["人", "件", "件"].map(|unit| number(Role::Target, Some(2026), 5, unit));
        let indicator = Indicator { observations: values.to_vec(), ..Indicator::default() };
        let mut found = Vec::new();
        check_units(0, &indicator, &mut found);
        let fields: Vec<Option<&str>> = found.iter().map(|found| found.field.as_deref()).collect();
        assert_eq!(fields, [Some("indicators.0.observations.0")]);
    }

    #[test]
    fn values_of_another_magnitude_are_found() {
        let fields = |values: &[i64]| -> Vec<String> {
            let observations =
                values.iter().map(|value| number(Role::Target, Some(2026), *value, "件")).collect();
            let mut found = Vec::new();
            check_magnitudes(0, &Indicator { observations, ..Indicator::default() }, &mut found);
            found.into_iter().filter_map(|found| found.field).collect()
        };
        assert_eq!(fields(&[214, 21, 230]), ["indicators.0.observations.1"]);
        assert_eq!(fields(&[96, 9]), ["indicators.0.observations"]);
        assert!(fields(&[96, 120, 0]).is_empty());
        assert!(fields(&[10, 20, 100, 300]).is_empty());
    }

    #[test]
    fn numbers_for_words_and_two_grades_are_found() {
        let indicator = Indicator {
            evaluations: vec![Evaluation { fiscal_year: None, grade: "○◎".to_owned() }],
            ..Indicator::default()
        };
        let item = Item { title: Some("7".to_owned()), indicators: vec![indicator], ..empty_item() };
        let codes: Vec<&str> = check(&item, None).into_iter().map(|found| found.code).collect();
        assert_eq!(codes, ["grade-in-two", "value-for-words"]);
    }

    #[test]
    fn years_that_are_unknown_or_far_are_found() {
        assert_eq!(codes(vec![number(Role::Target, None, 5, "人")], None), ["year-unknown"]);
        assert_eq!(codes(vec![number(Role::Target, Some(2060), 5, "人")], None), ["year-outside-plan"]);
    }
}

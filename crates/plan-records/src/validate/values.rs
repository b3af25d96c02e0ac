//! Grades against values, units that differ, years outside the plan.

use document_model::{Diagnostic, Severity};

use crate::records::{Indicator, Item, Observation, ObservationKind, Role};

/// Years before and after the document's own within which a plan's values lie.
const YEARS_AROUND: i32 = 15;

/// Checks the values of an item.
#[must_use]
pub fn check(item: &Item, fiscal_year: Option<i32>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, indicator) in item.indicators.iter().enumerate() {
        check_units(at, indicator, &mut found);
        check_years(at, indicator, fiscal_year, &mut found);
        check_grades(at, indicator, &mut found);
        check_texts(at, indicator, &mut found);
        check_changes(at, indicator, &mut found);
    }
    found
}

fn numbers(indicator: &Indicator) -> impl Iterator<Item = (usize, &Observation)> {
    indicator
        .observations
        .iter()
        .enumerate()
        .filter(|(_, observation)| observation.kind == ObservationKind::Number)
}

fn check_units(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    if indicator.statement.is_some() {
        return;
    }
    let mut first: Option<(&Observation, &str)> = None;
    for (number, observation) in numbers(indicator) {
        let Some(unit) = observation.unit.as_deref() else { continue };
        let Some((known, known_unit)) = first.filter(|(known, _)| known.label == observation.label) else {
            first = Some((observation, unit));
            continue;
        };
        if known_unit != unit {
            let ja = format!(
                "同じ指標の値の単位が違います：「{}」は{known_unit}、「{}」は{unit}",
                known.raw, observation.raw
            );
            let en = format!(
                "values of one indicator differ in unit: \"{}\" has {known_unit}, \"{}\" has {unit}",
                known.raw, observation.raw
            );
            found.push(
                Diagnostic::new(Severity::Warning, "units-differ", ja, en)
                    .about(format!("indicators.{at}.observations.{number}")),
            );
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

/// Words in a column of values are kept as words; a quantity inside them may be the value.
fn check_texts(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    if indicator.statement.is_some() {
        return;
    }
    for (number, observation) in indicator.observations.iter().enumerate() {
        if observation.kind != ObservationKind::Text {
            continue;
        }
        let quantity = japanese_normalize::quantities(&observation.raw).into_iter().next();
        let Some(range) = quantity.map(|quantity| quantity.range).or_else(|| bare_number(&observation.raw))
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

/// A number that says by how much something changes: beside levels of other years it is none of them.
fn check_changes(at: usize, indicator: &Indicator, found: &mut Vec<Diagnostic>) {
    for (number, observation) in numbers(indicator) {
        let raw = &observation.raw;
        let changes = japanese_normalize::quantities(raw).iter().any(|quantity| quantity.change.is_some());
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

/// Digits in a text that belong to no time and to no name: `50 (60)`, but not 第2期 and R7.4.
fn bare_number(text: &str) -> Option<std::ops::Range<usize>> {
    let times = japanese_normalize::times(text);
    let outside = |at: &usize| !times.iter().any(|time| time.range.contains(at));
    let digit = |found: char| found.is_ascii_digit();
    let start = text.match_indices(digit).map(|(at, _)| at).find(outside)?;
    let before = text.get(..start)?.chars().next_back();
    let rest = text.get(start..)?;
    let length = rest.find(|found: char| !digit(found) && !matches!(found, '.' | ',')).unwrap_or(rest.len());
    let named = before.is_some_and(|before| before == '第' || before.is_alphabetic() && before.is_ascii());
    (!named).then_some(start..start + length)
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
    fn years_that_are_unknown_or_far_are_found() {
        assert_eq!(codes(vec![number(Role::Target, None, 5, "人")], None), ["year-unknown"]);
        assert_eq!(codes(vec![number(Role::Target, Some(2060), 5, "人")], None), ["year-outside-plan"]);
    }
}

//! Values that a document prints twice or that follow from others: 達成率 against 実績 and 目標, 再掲 against the first.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};
use japanese_normalize::{fold, quantity_cell};
use rust_decimal::Decimal;

use crate::records::{Indicator, Item, Observation, ObservationKind, Role};

/// Rates of a document that follow from its values, from which on one that does not is doubted.
const ENOUGH: usize = 3;

/// A printed rate is rounded: it may lie this far, in points, from the one that follows from the values.
const ROUNDING: i64 = 1;

/// A value by role, year and label.
type Key = (Role, Option<i32>, Option<String>);

/// The first item with a title and an indicator's name, and the indicator's values.
type First<'a> = (usize, BTreeMap<Key, &'a Observation>);

/// Checks all items together.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut found = rates(items);
    found.extend(repeated(items));
    found
}

/// 達成率 is the actual value in percent of the target of its year, where most of the document's are.
fn rates(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut held = 0;
    let mut broken = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let [indicator] = item.indicators.as_slice() else { continue };
        for other in item
            .others
            .iter()
            .filter(|other| other.heading.as_deref().is_some_and(|head| head.contains("達成率")))
        {
            let Some(printed) = quantity_cell(other.text.trim()).map(|quantity| quantity.value) else {
                continue;
            };
            let year = other.heading.as_deref().and_then(|head| {
                japanese_normalize::times(head).into_iter().find_map(|time| time.fiscal_year)
            });
            let Some((actual, target)) = pair(indicator, year) else { continue };
            if follows(printed, actual, target) {
                held += 1
            } else {
                broken.push((at, printed, actual, target))
            }
        }
    }
    if held < ENOUGH || broken.len() > held {
        return Vec::new();
    }
    let finding = |(at, printed, actual, target): (usize, Decimal, Decimal, Decimal)| {
        let ja = format!("達成率{printed}%が、実績{actual}と目標{target}から求めた率と合いません");
        let en = format!(
            "the rate {printed} % does not follow from the actual value {actual} and the target {target}"
        );
        (
            at,
            Diagnostic::new(Severity::Warning, "rate-against-values", ja, en)
                .about("indicators.0.observations"),
        )
    };
    broken.into_iter().map(finding).collect()
}

/// The actual value and the target of the year; of the latest year that has both where none is named.
fn pair(indicator: &Indicator, year: Option<i32>) -> Option<(Decimal, Decimal)> {
    let of = |role: Role, year: Option<i32>| {
        let mut values = indicator.observations.iter().filter(move |seen| {
            seen.role == role && seen.label.is_none() && (year.is_none() || seen.fiscal_year == year)
        });
        values.next_back().and_then(|seen| seen.value)
    };
    Some((of(Role::Actual, year)?, of(Role::Target, year).or_else(|| of(Role::Target, None))?))
}

fn follows(printed: Decimal, actual: Decimal, target: Decimal) -> bool {
    let near = |part: Decimal, whole: Decimal| {
        let rate = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
        rate.and_then(|rate| rate.checked_sub(printed))
            .is_some_and(|off| off.abs() <= Decimal::from(ROUNDING))
    };
    near(actual, target) || near(target, actual)
}

/// An item printed once more (再掲) has the values that it has elsewhere.
fn repeated(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut known: BTreeMap<(String, String), First<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for (number, indicator) in item.indicators.iter().enumerate() {
            let (Some(title), Some(name)) = (&item.title, &indicator.name) else { continue };
            let key = (fold(title), fold(name));
            let values = indicator.observations.iter().filter(|seen| seen.kind == ObservationKind::Number);
            if let Some((first, before)) = known.get(&key) {
                let again = item.repeated || items.get(*first).is_some_and(|item| item.repeated);
                for (place, value) in indicator.observations.iter().enumerate().filter(|_| again) {
                    let other = before.get(&(value.role, value.fiscal_year, value.label.clone()));
                    if let Some(other) = other.filter(|other| other.value != value.value) {
                        found.push((
                            at,
                            differs(other, value).about(format!("indicators.{number}.observations.{place}")),
                        ));
                    }
                }
            } else {
                let values =
                    values.map(|seen| ((seen.role, seen.fiscal_year, seen.label.clone()), seen)).collect();
                known.insert(key, (at, values));
            }
        }
    }
    found
}

fn differs(one: &Observation, other: &Observation) -> Diagnostic {
    let ja = format!("再掲の値が合いません：「{}」と「{}」", one.raw, other.raw);
    let en = format!("an item printed once more has another value: \"{}\" and \"{}\"", one.raw, other.raw);
    Diagnostic::new(Severity::Warning, "repeated-differs", ja, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{OtherColumn, Relation};
    use crate::validate::empty_item;

    fn value(role: Role, value: i64) -> Observation {
        Observation {
            role,
            fiscal_year: Some(2024),
            as_of: None,
            period: None,
            label: None,
            kind: ObservationKind::Number,
            value: Some(value.into()),
            unit: Some("件".to_owned()),
            relation: Some(Relation::Equal),
            approximate: false,
            raw: format!("{value}件"),
        }
    }

    fn item(actual: i64, rate: &str, repeated: bool) -> Item {
        let observations = vec![value(Role::Actual, actual), value(Role::Target, 200)];
        let indicator = Indicator { name: Some("件数".to_owned()), observations, ..Indicator::default() };
        let others = vec![OtherColumn { heading: Some("達成率".to_owned()), text: rate.to_owned() }];
        Item { title: Some("題".to_owned()), repeated, indicators: vec![indicator], others, ..empty_item() }
    }

    #[test]
    fn a_rate_that_does_not_follow_is_found() {
        let items = [(100, "50.0%"), (150, "75%"), (199, "99.5%"), (10, "50%")]
            .map(|(actual, rate)| item(actual, rate, false));
        let found: Vec<(usize, &str)> =
            check(&items).into_iter().map(|(at, found)| (at, found.code)).collect();
        assert_eq!(found, [(3, "rate-against-values")]);
    }

    #[test]
    fn an_item_printed_once_more_has_the_same_values() {
        let found = |actual: i64| -> Vec<&'static str> {
            let items = [item(100, "", false), item(actual, "", true)];
            check(&items).into_iter().map(|(_, found)| found.code).collect()
        };
        assert!(found(100).is_empty());
        assert_eq!(found(10), ["repeated-differs"]);
    }
}

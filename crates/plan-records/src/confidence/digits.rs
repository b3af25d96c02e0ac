//! What the digits of a value say beside those of its indicator's other values: a digit or decimal point may be lost.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::signs::Sign;
use crate::records::{Indicator, Observation};

/// A value this many times above or below all others, which lie close together, stands out.
pub const FAR: f64 = 2.5;

/// Others that differ no more than this many times lie close together.
const CLOSE: f64 = 2.0;

/// The signs that a value's digits give.
#[must_use]
pub fn of_digits(indicator: &Indicator, at: usize, observation: &Observation) -> BTreeSet<Sign> {
    let mut signs = BTreeSet::new();
    let Some(value) = observation.value else { return signs };
    let others = comparable(indicator, at, observation);
    if times_off(value, &others).is_some_and(|times| times > FAR) {
        signs.insert(Sign::StandsOut);
    }
    if decimals_differ(value, &others) {
        signs.insert(Sign::DecimalsOff);
    }
    signs
}

/// The indicator's other values of the same part and unit.
#[must_use]
pub fn comparable(indicator: &Indicator, at: usize, observation: &Observation) -> Vec<Decimal> {
    let same = |seen: &Observation| seen.label == observation.label && seen.unit == observation.unit;
    let others = indicator.observations.iter().enumerate();
    others.filter(|(other, seen)| *other != at && same(seen)).filter_map(|(_, seen)| seen.value).collect()
}

/// How many times a value lies above or below the nearest of the others; none where these are fewer than two, or
/// themselves far from each other.
#[must_use]
pub fn times_off(value: Decimal, others: &[Decimal]) -> Option<f64> {
    let positive: Vec<f64> =
        others.iter().filter_map(|other| other.to_f64()).filter(|other| *other > 0.0).collect();
    let value = value.to_f64().filter(|value| *value > 0.0)?;
    if positive.len() < 2 || positive.len() < others.len() {
        return None;
    }
    let (low, high) = positive
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(low, high), other| (low.min(*other), high.max(*other)));
    (high / low <= CLOSE).then(|| if value > high { value / high } else { low / value })
}

/// Do all others have as many decimals as each other, and this one another number? A round number has as many as it likes.
fn decimals_differ(value: Decimal, others: &[Decimal]) -> bool {
    let Some(first) = others.first() else { return false };
    let alike = others.iter().all(|other| other.scale() == first.scale());
    let round = value.scale() == 0 && (value % Decimal::from(5)).is_zero();
    alike && value.scale() != first.scale() && !round
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(values: &[&str]) -> Vec<Decimal> {
        values.iter().map(|value| value.parse().unwrap_or_default()).collect()
    }

    #[test]
    fn a_value_far_from_others_that_are_close_stands_out() {
        let off = |value: &str, others: &[&str]| {
            times_off(value.parse().unwrap_or_default(), &decimals(others)).is_some_and(|times| times > FAR)
        };
        assert!(off("12", &["118", "125", "130"]));
        assert!(off("1180", &["118", "125"]));
        assert!(!off("150", &["118", "125", "130"]));
        assert!(!off("12", &["118"]));
        assert!(!off("12", &["50", "125", "400"]));
        assert!(!off("0", &["118", "125"]));
    }

    #[test]
    fn another_number_of_decimals_is_seen() {
        let differ = |value: &str, others: &[&str]| {
            decimals_differ(value.parse().unwrap_or_default(), &decimals(others))
        };
        assert!(differ("833", &["81.2", "84.0"]));
        assert!(!differ("85", &["81.2", "84.0"]));
        assert!(!differ("85.1", &["81.2", "84.0"]));
        assert!(differ("85.1", &["81", "84"]));
        assert!(!differ("833", &[]));
    }
}

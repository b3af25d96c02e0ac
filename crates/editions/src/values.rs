//! Values of an indicator, and what those of two say.

use std::sync::Arc;

use plan_records::records::{Observation, ObservationKind, Role};
use rust_decimal::Decimal;

use crate::forms::Forms;
use crate::node::mark;

/// Values of an indicator that are compared; further ones are passed over.
const MOST: usize = 64;

/// A value, made comparable.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) role: Role,
    pub(crate) year: Option<i32>,
    /// Folded; none where it is empty.
    pub(crate) label: Option<Arc<str>>,
    /// None where the value is words.
    pub(crate) number: Option<Decimal>,
    /// The printed words, folded, where it is no number.
    pub(crate) words: Option<Arc<str>>,
    /// Key of a number of some length, by which others that have it are found.
    pub(crate) key: Option<u64>,
    /// What it tells that both have it.
    telling: f64,
}

impl Value {
    /// None of what is not measured: it says nothing of which indicator it is.
    pub(crate) fn of(observation: &Observation, forms: &mut Forms) -> Option<Self> {
        if observation.kind == ObservationKind::Unmeasured {
            return None;
        }
        let words = observation.value.is_none().then(|| forms.folded(&observation.raw));
        let label = observation.label.as_deref().map(|label| forms.folded(label));
        Some(Self {
            role: observation.role,
            year: observation.fiscal_year,
            label: label.filter(|label| !label.is_empty()),
            number: observation.value,
            key: key(observation.value),
            telling: telling(observation.value, words.as_deref().unwrap_or_default()),
            words,
        })
    }

    /// The same for values that can be held against each other: of one year, both past or both targets; of no year,
    /// of one role.
    fn moment(&self) -> i64 {
        match (self.year, self.role) {
            (Some(year), Role::Target) => i64::from(year) * 2,
            (Some(year), Role::Actual | Role::Baseline) => i64::from(year) * 2 + 1,
            (None, Role::Target) => i64::MIN,
            (None, Role::Actual) => i64::MIN + 1,
            (None, Role::Baseline) => i64::MIN + 2,
        }
    }

    /// One bit of 64 for its moment.
    fn mark(&self) -> u64 {
        1 << self.moment().rem_euclid(64)
    }

    /// Is it of the same role, year and part?
    pub(crate) fn same_place(&self, other: &Self) -> bool {
        self.role == other.role && self.year == other.year && self.label == other.label
    }
}

/// Values, with what tells at a glance that there is nothing to compare.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Values {
    all: Vec<Value>,
    /// Marks of all moments.
    marks: u64,
    has_baseline: bool,
    /// The largest number, its sign aside.
    largest: Option<Decimal>,
}

impl Values {
    pub(crate) fn of(observations: &[Observation], forms: &mut Forms) -> Self {
        let mut values = Self::default();
        for value in observations.iter().filter_map(|observation| Value::of(observation, forms)) {
            values.push(value);
        }
        values
    }

    /// Adds a value, where there is room.
    fn push(&mut self, value: Value) {
        if self.all.len() >= MOST {
            return;
        }
        self.marks |= value.mark();
        self.has_baseline |= value.role == Role::Baseline;
        self.largest = self.largest.max(value.number.map(|number| number.abs()));
        self.all.push(value);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Value> {
        self.all.iter()
    }

    /// Adds the values of an earlier edition that this one does not print any more.
    pub(crate) fn keep(&mut self, earlier: Self) {
        for value in earlier.all {
            if self.all.len() >= MOST {
                return;
            }
            if self.marks & value.mark() == 0 || !self.all.iter().any(|other| other.same_place(&value)) {
                self.push(value);
            }
        }
    }
}

/// The key of a number that has three digits or more.
pub(crate) fn key(number: Option<Decimal>) -> Option<u64> {
    number.filter(|number| digits(*number) >= 3).map(|number| mark(&number.normalize().to_string()))
}

/// Digits that tell a number from others: without zeros at either end.
pub(crate) fn digits(number: Decimal) -> u32 {
    let mut mantissa = number.mantissa().unsigned_abs();
    while mantissa != 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
    }
    mantissa.checked_ilog10().map_or(0, |below| below + 1)
}

/// What a number that both have tells: 100 stands in many places, 8,073 in one.
fn telling(number: Option<Decimal>, words: &str) -> f64 {
    match number {
        Some(number) => match digits(number) {
            0 | 1 => 0.4,
            2 => 1.0,
            3 => 1.8,
            _ => 2.6,
        },
        None if words.chars().count() >= 4 => 1.0,
        None => 0.3,
    }
}

fn same_value(one: &Value, other: &Value) -> bool {
    one.number == other.number && one.words == other.words
}

/// The most that [`compare`] can give.
pub(crate) const MOST_TOLD: f64 = 4.5;

/// Values of both: the same past speaks for, another past against; a target may be revised.
pub(crate) fn compare(one: &Values, other: &Values) -> f64 {
    let (mut held, mut broken, mut comparable) = (0.0_f64, 0.0_f64, false);
    // Of many pairs of values few are of one year.
    let met = |a: &&Value| other.marks & a.mark() != 0 || other.has_baseline && a.role == Role::Baseline;
    for a in one.all.iter().filter(met) {
        let moment = a.moment();
        for b in &other.all {
            let same_place = b.moment() == moment;
            let baselines = a.role == Role::Baseline && b.role == Role::Baseline;
            if !(same_place || baselines) || a.label != b.label {
                continue;
            }
            if same_place {
                comparable = true;
                if same_value(a, b) {
                    held += a.telling;
                } else if a.number.is_none() || b.number.is_none() {
                    broken += 0.2;
                } else if a.role == Role::Target {
                    broken += 0.6;
                } else {
                    broken += 2.0;
                }
            } else if same_value(a, b) {
                // The year of a baseline is often printed in one edition only.
                held += a.telling * 0.7;
            }
        }
    }
    let scale = if comparable { 0.0 } else { scales(one, other) };
    (held.min(MOST_TOLD) - broken.min(4.0) + scale).clamp(-4.0, MOST_TOLD)
}

/// Do the numbers of both agree wherever both have one? None where there is nothing to compare.
pub(crate) fn agree(one: &Values, other: &Values) -> Option<bool> {
    let mut agreed = None;
    for a in one.iter().filter(|value| value.number.is_some()) {
        let like = |b: &&Value| b.number.is_some() && b.role == a.role && b.label == a.label;
        for b in
            other.iter().filter(like).filter(|b| b.year == a.year || b.year.is_none() || a.year.is_none())
        {
            agreed = Some(agreed.unwrap_or(true) && same_value(a, b));
        }
    }
    agreed
}

/// Numbers of quite another size speak against.
fn scales(one: &Values, other: &Values) -> f64 {
    let (Some(a), Some(b)) = (one.largest, other.largest) else { return 0.0 };
    let (small, large) = (a.min(b), a.max(b));
    match small.checked_mul(Decimal::from(20_u32)) {
        Some(widest) if widest < large => -3.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(role: Role, year: Option<i32>, number: &str) -> Value {
        let observation = Observation {
            role,
            fiscal_year: year,
            as_of: None,
            period: None,
            label: None,
            kind: ObservationKind::Number,
            value: Some(number.parse().expect("a number")),
            unit: None,
            relation: None,
            approximate: false,
            raw: number.to_owned(),
        };
        Value::of(&observation, &mut Forms::default()).expect("it is measured")
    }

    fn values(all: &[(Role, Option<i32>, &str)]) -> Values {
        let mut values = Values::default();
        all.iter().for_each(|(role, year, number)| values.push(value(*role, *year, number)));
        values
    }

    #[test]
    fn zeros_at_either_end_tell_nothing() {
        for (number, wanted) in
            [("0", 0), ("100", 1), ("-8073", 4), ("0.50", 1), ("79228162514264337593543950335", 29)]
        {
            assert_eq!(digits(number.parse().expect("a number")), wanted, "{number}");
        }
    }

    #[test]
    fn the_same_past_speaks_for_and_another_past_against() {
        let (baseline, actual) = (Role::Baseline, Role::Actual);
        let told = |one: &[_], other: &[_]| compare(&values(one), &values(other));
        let old = [(baseline, Some(2020), "8073")];
        assert!((told(&old, &[(actual, Some(2020), "8073")]) - 2.6).abs() < 1e-9);
        assert!((told(&old, &[(actual, Some(2020), "8074")]) + 2.0).abs() < 1e-9);
        // A year that one edition does not print, and years 32 apart, which have one mark.
        assert!((told(&old, &[(baseline, None, "8073")]) - 2.6 * 0.7).abs() < 1e-9);
        assert!(told(&old, &[(actual, Some(2052), "8074")]).abs() < 1e-9);
        // Nothing of one year: only that the sizes are quite different.
        assert!((told(&old, &[(actual, Some(2021), "12")]) + 3.0).abs() < 1e-9);
    }

    #[test]
    fn values_that_are_not_printed_any_more_are_kept() {
        let mut new = values(&[(Role::Actual, Some(2021), "5")]);
        new.keep(values(&[(Role::Actual, Some(2020), "3"), (Role::Actual, Some(2021), "4")]));
        let numbers: Vec<_> =
            new.iter().filter_map(|value| value.number).map(|number| number.to_string()).collect();
        assert_eq!(numbers, ["5", "3"]);
    }
}

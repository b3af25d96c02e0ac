//! Indicators a year later.

use plan_records::records::{Indicator, Observation, ObservationKind, Role};
use rust_decimal::Decimal;

use super::change::{Change, Draft};
use super::random::Random;
use super::reword::in_other_words;
use super::words::Half;

/// The year that the new edition reports on.
const YEAR: i32 = 2023;

pub(super) fn continue_indicators(draft: &mut Draft, random: &mut Random, half: Half) {
    let mut gone = Vec::new();
    for (at, (indicator, (_, changes))) in
        draft.item.indicators.iter_mut().zip(&mut draft.indicators).enumerate()
    {
        if random.chance(50) {
            gone.push(at);
            continue;
        }
        reword(indicator, changes, random, half);
        revise(indicator, changes, random);
        go_on(indicator, changes, random);
    }
    for at in gone.into_iter().rev() {
        draft.item.indicators.remove(at);
        draft.indicators.remove(at);
    }
}

fn reword(indicator: &mut Indicator, changes: &mut Vec<Change>, random: &mut Random, half: Half) {
    if !random.chance(250) {
        return;
    }
    let name = indicator.name.as_mut().or(indicator.statement.as_mut());
    let Some(name) = name else { return };
    let other = if random.chance(150) { Some(accumulated(name)) } else { in_other_words(name, random, half) };
    if let Some(other) = other.filter(|other| other != name) {
        *name = other;
        changes.push(Change::Reworded);
    }
}

fn accumulated(name: &str) -> String {
    match name.strip_suffix("(累計)").or_else(|| name.strip_suffix("（累計）")) {
        Some(bare) => bare.to_owned(),
        None => format!("{name}（累計）"),
    }
}

fn revise(indicator: &mut Indicator, changes: &mut Vec<Change>, random: &mut Random) {
    let targets =
        indicator.observations.iter_mut().filter(|value| value.role == Role::Target && value.value.is_some());
    let Some(target) = targets.last() else { return };
    if random.chance(150) {
        let number = scaled(target, 1_080 + random.below(400));
        set(target, number);
        changes.push(Change::TargetRevised);
    } else if random.chance(50) {
        let number = scaled(target, 1_200 + random.below(600));
        set(target, number);
        target.fiscal_year = target.fiscal_year.map(|year| year + 4);
        changes.push(Change::TargetExtended);
    }
}

/// An actual of the year, and sometimes the old one as the new baseline.
fn go_on(indicator: &mut Indicator, changes: &mut Vec<Change>, random: &mut Random) {
    let past = |value: &&Observation| value.role != Role::Target && value.value.is_some();
    let Some(last) = indicator.observations.iter().rfind(past).cloned() else { return };
    if random.chance(80) {
        indicator.observations.retain(|value| value.role == Role::Target);
        indicator.observations.insert(0, Observation { role: Role::Baseline, ..last.clone() });
        changes.push(Change::Rebased);
    }
    if random.chance(600) {
        let year = last.fiscal_year.map_or(YEAR, |year| year + 1);
        let mut actual =
            Observation { role: Role::Actual, fiscal_year: Some(year), as_of: None, period: None, ..last };
        let number = scaled(&actual, 1_000 + random.below(200));
        set(&mut actual, number);
        indicator.observations.push(actual);
        changes.push(Change::Continued);
    }
}

/// The value times so many thousandths, with as many digits after the point as before.
pub(super) fn scaled(value: &Observation, thousandths: usize) -> Decimal {
    let number = value.value.unwrap_or_default();
    let factor = Decimal::new(i64::try_from(thousandths).unwrap_or(1000), 3);
    let other = number.checked_mul(factor).unwrap_or(number).round_dp(number.scale());
    // A share is no more than all.
    let limit = Decimal::ONE_HUNDRED;
    if value.unit.as_deref() == Some("%") && number <= limit { other.min(limit) } else { other }
}

pub(super) fn set(value: &mut Observation, number: Decimal) {
    value.kind = ObservationKind::Number;
    value.value = Some(number);
    value.raw = format!("{number}{}", value.unit.as_deref().unwrap_or_default());
}

//! What an indicator's values say of each other, and those of a table of each other.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::digits::of_digits;
use super::families::Families;
use super::fields::{FieldKind, FilledField};
use super::neighbours::Signed;
use super::signs::Sign;
use crate::records::{Direction, Indicator, Item, Observation, ObservationKind, Relation, Role};

/// Values of one indicator that differ more than this many times are of another magnitude.
const APART: f64 = 5.0;

/// Values that differ more than this many times have another number of digits.
const TEN: f64 = 8.0;

/// Pairs of values in a table from which on their trend says something.
const ENOUGH: usize = 4;

/// Share of a table's values that are of one year or kind, where another stands out.
const ALIKE: f64 = 0.85;

/// Adds what values say of each other.
pub fn compare_values(items: &[Item], families: &Families, signed: &mut Signed) {
    items.par_iter().zip(signed.par_iter_mut()).for_each(|(item, fields)| {
        for (field, signs) in fields.iter_mut() {
            let Some(indicator) = field.indicator.and_then(|at| item.indicators.get(at)) else { continue };
            if field.kind == FieldKind::Observation
                && let Some(observation) = indicator.observations.get(field.at)
            {
                signs.extend(among_own(indicator, field.at, observation));
                signs.extend(of_digits(indicator, field.at, observation));
            }
        }
    });
    compare_columns(items, families, signed);
    compare_trends(items, families, signed);
    compare_directions(items, families, signed);
    compare_years(items, signed);
}

/// What the other values of its indicator say of a value.
fn among_own(indicator: &Indicator, at: usize, observation: &Observation) -> BTreeSet<Sign> {
    let mut signs = BTreeSet::new();
    let mut set = |sign: Sign, found: bool| {
        if found {
            signs.insert(sign);
        }
    };
    if observation.kind == ObservationKind::Text {
        set(Sign::WordsForValue, indicator.statement.is_none());
        set(Sign::DigitsInWords, observation.raw.chars().any(char::is_numeric));
        return signs;
    }
    let Some(value) = observation.value.and_then(|value| value.to_f64()) else { return signs };
    let others: Vec<f64> = indicator
        .observations
        .iter()
        .enumerate()
        .filter(|(other, seen)| *other != at && seen.label == observation.label)
        .filter_map(|(_, seen)| seen.value.and_then(|value| value.to_f64()))
        .collect();
    set(Sign::OnlyValue, others.is_empty());
    let ratio = |other: &f64| {
        let (low, high) = (value.abs().min(other.abs()), value.abs().max(other.abs()));
        if low > 0.0 { high / low } else { 1.0 }
    };
    let nearest = others.iter().map(ratio).fold(f64::INFINITY, f64::min);
    set(Sign::MagnitudeTen, nearest.is_finite() && nearest > TEN);
    set(Sign::MagnitudeApart, nearest.is_finite() && nearest > APART && nearest <= TEN);
    set(Sign::NoughtAlone, value == 0.0 && !others.is_empty() && others.iter().all(|other| *other != 0.0));
    set(Sign::NoName, indicator.name.is_none() && indicator.statement.is_none());
    set(Sign::MagnitudeOff, nearest.is_finite() && nearest > 2.0 && nearest <= APART);
    set(Sign::NoUnit, observation.unit.is_none());
    set(Sign::YearNotOwn, observation.fiscal_year.is_some() && !names_year(&observation.raw));
    set(Sign::AgainstDirection, against_direction(indicator, observation));
    signs
}

fn names_year(raw: &str) -> bool {
    japanese_normalize::times(raw).into_iter().any(|time| time.fiscal_year.is_some())
}

/// An actual value that lies on the far side of the baseline, away from the target.
fn against_direction(indicator: &Indicator, observation: &Observation) -> bool {
    let first = |role: Role| {
        indicator
            .observations
            .iter()
            .find(|seen| seen.role == role && seen.label.is_none())
            .and_then(|seen| seen.value)
    };
    let (Some(baseline), Some(value)) = (first(Role::Baseline), observation.value) else { return false };
    match (indicator.direction, observation.role) {
        (Some(Direction::Up), Role::Actual | Role::Target) => value < baseline,
        (Some(Direction::Down), Role::Actual | Role::Target) => value > baseline,
        _ => false,
    }
}

/// A value whose year, or whose kind, is another than that of nearly all values of its column.
fn compare_columns(items: &[Item], families: &Families, signed: &mut Signed) {
    let mut columns: BTreeMap<(u32, &str), OfColumn> = BTreeMap::new();
    for (item, fields) in items.iter().zip(signed.iter()) {
        for (field, _) in fields.iter().filter(|(field, _)| field.kind == FieldKind::Observation) {
            if let (Some(key), Some(seen)) = (column_of(item, families, field), observation_of(item, field)) {
                columns.entry(key).or_default().add(seen);
            }
        }
    }
    items.par_iter().zip(signed.par_iter_mut()).for_each(|(item, fields)| {
        for (field, signs) in fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Observation) {
            let (Some(key), Some(own)) = (column_of(item, families, field), observation_of(item, field))
            else {
                continue;
            };
            let Some(column) = columns.get(&key) else { continue };
            if column.years.len() <= 3 && column.is_alone(column.years.get(&own.fiscal_year)) {
                signs.insert(Sign::YearUnlikeColumn);
            }
            if column.is_alone(column.kinds.get(&kind_rank(own.kind))) {
                signs.insert(Sign::KindUnlikeColumn);
            }
        }
    });
}

/// Family of tables and rule of a field's column.
fn column_of<'i>(item: &'i Item, families: &Families, field: &FilledField) -> Option<(u32, &'i str)> {
    let rule = &item.source.cells.get(&field.name)?.first()?.rule;
    Some((families.family(item), rule.strip_suffix(" (inherited)").unwrap_or(rule)))
}

fn observation_of<'i>(item: &'i Item, field: &FilledField) -> Option<&'i Observation> {
    item.indicators.get(field.indicator?)?.observations.get(field.at)
}

/// How many values of a column are of each year and of each kind.
#[derive(Debug, Default)]
struct OfColumn {
    values: usize,
    years: BTreeMap<Option<i32>, usize>,
    kinds: BTreeMap<u8, usize>,
}

impl OfColumn {
    fn add(&mut self, observation: &Observation) {
        self.values += 1;
        *self.years.entry(observation.fiscal_year).or_default() += 1;
        *self.kinds.entry(kind_rank(observation.kind)).or_default() += 1;
    }

    /// Are so few values alike, one of them counted, that it stands out among the others?
    fn is_alone(&self, alike: Option<&usize>) -> bool {
        let others = self.values.saturating_sub(1);
        let same = alike.copied().unwrap_or(0).saturating_sub(1);
        others >= 6 && ratio(same, others) < 1.0 - ALIKE
    }
}

fn kind_rank(kind: ObservationKind) -> u8 {
    match kind {
        ObservationKind::Number => 0,
        ObservationKind::Text => 1,
        ObservationKind::Unmeasured => 2,
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

/// Values of a table in the order of their years rise, or fall, more often than not: where they go up and down, or the
/// targets lie behind the baselines, the heads of the columns may be confused.
fn compare_trends(items: &[Item], families: &Families, signed: &mut Signed) {
    let mut tables: BTreeMap<u32, (usize, usize, usize, usize)> = BTreeMap::new();
    for item in items {
        for indicator in &item.indicators {
            let counts = tables.entry(families.family(item)).or_default();
            if let Some(behind) = is_behind(indicator) {
                counts.0 += usize::from(behind);
                counts.1 += 1;
            }
            if let Some(zigzag) = is_zigzag(indicator) {
                counts.2 += usize::from(zigzag);
                counts.3 += 1;
            }
        }
    }
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        let Some((behind, pairs, zigzags, runs)) = tables.get(&families.family(item)).copied() else {
            continue;
        };
        let most_behind = pairs >= ENOUGH && ratio(behind, pairs) > 0.5;
        let most_zigzag = runs >= ENOUGH && ratio(zigzags, runs) > 0.5;
        for (field, signs) in fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Observation) {
            let Some(indicator) = field.indicator.and_then(|at| item.indicators.get(at)) else { continue };
            if most_behind {
                signs.insert(Sign::TargetsBehindBaselines);
            }
            if most_zigzag {
                signs.insert(Sign::TableUpAndDown);
            } else if is_zigzag(indicator) == Some(true) {
                signs.insert(Sign::UpAndDown);
            }
        }
    }
}

/// Does the last target lie below the first baseline?
fn is_behind(indicator: &Indicator) -> Option<bool> {
    let values = |role: Role| {
        indicator
            .observations
            .iter()
            .filter(move |seen| seen.role == role && seen.label.is_none())
            .filter_map(|seen| seen.value)
    };
    let baseline = values(Role::Baseline).next().or_else(|| values(Role::Actual).next())?;
    let target = values(Role::Target).next_back()?;
    (baseline != target).then_some(target < baseline)
}

/// Do the values, by year, turn around more than once, or turn at all where there are three?
fn is_zigzag(indicator: &Indicator) -> Option<bool> {
    let mut values: Vec<(i32, Decimal)> = indicator
        .observations
        .iter()
        .filter(|seen| seen.label.is_none())
        .filter_map(|seen| Some((seen.fiscal_year?, seen.value?)))
        .collect();
    values.sort_by_key(|(year, _)| *year);
    values.dedup_by_key(|(_, value)| *value);
    if values.len() < 3 {
        return None;
    }
    let steps: Vec<bool> =
        values.windows(2).filter_map(|pair| Some(pair.last()?.1 > pair.first()?.1)).collect();
    Some(steps.windows(2).any(|pair| pair.first() != pair.last()))
}

/// Words of a name, or a bound, that say that less is better.
const LESS: [&str; 14] =
    ["死", "待機", "未", "不", "排出", "事故", "犯罪", "削減", "減", "ごみ", "苦情", "離職", "時間", "負担"];

/// A target below its baseline where hardly another indicator of the table has one, and nothing says that less is wanted:
/// the first digits of one of the two may be lost.
fn compare_directions(items: &[Item], families: &Families, signed: &mut Signed) {
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for item in items {
        let count = counts.entry(families.family(item)).or_default();
        for behind in item.indicators.iter().filter_map(is_behind) {
            count.0 += usize::from(behind);
            count.1 += 1;
        }
    }
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        let Some((behind, all)) = counts.get(&families.family(item)).copied() else { continue };
        if all <= ENOUGH || ratio(behind.saturating_sub(1), all - 1) > 1.0 - ALIKE {
            continue;
        }
        for (field, signs) in fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Observation) {
            let Some(indicator) = field.indicator.and_then(|at| item.indicators.get(at)) else { continue };
            let name = indicator.name.as_deref().unwrap_or_default();
            let wanted = LESS.iter().any(|word| name.contains(word))
                || indicator.observations.iter().any(|seen| {
                    matches!(seen.relation, Some(Relation::AtMost | Relation::LessThan))
                        && seen.role == Role::Target
                });
            if is_behind(indicator) == Some(true) && !wanted {
                signs.insert(Sign::DownAlone);
            }
        }
    }
}

/// Progress of no year beside progress of years.
fn compare_years(items: &[Item], signed: &mut Signed) {
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        if !item.progress.iter().any(|progress| progress.fiscal_year.is_some()) {
            continue;
        }
        for (field, signs) in fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Progress) {
            if item.progress.get(field.at).is_some_and(|progress| progress.fiscal_year.is_none()) {
                signs.insert(Sign::YearlessAmongOthers);
            }
        }
    }
}

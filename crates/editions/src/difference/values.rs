//! Values before and after.

use std::cmp::Ordering;

use plan_records::records::{Direction, Indicator, Observation, Role};

use super::{Printed, ValueChange, ValueChangeKind as Kind};

/// Values of an indicator that are compared; the further ones of a longer list are passed over.
const MOST: usize = 512;

/// The changes from one indicator's values to another's, in the order of the old one, then of the new one.
pub(crate) fn changes(old: &Indicator, new: &Indicator) -> Vec<ValueChange> {
    let direction = new.direction.or(old.direction);
    found(old, new).into_iter().map(|(kind, old, new)| described(kind, old, new, direction)).collect()
}

/// The kinds of these changes.
pub(crate) fn kinds<'o>(old: &'o Indicator, new: &'o Indicator) -> impl Iterator<Item = Kind> + use<'o> {
    found(old, new).into_iter().map(|(kind, _, _)| kind)
}

/// A change with the values before and after.
type Found<'o> = (Kind, Option<&'o Observation>, Option<&'o Observation>);

fn found<'o>(old: &'o Indicator, new: &'o Indicator) -> Vec<Found<'o>> {
    let (olds, news) = (head(&old.observations), head(&new.observations));
    let mut used = vec![false; news.len()];
    let mut found = Vec::new();
    for old in olds {
        let like = |place: &dyn Fn(&Observation, &Observation) -> bool, used: &[bool]| {
            news.iter().zip(used).position(|(new, used)| !used && place(old, new))
        };
        let at = like(&|old, new| same_place(old, new) && same_value(old, new), &used)
            .or_else(|| like(&same_place, &used))
            .or_else(|| like(&same_value_without_year, &used));
        match at.and_then(|at| Some((news.get(at)?, used.get_mut(at)?))) {
            Some((new, used)) => {
                *used = true;
                found.extend(changed(old, new).map(|kind| (kind, Some(old), Some(new))));
            }
            None => found.push((gone(old.role), Some(old), None)),
        }
    }
    let come = news.iter().zip(&used).filter(|(_, used)| !**used);
    found.extend(come.map(|(new, _)| (come_kind(new.role), None, Some(new))));
    found
}

/// All values of an indicator that came or went.
pub(super) fn all(indicator: &Indicator, came: bool) -> Vec<ValueChange> {
    let values = head(&indicator.observations).iter();
    values
        .map(|value| {
            if came {
                change(come_kind(value.role), None, Some(value))
            } else {
                change(gone(value.role), Some(value), None)
            }
        })
        .collect()
}

fn head(values: &[Observation]) -> &[Observation] {
    values.get(..MOST).unwrap_or(values)
}

fn same_place(one: &Observation, other: &Observation) -> bool {
    one.role == other.role
        && one.fiscal_year == other.fiscal_year
        && one.label == other.label
        && one.as_of == other.as_of
}

/// A year that only one edition prints is no change of the value.
fn same_value_without_year(one: &Observation, other: &Observation) -> bool {
    one.role == other.role
        && one.label == other.label
        && (one.fiscal_year.is_none() || other.fiscal_year.is_none())
        && same_value(one, other)
}

fn same_value(one: &Observation, other: &Observation) -> bool {
    one.kind == other.kind
        && one.value == other.value
        && one.relation == other.relation
        && one.unit == other.unit
        && (one.value.is_some() || one.raw == other.raw)
}

fn changed(old: &Observation, new: &Observation) -> Option<Kind> {
    if same_value(old, new) {
        return None;
    }
    let order = match (old.value, new.value) {
        (Some(old_value), Some(new_value)) if old.unit == new.unit => Some(new_value.cmp(&old_value)),
        _ => None,
    };
    Some(match (new.role, order) {
        (Role::Target, Some(Ordering::Greater)) => Kind::TargetRaised,
        (Role::Target, Some(Ordering::Less)) => Kind::TargetLowered,
        (Role::Target, _) => Kind::TargetChanged,
        (Role::Baseline, _) => Kind::BaselineCorrected,
        // 調査中 before, a value now: that is news and no correction.
        (Role::Actual, _) if old.value.is_none() && new.value.is_some() => Kind::ActualAdded,
        (Role::Actual, _) => Kind::ActualCorrected,
    })
}

fn described(
    kind: Kind,
    old: Option<&Observation>,
    new: Option<&Observation>,
    direction: Option<Direction>,
) -> ValueChange {
    let more_ambitious = match (kind, direction) {
        (Kind::TargetRaised, Some(direction)) => Some(direction == Direction::Up),
        (Kind::TargetLowered, Some(direction)) => Some(direction == Direction::Down),
        _ => None,
    };
    ValueChange { more_ambitious, ..change(kind, old, new) }
}

fn gone(role: Role) -> Kind {
    match role {
        Role::Target => Kind::TargetRemoved,
        Role::Baseline => Kind::BaselineRemoved,
        Role::Actual => Kind::ActualRemoved,
    }
}

fn come_kind(role: Role) -> Kind {
    match role {
        Role::Target => Kind::TargetAdded,
        Role::Baseline => Kind::BaselineAdded,
        Role::Actual => Kind::ActualAdded,
    }
}

fn change(kind: Kind, old: Option<&Observation>, new: Option<&Observation>) -> ValueChange {
    let either = new.or(old);
    ValueChange {
        kind,
        fiscal_year: either.and_then(|value| value.fiscal_year),
        label: either.and_then(|value| value.label.clone()),
        old: old.map(printed),
        new: new.map(printed),
        more_ambitious: None,
    }
}

fn printed(value: &Observation) -> Printed {
    Printed { value: value.value, unit: value.unit.clone(), relation: value.relation, raw: value.raw.clone() }
}

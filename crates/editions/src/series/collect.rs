//! The values of an indicator in all its mentions, by part, year and role.

use std::collections::BTreeMap;

use plan_records::records::{DocumentRecord, Indicator, Item, Observation, Role};

use crate::edition::Edition;
use crate::links::{Place, Thing};

/// A mention of an indicator, with all around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mentioned<'e> {
    pub(super) document: &'e DocumentRecord,
    pub(super) item: &'e Item,
    pub(super) indicator: &'e Indicator,
    pub(super) ordinal: usize,
}

/// The mentions, in the order of time.
pub(super) fn mentions<'e>(editions: &'e [Edition], thing: &Thing) -> Vec<Mentioned<'e>> {
    thing.mentions.iter().filter_map(|place| mentioned(editions, *place)).collect()
}

fn mentioned(editions: &[Edition], place: Place) -> Option<Mentioned<'_>> {
    let edition = editions.get(place.edition)?;
    let item = edition.items.get(place.item)?;
    let ordinal = place.indicator?;
    let document = edition.document(&item.document_id).or(edition.documents.first())?;
    Some(Mentioned { document, item, indicator: item.indicators.get(ordinal)?, ordinal })
}

/// Where a value is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'e> {
    pub(super) mention: Mentioned<'e>,
    pub(super) value: &'e Observation,
}

/// Part and year.
pub(super) type Slot = (Option<String>, Option<i32>);

/// All values, by part and year and then by role, in the order of time.
pub(super) fn values<'e>(mentions: &[Mentioned<'e>]) -> BTreeMap<Slot, BTreeMap<Role, Vec<Found<'e>>>> {
    let mut slots: BTreeMap<Slot, BTreeMap<Role, Vec<Found<'e>>>> = BTreeMap::new();
    for mention in mentions {
        for value in &mention.indicator.observations {
            let slot = (value.label.clone(), value.fiscal_year);
            let found = Found { mention: *mention, value };
            slots.entry(slot).or_default().entry(value.role).or_default().push(found);
        }
    }
    drop_yearless(&mut slots);
    slots
}

/// A baseline without a year, where another document prints the year of the same value.
fn drop_yearless(slots: &mut BTreeMap<Slot, BTreeMap<Role, Vec<Found<'_>>>>) {
    let dated: Vec<(Option<String>, _)> = slots
        .iter()
        .filter(|((_, year), _)| year.is_some())
        .flat_map(|((label, _), roles)| {
            roles
                .get(&Role::Baseline)
                .into_iter()
                .flatten()
                .map(move |found| (label.clone(), found.value.value))
        })
        .filter(|(_, value)| value.is_some())
        .collect();
    for ((label, _), roles) in slots.iter_mut().filter(|((_, year), _)| year.is_none()) {
        if let Some(found) = roles.get_mut(&Role::Baseline) {
            found.retain(|found| !dated.iter().any(|(of, value)| of == label && *value == found.value.value));
        }
        roles.retain(|_, found| !found.is_empty());
    }
    slots.retain(|_, roles| !roles.is_empty());
}

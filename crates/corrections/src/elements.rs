//! Elements of lists that people take out.
//!
//! Names of fields count the elements of lists, so that one that is taken out would give those behind it other names. A
//! decision names a field as it was read: with all elements in their places, and those that people put in behind them. A
//! record holds what is left; `source.removed` keeps what is gone, by the name as read.

use std::collections::BTreeMap;

use plan_records::records::{CellSource, Item};
use serde_json::Value;

use crate::field::{overlaps, value_at};

/// The name as read of a field of the item as it is.
#[must_use]
pub fn as_read(item: &Item, field: &str) -> String {
    let mut name = String::new();
    for part in field.split('.') {
        let place = part.parse::<usize>().ok().filter(|_| !name.is_empty());
        let part = place.map_or_else(|| part.to_owned(), |place| behind(item, &name, place).to_string());
        push(&mut name, &part);
    }
    name
}

/// The name that a field as read has in the item as it is; none where it was taken out.
#[must_use]
pub fn as_left(item: &Item, field: &str) -> Option<String> {
    let (mut read, mut left) = (String::new(), String::new());
    for part in field.split('.') {
        let place = part.parse::<usize>().ok().filter(|_| !read.is_empty());
        let shown = match place {
            Some(place) => {
                let gone = gone_of(item, &read);
                if gone.contains(&place) {
                    return None;
                }
                (place - gone.iter().filter(|before| **before < place).count()).to_string()
            }
            None => part.to_owned(),
        };
        push(&mut read, part);
        push(&mut left, &shown);
    }
    Some(left)
}

/// The list of the item as it is that an element as read stood in.
#[must_use]
pub fn list_left(item: &Item, field: &str) -> String {
    let mut name = field;
    while let Some((list, _)) = name.rsplit_once('.') {
        if let Some(left) = as_left(item, list) {
            return left;
        }
        name = list;
    }
    name.to_owned()
}

/// Is it an element of a list?
pub(crate) fn is_element(field: &str) -> bool {
    field.rsplit_once('.').is_some_and(|(_, last)| last.parse::<usize>().is_ok())
}

/// Is it a correction that takes an element out?
#[must_use]
pub fn takes_out(field: &str, new: &Value) -> bool {
    new.is_null() && is_element(field)
}

fn push(name: &mut String, part: &str) {
    if !name.is_empty() {
        name.push('.');
    }
    name.push_str(part);
}

/// Places in a list, named as read, whose elements are gone; in order.
fn gone_of(item: &Item, list: &str) -> Vec<usize> {
    let places = item.source.removed.keys().filter_map(|name| {
        let (of, last) = name.rsplit_once('.')?;
        (of == list).then(|| last.parse::<usize>().ok()).flatten()
    });
    let mut gone: Vec<usize> = places.collect();
    gone.sort_unstable();
    gone
}

/// The place as read of an element that is left.
fn behind(item: &Item, list: &str, place: usize) -> usize {
    gone_of(item, list).into_iter().fold(place, |place, gone| if gone <= place { place + 1 } else { place })
}

/// The item as JSON with its elements in the places where they were read: null where one is gone.
#[must_use]
pub fn value_as_read(item: &Item) -> Value {
    let mut value = serde_json::to_value(item).unwrap_or_default();
    let mut gone: Vec<&String> = item.source.removed.keys().collect();
    gone.sort_by_key(|name| crate::apply::natural(name));
    for name in gone {
        let Some((list, last)) = name.rsplit_once('.') else { continue };
        let (Some(Value::Array(list)), Ok(place)) =
            (crate::field::value_at_mut(&mut value, list), last.parse::<usize>())
        else {
            continue;
        };
        if place <= list.len() {
            list.insert(place, Value::Null);
        }
    }
    value
}

/// The cells of a field named as read, those of an element that is gone too.
pub(crate) fn cells_as_read(item: &Item) -> BTreeMap<String, Vec<CellSource>> {
    let left = item.source.cells.iter().map(|(name, cells)| (as_read(item, name), cells.clone()));
    let gone = item.source.removed.iter().map(|(name, cells)| (name.clone(), cells.clone()));
    left.chain(gone).collect()
}

/// Names as read of the elements that are null in an item's JSON.
fn nulls(value: &Value, name: &str, found: &mut Vec<String>) {
    let join = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Object(object) => object.iter().for_each(|(part, value)| nulls(value, &join(part), found)),
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                let own = join(&at.to_string());
                if value.is_null() { found.push(own) } else { nulls(value, &own, found) }
            }
        }
        _ => {}
    }
}

fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(object) => object.values_mut().for_each(without_nulls),
        Value::Array(list) => {
            list.retain(|value| !value.is_null());
            list.iter_mut().for_each(without_nulls);
        }
        _ => {}
    }
}

/// The item that JSON with elements in the places where they were read gives, with `before` for its source.
///
/// # Errors
/// Where a value does not fit its field.
pub(crate) fn item_left(mut value: Value, before: &Item) -> serde_json::Result<Item> {
    let mut gone = Vec::new();
    if let Some(object) = value.as_object_mut() {
        object
            .iter()
            .filter(|(name, _)| *name != "source")
            .for_each(|(name, value)| nulls(value, name, &mut gone));
        object.iter_mut().filter(|(name, _)| *name != "source").for_each(|(_, value)| without_nulls(value));
    }
    let mut item: Item = serde_json::from_value(value)?;
    let cells = cells_as_read(before);
    let of_left = |names: &BTreeMap<String, f64>| -> Vec<(String, f64)> {
        names.iter().map(|(name, value)| (as_read(before, name), *value)).collect()
    };
    let confidence = of_left(&before.source.confidence);
    let doubts: Vec<(String, Vec<String>)> =
        before.source.doubts.iter().map(|(name, doubts)| (as_read(before, name), doubts.clone())).collect();
    let mut removed = BTreeMap::new();
    for name in gone {
        let of_element = cells.iter().filter(|(cell, _)| overlaps(cell, &name) && cell.len() >= name.len());
        removed.insert(name.clone(), of_element.flat_map(|(_, cells)| cells.clone()).collect::<Vec<_>>());
    }
    item.source.removed = removed;
    item.source.cells =
        cells.into_iter().filter_map(|(name, cells)| Some((as_left(&item, &name)?, cells))).collect();
    item.source.confidence =
        confidence.into_iter().filter_map(|(name, sure)| Some((as_left(&item, &name)?, sure))).collect();
    item.source.doubts =
        doubts.into_iter().filter_map(|(name, doubts)| Some((as_left(&item, &name)?, doubts))).collect();
    Ok(item)
}

/// The value of a field named as read; null where it was taken out.
#[must_use]
pub fn value_of<'v>(read: &'v Value, field: &str) -> &'v Value {
    value_at(read, field).unwrap_or(&Value::Null)
}

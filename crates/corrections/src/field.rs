//! Names of fields: `indicators.0.observations.1.value` is a path into an item.

use plan_records::records::{CellSource, Item};
use serde_json::Value;

/// The fields of an item that a person can correct, with all that is in them. The others say what the item is and where
/// it stands.
const CORRECTABLE: [&str; 10] = [
    "paths",
    "number",
    "title",
    "repeated",
    "summary",
    "purpose",
    "departments",
    "indicators",
    "progress",
    "others",
];

/// The fields of a document that a person can correct.
const OF_DOCUMENTS: [&str; 4] = ["title", "publisher", "fiscal_year", "published"];

/// Parts of a field's name at most: `indicators.0.observations.1.period.from` has six.
const MOST_PARTS: usize = 8;

/// Can a person correct the field? Says nothing of whether an item has it.
#[must_use]
pub fn is_correctable(field: &str) -> bool {
    let mut parts = field.split('.');
    let first = parts.next().unwrap_or_default();
    (CORRECTABLE.contains(&first) || first == "related_titles")
        && parts.clone().count() < MOST_PARTS
        && parts.all(|part| !part.is_empty())
}

/// Can a person correct the field of a document?
#[must_use]
pub fn is_correctable_of_document(field: &str) -> bool {
    OF_DOCUMENTS.contains(&field)
}

/// Is one of the fields the other, or a part of it?
#[must_use]
pub fn overlaps(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.split('.'), other.split('.'));
    loop {
        match (one.next(), other.next()) {
            (Some(left), Some(right)) if left == right => {}
            (Some(_), Some(_)) => return false,
            _ => return true,
        }
    }
}

/// The value of a field of an item as JSON; none where the item has no such field.
#[must_use]
pub fn value_at<'v>(item: &'v Value, field: &str) -> Option<&'v Value> {
    field.split('.').try_fold(item, |value, part| match value {
        Value::Object(object) => object.get(part),
        Value::Array(list) => list.get(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Puts a value into a field; says whether there is such a field. A place right behind the end of a list is one.
pub(crate) fn set(item: &mut Value, field: &str, new: Value) -> bool {
    let (parent, last) = match field.rsplit_once('.') {
        Some((parent, last)) => (value_at_mut(item, parent), last),
        None => (Some(item), field),
    };
    match parent {
        Some(Value::Object(object)) => match object.get_mut(last) {
            Some(place) => {
                *place = new;
                true
            }
            None => false,
        },
        Some(Value::Array(list)) => match last.parse::<usize>() {
            Ok(at) if at == list.len() => {
                list.push(new);
                true
            }
            Ok(at) => list.get_mut(at).is_some_and(|place| {
                *place = new;
                true
            }),
            Err(_) => false,
        },
        _ => false,
    }
}

pub(crate) fn value_at_mut<'v>(item: &'v mut Value, field: &str) -> Option<&'v mut Value> {
    field.split('.').try_fold(item, |value, part| match value {
        Value::Object(object) => object.get_mut(part),
        Value::Array(list) => list.get_mut(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The cells of a field: its own, or those of the field that it is a part of, or those of its parts.
pub(crate) fn cells_of<'i>(item: &'i Item, field: &str) -> Vec<&'i CellSource> {
    let cells = &item.source.cells;
    let mut name = field;
    loop {
        if let Some(of_field) = cells.get(name) {
            return of_field.iter().collect();
        }
        match name.rsplit_once('.') {
            Some((parent, _)) => name = parent,
            None => break,
        }
    }
    let parts = cells.iter().filter(|(name, _)| overlaps(name, field) && name.len() > field.len());
    parts.flat_map(|(_, of_part)| of_part).collect()
}

/// The text that a field was made of, its cells one below the other; none where it has no cell.
#[must_use]
pub fn raw_of(item: &Item, field: &str) -> Option<String> {
    let mut raws: Vec<&str> = cells_of(item, field).into_iter().map(|cell| cell.raw.as_str()).collect();
    raws.dedup();
    (!raws.is_empty()).then(|| raws.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_identifies_an_item_is_not_correctable() {
        for field in ["title", "departments", "indicators.0.observations.1.value", "related_titles.0"] {
            assert!(is_correctable(field), "{field}");
        }
        for field in
            ["id", "key", "document_id", "source", "source.cells", "", "title.", "a", "indicators..name"]
        {
            assert!(!is_correctable(field), "{field}");
        }
    }

    #[test]
    fn a_field_overlaps_its_parts_and_no_other() {
        assert!(overlaps("indicators.0", "indicators.0.name"));
        assert!(overlaps("title", "title"));
        assert!(!overlaps("indicators.1", "indicators.10"));
        assert!(!overlaps("indicators.0.name", "indicators.0.unit_hint"));
    }

    #[test]
    fn values_go_where_the_name_says() {
        let mut item = json!({"title": null, "departments": [["a"]]});
        assert!(set(&mut item, "title", json!("t")));
        assert!(set(&mut item, "departments.0.0", json!("b")));
        assert!(set(&mut item, "departments.1", json!(["c"])));
        assert_eq!(item, json!({"title": "t", "departments": [["b"], ["c"]]}));
        for field in ["nothing", "departments.3", "departments.x", "title.0", "departments.0.0.0"] {
            assert!(!set(&mut item, field, json!(1)), "{field}");
        }
    }
}

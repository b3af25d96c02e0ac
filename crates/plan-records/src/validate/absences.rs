//! Fields that an item lacks and nearly all others of its table have, or takes over where no other does.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, Severity};

use crate::confidence::{FieldKind, filled_fields};
use crate::records::{CellSource, Item};

/// Items of a table from which on one that lacks a field stands out.
const ENOUGH: usize = 8;

/// Share of the other items that have the field, or print it themselves.
const NEARLY_ALL: f64 = 0.95;

/// Share of the other items that print a number or title themselves.
const MOST: f64 = 0.88;

/// Checks the items of each table.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        tables.entry(item.source.table).or_default().push(at);
    }
    let mut found = Vec::new();
    for table in tables.into_values().filter(|table| table.len() >= ENOUGH) {
        lacking(items, &table, &mut found);
        for (kind, field) in [("番号", "number"), ("名称", "title")] {
            taken_over(items, &table, kind, field, &mut found);
        }
    }
    found
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

fn lacking(items: &[Item], table: &[usize], found: &mut Vec<(usize, Diagnostic)>) {
    let kinds: Vec<BTreeSet<FieldKind>> = table
        .iter()
        .map(|at| {
            items
                .get(*at)
                .map(filled_fields)
                .unwrap_or_default()
                .into_iter()
                .map(|field| field.kind)
                .collect()
        })
        .collect();
    let wanted = [
        (FieldKind::Number, "番号"),
        (FieldKind::Title, "名称"),
        (FieldKind::Summary, "概要"),
        (FieldKind::Purpose, "目的"),
        (FieldKind::Departments, "担当部局"),
        (FieldKind::Name, "指標名"),
        (FieldKind::Description, "指標の説明"),
        (FieldKind::Observation, "値"),
        (FieldKind::Evaluation, "評価"),
        (FieldKind::Progress, "取組"),
    ];
    for (kind, ja) in wanted {
        let with = kinds.iter().filter(|own| own.contains(&kind)).count();
        for at in table.iter().zip(&kinds).filter(|(_, own)| !own.contains(&kind)).map(|(at, _)| *at) {
            if share(with, table.len() - 1) >= NEARLY_ALL {
                let ja = format!("この表のほかの項目にはある「{ja}」が、この項目にはありません");
                let en = format!(
                    "nearly all other items of the table have a field `{}`; this one has none",
                    kind.name()
                );
                found.push((
                    at,
                    Diagnostic::new(Severity::Warning, "field-missing", ja, en).about(field_of(kind)),
                ));
            }
        }
    }
}

/// The field of the item that holds fields of the kind.
fn field_of(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Name | FieldKind::Description | FieldKind::Observation | FieldKind::Evaluation => {
            "indicators"
        }
        other => other.name(),
    }
}

fn taken_over(items: &[Item], table: &[usize], ja: &str, field: &str, found: &mut Vec<(usize, Diagnostic)>) {
    let inherited = |at: &usize| {
        let Some(item) = items.get(*at) else { return false };
        let cells = item.source.cells.get(field).map(Vec::as_slice).unwrap_or_default();
        cells.iter().any(|cell| cell.rule.ends_with(" (inherited)") && !reaches(cell, item))
    };
    let over: Vec<usize> = table.iter().copied().filter(inherited).collect();
    if share(table.len() - over.len(), table.len() - 1) < MOST {
        return;
    }
    for at in over {
        let ja = format!(
            "{ja}の欄が空白のため、上の行から引き継ぎました。ほかの行ではほとんど引き継ぎがありません"
        );
        let en = format!("the {field} is blank here and taken over from above, as in hardly another row");
        found.push((at, Diagnostic::new(Severity::Warning, "taken-over-alone", ja, en).about(field)));
    }
}

/// Does the box of a cell from above reach down beside a cell that the item prints itself? Then it is merged.
fn reaches(cell: &CellSource, item: &Item) -> bool {
    let own = item.source.cells.values().flatten().filter(|other| !other.rule.ends_with(" (inherited)"));
    cell.place.bbox.is_some_and(|above| {
        own.filter(|other| other.place.page == cell.place.page && other.rule != "heading")
            .filter_map(|other| other.place.bbox)
            .any(|beside| (above.y0..=above.y1).contains(&beside.center().y))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::empty_item;

    #[test]
    fn a_field_that_one_item_lacks_is_found() {
        let with = Item { title: Some("題".to_owned()), summary: Some("文".to_owned()), ..empty_item() };
        let mut items = vec![with; 25];
        items[3].summary = None;
        let found: Vec<(usize, &str, Option<String>)> =
            check(&items).into_iter().map(|(at, found)| (at, found.code, found.field)).collect();
        assert_eq!(found, [(3, "field-missing", Some("summary".to_owned()))]);
        items.iter_mut().take(9).for_each(|item| item.summary = None);
        assert!(check(&items).is_empty());
    }
}

//! Rows that have hardly anything of what the other rows of their table have: headings or pieces of rows that were taken for
//! items.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, Severity};

use crate::Records;
use crate::confidence::families::Families;
use crate::confidence::{FieldKind, filled_fields};
use crate::records::Item;

/// Items of a table from which on one stands out.
const ENOUGH: usize = 6;

/// Kinds of fields that nearly all items have, from which on an item without them is bare.
const USUAL: usize = 3;

/// Share of the items that have a field.
const MOST: f64 = 0.75;

/// Share of the items that have a field where one without it lacks it.
const NEARLY_ALL: f64 = 0.9;

/// What is looked for.
const KINDS: [FieldKind; 9] = [
    FieldKind::Title,
    FieldKind::Summary,
    FieldKind::Purpose,
    FieldKind::Departments,
    FieldKind::Name,
    FieldKind::Statement,
    FieldKind::Observation,
    FieldKind::Evaluation,
    FieldKind::Progress,
];

/// Checks the items of each table, or of all tables with one head.
#[must_use]
pub fn check(records: &Records) -> Vec<(usize, Diagnostic)> {
    let families = Families::of(&records.tables);
    let mut of_family: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, item) in records.items.iter().enumerate() {
        of_family.entry(families.family(item)).or_default().push(at);
    }
    let mut found = Vec::new();
    for own in of_family.into_values().filter(|own| own.len() >= ENOUGH) {
        let kinds: Vec<(BTreeSet<FieldKind>, BTreeSet<FieldKind>)> =
            own.iter().filter_map(|at| records.items.get(*at)).map(kinds_of).collect();
        let share = |kind: FieldKind| {
            kinds.iter().filter(|(has, _)| has.contains(&kind)).count() as f64 / kinds.len() as f64
        };
        let usual: Vec<FieldKind> = KINDS.into_iter().filter(|kind| share(*kind) >= MOST).collect();
        let nearly: Vec<FieldKind> = KINDS.into_iter().filter(|kind| share(*kind) >= NEARLY_ALL).collect();
        for (at, (has, prints)) in own.iter().zip(&kinds) {
            let alone = usual.len() >= USUAL && prints.len() <= 1;
            let lacks = nearly.iter().filter(|kind| !has.contains(kind)).count() >= USUAL;
            if alone || lacks {
                found.push((*at, finding()));
            }
        }
    }
    found
}

/// What an item has, and what is printed in a cell of its own.
fn kinds_of(item: &Item) -> (BTreeSet<FieldKind>, BTreeSet<FieldKind>) {
    let fields: Vec<_> =
        filled_fields(item).into_iter().filter(|field| KINDS.contains(&field.kind)).collect();
    let printed = |name: &str| {
        let cells = item.source.cells.get(name).into_iter().flatten();
        cells.into_iter().any(|cell| !cell.rule.ends_with(" (inherited)") && cell.rule != "heading")
    };
    let prints = fields.iter().filter(|field| printed(&field.name)).map(|field| field.kind).collect();
    (fields.into_iter().map(|field| field.kind).collect(), prints)
}

fn finding() -> Diagnostic {
    let ja =
        "この項目には、この表のほかの項目にある欄がほとんどありません。見出しの行か、行の一部かもしれません";
    let en = "the item has hardly anything of what the other items of its table have: it may be a heading or a piece of a row";
    Diagnostic::new(Severity::Warning, "row-bare", ja.to_owned(), en.to_owned())
}

#[cfg(test)]
mod tests {
    use document_model::{PageNumber, Place};

    use super::*;
    use crate::records::CellSource;
    use crate::validate::empty_item;

    #[test]
    fn what_is_taken_over_from_above_is_not_printed() {
        let cell = |rule: &str| {
            let place = Place::in_text(PageNumber::FIRST, 1, 1);
            vec![CellSource { place, raw: "文".to_owned(), rule: rule.to_owned() }]
        };
        let mut full = empty_item();
        full.title = Some("題".to_owned());
        full.summary = Some("文".to_owned());
        full.departments = vec![vec!["道路課".to_owned()]];
        for field in ["title", "summary", "departments"] {
            full.source.cells.insert(field.to_owned(), cell(field));
        }
        let mut bare = full.clone();
        bare.summary = None;
        bare.source.cells.remove("summary");
        bare.source.cells.insert("departments".to_owned(), cell("department: 担当課 (inherited)"));
        assert_eq!(kinds_of(&bare).1.len(), 1);
        assert_eq!(kinds_of(&full).1.len(), 3);
    }
}

//! Checks of meaning: each yields findings, none changes a record.
//!
//! - [`values`]: grades against values, units that differ, years outside the plan.
//! - `said`: what the text of a value says beside its number.
//! - [`numbers`]: running numbers that repeat or skip.
//! - [`prints`]: digits grouped oddly, units that names speak against, shares beyond 100 %, a value twice.
//! - [`agreements`]: rates that do not follow from the values, 再掲 with other values.
//! - [`absences`]: fields that one item lacks, or takes over, and no other.
//! - [`doubles`]: rows that look like two in one.
//! - [`bare`]: rows with hardly anything of what the other rows have.
//! - [`blanks`]: cells that are blank in one row and filled in nearly all others.
//! - [`departments`]: a department unlike all others.
//! - [`headings`]: numbers of headings that skip.
//! - [`heads`]: columns that do not hold what their heads say.
//! - [`labels`]: fields that begin with a word which heads columns.
//! - [`units`]: units without a value, and units that are none.
//! - [`pages`]: printed page numbers that skip.
//! - [`characters`]: characters outside JIS X 0213.

pub mod absences;
pub mod agreements;
pub mod bare;
pub mod blanks;
pub mod characters;
pub mod departments;
pub mod doubles;
pub mod fragments;
pub mod headings;
pub mod heads;
pub mod labels;
pub mod numbers;
pub mod pages;
pub mod prints;
mod said;
pub mod units;
pub(crate) mod unnamed;
pub mod values;

use document_model::{Diagnostic, Layout};
use rayon::prelude::*;

use crate::Records;
use crate::records::{Indicator, Item, Observation};

/// The findings that the checks of values make, and nothing else does.
pub const CODES: [&str; 30] = [
    "units-differ",
    "year-unknown",
    "year-outside-plan",
    "quantity-in-words",
    "value-is-change",
    "number-beside-value",
    "grade-against-values",
    "digits-grouped-oddly",
    "unit-against-name",
    "share-beyond-100",
    "value-twice",
    "digits-broken",
    "magnitude-differs",
    "unit-doubled",
    "unit-without-value",
    "unit-doubtful",
    "head-in-cell",
    "target-before-baseline",
    "grade-in-two",
    "value-for-words",
    "rate-against-values",
    "repeated-differs",
    "field-missing",
    "taken-over-alone",
    "row-doubled",
    "heading-in-pieces",
    "number-sequence",
    "department-cut",
    "department-unlike-others",
    "character-outside-jis",
];

/// Checks records again whose values were changed: findings of the values before go.
pub fn recheck(records: &mut Records) {
    for found in records.item_findings.values_mut() {
        found.retain(|diagnostic| !CODES.contains(&diagnostic.code));
    }
    check(records);
}

/// Adds the findings of all checks to the records.
pub fn check(records: &mut Records) {
    let year = records.document.fiscal_year;
    let mut found: Vec<(usize, Diagnostic)> = records
        .items
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, item)| {
            let of_values = values::check(item, year).into_iter().chain(prints::check(item));
            let of_texts = characters::check(item).into_iter().chain(labels::check(item));
            of_values.chain(units::check(item)).chain(of_texts).map(move |diagnostic| (at, diagnostic))
        })
        .collect();
    found.extend(numbers::check(&records.items));
    found.extend(departments::check(&records.items));
    found.extend(agreements::check(&records.items));
    found.extend(absences::check(&records.items));
    found.extend(doubles::check(&records.items));
    found.extend(fragments::check(&records.items));
    add(records, found);
}

/// Adds the findings of the checks that need cells and headings as they were printed: what is corrected later changes none
/// of them.
pub fn check_print(records: &mut Records, layout: &Layout) {
    let found = headings::check(&records.items, layout);
    add(records, found);
    let found = bare::check(records);
    add(records, found);
    let found = heads::check(records);
    records.findings.extend(found);
    let found = blanks::check(&records.items, &records.tables, &records.item_findings);
    add(records, found);
}

fn add(records: &mut Records, found: Vec<(usize, Diagnostic)>) {
    for (at, mut diagnostic) in found {
        if let Some(item) = records.items.get(at) {
            diagnostic.place = diagnostic.place.or_else(|| place_of(item, diagnostic.field.as_deref()));
        }
        records.item_findings.entry(at).or_default().push(diagnostic);
    }
}

/// What checks find in each value of an item; they are given its indicator, and its place in it.
fn of_each_value<const CHECKS: usize>(
    item: &Item,
    check: impl Fn(&Indicator, usize, &Observation) -> [Option<Diagnostic>; CHECKS],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, indicator) in item.indicators.iter().enumerate() {
        for (number, observation) in indicator.observations.iter().enumerate() {
            let field = format!("indicators.{at}.observations.{number}");
            let own = check(indicator, number, observation).into_iter().flatten();
            found.extend(own.map(|diagnostic| diagnostic.about(field.clone())));
        }
    }
    found
}

/// The place of the field, or else of the item's first cell.
fn place_of(item: &Item, field: Option<&str>) -> Option<document_model::Place> {
    let cells = &item.source.cells;
    let exact = field.and_then(|field| {
        cells.get(field).or_else(|| field.rsplit_once('.').and_then(|(parent, _)| cells.get(parent)))
    });
    exact.or_else(|| cells.values().next()).and_then(|sources| sources.first()).map(|source| source.place)
}

/// An item of the first table without anything in it.
#[cfg(test)]
fn empty_item() -> Item {
    Item {
        id: String::new(),
        key: String::new(),
        document_id: String::new(),
        paths: Vec::new(),
        number: None,
        title: None,
        repeated: false,
        summary: None,
        purpose: None,
        departments: Vec::new(),
        indicators: Vec::new(),
        progress: Vec::new(),
        related_titles: Vec::new(),
        others: Vec::new(),
        source: crate::records::Source {
            pages: Vec::new(),
            table: 1,
            rows: Vec::new(),
            cells: std::collections::BTreeMap::new(),
            confidence: std::collections::BTreeMap::new(),
            doubts: std::collections::BTreeMap::new(),
            removed: std::collections::BTreeMap::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_checks() {
        let sources = [
            include_str!("values.rs"),
            include_str!("said.rs"),
            include_str!("prints.rs"),
            include_str!("agreements.rs"),
            include_str!("absences.rs"),
            include_str!("doubles.rs"),
            include_str!("fragments.rs"),
            include_str!("numbers.rs"),
            include_str!("departments.rs"),
            include_str!("characters.rs"),
            include_str!("units.rs"),
            include_str!("labels.rs"),
        ];
        let code = sources.map(|source| source.split("#[cfg(test)]").next().unwrap_or_default()).concat();
        let mut made: Vec<&str> = code
            .split("Severity::")
            .filter_map(|rest| rest.split_once(", \"")?.1.split_once('"').map(|(code, _)| code))
            .filter(|code| {
                code.contains('-')
                    && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            })
            .collect();
        let mut known = CODES.to_vec();
        made.sort_unstable();
        made.dedup();
        known.sort_unstable();
        assert_eq!(made, known);
    }
}

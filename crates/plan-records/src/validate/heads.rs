//! Columns that do not hold what their heads say: two heads may have changed places, or a head stands off its column.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};

use super::place_of;
use crate::Records;
use crate::confidence::FieldKind;
use crate::confidence::families::Families;
use crate::confidence::heads::{Against, columns_plainly_against_heads};
use crate::confidence::texts::texts_against_heads;
use crate::records::{Item, ProgressKind, Role};

/// Checks the columns of each table, or of all tables with one head; each gives one finding.
#[must_use]
pub fn check(records: &Records) -> Vec<Diagnostic> {
    let families = Families::of(&records.tables);
    let mut against: BTreeMap<u32, Vec<Against>> = columns_plainly_against_heads(&records.items, &families);
    // Long titles alone, or names that explain, are no fault; titles that are longer than what explains them are.
    let texts = texts_against_heads(&records.items, &families).into_iter();
    let explained = [FieldKind::Summary, FieldKind::Purpose];
    for (family, texts) in texts.filter(|(_, texts)| texts.iter().any(|kind| explained.contains(kind))) {
        let columns = against.entry(family).or_default();
        for column in texts.into_iter().map(Against::Field) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    let first = |family: u32| records.items.iter().find(|item| families.family(item) == family);
    let found = against.into_iter().filter(|(_, columns)| !columns.is_empty());
    found.filter_map(|(family, columns)| Some(finding(first(family)?, &columns))).collect()
}

fn finding(first: &Item, columns: &[Against]) -> Diagnostic {
    let names: Vec<(&str, &str)> = columns.iter().copied().map(name).collect();
    let ja: Vec<&str> = names.iter().map(|(ja, _)| *ja).collect();
    let en: Vec<&str> = names.iter().map(|(_, en)| *en).collect();
    let ja = format!(
        "この表の「{}」の欄の内容は、見出しと合わないようです。見出しが入れ替わっていないか確かめてください",
        ja.join("」「")
    );
    let en = format!(
        "what the table holds for {} does not fit its heads; they may have changed places",
        en.join(", ")
    );
    let mut diagnostic = Diagnostic::new(Severity::Warning, "cells-against-heads", ja, en);
    diagnostic.place = place_of(first, None);
    diagnostic
}

fn name(column: Against) -> (&'static str, &'static str) {
    match column {
        Against::Values(Role::Baseline) => ("基準値", "baselines"),
        Against::Values(Role::Target) => ("目標値", "targets"),
        Against::Values(Role::Actual) => ("実績値", "actual values"),
        Against::Progress(ProgressKind::Actual) => ("取組実績", "what was done"),
        Against::Progress(ProgressKind::Planned) => ("今後の取組", "what is planned"),
        Against::Field(FieldKind::Title) => ("名称", "titles"),
        Against::Field(FieldKind::Paths) => ("見出し", "headings"),
        Against::Field(FieldKind::Summary) => ("概要", "summaries"),
        Against::Field(FieldKind::Purpose) => ("目的", "purposes"),
        Against::Field(FieldKind::Departments) => ("担当部局", "departments"),
        Against::Field(FieldKind::Progress) => ("取組", "progress"),
        Against::Field(FieldKind::Description) => ("指標の説明", "descriptions"),
        Against::Field(FieldKind::Name) => ("指標名", "names of indicators"),
        Against::Field(other) => (other.name(), other.name()),
    }
}

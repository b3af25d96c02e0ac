//! What the texts of a table say of its heads: titles that are longer than summaries may be summaries.

use std::collections::{BTreeMap, BTreeSet};

use super::families::Families;
use super::fields::FieldKind;
use super::neighbours::Signed;
use super::signs::Sign;
use crate::records::Item;

/// Texts of a table from which on their lengths say something.
const ENOUGH: usize = 4;

/// Titles that are longer than summaries, names that are longer than descriptions, titles that count something: the
/// heads of the columns may be confused.
pub fn compare_texts(items: &[Item], families: &Families, signed: &mut Signed) {
    let against = texts_against_heads(items, families);
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        let Some(against) = against.get(&families.family(item)) else { continue };
        for (_, signs) in fields.iter_mut().filter(|(field, _)| against.contains(&field.kind)) {
            signs.insert(Sign::TextsAgainstHeads);
        }
    }
}

/// For each family of tables, the fields whose texts fit another head better.
#[must_use]
pub fn texts_against_heads(items: &[Item], families: &Families) -> BTreeMap<u32, Vec<FieldKind>> {
    let mut texts: BTreeMap<(u32, FieldKind), Vec<usize>> = BTreeMap::new();
    let mut counting: BTreeMap<(u32, FieldKind), (usize, usize)> = BTreeMap::new();
    for item in items {
        let mut add = |kind: FieldKind, text: Option<&String>| {
            if let Some(text) = text {
                let key = (families.family(item), kind);
                texts.entry(key).or_default().push(text.chars().count());
                let count = counting.entry(key).or_default();
                count.0 += usize::from(counts_something(text));
                count.1 += 1;
            }
        };
        add(FieldKind::Title, item.title.as_ref());
        add(FieldKind::Summary, item.summary.as_ref());
        add(FieldKind::Purpose, item.purpose.as_ref());
        for indicator in &item.indicators {
            add(FieldKind::Name, indicator.name.as_ref());
            add(FieldKind::Description, indicator.description.as_ref());
        }
    }
    let median = |table: u32, kind: FieldKind| {
        let mut lengths = texts.get(&(table, kind)).filter(|lengths| lengths.len() >= ENOUGH)?.clone();
        lengths.sort_unstable();
        lengths.get(lengths.len() / 2).copied()
    };
    let longer =
        |table: u32, short: FieldKind, long: FieldKind| match (median(table, short), median(table, long)) {
            (Some(short), Some(long)) => short > long,
            _ => false,
        };
    let share = |table: u32, kind: FieldKind| {
        counting
            .get(&(table, kind))
            .filter(|(_, all)| *all >= ENOUGH)
            .map(|(counted, all)| ratio(*counted, *all))
    };
    let tables: BTreeSet<u32> = items.iter().map(|item| families.family(item)).collect();
    let of_table = |table: u32| {
        let title_summary = longer(table, FieldKind::Title, FieldKind::Summary);
        let title_purpose = longer(table, FieldKind::Title, FieldKind::Purpose);
        let name_description = longer(table, FieldKind::Name, FieldKind::Description);
        let title_counts = share(table, FieldKind::Title).is_some_and(|share| share > 0.4);
        let name_counts_not = share(table, FieldKind::Name).is_some_and(|share| share < 0.3);
        let kinds = [
            (FieldKind::Title, title_summary || title_purpose || title_counts),
            (FieldKind::Summary, title_summary),
            (FieldKind::Purpose, title_purpose),
            (FieldKind::Progress, title_summary),
            (FieldKind::Description, name_description),
            (FieldKind::Name, name_description || name_counts_not),
        ];
        kinds.into_iter().filter(|(_, against)| *against).map(|(kind, _)| kind).collect()
    };
    tables.into_iter().map(|table| (table, of_table(table))).collect()
}

/// 件数, 割合, 普及率: the name of something that is counted.
pub(crate) fn counts_something(text: &str) -> bool {
    let bare = text.trim_end_matches(['）', ')']);
    ["数", "率", "割合", "額", "量", "件", "度", "時間", "日数", "平均", "順位", "累計", "年間"]
        .iter()
        .any(|end| bare.ends_with(end))
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

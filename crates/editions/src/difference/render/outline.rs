//! A difference as headings, entries and facts.

use plan_records::records::Heading;

use super::Language;
use super::words::{self, choose};
use crate::difference::{
    DepartmentChange, Difference, FieldChange, IndicatorChange, ItemChange, ItemRef, MovedIndicator,
    PieceKind, TextChange, ValueChange,
};
use crate::matching::Relation;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) kind: PieceKind,
    pub(super) text: String,
}

/// What is said of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) spans: Vec<Span>,
    /// 1 for what is said of an indicator of the entry.
    pub(super) depth: usize,
}

/// An item, or a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) facts: Vec<Fact>,
}

/// Entries under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) entries: Vec<Entry>,
}

/// All there is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) title: String,
    /// Old and new edition, then the counts.
    pub(super) lines: Vec<String>,
    pub(super) sections: Vec<Section>,
}

pub(super) fn outline(difference: &Difference, language: Language) -> Outline {
    let items = |items: &[ItemRef]| items.iter().map(|item| entry(item, Vec::new())).collect();
    let sections = [
        (choose(language, "追加された項目", "Items added"), items(&difference.added)),
        (choose(language, "なくなった項目", "Items removed"), items(&difference.removed)),
        (
            choose(language, "変わった項目", "Items changed"),
            difference.changed.iter().map(|change| changed(change, language)).collect(),
        ),
        (
            choose(language, "ほかの項目に移った指標", "Indicators at other items"),
            difference.moved_indicators.iter().map(|moved| moved_indicator(moved, language)).collect(),
        ),
        (
            choose(language, "部署", "Departments"),
            difference.departments.iter().map(|change| department(change, language)).collect::<Vec<_>>(),
        ),
    ];
    Outline {
        title: choose(language, "版の比較", "Differences").to_owned(),
        lines: lines(difference, language),
        sections: sections
            .into_iter()
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(heading, entries)| Section { heading: format!("{heading} ({})", entries.len()), entries })
            .collect(),
    }
}

fn lines(difference: &Difference, language: Language) -> Vec<String> {
    let (old, new, counts) = (&difference.old, &difference.new, &difference.counts);
    let facts = [
        (choose(language, "追加", "added"), counts.added),
        (choose(language, "削除", "removed"), counts.removed),
        (choose(language, "変更なし", "unchanged"), counts.unchanged),
        (choose(language, "改称", "renamed"), counts.renamed),
        (choose(language, "移動", "moved"), counts.moved),
        (choose(language, "番号変更", "renumbered"), counts.renumbered),
        (choose(language, "部署変更", "departments"), counts.departments),
        (choose(language, "分割・統合", "split or merged"), counts.split_or_merged),
        (choose(language, "文言変更", "reworded"), counts.reworded),
        (choose(language, "目標引き上げ", "targets raised"), counts.targets_raised),
        (choose(language, "目標引き下げ", "targets lowered"), counts.targets_lowered),
        (choose(language, "基準値訂正", "baselines corrected"), counts.baselines_corrected),
        (choose(language, "実績追加", "actuals added"), counts.actuals_added),
        (choose(language, "実績訂正", "actuals corrected"), counts.actuals_corrected),
    ];
    let told: Vec<String> =
        facts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
    let items = choose(language, "項目", "items");
    vec![
        format!("{}: {} ({} {items})", choose(language, "旧", "old"), old.title, old.items),
        format!("{}: {} ({} {items})", choose(language, "新", "new"), new.title, new.items),
        told.join(choose(language, "、", ", ")),
    ]
}

fn entry(item: &ItemRef, facts: Vec<Fact>) -> Entry {
    Entry { title: named(item), facts }
}

fn named(item: &ItemRef) -> String {
    item.number.iter().map(String::as_str).chain([item.title.as_str()]).collect::<Vec<_>>().join(" ")
}

fn fact(label: impl Into<String>, spans: Vec<Span>) -> Fact {
    Fact { label: label.into(), spans, depth: 0 }
}

fn spans(change: &TextChange) -> Vec<Span> {
    change.pieces.iter().map(|piece| Span { kind: piece.kind, text: piece.text.clone() }).collect()
}

fn kept(text: impl Into<String>) -> Span {
    Span { kind: PieceKind::Kept, text: text.into() }
}

/// One before, the other after.
fn replaced(old: String, new: String) -> Vec<Span> {
    let both = [(PieceKind::Removed, old), (PieceKind::Added, new)];
    both.into_iter().filter(|(_, text)| !text.is_empty()).map(|(kind, text)| Span { kind, text }).collect()
}

fn changed(change: &ItemChange, language: Language) -> Entry {
    let mut facts = Vec::new();
    match change.relation {
        Relation::Same => {}
        Relation::Split => {
            facts.push(fact(choose(language, "分割", "split from"), vec![kept(named(&change.old))]))
        }
        Relation::Merge => {
            facts.push(fact(choose(language, "統合", "merged from"), vec![kept(named(&change.old))]))
        }
    }
    if let Some(renamed) = &change.renamed {
        facts.push(fact(choose(language, "名称", "title"), spans(renamed)));
    }
    if change.renumbered {
        let number = |item: &ItemRef| item.number.clone().unwrap_or_default();
        facts.push(fact(
            choose(language, "番号", "number"),
            replaced(number(&change.old), number(&change.new)),
        ));
    }
    if change.moved {
        facts.push(fact(
            choose(language, "見出し", "headings"),
            replaced(path(&change.old), path(&change.new)),
        ));
    }
    if let Some(departments) = &change.departments {
        let label = match departments.reorganised {
            true => choose(language, "担当部局（改称）", "departments (renamed)"),
            false => choose(language, "担当部局", "departments"),
        };
        let joined =
            |all: &[Vec<String>]| all.iter().map(|path| path.join(" ")).collect::<Vec<_>>().join("、");
        facts.push(fact(label, replaced(joined(&departments.old), joined(&departments.new))));
    }
    facts.extend(change.texts.iter().map(|text| field(text, language)));
    facts.extend(change.indicators.iter().flat_map(|indicator| of_indicator(indicator, language)));
    entry(&change.new, facts)
}

fn moved_indicator(moved: &MovedIndicator, language: Language) -> Entry {
    let items = fact(choose(language, "項目", "item"), replaced(named(&moved.old), named(&moved.new)));
    let change = IndicatorChange { from_item: None, ..moved.change.clone() };
    Entry {
        title: moved.change.name.clone(),
        facts: [items].into_iter().chain(of_indicator(&change, language)).collect(),
    }
}

fn path(item: &ItemRef) -> String {
    let title = |heading: &Heading| heading.title.clone();
    let paths = item.paths.iter().map(|path| path.iter().filter_map(title).collect::<Vec<_>>().join(" > "));
    paths.collect::<Vec<_>>().join("、")
}

fn field(change: &FieldChange, language: Language) -> Fact {
    let name = words::field(&change.field, language);
    let label = change.part.iter().fold(name, |name, part| format!("{name} {part}"));
    fact(label, spans(&change.change))
}

fn of_indicator(change: &IndicatorChange, language: Language) -> Vec<Fact> {
    let label = words::indicator(change.kind, change.relation, language);
    let name = change.renamed.as_ref().map_or_else(|| vec![kept(change.name.clone())], spans);
    let mut facts = vec![fact(label, name)];
    let places = [
        (choose(language, "元の項目", "from item"), &change.from_item),
        (choose(language, "移った先の項目", "to item"), &change.to_item),
    ];
    for (label, item) in places.into_iter().filter_map(|(label, item)| Some((label, item.as_ref()?))) {
        facts.push(Fact { depth: 1, ..fact(label, vec![kept(item.clone())]) });
    }
    facts.extend(change.values.iter().map(|value| Fact { depth: 1, ..of_value(value, language) }));
    facts
}

fn of_value(change: &ValueChange, language: Language) -> Fact {
    let mut label = words::value(change.kind, language).to_owned();
    if let Some(year) = change.fiscal_year {
        label.push_str(&match language {
            Language::Japanese => format!("（{year}年度）"),
            Language::English => format!(" (fiscal {year})"),
        });
    }
    if let Some(part) = &change.label {
        label.push_str(&format!(" {part}"));
    }
    let raw = |value: &Option<crate::difference::Printed>| {
        value.as_ref().map(|value| value.raw.clone()).unwrap_or_default()
    };
    fact(label, replaced(raw(&change.old), raw(&change.new)))
}

fn department(change: &DepartmentChange, language: Language) -> Entry {
    let label = words::department(change.kind, language);
    let title = match language {
        Language::Japanese => format!("{label}（{} 項目）", change.items),
        Language::English => format!("{label} ({} items)", change.items),
    };
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let spans = replaced(name(&change.old), name(&change.new));
    Entry { title, facts: vec![fact(choose(language, "部署", "department"), spans)] }
}

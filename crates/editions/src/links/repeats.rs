//! Things that one edition prints twice: 再掲, a list and its summary, a row for each indicator of a 施策.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::grams::dice;
use crate::node::{IndicatorNode, ItemNode, Nodes};
use crate::values::agree;

/// Likeness of the texts of two items with one title from which they are one.
const SAME_TEXT: f64 = 0.8;

/// Characters from which the name of an indicator is its own.
const OWN_NAME: usize = 8;

/// For each item and each indicator, the earlier one that it repeats; itself where it is the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Repeats {
    pub(super) items: Vec<usize>,
    pub(super) indicators: Vec<usize>,
}

impl Repeats {
    pub(super) fn of(nodes: &Nodes) -> Self {
        let items = firsts(&nodes.items, |node| (&node.name.key, &node.name.note), same_item);
        let indicators = firsts(
            &nodes.indicators,
            |node| (&node.name.key, &node.name.note),
            |one, other| {
                let repeated =
                    |node: &IndicatorNode| nodes.items.get(node.item).is_some_and(|item| item.repeated);
                let same_item = items.get(one.item) == items.get(other.item);
                same_indicator(one, other, repeated(one) || repeated(other) || same_item)
            },
        );
        Self { items, indicators }
    }
}

/// The first of those that are the same, for each.
fn firsts<'n, N, K: Hash + Eq>(
    nodes: &'n [N],
    key: impl Fn(&'n N) -> K,
    same: impl Fn(&N, &N) -> bool,
) -> Vec<usize> {
    let mut known: FxHashMap<K, Vec<usize>> = FxHashMap::default();
    let mut firsts = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let like = known.entry(key(node)).or_default();
        let first =
            like.iter().copied().find(|first| nodes.get(*first).is_some_and(|first| same(first, node)));
        if first.is_none() {
            like.push(at);
        }
        firsts.push(first.unwrap_or(at));
    }
    firsts
}

fn same_item(one: &ItemNode, other: &ItemNode) -> bool {
    if !one.titled || !other.titled {
        return false;
    }
    let texts = one.text.is_empty() && other.text.is_empty() || dice(&one.text, &other.text) >= SAME_TEXT;
    // Rows of one 施策, each with its own indicator and department.
    let same_place = one.number.is_some() && one.number == other.number && one.path == other.path;
    one.repeated || other.repeated || same_place || one.departments == other.departments && texts
}

fn same_indicator(one: &IndicatorNode, other: &IndicatorNode, told: bool) -> bool {
    if one.name.is_empty() || one.unit.is_some() && other.unit.is_some() && one.unit != other.unit {
        return false;
    }
    // A short name such as 実施率 stands at many items, and 100% is the target of many.
    let own_name = one.name.key.chars().count() >= OWN_NAME;
    match agree(&one.values, &other.values) {
        Some(agree) => agree && (told || own_name),
        None => told,
    }
}

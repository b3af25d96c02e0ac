//! Editions made comparable, before anything is matched.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::repeats::Repeats;
use crate::edition::Edition;
use crate::evidence::Weighing;
use crate::forms::Forms;
use crate::matching::departments::Renamings;
use crate::name::Name;
use crate::node::{IndicatorNode, ItemNode, Nodes};
use crate::rarity::{Rarity, Weights};
use crate::weigh::{self, IndicatorView, ItemView, Items, Least};

/// An edition made comparable: all that can be known of it without the others.
pub(super) struct Prepared<'s> {
    pub(super) edition: &'s Edition,
    /// Place in the list given.
    pub(super) at: usize,
    /// Those that repeat no other.
    pub(super) nodes: Nodes,
    /// Place of each item node in the edition.
    pub(super) items: Vec<usize>,
    pub(super) repeated_items: Vec<Repeated>,
    pub(super) repeated_indicators: Vec<Repeated>,
    /// The item node that each title in 【】 names, by the item that has it there.
    pub(super) related: Vec<(usize, usize)>,
    /// How each department is printed, by its folded name.
    pub(super) departments: BTreeMap<Arc<str>, &'s str>,
}

/// An item or indicator that repeats one of the same edition.
pub(super) struct Repeated {
    /// Node of the first.
    pub(super) first: usize,
    /// Item, and place of the indicator in it.
    pub(super) place: (usize, Option<usize>),
    pub(super) weighing: Weighing,
}

/// Makes editions comparable, in their order.
pub(super) fn prepare<'s>(
    editions: &'s [Edition],
    chunk: &[usize],
    forms: &mut [Forms],
) -> Vec<Prepared<'s>> {
    let share = chunk.len().div_ceil(forms.len().max(1)).max(1);
    let parts = chunk.par_chunks(share).zip(forms).flat_map_iter(|(part, forms)| {
        part.iter().filter_map(|at| Some(Prepared::of(editions.get(*at)?, *at, forms)))
    });
    parts.collect()
}

impl<'s> Prepared<'s> {
    fn of(edition: &'s Edition, at: usize, forms: &mut Forms) -> Self {
        let all = Nodes::of(edition, forms);
        let repeats = Repeats::of(&all);
        let (items, indicators) = (firsts(&repeats.items), firsts(&repeats.indicators));
        let repeated_items = repeated_items(&all.items, &repeats.items, &items);
        let repeated_indicators = repeated_indicators(&all, &repeats.indicators, &indicators);
        let nodes = only_firsts(all, &repeats, &items);
        let printed = edition.items.iter().flat_map(|item| item.departments.iter().flatten());
        let departments = printed.map(|name| (forms.folded(name), name.as_str())).collect();
        let related = related(edition, &nodes.items, forms);
        Self { edition, at, nodes, items, repeated_items, repeated_indicators, related, departments }
    }
}

/// What repeats no other.
fn firsts(firsts: &[usize]) -> Vec<usize> {
    firsts.iter().enumerate().filter(|(at, first)| at == *first).map(|(at, _)| at).collect()
}

/// What repeats another, with that other.
fn repeated(firsts: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    firsts.iter().copied().enumerate().filter(|(at, first)| at != first)
}

fn repeated_items(all: &[ItemNode], repeats: &[usize], firsts: &[usize]) -> Vec<Repeated> {
    let renamings = Renamings::default();
    let made = repeated(repeats).filter_map(|(at, first)| {
        let (one, other) = (all.get(first)?, all.get(at)?);
        let weights = pair_of_names(&one.name, &other.name);
        let names = weights.names([one.name.as_ref(), &other.name].into_iter());
        let [name, of_other] = names.as_slice() else { return None };
        let one = ItemView { node: one, name, indicators: &[] };
        let other = ItemView { node: other, name: of_other, indicators: &[] };
        let weighing = weigh::items(one, other, &renamings, Least::NONE)?;
        Some(Repeated { first: firsts.binary_search(&first).ok()?, place: (at, None), weighing })
    });
    made.collect()
}

fn repeated_indicators(all: &Nodes, repeats: &[usize], firsts: &[usize]) -> Vec<Repeated> {
    let made = repeated(repeats).filter_map(|(at, first)| {
        let (one, other) = (all.indicators.get(first)?, all.indicators.get(at)?);
        let weights = pair_of_names(&one.name, &other.name);
        let names = weights.names([one.name.as_ref(), &other.name].into_iter());
        let [name, of_other] = names.as_slice() else { return None };
        let one = IndicatorView { node: one, name };
        let other = IndicatorView { node: other, name: of_other };
        let weighing = weigh::indicators(one, other, Items::Unknown, Least::NONE)?;
        let (item, ordinal) = *all.places.get(at)?;
        Some(Repeated { first: firsts.binary_search(&first).ok()?, place: (item, Some(ordinal)), weighing })
    });
    made.collect()
}

/// Of two names by themselves every gram is as rare as another.
fn pair_of_names(one: &Name, other: &Name) -> Weights {
    Weights::of([one, other], &Rarity::default())
}

/// The nodes that repeat no other.
fn only_firsts(all: Nodes, repeats: &Repeats, items: &[usize]) -> Nodes {
    let node_of_item = |item: usize| {
        let first = repeats.items.get(item).copied().unwrap_or(item);
        items.binary_search(&first).unwrap_or(0)
    };
    let is_first = |repeats: &[usize], at: usize| repeats.get(at) == Some(&at);
    let indicators = all.indicators.into_iter().zip(all.places).enumerate();
    let (indicators, places) = indicators
        .filter(|(at, _)| is_first(&repeats.indicators, *at))
        .map(|(_, (node, place))| (IndicatorNode { item: node_of_item(node.item), ..node }, place))
        .unzip();
    let items = all.items.into_iter().enumerate().filter(|(at, _)| is_first(&repeats.items, *at));
    Nodes { items: items.map(|(_, node)| node).collect(), indicators, places }
}

/// Rows of indicators that name a 施策 of their document in 【】: the item, and the node of the 施策.
fn related(edition: &Edition, items: &[ItemNode], forms: &mut Forms) -> Vec<(usize, usize)> {
    if edition.items.iter().all(|item| item.related_titles.is_empty()) {
        return Vec::new();
    }
    let mut by_title: FxHashMap<&str, usize> = FxHashMap::default();
    for (node, item) in items.iter().enumerate().filter(|(_, item)| item.titled) {
        by_title.entry(&item.name.key).or_insert(node);
    }
    let titles = edition.items.iter().enumerate();
    let titles = titles.flat_map(|(at, item)| item.related_titles.iter().map(move |title| (at, title)));
    titles.filter_map(|(at, title)| Some((at, *by_title.get(forms.name(title).key.as_str())?))).collect()
}

//! Finds the same items and indicators on two sides.
//!
//! 1. [`candidates`]: pairs that share rare characters or numbers, by an index.
//! 2. [`departments`]: renamed departments, from pairs whose titles are the same.
//! 3. [`crate::weigh`]: the evidence for each pair; [`assign`]: one to one, for items and then for indicators, which
//!    know by then whether their items are the same.
//! 4. [`pieces`]: what is left over and belongs to a pair: splits and merges.

pub(crate) mod assign;
pub(crate) mod candidates;
pub(crate) mod departments;
pub(crate) mod pieces;

use std::collections::BTreeMap;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::evidence::{Sum, Tally, Weighing};
use crate::name::Name;
use crate::node::{ItemNode, Nodes};
use crate::rarity::{Rarity, WeighedName, Weights};
use crate::weigh::{self, ACCEPTED, IndicatorView, ItemView, Items, Least};

use assign::{Edge, assign};
use candidates::Candidates;
use departments::Renamings;
use pieces::Search;

/// How old and new of a pair stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same thing.
    Same,
    /// The new one is a part of the old one.
    Split,
    /// The old one is a part of the new one.
    Merge,
}

/// Old and new, by their places among the nodes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) relation: Relation,
    pub(crate) weighing: Weighing,
    /// What another pair of one of them weighs, where it comes near.
    pub(crate) rival: Option<f64>,
}

/// What is the same on both sides.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Matching {
    /// By old node.
    pub(crate) items: Vec<Pair>,
    /// By old node.
    pub(crate) indicators: Vec<Pair>,
    pub(crate) renamings: Renamings,
}

/// Matches two sides.
pub(crate) fn match_nodes(old: &Nodes, new: &Nodes) -> Matching {
    let rarity = Rarity::of_names(names(old).chain(names(new)));
    let (of_olds, of_news) = rayon::join(|| weights(old, &rarity), || weights(new, &rarity));
    let (old_names, new_names) = (WeighedNames::of(old, &of_olds), WeighedNames::of(new, &of_news));
    let indicators = (indicator_views(old, &old_names), indicator_views(new, &new_names));
    let (of_olds, of_news) = (by_item(old, &indicators.0), by_item(new, &indicators.1));
    let (olds, news) = (item_views(old, &old_names, &of_olds), item_views(new, &new_names, &of_news));
    // Names alone say which pairs are worth weighing, of items and of indicators.
    let (found, found_indicators) = rayon::join(
        || candidates::of_items(&olds, &news),
        || candidates::of_indicators(&indicators.0, &indicators.1),
    );
    let renamings = Renamings::find(same_titles(&olds, &news, &found));
    let weigher = ItemWeigher { olds: &olds, news: &news, renamings: &renamings };
    let mut items = choose(&found, &weigher);
    let search = Search { found: &found, weigher: &weigher };
    pieces::of_items(&olds, &news, &search, &mut items);

    let ((olds, news), found) = (indicators, found_indicators);
    let known = KnownItems::of(&items);
    let weigher = IndicatorWeigher { olds: &olds, news: &news, known: &known };
    let mut indicators = choose(&found, &weigher);
    let search = Search { found: &found, weigher: &weigher };
    pieces::of_indicators(&olds, &news, &search, &mut indicators);
    Matching { items, indicators, renamings }
}

impl Matching {
    /// The same, seen from the other side.
    pub(crate) fn turned(self) -> Self {
        let turn = |pairs: Vec<Pair>| {
            let mut pairs: Vec<Pair> = pairs
                .into_iter()
                .map(|pair| {
                    let relation = match pair.relation {
                        Relation::Same => Relation::Same,
                        Relation::Split => Relation::Merge,
                        Relation::Merge => Relation::Split,
                    };
                    Pair { old: pair.new, new: pair.old, relation, ..pair }
                })
                .collect();
            pairs.sort_by_key(|pair| (pair.old, pair.new));
            pairs
        };
        Self {
            items: turn(self.items),
            indicators: turn(self.indicators),
            renamings: self.renamings.turned(),
        }
    }
}

/// Names of items and indicators: both are made of the same words.
fn names(nodes: &Nodes) -> impl Iterator<Item = &Name> {
    item_names(nodes).chain(indicator_names(nodes))
}

fn item_names(nodes: &Nodes) -> impl Iterator<Item = &Name> {
    nodes.items.iter().map(|node| node.name.as_ref())
}

fn indicator_names(nodes: &Nodes) -> impl Iterator<Item = &Name> {
    nodes.indicators.iter().map(|node| node.name.as_ref())
}

/// Names of all nodes of a side, weighed.
struct WeighedNames<'n> {
    items: Vec<WeighedName<'n>>,
    indicators: Vec<WeighedName<'n>>,
}

impl<'n> WeighedNames<'n> {
    fn of(nodes: &'n Nodes, [items, indicators]: &'n [Weights; 2]) -> Self {
        Self { items: items.names(item_names(nodes)), indicators: indicators.names(indicator_names(nodes)) }
    }
}

fn weights(nodes: &Nodes, rarity: &Rarity) -> [Weights; 2] {
    [Weights::of(item_names(nodes), rarity), Weights::of(indicator_names(nodes), rarity)]
}

fn indicator_views<'n>(nodes: &'n Nodes, names: &'n WeighedNames<'n>) -> Vec<IndicatorView<'n>> {
    let nodes = nodes.indicators.iter().zip(&names.indicators);
    nodes.map(|(node, name)| IndicatorView { node, name }).collect()
}

/// The indicators of each item.
fn by_item<'n>(nodes: &Nodes, views: &[IndicatorView<'n>]) -> Vec<Vec<IndicatorView<'n>>> {
    let mut by_item = vec![Vec::new(); nodes.items.len()];
    for view in views {
        if let Some(of_item) = by_item.get_mut(view.node.item) {
            of_item.push(*view);
        }
    }
    by_item
}

fn item_views<'n>(
    nodes: &'n Nodes,
    names: &'n WeighedNames<'n>,
    by_item: &'n [Vec<IndicatorView<'n>>],
) -> Vec<ItemView<'n>> {
    let nodes = nodes.items.iter().zip(&names.items).zip(by_item);
    nodes.map(|((node, name), indicators)| ItemView { node, name, indicators }).collect()
}

/// Weighs pairs of one kind, by their places on either side.
pub(crate) trait Weigher: Sync {
    /// Nodes on either side.
    fn count(&self) -> (usize, usize);

    /// None where there is no such pair, or its sum is surely below the least that counts.
    fn weigh<T: Tally>(&self, old: usize, new: usize, least: Least) -> Option<T>;
}

struct ItemWeigher<'n> {
    olds: &'n [ItemView<'n>],
    news: &'n [ItemView<'n>],
    renamings: &'n Renamings,
}

impl Weigher for ItemWeigher<'_> {
    fn count(&self) -> (usize, usize) {
        (self.olds.len(), self.news.len())
    }

    fn weigh<T: Tally>(&self, old: usize, new: usize, least: Least) -> Option<T> {
        weigh::items(*self.olds.get(old)?, *self.news.get(new)?, self.renamings, least)
    }
}

struct IndicatorWeigher<'n> {
    olds: &'n [IndicatorView<'n>],
    news: &'n [IndicatorView<'n>],
    known: &'n KnownItems,
}

impl Weigher for IndicatorWeigher<'_> {
    fn count(&self) -> (usize, usize) {
        (self.olds.len(), self.news.len())
    }

    fn weigh<T: Tally>(&self, old: usize, new: usize, least: Least) -> Option<T> {
        let (old, new) = (*self.olds.get(old)?, *self.news.get(new)?);
        weigh::indicators(old, new, self.known.stand(old.node.item, new.node.item), least)
    }
}

/// Pairs of items whose titles are the same and stand once on either side.
fn same_titles<'n>(
    old: &'n [ItemView<'n>],
    new: &'n [ItemView<'n>],
    found: &'n Candidates,
) -> impl Iterator<Item = (&'n ItemNode, &'n ItemNode)> {
    found.iter().filter_map(|(new_at, olds)| {
        let other = new.get(new_at)?.node;
        let mut same = olds
            .iter()
            .filter_map(|at| old.get(*at))
            .map(|view| view.node)
            .filter(|one| one.name.key == other.name.key);
        let only = same.next()?;
        same.next().is_none().then_some((only, other))
    })
}

/// Which items are the same.
struct KnownItems {
    news: BTreeMap<usize, Vec<usize>>,
    olds: BTreeMap<usize, Vec<usize>>,
}

impl KnownItems {
    fn of(pairs: &[Pair]) -> Self {
        let mut known = Self { news: BTreeMap::new(), olds: BTreeMap::new() };
        for pair in pairs {
            known.news.entry(pair.old).or_default().push(pair.new);
            known.olds.entry(pair.new).or_default().push(pair.old);
        }
        known
    }

    fn stand(&self, old: usize, new: usize) -> Items {
        match (self.news.get(&old), self.olds.get(&new)) {
            (Some(news), _) if news.contains(&new) => Items::Same,
            (Some(_), Some(_)) => Items::Others,
            _ => Items::Unknown,
        }
    }
}

/// New nodes whose candidates are weighed on one thread at least: fewer cost more to share out than to weigh.
const SHARED_OUT: usize = 16;

/// The best pairs of the candidates, one to one.
fn choose(found: &Candidates, weigher: &impl Weigher) -> Vec<Pair> {
    let (olds, news) = weigher.count();
    let edges: Vec<Edge> = found
        .par_iter()
        .with_min_len(SHARED_OUT)
        .flat_map_iter(|(new, candidates)| {
            candidates.iter().filter_map(move |old| {
                let sum = weigher.weigh::<Sum>(*old, new, Least::of(ACCEPTED))?.sum();
                let weight = sum + nearness((*old, olds), (new, news));
                (sum > ACCEPTED).then_some(Edge { old: *old, new, weight })
            })
        })
        .collect();
    let chosen = assign(&edges, olds, news);
    let rivals = Rivals::of(&edges, &chosen);
    let pair = |edge: &Edge| {
        let weighing = weigher.weigh(edge.old, edge.new, Least::NONE)?;
        let rival = rivals.of_pair(edge);
        Some(Pair { old: edge.old, new: edge.new, relation: Relation::Same, weighing, rival })
    };
    chosen.par_iter().with_min_len(SHARED_OUT).filter_map(pair).collect()
}

/// Of things that are alike in all that is weighed, those in the same order belong together.
///
/// Too little to count against any evidence.
fn nearness((old, olds): (usize, usize), (new, news): (usize, usize)) -> f64 {
    let count = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
    let all = count(olds.max(news)).max(1.0);
    0.002 * (1.0 - count(old.abs_diff(new)) / all)
}

/// The next best pairs of what is paired.
struct Rivals {
    of_old: BTreeMap<usize, f64>,
    of_new: BTreeMap<usize, f64>,
}

impl Rivals {
    fn of(edges: &[Edge], chosen: &[Edge]) -> Self {
        let weights: BTreeMap<(bool, usize), f64> = chosen
            .iter()
            .flat_map(|edge| [((true, edge.old), edge.weight), ((false, edge.new), edge.weight)])
            .collect();
        let mut rivals = Self { of_old: BTreeMap::new(), of_new: BTreeMap::new() };
        let is_chosen = |edge: &Edge| {
            chosen
                .binary_search_by_key(&edge.old, |chosen| chosen.old)
                .is_ok_and(|at| chosen.get(at).is_some_and(|chosen| chosen.new == edge.new))
        };
        for edge in edges.iter().filter(|edge| !is_chosen(edge)) {
            // What is better paired elsewhere is no rival.
            let free = |side: (bool, usize)| weights.get(&side).is_none_or(|own| *own <= edge.weight);
            if free((false, edge.new)) {
                raise(&mut rivals.of_old, edge.old, edge.weight);
            }
            if free((true, edge.old)) {
                raise(&mut rivals.of_new, edge.new, edge.weight);
            }
        }
        rivals
    }

    fn of_pair(&self, edge: &Edge) -> Option<f64> {
        let both = [self.of_old.get(&edge.old), self.of_new.get(&edge.new)];
        both.into_iter().flatten().copied().reduce(f64::max)
    }
}

fn raise(best: &mut BTreeMap<usize, f64>, at: usize, weight: f64) {
    let entry = best.entry(at).or_insert(weight);
    *entry = entry.max(weight);
}

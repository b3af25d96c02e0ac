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

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::evidence::Weighing;
use crate::name::Name;
use crate::node::Nodes;
use crate::rarity::Rarity;
use crate::weigh::{self, ACCEPTED, Items};

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
    let found = candidates::of_items(&old.items, &new.items, &rarity);
    let renamings = Renamings::find(same_titles(old, new, &found));
    let (of_olds, of_news) = (old.by_item(), new.by_item());
    let weigh_items = |one: usize, other: usize| {
        let old = (old.items.get(one)?, of_olds.get(one)?.as_slice());
        let new = (new.items.get(other)?, of_news.get(other)?.as_slice());
        Some(weigh::items(old, new, &rarity, &renamings))
    };
    let mut items = choose(&found, (old.items.len(), new.items.len()), &weigh_items);
    let search = Search { found: &found, rarity: &rarity, weigh: &weigh_items };
    pieces::of_items(&old.items, &new.items, search, &mut items);

    let found = candidates::of_indicators(&old.indicators, &new.indicators, &rarity);
    let known = KnownItems::of(&items);
    let weigh_indicators = |one: usize, other: usize| {
        let (one, other) = (old.indicators.get(one)?, new.indicators.get(other)?);
        Some(weigh::indicators(one, other, &rarity, known.stand(one.item, other.item)))
    };
    let mut indicators = choose(&found, (old.indicators.len(), new.indicators.len()), &weigh_indicators);
    let search = Search { found: &found, rarity: &rarity, weigh: &weigh_indicators };
    pieces::of_indicators(&old.indicators, &new.indicators, search, &mut indicators);
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
    nodes.items.iter().map(|node| &node.name).chain(nodes.indicators.iter().map(|node| &node.name))
}

/// Pairs of items whose titles are the same and stand once on either side.
fn same_titles<'n>(
    old: &'n Nodes,
    new: &'n Nodes,
    found: &'n Candidates,
) -> impl Iterator<Item = (&'n crate::node::ItemNode, &'n crate::node::ItemNode)> {
    found.iter().filter_map(|(new_at, olds)| {
        let other = new.items.get(new_at)?;
        let mut same =
            olds.iter().filter_map(|at| old.items.get(*at)).filter(|one| one.name.key == other.name.key);
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

/// The best pairs of the candidates, one to one.
fn choose(
    found: &Candidates,
    (olds, news): (usize, usize),
    weigh: &dyn Fn(usize, usize) -> Option<Weighing>,
) -> Vec<Pair> {
    let mut edges = Vec::new();
    for (new, candidates) in found.iter() {
        for old in candidates {
            match weigh(*old, new) {
                Some(weighing) if weighing.sum > ACCEPTED => {
                    let weight = weighing.sum + nearness((*old, olds), (new, news));
                    edges.push(Edge { old: *old, new, weight });
                }
                _ => {}
            }
        }
    }
    let chosen = assign(&edges, olds, news);
    let rivals = Rivals::of(&edges, &chosen);
    chosen
        .iter()
        .filter_map(|edge| {
            let weighing = weigh(edge.old, edge.new)?;
            Some(Pair {
                old: edge.old,
                new: edge.new,
                relation: Relation::Same,
                weighing,
                rival: rivals.of_pair(edge),
            })
        })
        .collect()
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

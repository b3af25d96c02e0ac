//! Which pairs are worth weighing: those that share rare characters or telling numbers.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::grams::Gram;
use crate::node::IndicatorNode;
use crate::rarity::WeighedName;
use crate::weigh::{IndicatorView, ItemView};

/// Candidates of a node that are weighed.
const MOST: usize = 8;

/// Nodes that may share a gram before it tells nothing: the index would compare all with all.
const MOST_SHARED: usize = 96;

/// What a shared number or name of an indicator counts beside the rarest gram.
const KEY_WEIGHT: f64 = 8.0;

/// For each new node, the old ones that may be the same, the most alike first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Candidates(Vec<Vec<usize>>);

impl Candidates {
    /// Each new node with its candidates.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &[usize])> {
        self.0.iter().map(Vec::as_slice).enumerate()
    }

    /// The same, shared out to threads.
    pub(crate) fn par_iter(&self) -> impl IndexedParallelIterator<Item = (usize, &[usize])> {
        self.0.par_iter().map(Vec::as_slice).enumerate()
    }

    pub(crate) fn of_new(&self, new: usize) -> &[usize] {
        self.0.get(new).map_or(&[], Vec::as_slice)
    }
}

pub(crate) fn of_items(old: &[ItemView<'_>], new: &[ItemView<'_>]) -> Candidates {
    let olds = old.iter().map(|view| (view.name, Cow::Borrowed(view.node.indicators.as_slice())));
    let news = new.iter().map(|view| (view.name, Cow::Borrowed(view.node.indicators.as_slice())));
    find(&olds.collect::<Vec<_>>(), &news.collect::<Vec<_>>())
}

pub(crate) fn of_indicators(old: &[IndicatorView<'_>], new: &[IndicatorView<'_>]) -> Candidates {
    let olds = old.iter().map(|view| (view.name, Cow::Owned(number_keys(view.node))));
    let news = new.iter().map(|view| (view.name, Cow::Owned(number_keys(view.node))));
    find(&olds.collect::<Vec<_>>(), &news.collect::<Vec<_>>())
}

/// Numbers of some length, as keys of the index.
fn number_keys(node: &IndicatorNode) -> Vec<Gram> {
    let mut keys: Vec<Gram> = node.values.iter().filter_map(|value| value.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A name, and keys that count beside it.
type Sought<'n> = (&'n WeighedName<'n>, Cow<'n, [Gram]>);

fn find(old: &[Sought<'_>], new: &[Sought<'_>]) -> Candidates {
    let (by_gram, by_key) = rayon::join(
        || Index::of(old.iter().map(|(name, _)| name.name.grams.as_slice())),
        || Index::of(old.iter().map(|(_, keys)| keys.as_ref())),
    );
    let begin = || (vec![0.0; old.len()], Vec::new());
    let found = new.par_iter().map_init(begin, |(points, touched), (name, keys)| {
        let grams = name.name.grams.iter().zip(name.weights);
        let of_grams = grams.map(|(gram, weight)| (by_gram.nodes(*gram), *weight));
        let of_keys = keys.iter().map(|key| (by_key.nodes(*key), KEY_WEIGHT));
        for (nodes, weight) in of_grams.chain(of_keys).filter(|(nodes, _)| nodes.len() <= MOST_SHARED) {
            for (_, at) in nodes {
                if let Some(points) = points.get_mut(*at) {
                    if *points == 0.0 {
                        touched.push(*at);
                    }
                    *points += weight;
                }
            }
        }
        best(points, touched)
    });
    Candidates(found.collect())
}

/// The nodes with the most points, which are all taken back.
fn best(points: &mut [f64], touched: &mut Vec<usize>) -> Vec<usize> {
    let mut ranked: Vec<(f64, usize)> =
        touched.drain(..).filter_map(|at| Some((std::mem::take(points.get_mut(at)?), at))).collect();
    let order =
        |one: &(f64, usize), other: &(f64, usize)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
    if ranked.len() > MOST {
        // Of a hundred that share a gram or two, only the best need an order.
        ranked.select_nth_unstable_by(MOST, order);
        ranked.truncate(MOST);
    }
    ranked.sort_unstable_by(order);
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// Which nodes have a gram.
struct Index {
    /// By gram, then by node.
    entries: Vec<(Gram, usize)>,
    /// First and one past the last entry of each gram.
    ranges: FxHashMap<Gram, (usize, usize)>,
}

impl Index {
    fn of<'g>(grams: impl Iterator<Item = &'g [Gram]>) -> Self {
        let mut entries: Vec<(Gram, usize)> =
            grams.enumerate().flat_map(|(at, grams)| grams.iter().map(move |gram| (*gram, at))).collect();
        entries.sort_unstable();
        let mut ranges = FxHashMap::default();
        let mut begin = 0;
        for of_gram in entries.chunk_by(|one, other| one.0 == other.0) {
            let end = begin + of_gram.len();
            ranges.extend(of_gram.first().map(|(gram, _)| (*gram, (begin, end))));
            begin = end;
        }
        Self { entries, ranges }
    }

    fn nodes(&self, gram: Gram) -> &[(Gram, usize)] {
        self.ranges.get(&gram).and_then(|(begin, end)| self.entries.get(*begin..*end)).unwrap_or_default()
    }
}

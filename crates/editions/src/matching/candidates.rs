//! Which pairs are worth weighing: those that share rare characters or telling numbers.

use rustc_hash::FxHashMap;

use crate::name::Gram;
use crate::node::{IndicatorNode, ItemNode, digits, mark};
use crate::rarity::Rarity;

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

    pub(crate) fn of_new(&self, new: usize) -> &[usize] {
        self.0.get(new).map_or(&[], Vec::as_slice)
    }
}

pub(crate) fn of_items(old: &[ItemNode], new: &[ItemNode], rarity: &Rarity) -> Candidates {
    let keys = |node: &ItemNode| node.indicators.clone();
    find(old, new, rarity, |node| &node.name.grams, &keys)
}

pub(crate) fn of_indicators(old: &[IndicatorNode], new: &[IndicatorNode], rarity: &Rarity) -> Candidates {
    find(old, new, rarity, |node| &node.name.grams, &number_keys)
}

/// Numbers of some length, as keys of the index.
fn number_keys(node: &IndicatorNode) -> Vec<Gram> {
    let numbers = node.values.iter().filter_map(|value| value.number).filter(|number| digits(*number) >= 3);
    let mut keys: Vec<Gram> = numbers.map(|number| mark(&number.normalize().to_string())).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn find<N>(
    old: &[N],
    new: &[N],
    rarity: &Rarity,
    grams: impl Fn(&N) -> &Vec<Gram>,
    keys: &dyn Fn(&N) -> Vec<Gram>,
) -> Candidates {
    let mut by_gram: FxHashMap<Gram, Vec<usize>> = FxHashMap::default();
    let mut by_key: FxHashMap<Gram, Vec<usize>> = FxHashMap::default();
    for (at, node) in old.iter().enumerate() {
        grams(node).iter().for_each(|gram| by_gram.entry(*gram).or_default().push(at));
        keys(node).iter().for_each(|key| by_key.entry(*key).or_default().push(at));
    }
    let mut points = vec![0.0; old.len()];
    let mut touched: Vec<usize> = Vec::new();
    let found = new.iter().map(|node| {
        let of_grams = grams(node).iter().filter_map(|gram| Some((by_gram.get(gram)?, rarity.of(*gram))));
        let keys = keys(node);
        let of_keys = keys.iter().filter_map(|key| Some((by_key.get(key)?, KEY_WEIGHT)));
        for (nodes, weight) in of_grams.chain(of_keys).filter(|(nodes, _)| nodes.len() <= MOST_SHARED) {
            for at in nodes {
                if let Some(points) = points.get_mut(*at) {
                    if *points == 0.0 {
                        touched.push(*at);
                    }
                    *points += weight;
                }
            }
        }
        let mut ranked: Vec<(f64, usize)> =
            touched.drain(..).filter_map(|at| Some((std::mem::take(points.get_mut(at)?), at))).collect();
        ranked.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        ranked.truncate(MOST);
        ranked.into_iter().map(|(_, at)| at).collect()
    });
    Candidates(found.collect())
}

//! One to one: the best assignment of each component of candidates.

use std::collections::BTreeMap;

use pathfinding::prelude::{Matrix, kuhn_munkres};

/// Nodes on a side up to which a component is assigned as a whole; larger ones are taken pair by pair, best first.
const LARGEST: usize = 48;

/// A candidate pair with its weight, above what is accepted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) weight: f64,
}

/// The pairs that together weigh most, each node in one pair at most, by old node.
pub(crate) fn assign(edges: &[Edge], olds: usize, news: usize) -> Vec<Edge> {
    let mut chosen = Vec::new();
    for component in components(edges, olds, news) {
        match component.as_slice() {
            [only] => chosen.push(*only),
            several => chosen.extend(assign_component(several)),
        }
    }
    chosen.sort_by_key(|edge| edge.old);
    chosen
}

/// Edges that hang together, each in the order given.
fn components(edges: &[Edge], olds: usize, news: usize) -> Vec<Vec<Edge>> {
    let mut parents: Vec<usize> = (0..olds + news).collect();
    for edge in edges {
        let (one, other) = (root(&mut parents, edge.old), root(&mut parents, olds + edge.new));
        if one != other
            && let Some(parent) = parents.get_mut(one.max(other))
        {
            *parent = one.min(other);
        }
    }
    let mut by_root: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for edge in edges {
        by_root.entry(root(&mut parents, edge.old)).or_default().push(*edge);
    }
    by_root.into_values().collect()
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while let Some(parent) = parents.get(at).copied().filter(|parent| *parent != at) {
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(entry) = parents.get_mut(at) {
            *entry = above;
        }
        at = parent;
    }
    at
}

fn assign_component(edges: &[Edge]) -> Vec<Edge> {
    let olds = distinct(edges.iter().map(|edge| edge.old));
    let news = distinct(edges.iter().map(|edge| edge.new));
    if olds.len().max(news.len()) > LARGEST {
        return best_first(edges);
    }
    // The algorithm wants no more rows than columns.
    let turned = olds.len() > news.len();
    let (rows, columns) = if turned { (news.len(), olds.len()) } else { (olds.len(), news.len()) };
    let mut weights = Matrix::new(rows, columns, 0_i64);
    let mut of_cell: BTreeMap<(usize, usize), Edge> = BTreeMap::new();
    for edge in edges {
        let (Ok(old), Ok(new)) = (olds.binary_search(&edge.old), news.binary_search(&edge.new)) else {
            continue;
        };
        let cell = if turned { (new, old) } else { (old, new) };
        if let Some(weight) = weights.get_mut(cell) {
            *weight = whole(edge.weight);
            of_cell.insert(cell, *edge);
        }
    }
    let (_, columns) = kuhn_munkres(&weights);
    columns.into_iter().enumerate().filter_map(|cell| of_cell.get(&cell).copied()).collect()
}

fn best_first(edges: &[Edge]) -> Vec<Edge> {
    let mut sorted = edges.to_vec();
    sorted.sort_by(|one, other| {
        other.weight.total_cmp(&one.weight).then_with(|| (one.old, one.new).cmp(&(other.old, other.new)))
    });
    let (mut olds, mut news) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    sorted.retain(|edge| {
        !olds.contains(&edge.old)
            && !news.contains(&edge.new)
            && olds.insert(edge.old)
            && news.insert(edge.new)
    });
    sorted
}

fn distinct(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[expect(clippy::cast_possible_truncation, reason = "weights are sums of a dozen small numbers")]
fn whole(weight: f64) -> i64 {
    // Every real edge weighs more than none.
    ((weight * 1e9) as i64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(old: usize, new: usize, weight: f64) -> Edge {
        Edge { old, new, weight }
    }

    #[test]
    fn the_sum_decides_and_not_the_best_pair() {
        let edges = [edge(0, 0, 5.0), edge(0, 1, 4.0), edge(1, 0, 4.0)];
        let pairs: Vec<_> = assign(&edges, 2, 2).iter().map(|edge| (edge.old, edge.new)).collect();
        assert_eq!(pairs, [(0, 1), (1, 0)]);
    }

    #[test]
    fn what_has_no_candidate_stays_alone() {
        let edges = [edge(0, 2, 5.0), edge(1, 2, 4.0), edge(3, 0, 1.0)];
        let pairs: Vec<_> = assign(&edges, 4, 3).iter().map(|edge| (edge.old, edge.new)).collect();
        assert_eq!(pairs, [(0, 2), (3, 0)]);
    }
}

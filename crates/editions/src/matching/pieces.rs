//! Splits and merges: what no other has for itself and what is a part of a pair.
//!
//! One old thing became two where both new names are made of the old one and together hold (nearly) all of it. A
//! merge is the same with the sides turned.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::candidates::Candidates;
use super::{Pair, Relation};
use crate::evidence::Weighing;
use crate::name::{Gram, Name};
use crate::node::{IndicatorNode, Nodes, Value};
use crate::rarity::Rarity;
use crate::weigh::name_likeness;

/// Share of a part's name that must come from the whole.
const LEAST_CONTAINED: f64 = 0.7;

/// Likeness of the names of a whole and its parts where the parts differ in what stands in brackets.
const LEAST_LIKE: f64 = 0.5;

/// Share of the whole's name that both parts must hold.
const LEAST_COVERED: f64 = 0.75;

type Weigh<'w> = &'w dyn Fn(usize, usize) -> Option<Weighing>;

pub(crate) fn of_items(
    old: &Nodes,
    new: &Nodes,
    found: &Candidates,
    rarity: &Rarity,
    weigh: Weigh<'_>,
    pairs: &mut Vec<Pair>,
) {
    let names = Names {
        old: old.items.iter().map(|node| &node.name).collect(),
        new: new.items.iter().map(|node| &node.name).collect(),
    };
    names.search(found, rarity, weigh, pairs, &|_, _, _| false);
}

pub(crate) fn of_indicators(
    old: &Nodes,
    new: &Nodes,
    found: &Candidates,
    rarity: &Rarity,
    weigh: Weigh<'_>,
    pairs: &mut Vec<Pair>,
) {
    let names = Names {
        old: old.indicators.iter().map(|node| &node.name).collect(),
        new: new.indicators.iter().map(|node| &node.name).collect(),
    };
    let add_up = |relation: Relation, whole: usize, parts: [usize; 2]| match relation {
        Relation::Merge => sums(new.indicators.get(whole), parts.map(|part| old.indicators.get(part))),
        _ => sums(old.indicators.get(whole), parts.map(|part| new.indicators.get(part))),
    };
    names.search(found, rarity, weigh, pairs, &add_up);
}

struct Names<'n> {
    old: Vec<&'n Name>,
    new: Vec<&'n Name>,
}

impl Names<'_> {
    /// Adds the pairs of parts that are left over; the pair that is there becomes one of a part too.
    fn search(
        &self,
        found: &Candidates,
        rarity: &Rarity,
        weigh: Weigh<'_>,
        pairs: &mut Vec<Pair>,
        add_up: &dyn Fn(Relation, usize, [usize; 2]) -> bool,
    ) {
        let mut added = Vec::new();
        let mut by_old: BTreeMap<usize, usize> = BTreeMap::new();
        let mut by_new: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, pair) in pairs.iter().enumerate() {
            by_old.insert(pair.old, at);
            by_new.insert(pair.new, at);
        }
        for new in (0..self.new.len()).filter(|new| !by_new.contains_key(new)) {
            for old in found.of_new(new).iter().copied() {
                let partner = by_old.get(&old).and_then(|at| pairs.get_mut(*at));
                let Some(partner) = partner.filter(|pair| pair.relation != Relation::Merge) else { continue };
                let parts = [partner.new, new];
                if self.is_whole(Relation::Split, old, parts, rarity) || add_up(Relation::Split, old, parts) {
                    partner.relation = Relation::Split;
                    added.extend(piece(old, new, Relation::Split, weigh));
                    break;
                }
            }
        }
        let candidates_of = self.by_old(found);
        for old in (0..self.old.len()).filter(|old| !by_old.contains_key(old)) {
            for new in candidates_of.get(old).into_iter().flatten().copied() {
                let partner = by_new.get(&new).and_then(|at| pairs.get_mut(*at));
                let Some(partner) = partner.filter(|pair| pair.relation != Relation::Split) else { continue };
                let parts = [partner.old, old];
                if self.is_whole(Relation::Merge, new, parts, rarity) || add_up(Relation::Merge, new, parts) {
                    partner.relation = Relation::Merge;
                    added.extend(piece(old, new, Relation::Merge, weigh));
                    break;
                }
            }
        }
        pairs.extend(added);
        pairs.sort_by_key(|pair| (pair.old, pair.new));
    }

    fn by_old(&self, found: &Candidates) -> Vec<Vec<usize>> {
        let mut by_old = vec![Vec::new(); self.old.len()];
        for (new, olds) in found.iter() {
            for old in olds {
                if let Some(news) = by_old.get_mut(*old) {
                    news.push(new);
                }
            }
        }
        by_old
    }

    /// Are both names made of the whole's, and do they hold nearly all of it?
    fn is_whole(&self, relation: Relation, whole: usize, parts: [usize; 2], rarity: &Rarity) -> bool {
        let (wholes, sides) =
            if relation == Relation::Merge { (&self.new, &self.old) } else { (&self.old, &self.new) };
        let (Some(whole), [Some(one), Some(other)]) = (wholes.get(whole), parts.map(|part| sides.get(part)))
        else {
            return false;
        };
        // The same name twice is a repetition; a whole that is still there has not been divided.
        if one.key == other.key && one.note == other.note
            || [one, other].iter().any(|part| part.key == whole.key && part.note == whole.note)
        {
            return false;
        }
        // 「X（県）」 and 「X（市町）」 of 「X」, reworded perhaps.
        let marked = |part: &Name| {
            !part.note.is_empty()
                && part.note != whole.note
                && name_likeness(part, whole, rarity) >= LEAST_LIKE
        };
        if marked(one)
            && marked(other)
            && one.note != other.note
            && name_likeness(one, other, rarity) >= LEAST_LIKE
        {
            return true;
        }
        let contained = |part: &Name| contained(&part.grams, &whole.grams, rarity);
        let mut both: Vec<Gram> = one.grams.iter().chain(&other.grams).copied().collect();
        both.sort_unstable();
        both.dedup();
        let alone = self::contained(&whole.grams, &one.grams, rarity).max(self::contained(
            &whole.grams,
            &other.grams,
            rarity,
        ));
        let covered = self::contained(&whole.grams, &both, rarity);
        [one, other].into_iter().all(|part| contained(part) >= LEAST_CONTAINED)
            && covered >= LEAST_COVERED
            && covered - alone >= 0.12
    }
}

fn piece(old: usize, new: usize, relation: Relation, weigh: Weigh<'_>) -> Option<Pair> {
    Some(Pair { old, new, relation, weighing: weigh(old, new)?, rival: None })
}

/// The share of a name's rare grams that another has too.
fn contained(part: &[Gram], whole: &[Gram], rarity: &Rarity) -> f64 {
    let (mut common, mut all) = (0.0, 0.0);
    for gram in part {
        let weight = rarity.of(*gram);
        all += weight;
        if whole.binary_search(gram).is_ok() {
            common += weight;
        }
    }
    if all > 0.0 { common / all } else { 0.0 }
}

/// Do the values of both parts add up to the whole's, in a role and year that all three have?
fn sums(whole: Option<&IndicatorNode>, parts: [Option<&IndicatorNode>; 2]) -> bool {
    let (Some(whole), [Some(one), Some(other)]) = (whole, parts) else { return false };
    let alike = |part: &IndicatorNode| part.unit == whole.unit && part.name.measure == whole.name.measure;
    if !alike(one) || !alike(other) {
        return false;
    }
    whole.values.iter().any(|value| {
        let like = |part: &IndicatorNode| {
            part.values.iter().find(|other| same_place(value, other)).and_then(|value| value.number)
        };
        match (value.number, like(one), like(other)) {
            (Some(whole), Some(one), Some(other)) => {
                one.checked_add(other) == Some(whole)
                    && one > Decimal::ZERO
                    && other > Decimal::ZERO
                    && crate::node::digits(whole) >= 2
            }
            _ => false,
        }
    })
}

fn same_place(one: &Value, other: &Value) -> bool {
    one.role == other.role && one.year == other.year && one.label == other.label
}

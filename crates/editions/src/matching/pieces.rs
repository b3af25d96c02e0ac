//! Splits and merges: what no other has for itself and what is a part of a pair.
//!
//! One old thing became two where both new names are made of the old one and together hold (nearly) all of it. A
//! merge is the same with the sides turned.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::candidates::Candidates;
use super::{Pair, Relation, Weigher};
use crate::grams::grams;
use crate::name::Name;
use crate::node::IndicatorNode;
use crate::rarity::WeighedName;
use crate::values::digits;
use crate::weigh::{IndicatorView, ItemView, Least};

/// Share of a part's name that must come from the whole.
const LEAST_CONTAINED: f64 = 0.7;

/// Likeness of the names of a whole and its parts where the parts differ in what stands in brackets.
const LEAST_LIKE: f64 = 0.5;

/// Share of the whole's name that both parts must hold.
const LEAST_COVERED: f64 = 0.75;

/// What the search for pieces is given.
pub(crate) struct Search<'s, W> {
    pub(crate) found: &'s Candidates,
    pub(crate) weigher: &'s W,
}

pub(crate) fn of_items(
    old: &[ItemView<'_>],
    new: &[ItemView<'_>],
    search: &Search<'_, impl Weigher>,
    pairs: &mut Vec<Pair>,
) {
    let names = Names { old: of_each(old, |view| view.name), new: of_each(new, |view| view.name) };
    names.search(search, pairs, &|_, _, _| false);
}

pub(crate) fn of_indicators(
    old: &[IndicatorView<'_>],
    new: &[IndicatorView<'_>],
    search: &Search<'_, impl Weigher>,
    pairs: &mut Vec<Pair>,
) {
    let names = Names { old: of_each(old, |view| view.name), new: of_each(new, |view| view.name) };
    let (old, new) = (of_each(old, |view| view.node), of_each(new, |view| view.node));
    let add_up = |relation: Relation, whole: usize, parts: [usize; 2]| match relation {
        Relation::Merge => sums(new.get(whole).copied(), parts.map(|part| old.get(part).copied())),
        _ => sums(old.get(whole).copied(), parts.map(|part| new.get(part).copied())),
    };
    names.search(search, pairs, &add_up);
}

/// Do the values of the parts add up to those of the whole?
type AddUp<'a> = &'a dyn Fn(Relation, usize, [usize; 2]) -> bool;

fn of_each<V, P: Copy>(views: &[V], part: impl Fn(&V) -> P) -> Vec<P> {
    views.iter().map(part).collect()
}

/// Nodes that have no pair.
struct Free {
    old: BTreeSet<usize>,
    new: BTreeSet<usize>,
}

impl Free {
    fn besides(pairs: &[Pair], (olds, news): (usize, usize)) -> Self {
        let mut free = Self { old: (0..olds).collect(), new: (0..news).collect() };
        for pair in pairs {
            free.old.remove(&pair.old);
            free.new.remove(&pair.new);
        }
        free
    }
}

struct Names<'n> {
    old: Vec<&'n WeighedName<'n>>,
    new: Vec<&'n WeighedName<'n>>,
}

impl Names<'_> {
    /// Adds the pairs of parts that are left over; the pair that is there becomes one of a part too.
    fn search(&self, search: &Search<'_, impl Weigher>, pairs: &mut Vec<Pair>, add_up: AddUp<'_>) {
        let by_old: BTreeMap<usize, usize> =
            pairs.iter().enumerate().map(|(at, pair)| (pair.old, at)).collect();
        let by_new: BTreeMap<usize, usize> =
            pairs.iter().enumerate().map(|(at, pair)| (pair.new, at)).collect();
        let mut added = Vec::new();
        for new in (0..self.new.len()).filter(|new| !by_new.contains_key(new)) {
            let wholes = (search.found.of_new(new), &by_old);
            added.extend(self.piece(Relation::Split, new, wholes, pairs, search, add_up));
        }
        let candidates_of = self.by_old(search.found);
        for (old, candidates) in candidates_of.iter().enumerate() {
            if !by_old.contains_key(&old) {
                let wholes = (candidates.as_slice(), &by_new);
                added.extend(self.piece(Relation::Merge, old, wholes, pairs, search, add_up));
            }
        }
        pairs.extend(added);
        let mut free = Free::besides(pairs, (self.old.len(), self.new.len()));
        for new in 0..self.new.len() {
            pairs.extend(self.both_parts(Relation::Merge, new, search.found.of_new(new), &mut free, search));
        }
        for (old, candidates) in candidates_of.iter().enumerate() {
            pairs.extend(self.both_parts(Relation::Split, old, candidates, &mut free, search));
        }
        pairs.sort_by_key(|pair| (pair.old, pair.new));
    }

    /// The pairs of a whole and of both its parts, where none of the three has a pair: each part alone is too little
    /// of a long name.
    fn both_parts(
        &self,
        relation: Relation,
        whole: usize,
        candidates: &[usize],
        free: &mut Free,
        search: &Search<'_, impl Weigher>,
    ) -> Vec<Pair> {
        let is_merge = relation == Relation::Merge;
        let (wholes, sides) =
            if is_merge { (&mut free.new, &mut free.old) } else { (&mut free.old, &mut free.new) };
        if !wholes.contains(&whole) {
            return Vec::new();
        }
        let parts: Vec<usize> = candidates.iter().copied().filter(|part| sides.contains(part)).collect();
        let mut twos = parts
            .iter()
            .enumerate()
            .flat_map(|(at, one)| parts.iter().skip(at + 1).map(move |other| [*one, *other]));
        let Some(found) = twos.find(|two| self.is_whole(relation, whole, *two)) else { return Vec::new() };
        wholes.remove(&whole);
        found.iter().for_each(|part| {
            sides.remove(part);
        });
        let pair = |part: usize| {
            let (old, new) = if is_merge { (part, whole) } else { (whole, part) };
            let weighing = search.weigher.weigh(old, new, Least::NONE)?;
            Some(Pair { old, new, relation, weighing, rival: None })
        };
        found.into_iter().filter_map(pair).collect()
    }

    /// The pair of a part that has none, and of the whole that it and the part of another pair make.
    fn piece(
        &self,
        relation: Relation,
        part: usize,
        (wholes, paired): (&[usize], &BTreeMap<usize, usize>),
        pairs: &mut [Pair],
        search: &Search<'_, impl Weigher>,
        add_up: AddUp<'_>,
    ) -> Option<Pair> {
        let (is_split, other) = match relation {
            Relation::Split => (true, Relation::Merge),
            _ => (false, Relation::Split),
        };
        for whole in wholes.iter().copied() {
            let partner = paired.get(&whole).and_then(|at| pairs.get_mut(*at));
            let Some(partner) = partner.filter(|pair| pair.relation != other) else { continue };
            let parts = [if is_split { partner.new } else { partner.old }, part];
            if self.is_whole(relation, whole, parts) || add_up(relation, whole, parts) {
                partner.relation = relation;
                let (old, new) = if is_split { (whole, part) } else { (part, whole) };
                let weighing = search.weigher.weigh(old, new, Least::NONE)?;
                return Some(Pair { old, new, relation, weighing, rival: None });
            }
        }
        None
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
    fn is_whole(&self, relation: Relation, whole: usize, parts: [usize; 2]) -> bool {
        let (wholes, sides) =
            if relation == Relation::Merge { (&self.new, &self.old) } else { (&self.old, &self.new) };
        let (Some(whole), [Some(one), Some(other)]) = (wholes.get(whole), parts.map(|part| sides.get(part)))
        else {
            return false;
        };
        // The same name twice is a repetition; a whole that is still there has not been divided.
        let same = |one: &Name, other: &Name| one.key == other.key && one.note == other.note;
        if same(one.name, other.name) || same(one.name, whole.name) || same(other.name, whole.name) {
            return false;
        }
        // 「X（県）」 and 「X（市町）」 of 「X」, reworded perhaps.
        let marked = |part: &WeighedName<'_>| {
            let (note, of_whole) = (&part.name.note, &whole.name.note);
            !note.is_empty() && note != of_whole && part.likeness(whole) >= LEAST_LIKE
        };
        if marked(one)
            && marked(other)
            && one.name.note != other.name.note
            && one.likeness(other) >= LEAST_LIKE
        {
            return true;
        }
        if [one, other].iter().any(|part| part.share_in(&whole.name.grams) < LEAST_CONTAINED) {
            return false;
        }
        // Inside the whole's name stands what is an empty head at the end of a part's: 「Aの推進及びB」.
        let [of_one, of_other] = [one, other].map(|part| grams(&part.name.key));
        let alone = whole.share_in(&of_one).max(whole.share_in(&of_other));
        let mut both = [of_one, of_other].concat();
        both.sort_unstable();
        both.dedup();
        let covered = whole.share_in(&both);
        covered >= LEAST_COVERED && covered - alone >= 0.12
    }
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
            part.values.iter().find(|other| value.same_place(other)).and_then(|value| value.number)
        };
        match (value.number, like(one), like(other)) {
            (Some(whole), Some(one), Some(other)) => {
                one.checked_add(other) == Some(whole)
                    && one > Decimal::ZERO
                    && other > Decimal::ZERO
                    && digits(whole) >= 2
            }
            _ => false,
        }
    })
}

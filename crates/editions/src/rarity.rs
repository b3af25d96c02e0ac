//! How rare a gram is among the names at hand.

use rustc_hash::FxHashMap;

use crate::grams::{Gram, common_weight};
use crate::name::Name;

/// Weights of grams: those that many names have tell little.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rarity {
    weights: FxHashMap<Gram, f64>,
    rarest: f64,
}

impl Rarity {
    /// Of the names on both sides.
    pub(crate) fn of_names<'n>(names: impl IntoIterator<Item = &'n Name>) -> Self {
        let mut counts: FxHashMap<Gram, u32> = FxHashMap::default();
        let mut all = 0_u32;
        for name in names {
            all += 1;
            for gram in &name.grams {
                *counts.entry(*gram).or_default() += 1;
            }
        }
        let weight = |count: u32| (1.0 + f64::from(all) / f64::from(count.max(1))).ln();
        let weights = counts.into_iter().map(|(gram, count)| (gram, weight(count))).collect();
        Self { weights, rarest: weight(1) }
    }

    pub(crate) fn of(&self, gram: Gram) -> f64 {
        self.weights.get(&gram).copied().unwrap_or(self.rarest)
    }
}

/// What the grams of names weigh, name after name.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    all: Vec<f64>,
    /// One past the last weight of each name.
    ends: Vec<usize>,
}

impl Weights {
    pub(crate) fn of<'n>(names: impl IntoIterator<Item = &'n Name>, rarity: &Rarity) -> Self {
        let mut weights = Self::default();
        for name in names {
            weights.all.extend(name.grams.iter().map(|gram| rarity.of(*gram)));
            weights.ends.push(weights.all.len());
        }
        weights
    }

    /// The names, which must be those that were weighed.
    pub(crate) fn names<'n>(&'n self, names: impl Iterator<Item = &'n Name>) -> Vec<WeighedName<'n>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = begins.zip(&self.ends);
        let weights = ranges.map(|(begin, end)| self.all.get(begin..*end).unwrap_or_default());
        names.zip(weights).map(|(name, weights)| WeighedName::of(name, weights)).collect()
    }
}

/// A name with what each of its grams weighs among the names at hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WeighedName<'n> {
    pub(crate) name: &'n Name,
    /// Of each gram, in the name's order.
    pub(crate) weights: &'n [f64],
    /// Of all grams together.
    all: f64,
}

impl<'n> WeighedName<'n> {
    fn of(name: &'n Name, weights: &'n [f64]) -> Self {
        // From +0: a sum of none is -0 otherwise.
        Self { name, weights, all: weights.iter().fold(0.0, |sum, weight| sum + weight) }
    }

    /// How alike two names are, 0 to 1: the share of rare grams that both have (Dice, weighted by rarity).
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.name.key == other.name.key {
            return if self.name.is_empty() { 0.0 } else { 1.0 };
        }
        let common = common_weight(&self.name.grams, self.weights, &other.name.grams);
        let all = self.all + other.all;
        let shared = if all > 0.0 { 2.0 * common / all } else { 0.0 };
        // Names that differ are not quite the same, even where their grams are.
        shared.min(0.97)
    }

    /// The share of its rare grams that a sorted set has too.
    pub(crate) fn share_in(&self, grams: &[Gram]) -> f64 {
        let common = common_weight(&self.name.grams, self.weights, grams);
        if self.all > 0.0 { common / self.all } else { 0.0 }
    }
}

//! How rare a gram is among the names at hand.

use rustc_hash::FxHashMap;

use crate::name::{Gram, Name};

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

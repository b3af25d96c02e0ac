//! Evidence that two items, or two indicators, are the same: each kind with its weight.
//!
//! Weights are logarithms of odds (natural): the sum of all of a pair says how likely it is that both are the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// How rarely two things at hand are the same before anything is known.
    Prior,
    /// How much of the names is the same; rare characters count more.
    Name,
    /// One name goes on where the other ends, to a noun of its own.
    Head,
    /// What stands in brackets in both names.
    Note,
    /// What the last words of the names count: 件数 and 割合 are different things.
    Measure,
    /// The unit.
    Unit,
    /// Values of the same role and year, and old actuals that are new baselines.
    Values,
    /// The departments, renamed ones taken as the same.
    Departments,
    /// The titles of the headings above.
    Path,
    /// The number.
    Number,
    /// Summary and purpose, or the description of an indicator.
    Text,
    /// Names and values of the indicators of both items.
    Indicators,
    /// The items that the indicators belong to.
    Item,
    /// The direction, and whether it is cumulative.
    Manner,
}

/// A piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What kind it is.
    pub evidence: EvidenceKind,
    /// Its weight: for where positive, against where negative. Natural logarithm of odds.
    pub weight: f64,
}

/// The evidence for a pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Weighing {
    pub(crate) pieces: Vec<Evidence>,
    pub(crate) sum: f64,
}

/// What pieces of evidence are added to.
pub(crate) trait Tally: Default {
    /// Adds a piece.
    fn add(&mut self, evidence: EvidenceKind, weight: f64);

    /// The sum of all that was added.
    fn sum(&self) -> f64;
}

impl Tally for Weighing {
    /// A piece that weighs nothing is none.
    fn add(&mut self, evidence: EvidenceKind, weight: f64) {
        if weight != 0.0 {
            self.sum += weight;
            self.pieces.push(Evidence { evidence, weight });
        }
    }

    fn sum(&self) -> f64 {
        self.sum
    }
}

/// The sum alone: most pairs that are weighed are not the same, and nobody asks why.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sum(f64);

impl Tally for Sum {
    fn add(&mut self, _: EvidenceKind, weight: f64) {
        self.0 += weight;
    }

    fn sum(&self) -> f64 {
        self.0
    }
}

/// The likelihood, 0 to 1, of a sum of weights.
#[must_use]
pub fn likelihood(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

//! The weights of the signs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::fields::FieldKind;
use super::signs::Sign;

/// The highest confidence: nothing read by rules is certain.
pub const HIGHEST: f64 = 0.999;

/// Log odds that one sign must take from a field to be named as a doubt.
const WORTH_NAMING: f64 = -0.2;

/// Log odds: a base for each kind of field, and what each sign adds to it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// For each kind of field, the log odds of a field without any sign.
    pub base: BTreeMap<FieldKind, f64>,
    /// For each sign, what it adds.
    pub signs: BTreeMap<Sign, f64>,
}

impl Default for Model {
    fn default() -> Self {
        Self::builtin().clone()
    }
}

impl Model {
    /// The model that comes with the crate.
    ///
    /// # Panics
    ///
    /// Never: the file is part of the crate and a test reads it.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            toml::from_str(include_str!("../../data/confidence.toml"))
                .expect("data/confidence.toml is part of the crate, and a test reads it")
        })
    }

    /// A model in which every sign lowers the confidence, so that the doubts of a field are all its signs.
    #[must_use]
    pub fn probing() -> Self {
        Self { base: BTreeMap::new(), signs: Sign::ALL.iter().map(|sign| (*sign, -1.0)).collect() }
    }

    /// The confidence of a field with these signs: from 0 to [`HIGHEST`], three decimals.
    #[must_use]
    pub fn confidence(&self, kind: FieldKind, signs: &BTreeSet<Sign>) -> f64 {
        let base = self.base.get(&kind).copied().unwrap_or(0.0);
        let sum = base + signs.iter().filter_map(|sign| self.signs.get(sign)).sum::<f64>();
        let confidence = 1.0 / (1.0 + (-sum).exp());
        (confidence.min(HIGHEST) * 1000.0).round() / 1000.0
    }

    /// The signs that lower the confidence of the field, gravest first.
    #[must_use]
    pub fn lowering(&self, signs: &BTreeSet<Sign>) -> Vec<Sign> {
        let mut lowering: Vec<(f64, Sign)> = signs
            .iter()
            .filter_map(|sign| self.signs.get(sign).map(|weight| (*weight, *sign)))
            .filter(|(weight, _)| *weight <= WORTH_NAMING)
            .collect();
        lowering.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        lowering.into_iter().map(|(_, sign)| sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_names_every_kind_and_every_sign() {
        let model = Model::builtin();
        assert!(FieldKind::ALL.iter().all(|kind| model.base.contains_key(kind)), "{:?}", model.base);
        assert!(Sign::ALL.iter().all(|sign| model.signs.contains_key(sign)), "{:?}", model.signs);
    }

    #[test]
    fn signs_lower_and_are_named_gravest_first() {
        let model = Model {
            base: BTreeMap::from([(FieldKind::Title, 5.0)]),
            signs: BTreeMap::from([
                (Sign::Inherited, -1.0),
                (Sign::RowRepaired, -3.0),
                (Sign::PageJoin, 0.5),
            ]),
        };
        let signs = BTreeSet::from([Sign::Inherited, Sign::RowRepaired, Sign::PageJoin]);
        assert!((model.confidence(FieldKind::Title, &BTreeSet::new()) - 0.993).abs() < 1e-9);
        assert!((model.confidence(FieldKind::Title, &signs) - 0.818).abs() < 1e-9);
        assert_eq!(model.lowering(&signs), [Sign::RowRepaired, Sign::Inherited]);
    }
}

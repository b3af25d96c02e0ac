//! How sure each field is: measurable signs, weighed.
//!
//! 1. [`fields`]: the filled fields of an item.
//! 2. [`signs`]: what speaks for or against each field's value, by name.
//! 3. [`columns`], [`neighbours`], [`values`], [`digits`], [`heads`], [`texts`], `gaps`: what the head, the other items, the other
//!    values and the numbers above say of it; [`families`]: small tables with one head speak together.
//! 4. [`model`]: the weights of the signs, from `data/confidence.toml`.
//!
//! The confidence of a field is the logistic function of the sum of its kind's base and the weights of its signs, in
//! log odds. The signs that lower it stand beside it in `source.doubts`.

pub mod columns;
pub mod digits;
pub mod families;
pub mod fields;
mod gaps;
pub mod heads;
pub mod model;
pub mod neighbours;
pub mod signs;
pub mod texts;
pub mod values;

use std::collections::{BTreeMap, BTreeSet};

use document_model::PageNumber;
use rayon::prelude::*;

pub use columns::{Columns, note_columns};
pub use fields::{FieldKind, FilledField, filled_fields};
pub use model::Model;
pub use signs::{Sign, find_signs};

use crate::Records;

/// What is known of a document beside its records.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Its columns.
    pub columns: Columns,
    /// Pages whose characters were recognised on a picture.
    pub recognised: BTreeSet<PageNumber>,
}

/// Gives every filled field of the items its confidence and the signs that lower it.
pub fn rate(records: &mut Records, evidence: &Evidence, model: &Model) {
    let of_items = find_signs(records, evidence);
    records.items.par_iter_mut().zip(of_items).for_each(|(item, of_fields)| {
        let mut confidence = BTreeMap::new();
        let mut doubts = BTreeMap::new();
        for (field, signs) in of_fields {
            let lowering: Vec<String> =
                model.lowering(&signs).into_iter().map(|sign| sign.name().to_owned()).collect();
            if !lowering.is_empty() {
                doubts.insert(field.name.clone(), lowering);
            }
            confidence.insert(field.name, model.confidence(field.kind, &signs));
        }
        item.source.confidence = confidence;
        item.source.doubts = doubts;
    });
}

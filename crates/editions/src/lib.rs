//! Finds plan items again in other editions: links, series, differences.

pub mod difference;
mod edition;
mod evidence;
mod matching;
mod name;
mod node;
mod rarity;
mod weigh;

pub use difference::{Difference, difference};
pub use edition::Edition;
pub use evidence::{Evidence, EvidenceKind, likelihood};
pub use matching::Relation;

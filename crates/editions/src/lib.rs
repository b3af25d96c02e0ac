//! Finds plan items again in other editions: links, series, differences.
//!
//! - [`link()`]: the same items and indicators in all editions and documents of a publisher, with a score and reasons
//! - [`series()`]: each linked indicator through the years, with the source of every value
//! - [`difference()`]: what changed from one edition to another
//!
//! Both rest on one matching: candidates by an index of the names' characters, decided by weighed evidence, one to one
//! by the best assignment. Everything here is a function of records; nothing is read or written.

pub mod difference;
mod edition;
mod evidence;
mod forms;
mod grams;
pub mod links;
mod matching;
mod name;
mod node;
mod rarity;
pub mod series;
mod values;
mod weigh;

pub use difference::{Difference, difference};
pub use edition::Edition;
pub use evidence::{Evidence, EvidenceKind, likelihood};
pub use links::{Link, Links, link};
pub use matching::Relation;
pub use series::{Series, SeriesPoint, series};

/// Four digits after the point: more would be noise.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

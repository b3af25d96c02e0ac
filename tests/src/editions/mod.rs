//! Editions made by chance of real and made-up items, to measure how well the same is found again.
//!
//! Names are reworded, items renumbered, moved, divided and merged, departments renamed, targets revised and values
//! continued; some items go, and new ones come that are much like those that are there.

mod change;
mod divide;
mod hostile;
mod pool;
mod random;
mod reword;
mod score;
mod values;
mod words;

pub use change::{At, Change, Expected, Made, edition, make, next};
pub use pool::pool;
pub use random::Random;
pub use score::{Score, score, share};
pub use words::Half;

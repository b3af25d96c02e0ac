//! The normal form of text, with its map back to the source.
//!
//! `width` says what one character becomes, `spaces` and `dashes` decide by what is written and what lies `ahead`,
//! `normalized` holds the result with its map, `normalize` walks over the source once.

mod ahead;
mod convert;
mod dashes;
mod fold;
mod normalize;
mod normalized;
pub(crate) mod spaces;
pub(crate) mod width;

pub use convert::{Widths, to_fullwidth, to_halfwidth};
pub use fold::fold;
pub use normalize::{normal_form, normalize};
pub use normalized::Normalized;

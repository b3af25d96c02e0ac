//! Differences for people: plain text, Markdown and HTML.
//!
//! All three are made of one outline, so that they say the same.

mod html;
mod markdown;
mod outline;
mod plain;
mod words;

pub use html::html;
pub use markdown::markdown;
pub use plain::{Colours, plain};

/// Language of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Japanese.
    Japanese,
    /// English.
    English,
}

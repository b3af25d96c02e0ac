//! Finds tables in a document and joins what page breaks cut.
//!
//! For text input ([`reconstruct_text`]) the steps are, in order:
//!
//! 0. [`text_grid::rejoin`]: rows that a line end inside a cell broke are joined.
//! 1. [`text_grid::runs`]: rows that stand together form a run; lines between are prose.
//! 2. [`text_grid::header`]: which rows at the head of a run are header rows.
//! 3. [`text_grid::chain`]: runs with the same head, or without one, are one table over several pages.
//! 4. [`text_grid::grid`]: cells get their columns; spans are laid out.
//! 5. [`text_grid::furniture`]: page numbers, running headers and separators are told apart from prose.
//!
//! For pages ([`analyse_page`], [`join_pages`]) they are those of [`page`], one page by itself, and of
//! [`over_pages`].
//!
//! A text without tabs, pipes and tags whose columns stand by blanks is drawn as pages first (`typed`).
//!
//! Nothing here knows a language: which words head a column is asked of [`Options::header_evidence`].

pub mod options;
pub mod over_pages;
pub mod page;
mod pages;
pub mod text_grid;
mod typed;

pub use options::{HeaderEvidence, Options};
pub use over_pages::{Joined, join_pages};
pub use page::{PageLayout, analyse_page};
pub use pages::analyse_pages;
pub use text_grid::reconstruct_text;

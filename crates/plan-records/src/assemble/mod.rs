//! Rows to items.
//!
//! 0. [`unwrap`]: lines that end only because their cell ends are joined.
//! 0. [`forms`]: sheets of labels and texts become tables; `turned`: so do tables with their head at the left;
//!    `groups`: indicators side by side are put below one another.
//! 1. [`parts`]: the roles of each stretch of a table that has a head of its own.
//! 2. [`shift`]: cells that stand off their column are put back by what they hold.
//! 3. [`rows`]: heading rows, rows that go on after a page break; `inherit`: merged cells; [`full_width`]: lines that
//!    speak of the row above.
//! 4. [`headings`], [`heading_stack`]: the headings above, in prose and in rows.
//! 5. [`footnotes`]: notes that set defaults.
//! 6. [`item`], [`indicators`] with `named_values`, [`values`] with `value_pieces`, `value_lists` and `value_brackets`, [`statement`], [`progress`]: the fields of an item.
//! 6. `others`, `unread`: what made no field is kept and named.
//! 7. [`document`], `publisher`: title, publisher and year of the document.

pub mod document;
pub mod fields;
pub mod footnotes;
pub mod forms;
pub mod full_width;
pub(crate) mod groups;
pub mod heading_stack;
pub mod headings;
pub mod indicators;
mod inherit;
pub mod item;
mod named_values;
mod others;
pub mod parts;
pub mod progress;
mod publisher;
pub mod rows;
pub mod shift;
pub mod statement;
pub(crate) mod turned;
mod unread;
pub mod unwrap;
mod value_brackets;
mod value_lists;
mod value_pieces;
pub mod values;

pub(crate) use value_brackets::is_checked_share;

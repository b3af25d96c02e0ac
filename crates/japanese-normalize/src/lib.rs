//! Normalises Japanese administrative text.
//!
//! Plans of ministries, prefectures and cities write the same thing in many ways: `Ｒ６.12月末` and 令和6年12月31日,
//! `3,375 千件` and 337万5千件, `総務部デジタル推進局(デジタル戦略企画課)`. This crate reads what is printed:
//!
//! - [`normalize`]: characters, widths, blanks and dashes, with a map back to the source; [`fold`] for comparison
//! - [`to_halfwidth`], [`to_fullwidth`]: widths alone
//! - [`paragraphs`]: wrapped lines of a cell to paragraphs, headings and bullets
//! - [`quantities`]: numbers with scale, unit, relation and approximation, as exact decimals
//! - [`times`]: eras, fiscal years, months, days, periods
//! - [`departments`], [`publishers`]: who does it
//! - `reading` and `search_tokens`, with the feature `morphology`: names in katakana, words for an index
//! - [`grade`], [`is_unmeasured`], [`is_absent`]: what else a cell of a plan holds
//!
//! Every function takes the text as printed and gives byte ranges of that text. It knows nothing of pages, tables
//! or records.
//!
//! ```
//! use japanese_normalize::{departments, quantity_cell, times};
//!
//! let quantity = quantity_cell("約14万8千件").unwrap();
//! assert_eq!((quantity.value.to_string().as_str(), quantity.approximate), ("148000", true));
//! assert_eq!(times("(R6.12月末)")[0].to.unwrap().to_string(), "2024-12-31");
//! assert_eq!(departments("総務部 人事課"), [["総務部", "人事課"]]);
//! ```

mod absence;
mod char_set;
mod department;
mod glyphs;
mod grade;
mod lines;
#[cfg(feature = "morphology")]
mod morphology;
mod numeral;
mod numeral_words;
mod publisher;
mod quantity;
mod text;
mod time;

pub use absence::{is_absent, is_unmeasured};
pub use department::{beside_departments, department_likeness, departments, join_departments};
pub use grade::grade;
pub use lines::{Line, Marker, Paragraph, paragraphs};
#[cfg(feature = "morphology")]
pub use morphology::{reading, search_tokens};
pub use numeral::number;
pub use publisher::{Publisher, publishers, resolve_self};
pub use quantity::{
    Change, MarkedPart, Quantity, QuantityKind, Refusal, Relation, is_unit, multiple_word, quantities,
    quantities_under, quantity_cell, quantity_refusal, split_marks,
};
pub use text::{Normalized, Widths, fold, normal_form, normalize, to_fullwidth, to_halfwidth};
pub use time::{
    Date, Modifier, Precision, Problem, Time, Within, fiscal_year, leading_time, times, times_within,
};

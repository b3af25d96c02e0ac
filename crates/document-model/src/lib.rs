//! Types that two or more stages of keikaku share.
//!
//! What a stage hands to the next stands here: where something is printed ([`geometry`],
//! [`provenance`]), what a text file ([`text`]) and a PDF page ([`page`]) hold, what a table holds ([`table`]), what a
//! file says about itself ([`mod@file`]) and what a person should look at ([`diagnostic`]). No reading, no guessing and no Japanese: algorithms stay
//! in the crate of their stage.

pub mod diagnostic;
pub mod file;
pub mod geometry;
pub mod page;
pub mod provenance;
pub mod table;
pub mod text;

pub use diagnostic::{Diagnostic, Outcome, Severity};
pub use file::{Bookmark, FileInformation};
pub use geometry::{PageNumber, Point, Rect, Vector};
pub use page::{Band, Font, FontId, Glyph, Image, Layer, Page, Rgb, Ruling, UnicodeSource, Visibility};
pub use provenance::{Place, SourceRange};
pub use table::{Block, Cell, CellLine, Layout, Prose, Room, Row, RowKind, Table};
pub use text::{GridCell, GridRow, TextBlock, TextSource};

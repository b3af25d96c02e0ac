//! Lines of one cell to paragraphs, headings and bullets.

mod join;
mod marker;
mod split;

pub use join::paragraphs;

/// A line of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// The text as printed.
    pub text: &'a str,
    /// Whether the source itself ends a paragraph before this line (`<p>`, `<li>`, `<br>`).
    pub breaks: bool,
}

/// With what a paragraph begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Marker {
    /// Nothing.
    None,
    /// ○ ● ◎ ■ ◆ 【…】: the heading of what follows.
    Heading,
    /// ・ － - ▪ *
    Bullet,
    /// 1. (1) 1) ア: the mark without its brackets and point.
    Numbered(String),
    /// ①
    Circled(char),
    /// ※
    Note,
    /// An era date: R2.8-9, R元.9, R1~R2.12.
    Dated,
}

/// A paragraph of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// With what it begins.
    pub marker: Marker,
    /// Its text in normal form, mark included, wrapped lines joined.
    pub text: String,
}

//! Cells and rows.

use std::fmt;

use rust_decimal::Decimal;

use crate::day::Day;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is known.
    Missing,
    /// Words or a code; never empty, without line breaks and tabs.
    Text(String),
    /// One of a column's choices.
    Choice(&'static str),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// A measure in binary floating point.
    Number(f64),
    /// A truth value.
    Boolean(bool),
    /// A day.
    Date(Day),
}

impl Value {
    /// Words: line breaks and tabs become single blanks, other control characters U+FFFD; empty text is missing.
    pub(crate) fn text(text: &str) -> Self {
        if !may_break(text) {
            let trimmed = text.trim();
            return if trimmed.is_empty() { Self::Missing } else { Self::Text(trimmed.to_owned()) };
        }
        let mut flat = String::with_capacity(text.len());
        for part in text.split(is_break).map(str::trim).filter(|part| !part.is_empty()) {
            if !flat.is_empty() {
                flat.push(' ');
            }
            flat.extend(part.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }));
        }
        if flat.is_empty() { Self::Missing } else { Self::Text(flat) }
    }

    /// Words, where there are some.
    pub(crate) fn words(text: Option<&str>) -> Self {
        text.map_or(Self::Missing, Self::text)
    }

    /// A whole number, where there is one.
    pub(crate) fn integer(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Missing, |number| Self::Integer(number.into()))
    }

    /// A count; such that do not fit are far above every limit of this program.
    pub(crate) fn count(number: impl TryInto<i64>) -> Self {
        Self::Integer(number.try_into().unwrap_or(i64::MAX))
    }

    /// A day, where there is one.
    pub(crate) fn date(day: Option<Day>) -> Self {
        day.map_or(Self::Missing, Self::Date)
    }

    /// The words or the code, where it is a text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Choice(text) => Some(text),
            _ => None,
        }
    }
}

/// May the text hold breaks or other control characters? Nearly all texts show by their bytes alone that they do not.
///
/// In UTF-8 controls are below 0x20, 0x7f, or begin with 0xc2; the other breaks begin with 0xe2.
fn may_break(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xe2))
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The cell as it stands in a CSV file; nothing where it is missing.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Choice(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Date(day) => write!(f, "{day}"),
        }
    }
}

/// Rows of a table, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    width: usize,
    cells: Vec<Value>,
}

impl Rows {
    /// No rows yet, of that many cells each.
    pub(crate) fn new(width: usize) -> Self {
        Self { width, cells: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.width, "a row has a cell for each column of its table");
        self.cells.extend(row);
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[Value]> {
        self.cells.chunks_exact(self.width.max(1))
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len() / self.width.max(1)
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_tabs_are_single_blanks() {
        assert_eq!(Value::text("○防災\n・訓練\r\n・\t点検\n"), Value::Text("○防災 ・訓練 ・ 点検".into()));
        assert_eq!(Value::text(" \n\t"), Value::Missing);
        assert_eq!(Value::text("a\u{0}b"), Value::Text("a\u{fffd}b".into()));
    }

    #[test]
    fn every_control_and_break_is_seen_in_the_bytes() {
        for c in (0..=0xffff).filter_map(char::from_u32).filter(|c| c.is_control() || is_break(*c)) {
            assert!(may_break(&format!("森{c}林")), "{c:?}");
        }
        assert!(!may_break("森林・林業経営課（第1号）"));
        assert_eq!(Value::text("　森林 "), Value::Text("森林".into()));
    }

    #[test]
    fn cells_print_as_data() {
        let cells = [
            (Value::Decimal("3375000".parse().expect("a number")), "3375000"),
            (Value::Decimal("-0.50".parse().expect("a number")), "-0.50"),
            (Value::Boolean(true), "true"),
            (Value::Missing, ""),
            (Value::Number(72.5), "72.5"),
        ];
        for (value, text) in cells {
            assert_eq!(value.to_string(), text);
        }
    }
}

//! Cells that hold one quantity, and cells that marks divide.

use std::ops::Range;

use rust_decimal::Decimal;

use super::around::{self, Around};
use super::{Quantity, QuantityKind, find, special, unit};
use crate::glyphs::Glyphs;
use crate::numeral::{self, Number};
use crate::time;

/// The quantity that a whole cell is: `57 取組`, `32百万枚以下`, `4以上`, `1.07`.
///
/// Any word may be the unit, and there may be none. What is no part of the quantity, such as `(R9)`, must be gone.
///
/// ```
/// use japanese_normalize::quantity_cell;
/// let quantity = quantity_cell("１２ データセット").unwrap();
/// assert_eq!((quantity.value.to_string().as_str(), quantity.unit.as_deref()), ("12", Some("データセット")));
/// assert!(quantity_cell("全面運用").is_none());
/// ```
pub fn quantity_cell(text: &str) -> Option<Quantity> {
    let glyphs = Glyphs::scan(text);
    if let Some(quantity) = zero(&glyphs) {
        return Some(quantity);
    }
    // The longest word before a number is 年間換算で約 and the like.
    let index = (0..glyphs.len().min(12))
        .find(|index| glyphs.at(*index).is_ascii_digit() || *index == 0 && starts(&glyphs))?;
    if let Some((quantity, end)) = special::read(&glyphs, index) {
        return (end == glyphs.len() && quantity.range.start == glyphs.span(0, 1).start).then_some(quantity);
    }
    let around = around::before(&glyphs, index);
    if around.start != 0 || around.ordinal {
        return None;
    }
    let number = numeral::read(&glyphs, index)?;
    let value = number.value?;
    if let Some(quantity) = whole(&find::quantities(text), &glyphs) {
        return Some(quantity);
    }
    // 七五三 is a feast.
    let word = glyphs.after(0, "七五三") == Some(glyphs.len());
    if number.kanji && (number.end != glyphs.len() || number.end < 2 || word) {
        return None;
    }
    if let Some(quantity) = fraction(&glyphs, index) {
        return Some(quantity);
    }
    if let Some(quantity) = bare_range(&glyphs, index, &number, &around) {
        return Some(quantity);
    }
    let mut around = Around { end: number.end, ..around };
    around::behind(&glyphs, &mut around, None);
    let mut unit = None;
    if around.end < glyphs.len() {
        // 6月補正: the number is that of a month.
        let read = unit::read(&glyphs, number.end, true)
            .filter(|unit| unit.listed || !is_in_a_time(&glyphs, index))?;
        around.end = read.end;
        around::behind(&glyphs, &mut around, Some(&read.text));
        unit = Some(read.text);
    }
    if around.end != glyphs.len() {
        return None;
    }
    let kind = if unit.is_some() { QuantityKind::Count } else { QuantityKind::Bare };
    Some(special::build(&glyphs, &around, index..number.end, value, unit, kind))
}

fn is_in_a_time(glyphs: &Glyphs, index: usize) -> bool {
    let start = glyphs.span(index, index + 1).start;
    time::find(glyphs, None).first().is_some_and(|time| time.range.contains(&start))
}

/// `ゼロ`, `ゼロ件` as the whole cell.
fn zero(glyphs: &Glyphs) -> Option<Quantity> {
    let number = glyphs.after(0, "ゼロ")?;
    let unit = unit::read(glyphs, number, false).filter(|unit| unit.listed);
    let end = unit.as_ref().map_or(number, |unit| unit.end);
    let around = Around { end, ..Around::default() };
    let kind = if unit.is_some() { QuantityKind::Count } else { QuantityKind::Bare };
    let text = unit.map(|unit| unit.text);
    (end == glyphs.len()).then(|| special::build(glyphs, &around, 0..number, Decimal::ZERO, text, kind))
}

fn starts(glyphs: &Glyphs) -> bool {
    numeral::is_numeral(glyphs.at(0)) || glyphs.at(0) == '半'
}

/// The only quantity found, if it is the whole text.
fn whole(found: &[Quantity], glyphs: &Glyphs) -> Option<Quantity> {
    let [quantity] = found else { return None };
    (quantity.range == glyphs.span(0, glyphs.len())).then(|| quantity.clone())
}

/// `4/5` as the whole cell.
fn fraction(glyphs: &Glyphs, index: usize) -> Option<Quantity> {
    let upper = numeral::read(glyphs, index).filter(|number| number.bare)?;
    if glyphs.at(upper.end) != '/' {
        return None;
    }
    let lower =
        numeral::read(glyphs, upper.end + 1).filter(|lower| lower.bare && lower.end == glyphs.len())?;
    let value = upper.value.zip(lower.value).filter(|(upper, lower)| upper < lower)?;
    let around = Around { start: 0, end: lower.end, ..Around::default() };
    let value = value.0.checked_div(value.1)?.normalize();
    Some(special::build(glyphs, &around, index..lower.end, value, None, QuantityKind::Share))
}

/// `45～50` as the whole cell, whose unit stands in the heading; two years are a period.
fn bare_range(glyphs: &Glyphs, index: usize, first: &Number, around: &Around) -> Option<Quantity> {
    if glyphs.at(first.end) != '~' {
        return None;
    }
    let start = glyphs.after(first.end + 1, "約").unwrap_or(first.end + 1);
    let second = numeral::read(glyphs, start).filter(|second| !second.kanji)?;
    let (value, upper) = first.value.zip(second.value).filter(|(value, upper)| value < upper)?;
    let years = first.bare && second.bare && first.end - index == 4 && second.end - start == 4;
    let mut around = Around { end: second.end, ..around.clone() };
    around::behind(glyphs, &mut around, None);
    let whole = around.end == glyphs.len() && !years;
    whole.then(|| {
        let number = index..second.end;
        let quantity = special::build(glyphs, &around, number, value, None, QuantityKind::Range);
        Quantity { upper: Some(upper), ..quantity }
    })
}

/// A part of a cell behind a circled mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPart {
    /// ①, none before the first mark.
    pub mark: Option<char>,
    /// Bytes of the part without its mark and without blanks around it.
    pub range: Range<usize>,
}

/// Divides a cell at its circled marks, before any folding makes numbers of them.
///
/// ```
/// use japanese_normalize::split_marks;
/// let text = "①80% ②80% (R9)";
/// let parts: Vec<_> = split_marks(text).into_iter().map(|part| (part.mark, &text[part.range])).collect();
/// assert_eq!(parts, [(Some('①'), "80%"), (Some('②'), "80% (R9)")]);
/// ```
pub fn split_marks(text: &str) -> Vec<MarkedPart> {
    let mut parts = Vec::new();
    let mut mark = None;
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_mark(*c)) {
        push(text, mark, start..at, &mut parts);
        (mark, start) = (Some(c), at + c.len_utf8());
    }
    push(text, mark, start..text.len(), &mut parts);
    parts
}

fn push(text: &str, mark: Option<char>, range: Range<usize>, parts: &mut Vec<MarkedPart>) {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    if mark.is_some() || end > start {
        parts.push(MarkedPart { mark, range: start..end });
    }
}

/// Marks of items: ① ㉑ ㊱ ❶ ⑴ ㋐ ⓐ.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{2487}' | '\u{249c}'..='\u{24ff}' | '\u{2776}'..='\u{2793}'
        | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}' | '\u{32d0}'..='\u{32fe}')
}

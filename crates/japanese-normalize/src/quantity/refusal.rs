//! Why a text gives no quantity.

use super::{around, quantities, quantity_cell};
use crate::glyphs::Glyphs;
use crate::{numeral, time};

/// Why a text gives no quantity, neither as a whole cell nor in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// It holds no number.
    NoNumber,
    /// The number has more digits than an exact decimal holds, or its scale words contradict each other.
    NoValue,
    /// Its numbers are parts of dates and years.
    Time,
    /// 第2期, №3: the number gives a place in an order.
    Order,
    /// 数十件, 10数校: about how many is not said.
    Vague,
    /// The number belongs to a name, a code or a heading, or no unit tells what it counts.
    Name,
}

/// Why a text gives no quantity; none where it gives one.
///
/// ```
/// use japanese_normalize::{Refusal, quantity_refusal};
/// assert_eq!(quantity_refusal("全面運用"), Some(Refusal::NoNumber));
/// assert_eq!(quantity_refusal("第2期"), Some(Refusal::Order));
/// assert_eq!(quantity_refusal("令和8年度"), Some(Refusal::Time));
/// assert_eq!(quantity_refusal("4-1 市町村"), Some(Refusal::Name));
/// assert_eq!(quantity_refusal("数十件"), Some(Refusal::Vague));
/// assert_eq!(quantity_refusal("120件"), None);
/// ```
pub fn quantity_refusal(text: &str) -> Option<Refusal> {
    if !quantities(text).is_empty() || quantity_cell(text).is_some() {
        return None;
    }
    let glyphs = Glyphs::scan(text);
    let times = time::find(&glyphs, None);
    let mut reason = if times.is_empty() { Refusal::NoNumber } else { Refusal::Time };
    if is_vague(&glyphs) {
        return Some(Refusal::Vague);
    }
    let mut times = times.into_iter().peekable();
    let mut index = 0;
    while index < glyphs.len() {
        let start = glyphs.span(index, index + 1).start;
        while times.next_if(|time| time.range.end <= start).is_some() {}
        if let Some(time) = times.peek().filter(|time| time.range.contains(&start)) {
            index = glyphs.index_at(time.range.end).max(index + 1);
            continue;
        }
        // 一部, 三重: numerals of words say nothing.
        let digits = glyphs.at(index).is_ascii_digit();
        let number = digits.then(|| numeral::read(&glyphs, index)).flatten();
        let Some(number) = number else {
            index += 1;
            continue;
        };
        if number.value.is_none() {
            return Some(Refusal::NoValue);
        }
        let order = around::before(&glyphs, index).ordinal;
        reason = if order { Refusal::Order } else { Refusal::Name };
        index = number.end.max(index + 1);
    }
    Some(reason)
}

/// Whether 数 or 何 stands beside a numeral: 数十件, 10数校, 何百人.
fn is_vague(glyphs: &Glyphs) -> bool {
    let ten = |c: char| matches!(c, '十' | '百' | '千' | '万' | '億');
    (0..glyphs.len()).any(|index| match glyphs.at(index) {
        '数' | '何' => {
            let (before, next) = (glyphs.before(index), glyphs.at(index + 1));
            ten(next) || glyphs.at(index) == '数' && (ten(before) || before.is_ascii_digit()) && next != '\0'
        }
        _ => false,
    })
}

//! What a quantity is counted for, where it stands before it: `1人当たり3.5万円`, `人口10万対 15.3`.

use rust_decimal::Decimal;

use super::around;
use super::{Quantity, find, unit};
use crate::glyphs::{Gap, Glyphs};
use crate::numeral::{self, Number};

/// Characters that may stand between 当たり and the number: `1人1日当たりのごみ排出量 890グラム`.
const FARTHEST: usize = 16;

/// Reads a base at `index`, whose number is `number`, with the quantity behind it. The quantity is none where
/// 当たり follows the base and no number comes soon. Also gives the index behind.
pub(super) fn read(glyphs: &Glyphs, index: usize, number: &Number) -> Option<(Option<Quantity>, usize)> {
    if let Some(found) = population(glyphs, index, number) {
        return Some((Some(found.0), found.1));
    }
    let (base, end) = base(glyphs, index, number)?;
    let average = || glyphs.after(end, "平均").filter(|_| number.value == Some(Decimal::ONE));
    let at = glyphs.after_any(end, &["当たりの", "あたりの", "当たり", "あたり", "当り"]).or_else(average)?;
    let first = first_number(glyphs, at);
    let found = first.and_then(|first| quantity(glyphs, index..at, first, base));
    Some(found.map_or((None, at), |(quantity, end)| (Some(quantity), end)))
}

/// What stands before 当たり: `1人`, `10万人`, `1人1日`; and the index behind it.
fn base(glyphs: &Glyphs, index: usize, number: &Number) -> Option<(String, usize)> {
    let first = unit::read(glyphs, number.end, false)?;
    let one = |number: &Number| number.value == Some(Decimal::ONE);
    let count = if one(number) { String::new() } else { glyphs.string(index, number.end) };
    let mut text = count + &first.text;
    let mut end = first.end;
    if let Some(second) = numeral::read(glyphs, end).filter(|second| one(second) && glyphs.tight(end))
        && let Some(unit) = unit::read(glyphs, second.end, false)
    {
        text = format!("{text}・{}", unit.text);
        end = unit.end;
    }
    Some((text, end))
}

/// The index of the number that belongs to a base which ends at `at`.
fn first_number(glyphs: &Glyphs, at: usize) -> Option<usize> {
    for index in at..at + FARTHEST {
        let c = glyphs.at(index);
        if glyphs.gap(index) == Gap::Break || matches!(c, '\0' | '、' | '。' | ')' | '・' | '※') {
            return None;
        }
        if c.is_ascii_digit() {
            return Some(index);
        }
    }
    None
}

fn quantity(
    glyphs: &Glyphs,
    base: std::ops::Range<usize>,
    first: usize,
    base_text: String,
) -> Option<(Quantity, usize)> {
    let around = around::before(glyphs, first);
    if around.ordinal || around.start < base.end {
        return None;
    }
    let number = numeral::read(glyphs, first)?;
    let unit = unit::read(glyphs, number.end, false)?;
    let (mut quantity, end) = find::finish(glyphs, first, number, number.value?, around, Some(unit))?;
    quantity.per = Some(match quantity.per.take() {
        Some(per) => format!("{base_text}・{per}"),
        None => base_text,
    });
    quantity.range.start = glyphs.span(base.start, base.start + 1).start;
    Some((quantity, end))
}

/// `人口10万対 15.3`, `人口10万人対12.5人`, `出生千対2.1`.
fn population(glyphs: &Glyphs, index: usize, number: &Number) -> Option<(Quantity, usize)> {
    let thousands =
        number.value.filter(|value| [1_000, 10_000, 100_000, 1_000_000].map(Decimal::from).contains(value));
    let at = glyphs.after_any(number.end, &["人対", "対"]).filter(|_| thousands.is_some())?;
    let mut at = at;
    while matches!(glyphs.at(at), ':' | '(' | 'で' | 'は') && glyphs.gap(at) != Gap::Break {
        at += 1;
    }
    if glyphs.gap(at) == Gap::Break || !glyphs.at(at).is_ascii_digit() {
        return None;
    }
    let second = numeral::read(glyphs, at)?;
    let unit = unit::read(glyphs, second.end, false);
    let around = around::Around { start: at, ..around::Around::default() };
    let (mut quantity, end) = find::finish(glyphs, at, second, second.value?, around, unit)?;
    let person = if glyphs.at(number.end) == '人' { number.end + 1 } else { number.end };
    quantity.per = Some(glyphs.string(index, person));
    quantity.range.start = glyphs.span(index, index + 1).start;
    Some((quantity, end))
}

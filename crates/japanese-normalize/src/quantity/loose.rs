//! Numbers that are printed loosely: `2、3回`, `12・5％`, and those that an indicator names instead of a unit.

use rust_decimal::Decimal;

use super::around::{self, Around};
use super::{Quantity, QuantityKind, find, special, unit};
use crate::glyphs::{Gap, Glyphs};
use crate::numeral::{self, Number};

/// `2、3回`, `5,6人`: two digits in a row, which mean about as many.
pub(super) fn few(
    glyphs: &Glyphs,
    index: usize,
    number: &Number,
    around: &Around,
) -> Option<(Quantity, usize)> {
    let at = number.end;
    let listed = number.bare && at == index + 1 && matches!(glyphs.at(at), ',' | '、');
    let touches = glyphs.tight(at) && glyphs.tight(at + 1);
    let second = numeral::read(glyphs, at + 1)
        .filter(|second| listed && touches && second.bare && second.end == at + 2)?;
    let (value, upper) = number.value.zip(second.value)?;
    let unit =
        unit::read(glyphs, second.end, false).filter(|unit| unit.listed && glyphs.tight(second.end))?;
    if upper != value.checked_add(Decimal::ONE)?
        || unit.text == "年"
        || find::is_ordinal_word(glyphs, unit.end)
    {
        return None;
    }
    let mut around = Around { end: unit.end, approximate: true, ..around.clone() };
    around::behind(glyphs, &mut around, Some(&unit.text));
    let end = around.end;
    let kind = QuantityKind::Range;
    let mut quantity = special::build(glyphs, &around, index..second.end, value, Some(unit.text), kind);
    quantity.upper = Some(upper);
    Some((quantity, end))
}

/// Adds the smaller unit of `1時間30分` and `2年6か月`: 1.5 時間, or 80 分 where the larger unit gives no exact decimal.
pub(super) fn smaller_part(
    glyphs: &Glyphs,
    around: &mut Around,
    value: Decimal,
    unit: Option<String>,
) -> Option<(Decimal, Option<String>)> {
    let (words, count): (&[&str], i64) = match unit.as_deref() {
        Some("時間") => (&["分"], 60),
        Some("年" | "年間") => (&["か月間", "カ月間", "ヶ月間", "か月", "カ月", "ヶ月", "ヵ月"], 12),
        _ => return Some((value, unit)),
    };
    let part = numeral::read(glyphs, around.end).filter(|part| part.bare && glyphs.tight(around.end));
    let found = part.and_then(|part| Some((part, glyphs.after_any(part.end, words)?)));
    let Some((part, end)) = found.filter(|(_, end)| !matches!(glyphs.at(*end), '目' | '間' | 'の')) else {
        return Some((value, unit));
    };
    let count = Decimal::from(count);
    let amount = part.value.filter(|part| *part < count)?;
    around.end = end;
    let share = amount.checked_div(count)?;
    if share.checked_mul(count) == Some(amount) {
        return Some((value.checked_add(share.normalize())?, unit));
    }
    let whole = value.checked_mul(count)?.checked_add(amount)?;
    Some((whole, Some(glyphs.string(part.end, end))))
}

/// `12・5％`: a middle dot as the decimal point, which only before % is sure to be none between two numbers.
pub(super) fn middle_point(glyphs: &Glyphs, number: &Number) -> Option<(Number, Decimal)> {
    let at = number.end;
    let point = number.bare && glyphs.at(at) == '・' && glyphs.tight(at) && glyphs.tight(at + 1);
    let second =
        numeral::read(glyphs, at + 1).filter(|second| point && second.bare && second.end <= at + 3)?;
    if glyphs.at(second.end) != '%' || !glyphs.tight(second.end) {
        return None;
    }
    let digits = u32::try_from(second.end - at - 1).ok()?;
    let fraction = second.value?.checked_mul(Decimal::new(1, digits))?;
    let value = number.value?.checked_add(fraction)?;
    Some((Number { end: second.end, value: Some(value), ..*number }, value))
}

/// Indicators whose values have no unit.
const PURE: &[&str] = &["偏差値", "指数", "スコア"];

/// Indicators that have none where their value has a decimal point: 合計特殊出生率1.42.
const WITH_POINT: &[&str] = &[
    "値",
    "率",
    "係数",
    "比",
    "度",
    "平均",
    "平均点",
    "評価で",
    "満点中",
    "段階中",
    "得点",
    "点数",
    "評価点",
    "数値",
    "水準",
];

/// Whether an indicator without a unit stands before the number: `偏差値 52.3`, `ジニ係数0.33`.
pub(super) fn is_indicator(glyphs: &Glyphs, start: usize, number: &Number) -> bool {
    let next = glyphs.at(number.end);
    let ends = !glyphs.tight(number.end)
        || matches!(
            next,
            '\0' | ')' | '(' | '、' | '。' | '→' | 'を' | 'か' | 'に' | 'と' | 'で' | '~' | '以' | '未' | '※'
        );
    if !ends || glyphs.gap(start) == Gap::Break {
        return false;
    }
    let mut at = start;
    while matches!(glyphs.before(at), 'は' | 'が' | ':' | '=' | 'を') && at > 0 {
        at -= 1;
    }
    let has_point = number.value.is_some_and(|value| value.scale() > 0);
    let names = |words: &[&str]| words.iter().any(|word| glyphs.ends(at, word).is_some());
    names(PURE) || has_point && names(WITH_POINT)
}

/// Whether 第 and another number stand before, as in `第1、2回`.
pub(super) fn follows_ordinal(glyphs: &Glyphs, index: usize) -> bool {
    if !matches!(glyphs.before(index), '、' | '・' | ',' | '~' | '-') || !glyphs.tight(index) {
        return false;
    }
    let digits =
        (2..=4).take_while(|back| index >= *back && glyphs.at(index - back).is_ascii_digit()).count();
    digits > 0 && index.checked_sub(digits + 2).is_some_and(|at| glyphs.at(at) == '第')
}

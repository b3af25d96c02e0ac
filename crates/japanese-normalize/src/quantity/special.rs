//! Quantities that are no number with a unit behind it: halves, fractions, ratios.

use std::ops::Range;

use rust_decimal::Decimal;

use super::around::{self, Around};
use super::{Quantity, QuantityKind, unit};
use crate::glyphs::Glyphs;
use crate::numeral;

/// A quantity with what the words around it say.
pub(super) fn build(
    glyphs: &Glyphs,
    around: &Around,
    number: Range<usize>,
    value: Decimal,
    unit: Option<String>,
    kind: QuantityKind,
) -> Quantity {
    Quantity {
        range: glyphs.span(around.start, around.end),
        number_range: glyphs.span(number.start, number.end),
        value: if around.negative { -value } else { value },
        upper: None,
        unit,
        relation: around.relation,
        approximate: around.approximate,
        cumulative: around.cumulative,
        total: around.total,
        change: around.change,
        per: around.per.map(str::to_owned),
        kind,
    }
}

/// Reads a quantity of a special form at `index`: the quantity and the index behind it.
pub(super) fn read(glyphs: &Glyphs, index: usize) -> Option<(Quantity, usize)> {
    match glyphs.at(index) {
        '半' => half(glyphs, index),
        '一' if glyphs.starts(index, "一人一") || glyphs.starts(index, "一人1") => {
            each_person(glyphs, index)
        }
        '0'..='9' => ratio(glyphs, index).or_else(|| fraction(glyphs, index)),
        c if numeral::is_numeral(c) => fraction(glyphs, index),
        _ => None,
    }
}

/// `約半年`, `約半数`, `半世紀以上`.
fn half(glyphs: &Glyphs, index: usize) -> Option<(Quantity, usize)> {
    let words = [
        ("半世紀", Decimal::from(50), "年", QuantityKind::Count),
        ("半年", Decimal::new(5, 1), "年", QuantityKind::Count),
        ("半日", Decimal::new(5, 1), "日", QuantityKind::Count),
        ("半月", Decimal::new(5, 1), "か月", QuantityKind::Count),
        ("半数", Decimal::from(50), "%", QuantityKind::Share),
    ];
    let (end, value, unit, kind) = words
        .into_iter()
        .find_map(|(word, value, unit, kind)| Some((glyphs.after(index, word)?, value, unit, kind)))?;
    let mut around = around::before(glyphs, index);
    let touches = glyphs.tight(around.start) && unit::is_kanji(glyphs.before(around.start));
    if touches || (glyphs.tight(end) && unit::is_katakana(glyphs.at(end))) {
        return None;
    }
    around.end = end;
    around::behind(glyphs, &mut around, None);
    let end = around.end;
    Some((build(glyphs, &around, index..end, value, Some(unit.to_owned()), kind), end))
}

/// `1人1台`, `一人一台`.
fn each_person(glyphs: &Glyphs, index: usize) -> Option<(Quantity, usize)> {
    let number = numeral::read(glyphs, index)?;
    let value = number.value.filter(|value| *value == Decimal::ONE)?;
    let (word, per_end) =
        [("人", 1), ("社", 1), ("校", 1), ("世帯", 2), ("日", 1), ("所属", 2), ("課", 1), ("地区", 2)]
            .into_iter()
            .find_map(|(word, length)| {
                glyphs.starts(number.end, word).then_some((word, number.end + length))
            })?;
    // 1人1人 and 一人一人 are words.
    let second = numeral::read(glyphs, per_end)
        .filter(|_| glyphs.tight(per_end) && !glyphs.starts(per_end + 1, word))?;
    let unit =
        unit::read(glyphs, second.end, false).filter(|unit| unit.listed && glyphs.tight(second.end))?;
    let mut around = Around { start: index, end: unit.end, ..Around::default() };
    around::behind(glyphs, &mut around, Some(&unit.text));
    let end = around.end;
    let value = second.value.unwrap_or(value);
    let mut quantity =
        build(glyphs, &around, per_end..second.end, value, Some(unit.text), QuantityKind::Ratio);
    quantity.per = Some(word.to_owned());
    Some((quantity, end))
}

/// `1対1`, `1人1台`.
fn ratio(glyphs: &Glyphs, index: usize) -> Option<(Quantity, usize)> {
    let number = numeral::read(glyphs, index)?;
    if glyphs.at(number.end) == '対' && glyphs.tight(number.end) {
        let second = numeral::read(glyphs, number.end + 1).filter(|_| glyphs.tight(number.end + 1))?;
        let value = number.value?.checked_div(second.value?)?;
        let around = Around { start: index, end: second.end, ..Around::default() };
        let quantity = build(glyphs, &around, index..second.end, value, None, QuantityKind::Ratio);
        return Some((quantity, second.end));
    }
    each_person(glyphs, index)
}

/// `4分の3`, `4/5を補助`.
fn fraction(glyphs: &Glyphs, index: usize) -> Option<(Quantity, usize)> {
    let first = numeral::read(glyphs, index)?;
    let words = glyphs.after(first.end, "分の");
    let slash =
        (glyphs.at(first.end) == '/' && first.bare && glyphs.tight(first.end)).then_some(first.end + 1);
    let second_at = words.or(slash)?;
    let second = numeral::read(glyphs, second_at).filter(|_| glyphs.tight(second_at))?;
    let (upper, lower) =
        if words.is_some() { (second.value?, first.value?) } else { (first.value?, second.value?) };
    if words.is_none() {
        let followed = ["を補助", "の補助", "補助", "以内", "以上", "以下", "未満", "程度", "相当", "を超"]
            .iter()
            .any(|word| glyphs.starts(second.end, word));
        if !followed || !second.bare || upper >= lower {
            return None;
        }
    }
    let value = upper.checked_div(lower)?.normalize();
    let mut around = around::before(glyphs, index);
    around.end = second.end;
    around::behind(glyphs, &mut around, None);
    let end = around.end;
    Some((build(glyphs, &around, index..second.end, value, None, QuantityKind::Share), end))
}

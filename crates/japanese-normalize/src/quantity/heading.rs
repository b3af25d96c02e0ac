//! What the heading of a column adds to the numbers below it.

use rust_decimal::Decimal;

use super::{Quantity, quantities, quantity_cell};
use crate::glyphs::Glyphs;
use crate::text::fold;

/// The quantities of a cell, completed from the heading of its column: a unit, a scale, what they are counted for.
///
/// Only what the cell leaves out is taken from the heading.
///
/// ```
/// use japanese_normalize::quantities_under;
/// let read = |cell, heading| {
///     let quantity = quantities_under(cell, heading).remove(0);
///     (quantity.value.to_string(), quantity.unit.unwrap_or_default())
/// };
/// assert_eq!(read("各5", "相談件数"), ("5".into(), "件".into()));
/// assert_eq!(read("1,250", "事業費（千円）"), ("1250000".into(), "円".into()));
/// assert_eq!(read("75.0%", "参加者数（人）"), ("75.0".into(), "%".into()));
/// ```
pub fn quantities_under(cell: &str, heading: &str) -> Vec<Quantity> {
    let mut found = quantities(cell);
    if found.is_empty() {
        found.extend(quantity_cell(cell));
    }
    let heading = fold(heading);
    let (unit, scale) = unit_of(&heading).map_or((None, Decimal::ONE), |(unit, scale)| (Some(unit), scale));
    let per = [("年間", "年"), ("毎年", "年"), ("年当たり", "年"), ("月間", "月"), ("月平均", "月")]
        .into_iter()
        .find(|(word, _)| heading.contains(word))
        .map(|(_, per)| per.to_owned());
    let cumulative = ["累計", "累積", "延べ", "のべ"].iter().any(|word| heading.contains(word));
    for quantity in &mut found {
        if quantity.unit.is_none()
            && let Some(unit) = &unit
            && let Some(value) = scaled(quantity.value, scale)
        {
            (quantity.value, quantity.unit) = (value, Some(unit.clone()));
            quantity.upper = quantity.upper.and_then(|upper| scaled(upper, scale));
        }
        if quantity.per.is_none() {
            quantity.per.clone_from(&per);
        }
        quantity.cumulative |= cumulative;
    }
    found
}

/// A value with the scale word of its heading applied: 3.5 億 is 350000000 without a zero behind the point.
fn scaled(value: Decimal, scale: Decimal) -> Option<Decimal> {
    let scaled = value.checked_mul(scale)?;
    Some(if scale != Decimal::ONE && scaled.is_integer() { scaled.normalize() } else { scaled })
}

/// The unit that a folded heading names, and the number that its scale word stands for.
fn unit_of(heading: &str) -> Option<(String, Decimal)> {
    in_brackets(heading).or_else(|| in_the_name(heading).map(|unit| (unit.to_owned(), Decimal::ONE)))
}

/// `事業費(千円)`, `(単位:%)`: the last bracket that holds a unit and nothing else.
fn in_brackets(heading: &str) -> Option<(String, Decimal)> {
    let parts = heading.split(['(', '[', '【', '〔']).skip(1).collect::<Vec<_>>();
    parts.into_iter().rev().find_map(|part| {
        let part = part.split([')', ']', '】', '〕']).next()?;
        let part = part.trim_start_matches("単位").trim_start_matches(':');
        let one = quantity_cell(&format!("1{part}"))?;
        let whole = one.upper.is_none() && one.number_range.start == 0;
        one.unit
            .filter(|unit| whole && super::is_unit(unit.split('/').next().unwrap_or(unit)))
            .map(|unit| (unit, one.value))
    })
}

/// 相談件数 counts 件, 参加者数 人, 達成率 %.
fn in_the_name(heading: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("件数", "件"),
        ("者数", "人"),
        ("人数", "人"),
        ("人員", "人"),
        ("員数", "人"),
        ("人口", "人"),
        ("回数", "回"),
        ("校数", "校"),
        ("社数", "社"),
        ("戸数", "戸"),
        ("台数", "台"),
        ("箇所数", "箇所"),
        ("か所数", "か所"),
        ("世帯数", "世帯"),
        ("団体数", "団体"),
        ("企業数", "社"),
        ("施設数", "施設"),
        ("市町村数", "市町村"),
        ("市町数", "市町"),
        ("日数", "日"),
        ("時間数", "時間"),
        ("時間", "時間"),
        ("率", "%"),
        ("割合", "%"),
    ];
    let name = heading.split(['(', '[', '【', '〔']).next().unwrap_or(heading);
    NAMES.iter().find(|(end, _)| name.ends_with(end)).map(|(_, unit)| *unit)
}

/// Whether a text is 倍増 or 半減 and nothing else: the multiple, and which way it goes.
///
/// ```
/// use japanese_normalize::{Change, multiple_word};
/// assert_eq!(multiple_word("倍増").map(|(value, change)| (value.to_string(), change)), Some(("2".into(), Change::Increase)));
/// ```
pub fn multiple_word(text: &str) -> Option<(Decimal, super::Change)> {
    let glyphs = Glyphs::scan(text);
    match glyphs.string(0, glyphs.len()).as_str() {
        "倍増" => Some((Decimal::TWO, super::Change::Increase)),
        "半減" => Some((Decimal::new(5, 1), super::Change::Decrease)),
        _ => None,
    }
}

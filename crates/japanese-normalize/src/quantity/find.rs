//! Finding quantities in running text.

use rust_decimal::Decimal;

use super::around::{self, Around};
use super::unit::{self, Unit};
use super::{Quantity, QuantityKind, Relation, loose, per_head, special};
use crate::glyphs::{Gap, Glyphs};
use crate::numeral::{self, Number};
use crate::time;

/// Every quantity in a running text, in order.
///
/// Units are an open vocabulary. Numbers that belong to dates, headings, codes, laws, names and ranks of order are
/// none, and neither is a number without a unit, unless a bound (以上) follows it.
///
/// ```
/// use japanese_normalize::quantities;
/// let found = quantities("令和5年度は約14万8千件のうち31%(4万6千件以上)");
/// let read: Vec<_> = found.iter().map(|q| (q.value.to_string(), q.unit.as_deref().unwrap_or(""))).collect();
/// assert_eq!(read, [("148000".into(), "件"), ("31".into(), "%"), ("46000".into(), "件")]);
/// assert!(quantities("第2章 2-1 市町村支援").is_empty());
/// ```
pub fn quantities(text: &str) -> Vec<Quantity> {
    let glyphs = Glyphs::scan(text);
    let times: Vec<_> = time::find(&glyphs, None)
        .into_iter()
        .map(|time| glyphs.index_at(time.range.start)..glyphs.index_at(time.range.end))
        .collect();
    let mut times = times.into_iter().peekable();
    let mut found: Vec<Quantity> = Vec::new();
    let mut index = 0;
    while index < glyphs.len() {
        let c = glyphs.at(index);
        if !c.is_ascii_digit() && c != '半' && !numeral::is_numeral(c) {
            index += 1;
            continue;
        }
        while times.next_if(|range| range.end <= index).is_some() {}
        if let Some(range) = times.peek().filter(|range| range.contains(&index)) {
            index = range.end;
            continue;
        }
        index = step(&glyphs, index, &mut found);
    }
    found
}

/// Reads what begins at `index` and gives the index behind it.
fn step(glyphs: &Glyphs, index: usize, found: &mut Vec<Quantity>) -> usize {
    let number = numeral::read(glyphs, index);
    if let Some((quantity, end)) = number.and_then(|number| per_head::read(glyphs, index, &number)) {
        found.extend(quantity);
        return end;
    }
    if let Some((quantity, end)) = special::read(glyphs, index) {
        found.push(quantity);
        return end.max(index + 1);
    }
    let Some(number) = number else { return index + 1 };
    if let Some(end) = each_one(glyphs, &number) {
        return end;
    }
    match read(glyphs, index, number) {
        Some((mut quantities, end)) => {
            found.append(&mut quantities);
            end.max(number.end)
        }
        None => number.end,
    }
}

/// 1人1人, 一人ひとり: a word; the index behind it.
fn each_one(glyphs: &Glyphs, number: &Number) -> Option<usize> {
    if number.value != Some(Decimal::ONE) {
        return None;
    }
    glyphs.after_any(number.end, &["人1人", "人ひとり", "人一人", "つ1つ", "つひとつ", "つ一つ"])
}

/// Reads the quantity whose number begins at `index`; two where a slash separates parallel values.
fn read(glyphs: &Glyphs, index: usize, number: Number) -> Option<(Vec<Quantity>, usize)> {
    let mut around = around::before(glyphs, index);
    let value = number.value?;
    // 第3位 is a rank like 3位.
    around.ordinal &= !glyphs.starts(number.end, "位") || unit::is_word(glyphs, number.end);
    if around.ordinal
        || loose::follows_ordinal(glyphs, index)
        || is_part_of_a_name(glyphs, index, &number, around.start)
    {
        return None;
    }
    if number.kanji {
        return kanji(glyphs, index, number, around).map(|(quantity, end)| (vec![quantity], end));
    }
    if let Some((quantity, end)) = range(glyphs, index, number, value, &around) {
        return Some((vec![quantity], end));
    }
    if let Some(found) = parallel(glyphs, index, number, value, &around) {
        return Some(found);
    }
    if let Some((quantity, end)) = loose::few(glyphs, index, &number, &around) {
        return Some((vec![quantity], end));
    }
    if let Some((number, value)) = loose::middle_point(glyphs, &number) {
        let unit = unit::read(glyphs, number.end, false);
        return finish(glyphs, index, number, value, around, unit)
            .map(|(quantity, end)| (vec![quantity], end));
    }
    let unit = counted(glyphs, index, &number, &around)?;
    finish(glyphs, index, number, value, around, unit).map(|(quantity, end)| (vec![quantity], end))
}

/// The unit behind a number, or the noun behind の, or none where a bound stands in its place.
fn counted(glyphs: &Glyphs, index: usize, number: &Number, around: &Around) -> Option<Option<Unit>> {
    if let Some(unit) = unit::read(glyphs, number.end, false) {
        return fits(glyphs, index, number, around, &unit).then_some(Some(unit));
    }
    if matches!(glyphs.before(index), '¥' | '￥') && glyphs.tight(index) {
        return Some(Some(Unit { text: "円".to_owned(), end: number.end, listed: true }));
    }
    let tight = glyphs.tight(number.end);
    if glyphs.at(number.end) == 'の'
        && glyphs.gap(number.end) != Gap::Break
        && is_standalone(glyphs, index, around.start)
    {
        let unit = unit::noun(glyphs, number.end + 1).filter(|unit| unit.listed)?;
        return Some(Some(unit));
    }
    if loose::is_indicator(glyphs, index.min(around.start), number) {
        return Some(None);
    }
    if !tight {
        return None;
    }
    // レベル3以上 is a name, 満足度を4以上 a bound.
    if glyphs.tight(index) && unit::is_katakana(glyphs.before(index)) {
        return None;
    }
    let bounds = ["以上", "以下", "以内", "未満", "を超える", "を上回る", "を下回る"];
    glyphs.after_any(number.end, &bounds).map(|_| None)
}

/// Whether nothing touches the number from the left that would make it a part of a code or range.
fn is_standalone(glyphs: &Glyphs, index: usize, start: usize) -> bool {
    let before = glyphs.before(index.min(start));
    !(glyphs.tight(start) && matches!(before, '~' | '-' | '.' | '/' | 'a'..='z' | 'A'..='Z'))
}

pub(super) fn finish(
    glyphs: &Glyphs,
    index: usize,
    number: Number,
    value: Decimal,
    mut around: Around,
    unit: Option<Unit>,
) -> Option<(Quantity, usize)> {
    around.end = unit.as_ref().map_or(number.end, |unit| unit.end);
    let value = match half_behind(glyphs, around.end) {
        Some(end) if unit.is_some() => {
            around.end = end;
            value.checked_add(Decimal::new(5, 1))?
        }
        _ => value,
    };
    let text = unit.as_ref().map(|unit| unit.text.clone());
    let (value, text) = loose::smaller_part(glyphs, &mut around, value, text)?;
    around::behind(glyphs, &mut around, text.as_deref());
    let mut text = text;
    if unit.is_none() && around.relation == Relation::MoreThan {
        // 100を超える施設
        text = unit::noun(glyphs, around.end).map(|noun| {
            around.end = noun.end;
            noun.text
        });
    }
    let (mut value, text, kind) = share(value, text)?;
    if kind == QuantityKind::Share {
        value = tenths(glyphs, &mut around, value)?;
    }
    let end = around.end;
    let mut quantity = special::build(glyphs, &around, index..number.end, value, text, kind);
    if quantity.per.is_none() {
        quantity.per = per_before(glyphs, around.start, glyphs.ends(end, "ずつ").is_some());
    }
    Some((quantity, end))
}

/// 1時間半, 1本半: the index behind 半, where it is no part of another word.
fn half_behind(glyphs: &Glyphs, index: usize) -> Option<usize> {
    const WORDS: &[&str] = &[
        "半数",
        "半分",
        "半期",
        "半年",
        "半島",
        "半額",
        "半端",
        "半ば",
        "半導体",
        "半面",
        "半身",
        "半日",
        "半径",
        "半減",
        "半世紀",
        "半径",
    ];
    let half = glyphs.at(index) == '半' && glyphs.tight(index);
    (half && glyphs.after_any(index, WORDS).is_none()).then_some(index + 1)
}

/// `5分3厘` behind 割, in percent.
fn tenths(glyphs: &Glyphs, around: &mut Around, mut value: Decimal) -> Option<Decimal> {
    for (unit, scale) in [('分', 0), ('厘', 1)] {
        let Some(number) = numeral::read(glyphs, around.end).filter(|_| glyphs.tight(around.end)) else {
            break;
        };
        let digit = number.value.filter(|value| *value < Decimal::TEN && value.is_integer());
        if glyphs.at(number.end) != unit || !glyphs.tight(number.end) {
            break;
        }
        value = value.checked_add(digit?.checked_mul(Decimal::new(1, scale))?)?;
        around.end = number.end + 1;
    }
    Some(value)
}

/// 割 in percent, and the kind that the unit gives.
pub(super) fn share(value: Decimal, unit: Option<String>) -> Option<(Decimal, Option<String>, QuantityKind)> {
    Some(match unit.as_deref() {
        Some("割") => {
            (value.checked_mul(Decimal::TEN)?.normalize(), Some("%".to_owned()), QuantityKind::Share)
        }
        Some("%" | "パーセント" | "ポイント" | "%ポイント" | "pt" | "%pt") => {
            (value, unit, QuantityKind::Percent)
        }
        Some("位") => (value, unit, QuantityKind::Rank),
        None => (value, unit, QuantityKind::Bare),
        Some(_) => (value, unit, QuantityKind::Count),
    })
}

/// What stands before に: 社 of `2社に1名ずつ`, one for each of the two, and 5年 of `5年に1度`, one for all five.
fn per_before(glyphs: &Glyphs, start: usize, each: bool) -> Option<String> {
    let particle = start.checked_sub(1).filter(|at| glyphs.at(*at) == 'に' && glyphs.tight(start))?;
    let words = ["時間", "年", "月", "週間", "週", "日", "社", "人", "校", "世帯", "団体", "か月"];
    words.iter().find_map(|word| {
        let begin = glyphs.ends(particle, word)?;
        let first =
            (1..=4).take_while(|back| begin >= *back && glyphs.at(begin - back).is_ascii_digit()).last()?;
        Some(if each { (*word).to_owned() } else { glyphs.string(begin - first, particle) })
    })
}

/// `10～20件`, `5%~10%`, `30件から50件`.
fn range(
    glyphs: &Glyphs,
    index: usize,
    number: Number,
    value: Decimal,
    around: &Around,
) -> Option<(Quantity, usize)> {
    let first_unit = unit::read(glyphs, number.end, false).filter(|_| glyphs.tight(number.end));
    let at = first_unit.as_ref().map_or(number.end, |unit| unit.end);
    let next = match glyphs.at(at) {
        '~' => at + 1,
        '-' if first_unit.is_none() && glyphs.tight(at) && glyphs.tight(at + 1) => at + 1,
        'か' if first_unit.is_some() => glyphs.after(at, "から")?,
        _ => return None,
    };
    let about = glyphs.after(next, "約").unwrap_or(next);
    if glyphs.gap(about) == Gap::Break || !glyphs.at(about).is_ascii_digit() {
        return None;
    }
    let second = numeral::read(glyphs, about)?;
    let upper = second.value.filter(|upper| *upper > value)?;
    let unit =
        unit::read(glyphs, second.end, false).filter(|unit| unit.listed && glyphs.tight(second.end))?;
    if first_unit.as_ref().is_some_and(|first| first.text != unit.text) || is_ordinal_word(glyphs, unit.end) {
        return None;
    }
    let mut around = Around { end: unit.end, ..around.clone() };
    around::behind(glyphs, &mut around, Some(&unit.text));
    let (value, _, _) = share(value, Some(unit.text.clone()))?;
    let (upper, text, _) = share(upper, Some(unit.text))?;
    let end = around.end;
    let mut quantity = special::build(glyphs, &around, index..second.end, value, text, QuantityKind::Range);
    quantity.upper = Some(upper);
    Some((quantity, end))
}

/// `686/2,882件`, `10→15件`: two values of which only the last has the unit.
fn parallel(
    glyphs: &Glyphs,
    index: usize,
    number: Number,
    value: Decimal,
    around: &Around,
) -> Option<(Vec<Quantity>, usize)> {
    let at = number.end;
    if !matches!(glyphs.at(at), '/' | '→' | '⇒')
        || glyphs.gap(at + 1) == Gap::Break
        || !glyphs.at(at + 1).is_ascii_digit()
    {
        return None;
    }
    let second = numeral::read(glyphs, at + 1)?;
    let unit =
        unit::read(glyphs, second.end, false).filter(|unit| unit.listed && glyphs.tight(second.end))?;
    if is_ordinal_word(glyphs, unit.end) {
        return None;
    }
    let (text, unit_end) = (unit.text, unit.end);
    let first_around = Around { end: number.end, ..around.clone() };
    let kind = share(value, Some(text.clone()))?.2;
    let first = special::build(glyphs, &first_around, index..number.end, value, Some(text.clone()), kind);
    let mut second_around = Around { start: at + 1, end: unit_end, ..Around::default() };
    around::behind(glyphs, &mut second_around, Some(&text));
    let end = second_around.end;
    let value = second.value?;
    let last = special::build(glyphs, &second_around, at + 1..second.end, value, Some(text), kind);
    Some((vec![first, last], end))
}

/// Letters or digits that touch a number and make it part of a name: CO2, DK20, 4-1.
fn is_part_of_a_name(glyphs: &Glyphs, index: usize, number: &Number, start: usize) -> bool {
    if start < index || !glyphs.tight(index) {
        return false;
    }
    let before = glyphs.before(index);
    if before.is_ascii_alphabetic() {
        // Counters that no name has: LINE登録者 aside, `SNS3件` counts.
        return !["件", "回", "名", "台", "%"].iter().any(|unit| glyphs.starts(number.end, unit));
    }
    // 15:00 is a time of the day.
    let clock = before == ':' && number.bare && number.end - index == 2 && is_hour(glyphs, index - 1);
    // 252条の19 and 9時30分
    let part = matches!(before, '時' | '条') && glyphs.before(index - 1).is_ascii_digit()
        || before == 'の' && matches!(glyphs.before(index - 1), '条' | '項' | '号');
    clock || part || matches!(before, '-' | '.' | '_' | '\'' | '#')
}

/// Whether one or two digits stand before `end` that belong to no era: 15 of 15:00, but not 6 of R6:12.
fn is_hour(glyphs: &Glyphs, end: usize) -> bool {
    let digits = (1..=3).take_while(|back| end >= *back && glyphs.at(end - back).is_ascii_digit()).count();
    let first = glyphs.before(end.saturating_sub(digits));
    (1..=2).contains(&digits) && !first.is_ascii_alphabetic()
}

/// Whether a unit belongs to its number, or the number to a heading and the word to what follows.
fn fits(glyphs: &Glyphs, index: usize, number: &Number, around: &Around, unit: &Unit) -> bool {
    if is_ordinal_word(glyphs, unit.end) {
        return false;
    }
    let next = glyphs.at(unit.end);
    let heading_like = number.bare && number.end - index <= 2;
    let at_start = glyphs.gap(index) == Gap::Break && around.start == index;
    // `3行政の DX`: an unknown word behind the number of a heading.
    if !unit.listed
        && heading_like
        && at_start
        && unit.end < glyphs.len()
        && !next.is_ascii_digit()
        && !unit::follower(glyphs, unit.end)
    {
        return false;
    }
    if !unit.listed && glyphs.tight(unit.end) && is_kana(next) && !is_particle(next) {
        return false;
    }
    if glyphs.tight(number.end) || around.start < index {
        return true;
    }
    // `3 市町DX`: a number before a blank may be that of a heading.
    let touches = glyphs.tight(unit.end) && glyphs.gap(unit.end) != Gap::Break;
    if touches && (next.is_ascii_alphabetic() || unit::is_katakana(next)) {
        return false;
    }
    let kanji = touches && unit::is_kanji(next);
    if kanji && !unit::follower(glyphs, unit.end) {
        return false;
    }
    if heading_like && kanji && !is_count_follower(glyphs, unit.end) {
        return false;
    }
    // At the start of a line only a word that ends there is a unit.
    let ends =
        !touches || matches!(next, '(' | ')' | '/' | '、' | '。' | '~' | '※' | '→' | ',' | '】' | '」');
    !heading_like || !at_start || ends || is_count_follower(glyphs, unit.end)
}

/// Words behind a unit that show a count also where the number could be that of a heading.
fn is_count_follower(glyphs: &Glyphs, index: usize) -> bool {
    let words = [
        "以上",
        "以下",
        "以内",
        "未満",
        "超",
        "程度",
        "増",
        "減",
        "開催",
        "実施",
        "採択",
        "追加",
        "公開",
        "登録",
        "参加",
        "出席",
        "受講",
        "達成",
        "全て",
        "全部",
        "を目標",
        "を超",
        "を上回",
        "ずつ",
        "前後",
    ];
    glyphs.after_any(index, &words).is_some()
}

/// 目 behind a unit counts in order: 3回目, 2つ目.
pub(super) fn is_ordinal_word(glyphs: &Glyphs, index: usize) -> bool {
    glyphs.tight(index)
        && glyphs.at(index) == '目'
        && !glyphs.starts(index, "目標")
        && !glyphs.starts(index, "目指")
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

fn is_particle(c: char) -> bool {
    matches!(
        c,
        'の' | 'を'
            | 'が'
            | 'は'
            | 'に'
            | 'で'
            | 'と'
            | 'へ'
            | 'や'
            | 'も'
            | 'か'
            | 'ず'
            | 'す'
            | 'し'
            | 'よ'
    )
}

/// A number in Chinese numerals counts only before a counter that ends the word.
fn kanji(glyphs: &Glyphs, index: usize, number: Number, around: Around) -> Option<(Quantity, usize)> {
    let value = number.value?;
    let before = glyphs.before(index);
    if glyphs.tight(index) && matches!(before, '数' | '何' | '幾') {
        // 数十件, 何百人: how many is not said.
        return None;
    }
    let unit =
        unit::read(glyphs, number.end, false).filter(|unit| unit.listed && glyphs.tight(number.end))?;
    // 職員三名, 猫三匹: what is counted touches its number.
    let counted = ["匹", "頭", "羽", "名", "社", "件"].contains(&unit.text.as_str())
        && !numeral::is_numeral(before)
        && before != '第';
    let free = !glyphs.tight(index) || around.start < index || counted || !unit::is_kanji(before);
    if !free || is_ordinal_word(glyphs, unit.end) {
        return None;
    }
    let one_numeral = number.end == index + 1;
    let next = glyphs.at(unit.end);
    let goes_on = glyphs.tight(unit.end) && (unit::is_kanji(next) || unit::is_katakana(next));
    let half = unit.text == "時間" && half_behind(glyphs, unit.end).is_some();
    let tenths = unit.text == "割" && numeral::is_numeral(next);
    let goes_on = goes_on && !half && !tenths && !unit::follower(glyphs, unit.end);
    if one_numeral {
        let counters = [
            "人",
            "匹",
            "頭",
            "枚",
            "冊",
            "歳",
            "回",
            "県",
            "市町",
            "市町村",
            "施設",
            "事業",
            "項目",
            "分野",
            "地区",
            "世帯",
            "業務",
            "点",
            "種類",
            "つ",
            "件",
            "名",
            "本",
            "校",
            "社",
            "台",
            "割",
            "か月",
            "カ月",
            "ヶ月",
            "カ所",
            "か所",
            "箇所",
            "団体",
            "年間",
            "時間",
            "日間",
            "週間",
            "か月間",
            "カ月間",
            "ヶ月間",
            "分間",
        ];
        let person = unit.text == "人"
            && ["しか", "あたり", "当たり", "を", "で"].iter().any(|w| glyphs.starts(unit.end, w));
        let one = glyphs.at(index) == '一' && !person;
        let long = matches!(glyphs.at(index), '百' | '千') && unit.text == "年";
        if one || goes_on || !(person || long || counters.contains(&unit.text.as_str())) {
            return None;
        }
    } else if goes_on {
        return None;
    }
    finish(glyphs, index, number, value, around, Some(unit))
}

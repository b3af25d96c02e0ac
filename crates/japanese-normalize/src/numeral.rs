//! Numbers as printed: Arabic digits with commas, Chinese numerals, and both mixed with scale words.

use rust_decimal::Decimal;

use crate::glyphs::{Gap, Glyphs};

/// A number at a place in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// Index behind the last character.
    pub(crate) end: usize,
    /// The value with scale words applied; none where it has more digits than a decimal holds.
    pub(crate) value: Option<Decimal>,
    /// Whether it begins with a Chinese numeral.
    pub(crate) kanji: bool,
    /// Whether it is digits only, without comma, point or scale word.
    pub(crate) bare: bool,
}

/// Longest number that is read: more digits are no quantity of a plan.
const MAX_DIGITS: usize = 28;

/// Words that begin like a scale word: `3 千葉県` is not 3000.
const NO_SCALE: &[&str] = &[
    "千葉", "千代", "千歳", "千曲", "千早", "千里", "千島", "万博", "万全", "万引", "万一", "万能", "百貨",
    "百科", "百済", "兆候", "億劫", "万葉",
];

/// Reads the number that begins at `index`.
pub(crate) fn read(glyphs: &Glyphs, index: usize) -> Option<Number> {
    let first = glyphs.at(index);
    if first.is_ascii_digit() {
        return Some(read_arabic(glyphs, index));
    }
    is_numeral(first).then(|| read_kanji(glyphs, index)).flatten()
}

/// The digits from `index`: end, value, and whether there is neither comma nor point.
fn digits(glyphs: &Glyphs, index: usize) -> (usize, Option<Decimal>, bool) {
    let mut text = String::new();
    let mut end = digit_run(glyphs, index, &mut text);
    let mut bare = true;
    if end - index <= 3 {
        while glyphs.at(end) == ',' && glyphs.tight(end) && glyphs.tight(end + 1) {
            let mut group = String::new();
            let next = digit_run(glyphs, end + 1, &mut group);
            if next - end != 4 {
                break;
            }
            text.push_str(&group);
            (end, bare) = (next, false);
        }
    }
    if glyphs.at(end) == '.'
        && glyphs.tight(end)
        && glyphs.tight(end + 1)
        && glyphs.at(end + 1).is_ascii_digit()
    {
        text.push('.');
        end = digit_run(glyphs, end + 1, &mut text);
        bare = false;
    }
    let value = (text.len() <= MAX_DIGITS).then(|| Decimal::from_str_exact(&text).ok()).flatten();
    (end, value, bare)
}

fn digit_run(glyphs: &Glyphs, index: usize, text: &mut String) -> usize {
    let mut end = index;
    while glyphs.at(end).is_ascii_digit() && (end == index || glyphs.tight(end)) {
        if text.len() <= MAX_DIGITS {
            text.push(glyphs.at(end));
        }
        end += 1;
    }
    end
}

/// `5万7千`, `1兆4,140億`, `3,375 千`, `32百万`.
fn read_arabic(glyphs: &Glyphs, index: usize) -> Number {
    let (end, value, bare) = digits(glyphs, index);
    let mut sum = Sum::default();
    let mut number = Number { end, value, kanji: false, bare };
    let Some(mut current) = value else { return number };
    let mut at = end;
    let mut may_go_on = current.scale() == 0;
    loop {
        let Some((scale_end, scaled, lowest)) = scale_words(glyphs, at, current, index != at) else {
            if sum.limit.is_none_or(|limit| current < limit) && sum.limit.is_some() {
                number.value = sum.total.checked_add(current);
                number.bare = false;
                number.end = at;
            }
            return number;
        };
        if sum.limit.is_some_and(|limit| scaled >= limit) {
            return number;
        }
        let Some(total) = sum.total.checked_add(scaled) else {
            number.value = None;
            return number;
        };
        sum = Sum { total, limit: Some(lowest) };
        // 94.0万 is 940000: the zero behind the point has served.
        let total = if total.is_integer() { total.normalize() } else { total };
        number = Number { end: scale_end, value: Some(total), kanji: false, bare: false };
        if !may_go_on || !glyphs.at(scale_end).is_ascii_digit() || !glyphs.tight(scale_end) {
            return number;
        }
        let (next, value, _) = digits(glyphs, scale_end);
        let Some(value) = value else { return number };
        may_go_on = value.scale() == 0;
        (at, current) = (next, value);
    }
}

#[derive(Default)]
struct Sum {
    total: Decimal,
    /// What follows must be smaller than the last scale.
    limit: Option<Decimal>,
}

/// Scale words behind a number: their end, the number times them, the product of the scales.
fn scale_words(
    glyphs: &Glyphs,
    index: usize,
    value: Decimal,
    spaced: bool,
) -> Option<(usize, Decimal, Decimal)> {
    let mut end = index;
    let mut product = Decimal::ONE;
    let mut small_before = false;
    while let Some(power) = scale_power(glyphs.at(end)) {
        let touches = glyphs.tight(end) || (end == index && spaced && glyphs.gap(end) == Gap::Blank);
        // 十 behind digits is nearly always 十分 or the like; 千万 is one scale, 万千 is none.
        let fits = if end == index { power >= 2 } else { small_before && power >= 4 };
        if !touches || !fits || NO_SCALE.iter().any(|word| glyphs.starts(end, word)) {
            break;
        }
        product = product.checked_mul(Decimal::from(10_u64.checked_pow(power)?))?;
        small_before = power < 4;
        end += 1;
    }
    (end > index).then_some(())?;
    Some((end, value.checked_mul(product)?, product))
}

fn scale_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' => 2,
        '千' | '阡' | '仟' => 3,
        '万' | '萬' => 4,
        '億' => 8,
        '兆' => 12,
        '京' => 16,
        _ => return None,
    })
}

fn numeral_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '弍' => 2,
        '三' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '漆' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether a Chinese numeral can begin with this character.
pub(crate) fn is_numeral(c: char) -> bool {
    numeral_digit(c).is_some() || matches!(c, '十' | '拾' | '百' | '千')
}

/// `三千五百`, `十二`, `二〇二五`.
fn read_kanji(glyphs: &Glyphs, index: usize) -> Option<Number> {
    let mut end = index;
    let mut total = Decimal::ZERO;
    let mut section: u64 = 0;
    let mut current: Option<u64> = None;
    while end == index || glyphs.tight(end) {
        let c = glyphs.at(end);
        if let Some(digit) = numeral_digit(c) {
            let value = current.unwrap_or(0).checked_mul(10)?.checked_add(u64::from(digit))?;
            current = Some(value);
        } else if let Some(power) =
            scale_power(c).filter(|_| !NO_SCALE.iter().any(|word| glyphs.starts(end, word)))
        {
            if power < 4 {
                section = section
                    .checked_add(current.take().unwrap_or(1).checked_mul(10_u64.checked_pow(power)?)?)?;
            } else {
                let value = section.checked_add(current.take().unwrap_or(0))?;
                if value == 0 {
                    break;
                }
                let scaled = Decimal::from(value).checked_mul(Decimal::from(10_u64.checked_pow(power)?))?;
                total = total.checked_add(scaled)?;
                section = 0;
            }
        } else {
            break;
        }
        end += 1;
    }
    (end > index).then_some(())?;
    let rest = section.checked_add(current.unwrap_or(0))?;
    let value = total.checked_add(Decimal::from(rest));
    Some(Number { end, value, kanji: true, bare: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let glyphs = Glyphs::scan(text);
        read(&glyphs, 0)
            .and_then(|number| number.value)
            .map(|value| value.normalize().to_string())
            .unwrap_or_default()
    }

    #[test]
    fn scale_words_are_applied() {
        for (text, expected) in [
            ("3,375 千", "3375000"),
            ("５万７千", "57000"),
            ("1兆4,140億", "1414000000000"),
            ("94.0万", "940000"),
            ("1,076.4万", "10764000"),
            ("32百万", "32000000"),
            ("14万8千", "148000"),
            ("5万8,300", "58300"),
            ("419万4千", "4194000"),
            ("3 千葉", "3"),
            ("1.5千5百", "1500"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_read() {
        for (text, expected) in [
            ("十二", "12"),
            ("二〇二五", "2025"),
            ("三千五百", "3500"),
            ("壱万", "10000"),
            ("六百〇八", "608"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn endless_digits_have_no_value() {
        assert_eq!(value(&"9".repeat(10_000)), "");
        assert_eq!(value(&"九".repeat(10_000)), "");
    }
}

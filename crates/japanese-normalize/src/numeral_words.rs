//! Chinese numerals of the plain kind, without the reader that takes all kinds.

use rust_decimal::Decimal;

/// The value of a text that is nothing but 一 to 九 with 十, 百, 千 in falling order in each section, and 万, 億, 兆,
/// 京 in falling order behind the sections; none for any other text.
pub(crate) fn value(text: &str) -> Option<Decimal> {
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, 0_u64);
    let (mut scale, mut large) = (u64::MAX, u64::MAX);
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    for c in text.chars() {
        match word(c)? {
            Word::Digit(value) if digit == 0 => digit = value,
            Word::Scale(power) if power < scale => {
                section += digit.max(1) * power;
                (scale, digit) = (power, 0);
            }
            Word::Large(power) if power < large && section + digit > 0 => {
                total = total.checked_add((section + digit).checked_mul(power)?)?;
                (large, scale, section, digit) = (power, u64::MAX, 0, 0);
            }
            _ => return None,
        }
    }
    Some(Decimal::from(total.checked_add(section + digit)?))
}

enum Word {
    Digit(u64),
    Scale(u64),
    Large(u64),
}

fn word(c: char) -> Option<Word> {
    Some(match c {
        '一' => Word::Digit(1),
        '二' => Word::Digit(2),
        '三' => Word::Digit(3),
        '四' => Word::Digit(4),
        '五' => Word::Digit(5),
        '六' => Word::Digit(6),
        '七' => Word::Digit(7),
        '八' => Word::Digit(8),
        '九' => Word::Digit(9),
        '十' => Word::Scale(10),
        '百' => Word::Scale(100),
        '千' => Word::Scale(1_000),
        '万' => Word::Large(10_000),
        '億' => Word::Large(100_000_000),
        '兆' => Word::Large(1_000_000_000_000),
        '京' => Word::Large(10_000_000_000_000_000),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numerals_are_read() {
        for (text, expected) in [
            ("五千八百七万六千九十九", 58_076_099),
            ("十", 10),
            ("一億二千万", 120_000_000),
            ("三億八", 300_000_008),
        ] {
            assert_eq!(value(text), Some(Decimal::from(expected)), "{text}");
        }
        for text in ["", "二百百", "万", "一二", "十分", "千一万二億", "5千"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}

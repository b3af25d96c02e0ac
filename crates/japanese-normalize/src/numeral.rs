//! Numbers as printed: Arabic digits with commas, Chinese numerals, and both mixed with scale words.

use rust_decimal::Decimal;

use crate::char_set::CharSet;
use crate::glyphs::{Gap, Glyphs};
use crate::numeral_words;

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
fn words_of_scale(first: char) -> &'static [&'static str] {
    match first {
        '千' => &["千葉", "千代", "千歳", "千曲", "千早", "千里", "千島", "千秋", "千春", "千夏"],
        '万' => &["万博", "万全", "万能", "万葉"],
        '百' => &["百貨", "百科", "百済"],
        '兆' => &["兆候"],
        '億' => &["億劫"],
        '十' => &["十分", "十和田", "十勝", "十日町"],
        _ => &[],
    }
}

/// The number that a whole text is, in digits, Chinese numerals or both; none where it is anything else.
///
/// ```
/// use japanese_normalize::number;
/// assert_eq!(number("三億八").unwrap().to_string(), "300000008");
/// assert_eq!(number("5万7千").unwrap().to_string(), "57000");
/// assert!(number("二百百").is_none());
/// ```
pub fn number(text: &str) -> Option<Decimal> {
    if let Some(value) = numeral_words::value(text) {
        return Some(value);
    }
    let glyphs = Glyphs::scan(text);
    let minus = matches!(glyphs.at(0), '-' | '▲' | '△');
    let number = read(&glyphs, usize::from(minus)).filter(|number| number.end == glyphs.len())?;
    let value = number.value?;
    Some(if minus { -value } else { value })
}

/// Reads the number that begins at `index`.
pub(crate) fn read(glyphs: &Glyphs, index: usize) -> Option<Number> {
    let first = glyphs.at(index);
    let begins = first.is_ascii_digit() || (is_numeral(first) && !is_scale_of_a_word(glyphs, index));
    begins.then(|| Reader::new(glyphs, index).run())
}

fn is_scale_of_a_word(glyphs: &Glyphs, index: usize) -> bool {
    words_of_scale(glyphs.at(index)).iter().any(|word| glyphs.starts(index, word))
}

/// A run of digits: `4,140`, `1.5`, `二〇二五`.
#[derive(Clone, Copy)]
struct Digits {
    end: usize,
    value: Option<Decimal>,
    /// Neither comma nor point.
    bare: bool,
    /// Several Chinese digits: a number by places, to which no 十, 百 or 千 belongs.
    places: bool,
}

/// Reads the parts of a number from large to small: `3億4千8百万6`.
struct Reader<'a> {
    glyphs: &'a Glyphs,
    at: usize,
    /// The sum of what 万, 億 and 兆 have closed.
    total: Decimal,
    /// The sum since then.
    section: Decimal,
    /// What follows in the section, and in the whole, must be smaller than these.
    limit: Option<Decimal>,
    section_limit: Option<Decimal>,
    found: Number,
}

impl<'a> Reader<'a> {
    fn new(glyphs: &'a Glyphs, index: usize) -> Self {
        let kanji = !glyphs.at(index).is_ascii_digit();
        let found = Number { end: index, value: Some(Decimal::ZERO), kanji, bare: false };
        let zero = Decimal::ZERO;
        Self { glyphs, at: index, total: zero, section: zero, limit: None, section_limit: None, found }
    }

    fn run(mut self) -> Number {
        let start = self.at;
        while self.at == start || self.glyphs.tight(self.at) {
            let before = self.at;
            if self.part(before == start).is_none() || self.at == before {
                break;
            }
        }
        if self.found.end == start {
            // Larger than a decimal holds: the digits are passed, without a value.
            self.found.end = self.digits().map_or(start + 1, |digits| digits.end).max(start + 1);
            self.found.value = None;
        }
        // 94.0万 is 940000: the zero behind the point has served.
        let whole = self.found.value.filter(|value| value.is_integer() && value.scale() > 0);
        if let Some(whole) = whole.filter(|_| self.scaled()) {
            self.found.value = Some(whole.normalize());
        }
        self.found
    }

    fn scaled(&self) -> bool {
        self.limit.is_some() || self.section_limit.is_some()
    }

    /// Reads digits with the scale words behind them, or scale words alone.
    fn part(&mut self, first: bool) -> Option<()> {
        if let Some(term) = tens(self.glyphs.at(self.at)) {
            self.fits(term, self.section_limit).then_some(())?;
            self.section = self.section.checked_add(term)?;
            let step = if term < Decimal::ONE_HUNDRED { Decimal::TEN } else { Decimal::ONE_HUNDRED };
            self.section_limit = Some(step);
            return self.close(self.at + 1);
        }
        let digits = self.digits();
        let at = digits.map_or(self.at, |digits| digits.end);
        if let Some(digits) = digits
            && digits.value.is_none()
        {
            (self.found.end, self.found.value) = (at, None);
            return None;
        }
        let value = digits.and_then(|digits| digits.value);
        let step = value.map_or(Decimal::ONE, |value| Decimal::new(1, value.scale()));
        let spaced = first && digits.is_some() && !self.found.kanji;
        match self.scale(at, spaced) {
            Some((power, end)) if power < 4 && !digits.is_some_and(|digits| digits.places) => {
                let scale = Decimal::from(10_u128.checked_pow(power)?);
                let term = value.unwrap_or(Decimal::ONE).checked_mul(scale)?;
                self.fits(term, self.section_limit).then_some(())?;
                self.section = self.section.checked_add(term)?;
                self.section_limit = Some(scale.checked_mul(step)?);
                self.close(end)
            }
            Some((power, end)) if power >= 4 => {
                let scale = Decimal::from(10_u128.checked_pow(power)?);
                let sum = self.section.checked_add(value.unwrap_or(Decimal::ZERO))?;
                let fits = value.is_none_or(|value| self.fits(value, self.section_limit));
                let term = sum.checked_mul(scale)?;
                (fits && !sum.is_zero() && self.fits(term, self.limit)).then_some(())?;
                self.total = self.total.checked_add(term)?;
                self.limit = Some(scale.checked_mul(step)?);
                (self.section, self.section_limit) = (Decimal::ZERO, None);
                self.close(end)
            }
            Some(_) if !first => None,
            _ => self.last(digits?, first),
        }
    }

    /// Digits without a scale word end the number.
    fn last(&mut self, digits: Digits, first: bool) -> Option<()> {
        let value = digits.value?;
        let limit = self.section_limit.or(self.limit);
        (first || self.fits(value, limit)).then_some(())?;
        self.section = self.section.checked_add(value)?;
        self.close(digits.end)?;
        self.found.bare = first && digits.bare && !self.found.kanji;
        None
    }

    fn fits(&self, term: Decimal, limit: Option<Decimal>) -> bool {
        limit.is_none_or(|limit| term < limit)
    }

    fn close(&mut self, end: usize) -> Option<()> {
        self.at = end;
        let value = self.total.checked_add(self.section)?;
        self.fits(self.section, self.limit).then_some(())?;
        (self.found.end, self.found.value, self.found.bare) = (end, Some(value), false);
        Some(())
    }

    /// The power of ten of the scale word at `index`, and the index behind it.
    fn scale(&self, index: usize, spaced: bool) -> Option<(u32, usize)> {
        let touches =
            self.glyphs.tight(index) || index == self.at || (spaced && self.glyphs.gap(index) == Gap::Blank);
        let power = scale_power(self.glyphs.at(index))
            .filter(|_| touches && !is_scale_of_a_word(self.glyphs, index))?;
        Some((power, index + 1))
    }

    fn digits(&self) -> Option<Digits> {
        let first = self.glyphs.at(self.at);
        if first.is_ascii_digit() {
            let (end, value, bare) = digits(self.glyphs, self.at);
            return Some(Digits { end, value, bare, places: false });
        }
        let mut text = String::new();
        let mut end = self.at;
        while let Some(digit) =
            numeral_digit(self.glyphs.at(end)).filter(|_| end == self.at || self.glyphs.tight(end))
        {
            if text.len() <= MAX_DIGITS {
                text.push(char::from(b'0' + digit));
            }
            end += 1;
        }
        if end == self.at {
            return None;
        }
        // 零三百: a zero holds a place that the words leave out.
        let places = text.trim_start_matches('0').len() > 1;
        if self.glyphs.at(end) == '.'
            && self.glyphs.tight(end)
            && numeral_digit(self.glyphs.at(end + 1)).is_some()
        {
            text.push('.');
            end += 1;
            while let Some(digit) = numeral_digit(self.glyphs.at(end)).filter(|_| self.glyphs.tight(end)) {
                if text.len() <= MAX_DIGITS {
                    text.push(char::from(b'0' + digit));
                }
                end += 1;
            }
        }
        let value = (text.len() <= MAX_DIGITS).then(|| Decimal::from_str_exact(&text).ok()).flatten();
        Some(Digits { end, value, bare: false, places })
    }
}

/// The Arabic digits from `index`: end, value, and whether there is neither comma nor point.
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
            if text.len() <= MAX_DIGITS {
                text.push_str(&group);
            }
            (end, bare) = (next, false);
        }
    }
    let odd = odd_groups(glyphs, end);
    if odd > end && !are_neighbours(glyphs, index, odd) {
        return (odd, None, false);
    }
    let point = glyphs.at(end) == '.' && glyphs.tight(end) && glyphs.tight(end + 1);
    if point && glyphs.at(end + 1).is_ascii_digit() {
        text.push('.');
        end = digit_run(glyphs, end + 1, &mut text);
        bare = false;
    }
    let value = (text.len() <= MAX_DIGITS).then(|| Decimal::from_str_exact(&text).ok()).flatten();
    (end, value, bare)
}

/// The end of the digits behind a comma at `index` that parts no thousands: in `1,23` a digit is lost or the comma is a
/// point, and neither 123 nor 23 is printed.
fn odd_groups(glyphs: &Glyphs, index: usize) -> usize {
    let mut end = index;
    while glyphs.at(end) == ',' && glyphs.tight(end) && glyphs.tight(end + 1) {
        let next = digit_run(glyphs, end + 1, &mut String::new());
        if next == end + 1 {
            break;
        }
        end = next;
    }
    end
}

/// `5,6` is five or six: two digits, the second one more than the first.
fn are_neighbours(glyphs: &Glyphs, index: usize, end: usize) -> bool {
    let digit = |at: usize| glyphs.at(at).to_digit(10);
    end == index + 3 && digit(index).map(|first| first + 1) == digit(index + 2)
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

fn scale_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' | '什' => 1,
        '百' | '陌' | '佰' => 2,
        '千' | '阡' | '仟' => 3,
        '万' | '萬' => 4,
        '億' => 8,
        '兆' => 12,
        '京' => 16,
        '垓' => 20,
        _ => return None,
    })
}

fn numeral_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '弍' | '貳' => 2,
        '三' | '参' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '漆' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 廿 20, 卅 30, 卌 40, 皕 200.
fn tens(c: char) -> Option<Decimal> {
    match c {
        '廿' => Some(Decimal::from(20)),
        '卅' => Some(Decimal::from(30)),
        '卌' => Some(Decimal::from(40)),
        '皕' => Some(Decimal::from(200)),
        _ => None,
    }
}

/// Whether a Chinese numeral can begin with this character.
pub(crate) fn is_numeral(c: char) -> bool {
    NUMERALS.has(c)
}

static NUMERALS: CharSet = CharSet::of(&[
    '〇', '零', '一', '壱', '壹', '二', '弐', '弍', '貳', '三', '参', '參', '四', '肆', '五', '伍', '六',
    '陸', '七', '漆', '柒', '八', '捌', '九', '玖', '十', '拾', '百', '千', '阡', '仟', '廿', '卅', '卌',
    '皕',
]);

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
            ("千1", "1001"),
            ("12千345", "12345"),
            ("1.5百万1.5千20", "1501520"),
            ("3億4千８百万6", "348000006"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_read() {
        for (text, expected) in [
            ("五万廿", "50020"),
            ("千皕卅肆", "1234"),
            ("一垓", "100000000000000000000"),
            ("九億６千万卌一", "960000041"),
            ("二百二十二万零三百零二", "2220302"),
            ("千二三四", "1234"),
            ("三億八", "300000008"),
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
        let glyphs = Glyphs::scan("9999999999999999999999999999億件");
        let number = read(&glyphs, 0);
        assert!(number.is_some_and(|number| number.value.is_none() && number.end > 0));
    }
}

//! Widths alone, without a decision by context.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::width::voiced;

/// What [`to_halfwidth`] and [`to_fullwidth`] change.
///
/// ```
/// use japanese_normalize::{Widths, to_halfwidth};
/// assert_eq!(to_halfwidth("Ｒ６（データ）", Widths::ASCII), "R6(データ)");
/// assert_eq!(to_halfwidth("Ｒ６（データ）", Widths { digits: true, ..Widths::NONE }), "Ｒ6（データ）");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Widths {
    /// Latin letters, ASCII marks, ¥ and the blank.
    pub letters: bool,
    /// 0 to 9.
    pub digits: bool,
    /// Katakana, with their voiced marks and 。「」、・.
    pub kana: bool,
}

impl Widths {
    /// Nothing.
    pub const NONE: Self = Self { letters: false, digits: false, kana: false };
    /// Letters, marks and digits.
    pub const ASCII: Self = Self { letters: true, digits: true, kana: false };
    /// Kana alone.
    pub const KANA: Self = Self { letters: false, digits: false, kana: true };
    /// Everything that has two widths.
    pub const ALL: Self = Self { letters: true, digits: true, kana: true };

    /// Whether an ASCII character is to change.
    fn has(self, c: char) -> bool {
        if c.is_ascii_digit() { self.digits } else { self.letters }
    }
}

/// Full-width characters as half-width ones; everything else stays, blanks and dashes too.
///
/// ```
/// use japanese_normalize::{Widths, to_halfwidth};
/// assert_eq!(to_halfwidth("ＡＢＣ　１２３　ガギ", Widths::ALL), "ABC 123 ｶﾞｷﾞ");
/// ```
pub fn to_halfwidth(text: &str, widths: Widths) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while let Some((place, c)) = next_wide(text, at, widths.kana) {
        at = place + c.len_utf8();
        let before = text.get(copied..place).unwrap_or_default();
        if let Some(narrow) = narrow_ascii(c).filter(|narrow| widths.has(*narrow)) {
            out.push_str(before);
            out.push(narrow);
            copied = at;
        } else if widths.kana
            && let Some((kana, mark)) = narrow_kana(c)
        {
            out.push_str(before);
            out.push(kana);
            out.extend(mark);
            copied = at;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// The next character that may have a half-width form, from byte `from` on.
fn next_wide(text: &str, from: usize, kana: bool) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // U+FF00 and beyond begin with 0xEF, the blank and kana with 0xE3; eight bytes at once have neither.
        while let Some(chunk) = bytes.get(at..at + 8).and_then(|chunk| <[u8; 8]>::try_from(chunk).ok()) {
            let word = u64::from_le_bytes(chunk);
            let found = zero_bytes(word ^ repeated(0xef))
                | if kana { zero_bytes(word ^ repeated(0xe3)) } else { blank_starts(word) };
            if found != 0 {
                at += usize::try_from(found.trailing_zeros() / 8).unwrap_or(0);
                break;
            }
            // The last two bytes may begin a blank that the next eight end.
            at += if kana { 8 } else { 6 };
        }
        let byte = bytes.get(at)?;
        let blank = kana || bytes.get(at..at + 3) == Some(&[0xe3, 0x80, 0x80]);
        if *byte == 0xef || *byte == 0xe3 && blank {
            let c = text.get(at..)?.chars().next()?;
            return Some((at, c));
        }
        at += 1;
    }
}

fn repeated(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// A word whose lowest set bit lies in the first byte of `word` that is zero; 0 where there is none.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(repeated(1)) & !word & repeated(0x80)
}

/// The first byte of the word at which 0xE3 0x80 0x80 begins.
fn blank_starts(word: u64) -> u64 {
    let (first, second) = (zero_bytes(word ^ repeated(0xe3)), zero_bytes(word ^ repeated(0x80)));
    // Marks above the lowest one may be wrong; the caller looks again.
    first & (second >> 8) & (second >> 16)
}

/// The ASCII character of a full-width one.
fn narrow_ascii(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '￥' => Some('¥'),
        _ => None,
    }
}

/// Half-width kana in the order of U+FF61 to U+FF9D, as full-width ones.
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// The half-width kana of a full-width one, and the mark behind it.
fn narrow_kana(c: char) -> Option<(char, Option<char>)> {
    type Narrow = Option<(char, Option<char>)>;
    static TABLE: LazyLock<Vec<Narrow>> =
        LazyLock::new(|| ('\u{3000}'..='\u{30ff}').map(find_narrow_kana).collect());
    let place = usize::try_from((c as u32).checked_sub(0x3000)?).ok()?;
    TABLE.get(place).copied().flatten()
}

fn find_narrow_kana(c: char) -> Option<(char, Option<char>)> {
    let plain = |c: char| {
        let place = KANA.chars().position(|kana| kana == c)?;
        char::from_u32(0xff61 + u32::try_from(place).ok()?)
    };
    match c {
        '゛' => return Some(('ﾞ', None)),
        '゜' => return Some(('ﾟ', None)),
        _ => {}
    }
    if let Some(kana) = plain(c) {
        return Some((kana, None));
    }
    let mut parts = std::iter::once(c).nfd();
    let kana = plain(parts.next()?)?;
    match parts.next()? {
        '\u{3099}' => Some((kana, Some('ﾞ'))),
        '\u{309a}' => Some((kana, Some('ﾟ'))),
        _ => None,
    }
}

/// Half-width characters as full-width ones; everything else stays.
///
/// ```
/// use japanese_normalize::{Widths, to_fullwidth};
/// assert_eq!(to_fullwidth("ABC 123 ｶﾞｷﾞ", Widths::ALL), "ＡＢＣ　１２３　ガギ");
/// assert_eq!(to_fullwidth("ABC ｶﾞ", Widths::KANA), "ABC ガ");
/// ```
pub fn to_fullwidth(text: &str, widths: Widths) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    for c in text.chars() {
        match c {
            ' '..='~' | '¥' if widths.has(c) => out.push(wide_ascii(c)),
            '\u{ff61}'..='\u{ff9f}' if widths.kana => wide_kana(c, &mut out),
            _ => out.push(c),
        }
    }
    out
}

fn wide_ascii(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '¥' => '￥',
        _ => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
    }
}

/// Appends a half-width kana as a full-width one; a mark joins the kana before it.
fn wide_kana(c: char, out: &mut String) {
    let wide = match c {
        'ﾞ' => Some('゛'),
        'ﾟ' => Some('゜'),
        _ => usize::try_from(c as u32 - 0xff61).ok().and_then(|place| KANA.chars().nth(place)),
    };
    match out.chars().next_back().and_then(|last| voiced(last, c)) {
        Some(composed) => {
            out.pop();
            out.push(composed);
        }
        None => out.push(wide.unwrap_or(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_there_and_back() {
        let narrow = "ABC xyz 019 !~ ｱｶﾞﾊﾟｳﾞｰ｡｢｣､･";
        let wide = "ＡＢＣ　ｘｙｚ　０１９　！～　アガパヴー。「」、・";
        assert_eq!(to_fullwidth(narrow, Widths::ALL), wide);
        assert_eq!(to_halfwidth(wide, Widths::ALL), narrow);
    }

    #[test]
    fn only_what_is_asked_for() {
        assert_eq!(to_halfwidth("Ａ１　カ", Widths { letters: true, ..Widths::NONE }), "A１ カ");
        assert_eq!(to_halfwidth("Ａ１　カ", Widths::KANA), "Ａ１　ｶ");
        assert_eq!(to_fullwidth("A1 ｶ", Widths { digits: true, ..Widths::NONE }), "A１ ｶ");
        assert_eq!(to_halfwidth("漢字ひらがな、データ①🏯", Widths::ASCII), "漢字ひらがな、データ①🏯");
    }

    #[test]
    fn blanks_are_found_at_every_place() {
        for before in 0..20 {
            let text = format!("{}\u{3000}、\u{3000}。Ａ", "x".repeat(before));
            assert_eq!(
                to_halfwidth(&text, Widths::ASCII),
                format!("{} 、 。A", "x".repeat(before)),
                "{before}"
            );
        }
    }
}

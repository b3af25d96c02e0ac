//! What one character becomes.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use crate::char_set::CharSet;

/// What a character becomes in the normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folded {
    /// It stays.
    Same,
    /// Another single character.
    One(char),
    /// Several characters: [`expansion`] gives them.
    Many,
    /// It has no width and no meaning: zero-width blanks, byte order marks.
    Nothing,
}

/// Characters of which almost every plan text consists and that never change.
pub(crate) static PLAIN: CharSet = CharSet::of_ranges(&[
    ('!', '~'),
    ('\u{3001}', '\u{301f}'),
    ('\u{3041}', '\u{3096}'),
    ('\u{30a1}', '\u{30fb}'),
    ('\u{4e00}', '\u{9fff}'),
    ('（', '）'),
]);

/// Whether a character is one of [`PLAIN`].
pub(crate) fn is_plain(c: char) -> bool {
    PLAIN.has(c)
}

/// The character in normal form.
pub(crate) fn fold_char(c: char) -> Folded {
    match c {
        _ if is_plain(c) => Folded::Same,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => {
            Folded::Nothing
        }
        '\u{ff01}'..='\u{ff5d}' if !matches!(c, '＼') => {
            char::from_u32(c as u32 - 0xfee0).map_or(Folded::Same, Folded::One)
        }
        '\u{ff61}'..='\u{ff9f}' => half_width_kana(c),
        '\u{2e80}'..='\u{2fdf}' => radical(c).map_or(Folded::Same, Folded::One),
        _ => match glyph_twin(c) {
            Some(meant) => Folded::One(meant),
            None if is_kept(c) => Folded::Same,
            None => compatibility(c),
        },
    }
}

/// The character that is meant where a PDF names another one with the same glyph.
///
/// In Noto CJK and IPA one glyph serves both, and some producers (Qt: wkhtmltopdf) take the last code of a glyph.
fn glyph_twin(c: char) -> Option<char> {
    let counted = |first: char, from: char| char::from_u32(from as u32 + (c as u32 - first as u32));
    match c {
        '\u{2027}' => Some('・'),
        '\u{2215}' => Some('/'),
        '\u{2dc}' => Some('~'),
        '\u{22ef}' => Some('…'),
        '\u{2b95}' => Some('➡'),
        '\u{2780}'..='\u{2789}' => counted('\u{2780}', '①'),
        '\u{278a}'..='\u{2793}' => counted('\u{278a}', '❶'),
        _ => None,
    }
}

/// The characters of a [`Folded::Many`].
pub(crate) fn expansion(c: char) -> impl Iterator<Item = char> {
    let western = (c == '㋿').then_some(['令', '和']).into_iter().flatten();
    let rest = (c != '㋿').then(|| std::iter::once(c).nfkc()).into_iter().flatten();
    western.chain(rest)
}

/// Characters that NFKC would fold, and that mean more than what it makes of them.
///
/// Item marks (`①80%` would become `180%`), Roman numerals, squared units, company marks, the wave dash,
/// superscripts (10² would become 102), fractions, and marks that become a blank with an accent.
fn is_kept(c: char) -> bool {
    matches!(c,
        '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32bf}' | '\u{32d0}'..='\u{32fe}'
        | '\u{1f100}'..='\u{1f1ff}'
        | '\u{2160}'..='\u{217f}'
        | '\u{3371}'..='\u{337a}' | '\u{3380}'..='\u{33df}' | '\u{33ff}'
        | '～' | '…' | '‥' | '＼'
        | '゛' | '゜' | '´' | '¨' | '￣' | '¯' | '¸' | '˘'..='˝'
        | '²' | '³' | '¹' | '\u{2070}'..='\u{209f}'
        | '¼'..='¾' | '\u{2150}'..='\u{215f}' | '\u{2189}'
        | '（' | '）' | '、' | '。')
}

fn half_width_kana(c: char) -> Folded {
    match c {
        // A voiced mark that no kana takes stands by itself.
        'ﾞ' => Folded::One('゛'),
        'ﾟ' => Folded::One('゜'),
        _ => compatibility(c),
    }
}

fn compatibility(c: char) -> Folded {
    if c.is_ascii() {
        return Folded::Same;
    }
    if c == '㋿' {
        return Folded::Many;
    }
    let mut folded = std::iter::once(c).nfkc();
    match (folded.next(), folded.next()) {
        (Some(first), None) if first == c => Folded::Same,
        // Marks that NFKC takes apart into a blank and an accent stay.
        (Some(first), None) if first.is_whitespace() => Folded::Same,
        (Some(first), None) => Folded::One(first),
        (Some(first), Some(second))
            if first.is_whitespace() || second.is_whitespace() || folded.any(char::is_whitespace) =>
        {
            Folded::Same
        }
        (Some(_), Some(_)) => Folded::Many,
        (None, _) => Folded::Same,
    }
}

/// The unified ideograph of a radical.
fn radical(c: char) -> Option<char> {
    static RADICALS: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
        let mut table = vec![None; 0x160];
        for line in include_str!("../../data/radicals.tsv").lines() {
            let Some((code, unified)) = line.split_once('\t') else { continue };
            let Ok(code) = usize::from_str_radix(code, 16) else { continue };
            let Some(place) = code.checked_sub(0x2e80).and_then(|index| table.get_mut(index)) else {
                continue;
            };
            *place = unified.chars().next();
        }
        table
    });
    let index = usize::try_from((c as u32).checked_sub(0x2e80)?).ok()?;
    RADICALS.get(index).copied().flatten()
}

/// The voiced or semi-voiced kana, where a kana takes the mark after it.
pub(crate) fn voiced(base: char, mark: char) -> Option<char> {
    let combining = match mark {
        'ﾞ' | '゛' | '\u{3099}' => '\u{3099}',
        'ﾟ' | '゜' | '\u{309a}' => '\u{309a}',
        // No marks among the letters that stand in every plan.
        '\0'..='\u{2ff}'
        | '\u{2010}'..='\u{20cf}'
        | '\u{2e80}'..='\u{3029}'
        | '\u{3030}'..='\u{9fff}'
        | '！'..='ﾝ' => {
            return None;
        }
        _ if unicode_normalization::char::canonical_combining_class(mark) != 0 => mark,
        _ => return None,
    };
    unicode_normalization::char::compose(base, combining)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_japanese_ideographs() {
        assert_eq!(fold_char('⺠'), Folded::One('民'));
        assert_eq!(fold_char('⻄'), Folded::One('西'));
        assert_eq!(fold_char('⾭'), Folded::One('青'));
        assert_eq!(fold_char('⼾'), Folded::One('戸'));
    }

    #[test]
    fn item_marks_and_units_stay() {
        for c in "①⑳㉑㊿❶⑴㋐Ⅲ㎡㎥㈱㈭～〜…²½".chars() {
            assert_eq!(fold_char(c), Folded::Same, "{c}");
        }
    }

    #[test]
    fn characters_of_one_glyph() {
        for (named, meant) in [('‧', '・'), ('∕', '/'), ('➁', '②'), ('➉', '⑩'), ('➋', '❷'), ('⋯', '…')]
        {
            assert_eq!(fold_char(named), Folded::One(meant), "{named}");
        }
    }

    #[test]
    fn squared_words_are_spelled_out() {
        assert_eq!(expansion('㌫').collect::<String>(), "パーセント");
        assert_eq!(expansion('㋿').collect::<String>(), "令和");
    }
}

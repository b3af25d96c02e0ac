//! Machine-dependent characters (機種依存文字), and what CP932 can write.
//!
//! The rule for machine-readable tables wants characters that every system has: those of JIS X 0208. What
//! vendors added to it (NEC's row 13 and selected IBM characters, IBM's extensions), half-width katakana, and
//! everything beyond it depends on the machine.

use crate::cp932;

/// Why a character depends on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dependence {
    /// One of a vendor's extensions of JIS X 0208: ①, Ⅰ, ㈱, ㎡, 髙.
    Vendor,
    /// Katakana of half width: ｱ.
    HalfwidthKatakana,
    /// In none of the sets that CP932 has: 𠮷, ℓ, emoji.
    Outside,
    /// No character at all: controls, private use, U+FFFD.
    NoCharacter,
}

impl Dependence {
    /// In Japanese.
    #[must_use]
    pub fn ja(self) -> &'static str {
        match self {
            Self::Vendor => "機種依存文字（JIS X 0208 にない拡張文字）",
            Self::HalfwidthKatakana => "半角カタカナ",
            Self::Outside => "CP932 にない文字",
            Self::NoCharacter => "文字でない符号",
        }
    }

    /// In English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Self::Vendor => "a vendor's extension of JIS X 0208",
            Self::HalfwidthKatakana => "half-width katakana",
            Self::Outside => "not in CP932",
            Self::NoCharacter => "no character",
        }
    }
}

/// Does the character depend on the machine?
#[must_use]
pub fn dependence(character: char) -> Option<Dependence> {
    if character.is_ascii() {
        return character.is_ascii_control().then_some(Dependence::NoCharacter);
    }
    if matches!(character, '\u{ff61}'..='\u{ff9f}') {
        return Some(Dependence::HalfwidthKatakana);
    }
    let private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    if character.is_control() || private || character == char::REPLACEMENT_CHARACTER {
        return Some(Dependence::NoCharacter);
    }
    match cp932::code(character).map(|code| code >> 8) {
        // Row 13 of NEC; IBM's characters.
        Some(0x87 | 0xfa..=0xfc) => Some(Dependence::Vendor),
        Some(_) => None,
        None => Some(Dependence::Outside),
    }
}

/// The characters of a text that depend on the machine, each once, in the order of the text.
#[must_use]
pub fn dependent_characters(text: &str) -> Vec<(char, Dependence)> {
    let mut found: Vec<(char, Dependence)> = Vec::new();
    for character in text.chars().filter(|character| !is_common(*character)) {
        let Some(why) = dependence(character) else { continue };
        if !found.iter().any(|(known, _)| *known == character) {
            found.push((character, why));
        }
    }
    found
}

/// Nearly every character of a text is one of these, and none of them depends on the machine.
fn is_common(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{3001}'..='\u{3003}' | '\u{3041}'..='\u{3093}' | '\u{30a1}'..='\u{30f6}' | '\u{30fb}'..='\u{30fe}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendors_characters_depend_on_the_machine() {
        for character in ['①', '⑳', 'Ⅰ', 'ⅰ', '㈱', '㍻', '㎡', '№', '℡', '髙', '﨑', '纊']
        {
            assert_eq!(dependence(character), Some(Dependence::Vendor), "{character}");
        }
        for character in ['ℓ', '𠮷', '😀', '❶', '㉑', '㋿', '\u{fe00}'] {
            assert_eq!(dependence(character), Some(Dependence::Outside), "{character}");
        }
        assert_eq!(dependence('ｱ'), Some(Dependence::HalfwidthKatakana));
        for character in ['\u{e000}', '\u{fffd}', '\u{0}', '\u{85}'] {
            assert_eq!(dependence(character), Some(Dependence::NoCharacter), "{character:?}");
        }
    }

    #[test]
    fn characters_of_jis_x_0208_do_not() {
        for character in "亜熙、。・ー「」～〜−‖—○●◎※→√∵≒∫⊥∠∩∪℃%％１Ａアあ々〆ヶ〇αЯ│".chars()
        {
            assert_eq!(dependence(character), None, "{character}");
        }
    }

    #[test]
    fn each_character_is_told_once() {
        let found = dependent_characters("①計画①と②計画（㈱）");
        assert_eq!(found.iter().map(|(character, _)| *character).collect::<String>(), "①②㈱");
    }
}

//! Codes of CP932, as a table of the characters that have one.
//!
//! The encoder of `encoding_rs` looks through its tables for every kanji; the texts of a release have many millions.

use std::sync::LazyLock;

use encoding_rs::SHIFT_JIS;

/// Code of each character up to U+FFFF; 0 for those without one.
static CODES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut codes = vec![0; 1 << 16];
    for code in 0..0x80_u16 {
        codes[usize::from(code)] = code;
    }
    // Half-width katakana have one byte.
    for code in 0xa1..=0xdf_u16 {
        codes[0xff61 - 0xa1 + usize::from(code)] = code;
    }
    // NEC's selected IBM characters (0xed, 0xee) stand at IBM's own codes too, and those are written. Of two other
    // codes of a character, the first is that of JIS X 0208.
    let leads = (0x81..=0x9f_u8).chain(0xe0..=0xec).chain(0xfa..=0xfc);
    for lead in leads {
        for trail in (0x40..=0x7e_u8).chain(0x80..=0xfc) {
            let bytes = [lead, trail];
            let (text, _, broken) = SHIFT_JIS.decode(&bytes);
            let mut characters = text.chars();
            if let (false, Some(character), None) = (broken, characters.next(), characters.next())
                && let Some(code) = codes.get_mut(character as usize).filter(|code| **code == 0)
            {
                *code = u16::from_be_bytes(bytes);
            }
        }
    }
    codes
});

/// Characters of JIS X 0208 that CP932 knows under another code point, and that code point.
///
/// JIS X 0208 has 〜 at 1-33, which Unicode's table gives as U+301C and Microsoft's as U+FF5E; likewise the others.
const TWINS: [(char, char); 7] = [
    ('\u{301c}', '\u{ff5e}'),
    ('\u{2212}', '\u{ff0d}'),
    ('\u{2016}', '\u{2225}'),
    ('\u{2014}', '\u{2015}'),
    ('\u{a2}', '\u{ffe0}'),
    ('\u{a3}', '\u{ffe1}'),
    ('\u{ac}', '\u{ffe2}'),
];

/// The code of a character: one byte below 0x100, else two. A character of JIS X 0208 has that of its twin.
#[must_use]
pub fn code(character: char) -> Option<u16> {
    let of = |character: char| CODES.get(character as usize).copied().filter(|code| *code != 0);
    if character == '\0' {
        return Some(0);
    }
    of(character).or_else(|| of(TWINS.iter().find(|(jis, _)| *jis == character)?.1))
}

/// Writes a text; gives the characters that have no code, each once. What stands in their place is `substitute`.
pub fn encode(text: &str, substitute: char, bytes: &mut Vec<u8>) -> Vec<char> {
    let mut lost = Vec::new();
    for character in text.chars() {
        let code = code(character).or_else(|| {
            if !lost.contains(&character) {
                lost.push(character);
            }
            code(substitute)
        });
        match code.unwrap_or(u16::from(b'?')).to_be_bytes() {
            [0, one] => bytes.push(one),
            two => bytes.extend(two),
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard_encoder() {
        let mut compared = 0;
        for character in (0_u32..0x1_0000).filter_map(char::from_u32) {
            // The encoder writes ¥ and ‾ as \ and ~: other characters.
            if matches!(character, '\u{a5}' | '\u{203e}') || TWINS.iter().any(|(jis, _)| *jis == character) {
                continue;
            }
            let text = character.to_string();
            let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
            let code = (!unmappable).then(|| bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte)));
            // U+0080 and the private use area are codes of the encoder, and characters of nobody.
            if matches!(character, '\u{80}' | '\u{e000}'..='\u{f8ff}') {
                continue;
            }
            assert_eq!(super::code(character), code, "{character:?} U+{:04X}", character as u32);
            compared += 1;
        }
        assert!(compared > 50_000);
    }

    #[test]
    fn texts_are_written_and_losses_told() {
        let mut bytes = Vec::new();
        let lost = encode("𠮷野町〜①¥", '〓', &mut bytes);
        assert_eq!(SHIFT_JIS.decode(&bytes).0, "〓野町～①〓");
        assert_eq!(lost, ['𠮷', '¥']);
    }
}

//! From codes and CIDs to Unicode.

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Dict, Name, Stream};

use super::cmap;
use crate::pdf::decode;

/// The ToUnicode map of a font.
#[derive(Debug)]
pub(super) enum ToUnicode {
    Map(Box<CMap>),
    /// Named after an identity map: the code is the character, as some producers mean it.
    Identity,
}

impl ToUnicode {
    /// The map of a font, where it has one that can be read.
    pub(super) fn read(font: &Dict<'_>, stream_limit: u64) -> Option<Self> {
        let key = b"ToUnicode".as_slice();
        if let Some(stream) = font.get::<Stream<'_>>(key) {
            let bytes = decode::decode(&stream, super::map_limit(&stream, stream_limit)).ok()?;
            return cmap::read_embedded(&bytes).map(|map| Self::Map(Box::new(map)));
        }
        let name = font.get::<Name<'_>>(key)?;
        name.as_ref().starts_with(b"Identity").then_some(Self::Identity)
    }

    /// What the map gives for a code of that many bytes.
    pub(super) fn text(&self, code: u32, length: usize) -> Option<String> {
        match self {
            Self::Map(map) => match map.lookup_bf_string(code) {
                Some(found) => usable(&text_of(found)),
                // Some producers write ranges of CIDs where ranges of characters belong.
                None => {
                    let cid = map.lookup_cid_code(code, u8::try_from(length).ok()?)?;
                    usable(&char::from_u32(cid)?.to_string())
                }
            },
            Self::Identity => usable(&char::from_u32(code)?.to_string()),
        }
    }
}

pub(super) fn text_of(found: BfString) -> String {
    match found {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    }
}

/// Longest text of one glyph, bytes. The longest ligature of Arabic has 18 characters.
const MAX_TEXT: usize = 64;

/// The text without variation selectors, if anything that can be read remains.
///
/// Adobe-Japan1-UCS2 gives 葛 with U+E0100, a choice of shape that is no other character.
pub(super) fn usable(text: &str) -> Option<String> {
    if text.len() > MAX_TEXT {
        return None;
    }
    let kept: String = text.chars().filter(|character| !is_selector(*character)).map(plain_blank).collect();
    let readable = !kept.is_empty() && kept.chars().all(is_readable);
    readable.then_some(kept)
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn plain_blank(character: char) -> char {
    if matches!(character, '\t' | '\n' | '\r') { ' ' } else { character }
}

/// Is it more than a sign that nothing is known?
fn is_readable(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{fffd}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}')
}

/// The character that a code of a Unicode character map is.
pub(super) fn of_code(code: u32, length: usize) -> Option<String> {
    let character = match (length, code >> 16) {
        (4, high @ 0xD800..=0xDBFF) => {
            let low = code & 0xFFFF;
            if !(0xDC00..=0xDFFF).contains(&low) {
                return None;
            }
            char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))?
        }
        _ => char::from_u32(code)?,
    };
    usable(&character.to_string())
}

/// The character of a code of `UniJIS-UTF8-H`.
pub(super) fn of_utf8(code: u32, length: usize) -> Option<String> {
    let bytes = code.to_be_bytes();
    let text = std::str::from_utf8(bytes.get(4_usize.checked_sub(length)?..)?).ok()?;
    usable(text)
}

/// The text of a CID in its collection.
pub(super) fn of_cid(ucs2: &CMap, cid: u32) -> Option<String> {
    let text = usable(&text_of(ucs2.lookup_bf_string(cid)?))?;
    Some(text.chars().map(whole_character).collect())
}

/// Radicals that Adobe-Japan1-UCS2 gives for CIDs whose character is the ideograph itself: 青 has CID 2664.
fn whole_character(character: char) -> char {
    match character {
        '\u{2ed8}' => '青',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::font::CMaps;

    #[test]
    fn strips_variation_selectors() {
        assert_eq!(usable("葛\u{e0100}").as_deref(), Some("葛"));
        assert_eq!(usable("\u{fe00}"), None);
        assert_eq!(usable("\0"), None);
        assert_eq!(usable("\u{fffd}"), None);
    }

    #[test]
    fn reads_unicode_codes() {
        assert_eq!(of_code(0x9752, 2).as_deref(), Some("青"));
        assert_eq!(of_code(0xD842_DFB7, 4).as_deref(), Some("𠮷"));
        assert_eq!(of_utf8(0x00E9_9D92, 3).as_deref(), Some("青"));
    }

    /// Every CID of the collection, looked at for characters that are no whole ideographs.
    #[test]
    fn no_cid_of_a_plain_kanji_gives_a_radical() {
        let maps = CMaps::default();
        let ucs2 = maps.predefined(b"Adobe-Japan1-UCS2").expect("a predefined map");
        let unijis = maps.predefined(b"UniJIS-UTF16-H").expect("a predefined map");
        assert_eq!(of_cid(&ucs2, 2664).as_deref(), Some("青"));
        let mut wrong = Vec::new();
        for code in 0x4E00..=0x9FFF_u32 {
            let cid = unijis.lookup_cid_code(code, 2).unwrap_or(0);
            let text = of_cid(&ucs2, cid);
            if cid > 0
                && text.as_deref().is_some_and(|t| t.chars().any(|c| ('\u{2e80}'..='\u{2fdf}').contains(&c)))
            {
                wrong.push((code, cid, text));
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

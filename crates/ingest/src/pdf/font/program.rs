//! The character map that an embedded font program brings itself.

use std::collections::HashMap;

use hayro_syntax::object::{Dict, Stream};
use skrifa::MetadataProvider;

use super::describe::{descendant, descriptor};
use super::unicode;
use crate::pdf::decode;

/// From the glyphs of a font program back to characters.
#[derive(Debug, Default)]
pub(super) struct Program {
    by_glyph: HashMap<u32, char>,
    /// Two bytes for each CID, where the file maps CIDs to glyphs.
    cid_to_glyph: Option<Vec<u8>>,
}

impl Program {
    /// That of a composite font; empty where it has none.
    pub(super) fn of_composite(dict: &Dict<'_>, stream_limit: u64) -> Self {
        let map = descendant(dict).get::<Stream<'_>>(b"CIDToGIDMap".as_slice()).and_then(|stream| {
            Some(decode::decode(&stream, super::map_limit(&stream, stream_limit)).ok()?.into_owned())
        });
        Self { cid_to_glyph: map, ..Self::of_simple(dict, stream_limit) }
    }

    /// That of a simple font; empty where it has none.
    pub(super) fn of_simple(dict: &Dict<'_>, stream_limit: u64) -> Self {
        let descriptor = descriptor(dict);
        let stream =
            [b"FontFile2".as_slice(), b"FontFile3"].iter().find_map(|key| descriptor.get::<Stream<'_>>(*key));
        let by_glyph = stream
            .and_then(|stream| decode::decode(&stream, super::program_limit(&stream, stream_limit)).ok())
            .map(|bytes| characters(&bytes))
            .unwrap_or_default();
        Self { by_glyph, cid_to_glyph: None }
    }

    /// The character of a glyph.
    pub(super) fn text_of_glyph(&self, glyph: u32) -> Option<String> {
        unicode::usable(&self.by_glyph.get(&glyph)?.to_string())
    }

    /// The character of a CID.
    pub(super) fn text_of_cid(&self, cid: u32) -> Option<String> {
        let glyph = match &self.cid_to_glyph {
            Some(map) => {
                let at = usize::try_from(cid).ok()?.checked_mul(2)?;
                let (high, low) = (map.get(at)?, map.get(at.checked_add(1)?)?);
                u32::from(*high) << 8 | u32::from(*low)
            }
            None => cid,
        };
        if glyph == 0 {
            return None;
        }
        self.text_of_glyph(glyph)
    }
}

/// The character for each glyph of an sfnt: the plainest where several share one.
fn characters(bytes: &[u8]) -> HashMap<u32, char> {
    let mut found: HashMap<u32, char> = HashMap::new();
    let Ok(font) = skrifa::FontRef::from_index(bytes, 0) else { return found };
    for (code, glyph) in font.charmap().mappings() {
        let Some(character) = char::from_u32(code) else { continue };
        let entry = found.entry(glyph.to_u32()).or_insert(character);
        if rank(character) < rank(*entry) {
            *entry = character;
        }
    }
    found
}

/// How far from plain a character is: radicals, compatibility forms and private ones come last.
fn rank(character: char) -> (u8, u32) {
    let kind = match character {
        '\u{e000}'..='\u{f8ff}' => 3,
        '\u{2e80}'..='\u{2fdf}' => 2,
        '\u{f900}'..='\u{ffff}' | '\u{2f800}'.. => 1,
        _ => 0,
    };
    (kind, u32::from(character))
}

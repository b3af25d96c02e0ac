//! Name, weight and height of a font.

use document_model::Font;
use hayro_syntax::object::{Array, Dict, Name, Rect};

/// Height of the glyphs above the baseline where the file gives none, ems: that of the kanji of Adobe-Japan1.
const ASCENT: f64 = 0.88;

/// The same below the baseline.
const DESCENT: f64 = -0.12;

/// Ascents that a font can have, ems. LibreOffice writes 0 for ascent and descent, other producers write 2.
const ASCENTS: std::ops::RangeInclusive<f64> = 0.4..=1.3;

/// Descents that a font can have, ems.
const DESCENTS: std::ops::RangeInclusive<f64> = -0.6..=-0.01;

/// The dictionary of the font that a composite font stands on; the font itself where it is simple.
pub(super) fn descendant<'a>(dict: &Dict<'a>) -> Dict<'a> {
    dict.get::<Array<'a>>(b"DescendantFonts".as_slice())
        .and_then(|fonts| fonts.iter::<Dict<'a>>().next())
        .unwrap_or_else(|| dict.clone())
}

/// The font descriptor; empty where there is none.
pub(super) fn descriptor<'a>(dict: &Dict<'a>) -> Dict<'a> {
    descendant(dict).get::<Dict<'a>>(b"FontDescriptor".as_slice()).unwrap_or_default()
}

/// What a page tells about the font.
pub(super) fn describe(dict: &Dict<'_>) -> Font {
    let descriptor = descriptor(dict);
    let name = dict
        .get::<Name<'_>>(b"BaseFont".as_slice())
        .or_else(|| descriptor.get::<Name<'_>>(b"FontName".as_slice()))
        .or_else(|| dict.get::<Name<'_>>(b"Name".as_slice()))
        .map(|name| without_tag(&decode_name(name.as_ref())).to_owned())
        .unwrap_or_default();
    let flags = descriptor.get::<u32>(b"Flags".as_slice()).unwrap_or(0);
    let angle = descriptor.get::<f64>(b"ItalicAngle".as_slice()).unwrap_or(0.0);
    let lower = name.to_lowercase();
    let slanted = ["italic", "oblique", "斜体"].iter().any(|word| lower.contains(word));
    let is_type3 = dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Type3");
    let embedded =
        [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.contains_key(key));
    Font {
        weight: weight(&descriptor, &lower, flags),
        italic: slanted || angle != 0.0 || flags & FLAG_ITALIC != 0,
        embedded: embedded || is_type3,
        name,
    }
}

/// Bits of the descriptor's flags (ISO 32000-1, table 123).
const FLAG_ITALIC: u32 = 1 << 6;
const FLAG_FORCE_BOLD: u32 = 1 << 18;

/// Words in font names, and the weights they stand for; the first that is found counts.
const WEIGHT_WORDS: [(&str, u16); 14] = [
    ("extrabold", 800),
    ("ultrabold", 800),
    ("semibold", 600),
    ("demibold", 600),
    ("demilight", 350),
    ("extralight", 200),
    ("heavy", 900),
    ("black", 900),
    ("bold", 700),
    ("太字", 700),
    ("medium", 500),
    ("light", 300),
    ("thin", 100),
    ("regular", 400),
];

/// Weights of the Japanese faces that number theirs: `W3` to `W9`.
const NUMBERED: [(&str, u16); 7] =
    [("w3", 300), ("w4", 400), ("w5", 500), ("w6", 600), ("w7", 700), ("w8", 800), ("w9", 900)];

fn weight(descriptor: &Dict<'_>, lower_name: &str, flags: u32) -> u16 {
    if let Some(weight) = descriptor.get::<u16>(b"FontWeight".as_slice())
        && (100..=900).contains(&weight)
        && weight != 400
    {
        return weight;
    }
    if let Some((_, weight)) = WEIGHT_WORDS.iter().find(|(word, _)| lower_name.contains(word)) {
        return *weight;
    }
    if let Some((_, weight)) = NUMBERED.iter().find(|(word, _)| lower_name.ends_with(&format!("-{word}"))) {
        return *weight;
    }
    if flags & FLAG_FORCE_BOLD != 0 { 700 } else { 400 }
}

/// Names of Japanese fonts are in Shift_JIS where they are not UTF-8.
fn decode_name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let (text, _, malformed) = encoding_rs::SHIFT_JIS.decode(bytes);
            if malformed { String::from_utf8_lossy(bytes).into_owned() } else { text.into_owned() }
        }
    }
}

/// The name without the six letters that mark a subset.
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

/// Ascent and descent, ems, within what fonts can have.
pub(super) fn extent(dict: &Dict<'_>, is_composite: bool) -> (f64, f64) {
    let descriptor = descriptor(dict);
    let number = |key: &[u8]| descriptor.get::<f64>(key).map(|value| value / 1000.0);
    let ascent = number(b"Ascent").filter(|ascent| ASCENTS.contains(ascent));
    let descent =
        number(b"Descent").map(|descent| -descent.abs()).filter(|descent| DESCENTS.contains(descent));
    let of_type3 = if is_composite { None } else { type3_extent(dict) };
    let (high, low) = of_type3.unwrap_or((ASCENT, DESCENT));
    (ascent.unwrap_or(high), descent.unwrap_or(low))
}

/// A Type 3 font has its box in its own units.
fn type3_extent(dict: &Dict<'_>) -> Option<(f64, f64)> {
    let [_, _, _, scale, _, _] = dict.get::<[f64; 6]>(b"FontMatrix".as_slice())?;
    let bbox = dict.get::<Rect>(b"FontBBox".as_slice())?;
    let ends = [bbox.y0 * scale, bbox.y1 * scale];
    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    (ASCENTS.contains(&high) && DESCENTS.contains(&low)).then_some((high, low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subset_tags_are_no_part_of_a_name() {
        assert_eq!(without_tag("ABCDEF+MS-Mincho"), "MS-Mincho");
        assert_eq!(without_tag("C+Font"), "C+Font");
    }

    #[test]
    fn reads_weights_off_names() {
        let none = Dict::default();
        assert_eq!(weight(&none, "hiraginosans-w6", 0), 600);
        assert_eq!(weight(&none, "ms-gothic,bold", 0), 700);
        assert_eq!(weight(&none, "notosanscjkjp-demilight", 0), 350);
        assert_eq!(weight(&none, "ms-mincho", 0), 400);
    }

    #[test]
    fn names_in_shift_jis_are_read() {
        assert_eq!(decode_name(b"\x82\x6C\x82\x72 \x96\xBE\x92\xA9"), "ＭＳ 明朝");
    }
}

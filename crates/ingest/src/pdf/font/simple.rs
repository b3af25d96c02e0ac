//! Simple fonts (Type 1, TrueType, Type 3): codes of one byte.

use std::sync::{Arc, OnceLock};

use document_model::UnicodeSource;
use hayro_cmap::load_embedded;
use hayro_font::{CMapResolverFn, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, FromBytes, Name, Stream};

use super::describe::descriptor;
use super::program::Program;
use super::unicode::{self, ToUnicode};
use super::{Advance, CodedGlyph};
use crate::pdf::decode;

/// A simple font.
#[derive(Debug)]
pub(super) struct Simple {
    to_unicode: Option<ToUnicode>,
    widths: Option<ListedWidths>,
    has_encoding: bool,
    /// What a predefined encoding alone gives; the widths in it are not the font's.
    named: Option<&'static [Encoded]>,
    /// What the encoding and the font program give, read when a code asks for it.
    encoded: OnceLock<Vec<Encoded>>,
}

/// The widths that the dictionary lists, ems.
#[derive(Debug)]
struct ListedWidths {
    first: u32,
    widths: Vec<f64>,
    missing: f64,
}

/// A code by its encoding.
#[derive(Debug, Clone, Default)]
struct Encoded {
    text: Option<(String, UnicodeSource)>,
    width: f64,
}

/// Codes that one byte can be.
const CODES: u32 = 256;

impl Simple {
    /// The font that a dictionary describes.
    pub(super) fn read(dict: &Dict<'_>, stream_limit: u64) -> Option<Self> {
        Some(Self {
            to_unicode: ToUnicode::read(dict, stream_limit),
            widths: ListedWidths::read(dict),
            has_encoding: dict.contains_key(b"Encoding".as_slice()),
            named: predefined_encoding(dict),
            encoded: OnceLock::new(),
        })
    }

    /// What a code stands for.
    pub(super) fn glyph(&self, code: u32, dict: &Dict<'_>, stream_limit: u64) -> CodedGlyph {
        let encoded = || {
            let table = self.encoded.get_or_init(|| read_encoded(self.has_encoding, dict, stream_limit));
            usize::try_from(code).ok().and_then(|code| table.get(code)).cloned().unwrap_or_default()
        };
        let width = self.widths.as_ref().map_or_else(|| encoded().width, |widths| widths.of(code));
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code, 1));
        let (text, source) = match mapped {
            Some(text) => (text, UnicodeSource::ToUnicode),
            None => self
                .by_name(code)
                .or_else(|| encoded().text)
                .unwrap_or((String::new(), UnicodeSource::Unknown)),
        };
        CodedGlyph { text: Arc::from(text), source, code, cid: code, advance: Advance::Across(width) }
    }

    fn by_name(&self, code: u32) -> Option<(String, UnicodeSource)> {
        self.named?.get(usize::try_from(code).ok()?)?.text.clone()
    }
}

/// Each code by the encoding and the font program.
fn read_encoded(has_encoding: bool, dict: &Dict<'_>, stream_limit: u64) -> Vec<Encoded> {
    if !streams_fit(dict, stream_limit) {
        return Vec::new();
    }
    let Some(font) = hayro_font::FontCache::new().font(dict, &standard_fonts(), &embedded_maps()) else {
        return Vec::new();
    };
    let program = OnceLock::new();
    let of_program = |glyph: u32| {
        let program = program.get_or_init(|| Program::of_simple(dict, stream_limit));
        if glyph == 0 { None } else { program.text_of_glyph(glyph) }
    };
    (0..CODES)
        .map(|code| {
            let id = font.map_code(code);
            let by_name = match font.glyph(id, code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let by_name = by_name.and_then(|found| unicode::usable(&unicode::text_of(found)));
            let by_name = by_name.map(|text| (text, UnicodeSource::Encoding));
            let by_program = || Some((of_program(id.to_u32())?, UnicodeSource::FontProgram));
            // Without an encoding the names would be those of StandardEncoding, whatever the program holds.
            let text = if has_encoding { by_name.or_else(by_program) } else { by_program().or(by_name) };
            let text = text.or_else(|| is_line_end(code).then(|| (" ".to_owned(), UnicodeSource::Encoding)));
            Encoded { text, width: font.code_advance(code).x / 1000.0 }
        })
        .collect()
}

/// The characters of WinAnsiEncoding, where the font names that and has a Latin face. Most do: their programs then need
/// not be read.
fn predefined_encoding(dict: &Dict<'_>) -> Option<&'static [Encoded]> {
    static WIN_ANSI: OnceLock<Vec<Encoded>> = OnceLock::new();
    let is_win_ansi = dict.get::<Name<'_>>(b"Encoding".as_slice()).as_deref() == Some(b"WinAnsiEncoding");
    let is_type3 = dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Type3");
    let name = dict.get::<Name<'_>>(b"BaseFont".as_slice());
    let is_dingbats = name.is_some_and(|name| memchr::memmem::find(name.as_ref(), b"Dingbats").is_some());
    if !is_win_ansi || is_type3 || is_dingbats {
        return None;
    }
    let table = WIN_ANSI.get_or_init(|| {
        let plain = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
        Dict::from_bytes(plain).map(|dict| read_encoded(true, &dict, 0)).unwrap_or_default()
    });
    Some(table.as_slice())
}

/// Tabs and line ends that a producer left in its strings. They print nothing.
fn is_line_end(code: u32) -> bool {
    matches!(code, 9 | 10 | 13)
}

impl ListedWidths {
    fn read(dict: &Dict<'_>) -> Option<Self> {
        let unit = if dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Type3") {
            dict.get::<[f64; 6]>(b"FontMatrix".as_slice()).map_or(0.001, |matrix| matrix[0])
        } else {
            0.001
        };
        let array = dict.get::<Array<'_>>(b"Widths".as_slice())?;
        let widths = array.iter::<f64>().take(256).map(|width| width * unit).collect();
        let missing = descriptor(dict).get::<f64>(b"MissingWidth".as_slice()).unwrap_or(0.0);
        Some(Self {
            first: dict.get::<u32>(b"FirstChar".as_slice()).unwrap_or(0),
            widths,
            missing: missing * unit,
        })
    }

    fn of(&self, code: u32) -> f64 {
        let index = code.checked_sub(self.first).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| self.widths.get(index)).copied().unwrap_or(self.missing)
    }
}

/// Do the streams that hayro-font inflates itself stay within the limit?
fn streams_fit(dict: &Dict<'_>, limit: u64) -> bool {
    let descriptor = descriptor(dict);
    let programs =
        [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].map(|key| descriptor.get::<Stream<'_>>(key));
    let map = dict.get::<Stream<'_>>(b"ToUnicode".as_slice());
    programs.iter().flatten().all(|stream| decode::fits(stream, super::program_limit(stream, limit)))
        && map.iter().all(|stream| decode::fits(stream, super::map_limit(stream, limit)))
}

/// The fourteen standard fonts, in place of any that is not in the file: for their encodings and widths.
fn standard_fonts() -> FontResolverFn {
    Arc::new(|query| {
        let standard = match query {
            FontQuery::Standard(standard) => *standard,
            FontQuery::Fallback(query) => query.pick_standard_font(),
        };
        Some(standard.get_font_data())
    })
}

fn embedded_maps() -> CMapResolverFn {
    Arc::new(load_embedded)
}

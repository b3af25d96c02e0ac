//! Fonts: from the codes of a string to Unicode and widths.

mod cmap;
mod composite;
mod describe;
mod program;
mod simple;
mod unicode;
mod widths;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use document_model::{Font, UnicodeSource};
use hayro_syntax::object::{Array, Dict, Name, Stream};
use rustc_hash::FxHashMap;

use crate::pdf_limits::PdfLimits;

pub(super) use cmap::CMaps;

use composite::Composite;
use simple::Simple;

/// What a code of a string stands for.
#[derive(Debug, Clone)]
pub(super) struct CodedGlyph {
    /// Its Unicode; empty where that is unknown.
    pub(super) text: Arc<str>,
    pub(super) source: UnicodeSource,
    pub(super) code: u32,
    pub(super) cid: u32,
    pub(super) advance: Advance,
}

/// How far the pen moves, in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Advance {
    /// To the right.
    Across(f64),
    /// Downwards: `height` is negative. The glyph is `width` wide; `origin` is where the pen stands, from the
    /// glyph's origin on its horizontal baseline.
    Down { width: f64, height: f64, origin: (f64, f64) },
}

/// A font of the file.
#[derive(Debug)]
pub(super) struct LoadedFont {
    pub(super) description: Font,
    ascent: f64,
    descent: f64,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Simple(Simple),
    Composite(Box<Composite>),
}

impl LoadedFont {
    fn read(dict: &Dict<'_>, cmaps: &CMaps, limits: &PdfLimits) -> Option<Self> {
        let subtype = dict.get::<Name<'_>>(b"Subtype".as_slice());
        let is_composite = match subtype.as_deref() {
            Some(b"Type0") => true,
            Some(_) => false,
            None => dict.contains_key(b"DescendantFonts".as_slice()),
        };
        let kind = if is_composite {
            Kind::Composite(Box::new(Composite::read(dict, cmaps, limits)?))
        } else {
            Kind::Simple(Simple::read(dict, limits.max_stream_bytes)?)
        };
        let description = describe::describe(dict);
        let (ascent, descent) = describe::extent(dict, is_composite);
        Some(Self { description, ascent, descent, kind })
    }

    /// Top of the glyphs above the baseline, ems.
    pub(super) fn ascent(&self) -> f64 {
        self.ascent
    }

    /// Bottom of the glyphs above the baseline, ems: negative.
    pub(super) fn descent(&self) -> f64 {
        self.descent
    }

    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.kind, Kind::Composite(font) if font.is_vertical())
    }

    /// Does it give more widths than are read?
    pub(super) fn has_more_widths(&self) -> bool {
        matches!(&self.kind, Kind::Composite(font) if font.has_more_widths())
    }

    /// The first code of the bytes and its length, which is at least 1.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.kind {
            Kind::Simple(_) => (bytes.first().copied().map_or(0, u32::from), 1),
            Kind::Composite(font) => font.next_code(bytes),
        }
    }

    fn glyph(&self, code: u32, length: usize, dict: &Dict<'_>, stream_limit: u64) -> CodedGlyph {
        match &self.kind {
            Kind::Simple(font) => font.glyph(code, dict, stream_limit),
            Kind::Composite(font) => font.glyph(code, length, dict, stream_limit),
        }
    }
}

/// A font as one page uses it, with the codes it has met.
#[derive(Debug)]
pub(super) struct PageFont<'a> {
    pub(super) font: Arc<LoadedFont>,
    dict: Dict<'a>,
    stream_limit: u64,
    met: FxHashMap<(u32, usize), CodedGlyph>,
}

impl<'a> PageFont<'a> {
    pub(super) fn new(font: Arc<LoadedFont>, dict: Dict<'a>, stream_limit: u64) -> Self {
        Self { font, dict, stream_limit, met: FxHashMap::default() }
    }

    /// What a code stands for.
    pub(super) fn glyph(&mut self, code: u32, length: usize) -> CodedGlyph {
        let known = self.met.entry((code, length));
        known.or_insert_with(|| self.font.glyph(code, length, &self.dict, self.stream_limit)).clone()
    }
}

/// The place of a font dictionary in memory, which tells dictionaries apart that have no number of their own.
pub(super) type FontKey = (usize, usize);

/// The fonts of a file that were read so far: pages share most of them.
#[derive(Debug, Default)]
pub(super) struct FontCache {
    fonts: Mutex<HashMap<FontKey, Option<Arc<LoadedFont>>>>,
    cmaps: CMaps,
}

impl FontCache {
    pub(super) fn key(dict: &Dict<'_>) -> FontKey {
        let data = dict.data();
        (data.as_ptr().addr(), data.len())
    }

    /// The font that a dictionary describes.
    pub(super) fn font(&self, dict: &Dict<'_>, limits: &PdfLimits) -> Option<Arc<LoadedFont>> {
        let key = Self::key(dict);
        if let Ok(fonts) = self.fonts.lock()
            && let Some(known) = fonts.get(&key)
        {
            return known.clone();
        }
        // Read outside the lock: two threads may read the same font, and get the same.
        let font = LoadedFont::read(dict, &self.cmaps, limits).map(Arc::new);
        if let Ok(mut fonts) = self.fonts.lock() {
            fonts.insert(key, font.clone());
        }
        font
    }
}

/// Most bytes that a map of codes holds once inflated: one entry for each of 65,536 codes is 2 MB.
const MAX_MAP_BYTES: u64 = 4 * 1024 * 1024;

/// How many times its packed size a map of codes holds at most: made maps are packed to a tenth.
const MAP_GROWTH: u64 = 64;

/// How many times its packed size a font program holds at most: real ones are packed to a half or a third.
const PROGRAM_GROWTH: u64 = 8;

/// Sizes up to this are let pass whatever the growth, bytes.
const SMALL: u64 = 1024 * 1024;

/// Most bytes that a stream with a map of codes may hold.
fn map_limit(stream: &Stream<'_>, stream_limit: u64) -> u64 {
    raw_length(stream).saturating_mul(MAP_GROWTH).clamp(SMALL / 4, MAX_MAP_BYTES).min(stream_limit)
}

/// Most bytes that a stream with a font program may hold.
fn program_limit(stream: &Stream<'_>, stream_limit: u64) -> u64 {
    raw_length(stream).saturating_mul(PROGRAM_GROWTH).max(SMALL).min(stream_limit)
}

fn raw_length(stream: &Stream<'_>) -> u64 {
    u64::try_from(stream.raw_data().len()).unwrap_or(u64::MAX)
}

/// Roughly how many bytes must be inflated to read a font, its parts that take long to parse counted several times.
pub(super) fn cost(dict: &Dict<'_>) -> u64 {
    let (cid_font, descriptor) = (describe::descendant(dict), describe::descriptor(dict));
    let programs =
        [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].map(|key| descriptor.get::<Stream<'_>>(key));
    let maps = [b"ToUnicode".as_slice(), b"Encoding"].map(|key| dict.get::<Stream<'_>>(key));
    let programs =
        programs.iter().flatten().map(|stream| (SMALL / 4).max(raw_length(stream).saturating_mul(3)));
    let maps = maps.iter().flatten().map(|stream| raw_length(stream).saturating_mul(MAP_GROWTH));
    let lists = [b"W".as_slice(), b"W2"].map(|key| cid_font.get::<Array<'_>>(key));
    let lists = lists
        .iter()
        .flatten()
        .map(|list| u64::try_from(list.data().len()).unwrap_or(u64::MAX).saturating_mul(8));
    let own = u64::try_from(dict.data().len()).unwrap_or(u64::MAX).saturating_mul(8);
    programs.chain(maps).chain(lists).fold(own, u64::saturating_add)
}

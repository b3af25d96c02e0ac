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
use hayro_syntax::object::{Dict, Name};
use rustc_hash::FxHashMap;

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
    fn read(dict: &Dict<'_>, cmaps: &CMaps, stream_limit: u64) -> Option<Self> {
        let subtype = dict.get::<Name<'_>>(b"Subtype".as_slice());
        let is_composite = match subtype.as_deref() {
            Some(b"Type0") => true,
            Some(_) => false,
            None => dict.contains_key(b"DescendantFonts".as_slice()),
        };
        let kind = if is_composite {
            Kind::Composite(Box::new(Composite::read(dict, cmaps, stream_limit)?))
        } else {
            Kind::Simple(Simple::read(dict, stream_limit)?)
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
    pub(super) fn font(&self, dict: &Dict<'_>, stream_limit: u64) -> Option<Arc<LoadedFont>> {
        let key = Self::key(dict);
        if let Ok(fonts) = self.fonts.lock()
            && let Some(known) = fonts.get(&key)
        {
            return known.clone();
        }
        // Read outside the lock: two threads may read the same font, and get the same.
        let font = LoadedFont::read(dict, &self.cmaps, stream_limit).map(Arc::new);
        if let Ok(mut fonts) = self.fonts.lock() {
            fonts.insert(key, font.clone());
        }
        font
    }
}

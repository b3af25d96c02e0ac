//! Composite (Type 0) fonts: codes of one or more bytes, CIDs, character collections.

use std::sync::{Arc, OnceLock};

use document_model::UnicodeSource;
use hayro_cmap::{CMap, CidFamily, WritingMode};
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};

use super::cmap::{self, CMaps, Cutting};
use super::describe::descendant;
use super::program::Program;
use super::unicode::{self, ToUnicode};
use super::widths::Widths;
use super::{Advance, CodedGlyph};
use crate::pdf::decode;
use crate::pdf_limits::PdfLimits;

/// A composite font.
#[derive(Debug)]
pub(super) struct Composite {
    cutting: Cutting,
    encoding: Encoding,
    to_unicode: Option<ToUnicode>,
    /// CID to Unicode of its character collection.
    collection: Option<Arc<CMap>>,
    widths: Widths,
    is_vertical: bool,
    program: OnceLock<Program>,
}

/// From codes to CIDs.
#[derive(Debug)]
enum Encoding {
    Map(Arc<CMap>),
    /// The codes are Unicode in some form; the map gives their CIDs from UTF-16.
    Unicode {
        form: Cutting,
        cids: Option<Arc<CMap>>,
    },
}

/// Maps that are asked for by names of which no data is at hand, and the nearest that is.
///
/// They differ in the shapes of a few dozen kanji (JIS78 against JIS83), never in which character a code is.
const NEAREST: [(&[u8], &[u8]); 14] = [
    (b"78-H", b"H"),
    (b"78-V", b"V"),
    (b"78-EUC-H", b"EUC-H"),
    (b"78-EUC-V", b"EUC-V"),
    (b"78-RKSJ-H", b"90ms-RKSJ-H"),
    (b"78-RKSJ-V", b"90ms-RKSJ-V"),
    (b"78ms-RKSJ-H", b"90ms-RKSJ-H"),
    (b"78ms-RKSJ-V", b"90ms-RKSJ-V"),
    (b"90pv-RKSJ-V", b"90pv-RKSJ-H"),
    (b"Add-H", b"H"),
    (b"Add-V", b"V"),
    (b"Ext-H", b"H"),
    (b"Ext-V", b"V"),
    (b"RKSJ-H", b"90ms-RKSJ-H"),
];

impl Composite {
    /// The font that a dictionary describes.
    pub(super) fn read(dict: &Dict<'_>, cmaps: &CMaps, limits: &PdfLimits) -> Option<Self> {
        let stream_limit = limits.max_stream_bytes;
        let (encoding, cutting, is_vertical, family) = match dict.get::<Object<'_>>(b"Encoding".as_slice()) {
            Some(Object::Stream(stream)) => read_embedded(&stream, cmaps, stream_limit)
                .unwrap_or_else(|| read_named(b"Identity-H", cmaps)),
            Some(Object::Name(name)) => read_named(name.as_ref(), cmaps),
            _ => read_named(b"Identity-H", cmaps),
        };
        let cid_font = descendant(dict);
        let family =
            family.filter(|family| *family != CidFamily::AdobeIdentity).or_else(|| family_of(&cid_font));
        let collection =
            family.and_then(|family| family.ucs2_cmap()).and_then(|name| cmaps.predefined(name.to_bytes()));
        Some(Self {
            cutting,
            encoding,
            to_unicode: ToUnicode::read(dict, stream_limit),
            collection,
            widths: Widths::read(&cid_font, is_vertical, limits.max_widths),
            is_vertical,
            program: OnceLock::new(),
        })
    }

    pub(super) fn has_more_widths(&self) -> bool {
        self.widths.is_cut()
    }

    pub(super) fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        self.cutting.next(bytes)
    }

    /// What a code of that many bytes stands for.
    pub(super) fn glyph(&self, code: u32, length: usize, dict: &Dict<'_>, stream_limit: u64) -> CodedGlyph {
        let cid = self.cid(code, length);
        let (text, source) = self
            .text(code, length, cid)
            .or_else(|| {
                let program = self.program.get_or_init(|| Program::of_composite(dict, stream_limit));
                Some((program.text_of_cid(cid)?, UnicodeSource::FontProgram))
            })
            .unwrap_or((String::new(), UnicodeSource::Unknown));
        let across = self.widths.across(cid);
        let advance = if self.is_vertical {
            let (height, origin) = self.widths.down(cid);
            Advance::Down { width: across, height, origin }
        } else {
            Advance::Across(across)
        };
        CodedGlyph { text: text.into(), source, code, cid, advance }
    }

    fn cid(&self, code: u32, length: usize) -> u32 {
        let find = |map: &CMap, code, length: usize| {
            u8::try_from(length).ok().and_then(|length| map.lookup_cid_code(code, length))
        };
        match &self.encoding {
            Encoding::Map(map) => find(map, code, length).unwrap_or(0),
            Encoding::Unicode { form, cids } => {
                let character = unicode_of(form, code, length).and_then(|text| text.chars().next());
                let Some((character, cids)) = character.zip(cids.as_ref()) else { return 0 };
                let mut units = [0; 2];
                let code = character
                    .encode_utf16(&mut units)
                    .iter()
                    .fold(0, |code, unit| code << 16 | u32::from(*unit));
                find(cids, code, character.len_utf16() * 2).unwrap_or(0)
            }
        }
    }

    fn text(&self, code: u32, length: usize, cid: u32) -> Option<(String, UnicodeSource)> {
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.text(code, length)) {
            return Some((text, UnicodeSource::ToUnicode));
        }
        if let Encoding::Unicode { form, .. } = &self.encoding
            && let Some(text) = unicode_of(form, code, length)
        {
            return Some((text, UnicodeSource::UnicodeCMap));
        }
        let text = unicode::of_cid(self.collection.as_ref()?, cid)?;
        Some((text, UnicodeSource::Collection))
    }
}

fn unicode_of(form: &Cutting, code: u32, length: usize) -> Option<String> {
    if *form == Cutting::Utf8 { unicode::of_utf8(code, length) } else { unicode::of_code(code, length) }
}

type Read = (Encoding, Cutting, bool, Option<CidFamily>);

fn read_named(name: &[u8], cmaps: &CMaps) -> Read {
    let is_vertical = name.ends_with(b"-V") || name == b"V";
    let has = |part: &[u8]| memchr::memmem::find(name, part).is_some();
    if has(b"UCS2") || has(b"UTF") {
        let (family, cids): (_, &[u8]) = if has(b"JIS") {
            (CidFamily::AdobeJapan1, if has(b"-HW-") { b"UniJIS-UCS2-HW-H" } else { b"UniJIS-UTF16-H" })
        } else if has(b"GB") {
            (CidFamily::AdobeGB1, b"UniGB-UTF16-H")
        } else if has(b"CNS") {
            (CidFamily::AdobeCNS1, b"UniCNS-UTF16-H")
        } else {
            (CidFamily::AdobeKorea1, b"UniKS-UTF16-H")
        };
        let form = Cutting::of_name(name);
        let cids =
            cmaps.predefined(name).filter(|_| form == Cutting::Pairs).or_else(|| cmaps.predefined(cids));
        return (Encoding::Unicode { form: form.clone(), cids }, form, is_vertical, Some(family));
    }
    let nearest = NEAREST.iter().find(|(asked, _)| *asked == name).map_or(name, |(_, nearest)| nearest);
    let map = cmaps.predefined(nearest).unwrap_or_else(|| Arc::new(CMap::identity_h()));
    let family = map.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
    (Encoding::Map(map), Cutting::of_name(name), is_vertical, family)
}

fn read_embedded(stream: &Stream<'_>, cmaps: &CMaps, limit: u64) -> Option<Read> {
    let bytes = decode::decode(stream, super::map_limit(stream, limit)).ok()?;
    let map = cmap::read_embedded(&bytes)?;
    let base = stream.dict().get::<Name<'_>>(b"UseCMap".as_slice());
    let ranges = cmap::code_ranges(&bytes);
    let cutting = match (&base, ranges.is_empty()) {
        (Some(base), true) => Cutting::of_name(base.as_ref()),
        (None, true) => Cutting::Pairs,
        (_, false) => Cutting::Ranges(ranges),
    };
    let is_vertical = stream.dict().get::<u32>(b"WMode".as_slice()) == Some(1)
        || map.metadata().writing_mode == Some(WritingMode::Vertical);
    let of_base = || {
        let base = cmaps.predefined(base.as_ref()?.as_ref())?;
        base.metadata().character_collection.as_ref().map(|collection| collection.family.clone())
    };
    let family = map.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
    let family = family.filter(|family| family.ucs2_cmap().is_some()).or_else(of_base);
    Some((Encoding::Map(Arc::new(map)), cutting, is_vertical, family))
}

/// The character collection that the CID font names.
fn family_of(cid_font: &Dict<'_>) -> Option<CidFamily> {
    let system = cid_font.get::<Dict<'_>>(b"CIDSystemInfo".as_slice())?;
    let registry = system.get::<PdfString<'_>>(b"Registry".as_slice())?;
    let ordering = system.get::<PdfString<'_>>(b"Ordering".as_slice())?;
    Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

//! Scanned pages, and the text that a recogniser put under or over their picture.

use document_model::{Glyph, Page, UnicodeSource, Visibility};

/// Share of the page that an image covers where the page is a scan.
///
/// Scans fill the sheet but for a margin; the largest photographs on pages of text stay below half of it.
pub(super) const SCAN_COVER: f64 = 0.6;

/// Most visible characters on a scanned page: a stamped page number.
const SCAN_CHARACTERS: usize = 8;

/// How many times as many characters as are seen the text of a recogniser has, where a scan bears a stamped line.
const LAYER_SHARE: usize = 4;

/// Is most of the page an image?
pub(super) fn is_pictured(page: &Page) -> bool {
    let covered: f64 = page.images.iter().map(|image| image.bbox.width() * image.bbox.height()).sum();
    !page.images.is_empty() && covered >= SCAN_COVER * page.width * page.height
}

/// Is it an image without text?
pub(super) fn is_scan(page: &Page) -> bool {
    let seen =
        |glyph: &&Glyph| glyph.visibility == Visibility::Visible && !page.text_of(glyph).trim().is_empty();
    is_pictured(page) && page.glyphs.iter().filter(seen).count() <= SCAN_CHARACTERS
}

/// On the picture of a scan, text that nobody sees is what a recogniser read on it: it is text of the page, marked as
/// recognised. Gives how many characters it has; 0 where there is no such text.
///
/// Such text is painted with neither fill nor stroke, or before an opaque picture of the whole page: `covered` is the
/// number of glyphs under it.
pub(super) fn adopt_text(page: &mut Page, covered: usize) -> usize {
    if !is_pictured(page) {
        return 0;
    }
    let is_hidden = |at: usize, glyph: &Glyph| match glyph.visibility {
        Visibility::Invisible => true,
        Visibility::Visible => at < covered,
        _ => false,
    };
    let (mut hidden, mut seen) = (0_usize, 0_usize);
    for (at, glyph) in page.glyphs.iter().enumerate() {
        if page.text_of(glyph).trim().is_empty() {
            continue;
        }
        if is_hidden(at, glyph) {
            hidden += 1;
        } else if glyph.visibility == Visibility::Visible {
            seen += 1;
        }
    }
    let is_layer = hidden > 0 && (seen <= SCAN_CHARACTERS || hidden >= seen.saturating_mul(LAYER_SHARE));
    if !is_layer {
        return 0;
    }
    for (at, glyph) in page.glyphs.iter_mut().enumerate() {
        if is_hidden(at, glyph) {
            glyph.visibility = Visibility::Visible;
            if glyph.unicode != UnicodeSource::Unknown {
                glyph.unicode = UnicodeSource::Ocr;
            }
        }
    }
    hidden
}

//! Scanned pages: what character recognition finds on their picture becomes glyphs like those of any other page.
//!
//! Which program recognises is the caller's choice; nothing is started here.

use std::collections::BTreeMap;
use std::fmt;

use document_model::{
    Diagnostic, Font, FontId, Glyph, Layer, Outcome, Page, PageNumber, Place, Point, Rect, Rgb, Severity,
    SourceRange, UnicodeSource, Vector, Visibility,
};
use ingest::{PdfFile, Picture};

/// Code of the finding that a page is a scan.
const SCANNED: &str = "scanned-page";

/// Points to the inch.
const POINTS_PER_INCH: f64 = 72.0;

/// Pixels to the inch of the pictures that are recognised: what recognition programs are made for.
pub const PIXELS_PER_INCH: f64 = 300.0;

/// Depth of the descenders below the baseline: in heights of the line, as Japanese fonts have it.
const DESCENT: f64 = 0.12;

/// Confidence below which a character counts as doubtful: in hundredths.
const DOUBTFUL: f64 = 60.0;

/// A word on a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Its text.
    pub text: String,
    /// Its box, pixels.
    pub bbox: Rect,
    /// Number of the line on which it stands.
    pub line: usize,
    /// How sure the program is, from 0 to 100.
    pub confidence: f64,
}

/// Recognises characters.
pub trait Recognise: fmt::Debug + Send + Sync {
    /// The words on a picture, each line from left to right.
    ///
    /// # Errors
    /// A diagnostic that says why there are none, and what to do.
    fn recognise(&self, picture: &Picture) -> Result<Vec<Word>, Box<Diagnostic>>;
}

/// A page of a file; where it is a scan and a recogniser is given, with the characters that it finds.
#[must_use]
pub fn read_page(file: &PdfFile, number: PageNumber, recogniser: Option<&dyn Recognise>) -> Outcome<Page> {
    let read = file.page(number);
    let scanned = read.diagnostics.iter().any(|diagnostic| diagnostic.code == SCANNED);
    match recogniser {
        Some(recogniser) if scanned => recognised(file, read, recogniser),
        _ => read,
    }
}

fn recognised(file: &PdfFile, read: Outcome<Page>, recogniser: &dyn Recognise) -> Outcome<Page> {
    let Outcome { value: mut page, mut diagnostics } = read;
    let place = Place { page: page.number, bbox: None, line: None, column: None };
    let drawn = file.render(page.number, PIXELS_PER_INCH / POINTS_PER_INCH);
    diagnostics.extend(drawn.diagnostics);
    let Some(picture) = drawn.value else { return Outcome { value: page, diagnostics } };
    match recogniser.recognise(&picture) {
        Ok(words) => {
            diagnostics.retain(|diagnostic| diagnostic.code != SCANNED);
            add_words(&mut page, &words, (picture.width, picture.height));
            diagnostics.push(finding(&page, &words).at(place));
        }
        Err(reason) => diagnostics.push(reason.at(place)),
    }
    Outcome { value: page, diagnostics }
}

fn finding(page: &Page, words: &[Word]) -> Diagnostic {
    let count = |word: &Word| word.text.chars().count();
    let all: usize = words.iter().map(count).sum();
    let doubtful: usize = words.iter().filter(|word| word.confidence < DOUBTFUL).map(count).sum();
    let number = page.number.0;
    Diagnostic::new(
        Severity::Warning,
        "recognised-page",
        format!(
            "{number} ページは画像なので、文字認識で {all} 文字を読みました（確かでないもの {doubtful} 文字）。罫線は分かりません。原本と見比べてください。"
        ),
        format!(
            "page {number} is an image: {all} characters were read by recognition ({doubtful} of them doubtful), rulings were not; compare them with the print"
        ),
    )
}

/// Adds the words of a picture of this size in pixels as glyphs of the page.
fn add_words(page: &mut Page, words: &[Word], picture: (u32, u32)) {
    let scale = (page.width / f64::from(picture.0.max(1)), page.height / f64::from(picture.1.max(1)));
    let mut lines: BTreeMap<usize, Rect> = BTreeMap::new();
    for word in words {
        lines.entry(word.line).and_modify(|line| *line = line.union(&word.bbox)).or_insert(word.bbox);
    }
    let font = FontId(u32::try_from(page.fonts.len()).unwrap_or(u32::MAX));
    page.fonts.push(Font { weight: 400, ..Font::default() });
    for word in words {
        let line = lines.get(&word.line).copied().unwrap_or(word.bbox);
        // A dash is flat and a comma low: the line tells where all its characters stand.
        let bbox = Rect { y0: line.y0, y1: line.y1, ..word.bbox };
        let (x, y) = scale;
        add_word(page, &word.text, Rect::new(bbox.x0 * x, bbox.y0 * y, bbox.x1 * x, bbox.y1 * y), font);
    }
}

/// The characters of a word share its width, narrow ones half as much as wide ones.
fn add_word(page: &mut Page, text: &str, bbox: Rect, font: FontId) {
    let share = |character: char| if character.is_ascii() { 1.0 } else { 2.0 };
    let shares: f64 = text.chars().map(share).sum();
    let baseline = bbox.y1 - DESCENT * bbox.height();
    let mut x = bbox.x0;
    for character in text.chars() {
        let width = bbox.width() * share(character) / shares.max(1.0);
        let start = page.text.len();
        page.text.push(character);
        page.glyphs.push(Glyph {
            range: SourceRange::new(start, page.text.len()),
            unicode: UnicodeSource::Ocr,
            code: 0,
            cid: 0,
            origin: Point { x, y: baseline },
            advance: Vector { x: width, y: 0.0 },
            size: bbox.height(),
            bbox: Rect::new(x, bbox.y0, x + width, bbox.y1),
            direction: Vector { x: 1.0, y: 0.0 },
            vertical: false,
            mode: 0,
            fill: Rgb::default(),
            font,
            marked_content: None,
            layer: Layer::Page,
            visibility: Visibility::Visible,
            ruby: false,
        });
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_share_the_width_of_their_word() {
        let mut page = Page::new(PageNumber(1), 300.0, 150.0);
        let word = |text: &str, x: f64, y: f64| Word {
            text: text.to_owned(),
            bbox: Rect::new(x, y, x + 100.0, y + 40.0),
            line: 1,
            confidence: 90.0,
        };
        add_words(&mut page, &[word("施策A", 100.0, 100.0), word("ー", 300.0, 110.0)], (600, 300));
        assert_eq!(page.text, "施策Aー");
        let boxes: Vec<Rect> = page.glyphs.iter().map(|glyph| glyph.bbox).collect();
        assert_eq!(boxes[0], Rect::new(50.0, 50.0, 70.0, 75.0));
        assert_eq!(boxes[2], Rect::new(90.0, 50.0, 100.0, 75.0));
        assert_eq!((boxes[3].y0, boxes[3].y1), (50.0, 75.0));
        assert!(page.glyphs.iter().all(|glyph| glyph.unicode == UnicodeSource::Ocr));
    }
}

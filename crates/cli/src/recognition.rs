//! Scanned pages: what character recognition finds on their picture becomes glyphs like those of any other page.
//!
//! Which program recognises is the caller's choice; nothing is started here.

use std::collections::BTreeMap;
use std::fmt;

use document_model::{
    Diagnostic, Font, FontId, Glyph, Layer, Outcome, Page, PageNumber, Place, Point, Rect, Rgb, Ruling,
    Severity, SourceRange, UnicodeSource, Vector, Visibility,
};
use ingest::{PdfFile, Picture, Scan};

/// Code of the finding that a page is a scan.
const SCANNED: &str = "scanned-page";

/// Code of the finding that a page is a scan whose characters were recognised before.
const LAYERED: &str = "recognised-layer";

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
    /// Its box, pixels of the picture.
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
    let says = |code| read.diagnostics.iter().any(|diagnostic| diagnostic.code == code);
    match recogniser {
        _ if says(LAYERED) => layered(file, read),
        Some(recogniser) if says(SCANNED) => recognised(file, read, recogniser),
        _ => read,
    }
}

/// Pixels to the inch of the pictures on which only lines are looked for.
const PIXELS_FOR_LINES: f64 = 200.0;

/// A scan whose characters the file has: its rulings are on the picture only.
fn layered(file: &PdfFile, read: Outcome<Page>) -> Outcome<Page> {
    let Outcome { value: mut page, mut diagnostics } = read;
    let drawn = file.scan(page.number, PIXELS_FOR_LINES / POINTS_PER_INCH);
    diagnostics.extend(drawn.diagnostics);
    if let Some(scan) = drawn.value {
        let recognised = |glyph: &&mut Glyph| glyph.unicode == UnicodeSource::Ocr;
        for glyph in page.glyphs.iter_mut().filter(recognised) {
            set_upright(glyph, &scan);
        }
        let boxes: Vec<Rect> = page.glyphs.iter().map(|glyph| glyph.bbox).collect();
        page.rulings.extend(scan.rulings.iter().filter(|ruling| !is_stroke(ruling, &boxes)));
    }
    Outcome { value: page, diagnostics }
}

/// Directions that lean no more than this are level: a sheet lies askew by a few degrees.
const LEAN: f64 = 0.06;

/// Moves a glyph to where it stands once the sheet is turned upright.
fn set_upright(glyph: &mut Glyph, scan: &Scan) {
    let middle = Point {
        x: f64::midpoint(glyph.bbox.x0, glyph.bbox.x1),
        y: f64::midpoint(glyph.bbox.y0, glyph.bbox.y1),
    };
    let Point { x, y } = scan.upright(middle);
    let (dx, dy) = (x - middle.x, y - middle.y);
    glyph.bbox = Rect::new(glyph.bbox.x0 + dx, glyph.bbox.y0 + dy, glyph.bbox.x1 + dx, glyph.bbox.y1 + dy);
    glyph.origin = Point { x: glyph.origin.x + dx, y: glyph.origin.y + dy };
    if glyph.direction.y.abs() <= LEAN && glyph.direction.x > 0.0 {
        glyph.direction = Vector { x: 1.0, y: 0.0 };
    }
}

fn recognised(file: &PdfFile, read: Outcome<Page>, recogniser: &dyn Recognise) -> Outcome<Page> {
    let Outcome { value: mut page, mut diagnostics } = read;
    let place = Place { page: page.number, bbox: None, line: None, column: None };
    let drawn = file.scan(page.number, PIXELS_PER_INCH / POINTS_PER_INCH);
    diagnostics.extend(drawn.diagnostics);
    let Some(scan) = drawn.value else { return Outcome { value: page, diagnostics } };
    match recogniser.recognise(&scan.picture) {
        Ok(words) => {
            diagnostics.retain(|diagnostic| diagnostic.code != SCANNED);
            let words: Vec<Word> = words.into_iter().map(|word| upright(word, &scan)).collect();
            add_words(&mut page, &words);
            let boxes: Vec<Rect> = words.iter().map(|word| word.bbox).collect();
            let before = page.rulings.len();
            page.rulings.extend(scan.rulings.iter().filter(|ruling| !is_stroke(ruling, &boxes)));
            let rulings = page.rulings.len() - before;
            diagnostics.push(finding(&page, &words, rulings).at(place));
        }
        Err(reason) => diagnostics.push(reason.at(place)),
    }
    Outcome { value: page, diagnostics }
}

/// The word on the upright page, points.
fn upright(word: Word, scan: &Scan) -> Word {
    let (width, height) = (word.bbox.width(), word.bbox.height());
    let middle = Point { x: word.bbox.x0 + width / 2.0, y: word.bbox.y0 + height / 2.0 };
    let Point { x, y } = scan.on_page(middle.x, middle.y);
    let edge = scan.on_page(middle.x + width / 2.0, middle.y + height / 2.0);
    // A lean of a few degrees makes a box no larger: what changes is where it lies.
    let (half_width, half_height) = ((edge.x - x).abs(), (edge.y - y).abs());
    Word { bbox: Rect::new(x - half_width, y - half_height, x + half_width, y + half_height), ..word }
}

/// How much longer than a word is high a line inside it may be and still be a stroke of its characters.
const STROKE: f64 = 1.3;

/// Longest stroke of a character, points: that of a title on a cover.
const LONGEST_STROKE: f64 = 80.0;

/// Is a line seen on the picture a stroke of a character?
fn is_stroke(ruling: &Ruling, words: &[Rect]) -> bool {
    let length = (ruling.to.x - ruling.from.x).hypot(ruling.to.y - ruling.from.y);
    if length > LONGEST_STROKE {
        return false;
    }
    words.iter().any(|bbox| {
        let inside = |point: Point| {
            (bbox.x0 - 1.0..=bbox.x1 + 1.0).contains(&point.x)
                && (bbox.y0 - 1.0..=bbox.y1 + 1.0).contains(&point.y)
        };
        length <= bbox.height() * STROKE && inside(ruling.from) && inside(ruling.to)
    })
}

fn finding(page: &Page, words: &[Word], rulings: usize) -> Diagnostic {
    let count = |word: &Word| word.text.chars().count();
    let all: usize = words.iter().map(count).sum();
    let doubtful: usize = words.iter().filter(|word| word.confidence < DOUBTFUL).map(count).sum();
    let number = page.number.0;
    Diagnostic::new(
        Severity::Warning,
        "recognised-page",
        format!(
            "{number} ページは画像なので、文字認識で {all} 文字を読み（確かでないもの {doubtful} 文字）、罫線を {rulings} 本見つけました。原本と見比べてください。"
        ),
        format!(
            "page {number} is an image: {all} characters were read by recognition ({doubtful} of them doubtful), and {rulings} rulings were seen; compare them with the print"
        ),
    )
}

/// Adds words as glyphs of the page.
fn add_words(page: &mut Page, words: &[Word]) {
    let mut lines: BTreeMap<usize, Rect> = BTreeMap::new();
    for word in words {
        lines.entry(word.line).and_modify(|line| *line = line.union(&word.bbox)).or_insert(word.bbox);
    }
    let font = FontId(u32::try_from(page.fonts.len()).unwrap_or(u32::MAX));
    page.fonts.push(Font { weight: 400, ..Font::default() });
    for (at, word) in words.iter().enumerate() {
        let line = lines.get(&word.line).copied().unwrap_or(word.bbox);
        // A dash is flat and a comma low: the line tells where all its characters stand.
        let mut bbox = Rect { y0: line.y0, y1: line.y1, ..word.bbox };
        if let Some(next) = words.get(at + 1).filter(|next| goes_on(word, next, line.height())) {
            bbox.x1 = next.bbox.x0.max(bbox.x0);
        }
        add_word(page, &word.text, bbox, font);
    }
}

/// Widest gap inside a text that recognition cut into words, heights of the line.
const GAP_OF_WORDS: f64 = 0.5;

/// Does the text go on in the next word without a blank? Programs put blanks between the characters of Japanese text and
/// after the separators of numbers; only between Latin words they are printed ones.
fn goes_on(word: &Word, next: &Word, height: f64) -> bool {
    let gap = next.bbox.x0 - word.bbox.x1;
    let is_latin = |character: Option<char>| character.is_some_and(|letter| letter.is_ascii_alphabetic());
    word.line == next.line
        && (-height..GAP_OF_WORDS * height).contains(&gap)
        && !(is_latin(word.text.chars().next_back()) && is_latin(next.text.chars().next()))
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
    fn text_that_is_cut_into_words_goes_on() {
        let word = |text: &str, x0: f64, x1: f64, line| Word {
            text: text.to_owned(),
            bbox: Rect::new(x0, 0.0, x1, 10.0),
            line,
            confidence: 90.0,
        };
        let rights = |words: &[Word]| -> Vec<f64> {
            let mut page = Page::new(PageNumber(1), 300.0, 150.0);
            add_words(&mut page, words);
            page.glyphs.iter().map(|glyph| glyph.bbox.x1).collect()
        };
        assert_eq!(rights(&[word("5,", 0.0, 8.0, 1), word("0", 12.0, 17.0, 1)]), [6.0, 12.0, 17.0]);
        assert_eq!(rights(&[word("A", 0.0, 8.0, 1), word("B", 12.0, 17.0, 1)]), [8.0, 17.0]);
        assert_eq!(rights(&[word("施", 0.0, 8.0, 1), word("策", 14.0, 24.0, 1)]), [8.0, 24.0]);
        assert_eq!(rights(&[word("施", 0.0, 8.0, 1), word("策", 12.0, 22.0, 2)]), [8.0, 22.0]);
    }

    #[test]
    fn characters_share_the_width_of_their_word() {
        let mut page = Page::new(PageNumber(1), 300.0, 150.0);
        let word = |text: &str, x: f64, y: f64| Word {
            text: text.to_owned(),
            bbox: Rect::new(x, y, x + 50.0, y + 20.0),
            line: 1,
            confidence: 90.0,
        };
        add_words(&mut page, &[word("施策A", 50.0, 50.0), word("ー", 150.0, 55.0)]);
        assert_eq!(page.text, "施策Aー");
        let boxes: Vec<Rect> = page.glyphs.iter().map(|glyph| glyph.bbox).collect();
        assert_eq!(boxes[0], Rect::new(50.0, 50.0, 70.0, 75.0));
        assert_eq!(boxes[2], Rect::new(90.0, 50.0, 100.0, 75.0));
        assert_eq!((boxes[3].y0, boxes[3].y1), (50.0, 75.0));
        assert!(page.glyphs.iter().all(|glyph| glyph.unicode == UnicodeSource::Ocr));
    }
}

//! What `ingest` makes of a PDF page and `table-reconstruct` reads: glyphs, rulings, bands, images.
//!
//! Everything is in page space ([`crate::geometry`]): points, origin top left of the visible page after
//! rotation, y down.

use crate::geometry::{PageNumber, Point, Rect, Vector};
use crate::provenance::SourceRange;

/// A page as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Which page of the document it is.
    pub number: PageNumber,
    /// Width of the visible page, points.
    pub width: f64,
    /// Height of the visible page, points.
    pub height: f64,
    /// The Unicode text of all glyphs, in the order in which the page paints them.
    ///
    /// A glyph whose Unicode is unknown has U+FFFD here.
    pub text: String,
    /// Fonts that the glyphs name.
    pub fonts: Vec<Font>,
    /// The glyphs, in the order in which the page paints them.
    pub glyphs: Vec<Glyph>,
    /// Drawn lines, in the order in which the page paints them.
    pub rulings: Vec<Ruling>,
    /// Filled areas that are no lines, in the order in which the page paints them.
    pub bands: Vec<Band>,
    /// Images, in the order in which the page paints them.
    pub images: Vec<Image>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(number: PageNumber, width: f64, height: f64) -> Self {
        Self {
            number,
            width,
            height,
            text: String::new(),
            fonts: Vec::new(),
            glyphs: Vec::new(),
            rulings: Vec::new(),
            bands: Vec::new(),
            images: Vec::new(),
        }
    }

    /// The text of a glyph of this page.
    #[must_use]
    pub fn text_of(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.range.start..glyph.range.end).unwrap_or_default()
    }
}

/// A font as a page names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Font {
    /// Its PostScript name without the subset tag; empty where the file gives none.
    pub name: String,
    /// Weight from 100 to 900 where the file or the name tells it; 400 else.
    pub weight: u16,
    /// It is slanted.
    pub italic: bool,
    /// Its program is in the file.
    pub embedded: bool,
}

/// Index of a font in [`Page::fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u32);

/// A painted character.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Where its text stands in [`Page::text`]; empty where another glyph's text stands for it (ActualText).
    pub range: SourceRange,
    /// Where its Unicode came from.
    pub unicode: UnicodeSource,
    /// Its code in the string that the page shows.
    pub code: u32,
    /// Its CID in a composite font; the code in a simple one.
    pub cid: u32,
    /// Where the pen stands before it: on the baseline, also in vertical writing.
    pub origin: Point,
    /// From its origin to the next glyph's, without character and word spacing.
    pub advance: Vector,
    /// Font size after all transformations: the height of the em square across the baseline, points.
    pub size: f64,
    /// Its box: the advance along the baseline, ascent to descent across it.
    pub bbox: Rect,
    /// Unit vector along the baseline to the next glyph: `(1, 0)` in upright horizontal lines, `(0, 1)` in
    /// vertical writing.
    pub direction: Vector,
    /// The font writes vertically.
    pub vertical: bool,
    /// Text rendering mode, 0 to 7 (ISO 32000-1, 9.3.6).
    pub mode: u8,
    /// Colour it is filled with.
    pub fill: Rgb,
    /// Its font.
    pub font: FontId,
    /// Marked-content identifier.
    pub marked_content: Option<i32>,
    /// What painted it.
    pub layer: Layer,
    /// Whether a reader sees it.
    pub visibility: Visibility,
    /// It is ruby: small kana that tell how the glyphs beside it are read.
    pub ruby: bool,
}

/// Where the Unicode of a glyph came from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnicodeSource {
    /// Text that the file gives for a stretch of glyphs.
    ActualText,
    /// The font's ToUnicode map.
    ToUnicode,
    /// The encoding of a simple font: its code or glyph name.
    Encoding,
    /// The code itself, which a Unicode character map gives.
    UnicodeCMap,
    /// The CID, by its character collection.
    Collection,
    /// The embedded font program's own character map.
    FontProgram,
    /// Optical character recognition.
    Ocr,
    /// Nowhere: the text is U+FFFD.
    Unknown,
}

impl UnicodeSource {
    /// Stable name, as the JSON output writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ActualText => "actual_text",
            Self::ToUnicode => "to_unicode",
            Self::Encoding => "encoding",
            Self::UnicodeCMap => "unicode_cmap",
            Self::Collection => "collection",
            Self::FontProgram => "font_program",
            Self::Ocr => "ocr",
            Self::Unknown => "none",
        }
    }
}

/// What painted something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The page's own content.
    Page,
    /// A form XObject.
    Form,
    /// The appearance of an annotation.
    Annotation,
    /// Nothing in the file: it is seen on the picture of a scanned page.
    Picture,
}

/// Whether a reader of the page sees something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// It is seen.
    Visible,
    /// Painted with neither fill nor stroke (rendering mode 3), or fully transparent.
    Invisible,
    /// Outside the clipping path.
    Clipped,
    /// Outside the visible page.
    OffPage,
    /// In optional content that is switched off.
    SwitchedOff,
}

/// A colour, each channel from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// A drawn line: a stroke, or a fill so thin that it is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    /// One end, on the middle of the line: the left one, or the upper one where it is vertical.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Width across the line, points; 0 is the thinnest line that a device draws.
    pub width: f64,
    /// Its colour.
    pub color: Rgb,
    /// It is drawn with dashes.
    pub dashed: bool,
    /// What painted it.
    pub layer: Layer,
}

/// How far the ends of a line may lie off a common coordinate, per point of length, to count as upright or level.
const SLANT: f64 = 0.01;

impl Ruling {
    /// Is it level?
    #[must_use]
    pub fn is_horizontal(&self) -> bool {
        let (dx, dy) = ((self.to.x - self.from.x).abs(), (self.to.y - self.from.y).abs());
        dx > 0.0 && dy <= (dx * SLANT).max(0.1) && dx >= dy
    }

    /// Is it upright?
    #[must_use]
    pub fn is_vertical(&self) -> bool {
        let (dx, dy) = ((self.to.x - self.from.x).abs(), (self.to.y - self.from.y).abs());
        dy > 0.0 && dx <= (dy * SLANT).max(0.1) && dy > dx
    }
}

/// A filled area that is no line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Its box, after clipping.
    pub bbox: Rect,
    /// Its colour; that of the surroundings' average for patterns and shadings, where it can be told.
    pub color: Rgb,
    /// What painted it.
    pub layer: Layer,
}

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Image {
    /// Its box, after clipping.
    pub bbox: Rect,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What painted it.
    pub layer: Layer,
}

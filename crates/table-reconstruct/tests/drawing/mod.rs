//! Draws pages in code.
#![allow(dead_code, reason = "each test file uses its share")]

use document_model::{
    Band, CellLine, Font, FontId, Glyph, Layer, Page, PageNumber, Point, Rect, Rgb, Ruling, SourceRange,
    UnicodeSource, Vector, Visibility,
};

/// A page under the pen.
pub(crate) struct Drawing {
    pub(crate) page: Page,
}

pub(crate) const BLACK: Rgb = Rgb { red: 0, green: 0, blue: 0 };
pub(crate) const WHITE: Rgb = Rgb { red: 255, green: 255, blue: 255 };
pub(crate) const BLUE: Rgb = Rgb { red: 31, green: 78, blue: 121 };

impl Drawing {
    /// An A4 page with one font.
    pub(crate) fn new(number: u32) -> Self {
        let mut page = Page::new(PageNumber(number), 595.0, 842.0);
        page.fonts.push(Font { name: "Made".to_owned(), weight: 400, italic: false, embedded: true });
        Self { page }
    }

    /// Text of 10 points from a place on the baseline; wide characters are 10 points wide, others 5.
    pub(crate) fn text(mut self, x: f64, y: f64, text: &str) -> Self {
        let mut pen = x;
        for character in text.chars() {
            let advance = if character.is_ascii() { 5.0 } else { 10.0 };
            let bbox = Rect::new(pen, y - 8.8, pen + advance, y + 1.2);
            self.glyph(
                character,
                Point { x: pen, y },
                Vector { x: advance, y: 0.0 },
                bbox,
                Vector { x: 1.0, y: 0.0 },
            );
            pen += advance;
        }
        self
    }

    /// Text of 10 points that runs upward.
    pub(crate) fn text_up(mut self, x: f64, y: f64, text: &str) -> Self {
        let mut pen = y;
        for character in text.chars() {
            let advance = if character.is_ascii() { 5.0 } else { 10.0 };
            let bbox = Rect::new(x - 8.8, pen - advance, x + 1.2, pen);
            self.glyph(
                character,
                Point { x, y: pen },
                Vector { x: 0.0, y: -advance },
                bbox,
                Vector { x: 0.0, y: -1.0 },
            );
            pen -= advance;
        }
        self
    }

    /// Vertical writing from a place at the top of the line's middle.
    pub(crate) fn text_down(mut self, x: f64, y: f64, text: &str) -> Self {
        let mut pen = y;
        for character in text.chars() {
            let bbox = Rect::new(x - 5.0, pen, x + 5.0, pen + 10.0);
            self.glyph(
                character,
                Point { x: x - 5.0, y: pen + 8.8 },
                Vector { x: 0.0, y: 10.0 },
                bbox,
                Vector { x: 0.0, y: 1.0 },
            );
            if let Some(glyph) = self.page.glyphs.last_mut() {
                glyph.vertical = true;
            }
            pen += 10.0;
        }
        self
    }

    fn glyph(&mut self, character: char, origin: Point, advance: Vector, bbox: Rect, direction: Vector) {
        let start = self.page.text.len();
        self.page.text.push(character);
        self.page.glyphs.push(Glyph {
            range: SourceRange::new(start, self.page.text.len()),
            unicode: UnicodeSource::ToUnicode,
            code: u32::from(character),
            cid: u32::from(character),
            origin,
            advance,
            size: 10.0,
            bbox,
            direction,
            vertical: false,
            mode: 0,
            fill: BLACK,
            font: FontId(0),
            marked_content: None,
            layer: Layer::Page,
            visibility: Visibility::Visible,
            ruby: false,
        });
    }

    /// A line in a colour.
    pub(crate) fn line_in(mut self, color: Rgb, x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        self.page.rulings.push(Ruling {
            from: Point { x: x0, y: y0 },
            to: Point { x: x1, y: y1 },
            width: 0.5,
            color,
            dashed: false,
            layer: Layer::Page,
        });
        self
    }

    /// A black line.
    pub(crate) fn line(self, x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        self.line_in(BLACK, x0, y0, x1, y1)
    }

    /// A filled area.
    pub(crate) fn band(mut self, color: Rgb, bbox: Rect) -> Self {
        self.page.bands.push(Band { bbox, color, layer: Layer::Page });
        self
    }

    /// A full grid.
    pub(crate) fn grid(mut self, xs: &[f64], ys: &[f64]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        for y in ys {
            self = self.line(left, *y, right, *y);
        }
        for x in xs {
            self = self.line(*x, top, *x, bottom);
        }
        self
    }

    /// Texts row by row in the cells of a grid, 2 points from the left and 14 from the top.
    pub(crate) fn texts(mut self, xs: &[f64], ys: &[f64], rows: &[&[&str]]) -> Self {
        for (row, y) in rows.iter().zip(ys) {
            for (text, x) in row.iter().zip(xs) {
                self = self.text(x + 2.0, y + 14.0, text);
            }
        }
        self
    }
}

/// Lines as one text, parted by `/`.
pub(crate) fn joined(lines: &[CellLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("/")
}

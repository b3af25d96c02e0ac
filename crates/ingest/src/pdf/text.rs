//! Showing strings: where each glyph stands and what it says.

use document_model::{FontId, Glyph, Point, Rect, SourceRange, UnicodeSource, Vector, Visibility};
use hayro_syntax::object::{Array, Object};

use super::font::{Advance, CodedGlyph};
use super::interpreter::Interpreter;
use super::matrix::Matrix;
use super::state::State;

/// The matrices of a text object (ISO 32000-1, 9.4.1).
#[derive(Debug, Clone, Copy)]
pub(super) struct TextObject {
    pub(super) matrix: Matrix,
    pub(super) line: Matrix,
}

impl TextObject {
    pub(super) const START: Self = Self { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY };

    /// Moves to the start of another line.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(&self.line);
        self.matrix = self.line;
    }
}

/// The largest number of a text operator that is no damage: a move of a million points.
const LARGEST_MOVE: f64 = 1e6;

impl Interpreter<'_> {
    /// `TJ`: strings, and moves between them.
    pub(super) fn show_array(&mut self, array: &Array<'_>, state: &State) {
        for item in array.iter::<Object<'_>>() {
            match item {
                Object::String(string) => self.show(string.as_bytes(), state),
                Object::Number(number) => self.kern(number.as_f64(), state),
                _ => {}
            }
        }
    }

    fn kern(&mut self, thousandths: f64, state: &State) {
        let text = &state.text;
        let back = -thousandths / 1000.0 * text.size;
        if !back.is_finite() || back.abs() > LARGEST_MOVE {
            return;
        }
        let vertical =
            text.font.and_then(|font| self.fonts.get(font)).is_some_and(|font| font.font.is_vertical());
        let (x, y) = if vertical { (0.0, back) } else { (back * text.scaling, 0.0) };
        self.text.matrix = Matrix::translation(x, y).then(&self.text.matrix);
    }

    /// `Tj`: a string.
    pub(super) fn show(&mut self, bytes: &[u8], state: &State) {
        let Some(index) = state.text.font else { return self.lose_text() };
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some(font) = self.fonts.get_mut(index) else { return };
            let (code, length) = font.font.next_code(rest);
            let glyph = font.glyph(code, length);
            let (ascent, descent) = (font.font.ascent(), font.font.descent());
            if !self.budget.glyph() || !self.budget.time() {
                return;
            }
            let place = self.place(&glyph, ascent, descent, state);
            let spacing = spacing_after(state, code == 32 && length == 1);
            self.advance(&glyph, spacing, state);
            if let Some(place) = place {
                self.record(&glyph, place, index, state);
            }
            rest = rest.get(length.max(1)..).unwrap_or_default();
        }
    }

    fn advance(&mut self, glyph: &CodedGlyph, spacing: f64, state: &State) {
        let text = &state.text;
        let (x, y) = match glyph.advance {
            Advance::Across(width) => ((width * text.size + spacing) * text.scaling, 0.0),
            Advance::Down { height, .. } => (0.0, height * text.size + spacing),
        };
        if x.is_finite() && y.is_finite() && x.abs() <= LARGEST_MOVE && y.abs() <= LARGEST_MOVE {
            self.text.matrix = Matrix::translation(x, y).then(&self.text.matrix);
        }
    }

    /// Where the glyph lies in page space; none where its matrix is damaged.
    fn place(&self, glyph: &CodedGlyph, ascent: f64, descent: f64, state: &State) -> Option<Placed> {
        let text = &state.text;
        let em = Matrix { a: text.size * text.scaling, b: 0.0, c: 0.0, d: text.size, e: 0.0, f: text.rise };
        let to_page = em.then(&self.text.matrix).then(&state.ctm);
        if !to_page.is_sane() {
            return None;
        }
        let placed = match glyph.advance {
            Advance::Across(width) => {
                let along = to_page.vector(1.0, 0.0);
                let length = along.x.hypot(along.y);
                Placed {
                    origin: to_page.point(0.0, 0.0),
                    advance: to_page.vector(width, 0.0),
                    direction: unit(along)?,
                    size: to_page.area_factor() / length,
                    bbox: to_page.bounds(&Rect::new(0.0, descent, width, ascent)),
                }
            }
            Advance::Down { width, height, origin: (x, y) } => {
                // Positions count from the top middle of the glyph; it writes downwards where `height` is negative.
                let along = to_page.vector(0.0, -1.0);
                let length = along.x.hypot(along.y);
                Placed {
                    origin: to_page.point(-x, -y),
                    advance: to_page.vector(0.0, height),
                    direction: unit(along)?,
                    size: to_page.area_factor() / length,
                    bbox: to_page.bounds(&Rect::new(-x, 0.0, width - x, height)),
                }
            }
        };
        let numbers = [placed.size, placed.bbox.x0, placed.bbox.y0, placed.bbox.x1, placed.bbox.y1];
        numbers.iter().all(|number| number.is_finite()).then_some(placed)
    }

    fn record(&mut self, glyph: &CodedGlyph, place: Placed, font: usize, state: &State) {
        let visibility = self.visibility_of(&place, state);
        let start = self.page.text.len();
        self.page.text.push_str(&glyph.text);
        if glyph.source == UnicodeSource::Unknown {
            self.page.text.push('\u{fffd}');
        }
        if state.text.mode >= 4 {
            self.text_clip.push(place.bbox);
        }
        self.page.glyphs.push(Glyph {
            range: SourceRange::new(start, self.page.text.len()),
            unicode: glyph.source,
            code: glyph.code,
            cid: glyph.cid,
            origin: place.origin,
            advance: place.advance,
            size: place.size,
            bbox: place.bbox,
            direction: place.direction,
            vertical: matches!(glyph.advance, Advance::Down { .. }),
            mode: state.text.mode,
            fill: if matches!(state.text.mode, 1 | 5) { state.stroke.color } else { state.fill.color },
            font: FontId(u32::try_from(font).unwrap_or(u32::MAX)),
            marked_content: self.marked.identifier(),
            layer: self.layer,
            visibility,
            ruby: false,
        });
        if self.overprints.is_repeated(&mut self.page) {
            self.page.glyphs.pop();
            self.page.text.truncate(start);
        }
    }

    fn visibility_of(&self, place: &Placed, state: &State) -> Visibility {
        let painted = match state.text.mode {
            0 | 4 => state.fill.shows(),
            1 | 5 => state.stroke.shows(),
            2 | 6 => state.fill.shows() || state.stroke.shows(),
            _ => false,
        };
        let sheet = super::state::Clip { x0: 0.0, y0: 0.0, x1: self.page.width, y1: self.page.height };
        if self.is_switched_off() {
            Visibility::SwitchedOff
        } else if !painted {
            Visibility::Invisible
        } else if !sheet.shows(&place.bbox) {
            Visibility::OffPage
        } else if !state.clip.shows(&place.bbox) {
            Visibility::Clipped
        } else {
            Visibility::Visible
        }
    }
}

/// Where a glyph lies, in page space.
struct Placed {
    origin: Point,
    advance: Vector,
    direction: Vector,
    size: f64,
    bbox: Rect,
}

/// Space after a glyph, in text space before scaling.
fn spacing_after(state: &State, is_blank: bool) -> f64 {
    let word = if is_blank { state.text.word_spacing } else { 0.0 };
    state.text.character_spacing + word
}

fn unit(way: Vector) -> Option<Vector> {
    let length = way.x.hypot(way.y);
    (length > 0.0 && length.is_finite()).then(|| Vector { x: tidy(way.x / length), y: tidy(way.y / length) })
}

/// Numbers that miss 0 by rounding only are 0.
fn tidy(number: f64) -> f64 {
    if number.abs() < 1e-9 { 0.0 } else { number }
}

//! What the operators of a content stream set.

use std::sync::Arc;

use document_model::{Rect, Rgb};

use super::color::ColorSpace;
use super::matrix::Matrix;

/// The graphics state (ISO 32000-1, 8.4).
#[derive(Debug, Clone)]
pub(super) struct State {
    /// From the space of the content stream to page space.
    pub(super) ctm: Matrix,
    /// What is inside the clipping path, as a box; wider than the path where that is no rectangle.
    pub(super) clip: Clip,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) line_width: f64,
    pub(super) dashed: bool,
    pub(super) text: TextState,
}

/// How areas or lines are coloured.
#[derive(Debug, Clone)]
pub(super) struct Paint {
    pub(super) color: Rgb,
    pub(super) space: Arc<ColorSpace>,
    /// 0 is fully transparent.
    pub(super) alpha: f64,
}

impl Paint {
    fn black() -> Self {
        Self { color: Rgb::default(), space: Arc::new(ColorSpace::Gray), alpha: 1.0 }
    }

    /// Is anything seen of it?
    pub(super) fn shows(&self) -> bool {
        self.alpha > 0.0
    }
}

/// The text state (ISO 32000-1, 9.3).
#[derive(Debug, Clone)]
pub(super) struct TextState {
    pub(super) character_spacing: f64,
    pub(super) word_spacing: f64,
    /// Horizontal scaling, 1 for 100 %.
    pub(super) scaling: f64,
    pub(super) leading: f64,
    /// Index of the font among those that the page has used.
    pub(super) font: Option<usize>,
    pub(super) size: f64,
    pub(super) mode: u8,
    pub(super) rise: f64,
}

impl State {
    pub(super) fn new(ctm: Matrix, clip: Clip) -> Self {
        Self {
            ctm,
            clip,
            fill: Paint::black(),
            stroke: Paint::black(),
            line_width: 1.0,
            dashed: false,
            text: TextState {
                character_spacing: 0.0,
                word_spacing: 0.0,
                scaling: 1.0,
                leading: 0.0,
                font: None,
                size: 0.0,
                mode: 0,
                rise: 0.0,
            },
        }
    }
}

/// The box inside which things are painted; empty where nothing is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clip {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl From<Rect> for Clip {
    fn from(rect: Rect) -> Self {
        Self { x0: rect.x0, y0: rect.y0, x1: rect.x1, y1: rect.y1 }
    }
}

/// Share of a glyph's box, each way, that must be inside the clip for the glyph to be read.
///
/// Excel cuts the text of a cell at the cell's edge: the character at the edge still shows half of its strokes.
const READABLE_SHARE: f64 = 0.3;

impl Clip {
    /// What is inside both.
    pub(super) fn narrow(&mut self, rect: &Rect) {
        self.x0 = self.x0.max(rect.x0);
        self.y0 = self.y0.max(rect.y0);
        self.x1 = self.x1.min(rect.x1);
        self.y1 = self.y1.min(rect.y1);
    }

    /// The same, wider by a margin on each side.
    pub(super) fn grown(&self, margin: f64) -> Self {
        Self { x0: self.x0 - margin, y0: self.y0 - margin, x1: self.x1 + margin, y1: self.y1 + margin }
    }

    /// The part of a box that is inside; none where that has no area.
    pub(super) fn cut(&self, rect: &Rect) -> Option<Rect> {
        let mut cut = *self;
        cut.narrow(rect);
        (cut.x0 < cut.x1 && cut.y0 < cut.y1).then_some(Rect {
            x0: cut.x0,
            y0: cut.y0,
            x1: cut.x1,
            y1: cut.y1,
        })
    }

    /// Is enough of a glyph's box inside to read the glyph?
    pub(super) fn shows(&self, glyph: &Rect) -> bool {
        let inside = |low: f64, high: f64, from: f64, to: f64| {
            let middle = f64::midpoint(low, high);
            let common = high.min(to) - low.max(from);
            (from <= middle && middle <= to) || common > (high - low) * READABLE_SHARE
        };
        inside(glyph.x0, glyph.x1, self.x0, self.x1) && inside(glyph.y0, glyph.y1, self.y0, self.y1)
    }
}

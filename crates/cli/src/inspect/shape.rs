//! What a drawing is made of, in points from the top left of the page.

use document_model::{Point, Rect};

/// A colour with its opacity in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint {
    pub(super) rgb: [u8; 3],
    pub(super) percent: u8,
}

impl Paint {
    pub(super) const fn new(rgb: [u8; 3], percent: u8) -> Self {
        Self { rgb, percent }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) paint: Paint,
    /// Points.
    pub(super) width: f64,
    pub(super) dashed: bool,
}

impl Stroke {
    pub(super) const fn new(paint: Paint, width: f64) -> Self {
        Self { paint, width, dashed: false }
    }

    pub(super) const fn dashed(self) -> Self {
        Self { dashed: true, ..self }
    }
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Style {
    pub(super) fill: Option<Paint>,
    pub(super) stroke: Option<Stroke>,
}

/// A piece of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Box {
        bbox: Rect,
        style: Style,
        /// What a viewer shows of it on request.
        note: Option<String>,
    },
    Line {
        from: Point,
        to: Point,
        stroke: Stroke,
    },
    Text {
        /// Left end of its baseline.
        at: Point,
        /// Points.
        size: f64,
        paint: Paint,
        text: String,
    },
}

/// Shapes of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layer {
    /// Identifier in the drawing.
    pub(super) id: &'static str,
    pub(super) shapes: Vec<Shape>,
}

/// A page with what is drawn over it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    /// Width of the page, points.
    pub(super) width: f64,
    /// Height of the page, points.
    pub(super) height: f64,
    /// Height of the strip below the page, where the legend stands, points.
    pub(super) strip: f64,
    /// From the lowest to the uppermost.
    pub(super) layers: Vec<Layer>,
}

/// About how wide a text is, points: ideographs and kana are as wide as high.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|character| if character.is_ascii() { 0.56 } else { 1.0 }).sum::<f64>() * size
}

//! Page space: points (1/72 inch), origin at the top left of the visible page after rotation, y down.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A page of a document, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PageNumber(pub u32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(1);

    /// The page after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A box in page space, `[x0, y0, x1, y1]` with `x0 <= x1` and `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
#[schemars(with = "[f64; 4]")]
pub struct Rect {
    /// Left edge, points.
    pub x0: f64,
    /// Top edge, points.
    pub y0: f64,
    /// Right edge, points.
    pub x1: f64,
    /// Bottom edge, points.
    pub y1: f64,
}

impl From<[f64; 4]> for Rect {
    fn from([x0, y0, x1, y1]: [f64; 4]) -> Self {
        Self { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }
}

impl From<Rect> for [f64; 4] {
    fn from(rect: Rect) -> Self {
        [rect.x0, rect.y0, rect.x1, rect.y1]
    }
}

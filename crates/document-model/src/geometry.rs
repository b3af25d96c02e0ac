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

/// A point in page space.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left edge, points.
    pub x: f64,
    /// From the top edge, points.
    pub y: f64,
}

/// A way in page space.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vector {
    /// To the right, points.
    pub x: f64,
    /// Down, points.
    pub y: f64,
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

impl Rect {
    /// The box between two corners, whichever they are.
    #[must_use]
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self::from([x0, y0, x1, y1])
    }

    /// Width, points.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Height, points.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// The point in its middle.
    #[must_use]
    pub fn center(&self) -> Point {
        Point { x: f64::midpoint(self.x0, self.x1), y: f64::midpoint(self.y0, self.y1) }
    }

    /// Does the point lie in it or on its edge?
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.x0 <= point.x && point.x <= self.x1 && self.y0 <= point.y && point.y <= self.y1
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The box that both have in common; none where they only touch or lie apart.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let common = Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        (common.x0 < common.x1 && common.y0 < common.y1).then_some(common)
    }
}

//! Affine maps, in the order in which PDF writes them.

use document_model::{Point, Rect, Vector};

/// `x' = a x + c y + e`, `y' = b x + d y + f` (ISO 32000-1, 8.3.4).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) e: f64,
    pub(super) f: f64,
}

impl From<[f64; 6]> for Matrix {
    fn from([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }
}

impl Matrix {
    /// The map that moves nothing.
    pub(super) const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// The map that enlarges both ways.
    pub(super) fn scale(factor: f64) -> Self {
        Self { a: factor, d: factor, ..Self::IDENTITY }
    }

    /// The map that moves by a way.
    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self { e: x, f: y, ..Self::IDENTITY }
    }

    /// First this map, then the other.
    pub(super) fn then(&self, next: &Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    /// Where a point comes to lie.
    pub(super) fn point(&self, x: f64, y: f64) -> Point {
        Point { x: self.a * x + self.c * y + self.e, y: self.b * x + self.d * y + self.f }
    }

    /// What becomes of a way.
    pub(super) fn vector(&self, x: f64, y: f64) -> Vector {
        Vector { x: self.a * x + self.c * y, y: self.b * x + self.d * y }
    }

    /// The box around a box after the map.
    pub(super) fn bounds(&self, rect: &Rect) -> Rect {
        let corners = [
            self.point(rect.x0, rect.y0),
            self.point(rect.x1, rect.y0),
            self.point(rect.x1, rect.y1),
            self.point(rect.x0, rect.y1),
        ];
        bounds(&corners)
    }

    /// How much an area grows.
    pub(super) fn area_factor(&self) -> f64 {
        (self.a * self.d - self.b * self.c).abs()
    }

    /// Length before the map of a way that is `page` after it; none where the map flattens.
    pub(super) fn length_before(&self, page: Vector) -> Option<f64> {
        let determinant = self.a * self.d - self.b * self.c;
        if determinant == 0.0 || !determinant.is_finite() {
            return None;
        }
        let x = (self.d * page.x - self.c * page.y) / determinant;
        let y = (self.a * page.y - self.b * page.x) / determinant;
        Some(x.hypot(y))
    }

    /// All six numbers are finite and of a size that coordinates can have.
    pub(super) fn is_sane(&self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f]
            .iter()
            .all(|number| number.is_finite() && number.abs() < LARGEST_NUMBER)
    }
}

/// Numbers in a matrix above this one are damage, not geometry.
///
/// The largest page of PDF is 14,400 units wide; times the largest scale that a producer writes stays far below.
const LARGEST_NUMBER: f64 = 1e9;

/// The smallest box around some points; the origin where there are none.
pub(super) fn bounds(points: &[Point]) -> Rect {
    let Some(first) = points.first() else { return Rect::new(0.0, 0.0, 0.0, 0.0) };
    let mut rect = Rect { x0: first.x, y0: first.y, x1: first.x, y1: first.y };
    for point in points {
        rect.x0 = rect.x0.min(point.x);
        rect.y0 = rect.y0.min(point.y);
        rect.x1 = rect.x1.max(point.x);
        rect.y1 = rect.y1.max(point.y);
    }
    rect
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_follow_each_other() {
        let map = Matrix::scale(2.0).then(&Matrix::translation(1.0, 3.0));
        assert_eq!(map.point(1.0, 1.0), Point { x: 3.0, y: 5.0 });
        assert_eq!(map.vector(1.0, 1.0), Vector { x: 2.0, y: 2.0 });
        assert_eq!(map.length_before(Vector { x: 2.0, y: 0.0 }), Some(1.0));
        assert_eq!(map.area_factor(), 4.0);
    }
}

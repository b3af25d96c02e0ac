//! A page whose text runs upward or downward is turned, so that its lines are level.
//!
//! A landscape table printed on a portrait page without a rotation entry reads from the side. Boxes are turned
//! back before they leave the crate: they count on the page as it is shown.

use document_model::{Page, Point, Rect, Vector, Visibility};

/// Share of the glyphs that must run one way for the page to be turned.
const MOST_GLYPHS: f64 = 0.6;

/// How a page was turned to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// Not at all.
    #[default]
    None,
    /// Clockwise by a quarter: its lines run upward.
    Clockwise,
    /// By half: its lines stand on their heads.
    Half,
    /// Counterclockwise by a quarter: its lines run downward.
    Counterclockwise,
}

impl Turn {
    /// How a page must be turned; text that a font writes vertically runs downward by nature and does not count.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let mut counts = [0_usize; 4];
        for glyph in &page.glyphs {
            let seen = matches!(glyph.visibility, Visibility::Visible | Visibility::Clipped);
            if !seen || glyph.vertical || page.text_of(glyph).trim().is_empty() {
                continue;
            }
            let direction = glyph.direction;
            let way = match (direction.x.abs() >= direction.y.abs(), direction.x > 0.0, direction.y > 0.0) {
                (true, true, _) => 0,
                (false, _, false) => 1,
                (true, false, _) => 2,
                (false, _, true) => 3,
            };
            if let Some(count) = counts.get_mut(way) {
                *count += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let ways = [Self::None, Self::Clockwise, Self::Half, Self::Counterclockwise];
        ways.into_iter()
            .zip(counts)
            .find(|(_, count)| all > 0 && *count as f64 >= MOST_GLYPHS * all as f64)
            .map_or(Self::None, |(way, _)| way)
    }

    /// The page, turned.
    #[must_use]
    pub fn apply(self, mut page: Page) -> Page {
        if self == Self::None {
            return page;
        }
        let size = (page.width, page.height);
        for glyph in &mut page.glyphs {
            glyph.origin = self.point(glyph.origin, size);
            glyph.advance = self.vector(glyph.advance);
            glyph.direction = self.vector(glyph.direction);
            glyph.bbox = self.rect(glyph.bbox, size);
        }
        for ruling in &mut page.rulings {
            let (from, to) = (self.point(ruling.from, size), self.point(ruling.to, size));
            let in_order = (from.x, from.y) <= (to.x, to.y);
            (ruling.from, ruling.to) = if in_order { (from, to) } else { (to, from) };
        }
        for band in &mut page.bands {
            band.bbox = self.rect(band.bbox, size);
        }
        for image in &mut page.images {
            image.bbox = self.rect(image.bbox, size);
        }
        if self != Self::Half {
            (page.width, page.height) = (page.height, page.width);
        }
        page
    }

    /// A box of the turned page as it lies on the page of this size (width, height in points) before it was turned.
    #[must_use]
    pub fn back(self, rect: Rect, turned_size: (f64, f64)) -> Rect {
        let inverse = match self {
            Self::None => return rect,
            Self::Clockwise => Self::Counterclockwise,
            Self::Half => Self::Half,
            Self::Counterclockwise => Self::Clockwise,
        };
        inverse.rect(rect, turned_size)
    }

    fn point(self, point: Point, (width, height): (f64, f64)) -> Point {
        match self {
            Self::None => point,
            Self::Clockwise => Point { x: height - point.y, y: point.x },
            Self::Half => Point { x: width - point.x, y: height - point.y },
            Self::Counterclockwise => Point { x: point.y, y: width - point.x },
        }
    }

    fn vector(self, vector: Vector) -> Vector {
        match self {
            Self::None => vector,
            Self::Clockwise => Vector { x: -vector.y, y: vector.x },
            Self::Half => Vector { x: -vector.x, y: -vector.y },
            Self::Counterclockwise => Vector { x: vector.y, y: -vector.x },
        }
    }

    fn rect(self, rect: Rect, size: (f64, f64)) -> Rect {
        let one = self.point(Point { x: rect.x0, y: rect.y0 }, size);
        let other = self.point(Point { x: rect.x1, y: rect.y1 }, size);
        Rect::new(one.x, one.y, other.x, other.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_back_undoes_turning() {
        let rect = Rect::new(10.0, 20.0, 30.0, 60.0);
        for (turn, turned) in [
            (Turn::Clockwise, (842.0, 595.0)),
            (Turn::Counterclockwise, (842.0, 595.0)),
            (Turn::Half, (595.0, 842.0)),
            (Turn::None, (595.0, 842.0)),
        ] {
            assert_eq!(turn.back(turn.rect(rect, (595.0, 842.0)), turned), rect);
        }
    }

    #[test]
    fn text_that_runs_upward_runs_across_after_a_clockwise_turn() {
        assert_eq!(Turn::Clockwise.vector(Vector { x: 0.0, y: -1.0 }), Vector { x: 1.0, y: 0.0 });
        assert_eq!(Turn::Counterclockwise.vector(Vector { x: 0.0, y: 1.0 }), Vector { x: 1.0, y: 0.0 });
    }
}

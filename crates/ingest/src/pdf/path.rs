//! Paths, and what of them is lines and what is areas.

use document_model::{Point, Rect, Vector};

use super::matrix::{Matrix, bounds};

/// A path in page space: its subpaths in the order of drawing.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    pub(super) subpaths: Vec<Subpath>,
    points: usize,
}

/// A chain of points, joined by straight lines except where a curve leads to one.
#[derive(Debug, Clone, Default)]
pub(super) struct Subpath {
    pub(super) points: Vec<Point>,
    /// Whether a curve leads to the point of the same index.
    curved: Vec<bool>,
    pub(super) closed: bool,
}

/// A straight piece of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Segment {
    pub(super) from: Point,
    pub(super) to: Point,
}

/// How far, in points, a control point may lie off the line between the ends of a curve that is straight.
const STRAIGHT: f64 = 0.01;

impl Path {
    pub(super) fn clear(&mut self) {
        self.subpaths.clear();
        self.points = 0;
    }

    /// How many points were put into it.
    pub(super) fn points(&self) -> usize {
        self.points
    }

    pub(super) fn move_to(&mut self, point: Point) {
        self.points += 1;
        if let Some(last) = self.subpaths.last_mut()
            && last.points.len() == 1
            && !last.closed
        {
            last.points = vec![point];
            return;
        }
        self.subpaths.push(Subpath { points: vec![point], curved: vec![false], closed: false });
    }

    pub(super) fn line_to(&mut self, point: Point) {
        self.push(point, false);
    }

    /// A curve to the last point, with two control points before it.
    pub(super) fn curve_to(&mut self, first: Point, second: Point, to: Point) {
        let from = self.current();
        let straight = from.is_some_and(|from| {
            let chord = Segment { from, to };
            chord.distance(first) <= STRAIGHT && chord.distance(second) <= STRAIGHT
        });
        if !straight {
            // The control points widen the box of the area as far as the curve can reach.
            self.push(first, true);
            self.push(second, true);
        }
        self.push(to, !straight);
    }

    /// Where the pen is.
    pub(super) fn current(&self) -> Option<Point> {
        let last = self.subpaths.last()?;
        if last.closed { last.points.first().copied() } else { last.points.last().copied() }
    }

    pub(super) fn close(&mut self) {
        if let Some(last) = self.subpaths.last_mut() {
            last.closed = true;
        }
    }

    /// A closed rectangle with these corners in their order.
    pub(super) fn rectangle(&mut self, corners: [Point; 4]) {
        self.points += corners.len();
        if self.subpaths.last().is_some_and(|last| last.points.len() == 1 && !last.closed) {
            self.subpaths.pop();
        }
        self.subpaths.push(Subpath { points: corners.to_vec(), curved: vec![false; 4], closed: true });
    }

    fn push(&mut self, point: Point, curved: bool) {
        self.points += 1;
        let restart =
            self.subpaths.last().filter(|last| last.closed).and_then(|last| last.points.first().copied());
        if let Some(start) = restart {
            self.move_to(start);
        }
        match self.subpaths.last_mut() {
            Some(last) => {
                last.points.push(point);
                last.curved.push(curved);
            }
            // A line without a start: readers begin at its end.
            None => self.move_to(point),
        }
    }

    /// The box around all of it.
    pub(super) fn bounds(&self) -> Option<Rect> {
        let mut boxes = self.subpaths.iter().filter(|subpath| !subpath.points.is_empty());
        let first = boxes.next()?.bounds();
        Some(boxes.fold(first, |rect, subpath| rect.union(&subpath.bounds())))
    }
}

impl Subpath {
    pub(super) fn bounds(&self) -> Rect {
        bounds(&self.points)
    }

    /// Its straight pieces, the one that closes it included.
    pub(super) fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        let pairs = self.points.iter().zip(self.points.iter().skip(1)).zip(self.curved.iter().skip(1));
        let straight =
            pairs.filter(|(_, curved)| !**curved).map(|((from, to), _)| Segment { from: *from, to: *to });
        let closing = match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) if self.closed && first != last => {
                Some(Segment { from: *last, to: *first })
            }
            _ => None,
        };
        straight.chain(closing)
    }

    /// Is it one point, painted as a dot where the ends of lines are round?
    pub(super) fn is_dot(&self) -> bool {
        let Some(first) = self.points.first() else { return true };
        self.points.iter().all(|point| point == first)
    }

    /// The middle line and the thickness, where it is a straight bar: a rectangle, flat or slanted.
    pub(super) fn bar(&self) -> Option<Bar> {
        if self.curved.iter().any(|curved| *curved) {
            return None;
        }
        let mut corners: Vec<Point> = Vec::with_capacity(5);
        for point in &self.points {
            if corners.last() != Some(point) {
                corners.push(*point);
            }
        }
        if corners.len() > 1 && corners.first() == corners.last() {
            corners.pop();
        }
        match *corners.as_slice() {
            [from, to] => {
                Some(Bar { middle: Segment { from, to }, thickness: 0.0, is_flat: is_flat(from, to) })
            }
            [a, b, c, d] => bar_of([a, b, c, d]),
            _ => None,
        }
    }

    /// Signed area: which way round it is drawn.
    pub(super) fn turn(&self) -> f64 {
        let next = self.points.iter().skip(1).chain(self.points.first());
        self.points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
    }
}

/// A rectangle, by the line along its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub(super) middle: Segment,
    pub(super) thickness: f64,
    /// Its sides are level and upright.
    pub(super) is_flat: bool,
}

/// How far, in points, the corners of a rectangle may lie off its right angles.
const SQUARE: f64 = 0.02;

fn is_flat(a: Point, b: Point) -> bool {
    (a.x - b.x).abs() <= SQUARE || (a.y - b.y).abs() <= SQUARE
}

fn bar_of([a, b, c, d]: [Point; 4]) -> Option<Bar> {
    let (first, second) = (Segment { from: a, to: b }, Segment { from: b, to: c });
    let off = (a.x + c.x - b.x - d.x).hypot(a.y + c.y - b.y - d.y);
    let (long, short) = (first.length().max(second.length()), first.length().min(second.length()));
    let skew = (first.way().x * second.way().x + first.way().y * second.way().y).abs();
    // A parallelogram whose corners are right angles, as far as its short side can tell.
    if off > SQUARE || skew > SQUARE * long.max(short) {
        return None;
    }
    let middle = if first.length() >= second.length() {
        Segment { from: between(a, d), to: between(b, c) }
    } else {
        Segment { from: between(a, b), to: between(d, c) }
    };
    Some(Bar { middle, thickness: short, is_flat: is_flat(a, b) && is_flat(b, c) })
}

fn between(a: Point, b: Point) -> Point {
    Point { x: f64::midpoint(a.x, b.x), y: f64::midpoint(a.y, b.y) }
}

impl Segment {
    pub(super) fn way(&self) -> Vector {
        Vector { x: self.to.x - self.from.x, y: self.to.y - self.from.y }
    }

    pub(super) fn length(&self) -> f64 {
        self.way().x.hypot(self.way().y)
    }

    /// Distance of a point from the line through both ends, or from the start where both are one.
    fn distance(&self, point: Point) -> f64 {
        let (way, length) = (self.way(), self.length());
        let (x, y) = (point.x - self.from.x, point.y - self.from.y);
        if length == 0.0 { x.hypot(y) } else { (way.x * y - way.y * x).abs() / length }
    }

    /// From the left end to the right one, or downwards.
    pub(super) fn ordered(self) -> Self {
        let way = self.way();
        let forward = if way.x.abs() >= way.y.abs() { way.x >= 0.0 } else { way.y >= 0.0 };
        if forward { self } else { Self { from: self.to, to: self.from } }
    }

    /// The part of it that lies in a box (Liang–Barsky).
    pub(super) fn cut(&self, clip: &super::state::Clip) -> Option<Self> {
        let way = self.way();
        let (mut start, mut end) = (0.0_f64, 1.0_f64);
        let edges = [
            (-way.x, self.from.x - clip.x0),
            (way.x, clip.x1 - self.from.x),
            (-way.y, self.from.y - clip.y0),
            (way.y, clip.y1 - self.from.y),
        ];
        for (step, room) in edges {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                start = start.max(room / step);
            } else {
                end = end.min(room / step);
            }
        }
        if start > end {
            return None;
        }
        let at = |share: f64| Point { x: self.from.x + way.x * share, y: self.from.y + way.y * share };
        let from = if start > 0.0 { at(start) } else { self.from };
        let to = if end < 1.0 { at(end) } else { self.to };
        Some(Self { from, to })
    }

    /// Width in page space of a line drawn along it: maps that stretch one way more make upright lines thicker than
    /// level ones, or thinner.
    pub(super) fn stroke_width(&self, width: f64, ctm: &Matrix) -> f64 {
        let length = self.length();
        let before = ctm.length_before(self.way());
        match before {
            Some(before) if length > 0.0 => width * ctm.area_factor() * before / length,
            _ => width * ctm.area_factor().sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::state::Clip;

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_thin_rectangle_is_a_bar() {
        let mut path = Path::default();
        path.rectangle([point(10.0, 5.0), point(110.0, 5.0), point(110.0, 5.5), point(10.0, 5.5)]);
        let bar = path.subpaths[0].bar().expect("a bar");
        assert_eq!((bar.middle.from, bar.middle.to), (point(10.0, 5.25), point(110.0, 5.25)));
        assert_eq!((bar.thickness, bar.is_flat), (0.5, true));
    }

    #[test]
    fn a_slanted_rectangle_is_a_bar() {
        let mut path = Path::default();
        path.move_to(point(0.0, 0.0));
        path.line_to(point(30.0, 40.0));
        path.line_to(point(29.2, 40.6));
        path.line_to(point(-0.8, 0.6));
        path.close();
        let bar = path.subpaths[0].bar().expect("a bar");
        assert!((bar.thickness - 1.0).abs() < 1e-9 && (bar.middle.length() - 50.0).abs() < 1e-9);
        assert!(!bar.is_flat);
    }

    #[test]
    fn curves_that_bend_are_no_segments() {
        let mut path = Path::default();
        path.move_to(point(0.0, 0.0));
        path.curve_to(point(1.0, 0.0), point(2.0, 0.0), point(3.0, 0.0));
        path.curve_to(point(4.0, 0.0), point(5.0, 1.0), point(5.0, 2.0));
        path.line_to(point(5.0, 9.0));
        let found: Vec<Segment> = path.subpaths[0].segments().collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1], Segment { from: point(5.0, 2.0), to: point(5.0, 9.0) });
    }

    #[test]
    fn cuts_lines_at_the_clip() {
        let line = Segment { from: point(-5.0, 5.0), to: point(15.0, 5.0) };
        let clip = Clip { x0: 0.0, y0: 0.0, x1: 10.0, y1: 10.0 };
        let cut = line.cut(&clip).expect("a part");
        assert_eq!((cut.from, cut.to), (point(0.0, 5.0), point(10.0, 5.0)));
        assert!(Segment { from: point(0.0, 11.0), to: point(9.0, 11.0) }.cut(&clip).is_none());
    }

    #[test]
    fn stroke_width_follows_the_stretch_across() {
        let ctm = Matrix { a: 2.0, d: 3.0, ..Matrix::IDENTITY };
        let level = Segment { from: point(0.0, 0.0), to: point(10.0, 0.0) };
        let upright = Segment { from: point(0.0, 0.0), to: point(0.0, 10.0) };
        assert!((level.stroke_width(1.0, &ctm) - 3.0).abs() < 1e-9);
        assert!((upright.stroke_width(1.0, &ctm) - 2.0).abs() < 1e-9);
    }
}

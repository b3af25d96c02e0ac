//! Painting paths and images: what of them becomes rulings, bands and images.

use document_model::{Band, Image, Rect, Rgb, Ruling};

use super::interpreter::Interpreter;
use super::path::{Bar, Path, Segment};
use super::state::State;

/// Filled bars up to this thickness are lines whatever their length, points.
///
/// Excel, Word and LibreOffice fill bars of 0.48 to 1.5 points for borders, and squares of that size where they cross.
const LINE_THICKNESS: f64 = 1.6;

/// Filled bars up to this thickness are lines where they are long, points: the thickest border of Excel has 2.5.
const THICK_LINE: f64 = 3.1;

/// How many times longer than thick a thick line is.
const THICK_LINE_SHARE: f64 = 8.0;

/// Squares up to this size are pieces of lines, points: where borders of this width cross, Word fills one.
const CORNER: f64 = 0.8;

/// Larger ones count as lines from this many times their thickness on. The dots of QR codes are squares of about a point.
const SHORT: f64 = 2.0;

/// Which areas a path paints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FillRule {
    NonZero,
    EvenOdd,
}

impl Interpreter<'_> {
    /// Draws the lines of the path.
    pub(super) fn stroke_path(&mut self, path: &Path, state: &State) {
        if !state.stroke.shows() || self.is_switched_off() || state.stroke.space.is_unpainted() {
            return;
        }
        for subpath in &path.subpaths {
            for segment in subpath.segments() {
                let width = segment.stroke_width(state.line_width.abs(), &state.ctm);
                self.ruling(segment, width, state.stroke.color, state.dashed, state);
            }
        }
    }

    /// Fills the areas of the path.
    pub(super) fn fill_path(&mut self, path: &Path, rule: FillRule, state: &State) {
        if !state.fill.shows() || self.is_switched_off() || state.fill.space.is_unpainted() {
            return;
        }
        let color = state.fill.color;
        if self.fill_frame(path, rule, state) {
            return;
        }
        let mut rest: Option<Rect> = None;
        for subpath in &path.subpaths {
            match subpath.bar() {
                Some(bar) if bar.is_line() => self.ruling(bar.middle, bar.thickness, color, false, state),
                Some(bar) if bar.is_flat => self.band(subpath.bounds(), color, state),
                _ if subpath.is_dot() => {}
                // The parts of a drawing or of a character belong together.
                _ => rest = Some(rest.map_or(subpath.bounds(), |rect| rect.union(&subpath.bounds()))),
            }
        }
        if let Some(rect) = rest {
            self.band(rect, color, state);
        }
    }

    /// A frame filled between two rectangles, one in the other, is four lines.
    fn fill_frame(&mut self, path: &Path, rule: FillRule, state: &State) -> bool {
        let [first, second] = path.subpaths.as_slice() else { return false };
        let flat = |bar: Option<Bar>| bar.is_some_and(|bar| bar.is_flat && !bar.is_line());
        if !flat(first.bar()) || !flat(second.bar()) {
            return false;
        }
        if rule == FillRule::NonZero && (first.turn() > 0.0) == (second.turn() > 0.0) {
            return false;
        }
        let (one, other) = (first.bounds(), second.bounds());
        let (outer, inner) = if one.width() >= other.width() { (one, other) } else { (other, one) };
        let sides = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1];
        if sides.iter().any(|side| !(0.0..=THICK_LINE).contains(side)) {
            return false;
        }
        for (segment, thickness) in frame_lines(&outer, sides) {
            if thickness > 0.0 {
                self.ruling(segment, thickness, state.fill.color, false, state);
            }
        }
        true
    }

    /// Records a line, as far as it is inside the clip.
    pub(super) fn ruling(&mut self, line: Segment, width: f64, color: Rgb, dashed: bool, state: &State) {
        let Some(line) = line.cut(&state.clip.grown(width / 2.0)) else { return };
        // The clip was widened for lines along its edge; their ends do not reach over it.
        let inside = line.cut(&state.clip).unwrap_or(line);
        let line = if inside.length() > 0.0 { inside } else { line }.ordered();
        let ends = [line.from.x, line.from.y, line.to.x, line.to.y, width];
        if line.length() <= 0.0 || ends.iter().any(|end| !end.is_finite()) || !self.budget.path() {
            return;
        }
        let layer = self.layer;
        self.page.rulings.push(Ruling { from: line.from, to: line.to, width, color, dashed, layer });
    }

    /// Records an area, as far as it is inside the clip.
    pub(super) fn band(&mut self, rect: Rect, color: Rgb, state: &State) {
        let Some(bbox) = state.clip.cut(&rect) else { return };
        if self.budget.path() {
            self.page.bands.push(Band { bbox, color, layer: self.layer });
        }
    }

    /// Records an image in the unit square.
    pub(super) fn image(&mut self, width: u32, height: u32, is_mask: bool, state: &State) {
        if !state.fill.shows() || self.is_switched_off() {
            return;
        }
        let rect = state.ctm.bounds(&Rect::new(0.0, 0.0, 1.0, 1.0));
        if is_mask && width <= 1 && height <= 1 {
            // A stencil of one dot is how some drivers write rectangles.
            let mut path = Path::default();
            path.rectangle([
                state.ctm.point(0.0, 0.0),
                state.ctm.point(1.0, 0.0),
                state.ctm.point(1.0, 1.0),
                state.ctm.point(0.0, 1.0),
            ]);
            self.fill_path(&path, FillRule::NonZero, state);
            return;
        }
        let Some(bbox) = state.clip.cut(&rect) else { return };
        if self.budget.path() {
            self.page.images.push(Image { bbox, width, height, layer: self.layer });
        }
    }
}

impl Bar {
    /// Is it thin enough to be a line?
    fn is_line(&self) -> bool {
        let length = self.middle.length();
        let thin = if self.is_flat { CORNER } else { 0.0 };
        let is_short = length < self.thickness * SHORT && self.thickness > thin;
        (self.thickness <= LINE_THICKNESS && !is_short)
            || (self.thickness <= THICK_LINE && length >= self.thickness * THICK_LINE_SHARE)
    }
}

/// The middle lines and thicknesses of the four sides of a frame.
fn frame_lines(outer: &Rect, [left, top, right, bottom]: [f64; 4]) -> [(Segment, f64); 4] {
    let line = |x0: f64, y0: f64, x1: f64, y1: f64| Segment {
        from: document_model::Point { x: x0, y: y0 },
        to: document_model::Point { x: x1, y: y1 },
    };
    let (top_y, bottom_y) = (outer.y0 + top / 2.0, outer.y1 - bottom / 2.0);
    let (left_x, right_x) = (outer.x0 + left / 2.0, outer.x1 - right / 2.0);
    [
        (line(outer.x0, top_y, outer.x1, top_y), top),
        (line(right_x, outer.y0, right_x, outer.y1), right),
        (line(outer.x0, bottom_y, outer.x1, bottom_y), bottom),
        (line(left_x, outer.y0, left_x, outer.y1), left),
    ]
}

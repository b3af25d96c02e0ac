//! Drawn lines on the picture of a page: what a scan has in place of painted rulings.
//!
//! 1. A pixel is ink of a level line where the paper above and below it is brighter; of an upright one, beside it.
//! 2. Runs of ink in rows that touch make a line; it is thin, long, and leans no more than a sheet on a scanner does.
//! 3. The lines tell how the sheet lies; all of them are turned upright by that angle.

use document_model::{Layer, Point, Rgb, Ruling};

/// Least difference in brightness between a line and the paper on each side of it, of 255.
///
/// The lightest rules of plans, grey #C0C0C0 on white, differ by 63; the noise of strong JPEG compression stays below 30.
const CONTRAST: u8 = 40;

/// How far beside a line its paper is looked at, points: near, for lines in narrow gaps, and farther, for thick ones.
const NEAR: f64 = 1.4;
const FAR: f64 = 3.2;

/// Thickest line, points.
const THICKEST: f64 = 3.0;

/// Shortest line, points: the height of the lowest rows. The strokes of body text are shorter, at most 11 pt.
const SHORTEST: f64 = 11.0;

/// Shortest piece of a line in one row of pixels, points.
const SHORTEST_RUN: f64 = 5.0;

/// Gaps in a piece that dust and compression leave, points.
const GAP: f64 = 0.7;

/// Lines from this length on tell how the sheet lies, points.
const TELLS_SKEW: f64 = 70.0;

/// How far a line may lean against the others, and a sheet against the scanner, per point of length: 1 and 3 degrees.
const LEAN: f64 = 0.0175;
const MOST_SKEW: f64 = 0.053;

/// Most lines of a page in each direction, and pieces of lines in a row of pixels; more are the grain of a photograph.
const MOST_LINES: usize = 4_000;
const MOST_PIECES: usize = 200;

/// The brightness of a picture, row by row.
#[derive(Debug, Clone)]
struct Brightness {
    width: usize,
    height: usize,
    values: Vec<u8>,
}

impl Brightness {
    fn of_rgb(width: u32, height: u32, rgb: &[u8]) -> Self {
        let weighed = |pixel: &[u8]| {
            let [red, green, blue] = [0, 1, 2].map(|at| u32::from(pixel.get(at).copied().unwrap_or(255)));
            u8::try_from((red * 77 + green * 150 + blue * 29) >> 8).unwrap_or(255)
        };
        let (width, height) = (size(width), size(height));
        let mut values: Vec<u8> = rgb.chunks_exact(3).map(weighed).collect();
        values.resize(width.saturating_mul(height), 255);
        Self { width, height, values }
    }

    fn row(&self, y: usize) -> &[u8] {
        let start = y.saturating_mul(self.width);
        self.values.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }

    /// Rows as columns.
    fn transposed(&self) -> Self {
        let mut values = vec![255; self.values.len()];
        for y in 0..self.height {
            for (x, value) in self.row(y).iter().enumerate() {
                if let Some(place) = values.get_mut(x.saturating_mul(self.height).saturating_add(y)) {
                    *place = *value;
                }
            }
        }
        Self { width: self.height, height: self.width, values }
    }
}

fn size(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

/// A piece of a row of pixels: its row, its first pixel, and the one after its last.
type Piece = (usize, usize, usize);

/// A level line in a picture, pixels: pieces of rows that touch.
#[derive(Debug, Clone)]
struct Line {
    x0: usize,
    x1: usize,
    top: usize,
    bottom: usize,
    pieces: Vec<Piece>,
    area: f64,
    /// Sums over the pieces, weighed by their lengths, for the line through their middles: x, y, x², xy.
    sums: [f64; 4],
}

impl Line {
    fn new(y: usize, piece: (usize, usize)) -> Self {
        let mut line = Self {
            x0: piece.0,
            x1: piece.1,
            top: y,
            bottom: y,
            pieces: Vec::new(),
            area: 0.0,
            sums: [0.0; 4],
        };
        line.add(y, piece);
        line
    }

    fn add(&mut self, y: usize, piece: (usize, usize)) {
        self.x0 = self.x0.min(piece.0);
        self.x1 = self.x1.max(piece.1);
        self.bottom = y;
        self.pieces.push((y, piece.0, piece.1));
        let length = number(piece.1 - piece.0);
        let (x, y) = (f64::midpoint(number(piece.0), number(piece.1)), number(y) + 0.5);
        // The spread of a piece's own pixels counts too: a line of one row is level.
        let spread = length * length / 12.0;
        self.area += length;
        for (sum, term) in self.sums.iter_mut().zip([x, y, x * x + spread, x * y]) {
            *sum += length * term;
        }
    }

    /// Does a piece of a row touch the last one of the line?
    fn touches(&self, y: usize, piece: (usize, usize), gap: usize) -> bool {
        let last = self.pieces.last();
        self.bottom + 2 >= y
            && last.is_some_and(|(_, from, to)| *from <= piece.1 + gap && piece.0 <= to + gap)
    }

    fn length(&self) -> f64 {
        number(self.x1 - self.x0)
    }

    fn thickness(&self) -> f64 {
        self.area / self.length().max(1.0)
    }

    fn slope(&self) -> f64 {
        let [x, y, xx, xy] = self.sums.map(|sum| sum / self.area.max(1.0));
        let spread = xx - x * x;
        if spread > 0.0 { (xy - x * y) / spread } else { 0.0 }
    }

    fn middle(&self) -> Point {
        let [x, y, ..] = self.sums.map(|sum| sum / self.area.max(1.0));
        let centre = f64::midpoint(number(self.x0), number(self.x1));
        Point { x: centre, y: y + self.slope() * (centre - x) }
    }
}

/// Small counts as numbers.
#[expect(clippy::cast_precision_loss, reason = "sides of pictures are far below 2^52 pixels")]
fn number(count: usize) -> f64 {
    count as f64
}

/// A length in points as pixels, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates; lengths are small")]
fn pixels(points: f64, scale: f64) -> usize {
    ((points * scale).round() as usize).max(1)
}

/// The level lines of a picture with that many pixels a point.
fn level_lines(picture: &Brightness, scale: f64) -> Vec<Line> {
    let (shortest, gap) = (pixels(SHORTEST_RUN, scale), pixels(GAP, scale));
    let mut open: Vec<Line> = Vec::new();
    let mut done = Vec::new();
    let mut pieces = Vec::new();
    for y in 0..picture.height {
        pieces.clear();
        pieces_of_row(picture, y, scale, (shortest, gap), &mut pieces);
        if pieces.len() > MOST_PIECES {
            pieces.clear();
        }
        for piece in &pieces {
            match open.iter_mut().find(|line| line.touches(y, *piece, gap)) {
                Some(line) => line.add(y, *piece),
                None => open.push(Line::new(y, *piece)),
            }
        }
        let is_over = |line: &mut Line| line.bottom + 2 <= y;
        done.extend(open.extract_if(.., is_over).filter(|line| is_ruling(line, scale)));
        if done.len() > MOST_LINES {
            return Vec::new();
        }
    }
    done.extend(open.into_iter().filter(|line| is_ruling(line, scale)));
    done
}

fn is_ruling(line: &Line, scale: f64) -> bool {
    let length = line.length();
    length >= SHORTEST * scale
        && line.thickness() <= THICKEST * scale
        && number(line.bottom - line.top) <= THICKEST * scale + length * (MOST_SKEW + LEAN)
        && length >= 4.0 * line.thickness()
}

/// The pieces of a row that are darker than what is above and below them.
fn pieces_of_row(
    picture: &Brightness,
    y: usize,
    scale: f64,
    (shortest, gap): (usize, usize),
    pieces: &mut Vec<(usize, usize)>,
) {
    let [near, far] = [NEAR, FAR].map(|distance| pixels(distance, scale));
    let beside = |at: Option<usize>| at.map_or(&[][..], |at| picture.row(at));
    let above = [y.checked_sub(near), y.checked_sub(far)].map(beside);
    let below = [y.checked_add(near), y.checked_add(far)].map(beside);
    // What is beyond the edge is paper.
    let brighter = |rows: [&[u8]; 2], x: usize, ink: u8| {
        rows.iter().any(|row| row.get(x).copied().unwrap_or(255) >= ink.saturating_add(CONTRAST))
    };
    let (row, thickest) = (picture.row(y), pixels(THICKEST, scale));
    // Where another line crosses, what is above and below is as dark as the line.
    let crossed = |from: usize, to: usize, ink: u8| {
        let between = row.get(from..to).unwrap_or_default();
        between.len() <= thickest && between.iter().all(|value| *value <= ink.saturating_add(CONTRAST))
    };
    let mut current: Option<(usize, usize)> = None;
    for (x, ink) in row.iter().copied().enumerate() {
        if ink > 255 - CONTRAST || !brighter(above, x, ink) || !brighter(below, x, ink) {
            continue;
        }
        current = match current {
            Some((from, to)) if x <= to + gap || crossed(to, x, ink) => Some((from, x + 1)),
            other => {
                pieces.extend(other.filter(|(from, to)| to - from >= shortest));
                Some((x, x + 1))
            }
        };
    }
    pieces.extend(current.filter(|(from, to)| to - from >= shortest));
}

/// The rulings of a picture, and how its sheet lies.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Drawn {
    /// Upright rulings, points from the top left of the picture.
    pub(crate) rulings: Vec<Ruling>,
    /// Slope of its level lines, downwards to the right.
    pub(crate) skew: f64,
    /// What they cover, as boxes of pixels: left, top, right, bottom.
    pub(crate) inked: Vec<[usize; 4]>,
}

/// Finds the rulings of a picture with that many pixels a point.
pub(crate) fn rulings(width: u32, height: u32, rgb: &[u8], scale: f64) -> Drawn {
    let picture = Brightness::of_rgb(width, height, rgb);
    let level = level_lines(&picture, scale);
    let upright = level_lines(&picture.transposed(), scale);
    let skew = skew(&level, &upright, scale);
    let centre = Point { x: f64::from(width) / 2.0, y: f64::from(height) / 2.0 };
    let mut drawn = Drawn { skew, ..Drawn::default() };
    for (lines, is_level) in [(&level, true), (&upright, false)] {
        for line in lines {
            let lean = if is_level { line.slope() - skew } else { line.slope() + skew };
            if line.length() >= TELLS_SKEW * scale && lean.abs() > LEAN {
                continue;
            }
            drawn.rulings.push(ruling(line, is_level, skew, centre, scale));
            drawn.inked.extend(line.pieces.iter().map(|(row, from, to)| {
                if is_level { [*from, *row, *to, row + 1] } else { [*row, *from, row + 1, *to] }
            }));
        }
    }
    drop_strokes(&mut drawn);
    drawn
}

/// Lines shorter than this are rulings only between others: points. The strokes of large characters are as long.
const LONG: f64 = 40.0;

/// How far from a line across it the end of a ruling may lie, points.
const REACH: f64 = 2.5;

/// Takes out short lines that do not lie between lines across them: strokes of characters, and of drawings.
fn drop_strokes(drawn: &mut Drawn) {
    let length = |ruling: &Ruling| (ruling.to.x - ruling.from.x).max(ruling.to.y - ruling.from.y);
    let long: Vec<Ruling> = drawn.rulings.iter().filter(|ruling| length(ruling) >= LONG).copied().collect();
    let near = |value: f64, low: f64, high: f64| (low - REACH..=high + REACH).contains(&value);
    let holds = |across: &Ruling, end: Point| {
        near(end.x, across.from.x, across.to.x) && near(end.y, across.from.y, across.to.y)
    };
    drawn.rulings.retain(|ruling| {
        let is_level = ruling.is_horizontal();
        let ends = [ruling.from, ruling.to];
        length(ruling) >= LONG
            || ends.iter().all(|end| {
                long.iter().any(|across| across.is_horizontal() != is_level && holds(across, *end))
            })
    });
}

/// The slope of most of the long lines, by their lengths; 0 where there are none.
fn skew(level: &[Line], upright: &[Line], scale: f64) -> f64 {
    let long = |line: &&Line| line.length() >= TELLS_SKEW * scale;
    let of_level = level.iter().filter(long).map(|line| (line.slope(), line.length()));
    let of_upright = upright.iter().filter(long).map(|line| (-line.slope(), line.length()));
    let mut slopes: Vec<(f64, f64)> =
        of_level.chain(of_upright).filter(|(slope, _)| slope.abs() <= MOST_SKEW).collect();
    slopes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half: f64 = slopes.iter().map(|(_, length)| length).sum::<f64>() / 2.0;
    let mut passed = 0.0;
    let median = slopes.iter().find(|(_, length)| {
        passed += length;
        passed >= half
    });
    median.map_or(0.0, |(slope, _)| *slope)
}

fn ruling(line: &Line, is_level: bool, skew: f64, centre: Point, scale: f64) -> Ruling {
    let middle = line.middle();
    let middle = if is_level { middle } else { Point { x: middle.y, y: middle.x } };
    let Point { x, y } = turned(middle, centre, skew);
    let half = line.length() / 2.0;
    let (from, to) = if is_level {
        (Point { x: x - half, y }, Point { x: x + half, y })
    } else {
        (Point { x, y: y - half }, Point { x, y: y + half })
    };
    let points = |point: Point| Point { x: point.x / scale, y: point.y / scale };
    Ruling {
        from: points(from),
        to: points(to),
        width: line.thickness() / scale,
        color: Rgb::default(),
        dashed: false,
        layer: Layer::Picture,
    }
}

/// Where a point lies once the sheet is turned about its centre, so that its lines are level.
pub(crate) fn turned(point: Point, centre: Point, skew: f64) -> Point {
    let (sine, cosine) = skew.atan().sin_cos();
    let (x, y) = (point.x - centre.x, point.y - centre.y);
    Point { x: centre.x + x * cosine + y * sine, y: centre.y - x * sine + y * cosine }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels a point of the pictures here.
    const SCALE: f64 = 300.0 / 72.0;

    struct Sheet {
        width: usize,
        height: usize,
        rgb: Vec<u8>,
    }

    impl Sheet {
        fn new() -> Self {
            Self { width: 1000, height: 600, rgb: vec![250; 1000 * 600 * 3] }
        }

        /// Darkens what lies in a box that leans by a slope.
        fn fill(mut self, [x0, y0, x1, y1]: [usize; 4], slope: f64, ink: u8) -> Self {
            for y in 0..self.height {
                for x in 0..self.width {
                    let (along, across) = (number(x) + slope * number(y), number(y) - slope * number(x));
                    let inside = (number(x0)..number(x1)).contains(&along)
                        && (number(y0)..number(y1)).contains(&across);
                    if inside {
                        let at = (y * self.width + x) * 3;
                        self.rgb[at..at + 3].fill(ink);
                    }
                }
            }
            self
        }

        fn read(&self) -> Drawn {
            rulings(1000, 600, &self.rgb, SCALE)
        }
    }

    /// Three level and three upright lines, four pixels thick.
    fn grid(slope: f64, ink: u8) -> Sheet {
        let mut sheet = Sheet::new();
        for at in [100, 200, 300] {
            sheet = sheet.fill([100, at, 904, at + 4], slope, ink).fill(
                [100 + (at - 100) * 4, 100, 104 + (at - 100) * 4, 304],
                slope,
                ink,
            );
        }
        sheet
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.5
    }

    #[test]
    fn a_grid_is_found_where_it_is_drawn() {
        let drawn = grid(0.0, 0).read();
        assert_eq!(drawn.skew, 0.0);
        let (level, upright): (Vec<&Ruling>, Vec<&Ruling>) =
            drawn.rulings.iter().partition(|ruling| ruling.is_horizontal());
        assert_eq!((level.len(), upright.len()), (3, 3));
        for (ruling, y) in level.iter().zip([102.0, 202.0, 302.0]) {
            assert!(
                close(ruling.from.y, y / SCALE) && (ruling.from.x - 100.0 / SCALE).abs() < 1.0,
                "{ruling:?}"
            );
            assert!(
                (ruling.to.x - 904.0 / SCALE).abs() < 1.0 && close(ruling.width, 4.0 / SCALE),
                "{ruling:?}"
            );
            assert_eq!(ruling.layer, Layer::Picture);
        }
        for (ruling, x) in upright.iter().zip([102.0, 502.0, 902.0]) {
            assert!(
                close(ruling.from.x, x / SCALE) && (ruling.to.y - 304.0 / SCALE).abs() < 1.0,
                "{ruling:?}"
            );
        }
    }

    #[test]
    fn a_sheet_that_lies_askew_is_turned_upright() {
        for slope in [0.004, -0.012, 0.03] {
            let drawn = grid(slope, 90).read();
            assert!((drawn.skew - slope).abs() < 0.001, "{slope}: {}", drawn.skew);
            let level = drawn.rulings.iter().filter(|ruling| ruling.is_horizontal());
            let upright = drawn.rulings.iter().filter(|ruling| ruling.is_vertical());
            assert_eq!((level.clone().count(), upright.clone().count()), (3, 3), "{slope}: {drawn:?}");
            let xs: Vec<f64> = upright.map(|ruling| ruling.from.x).collect();
            let ys: Vec<f64> = level.map(|ruling| ruling.from.y).collect();
            assert!(
                close(xs[1] - xs[0], 400.0 / SCALE) && close(ys[2] - ys[1], 100.0 / SCALE),
                "{xs:?} {ys:?}"
            );
        }
    }

    #[test]
    fn lines_in_dark_areas_and_broken_ones_are_found() {
        // A grey head with a darker line in it.
        let head = Sheet::new()
            .fill([100, 100, 900, 200], 0.0, 140)
            .fill([100, 96, 900, 100], 0.0, 20)
            .fill([100, 200, 900, 204], 0.0, 20)
            .fill([500, 100, 504, 200], 0.0, 20)
            .read();
        assert!(
            head.rulings.iter().any(|ruling| ruling.is_vertical() && close(ruling.from.x, 502.0 / SCALE))
        );
        // A line with a scratch of two pixels through it.
        let line =
            Sheet::new().fill([100, 100, 900, 103], 0.0, 30).fill([400, 90, 402, 110], 0.0, 250).read();
        assert_eq!(line.rulings.len(), 1, "{line:?}");
    }

    #[test]
    fn areas_short_strokes_and_slanted_lines_are_none() {
        let area = Sheet::new().fill([100, 100, 300, 200], 0.0, 60).read();
        assert!(area.rulings.is_empty(), "{area:?}");
        let stroke = Sheet::new().fill([100, 100, 140, 104], 0.0, 0).read();
        assert!(stroke.rulings.is_empty(), "{stroke:?}");
        let longer = Sheet::new().fill([100, 100, 230, 104], 0.0, 0).read();
        assert!(longer.rulings.is_empty(), "{longer:?}");
        let slanted = Sheet::new().fill([100, 0, 800, 4], 0.4, 0).read();
        assert!(slanted.rulings.is_empty(), "{slanted:?}");
        let light = Sheet::new().fill([100, 100, 900, 104], 0.0, 225).read();
        assert!(light.rulings.is_empty(), "{light:?}");
    }

    #[test]
    fn pictures_of_any_size_are_read() {
        for (width, height) in [(0, 0), (1, 1), (3, 1000), (1000, 3)] {
            let length = size(width) * size(height) * 3;
            rulings(width, height, &vec![0; length], SCALE);
            rulings(width, height, &[], SCALE);
        }
    }
}

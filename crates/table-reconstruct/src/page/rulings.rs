//! Drawn lines are snapped, joined, and told apart from decoration.

use document_model::{Page, Point, Rgb, Ruling};

use super::dots::{Dot, dotted_lines};

/// Rulings nearer than this are one drawn line: points, across the line.
///
/// Excel draws borders twice 0.06 pt apart, double borders lie up to 2 pt apart; rows of 5 pt are the closest
/// that hold text.
pub const SNAP_DISTANCE: f64 = 2.2;

/// Pieces of a line nearer than this are one piece: points, along the line. Dashes lie up to 4 pt apart.
const JOIN_DISTANCE: f64 = 4.2;

/// Channels from which on a colour is white: invisible on paper.
const WHITE: u8 = 250;

/// Shortest line that bounds a cell, points; shorter ones are parts of characters and marks.
const SHORTEST: f64 = 4.0;

/// Most bands of a page that a white line is held against; each of both kinds may come by the ten thousand.
const MOST_BANDS: usize = 5_000;

/// Most lines of a page, joined, that are looked at for tables; a map or a drawing has more.
const MOST_LINES: usize = 20_000;

/// A straight line along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Where it lies across its way: y of a level line, x of an upright one.
    pub at: f64,
    /// Where it begins along its way.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Segment {
    /// Length, points.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.to - self.from
    }
}

/// The lines of a page that can bound cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rulings {
    /// Level lines, by place and then by start.
    pub horizontal: Vec<Segment>,
    /// Upright lines, likewise.
    pub vertical: Vec<Segment>,
    /// Slanted lines.
    pub slanted: Vec<(Point, Point)>,
}

impl Rulings {
    /// Adds lines that nothing draws: the edges of coloured boxes.
    pub fn add(&mut self, horizontal: Vec<Segment>, vertical: Vec<Segment>) {
        if !horizontal.is_empty() {
            self.horizontal.extend(horizontal);
            self.horizontal = join(std::mem::take(&mut self.horizontal));
        }
        if !vertical.is_empty() {
            self.vertical.extend(vertical);
            self.vertical = join(std::mem::take(&mut self.vertical));
        }
    }

    /// Does a level line run at a height over most of a stretch?
    #[must_use]
    pub fn is_ruled(&self, y: f64, x0: f64, x1: f64) -> bool {
        let start = self.horizontal.partition_point(|line| line.at < y - SNAP_DISTANCE);
        let covered: f64 = self
            .horizontal
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|line| line.at <= y + SNAP_DISTANCE)
            .map(|line| (line.to.min(x1) - line.from.max(x0)).max(0.0))
            .sum();
        covered >= RULED_SHARE * (x1 - x0)
    }
}

/// Share of a side that must be ruled for the side to bound a cell.
pub const RULED_SHARE: f64 = 0.6;

/// Collects the lines of a page.
#[must_use]
pub fn collect_rulings(page: &Page) -> Rulings {
    let (mut horizontal, mut vertical, mut slanted) = (Vec::new(), Vec::new(), Vec::new());
    let mut dots: Vec<Dot> = Vec::new();
    for ruling in page.rulings.iter().filter(|ruling| is_seen(page, ruling)) {
        if let Some(dot) = Dot::of(ruling) {
            dots.push(dot);
        } else if ruling.is_horizontal() {
            let at = f64::midpoint(ruling.from.y, ruling.to.y);
            let (from, to) = (ruling.from.x.min(ruling.to.x), ruling.from.x.max(ruling.to.x));
            horizontal.push(Segment { at, from, to });
        } else if ruling.is_vertical() {
            let at = f64::midpoint(ruling.from.x, ruling.to.x);
            let (from, to) = (ruling.from.y.min(ruling.to.y), ruling.from.y.max(ruling.to.y));
            vertical.push(Segment { at, from, to });
        } else {
            slanted.push((ruling.from, ruling.to));
        }
    }
    let (level, upright, alone) = dotted_lines(&dots);
    horizontal.extend(level.into_iter().chain(alone));
    vertical.extend(upright);
    let finite = |segments: &mut Vec<Segment>| {
        segments.retain(|line| line.at.is_finite() && line.from.is_finite() && line.to.is_finite());
    };
    finite(&mut horizontal);
    finite(&mut vertical);
    Rulings { horizontal: join(horizontal), vertical: join(vertical), slanted }
}

/// A white line is seen only on a coloured ground.
fn is_seen(page: &Page, ruling: &Ruling) -> bool {
    if !is_white(ruling.color) {
        return true;
    }
    let middle =
        Point { x: f64::midpoint(ruling.from.x, ruling.to.x), y: f64::midpoint(ruling.from.y, ruling.to.y) };
    let beside = |dx: f64, dy: f64| {
        let point = Point { x: middle.x + dx, y: middle.y + dy };
        page.bands.iter().take(MOST_BANDS).any(|band| !is_white(band.color) && band.bbox.contains(point))
    };
    let away = ruling.width / 2.0 + 1.0;
    if ruling.is_horizontal() {
        beside(0.0, -away) || beside(0.0, away)
    } else {
        beside(-away, 0.0) || beside(away, 0.0)
    }
}

/// Is the colour that of paper?
#[must_use]
pub fn is_white(color: Rgb) -> bool {
    color.red >= WHITE && color.green >= WHITE && color.blue >= WHITE
}

/// Snaps lines that lie side by side and joins pieces that lie end to end.
fn join(mut lines: Vec<Segment>) -> Vec<Segment> {
    lines.sort_by(|one, other| {
        (one.at, one.from).partial_cmp(&(other.at, other.from)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut joined = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let first = lines.get(start).map_or(0.0, |line| line.at);
        let length = lines
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|line| line.at - first <= SNAP_DISTANCE)
            .count()
            .max(1);
        if let Some(group) = lines.get(start..start + length) {
            join_group(group, &mut joined);
        }
        start += length;
    }
    joined.retain(|line: &Segment| line.length() >= SHORTEST);
    if joined.len() > MOST_LINES {
        joined.sort_by(|one, other| other.length().total_cmp(&one.length()));
        joined.truncate(MOST_LINES);
        joined.sort_by(|one, other| {
            (one.at, one.from).partial_cmp(&(other.at, other.from)).unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    joined
}

/// Joins lines that lie at one place.
fn join_group(group: &[Segment], joined: &mut Vec<Segment>) {
    let weight: f64 = group.iter().map(|line| line.length().max(0.01)).sum();
    let at = group.iter().map(|line| line.at * line.length().max(0.01)).sum::<f64>() / weight;
    let mut pieces: Vec<(f64, f64)> = group.iter().map(|line| (line.from, line.to)).collect();
    pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut open: Option<(f64, f64)> = None;
    for (from, to) in pieces {
        match &mut open {
            Some((_, end)) if from - *end <= JOIN_DISTANCE => *end = end.max(to),
            _ => {
                joined.extend(open.map(|(from, to)| Segment { at, from, to }));
                open = Some((from, to));
            }
        }
    }
    joined.extend(open.map(|(from, to)| Segment { at, from, to }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: f64, from: f64, to: f64) -> Segment {
        Segment { at, from, to }
    }

    #[test]
    fn joins_pieces_end_to_end() {
        let joined = join(vec![line(10.0, 0.0, 20.0), line(10.05, 21.0, 40.0), line(10.0, 60.0, 80.0)]);
        assert_eq!(joined.len(), 2);
        assert!((joined[0].to - 40.0).abs() < 1e-9 && (joined[1].from - 60.0).abs() < 1e-9);
    }

    #[test]
    fn a_border_drawn_twice_is_one_line() {
        assert_eq!(join(vec![line(10.0, 0.0, 50.0), line(11.5, 0.0, 50.0), line(20.0, 0.0, 50.0)]).len(), 2);
    }

    #[test]
    fn dots_and_serifs_bound_nothing() {
        assert!(join(vec![line(10.0, 0.0, 2.0)]).is_empty());
    }
}

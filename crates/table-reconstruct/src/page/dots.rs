//! Lines drawn as rows of dots.
//!
//! Browsers fill a square for each dot of a dotted border; a square has no direction, the row of squares has one.

use document_model::Ruling;

use super::rulings::Segment;

/// Side of a dot at most, points.
const LARGEST_DOT: f64 = 1.6;

/// Share of the longer side by which the sides of a dot differ at most.
const UNEVEN: f64 = 0.35;

/// Dots of a line at least.
const FEWEST_DOTS: usize = 5;

/// Gap between two dots of a line at most: in sides of a dot.
const WIDEST_GAP: f64 = 3.0;

/// Dots of one line lie off it by less, points.
const OFF_LINE: f64 = 0.15;

/// The centre of a dot and its side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dot {
    x: f64,
    y: f64,
    side: f64,
}

impl Dot {
    /// The dot that a short ruling is; none where it is longer than thick.
    pub(super) fn of(ruling: &Ruling) -> Option<Self> {
        let (dx, dy) = (ruling.to.x - ruling.from.x, ruling.to.y - ruling.from.y);
        let side = dx.abs().max(dy.abs());
        let even = (side - ruling.width).abs() <= UNEVEN * side.max(ruling.width);
        (side > 0.0 && side <= LARGEST_DOT && even).then(|| Self {
            x: f64::midpoint(ruling.from.x, ruling.to.x),
            y: f64::midpoint(ruling.from.y, ruling.to.y),
            side,
        })
    }
}

/// The level and the upright lines that rows of dots draw, and the dots that are in none.
pub(super) fn dotted_lines(dots: &[Dot]) -> (Vec<Segment>, Vec<Segment>, Vec<Segment>) {
    let mut used = vec![false; dots.len()];
    let horizontal = rows(dots, |dot| (dot.y, dot.x), &mut used);
    let vertical = rows(dots, |dot| (dot.x, dot.y), &mut used);
    let alone = dots.iter().zip(&used).filter(|(_, used)| !**used).map(|(dot, _)| Segment {
        at: dot.y,
        from: dot.x - dot.side / 2.0,
        to: dot.x + dot.side / 2.0,
    });
    (horizontal, vertical, alone.collect())
}

/// Rows of dots: `place` gives where a dot lies across the row, and along it.
fn rows(dots: &[Dot], place: impl Fn(&Dot) -> (f64, f64), used: &mut [bool]) -> Vec<Segment> {
    let mut order: Vec<usize> = (0..dots.len()).collect();
    let key = |at: usize| {
        dots.get(at).map_or((0, 0.0), |dot| {
            let (across, along) = place(dot);
            (grid(across), along)
        })
    };
    order.sort_by(|one, other| {
        let (one, other) = (key(*one), key(*other));
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    let next = |one: &usize, other: &usize| {
        let (Some(one), Some(other)) = (dots.get(*one), dots.get(*other)) else { return false };
        let ((across, along), (other_across, other_along)) = (place(one), place(other));
        (across - other_across).abs() <= OFF_LINE
            && (other_along - along) <= (1.0 + WIDEST_GAP) * one.side.max(other.side)
    };
    let mut lines = Vec::new();
    for row in order.chunk_by(next).filter(|row| row.len() >= FEWEST_DOTS) {
        let ends = row.first().and_then(|at| dots.get(*at)).zip(row.last().and_then(|at| dots.get(*at)));
        let Some((first, last)) = ends else { continue };
        let ((at, from), (_, to)) = (place(first), place(last));
        lines.push(Segment { at, from: from - first.side / 2.0, to: to + last.side / 2.0 });
        for at in row {
            if let Some(used) = used.get_mut(*at) {
                *used = true;
            }
        }
    }
    lines
}

/// The place across rows in steps, so that the dots of one row are sorted along it.
#[expect(clippy::cast_possible_truncation, reason = "the conversion of a float saturates")]
fn grid(across: f64) -> i64 {
    (across / OFF_LINE).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots(places: impl Iterator<Item = (f64, f64)>) -> Vec<Dot> {
        places.map(|(x, y)| Dot { x, y, side: 0.75 }).collect()
    }

    #[test]
    fn rows_of_dots_have_a_direction() {
        let level = (0..40).map(|at| (10.0 + 1.5 * f64::from(at), 20.0));
        let upright = (0..40).map(|at| (10.0, 20.0 + 1.5 * f64::from(at)));
        let (horizontal, vertical, alone) = dotted_lines(&dots(level.chain(upright)));
        assert_eq!((horizontal.len(), vertical.len(), alone.len()), (1, 1, 0));
        assert!((horizontal[0].at - 20.0).abs() < 1e-9 && (vertical[0].at - 10.0).abs() < 1e-9);
        assert!(vertical[0].length() > 59.0);
    }

    #[test]
    fn single_dots_stay() {
        let corners = [(10.0, 20.0), (60.0, 20.0), (10.0, 80.0)];
        let (horizontal, vertical, alone) = dotted_lines(&dots(corners.into_iter()));
        assert_eq!((horizontal.len(), vertical.len(), alone.len()), (0, 0, 3));
    }
}

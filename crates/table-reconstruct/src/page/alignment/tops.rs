//! Rows that begin with the tops of most of their cells, where nothing is drawn between them.

use super::columns::Placed;
use super::rows::{BESIDE, Drawn, RegionLine, SAME_TEXT, Shape};

/// Columns whose texts begin again on one line, from which on it begins a row.
const RESTARTS: usize = 3;

/// Such lines from which on rows begin with the tops of most of their cells.
const FEWEST_TOPS: usize = 3;

/// Such a line stands this much farther below the line before than lines of a text: as a factor.
const RESTART_PITCH: f64 = 1.1;

/// Lines on which rows begin by the texts that begin again there.
pub(super) struct Tops {
    /// How many there are.
    count: usize,
    /// The nearest of them to the line above, points.
    nearest: f64,
}

impl Shape<'_> {
    /// The lines of the body on which rows begin.
    pub(super) fn find_tops(&self, head_lines: usize, least: f64) -> Tops {
        let tops = (head_lines + 1..self.lines.len()).filter(|at| self.restarts(head_lines, *at, least));
        let mut found = Tops { count: 0, nearest: f64::INFINITY };
        for at in tops {
            found.count += 1;
            found.nearest = found.nearest.min(self.pitch_above(at));
        }
        found
    }

    /// Is a line no top of a row, where other lines are?
    pub(super) fn is_inside(&self, first: usize, at: usize, least: f64, tops: &Tops) -> bool {
        tops.count > 0 && self.is_close(at, least)
            || tops.count >= FEWEST_TOPS && self.is_below_top(first, at, tops.nearest)
    }

    /// Does a text stand alone on a line, as near to the line before as lines of a text? Where room parts rows, it begins none.
    fn is_close(&self, at: usize, least: f64) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.lines.get(at));
        before.zip(self.lines.get(at)).is_some_and(|(before, line)| {
            line.above == Drawn::Nothing
                && line.placed.len() == 1
                && line.baseline - before.baseline <= RESTART_PITCH * least
        })
    }

    /// How far a line stands below the one before.
    fn pitch_above(&self, at: usize) -> f64 {
        let before = at.checked_sub(1).and_then(|at| self.lines.get(at));
        before.zip(self.lines.get(at)).map_or(f64::INFINITY, |(before, line)| line.baseline - before.baseline)
    }

    /// Has a line texts in fewer than half of the columns, and none in the first, or in fewer than the first line of its
    /// row, nearer to the line before than rows are? Where rows begin with the tops of most of their cells, it begins none.
    fn is_below_top(&self, first: usize, at: usize, nearest: f64) -> bool {
        let (Some(top), Some(line)) = (self.lines.get(first), self.lines.get(at)) else { return false };
        let few = !line.holds(0) && line.placed.len() * 2 <= self.widest.len();
        let fewer = || {
            let held = |placed: &Placed| (placed.first..=placed.last).any(|column| top.holds(column));
            line.placed.len() < top.placed.len()
                && line.placed.iter().all(held)
                && self.pitch_above(at) * SAME_TEXT < nearest
        };
        line.above == Drawn::Nothing && (few || fewer()) && !self.has_second_value(first, at)
    }

    /// Do texts of several columns that had ended begin again on a line, farther below the line before than lines of a
    /// text are from each other: the tops of the cells of the next row?
    pub(super) fn restarts(&self, first: usize, at: usize, least: f64) -> bool {
        let (Some(before), Some(line)) =
            (at.checked_sub(1).and_then(|at| self.lines.get(at)), self.lines.get(at))
        else {
            return false;
        };
        let row = self.lines.get(first..at).unwrap_or_default();
        let held = |line: &RegionLine, placed: &Placed| {
            (placed.first..=placed.last).any(|column| line.holds(column))
        };
        let again = line
            .placed
            .iter()
            .filter(|placed| !held(before, placed) && row.iter().any(|line| held(line, placed)))
            .count();
        let pitch = line.baseline - before.baseline;
        if self.usual.is_some() {
            // Where texts stand at the top of their cells, none begins again in its cell.
            return again >= 2 && pitch > BESIDE * line.size;
        }
        (again >= RESTARTS || again >= 2 && again * 2 > self.widest.len()) && pitch > RESTART_PITCH * least
    }
}

//! Rows below a head that is drawn, with nothing drawn below them: they go on to a heading, the next table, or the foot of
//! the page.

use super::levels::Level;
use super::regions::{PIECE_GAP, lines_between};
use super::words::Line;

/// Texts side by side in the head, and in a line of the rows below it, at least.
const PIECES: usize = 3;

/// Most lines of a head.
const MOST_HEAD_LINES: usize = 6;

/// Lines farther below the one before are of no row: in font sizes, between their boxes.
const WIDEST_ROOM: f64 = 4.0;

/// Texts that begin this near to where texts of a column begin stand in it: in font sizes.
const SAME_START: f64 = 0.6;

/// Texts this near to the left edge of the frame stand at it: in font sizes.
const AT_LEFT: f64 = 1.5;

/// Below the last row, a text alone this much farther down than lines of a text are is a heading or a note: as a factor.
const HEADING_PITCH: f64 = 1.2;

/// Where a level follows nearer than this and no text stands between, it closes a row: in font sizes.
const CLOSED: f64 = 4.0;

/// The lines of the rows below a head; none where a level closes them, or where they do not stand in columns.
pub(crate) fn rows_below_head(
    head: &[Line],
    levels: &[Level],
    lines: &[Line],
    top: f64,
    xs: (f64, f64),
) -> Vec<Line> {
    if head.len() > MOST_HEAD_LINES || !head.iter().any(is_row) {
        return Vec::new();
    }
    let across = |level: &&Level| level.y > top + 1.0 && level.covered(xs.0, xs.1) > 0.0;
    let end = levels.iter().find(across).map_or(f64::INFINITY, |level| level.y);
    let mut below = lines_between(lines, (top, end), xs);
    let starts: Vec<f64> = below
        .iter()
        .filter(|line| is_row(line))
        .flat_map(|line| line.atoms().into_iter().map(|atom| atom.x0))
        .collect();
    let mut reached = top;
    let count = below
        .iter()
        .take_while(|line| {
            let near = line.bbox.y0 - reached <= WIDEST_ROOM * line.size;
            reached = reached.max(line.bbox.y1);
            near && begins_in_columns(line, &starts)
        })
        .count();
    let all = below.len();
    below.truncate(count);
    let rows = drop_headings(&mut below, xs.0);
    let closed = rows == all && below.last().is_some_and(|line| end - line.bbox.y1 <= CLOSED * line.size);
    if closed || !below.iter().take(MOST_HEAD_LINES).any(is_row) { Vec::new() } else { below }
}

fn is_row(line: &Line) -> bool {
    line.stretches(PIECE_GAP) >= PIECES
}

fn begins_in_columns(line: &Line, starts: &[f64]) -> bool {
    let near = |x: f64| starts.iter().any(|start| (start - x).abs() <= SAME_START * line.size);
    is_row(line) || line.atoms().first().is_some_and(|atom| near(atom.x0))
}

/// Takes headings and notes below the last row away: texts alone at the left, apart from the row. Gives the number of the
/// lines that stay.
fn drop_headings(lines: &mut Vec<Line>, left: f64) -> usize {
    let alone = |line: &Line| line.stretches(PIECE_GAP) < 2 && line.bbox.x0 - left < AT_LEFT * line.size;
    let pitches = lines.windows(2).filter_map(|pair| match pair {
        [one, other] => Some(other.baseline - one.baseline).filter(|pitch| *pitch > other.size),
        _ => None,
    });
    let least = pitches.fold(f64::INFINITY, f64::min);
    let trailing = lines.iter().rev().take_while(|line| alone(line)).count();
    let from = lines.len() - trailing;
    let apart = (from.max(1)..lines.len()).find(|at| match lines.get(at - 1..=*at) {
        Some([one, other]) => other.baseline - one.baseline > HEADING_PITCH * least,
        _ => false,
    });
    lines.truncate(apart.unwrap_or(lines.len()));
    lines.len()
}

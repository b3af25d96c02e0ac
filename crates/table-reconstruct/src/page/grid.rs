//! Rulings that touch make a grid of cells with spans.

use std::collections::BTreeMap;

use document_model::Rect;

use super::rulings::{RULED_SHARE, Rulings, Segment};
use super::runs::Run;

/// How near a line must come to another to touch it, points: corners are drawn short or long by a line's width.
const TOUCH: f64 = 3.0;

/// Lines of a grid nearer than this are one, points.
const SAME_LINE: f64 = 2.5;

/// Farther than this beyond the last upright line, text may stand in a column of its own: points.
const OPEN_SIDE: f64 = 8.0;

/// Most boxes that a grid has; a drawing has more.
const MOST_BOXES: usize = 400_000;

/// A grid before text is put in: cells by rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Where its columns begin, and where the last ends.
    pub xs: Vec<f64>,
    /// Where its rows begin, and where the last ends.
    pub ys: Vec<f64>,
    /// Its cells; they cover the grid without overlap.
    pub cells: Vec<GridBox>,
    /// Rulings bound it.
    pub ruled: bool,
}

/// A cell of a [`Grid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GridBox {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
}

impl Grid {
    /// Box around it.
    #[must_use]
    pub fn bbox(&self) -> Rect {
        let ends =
            |lines: &[f64]| (lines.first().copied().unwrap_or(0.0), lines.last().copied().unwrap_or(0.0));
        let ((x0, x1), (y0, y1)) = (ends(&self.xs), ends(&self.ys));
        Rect { x0, y0, x1, y1 }
    }

    /// Box of a cell.
    #[must_use]
    pub fn box_of(&self, cell: &GridBox) -> Rect {
        let x = |at: usize| self.xs.get(at).copied().unwrap_or_default();
        let y = |at: usize| self.ys.get(at).copied().unwrap_or_default();
        Rect {
            x0: x(cell.column),
            y0: y(cell.row),
            x1: x(cell.column + cell.column_span),
            y1: y(cell.row + cell.row_span),
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }
}

/// The grids that rulings make; runs tell whether text stands beyond the outermost upright lines.
#[must_use]
pub fn find_grids(rulings: &Rulings, runs: &[Run]) -> Vec<Grid> {
    let mut grids: Vec<Grid> = components(rulings)
        .into_iter()
        .filter_map(|(level, upright)| build(&level, &upright, runs))
        .collect();
    grids.sort_by(|one, other| {
        let key = |grid: &Grid| (grid.bbox().y0, grid.bbox().x0);
        key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    grids
}

/// Lines that touch one another, directly or by way of others: level ones and upright ones.
fn components(rulings: &Rulings) -> Vec<(Vec<Segment>, Vec<Segment>)> {
    let (level, upright) = (&rulings.horizontal, &rulings.vertical);
    let mut sets = Sets::new(level.len() + upright.len());
    for (at, line) in level.iter().enumerate() {
        let start = upright.partition_point(|other| other.at < line.from - TOUCH);
        let near =
            upright.iter().enumerate().skip(start).take_while(|(_, other)| other.at <= line.to + TOUCH);
        for (other_at, other) in near {
            if other.from - TOUCH <= line.at && line.at <= other.to + TOUCH {
                sets.join(at, level.len() + other_at);
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<Segment>, Vec<Segment>)> = BTreeMap::new();
    for (at, line) in level.iter().enumerate() {
        groups.entry(sets.root(at)).or_default().0.push(*line);
    }
    for (at, line) in upright.iter().enumerate() {
        groups.entry(sets.root(level.len() + at)).or_default().1.push(*line);
    }
    groups.into_values().filter(|(level, upright)| level.len() + upright.len() >= 3).collect()
}

/// Disjoint sets of numbers.
struct Sets(Vec<usize>);

impl Sets {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn root(&mut self, at: usize) -> usize {
        let mut at = at;
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}

/// The grid of lines that touch.
fn build(level: &[Segment], upright: &[Segment], runs: &[Run]) -> Option<Grid> {
    if level.is_empty() || upright.is_empty() {
        return None;
    }
    let mut xs = places(upright);
    let mut ys = places(level);
    extend_ends(&mut xs, level, OPEN_SIDE);
    let reaching = without_bars(&ys, &xs, upright);
    extend_ends(&mut ys, &reaching, SAME_LINE);
    close_ends(&ys, &mut xs, runs);
    if xs.len() < 2 || ys.len() < 2 || (xs.len() - 1).saturating_mul(ys.len() - 1) > MOST_BOXES {
        return None;
    }
    let cells = cells_of(&xs, &ys, level, upright);
    Some(Grid { xs, ys, cells, ruled: true })
}

/// Where lines lie, those side by side as one place.
fn places(lines: &[Segment]) -> Vec<f64> {
    let mut sorted: Vec<(f64, f64)> = lines.iter().map(|line| (line.at, line.length())).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    cluster(&sorted)
}

/// Weighted means of places that lie side by side.
fn cluster(sorted: &[(f64, f64)]) -> Vec<f64> {
    let mut places = Vec::new();
    let mut open: Option<(f64, f64, f64)> = None;
    for (at, weight) in sorted.iter().copied() {
        match &mut open {
            Some((first, sum, total)) if at - *first <= SAME_LINE => {
                *sum += at * weight;
                *total += weight;
            }
            _ => {
                places.extend(open.map(|(_, sum, total)| sum / total));
                open = Some((at, at * weight, weight));
            }
        }
    }
    places.extend(open.map(|(_, sum, total)| sum / total));
    places
}

/// Adds the ends of the lines across, where they reach beyond the outermost places.
fn extend_ends(places: &mut Vec<f64>, across: &[Segment], least: f64) {
    let from = across.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    let to = across.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    if places.first().is_some_and(|first| first - from > least) {
        places.insert(0, from);
    }
    if places.last().is_some_and(|last| to - last > least) {
        places.push(to);
    }
}

/// Upright lines that tell how far a grid reaches: an outer border alone that goes on beyond the level lines bounds
/// nothing. It is the coloured bar before a heading that stands close above the table.
fn without_bars(ys: &[f64], xs: &[f64], upright: &[Segment]) -> Vec<Segment> {
    let (Some(top), Some(bottom)) = (ys.first().copied(), ys.last().copied()) else {
        return upright.to_vec();
    };
    let is_outer = |line: &Segment| {
        xs.len() > 2
            && [xs.first(), xs.last()].into_iter().flatten().any(|x| (line.at - x).abs() <= SAME_LINE)
    };
    let alone = |line: &Segment, reaches: &dyn Fn(&Segment) -> bool| {
        let mut beside = upright.iter().filter(|other| (other.at - line.at).abs() > SAME_LINE);
        reaches(line) && is_outer(line) && !beside.any(reaches)
    };
    let above = |line: &Segment| line.from < top - SAME_LINE;
    let below = |line: &Segment| line.to > bottom + SAME_LINE;
    let clipped = upright.iter().map(|line| Segment {
        at: line.at,
        from: if alone(line, &above) { line.from.max(top) } else { line.from },
        to: if alone(line, &below) { line.to.min(bottom) } else { line.to },
    });
    clipped.filter(|line| line.from <= line.to).collect()
}

/// Takes a column off again that stands open at a side and has no text.
fn close_ends(ys: &[f64], xs: &mut Vec<f64>, runs: &[Run]) {
    let (Some(top), Some(bottom)) = (ys.first().copied(), ys.last().copied()) else { return };
    let has_text = |x0: f64, x1: f64| {
        runs.iter().filter(|run| !run.blank).any(|run| {
            let middle = run.bbox.center();
            x0 <= middle.x && middle.x <= x1 && top <= middle.y && middle.y <= bottom
        })
    };
    if let [first, second, _, ..] = xs.as_slice()
        && !has_text(*first, *second)
        && second - first < 3.0 * OPEN_SIDE
    {
        xs.remove(0);
    }
    if let [.., _, before, last] = xs.as_slice()
        && !has_text(*before, *last)
        && last - before < 3.0 * OPEN_SIDE
    {
        xs.pop();
    }
}

/// Smallest boxes, joined where no line parts them.
fn cells_of(xs: &[f64], ys: &[f64], level: &[Segment], upright: &[Segment]) -> Vec<GridBox> {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let below = sides(ys, xs, level);
    let right = sides(xs, ys, upright);
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            // The line below row r is the line r + 1; the last one bounds the grid.
            if row + 1 < rows
                && !below.get(row + 1).and_then(|side| side.get(column)).copied().unwrap_or(true)
            {
                sets.join(at, at + columns);
            }
            if column + 1 < columns
                && !right.get(column + 1).and_then(|side| side.get(row)).copied().unwrap_or(true)
            {
                sets.join(at, at + 1);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for row in 0..rows {
        for column in 0..columns {
            groups.entry(sets.root(row * columns + column)).or_default().push((row, column));
        }
    }
    let mut cells: Vec<GridBox> = groups.into_values().flat_map(|boxes| rectangles(&boxes)).collect();
    cells.sort_unstable();
    cells
}

/// For each line of the grid and each box along it: is that stretch ruled?
fn sides(lines: &[f64], along: &[f64], segments: &[Segment]) -> Vec<Vec<bool>> {
    lines
        .iter()
        .map(|at| {
            let on: Vec<&Segment> =
                segments.iter().filter(|segment| (segment.at - at).abs() <= SAME_LINE).collect();
            along
                .windows(2)
                .map(|ends| {
                    let [from, to] = ends else { return false };
                    let covered = covered(&on, *from, *to);
                    covered >= RULED_SHARE * (to - from)
                })
                .collect()
        })
        .collect()
}

/// Length of a stretch that segments cover; they are in order of place, and overlap seldom.
fn covered(segments: &[&Segment], from: f64, to: f64) -> f64 {
    let mut pieces: Vec<(f64, f64)> = segments
        .iter()
        .map(|segment| (segment.from.max(from), segment.to.min(to)))
        .filter(|(start, end)| start < end)
        .collect();
    pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut length = 0.0;
    let mut reached = from;
    for (start, end) in pieces {
        if end > reached {
            length += end - start.max(reached);
            reached = end;
        }
    }
    length
}

/// Rectangles that cover boxes: one, where they make one; else stretches of rows with the same columns.
fn rectangles(boxes: &[(usize, usize)]) -> Vec<GridBox> {
    let (top, bottom) = ends(boxes.iter().map(|(row, _)| *row));
    let (left, right) = ends(boxes.iter().map(|(_, column)| *column));
    let whole = GridBox { row: top, column: left, row_span: bottom - top + 1, column_span: right - left + 1 };
    if whole.row_span * whole.column_span == boxes.len() {
        return vec![whole];
    }
    let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, column) in boxes {
        rows.entry(*row).or_default().push(*column);
    }
    let mut found: Vec<GridBox> = Vec::new();
    for (row, columns) in rows {
        for stretch in columns.chunk_by(|one, other| one + 1 == *other) {
            let (Some(first), length) = (stretch.first(), stretch.len()) else { continue };
            let above = found.iter_mut().find(|cell| {
                cell.row + cell.row_span == row && cell.column == *first && cell.column_span == length
            });
            match above {
                Some(cell) => cell.row_span += 1,
                None => found.push(GridBox { row, column: *first, row_span: 1, column_span: length }),
            }
        }
    }
    found
}

fn ends(numbers: impl Iterator<Item = usize>) -> (usize, usize) {
    numbers.fold((usize::MAX, 0), |(low, high), number| (low.min(number), high.max(number)))
}

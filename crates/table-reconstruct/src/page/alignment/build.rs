//! A region becomes a grid of cells with spans, or is no table.

use std::collections::BTreeSet;

use crate::page::grid::{Grid, GridBox};

use super::bands::{Band, split_bands};
use super::columns::{Gutter, Placed, add_parts, find_gutters, place_line};
use super::grow::grow_head;
use super::heads::widen_heads;
use super::judge::is_table;
use super::levels::Level;
use super::regions::Region;
use super::rows::{Drawn, RegionLine, Rows, Shape};
use super::starts::steady_starts;
use super::subheads::{head_gutters, widen_body};
use super::trim::trim_region;
use super::words::{Atom, Line};

/// A level parts rows over the whole width from this share of it on.
const WHOLE_SHARE: f64 = 0.75;

/// A level leaves a column open where it covers less than this share of it.
const OPEN_SHARE: f64 = 0.2;

/// Levels nearer than this are at one height, points.
const SAME_LEVEL: f64 = 0.01;

/// A ruling over all columns from one side of the frame on parts rows from this share of the width on: the columns that
/// it leaves out are merged.
const SIDE_SHARE: f64 = 0.5;

/// Ends of levels and of the frame nearer than this are the same: points.
const SAME_END: f64 = 8.0;

/// How far a level may lie inside the line above it, or below: in font sizes. Boxes of glyphs are higher than ink.
const INK: f64 = 0.35;

/// Room around the texts at the edges of a table without frame, points.
const MARGIN: f64 = 2.0;

/// How often a region without frame is looked at for captions and notes.
const MOST_TRIMS: usize = 3;

/// A grid of texts, with the words of each cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OpenTable {
    /// The grid.
    pub(crate) grid: Grid,
    /// Run, first glyph, the glyph behind the last one, and the cell, of each word.
    pub(crate) words: Vec<(usize, usize, usize, usize)>,
}

/// A region with its texts in columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sorted {
    /// The gaps between its columns.
    pub(crate) gutters: Vec<Gutter>,
    /// Its lines.
    pub(crate) lines: Vec<RegionLine>,
    /// Its rows.
    pub(crate) rows: Rows,
    /// Number of its columns of values.
    pub(crate) value_columns: usize,
    /// For each column, whether it is one of values.
    pub(crate) values: Vec<bool>,
}

impl Sorted {
    /// Number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.gutters.len() + 1
    }

    /// Number of rows.
    pub(crate) fn row_count(&self) -> usize {
        self.rows.of_line.last().map_or(0, |row| row + 1)
    }
}

/// The font size of most lines, points.
pub(crate) fn usual_size(lines: &[Line]) -> f64 {
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0).max(1.0)
}

/// Sorts the texts of a region into columns and rows; none where nothing parts columns.
pub(crate) fn sort_region(region: &Region) -> Option<Sorted> {
    let size = usual_size(&region.lines);
    let mut parts = region.parts.clone();
    parts.extend(steady_starts(&region.lines, size));
    if !region.known.is_empty() {
        parts = region.known.iter().map(|gutter| gutter.to).collect();
    }
    let atoms_of = |starts: &[f64]| -> Vec<Vec<Atom>> {
        region.lines.iter().map(|line| line.parted_atoms(&parts, starts)).collect()
    };
    let mut atoms = atoms_of(&[]);
    let mut gutters = region.known.clone();
    if gutters.is_empty() {
        gutters = find_gutters(&atoms, size);
        add_parts(&mut gutters, &parts, &atoms, size);
    }
    // Where columns begin is known now: a text that touches the next column's ends there.
    let starts: Vec<f64> = gutters.iter().map(|gutter| gutter.to).collect();
    atoms = atoms_of(&starts);
    if gutters.is_empty() {
        return None;
    }
    let mut lines = place_lines(region, &atoms, &gutters, size);
    let head_lines = Shape::new(&lines, gutters.len() + 1).find_rows().head_lines;
    let inner = head_gutters(&lines, head_lines, gutters.len() + 1);
    if !inner.is_empty() {
        gutters.extend(&inner);
        gutters.sort_by(|one, other| one.from.total_cmp(&other.from));
        lines = place_lines(region, &atoms, &gutters, size);
        widen_body(lines.get_mut(head_lines..).unwrap_or_default(), &gutters, &inner);
    }
    let columns = gutters.len() + 1;
    widen_heads(&mut lines, head_lines, &gutters);
    let shape = Shape::new(&lines, columns);
    let (rows, value_columns, values) = (shape.find_rows(), shape.value_columns(), shape.values());
    Some(Sorted { gutters, lines, rows, value_columns, values })
}

/// The lines of a region with their texts in columns.
fn place_lines(region: &Region, atoms: &[Vec<Atom>], gutters: &[Gutter], size: f64) -> Vec<RegionLine> {
    let mut lines: Vec<RegionLine> = Vec::new();
    for (at, (line, atoms)) in region.lines.iter().zip(atoms).enumerate() {
        let before = at.checked_sub(1).and_then(|at| region.lines.get(at));
        lines.push(RegionLine {
            placed: place_line(atoms, gutters, size),
            top: line.bbox.y0,
            bottom: line.bbox.y1,
            baseline: line.baseline,
            size: line.size,
            above: before.map_or(Drawn::Nothing, |before| drawn_between(region, before, line)),
        });
    }
    lines
}

/// What is drawn between two lines.
fn drawn_between(region: &Region, before: &Line, line: &Line) -> Drawn {
    let (x0, x1) = region.frame.unwrap_or_else(|| extent(&region.lines));
    let from = before.baseline - INK * before.size;
    let to = line.baseline - INK * line.size;
    let mut drawn = Drawn::Nothing;
    for level in region.levels.iter().filter(|level| from < level.y && level.y < to) {
        let covered = level.covered(x0, x1);
        let at_side = level.ruled
            && region.frame.is_some()
            && ((level.x0() - x0).abs() < SAME_END || (level.x1() - x1).abs() < SAME_END);
        if covered >= if at_side { SIDE_SHARE } else { WHOLE_SHARE } * (x1 - x0) {
            return Drawn::Whole(level.y);
        }
        if level.ruled && !is_underline(level, before) {
            drawn = Drawn::Parts(level.parts.clone());
        }
    }
    drawn
}

/// Is the level no longer than the words right above it, which it underlines?
fn is_underline(level: &Level, line: &Line) -> bool {
    level.y - line.baseline < 0.3 * line.size
        && level.parts.iter().all(|part| {
            line.words.iter().any(|word| (word.bbox.x0 - part.0).abs() < 1.5 && part.1 - word.bbox.x1 < 1.5)
        })
}

fn extent(lines: &[Line]) -> (f64, f64) {
    let x0 = lines.iter().map(|line| line.bbox.x0).fold(f64::INFINITY, f64::min);
    let x1 = lines.iter().map(|line| line.bbox.x1).fold(f64::NEG_INFINITY, f64::max);
    (x0, x1)
}

/// The grid of a region; none where it is no table.
pub(crate) fn build_table(region: &Region, lines: &[Line]) -> Option<OpenTable> {
    let mut region = region.clone();
    let mut sorted = sort_region(&region)?;
    if region.frame.is_none() {
        for _ in 0..MOST_TRIMS {
            if !trim_region(&mut region, &sorted) {
                break;
            }
            sorted = sort_region(&region)?;
        }
        if grow_head(&mut region, &sorted, lines) {
            sorted = sort_region(&region)?;
        }
    }
    if !is_table(&region, &sorted) {
        return None;
    }
    let bands = split_bands(&region, &mut sorted);
    Some(make_grid(&region, &sorted, &bands))
}

pub(super) fn make_grid(region: &Region, sorted: &Sorted, bands: &[Band]) -> OpenTable {
    let columns = sorted.columns();
    let xs = column_lines(region, &sorted.gutters);
    let ys = row_lines(region, sorted);
    let rows = ys.len().saturating_sub(1);
    let mut cells: Vec<GridBox> = Vec::new();
    let mut words = Vec::new();
    let mut start = 0;
    for row in 0..rows {
        let count = sorted.rows.of_line.iter().skip(start).take_while(|of| **of == row).count();
        let lines = sorted.lines.get(start..start + count).unwrap_or_default();
        let alone = is_alone(lines) && is_parted(sorted, start) && is_parted(sorted, start + count);
        let ranges = if alone { vec![(0, columns - 1)] } else { ranges_of_row(lines, columns) };
        let band = bands.iter().find(|band| (band.first..band.first + band.count).contains(&row));
        // For each range, its cell: that of the band's first row where the column holds for all of them.
        let mut cell_of: Vec<usize> = Vec::with_capacity(ranges.len());
        for (first, last) in &ranges {
            let shared = band.filter(|band| !band.columns.contains(first));
            let above = shared.filter(|band| row > band.first).and_then(|band| {
                cells.iter().position(|cell: &GridBox| cell.row == band.first && cell.column == *first)
            });
            let merged = above.is_none()
                && (is_open_above(region, sorted, start, (&xs, *first, *last))
                    || holds_between_levels(sorted, start, (*first, *last)));
            let above = above.or_else(|| merged.then(|| merge_above(&mut cells, row, *first, *last))?);
            cell_of.push(above.unwrap_or(cells.len()));
            if above.is_none() {
                let row_span = shared.map_or(1, |band| band.count);
                cells.push(GridBox { row, column: *first, row_span, column_span: last - first + 1 });
            }
        }
        let cell_at = |range: usize| cell_of.get(range).or(cell_of.first()).copied().unwrap_or(0);
        for (line, placed) in region.lines.iter().skip(start).zip(lines) {
            for placed in &placed.placed {
                let cell = ranges
                    .iter()
                    .position(|(first, last)| *first <= placed.first && placed.first <= *last)
                    .unwrap_or(0);
                let own = line.words.get(placed.atom.from..placed.atom.to).unwrap_or_default();
                words.extend(own.iter().map(|word| (word.run, word.from, word.to, cell_at(cell))));
            }
            // Leaders before the first text belong to the first cell.
            let leading = placed.placed.first().map_or(line.words.len(), |placed| placed.atom.from);
            let own = line.words.get(..leading).unwrap_or_default();
            words.extend(own.iter().map(|word| (word.run, word.from, word.to, cell_at(0))));
        }
        start += count;
    }
    OpenTable { grid: Grid { xs, ys, cells, ruled: false }, words }
}

/// Is a level drawn above a line, over other columns than these: does their cell go on from the row above?
fn is_open_above(
    region: &Region,
    sorted: &Sorted,
    at: usize,
    (xs, first, last): (&[f64], usize, usize),
) -> bool {
    let (Some(x0), Some(x1)) = (xs.get(first), xs.get(last + 1)) else { return false };
    let covered = match sorted.lines.get(at).map(|line| &line.above) {
        Some(Drawn::Whole(y)) => {
            let here = |level: &&Level| (level.y - y).abs() < SAME_LEVEL;
            if region.levels.iter().filter(here).any(|level| !level.ruled) {
                return false;
            }
            region.levels.iter().filter(here).map(|level| level.covered(*x0, *x1)).sum()
        }
        _ if at < sorted.rows.head_lines => {
            // A head beside those that a ruling parts stands over both rows.
            let Some(parts) = head_parts_above(sorted, at, (first, last)) else { return false };
            parts.iter().map(|part| (part.1.min(*x1) - part.0.max(*x0)).max(0.0)).sum::<f64>()
        }
        _ => return false,
    };
    covered < OPEN_SHARE * (x1 - x0)
}

/// Is a line the first of a row without a level above, and do columns have a text only in the first row between the
/// levels around it, and the first column as well: does that text hold for the rows below it?
fn holds_between_levels(sorted: &Sorted, at: usize, (first, last): (usize, usize)) -> bool {
    let drawn = |at: usize| sorted.lines.get(at).is_none_or(|line| matches!(line.above, Drawn::Whole(_)));
    if at <= sorted.rows.head_lines || drawn(at) {
        return false;
    }
    let from = (sorted.rows.head_lines..at).rev().find(|at| drawn(*at)).unwrap_or(sorted.rows.head_lines);
    let Some(to) = (at..=sorted.lines.len()).find(|at| drawn(*at)) else { return false };
    let row = sorted.rows.of_line.get(from).copied();
    let second = (from..to).find(|at| sorted.rows.of_line.get(*at).copied() != row).unwrap_or(to);
    let holds = |lines: std::ops::Range<usize>, (first, last): (usize, usize)| {
        let lines = sorted.lines.get(lines).unwrap_or_default();
        lines.iter().flat_map(|line| &line.placed).any(|placed| placed.first <= last && first <= placed.last)
    };
    holds(from..second, (first, last)) && !holds(second..to, (first, last)) && !holds(second..to, (0, 0))
}

/// The rulings over some columns that part a row of the head from the one above; none where columns have a text in it.
fn head_parts_above(sorted: &Sorted, at: usize, (first, last): (usize, usize)) -> Option<&Vec<(f64, f64)>> {
    let row = sorted.rows.of_line.get(at)?;
    let above = sorted.rows.of_line.iter().position(|of| of + 1 == *row)?;
    let parts = (above + 1..=at).rev().find_map(|at| match &sorted.lines.get(at)?.above {
        Drawn::Parts(parts) => Some(parts),
        _ => None,
    })?;
    let own = sorted.lines.iter().zip(&sorted.rows.of_line).filter(|(_, of)| *of == row);
    let filled = own.flat_map(|(line, _)| &line.placed).any(|placed| {
        placed.first <= last
            && first <= placed.last
            && matches!(sorted.lines.get(at), Some(line) if line.above == Drawn::Nothing)
    });
    (!filled).then_some(parts)
}

/// Lengthens the cell over the same columns in the row above; its place.
fn merge_above(cells: &mut [GridBox], row: usize, first: usize, last: usize) -> Option<usize> {
    let place = cells.iter().position(|cell| {
        cell.column == first && cell.column + cell.column_span == last + 1 && cell.row + cell.row_span == row
    })?;
    cells.get_mut(place)?.row_span += 1;
    Some(place)
}

/// Do lines hold one text, in the first column: a heading of the rows below?
fn is_alone(lines: &[RegionLine]) -> bool {
    lines.iter().all(|line| matches!(line.placed.as_slice(), [only] if only.first == 0))
}

/// Does a ruling or the edge of a band over the whole width stand above a line, or the table end there?
fn is_parted(sorted: &Sorted, at: usize) -> bool {
    sorted.lines.get(at).is_none_or(|line| matches!(line.above, Drawn::Whole(_)))
}

/// Stretches of columns that are cells of a row, from left to right, without gaps.
pub(crate) fn ranges_of_row(lines: &[RegionLine], columns: usize) -> Vec<(usize, usize)> {
    let placed: Vec<&Placed> = lines.iter().flat_map(|line| &line.placed).collect();
    let single: BTreeSet<usize> =
        placed.iter().filter(|placed| !placed.spans()).map(|placed| placed.first).collect();
    let mut wide: Vec<(usize, usize)> = placed
        .iter()
        .filter(|placed| placed.spans())
        .map(|placed| (placed.first, placed.last))
        // A text that runs over into columns that have texts of their own stands in its first column.
        .filter(|(first, last)| single.range(first + 1..=*last).next().is_none())
        .collect();
    wide.sort_unstable();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut column = 0;
    for (first, last) in wide {
        if first < column {
            if let Some(open) = ranges.last_mut().filter(|open| open.1 < last) {
                let free = single.range(open.1 + 1..=last).next().is_none();
                if free {
                    open.1 = last.min(columns - 1);
                    column = open.1 + 1;
                }
            }
            continue;
        }
        ranges.extend((column..first).map(|column| (column, column)));
        ranges.push((first, last.min(columns - 1)));
        column = last + 1;
    }
    ranges.extend((column..columns).map(|column| (column, column)));
    ranges
}

/// Where columns begin, and where the last one ends.
fn column_lines(region: &Region, gutters: &[Gutter]) -> Vec<f64> {
    let (mut x0, mut x1) = extent(&region.lines);
    if let Some((from, to)) = region.frame {
        x0 = x0.min(from);
        x1 = x1.max(to);
    } else {
        x0 -= MARGIN;
        x1 += MARGIN;
    }
    let mut xs = vec![x0];
    xs.extend(gutters.iter().map(Gutter::middle));
    xs.push(x1);
    xs
}

/// Where rows begin, and where the last one ends.
fn row_lines(region: &Region, sorted: &Sorted) -> Vec<f64> {
    let top = sorted.lines.first().map_or(0.0, |line| line.top);
    let bottom = sorted.lines.iter().map(|line| line.bottom).fold(top, f64::max);
    let (top, bottom) =
        region.ends.map_or((top - MARGIN, bottom + MARGIN), |(from, to)| (from.min(top), to.max(bottom)));
    let mut ys = vec![top];
    for (at, line) in sorted.lines.iter().enumerate().skip(1) {
        let of = |at: usize| sorted.rows.of_line.get(at).copied();
        if of(at) == of(at - 1) {
            continue;
        }
        let before = sorted.lines.get(at - 1).map_or(line.top, |before| before.bottom);
        let y = match line.above {
            Drawn::Whole(y) => y,
            _ => f64::midpoint(before, line.top),
        };
        let last = ys.last().copied().unwrap_or(top);
        ys.push(y.clamp(last, bottom.max(last)));
    }
    ys.push(bottom.max(ys.last().copied().unwrap_or(bottom)));
    ys
}

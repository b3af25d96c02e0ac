//! Rows of a table beyond its outermost levels: heads above the only ruling, bodies below it.

use super::build::{Sorted, usual_size};
use super::columns::{Gutter, place_line};
use super::levels::Level;
use super::regions::{Region, lines_between};
use super::words::{Atom, Line};

/// A row beyond the frame stands this near to the row before: in font sizes, between their boxes.
const NEAR: f64 = 1.1;

/// The head above the topmost ruling stands this near to the row below it: in font sizes. Both keep off the ruling.
const NEAR_LEVEL: f64 = 2.0;

/// Share of its texts that stand in one column each.
const FITTING_SHARE: f64 = 0.7;

/// Most lines that are added at each end.
const MOST_LINES: usize = 200;

/// A head over all columns but the first stands this near to their middle: in font sizes.
const CENTRED: f64 = 2.0;

/// A level bounds another table where it covers this share of the frame.
const ACROSS_SHARE: f64 = 0.5;

/// A level this near to the end of a region is that end: points.
const OWN_LEVEL: f64 = 3.0;

/// Adds a head to a region without frame that stands above all columns but the first; tells whether there was one.
pub(crate) fn grow_head(region: &mut Region, sorted: &Sorted, lines: &[Line]) -> bool {
    let Some(first) = region.lines.first().filter(|_| region.frame.is_none() && sorted.columns() >= 3) else {
        return false;
    };
    let size = usual_size(&region.lines);
    let left = sorted.gutters.first().map_or(0.0, |gutter| gutter.to);
    let right = region.lines.iter().map(|line| line.bbox.x1).fold(left, f64::max);
    let above = lines
        .get(..lines.partition_point(|line| line.baseline < first.baseline - 0.5 * size))
        .and_then(<[Line]>::last)
        .filter(|line| first.bbox.y0 - line.bbox.y1 <= NEAR * size && line.stretches(1.0) == 1)
        .filter(|line| line.bbox.x0 >= left - size && line.bbox.x1 <= right + size)
        .filter(|line| (line.bbox.center().x - f64::midpoint(left, right)).abs() <= CENTRED * size);
    match above {
        Some(line) => {
            region.lines.insert(0, line.clone());
            true
        }
        None => false,
    }
}

/// Lines of a head below the one with a text in most columns at most.
const MOST_WRAPPED: usize = 3;

/// Lines whose baselines lie nearer than this are lines of heads beside each other: in font sizes. Lines of one text lie
/// farther apart.
const BESIDE: f64 = 1.05;

/// Lines of one text lie nearer than this: in font sizes.
const WRAPPED: f64 = 1.6;

/// A text that wraps is this long at least: in font sizes. Shorter ones below each other are a vertical heading.
const WRAPPING: f64 = 3.0;

/// Can a line be the next one of texts in the line above it: each of its texts begins where one above begins, or ends
/// where one ends?
fn goes_on(above: &Line, line: &Line) -> bool {
    let over = above.atoms();
    let near = |atom: &Atom| {
        let level = |one: f64, other: f64| (one - other).abs() < 0.5 * line.size;
        over.iter().find(|over| level(over.x0, atom.x0) || level(over.x1, atom.x1))
    };
    let (atoms, long) = (line.atoms(), WRAPPING * line.size);
    line.baseline - above.baseline < WRAPPED * line.size
        && atoms.iter().all(|atom| near(atom).is_some())
        && atoms.iter().any(|atom| {
            near(atom).is_some_and(|text| {
                // Justified, its last word may stand apart: 20,000　時⏎間.
                let before = over.iter().find(|other| (0.0..1.2 * line.size).contains(&(text.x0 - other.x1)));
                text.x1 - before.map_or(text.x0, |before| before.x0) >= long
            })
        })
}

/// Nothing stands this far beyond what a page break leaves of a row: in font sizes.
const PAGE_END: f64 = 4.0;

/// The lines beyond a region, from near to far, that are what a page break left of a row: near each other, each text
/// where texts of a column begin, in more columns than the first, and nothing beyond them.
fn cut_row(
    region: &Region,
    edge: f64,
    beyond: impl Iterator<Item = Line>,
    in_columns: impl Fn(&Line) -> bool,
) -> Vec<Line> {
    let size = usual_size(&region.lines);
    let x0 = region.frame.map_or(f64::INFINITY, |frame| frame.0);
    let mut found: Vec<Line> = Vec::new();
    let mut reached = (edge, edge);
    let (mut begun, mut texts) = (0, 0);
    for line in beyond {
        let gap = (line.bbox.y0 - reached.1).max(reached.0 - line.bbox.y1);
        if gap > PAGE_END * size {
            break;
        }
        // The level that bounds the region lies before the first line.
        let near = if found.is_empty() { NEAR_LEVEL } else { NEAR };
        let (begin, all) = begin_in_columns(&line, region);
        if gap > near * size || begin < all && !in_columns(&line) {
            return Vec::new();
        }
        (begun, texts) = (begun + begin, texts + all);
        reached = (line.bbox.y0, line.bbox.y1);
        found.push(line);
    }
    let inner = |line: &Line| line.bbox.x0 > x0 + PAGE_END * size;
    let cut = found.iter().any(inner) && begun as f64 >= BEGUN_SHARE * texts as f64;
    if cut { found } else { Vec::new() }
}

/// Share of the texts in what a page break leaves of a row that begin where texts of a column do.
const BEGUN_SHARE: f64 = 0.85;

/// Are there several texts in a line, each beginning where texts of the region begin: what is left of a cut row?
fn begins_in_columns(line: &Line, region: &Region) -> bool {
    line.atoms().len() >= 2 && all_begin_in_columns(line, region)
}

fn all_begin_in_columns(line: &Line, region: &Region) -> bool {
    let (begin, all) = begin_in_columns(line, region);
    begin == all
}

/// Texts of a line that begin where texts of the region do, and all of them.
fn begin_in_columns(line: &Line, region: &Region) -> (usize, usize) {
    let begins = |x0: f64| {
        let near = |line: &&Line| line.atoms().iter().any(|atom| (atom.x0 - x0).abs() < 0.25 * line.size);
        region.lines.iter().filter(near).count() >= 2
    };
    let atoms = line.atoms();
    (atoms.iter().filter(|atom| begins(atom.x0)).count(), atoms.len())
}

/// Left and right end of the texts of each column that stand in it alone.
fn column_extents(region: &Region, sorted: &Sorted, size: f64) -> Vec<(f64, f64)> {
    let mut extents = vec![(f64::INFINITY, f64::NEG_INFINITY); sorted.columns()];
    for placed in region.lines.iter().flat_map(|line| place_line(&line.atoms(), &sorted.gutters, size)) {
        if let Some(extent) = extents.get_mut(placed.first).filter(|_| !placed.spans()) {
            *extent = (extent.0.min(placed.atom.x0), extent.1.max(placed.atom.x1));
        }
    }
    extents
}

/// Does each text of a line begin or end where those of a column do, in most columns and in their order? Names and values
/// below a short head are wider than it.
fn stands_aligned(line: &Line, extents: &[(f64, f64)]) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() < 0.5 * line.size;
    let of = |atom: &Atom| extents.iter().position(|(x0, x1)| near(atom.x0, *x0) || near(atom.x1, *x1));
    let columns: Vec<Option<usize>> = line.atoms().iter().map(of).collect();
    let rising = columns.windows(2).all(|pair| matches!(pair, [Some(one), Some(other)] if one < other));
    rising && columns.len() >= 2 && columns.len() * 2 > extents.len()
}

/// The next level above a region and the next below it: they bound other tables.
fn levels_beyond(region: &Region, levels: &[Level]) -> (f64, f64) {
    let (Some((x0, x1)), Some((top, bottom))) = (region.frame, region.ends) else {
        return (f64::NEG_INFINITY, f64::INFINITY);
    };
    let across = |level: &&Level| level.covered(x0, x1) >= ACROSS_SHARE * (x1 - x0);
    let above = levels.iter().filter(|level| level.y < top - OWN_LEVEL).filter(across);
    let below = levels.iter().filter(|level| level.y > bottom + OWN_LEVEL).filter(across);
    (
        above.map(|level| level.y).fold(f64::NEG_INFINITY, f64::max),
        below.map(|level| level.y).fold(f64::INFINITY, f64::min),
    )
}

/// Adds lines above and below a region that stand in its columns; tells whether there were any.
pub(crate) fn grow_region(region: &mut Region, sorted: &Sorted, lines: &[Line], levels: &[Level]) -> bool {
    let Some(growth) = Growth::of(region, sorted, lines) else { return false };
    let (highest, lowest) = levels_beyond(region, levels);
    let (mut above, top) = growth.above(highest);
    let (mut below, bottom) = growth.below(lowest);
    if above.is_empty() && below.is_empty() {
        return false;
    }
    if let Some((from, to)) = &mut region.ends {
        *from = from.min(top - 1.0);
        *to = to.max(bottom + 1.0);
    }
    above.reverse();
    above.append(&mut region.lines);
    above.append(&mut below);
    region.lines = above;
    true
}

/// What tells whether a line beyond a region belongs to it.
struct Growth<'a> {
    region: &'a Region,
    sorted: &'a Sorted,
    lines: &'a [Line],
    frame: (f64, f64),
    /// Usual font size, points.
    size: f64,
    /// The gutters, narrowed: texts beyond the frame may be longer than those inside, and end where those of the next
    /// column begin.
    late: Vec<Gutter>,
    /// Where the texts of each column begin and end.
    extents: Vec<(f64, f64)>,
}

impl<'a> Growth<'a> {
    fn of(region: &'a Region, sorted: &'a Sorted, lines: &'a [Line]) -> Option<Self> {
        let size = usual_size(&region.lines);
        let narrow = |gutter: &Gutter| Gutter { from: (gutter.to - size).max(gutter.from), to: gutter.to };
        Some(Self {
            frame: region.frame?,
            late: sorted.gutters.iter().map(narrow).collect(),
            extents: column_extents(region, sorted, size),
            region,
            sorted,
            lines,
            size,
        })
    }

    fn fits_at(&self, line: &Line, gutters: &[Gutter]) -> bool {
        let placed = place_line(&line.atoms(), gutters, self.size);
        let fitting = placed.iter().filter(|placed| !placed.spans()).count();
        let mut columns: Vec<usize> = placed.iter().map(|placed| placed.first).collect();
        columns.dedup();
        fitting >= 2
            && columns.len() * 2 > self.sorted.columns()
            && fitting as f64 >= FITTING_SHARE * placed.len() as f64
    }

    fn fits(&self, line: &Line) -> bool {
        self.fits_at(line, &self.sorted.gutters)
            || self.fits_at(line, &self.late)
            || stands_aligned(line, &self.extents)
    }

    fn in_columns(&self, line: &Line) -> bool {
        place_line(&line.atoms(), &self.sorted.gutters, self.size).iter().all(|placed| !placed.spans())
    }

    /// The lines above that belong to the region, from below to above, and where the first of them begins.
    ///
    /// A head wraps in some of its columns: lines with a text or two belong to the line that fits above them.
    fn above(&self, highest: f64) -> (Vec<Line>, f64) {
        let size = self.size;
        let Some(mut top) = self.region.lines.first().map(|line| line.bbox.y0) else {
            return (Vec::new(), highest);
        };
        let beside = |line: &Line, other: &Line| (line.baseline - other.baseline).abs() < BESIDE * size;
        let (mut above, mut pending): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
        let reach = (top - 8.0 * size).max(highest);
        for line in lines_between(self.lines, (reach, top), self.frame).into_iter().rev() {
            let reached = pending.last().map_or(top, |part: &Line| part.bbox.y0);
            let near = if above.is_empty() && pending.is_empty() { NEAR_LEVEL } else { NEAR };
            if reached - line.bbox.y1 > near * size {
                break;
            }
            if self.fits(&line) {
                top = line.bbox.y0;
                above.append(&mut pending);
                above.push(line);
            } else if above.last().is_some_and(|last| beside(last, &line)) {
                top = line.bbox.y0;
                above.push(line);
                break;
            } else if above.is_empty()
                && pending.len() < MOST_WRAPPED
                && (self.in_columns(&line) || line.stretches(1.0) >= 2)
            {
                pending.push(line);
            } else {
                break;
            }
        }
        if above.is_empty() {
            let beyond = lines_between(self.lines, (highest, top), self.frame).into_iter().rev();
            above = cut_row(self.region, top, beyond, |line| self.in_columns(line));
            top = above.last().map_or(top, |line| line.bbox.y0);
        }
        (above, top)
    }

    /// The lines below that belong to the region, and where the last of them ends.
    fn below(&self, lowest: f64) -> (Vec<Line>, f64) {
        let Some(mut bottom) = self.region.lines.last().map(|line| line.bbox.y1) else {
            return (Vec::new(), lowest);
        };
        let reach = MOST_LINES as f64 * self.size;
        let mut below: Vec<Line> = Vec::new();
        for line in lines_between(self.lines, (bottom, (bottom + reach).min(lowest)), self.frame) {
            // A row that no level closes wraps too.
            let stands = self.in_columns(&line) || all_begin_in_columns(&line, self.region);
            let goes_on = below.last().is_some_and(|last| goes_on(last, &line) && stands)
                || stands && begins_in_columns(&line, self.region);
            if line.bbox.y0 - bottom > NEAR * self.size || !self.fits(&line) && !goes_on {
                break;
            }
            bottom = line.bbox.y1;
            below.push(line);
        }
        if below.is_empty() {
            let beyond = lines_between(self.lines, (bottom, lowest), self.frame).into_iter();
            below = cut_row(self.region, bottom, beyond, |line| self.in_columns(line));
            bottom = below.last().map_or(bottom, |line| line.bbox.y1);
        }
        (below, bottom)
    }
}

//! Columns that are known before their texts are looked at: upright rulings part them, or the same table does on other pages.

use document_model::Rect;

use crate::page::rulings::{Rulings, Segment};

use super::columns::Gutter;
use super::levels::Level;
use super::regions::{PIECE_GAP, Region, levels_between, lines_between};
use super::words::{Atom, Line};

/// The columns of a table: points on the page as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownColumns {
    /// Where the first column begins, and where the last one ends.
    pub ends: (f64, f64),
    /// The gaps between the columns, from left to right: where texts end before them, and begin behind them.
    pub gaps: Vec<(f64, f64)>,
}

/// Columns from which on they are looked at.
const FEWEST_COLUMNS: usize = 3;

/// Ends of columns and of a frame nearer than this are the same, points.
const SAME_END: f64 = 8.0;

/// Upright lines nearer than this are one, points.
const SAME_LINE: f64 = 2.5;

/// Share of the height of the tallest line that one covers that parts columns.
const TALL_SHARE: f64 = 0.5;

/// Such lines are this tall at least, points.
const LOWEST: f64 = 30.0;

/// A text lies in a column where it reaches no farther than this beyond it: in font sizes.
const WITHIN: f64 = 0.35;

/// Texts that begin this near to where a column begins stand at its left: in font sizes.
const AT_START: f64 = 0.6;

/// Rows of one table lie nearer than this: in font sizes.
const WIDEST_PITCH: f64 = 12.0;

/// Share of the texts of a region that lie in one column each, from which on its columns are known ones.
const FITTING_SHARE: f64 = 0.85;

/// A text over several columns in a row of its own is no longer than this: in characters. Longer ones are running text.
const LONGEST_HEADING: usize = 40;

impl KnownColumns {
    /// Columns between upright lines.
    fn between(xs: &[f64]) -> Option<Self> {
        let (first, last) = (xs.first()?, xs.last()?);
        let inner = xs.get(1..xs.len() - 1)?;
        Some(Self { ends: (*first, *last), gaps: inner.iter().map(|x| (*x, *x)).collect() })
    }

    fn columns(&self) -> usize {
        self.gaps.len() + 1
    }

    fn gutters(&self) -> Vec<Gutter> {
        self.gaps.iter().map(|(from, to)| Gutter { from: *from, to: *to }).collect()
    }

    /// The texts of a line, parted where columns begin.
    fn atoms(&self, line: &Line) -> Vec<Atom> {
        let starts: Vec<f64> = self.gaps.iter().map(|gap| gap.1).collect();
        line.parted_atoms(&starts, &starts)
    }

    /// Texts of a line: those in one column, and all.
    fn fitting(&self, line: &Line) -> (usize, usize) {
        let (left, right) = self.ends;
        let reach = WITHIN * line.size;
        let atoms = self.atoms(line);
        let fits = |atom: &&Atom| {
            let across = |gap: &(f64, f64)| {
                let x = f64::midpoint(gap.0, gap.1);
                atom.x0 + reach < x && x < atom.x1 - reach
            };
            atom.x0 >= left - line.size && atom.x1 <= right + line.size && !self.gaps.iter().any(across)
        };
        (atoms.iter().filter(fits).count(), atoms.len())
    }

    /// Do the texts of a line begin where columns do, in several of them?
    fn is_row(&self, line: &Line) -> bool {
        let at_start = self.atoms(line).iter().filter(|atom| self.starts_near(atom.x0, line.size)).count();
        let (fitting, all) = self.fitting(line);
        all >= FEWEST_COLUMNS && fitting == all && at_start * 2 > all
    }

    fn starts_near(&self, x: f64, size: f64) -> bool {
        let starts = self.gaps.iter().map(|gap| gap.1).chain([self.ends.0]);
        starts.into_iter().any(|start| (x - start).abs() <= AT_START * size)
    }

    /// Can a line stand in a table of these columns: all texts in one column, or a heading from the left edge on?
    fn holds(&self, line: &Line) -> bool {
        let (fitting, all) = self.fitting(line);
        let alone = line.stretches(PIECE_GAP) < 2;
        let left = (line.bbox.x0 - self.ends.0).abs() <= AT_START * line.size;
        let characters: usize = line.words.iter().map(|word| word.text.chars().count()).sum();
        match alone {
            true if fitting == all => self.starts_near(line.bbox.x0, line.size),
            true => left && characters <= LONGEST_HEADING,
            false => fitting == all,
        }
    }
}

/// Gives a region the columns that are known and that its texts stand in.
pub(crate) fn know_columns(region: &mut Region, known: &[KnownColumns]) {
    let Some((x0, x1)) = region.frame else { return };
    let fits = |columns: &&KnownColumns| {
        let within = x0 <= columns.ends.0 + SAME_END && columns.ends.1 <= x1 + SAME_END;
        let rows = region.lines.iter().filter(|line| line.stretches(PIECE_GAP) >= 2);
        let (fitting, all) = rows.fold((0, 0), |sum, line| {
            let (fitting, all) = columns.fitting(line);
            (sum.0 + fitting, sum.1 + all)
        });
        within && all > 0 && fitting as f64 >= FITTING_SHARE * all as f64
    };
    if let Some(columns) = known.iter().find(fits) {
        region.known = columns.gutters();
    }
}

/// Regions of lines that stand in known columns, without a frame.
pub(crate) fn find_known(known: &[KnownColumns], levels: &[Level], lines: &[Line]) -> Vec<Region> {
    let mut regions = Vec::new();
    for columns in known.iter().filter(|columns| columns.columns() >= FEWEST_COLUMNS) {
        let mut at = 0;
        while at < lines.len() {
            let end = known_from(columns, lines, at);
            if end > at {
                regions.push(region_of(columns, levels, lines.get(at..end).unwrap_or_default()));
            }
            at = end.max(at + 1);
        }
        if !regions.is_empty() {
            break;
        }
    }
    regions
}

/// Where the region of known columns ends that begins with a line; the line itself where none begins.
fn known_from(columns: &KnownColumns, lines: &[Line], start: usize) -> usize {
    if !lines.get(start).is_some_and(|line| columns.is_row(line)) {
        return start;
    }
    let mut end = start + 1;
    let mut at = start + 1;
    while let (Some(before), Some(line)) = (lines.get(at - 1), lines.get(at)) {
        let near = line.baseline - before.baseline <= WIDEST_PITCH * line.size;
        if !near || !columns.holds(line) {
            break;
        }
        let crosses = columns.fitting(line).0 == 0;
        at += 1;
        if !crosses {
            end = at;
        }
    }
    end
}

fn region_of(columns: &KnownColumns, levels: &[Level], lines: &[Line]) -> Region {
    let top = lines.first().map_or(0.0, |line| line.bbox.y0);
    let bottom = lines.last().map_or(0.0, |line| line.bbox.y1);
    let x0 = lines.iter().map(|line| line.bbox.x0).fold(f64::INFINITY, f64::min);
    let x1 = lines.iter().map(|line| line.bbox.x1).fold(f64::NEG_INFINITY, f64::max);
    Region {
        lines: lines.to_vec(),
        frame: None,
        ends: None,
        levels: levels_between(levels, (top, bottom), (x0, x1)),
        parts: Vec::new(),
        known: columns.gutters(),
    }
}

/// Regions between upright rulings with nothing level drawn at them: the rulings part their columns.
pub(crate) fn find_upright(
    rulings: &Rulings,
    taken: &[Rect],
    levels: &[Level],
    lines: &[Line],
) -> Vec<Region> {
    let free = |line: &&Segment| {
        let middle = f64::midpoint(line.from, line.to);
        let near = |rect: &Rect| rect.x0 - 2.0 <= line.at && line.at <= rect.x1 + 2.0;
        !taken.iter().any(|rect| near(rect) && rect.y0 - 2.0 <= middle && middle <= rect.y1 + 2.0)
    };
    let mut segments: Vec<Segment> = rulings.vertical.iter().filter(free).copied().collect();
    segments.sort_by(|one, other| one.from.total_cmp(&other.from));
    let mut regions = Vec::new();
    let mut group: Vec<Segment> = Vec::new();
    let mut reached = f64::NEG_INFINITY;
    for segment in segments {
        if segment.from > reached {
            regions.extend(upright_region(&std::mem::take(&mut group), levels, lines));
        }
        reached = reached.max(segment.to);
        group.push(segment);
    }
    regions.extend(upright_region(&group, levels, lines));
    regions
}

/// The region of upright rulings beside each other; none where they part too few columns.
fn upright_region(group: &[Segment], levels: &[Level], lines: &[Line]) -> Option<Region> {
    let top = group.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    let bottom = group.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    let mut sorted = group.to_vec();
    sorted.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut places: Vec<(f64, f64)> = Vec::new();
    for line in sorted {
        match places.last_mut() {
            Some(last) if line.at - last.0 <= SAME_LINE => last.1 += line.length(),
            _ => places.push((line.at, line.length())),
        }
    }
    let xs: Vec<f64> = places
        .iter()
        .filter(|place| place.1 >= TALL_SHARE * (bottom - top) && place.1 >= LOWEST)
        .map(|place| place.0)
        .collect();
    let columns = KnownColumns::between(&xs).filter(|columns| columns.columns() >= FEWEST_COLUMNS)?;
    let (x0, x1) = columns.ends;
    let inside = lines_between(lines, (top, bottom), (x0, x1));
    Some(Region {
        lines: inside,
        frame: Some((x0, x1)),
        ends: Some((top, bottom)),
        levels: levels_between(levels, (top, bottom), (x0, x1)),
        parts: Vec::new(),
        known: columns.gutters(),
    })
}

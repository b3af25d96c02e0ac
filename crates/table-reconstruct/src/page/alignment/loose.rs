//! Stretches of a page that may be tables without a frame: lines in several pieces.

use super::levels::Level;
use super::regions::{PIECE_GAP, Region, SINGLE_PITCH, inner_starts, levels_between, median};
use super::words::Line;

/// Lines farther apart than this are not of one table: in font sizes.
const WIDEST_PITCH: f64 = 3.2;

/// The same where the table's lines stand far apart: in pitches of the table.
const PITCH_GROWTH: f64 = 1.7;

/// Most lines in one piece in a row inside a table without frame.
const MOST_SINGLE: usize = 3;

/// A piece as wide as this is text that runs on: in font sizes.
const LONG_PIECE: f64 = 17.0;

/// Texts side by side from which on a line tells where columns begin.
const COLUMNS_KNOWN: usize = 3;

/// Texts that begin this near to each other begin at one place: in font sizes.
const SAME_START: f64 = 0.25;

/// Rows whose texts begin where those above do lie nearer than this: in font sizes.
const RESUMING_PITCH: f64 = 10.0;

/// The same where many texts begin, all of them where several of those above do: rows as high as a spreadsheet has them.
const HIGH_ROW: f64 = 30.0;

/// Texts of such a line at least.
const MANY_COLUMNS: usize = 5;

/// Regions of lines in several pieces, without a frame.
pub(crate) fn find_loose(levels: &[Level], lines: &[Line]) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = loose_from(lines, at);
        let inside = lines.get(at..end).unwrap_or_default();
        if inside.len() >= 2 {
            let top = inside.first().map_or(0.0, |line| line.bbox.y0);
            let bottom = inside.last().map_or(0.0, |line| line.bbox.y1);
            let x0 = inside.iter().map(|line| line.bbox.x0).fold(f64::INFINITY, f64::min);
            let x1 = inside.iter().map(|line| line.bbox.x1).fold(f64::NEG_INFINITY, f64::max);
            regions.push(Region {
                lines: inside.to_vec(),
                frame: None,
                ends: None,
                levels: levels_between(levels, (top, bottom), (x0, x1)),
                parts: Vec::new(),
                known: Vec::new(),
            });
        }
        at = end.max(at + 1);
    }
    regions
}

/// Where the region ends that begins with a line; the line itself where none begins.
fn loose_from(lines: &[Line], start: usize) -> usize {
    let Some(first) = lines.get(start).filter(|line| is_in_pieces(line)) else { return start };
    let mut end = start + 1;
    let mut pitches: Vec<f64> = Vec::new();
    let mut starts = Starts::default();
    starts.add(first);
    let mut at = start + 1;
    while let (Some(before), Some(line)) = (lines.get(at - 1), lines.get(at)) {
        let pitch = line.baseline - before.baseline;
        let usual = PITCH_GROWTH * median(&pitches);
        let both = is_in_pieces(line) && is_in_pieces(before);
        let size = line.size.max(before.size);
        let widest = if both { WIDEST_PITCH } else { SINGLE_PITCH } * size;
        let near = pitch <= usual.clamp(widest, WIDEST_PITCH * size).max(usual);
        let far = pitch <= RESUMING_PITCH * size;
        let high = pitch <= HIGH_ROW * size && starts.resumes_all(line);
        let resumes =
            near || high || far && (starts.resumes(line) || starts.resumes_below(line, lines.get(at + 1)));
        if !resumes {
            break;
        }
        if is_in_pieces(line) || starts.goes_on(before, line) || starts.resumes(line) {
            end = at + 1;
        } else if at + 1 - end > MOST_SINGLE {
            break;
        }
        starts.add(line);
        if pitches.len() < 64 && near {
            pitches.push(pitch);
        }
        at += 1;
    }
    end
}

/// Where the texts of lines with texts in several columns begin, from left to right: points, and how many begin there.
#[derive(Default)]
struct Starts(Vec<(f64, usize)>);

impl Starts {
    fn add(&mut self, line: &Line) {
        if line.stretches(PIECE_GAP) < COLUMNS_KNOWN {
            return;
        }
        for x in starts_of(line) {
            match self.0.iter_mut().find(|start| (start.0 - x).abs() <= SAME_START * line.size) {
                Some(start) => start.1 += 1,
                None => self.0.push((x, 1)),
            }
        }
        self.0.sort_by(|one, other| one.0.total_cmp(&other.0));
    }

    fn at(&self, x: f64, size: f64) -> Option<(f64, usize)> {
        self.0.iter().copied().find(|start| (start.0 - x).abs() <= SAME_START * size)
    }

    /// Are all texts of a line lines of cells of inner columns, one of which has a text in the line before?
    fn goes_on(&self, before: &Line, line: &Line) -> bool {
        let Some((first, _)) = self.0.first() else { return false };
        let inner = |x: f64| self.at(x, line.size).filter(|start| start.0 > first + line.size);
        let over = before.atoms();
        let held = |start: f64| over.iter().any(|atom| (atom.x0 - start).abs() <= SAME_START * line.size);
        let starts: Vec<Option<(f64, usize)>> = line.atoms().iter().map(|atom| inner(atom.x0)).collect();
        starts.iter().all(Option::is_some) && starts.iter().flatten().any(|start| held(start.0))
    }

    /// Do most texts of a line, in several columns, begin where those of several lines do, or all of many columns where those
    /// of one do: the next row of a table whose rows stand far apart?
    fn resumes(&self, line: &Line) -> bool {
        let starts = starts_of(line);
        let known = |least: usize| {
            starts.iter().filter(|x| self.at(**x, line.size).is_some_and(|start| start.1 >= least)).count()
        };
        starts.len() >= COLUMNS_KNOWN && known(2) * 4 >= starts.len() * 3
            || starts.len() > COLUMNS_KNOWN && known(1) == starts.len()
    }

    /// Do all of many texts of a line begin where those of several lines do?
    fn resumes_all(&self, line: &Line) -> bool {
        let starts = starts_of(line);
        let known = |x: &f64| self.at(*x, line.size).is_some_and(|start| start.1 >= 2);
        starts.len() >= MANY_COLUMNS && starts.iter().all(known)
    }

    /// Is a line a text alone where the first column begins, right above a line of the next row: a heading inside the table?
    fn resumes_below(&self, line: &Line, below: Option<&Line>) -> bool {
        let at_left =
            self.0.first().is_some_and(|first| (line.bbox.x0 - first.0).abs() <= SAME_START * line.size);
        let near = |below: &&Line| below.baseline - line.baseline <= WIDEST_PITCH * line.size;
        at_left
            && line.stretches(PIECE_GAP) < 2
            && below.filter(near).is_some_and(|below| self.resumes(below))
    }
}

/// Where the texts of a line begin: behind a gap, or painted by themselves behind one that they touch.
fn starts_of(line: &Line) -> Vec<f64> {
    let painted: Vec<f64> = inner_starts(line).collect();
    line.parted_atoms(&[], &painted).iter().map(|atom| atom.x0).collect()
}

/// Is the line in several pieces that are not all long?
fn is_in_pieces(line: &Line) -> bool {
    if line.stretches(PIECE_GAP) < 2 {
        return false;
    }
    let mut pieces: Vec<(f64, f64)> = Vec::new();
    for word in line.words.iter().filter(|word| !word.leader) {
        match pieces.last_mut() {
            Some(last) if word.bbox.x0 - last.1 <= PIECE_GAP * line.size => last.1 = last.1.max(word.bbox.x1),
            _ => pieces.push((word.bbox.x0, word.bbox.x1)),
        }
    }
    pieces.iter().any(|(from, to)| to - from < LONG_PIECE * line.size)
}

//! Gaps that run through the lines of a region part its columns.

use super::words::Atom;

/// Share of the texts, counted by how finely their lines are parted, that may lie across a gap: cells over columns.
const ACROSS_SHARE: f64 = 0.15;

/// A text lies in a column where it reaches this far into it: in font sizes.
const REACH: f64 = 0.3;

/// A text lies across a gap where it covers this share of it.
const COVERED_SHARE: f64 = 0.5;

/// A text lies over a column where it reaches farther than this into it: in font sizes.
const WITHIN: f64 = 0.1;

/// A gap as wide as this parts columns wherever two lines show it: in font sizes.
const WIDE_GUTTER: f64 = 1.0;

/// A gap narrower than this parts no columns: in font sizes.
const NARROWEST_GUTTER: f64 = 0.35;

/// A gap as wide as this parts columns where values stand on both sides of it in two lines, or in one of few lines that
/// all show it: in font sizes.
const VALUE_GUTTER: f64 = 0.5;

/// Edges nearer than this are aligned: in font sizes.
const ALIGNED: f64 = 0.25;

/// Share of the texts beside a narrow gap whose edges are aligned.
const ALIGNED_SHARE: f64 = 0.6;

/// Most texts of a line that count for the weight of its gaps.
const MOST_WEIGHT: usize = 8;

/// Most columns of a region.
const MOST_COLUMNS: usize = 120;

/// A gap that parts two columns: where it begins and where it ends, points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Gutter {
    /// Where the texts before it end.
    pub(crate) from: f64,
    /// Where the texts behind it begin.
    pub(crate) to: f64,
}

impl Gutter {
    /// Where the columns part.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    fn width(&self) -> f64 {
        self.to - self.from
    }
}

/// A text with the columns it covers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// The text.
    pub(crate) atom: Atom,
    /// Its first column.
    pub(crate) first: usize,
    /// Its last column.
    pub(crate) last: usize,
}

impl Placed {
    /// It covers several columns.
    pub(crate) fn spans(&self) -> bool {
        self.last > self.first
    }
}

/// The gaps that part the columns of lines; `size` is their font size, points.
pub(crate) fn find_gutters(lines: &[Vec<Atom>], size: f64) -> Vec<Gutter> {
    let rough = sweep(lines, |_| true, ACROSS_SHARE);
    if rough.is_empty() {
        return Vec::new();
    }
    let zones: Vec<Gutter> = rough.iter().map(|clear| clear.zone).collect();
    let fine = sweep(lines, |atom| !lies_across(atom, &zones, size), 0.0);
    let mut gutters: Vec<Gutter> = fine.iter().map(|clear| clear.best).collect();
    gutters.retain(|gutter| gutter.width() >= NARROWEST_GUTTER * size);
    gutters.truncate(MOST_COLUMNS);
    drop_weak(lines, &mut gutters, size);
    narrow(lines, &mut gutters, size);
    gutters
}

/// Adds the gaps at places where coloured boxes part that no gap holds yet, where few texts lie across.
pub(crate) fn add_parts(gutters: &mut Vec<Gutter>, parts: &[f64], lines: &[Vec<Atom>], size: f64) {
    let near = REACH * size;
    for x in parts {
        if gutters.iter().any(|gutter| gutter.from - near <= *x && *x <= gutter.to + near) {
            continue;
        }
        let (mut across, mut beside) = (0_usize, 0_usize);
        for line in lines {
            let over = |atom: &&Atom| atom.x0 < x - near && atom.x1 > x + near;
            across += usize::from(line.iter().find(over).is_some());
            let before = line.iter().any(|atom| atom.x1 <= x + near);
            beside += usize::from(before && line.iter().any(|atom| atom.x0 >= x - near));
        }
        if across * 4 <= beside && has_column_before(gutters, *x, lines, near) {
            gutters.push(Gutter { from: *x, to: *x });
        }
    }
    gutters.sort_by(|one, other| one.from.total_cmp(&other.from));
}

/// Do texts stand between the gap before a place and the place? Brackets hang out of a column without making one.
fn has_column_before(gutters: &[Gutter], x: f64, lines: &[Vec<Atom>], near: f64) -> bool {
    let before =
        gutters.iter().map(|gutter| gutter.to).filter(|to| *to < x).fold(f64::NEG_INFINITY, f64::max);
    let inside = |atom: &&Atom| before - near <= atom.x0 && atom.x1 <= x + near;
    lines.iter().flatten().any(|atom| inside(&atom))
}

/// Narrows gaps to the piece of them that heads leave free, which reach farther than the texts below.
fn narrow(lines: &[Vec<Atom>], gutters: &mut [Gutter], size: f64) {
    let mut over: Vec<Vec<(f64, f64)>> = vec![Vec::new(); gutters.len()];
    for atom in lines.iter().flatten() {
        let start = gutters.partition_point(|gutter| gutter.to <= atom.x0);
        for (at, gutter) in
            gutters.iter().enumerate().skip(start).take_while(|(_, gutter)| gutter.from < atom.x1)
        {
            let whole = atom.x0 <= gutter.from && gutter.to <= atom.x1;
            if let Some(over) = over.get_mut(at).filter(|_| !whole) {
                over.push((atom.x0, atom.x1));
            }
        }
    }
    for (gutter, mut over) in gutters.iter_mut().zip(over) {
        over.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut widest: Option<Gutter> = None;
        let mut from = gutter.from;
        for (x0, x1) in over.into_iter().chain([(gutter.to, gutter.to)]) {
            let piece = Gutter { from, to: x0.min(gutter.to) };
            if piece.width() >= REACH * size && widest.is_none_or(|widest| piece.width() > widest.width()) {
                widest = Some(piece);
            }
            from = from.max(x1);
        }
        *gutter = widest.unwrap_or(*gutter);
    }
}

/// Does a text lie over most of a gap, and over a column beside it?
fn lies_across(atom: &Atom, zones: &[Gutter], size: f64) -> bool {
    let within = WITHIN * size;
    let start = zones.partition_point(|zone| zone.to <= atom.x0);
    zones.iter().skip(start).take_while(|zone| zone.from < atom.x1).any(|zone| {
        let common = atom.x1.min(zone.to) - atom.x0.max(zone.from);
        common >= COVERED_SHARE * zone.width() && (atom.x0 < zone.from - within || atom.x1 > zone.to + within)
    })
}

/// A stretch between columns.
struct Clear {
    /// All of it.
    zone: Gutter,
    /// The widest piece of it that the fewest texts cover.
    best: Gutter,
}

/// Stretches that texts cover with no more than a share of their weight, inside the region.
fn sweep(lines: &[Vec<Atom>], counts: impl Fn(&Atom) -> bool, share: f64) -> Vec<Clear> {
    // Place, change of the weight that covers it, change of the weight of lines that reach over it.
    let mut events: Vec<(f64, f64, f64)> = Vec::new();
    for line in lines {
        let parts = line.len().saturating_sub(1).min(MOST_WEIGHT) as f64;
        // A line in one piece says nothing of gaps; it covers none by itself unless nothing else is known.
        let weight = if share > 0.0 { parts } else { 1.0 };
        let mut ends: Option<(f64, f64)> = None;
        for atom in line.iter().filter(|atom| counts(atom)) {
            events.push((atom.x0, weight, 0.0));
            events.push((atom.x1, -weight, 0.0));
            ends = Some(ends.map_or((atom.x0, atom.x1), |(x0, x1)| (atom.x0.min(x0), atom.x1.max(x1))));
        }
        if let Some((x0, x1)) = ends {
            events.push((x0, 0.0, weight));
            events.push((x1, 0.0, -weight));
        }
    }
    events.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.total_cmp(&one.1)));
    let (mut covered, mut reached) = (0.0, 0.0);
    let mut gaps: Vec<Clear> = Vec::new();
    let mut open: Option<(f64, f64)> = None;
    let mut best: Option<Gutter> = None;
    let mut lowest = f64::INFINITY;
    let mut at = 0;
    while let Some((x, ..)) = events.get(at).copied() {
        while let Some((_, cover, reach)) = events.get(at).filter(|event| event.0 <= x) {
            covered += cover;
            reached += reach;
            at += 1;
        }
        let Some(next) = events.get(at).map(|event| event.0) else { break };
        let clear = reached > 0.5 && covered <= share * reached + 1e-6;
        if clear {
            open = Some(open.map_or((x, next), |(from, _)| (from, next)));
            let piece = match best {
                Some(best) if (covered - lowest).abs() < 1e-6 && (best.to - x).abs() < 1e-6 => {
                    Gutter { from: best.from, to: next }
                }
                _ => Gutter { from: x, to: next },
            };
            let wider = best.is_none_or(|best| piece.width() > best.width());
            if covered < lowest - 1e-6 || (covered - lowest).abs() < 1e-6 && wider {
                lowest = covered.min(lowest);
                best = Some(piece);
            }
        } else if let Some((from, to)) = open.take() {
            gaps.extend(best.take().map(|best| Clear { zone: Gutter { from, to }, best }));
            lowest = f64::INFINITY;
        }
    }
    if let Some((from, to)) = open {
        gaps.extend(best.map(|best| Clear { zone: Gutter { from, to }, best }));
    }
    gaps
}

/// Takes gaps away that too few lines show on both sides, the weakest first.
fn drop_weak(lines: &[Vec<Atom>], gutters: &mut Vec<Gutter>, size: f64) {
    loop {
        let shown = evidence(lines, gutters, size);
        let weakest = shown
            .iter()
            .enumerate()
            .filter(|(at, shown)| {
                gutters.get(*at).is_some_and(|gutter| !shown.parts(gutter, lines.len(), size))
            })
            .min_by(|one, other| one.1.lines.cmp(&other.1.lines).then(one.0.cmp(&other.0)))
            .map(|(at, _)| at);
        match weakest {
            Some(at) => {
                gutters.remove(at);
            }
            None => break,
        }
    }
}

/// What lines show of a gap.
#[derive(Debug, Clone, Default)]
struct Shown {
    /// Lines with text in both columns beside it.
    lines: usize,
    /// Lines with a value in both.
    values: usize,
    /// Where texts end before it.
    ends: Vec<f64>,
    /// Where texts begin behind it.
    starts: Vec<f64>,
    /// Widest gap among them, points.
    least: f64,
}

impl Shown {
    fn parts(&self, gutter: &Gutter, lines: usize, size: f64) -> bool {
        if gutter.width() >= WIDE_GUTTER * size {
            // A gap that one line shows is no column, unless there are few lines.
            return self.lines >= if lines <= 4 { 1 } else { 2 };
        }
        // Brackets leave room at the end of a head.
        let near = is_aligned(&self.ends, 2.6 * size) || is_aligned(&self.starts, 2.6 * size);
        let whole = lines <= 4 && self.values >= 1 && self.lines == lines && near;
        if (self.values >= 2 || whole) && self.lines >= 2 && self.least >= VALUE_GUTTER * size {
            return true;
        }
        let aligned = is_aligned(&self.ends, size) || is_aligned(&self.starts, size);
        self.lines >= 2 && (aligned || self.lines >= 6 && self.least >= WIDE_GUTTER * size / 2.0)
    }
}

fn is_aligned(edges: &[f64], size: f64) -> bool {
    let mut sorted = edges.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut most = 0;
    let mut start = 0;
    for (at, edge) in sorted.iter().enumerate() {
        while sorted.get(start).is_some_and(|first| edge - first > ALIGNED * size) {
            start += 1;
        }
        most = most.max(at + 1 - start);
    }
    most as f64 >= ALIGNED_SHARE * edges.len() as f64
}

fn evidence(lines: &[Vec<Atom>], gutters: &[Gutter], size: f64) -> Vec<Shown> {
    let mut shown = vec![Shown { least: f64::INFINITY, ..Shown::default() }; gutters.len()];
    for line in lines {
        let placed = place_line(line, gutters, size);
        for pair in placed.windows(2) {
            let [one, other] = pair else { continue };
            if one.last + 1 == other.first
                && let Some(shown) = shown.get_mut(one.last)
            {
                shown.lines += 1;
                shown.values += usize::from(one.atom.value && other.atom.value);
                shown.ends.push(one.atom.x1);
                shown.starts.push(other.atom.x0);
                shown.least = shown.least.min(other.atom.x0 - one.atom.x1);
            }
        }
    }
    shown
}

/// Puts the texts of a line into columns.
pub(crate) fn place_line(line: &[Atom], gutters: &[Gutter], size: f64) -> Vec<Placed> {
    line.iter()
        .map(|atom| {
            let reach = (REACH * size).min((atom.x1 - atom.x0) / 2.0);
            let first = gutters.partition_point(|gutter| gutter.middle() <= atom.x0 + reach);
            let last = gutters.partition_point(|gutter| gutter.middle() < atom.x1 - reach).max(first);
            Placed { atom: atom.clone(), first, last }
        })
        .collect()
}

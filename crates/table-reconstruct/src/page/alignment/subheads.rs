//! Columns that only the head parts: heads side by side below one head, over cells that hold for all of them.

use super::columns::{Gutter, Placed};
use super::rows::RegionLine;

/// Heads side by side stand this far apart: in font sizes. Letters of one spaced head are nearer, or single.
const HEADS_APART: f64 = 1.5;

/// Texts of a column below that stand nearer are one text with a blank: in font sizes.
const TEXTS_APART: f64 = 0.6;

/// Characters of each of them, at least.
const FEWEST_CHARACTERS: usize = 2;

/// The head above stands this near to their middle: in font sizes.
const CENTRED: f64 = 1.6;

/// Heads that begin this near to each other begin at one place: in font sizes.
const SAME_START: f64 = 0.3;

/// The gaps between heads that stand side by side in one column below a head of all of them, from left to right.
pub(crate) fn head_gutters(lines: &[RegionLine], head_lines: usize, columns: usize) -> Vec<Gutter> {
    let Some((head, body)) = lines.split_at_checked(head_lines) else { return Vec::new() };
    let mut found: Vec<Gutter> = Vec::new();
    for column in 0..columns {
        let filled = body.iter().any(|line| touching(line, column).next().is_some());
        let parted = body.iter().any(|line| is_parted(line, column));
        if filled && !parted {
            let parted = (1..head.len()).find_map(|at| gaps(head.get(..at)?, head.get(at)?, column));
            found.extend(parted.unwrap_or_default());
        }
    }
    found
}

/// Does a line hold heads side by side in one column, below one head of all of them?
pub(crate) fn parts_column(above: &[RegionLine], line: &RegionLine, columns: usize) -> bool {
    (0..columns).any(|column| gaps(above, line, column).is_some())
}

/// Has a line several texts in a column, apart from each other?
fn is_parted(line: &RegionLine, column: usize) -> bool {
    let texts: Vec<&Placed> = touching(line, column).collect();
    let apart = |pair: &[&Placed]| matches!(pair, [one, other] if other.atom.x0 - one.atom.x1 > TEXTS_APART * line.size);
    texts.windows(2).any(apart)
}

/// The gaps between the texts of a column in a line of the head, where one text above stands over all of them: in their
/// middle, or beginning where they begin.
fn gaps(above: &[RegionLine], line: &RegionLine, column: usize) -> Option<Vec<Gutter>> {
    let heads: Vec<&Placed> = touching(line, column).collect();
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return None };
    let own = |head: &&Placed| !head.spans() && head.atom.characters >= FEWEST_CHARACTERS;
    if heads.len() < 2 || !heads.iter().all(own) {
        return None;
    }
    let over = above.iter().rev().find(|line| touching(line, column).next().is_some())?;
    let mut over = touching(over, column);
    let parent = over.next().filter(|_| over.next().is_none())?;
    let middle = f64::midpoint(first.atom.x0, last.atom.x1);
    let centred = (f64::midpoint(parent.atom.x0, parent.atom.x1) - middle).abs() <= CENTRED * line.size;
    let at_left = (parent.atom.x0 - first.atom.x0).abs() <= SAME_START * line.size;
    if !centred && !at_left {
        return None;
    }
    let gaps: Vec<Gutter> = heads
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => Some(Gutter { from: one.atom.x1, to: other.atom.x0 }),
            _ => None,
        })
        .collect();
    gaps.iter().all(|gap| gap.to - gap.from >= HEADS_APART * line.size).then_some(gaps)
}

fn touching(line: &RegionLine, column: usize) -> impl Iterator<Item = &Placed> {
    line.placed.iter().filter(move |placed| placed.first <= column && column <= placed.last)
}

/// Texts below columns that only the head parts stand in all of them.
pub(crate) fn widen_body(lines: &mut [RegionLine], gutters: &[Gutter], inner: &[Gutter]) {
    let parted = |column: usize| gutters.get(column).is_some_and(|gutter| inner.contains(gutter));
    for placed in lines.iter_mut().flat_map(|line| &mut line.placed) {
        while placed.first.checked_sub(1).is_some_and(parted) {
            placed.first -= 1;
        }
        while parted(placed.last) {
            placed.last += 1;
        }
    }
}

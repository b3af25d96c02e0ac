//! Heads that stand over several columns.

use super::columns::{Gutter, Placed};
use super::rows::{Drawn, RegionLine};

/// A head over several columns stands this near to their middle: in font sizes.
const CENTRED: f64 = 1.6;

/// It stands nearer to the middle of its columns than to that of one of them: by this factor.
const NEARER: f64 = 0.6;

/// A head this near to the middle of its own column stands over that one alone: in font sizes.
const OWN_CENTRED: f64 = 0.8;

/// The second line of a head begins this near to where the first does, or ends as near: in font sizes.
const SAME_PLACE: f64 = 0.3;

/// Most columns that a head is looked at for.
const MOST_COLUMNS: usize = 40;

/// Gives texts of the head the columns that they stand over: those that a ruling below them covers, or those in
/// whose middle they stand and which have heads of their own below.
pub(crate) fn widen_heads(lines: &mut [RegionLine], head_lines: usize, gutters: &[Gutter]) {
    let columns = gutters.len() + 1;
    if columns > MOST_COLUMNS {
        return;
    }
    let extents = extents(lines, columns);
    for at in 0..head_lines.saturating_sub(1) {
        let below: Vec<bool> = (0..columns)
            .map(|column| {
                lines.get(at + 1..head_lines).unwrap_or_default().iter().any(|line| {
                    line.placed.iter().any(|placed| placed.first <= column && column <= placed.last)
                })
            })
            .collect();
        let parted = lines
            .get(at + 1..head_lines)
            .unwrap_or_default()
            .iter()
            .any(|line| matches!(line.above, Drawn::Parts(_)));
        let Some(line) = lines.get(at) else { continue };
        let mut widened = line.placed.clone();
        if !parted && let Some(ranges) = tiled(line, &extents, &below) {
            for (placed, (first, last)) in widened.iter_mut().zip(ranges) {
                (placed.first, placed.last) = (first, last);
            }
            if let Some(line) = lines.get_mut(at) {
                line.placed = widened;
            }
            continue;
        }
        for (place, placed) in line.placed.iter().enumerate() {
            let from =
                place.checked_sub(1).and_then(|at| widened.get(at)).map_or(0, |before| before.last + 1);
            let to = line.placed.get(place + 1).map_or(columns, |next| next.first);
            let limits = (from.max(usize::from(placed.first > 0)), to);
            let middle = f64::midpoint(placed.atom.x0, placed.atom.x1);
            let range = match ruling_below(lines, at, head_lines, placed) {
                Some(part) => ruled_range(&extents, part, limits),
                // A head of several lines (目標値 / (R11)) stands over its own column.
                None if goes_on_below(lines, at, head_lines, placed) => {
                    over_orphans(lines, at, head_lines, placed.first, columns)
                }
                None => {
                    centred_range(&extents, &below, (placed.first, placed.last), middle, limits, line.size)
                }
            };
            if let (Some((first, last)), Some(placed)) = (range, widened.get_mut(place)) {
                placed.first = first.min(placed.first);
                placed.last = last.max(placed.last);
            }
        }
        if let Some(line) = lines.get_mut(at) {
            line.placed = widened;
        }
    }
}

/// The columns of a head and of those beside it that have a head only on a line below it, on which it has one too: 実績 and
/// 目標 side by side, with 評価 above the first.
///
/// Most columns have their heads on the line of the upper one: heads are not set in the middle of their height.
fn over_orphans(
    lines: &[RegionLine],
    at: usize,
    head_lines: usize,
    first: usize,
    columns: usize,
) -> Option<(usize, usize)> {
    let holds = |line: &RegionLine, column: usize| {
        line.placed.iter().any(|placed| placed.first <= column && column <= placed.last)
    };
    let level = (0..columns).filter(|column| lines.get(at).is_some_and(|line| holds(line, *column))).count();
    let below =
        (at + 1..head_lines).find(|below| lines.get(*below).is_some_and(|line| holds(line, first)))?;
    let above = lines.get(..below)?;
    let orphan = |column: &usize| {
        lines.get(below).is_some_and(|line| holds(line, *column))
            && !above.iter().any(|line| holds(line, *column))
    };
    let last = (first + 1..columns).take_while(orphan).last()?;
    (level * 2 > columns).then_some((first, last))
}

/// The ruling over some columns below a head, with no text of its column between.
fn ruling_below(lines: &[RegionLine], at: usize, head_lines: usize, head: &Placed) -> Option<(f64, f64)> {
    let middle = f64::midpoint(head.atom.x0, head.atom.x1);
    for line in lines.get(at + 1..head_lines)? {
        if let Drawn::Parts(parts) = &line.above
            && let Some(part) = parts.iter().find(|part| part.0 <= middle && middle <= part.1)
        {
            return Some(*part);
        }
        if line.placed.iter().any(|placed| placed.first <= head.last && head.first <= placed.last) {
            return None;
        }
    }
    None
}

/// Does a text of the same column begin right below a head, at the same place or in the same middle?
fn goes_on_below(lines: &[RegionLine], at: usize, head_lines: usize, head: &Placed) -> bool {
    let below = lines.get(at + 1..head_lines).unwrap_or_default().iter();
    let middle = |placed: &Placed| f64::midpoint(placed.atom.x0, placed.atom.x1);
    below.flat_map(|line| line.placed.iter().map(move |placed| (placed, line.size))).any(|(placed, size)| {
        placed.first == head.first
            && placed.last == head.last
            && ((placed.atom.x0 - head.atom.x0).abs() <= SAME_PLACE * size
                || (middle(placed) - middle(head)).abs() <= SAME_PLACE * size)
    })
}

/// The columns of several heads that stand over all columns but the first, each in the middle of its own.
fn tiled(line: &RegionLine, extents: &[Option<(f64, f64)>], below: &[bool]) -> Option<Vec<(usize, usize)>> {
    let columns = extents.len();
    let placed: Vec<_> = line.placed.iter().filter(|placed| placed.first > 0).collect();
    if placed.len() < 2 || placed.len() != line.placed.len() {
        return None;
    }
    let mut ranges = Vec::new();
    let mut from = 1;
    for (at, head) in placed.iter().enumerate() {
        let to = placed.get(at + 1).map_or(columns, |next| next.first);
        let middle = f64::midpoint(head.atom.x0, head.atom.x1);
        let away = |last: usize| {
            let x0 = extents.get(from).copied().flatten()?.0;
            let x1 = extents.get(last).copied().flatten()?.1;
            Some((f64::midpoint(x0, x1) - middle).abs())
        };
        let last = if at + 1 == placed.len() {
            columns - 1
        } else {
            (head.last.max(from)..to).min_by(|one, other| {
                let key = |last: usize| away(last).unwrap_or(f64::INFINITY);
                key(*one).total_cmp(&key(*other))
            })?
        };
        let covered = (from..=last).all(|column| below.get(column) == Some(&true));
        if !covered || from > head.first || away(last)? > CENTRED * line.size {
            return None;
        }
        ranges.push((from, last));
        from = last + 1;
    }
    ranges.iter().any(|(first, last)| last > first).then_some(ranges)
}

/// Left and right end of the texts of each column.
fn extents(lines: &[RegionLine], columns: usize) -> Vec<Option<(f64, f64)>> {
    let mut extents: Vec<Option<(f64, f64)>> = vec![None; columns];
    for placed in lines.iter().flat_map(|line| &line.placed).filter(|placed| !placed.spans()) {
        if let Some(extent) = extents.get_mut(placed.first) {
            let (x0, x1) = extent.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
            *extent = Some((x0.min(placed.atom.x0), x1.max(placed.atom.x1)));
        }
    }
    extents
}

/// The columns whose middle a ruling covers.
fn ruled_range(
    extents: &[Option<(f64, f64)>],
    part: (f64, f64),
    (from, to): (usize, usize),
) -> Option<(usize, usize)> {
    let covered = |column: &usize| {
        extents.get(*column).copied().flatten().is_some_and(|(x0, x1)| {
            let middle = f64::midpoint(x0, x1);
            part.0 <= middle && middle <= part.1
        })
    };
    let first = (from..to).find(covered)?;
    let last = (from..to).rev().find(covered)?;
    Some((first, last))
}

/// The columns in whose middle a text stands, where it does not stand in that of one of them.
fn centred_range(
    extents: &[Option<(f64, f64)>],
    below: &[bool],
    (own_first, own_last): (usize, usize),
    middle: f64,
    (from, to): (usize, usize),
    size: f64,
) -> Option<(usize, usize)> {
    let away = |first: usize, last: usize| {
        let x0 = extents.get(first).copied().flatten()?.0;
        let x1 = extents.get(last).copied().flatten()?.1;
        Some((f64::midpoint(x0, x1) - middle).abs())
    };
    let own = away(own_first, own_last).unwrap_or(f64::INFINITY);
    if own_first == own_last && own <= OWN_CENTRED * size {
        return None;
    }
    let mut best: Option<(f64, usize, usize)> = None;
    for first in (from..=own_first).rev() {
        if first < own_first && below.get(first) != Some(&true) {
            break;
        }
        for last in own_last..to {
            if last > own_last && below.get(last) != Some(&true) {
                break;
            }
            let Some(distance) = away(first, last).filter(|_| last > first) else { continue };
            if best.is_none_or(|best| distance < best.0) {
                best = Some((distance, first, last));
            }
        }
    }
    best.filter(|(distance, ..)| *distance <= CENTRED * size && *distance < NEARER * own)
        .map(|(_, first, last)| (first, last))
}

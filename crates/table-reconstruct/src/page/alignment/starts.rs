//! Places where texts of a column begin, line by line, right behind those of the column before: they part the columns
//! however narrow the gap is.

use super::words::Line;

/// Lines with a text that begins at one place, at least.
const FEWEST: usize = 6;

/// Those of them in which it begins right behind another text, at least: others show the gap themselves.
const FEWEST_TOUCHING: usize = 2;

/// Lines with a text that begins there, as a share of all lines.
const LEAST_SHARE: f64 = 0.3;

/// The same where no text lies across the place.
const CLEAR_SHARE: f64 = 0.15;

/// Starts nearer than this are at one place: in font sizes.
const SAME_START: f64 = 0.1;

/// A text before the place is as wide as this; shorter ones are marks and numbers before their text. In font sizes.
const LONG: f64 = 4.0;

/// Share of the lines with a text that begins there that may have a text across the place.
const ACROSS_SHARE: f64 = 0.1;

/// The places where words of a run of their own begin, some of them behind long texts, from left to right.
pub(crate) fn steady_starts(lines: &[Line], size: f64) -> Vec<f64> {
    let mut starts: Vec<(f64, bool)> = lines.iter().flat_map(|line| starts_of(line, size)).collect();
    starts.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..=starts.len() {
        let apart = match starts.get(at - 1..=at) {
            Some([one, other]) => other.0 - one.0 > SAME_START * size,
            _ => true,
        };
        if apart {
            let group = starts.get(from..at).unwrap_or_default();
            found.extend(group.first().map(|start| start.0).filter(|x| part_columns(lines, size, *x, group)));
            from = at;
        }
    }
    found
}

/// Do texts that begin at one place part columns there: in enough lines, with few texts across the place?
fn part_columns(lines: &[Line], size: f64, x: f64, group: &[(f64, bool)]) -> bool {
    let touching = group.iter().filter(|start| start.1).count();
    if group.len() < FEWEST || touching < FEWEST_TOUCHING {
        return false;
    }
    let across = lines
        .iter()
        .flat_map(|line| &line.words)
        .filter(|word| word.bbox.x0 < x - 0.5 * size && word.bbox.x1 > x + 0.5 * size)
        .count();
    let share = if across == 0 { CLEAR_SHARE } else { LEAST_SHARE };
    group.len() as f64 >= share * lines.len() as f64 && across as f64 <= ACROSS_SHARE * group.len() as f64
}

/// Where words of a run of their own begin in a line, and whether they do so right behind a long text.
fn starts_of(line: &Line, size: f64) -> Vec<(f64, bool)> {
    let mut starts = Vec::new();
    starts.extend(line.words.first().map(|word| (word.bbox.x0, false)));
    let mut began = f64::INFINITY;
    for pair in line.words.windows(2) {
        let [before, word] = pair else { continue };
        began = began.min(before.bbox.x0);
        let gap = word.bbox.x0 - before.bbox.x1;
        let own = word.run != before.run && word.from == 0;
        if gap > size {
            starts.extend(own.then_some((word.bbox.x0, false)));
            began = f64::INFINITY;
        } else if own && gap >= -SAME_START * size {
            if before.bbox.x1 - began >= LONG * size {
                starts.push((word.bbox.x0, true));
            }
            began = f64::INFINITY;
        }
    }
    starts
}

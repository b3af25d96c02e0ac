//! Places where texts of a column begin, line by line, right behind those of the column before: they part the columns
//! however narrow the gap is.

use super::words::Line;

/// Lines with a text that begins at one place, at least.
const FEWEST: usize = 6;

/// The same as a share of the lines.
const LEAST_SHARE: f64 = 0.3;

/// Starts nearer than this are at one place: in font sizes.
const SAME_START: f64 = 0.1;

/// A text before the place is as wide as this; shorter ones are marks and numbers before their text. In font sizes.
const LONG: f64 = 4.0;

/// Share of the lines with a text that begins there that may have a text across the place.
const ACROSS_SHARE: f64 = 0.1;

/// The places where words of a run of their own begin behind long texts, from left to right.
pub(crate) fn steady_starts(lines: &[Line], size: f64) -> Vec<f64> {
    let mut starts: Vec<f64> = Vec::new();
    for line in lines {
        let mut began = f64::INFINITY;
        for pair in line.words.windows(2) {
            let [before, word] = pair else { continue };
            began = began.min(before.bbox.x0);
            let gap = word.bbox.x0 - before.bbox.x1;
            if gap > size {
                began = f64::INFINITY;
            } else if word.run != before.run && word.from == 0 && gap >= -SAME_START * size {
                if before.bbox.x1 - began >= LONG * size {
                    starts.push(word.bbox.x0);
                }
                began = f64::INFINITY;
            }
        }
    }
    starts.sort_by(f64::total_cmp);
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..=starts.len() {
        let apart = match starts.get(at - 1..=at) {
            Some([one, other]) => other - one > SAME_START * size,
            _ => true,
        };
        if apart {
            let count = at - from;
            let x = starts.get(from).copied().unwrap_or_default();
            let across = lines
                .iter()
                .flat_map(|line| &line.words)
                .filter(|word| word.bbox.x0 < x - 0.5 * size && word.bbox.x1 > x + 0.5 * size);
            if count >= FEWEST
                && count as f64 >= LEAST_SHARE * lines.len() as f64
                && across.count() as f64 <= ACROSS_SHARE * count as f64
            {
                found.push(x);
            }
            from = at;
        }
    }
    found
}

//! Levels beside merged cells: they leave the columns at one side out.

use super::levels::Level;
use super::regions::{PIECE_GAP, SAME_END, SAME_END_SHARE, are_rows, begins_section, lines_between};
use super::words::Line;

/// A ruling that leaves columns out parts rows from this share of the width on.
const INNER_SHARE: f64 = 0.5;

/// Levels of a table's head and its end at least, among which those beside merged cells belong to it.
const FEWEST_OUTER: usize = 3;

/// Leaves chains out that lie beside merged cells of another: inside it, and ending at one side where it does.
pub(super) fn drop_inner_chains(chains: &mut Vec<Vec<usize>>, levels: &[Level]) {
    let outline = |chain: &Vec<usize>| {
        let first = levels.get(*chain.first()?)?;
        Some((chain.len(), first.x0(), first.x1(), first.y, levels.get(*chain.last()?)?.y))
    };
    let outlines: Vec<_> = chains.iter().filter_map(outline).collect();
    chains.retain(|chain| {
        let Some((_, x0, x1, top, bottom)) = outline(chain) else { return false };
        !outlines.iter().any(|(count, left, right, above, below)| {
            let one_end = ((x0 - left).abs() <= SAME_END) != ((x1 - right).abs() <= SAME_END);
            let within = *left <= x0 + SAME_END && x1 <= right + SAME_END && *above < top && bottom < *below;
            *count >= FEWEST_OUTER && one_end && within && x1 - x0 >= INNER_SHARE * (right - left)
        })
    });
}

/// Adds levels below the last one that leave the columns at one side out: rows beside a merged cell that the page ends.
pub(super) fn add_inner_levels(
    chain: &mut Vec<usize>,
    levels: &[Level],
    lines: &[Line],
    (x0, x1): (f64, f64),
    heights: &[f64],
) {
    let Some(last) = chain.last().copied().filter(|_| !heights.is_empty()) else { return };
    let slack = SAME_END.max(SAME_END_SHARE * (x1 - x0));
    let mut above = levels.get(last).map_or(0.0, |level| level.y);
    for (at, level) in levels.iter().enumerate().skip(last + 1) {
        if level.x1() <= x0 + slack || level.x0() >= x1 - slack {
            continue;
        }
        let one_end = ((level.x0() - x0).abs() <= slack) != ((level.x1() - x1).abs() <= slack);
        let within = level.x0() >= x0 - slack && level.x1() <= x1 + slack;
        let wide = level.covered(x0, x1) >= INNER_SHARE * (x1 - x0);
        if !one_end || !within || !wide {
            break;
        }
        let between = lines_between(lines, (above, level.y), (x0, x1));
        let several = between.iter().any(|line| line.stretches(PIECE_GAP) >= 2);
        if !several || begins_section(&between, x0) || !are_rows(&between, (above, level.y), x1 - x0, heights)
        {
            break;
        }
        chain.push(at);
        above = level.y;
    }
}

/// Adds rulings above the first level that leave the columns at one side out, where no other stands above them: rows
/// beside a merged cell that the page begins with.
pub(super) fn add_levels_above(
    chain: &mut Vec<usize>,
    levels: &[Level],
    lines: &[Line],
    (x0, x1): (f64, f64),
    heights: &[f64],
) {
    let Some(first) = chain.first().copied().filter(|_| !heights.is_empty()) else { return };
    let mut below = levels.get(first).map_or(0.0, |level| level.y);
    for (at, level) in levels.iter().enumerate().take(first).rev() {
        if level.x1() <= x0 + SAME_END || level.x0() >= x1 - SAME_END {
            continue;
        }
        let one_end = ((level.x0() - x0).abs() <= SAME_END) != ((level.x1() - x1).abs() <= SAME_END);
        let within = level.x0() >= x0 - SAME_END && level.x1() <= x1 + SAME_END;
        let wide = level.covered(x0, x1) >= INNER_SHARE * (x1 - x0);
        let between = lines_between(lines, (level.y, below), (x0, x1));
        let several = between.first().is_some_and(|line| line.stretches(PIECE_GAP) >= 3);
        if !level.ruled
            || !one_end
            || !within
            || !wide
            || !several
            || !are_rows(&between, (level.y, below), x1 - x0, heights)
        {
            break;
        }
        chain.insert(0, at);
        below = level.y;
    }
}

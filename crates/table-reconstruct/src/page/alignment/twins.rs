//! Two lists of one kind side by side: each level is drawn in two pieces, and the heads say the same on both sides.

use super::levels::Level;
use super::words::Line;

/// Room between the lists at least, points.
const GAP: f64 = 8.0;

/// Difference between the widths of the two lists at most, as a share of both.
const UNEVEN: f64 = 0.15;

/// Gaps nearer than this are one, points.
const SAME_GAP: f64 = 4.0;

/// Levels in two pieces at least: above and below the heads.
const FEWEST_LEVELS: usize = 2;

/// Words of a head at least.
const FEWEST_HEADS: usize = 3;

/// The levels of a page, those of two lists side by side parted.
pub(super) fn part_twins(levels: Vec<Level>, lines: &[Line]) -> Vec<Level> {
    let gaps: Vec<Option<(f64, f64)>> = levels.iter().map(gap_of).collect();
    let near = |one: (f64, f64), other: (f64, f64)| {
        (one.0 - other.0).abs() <= SAME_GAP && (one.1 - other.1).abs() <= SAME_GAP
    };
    let parted = |at: usize| {
        let gap = gaps.get(at).copied().flatten()?;
        let alike: Vec<&Level> = levels
            .iter()
            .zip(&gaps)
            .filter(|(_, other)| other.is_some_and(|other| near(gap, other)))
            .map(|(level, _)| level)
            .collect();
        let headed = alike.windows(2).any(|pair| match pair {
            [above, below] => heads_alike(lines, (above.y, below.y), (above.x0(), above.x1()), gap),
            _ => false,
        });
        (alike.len() >= FEWEST_LEVELS && headed).then_some(gap)
    };
    let cuts: Vec<Option<(f64, f64)>> = (0..levels.len()).map(parted).collect();
    let mut twins = Vec::with_capacity(levels.len());
    for (level, cut) in levels.into_iter().zip(cuts) {
        match cut {
            Some(_) => {
                twins.extend(level.parts.iter().map(|part| Level { parts: vec![*part], ..level.clone() }))
            }
            None => twins.push(level),
        }
    }
    twins
}

/// The gap in the middle of a level in two pieces.
fn gap_of(level: &Level) -> Option<(f64, f64)> {
    let [left, right] = level.parts.as_slice() else { return None };
    let (one, other) = (left.1 - left.0, right.1 - right.0);
    (right.0 - left.1 >= GAP && (one - other).abs() <= UNEVEN * (one + other)).then_some((left.1, right.0))
}

/// Do the words between two levels say the same at both sides of a gap, and does none stand in it?
fn heads_alike(lines: &[Line], (top, bottom): (f64, f64), (x0, x1): (f64, f64), gap: (f64, f64)) -> bool {
    let between = lines.iter().filter(|line| {
        let middle = line.bbox.center().y;
        top < middle && middle < bottom
    });
    let (mut left, mut right): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for word in between.flat_map(|line| &line.words) {
        let middle = word.bbox.center().x;
        if word.bbox.x0 < gap.0 && word.bbox.x1 > gap.1 {
            return false;
        }
        if (x0..gap.0 + 1.0).contains(&middle) {
            left.push(&word.text);
        } else if (gap.1 - 1.0..x1).contains(&middle) {
            right.push(&word.text);
        }
    }
    left.len() >= FEWEST_HEADS && left == right
}

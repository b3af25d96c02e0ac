//! Labels in coloured boxes, each with a framed text beside it: rows of label and text.
//!
//! A slide prints 目的 in a coloured box, what it heads in a frame that touches the box, and the next such pair a gap
//! below. The frames alone hold no table, and the boxes are too few to tell one; together they bound cells.

use document_model::{Page, Rect};

use super::boxes::find_boxes;
use super::rulings::{Rulings, Segment};
use super::runs::{Run, Writing};

/// Edges nearer than this are at one place, points.
const SAME_EDGE: f64 = 3.0;

/// A frame narrower than this holds no text beside a label, points.
const NARROWEST: f64 = 30.0;

/// Pairs farther apart than this are not of one table, points.
const WIDEST_GAP: f64 = 24.0;

/// Pairs of a table at least: one alone is a remark.
const FEWEST_PAIRS: usize = 2;

/// A label and the frame at its right: from `label.x1` to `right`.
#[derive(Debug, Clone, Copy)]
struct Pair {
    label: Rect,
    right: f64,
}

/// Adds the edges of the cells that such pairs make; says whether there are any.
pub fn add_framed_pairs(page: &Page, rulings: &mut Rulings, runs: &[Run]) -> bool {
    let mut pairs: Vec<Pair> = find_boxes(page, runs)
        .into_iter()
        .filter(|filled| filled.text)
        .filter_map(|filled| frame_beside(filled.bbox, rulings, runs))
        .collect();
    pairs.sort_by(|one, other| {
        let key = |pair: &Pair| (pair.label.x0, pair.label.y0);
        key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let tables = || pairs.chunk_by(goes_on).filter(|pairs| pairs.len() >= FEWEST_PAIRS);
    let levels: Vec<Segment> = tables()
        .flatten()
        .flat_map(|pair| {
            let level = |at| Segment { at, from: pair.label.x0, to: pair.right };
            [level(pair.label.y0), level(pair.label.y1)]
        })
        .collect();
    let uprights: Vec<Segment> = tables().filter_map(uprights).flatten().collect();
    let any = !levels.is_empty();
    rulings.add(levels, uprights);
    any
}

/// Does the second pair stand below the first in the same two columns?
fn goes_on(one: &Pair, other: &Pair) -> bool {
    let gap = other.label.y0 - one.label.y1;
    near(one.label.x0, other.label.x0)
        && near(one.label.x1, other.label.x1)
        && near(one.right, other.right)
        && (-SAME_EDGE..=WIDEST_GAP).contains(&gap)
}

/// The upright edges of a table, over the gaps between its pairs too.
fn uprights(pairs: &[Pair]) -> Option<[Segment; 3]> {
    let (first, last) = (pairs.first()?, pairs.last()?);
    let edge = |at| Segment { at, from: first.label.y0, to: last.label.y1 };
    Some([edge(first.label.x0), edge(first.label.x1), edge(first.right)])
}

/// The frame with a text in it that touches a label at its right and is as high; none where rulings bound the label too.
fn frame_beside(label: Rect, rulings: &Rulings, runs: &[Run]) -> Option<Pair> {
    if rulings.is_ruled(label.y0, label.x0, label.x1) {
        return None;
    }
    let as_high = |line: &&Segment| near(line.from, label.y0) && near(line.to, label.y1);
    let start = rulings.vertical.partition_point(|line| line.at < label.x1 - SAME_EDGE);
    let mut beside = rulings.vertical.get(start..)?.iter().filter(as_high);
    beside.next().filter(|line| near(line.at, label.x1))?;
    let right = beside.find(|line| line.at > label.x1 + NARROWEST)?.at;
    let closed = [label.y0, label.y1].into_iter().all(|y| rulings.is_ruled(y, label.x1, right));
    let holds = |run: &&Run| {
        let at = run.first.center();
        let inside = (label.x1..right).contains(&at.x) && (label.y0..label.y1).contains(&at.y);
        !run.blank && run.writing == Writing::Across && inside
    };
    (closed && runs.iter().any(|run| holds(&run))).then_some(Pair { label, right })
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME_EDGE
}

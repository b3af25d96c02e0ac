//! Panels side by side: a label in a coloured box, and below it, as wide, a box of text.
//!
//! A slide prints 背景・課題, 取組内容 and KPI so. The texts of panels are read one panel after the other: their lines
//! stand level with each other, and are no rows of a table.

use document_model::{Page, Rect};

use super::PageLine;
use super::boxes::{Filled, find_boxes};
use super::fill::Assigned;
use super::grid::Grid;
use super::runs::{Run, Writing};

/// Edges nearer than this are at one place, points.
const SAME_EDGE: f64 = 2.5;

/// Height of a label at most, points: it has one line.
const HIGHEST_LABEL: f64 = 45.0;

/// A panel narrower than this is a column of a table, points.
const NARROWEST: f64 = 70.0;

/// Room between two panels, points: columns of a table stand nearer to each other.
const GAP: std::ops::RangeInclusive<f64> = 6.0..=80.0;

/// Panels side by side at most: more are columns.
const MOST_ASIDE: usize = 4;

/// Arrows between panels.
const ARROWS: &str = "▶▷►▸→⇒➡➔➜⮕▲△▼▽↓⇓＞>»";

/// The grid that the runs of panels are given to while tables are looked for.
const NO_GRID: usize = usize::MAX;

/// The panels of a page that stand side by side, from left to right and from top to bottom; those with a ruled grid inside
/// are left to it.
#[must_use]
pub fn find_panels(page: &Page, runs: &[Run], grids: &[Grid]) -> Vec<Rect> {
    let boxes = find_boxes(page, runs);
    let mut panels: Vec<(Rect, Rect)> = boxes
        .iter()
        .filter(|label| is_label(label, runs))
        .filter_map(|label| Some((label.bbox, body_below(label, &boxes)?)))
        .filter(|(label, body)| {
            let panel = label.union(body);
            !grids.iter().any(|grid| grid.bbox().intersection(&panel).is_some())
        })
        .collect();
    panels.sort_by(|one, other| {
        let key = |panel: &(Rect, Rect)| (panel.0.y0, panel.0.x0);
        key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let aside = panels.chunk_by(|one, other| is_beside(one, other) && is_free(&boxes, one, other));
    let aside = aside.filter(|aside| (2..=MOST_ASIDE).contains(&aside.len()));
    // Panels of one row begin at one height, so that they are read from left to right.
    let level = |aside: &[(Rect, Rect)]| {
        let top = aside.first().map_or(0.0, |(label, _)| label.y0);
        let panels = aside.iter().map(move |(label, body)| Rect { y0: top, ..label.union(body) });
        panels.collect::<Vec<Rect>>()
    };
    aside.flat_map(level).collect()
}

/// Arrows from one panel to the next say nothing.
pub fn hide_arrows(panels: &[Rect], lines: &mut [PageLine]) {
    let arrows = |text: &str| text.chars().all(|mark| ARROWS.contains(mark) || mark.is_whitespace());
    for line in lines.iter_mut().filter(|line| line.panel.is_none() && arrows(&line.line.text)) {
        let at = line.bbox.center();
        let between = panels.windows(2).any(|pair| match pair {
            [one, other] => (one.x1..other.x0).contains(&at.x) && (one.y0..one.y1).contains(&at.y),
            _ => false,
        });
        line.hidden |= between;
    }
}

/// Takes the runs inside panels from those of which tables are made.
pub fn take_runs(panels: &[Rect], runs: &[Run], assigned: &mut Assigned) {
    for (run, slot) in runs.iter().zip(assigned).filter(|(_, slot)| slot.is_none()) {
        *slot = panel_of(panels, run).map(|panel| (NO_GRID, panel));
    }
}

/// Gives them back, and says which runs each panel has.
pub fn give_back(panels: &[Rect], assigned: &mut Assigned) -> Vec<Vec<usize>> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); panels.len()];
    for (at, slot) in assigned.iter_mut().enumerate() {
        if let Some((NO_GRID, panel)) = *slot {
            *slot = None;
            if let Some(held) = held.get_mut(panel) {
                held.push(at);
            }
        }
    }
    held
}

fn panel_of(panels: &[Rect], run: &Run) -> Option<usize> {
    panels.iter().position(|panel| panel.contains(run.first.center()))
}

/// A low box with a single line of text.
fn is_label(filled: &Filled, runs: &[Run]) -> bool {
    let bbox = filled.bbox;
    let mut own = runs.iter().filter(|run| !run.blank && bbox.contains(run.first.center())).peekable();
    let Some(baseline) = own.peek().map(|run| run.baseline) else { return false };
    bbox.height() <= HIGHEST_LABEL
        && bbox.width() >= NARROWEST
        && own.all(|run| run.writing == Writing::Across && (run.baseline - baseline).abs() <= 0.3 * run.size)
}

/// Is there no other box between two panels? A table has its other columns there.
fn is_free(boxes: &[Filled], one: &(Rect, Rect), other: &(Rect, Rect)) -> bool {
    let between = Rect::new(one.0.x1 + SAME_EDGE, one.0.y0, other.0.x0 - SAME_EDGE, one.1.y1);
    !boxes.iter().any(|filled| filled.text && between.intersection(&filled.bbox).is_some())
}

/// The box with text in it that hangs from a label and is as wide.
fn body_below(label: &Filled, boxes: &[Filled]) -> Option<Rect> {
    let hangs = |body: &&Filled| {
        let (label, body) = (&label.bbox, &body.bbox);
        near(label.x0, body.x0) && near(label.x1, body.x1) && near(label.y1, body.y0)
    };
    boxes
        .iter()
        .filter(|body| body.text && body.bbox.height() > label.bbox.height())
        .find(hangs)
        .map(|body| body.bbox)
}

/// Does the second panel stand at the right of the first, level with it?
fn is_beside(one: &(Rect, Rect), other: &(Rect, Rect)) -> bool {
    near(one.0.y0, other.0.y0)
        && near(one.0.y1, other.0.y1)
        && near(one.1.y1, other.1.y1)
        && GAP.contains(&(other.0.x0 - one.0.x1))
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME_EDGE
}

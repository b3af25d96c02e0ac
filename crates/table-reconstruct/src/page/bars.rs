//! Bars and arrows over several columns of a schedule: the cells under one are one cell.
//!
//! A roadmap prints 構築 in an arrow that reaches over two years while the rulings between the years go on
//! behind it. What stands in the arrow holds for all the columns that it covers.

use document_model::{Page, Rect};

use super::grid::{Grid, GridBox};
use super::rulings::is_white;
use super::runs::{Run, Writing};

/// Share of a cell's width that a bar covers at least, for the cell to be under it.
const COVERED: f64 = 0.6;

/// How far a bar may reach over its cells above and below: in heights of the cells. The head of an arrow is wider than
/// its shaft, and where the outline is drawn, the shaft alone may be the cell.
const OVER: f64 = 0.6;

/// How near the edge of a band must come to that of its cells to fill them, points: half a border and a rounding.
const EDGE: f64 = 1.2;

/// How far the text of a bar may stand off the middle: in widths of the bar.
const OFF_MIDDLE: f64 = 0.2;

/// A gap in the text of a bar from which on it is two texts: in font sizes.
const TWO_TEXTS: f64 = 2.0;

/// Bars of a page that are looked at; a drawing has more.
const MOST_BARS: usize = 2_000;

/// Joins the cells of ruled grids that lie under one bar.
pub fn join_under_bars(page: &Page, grids: &mut [Grid], runs: &[Run]) {
    let bars: Vec<Rect> = page
        .bands
        .iter()
        .filter(|band| !is_white(band.color))
        .map(|band| band.bbox)
        .take(MOST_BARS)
        .collect();
    for grid in grids.iter_mut().filter(|grid| grid.ruled) {
        let around = grid.bbox();
        for bar in bars.iter().filter(|bar| around.contains(bar.center())) {
            let under = cells_under(grid, bar);
            if under.len() > 1 && !is_shading(grid, &under, bar) && has_one_text(bar, runs) {
                join(grid, &under);
            }
        }
    }
}

/// Cells side by side in the same rows that a bar covers, by their place in the grid.
fn cells_under(grid: &Grid, bar: &Rect) -> Vec<usize> {
    let is_under = |cell: &GridBox| {
        let bbox = grid.box_of(cell);
        let covered = bbox.x1.min(bar.x1) - bbox.x0.max(bar.x0);
        let over = OVER * bbox.height();
        let beside = bbox.y0 - over <= bar.y0 && bar.y1 <= bbox.y1 + over;
        covered >= COVERED * bbox.width() && beside && bbox.y0 <= bar.center().y && bar.center().y <= bbox.y1
    };
    let under: Vec<usize> =
        grid.cells.iter().enumerate().filter(|(_, cell)| is_under(cell)).map(|(at, _)| at).collect();
    let cells: Vec<&GridBox> = under.iter().filter_map(|at| grid.cells.get(*at)).collect();
    let in_a_row = cells.windows(2).all(|pair| match pair {
        [one, other] => {
            (one.row, one.row_span) == (other.row, other.row_span)
                && one.column + one.column_span == other.column
        }
        _ => true,
    });
    if in_a_row { under } else { Vec::new() }
}

/// Does a band fill its cells from edge to edge? It shades them; a bar leaves room, or its head reaches over.
fn is_shading(grid: &Grid, under: &[usize], bar: &Rect) -> bool {
    let boxes = under.iter().filter_map(|at| grid.cells.get(*at)).map(|cell| grid.box_of(cell));
    let Some(all) = boxes.reduce(|one, other| one.union(&other)) else { return false };
    let near = |one: f64, other: f64| (one - other).abs() <= EDGE;
    // A row is often shaded as one band over more columns than have been found under it.
    near(all.y0, bar.y0) && near(all.y1, bar.y1) && bar.x0 <= all.x0 + EDGE && all.x1 - EDGE <= bar.x1
}

/// Does a single text stand in the middle of the bar?
fn has_one_text(bar: &Rect, runs: &[Run]) -> bool {
    let mut inside: Vec<&Run> = runs
        .iter()
        .filter(|run| !run.blank && run.writing == Writing::Across && bar.contains(run.bbox.center()))
        .collect();
    inside.sort_by(|one, other| one.bbox.x0.total_cmp(&other.bbox.x0));
    let Some(first) = inside.first() else { return false };
    let mut text = first.bbox;
    for run in inside.iter().skip(1) {
        if run.bbox.x0 - text.x1 > TWO_TEXTS * run.size {
            return false;
        }
        text = text.union(&run.bbox);
    }
    (text.center().x - bar.center().x).abs() <= OFF_MIDDLE * bar.width()
}

/// Makes cells side by side one.
fn join(grid: &mut Grid, under: &[usize]) {
    let columns: usize = under.iter().filter_map(|at| grid.cells.get(*at)).map(|cell| cell.column_span).sum();
    let Some((first, rest)) = under.split_first() else { return };
    if let Some(cell) = grid.cells.get_mut(*first) {
        cell.column_span = columns;
    }
    for at in rest.iter().rev() {
        grid.cells.remove(*at);
    }
}

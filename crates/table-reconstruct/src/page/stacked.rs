//! Parts of one table that rows without upright lines part.
//!
//! A table that is open at its sides and has upright lines between some columns only falls into several grids where a
//! row over the whole width (a heading of the rows below it) has none.

use document_model::{Page, Rect};

use super::grid::{Grid, GridBox};
use super::rulings::{Rulings, Segment};
use super::runs::{Run, Writing};

/// Sides of parts of one table lie this near to each other, points.
const SAME_SIDE: f64 = 3.0;

/// Column lines nearer than this are one, points.
const SAME_LINE: f64 = 2.6;

/// Share of a side that upright lines cover at most where it is open.
const OPEN_SHARE: f64 = 0.3;

/// Height of the row between two parts at most: in font sizes of its text.
const HIGHEST_ROW: f64 = 3.0;

/// Joins grids below one another that are parts of one table, with the row between them.
#[must_use]
pub fn join_stacked(page: &Page, grids: Vec<Grid>, rulings: &Rulings, runs: &[Run]) -> Vec<Grid> {
    let mut joined: Vec<Grid> = Vec::with_capacity(grids.len());
    for grid in grids {
        let above = joined.iter_mut().rev().find(|above| is_below(above, &grid));
        let whole = above.as_ref().and_then(|above| {
            (is_open(above, rulings)
                && is_open(&grid, rulings)
                && share_columns(above, &grid)
                && is_row_between(above, &grid, runs))
            .then(|| !repeats(page, above, &grid, runs))
            .filter(|other| *other)
            .and_then(|_| join(above, &grid))
        });
        match (above, whole) {
            (Some(above), Some(whole)) => *above = whole,
            _ => joined.push(grid),
        }
    }
    joined
}

/// Does a grid stand below another, between the same sides?
fn is_below(above: &Grid, grid: &Grid) -> bool {
    let (one, other) = (above.bbox(), grid.bbox());
    (one.x0 - other.x0).abs() <= SAME_SIDE && (one.x1 - other.x1).abs() <= SAME_SIDE && one.y1 < other.y0
}

/// Has a grid no upright lines at its sides?
pub(super) fn is_open(grid: &Grid, rulings: &Rulings) -> bool {
    let bbox = grid.bbox();
    let covered = |x: f64| -> f64 {
        let beside = rulings.vertical.iter().filter(|line| (line.at - x).abs() <= SAME_LINE);
        beside.map(|line: &Segment| (line.to.min(bbox.y1) - line.from.max(bbox.y0)).max(0.0)).sum()
    };
    [bbox.x0, bbox.x1].into_iter().all(|x| covered(x) <= OPEN_SHARE * bbox.height())
}

/// Do half of the lines between the columns of the grid with fewer of them stand in the other as well? Two tables, the
/// lower one below its caption, have columns of their own.
fn share_columns(above: &Grid, grid: &Grid) -> bool {
    let inner = |grid: &Grid| -> Vec<f64> {
        let count = grid.xs.len().saturating_sub(2);
        grid.xs.iter().skip(1).take(count).copied().collect()
    };
    let (one, other) = (inner(above), inner(grid));
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let common = fewer.iter().filter(|x| more.iter().any(|known| (known - **x).abs() <= SAME_SIDE));
    common.count() * 2 >= fewer.len()
}

/// Does one line of text, and nothing else, stand between two grids?
fn is_row_between(above: &Grid, grid: &Grid, runs: &[Run]) -> bool {
    let (one, other) = (above.bbox(), grid.bbox());
    let gap = Rect { x0: one.x0, y0: one.y1, x1: one.x1, y1: other.y0 };
    let inside: Vec<&Run> = runs.iter().filter(|run| !run.blank && gap.contains(run.bbox.center())).collect();
    let Some(first) = inside.first() else { return false };
    inside.iter().all(|run| {
        run.writing == Writing::Across && (run.baseline - first.baseline).abs() <= 0.35 * first.size
    }) && gap.height() <= HIGHEST_ROW * first.size
}

/// Does the lower grid begin with the words of the upper one: another table of the same kind?
fn repeats(page: &Page, above: &Grid, grid: &Grid, runs: &[Run]) -> bool {
    let head = |grid: &Grid| -> String {
        let bbox = grid.bbox();
        let bottom = grid.ys.get(1).copied().unwrap_or(bbox.y1);
        let row = Rect { y1: bottom, ..bbox };
        let mut inside: Vec<&Run> =
            runs.iter().filter(|run| !run.blank && row.contains(run.bbox.center())).collect();
        inside.sort_by(|one, other| {
            (one.baseline, one.bbox.x0)
                .partial_cmp(&(other.baseline, other.bbox.x0))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let glyphs = inside.iter().flat_map(|run| &run.glyphs).filter_map(|at| page.glyphs.get(*at));
        glyphs.map(|glyph| page.text_of(glyph).trim()).collect()
    };
    head(above) == head(grid)
}

/// Both as one grid; none where their column lines do not go together.
fn join(above: &Grid, grid: &Grid) -> Option<Grid> {
    let mut xs: Vec<f64> = above.xs.clone();
    for x in &grid.xs {
        if !xs.iter().any(|known| (known - x).abs() <= SAME_SIDE) {
            xs.push(*x);
        }
    }
    xs.sort_by(f64::total_cmp);
    let place = |x: f64| {
        let near = |at: &usize| xs.get(*at).map_or(f64::INFINITY, |known| (known - x).abs());
        (0..xs.len()).min_by(|one, other| near(one).total_cmp(&near(other)))
    };
    let moved = |of: &Grid, down: usize| -> Option<Vec<GridBox>> {
        let cells = of.cells.iter().map(|cell| {
            let column = place(*of.xs.get(cell.column)?)?;
            let end = place(*of.xs.get(cell.column + cell.column_span)?)?;
            (end > column).then_some(GridBox {
                row: cell.row + down,
                column,
                column_span: end - column,
                row_span: cell.row_span,
            })
        });
        cells.collect()
    };
    let rows = above.rows();
    let mut cells = moved(above, 0)?;
    cells.push(GridBox { row: rows, column: 0, row_span: 1, column_span: xs.len().saturating_sub(1) });
    cells.extend(moved(grid, rows + 1)?);
    cells.sort_unstable();
    let ys = above.ys.iter().chain(&grid.ys).copied().collect();
    Some(Grid { xs, ys, cells, ruled: true })
}

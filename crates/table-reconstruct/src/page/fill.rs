//! Each run goes to the cell in which it begins.

use document_model::{Page, Point, Rect, Rgb};

use super::grid::{Grid, GridBox};
use super::lines::cell_lines;
use super::rulings::{Rulings, is_white};
use super::runs::{Run, Writing};
use super::{PageCell, PageTable};

/// Filled cells that a table has at least; a box around a text has one.
const FEWEST_FILLED: usize = 2;

/// Share of a line's height that lies in a cell at least, where the rest lies outside every table.
const STRADDLE: f64 = 0.3;

/// Font weight from which on a font is bold.
const BOLD: u16 = 600;

/// Which cell each run stands in: the grid and the cell in it, or none.
pub type Assigned = Vec<Option<(usize, usize)>>;

/// Puts each run into the cell in which it begins; the smallest grid around it counts.
#[must_use]
pub fn assign_runs(runs: &[Run], grids: &[Grid]) -> Assigned {
    let indexes: Vec<Index> = grids.iter().map(Index::new).collect();
    let mut assigned: Assigned = Vec::with_capacity(runs.len());
    for run in runs {
        let place = match run.follows {
            Some(above) => assigned.get(above).copied().flatten(),
            None => place_of(run, grids, &indexes),
        };
        assigned.push(place);
    }
    assigned
}

/// Finds the cell at a place of a grid.
struct Index {
    bbox: Rect,
    columns: usize,
    /// For each box of the grid, row by row, the cell that covers it.
    cells: Vec<usize>,
}

impl Index {
    fn new(grid: &Grid) -> Self {
        let columns = grid.columns();
        let mut cells = vec![usize::MAX; columns * grid.rows()];
        for (at, cell) in grid.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.row_span {
                let from = row * columns + cell.column;
                if let Some(stretch) = cells.get_mut(from..from + cell.column_span) {
                    stretch.fill(at);
                }
            }
        }
        Self { bbox: grid.bbox(), columns, cells }
    }

    fn cell_at(&self, grid: &Grid, point: Point) -> Option<usize> {
        if !self.bbox.contains(point) {
            return None;
        }
        let place = |lines: &[f64], at: f64| {
            lines.partition_point(|line| *line <= at).saturating_sub(1).min(lines.len().saturating_sub(2))
        };
        let (row, column) = (place(&grid.ys, point.y), place(&grid.xs, point.x));
        self.cells.get(row * self.columns + column).copied().filter(|cell| *cell != usize::MAX)
    }
}

fn place_of(run: &Run, grids: &[Grid], indexes: &[Index]) -> Option<(usize, usize)> {
    let area = |rect: &Rect| rect.width() * rect.height();
    let inside = |point: Point| {
        grids
            .iter()
            .zip(indexes)
            .enumerate()
            .filter_map(|(at, (grid, index))| Some((at, index.cell_at(grid, point)?, area(&index.bbox))))
            .min_by(|one, other| one.2.total_cmp(&other.2))
            .map(|(grid, cell, _)| (grid, cell))
    };
    let begins = inside(start_of(run)).or_else(|| straddling(run).into_iter().find_map(inside));
    let middle = inside(run.bbox.center());
    match (begins, middle) {
        // Text that is centred in a cell too narrow for it begins in the cell before.
        (Some(begins), Some(middle)) if begins != middle && is_centred(run, grids, middle) => Some(middle),
        (Some(begins), _) => Some(begins),
        (None, middle) => middle,
    }
}

/// Where a run begins: the middle of its first glyph.
fn start_of(run: &Run) -> Point {
    let first = run.first.center();
    match run.writing {
        Writing::Across => Point { x: first.x, y: run.bbox.center().y },
        Writing::Down | Writing::Up => Point { x: run.bbox.center().x, y: first.y },
    }
}

/// Places within a level run above and below its middle: a page break or a clipping path may cut a line in two.
fn straddling(run: &Run) -> Vec<Point> {
    if run.writing != Writing::Across {
        return Vec::new();
    }
    let x = run.first.center().x;
    let part = STRADDLE * run.bbox.height();
    vec![Point { x, y: run.bbox.y0 + part }, Point { x, y: run.bbox.y1 - part }]
}

/// Does the run reach over its cell as far on the one side as on the other?
fn is_centred(run: &Run, grids: &[Grid], (grid, cell): (usize, usize)) -> bool {
    let Some(rect) = grids.get(grid).and_then(|grid| Some(grid.box_of(grid.cells.get(cell)?))) else {
        return false;
    };
    let (left, right) = (rect.x0 - run.bbox.x0, run.bbox.x1 - rect.x1);
    run.writing == Writing::Across && left > 0.0 && right > 0.0 && (left - right).abs() < run.size
}

/// The tables of the grids that are tables, and the runs outside them.
#[must_use]
pub fn fill_tables(
    page: &Page,
    rulings: &Rulings,
    runs: &[Run],
    grids: Vec<Grid>,
    assigned: &Assigned,
) -> (Vec<PageTable>, Vec<usize>) {
    let mut held: Vec<Vec<Vec<usize>>> =
        grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let mut outside = Vec::new();
    for (at, place) in assigned.iter().enumerate() {
        let cell = place.and_then(|(grid, cell)| held.get_mut(grid)?.get_mut(cell));
        match cell {
            Some(cell) => cell.push(at),
            None => outside.push(at),
        }
    }
    let mut tables = Vec::new();
    for (grid, held) in grids.into_iter().zip(held) {
        if is_table(&grid, &held, runs) {
            tables.push(make_table(page, rulings, runs, &grid, &held));
        } else {
            outside.extend(held.into_iter().flatten());
        }
    }
    outside.sort_unstable();
    (tables, outside)
}

/// Most boxes in one column that are looked at on a page.
const MOST_STRIPS: usize = 200;

/// The grids of one column as tables of one column.
#[must_use]
pub fn fill_strips(page: &Page, rulings: &Rulings, runs: &[Run], grids: &[Grid]) -> Vec<PageTable> {
    let strips: Vec<Grid> =
        grids.iter().filter(|grid| grid.columns() == 1).take(MOST_STRIPS).cloned().collect();
    if strips.is_empty() {
        return Vec::new();
    }
    let mut held: Vec<Vec<Vec<usize>>> =
        strips.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    for (at, place) in assign_runs(runs, &strips).into_iter().enumerate() {
        if let Some(cell) = place.and_then(|(grid, cell)| held.get_mut(grid)?.get_mut(cell)) {
            cell.push(at);
        }
    }
    strips.iter().zip(&held).map(|(grid, held)| make_table(page, rulings, runs, grid, held)).collect()
}

/// A table has two rows or columns at least, and text in several cells.
fn is_table(grid: &Grid, held: &[Vec<usize>], runs: &[Run]) -> bool {
    let is_filled = |cell: &&Vec<usize>| cell.iter().any(|run| runs.get(*run).is_some_and(|run| !run.blank));
    let filled = held.iter().filter(is_filled).count();
    let columns = {
        let mut used: Vec<usize> = grid.cells.iter().map(|cell| cell.column).collect();
        used.sort_unstable();
        used.dedup();
        used.len()
    };
    filled >= FEWEST_FILLED && grid.cells.len() >= FEWEST_FILLED && columns >= 2
}

/// Rows that rulings close in a table whose columns nothing parts, at least; then the last row is cut where none closes it.
const FEWEST_CLOSED: usize = 3;

/// The same as a share of its rows.
const CLOSED_SHARE: f64 = 0.8;

/// Do level rulings close the rows of a table whose columns the alignment of the text parts?
fn closes_rows(rulings: &Rulings, grid: &Grid) -> bool {
    let bbox = grid.bbox();
    let inner = grid.ys.get(1..grid.rows()).unwrap_or_default();
    let closed = inner.iter().filter(|y| rulings.is_ruled(**y, bbox.x0, bbox.x1)).count();
    closed >= FEWEST_CLOSED && closed as f64 >= CLOSED_SHARE * inner.len() as f64
}

fn make_table(page: &Page, rulings: &Rulings, runs: &[Run], grid: &Grid, held: &[Vec<usize>]) -> PageTable {
    let closes = grid.ruled || closes_rows(rulings, grid);
    let cells = grid
        .cells
        .iter()
        .zip(held)
        .map(|(cell, held)| {
            let bbox = grid.box_of(cell);
            let mut made = make_cell(page, rulings, runs, cell, bbox, held);
            let last = cell.row + cell.row_span == grid.rows();
            made.open_below = last && closes && !rulings.is_ruled(bbox.y1, bbox.x0, bbox.x1);
            made
        })
        .collect();
    PageTable { bbox: grid.bbox(), xs: grid.xs.clone(), ys: grid.ys.clone(), cells, ruled: grid.ruled }
}

fn make_cell(
    page: &Page,
    rulings: &Rulings,
    runs: &[Run],
    cell: &GridBox,
    bbox: Rect,
    held: &[usize],
) -> PageCell {
    let lines = cell_lines(page, runs, held, bbox);
    PageCell {
        row: cell.row,
        row_span: cell.row_span,
        column: cell.column,
        column_span: cell.column_span,
        bbox,
        shade: shade(page, bbox),
        bold: is_bold(page, runs, held),
        struck: lines.is_empty() && is_struck(rulings, bbox),
        open_below: false,
        pages_on: 0,
        again: Vec::new(),
        lines,
    }
}

/// Colour of the topmost band behind the middle of a box.
fn shade(page: &Page, bbox: Rect) -> Option<Rgb> {
    let middle = bbox.center();
    let band = page.bands.iter().rev().find(|band| band.bbox.contains(middle))?;
    (!is_white(band.color)).then_some(band.color)
}

fn is_bold(page: &Page, runs: &[Run], held: &[usize]) -> bool {
    let glyphs =
        held.iter().filter_map(|at| runs.get(*at)).filter(|run| !run.blank).flat_map(|run| &run.glyphs);
    let (mut bold, mut all) = (0_usize, 0_usize);
    for glyph in glyphs.filter_map(|at| page.glyphs.get(*at)) {
        let font = usize::try_from(glyph.font.0).ok().and_then(|at| page.fonts.get(at));
        all += 1;
        bold += usize::from(font.is_some_and(|font| font.weight >= BOLD));
    }
    all > 0 && bold * 2 > all
}

/// Does a slanted line go from corner to corner?
fn is_struck(rulings: &Rulings, bbox: Rect) -> bool {
    rulings.slanted.iter().any(|(from, to)| {
        let line = Rect::new(from.x, from.y, to.x, to.y);
        let common = line.intersection(&bbox);
        common.is_some_and(|common| {
            common.width() >= 0.8 * bbox.width() && common.height() >= 0.8 * bbox.height()
        })
    })
}

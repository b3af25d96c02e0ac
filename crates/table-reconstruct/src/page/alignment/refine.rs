//! Ruled grids that hold more than their rulings part, or less.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Page, Rect};

use crate::page::fill::assign_runs;
use crate::page::grid::{Grid, GridBox};
use crate::page::rulings::{Rulings, Segment};
use crate::page::runs::Run;

use super::build::{ranges_of_row, usual_size};
use super::columns::{Gutter, find_gutters, place_line};
use super::rows::{Drawn, RegionLine, Shape};
use super::words::{Atom, Line, Word, find_lines, find_words};

/// A column or row narrower than this, and without text, is the room between two lines of a border: points.
/// The smallest print has 5 points.
const SLIVER: f64 = 5.0;

/// The same as a share of the grid's font size: no character of it has room there.
const SLIVER_SHARE: f64 = 0.9;

/// Share of the rows of a drawing, among grids that are mostly empty, without any text.
const BLANK_ROWS: f64 = 0.6;

/// Share of the boxes of a drawing that hold text at most; a table has names beside its rows or above its columns.
const DRAWING_SHARE: f64 = 0.25;

/// Share of the names that a table has at least in its first row or its first column.
const NAMED_SHARE: f64 = 0.5;

/// Boxes that a drawing has at least; a form of a few boxes may be blank.
const DRAWING_BOXES: usize = 12;

/// Share of a side that must be ruled for the side to bound a column.
const RULED_SHARE: f64 = 0.5;

/// How near an upright line must lie to a side, points.
const SAME_LINE: f64 = 2.6;

/// Share of the column lines of other rows that must lie in gaps of cells that go over them.
const MATCHED_SHARE: f64 = 0.6;

/// Share of the lines of a cell, or of cells one upon the other, that show its columns.
const SHOWN_SHARE: f64 = 0.5;

/// Lines that show columns inside a cell at least.
const FEWEST_LINES: usize = 3;

/// Rows that a cell without rulings between them holds at least.
const FEWEST_ROWS: usize = 3;

/// Share of these rows with a text in their first column, and with texts in several.
const KEYED_SHARE: f64 = 0.75;

/// Rows of a grid in which one may hold several; where more are ruled, all are.
const MOST_RULED_ROWS: usize = 4;

/// Cells times words of a grid up to which its cells are split: 2,000 cells of 50 words; drawings have more.
const MOST_WORK: usize = 200_000_000;

/// Cells of a grid up to which columns and rows are taken away.
const MOST_CELLS: usize = 50_000;

/// A row as high as this share of the grid holds its body.
const BODY_SHARE: f64 = 0.5;

/// Splits cells of ruled grids whose text stands in columns or rows that nothing parts, takes away columns and rows
/// that are the room between two lines, and drops grids that are drawings or boxes around text.
///
/// Runs that go through several cells are split. Gives the boxes of the drawings.
pub(crate) fn refine(
    page: &Page,
    grids: &mut Vec<Grid>,
    rulings: &Rulings,
    runs: &mut Vec<Run>,
) -> super::Outlines {
    let assigned = assign_runs(runs, grids);
    let of_grid = |at: usize| assigned.get(at).copied().flatten();
    let mut held: Vec<Vec<(usize, Word)>> = vec![Vec::new(); grids.len()];
    for word in find_words(page, runs, |at| of_grid(at).is_some()) {
        if let Some((grid, cell)) = of_grid(word.run)
            && let Some(held) = held.get_mut(grid)
        {
            held.push((cell, word));
        }
    }
    let mut upright = vec![false; grids.len()];
    for (at, run) in runs.iter().enumerate() {
        if let Some((grid, _)) = of_grid(at)
            && run.writing != crate::page::runs::Writing::Across
            && let Some(upright) = upright.get_mut(grid)
        {
            *upright = true;
        }
    }
    let (mut kept, mut outlines) = (Vec::new(), super::Outlines::default());
    for ((grid, held), upright) in std::mem::take(grids).into_iter().zip(held).zip(upright) {
        let mut work = Work { grid, words: held };
        if !upright && work.grid.cells.len() <= MOST_CELLS {
            work.drop_slivers();
        }
        if is_box(&work) {
            outlines.frames.push(work.grid.bbox());
            continue;
        }
        if !upright && is_drawing(&work) {
            outlines.drawings.push(work.grid.bbox());
            continue;
        }
        let before = work.grid.clone();
        if work.grid.cells.len().saturating_mul(work.words.len()) <= MOST_WORK {
            work.split_columns(rulings);
            work.split_rows();
        }
        if work.grid != before {
            super::cut_runs(page, runs, &work.words);
        }
        kept.push(work.grid);
    }
    *grids = kept;
    outlines
}

/// A grid with its words, each in a cell.
struct Work {
    grid: Grid,
    words: Vec<(usize, Word)>,
}

/// Is the grid a box around text: without two columns?
fn is_box(work: &Work) -> bool {
    let filled: BTreeSet<usize> = work.words.iter().map(|(cell, _)| *cell).collect();
    work.grid.cells.len() < 2 || work.grid.columns() < 2 && filled.len() > 1
}

/// Is the grid a drawing: mostly empty, without names of most rows or columns, or without anything but names?
fn is_drawing(work: &Work) -> bool {
    let grid = &work.grid;
    let filled: BTreeSet<usize> = work.words.iter().map(|(cell, _)| *cell).collect();
    if grid.cells.len() < DRAWING_BOXES || filled.len() as f64 > DRAWING_SHARE * grid.cells.len() as f64 {
        return false;
    }
    let filled: Vec<&GridBox> = filled.iter().filter_map(|at| grid.cells.get(*at)).collect();
    let in_row = |row: usize| filled.iter().filter(|cell| cell.row == row).count();
    let in_column = |column: usize| filled.iter().filter(|cell| cell.column == column).count();
    let rows: BTreeSet<usize> = filled.iter().map(|cell| cell.row).collect();
    let columns: BTreeSet<usize> = filled.iter().map(|cell| cell.column).collect();
    let names_columns = (0..2).any(|row| in_row(row) as f64 >= NAMED_SHARE * grid.columns() as f64);
    let names_rows = (0..2).any(|column| in_column(column) as f64 >= NAMED_SHARE * grid.rows() as f64);
    let blank_rows = (grid.rows() - rows.len().min(grid.rows())) as f64;
    !(names_columns || names_rows)
        || rows.len() <= 1
        || columns.len() <= 1
        || blank_rows >= BLANK_ROWS * grid.rows() as f64
}

impl Work {
    /// Takes columns and rows away that are the room between two lines.
    fn drop_slivers(&mut self) {
        let mut sizes: Vec<f64> = self.words.iter().map(|(_, word)| word.size).collect();
        sizes.sort_by(f64::total_cmp);
        let sliver = sizes.get(sizes.len() / 2).map_or(SLIVER, |size| SLIVER.max(SLIVER_SHARE * size));
        let mut at = 0;
        while at < self.grid.columns() && self.grid.columns() > 1 {
            let has_text = |x0: f64, x1: f64| {
                self.words.iter().any(|(_, word)| {
                    let middle = word.bbox.center().x;
                    x0 <= middle && middle <= x1
                })
            };
            match (self.grid.xs.get(at), self.grid.xs.get(at + 1)) {
                (Some(x0), Some(x1)) if x1 - x0 < sliver && !has_text(*x0, *x1) => self.drop_column(at),
                _ => at += 1,
            }
        }
        let mut at = 0;
        while at < self.grid.rows() && self.grid.rows() > 1 {
            let has_text = |y0: f64, y1: f64| {
                self.words.iter().any(|(_, word)| {
                    let middle = word.bbox.center().y;
                    y0 <= middle && middle <= y1
                })
            };
            match (self.grid.ys.get(at), self.grid.ys.get(at + 1)) {
                (Some(y0), Some(y1)) if y1 - y0 < sliver && !has_text(*y0, *y1) => self.drop_row(at),
                _ => at += 1,
            }
        }
    }

    fn drop_column(&mut self, column: usize) {
        let last = column + 1 == self.grid.columns();
        self.grid.xs.remove(if last { column } else { column + 1 });
        self.reshape(|cell| {
            shrink(&mut cell.column, &mut cell.column_span, column);
        });
    }

    fn drop_row(&mut self, row: usize) {
        let last = row + 1 == self.grid.rows();
        self.grid.ys.remove(if last { row } else { row + 1 });
        self.reshape(|cell| {
            shrink(&mut cell.row, &mut cell.row_span, row);
        });
    }

    /// Changes cells; those that cover nothing afterwards go, with the words in them going to none.
    fn reshape(&mut self, change: impl Fn(&mut GridBox)) {
        let mut places = Vec::with_capacity(self.grid.cells.len());
        let mut cells = Vec::with_capacity(self.grid.cells.len());
        for mut cell in std::mem::take(&mut self.grid.cells) {
            change(&mut cell);
            places.push(cells.len());
            if cell.row_span > 0 && cell.column_span > 0 {
                cells.push(cell);
            }
        }
        for (cell, _) in &mut self.words {
            *cell = places.get(*cell).copied().unwrap_or(0).min(cells.len().saturating_sub(1));
        }
        self.grid.cells = cells;
    }

    /// Splits cells, one upon the other, whose texts stand in columns.
    fn split_columns(&mut self, rulings: &Rulings) {
        let mut stacks: Vec<(usize, usize)> =
            self.grid.cells.iter().map(|cell| (cell.column, cell.column_span)).collect();
        stacks.sort_unstable();
        stacks.dedup();
        // A table open at its sides has upright lines between groups of columns.
        let sides = crate::page::stacked::is_open(&self.grid, rulings);
        // From right to left: columns that are put in leave those before them in place.
        for (column, span) in stacks.into_iter().rev() {
            if span > 1 || sides || self.is_open(column, rulings) || self.grid.columns() <= 2 {
                self.split_stack(column, span);
            }
        }
    }

    /// Is a column without an upright line at one of its sides?
    fn is_open(&self, column: usize, rulings: &Rulings) -> bool {
        let bbox = self.grid.bbox();
        [column, column + 1].into_iter().filter_map(|at| self.grid.xs.get(at)).any(|x| {
            let covered: f64 = rulings
                .vertical
                .iter()
                .filter(|line| (line.at - x).abs() <= SAME_LINE)
                .map(|line: &Segment| (line.to.min(bbox.y1) - line.from.max(bbox.y0)).max(0.0))
                .sum();
            covered < RULED_SHARE * bbox.height()
        })
    }

    fn split_stack(&mut self, column: usize, span: usize) {
        let members: Vec<usize> = self
            .grid
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.column == column && cell.column_span == span)
            .map(|(at, _)| at)
            .collect();
        let lines = self.lines_of(&members);
        let atoms: Vec<Vec<Atom>> = lines.iter().map(|(_, line)| line.atoms()).collect();
        let size = usual_size(&lines.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>());
        let shown = self.columns_shown(column, span, &atoms, size);
        // Texts of one and two lines beside each other, in the middle of their cells, share no baselines.
        let shown = shown.or_else(|| {
            let of_cells = members.iter().map(|member| {
                let own = lines.iter().zip(&atoms).filter(|((of, _), _)| of == member);
                beside_each_other(own.flat_map(|(_, atoms)| atoms))
            });
            let of_cells: Vec<Vec<Atom>> = of_cells.filter(|atoms| !atoms.is_empty()).collect();
            self.columns_shown(column, span, &of_cells, size)
        });
        let Some(gutters) = shown else { return };
        let cells: Vec<(usize, Vec<(usize, usize)>)> = members
            .iter()
            .map(|member| {
                let own: Vec<RegionLine> = lines
                    .iter()
                    .zip(&atoms)
                    .filter(|((of, _), _)| of == member)
                    .map(|((_, line), atoms)| region_line(line, atoms, &gutters, size))
                    .collect();
                (*member, ranges_of_row(&own, gutters.len() + 1))
            })
            .collect();
        self.put_in(column, span, &gutters, &cells);
    }

    /// The gaps that part the texts of a stack of cells; none where they are no columns.
    fn columns_shown(
        &self,
        column: usize,
        span: usize,
        atoms: &[Vec<Atom>],
        size: f64,
    ) -> Option<Vec<Gutter>> {
        let filled = atoms.iter().filter(|line| !line.is_empty()).count();
        let parted = atoms.iter().filter(|line| line.len() >= 2).count();
        if parted < 2 || (parted as f64) < SHOWN_SHARE * filled as f64 {
            return None;
        }
        let gutters = find_gutters(atoms, size);
        if gutters.is_empty() {
            return None;
        }
        if span == 1 {
            return (parted >= FEWEST_LINES).then_some(gutters);
        }
        let inner = self.grid.xs.get(column + 1..column + span).unwrap_or_default();
        let matched = inner
            .iter()
            .filter(|x| gutters.iter().any(|gutter| gutter.from - 3.0 <= **x && **x <= gutter.to + 3.0))
            .count();
        (matched as f64 >= MATCHED_SHARE * inner.len() as f64).then_some(gutters)
    }

    /// The lines of cells, each with its cell.
    fn lines_of(&self, cells: &[usize]) -> Vec<(usize, Line)> {
        let mut words: BTreeMap<usize, Vec<Word>> = cells.iter().map(|cell| (*cell, Vec::new())).collect();
        for (cell, word) in &self.words {
            if let Some(words) = words.get_mut(cell) {
                words.push(word.clone());
            }
        }
        words
            .into_iter()
            .flat_map(|(cell, words)| find_lines(words).into_iter().map(move |line| (cell, line)))
            .collect()
    }

    /// Puts column lines into the grid, where they are none yet, and splits cells of a stack at them.
    fn put_in(
        &mut self,
        column: usize,
        span: usize,
        gutters: &[Gutter],
        cells: &[(usize, Vec<(usize, usize)>)],
    ) {
        let mut ends = vec![column];
        let mut right = column + span;
        for gutter in gutters {
            let after = ends.last().copied().unwrap_or(column) + 1;
            let known = (after..right).find(|at| {
                self.grid.xs.get(*at).is_some_and(|x| gutter.from - 3.0 <= *x && *x <= gutter.to + 3.0)
            });
            let at = known.unwrap_or_else(|| {
                let at = self.grid.xs.partition_point(|x| *x < gutter.middle()).clamp(after, right);
                self.grid.xs.insert(at, gutter.middle());
                for cell in &mut self.grid.cells {
                    if cell.column >= at {
                        cell.column += 1;
                    } else if cell.column + cell.column_span > at
                        || cell.column + cell.column_span == at && at > right
                    {
                        cell.column_span += 1;
                    }
                }
                right += 1;
                at
            });
            ends.push(at);
        }
        ends.push(right);
        for (member, ranges) in cells {
            self.split_cell(*member, ranges, &ends);
        }
        self.tidy();
    }

    /// Splits a cell into stretches of new columns, which begin at `ends`.
    fn split_cell(&mut self, member: usize, ranges: &[(usize, usize)], ends: &[usize]) {
        let Some(whole) = self.grid.cells.get(member).copied() else { return };
        let mut own: Vec<(usize, f64)> = Vec::new();
        for (first, last) in ranges {
            let (Some(from), Some(to)) = (ends.get(*first), ends.get(last + 1)) else { continue };
            let part = GridBox { column: *from, column_span: to.saturating_sub(*from).max(1), ..whole };
            let x1 = self.grid.xs.get(*to).copied().unwrap_or(f64::INFINITY);
            if own.is_empty() {
                if let Some(cell) = self.grid.cells.get_mut(member) {
                    *cell = part;
                }
                own.push((member, x1));
            } else {
                own.push((self.grid.cells.len(), x1));
                self.grid.cells.push(part);
            }
        }
        for (cell, word) in self.words.iter_mut().filter(|(cell, _)| *cell == member) {
            let middle = word.bbox.center().x;
            let part = own.iter().find(|(_, x1)| middle <= *x1).or(own.last());
            *cell = part.map_or(member, |part| part.0);
        }
    }

    /// Brings the cells into order.
    fn tidy(&mut self) {
        let mut order: Vec<usize> = (0..self.grid.cells.len()).collect();
        order.sort_by_key(|at| self.grid.cells.get(*at).copied());
        let mut places = vec![0; order.len()];
        for (place, at) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(*at) {
                *slot = place;
            }
        }
        self.grid.cells = order.iter().filter_map(|at| self.grid.cells.get(*at).copied()).collect();
        for (cell, _) in &mut self.words {
            *cell = places.get(*cell).copied().unwrap_or(0);
        }
    }

    /// Splits a row that holds the whole body, where its columns have texts on the same lines.
    fn split_rows(&mut self) {
        let height = self.grid.bbox().height();
        for row in (0..self.grid.rows()).rev() {
            let (Some(top), Some(bottom)) = (self.grid.ys.get(row), self.grid.ys.get(row + 1)) else {
                continue;
            };
            if self.grid.rows() > MOST_RULED_ROWS && bottom - top < BODY_SHARE * height {
                continue;
            }
            let whole = self
                .grid
                .cells
                .iter()
                .all(|cell| cell.row > row || cell.row + cell.row_span <= row || cell.row_span == 1);
            if !whole {
                continue;
            }
            if let Some(cuts) = self.rows_shown(row) {
                self.cut_row(row, &cuts);
            }
        }
    }

    /// Where the rows part that stand in one row of the grid; none where it is one row.
    fn rows_shown(&self, row: usize) -> Option<Vec<f64>> {
        let words: Vec<Word> = self
            .words
            .iter()
            .filter(|(cell, _)| self.grid.cells.get(*cell).is_some_and(|cell| cell.row == row))
            .map(|(_, word)| word.clone())
            .collect();
        let lines = find_lines(words);
        if lines.len() < FEWEST_ROWS {
            return None;
        }
        let inner = self.grid.xs.get(1..self.grid.columns()).unwrap_or_default();
        let gutters: Vec<Gutter> = inner.iter().map(|x| Gutter { from: *x, to: *x }).collect();
        let size = usual_size(&lines);
        let sorted: Vec<RegionLine> =
            lines.iter().map(|line| region_line(line, &line.atoms(), &gutters, size)).collect();
        let shape = Shape::new(&sorted, gutters.len() + 1);
        if shape.value_columns() == 0 {
            return None;
        }
        let starts = shape.body_rows();
        let firsts: Vec<&RegionLine> =
            sorted.iter().zip(&starts).filter(|(_, starts)| **starts).map(|(line, _)| line).collect();
        let keyed =
            firsts.iter().filter(|line| line.placed.first().is_some_and(|first| first.first == 0)).count();
        let parted = firsts.iter().filter(|line| line.placed.len() >= 2).count();
        let most = KEYED_SHARE * firsts.len() as f64;
        if firsts.len() < FEWEST_ROWS || (keyed as f64) < most || (parted as f64) < most {
            return None;
        }
        let cuts = sorted
            .windows(2)
            .zip(starts.iter().skip(1))
            .filter(|(_, starts)| **starts)
            .filter_map(|(pair, _)| match pair {
                [above, below] => Some(f64::midpoint(above.bottom, below.top)),
                _ => None,
            })
            .collect();
        Some(cuts)
    }

    fn cut_row(&mut self, row: usize, cuts: &[f64]) {
        let added = cuts.len();
        let mut cells = Vec::new();
        let mut firsts = Vec::with_capacity(self.grid.cells.len());
        for cell in &self.grid.cells {
            firsts.push(cells.len());
            if cell.row == row {
                cells.extend((0..=added).map(|at| GridBox { row: row + at, ..*cell }));
            } else if cell.row > row {
                cells.push(GridBox { row: cell.row + added, ..*cell });
            } else {
                cells.push(*cell);
            }
        }
        for (cell, word) in &mut self.words {
            let inside = self.grid.cells.get(*cell).is_some_and(|cell| cell.row == row);
            let first = firsts.get(*cell).copied().unwrap_or(0);
            let below = cuts.partition_point(|cut| *cut <= word.bbox.center().y);
            *cell = first + if inside { below } else { 0 };
        }
        self.grid.cells = cells;
        let mut ys = self.grid.ys.clone();
        ys.splice(row + 1..row + 1, cuts.iter().copied());
        self.grid.ys = ys;
        self.tidy();
    }
}

/// Takes one place out of a stretch of places.
/// Texts of a cell, those above one another as one.
fn beside_each_other<'a>(atoms: impl Iterator<Item = &'a Atom>) -> Vec<Atom> {
    let mut sorted: Vec<Atom> = atoms.cloned().collect();
    sorted.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    let mut beside: Vec<Atom> = Vec::new();
    for atom in sorted {
        match beside.last_mut() {
            Some(last) if atom.x0 <= last.x1 => {
                last.x1 = last.x1.max(atom.x1);
                last.characters += atom.characters;
            }
            _ => beside.push(atom),
        }
    }
    beside
}

fn shrink(first: &mut usize, span: &mut usize, at: usize) {
    if *first <= at && at < *first + *span {
        *span -= 1;
    } else if *first > at {
        *first -= 1;
    }
}

fn region_line(line: &Line, atoms: &[Atom], gutters: &[Gutter], size: f64) -> RegionLine {
    let Rect { y0: top, y1: bottom, .. } = line.bbox;
    RegionLine {
        placed: place_line(atoms, gutters, size),
        top,
        bottom,
        baseline: line.baseline,
        size: line.size,
        above: Drawn::Nothing,
    }
}

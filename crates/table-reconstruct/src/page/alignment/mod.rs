//! Text that stands in columns makes a grid where nothing, or little, is ruled.
//!
//! Rulings and text are evidence for one and the same grid: what is drawn bounds a region and parts rows, gaps that
//! run through its lines part columns. The steps are, in order:
//!
//! 1. `words`: runs become words, words that share a baseline become lines.
//! 2. `levels`: level rulings and the edges of bands outside ruled grids; `twins`: those of two lists side by side.
//!    `inner`: levels beside merged cells.
//! 3. `cards`: labels and texts in a frame of their own.
//!    `regions`, `loose`: stretches of the page that may be tables, with a frame and without.
//!    `known`: columns that upright rulings part, or that the same table has on other pages.
//! 4. `columns`: gaps that run through the lines of a region part its columns; `starts`: narrow ones, by where texts begin.
//! 5. `rows`, `tops`: which lines make one row; `heads`: heads that stand over several columns;
//!    `subheads`: columns that only the head parts.
//! 6. `grow`: rows beyond the outermost levels; `open_body`: rows below a head with nothing drawn below them.
//! 7. `judge`: running text, lists and contents pages are no tables.
//! 8. `bands`: several indicators between two rulings are rows of their own.
//! 9. `build`: the grid, and the words of its cells.
//!
//! `refine_grids` does the same inside the cells of ruled grids that hold more than one row or column of text.

mod bands;
mod build;
mod cards;
mod columns;
mod grow;
mod heads;
mod inner;
mod judge;
mod known;
mod levels;
mod loose;
mod open_body;
mod refine;
mod regions;
mod rows;
mod starts;
mod subheads;
mod tops;
mod trim;
mod twins;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Page, Rect};

use super::fill::{Assigned, assign_runs};
use super::grid::Grid;
use super::rulings::Rulings;
use super::runs::Run;
use build::{OpenTable, build_table, sort_region};
use grow::grow_region;
pub use known::KnownColumns;
use known::{find_known, find_upright, know_columns};
use levels::Level;
use loose::find_loose;
use regions::{Region, find_frames};
use words::{Line, Word, find_lines, find_words};

/// Outlines of what rulings draw that is no grid of cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outlines {
    /// Drawings: no table stands in them.
    pub drawings: Vec<Rect>,
    /// Frames around texts.
    pub frames: Vec<Rect>,
}

/// Most frames of a page that are looked at; a drawing has more.
const MOST_FRAMES: usize = 200;

/// A frame around more than this share of the page is none around a card.
const MOST_OF_PAGE: f64 = 0.4;

/// Splits cells of ruled grids whose text stands in columns or rows that nothing parts; takes away columns and rows
/// that are the room between two lines, and grids that are drawings or boxes around text.
///
/// A run that goes through several cells is split. Gives the outlines of what is no grid of cells.
pub fn refine_grids(page: &Page, grids: &mut Vec<Grid>, rulings: &Rulings, runs: &mut Vec<Run>) -> Outlines {
    refine::refine(page, grids, rulings, runs)
}

/// Grids of text outside every ruled one, and outside drawings; their runs are assigned to them.
///
/// A run that goes through several cells is split.
pub fn find_open_tables(
    page: &Page,
    rulings: &Rulings,
    runs: &mut Vec<Run>,
    grids: &[Grid],
    outlines: &Outlines,
    (known, assigned): (&[KnownColumns], &mut Assigned),
) -> Vec<Grid> {
    let drawings = &outlines.drawings;
    let taken: Vec<Rect> = grids.iter().map(Grid::bbox).chain(drawings.iter().copied()).collect();
    let drawn = |run: &Run| drawings.iter().any(|drawing| drawing.contains(run.bbox.center()));
    let free = |at: usize| assigned.get(at).copied().flatten().is_none() && !runs.get(at).is_some_and(&drawn);
    let lines = find_lines(find_words(page, runs, free));
    let levels = twins::part_twins(levels::find_levels(page, rulings, &taken), &lines);
    let mut tables: Vec<OpenTable> = Vec::new();
    let bands = levels::cell_bands(page);
    let ground = page.width * page.height;
    let small = |frame: &&Rect| frame.width() * frame.height() <= MOST_OF_PAGE * ground;
    for frame in outlines.frames.iter().filter(small).take(MOST_FRAMES) {
        tables.extend(cards::card_table(frame, &levels, &lines));
    }
    let lines = without(lines, &used_words(&tables));
    for region in find_upright(rulings, &taken, &levels, &lines) {
        tables.extend(build_table(&region, &lines));
    }
    let lines = without(lines, &used_words(&tables));
    for mut region in find_frames(&levels, &lines) {
        region.parts = levels::parts_of(&bands, &region);
        know_columns(&mut region, known);
        tables.extend(framed_table(region, &lines, &bands, &levels));
    }
    let used = used_words(&tables);
    let rest = without(lines, &used);
    for region in find_known(known, &levels, &rest) {
        tables.extend(build_table(&region, &rest));
    }
    let rest = without(rest, &used_words(&tables));
    for mut region in find_loose(&levels, &rest) {
        region.parts = levels::parts_of(&bands, &region);
        tables.extend(build_table(&region, &rest));
    }
    let found: Vec<Grid> = tables.iter().map(|table| table.grid.clone()).collect();
    for (at, table) in tables.iter().enumerate() {
        assign_words(page, runs, assigned, table, grids.len() + at);
    }
    assign_rest(runs, &found, grids.len(), assigned);
    found
}

/// The words that tables hold, by run and first glyph.
fn used_words(tables: &[OpenTable]) -> BTreeSet<(usize, usize)> {
    tables.iter().flat_map(|table| table.words.iter().map(|(run, from, ..)| (*run, *from))).collect()
}

fn framed_table(mut region: Region, lines: &[Line], bands: &[Rect], levels: &[Level]) -> Option<OpenTable> {
    let sorted = sort_region(&region)?;
    if judge::has_bars(bands, &region, &sorted) {
        return None;
    }
    grow_region(&mut region, &sorted, lines, levels);
    build_table(&region, lines)
}

/// Lines without the words that tables hold.
fn without(lines: Vec<Line>, used: &BTreeSet<(usize, usize)>) -> Vec<Line> {
    lines
        .into_iter()
        .filter_map(|mut line| {
            line.words.retain(|word| !used.contains(&(word.run, word.from)));
            line.between(f64::NEG_INFINITY, f64::INFINITY)
        })
        .collect()
}

/// Assigns the runs of a table's words to its cells; a run in several cells is split.
fn assign_words(page: &Page, runs: &mut Vec<Run>, assigned: &mut Assigned, table: &OpenTable, grid: usize) {
    let mut words: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (run, from, _, cell) in &table.words {
        words.entry(*run).or_default().push((*from, *cell));
    }
    for (at, mut words) in words {
        words.sort_unstable();
        words.dedup_by_key(|word| word.1);
        let Some((first, rest)) = words.split_first() else { continue };
        let cuts: Vec<usize> = rest.iter().map(|word| word.0).collect();
        if let Some(slot) = assigned.get_mut(at) {
            *slot = Some((grid, first.1));
        }
        for (piece, (_, cell)) in split_run(page, runs, at, &cuts).into_iter().zip(rest) {
            runs.push(piece);
            assigned.push(Some((grid, *cell)));
        }
    }
}

/// Cuts the runs of words that stand in several cells of a grid.
fn cut_runs(page: &Page, runs: &mut Vec<Run>, words: &[(usize, Word)]) {
    let mut cells: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (cell, word) in words {
        cells.entry(word.run).or_default().push((word.from, *cell));
    }
    for (at, mut words) in cells {
        words.sort_unstable();
        words.dedup_by_key(|word| word.1);
        let cuts: Vec<usize> = words.iter().skip(1).map(|word| word.0).collect();
        let pieces = split_run(page, runs, at, &cuts);
        runs.extend(pieces);
    }
}

/// Cuts a run before some of its glyphs: it keeps the first part, the others are returned.
fn split_run(page: &Page, runs: &mut [Run], at: usize, cuts: &[usize]) -> Vec<Run> {
    let Some(run) = runs.get_mut(at).filter(|_| !cuts.is_empty()) else { return Vec::new() };
    let whole = run.clone();
    let part = |from: usize, to: usize| {
        let glyphs = whole.glyphs.get(from..to).unwrap_or_default().to_vec();
        let mut boxes = glyphs
            .iter()
            .filter_map(|at| page.glyphs.get(*at))
            .filter(|glyph| !page.text_of(glyph).trim().is_empty())
            .map(|glyph| glyph.bbox);
        let first = boxes.next().unwrap_or(whole.first);
        let bbox = boxes.fold(first, |all, one| all.union(&one));
        Run { glyphs, bbox, first, ..whole.clone() }
    };
    let ends: Vec<usize> = cuts.iter().copied().skip(1).chain([whole.glyphs.len()]).collect();
    *run = part(0, cuts.first().copied().unwrap_or(0));
    cuts.iter().zip(ends).map(|(from, to)| part(*from, to)).collect()
}

/// Runs that stand in a found table and are no words of its lines: vertical writing, blanks.
fn assign_rest(runs: &[Run], found: &[Grid], offset: usize, assigned: &mut Assigned) {
    for (slot, place) in assigned.iter_mut().zip(assign_runs(runs, found)) {
        if slot.is_none() {
            *slot = place.map(|(grid, cell)| (offset + grid, cell));
        }
    }
}

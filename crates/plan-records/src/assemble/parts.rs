//! The roles of each stretch of a table that has a head of its own.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Cell, Row, RowKind, Table};
use japanese_normalize::{Line, fold};
use rayon::prelude::*;

use crate::roles::RoleKind;
use crate::roles::align::{Column, align_labels};
use crate::roles::assign::{Assigned, assign_roles};
use crate::roles::evidence::Profile;
use crate::roles::labels::{Label, read_labels};
use crate::roles::vocabulary::Vocabulary;

/// Rows that are looked at for the roles of a layout.
const SAMPLE_ROWS: usize = 240;

/// Rows above a row in which a cell is looked for that spans it.
const MOST_SPANNED_ROWS: usize = 40;

/// Columns from which on a table is no plan table: wider ones are matrices.
pub const MOST_COLUMNS: usize = 80;

/// Rows from which on a stretch of a table is judged by itself and not with the table's main layout.
const ENOUGH_ROWS: usize = 3;

/// A stretch of a table with the same head: its rows, by their place in the table.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Header rows.
    pub head: Vec<usize>,
    /// Other rows.
    pub body: Vec<usize>,
    /// Its layout, by its place in [`Layouts::layouts`].
    pub layout: usize,
    /// Heads of the layout's units as this part prints them; empty where its head has other labels.
    pub headings: Vec<String>,
}

/// Where a value of a row stands and what it means.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Column in which it is printed, from 0.
    pub column: usize,
    /// Its unit, by its place in [`PlanLayout::roles`].
    pub unit: usize,
    /// Which part of the unit it is.
    pub part: SlotPart,
    /// Role for judging cells: that of the unit, or a number.
    pub role: RoleKind,
    /// Share of rows in which it is filled.
    pub fill: f64,
    /// Mean number of paragraphs that begin with an era date.
    pub dated: f64,
}

/// Part of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotPart {
    /// All of it.
    Whole,
    /// The number before its text.
    Number,
    /// The text after its number, or a further column of the same role.
    Text,
}

/// The meaning of the columns of one or more parts.
#[derive(Debug, Clone, Default)]
pub struct PlanLayout {
    /// Roles of the units, from left to right.
    pub roles: Vec<Assigned>,
    /// Slots, from left to right.
    pub slots: Vec<Slot>,
    /// Cells in a row.
    pub width: usize,
    /// Labels of the head.
    pub labels: Vec<Label>,
    /// The head names roles.
    pub headed: bool,
}

/// The parts of a table with their layouts.
#[derive(Debug, Clone, Default)]
pub struct Layouts {
    /// Parts in reading order.
    pub parts: Vec<Part>,
    /// Layouts that the parts share.
    pub layouts: Vec<PlanLayout>,
    /// Cells have spans: the source knows the columns.
    pub exact_grid: bool,
    /// Cells of the body span rows: the source knows what is merged, and a blank is an empty cell.
    pub exact_rows: bool,
    /// Profiles of the cells of the rows that were looked at, by row.
    pub profiles: BTreeMap<usize, Vec<Profile>>,
}

/// Finds the parts of a table and what their columns mean.
#[must_use]
pub fn read_layouts(table: &Table, vocabulary: &Vocabulary) -> Layouts {
    let mut parts = split_parts(table);
    let exact_grid =
        table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.row_span > 1 || cell.column_span > 1);
    let pools = pool_parts(table, &parts, vocabulary);
    let mut profiles = BTreeMap::new();
    let layouts: Vec<PlanLayout> =
        pools.iter().map(|pool| read_layout(table, &parts, pool, vocabulary, &mut profiles)).collect();
    for (at, pool) in pools.iter().enumerate() {
        for part in &pool.parts {
            let Some(layout): Option<&PlanLayout> = layouts.get(at) else { continue };
            let headings = parts
                .get(*part)
                .map(|part| own_headings(table, part, layout, vocabulary))
                .unwrap_or_default();
            if let Some(part) = parts.get_mut(*part) {
                (part.layout, part.headings) = (at, headings);
            }
        }
    }
    let exact_rows = table
        .rows
        .iter()
        .filter(|row| !row.kind.is_head())
        .flat_map(|row| &row.cells)
        .any(|cell| cell.row_span > 1);
    Layouts { parts, layouts, exact_grid, exact_rows, profiles }
}

/// The labels of a part's own head, unit by unit, where it has as many as the head that the layout was read from.
fn own_headings(table: &Table, part: &Part, layout: &PlanLayout, vocabulary: &Vocabulary) -> Vec<String> {
    let head: Vec<Row> = part.head.iter().filter_map(|at| table.rows.get(*at)).cloned().collect();
    let labels = read_labels(&head, vocabulary);
    if labels.len() != layout.labels.len() || labels.is_empty() {
        return Vec::new();
    }
    let text = |at: &usize| labels.get(*at).map(|label| label.text.as_str());
    layout
        .roles
        .iter()
        .map(|assigned| assigned.unit.labels.iter().filter_map(text).collect::<Vec<_>>().join("\n"))
        .collect()
}

fn split_parts(table: &Table) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut page_start = false;
    for (at, row) in table.rows.iter().enumerate() {
        let head = row.kind.is_head();
        let new = match parts.last() {
            None => true,
            Some(part) => {
                head && !part.body.is_empty() || row.starts_page && !page_start && !part.body.is_empty()
            }
        };
        page_start = row.starts_page;
        if new {
            parts.push(Part::default());
        }
        if let Some(part) = parts.last_mut() {
            if head { part.head.push(at) } else { part.body.push(at) }
        }
    }
    parts
}

/// Parts that share a layout.
struct Pool {
    parts: Vec<usize>,
    /// Part whose head is read.
    head: usize,
    width: usize,
    rows: usize,
}

/// Puts parts with the same head and width together; small ones go with the largest.
fn pool_parts(table: &Table, parts: &[Part], vocabulary: &Vocabulary) -> Vec<Pool> {
    let mut pools: Vec<Pool> = Vec::new();
    let heads: Vec<(HeadKey, usize)> =
        parts.iter().map(|part| (head_key(table, part), common_width(table, part))).collect();
    let mut keys: BTreeMap<&(HeadKey, usize), usize> = BTreeMap::new();
    let mut last: Option<usize> = None;
    for ((at, part), key) in parts.iter().enumerate().zip(&heads) {
        let width = key.1;
        let known = if part.head.is_empty() {
            last.filter(|pool| pools.get(*pool).is_some_and(|pool| pool.width == width))
        } else {
            None
        };
        let pool = known.or_else(|| keys.get(key).copied()).unwrap_or_else(|| {
            pools.push(Pool { parts: Vec::new(), head: at, width, rows: 0 });
            pools.len() - 1
        });
        keys.entry(key).or_insert(pool);
        if let Some(entry) = pools.get_mut(pool) {
            entry.parts.push(at);
            entry.rows += full_rows(table, part);
        }
        last = Some(pool);
    }
    let mut pools = absorb_small(pools, parts);
    let known: BTreeMap<&HeadKey, f64> = heads
        .iter()
        .map(|(key, _)| key)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|key| (key, key.iter().map(|(_, text)| vocabulary.heading_evidence(text)).sum()))
        .collect();
    for pool in &mut pools {
        pool.head = fullest_head(parts, &heads, pool, &known);
    }
    pools
}

/// Number of rows with more than one filled cell: heading rows say nothing of the columns.
fn full_rows(table: &Table, part: &Part) -> usize {
    let rows = part.body.iter().filter_map(|at| table.rows.get(*at));
    rows.filter(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1).count()
}

/// The part whose head says the most: among those of the pool and of the pool's width, and those that
/// print the pool's own labels and more. Most labels win, then those that the vocabulary knows best.
fn fullest_head(
    parts: &[Part],
    heads: &[(HeadKey, usize)],
    pool: &Pool,
    known: &BTreeMap<&HeadKey, f64>,
) -> usize {
    let own = heads.get(pool.head).map(|(key, _)| key.as_slice()).unwrap_or_default();
    let mut best: Option<(usize, f64, usize)> = None;
    for ((at, part), (key, width)) in parts.iter().enumerate().zip(heads) {
        let says_more = || !own.is_empty() && own.iter().all(|label| key.contains(label));
        if part.head.is_empty()
            || *width != pool.width
            || !(pool.parts.binary_search(&at).is_ok() || says_more())
        {
            continue;
        }
        let known = known.get(key).copied().unwrap_or(0.0);
        let better = best.is_none_or(|(labels, words, _)| {
            key.len() > labels || key.len() == labels && known > words + 1e-9
        });
        if better {
            best = Some((key.len(), known, at));
        }
    }
    best.map_or(pool.head, |(_, _, at)| at)
}

fn absorb_small(mut pools: Vec<Pool>, parts: &[Part]) -> Vec<Pool> {
    let Some(largest) = (0..pools.len()).max_by_key(|at| (pools[*at].rows, std::cmp::Reverse(*at))) else {
        return pools;
    };
    let mut small: Vec<usize> = Vec::new();
    for (at, pool) in pools.iter_mut().enumerate() {
        let headless =
            pool.parts.iter().all(|part| parts.get(*part).is_some_and(|part| part.head.is_empty()));
        if at != largest && (pool.rows < ENOUGH_ROWS || headless) {
            small.append(&mut pool.parts);
        }
    }
    if let Some(pool) = pools.get_mut(largest) {
        pool.parts.extend(small);
        pool.parts.sort_unstable();
    }
    pools.retain(|pool| !pool.parts.is_empty());
    pools
}

/// Columns and texts of the filled cells of a head.
type HeadKey = Vec<(u32, String)>;

fn head_key(table: &Table, part: &Part) -> HeadKey {
    let rows = part.head.iter().filter_map(|at| table.rows.get(*at));
    rows.flat_map(|row| &row.cells)
        .filter(|cell| !cell.is_empty())
        .map(|cell| (cell.column, fold(&cell.raw())))
        .collect()
}

/// Number of cells that most body rows have.
fn common_width(table: &Table, part: &Part) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for at in &part.body {
        let Some(row) = table.rows.get(*at) else { continue };
        if row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1 {
            *counts.entry(row_width(table, *at)).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}

/// Columns up to the end of the last cell, those of cells above that span the row too.
fn row_width(table: &Table, at: usize) -> usize {
    let end = |cell: &Cell| cell.column.saturating_add(cell.column_span);
    let own = table.rows.get(at).into_iter().flat_map(|row| &row.cells).map(end).max().unwrap_or(0);
    let nearest = at.saturating_sub(MOST_SPANNED_ROWS);
    let above = table.rows.get(nearest..at).unwrap_or_default().iter().rev().zip(1_u32..);
    let spanning = above.flat_map(|(row, distance)| {
        row.cells.iter().filter(move |cell| cell.row_span > distance && !row.kind.is_head()).map(end)
    });
    usize::try_from(spanning.max().unwrap_or(0).max(own)).unwrap_or(usize::MAX)
}

/// The profile of a cell.
#[must_use]
pub fn profile(cell: &Cell) -> Profile {
    let lines: Vec<Line<'_>> =
        cell.lines.iter().map(|line| Line { text: &line.text, breaks: line.breaks }).collect();
    Profile::of(&lines)
}

fn read_layout(
    table: &Table,
    parts: &[Part],
    pool: &Pool,
    vocabulary: &Vocabulary,
    profiles: &mut BTreeMap<usize, Vec<Profile>>,
) -> PlanLayout {
    if pool.width > MOST_COLUMNS {
        return PlanLayout { width: pool.width, ..PlanLayout::default() };
    }
    let head: Vec<Row> = parts
        .get(pool.head)
        .map(|part| part.head.iter().filter_map(|at| table.rows.get(*at)).cloned().collect())
        .unwrap_or_default();
    let labels = read_labels(&head, vocabulary);
    let columns = read_columns(table, parts, pool, profiles);
    let units = align_labels(&labels, &columns);
    let roles = assign_roles(&units, &labels, &columns);
    let slots = make_slots(&roles, &columns);
    let headed = roles.iter().any(|assigned| assigned.named);
    PlanLayout { roles, slots, width: pool.width, labels, headed }
}

/// A row at the start of a page with nothing in front may be the rest of the row before: its blanks do not
/// say how often a column is filled.
fn may_go_on(row: &Row) -> bool {
    row.starts_page && row.cells.first().is_some_and(Cell::is_empty)
}

fn read_columns(
    table: &Table,
    parts: &[Part],
    pool: &Pool,
    profiles: &mut BTreeMap<usize, Vec<Profile>>,
) -> Vec<Column> {
    let mut columns = vec![Column::default(); pool.width];
    let body = pool.parts.iter().filter_map(|at| parts.get(*at)).flat_map(|part| &part.body);
    let rows = body.filter_map(|at| table.rows.get(*at).map(|row| (*at, row)));
    let usable = rows.filter(|(at, row)| {
        row.kind == RowKind::Body
            && !may_go_on(row)
            && row_width(table, *at) == pool.width
            && row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1
    });
    let sampled: Vec<(usize, &Row)> = usable.take(SAMPLE_ROWS).collect();
    let looked_at: Vec<Vec<Profile>> =
        sampled.par_iter().map(|(_, row)| row.cells.iter().map(profile).collect()).collect();
    let mut seen = 0_u32;
    for ((at, row), of_row) in sampled.into_iter().zip(looked_at) {
        seen += 1;
        for (cell, profile) in row.cells.iter().zip(&of_row) {
            let column = usize::try_from(cell.column).ok().and_then(|at| columns.get_mut(at));
            if let (Some(column), false) = (column, cell.is_empty()) {
                column.fill += 1.0;
                column.covered += f64::from(cell.row_span);
                column.profiles.push(*profile);
            }
        }
        profiles.insert(at, of_row);
    }
    for column in &mut columns {
        column.fill /= f64::from(seen.max(1));
        column.covered = (column.covered / f64::from(seen.max(1))).min(1.0);
    }
    columns
}

fn make_slots(roles: &[Assigned], columns: &[Column]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (unit, assigned) in roles.iter().enumerate() {
        for (at, column) in assigned.unit.columns.iter().enumerate() {
            let Some(cells) = columns.get(*column) else { continue };
            if assigned.unit.phantom {
                continue;
            }
            let part = match (assigned.unit.columns.len(), assigned.numbered, at) {
                (1, _, _) => SlotPart::Whole,
                (_, true, 0) => SlotPart::Number,
                (_, false, 0) => SlotPart::Whole,
                _ => SlotPart::Text,
            };
            let role = if part == SlotPart::Number { RoleKind::Number } else { assigned.role };
            let dated = cells.mean(|profile| f64::from(u8::try_from(profile.dated.min(9)).unwrap_or(9)));
            slots.push(Slot { column: *column, unit, part, role, fill: cells.fill, dated });
        }
    }
    slots
}

//! Tables of pages that are one table.

use document_model::{CellLine, PageNumber, Place, Rect};

use super::Piece;
use super::head::{count_header_rows, is_head_alone, signature};
use crate::options::Options;
use crate::page::upright::Turn;
use crate::page::{PageLine, PageTable};
use crate::text_grid::header::{MOST_HEADER_ROWS, head_similarity};

/// Heads that agree in this share of their texts are the same head.
const SAME_HEAD: f64 = 0.75;

/// Column lines nearer than this are the same on two pages, points.
const SAME_COLUMN: f64 = 4.0;

/// Share of the column lines that two parts of a table have in common.
const COMMON_COLUMNS: f64 = 0.75;

/// Columns at least of a table without rulings that goes on without a head.
const FEWEST_OPEN_COLUMNS: usize = 3;

/// Labels that a head has at least that is known by its repetition alone.
const FEWEST_LABELS: usize = 2;

/// Marks with which a note begins that stands between a table and its continuation.
const NOTE_MARKS: [char; 4] = ['※', '＊', '*', '注'];

/// A page's number, its size, and how it was turned to be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Its number.
    pub number: PageNumber,
    /// Width, points.
    pub width: f64,
    /// Height, points.
    pub height: f64,
    /// How it was turned to be read.
    pub turn: Turn,
}

impl Sheet {
    /// The place of a box on the page as it is shown.
    #[must_use]
    pub fn place(&self, bbox: Rect) -> Place {
        let bbox = self.turn.back(bbox, (self.width, self.height));
        Place { page: self.number, bbox: Some(bbox), line: None, column: None }
    }

    /// A line with its box on the page as it is shown.
    #[must_use]
    pub fn line(&self, mut line: CellLine) -> CellLine {
        line.bbox = line.bbox.map(|bbox| self.turn.back(bbox, (self.width, self.height)));
        line
    }
}

/// A part of a table, on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The page, from 0.
    pub page: usize,
    /// What stands there.
    pub table: PageTable,
    /// Its header rows.
    pub head: usize,
    /// It goes on with a table that began before.
    pub continues: bool,
}

/// The parts of one table, or a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Chained {
    Table(Vec<Part>),
    Line { page: usize, line: PageLine, furniture: bool },
}

/// A table that may go on.
struct Open {
    at: usize,
    signature: Vec<String>,
    xs: Vec<f64>,
    /// Where its page stands in the order of pages.
    turn: usize,
    /// A page break cuts its last row or a merged cell: it must go on on the next page.
    cut: bool,
}

/// Joins tables that are one: those with the same head, and those without one whose columns agree.
///
/// Page numbers, running lines and notes between two parts do not part them; any other line does. `order` has the pages
/// as they follow each other.
pub(crate) fn chain_tables(pieces: Vec<Piece>, order: &[usize], options: &Options<'_>) -> Vec<Chained> {
    let mut turns = vec![0; order.len()];
    for (turn, page) in order.iter().enumerate() {
        if let Some(slot) = turns.get_mut(*page) {
            *slot = turn;
        }
    }
    let turn_of = |page: usize| turns.get(page).copied().unwrap_or(page);
    let mut chained: Vec<Chained> = Vec::new();
    let mut open: Option<Open> = None;
    for piece in pieces {
        match piece {
            Piece::Line { page, line, furniture } => {
                let parts = !furniture && !line.line.text.trim_start().starts_with(NOTE_MARKS);
                open = open.filter(|open| !parts || open.cut && turn_of(page) <= open.turn + 1);
                chained.push(Chained::Line { page, line, furniture });
            }
            Piece::Table { page, table } => {
                add_table(&mut chained, &mut open, (page, turn_of(page)), table, options);
            }
        }
    }
    chained
}

fn add_table(
    chained: &mut Vec<Chained>,
    open: &mut Option<Open>,
    (page, turn): (usize, usize),
    table: PageTable,
    options: &Options<'_>,
) {
    let known = open.as_ref().map(|open| open.signature.as_slice());
    let head = count_header_rows(&table, known, options);
    let own = signature(&table, head);
    let continued = open.as_ref().filter(|open| {
        let last = match chained.get(open.at) {
            Some(Chained::Table(parts)) => parts.last().map(|part| &part.table),
            _ => None,
        };
        if head > 0 && head_similarity(&open.signature, &own) >= SAME_HEAD {
            // On one page, rulings elsewhere tell a table of its own from one that goes on.
            let apart =
                last.is_some_and(|last| last.ruled && table.ruled && !same_columns(&last.xs, &table.xs));
            return turn != open.turn || !apart;
        }
        let next = turn == open.turn + 1 || turn == open.turn;
        head == 0
            && next
            && (same_columns(&open.xs, &table.xs)
                || turn == open.turn + 1 && last.is_some_and(|last| same_texts(last, &table)))
    });
    let Some(at) = continued.map(|open| open.at) else {
        let cut = is_cut(&table);
        *open = Some(Open { at: chained.len(), signature: own, xs: table.xs.clone(), turn, cut });
        chained.push(Chained::Table(vec![Part { page, table, head, continues: false }]));
        return;
    };
    if let Some(open) = open.as_mut() {
        (open.turn, open.cut) = (turn, is_cut(&table));
    }
    if let Some(Chained::Table(parts)) = chained.get_mut(at) {
        if let ([first], Some(open)) = (parts.as_mut_slice(), open.as_mut())
            && head == 0
            && first.page != page
            && is_head_alone(&first.table, options)
        {
            first.head = first.table.ys.len().saturating_sub(1);
            open.signature = signature(&first.table, first.head);
        }
        let mut table = table;
        if let Some(first) = parts.first() {
            align_columns(&first.table, &mut table);
        }
        let head = if head == 0 { find_repeated_head(parts, &table) } else { head };
        parts.push(Part { page, table, head, continues: true });
    }
}

/// Rows at the top that repeat those of the table's first part word for word, where no words told its head.
fn find_repeated_head(parts: &mut [Part], table: &PageTable) -> usize {
    let Some(first) = parts.first_mut() else { return 0 };
    let rows = table.ys.len().min(first.table.ys.len()).saturating_sub(2);
    let same = |rows: &usize| {
        let own = signature(table, *rows);
        own.len() >= FEWEST_LABELS && own == signature(&first.table, *rows)
    };
    let repeated = (1..=MOST_HEADER_ROWS.min(rows)).rev().find(same).unwrap_or(0);
    if first.head == 0 || first.head == repeated {
        first.head = repeated;
        return repeated;
    }
    0
}

/// Does a cell with text, or one that a text may stand in on the next page, end without a ruling at the lower edge?
fn is_cut(table: &PageTable) -> bool {
    table.ruled && table.cells.iter().any(|cell| cell.open_below)
}

/// Do the texts of two tables without rulings stand in the same columns: do they begin, or end, at the same places?
fn same_texts(one: &PageTable, other: &PageTable) -> bool {
    let columns = one.xs.len().saturating_sub(1);
    if one.ruled || other.ruled || columns < FEWEST_OPEN_COLUMNS || other.xs.len() != one.xs.len() {
        return false;
    }
    let extent = |table: &PageTable, column: usize| -> Option<(f64, f64)> {
        let cells = table.cells.iter().filter(|cell| cell.column == column && cell.column_span == 1);
        let boxes = cells.flat_map(|cell| &cell.lines).filter_map(|line| line.bbox);
        boxes.fold(None, |all: Option<(f64, f64)>, bbox| {
            let (from, to) = all.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
            Some((from.min(bbox.x0), to.max(bbox.x1)))
        })
    };
    let near = |one: f64, other: f64| (one - other).abs() <= SAME_COLUMN;
    let (mut common, mut both) = (0_usize, 0_usize);
    for column in 0..columns {
        if let (Some(one), Some(other)) = (extent(one, column), extent(other, column)) {
            both += 1;
            common += usize::from(near(one.0, other.0) || near(one.1, other.1));
        }
    }
    both >= FEWEST_OPEN_COLUMNS && common as f64 >= COMMON_COLUMNS * both as f64
}

/// Column lines that only gaps in the text show lie elsewhere on each page: those of the first part hold.
fn align_columns(first: &PageTable, table: &mut PageTable) {
    if first.ruled || table.ruled || first.xs.len() != table.xs.len() {
        return;
    }
    if let (Some(one), Some(other)) = (first.xs.first(), table.xs.first()) {
        let shift = other - one;
        table.xs = first.xs.iter().map(|x| x + shift).collect();
    }
}

/// Do most column lines of two tables agree, where they are moved to begin at the same place?
fn same_columns(one: &[f64], other: &[f64]) -> bool {
    let (Some(first), Some(second)) = (one.first(), other.first()) else { return false };
    let shift = second - first;
    let near = |lines: &[f64], at: f64| lines.iter().any(|line| (line - at).abs() <= SAME_COLUMN);
    let common = other.iter().filter(|line| near(one, **line - shift)).count();
    let fewer = one.len().min(other.len());
    let ends = match (one.last(), other.last()) {
        (Some(one), Some(other)) => (other - shift - one).abs() <= 2.0 * SAME_COLUMN,
        _ => false,
    };
    ends && fewer >= 2 && common as f64 >= COMMON_COLUMNS * fewer as f64
}

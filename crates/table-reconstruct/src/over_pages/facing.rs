//! One table over a left and a right page.
//!
//! Facing pages print a wide table in two halves, row beside row: both have the same rows at the same heights, and
//! another head. The right half is put behind the left one; a column that it repeats is left out.

use std::collections::BTreeMap;

use super::Piece;
use super::head::{cells_of_row, compact, count_header_rows, signature};
use crate::options::Options;
use crate::page::{PageCell, PageTable};
use crate::text_grid::header::head_similarity;

/// Lines of the two halves nearer than this are at the same height, points.
const SAME_HEIGHT: f64 = 3.0;

/// Rows that the halves have at least.
const FEWEST_ROWS: usize = 4;

/// Heads that agree in more than this share of their texts head two tables of one kind (forms, sheet by sheet).
const OTHER_HEAD: f64 = 0.5;

/// Share of the cells with words that two sheets of one form print alike.
const SHEET_SHARE: f64 = 0.3;

/// Joins the halves of tables; what else stands on the right page stays.
pub(crate) fn join_facing(pieces: Vec<Piece>, options: &Options<'_>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Piece::Table { page, table } = piece else {
            joined.push(piece);
            continue;
        };
        let last = joined.iter_mut().rev().find_map(|piece| match piece {
            Piece::Table { page, table } => Some((*page, table)),
            Piece::Line { .. } => None,
        });
        match last {
            Some((left_page, left)) if left_page + 1 == page && are_halves(left, &table, options) => {
                append(left, table, 1);
            }
            _ => joined.push(Piece::Table { page, table }),
        }
    }
    joined
}

fn are_halves(left: &PageTable, right: &PageTable, options: &Options<'_>) -> bool {
    let rows = left.ys.len().saturating_sub(1);
    let same = left.ys.len() == right.ys.len()
        && left.ys.iter().zip(&right.ys).all(|(one, other)| (one - other).abs() <= SAME_HEIGHT);
    if !same
        || rows < FEWEST_ROWS
        || left.cells.iter().any(|cell| cell.pages_on > 0)
        || are_sheets(left, right)
    {
        return false;
    }
    let heads = (count_header_rows(left, None, options), count_header_rows(right, None, options));
    heads.0 > 0 && heads.1 > 0 && other_heads(left, right, heads)
}

/// Have two tables other heads, of so many rows each?
pub(super) fn other_heads(left: &PageTable, right: &PageTable, heads: (usize, usize)) -> bool {
    head_similarity(&signature(left, heads.0), &signature(right, heads.1)) <= OTHER_HEAD
}

/// Do most cells of one stand in the other too, at the same place with the same words: two sheets of one form?
pub(super) fn are_sheets(left: &PageTable, right: &PageTable) -> bool {
    let filled = |table: &PageTable| -> BTreeMap<(usize, usize), String> {
        let cells = table.cells.iter().filter(|cell| !cell.lines.is_empty());
        cells.map(|cell| ((cell.row, cell.column), compact(cell))).collect()
    };
    let (left, right) = (filled(left), filled(right));
    let words: Vec<&(usize, usize)> =
        right.iter().filter(|(_, text)| text.chars().any(char::is_alphabetic)).map(|(at, _)| at).collect();
    let alike = words.iter().filter(|at| left.get(**at) == right.get(**at)).count();
    alike >= FEWEST_ROWS && alike as f64 >= SHEET_SHARE * words.len() as f64
}

/// Puts the columns of the right half, so many pages on, behind those of the left one.
pub(super) fn append(left: &mut PageTable, right: PageTable, pages_on: usize) {
    let repeated = usize::from(is_repeated(left, &right));
    let shift = left.bbox.x1 - right.xs.get(repeated).copied().unwrap_or(right.bbox.x0);
    let columns = left.xs.len().saturating_sub(1);
    left.xs.extend(right.xs.iter().skip(repeated + 1).map(|x| x + shift));
    left.bbox.x1 = left.xs.last().copied().unwrap_or(left.bbox.x1);
    for mut cell in right.cells {
        if cell.column + cell.column_span <= repeated {
            // Its text stands in the left half: it keeps a place behind it, for nothing is lost.
            let twin = left.cells.iter_mut().find(|own| own.row == cell.row && own.column == 0);
            if let Some(twin) = twin {
                twin.again.extend(cell.lines);
            }
            continue;
        }
        let first = cell.column.max(repeated);
        cell.column_span -= first - cell.column;
        cell.column = columns + first - repeated;
        cell.pages_on = pages_on;
        left.cells.push(cell);
    }
    left.cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// Does the first column of the right half say the same as that of the left one, row by row?
fn is_repeated(left: &PageTable, right: &PageTable) -> bool {
    let first = |table: &PageTable, row: usize| -> Option<String> {
        let cell: Option<&PageCell> =
            cells_of_row(table, row).find(|cell| cell.column == 0 && cell.column_span == 1);
        cell.map(compact).filter(|text| !text.is_empty())
    };
    let rows = left.ys.len().saturating_sub(1);
    let texts: Vec<(Option<String>, Option<String>)> = (0..rows)
        .map(|row| (first(left, row), first(right, row)))
        .filter(|(_, right)| right.is_some())
        .collect();
    !texts.is_empty() && texts.iter().all(|(left, right)| left == right)
}

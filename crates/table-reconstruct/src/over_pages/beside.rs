//! One table that a narrow empty column parts.
//!
//! A spreadsheet leaves a column without borders between the two halves of a wide table. The halves stand beside each
//! other with their rows level, and the right one has another head.

use super::Piece;
use super::facing::{are_sheets, other_heads};
use super::head::count_header_rows;
use crate::options::Options;
use crate::page::PageTable;

/// Width of the empty column at most, points.
const WIDEST_SPACER: f64 = 14.0;

/// Lines of the two halves nearer than this are one line, points.
const SAME_LINE: f64 = 1.5;

/// Rows that the halves have at least.
const FEWEST_ROWS: usize = 4;

/// Joins the halves of tables on one page.
pub(crate) fn join_beside(pieces: Vec<Piece>, options: &Options<'_>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Piece::Table { page, table } = piece else {
            joined.push(piece);
            continue;
        };
        let left = joined.iter_mut().rev().find_map(|piece| match piece {
            Piece::Table { page: left_page, table: left } if *left_page == page => Some(left),
            _ => None,
        });
        match left {
            Some(left) if are_halves(left, &table, options) => append(left, table),
            _ => joined.push(Piece::Table { page, table }),
        }
    }
    joined
}

fn are_halves(left: &PageTable, right: &PageTable, options: &Options<'_>) -> bool {
    let gap = right.bbox.x0 - left.bbox.x1;
    let level = (left.bbox.y0 - right.bbox.y0).abs() <= SAME_LINE
        && (left.bbox.y1 - right.bbox.y1).abs() <= SAME_LINE;
    if !(0.0..=WIDEST_SPACER).contains(&gap)
        || !level
        || !left.ruled
        || !right.ruled
        || are_sheets(left, right)
    {
        return false;
    }
    let (coarse, fine) = if left.ys.len() <= right.ys.len() { (left, right) } else { (right, left) };
    let has = |ys: &[f64], y: f64| ys.iter().any(|known| (known - y).abs() <= SAME_LINE);
    let heads = (count_header_rows(left, None, options), count_header_rows(right, None, options));
    let head_of_coarse = if left.ys.len() <= right.ys.len() { heads.0 } else { heads.1 };
    // The lines that one of them alone has part the rows of its head.
    let body = coarse.ys.get(head_of_coarse).copied().unwrap_or(f64::NEG_INFINITY);
    let within_head = fine.ys.iter().all(|y| has(&coarse.ys, *y) || *y < body);
    coarse.ys.len() > FEWEST_ROWS
        && coarse.ys.iter().all(|y| has(&fine.ys, *y))
        && within_head
        && heads.0 > 0
        && heads.1 > 0
        && other_heads(left, right, heads)
}

/// Puts the columns of the right half behind those of the left one.
fn append(left: &mut PageTable, mut right: PageTable) {
    if left.ys.len() < right.ys.len() {
        take_rows(left, &right.ys);
    } else {
        take_rows(&mut right, &left.ys);
    }
    let shift = left.xs.len().saturating_sub(1);
    // The empty column belongs to the column before it.
    left.xs.pop();
    left.xs.extend(&right.xs);
    left.bbox = left.bbox.union(&right.bbox);
    for mut cell in right.cells {
        cell.column += shift;
        left.cells.push(cell);
    }
    left.cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// Gives a table the rows of another that has all of its lines and more.
pub(super) fn take_rows(table: &mut PageTable, ys: &[f64]) {
    let place = |y: f64| {
        let near = |at: &usize| ys.get(*at).map_or(f64::INFINITY, |known| (known - y).abs());
        (0..ys.len()).min_by(|one, other| near(one).total_cmp(&near(other))).unwrap_or(0)
    };
    let rows: Vec<usize> = table.ys.iter().map(|y| place(*y)).collect();
    for cell in &mut table.cells {
        let start = rows.get(cell.row).copied().unwrap_or(cell.row);
        let end = rows.get(cell.row + cell.row_span).copied().unwrap_or(start + cell.row_span);
        (cell.row, cell.row_span) = (start, end.saturating_sub(start).max(1));
    }
    table.ys = ys.to_vec();
}

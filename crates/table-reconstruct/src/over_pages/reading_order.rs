//! Tables that stand side by side on a page are read one after the other, each with the lines above and below it.

use document_model::Rect;

/// Share of the lower table's height over which two tables stand side by side.
const COMMON_HEIGHT: f64 = 0.3;

/// Tables whose edges differ by no more are level: points.
const SAME_HEIGHT: f64 = 3.0;

/// Room between two tables side by side at least, points.
const GUTTER: f64 = 6.0;

/// Pieces that each column of a page of two columns has at least.
const FEWEST_PIECES: usize = 4;

/// Share of the wider column by which two columns of a page differ at most.
const SAME_WIDTH: f64 = 0.15;

/// Share of its column from which on a line fills it.
const FULL_LINE: f64 = 0.8;

/// Lines that fill a column at least: running text is set so.
const FEWEST_FULL_LINES: usize = 2;

/// Lines beside its tables that the second column has at least: tables alone belong to the text beside them.
const FEWEST_LINES: usize = 3;

/// Puts the pieces of a page in order: from top to bottom, and where tables stand side by side the left side first.
///
/// Each piece is its box and whether it is a table; the result names pieces by their place.
#[must_use]
pub fn reading_order(pieces: &[(Rect, bool)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let box_of = |at: usize| pieces.get(at).map_or(Rect::new(0.0, 0.0, 0.0, 0.0), |piece| piece.0);
    order.sort_by(|one, other| {
        let key = |at: usize| (box_of(at).y0, box_of(at).x0);
        key(*one).partial_cmp(&key(*other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut start = 0;
    while let Some((cut, from, to)) =
        find_columns(&order, start, pieces).or_else(|| find_text_columns(&order, start, pieces))
    {
        let Some(stretch) = order.get_mut(from..to) else { break };
        // The order within a side stays.
        stretch.sort_by_key(|at| box_of(*at).center().x > cut);
        start = to;
    }
    order
}

/// The first place from `start` on where tables stand side by side: x between them, and the stretch of pieces
/// that lie on the one side or on the other.
fn find_columns(order: &[usize], start: usize, pieces: &[(Rect, bool)]) -> Option<(f64, usize, usize)> {
    let piece = |at: usize| order.get(at).and_then(|at| pieces.get(*at));
    let tables: Vec<(usize, Rect)> = (start..order.len())
        .filter_map(|at| piece(at).filter(|piece| piece.1).map(|piece| (at, piece.0)))
        .collect();
    for (nth, (one_at, one)) in tables.iter().enumerate() {
        for (other_at, other) in tables.iter().skip(nth + 1).take_while(|(_, other)| other.y0 < one.y1) {
            let Some(cut) = gap_between(one, other) else { continue };
            let is_aside = |at: usize| piece(at).is_some_and(|(bbox, _)| bbox.x1 <= cut || cut <= bbox.x0);
            if !(*one_at..=*other_at).all(is_aside) {
                continue;
            }
            let from = (start..*one_at).rev().take_while(|at| is_aside(*at)).last().unwrap_or(*one_at);
            let to =
                (other_at + 1..order.len()).take_while(|at| is_aside(*at)).last().unwrap_or(*other_at) + 1;
            // Cards level with each other, and no heading above those on the right: they are read row by row.
            let heads_right =
                (from..to).any(|at| piece(at).is_some_and(|(bbox, table)| !table && bbox.x0 >= cut));
            if is_level(one, other) && !heads_right {
                continue;
            }
            return Some((cut, from, to));
        }
    }
    None
}

/// A stretch of a page in two columns of running text with tables in it, from `start` on: x between them, and its pieces.
fn find_text_columns(order: &[usize], start: usize, pieces: &[(Rect, bool)]) -> Option<(f64, usize, usize)> {
    let piece = |at: usize| order.get(at).and_then(|at| pieces.get(*at));
    let tables =
        (start..order.len()).filter_map(|at| piece(at).filter(|piece| piece.1).map(|(bbox, _)| (at, *bbox)));
    tables
        .flat_map(|(at, table)| [table.x0 - GUTTER / 2.0, table.x1 + GUTTER / 2.0].map(|cut| (at, cut)))
        .find_map(|(at, cut)| {
            let is_aside = |at: &usize| piece(*at).is_some_and(|(bbox, _)| bbox.x1 <= cut || cut <= bbox.x0);
            let from = (start..at).rev().take_while(is_aside).last().unwrap_or(at);
            let to = (at + 1..order.len()).take_while(is_aside).last().unwrap_or(at) + 1;
            let stretch: Vec<(Rect, bool)> = (from..to).filter_map(|at| piece(at).copied()).collect();
            are_text_columns(&stretch, cut).then_some((cut, from, to))
        })
}

/// Are the pieces on both sides of a line columns of one width, filled with running text?
fn are_text_columns(stretch: &[(Rect, bool)], cut: f64) -> bool {
    let (left, right): (Vec<_>, Vec<_>) = stretch.iter().copied().partition(|(bbox, _)| bbox.x1 <= cut);
    // A page number in the middle of the foot belongs to neither column.
    let bounds = |side: &[(Rect, bool)]| {
        let widest = side.iter().map(|(bbox, _)| bbox.width()).fold(0.0, f64::max);
        let wide = side.iter().map(|piece| piece.0).filter(|bbox| bbox.width() >= widest / 2.0);
        wide.reduce(|one, other| one.union(&other))
    };
    let (Some(one), Some(other)) = (bounds(&left), bounds(&right)) else { return false };
    let widest = one.width().max(other.width());
    let common = one.y1.min(other.y1) - one.y0.max(other.y0);
    let full = |side: &[(Rect, bool)], column: Rect| {
        let lines = side.iter().filter(|(bbox, table)| !table && bbox.width() >= FULL_LINE * column.width());
        lines.count() >= FEWEST_FULL_LINES
    };
    left.len().min(right.len()) >= FEWEST_PIECES
        && other.x0 - one.x1 >= GUTTER
        && (one.width() - other.width()).abs() <= SAME_WIDTH * widest
        && common >= COMMON_HEIGHT * one.height().min(other.height())
        && full(&left, one)
        && right.iter().filter(|piece| !piece.1).count() >= FEWEST_LINES
}

/// Do two tables begin and end at the same heights?
fn is_level(one: &Rect, other: &Rect) -> bool {
    (one.y0 - other.y0).abs() <= SAME_HEIGHT && (one.y1 - other.y1).abs() <= SAME_HEIGHT
}

/// The middle between two tables that stand side by side.
fn gap_between(one: &Rect, other: &Rect) -> Option<f64> {
    let common = one.y1.min(other.y1) - one.y0.max(other.y0);
    let (left, right) = if one.x0 <= other.x0 { (one, other) } else { (other, one) };
    let beside = right.x0 - left.x1 >= GUTTER && common >= COMMON_HEIGHT * one.height().min(other.height());
    beside.then(|| f64::midpoint(left.x1, right.x0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_column_is_read_first() {
        let pieces = [
            (Rect::new(50.0, 20.0, 500.0, 40.0), false),
            (Rect::new(50.0, 50.0, 150.0, 60.0), false),
            (Rect::new(320.0, 50.0, 400.0, 60.0), false),
            (Rect::new(50.0, 70.0, 280.0, 200.0), true),
            (Rect::new(320.0, 70.0, 550.0, 260.0), true),
            (Rect::new(50.0, 210.0, 150.0, 220.0), false),
            (Rect::new(50.0, 230.0, 280.0, 300.0), true),
            (Rect::new(50.0, 700.0, 500.0, 710.0), false),
        ];
        assert_eq!(reading_order(&pieces), [0, 1, 3, 5, 6, 2, 4, 7]);
    }

    #[test]
    fn columns_of_running_text_are_read_one_after_the_other() {
        let line = |x0: f64, y0: f64| (Rect::new(x0, y0, x0 + 200.0, y0 + 10.0), false);
        let table = |x0: f64, y0: f64| (Rect::new(x0, y0, x0 + 200.0, y0 + 40.0), true);
        let bar = (Rect::new(50.0, 10.0, 500.0, 30.0), false);
        let left = [line(50.0, 40.0), line(50.0, 52.0), table(50.0, 120.0), line(50.0, 170.0)];
        let right = [line(280.0, 41.0), line(280.0, 53.0), table(280.0, 66.0), line(280.0, 110.0)];
        let pieces: Vec<(Rect, bool)> = [bar].into_iter().chain(right).chain(left).collect();
        assert_eq!(reading_order(&pieces), [0, 5, 6, 7, 8, 1, 2, 3, 4]);
        // Tables alone belong to the text beside them; a remark beside a table is no column.
        let text = [40.0, 52.0, 64.0, 200.0].map(|y0| line(50.0, y0));
        let tables = [41.0, 91.0, 141.0, 191.0].map(|y0| table(280.0, y0));
        let beside: Vec<(Rect, bool)> = text.into_iter().chain(tables).collect();
        assert_eq!(reading_order(&beside), [0, 4, 1, 2, 5, 6, 7, 3]);
        let pieces = [bar, table(50.0, 40.0), line(280.0, 41.0), line(280.0, 53.0), line(50.0, 100.0)];
        assert_eq!(reading_order(&pieces), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn cards_level_with_each_other_are_read_row_by_row() {
        let card = |x0: f64, y0: f64| (Rect::new(x0, y0, x0 + 200.0, y0 + 90.0), true);
        let heading = |y0: f64| (Rect::new(50.0, y0, 150.0, y0 + 10.0), false);
        let pieces = [heading(20.0), card(50.0, 40.0), card(300.0, 40.0), heading(150.0), card(50.0, 170.0)];
        assert_eq!(reading_order(&pieces), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn tables_one_below_the_other_stay_in_order() {
        let pieces =
            [(Rect::new(50.0, 20.0, 250.0, 40.0), true), (Rect::new(300.0, 50.0, 500.0, 60.0), true)];
        assert_eq!(reading_order(&pieces), [0, 1]);
    }
}

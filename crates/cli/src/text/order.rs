//! The order in which a page is read: from top to bottom, and column by column where it has columns of prose.
//!
//! A column gutter is an upright white stripe with prose or tables on both sides. What crosses it (a heading over both
//! columns) cuts the page into stretches; in each the left column is read before the right one.

use document_model::Rect;

/// A line or a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// Its box, points.
    pub(super) bbox: Rect,
    /// Font size of a line, points; none for a table.
    pub(super) size: Option<f64>,
}

/// Pieces that stand beside one another, from left to right.
pub(super) type Band = Vec<usize>;

/// Narrowest gutter: in font sizes. Words of a line lie closer.
const GUTTER: f64 = 1.0;

/// Fewest lines of a column; a table counts as so many.
const FEWEST_LINES: usize = 4;

/// Least width of the lines of a column: in font sizes. Labels and their values stand side by side in shorter lines.
const LINE_WIDTH: f64 = 10.0;

/// Least width of a table in a column, points.
const TABLE_WIDTH: f64 = 80.0;

/// Share of the lower of two columns that the other must stand beside.
const BESIDE: f64 = 0.3;

/// Share of the lower of two pieces that must overlap for them to stand on one line.
const SAME_LINE: f64 = 0.5;

/// Most pieces for which columns are looked for.
const MOST_PIECES: usize = 2_000;

/// How many columns may lie inside columns.
const DEPTH: usize = 4;

/// The pieces in reading order.
pub(super) fn reading_order(pieces: &[Piece]) -> Vec<Band> {
    let all: Vec<usize> = (0..pieces.len()).collect();
    if is_vertical(pieces) {
        return from_right_to_left(pieces, all);
    }
    let mut bands = Vec::new();
    order(pieces, all, DEPTH, &mut bands);
    bands
}

/// Are most lines written from top to bottom?
fn is_vertical(pieces: &[Piece]) -> bool {
    let lines = || pieces.iter().filter(|piece| piece.size.is_some());
    let upright = lines().filter(|line| line.bbox.height() > 2.0 * line.bbox.width()).count();
    upright >= FEWEST_LINES && 2 * upright > lines().count()
}

fn from_right_to_left(pieces: &[Piece], mut held: Vec<usize>) -> Vec<Band> {
    let key = |at: &usize| pieces.get(*at).map_or((0.0, 0.0), |piece| (-piece.bbox.x1, piece.bbox.y0));
    held.sort_by(|one, other| {
        let ((x, y), (of_x, of_y)) = (key(one), key(other));
        x.total_cmp(&of_x).then(y.total_cmp(&of_y))
    });
    held.into_iter().map(|at| vec![at]).collect()
}

fn order(pieces: &[Piece], held: Vec<usize>, depth: usize, bands: &mut Vec<Band>) {
    let gutter = if depth == 0 { None } else { find_gutter(pieces, &held) };
    let Some(gutter) = gutter else {
        bands.extend(from_top_to_bottom(pieces, held));
        return;
    };
    for stretch in stretches(pieces, &held, gutter) {
        if stretch.has_columns(pieces) {
            // A date at the right, above both columns, is read before them.
            let top = |held: &[usize]| Side::of(pieces, held).map_or(f64::MAX, |side| side.bbox.y0);
            let left = top(&stretch.left);
            let is_above = |at: &usize| pieces.get(*at).is_some_and(|piece| piece.bbox.y1 <= left);
            let (above, right): (Band, Band) = stretch.right.into_iter().partition(is_above);
            bands.extend(from_top_to_bottom(pieces, above));
            order(pieces, stretch.left, depth - 1, bands);
            order(pieces, right, depth - 1, bands);
        } else {
            bands.extend(from_top_to_bottom(pieces, [stretch.left, stretch.right].concat()));
        }
        bands.extend(from_top_to_bottom(pieces, stretch.below));
    }
}

/// Bands of pieces on one line each.
fn from_top_to_bottom(pieces: &[Piece], held: Vec<usize>) -> Vec<Band> {
    let mut sorted: Vec<(usize, Piece)> =
        held.into_iter().filter_map(|at| Some((at, *pieces.get(at)?))).collect();
    sorted.sort_by(|(_, one), (_, other)| {
        one.bbox.y0.total_cmp(&other.bbox.y0).then(one.bbox.x0.total_cmp(&other.bbox.x0))
    });
    let mut bands: Vec<Vec<(usize, Piece)>> = Vec::new();
    for (at, piece) in sorted {
        let open = bands.last_mut().filter(|band| {
            band.iter().all(|(_, other)| is_beside(&piece.bbox, &other.bbox))
                && (piece.size.is_some() && band.iter().all(|(_, other)| other.size.is_some()))
        });
        match open {
            Some(band) => band.push((at, piece)),
            None => bands.push(vec![(at, piece)]),
        }
    }
    let from_left = |mut band: Vec<(usize, Piece)>| {
        band.sort_by(|(_, one), (_, other)| one.bbox.x0.total_cmp(&other.bbox.x0));
        band.into_iter().map(|(at, _)| at).collect()
    };
    bands.into_iter().map(from_left).collect()
}

/// Do two boxes stand on one line, apart from one another?
fn is_beside(one: &Rect, other: &Rect) -> bool {
    let common = one.y1.min(other.y1) - one.y0.max(other.y0);
    let apart = one.x0 >= other.x1 || other.x0 >= one.x1;
    apart && common >= SAME_LINE * one.height().min(other.height())
}

/// What stands between two pieces that cross the gutter, and the one that ends it.
#[derive(Debug, Default)]
struct Stretch {
    left: Vec<usize>,
    right: Vec<usize>,
    below: Vec<usize>,
}

impl Stretch {
    /// Height over which columns stand side by side, points, less where one is much longer than the other (a page
    /// number far below is no part of a column); zero where these are no columns.
    fn height(&self, pieces: &[Piece]) -> f64 {
        let (Some(left), Some(right)) = (Side::of(pieces, &self.left), Side::of(pieces, &self.right)) else {
            return 0.0;
        };
        let common = left.bbox.y1.min(right.bbox.y1) - left.bbox.y0.max(right.bbox.y0);
        let gutter = right.bbox.x0 - left.bbox.x1;
        let (left_height, right_height) = (left.bbox.height(), right.bbox.height());
        let (lower, higher) = (left_height.min(right_height), left_height.max(right_height));
        let apart = gutter >= GUTTER * left.size.max(right.size) && common >= BESIDE * lower;
        if apart && left.is_column && right.is_column { common * common / higher.max(1.0) } else { 0.0 }
    }

    fn has_columns(&self, pieces: &[Piece]) -> bool {
        self.height(pieces) > 0.0
    }
}

/// One side of a gutter.
struct Side {
    bbox: Rect,
    /// Font size of its lines in the middle, points.
    size: f64,
    /// It looks like a column: prose or a table, not a handful of labels.
    is_column: bool,
}

impl Side {
    fn of(pieces: &[Piece], held: &[usize]) -> Option<Self> {
        let all = || held.iter().filter_map(|at| pieces.get(*at));
        let bbox = all().map(|piece| piece.bbox).reduce(|one, other| one.union(&other))?;
        let mut lines: Vec<(f64, f64)> = Vec::new();
        let mut count = 0;
        for piece in all() {
            match piece.size {
                Some(size) => {
                    count += 1;
                    lines.push((piece.bbox.width() / size.max(0.1), size));
                }
                None if piece.bbox.width() >= TABLE_WIDTH => count += FEWEST_LINES,
                None => {}
            }
        }
        lines.sort_by(|one, other| one.0.total_cmp(&other.0));
        let middle = lines.get(lines.len() / 2).copied();
        let tables = count - lines.len();
        let is_column =
            count >= FEWEST_LINES && (tables > 0 || middle.is_some_and(|(width, _)| width >= LINE_WIDTH));
        Some(Self { bbox, size: middle.map_or(0.0, |(_, size)| size), is_column })
    }
}

/// The pieces left and right of a gutter, cut where one crosses it.
fn stretches(pieces: &[Piece], held: &[usize], gutter: f64) -> Vec<Stretch> {
    let mut crossing: Vec<(f64, usize)> = Vec::new();
    let mut beside = Vec::new();
    for (at, piece) in held.iter().filter_map(|at| Some((*at, pieces.get(*at)?))) {
        let middle = piece.bbox.center().y;
        if piece.bbox.x0 < gutter && gutter < piece.bbox.x1 {
            crossing.push((middle, at));
        } else {
            beside.push((middle, piece.bbox.x1 <= gutter, at));
        }
    }
    crossing.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut stretches: Vec<Stretch> = Vec::new();
    stretches.resize_with(crossing.len() + 1, Stretch::default);
    for (middle, is_left, at) in beside {
        let after = crossing.partition_point(|(cut, _)| *cut < middle);
        if let Some(stretch) = stretches.get_mut(after) {
            if is_left { stretch.left.push(at) } else { stretch.right.push(at) }
        }
    }
    for (stretch, (_, at)) in stretches.iter_mut().zip(crossing) {
        stretch.below.push(at);
    }
    merge_without_columns(pieces, stretches)
}

/// Stretches without columns go together: their lines are read by height, crossing or not.
fn merge_without_columns(pieces: &[Piece], stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut merged: Vec<Stretch> = Vec::new();
    for mut stretch in stretches {
        if stretch.has_columns(pieces) {
            merged.push(stretch);
            continue;
        }
        let mut loose = std::mem::take(&mut stretch.left);
        loose.append(&mut stretch.right);
        loose.append(&mut stretch.below);
        match merged.last_mut() {
            Some(last) => last.below.append(&mut loose),
            None => merged.push(Stretch { below: loose, ..Stretch::default() }),
        }
    }
    merged
}

/// The gutter beside which columns stand highest; none where there are no columns.
fn find_gutter(pieces: &[Piece], held: &[usize]) -> Option<f64> {
    if held.len() > MOST_PIECES {
        return None;
    }
    // Behind a piece, or through it: a page number may stand in the middle of the gutter.
    let boxes = held.iter().filter_map(|at| pieces.get(*at)).map(|piece| piece.bbox);
    let places = boxes.flat_map(|bbox| [bbox.x1 + 0.5, bbox.center().x]);
    let mut candidates: Vec<f64> = places.map(|x| (x * 2.0).round() / 2.0).collect();
    candidates.sort_by(f64::total_cmp);
    candidates.dedup();
    let height = |gutter: f64| {
        stretches(pieces, held, gutter).iter().map(|stretch| stretch.height(pieces)).sum::<f64>()
    };
    let best = candidates.into_iter().map(|gutter| (height(gutter), gutter));
    best.filter(|(height, _)| *height > 0.0)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, gutter)| gutter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f64, y: f64, width: f64) -> Piece {
        Piece { bbox: Rect::new(x, y, x + width, y + 10.0), size: Some(10.0) }
    }

    #[test]
    fn columns_of_prose_are_read_one_after_the_other() {
        let mut pieces = vec![line(50.0, 20.0, 500.0)];
        for row in 0..6 {
            pieces.push(line(50.0, 50.0 + 15.0 * f64::from(row), 230.0));
            pieces.push(line(310.0, 50.2 + 15.0 * f64::from(row), 230.0));
        }
        pieces.push(line(288.0, 800.0, 14.0));
        let order: Vec<usize> = reading_order(&pieces).concat();
        assert_eq!(order, [0, 1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12, 13]);
    }

    #[test]
    fn headings_over_both_columns_cut_them() {
        let mut pieces = Vec::new();
        for block in 0..2 {
            let top = 200.0 * f64::from(block);
            pieces.push(line(50.0, top, 490.0));
            for row in 1..6 {
                pieces.push(line(50.0, top + 15.0 * f64::from(row), 230.0));
                pieces.push(line(310.0, top + 15.0 * f64::from(row), 230.0));
            }
        }
        let order: Vec<usize> = reading_order(&pieces).concat();
        assert_eq!(order[..7], [0, 1, 3, 5, 7, 9, 2]);
        assert_eq!(order[11], 11);
    }

    #[test]
    fn labels_and_values_stay_side_by_side() {
        let pieces: Vec<Piece> = (0..6)
            .flat_map(|row| {
                let y = 20.0 + 15.0 * f64::from(row);
                [line(50.0, y, 40.0), line(150.0, y + 0.3, 200.0)]
            })
            .collect();
        let bands = reading_order(&pieces);
        assert_eq!(bands[0], [0, 1]);
        assert_eq!(bands.len(), 6);
    }

    #[test]
    fn tables_side_by_side_are_columns() {
        let table = |x: f64, y: f64| Piece { bbox: Rect::new(x, y, x + 240.0, y + 90.0), size: None };
        let mut pieces = Vec::new();
        for row in 0..3 {
            let y = 60.0 + 130.0 * f64::from(row);
            pieces.extend([line(50.0, y, 80.0), line(310.0, y, 80.0)]);
            pieces.extend([table(50.0, y + 20.0), table(310.0, y + 20.0)]);
        }
        let order = reading_order(&pieces).concat();
        assert_eq!(order, [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]);
    }

    #[test]
    fn upright_lines_are_read_from_the_right() {
        let upright = |x: f64| Piece { bbox: Rect::new(x, 50.0, x + 10.0, 400.0), size: Some(10.0) };
        let pieces: Vec<Piece> = (0..5).map(|at| upright(50.0 + 20.0 * f64::from(at))).collect();
        assert_eq!(reading_order(&pieces).concat(), [4, 3, 2, 1, 0]);
    }
}

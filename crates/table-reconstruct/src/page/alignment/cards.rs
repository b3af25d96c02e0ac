//! Cards: a frame around labels below one another with texts beside them, and nothing ruled inside.

use document_model::Rect;

use super::build::{OpenTable, make_grid, sort_region};
use super::levels::Level;
use super::regions::{Region, levels_between, lines_between};
use super::rows::RegionLine;
use super::words::Line;

/// Rows of a card at least.
const FEWEST_ROWS: usize = 3;

/// Columns of a card at most: labels and texts, in two pairs.
const MOST_COLUMNS: usize = 4;

/// Levels inside a frame that are as wide as this share of it part rows; a card has those of its title alone.
const WIDE_LEVEL: f64 = 0.6;

/// Such levels at most: below the title, and above it.
const MOST_LEVELS: usize = 2;

/// Share of the rows with a label and a text beside it.
const LABELLED: f64 = 0.7;

/// The table of a frame; none where it holds no labels with texts.
pub(super) fn card_table(frame: &Rect, levels: &[Level], lines: &[Line]) -> Option<OpenTable> {
    let (xs, ys) = ((frame.x0, frame.x1), (frame.y0, frame.y1));
    let inside = lines_between(lines, ys, xs);
    let wide = levels.iter().filter(|level| frame.y0 + 2.0 < level.y && level.y < frame.y1 - 2.0);
    let wide = wide.filter(|level| level.covered(frame.x0, frame.x1) >= WIDE_LEVEL * frame.width()).count();
    if inside.len() < FEWEST_ROWS || wide > MOST_LEVELS {
        return None;
    }
    let region = Region {
        lines: inside,
        frame: Some(xs),
        ends: Some(ys),
        levels: levels_between(levels, ys, xs),
        parts: Vec::new(),
        known: Vec::new(),
    };
    let mut sorted = sort_region(&region)?;
    // Each label begins a row; a text goes on below itself.
    let mut row = 0;
    for (at, line) in sorted.lines.iter().enumerate() {
        let begins = line.placed.iter().any(|placed| placed.first == 0);
        row += usize::from(begins && at > 0);
        if let Some(of) = sorted.rows.of_line.get_mut(at) {
            *of = row;
        }
    }
    let labelled = sorted.lines.iter().filter(|line| is_pair(line)).count();
    let rows = sorted.row_count();
    let card =
        rows >= FEWEST_ROWS && sorted.columns() <= MOST_COLUMNS && labelled as f64 >= LABELLED * rows as f64;
    card.then(|| make_grid(&region, &sorted, &[]))
}

/// A text in the first column, and one beside it.
fn is_pair(line: &RegionLine) -> bool {
    let stands =
        |column: bool| line.placed.iter().any(|placed| (placed.first > 0) == column && !placed.spans());
    stands(false) && stands(true)
}

//! Rows that stand together.

use document_model::{GridRow, Place, Prose, TextBlock};

/// Rows without anything but row ends between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The rows; never empty.
    pub rows: Vec<GridRow>,
    /// The table's markup ended before this run: it belongs to no table above.
    pub fresh: bool,
}

/// A run or a line of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Rows.
    Run(Run),
    /// A line.
    Prose(Prose),
}

/// Groups rows that stand together and keeps the lines between them.
#[must_use]
pub fn find_runs(blocks: Vec<TextBlock>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rows: Vec<GridRow> = Vec::new();
    let (mut fresh, mut blank) = (false, true);
    for block in blocks {
        if !matches!(block, TextBlock::Row(_)) && !rows.is_empty() {
            pieces.push(Piece::Run(Run { rows: std::mem::take(&mut rows), fresh }));
            fresh = false;
        }
        let is_line = matches!(block, TextBlock::Line { .. });
        match block {
            TextBlock::Row(row) => {
                if rows.is_empty() {
                    close_prose(&mut pieces);
                }
                rows.push(row);
            }
            TextBlock::Line { page, number, line } => pieces.push(Piece::Prose(Prose {
                place: Place::in_text(page, number, 1),
                line,
                furniture: false,
                after_blank: blank,
                before_blank: false,
            })),
            TextBlock::Blank | TextBlock::PageBreak => close_prose(&mut pieces),
            TextBlock::TableEnd => fresh = true,
        }
        blank = !is_line;
    }
    if !rows.is_empty() {
        pieces.push(Piece::Run(Run { rows, fresh }));
    }
    close_prose(&mut pieces);
    pieces
}

/// Notes at the last piece, if it is a line, that something other than a line follows.
fn close_prose(pieces: &mut [Piece]) {
    if let Some(Piece::Prose(prose)) = pieces.last_mut() {
        prose.before_blank = true;
    }
}

/// The text of a cell on one line, for comparisons.
#[must_use]
pub fn cell_text(row: &GridRow, column: usize) -> String {
    row.cells.get(column).map_or_else(String::new, |cell| {
        cell.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("")
    })
}

/// The cells that hold text, as one string each, without white space.
#[must_use]
pub fn filled_cells(row: &GridRow) -> Vec<String> {
    (0..row.cells.len())
        .map(|column| cell_text(row, column).split_whitespace().collect::<String>())
        .filter(|text| !text.is_empty())
        .collect()
}

//! The columns that the parts of a table have in common.

use super::chain::Part;

/// Column lines of different pages nearer than this are one, points: producers round, and copies shift.
const SAME_LINE: f64 = 4.0;

/// A column narrower than this without any text is the room between two lines, points.
const NARROWEST: f64 = 9.0;

/// Column lines of a table, relative to the left edge of each part.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    lines: Vec<f64>,
}

impl Columns {
    /// Finds the lines that bound cells in any part.
    #[must_use]
    pub fn find(parts: &[Part]) -> Self {
        let mut places: Vec<f64> = Vec::new();
        for part in parts {
            let left = left_edge(part);
            for cell in &part.table.cells {
                for at in [cell.column, cell.column + cell.column_span] {
                    places.extend(part.table.xs.get(at).map(|x| x - left));
                }
            }
        }
        places.sort_by(f64::total_cmp);
        let mut lines = Vec::new();
        let mut open: Option<(f64, f64, usize)> = None;
        for place in places {
            match &mut open {
                Some((first, sum, count)) if place - *first <= SAME_LINE => {
                    *sum += place;
                    *count += 1;
                }
                _ => {
                    lines.extend(open.map(|(_, sum, count)| sum / count as f64));
                    open = Some((place, place, 1));
                }
            }
        }
        lines.extend(open.map(|(_, sum, count)| sum / count as f64));
        let mut columns = Self { lines };
        columns.close_gaps(parts);
        columns
    }

    /// Takes lines away that part nothing but a gap from a column.
    fn close_gaps(&mut self, parts: &[Part]) {
        let mut at = 0;
        while at + 1 < self.count() {
            let narrow = matches!(
                (self.lines.get(at), self.lines.get(at + 1)),
                (Some(one), Some(other)) if other - one < NARROWEST
            );
            if narrow && !self.has_text(parts, at) {
                // The outer lines stay: the table ends there.
                self.lines.remove(if at == 0 { 1 } else { at });
            } else {
                at += 1;
            }
        }
    }

    fn has_text(&self, parts: &[Part], column: usize) -> bool {
        parts.iter().any(|part| {
            part.table
                .cells
                .iter()
                .filter(|cell| !cell.lines.is_empty())
                .any(|cell| self.span(part, cell.column, cell.column_span) == (column, 1))
        })
    }

    /// Number of columns.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    /// First column and columns covered by a cell of a part.
    #[must_use]
    pub fn span(&self, part: &Part, column: usize, column_span: usize) -> (usize, usize) {
        let left = left_edge(part);
        let nearest = |at: usize| {
            let x = part.table.xs.get(at).map_or(0.0, |x| x - left);
            let after = self.lines.partition_point(|line| *line < x);
            let before = after.saturating_sub(1);
            let away = |at: usize| self.lines.get(at).map_or(f64::INFINITY, |line| (line - x).abs());
            if away(before) <= away(after) { before } else { after }
        };
        let (from, to) = (nearest(column), nearest(column + column_span));
        (from.min(self.count().saturating_sub(1)), to.saturating_sub(from).max(1))
    }
}

fn left_edge(part: &Part) -> f64 {
    part.table.xs.first().copied().unwrap_or(0.0)
}

//! Several indicators between two rulings: names below one another, each with its values on the same line.
//!
//! Where rulings part measures and not their indicators, each name with values beside it is a row, and the texts of the
//! other columns hold for all of them.

use super::build::Sorted;
use super::regions::Region;
use super::rows::{RegionLine, Shape};

/// Rows between two rulings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Band {
    /// Its first row.
    pub(crate) first: usize,
    /// Its rows.
    pub(crate) count: usize,
    /// Columns with a text of their own in each of its rows.
    pub(crate) columns: Vec<usize>,
}

/// Parts rows of a table that hold several indicators, and says which they are now.
pub(crate) fn split_bands(region: &Region, sorted: &mut Sorted) -> Vec<Band> {
    let columns = sorted.columns();
    let shape = Shape::new(&sorted.lines, columns);
    let first_value = sorted.values.iter().position(|value| *value);
    let Some((name, first_value)) = first_value.and_then(|at| Some((at.checked_sub(1)?, at))) else {
        return Vec::new();
    };
    let mut bands = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut from = sorted.rows.head_lines;
    while from < sorted.lines.len() {
        let row = sorted.rows.of_line.get(from).copied();
        let to = (from..sorted.lines.len())
            .find(|at| sorted.rows.of_line.get(*at).copied() != row)
            .unwrap_or(sorted.lines.len());
        let found = names_with_values(region, sorted, &shape, (from, to), (name, first_value));
        if let (Some(found), Some(row)) = (found, row) {
            let lines = sorted.lines.get(from..to).unwrap_or_default();
            let own = (0..columns).filter(|column| {
                *column == name
                    || sorted.values.get(*column) == Some(&true)
                    || *column > name && has_text_in_each(lines, &found, from, *column)
            });
            bands.push(Band { first: row + starts.len(), count: found.len(), columns: own.collect() });
            starts.extend(found.iter().skip(1));
        }
        from = to;
    }
    for start in starts {
        sorted.rows.of_line.iter_mut().skip(start).for_each(|row| *row += 1);
    }
    bands
}

/// The lines of a row that begin an indicator; none where it holds one.
fn names_with_values(
    region: &Region,
    sorted: &Sorted,
    shape: &Shape<'_>,
    (from, to): (usize, usize),
    (name, first_value): (usize, usize),
) -> Option<Vec<usize>> {
    let is_value = |column: usize| column >= first_value && sorted.values.get(column) == Some(&true);
    let mut found: Vec<usize> = Vec::new();
    for at in from..to {
        let line = sorted.lines.get(at)?;
        if line.placed.iter().any(|placed| placed.spans()) {
            return None;
        }
        let text = |atom| region.lines.get(at).map(|line| line.text_of(atom)).unwrap_or_default();
        let mut values = line.placed.iter().filter(|placed| is_value(placed.first)).peekable();
        if values.peek().is_none() {
            continue;
        }
        let bracketed = |text: String| text.starts_with(['(', '（', '①', '②', '③', '④', '⑤', '【']);
        let plain = values.clone().all(|placed| !bracketed(text(&placed.atom)));
        let valued = values.any(|placed| placed.atom.value);
        let named = line.placed.iter().find(|placed| placed.first == name);
        let marked = named.is_some_and(|placed| {
            text(&placed.atom).starts_with(|character: char| {
                matches!(character, '①'..='⑳' | '・' | '‧' | '※' | '○' | '●' | '（' | '(')
            })
        });
        if !plain || !valued || named.is_none() || marked {
            return None;
        }
        if !found.is_empty() && shape.wraps_in_room(at, name) {
            return None;
        }
        found.push(at);
    }
    let first = (from..to).find(|at| has_text(&sorted.lines, *at, name))?;
    (found.len() >= 2 && found.first() == Some(&first)).then_some(found)
}

fn has_text(lines: &[RegionLine], at: usize, column: usize) -> bool {
    lines.get(at).is_some_and(|line| line.placed.iter().any(|placed| placed.first == column))
}

/// Has a column one text on each of the lines, and no other?
fn has_text_in_each(lines: &[RegionLine], found: &[usize], from: usize, column: usize) -> bool {
    (0..lines.len()).all(|at| has_text(lines, at, column) == found.contains(&(from + at)))
}

//! Text that stands in columns makes a grid where nothing, or little, is ruled.

use document_model::Page;

use super::fill::Assigned;
use super::grid::Grid;
use super::rulings::Rulings;
use super::runs::Run;

/// Splits cells of a ruled grid whose text stands in columns or rows that nothing parts.
pub fn refine_grids(grids: &mut [Grid], rulings: &Rulings, runs: &[Run]) {
    let _ = (grids, rulings, runs);
}

/// Grids of text outside every ruled one; their runs are assigned to them.
pub fn find_open_tables(
    page: &Page,
    rulings: &Rulings,
    runs: &[Run],
    grids: &[Grid],
    assigned: &mut Assigned,
) -> Vec<Grid> {
    let _ = (page, rulings, runs, grids, assigned);
    Vec::new()
}

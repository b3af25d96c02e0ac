//! Tables from text: rows whose cells are separated by tabs, pipes or tags.

pub mod chain;
pub mod furniture;
pub mod grid;
pub mod header;
pub mod rejoin;
pub mod runs;

use std::collections::BTreeSet;

use document_model::{Block, Layout, Outcome, TextSource};

use crate::options::Options;
use crate::typed::reconstruct_typed;

/// Lays a text out as tables and prose.
///
/// Pages are those of the form feeds; where there are none, each repeated head starts a page.
#[must_use]
pub fn reconstruct_text(source: &TextSource, options: &Options<'_>) -> Outcome<Layout> {
    if let Some(layout) = reconstruct_typed(source, options) {
        return layout;
    }
    let (lines, diagnostics) = rejoin::rejoin_rows(&source.blocks);
    let pieces = runs::find_runs(lines);
    let running = furniture::find_running_lines(&pieces, source.pages);
    let chained = chain::chain_runs(pieces, &running, options);
    let mut blocks = Vec::new();
    for piece in chained {
        match piece {
            chain::Chained::Table(runs) => blocks.push(Block::Table(grid::build_table(runs, &source.text))),
            chain::Chained::Prose(prose) => blocks.push(Block::Prose(prose)),
        }
    }
    let pages = furniture::number_pages(&mut blocks, source.pages);
    furniture::mark_furniture(&mut blocks, &running);
    Outcome { value: Layout { blocks, pages, recognised: BTreeSet::new() }, diagnostics }
}

//! The pages of a document, each by itself and then with what the others show.

use document_model::{Outcome, Page};
use rayon::prelude::*;

use crate::over_pages::shared::{is_better, shared_columns};
use crate::page::{PageLayout, analyse_page, analyse_with_columns};

/// Finds the tables and lines of pages, in their order; what came up while a page was read stands before what came up
/// here.
///
/// `read` reads a page: once, and again where a table shows fewer columns on it than on others.
#[must_use]
pub fn analyse_pages<P: Copy + Send + Sync>(
    pages: &[P],
    read: impl Fn(P) -> Outcome<Page> + Sync,
) -> Vec<PageLayout> {
    let mut layouts: Vec<PageLayout> = pages
        .par_iter()
        .map(|page| {
            let read = read(*page);
            let mut layout = analyse_page(read.value);
            layout.diagnostics.splice(0..0, read.diagnostics);
            layout
        })
        .collect();
    let known: Vec<_> = shared_columns(&layouts).into_iter().collect();
    let again: Vec<(usize, PageLayout)> = known
        .into_par_iter()
        .filter_map(|(at, columns)| Some((at, analyse_with_columns(read(*pages.get(at)?).value, &columns))))
        .collect();
    for (at, mut layout) in again {
        if let Some(first) = layouts.get_mut(at).filter(|first| is_better(&layout, first)) {
            layout.diagnostics = std::mem::take(&mut first.diagnostics);
            *first = layout;
        }
    }
    layouts
}

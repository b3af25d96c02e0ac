//! Page numbers, and lines that pages repeat at their edges.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::{PageLayout, PageLine};
use crate::text_grid::furniture::{is_page_furniture, shape};

/// Share of a page's height, at its top and at its bottom, in which running lines stand.
const MARGIN: f64 = 0.12;

/// Share of the pages that a running line stands on at least; on two pages it stands on both.
const RUNNING_SHARE: f64 = 0.4;
const FEWEST_PAGES: usize = 2;

/// Size of a title, in sizes of the text.
const TITLE_SIZE: f64 = 1.15;

/// Most lines at the edges of a page that are held against each other; a page has fewer.
const MOST_EDGE_LINES: usize = 200;

/// Height of the bins in which a running line stands at the same height, points.
const SAME_HEIGHT: f64 = 6.0;

/// Lines that stand on many pages at the same height, digits aside.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Running {
    /// Shape of the line, and the first page that has it.
    lines: BTreeMap<String, usize>,
    /// Font size of most lines outside tables, points.
    body_size: f64,
}

impl Running {
    /// Is a line of a page no content: a page number, or a repeated line at the edge?
    ///
    /// Where a running line stands first in large type it is no repetition: it may be the title of the document.
    #[must_use]
    pub fn is_furniture(&self, page: usize, (_, height): (f64, f64), line: &PageLine) -> bool {
        let text = &line.line.text;
        if !is_at_edge(line, height) {
            return is_page_furniture(text)
                && text.chars().filter(|character| character.is_numeric()).count() == 0;
        }
        let again = |first: &usize| *first != page || line.size < TITLE_SIZE * self.body_size;
        is_page_furniture(text) || self.lines.get(&shape(text)).is_some_and(again)
    }
}

fn is_at_edge(line: &PageLine, height: f64) -> bool {
    let middle = line.bbox.center().y;
    middle <= MARGIN * height || middle >= (1.0 - MARGIN) * height
}

/// Finds the lines that pages repeat at their edges.
#[must_use]
pub fn find_running(pages: &[PageLayout]) -> Running {
    let mut seen: BTreeMap<(String, i64), BTreeSet<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for line in page.lines.iter().filter(|line| !line.hidden && is_at_edge(line, page.height)) {
            let text = shape(&line.line.text);
            if text.is_empty() {
                continue;
            }
            // A line near the edge of a bin counts in both.
            let bin = bin(line.bbox.y0);
            for bin in [bin, bin + 1] {
                seen.entry((text.clone(), bin)).or_default().insert(at);
            }
        }
    }
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for ((text, _), on) in seen {
        let share = on.len() as f64 / pages.len().max(1) as f64;
        if on.len() >= FEWEST_PAGES && share >= RUNNING_SHARE {
            let first = on.first().copied().unwrap_or(0);
            lines.entry(text).and_modify(|known| *known = (*known).min(first)).or_insert(first);
        }
    }
    let behind: Vec<String> =
        lines.keys().filter(|text| stands_behind(pages, &lines, text)).cloned().collect();
    lines.retain(|text, _| !behind.contains(text));
    Running { lines, body_size: body_size(pages) }
}

/// Does content of its own stand between a line and the edge, on half of the pages that have it: a caption that sheets
/// repeat below their titles?
fn stands_behind(pages: &[PageLayout], running: &BTreeMap<String, usize>, text: &str) -> bool {
    let (mut all, mut behind) = (0_usize, 0_usize);
    for page in pages {
        let edge = page.lines.iter().filter(|line| !line.hidden && is_at_edge(line, page.height));
        let edge: Vec<&PageLine> = edge.take(MOST_EDGE_LINES).collect();
        let Some(own) = edge.iter().find(|line| shape(&line.line.text) == text) else { continue };
        let top = own.bbox.center().y <= MARGIN * page.height;
        let beyond = |line: &&&PageLine| {
            if top { line.bbox.y1 <= own.bbox.y0 + 1.0 } else { line.bbox.y0 >= own.bbox.y1 - 1.0 }
        };
        let content = |line: &&PageLine| {
            !is_page_furniture(&line.line.text) && !running.contains_key(&shape(&line.line.text))
        };
        all += 1;
        behind += usize::from(edge.iter().filter(beyond).any(content));
    }
    behind > 0 && behind * 2 >= all
}

/// The middle one of the font sizes of all lines and cells.
fn body_size(pages: &[PageLayout]) -> f64 {
    let heights = pages.iter().flat_map(|page| {
        let cells = page.tables.iter().flat_map(|table| &table.cells).flat_map(|cell| &cell.lines);
        let inside = cells.filter_map(|line| line.bbox).map(|bbox| bbox.height());
        inside.chain(page.lines.iter().filter(|line| !line.hidden).map(|line| line.size))
    });
    let mut sizes: Vec<f64> = heights.filter(|size| size.is_finite()).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a page is far below the largest i64")]
fn bin(y: f64) -> i64 {
    (y / SAME_HEIGHT).floor() as i64
}

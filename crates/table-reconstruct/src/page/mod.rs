//! Tables and lines of one page, from what is drawn on it.
//!
//! The steps are, in order:
//!
//! 1. [`upright`]: a page that reads from the side is turned.
//! 2. [`rulings`]: drawn lines are snapped, joined, and told apart from decoration; `dots`: rows of dots are lines.
//! 3. [`runs`]: glyphs that the pen wrote one after the other are runs.
//!    [`boxes`], [`framed`]: coloured boxes of labels bound cells as rulings do.
//! 4. [`grid`]: rulings that touch make a grid of cells with spans.
//!    [`stacked`]: grids that rows over the whole width part are one.
//! 5. [`panels`]: texts in boxes side by side are read one after the other, and are no table.
//!    [`alignment`]: text that stands in columns makes a grid where nothing, or little, is ruled.
//! 6. [`bars`]: the cells under one bar of a schedule are one.
//! 7. [`fill`]: each run goes to the cell in which it begins.
//! 8. [`lines`]: the runs of a cell, and those outside tables, become lines.

pub mod alignment;
pub mod bars;
pub mod boxes;
mod dots;
pub mod fill;
pub mod framed;
pub mod grid;
pub mod lines;
pub mod panels;
pub mod rulings;
pub mod runs;
pub mod stacked;
pub mod upright;

use document_model::{CellLine, Diagnostic, Page, PageNumber, Rect, Rgb, UnicodeSource};

/// A page as tables and lines; ranges count from the start of the page's text.
///
/// Places count on the page as it was turned to be read; [`upright::Turn::back`] gives those on the page as shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLayout {
    /// Which page.
    pub number: PageNumber,
    /// How it was turned to be read.
    pub turn: upright::Turn,
    /// Width of the page, points.
    pub width: f64,
    /// Height of the page, points.
    pub height: f64,
    /// Its characters were recognised on a picture.
    pub recognised: bool,
    /// The text of all its glyphs, as painted.
    pub text: String,
    /// Its tables, from top to bottom.
    pub tables: Vec<PageTable>,
    /// Boxes in one column, which are no tables by themselves: a sheet that is printed on pages side by side may leave
    /// nothing else on one of them. What they hold stands in `lines` and `tables` too.
    pub strips: Vec<PageTable>,
    /// Lines outside tables, in reading order.
    pub lines: Vec<PageLine>,
    /// What came up on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// A table, or the part of a table that stands on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageTable {
    /// Its box, points.
    pub bbox: Rect,
    /// Where its columns begin, and where the last one ends, points.
    pub xs: Vec<f64>,
    /// Where its rows begin, and where the last one ends, points.
    pub ys: Vec<f64>,
    /// Its cells, row by row, the empty ones too.
    pub cells: Vec<PageCell>,
    /// Rulings bound its cells; else the alignment of the text does.
    pub ruled: bool,
}

/// A cell of a [`PageTable`].
#[derive(Debug, Clone, PartialEq)]
pub struct PageCell {
    /// First row, from 0.
    pub row: usize,
    /// Rows covered.
    pub row_span: usize,
    /// First column, from 0.
    pub column: usize,
    /// Columns covered.
    pub column_span: usize,
    /// Its box, points.
    pub bbox: Rect,
    /// Its lines.
    pub lines: Vec<CellLine>,
    /// Colour behind its text, where it is not white.
    pub shade: Option<Rgb>,
    /// Most of its text is bold.
    pub bold: bool,
    /// It is empty and a slanted line crosses it from corner to corner.
    pub struck: bool,
    /// It ends where the table ends on this page, and no ruling closes it: a page break may cut it.
    pub open_below: bool,
    /// How many pages after its table it stands: its table goes over facing pages, or is printed on pages side by side.
    pub pages_on: usize,
    /// Lines that say the same once more, on the facing page.
    pub again: Vec<CellLine>,
}

/// A line outside every table.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLine {
    /// Its text and box.
    pub line: CellLine,
    /// Its box, points.
    pub bbox: Rect,
    /// Font size of most of it, points.
    pub size: f64,
    /// The box around it, where it stands in one of several boxes side by side that are read one after the other.
    pub panel: Option<Rect>,
    /// Nobody reads it: invisible, off the page, switched off, a watermark across the page, or an arrow between panels.
    pub hidden: bool,
}

/// Were most of its characters recognised on a picture?
fn is_recognised(page: &Page) -> bool {
    let recognised = page.glyphs.iter().filter(|glyph| glyph.unicode == UnicodeSource::Ocr).count();
    recognised > 0 && recognised >= page.glyphs.len() - recognised
}

/// Finds the tables and lines of a page.
#[must_use]
pub fn analyse_page(page: Page) -> PageLayout {
    analyse_with_columns(page, &[])
}

/// The same, where the columns of tables are known from other pages; they are tried in order.
#[must_use]
pub fn analyse_with_columns(page: Page, known: &[alignment::KnownColumns]) -> PageLayout {
    let turn = upright::Turn::of(&page);
    let page = turn.apply(page);
    let mut drawn = rulings::collect_rulings(&page);
    let (mut runs, mut hidden) = runs::find_runs(&page, &drawn);
    // Boxes beside frames have their edges before others are looked for: a frame ends where it is drawn, not its text.
    let framed = framed::add_framed_pairs(&page, &mut drawn, &runs);
    if boxes::add_box_edges(&page, &mut drawn, &runs) || framed {
        (runs, hidden) = runs::find_runs(&page, &drawn);
    }
    let grids = grid::find_grids(&drawn, &runs);
    let mut grids = stacked::join_stacked(&page, grids, &drawn, &runs);
    let strips = fill::fill_strips(&page, &drawn, &runs, &grids);
    let outlines = alignment::refine_grids(&page, &mut grids, &drawn, &mut runs);
    bars::join_under_bars(&page, &mut grids, &runs);
    let mut assigned = fill::assign_runs(&runs, &grids);
    let panels = panels::find_panels(&page, &runs, &grids);
    panels::take_runs(&panels, &runs, &mut assigned);
    let open =
        alignment::find_open_tables(&page, &drawn, &mut runs, &grids, &outlines, (known, &mut assigned));
    grids.extend(open);
    let in_panels = panels::give_back(&panels, &mut assigned);
    let (mut tables, mut outside) = fill::fill_tables(&page, &drawn, &runs, grids, &assigned);
    tables.sort_by(|one, other| {
        (one.bbox.y0, one.bbox.x0)
            .partial_cmp(&(other.bbox.y0, other.bbox.x0))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    outside.retain(|at| !in_panels.iter().any(|held| held.binary_search(at).is_ok()));
    let mut lines = lines::outside_lines(&page, &runs, &outside);
    panels::hide_arrows(&panels, &mut lines);
    lines.extend(lines::panel_lines(&page, &runs, panels.into_iter().zip(&in_panels)));
    lines.extend(lines::hidden_lines(&page, &hidden));
    PageLayout {
        number: page.number,
        turn,
        width: page.width,
        height: page.height,
        recognised: is_recognised(&page),
        text: page.text,
        tables,
        strips,
        lines,
        diagnostics: Vec::new(),
    }
}

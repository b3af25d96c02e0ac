//! One document from its pages: tables that go on over pages, running lines, prose.
//!
//! Before it, `shared` tells which pages are looked at again with the columns of others. The steps are, in order:
//!
//! 1. [`furniture`]: page numbers and lines that pages repeat at their edges.
//!    `sheets`: sheets that are printed on pages side by side.
//!    `inner_heads`: heads inside tables; `lone_head`: heads parted from their tables.
//! 2. [`reading_order`]: tables side by side.
//! 3. [`head`]: which rows at the head of a page's table are header rows.
//! 4. `beside`: tables that an empty column parts; [`facing`]: tables over a left and a right page.
//! 5. [`chain`]: tables of pages that are one table.
//! 6. [`columns`]: the columns that the parts of a table have in common.
//! 7. [`rows`]: the parts as rows of one table.

mod beside;
pub mod chain;
pub mod columns;
pub mod facing;
pub mod furniture;
pub mod head;
mod inner_heads;
mod lone_head;
pub mod reading_order;
pub mod rows;
pub(crate) mod shared;
mod sheets;

use document_model::{Block, CellLine, Layout, Outcome, Place, Prose, Rect, SourceRange};

use crate::options::Options;
use crate::page::{PageLayout, PageLine, PageTable};

/// A document made of pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Joined {
    /// Tables and prose.
    pub layout: Layout,
    /// The text of all pages, as painted, one after the other; each ends with a form feed.
    pub text: String,
}

/// A table or a line of a page, with its place in the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Table { page: usize, table: PageTable },
    Line { page: usize, line: PageLine, furniture: bool },
}

/// Joins the pages of a document, which are in order.
#[must_use]
pub fn join_pages(mut pages: Vec<PageLayout>, options: &Options<'_>) -> Outcome<Joined> {
    let running = furniture::find_running(&pages);
    let text = join_texts(&mut pages);
    let (order, joined) = sheets::join_sheets(&mut pages);
    inner_heads::part_at_heads(&mut pages, &order, options);
    lone_head::find_lone_heads(&mut pages, &order, &running, options);
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let mut diagnostics = Vec::new();
    let mut sheets = Vec::with_capacity(pages.len());
    let mut pieces_of_pages = Vec::with_capacity(pages.len());
    let recognised = pages.iter().filter(|page| page.recognised).map(|page| page.number).collect();
    for (at, mut page) in pages.into_iter().enumerate() {
        diagnostics.append(&mut page.diagnostics);
        sheets.push(chain::Sheet {
            number: page.number,
            width: page.width,
            height: page.height,
            turn: page.turn,
        });
        pieces_of_pages.push(pieces_of(page, at, &running));
    }
    diagnostics.extend(joined);
    let mut pieces = Vec::new();
    for at in &order {
        pieces.append(pieces_of_pages.get_mut(*at).unwrap_or(&mut Vec::new()));
    }
    let mut blocks = Vec::new();
    let pieces = facing::join_facing(beside::join_beside(pieces, options), options);
    for chained in chain::chain_tables(pieces, &order, options) {
        match chained {
            chain::Chained::Table(parts) => {
                let last = parts.last().and_then(|part| sheets.get(part.page)).copied();
                let (table, twice) = rows::build_table(parts, &sheets);
                blocks.push(Block::Table(table));
                blocks.extend(twice.into_iter().filter_map(|line| Some(printed_twice(line, last?))));
            }
            chain::Chained::Line { page, line, furniture } => {
                let Some(sheet) = sheets.get(page) else { continue };
                blocks.push(Block::Prose(Prose {
                    place: sheet.place(line.bbox),
                    line: sheet.line(line.line),
                    furniture,
                    after_blank: false,
                    before_blank: false,
                }));
            }
        }
    }
    mark_blanks(&mut blocks);
    Outcome { value: Joined { layout: Layout { blocks, pages: count, recognised }, text }, diagnostics }
}

/// The second half of a line is no content.
fn printed_twice(line: CellLine, sheet: chain::Sheet) -> Block {
    let place = Place { page: sheet.number, bbox: line.bbox, line: None, column: None };
    Block::Prose(Prose { place, line, furniture: true, after_blank: false, before_blank: false })
}

/// The text of all pages; ranges of lines count from its start from now on.
fn join_texts(pages: &mut [PageLayout]) -> String {
    let mut text = String::new();
    for page in pages {
        let offset = text.len();
        text.push_str(&page.text);
        text.push('\u{c}');
        let tables = page.tables.iter_mut().chain(&mut page.strips);
        let in_tables = tables.flat_map(|table| &mut table.cells).flat_map(|cell| &mut cell.lines);
        for line in in_tables.chain(page.lines.iter_mut().map(|line| &mut line.line)) {
            shift(line, offset);
        }
    }
    text
}

/// Tables and lines of a page from top to bottom.
fn pieces_of(page: PageLayout, at: usize, running: &furniture::Running) -> Vec<Piece> {
    let size = (page.width, page.height);
    let mut pieces: Vec<((Rect, bool), Piece)> = Vec::new();
    for table in page.tables {
        pieces.push(((table.bbox, true), Piece::Table { page: at, table }));
    }
    for line in page.lines {
        let furniture = line.hidden || running.is_furniture(at, size, &line);
        // The lines of a panel have its place, in their own order: the sort is stable.
        pieces.push(((line.panel.unwrap_or(line.bbox), false), Piece::Line { page: at, line, furniture }));
    }
    let boxes: Vec<(Rect, bool)> = pieces.iter().map(|(place, _)| *place).collect();
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(|(_, piece)| Some(piece)).collect();
    let order = reading_order::reading_order(&boxes);
    order.into_iter().filter_map(|at| pieces.get_mut(at)?.take()).collect()
}

fn shift(line: &mut CellLine, offset: usize) {
    let moved = |range: SourceRange| SourceRange::new(range.start + offset, range.end + offset);
    line.range = moved(line.range);
    for range in &mut line.more {
        *range = moved(*range);
    }
}

/// Gap between two lines from which on they are apart: in heights of the upper line.
const BLANK_GAP: f64 = 0.8;

/// Says before and after which lines there is room: a wider gap, a table, another page.
fn mark_blanks(blocks: &mut [Block]) {
    let edge = |block: &Block| match block {
        Block::Prose(prose) if !prose.furniture => Some((prose.place.page, prose.place.bbox)),
        _ => None,
    };
    let edges: Vec<_> = blocks.iter().map(edge).collect();
    for (at, block) in blocks.iter_mut().enumerate() {
        let Block::Prose(prose) = block else { continue };
        let here = Some((prose.place.page, prose.place.bbox));
        let before = at.checked_sub(1).and_then(|at| edges.get(at)).copied().flatten();
        let after = edges.get(at + 1).copied().flatten();
        prose.after_blank = is_apart(before, here);
        prose.before_blank = is_apart(here, after);
    }
}

type Edge = Option<(document_model::PageNumber, Option<document_model::Rect>)>;

fn is_apart(upper: Edge, lower: Edge) -> bool {
    let (Some((one, Some(upper))), Some((other, Some(lower)))) = (upper, lower) else { return true };
    one != other || lower.y0 - upper.y1 > BLANK_GAP * upper.height()
}

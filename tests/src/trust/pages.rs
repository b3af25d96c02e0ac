//! Pages of a PDF: their tables, and damage done to their glyphs and rulings.

use document_model::{Glyph, Page, Point, Rect, SourceRange, UnicodeSource};
use table_reconstruct::page::PageTable;
use table_reconstruct::page::upright::Turn;

use super::sheet::{At, Edit, Sheet, SheetCell, SheetTable};

/// Rows and filled heads that a table of a plan has at least.
const LEAST: usize = 3;

/// How far a ruling may lie off the edge of a row, points.
const EDGE: f64 = 2.5;

/// The pages as they are read, none on its side.
#[must_use]
pub fn turned(pages: Vec<Page>) -> Vec<Page> {
    pages.into_iter().map(|page| Turn::of(&page).apply(page)).collect()
}

/// The tables of pages that stand upright.
#[must_use]
pub fn sheet_of(pages: &[Page]) -> Sheet {
    let mut sheet = Sheet { pages: pages.len(), tables: Vec::new() };
    for (at, page) in pages.iter().enumerate() {
        let tables = table_reconstruct::analyse_page(page.clone()).tables;
        sheet.tables.extend(tables.iter().map(|table| read_table(at, table)));
    }
    sheet.tables.retain(|table| {
        table.rows.len() >= LEAST && table.head().iter().filter(|text| !text.is_empty()).count() >= LEAST
    });
    sheet
}

fn read_table(page: usize, table: &PageTable) -> SheetTable {
    let rows = table.ys.len().saturating_sub(1);
    let mut sheet = SheetTable { page, rows: vec![Vec::new(); rows] };
    for cell in &table.cells {
        if let Some(row) = sheet.rows.get_mut(cell.row) {
            let lines: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
            row.push(SheetCell {
                text: lines.join("\n"),
                at: At::Box { page, bbox: cell.bbox },
                single: cell.row_span == 1 && cell.column_span == 1,
            });
        }
    }
    sheet.rows.retain(|row| !row.is_empty());
    sheet
}

/// The pages with the changes done.
#[must_use]
pub fn apply(mut pages: Vec<Page>, edits: &[Edit]) -> Vec<Page> {
    for edit in edits {
        match edit {
            Edit::Replace(cell, new) => with_page(&mut pages, cell, |page, bbox| replace(page, bbox, new)),
            Edit::Exchange(one, other) => exchange(&mut pages, one, other),
            Edit::Shift(cells) => shift(&mut pages, cells),
            Edit::Merge(above, below) => merge(&mut pages, above, below),
            Edit::Lose(page) => {
                if *page < pages.len() {
                    pages.remove(*page);
                }
            }
        }
    }
    pages
}

fn with_page(pages: &mut [Page], cell: &SheetCell, change: impl FnOnce(&mut Page, Rect)) {
    if let At::Box { page, bbox } = cell.at
        && let Some(page) = pages.get_mut(page)
    {
        change(page, bbox);
    }
}

/// The glyphs of a cell say the new text: what differs is taken out or written anew.
fn replace(page: &mut Page, bbox: Rect, new: &str) {
    let inside: Vec<usize> = glyphs_in(page, bbox);
    let old: Vec<String> = inside
        .iter()
        .filter_map(|at| page.glyphs.get(*at))
        .map(|glyph| page.text_of(glyph).to_owned())
        .collect();
    let wanted: Vec<char> = new.chars().filter(|character| !character.is_whitespace()).collect();
    let mut texts: Vec<Option<String>> =
        page.glyphs.iter().map(|glyph| Some(page.text_of(glyph).to_owned())).collect();
    let printed: Vec<usize> =
        inside.iter().zip(&old).filter(|(_, text)| !text.trim().is_empty()).map(|(at, _)| *at).collect();
    if wanted.is_empty() {
        inside.iter().for_each(|at| texts[*at] = None);
    } else if wanted.len() == printed.len() {
        for (at, character) in printed.iter().zip(&wanted) {
            texts[*at] = Some(character.to_string());
        }
    } else if wanted.len() + 1 == printed.len() {
        let same = |(at, character): &(&usize, &char)| {
            texts[**at].as_deref() == Some(character.to_string().as_str())
        };
        let kept = printed.iter().zip(&wanted).take_while(same).count();
        if let Some(lost) = printed.get(kept) {
            texts[*lost] = None;
        }
    }
    rewrite(page, texts);
}

/// Gives the glyphs new texts; those without one are taken out.
fn rewrite(page: &mut Page, texts: Vec<Option<String>>) {
    let mut text = String::with_capacity(page.text.len());
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(page.glyphs.len());
    for (mut glyph, new) in std::mem::take(&mut page.glyphs).into_iter().zip(texts) {
        let Some(new) = new else { continue };
        let start = text.len();
        text.push_str(&new);
        glyph.range = SourceRange::new(start, text.len());
        if glyph.unicode == UnicodeSource::ActualText {
            glyph.unicode = UnicodeSource::ToUnicode;
        }
        glyphs.push(glyph);
    }
    (page.text, page.glyphs) = (text, glyphs);
}

fn glyphs_in(page: &Page, bbox: Rect) -> Vec<usize> {
    let inside = |glyph: &Glyph| bbox.contains(glyph.bbox.center());
    page.glyphs.iter().enumerate().filter(|(_, glyph)| inside(glyph)).map(|(at, _)| at).collect()
}

fn move_glyphs(page: &mut Page, glyphs: &[usize], dx: f64, dy: f64) {
    for at in glyphs {
        if let Some(glyph) = page.glyphs.get_mut(*at) {
            glyph.origin = Point { x: glyph.origin.x + dx, y: glyph.origin.y + dy };
            let Rect { x0, y0, x1, y1 } = glyph.bbox;
            glyph.bbox = Rect { x0: x0 + dx, y0: y0 + dy, x1: x1 + dx, y1: y1 + dy };
        }
    }
}

/// Two cells of a page change places, the middle of one where that of the other was.
fn exchange(pages: &mut [Page], one: &SheetCell, other: &SheetCell) {
    let (At::Box { page, bbox: from }, At::Box { bbox: to, .. }) = (one.at, other.at) else { return };
    let Some(page) = pages.get_mut(page) else { return };
    let (of_one, of_other) = (glyphs_in(page, from), glyphs_in(page, to));
    let (dx, dy) = (to.center().x - from.center().x, to.center().y - from.center().y);
    move_glyphs(page, &of_one, dx, dy);
    move_glyphs(page, &of_other, -dx, -dy);
}

/// The glyphs of each cell move to the next cell's left edge; the last cell's stay.
fn shift(pages: &mut [Page], cells: &[SheetCell]) {
    let boxes: Vec<(usize, Rect)> = cells
        .iter()
        .filter_map(|cell| match cell.at {
            At::Box { page, bbox } => Some((page, bbox)),
            At::Bytes { .. } => None,
        })
        .collect();
    let Some(page) = boxes.first().and_then(|(page, _)| pages.get_mut(*page)) else { return };
    let moves: Vec<(Vec<usize>, f64)> =
        boxes.windows(2).map(|pair| (glyphs_in(page, pair[0].1), pair[1].1.x0 - pair[0].1.x0)).collect();
    for (glyphs, dx) in moves {
        move_glyphs(page, &glyphs, dx, 0.0);
    }
}

/// The rulings between two rows are gone.
fn merge(pages: &mut [Page], above: &[SheetCell], below: &[SheetCell]) {
    let top = |row: &[SheetCell]| {
        row.iter().find_map(|cell| match cell.at {
            At::Box { page, bbox } => Some((page, bbox.y0)),
            At::Bytes { .. } => None,
        })
    };
    let (Some((page, from)), Some((_, edge))) = (top(above), top(below)) else { return };
    let Some(page) = pages.get_mut(page).filter(|_| edge > from) else { return };
    page.rulings.retain(|ruling| {
        let middle = f64::midpoint(ruling.from.y, ruling.to.y);
        !(ruling.is_horizontal() && (middle - edge).abs() <= EDGE)
    });
}

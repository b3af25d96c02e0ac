//! What was read on a page, as shapes over it.

use std::collections::BTreeMap;

use document_model::{Glyph, Page, Point, Rect, Visibility};
use plan_records::records::{TableCell, TableRecord};
use table_reconstruct::PageLayout;
use table_reconstruct::page::{PageCell, PageTable};

use super::shape::{Layer, Paint, Shape, Stroke, Style, text_width};

const GLYPH: Paint = Paint::new([31, 119, 180], 80);
const HIDDEN: Paint = Paint::new([110, 110, 110], 90);
const UNKNOWN: Paint = Paint::new([214, 39, 40], 60);
const RULING: Paint = Paint::new([227, 26, 28], 75);
const BAND: Paint = Paint::new([0, 150, 160], 14);
const BAND_EDGE: Paint = Paint::new([0, 150, 160], 80);
const IMAGE: Paint = Paint::new([106, 61, 154], 90);
const LINE: Paint = Paint::new([140, 86, 75], 80);
const CELL: Paint = Paint::new([30, 140, 40], 90);
const MERGED: Paint = Paint::new([150, 210, 60], 28);
const HEADER: Paint = Paint::new([255, 170, 50], 32);
const ROLE: Paint = Paint::new([170, 0, 110], 100);
const PAPER: Paint = Paint::new([255, 255, 255], 88);

/// Most glyphs that carry a note with their text: notes make the file many times as large.
const MOST_NOTES: usize = 20_000;

/// Size of role names, points.
const ROLE_SIZE: f64 = 5.5;

/// How far the boxes of cells are drawn inside their edges, points.
const CELL_INSET: f64 = 1.2;

/// Name in Japanese and English, and look, of each kind of shape.
pub(super) const LEGEND: [(&str, &str, Style); 11] = [
    ("文字", "character", Style { fill: None, stroke: Some(Stroke::new(GLYPH, 0.4)) }),
    (
        "見えない文字",
        "hidden character",
        Style { fill: None, stroke: Some(Stroke::new(HIDDEN, 0.6).dashed()) },
    ),
    ("不明な文字", "unknown character", Style { fill: Some(UNKNOWN), stroke: None }),
    ("罫線", "ruling", Style { fill: None, stroke: Some(Stroke::new(RULING, 1.0)) }),
    ("塗り", "band", Style { fill: Some(BAND), stroke: Some(Stroke::new(BAND_EDGE, 0.5)) }),
    ("画像", "image", Style { fill: None, stroke: Some(Stroke::new(IMAGE, 1.0).dashed()) }),
    ("表の外の行", "line outside tables", Style { fill: None, stroke: Some(Stroke::new(LINE, 0.8)) }),
    ("セル（罫線）", "ruled cell", Style { fill: None, stroke: Some(Stroke::new(CELL, 1.2)) }),
    (
        "セル（文字の並び）",
        "aligned cell",
        Style { fill: None, stroke: Some(Stroke::new(CELL, 1.2).dashed()) },
    ),
    ("結合セル", "merged cell", Style { fill: Some(MERGED), stroke: Some(Stroke::new(CELL, 1.2)) }),
    ("見出しセル", "header cell", Style { fill: Some(HEADER), stroke: Some(Stroke::new(CELL, 1.2)) }),
];

/// What is drawn on the page.
pub(super) fn drawn(page: &Page, drawn_below: bool) -> Vec<Layer> {
    let boxes = |id, rects: Vec<Rect>, style| Layer {
        id,
        shapes: rects.into_iter().map(|bbox| Shape::Box { bbox, style, note: None }).collect(),
    };
    let band = Style { fill: Some(BAND), stroke: Some(Stroke::new(BAND_EDGE, 0.4)) };
    let image = Style { fill: None, stroke: Some(Stroke::new(IMAGE, 1.0).dashed()) };
    let rulings = page.rulings.iter().map(|ruling| {
        let stroke = Stroke { dashed: ruling.dashed, ..Stroke::new(RULING, ruling.width.max(0.8)) };
        Shape::Line { from: ruling.from, to: ruling.to, stroke }
    });
    vec![
        boxes("bands", page.bands.iter().map(|band| band.bbox).collect(), band),
        boxes("images", page.images.iter().map(|image| image.bbox).collect(), image),
        Layer { id: "rulings", shapes: rulings.collect() },
        Layer { id: "text", shapes: undrawn_text(page, drawn_below) },
        Layer { id: "glyphs", shapes: glyphs(page) },
    ]
}

/// The text of glyphs that no picture below shows: those of fonts that are not in the file, or all of them.
fn undrawn_text(page: &Page, drawn_below: bool) -> Vec<Shape> {
    let is_drawn = |glyph: &Glyph| {
        let font = usize::try_from(glyph.font.0).ok().and_then(|at| page.fonts.get(at));
        drawn_below && (font.is_some_and(|font| font.embedded) || page.text_of(glyph).is_ascii())
    };
    let wanted = |glyph: &&Glyph| {
        glyph.visibility == Visibility::Visible && !is_drawn(glyph) && !page.text_of(glyph).trim().is_empty()
    };
    let shape = |glyph: &Glyph| {
        let at = Point { x: glyph.bbox.x0, y: glyph.bbox.y0 + 0.85 * glyph.bbox.height() };
        let paint = Paint::new([glyph.fill.red, glyph.fill.green, glyph.fill.blue], 100);
        Shape::Text { at, size: glyph.size, paint, text: page.text_of(glyph).to_owned() }
    };
    page.glyphs.iter().filter(wanted).map(shape).collect()
}

fn glyphs(page: &Page) -> Vec<Shape> {
    let with_notes = page.glyphs.len() <= MOST_NOTES;
    let shape = |glyph: &Glyph| {
        let text = page.text_of(glyph);
        let note = with_notes.then(|| glyph_note(glyph, text));
        let style = if glyph.visibility != Visibility::Visible {
            Style { fill: None, stroke: Some(Stroke::new(HIDDEN, 0.5).dashed()) }
        } else if text.contains('\u{fffd}') {
            Style { fill: Some(UNKNOWN), stroke: None }
        } else {
            Style { fill: None, stroke: Some(Stroke::new(GLYPH, 0.25)) }
        };
        Shape::Box { bbox: glyph.bbox, style, note }
    };
    page.glyphs.iter().filter(|glyph| !page.text_of(glyph).trim().is_empty()).map(shape).collect()
}

fn glyph_note(glyph: &Glyph, text: &str) -> String {
    let codes: Vec<String> =
        text.chars().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    format!("{text} {} {} {:.1} pt", codes.join(" "), glyph.unicode.name(), glyph.size)
}

/// The tables and lines that were made of it; `records` are the tables of the whole document.
pub(super) fn made(layout: &PageLayout, records: &[TableRecord]) -> Vec<Layer> {
    let back = |bbox: Rect| layout.turn.back(bbox, (layout.width, layout.height));
    let line = Style { fill: None, stroke: Some(Stroke::new(LINE, 0.6)) };
    let seen = layout.lines.iter().filter(|line| !line.hidden);
    let lines = seen.map(|found| Shape::Box {
        bbox: back(found.bbox),
        style: line,
        note: Some(found.line.text.clone()),
    });
    let known: Vec<&TableCell> =
        records.iter().flat_map(|record| &record.cells).filter(|cell| cell.page == layout.number).collect();
    let (mut cells, mut roles) = (Vec::new(), Vec::new());
    for table in &layout.tables {
        // The role that each column has had so far, from above.
        let mut above: BTreeMap<usize, &str> = BTreeMap::new();
        for cell in &table.cells {
            let bbox = back(cell.bbox);
            let twin =
                known.iter().find(|known| known.bbox.is_some_and(|other| bbox.contains(other.center())));
            let header = twin.is_some_and(|twin| twin.header);
            let note = Some(cell_note(cell));
            cells.push(Shape::Box { bbox: inset(bbox), style: cell_style(table, cell, header), note });
            if let Some(role) = twin.and_then(|twin| twin.role.as_deref())
                && above.insert(cell.column, role) != Some(role)
            {
                roles.extend(role_label(bbox, role));
            }
        }
    }
    vec![
        Layer { id: "lines", shapes: lines.collect() },
        Layer { id: "cells", shapes: cells },
        Layer { id: "roles", shapes: roles },
    ]
}

fn cell_style(table: &PageTable, cell: &PageCell, header: bool) -> Style {
    let stroke = Stroke::new(CELL, 0.9);
    let fill =
        if header { Some(HEADER) } else { (cell.row_span > 1 || cell.column_span > 1).then_some(MERGED) };
    Style { fill, stroke: Some(if table.ruled { stroke } else { stroke.dashed() }) }
}

fn cell_note(cell: &PageCell) -> String {
    let lines: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
    let mut note = format!("R{} C{}", cell.row, cell.column);
    if cell.row_span > 1 || cell.column_span > 1 {
        note.push_str(&format!(" ({} x {})", cell.row_span, cell.column_span));
    }
    for (is, word) in [(cell.struck, "struck"), (cell.open_below, "open below"), (cell.bold, "bold")] {
        if is {
            note.push_str(", ");
            note.push_str(word);
        }
    }
    note.push('\n');
    note.push_str(&lines.join("\n"));
    note
}

/// A box a little smaller, so that the rulings around it stay in sight.
fn inset(bbox: Rect) -> Rect {
    let by = CELL_INSET.min(bbox.width() / 4.0).min(bbox.height() / 4.0);
    Rect::new(bbox.x0 + by, bbox.y0 + by, bbox.x1 - by, bbox.y1 - by)
}

/// The name of a role on the upper edge of a cell: above its text.
fn role_label(bbox: Rect, role: &str) -> [Shape; 2] {
    let width = text_width(role, ROLE_SIZE) + 2.0;
    let top = bbox.y0 - 0.6 * ROLE_SIZE;
    let behind = Rect::new(bbox.x0 + 1.0, top, bbox.x0 + 1.0 + width, top + 1.2 * ROLE_SIZE);
    let style = Style { fill: Some(PAPER), stroke: None };
    [
        Shape::Box { bbox: behind, style, note: None },
        Shape::Text {
            at: Point { x: bbox.x0 + 2.0, y: top + 0.95 * ROLE_SIZE },
            size: ROLE_SIZE,
            paint: ROLE,
            text: role.to_owned(),
        },
    ]
}

/// Size of the words of the legend, points.
const LEGEND_SIZE: f64 = 8.0;

/// Height of a row of the legend, points.
const LEGEND_ROW: f64 = 14.0;

/// The legend below a page of this size, and its height.
pub(super) fn legend(width: f64, height: f64, japanese: bool) -> (Layer, f64) {
    let mut shapes = Vec::new();
    let (mut x, mut row) = (8.0, 0.0);
    for (ja, en, style) in LEGEND {
        let word = if japanese { ja } else { en };
        let room = 16.0 + text_width(word, LEGEND_SIZE) + 12.0;
        if x > 8.0 && x + room > width {
            x = 8.0;
            row += 1.0;
        }
        let top = height + 4.0 + row * LEGEND_ROW;
        shapes.push(Shape::Box { bbox: Rect::new(x, top + 1.0, x + 12.0, top + 9.0), style, note: None });
        let at = Point { x: x + 16.0, y: top + LEGEND_SIZE };
        let paint = Paint::new([0, 0, 0], 100);
        shapes.push(Shape::Text { at, size: LEGEND_SIZE, paint, text: word.to_owned() });
        x += room;
    }
    (Layer { id: "legend", shapes }, 8.0 + (row + 1.0) * LEGEND_ROW)
}

//! Glyphs that the pen wrote one after the other in one way, as JSON lines.

use document_model::{Font, Glyph, Page, Rect, Vector, Visibility};
use serde_json::{Map, Value, json};

/// A gap wider than this ends a run: in font sizes.
const WIDEST_GAP: f64 = 0.9;

/// How far the pen may go back, or off the baseline, between two glyphs of a run: in font sizes.
const DRIFT: f64 = 0.3;

/// Directions nearer than this are the same: the sine of the angle between them.
const SAME_DIRECTION: f64 = 0.01;

/// Sizes nearer than this are the same, points.
const SAME_SIZE: f64 = 0.05;

/// A run while it is written.
struct Run<'page> {
    first: &'page Glyph,
    last: &'page Glyph,
    bbox: Rect,
    text: String,
}

/// The runs of a page in the order in which it paints them, one JSON line each.
pub(super) fn json_lines(page: &Page) -> String {
    let mut lines = String::new();
    let mut open: Option<Run<'_>> = None;
    for glyph in &page.glyphs {
        let text = page.text_of(glyph);
        match open.as_mut().filter(|run| is_same_font(page, run.last, glyph) && goes_on(run.last, glyph)) {
            Some(run) => {
                run.bbox = run.bbox.union(&glyph.bbox);
                run.text.push_str(text);
                run.last = glyph;
            }
            // Painted a second time for bold, or text that another glyph stands for.
            None if text.is_empty() => {}
            None => {
                if let Some(done) = open.take() {
                    push(&mut lines, page, &done);
                }
                open = Some(Run { first: glyph, last: glyph, bbox: glyph.bbox, text: text.to_owned() });
            }
        }
    }
    if let Some(done) = open {
        push(&mut lines, page, &done);
    }
    lines
}

fn push(lines: &mut String, page: &Page, run: &Run<'_>) {
    if run.text.is_empty() {
        return;
    }
    lines.push_str(&Value::Object(object(page, run)).to_string());
    lines.push('\n');
}

fn object(page: &Page, run: &Run<'_>) -> Map<String, Value> {
    let glyph = run.first;
    let font = font_of(page, glyph);
    let corners: [f64; 4] = run.bbox.into();
    let Vector { x, y } = glyph.direction;
    let mut object = Map::new();
    object.insert("page".to_owned(), json!(page.number.0));
    object.insert("box".to_owned(), json!(corners.map(rounded)));
    object.insert("text".to_owned(), json!(run.text));
    object.insert("direction".to_owned(), json!([rounded(x), rounded(y)]));
    object.insert("size".to_owned(), json!(rounded(glyph.size)));
    object.insert("font".to_owned(), json!(font.map(|font| &font.name).filter(|name| !name.is_empty())));
    object.insert("unicode".to_owned(), json!(glyph.unicode.name()));
    if let Some(name) = hidden(glyph.visibility) {
        object.insert("visibility".to_owned(), json!(name));
    }
    if glyph.ruby {
        object.insert("ruby".to_owned(), json!(true));
    }
    object
}

/// Why nobody sees a glyph; none where it is seen.
fn hidden(visibility: Visibility) -> Option<&'static str> {
    match visibility {
        Visibility::Visible => None,
        Visibility::Invisible => Some("invisible"),
        Visibility::Clipped => Some("clipped"),
        Visibility::OffPage => Some("off_page"),
        Visibility::SwitchedOff => Some("switched_off"),
    }
}

/// Hundredths of a point: finer than anything printed. Negative zero is zero.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0 + 0.0
}

fn font_of<'page>(page: &'page Page, glyph: &Glyph) -> Option<&'page Font> {
    page.fonts.get(usize::try_from(glyph.font.0).ok()?)
}

/// Some producers cut a font into many of the same name.
fn is_same_font(page: &Page, one: &Glyph, other: &Glyph) -> bool {
    one.font == other.font || font_of(page, one) == font_of(page, other)
}

/// Does the pen go on from one glyph to the next, in the same way?
fn goes_on(before: &Glyph, glyph: &Glyph) -> bool {
    let same = before.visibility == glyph.visibility
        && before.ruby == glyph.ruby
        && before.unicode == glyph.unicode
        && (before.size - glyph.size).abs() < SAME_SIZE
        && is_parallel(before.direction, glyph.direction);
    let size = before.size.max(0.1);
    let (along, across) = {
        let (dx, dy) = (glyph.origin.x - before.origin.x, glyph.origin.y - before.origin.y);
        let Vector { x, y } = before.direction;
        (dx * x + dy * y, dx * y - dy * x)
    };
    let advance = before.advance.x.hypot(before.advance.y);
    let gap = along - advance;
    same && across.abs() <= DRIFT * size && (-DRIFT * size..=WIDEST_GAP * size).contains(&gap)
}

fn is_parallel(one: Vector, other: Vector) -> bool {
    let sine = one.x * other.y - one.y * other.x;
    sine.abs() < SAME_DIRECTION && one.x * other.x + one.y * other.y > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_negative_zero() {
        assert_eq!(json!(rounded(-0.001)).to_string(), "0.0");
        assert_eq!(json!(rounded(12.346)).to_string(), "12.35");
    }
}

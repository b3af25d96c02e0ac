//! Values of form fields that bring no appearance: readers draw them by themselves.

use document_model::{Font, FontId, Glyph, Layer, Rect, SourceRange, UnicodeSource, Vector, Visibility};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, String as PdfString};

use super::interpreter::Interpreter;
use super::limits::Limit;
use super::state::State;
use super::strings;

/// How far up a field's parents are looked for what it inherits.
const MOST_PARENTS: usize = 16;

/// Longest value drawn, characters.
const LONGEST_VALUE: usize = 20_000;

/// Font size where the field leaves it to the reader and has several lines, points.
const USUAL_SIZE: f64 = 10.0;

/// Height of a line, ems; blank beside the text, points: as readers draw it.
const LEADING: f64 = 1.2;
const PADDING: f64 = 2.0;

/// Depth of a line below its baseline, ems.
const DESCENT: f64 = 0.2;

/// Bit of a text field's flags for several lines (ISO 32000-1, table 228).
const FLAG_LINES: u32 = 1 << 12;

/// A text and how it is set.
struct Value {
    text: String,
    size: f64,
    font: String,
    has_lines: bool,
    /// 0 left, 1 middle, 2 right.
    alignment: u32,
}

impl<'a> Interpreter<'a> {
    /// Draws the value of a text or choice field.
    pub(super) fn field(&mut self, widget: &Dict<'a>, rect: &PdfRect, state: &State) {
        let rect = Rect::new(rect.x0, rect.y0, rect.x1, rect.y1);
        let Some(value) = value(widget, &rect) else { return };
        let font = FontId(u32::try_from(self.page.fonts.len()).unwrap_or(u32::MAX));
        self.page.fonts.push(Font { name: value.font.clone(), weight: 400, ..Font::default() });
        let lines = lines(&value, rect.width() - 2.0 * PADDING);
        // One line stands in the middle of the box; several begin at its top.
        let mut baseline = if value.has_lines {
            rect.y1 - PADDING - value.size
        } else {
            f64::midpoint(rect.y0, rect.y1) - value.size * (0.5 - DESCENT)
        };
        for line in lines {
            let width: f64 = line.chars().map(|character| ems(character) * value.size).sum();
            let room = rect.width() - 2.0 * PADDING - width;
            let share = f64::from(value.alignment.min(2)) / 2.0;
            let mut x = rect.x0 + PADDING + (room * share).max(0.0);
            for character in line.chars() {
                if !self.budget.glyph() {
                    return;
                }
                self.character(character, (x, baseline), value.size, font, state);
                x += ems(character) * value.size;
            }
            baseline -= LEADING * value.size;
        }
        if value.text.chars().count() > LONGEST_VALUE {
            self.budget.reach(Limit::Glyphs);
        }
    }

    fn character(&mut self, character: char, (x, y): (f64, f64), size: f64, font: FontId, state: &State) {
        let width = ems(character) * size;
        let ctm = &state.ctm;
        let advance = ctm.vector(width, 0.0);
        let length = advance.x.hypot(advance.y);
        let bbox = ctm.bounds(&Rect::new(x, y - DESCENT * size, x + width, y + (1.0 - DESCENT) * size));
        if length <= 0.0 || !length.is_finite() || !bbox.x0.is_finite() || !bbox.y0.is_finite() {
            return;
        }
        let hidden = self.is_switched_off();
        let start = self.page.text.len();
        self.page.text.push(character);
        self.page.glyphs.push(Glyph {
            range: SourceRange::new(start, self.page.text.len()),
            unicode: UnicodeSource::Encoding,
            code: u32::from(character),
            cid: u32::from(character),
            origin: ctm.point(x, y),
            advance,
            size: size * length / width,
            bbox,
            direction: Vector { x: advance.x / length, y: advance.y / length },
            vertical: false,
            mode: 0,
            fill: document_model::Rgb::default(),
            font,
            marked_content: None,
            layer: Layer::Annotation,
            visibility: if hidden { Visibility::SwitchedOff } else { Visibility::Visible },
            ruby: false,
        });
    }
}

/// Width of a character, ems: the font of the field is the reader's choice.
fn ems(character: char) -> f64 {
    if character.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&character) { 0.5 } else { 1.0 }
}

/// What a field inherits from the ones above it.
fn inherited<'a, T>(widget: &Dict<'a>, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut field = widget.clone();
    for _ in 0..MOST_PARENTS {
        if let Some(found) = get(&field) {
            return Some(found);
        }
        field = field.get::<Dict<'a>>(b"Parent".as_slice())?;
    }
    None
}

/// The text of a text or choice field; none for buttons, signatures, passwords and empty fields.
fn value(widget: &Dict<'_>, rect: &Rect) -> Option<Value> {
    /// Bit of a text field's flags for a password.
    const FLAG_PASSWORD: u32 = 1 << 13;
    let kind = inherited(widget, |field| field.get::<Name<'_>>(b"FT".as_slice()))?;
    let flags = inherited(widget, |field| field.get::<u32>(b"Ff".as_slice())).unwrap_or(0);
    let is_text = kind.as_ref() == b"Tx" && flags & FLAG_PASSWORD == 0;
    if !is_text && kind.as_ref() != b"Ch" {
        return None;
    }
    let text = inherited(widget, |field| match field.get::<Object<'_>>(b"V".as_slice())? {
        Object::String(text) => Some(strings::text(text.as_bytes())),
        Object::Array(chosen) => Some(chosen_texts(&chosen)),
        _ => None,
    })?;
    if text.trim().is_empty() {
        return None;
    }
    let appearance = inherited(widget, |field| field.get::<PdfString<'_>>(b"DA".as_slice()));
    let (font, size) = appearance.and_then(|text| font_of(text.as_bytes())).unwrap_or_default();
    let has_lines = is_text && flags & FLAG_LINES != 0;
    let fitting = if has_lines { USUAL_SIZE } else { (rect.height() / LEADING).clamp(4.0, 12.0) };
    let size = if size > 0.0 && size < 1000.0 { size } else { fitting };
    let alignment = inherited(widget, |field| field.get::<u32>(b"Q".as_slice())).unwrap_or(0);
    Some(Value { text, size, font, has_lines, alignment })
}

fn chosen_texts(chosen: &Array<'_>) -> String {
    let texts = chosen.iter::<PdfString<'_>>().take(MOST_PARENTS).map(|text| strings::text(text.as_bytes()));
    texts.collect::<Vec<_>>().join(" ")
}

/// Name and size of the font in a default appearance, `/Helv 10 Tf 0 g`.
fn font_of(appearance: &[u8]) -> Option<(String, f64)> {
    let text = String::from_utf8_lossy(appearance);
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    let size = words.get(at.checked_sub(1)?)?.parse().ok()?;
    let name = words.get(at.checked_sub(2)?)?.trim_start_matches('/');
    Some((name.to_owned(), size))
}

/// The lines of a value: those it has, and, where it may have several, as many as the width asks for.
fn lines(value: &Value, width: f64) -> Vec<String> {
    let text: String = value.text.chars().take(LONGEST_VALUE).collect();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !value.has_lines {
        return vec![text.replace('\n', " ")];
    }
    let room = width.max(value.size) / value.size;
    let mut lines = Vec::new();
    for printed in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0.0);
        for character in printed.chars().filter(|character| !character.is_control()) {
            if used + ems(character) > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(character);
            used += ems(character);
        }
        lines.push(line);
    }
    lines
}

//! Forms and images that a page draws by name, and the appearances of its annotations.

use std::rc::Rc;

use document_model::{Layer, Rect};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, Stream};
use hayro_syntax::page::Resources;

use super::decode::{self, Refused};
use super::interpreter::{END_OF_CONTENT, Interpreter};
use super::limits::Limit;
use super::matrix::Matrix;
use super::scanned::SCAN_COVER;
use super::state::State;
use super::text::TextObject;

/// Most annotations read of a page; the fullest form known has 2,000 fields.
const MAX_ANNOTATIONS: usize = 20_000;

/// Bits of an annotation's flags (ISO 32000-1, table 165).
const FLAG_HIDDEN: u32 = 1 << 1;
const FLAG_NO_VIEW: u32 = 1 << 5;

/// The place of a form's dictionary in memory.
pub(super) type FormKey = (usize, usize);

fn key_of(stream: &Stream<'_>) -> FormKey {
    let data = stream.dict().data();
    (data.as_ptr().addr(), data.len())
}

/// A form, ready to be drawn.
pub(super) struct Form<'a> {
    content: Vec<u8>,
    matrix: Matrix,
    bbox: Option<Rect>,
    resources: Option<Resources<'a>>,
}

impl<'a> Interpreter<'a> {
    /// `Do`: a form or an image.
    pub(super) fn x_object(&mut self, name: &Name<'_>, state: &State, resources: &Resources<'a>) {
        let Some(object) = self.names.object(name, resources, &self.shared.optional) else { return };
        self.hidden_forms += u32::from(object.is_hidden);
        if let Some((width, height, is_mask)) = object.image {
            self.image(width, height, is_mask, state);
            if object.is_opaque {
                self.cover(state);
            }
        } else {
            let layer = if self.layer == Layer::Page { Layer::Form } else { self.layer };
            self.form(&object.stream, state, resources, layer);
        }
        self.hidden_forms -= u32::from(object.is_hidden);
    }

    /// An opaque image was painted: what lies under one of most of the page is not seen.
    fn cover(&mut self, state: &State) {
        let last = self.page.images.last().filter(|_| !self.is_switched_off());
        let area = last.map_or(0.0, |image| image.bbox.width() * image.bbox.height());
        if state.fill.alpha >= 1.0 && area >= SCAN_COVER * self.page.width * self.page.height {
            self.covered = self.page.glyphs.len();
        }
    }

    /// Draws a form.
    pub(super) fn form(&mut self, stream: &Stream<'a>, state: &State, outer: &Resources<'a>, layer: Layer) {
        let key = key_of(stream);
        let depth = u32::try_from(self.open_forms.len()).unwrap_or(u32::MAX);
        if depth >= self.budget.limits.max_form_depth || self.open_forms.contains(&key) {
            self.budget.reach(Limit::FormDepth);
            return;
        }
        let form = self.read_form(stream, key);
        let mut inner = state.clone();
        inner.ctm = form.matrix.then(&state.ctm);
        if !inner.ctm.is_sane() {
            return;
        }
        if let Some(bbox) = &form.bbox {
            inner.clip.narrow(&inner.ctm.bounds(bbox));
        }
        let saved = (self.layer, self.text);
        (self.layer, self.text) = (layer, TextObject::START);
        self.open_forms.push(key);
        self.run(&form.content, form.resources.as_ref().unwrap_or(outer), inner);
        self.open_forms.pop();
        (self.layer, self.text) = saved;
    }

    fn read_form(&mut self, stream: &Stream<'a>, key: FormKey) -> Rc<Form<'a>> {
        if let Some(known) = self.forms.get(&key) {
            return Rc::clone(known);
        }
        let mut content = self.inflate(stream).unwrap_or_default();
        content.extend_from_slice(END_OF_CONTENT);
        let dict = stream.dict();
        let bbox = dict.get::<PdfRect>(b"BBox".as_slice());
        let form = Rc::new(Form {
            content,
            matrix: dict.get::<[f64; 6]>(b"Matrix".as_slice()).map_or(Matrix::IDENTITY, Matrix::from),
            bbox: bbox.map(|bbox| Rect::new(bbox.x0, bbox.y0, bbox.x1, bbox.y1)),
            resources: dict.get::<Dict<'a>>(b"Resources".as_slice()).map(Resources::new),
        });
        self.forms.insert(key, Rc::clone(&form));
        form
    }

    /// What a stream with content holds, as far as the limits allow it.
    pub(super) fn inflate(&mut self, stream: &Stream<'a>) -> Option<Vec<u8>> {
        let limit = self.budget.limits.max_stream_bytes.min(self.budget.bytes_left());
        match decode::decode_checked(stream, limit) {
            Ok((bytes, is_damaged)) => {
                self.budget.inflate(bytes.len());
                self.notes.damaged_streams += u32::from(is_damaged);
                Some(bytes.into_owned())
            }
            Err(Refused::TooLarge) => {
                self.budget.reach(Limit::Inflated);
                None
            }
            Err(Refused::Broken) => {
                self.notes.broken_streams += 1;
                None
            }
        }
    }

    /// Draws what the annotations of the page show.
    pub(super) fn annotations(&mut self, page: &Dict<'a>, state: &State) {
        let Some(annotations) = page.get::<Array<'a>>(b"Annots".as_slice()) else { return };
        let resources = Resources::new(Dict::empty());
        for object in annotations.iter::<Object<'a>>().take(MAX_ANNOTATIONS) {
            if let Object::Dict(annotation) = object {
                self.annotation(&annotation, state, &resources);
            }
        }
    }

    fn annotation(&mut self, annotation: &Dict<'a>, state: &State, resources: &Resources<'a>) {
        let flags = annotation.get::<u32>(b"F".as_slice()).unwrap_or(0);
        let kind = annotation.get::<Name<'_>>(b"Subtype".as_slice());
        // The window of a note is no part of the page, nor is the mark of a link.
        if flags & (FLAG_HIDDEN | FLAG_NO_VIEW) != 0 || matches!(kind.as_deref(), Some(b"Popup" | b"Link")) {
            return;
        }
        let Some(rect) = annotation.get::<PdfRect>(b"Rect".as_slice()) else { return };
        let hidden = self.shared.optional.hides(annotation, b"OC");
        let Some(form) = appearance(annotation) else {
            if kind.as_deref() == Some(b"Widget") && !annotation.contains_key(b"AP".as_slice()) {
                self.hidden_forms += u32::from(hidden);
                self.field(annotation, &rect, state);
                self.hidden_forms -= u32::from(hidden);
            }
            return;
        };
        let mut placed = state.clone();
        placed.ctm = appearance_map(form.dict(), &rect).then(&state.ctm);
        if placed.ctm.is_sane() {
            self.hidden_forms += u32::from(hidden);
            self.form(&form, &placed, resources, Layer::Annotation);
            self.hidden_forms -= u32::from(hidden);
        }
    }
}

/// The appearance that an annotation normally has, in its present state.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let appearances = annotation.get::<Dict<'a>>(b"AP".as_slice())?;
    match appearances.get::<Object<'a>>(b"N".as_slice())? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>(b"AS".as_slice())?;
            states.get::<Stream<'a>>(state.as_ref())
        }
        _ => None,
    }
}

/// The map that puts the transformed box of an appearance over the rectangle (ISO 32000-1, 12.5.5).
fn appearance_map(form: &Dict<'_>, rect: &PdfRect) -> Matrix {
    let matrix = form.get::<[f64; 6]>(b"Matrix".as_slice()).map_or(Matrix::IDENTITY, Matrix::from);
    let Some(bbox) = form.get::<PdfRect>(b"BBox".as_slice()) else {
        return Matrix::translation(rect.x0, rect.y0);
    };
    let bounds = matrix.bounds(&Rect::new(bbox.x0, bbox.y0, bbox.x1, bbox.y1));
    let target = Rect::new(rect.x0, rect.y0, rect.x1, rect.y1);
    let share = |to: f64, from: f64| if from > 0.0 { to / from } else { 1.0 };
    let (a, d) = (share(target.width(), bounds.width()), share(target.height(), bounds.height()));
    Matrix { a, b: 0.0, c: 0.0, d, e: target.x0 - bounds.x0 * a, f: target.y0 - bounds.y0 * d }
}

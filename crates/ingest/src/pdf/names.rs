//! What content streams ask for by name, looked up once: reading a dictionary anew at each operator would let a file of
//! a few kilobytes take hours.

use std::sync::Arc;

use document_model::Rgb;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, dict_or_stream};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

use super::color::{self, ColorSpace};
use super::marked::{self, Sequence};
use super::optional::OptionalContent;

/// Values by the dictionary that names them, and the name.
#[derive(Debug)]
pub(super) struct ByName<V>(FxHashMap<usize, FxHashMap<Vec<u8>, V>>);

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<V: Clone> ByName<V> {
    pub(super) fn get(&self, dict: &Dict<'_>, name: &Name<'_>) -> Option<V> {
        self.0.get(&place(dict))?.get(name.as_ref()).cloned()
    }

    pub(super) fn put(&mut self, dict: &Dict<'_>, name: &Name<'_>, value: V) {
        self.0.entry(place(dict)).or_default().insert(name.as_ref().to_vec(), value);
    }

    fn get_or(&mut self, dict: &Dict<'_>, name: &Name<'_>, make: impl FnOnce() -> V) -> V {
        if let Some(known) = self.get(dict, name) {
            return known;
        }
        let value = make();
        self.put(dict, name, value.clone());
        value
    }
}

/// Where a dictionary lies in the file's memory.
fn place(dict: &Dict<'_>) -> usize {
    dict.data().as_ptr().addr()
}

/// What a page has looked up so far.
#[derive(Default)]
pub(super) struct Names<'a> {
    pub(super) fonts: ByName<Option<usize>>,
    pub(super) states: ByName<Option<StateChange>>,
    objects: ByName<Option<NamedObject<'a>>>,
    spaces: ByName<Arc<ColorSpace>>,
    patterns: ByName<Option<Rgb>>,
    shadings: ByName<Option<Rgb>>,
    properties: ByName<(Option<i32>, Option<Arc<str>>, bool)>,
}

/// What an extended graphics state sets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StateChange {
    pub(super) line_width: Option<f64>,
    pub(super) fill_alpha: Option<f64>,
    pub(super) stroke_alpha: Option<f64>,
    pub(super) dashed: Option<bool>,
    pub(super) font: Option<(Option<usize>, f64)>,
}

/// A form or an image.
#[derive(Clone)]
pub(super) struct NamedObject<'a> {
    pub(super) stream: Stream<'a>,
    pub(super) is_hidden: bool,
    /// Width, height, and whether it is a stencil, of an image.
    pub(super) image: Option<(u32, u32, bool)>,
}

impl<'a> Names<'a> {
    pub(super) fn object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        optional: &OptionalContent,
    ) -> Option<NamedObject<'a>> {
        self.objects.get_or(&resources.x_objects, name, || {
            let stream = resources.get_x_object(name)?;
            let dict = stream.dict();
            let is_image = dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Image");
            let size = |key: &[u8]| dict.get::<u32>(key).unwrap_or(0);
            let mask = || dict.get::<bool>(b"ImageMask".as_slice()).unwrap_or(false);
            let image = is_image.then(|| (size(b"Width"), size(b"Height"), mask()));
            let is_hidden = optional.hides(dict, b"OC");
            Some(NamedObject { stream, is_hidden, image })
        })
    }

    pub(super) fn space(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Arc<ColorSpace> {
        let read = || Arc::new(ColorSpace::named(name, resources).unwrap_or(ColorSpace::Gray));
        self.spaces.get_or(&resources.color_spaces, name, read)
    }

    /// The colour that a pattern has of its own; none where there is no such pattern.
    pub(super) fn pattern(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<Rgb> {
        self.patterns.get_or(&resources.patterns, name, || {
            let pattern = resources.get_pattern(name)?;
            let (dict, _) = dict_or_stream(&pattern)?;
            let shading = dict.get::<Object<'_>>(b"Shading".as_slice());
            let shading = shading.as_ref().and_then(dict_or_stream);
            Some(shading.map_or(color::UNKNOWN, |(dict, _)| color::shading_color(dict, resources)))
        })
    }

    pub(super) fn shading(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<Rgb> {
        self.shadings.get_or(&resources.shadings, name, || {
            let shading = resources.get_shading(name)?;
            let (dict, _) = dict_or_stream(&shading)?;
            Some(color::shading_color(dict, resources))
        })
    }

    /// A marked-content sequence whose properties have a name.
    pub(super) fn sequence(
        &mut self,
        tag: &Name<'_>,
        name: &Name<'_>,
        resources: &Resources<'a>,
        optional: &OptionalContent,
        first_glyph: usize,
    ) -> Sequence {
        let properties = &resources.properties;
        let (identifier, actual, hidden) = self.properties.get_or(properties, name, || {
            let found = properties.get::<Dict<'_>>(name.as_ref()).map(|dict| marked::sequence_of(&dict, 0));
            let found = found.unwrap_or_default();
            let actual = found.actual.map(|(text, _)| Arc::from(text));
            (found.identifier, actual, optional.hides(properties, name.as_ref()))
        });
        let actual = actual.map(|text| (text.to_string(), first_glyph));
        Sequence { identifier, actual, is_switched_off: hidden && marked::is_optional(tag) }
    }
}

/// Is any stretch of a dash pattern drawn or left out?
pub(super) fn is_dashed(lengths: &Array<'_>) -> bool {
    lengths.iter::<f64>().take(16).any(|length| length > 0.0)
}

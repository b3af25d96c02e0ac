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

/// Most that looking things up may take on a page, in bytes read. Reading a dictionary takes a second for some 200 MB.
const MOST: u64 = 256 * 1024 * 1024;

/// What each name takes besides the dictionary that it stands for, in bytes read.
const NAME: u64 = 1_000;

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
    spent: u64,
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
    /// It is an image through which nothing is seen.
    pub(super) is_opaque: bool,
}

impl<'a> Names<'a> {
    /// Has looking things up taken more than it may?
    pub(super) fn is_exhausted(&self) -> bool {
        self.spent > MOST
    }

    /// Counts a look at a dictionary.
    pub(super) fn spend(&mut self, dict: Option<&Dict<'_>>) {
        let length = dict.map_or(0, |dict| u64::try_from(dict.data().len()).unwrap_or(u64::MAX));
        self.spent = self.spent.saturating_add(NAME).saturating_add(length);
    }

    pub(super) fn object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        optional: &OptionalContent,
    ) -> Option<NamedObject<'a>> {
        if let Some(known) = self.objects.get(&resources.x_objects, name) {
            return known;
        }
        let stream = resources.get_x_object(name);
        self.spend(stream.as_ref().map(Stream::dict));
        let object = stream.map(|stream| {
            let dict = stream.dict();
            let is_image = dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Image");
            let size = |key: &[u8]| dict.get::<u32>(key).unwrap_or(0);
            let mask = || dict.get::<bool>(b"ImageMask".as_slice()).unwrap_or(false);
            let image = is_image.then(|| (size(b"Width"), size(b"Height"), mask()));
            let is_hidden = optional.hides(dict, b"OC");
            let masked = [b"SMask".as_slice(), b"Mask"].iter().any(|key| dict.contains_key(*key));
            let is_opaque = image.is_some_and(|(_, _, is_mask)| !is_mask) && !masked;
            NamedObject { stream, is_hidden, image, is_opaque }
        });
        self.objects.put(&resources.x_objects, name, object.clone());
        object
    }

    pub(super) fn space(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Arc<ColorSpace> {
        if let Some(known) = self.spaces.get(&resources.color_spaces, name) {
            return known;
        }
        self.spend(None);
        let space = Arc::new(ColorSpace::named(name, resources).unwrap_or(ColorSpace::Gray));
        self.spaces.put(&resources.color_spaces, name, Arc::clone(&space));
        space
    }

    /// The colour that a pattern has of its own; none where there is no such pattern.
    pub(super) fn pattern(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<Rgb> {
        if let Some(known) = self.patterns.get(&resources.patterns, name) {
            return known;
        }
        let pattern = resources.get_pattern(name);
        let dict = pattern.as_ref().and_then(dict_or_stream).map(|(dict, _)| dict);
        self.spend(dict);
        let color = dict.map(|dict| {
            let shading = dict.get::<Object<'_>>(b"Shading".as_slice());
            let shading = shading.as_ref().and_then(dict_or_stream);
            shading.map_or(color::UNKNOWN, |(dict, _)| color::shading_color(dict, resources))
        });
        self.patterns.put(&resources.patterns, name, color);
        color
    }

    pub(super) fn shading(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<Rgb> {
        if let Some(known) = self.shadings.get(&resources.shadings, name) {
            return known;
        }
        let shading = resources.get_shading(name);
        let dict = shading.as_ref().and_then(dict_or_stream).map(|(dict, _)| dict);
        self.spend(dict);
        let color = dict.map(|dict| color::shading_color(dict, resources));
        self.shadings.put(&resources.shadings, name, color);
        color
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
        let named = &resources.properties;
        let (identifier, actual, hidden) = match self.properties.get(named, name) {
            Some(known) => known,
            None => {
                let dict = named.get::<Dict<'_>>(name.as_ref());
                self.spend(dict.as_ref());
                let found = dict.map(|dict| marked::sequence_of(&dict, 0)).unwrap_or_default();
                let actual = found.actual.map(|(text, _)| text);
                let known = (found.identifier, actual, optional.hides(named, name.as_ref()));
                self.properties.put(named, name, known.clone());
                known
            }
        };
        let actual = actual.map(|text| (text, first_glyph));
        Sequence { identifier, actual, is_switched_off: hidden && marked::is_optional(tag) }
    }
}

/// Is any stretch of a dash pattern drawn or left out?
pub(super) fn is_dashed(lengths: &Array<'_>) -> bool {
    lengths.iter::<f64>().take(16).any(|length| length > 0.0)
}

//! Colours, as red, green and blue.

use std::sync::Arc;

use document_model::Rgb;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;

use super::decode;
use super::function::Function;

/// What the numbers of a colour mean (ISO 32000-1, 8.6). Profiles are taken for their device spaces.
#[derive(Debug, Clone)]
pub(super) enum ColorSpace {
    Gray,
    Rgb,
    Cmyk,
    Lab,
    /// Colours by number: those of the palette, in red, green and blue.
    Indexed(Vec<Rgb>),
    /// One or more inks: how much of each gives a colour of another space by a function, if that is known.
    Inks {
        alternate: Arc<ColorSpace>,
        tint: Option<Function>,
        is_unpainted: bool,
    },
    /// A pattern; the space of its colour where it brings none itself.
    Pattern(Option<Arc<ColorSpace>>),
}

/// How deep spaces may lie inside spaces: an indexed one on a separation on a profile is three.
const MAX_DEPTH: u32 = 6;

/// Most entries that a palette can have (ISO 32000-1, 8.6.6.3).
const MAX_PALETTE: usize = 256;

/// Largest palette or profile stream worth reading, bytes.
const MAX_PALETTE_BYTES: u64 = 1 << 16;

impl ColorSpace {
    /// The space of that name in a content stream.
    pub(super) fn named(name: &Name<'_>, resources: &Resources<'_>) -> Option<Self> {
        Self::device(name.as_ref()).or_else(|| Self::read(&resources.get_color_space(name)?, resources, 0))
    }

    /// The space that an object describes.
    pub(super) fn of(object: &Object<'_>, resources: &Resources<'_>) -> Option<Self> {
        Self::read(object, resources, 0)
    }

    fn device(name: &[u8]) -> Option<Self> {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Some(Self::Gray),
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(Self::Rgb),
            b"DeviceCMYK" | b"CMYK" | b"CalCMYK" => Some(Self::Cmyk),
            b"Pattern" => Some(Self::Pattern(None)),
            _ => None,
        }
    }

    fn read(object: &Object<'_>, resources: &Resources<'_>, depth: u32) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        match object {
            Object::Name(name) => Self::device(name.as_ref()).or_else(|| {
                let inner: Object<'_> = resources.get_color_space(name)?;
                Self::read(&inner, resources, depth + 1)
            }),
            Object::Array(array) => Self::read_array(array, resources, depth),
            _ => None,
        }
    }

    fn read_array(array: &Array<'_>, resources: &Resources<'_>, depth: u32) -> Option<Self> {
        let items: Vec<Object<'_>> = array.iter::<Object<'_>>().take(5).collect();
        let Some(Object::Name(family)) = items.first() else { return None };
        let inner = |index: usize| {
            let space = Self::read(items.get(index)?, resources, depth + 1)?;
            Some(Arc::new(space))
        };
        match family.as_ref() {
            b"ICCBased" => {
                let Some(Object::Stream(profile)) = items.get(1) else { return None };
                match profile.dict().get::<u32>(b"N".as_slice()) {
                    Some(1) => Some(Self::Gray),
                    Some(4) => Some(Self::Cmyk),
                    _ => Some(Self::Rgb),
                }
            }
            b"Lab" => Some(Self::Lab),
            b"Indexed" | b"I" => {
                let base = inner(1)?;
                Some(Self::Indexed(palette(items.get(3)?, &base)))
            }
            b"Separation" | b"DeviceN" => Some(Self::Inks {
                alternate: inner(2)?,
                tint: items.get(3).and_then(Function::read),
                is_unpainted: is_none_ink(items.get(1)),
            }),
            b"Pattern" => Some(Self::Pattern(inner(1))),
            other => Self::device(other),
        }
    }

    /// How many numbers a colour has.
    fn components(&self) -> usize {
        match self {
            Self::Gray | Self::Indexed(_) => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Inks { .. } | Self::Pattern(_) => 0,
        }
    }

    /// The colour in which painting begins after the space is chosen.
    pub(super) fn initial(&self) -> Rgb {
        match self {
            Self::Cmyk => self.color(&[0.0, 0.0, 0.0, 1.0]),
            Self::Inks { .. } => self.color(&[1.0; 32]),
            _ => self.color(&[0.0; 4]),
        }
    }

    /// The colour that some numbers give.
    pub(super) fn color(&self, numbers: &[f64]) -> Rgb {
        let at = |index: usize| numbers.get(index).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Self::Gray => rgb(at(0), at(0), at(0)),
            Self::Rgb => rgb(at(0), at(1), at(2)),
            Self::Cmyk => {
                let light = 1.0 - at(3);
                rgb((1.0 - at(0)) * light, (1.0 - at(1)) * light, (1.0 - at(2)) * light)
            }
            Self::Lab => lab(numbers),
            Self::Indexed(palette) => {
                let index = numbers.first().copied().unwrap_or(0.0).max(0.0);
                nth(palette, index)
            }
            Self::Inks { alternate, tint, .. } => match tint.as_ref().and_then(|tint| tint.value(numbers)) {
                Some(values) => alternate.color(&values),
                None => {
                    let light = 1.0 - numbers.iter().copied().fold(0.0, f64::max).clamp(0.0, 1.0);
                    rgb(light, light, light)
                }
            },
            Self::Pattern(base) => {
                base.as_ref().filter(|_| !numbers.is_empty()).map_or(UNKNOWN, |base| base.color(numbers))
            }
        }
    }

    /// The ink is one that no device has.
    pub(super) fn is_unpainted(&self) -> bool {
        matches!(self, Self::Inks { is_unpainted: true, .. })
    }
}

/// What a pattern or shading is taken for whose colour cannot be told: a middle grey.
pub(super) const UNKNOWN: Rgb = Rgb { red: 128, green: 128, blue: 128 };

/// The numbers of a colour operator.
pub(super) fn numbers(operands: &[Number]) -> Vec<f64> {
    operands.iter().map(Number::as_f64).collect()
}

/// The average colour of a shading dictionary, by its function at both ends and in the middle.
pub(super) fn shading_color(shading: &Dict<'_>, resources: &Resources<'_>) -> Rgb {
    let average = || {
        let space = ColorSpace::of(&shading.get::<Object<'_>>(b"ColorSpace".as_slice())?, resources)?;
        let function = Function::read(&shading.get::<Object<'_>>(b"Function".as_slice())?)?;
        let domain = shading.get::<[f64; 2]>(b"Domain".as_slice()).unwrap_or([0.0, 1.0]);
        let [from, to] = domain;
        let colors: Option<Vec<Rgb>> = [from, f64::midpoint(from, to), to]
            .iter()
            .map(|input| Some(space.color(&function.value(&[*input])?)))
            .collect();
        Some(mean(&colors?))
    };
    average().unwrap_or(UNKNOWN)
}

fn mean(colors: &[Rgb]) -> Rgb {
    let count = colors.len().max(1);
    let channel = |pick: fn(&Rgb) -> u8| {
        let sum: usize = colors.iter().map(|color| usize::from(pick(color))).sum();
        u8::try_from(sum / count).unwrap_or(u8::MAX)
    };
    Rgb { red: channel(|c| c.red), green: channel(|c| c.green), blue: channel(|c| c.blue) }
}

fn rgb(red: f64, green: f64, blue: f64) -> Rgb {
    Rgb { red: byte(red), green: byte(green), blue: byte(blue) }
}

/// A channel from 0 to 1 as a byte.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
fn byte(channel: f64) -> u8 {
    (channel.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the palette before")]
fn nth(palette: &[Rgb], index: f64) -> Rgb {
    palette.get(index.min(255.0) as usize).copied().unwrap_or(UNKNOWN)
}

/// CIE L*a*b* under daylight to sRGB.
fn lab(numbers: &[f64]) -> Rgb {
    let at = |index: usize| numbers.get(index).copied().unwrap_or(0.0);
    let middle = (at(0) + 16.0) / 116.0;
    let cube =
        |t: f64| if t > 6.0 / 29.0 { t.powi(3) } else { 3.0 * (6.0_f64 / 29.0).powi(2) * (t - 4.0 / 29.0) };
    let (x, y, z) =
        (0.9505 * cube(middle + at(1) / 500.0), cube(middle), 1.089 * cube(middle - at(2) / 200.0));
    let gamma = |v: f64| if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
    rgb(
        gamma(3.2406 * x - 1.5372 * y - 0.4986 * z),
        gamma(-0.9689 * x + 1.8758 * y + 0.0415 * z),
        gamma(0.0557 * x - 0.2040 * y + 1.0570 * z),
    )
}

fn palette(table: &Object<'_>, base: &ColorSpace) -> Vec<Rgb> {
    let bytes = match table {
        Object::String(string) => string.as_bytes().to_vec(),
        Object::Stream(stream) => bytes_of(stream),
        _ => return Vec::new(),
    };
    let components = base.components();
    if components == 0 {
        return Vec::new();
    }
    let colors = bytes.chunks_exact(components).take(MAX_PALETTE);
    colors
        .map(|entry| {
            let numbers: Vec<f64> = entry.iter().map(|byte| f64::from(*byte) / 255.0).collect();
            base.color(&numbers)
        })
        .collect()
}

fn bytes_of(stream: &Stream<'_>) -> Vec<u8> {
    decode::decode(stream, MAX_PALETTE_BYTES).map(std::borrow::Cow::into_owned).unwrap_or_default()
}

fn is_none_ink(names: Option<&Object<'_>>) -> bool {
    matches!(names, Some(Object::Name(name)) if name.as_ref() == b"None")
}

//! The functions that tints and shadings are made of.

use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::decode;

/// A function from some numbers to others (ISO 32000-1, 7.10). PostScript calculators are not run.
#[derive(Debug, Clone)]
pub(super) enum Function {
    /// From one color to another along a power.
    Exponential { from: Vec<f64>, to: Vec<f64>, exponent: f64 },
    /// By its values at the ends of its first input.
    Sampled { ends: [Vec<f64>; 2] },
    /// Pieces side by side, each with the bound at which it ends.
    Stitched { pieces: Vec<Function>, bounds: Vec<f64>, domain: [f64; 2] },
    /// One function for each output.
    Several(Vec<Function>),
}

/// Most pieces and outputs read: an ink has at most 32.
const MAX_PARTS: usize = 64;

/// How deep stitched functions may lie inside each other.
const MAX_DEPTH: u32 = 4;

/// Largest table of samples worth reading, bytes.
const MAX_SAMPLES: u64 = 1 << 20;

impl Function {
    /// The function that an object describes, where it is of a kind that is read.
    pub(super) fn read(object: &Object<'_>) -> Option<Self> {
        Self::read_at(object, 0)
    }

    fn read_at(object: &Object<'_>, depth: u32) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        match object {
            Object::Array(array) => {
                let parts: Option<Vec<Self>> = array
                    .iter::<Object<'_>>()
                    .take(MAX_PARTS)
                    .map(|part| Self::read_at(&part, depth + 1))
                    .collect();
                Some(Self::Several(parts?))
            }
            Object::Stream(stream) if stream.dict().get::<u32>(b"FunctionType".as_slice()) == Some(0) => {
                Self::sampled(stream)
            }
            Object::Dict(dict) => match dict.get::<u32>(b"FunctionType".as_slice())? {
                2 => Some(Self::Exponential {
                    from: numbers(dict, b"C0").unwrap_or_else(|| vec![0.0]),
                    to: numbers(dict, b"C1").unwrap_or_else(|| vec![1.0]),
                    exponent: dict.get::<f64>(b"N".as_slice()).unwrap_or(1.0),
                }),
                3 => Self::stitched(dict, depth),
                _ => None,
            },
            _ => None,
        }
    }

    fn stitched(dict: &Dict<'_>, depth: u32) -> Option<Self> {
        let parts = dict.get::<Array<'_>>(b"Functions".as_slice())?;
        let pieces: Option<Vec<Self>> =
            parts.iter::<Object<'_>>().take(MAX_PARTS).map(|part| Self::read_at(&part, depth + 1)).collect();
        Some(Self::Stitched {
            pieces: pieces?,
            bounds: numbers(dict, b"Bounds").unwrap_or_default(),
            domain: dict.get::<[f64; 2]>(b"Domain".as_slice()).unwrap_or([0.0, 1.0]),
        })
    }

    /// Samples of eight bits with one input, by those at its ends.
    fn sampled(stream: &Stream<'_>) -> Option<Self> {
        let dict = stream.dict();
        let range = numbers(dict, b"Range")?;
        let outputs = range.len() / 2;
        if dict.get::<u32>(b"BitsPerSample".as_slice())? != 8 || outputs == 0 {
            return None;
        }
        let samples = decode::decode(stream, MAX_SAMPLES).ok()?;
        let read = |bytes: &[u8]| {
            let spread = bytes.iter().zip(range.chunks_exact(2));
            spread
                .map(|(byte, ends)| {
                    let (low, high) =
                        (ends.first().copied().unwrap_or(0.0), ends.last().copied().unwrap_or(1.0));
                    low + (high - low) * f64::from(*byte) / 255.0
                })
                .collect::<Vec<f64>>()
        };
        let last = samples.len().checked_sub(outputs)?;
        Some(Self::Sampled { ends: [read(samples.get(..outputs)?), read(samples.get(last..)?)] })
    }

    /// What the function makes of some numbers.
    pub(super) fn value(&self, inputs: &[f64]) -> Option<Vec<f64>> {
        let input = inputs.first().copied()?;
        match self {
            Self::Exponential { from, to, exponent } => {
                let share = if *exponent == 1.0 { input } else { input.max(0.0).powf(*exponent) };
                Some(between(from, to, share))
            }
            Self::Sampled { ends: [from, to] } => Some(between(from, to, input)),
            Self::Stitched { pieces, bounds, domain } => {
                let piece =
                    bounds.iter().filter(|bound| **bound <= input).count().min(pieces.len().checked_sub(1)?);
                let low =
                    piece.checked_sub(1).and_then(|before| bounds.get(before)).copied().unwrap_or(domain[0]);
                let high = bounds.get(piece).copied().unwrap_or(domain[1]);
                let share = if high > low { ((input - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
                pieces.get(piece)?.value(&[share])
            }
            Self::Several(parts) => parts.iter().map(|part| part.value(inputs)?.first().copied()).collect(),
        }
    }
}

fn between(from: &[f64], to: &[f64], share: f64) -> Vec<f64> {
    from.iter().zip(to).map(|(from, to)| from + (to - from) * share).collect()
}

fn numbers(dict: &Dict<'_>, key: &[u8]) -> Option<Vec<f64>> {
    Some(dict.get::<Array<'_>>(key)?.iter::<f64>().take(MAX_PARTS).collect())
}

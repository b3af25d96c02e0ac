//! Character maps, predefined and embedded.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use hayro_cmap::{CMap, CMapName, load_embedded};

/// The predefined character maps that a file has asked for.
#[derive(Debug, Default)]
pub(in super::super) struct CMaps {
    known: Mutex<HashMap<Vec<u8>, Option<Arc<CMap>>>>,
}

impl CMaps {
    /// The predefined map of that name.
    pub(super) fn predefined(&self, name: &[u8]) -> Option<Arc<CMap>> {
        if let Ok(known) = self.known.lock()
            && let Some(map) = known.get(name)
        {
            return map.clone();
        }
        let map = read_predefined(name).map(Arc::new);
        if let Ok(mut known) = self.known.lock() {
            known.insert(name.to_vec(), map.clone());
        }
        map
    }
}

fn read_predefined(name: &[u8]) -> Option<CMap> {
    match name {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        _ => CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded),
    }
}

/// A map that stands in the file.
pub(super) fn read_embedded(bytes: &[u8]) -> Option<CMap> {
    CMap::parse(bytes, load_embedded)
}

/// How the bytes of a string are cut into codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cutting {
    /// Two bytes each.
    Pairs,
    /// Two bytes each; four where the first two are a high surrogate.
    Utf16,
    /// As UTF-8 is cut.
    Utf8,
    /// Four bytes each.
    Utf32,
    /// As Shift_JIS is cut.
    ShiftJis,
    /// As EUC is cut: from 0x80 on, two bytes.
    Euc,
    /// By the ranges of codes that an embedded map declares.
    Ranges(Vec<CodeRange>),
}

/// Codes of some length, each byte of which lies between those of two codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodeRange {
    pub(super) low: Vec<u8>,
    pub(super) high: Vec<u8>,
}

impl Cutting {
    /// How the predefined map of that name cuts.
    pub(super) fn of_name(name: &[u8]) -> Self {
        let has = |part: &[u8]| memchr::memmem::find(name, part).is_some();
        if has(b"UTF16") {
            Self::Utf16
        } else if has(b"UTF8") {
            Self::Utf8
        } else if has(b"UTF32") {
            Self::Utf32
        } else if has(b"RKSJ") {
            Self::ShiftJis
        } else if has(b"EUC") || has(b"GBK") || has(b"B5") || has(b"UHC") || has(b"GBpc") {
            Self::Euc
        } else {
            Self::Pairs
        }
    }

    /// The first code and its length.
    pub(super) fn next(&self, bytes: &[u8]) -> (u32, usize) {
        let first = bytes.first().copied().unwrap_or(0);
        let length = match self {
            Self::Pairs => 2,
            Self::Utf16 if (0xD8..=0xDB).contains(&first) => 4,
            Self::Utf16 => 2,
            Self::Utf8 => match first {
                0..=0xBF => 1,
                0xC0..=0xDF => 2,
                0xE0..=0xEF => 3,
                _ => 4,
            },
            Self::Utf32 => 4,
            Self::ShiftJis => match first {
                0x81..=0x9F | 0xE0..=0xFC => 2,
                _ => 1,
            },
            Self::Euc => match first {
                0..=0x80 | 0xFF => 1,
                _ => 2,
            },
            Self::Ranges(ranges) => ranges_length(ranges, bytes),
        };
        let length = length.min(bytes.len()).max(1);
        (code_of(bytes.get(..length).unwrap_or_default()), length)
    }
}

/// Length of the first code: that of the range which holds it, else that of the range whose first byte fits, else
/// that of the shortest range (Adobe technical note 5014, 7.2).
fn ranges_length(ranges: &[CodeRange], bytes: &[u8]) -> usize {
    let fits = |range: &CodeRange, count: usize| {
        let pairs = range.low.iter().zip(&range.high).take(count);
        bytes.len() >= count && pairs.zip(bytes).all(|((low, high), byte)| (low..=high).contains(&byte))
    };
    let whole = ranges.iter().filter(|range| fits(range, range.low.len())).map(|range| range.low.len()).min();
    let begun = || ranges.iter().filter(|range| fits(range, 1)).map(|range| range.low.len()).min();
    whole.or_else(begun).or_else(|| ranges.iter().map(|range| range.low.len()).min()).unwrap_or(1)
}

pub(super) fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| (code << 8) | u32::from(*byte))
}

/// Most ranges read of one map: predefined ones have up to ten.
const MAX_RANGES: usize = 256;

/// The ranges of codes that an embedded map declares.
pub(super) fn code_ranges(map: &[u8]) -> Vec<CodeRange> {
    let mut ranges = Vec::new();
    let mut rest = map;
    while let Some(at) = memchr::memmem::find(rest, b"begincodespacerange") {
        let after = rest.get(at + "begincodespacerange".len()..).unwrap_or_default();
        let end = memchr::memmem::find(after, b"endcodespacerange").unwrap_or(after.len());
        let mut strings = hex_strings(after.get(..end).unwrap_or_default()).into_iter();
        while let (Some(low), Some(high)) = (strings.next(), strings.next()) {
            let usable = !low.is_empty() && low.len() == high.len() && low.len() <= 4;
            if usable && ranges.len() < MAX_RANGES {
                ranges.push(CodeRange { low, high });
            }
        }
        rest = after.get(end..).unwrap_or_default();
    }
    ranges
}

/// The contents of `<…>` in some bytes.
fn hex_strings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for part in bytes.split(|byte| *byte == b'<').skip(1) {
        let digits: Vec<u8> =
            part.iter().take_while(|byte| **byte != b'>').filter_map(|byte| hex_digit(*byte)).collect();
        found.push(
            digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect(),
        );
        if found.len() > 2 * MAX_RANGES {
            break;
        }
    }
    found
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_shift_jis_and_utf16() {
        assert_eq!(Cutting::of_name(b"90ms-RKSJ-H").next(b"\x8F\xF4\x41"), (0x8FF4, 2));
        assert_eq!(Cutting::of_name(b"90ms-RKSJ-H").next(b"\xB1\xF4"), (0xB1, 1));
        assert_eq!(Cutting::of_name(b"UniJIS-UTF16-H").next(b"\xD8\x40\xDC\x0B\0"), (0xD840_DC0B, 4));
        assert_eq!(Cutting::of_name(b"H").next(b"\x30"), (0x30, 1));
    }

    #[test]
    fn cuts_by_declared_ranges() {
        let ranges = code_ranges(b"2 begincodespacerange <00> <80>\n<8140> <9ffc> endcodespacerange");
        assert_eq!(ranges.len(), 2);
        let cutting = Cutting::Ranges(ranges);
        assert_eq!(cutting.next(b"\x41\x42"), (0x41, 1));
        assert_eq!(cutting.next(b"\x82\xA0"), (0x82A0, 2));
        assert_eq!(cutting.next(b"\xFF\xA0"), (0xFF, 1));
    }

    #[test]
    fn knows_the_predefined_maps() {
        let maps = CMaps::default();
        let map = maps.predefined(b"90ms-RKSJ-H").expect("a predefined map");
        assert_eq!(map.lookup_cid_code(0x82A0, 2), Some(843));
        assert!(maps.predefined(b"no-such-map").is_none());
    }
}

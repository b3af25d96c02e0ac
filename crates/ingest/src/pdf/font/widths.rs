//! Widths of the glyphs of a composite font.

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Object};

/// Highest CID (ISO 32000-1, annex C).
const MAX_CID: u32 = 65_535;

/// Values by CID: single ones, and ranges that share one. Later entries win.
#[derive(Debug)]
struct ByCid<V> {
    single: HashMap<u32, (usize, V)>,
    ranges: Vec<(u32, u32, usize, V)>,
    entries: usize,
    /// Most single values and ranges.
    most: usize,
    /// There were more.
    is_cut: bool,
}

impl<V: Copy> ByCid<V> {
    fn new(most: usize) -> Self {
        Self { single: HashMap::new(), ranges: Vec::new(), entries: 0, most, is_cut: false }
    }

    /// May one more be taken?
    fn has_room(&mut self) -> bool {
        let room = self.entries < self.most;
        self.is_cut |= !room;
        room
    }

    fn put(&mut self, cid: u32, value: V) {
        if cid <= MAX_CID && self.has_room() {
            self.entries += 1;
            self.single.insert(cid, (self.entries, value));
        }
    }

    fn put_range(&mut self, first: u32, last: u32, value: V) {
        if first <= last && first <= MAX_CID && self.has_room() {
            self.entries += 1;
            self.ranges.push((first, last.min(MAX_CID), self.entries, value));
        }
    }

    fn get(&self, cid: u32) -> Option<V> {
        let single = self.single.get(&cid).copied();
        let range = self.ranges.iter().rev().find(|(first, last, _, _)| (*first..=*last).contains(&cid));
        match (single, range) {
            (Some((entry, value)), Some((_, _, other, _))) if entry > *other => Some(value),
            (_, Some((_, _, _, value))) => Some(*value),
            (Some((_, value)), None) => Some(value),
            (None, None) => None,
        }
    }
}

/// Widths, heights and vertical origins, ems.
#[derive(Debug)]
pub(super) struct Widths {
    default: f64,
    across: ByCid<f64>,
    default_down: (f64, f64),
    down: ByCid<[f64; 3]>,
}

impl Widths {
    /// The widths that the dictionary of a CID font gives, at most so many ranges and single ones.
    pub(super) fn read(font: &Dict<'_>, is_vertical: bool, most: u32) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let mut widths = Self {
            default: font.get::<f64>(b"DW".as_slice()).unwrap_or(1000.0) / 1000.0,
            across: ByCid::new(most),
            default_down: (0.88, -1.0),
            down: ByCid::new(most),
        };
        if let Some(array) = font.get::<Array<'_>>(b"W".as_slice()) {
            widths.read_across(&array);
        }
        if is_vertical {
            if let Some([y, height]) = font.get::<[f64; 2]>(b"DW2".as_slice()) {
                widths.default_down = (y / 1000.0, height / 1000.0);
            }
            if let Some(array) = font.get::<Array<'_>>(b"W2".as_slice()) {
                widths.read_down(&array);
            }
        }
        widths
    }

    fn read_across(&mut self, array: &Array<'_>) {
        let mut items = array.iter::<Object<'_>>();
        while let Some(first) = items.next().as_ref().and_then(cid)
            && !self.across.is_cut
        {
            match items.next() {
                Some(Object::Array(list)) => {
                    for (cid, width) in (first..=MAX_CID).zip(list.iter::<f64>()) {
                        self.across.put(cid, width / 1000.0);
                    }
                }
                Some(last) => {
                    let (Some(last), Some(Object::Number(width))) = (cid(&last), items.next()) else {
                        return;
                    };
                    self.across.put_range(first, last, width.as_f64() / 1000.0);
                }
                None => return,
            }
        }
    }

    fn read_down(&mut self, array: &Array<'_>) {
        let mut items = array.iter::<Object<'_>>();
        while let Some(first) = items.next().as_ref().and_then(cid)
            && !self.down.is_cut
        {
            match items.next() {
                Some(Object::Array(list)) => {
                    let mut numbers = list.iter::<f64>().map(|number| number / 1000.0);
                    for cid in first..=MAX_CID {
                        let (Some(height), Some(x), Some(y)) =
                            (numbers.next(), numbers.next(), numbers.next())
                        else {
                            break;
                        };
                        self.down.put(cid, [height, x, y]);
                    }
                }
                Some(last) => {
                    let numbers: Vec<f64> = items
                        .by_ref()
                        .take(3)
                        .filter_map(|item| item.into_number().map(|number| number.as_f64() / 1000.0))
                        .collect();
                    let (Some(last), [height, x, y]) = (cid(&last), numbers.as_slice()) else { return };
                    self.down.put_range(first, last, [*height, *x, *y]);
                }
                None => return,
            }
        }
    }

    /// Does the font give more of them than were read?
    pub(super) fn is_cut(&self) -> bool {
        self.across.is_cut || self.down.is_cut
    }

    /// Width of a glyph.
    pub(super) fn across(&self, cid: u32) -> f64 {
        self.across.get(cid).unwrap_or(self.default)
    }

    /// Height of a glyph, downwards negative, and its vertical origin.
    pub(super) fn down(&self, cid: u32) -> (f64, (f64, f64)) {
        match self.down.get(cid) {
            Some([height, x, y]) => (height, (x, y)),
            None => (self.default_down.1, (self.across(cid) / 2.0, self.default_down.0)),
        }
    }
}

/// A CID among the entries; ones above the highest are clamped.
fn cid(object: &Object<'_>) -> Option<u32> {
    let Object::Number(number) = object else { return None };
    Some(u32::try_from(number.as_i64().max(0)).unwrap_or(u32::MAX).min(MAX_CID + 1))
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::FromBytes;

    use super::*;

    #[test]
    fn reads_lists_and_ranges_and_clamps_them() {
        let dict =
            Dict::from_bytes(b"<< /DW 500 /W [1 [250 300] 10 4000000000 600 12 [700]] >>").expect("a dict");
        let widths = Widths::read(&dict, false, 10);
        assert_eq!([0, 1, 2, 11, 12, 65_535].map(|cid| widths.across(cid)), [0.5, 0.25, 0.3, 0.6, 0.7, 0.6]);
    }

    #[test]
    fn vertical_origins_default_to_the_middle_of_the_top() {
        let dict = Dict::from_bytes(b"<< /W [5 [600]] /W2 [7 8 -500 250 770] >>").expect("a dict");
        let widths = Widths::read(&dict, true, 10);
        assert_eq!(widths.down(5), (-1.0, (0.3, 0.88)));
        assert_eq!(widths.down(8), (-0.5, (0.25, 0.77)));
    }
}

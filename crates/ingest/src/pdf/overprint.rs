//! Text that is drawn twice to look bold is read once.

use document_model::{Glyph, Page, Visibility};
use rustc_hash::FxHashMap;

/// How far apart two prints of one character may lie, ems.
///
/// Word and Ichitaro print bold text of fonts without a bold face again 0.02 to 0.05 em to the right; shadows lie up
/// to 0.1 em away. The narrowest characters that really follow themselves, `ll` and `..`, are 0.2 em apart.
const DISTANCE: f64 = 0.1;

/// The characters of a page by place, to find those that stand there already.
#[derive(Debug, Default)]
pub(super) struct Overprints {
    /// The entry last made for each cell of the grid.
    cells: FxHashMap<Cell, u32>,
    entries: Vec<Entry>,
}

/// Character, or code where that is unknown, size, and place in a grid of twice the distance.
type Cell = (u32, i32, i32, i32);

/// A glyph, and the entry made before for the same cell.
#[derive(Debug)]
struct Entry {
    glyph: u32,
    before: Option<u32>,
}

/// Entries of a cell that are looked at. Cells of text have one or two; files made to be slow could have thousands.
const MAX_ENTRIES: u32 = 32;

/// Added to codes, so that they differ from all characters.
const CODES: u32 = 0x8000_0000;

impl Overprints {
    /// Takes note of the last glyph of the page. Tells whether the same was printed there before: then the earlier one
    /// has taken over its colour, since what is printed last is seen.
    pub(super) fn is_repeated(&mut self, page: &mut Page) -> bool {
        let Some((glyph, earlier)) = page.glyphs.split_last_mut() else { return false };
        let text = page.text.get(glyph.range.start..glyph.range.end).unwrap_or_default();
        let Some(character) = text.chars().next().filter(|character| !character.is_whitespace()) else {
            return false;
        };
        let what = if character == '\u{fffd}' { glyph.code | CODES } else { u32::from(character) };
        let reach = DISTANCE * glyph.size;
        if reach <= 0.0 {
            return false;
        }
        let scale = 0.5 / reach;
        let cell = |x: f64, y: f64| (what, whole(glyph.size * 20.0), whole(x * scale), whole(y * scale));
        let (x, y) = (glyph.origin.x, glyph.origin.y);
        let around = [
            cell(x - reach, y - reach),
            cell(x + reach, y - reach),
            cell(x - reach, y + reach),
            cell(x + reach, y + reach),
        ];
        for (index, key) in around.iter().enumerate() {
            if around.iter().take(index).any(|before| before == key) {
                continue;
            }
            let mut next = self.cells.get(key).copied();
            let mut left = MAX_ENTRIES;
            while left > 0
                && let Some(entry) = next.and_then(|entry| self.entries.get(index_of(entry)))
            {
                (next, left) = (entry.before, left - 1);
                let Some(other) = earlier.get_mut(index_of(entry.glyph)) else { continue };
                let same = page.text.get(other.range.start..other.range.end) == Some(text);
                if same && is_over(other, glyph, reach) {
                    take_over(other, glyph);
                    return true;
                }
            }
        }
        let entry = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let before = self.cells.insert(cell(x, y), entry);
        self.entries.push(Entry { glyph: u32::try_from(earlier.len()).unwrap_or(u32::MAX), before });
        false
    }
}

fn index_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn is_over(one: &Glyph, other: &Glyph, reach: f64) -> bool {
    (one.origin.x - other.origin.x).hypot(one.origin.y - other.origin.y) <= reach
        && one.direction.x * other.direction.x + one.direction.y * other.direction.y > 0.9
}

/// What is seen of two prints of one character is the later one, unless that is invisible.
fn take_over(first: &mut Glyph, second: &Glyph) {
    if second.visibility == Visibility::Visible || first.visibility != Visibility::Visible {
        first.fill = second.fill;
        first.visibility = second.visibility;
        first.mode = second.mode;
    }
}

/// The next whole number below. Places beyond its range share the last cell.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which only makes a cell fuller")]
fn whole(value: f64) -> i32 {
    let cut = value as i32;
    if f64::from(cut) > value { cut.saturating_sub(1) } else { cut }
}

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
    /// Glyphs of a cell; nearly always one.
    cells: FxHashMap<Cell, Vec<u32>>,
}

/// Character, code where that is unknown, size, and place in a grid of twice the distance.
type Cell = (char, u32, i64, i64, i64);

impl Overprints {
    /// Takes note of the last glyph of the page. Tells whether the same was printed there before: then the earlier one
    /// has taken over its colour, since what is printed last is seen.
    pub(super) fn is_repeated(&mut self, page: &mut Page) -> bool {
        let Some((glyph, earlier)) = page.glyphs.split_last_mut() else { return false };
        let text = page.text.get(glyph.range.start..glyph.range.end).unwrap_or_default();
        let Some(character) = text.chars().next().filter(|character| !character.is_whitespace()) else {
            return false;
        };
        let code = if character == '\u{fffd}' { glyph.code } else { 0 };
        let reach = DISTANCE * glyph.size;
        if reach <= 0.0 {
            return false;
        }
        let cell = |x: f64, y: f64| {
            let number = |value: f64| whole(value / (2.0 * reach));
            (character, code, whole(glyph.size * 20.0), number(x), number(y))
        };
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
            for number in self.cells.get(key).map(Vec::as_slice).unwrap_or_default() {
                let Some(other) = usize::try_from(*number).ok().and_then(|number| earlier.get_mut(number))
                else {
                    continue;
                };
                let same = page.text.get(other.range.start..other.range.end) == Some(text);
                if same && is_over(other, glyph, reach) {
                    take_over(other, glyph);
                    return true;
                }
            }
        }
        let number = u32::try_from(earlier.len()).unwrap_or(u32::MAX);
        self.cells.entry(cell(x, y)).or_default().push(number);
        false
    }
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

#[expect(clippy::cast_possible_truncation, reason = "places on a page are far below 2^63")]
fn whole(value: f64) -> i64 {
    value.floor() as i64
}

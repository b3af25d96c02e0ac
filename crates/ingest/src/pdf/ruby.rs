//! Ruby: small kana beside kanji that tell how these are read.

use document_model::{Glyph, Page, Visibility};

/// Largest size of ruby, in sizes of the characters it belongs to: it is half as large, in some styles a little more.
const LARGEST: f64 = 0.62;

/// Smallest size of ruby, in sizes of the characters it belongs to.
const SMALLEST: f64 = 0.25;

/// How far the middle of ruby lies from the middle of its characters, across the line, in sizes of the characters.
///
/// Set tightly, half a character and half of the ruby: 0.75; a line of small text above a heading keeps 0.2 more.
const APART: std::ops::RangeInclusive<f64> = 0.6..=0.95;

/// How far ruby may stand over the ends of its characters, in sizes of the characters.
const OVERHANG: f64 = 0.75;

/// Comparisons made on one page at most.
const MAX_COMPARISONS: usize = 20_000_000;

/// Marks ruby among the glyphs of a page.
pub(super) fn mark_ruby(page: &mut Page) {
    let kanji = kanji_of(page);
    let largest = kanji.iter().map(|one| one.size).fold(0.0, f64::max);
    let mut left = MAX_COMPARISONS;
    for (from, to) in kana_runs(page, largest) {
        let run = page.glyphs.get(from..to).unwrap_or_default();
        if run.iter().all(|glyph| stands_by_kanji(glyph, &kanji, &mut left)) {
            for glyph in page.glyphs.get_mut(from..to).unwrap_or_default() {
                glyph.ruby = true;
            }
        }
    }
}

/// A kanji, in the coordinates of its line.
#[derive(Debug, Clone, Copy)]
struct Kanji {
    along: (f64, f64),
    across: f64,
    size: f64,
    vertical: bool,
}

/// Middle across the line, the way in which ruby stands being negative, and the stretch along it.
fn in_line(glyph: &Glyph) -> (f64, (f64, f64)) {
    let middle = glyph.bbox.center();
    if glyph.vertical {
        (-middle.x, (glyph.bbox.y0, glyph.bbox.y1))
    } else {
        (middle.y, (glyph.bbox.x0, glyph.bbox.x1))
    }
}

/// The kanji of the page, those of higher lines first.
fn kanji_of(page: &Page) -> Vec<Kanji> {
    let is_kanji = |glyph: &&Glyph| {
        upright(glyph)
            && page.text_of(glyph).chars().next().is_some_and(
                |c| matches!(c, '\u{3400}'..='\u{9fff}' | '々' | '\u{f900}'..='\u{faff}' | '\u{20000}'..),
            )
    };
    let mut found: Vec<Kanji> = page
        .glyphs
        .iter()
        .filter(is_kanji)
        .map(|glyph| {
            let (across, along) = in_line(glyph);
            Kanji { along, across, size: glyph.size, vertical: glyph.vertical }
        })
        .collect();
    found.sort_by(|one, other| one.across.total_cmp(&other.across));
    found
}

fn upright(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Visible
        && if glyph.vertical { glyph.direction.y > 0.99 } else { glyph.direction.x > 0.99 }
}

/// Runs of small kana that nothing else continues, as indices from and to.
fn kana_runs(page: &Page, largest: f64) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = 0;
    while let Some(first) = page.glyphs.get(start) {
        let mut end = start + 1;
        while let (Some(last), Some(next)) = (page.glyphs.get(end - 1), page.glyphs.get(end))
            && continues(last, next)
        {
            end += 1;
        }
        let run = page.glyphs.get(start..end).unwrap_or_default();
        let small = first.size <= largest * LARGEST;
        if small && run.iter().all(|glyph| upright(glyph) && page.text_of(glyph).chars().all(is_kana)) {
            runs.push((start, end));
        }
        start = end;
    }
    runs
}

fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Is it set in the same line and size, close by?
fn continues(last: &Glyph, next: &Glyph) -> bool {
    let (across, along) = in_line(last);
    let (next_across, next_along) = in_line(next);
    last.vertical == next.vertical
        && (last.size - next.size).abs() < last.size * 0.05
        && (across - next_across).abs() < last.size * 0.1
        && (next_along.0 - along.1).abs() < last.size * 2.0
}

fn stands_by_kanji(ruby: &Glyph, kanji: &[Kanji], left: &mut usize) -> bool {
    let (across, (from, to)) = in_line(ruby);
    let middle = f64::midpoint(from, to);
    let nearest = across + APART.start() * ruby.size / LARGEST;
    let farthest = across + APART.end() * ruby.size / SMALLEST;
    let first = kanji.partition_point(|one| one.across < nearest);
    for one in kanji.get(first..).unwrap_or_default() {
        if one.across > farthest {
            return false;
        }
        let Some(rest) = left.checked_sub(1) else { return false };
        *left = rest;
        let size = (SMALLEST..=LARGEST).contains(&(ruby.size / one.size));
        let apart = APART.contains(&((one.across - across) / one.size));
        let beside =
            middle >= one.along.0 - OVERHANG * one.size && middle <= one.along.1 + OVERHANG * one.size;
        if one.vertical == ruby.vertical && size && apart && beside {
            return true;
        }
    }
    false
}

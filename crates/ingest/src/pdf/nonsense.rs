//! Fonts whose codes decode to characters that cannot be what is printed.

use std::collections::BTreeSet;

use document_model::{Glyph, Page, SourceRange, UnicodeSource};
use rustc_hash::{FxHashMap, FxHashSet};

/// Different codes of a font on a page from which on its map can be judged.
const ENOUGH_CODES: usize = 12;

/// A map is wrong where it gives fewer different texts than this share of the different codes.
///
/// Real fonts give nearly one each; vertical forms and ligatures share a few.
const FEW_TEXTS: f64 = 0.34;

/// A map is wrong where it gives private or unassigned characters for more than this share of the codes.
const MANY_PRIVATE: f64 = 0.5;

/// Ideographs of a font on a page from which on their rarity can be judged.
const ENOUGH_IDEOGRAPHS: usize = 40;

/// Text is nonsense where more than this share of its ideographs is of the second level of JIS X 0208.
///
/// In plans of ministries, prefectures and towns it is below 2 %; among CIDs taken at random, half.
const MANY_RARE: f64 = 0.25;

/// CIDs of Adobe-Japan1 for the ideographs of the first and of the second level of JIS X 0208.
const FIRST_LEVEL: std::ops::RangeInclusive<u32> = 1125..=4089;
const SECOND_LEVEL: std::ops::RangeInclusive<u32> = 4090..=7477;

/// A map is wrong where it gives letters for that many codes whose glyphs are as wide as kanji, though such letters never are.
///
/// Ghostscript 10.00 maps the kana of some fonts to Latin letters by their low bytes: `デジタル` becomes `÷¸タû`.
const IMPOSSIBLE_CODES: usize = 2;

/// Width from which on a glyph is as wide as kanji, ems. Small letters with accents have 0.25 to 0.65.
const WIDE: f64 = 0.8;

/// Different Japanese texts of a font from which on its Latin letters can be compared with them.
const ENOUGH_JAPANESE: usize = 12;

/// What the glyphs of one font on a page have in common.
#[derive(Debug, Default)]
struct Tally {
    glyphs: usize,
    codes: FxHashMap<u32, bool>,
    texts: FxHashSet<String>,
    common: usize,
    rare: usize,
    /// Full-width cells whose CID is that of a half-width or proportional character.
    wide_latin: usize,
    latin: usize,
    japanese: FxHashSet<u32>,
    impossible: FxHashSet<u32>,
}

/// Makes the text of such fonts unknown; gives their names and how many glyphs lost their text.
pub(super) fn refuse(page: &mut Page) -> Vec<(String, usize)> {
    let mut tallies: Vec<Tally> = page.fonts.iter().map(|_| Tally::default()).collect();
    for glyph in &page.glyphs {
        if let Some(tally) = index(glyph).and_then(|index| tallies.get_mut(index)) {
            tally.count(glyph, page.text_of(glyph));
        }
    }
    let wrong: BTreeSet<usize> =
        tallies.iter().enumerate().filter(|(_, tally)| tally.is_nonsense()).map(|(index, _)| index).collect();
    if wrong.is_empty() {
        return Vec::new();
    }
    let named = |index: &usize| {
        let name = page.fonts.get(*index).map(|font| font.name.clone()).unwrap_or_default();
        (name, tallies.get(*index).map_or(0, |tally| tally.glyphs))
    };
    let names = wrong.iter().map(named).collect();
    forget(page, &wrong);
    names
}

fn index(glyph: &Glyph) -> Option<usize> {
    usize::try_from(glyph.font.0).ok()
}

impl Tally {
    fn count(&mut self, glyph: &Glyph, text: &str) {
        let mapped = matches!(
            glyph.unicode,
            UnicodeSource::ToUnicode | UnicodeSource::Collection | UnicodeSource::FontProgram
        );
        if !mapped {
            return;
        }
        self.glyphs += 1;
        if self.codes.len() < 4096 && !self.codes.contains_key(&glyph.code) {
            self.codes.insert(glyph.code, text.chars().all(is_private));
            self.texts.insert(text.to_owned());
            if text.chars().all(is_japanese) {
                self.japanese.insert(glyph.code);
            }
        }
        if glyph.unicode == UnicodeSource::ToUnicode
            && self.impossible.len() < IMPOSSIBLE_CODES
            && text.chars().all(is_never_wide)
            && !glyph.vertical
            && glyph.advance.x.hypot(glyph.advance.y) >= WIDE * glyph.size
        {
            self.impossible.insert(glyph.code);
        }
        if glyph.unicode == UnicodeSource::Collection {
            self.common += usize::from(FIRST_LEVEL.contains(&glyph.cid));
            self.rare += usize::from(SECOND_LEVEL.contains(&glyph.cid));
            if (1..=389).contains(&glyph.cid) {
                self.latin += 1;
                let along = glyph.advance.x.hypot(glyph.advance.y);
                self.wide_latin += usize::from(!glyph.vertical && along > 0.97 * glyph.size);
            }
        }
    }

    fn is_nonsense(&self) -> bool {
        let share = |part: usize, whole: usize| count(part) / count(whole.max(1));
        if self.impossible.len() >= IMPOSSIBLE_CODES && self.japanese.len() >= ENOUGH_JAPANESE {
            return true;
        }
        let codes = self.codes.len();
        if codes >= ENOUGH_CODES {
            let private = self.codes.values().filter(|private| **private).count();
            if share(self.texts.len(), codes) < FEW_TEXTS || share(private, codes) > MANY_PRIVATE {
                return true;
            }
        }
        let rare = self.common + self.rare >= ENOUGH_IDEOGRAPHS
            && share(self.rare, self.common + self.rare) > MANY_RARE;
        let wide = self.latin >= ENOUGH_IDEOGRAPHS && share(self.wide_latin, self.latin) > 0.5;
        rare || wide
    }
}

/// Small counts as numbers to divide.
#[expect(clippy::cast_precision_loss, reason = "counts of glyphs are far below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) || character.is_control()
}

/// Is it a kana or an ideograph?
fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Is it a small letter with an accent or a small sign, which no font draws as wide as a kanji? `æ`, `œ` and `ŵ` are
/// wide.
fn is_never_wide(character: char) -> bool {
    let letter = matches!(character, 'ß'..='ſ') && character.is_lowercase();
    letter && !matches!(character, 'æ' | 'œ' | 'ŵ' | 'ĳ') || matches!(character, 'ª' | 'º' | '¸' | '«' | '»')
}

/// Puts U+FFFD in place of the text of the glyphs of some fonts.
fn forget(page: &mut Page, fonts: &BTreeSet<usize>) {
    let old = std::mem::take(&mut page.text);
    page.text.reserve(old.len());
    for glyph in &mut page.glyphs {
        let start = page.text.len();
        let said = old.get(glyph.range.start..glyph.range.end).unwrap_or_default();
        let known = matches!(glyph.unicode, UnicodeSource::ActualText | UnicodeSource::Unknown);
        if known || !index(glyph).is_some_and(|index| fonts.contains(&index)) {
            page.text.push_str(said);
        } else {
            page.text.push('\u{fffd}');
            glyph.unicode = UnicodeSource::Unknown;
        }
        glyph.range = SourceRange::new(start, page.text.len());
    }
}

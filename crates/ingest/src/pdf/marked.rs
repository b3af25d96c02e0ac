//! Marked content: identifiers, replacement text, optional content.

use std::sync::Arc;

use document_model::{Page, SourceRange, UnicodeSource};
use hayro_syntax::object::{Dict, Name, String as PdfString};

use super::strings;

/// The marked-content sequences that are open (ISO 32000-1, 14.6).
#[derive(Debug, Default)]
pub(super) struct MarkedContent {
    open: Vec<Sequence>,
    /// Sequences opened beyond the limit, which are only counted.
    beyond: usize,
}

/// A marked-content sequence.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pub(super) identifier: Option<i32>,
    /// Text that stands for what the sequence shows, and the first glyph of it.
    pub(super) actual: Option<(Arc<str>, usize)>,
    pub(super) is_switched_off: bool,
}

/// Most sequences open at once; tagged files open fewer than ten.
const MAX_OPEN: usize = 256;

impl MarkedContent {
    pub(super) fn push(&mut self, sequence: Sequence) {
        if self.open.len() < MAX_OPEN {
            self.open.push(sequence);
        } else {
            self.beyond += 1;
        }
    }

    pub(super) fn pop(&mut self) -> Option<Sequence> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        self.open.pop()
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost identifier.
    pub(super) fn identifier(&self) -> Option<i32> {
        self.open.iter().rev().find_map(|sequence| sequence.identifier)
    }

    pub(super) fn is_switched_off(&self) -> bool {
        self.open.iter().any(|sequence| sequence.is_switched_off)
    }
}

/// Longest replacement text believed, bytes: a paragraph. Longer ones stand for figures, not for glyphs.
const MAX_ACTUAL: usize = 4_000;

/// What the properties of a sequence say, except for optional content.
pub(super) fn sequence_of(properties: &Dict<'_>, first_glyph: usize) -> Sequence {
    let actual = properties
        .get::<PdfString<'_>>(b"ActualText".as_slice())
        .filter(|text| text.as_bytes().len() <= MAX_ACTUAL)
        .map(|text| (strings::text(text.as_bytes()).into(), first_glyph));
    Sequence { identifier: properties.get::<i32>(b"MCID".as_slice()), actual, is_switched_off: false }
}

/// Is it the tag of optional content?
pub(super) fn is_optional(tag: &Name<'_>) -> bool {
    tag.as_ref() == b"OC"
}

/// Puts replacement text in place of what the glyphs from `first` on say.
///
/// As many characters as glyphs go one to each. Otherwise the first glyph gets all of it, and the others nothing.
/// Glyphs that already say the same, blanks aside, keep their own text.
pub(super) fn replace_text(page: &mut Page, actual: &str, first: usize) {
    let Some(glyphs) = page.glyphs.get(first..) else { return };
    let Some(start) = glyphs.first().map(|glyph| glyph.range.start) else { return };
    let said = page.text.get(start..).unwrap_or_default();
    let actual: String = actual.chars().filter(|character| !character.is_control()).collect();
    if without_blanks(said).eq(without_blanks(&actual)) {
        return;
    }
    let one_each = actual.chars().count() == glyphs.len();
    page.text.truncate(start);
    let mut rest = actual.chars();
    for (index, glyph) in page.glyphs.iter_mut().skip(first).enumerate() {
        let from = page.text.len();
        if one_each {
            page.text.extend(rest.next());
        } else if index == 0 {
            page.text.push_str(&actual);
        }
        glyph.range = SourceRange::new(from, page.text.len());
        glyph.unicode = UnicodeSource::ActualText;
    }
}

fn without_blanks(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_beyond_the_limit_are_counted() {
        let mut marked = MarkedContent::default();
        for _ in 0..MAX_OPEN + 3 {
            marked.push(Sequence { identifier: Some(1), ..Sequence::default() });
        }
        for _ in 0..3 {
            assert!(marked.pop().is_none());
        }
        assert_eq!(marked.depth(), MAX_OPEN);
        assert_eq!(marked.identifier(), Some(1));
    }
}

//! Text as the parsers see it: folded characters without blanks, each with its place in the source.

use std::ops::Range;

use crate::text::spaces::{is_blank, is_line_end};
use crate::text::width::{Folded, expansion, fold_char, is_plain, voiced};

/// What stood before a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing: the character touches the one before it.
    None,
    /// Blanks.
    Blank,
    /// A line end or a tab; also before the first and behind the last character.
    Break,
}

/// A folded character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) c: char,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) gap: Gap,
}

/// The characters of a text.
pub(crate) struct Glyphs {
    list: Vec<Glyph>,
}

impl Glyphs {
    /// Reads a text: widths, radicals, brackets, waves and dashes are folded, item marks stay.
    pub(crate) fn scan(text: &str) -> Self {
        let mut list: Vec<Glyph> = Vec::with_capacity(text.len() / 2);
        let mut gap = Gap::Break;
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            if is_plain(c) {
                list.push(Glyph { c: for_parsing(c), start, end, gap });
                gap = Gap::None;
                continue;
            }
            if is_blank(c) {
                let wide = is_line_end(c) || c == '\t';
                gap = gap.max(if wide { Gap::Break } else { Gap::Blank });
                continue;
            }
            let mut push = |list: &mut Vec<Glyph>, c: char| {
                list.push(Glyph { c: for_parsing(c), start, end, gap });
                gap = Gap::None;
            };
            if !c.is_ascii()
                && let Some(last) = list.last_mut()
                && let Some(composed) = voiced(last.c, c)
            {
                (last.c, last.end) = (composed, end);
                continue;
            }
            match fold_char(c) {
                Folded::Same => push(&mut list, c),
                Folded::One(folded) => push(&mut list, folded),
                Folded::Many => expansion(c).for_each(|c| push(&mut list, c)),
                Folded::Nothing => {}
            }
        }
        Self { list }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The character at `index`, NUL beyond the ends.
    pub(crate) fn at(&self, index: usize) -> char {
        self.list.get(index).map_or('\0', |glyph| glyph.c)
    }

    /// The character before `index`, NUL at the start.
    pub(crate) fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |index| self.at(index))
    }

    /// The gap before the character at `index`.
    pub(crate) fn gap(&self, index: usize) -> Gap {
        self.list.get(index).map_or(Gap::Break, |glyph| glyph.gap)
    }

    /// Whether the character at `index` touches the one before it.
    pub(crate) fn tight(&self, index: usize) -> bool {
        self.gap(index) == Gap::None
    }

    /// Bytes of the source from character `from` up to character `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.list.get(from).or(self.list.last()).map_or(0, |glyph| glyph.start);
        let end = to.checked_sub(1).and_then(|last| self.list.get(last)).map_or(start, |glyph| glyph.end);
        start..end.max(start)
    }

    /// The characters from `from` up to `to`, without blanks.
    pub(crate) fn string(&self, from: usize, to: usize) -> String {
        self.list.get(from..to.min(self.len())).unwrap_or_default().iter().map(|glyph| glyph.c).collect()
    }

    /// Whether `word` stands at `index`; blanks inside it do not matter, line ends do.
    pub(crate) fn starts(&self, index: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, c)| {
            self.at(index + offset) == c && (offset == 0 || self.gap(index + offset) != Gap::Break)
        })
    }

    /// The end of `word` if it stands at `index`.
    pub(crate) fn after(&self, index: usize, word: &str) -> Option<usize> {
        let mut at = index;
        for c in word.chars() {
            if self.at(at) != c || (at > index && self.gap(at) == Gap::Break) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The end of the first of `words` that stands at `index`.
    pub(crate) fn after_any(&self, index: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.after(index, word))
    }

    /// The start of `word` if it ends before `index`.
    pub(crate) fn ends(&self, index: usize, word: &str) -> Option<usize> {
        if !word.ends_with(self.before(index)) {
            return None;
        }
        let start = index.checked_sub(word.chars().count())?;
        self.starts(start, word).then_some(start)
    }

    /// The index of the first character that starts at or behind a byte of the source.
    pub(crate) fn index_at(&self, byte: usize) -> usize {
        self.list.partition_point(|glyph| glyph.start < byte)
    }
}

fn for_parsing(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '～' | '〜' | '∼' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' => '-',
        '，' => ',',
        '．' => '.',
        _ => c,
    }
}

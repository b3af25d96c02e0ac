//! A text as the names are looked up in it: folded, without blanks, with the way back.

use std::ops::Range;

use crate::text::spaces::{is_blank, is_line_end};
use crate::text::width::{Folded, expansion, fold_char, is_plain, voiced};

/// A folded text. Line ends and tabs stay, as a line end each: no name runs over them.
#[derive(Default)]
pub(super) struct Key {
    pub(super) text: String,
    runs: Vec<Run>,
}

/// A part of the key and the part of the source that it was made from.
struct Run {
    key: usize,
    source: usize,
    source_end: usize,
    /// Whether both parts are the same bytes.
    copied: bool,
}

impl Key {
    pub(super) fn of(text: &str) -> Self {
        let mut key = Self { text: String::with_capacity(text.len()), runs: Vec::new() };
        let mut at = 0;
        while let Some(rest) = text.get(at..) {
            let plain = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
            if plain > 0 {
                key.runs.push(Run { key: key.text.len(), source: at, source_end: at + plain, copied: true });
                key.text.push_str(rest.get(..plain).unwrap_or_default());
            }
            at += plain;
            let Some(c) = rest.get(plain..).and_then(|rest| rest.chars().next()) else { break };
            key.other(c, at);
            at += c.len_utf8();
        }
        key
    }

    fn other(&mut self, c: char, at: usize) {
        let end = at + c.len_utf8();
        if is_line_end(c) || c == '\t' {
            return self.push('\n', at..end);
        }
        // Selectors choose a form of the ideograph before them, which is the same one.
        if is_blank(c) || matches!(c, '\u{e0100}'..='\u{e01ef}') {
            return;
        }
        if let Some(composed) = self.text.chars().next_back().and_then(|last| voiced(last, c)) {
            let start = self.source_start(self.text.len().saturating_sub(1));
            self.text.pop();
            self.cut();
            return self.push(composed, start..end);
        }
        match fold_char(c) {
            Folded::Same => self.push(c, at..end),
            Folded::One(folded) => self.push(folded, at..end),
            Folded::Many => expansion(c).for_each(|c| self.push(c, at..end)),
            Folded::Nothing => {}
        }
    }

    fn push(&mut self, c: char, source: Range<usize>) {
        self.runs.push(Run {
            key: self.text.len(),
            source: source.start,
            source_end: source.end,
            copied: false,
        });
        self.text.push(c);
    }

    /// Drops what of the runs lies behind the text.
    fn cut(&mut self) {
        let length = self.text.len();
        while self.runs.last().is_some_and(|run| run.key >= length) {
            self.runs.pop();
        }
        if let Some(run) = self.runs.last_mut().filter(|run| run.copied) {
            run.source_end = run.source + (length - run.key);
        }
    }

    fn run(&self, byte: usize) -> Option<(usize, &Run)> {
        let index = self.runs.partition_point(|run| run.key <= byte).checked_sub(1)?;
        Some((index, self.runs.get(index)?))
    }

    fn source_start(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte);
        self.run(byte)
            .map_or(0, |(_, run)| if run.copied { run.source + (byte - run.key) } else { run.source })
    }

    /// The bytes of the source for a range of the key that holds whole characters.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_start(range.start);
        let last = range.end.saturating_sub(1);
        let end = self.run(last).map_or(start, |(_, run)| {
            if run.copied { run.source + (range.end - run.key) } else { run.source_end }
        });
        start..end.max(start)
    }

    /// Whether the character at a place of the key touches the one before it in the source.
    pub(super) fn touches(&self, byte: usize) -> bool {
        match self.run(byte) {
            Some((_, run)) if byte > run.key => true,
            Some((index, run)) => index
                .checked_sub(1)
                .and_then(|before| self.runs.get(before))
                .is_some_and(|before| before.source_end == run.source),
            None => false,
        }
    }

    /// The character before a place.
    pub(super) fn before(&self, byte: usize) -> Option<char> {
        self.text.get(..byte)?.chars().next_back()
    }

    /// The text from a place on.
    pub(super) fn rest(&self, byte: usize) -> &str {
        self.text.get(byte..).unwrap_or_default()
    }
}

//! The decoded text, with what is known about it before it is read.

use std::ops::Range;

use memchr::memmem;

/// Characters that take no room and mean nothing here, beside the control characters.
const INVISIBLE: [char; 3] = ['\u{feff}', '\u{200b}', '\u{2060}'];

/// Line breaks inside a line of the file: the vertical tab and Unicode's separators.
const SOFT_BREAKS: [char; 3] = ['\u{b}', '\u{2028}', '\u{2029}'];

/// A decoded text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// Its characters.
    pub(crate) text: &'a str,
    /// It holds characters for which [`kind_of`] does not answer [`Kind::Text`], line ends aside.
    pub(crate) specials: bool,
}

/// What a character is to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Part of the text.
    Text,
    /// The line goes on below, in the same cell.
    SoftBreak,
    /// Without meaning and width: left out, and kept as markup.
    Ignored,
}

/// What this character is to a line.
pub(crate) fn kind_of(mark: char) -> Kind {
    match mark {
        '\n' | '\r' => Kind::SoftBreak,
        '\t' | '\u{c}' => Kind::Text,
        _ if SOFT_BREAKS.contains(&mark) => Kind::SoftBreak,
        _ if is_control(mark) || INVISIBLE.contains(&mark) => Kind::Ignored,
        _ => Kind::Text,
    }
}

/// A control character that no text file has a use for.
pub(crate) fn is_control(mark: char) -> bool {
    matches!(mark, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}')
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let controls = text.bytes().any(|byte| is_control(char::from(byte)) || byte == 0xb);
        let mut buffer = [0; 4];
        let specials = controls
            || INVISIBLE.iter().chain(&SOFT_BREAKS).any(|mark| {
                memmem::find(text.as_bytes(), mark.encode_utf8(&mut buffer).as_bytes()).is_some()
            });
        Self { text, specials }
    }

    /// The characters of a stretch; none where it is no stretch of this text.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The byte at this offset.
    pub(crate) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}

//! Cuts a stretch of the source into text, tags, comments and character references.

use memchr::memmem;

use super::elements::Effect;
use super::entities::entity_at;
use super::source::Source;
use super::tags::{Tag, tag_at};

/// A piece of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Characters as they stand.
    Text,
    /// A reference to this character.
    Reference(char),
    /// A tag of a known element.
    Tag(Tag<'a>),
    /// A comment, a declaration, a script: no text.
    Hidden,
}

/// Walks over a stretch of the source.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    source: Source<'a>,
    at: usize,
    end: usize,
    document: bool,
    /// The element whose content comes next and is no text.
    raw: Option<&'a str>,
    /// Ends that are known not to come any more, so that they are looked for only once.
    missing: Vec<&'a str>,
}

impl<'a> Tokens<'a> {
    /// The tokens of `start..end`; `document` where the text is an HTML document as a whole.
    pub(crate) fn new(source: Source<'a>, start: usize, end: usize, document: bool) -> Self {
        Self { source, at: start, end, document, raw: None, missing: Vec::new() }
    }

    /// Where the next token begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Length of the token at the start of `rest`, which begins with `<` or `&`.
    fn marked(&mut self, rest: &'a str) -> Option<(Token<'a>, usize)> {
        if let Some((meant, len)) = entity_at(rest) {
            return Some((Token::Reference(meant), len));
        }
        if let Some(tag) = tag_at(rest, self.document) {
            if tag.effect == Effect::Raw && !tag.closing {
                self.raw = Some(tag.name);
            }
            return Some((Token::Tag(tag), tag.len));
        }
        if rest.starts_with("<!--") {
            return self.up_to(rest, 4, "-->").map(|len| (Token::Hidden, len));
        }
        if self.document && (rest.starts_with("<!") || rest.starts_with("<?")) {
            return self.up_to(rest, 2, ">").map(|len| (Token::Hidden, len));
        }
        None
    }

    /// Length up to and with the first `closing` after `from`.
    fn up_to(&mut self, rest: &'a str, from: usize, closing: &'static str) -> Option<usize> {
        if self.missing.contains(&closing) {
            return None;
        }
        let found = memmem::find(rest.as_bytes().get(from..)?, closing.as_bytes());
        if found.is_none() {
            self.missing.push(closing);
        }
        found.map(|found| from + found + closing.len())
    }

    /// Length of the content of the element `name`, up to its closing tag.
    fn raw_len(&mut self, rest: &'a str, name: &'a str) -> usize {
        if self.missing.iter().any(|missing| missing.eq_ignore_ascii_case(name)) {
            return 0;
        }
        let closes = |at: &usize| {
            rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let found = memmem::find_iter(rest.as_bytes(), "</").find(closes);
        if found.is_none() {
            self.missing.push(name);
        }
        found.unwrap_or(0)
    }
}

impl<'a> Iterator for Tokens<'a> {
    /// The token, and where it begins and ends.
    type Item = (Token<'a>, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.source.slice(start..self.end);
        if rest.is_empty() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let len = self.raw_len(rest, name);
            if len > 0 {
                self.at = start + len;
                return Some((Token::Hidden, start, self.at));
            }
        }
        let (token, len) = match memchr::memchr2(b'<', b'&', rest.as_bytes()) {
            Some(0) => self.marked(rest).unwrap_or((Token::Text, 1)),
            Some(len) => (Token::Text, len),
            None => (Token::Text, rest.len()),
        };
        self.at = start + len;
        Some((token, start, self.at))
    }
}

//! Tags and comments: where they begin and end.
//!
//! Everything here looks forward from one `<` and stops at the next one, so that a text of nothing
//! but `<` is read in linear time.

use super::elements::{Effect, effect_of};

/// A tag of a known element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// What its element does.
    pub(crate) effect: Effect,
    /// It is a closing tag.
    pub(crate) closing: bool,
    /// Its name as written.
    pub(crate) name: &'a str,
    /// What stands between its name and its `>`.
    pub(crate) attributes: &'a str,
    /// Length in bytes, `<` and `>` counted.
    pub(crate) len: usize,
}

/// The tag at the start of `text`, which begins with `<`; `None` where that is no tag.
pub(crate) fn tag_at(text: &str, document: bool) -> Option<Tag<'_>> {
    let after = text.strip_prefix('<')?;
    let (closing, after) = match after.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, after),
    };
    if !after.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let name_len = after.bytes().position(|byte| {
        !(byte.is_ascii_alphanumeric() || (document && matches!(byte, b':' | b'-' | b'_')))
    })?;
    let (name, rest) = after.split_at_checked(name_len)?;
    let effect = effect_of(name, document)?;
    let attributes_len = attributes_len(rest)?;
    let (attributes, _) = rest.split_at_checked(attributes_len)?;
    if !document && !are_attributes(name, attributes) {
        return None;
    }
    let len = 1 + usize::from(closing) + name_len + attributes_len + 1;
    Some(Tag { effect, closing, name, attributes, len })
}

/// Length of what stands before the `>` that ends the tag; `None` where no `>` does.
fn attributes_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if !matches!(bytes.first()?, b'>' | b'/') && !bytes.first()?.is_ascii_whitespace() {
        return None;
    }
    let mut at = 0;
    loop {
        let found =
            at + bytes.get(at..)?.iter().position(|byte| matches!(byte, b'>' | b'<' | b'"' | b'\''))?;
        match bytes.get(found)? {
            b'>' => return Some(found),
            b'<' => return None,
            quote => {
                let open = found + 1;
                at = open + memchr::memchr(*quote, bytes.get(open..)?)? + 1;
            }
        }
    }
}

/// Does this look like attributes rather than prose (`<b and c>`)?
///
/// One-letter names need every attribute to have a value; names are ASCII throughout.
fn are_attributes(name: &str, text: &str) -> bool {
    let short = name.len() == 1;
    Attributes::of(text).all(|(name, value)| {
        let named = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":-_@.".contains(&byte));
        named && (value.is_some() || !short)
    })
}

/// The attributes in the text between a tag's name and its `>`.
#[derive(Debug, Clone)]
pub(crate) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, Option<&'a str>);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.trim_start_matches(|mark: char| mark.is_whitespace() || mark == '/');
        if text.is_empty() {
            return None;
        }
        let ends = |mark: char| mark.is_whitespace() || mark == '=';
        let name_len = text.find(ends).unwrap_or(text.len()).max(usize::from(text.starts_with('=')));
        let (name, after) = text.split_at_checked(name_len)?;
        let Some(value) = after.trim_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, None));
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len()))?,
        };
        self.rest = rest;
        Some((name, Some(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn len(text: &str) -> Option<usize> {
        tag_at(text, false).map(|tag| tag.len)
    }

    #[test]
    fn reads_tags_with_and_without_attributes() {
        assert_eq!(len("<p>x"), Some(3));
        assert_eq!(len("</UL>"), Some(5));
        assert_eq!(len("<br/>"), Some(5));
        assert_eq!(len("<br />"), Some(6));
        assert_eq!(len(r#"<ul style="list-style-type: none"> ・"#), Some(34));
        assert_eq!(len(r#"<a title="a>b">x"#), Some(15));
        assert_eq!(len("<td nowrap>"), Some(11));
    }

    #[test]
    fn leaves_words_in_angle_brackets_alone() {
        for text in [
            "<参考>",
            "<施策>",
            "<DXの背景を学ぶ>",
            "<5%",
            "<",
            "</",
            "<b",
            "<b and c>",
            "<p 参考>",
            "<p<p>",
            "<data>",
            "<>",
            "<main>",
            "<https://example.jp/a>",
            "<pの背景>",
        ] {
            assert_eq!(len(text), None, "{text}");
        }
    }

    #[test]
    fn reads_attributes_in_every_writing() {
        let all: Vec<_> = Attributes::of(r#" colspan=2 rowspan = "3" nowrap title='a b' /"#).collect();
        assert_eq!(
            all,
            [("colspan", Some("2")), ("rowspan", Some("3")), ("nowrap", None), ("title", Some("a b"))]
        );
    }
}

//! Markup inside a cell or a line of prose: what conversion tools leave behind.

use document_model::SourceRange;

use super::builder::LineBuilder;
use super::elements::Effect;
use super::sink::{Sink, Tally};
use super::source::Source;
use super::tags::Tag;
use super::tokens::{Token, Tokens};

/// The mark around bold words in Markdown.
const BOLD: &str = "**";

/// Reads a stretch of the source into the builder, and its tags and marks of bold words into `markup`.
pub(crate) fn read_inline(
    source: Source<'_>,
    start: usize,
    end: usize,
    builder: &mut LineBuilder,
    sink: &mut Sink,
) {
    let text = source.text.get(start..end).unwrap_or_default();
    let marks: Vec<usize> = text.match_indices(BOLD).map(|(at, _)| start + at).collect();
    let mut from = start;
    if marks.len().is_multiple_of(2) {
        for at in marks {
            read_tags(source, from, at, builder, sink);
            sink.markup.push(SourceRange::new(at, at + BOLD.len()));
            from = at + BOLD.len();
        }
    }
    read_tags(source, from, end, builder, sink);
}

fn read_tags(source: Source<'_>, start: usize, end: usize, builder: &mut LineBuilder, sink: &mut Sink) {
    if start == end {
        return;
    }
    let bytes = source.text.as_bytes().get(start..end).unwrap_or_default();
    if memchr::memchr2(b'<', b'&', bytes).is_none() {
        builder.push_source(source, start, end, &mut sink.markup);
        return;
    }
    let mut reading = false;
    for (token, start, end) in Tokens::new(source, start, end, false) {
        if read_reading(&mut reading, &token, start, &mut sink.readings) {
            sink.markup.push(SourceRange::new(start, end));
            continue;
        }
        match token {
            Token::Text => builder.push_source(source, start, end, &mut sink.markup),
            Token::Reference(meant) => {
                builder.push_reference(meant, SourceRange::new(start, end), &mut sink.markup);
            }
            Token::Hidden => sink.markup.push(SourceRange::new(start, end)),
            Token::Tag(tag) => {
                sink.markup.push(SourceRange::new(start, end));
                if tag.effect != Effect::Inline {
                    builder.break_line();
                }
            }
        }
    }
}

/// Does this token belong to the reading of a ruby text? Keeps `reading` up to date.
///
/// A reading lasts from `<rt>` to the next tag: it says how the word before it is read aloud, and
/// would stand in the middle of the sentence.
pub(crate) fn read_reading(reading: &mut bool, token: &Token<'_>, at: usize, tally: &mut Tally) -> bool {
    match token {
        Token::Tag(Tag { effect: Effect::Reading, closing, name, .. }) => {
            *reading = !closing;
            if *reading && name.eq_ignore_ascii_case("rt") {
                tally.add(at);
            }
            true
        }
        Token::Tag(_) => {
            *reading = false;
            false
        }
        _ => *reading,
    }
}

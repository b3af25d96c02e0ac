//! Markup inside a cell or a line of prose: what conversion tools leave behind.

use document_model::SourceRange;

use super::builder::LineBuilder;
use super::elements::Effect;
use super::sink::{Sink, Tally};
use super::source::Source;
use super::tags::Tag;
use super::tokens::{Token, Tokens};

/// Reads a stretch of the source into the builder, and its tags into `markup`.
pub(crate) fn read_inline(
    source: Source<'_>,
    start: usize,
    end: usize,
    builder: &mut LineBuilder,
    sink: &mut Sink,
) {
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

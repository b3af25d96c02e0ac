//! For the terminal.

use super::Language;
use super::outline::{Outline, Span, outline};
use crate::difference::{Difference, PieceKind};

/// May the text have colours?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// What is removed is red, what is added green.
    On,
    /// What is removed stands in `[-…-]`, what is added in `{+…+}`.
    Off,
}

/// The difference as lines of text. Characters that would steer a terminal are replaced.
#[must_use]
pub fn plain(difference: &Difference, language: Language, colours: Colours) -> String {
    let Outline { lines, sections, .. } = outline(difference, language);
    let mut text = String::new();
    for line in &lines {
        text.push_str(&format!("{}\n", printable(line)));
    }
    for section in &sections {
        text.push_str(&format!("\n{}\n", bold(&printable(&section.heading), colours)));
        for entry in &section.entries {
            text.push_str(&format!("  {}\n", bold(&printable(&entry.title), colours)));
            for fact in &entry.facts {
                let indent = "  ".repeat(2 + fact.depth);
                let spans: String = fact.spans.iter().map(|span| painted(span, colours)).collect();
                text.push_str(&format!("{indent}{}: {spans}\n", printable(&fact.label)));
            }
        }
    }
    text
}

fn painted(span: &Span, colours: Colours) -> String {
    let text = printable(&span.text);
    match (span.kind, colours) {
        (PieceKind::Kept, _) => text,
        (PieceKind::Removed, Colours::Off) => format!("[-{text}-]"),
        (PieceKind::Added, Colours::Off) => format!("{{+{text}+}}"),
        (PieceKind::Removed, Colours::On) => format!("\u{1b}[31m{text}\u{1b}[0m"),
        (PieceKind::Added, Colours::On) => format!("\u{1b}[32m{text}\u{1b}[0m"),
    }
}

fn bold(text: &str, colours: Colours) -> String {
    match colours {
        Colours::On => format!("\u{1b}[1m{text}\u{1b}[0m"),
        Colours::Off => text.to_owned(),
    }
}

/// Wrapped texts go on in their line.
fn printable(text: &str) -> String {
    text.replace('\n', " ⏎ ").replace(|character: char| character.is_control(), "\u{fffd}")
}

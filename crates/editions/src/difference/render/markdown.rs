//! For a change log, a pull request, a wiki.

use super::Language;
use super::outline::{Outline, Span, outline};
use crate::difference::{Difference, PieceKind};

/// The difference as Markdown: ~~removed~~ and **added**.
#[must_use]
pub fn markdown(difference: &Difference, language: Language) -> String {
    let Outline { title, lines, sections } = outline(difference, language);
    let mut text = format!("# {title}\n\n");
    for line in lines.iter().filter(|line| !line.is_empty()) {
        text.push_str(&format!("- {}\n", escaped(line)));
    }
    for section in &sections {
        text.push_str(&format!("\n## {}\n\n", escaped(&section.heading)));
        for entry in &section.entries {
            text.push_str(&format!("- {}\n", escaped(&entry.title)));
            for fact in &entry.facts {
                let indent = "  ".repeat(1 + fact.depth);
                let spans: String = fact.spans.iter().map(marked).collect();
                text.push_str(&format!("{indent}- {}: {spans}\n", escaped(&fact.label)));
            }
        }
    }
    text
}

/// Marks stand beside the words: blanks inside would keep them from being marks.
fn marked(span: &Span) -> String {
    let text = escaped(&span.text);
    let (mark, bare) = match span.kind {
        PieceKind::Kept => return text,
        PieceKind::Removed => ("~~", text.trim()),
        PieceKind::Added => ("**", text.trim()),
    };
    if bare.is_empty() { text } else { format!(" {mark}{bare}{mark} ") }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ if character.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

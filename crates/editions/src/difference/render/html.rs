//! A page that stands alone.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::Language;
use super::outline::{Outline, Section, Span, outline};
use super::words::choose;
use crate::difference::{Difference, PieceKind};

const STYLE: &str = "\
body{font-family:system-ui,'Hiragino Sans','Noto Sans CJK JP',sans-serif;line-height:1.6;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
ins{background:#d7f5dd;color:#0b4a1a;text-decoration:underline}del{background:#fbdcdc;color:#7a1212}\
li{margin:.2rem 0}.title{font-weight:600}.label{color:#555}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}ins{background:#143d1f;color:#c8f0d0}del{background:#4a1717;color:#f5cccc}.label{color:#aaa}}";

/// The difference as a page of HTML without anything outside it.
#[must_use]
pub fn html(difference: &Difference, language: Language) -> String {
    let Outline { title, lines, sections } = outline(difference, language);
    let page = markup! {
        (DOCTYPE)
        html lang=(choose(language, "ja", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    ul { @for line in lines.iter().filter(|line| !line.is_empty()) { li { (line) } } }
                    @for section in &sections { (of_section(section)) }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn of_section(section: &Section) -> Markup {
    markup! {
        section {
            h2 { (section.heading) }
            ul {
                @for entry in &section.entries {
                    li {
                        span class="title" { (entry.title) }
                        @if !entry.facts.is_empty() {
                            ul {
                                @for fact in &entry.facts {
                                    li style=[(fact.depth > 0).then_some("margin-left:1.5rem")] {
                                        span class="label" { (fact.label) ": " }
                                        @for span in &fact.spans { (of_span(span)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn of_span(span: &Span) -> Markup {
    match span.kind {
        PieceKind::Kept => markup! { (span.text) },
        PieceKind::Removed => markup! { del { (span.text) } " " },
        PieceKind::Added => markup! { ins { (span.text) } },
    }
}

//! One page of HTML on the quality of an output, for people: what was read, how sure it is, what to check.
//!
//! [`html()`] takes the records and answers the page. It opens nothing: views of the source documents come from the
//! caller by [`Sources`]. The page needs no network and no script, and prints on A4. Its sections, in order:
//!
//! 1. `summary`: totals, and each document's quality;
//! 2. where the characters went, and the items of each heading (`contents`);
//! 3. targets reached by department (`achievement`) and charts of indicators (`charts`);
//! 4. findings by kind, with what to do and pictures of their places (`findings`).

mod achievement;
mod chart;
mod charts;
mod contents;
mod findings;
mod language;
mod number;
mod sources;
mod stats;
mod summary;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use schema_emit::Output;

pub use language::Lang;
pub use sources::{Line, NoSources, Picture, SourceState, Sources, View};

use stats::DocumentStats;

const STYLE: &str = include_str!("../assets/report.css");

/// The page. The same records and views give the same bytes.
#[must_use]
pub fn html(output: &Output, sources: &mut dyn Sources, lang: Lang) -> String {
    let documents = stats::documents(output);
    let states: Vec<SourceState> = output.documents.iter().map(|document| sources.state(document)).collect();
    let sections = [
        ("summary", lang.pick("概要", "Summary"), summary::totals(&documents, lang)),
        (
            "documents",
            lang.pick("文書ごとの品質", "Quality by document"),
            summary::documents(&documents, &states, lang),
        ),
        (
            "ledger",
            lang.pick("文字の行き先", "Where the characters went"),
            contents::ledgers(&documents, lang),
        ),
        (
            "headings",
            lang.pick("見出しごとの項目数", "Items by heading"),
            contents::headings(&documents, lang),
        ),
        (
            "achievement",
            lang.pick("部局ごとの目標達成", "Targets reached by department"),
            achievement::section(&documents, lang),
        ),
        (
            "indicators",
            lang.pick("指標の推移", "Indicators over the years"),
            charts::section(&documents, lang),
        ),
        ("findings", lang.pick("確認事項", "Findings"), findings::section(output, sources, lang)),
    ];
    page(&documents, &sections, lang).into_string()
}

fn page(documents: &[DocumentStats<'_>], sections: &[(&str, &str, Markup)], lang: Lang) -> Markup {
    let title = lang.pick("計画データの品質報告", "Quality of plan records");
    let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
    html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="generator" content=(concat!("keikaku ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#summary" { (lang.pick("本文へ", "Skip to content")) }
                header.top {
                    p.brand { "keikaku" }
                    h1 { (title) }
                    p.lead { (lead(documents, lang)) }
                    nav aria-label=(lang.pick("目次", "Contents")) {
                        @for (id, title, _) in sections { a href=(format!("#{id}")) { (title) } }
                    }
                }
                main {
                    @for (id, title, body) in sections {
                        section id=(id) aria-labelledby=(format!("{id}-title")) {
                            h2 id=(format!("{id}-title")) { (title) }
                            (body)
                        }
                    }
                }
                footer { p { (foot(lang)) } }
            }
        }
    }
}

/// What the page is about: publishers and number of documents.
fn lead(documents: &[DocumentStats<'_>], lang: Lang) -> String {
    /// Publishers that the head of the page names.
    const NAMED: usize = 5;
    let mut names: Vec<&str> = Vec::new();
    for document in documents {
        if let Some(publisher) = &document.record.publisher
            && !names.contains(&publisher.name.as_str())
        {
            names.push(&publisher.name);
        }
    }
    let count = documents.len();
    let more = names.len() > NAMED;
    names.truncate(NAMED);
    let names = names.join(lang.pick("・", ", "));
    match (lang, names.is_empty(), more) {
        (Lang::Ja, true, _) => format!("文書 {count} 件"),
        (Lang::Ja, false, false) => format!("{names}　文書 {count} 件"),
        (Lang::Ja, false, true) => format!("{names} ほか　文書 {count} 件"),
        (Lang::En, true, _) => format!("{count} documents"),
        (Lang::En, false, false) => format!("{names}: {count} documents"),
        (Lang::En, false, true) => format!("{names} and others: {count} documents"),
    }
}

fn foot(lang: Lang) -> &'static str {
    lang.pick(
        "keikaku report が keikaku extract の記録から作りました。数はすべて記録から数えたもので、値の原文と場所は items.jsonl にあります。",
        "Made by keikaku report from the records of keikaku extract. All numbers are counted from the records; items.jsonl has the printed text and place of each value.",
    )
}

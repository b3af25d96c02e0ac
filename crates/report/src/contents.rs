//! Where the characters of each document went, and the items under its headings.

use std::collections::BTreeMap;

use maud::{Markup, html};
use plan_records::records::{Heading, Item, Ledger};

use crate::language::Lang;
use crate::number::{count, percent};
use crate::stats::{DOCUMENTS_SHOWN, DocumentStats, left_out};

/// Headings shown of a document.
const HEADINGS_SHOWN: usize = 40;

pub(crate) fn ledgers(documents: &[DocumentStats<'_>], lang: Lang) -> Markup {
    let parts = [
        ("items", lang.pick("項目", "items")),
        ("tables", lang.pick("その他の表", "other tables")),
        ("text", lang.pick("本文", "prose")),
        ("furniture", lang.pick("書式", "furniture")),
    ];
    html! {
        p.note {
            (lang.pick(
                "空白以外の文字を、行き先ごとに数えたものです。書式は、繰り返しの見出し・ページ番号・タグなどです。どれにも入らない文字は 0 です。",
                "Characters that are not white space, by where they went; furniture is repeated heads, page numbers and markup. None is left out.",
            ))
        }
        div.scroll tabindex="0" role="region" aria-labelledby="ledger-title" {
            table.grid.ledger {
                thead {
                    tr {
                        th scope="col" { (lang.pick("文書", "Document")) }
                        th scope="col" { (lang.pick("割合", "Shares")) }
                        @for (class, title) in parts {
                            th.number scope="col" { span class=(format!("key {class}")) {} (title) }
                        }
                        th.number scope="col" { (lang.pick("合計", "All")) }
                    }
                }
                tbody { @for document in documents { (ledger(document, lang)) } }
            }
        }
    }
}

fn ledger(document: &DocumentStats<'_>, lang: Lang) -> Markup {
    let Some(Ledger { characters, items, tables, text, furniture, .. }) = document.ledger else {
        return html! {};
    };
    let parts = [("items", *items), ("tables", *tables), ("text", *text), ("furniture", *furniture)];
    html! {
        tr {
            th scope="row" { (document.name) }
            td.bar-cell {
                div.bar aria-hidden="true" {
                    @for (class, part) in parts.iter().filter(|(_, part)| *part > 0) {
                        span class=(class) style=(format!("flex-grow:{part}")) {}
                    }
                }
            }
            @for (_, part) in parts {
                td.number { (count(part)) " " span.share { (percent(part, *characters)) } }
            }
            td.number { (count(*characters)) @if *characters == 0 { " " span.share { (lang.pick("文字なし", "empty")) } } }
        }
    }
}

pub(crate) fn headings(documents: &[DocumentStats<'_>], lang: Lang) -> Markup {
    let with_items: Vec<_> = documents.iter().filter(|document| !document.items.is_empty()).collect();
    html! {
        @for document in with_items.iter().take(DOCUMENTS_SHOWN) {
            h3 { (document.name) span.count { (of_items(document.counts.items, lang)) } }
            (tree(document, lang))
        }
        (left_out(with_items.len(), lang))
        @if with_items.is_empty() {
            p { (lang.pick("項目がありません。", "There are no items.")) }
        }
    }
}

fn of_items(number: u64, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{} 項目", count(number)),
        Lang::En => format!("{} items", count(number)),
    }
}

/// A heading with the items under it, and the headings one level in.
#[derive(Default)]
struct Node {
    title: String,
    items: u64,
    inner: Nodes,
}

/// Headings in the order of the plan.
#[derive(Default)]
struct Nodes {
    list: Vec<Node>,
    places: BTreeMap<String, usize>,
}

impl Nodes {
    /// The heading of that title, new where there is none.
    fn of(&mut self, title: String) -> &mut Node {
        let at = *self.places.entry(title.clone()).or_insert(self.list.len());
        if at == self.list.len() {
            self.list.push(Node { title, ..Node::default() });
        }
        &mut self.list[at]
    }
}

fn tree(document: &DocumentStats<'_>, lang: Lang) -> Markup {
    let mut nodes = Nodes::default();
    let none = lang.pick("（見出しなし）", "(no heading)");
    for item in &document.items {
        let mut counted: Vec<String> = Vec::new();
        for (outer, inner) in two_levels(item, none) {
            let node = nodes.of(outer.clone());
            // An item under two headings of one chapter is one item of the chapter.
            if !counted.contains(&outer) {
                node.items += 1;
                counted.push(outer);
            }
            if let Some(inner) = inner {
                node.inner.of(inner).items += 1;
            }
        }
    }
    let most = nodes.list.iter().map(|node| node.items).max().unwrap_or(1);
    let rows: Vec<(bool, &Node)> = nodes
        .list
        .iter()
        .flat_map(|node| {
            std::iter::once((false, node)).chain(node.inner.list.iter().map(|inner| (true, inner)))
        })
        .collect();
    let hidden = rows.len().saturating_sub(HEADINGS_SHOWN);
    html! {
        table.headings {
            tbody {
                @for (inner, node) in rows.iter().take(HEADINGS_SHOWN) {
                    tr class=[inner.then_some("inner")] {
                        th scope="row" { (node.title) }
                        td.number { (count(node.items)) }
                        td.bar-cell aria-hidden="true" {
                            div.bar { span.items style=(format!("width:{}%", node.items * 100 / most)) {} }
                        }
                    }
                }
            }
        }
        @if hidden > 0 {
            p.note { (match lang {
                Lang::Ja => format!("ほか {hidden} 個の見出し"),
                Lang::En => format!("{hidden} more headings"),
            }) }
        }
    }
}

/// The outermost two headings of each path, each pair once.
fn two_levels(item: &Item, none: &str) -> Vec<(String, Option<String>)> {
    let mut pairs: Vec<(String, Option<String>)> = Vec::new();
    for path in &item.paths {
        let mut titles = path.iter().map(title);
        let pair = (titles.next().unwrap_or_else(|| none.to_owned()), titles.next());
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    if pairs.is_empty() {
        pairs.push((none.to_owned(), None));
    }
    pairs
}

fn title(heading: &Heading) -> String {
    [&heading.number, &heading.title].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}

//! Items by their words.

use std::collections::{BTreeMap, BTreeSet};

use japanese_normalize::fold;
use plan_records::records::Item;

/// Items found at most.
const MOST_FOUND: usize = 2000;

/// The words of items.
#[derive(Debug, Default)]
pub struct Index {
    /// Items by word, by their place.
    by_token: BTreeMap<String, Vec<u32>>,
    /// Folded text of each item.
    texts: Vec<String>,
}

impl Index {
    /// Looks at items, in their order.
    #[must_use]
    pub fn of<'i>(items: impl Iterator<Item = &'i Item>) -> Self {
        let mut index = Self::default();
        for (at, item) in (0_u32..).zip(items) {
            let text = text_of(item);
            let distinct: BTreeSet<String> = tokens(&text).into_iter().map(|token| fold(&token)).collect();
            for token in distinct {
                index.by_token.entry(token).or_default().push(at);
            }
            index.texts.push(fold(&text));
        }
        index
    }

    /// Places of the items that hold what was typed, as it stands or all of its words, in their order.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<u32> {
        let mut found: BTreeSet<u32> =
            (0_u32..).zip(&self.texts).filter(|(_, text)| holds(text, typed)).map(|(at, _)| at).collect();
        let words: Vec<String> = tokens(typed).into_iter().map(|token| fold(&token)).collect();
        let mut lists = words.iter().map(|word| self.by_token.get(word).map_or(&[][..], Vec::as_slice));
        if let Some(first) = lists.next() {
            let mut all: BTreeSet<u32> = first.iter().copied().collect();
            for list in lists {
                let list: BTreeSet<u32> = list.iter().copied().collect();
                all.retain(|at| list.contains(at));
            }
            found.extend(all);
        }
        found.into_iter().take(MOST_FOUND).collect()
    }
}

/// Does the text hold every part between white space?
fn holds(text: &str, typed: &str) -> bool {
    let mut parts = typed.split_whitespace().map(fold).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| text.contains(&part))
}

#[cfg(feature = "morphology")]
fn tokens(text: &str) -> Vec<String> {
    japanese_normalize::search_tokens(text)
}

/// Pairs of characters: without a dictionary nothing tells where words begin.
#[cfg(not(feature = "morphology"))]
fn tokens(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().filter(|character| character.is_alphanumeric()).collect();
    characters.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// All texts of an item that people search for.
fn text_of(item: &Item) -> String {
    let mut texts: Vec<&str> = vec![&item.id];
    texts.extend(item.number.as_deref());
    texts.extend(item.title.as_deref());
    texts.extend(item.summary.as_deref());
    texts.extend(item.purpose.as_deref());
    texts.extend(item.departments.iter().flatten().map(String::as_str));
    texts.extend(item.paths.iter().flatten().filter_map(|heading| heading.title.as_deref()));
    for indicator in &item.indicators {
        texts.extend(indicator.name.as_deref());
        texts.extend(indicator.statement.as_deref());
        texts.extend(indicator.observations.iter().map(|observation| observation.raw.as_str()));
    }
    texts.extend(item.progress.iter().map(|progress| progress.text.as_str()));
    texts.extend(item.related_titles.iter().map(String::as_str));
    texts.extend(item.others.iter().map(|other| other.text.as_str()));
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(titles: &[&str]) -> Index {
        let items: Vec<Item> = titles
            .iter()
            .map(|title| {
                serde_json::from_value(serde_json::json!({
                    "id": "x", "key": "", "document_id": "", "paths": [], "number": null, "title": title,
                    "repeated": false, "summary": null, "purpose": null, "departments": [], "indicators": [],
                    "progress": [], "related_titles": [], "others": [],
                    "source": {"pages": [1], "table": 1, "rows": [1], "cells": {}, "confidence": {}, "doubts": {}}
                }))
                .unwrap()
            })
            .collect();
        Index::of(items.iter())
    }

    #[test]
    fn items_are_found_by_what_stands_in_them() {
        let index = index(&["オンライン申請の推進", "申請窓口をオンラインに移す", "道路の整備", "ＤＸ推進"]);
        assert_eq!(index.find("道路"), [2]);
        assert_eq!(index.find("DX"), [3]);
        assert_eq!(index.find("オンライン 申請"), [0, 1]);
        assert!(index.find("  ").is_empty() && index.find("病院").is_empty());
    }

    #[cfg(feature = "morphology")]
    #[test]
    fn words_are_found_wherever_they_stand() {
        let index = index(&["申請窓口をオンラインに移す", "道路の整備"]);
        assert_eq!(index.find("オンラインの申請"), [0]);
    }
}

//! Items by their words.

use std::collections::{BTreeMap, BTreeSet};

use japanese_normalize::fold;
use plan_records::records::Item;

/// Items found at most.
const MOST_FOUND: usize = 2000;

/// The words of items, by their ids.
#[derive(Debug, Default)]
pub struct Index {
    /// Which state of the records it is of; none before the first.
    version: Option<u64>,
    entries: Vec<Entry>,
    /// Places in `entries` by word.
    by_token: BTreeMap<String, Vec<u32>>,
}

#[derive(Debug)]
struct Entry {
    id: String,
    text: String,
    folded: String,
    tokens: BTreeSet<String>,
}

impl Index {
    /// Is it of that state of the records?
    #[must_use]
    pub fn is_of(&self, version: u64) -> bool {
        self.version == Some(version)
    }

    /// Takes in the texts of all items, by id. Only those that changed are cut into words again.
    pub fn update(&mut self, version: u64, texts: Vec<(String, String)>) {
        let mut known: BTreeMap<String, Entry> =
            self.entries.drain(..).map(|entry| (entry.id.clone(), entry)).collect();
        self.by_token.clear();
        for (at, (id, text)) in (0_u32..).zip(texts) {
            let entry = match known.remove(&id) {
                Some(entry) if entry.text == text => entry,
                _ => {
                    let tokens = tokens(&text).into_iter().map(|token| fold(&token)).collect();
                    Entry { id, folded: fold(&text), text, tokens }
                }
            };
            for token in &entry.tokens {
                self.by_token.entry(token.clone()).or_default().push(at);
            }
            self.entries.push(entry);
        }
        self.version = Some(version);
    }

    /// Ids of the items that hold what was typed, as it stands or all of its words, in their order.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<&str> {
        let holding = (0_u32..).zip(&self.entries).filter(|(_, entry)| holds(&entry.folded, typed));
        let mut found: BTreeSet<u32> = holding.map(|(at, _)| at).collect();
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
        let entry = |at: u32| usize::try_from(at).ok().and_then(|at| self.entries.get(at));
        found.into_iter().filter_map(entry).map(|entry| entry.id.as_str()).take(MOST_FOUND).collect()
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
pub(crate) fn text_of(item: &Item) -> String {
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
        let mut index = Index::default();
        let texts = titles.iter().enumerate().map(|(at, title)| (at.to_string(), (*title).to_owned()));
        index.update(0, texts.collect());
        index
    }

    #[test]
    fn changed_texts_are_found_and_old_ones_not() {
        let mut index = index(&["道路の整備", "公園の整備"]);
        assert!(index.is_of(0) && !index.is_of(1));
        index.update(
            1,
            vec![("0".to_owned(), "国道の整備".to_owned()), ("2".to_owned(), "公園の整備".to_owned())],
        );
        assert!(index.find("道路").is_empty());
        assert_eq!((index.find("国道"), index.find("公園")), (vec!["0"], vec!["2"]));
    }

    #[test]
    fn items_are_found_by_what_stands_in_them() {
        let index = index(&["オンライン申請の推進", "申請窓口をオンラインに移す", "道路の整備", "ＤＸ推進"]);
        assert_eq!(index.find("道路"), ["2"]);
        assert_eq!(index.find("DX"), ["3"]);
        assert_eq!(index.find("オンライン 申請"), ["0", "1"]);
        assert!(index.find("  ").is_empty() && index.find("病院").is_empty());
    }

    #[cfg(feature = "morphology")]
    #[test]
    fn words_are_found_wherever_they_stand() {
        let index = index(&["申請窓口をオンラインに移す", "道路の整備"]);
        assert_eq!(index.find("オンラインの申請"), ["0"]);
    }
}

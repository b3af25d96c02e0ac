//! Prefectures and ministries.

use std::ops::Range;
use std::sync::LazyLock;

use crate::glyphs::Glyphs;

/// Who publishes a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The name in full.
    pub name: String,
    /// 全国地方公共団体コード: six digits, the last one for checking. Ministries have none.
    pub code: Option<String>,
}

struct Entry {
    name: &'static str,
    code: Option<&'static str>,
}

/// Sorted by name, so that the entries with one first character stand together.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries: Vec<_> = include_str!("../data/publishers.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| match line.split_once('\t') {
            Some((name, code)) => Entry { name, code: Some(code) },
            None => Entry { name: line, code: None },
        })
        .collect();
    entries.sort_by_key(|entry| entry.name);
    entries
});

/// Every prefecture and ministry that a text names, with its place.
///
/// ```
/// let found = japanese_normalize::publishers("三重県デジタル計画");
/// assert_eq!(found[0].1.code.as_deref(), Some("240001"));
/// ```
pub fn publishers(text: &str) -> Vec<(Range<usize>, Publisher)> {
    let glyphs = Glyphs::scan(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < glyphs.len() {
        match at(&glyphs, index) {
            Some((entry, end)) => {
                let publisher =
                    Publisher { name: entry.name.to_owned(), code: entry.code.map(str::to_owned) };
                found.push((glyphs.span(index, end), publisher));
                index = end;
            }
            None => index += 1,
        }
    }
    found
}

fn at(glyphs: &Glyphs, index: usize) -> Option<(&'static Entry, usize)> {
    let first = glyphs.at(index);
    let begins = |entry: &Entry| entry.name.chars().next().unwrap_or_default();
    let from = ENTRIES.partition_point(|entry| begins(entry) < first);
    ENTRIES
        .iter()
        .skip(from)
        .take_while(|entry| begins(entry) == first)
        .filter_map(|entry| Some((entry, glyphs.after(index, entry.name)?)))
        .max_by_key(|(_, end)| *end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_carry_their_check_digit() {
        let code = |text| publishers(text).into_iter().next().and_then(|(_, publisher)| publisher.code);
        assert_eq!(code("福島県の計画").as_deref(), Some("070009"));
        assert_eq!(code("宮 城 県").as_deref(), Some("040002"));
        assert_eq!(code("北海道").as_deref(), Some("010006"));
        assert_eq!(code("デジタル庁"), None);
    }
}

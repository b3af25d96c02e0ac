//! Headings that were cut into pieces: an upright heading beside several rows whose ends nothing draws.
//!
//! つながりをつくる comes out as つな, が, りを, one piece a row; where that happens, the rows may not be those of the page.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, Severity};

use crate::records::Item;

/// Characters of a piece at most.
const LONGEST_PIECE: usize = 3;

/// Different pieces that a table has at least.
const FEWEST_PIECES: usize = 3;

/// Share of a table's items below such pieces, from which on its headings are cut.
const SHARE: f64 = 0.4;

/// Checks the headings of each table.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut tables: BTreeMap<u32, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let innermost =
            item.paths.first().and_then(|path| path.last()).filter(|heading| heading.number.is_none());
        if let Some(title) = innermost.and_then(|heading| heading.title.as_deref()) {
            tables.entry(item.source.table).or_default().push((at, title));
        }
    }
    let cut = |titles: &[(usize, &str)]| {
        let pieces: Vec<&str> =
            titles.iter().map(|(_, title)| *title).filter(|title| is_piece(title)).collect();
        let different: BTreeSet<&str> = pieces.iter().copied().collect();
        different.len() >= FEWEST_PIECES && pieces.len() as f64 >= SHARE * titles.len() as f64
    };
    let found = tables.into_values().filter(|titles| cut(titles)).flatten();
    found
        .filter(|(_, title)| title.chars().count() <= LONGEST_PIECE)
        .map(|(at, title)| (at, in_pieces(title)))
        .collect()
}

/// Too short for a heading: one character, or a few of hiragana.
fn is_piece(title: &str) -> bool {
    let count = title.chars().count();
    count == 1 || count <= LONGEST_PIECE && title.chars().all(|letter| matches!(letter, 'ぁ'..='ん'))
}

fn in_pieces(title: &str) -> Diagnostic {
    let ja = format!(
        "見出し「{title}」は、縦書きの見出しが行ごとに切れたものと思われます。行の区切りも確かめてください"
    );
    let en = format!(
        "the heading \"{title}\" seems to be a piece of an upright heading cut row by row; see whether the rows are right too"
    );
    Diagnostic::new(Severity::Warning, "heading-in-pieces", ja, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Heading;

    fn items(titles: &[&str]) -> Vec<Item> {
        let item = |title: &&str| {
            let heading = Heading { number: None, title: Some((*title).to_owned()) };
            Item { paths: vec![vec![heading]], ..super::super::empty_item() }
        };
        titles.iter().map(item).collect()
    }

    #[test]
    fn pieces_of_an_upright_heading_are_told_of() {
        let found = check(&items(&["つな", "が", "りを", "つく", "支え"]));
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn short_headings_are_no_pieces() {
        assert!(check(&items(&["防災", "医療", "観光", "産業", "まち"])).is_empty());
    }
}

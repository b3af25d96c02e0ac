//! 本県, 本市, 県: the publisher speaks of itself.

use std::ops::Range;

use super::Publisher;
use super::key::Key;
use super::table::table;

/// The places where a document speaks of its own publisher without the name: 本県, 当市, 県では.
///
/// In the plan of a municipality, 県 is the prefecture in which it lies.
///
/// ```
/// use japanese_normalize::{publishers, resolve_self};
/// let (_, own) = publishers("三重県津市").remove(0);
/// let text = "本市では県と連携し、市町村と";
/// let found: Vec<_> = resolve_self(text, &own).into_iter().map(|(r, p)| (&text[r], p.name)).collect();
/// assert_eq!(found, [("本市", "津市".to_owned()), ("県", "三重県".to_owned())]);
/// ```
pub fn resolve_self(text: &str, own: &Publisher) -> Vec<(Range<usize>, Publisher)> {
    let Some(code) = own.code.as_deref() else { return Vec::new() };
    let prefecture = table().prefecture(code);
    let suffix = |publisher: &Publisher| publisher.name.chars().next_back();
    let mut meant = vec![(suffix(own), own.clone())];
    if let Some(prefecture) = prefecture.filter(|prefecture| prefecture.code.as_deref() != Some(code)) {
        meant.push((suffix(&prefecture), prefecture));
    }
    let key = Key::of(text);
    let mut found = Vec::new();
    for (at, c) in key.text.char_indices() {
        let publisher = meant.iter().find(|(suffix, _)| *suffix == Some(c)).map(|(_, publisher)| publisher);
        if let Some(publisher) = publisher
            && let Some(start) = word(&key, at, c)
        {
            found.push((key.source(start..at + c.len_utf8()), publisher.clone()));
        }
    }
    found
}

/// The start of the word that ends with the character at a place, if it speaks of the publisher.
fn word(key: &Key, at: usize, c: char) -> Option<usize> {
    let next = key.rest(at + c.len_utf8()).chars().next();
    let before = key.before(at).filter(|_| key.touches(at));
    if let Some(mark @ ('本' | '当')) = before {
        let start = at - mark.len_utf8();
        // 日本市場, 本市場, 本道路: other words.
        let other = matches!(next, Some('場' | '街' | '町' | '村' | '路' | '具' | '心'));
        let inside = key.touches(start) && key.before(start).is_some_and(is_kanji);
        return (!other && !inside).then_some(start);
    }
    let alone = before.is_none_or(|before| !is_kanji(before) && !is_katakana(before));
    let ends = next.is_none_or(|next| !is_kanji(next) || matches!(next, '内' | '外' | '全'));
    // 道, 区, 町 and 村 by themselves are words for any of them.
    (alone && ends && matches!(c, '県' | '府' | '都' | '市')).then_some(at)
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::super::publishers;
    use super::*;

    fn words(text: &str, own: &str) -> Vec<String> {
        let Some((_, own)) = publishers(own).into_iter().next() else { return Vec::new() };
        resolve_self(text, &own)
            .into_iter()
            .map(|(range, found)| {
                format!("{}={}", text.get(range).unwrap_or_default(), found.code.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn the_publisher_speaks_of_itself() {
        assert_eq!(words("本県の県内市町村、県と県民", "三重県"), ["本県=240001", "県=240001", "県=240001"]);
        assert_eq!(words("本道の水道", "北海道"), ["本道=010006"]);
        assert_eq!(words("日本市場と本市場、当市", "津市"), ["当市=242012"]);
        assert!(words("本県", "デジタル庁").is_empty());
        assert!(words("岩手県と都道府県", "三重県").is_empty());
    }
}

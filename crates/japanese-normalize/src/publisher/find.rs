//! Looking the names up.

use std::collections::HashMap;
use std::ops::Range;

use super::Publisher;
use super::key::Key;
use super::table::{Kind, Name, Table, table};

/// Every prefecture, municipality and ministry that a text names, with its place.
///
/// A prefecture in front of a municipality belongs to it: the two are one publisher. A name that several
/// municipalities share has a code only where its prefecture stands beside it, or stood so before.
///
/// ```
/// use japanese_normalize::publishers;
/// let codes = |text| publishers(text).into_iter().map(|(_, found)| found.code).collect::<Vec<_>>();
/// assert_eq!(codes("三重県デジタル計画"), [Some("240001".to_owned())]);
/// assert_eq!(codes("三重県津市"), [Some("242012".to_owned())]);
/// assert_eq!(codes("広島県府中市"), [Some("342084".to_owned())]);
/// assert_eq!(codes("府中市"), [None]);
/// ```
pub fn publishers(text: &str) -> Vec<(Range<usize>, Publisher)> {
    let table = table();
    let Some(automaton) = &table.automaton else { return Vec::new() };
    let key = Key::of(text);
    let mut walk = Walk { table, key: &key, found: Vec::new(), known: HashMap::new() };
    for hit in automaton.find_iter(&key.text) {
        if let Some(name) = table.name(hit.pattern().as_usize()) {
            walk.name(name, hit.range());
        }
    }
    walk.found.into_iter().map(|found| (key.source(found.range), found.publisher)).collect()
}

struct Found {
    /// Bytes of the key.
    range: Range<usize>,
    publisher: Publisher,
    kind: Kind,
}

struct Walk<'a> {
    table: &'static Table,
    key: &'a Key,
    found: Vec<Found>,
    /// Codes of shared names that have stood beside their prefecture.
    known: HashMap<&'static str, &'static str>,
}

impl Walk<'_> {
    fn name(&mut self, name: &'static Name, range: Range<usize>) {
        match name.kind {
            Kind::Municipality => self.municipality(name, range),
            Kind::Prefecture => {
                self.bracketed(name, &range);
                self.push(name.publisher(name.codes.first().copied(), None), range, name.kind);
            }
            Kind::Ministry => self.push(name.publisher(None, None), range, name.kind),
        }
    }

    fn push(&mut self, publisher: Publisher, range: Range<usize>, kind: Kind) {
        self.found.push(Found { range, publisher, kind });
    }

    fn municipality(&mut self, name: &'static Name, range: Range<usize>) {
        if !self.stands(name.text, &range) {
            return;
        }
        let prefecture = self.prefecture_before(range.start);
        let inside: Vec<_> = name
            .codes
            .iter()
            .copied()
            .filter(|code| {
                prefecture.as_deref().is_some_and(|prefecture| code.get(..2) == prefecture.get(..2))
            })
            .collect();
        let code = match (inside.as_slice(), name.codes.as_slice()) {
            ([code, ..], _) if inside.len() == 1 || !name.text.ends_with('区') => Some(*code),
            // 東京都北区: the special ward is the one that bears no city's name.
            ([code, ..], _) if code.starts_with("13") => Some(*code),
            (_, [code]) => Some(*code),
            _ => self.known.get(name.text).copied(),
        };
        let beside = !inside.is_empty();
        if let Some(code) = code.filter(|_| beside) {
            self.known.insert(name.text, code);
        }
        let start = match self.found.last() {
            Some(last) if beside => last.range.start,
            _ => range.start,
        };
        if beside {
            self.found.pop();
        }
        let within = code.and_then(|code| self.table.prefecture_of(code));
        self.push(name.publisher(code, within), start..range.end, name.kind);
    }

    /// The code of the prefecture that stands directly before a place, or with の or a 郡 between.
    fn prefecture_before(&self, start: usize) -> Option<String> {
        let last = self.found.last().filter(|last| last.kind == Kind::Prefecture)?;
        let between = self.key.text.get(last.range.end..start)?;
        let county = between.ends_with('郡') && between.chars().count() <= 6 && between.chars().all(is_name);
        (between.is_empty() || between == "の" || county).then(|| last.publisher.code.clone()).flatten()
    }

    /// `府中市(広島県)`: a prefecture in brackets behind a shared name.
    fn bracketed(&mut self, prefecture: &Name, range: &Range<usize>) {
        let opens = self.key.text.get(..range.start).unwrap_or_default();
        let opens = opens.strip_suffix('(').or_else(|| opens.strip_suffix('（')).map(str::len);
        let closes = self.key.rest(range.end).starts_with([')', '）']);
        let Some(last) = self.found.last_mut().filter(|last| closes && Some(last.range.end) == opens) else {
            return;
        };
        let of = prefecture.codes.first().and_then(|code| code.get(..2)).unwrap_or_default();
        let mut inside = last.publisher.candidates.iter().filter(|code| code.starts_with(of));
        if let (Some(code), None) = (inside.next(), inside.next()) {
            last.publisher.code = Some(code.clone());
            last.publisher.prefecture = Some(prefecture.text.to_owned());
            last.publisher.candidates.clear();
        }
    }

    /// Whether the name of a municipality stands by itself, and is no part of other words: 機関市町村, 港区域.
    fn stands(&self, name: &str, range: &Range<usize>) -> bool {
        let rest = self.key.rest(range.end);
        let other_word = match name.chars().next_back() {
            Some('町') => rest.starts_with('村') || rest.starts_with("内会"),
            Some('村') => rest.starts_with('落'),
            Some('市') => {
                rest.starts_with('場')
                    || rest.starts_with("町村")
                    || (name == "中央市" && rest.starts_with('民'))
            }
            Some('区') => rest.starts_with(['域', '画', '分', '間']),
            _ => false,
        };
        if other_word {
            return false;
        }
        if name.chars().count() > SHORT_NAME || !self.key.touches(range.start) {
            return true;
        }
        if self.found.last().is_some_and(|last| last.range.end == range.start) {
            return true;
        }
        self.key.before(range.start).is_none_or(|before| {
            !is_name(before) || matches!(before, '県' | '都' | '府' | '道' | '郡' | '旧' | '元' | '同')
        })
    }
}

/// Names of at most so many characters also end other words: 津市 is the end of 大津市, 光市 stands in 観光市場.
const SHORT_NAME: usize = 3;

/// Characters of which names of places consist.
fn is_name(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let shown = |found: Publisher| found.code.unwrap_or(format!("{}?", found.name));
        publishers(text).into_iter().map(|(_, found)| shown(found)).collect()
    }

    #[test]
    fn codes_carry_their_check_digit() {
        assert_eq!(codes("福島県の計画"), ["070009"]);
        assert_eq!(codes("宮 城 県"), ["040002"]);
        assert_eq!(codes("北海道"), ["010006"]);
        assert_eq!(codes("デジタル庁"), ["デジタル庁?"]);
        assert_eq!(codes("津市、四日市市及び菰野町"), ["242012", "242021", "243418"]);
        assert_eq!(codes("札幌市中央区と浜松市浜名区"), ["011011", "221392"]);
    }

    #[test]
    fn shared_names_need_their_prefecture() {
        assert_eq!(codes("府中市"), ["府中市?"]);
        assert_eq!(codes("東京都府中市"), ["132063"]);
        assert_eq!(codes("府中市（広島県）"), ["342084", "340006"]);
        assert_eq!(codes("福島県の伊達市では、伊達市が"), ["072133", "072133"]);
        assert_eq!(codes("北海道中川郡池田町"), ["016446"]);
        assert_eq!(codes("北区"), ["北区?"]);
        assert_eq!(codes("東京都北区"), ["131172"]);
        let shared = publishers("池田町");
        assert_eq!(shared.first().map(|(_, found)| found.candidates.len()), Some(4));
    }

    #[test]
    fn parts_of_other_words_are_no_names() {
        for text in
            ["関係機関市町村", "観光市場", "県内の市町村", "都市計画", "対策本部町", "港区域", "中央市民病院"]
        {
            assert!(codes(text).is_empty(), "{text} {:?}", codes(text));
        }
        assert_eq!(codes("大津市"), ["252018"]);
    }

    #[test]
    fn ranges_cover_what_is_printed() {
        let text = "※ 三 重 県\u{3000}津市：計画";
        let found = publishers(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            text.get(found.first().map(|(range, _)| range.clone()).unwrap_or(0..0)),
            Some("三 重 県\u{3000}津市")
        );
    }
}

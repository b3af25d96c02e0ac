//! The names and codes.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Publisher;

/// All names, and the automaton that finds them.
pub(super) struct Table {
    /// The names and what bears them.
    names: Vec<Name>,
    /// By number of the pattern: the place of its name in `names`.
    patterns: Vec<usize>,
    /// Prefectures by the first two digits of their code.
    prefectures: HashMap<&'static str, &'static str>,
    /// None only if the automaton outgrew its own limits, which some thousand names do not.
    pub(super) automaton: Option<AhoCorasick>,
}

/// A name.
pub(super) struct Name {
    pub(super) text: &'static str,
    pub(super) kind: Kind,
    /// The codes of all that bear it.
    pub(super) codes: Vec<&'static str>,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ministry,
    Prefecture,
    Municipality,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The table, read when first asked for.
pub(super) fn table() -> &'static Table {
    &TABLE
}

fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

impl Table {
    fn read() -> Self {
        let mut table =
            Self { names: Vec::new(), patterns: Vec::new(), prefectures: HashMap::new(), automaton: None };
        for row in rows(include_str!("../../data/publishers.tsv")) {
            match row.split_once('\t') {
                Some((text, code)) => {
                    table.names.push(Name { text, kind: Kind::Prefecture, codes: vec![code] });
                    table.prefectures.insert(code.get(..2).unwrap_or_default(), text);
                }
                None => table.names.push(Name { text: row, kind: Kind::Ministry, codes: Vec::new() }),
            }
        }
        table.read_municipalities();
        let mut spellings: Vec<(String, usize)> = Vec::new();
        for (place, name) in table.names.iter().enumerate() {
            spellings.push((name.text.to_owned(), place));
            spellings.extend(other_spellings(name.text).into_iter().map(|text| (text, place)));
        }
        table.patterns = spellings.iter().map(|(_, place)| *place).collect();
        let texts = spellings.iter().map(|(text, _)| text);
        table.automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).ok();
        table
    }

    fn read_municipalities(&mut self) {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let rows: Vec<_> = rows(include_str!("../../data/municipalities.tsv"))
            .filter_map(|row| row.split_once('\t'))
            .collect();
        for (code, text) in &rows {
            let place = *places.entry(text).or_insert(self.names.len());
            match self.names.get_mut(place) {
                Some(name) => name.codes.push(code),
                None => self.names.push(Name { text, kind: Kind::Municipality, codes: vec![code] }),
            }
        }
        // 北区 by itself is the one of 東京 or that of a designated city.
        for (code, text) in &rows {
            let ward = text.split_once('市').map(|(_, ward)| ward).filter(|ward| ward.ends_with('区'));
            let name = ward.and_then(|ward| places.get(ward)).and_then(|place| self.names.get_mut(*place));
            if let Some(name) = name {
                name.codes.push(code);
            }
        }
    }

    /// The name with that number of pattern.
    pub(super) fn name(&self, pattern: usize) -> Option<&Name> {
        self.names.get(*self.patterns.get(pattern)?)
    }

    /// The name of the prefecture in which a code lies.
    pub(super) fn prefecture_of(&self, code: &str) -> Option<&'static str> {
        self.prefectures.get(code.get(..2)?).copied()
    }

    /// The prefecture in which a code lies.
    pub(super) fn prefecture(&self, code: &str) -> Option<Publisher> {
        let name = self.prefecture_of(code)?;
        let found = self.names.iter().find(|known| known.text == name)?;
        Some(found.publisher(found.codes.first().copied(), None))
    }
}

/// Characters of names that are printed for one another: small and large ケ, old and new forms.
const PAIRS: &[(char, char)] = &[
    ('ケ', 'ヶ'),
    ('龍', '竜'),
    ('條', '条'),
    ('会', '會'),
    ('沢', '澤'),
    ('浜', '濱'),
    ('浜', '濵'),
    ('桜', '櫻'),
    ('国', '國'),
    ('広', '廣'),
    ('滝', '瀧'),
    ('檜', '桧'),
    ('塩', '鹽'),
    ('岳', '嶽'),
    ('渋', '澁'),
    ('籠', '篭'),
    ('礪', '砺'),
    ('鰺', '鯵'),
    ('斎', '齋'),
    ('真', '眞'),
    ('薮', '藪'),
    ('鷗', '鴎'),
    ('曽', '曾'),
    ('頸', '頚'),
    ('竈', '釜'),
    ('梼', '檮'),
    ('諫', '諌'),
    ('槇', '槙'),
    ('蠣', '蛎'),
    ('祇', '祗'),
    ('函', '凾'),
    ('萬', '万'),
    ('富', '冨'),
];

/// The name with characters that are printed for its own: 鎌ヶ谷市, 四条畷市, 會津若松市. A name with several such
/// characters is also spelled with all of them exchanged.
fn other_spellings(name: &str) -> Vec<String> {
    let swapped = |c: char| {
        PAIRS.iter().find_map(|(one, other)| match c {
            _ if c == *one => Some(*other),
            _ if c == *other => Some(*one),
            _ => None,
        })
    };
    let places: Vec<(usize, char, char)> =
        name.char_indices().filter_map(|(at, c)| Some((at, c, swapped(c)?))).collect();
    let mut spellings: Vec<String> = places
        .iter()
        .map(|(at, c, other)| {
            let (head, tail) = name.split_at(*at);
            format!("{head}{other}{}", tail.get(c.len_utf8()..).unwrap_or_default())
        })
        .collect();
    if places.len() > 1 {
        spellings.push(name.chars().map(|c| swapped(c).unwrap_or(c)).collect());
    }
    spellings
}

impl Name {
    /// The bearer of the name with this code.
    pub(super) fn publisher(&self, code: Option<&str>, prefecture: Option<&str>) -> Publisher {
        let known = code.is_some() || self.codes.is_empty();
        Publisher {
            name: self.text.to_owned(),
            code: code.map(str::to_owned),
            prefecture: prefecture.map(str::to_owned),
            candidates: if known {
                Vec::new()
            } else {
                self.codes.iter().map(|code| (*code).to_owned()).collect()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sixth digit: 11 less the remainder of the weighted sum by 11, its last digit.
    fn check_digit(code: &str) -> Option<u32> {
        let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
        let sum: u32 = digits.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
        (digits.len() == 6).then_some((11 - sum % 11) % 10)
    }

    #[test]
    fn every_code_has_its_check_digit_and_a_prefecture() {
        for name in &table().names {
            for code in &name.codes {
                assert_eq!(code.chars().last().and_then(|c| c.to_digit(10)), check_digit(code), "{code}");
                assert!(table().prefecture_of(code).is_some(), "{code}");
            }
        }
    }

    /// A second spelling of one name that is the first of another would hide it.
    #[test]
    fn no_other_spelling_is_a_name() {
        let names: Vec<&str> = table().names.iter().map(|name| name.text).collect();
        for name in &names {
            for other in other_spellings(name) {
                assert!(!names.contains(&other.as_str()), "{name} {other}");
            }
        }
        assert_eq!(other_spellings("鎌ケ谷市"), ["鎌ヶ谷市"]);
    }

    #[test]
    fn all_prefectures_and_municipalities_are_there() {
        assert_eq!(table().prefectures.len(), 47);
        let rows: Vec<_> = rows(include_str!("../../data/municipalities.tsv")).collect();
        let wards = rows.iter().filter(|row| row.contains('市') && row.ends_with('区')).count();
        assert_eq!((rows.len() - wards, wards), (1741, 171));
        assert!(table().automaton.is_some());
    }
}

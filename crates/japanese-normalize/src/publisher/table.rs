//! The names and codes.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Publisher;

/// All names, and the automaton that finds them.
pub(super) struct Table {
    /// By number of the pattern: the name and what bears it.
    names: Vec<Name>,
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
        let mut table = Self { names: Vec::new(), prefectures: HashMap::new(), automaton: None };
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
        let patterns = table.names.iter().map(|name| name.text);
        table.automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok();
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
        self.names.get(pattern)
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

    #[test]
    fn all_prefectures_and_municipalities_are_there() {
        assert_eq!(table().prefectures.len(), 47);
        let rows: Vec<_> = rows(include_str!("../../data/municipalities.tsv")).collect();
        let wards = rows.iter().filter(|row| row.contains('市') && row.ends_with('区')).count();
        assert_eq!((rows.len() - wards, wards), (1741, 171));
        assert!(table().automaton.is_some());
    }
}

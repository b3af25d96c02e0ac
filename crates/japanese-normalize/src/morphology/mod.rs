//! Readings and search tokens, by lindera with a dictionary that stands in the program.
//!
//! The dictionary is read when first asked for.

mod dictionary;

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;

use crate::text::normal_form;

static SEGMENTER: LazyLock<Option<Segmenter>> =
    LazyLock::new(|| Some(Segmenter::new(Mode::Normal, dictionary::load().ok()?, None)));

/// A word of a text, as the dictionary cuts it.
struct Word {
    surface: String,
    /// Part of speech, then the reading.
    details: Vec<String>,
}

/// The words of a text: those of [`OWN`], and between them what the dictionary finds.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for found in OWN.automaton.iter().flat_map(|automaton| automaton.find_iter(text)) {
        let Some((word, kana)) = OWN.words.get(found.pattern().as_usize()) else { continue };
        words.extend(segment(text.get(at..found.start()).unwrap_or_default()));
        let details = vec!["名詞".to_owned(), (*kana).to_owned()];
        words.push(Word { surface: (*word).to_owned(), details });
        at = found.end();
    }
    words.extend(segment(text.get(at..).unwrap_or_default()));
    words
}

/// Words that the dictionary does not have, with their readings, and what finds them.
struct Own {
    words: Vec<(&'static str, &'static str)>,
    automaton: Option<AhoCorasick>,
}

static OWN: LazyLock<Own> = LazyLock::new(|| {
    let lines = include_str!("../../data/readings.tsv").lines().filter(|line| !line.starts_with('#'));
    let words: Vec<_> = lines.filter_map(|line| line.split_once('\t')).collect();
    let texts = words.iter().map(|(word, _)| word);
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).ok();
    Own { words, automaton }
});

fn segment(text: &str) -> Vec<Word> {
    if text.is_empty() {
        return Vec::new();
    }
    let Some(segmenter) = SEGMENTER.as_ref() else { return Vec::new() };
    let Ok(mut tokens) = segmenter.segment(Cow::Borrowed(text)) else { return Vec::new() };
    tokens
        .iter_mut()
        .map(|token| Word {
            surface: token.surface.to_string(),
            details: token.details().into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// The reading of a name in full-width katakana (名称_カナ); none where a part of it has none.
///
/// It is a proposal: names of places and persons have readings that no dictionary tells.
///
/// ```
/// use japanese_normalize::reading;
/// assert_eq!(reading("防災対策部").as_deref(), Some("ボウサイタイサクブ"));
/// ```
pub fn reading(name: &str) -> Option<String> {
    let mut kana = String::new();
    for word in words(&normal_form(name)) {
        let mark = word.details.first().is_some_and(|part| part == "記号");
        match word.details.last().filter(|reading| !mark && *reading != "*" && word.details.len() > 1) {
            Some(reading) => kana.push_str(reading),
            None => kana.push_str(&own_reading(&word.surface)?),
        }
    }
    (!kana.is_empty()).then_some(kana)
}

/// Kana, which read as they stand; marks between words, but for ・, have no sound. A short word of capital letters is
/// spelled: DX is ディーエックス.
fn own_reading(surface: &str) -> Option<String> {
    if let Some(kana) = spelled(surface) {
        return Some(kana);
    }
    let mut kana = String::new();
    for c in surface.chars() {
        match c {
            '\u{30a1}'..='\u{30fa}' | 'ー' => kana.push(c),
            '\u{3041}'..='\u{3096}' => kana.extend(char::from_u32(c as u32 + 0x60)),
            // A dot between words is printed in readings too.
            '・' => kana.push(c),
            '、' | ' ' | '(' | ')' | '（' | '）' => {}
            _ => return None,
        }
    }
    Some(kana)
}

/// `DX`, `ICT`, `SDGs`: the names of the letters; none for words that may be read as such (`NICE`, `Web`).
fn spelled(word: &str) -> Option<String> {
    const NAMES: [&str; 26] = [
        "エー",
        "ビー",
        "シー",
        "ディー",
        "イー",
        "エフ",
        "ジー",
        "エイチ",
        "アイ",
        "ジェー",
        "ケー",
        "エル",
        "エム",
        "エヌ",
        "オー",
        "ピー",
        "キュー",
        "アール",
        "エス",
        "ティー",
        "ユー",
        "ブイ",
        "ダブリュー",
        "エックス",
        "ワイ",
        "ゼット",
    ];
    let letters = word.strip_suffix('s').filter(|letters| letters.len() > 2);
    let letters = letters.unwrap_or(word);
    let capital = letters.bytes().all(|letter| letter.is_ascii_uppercase());
    if !capital || !(1..=3).contains(&letters.len()) {
        return None;
    }
    let mut kana: String = letters
        .bytes()
        .filter_map(|letter| NAMES.get(usize::from(letter.checked_sub(b'A')?)).copied())
        .collect();
    kana.push_str(if letters.len() < word.len() { "ズ" } else { "" });
    Some(kana)
}

/// The words of a text for a search index: nouns, verbs and adjectives, in normal form, each once, in order.
///
/// ```
/// use japanese_normalize::search_tokens;
/// assert_eq!(search_tokens("オンライン申請の件数を増やす"), ["オンライン", "申請", "件数", "増やす"]);
/// ```
pub fn search_tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for word in words(&normal_form(text)) {
        let carries_meaning = word
            .details
            .first()
            .is_none_or(|part| matches!(part.as_str(), "名詞" | "動詞" | "形容詞" | "UNK"));
        let is_text = word.surface.chars().any(char::is_alphanumeric);
        if carries_meaning && is_text && !tokens.contains(&word.surface) {
            tokens.push(word.surface);
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_departments_are_read() {
        for (name, kana) in [
            ("防災対策部", "ボウサイタイサクブ"),
            ("災害対策推進課", "サイガイタイサクスイシンカ"),
            ("広聴広報課", "コウチョウコウホウカ"),
            ("子ども・福祉部", "コドモ・フクシブ"),
            ("デジタルみやぎ推進課", "デジタルミヤギスイシンカ"),
        ] {
            assert_eq!(reading(name).as_deref(), Some(kana), "{name}");
        }
        assert_eq!(reading("DX推進課").as_deref(), Some("ディーエックススイシンカ"));
        assert_eq!(reading("Web担当"), None);
        assert_eq!(reading(""), None);
    }

    #[test]
    fn tokens_stand_once() {
        assert_eq!(search_tokens("申請、申請の申請"), ["申請"]);
        assert!(search_tokens("。、・").is_empty());
    }
}

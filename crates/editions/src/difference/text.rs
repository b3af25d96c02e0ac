//! Text changes, word by word.
//!
//! Japanese has no blanks between words. A run of characters of one class (kanji, hiragana, katakana, letters, digits)
//! is taken for a word: 「オンライン申請を促進」 has four.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words up to which two texts are compared word by word; longer ones are compared line by line.
const MOST_WORDS: usize = 4000;

/// A text that is not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextChange {
    /// Before; null where there was none.
    pub old: Option<String>,
    /// After; null where there is none.
    pub new: Option<String>,
    /// Both, word by word, in reading order.
    pub pieces: Vec<Piece>,
}

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// In both.
    Kept,
    /// Only in the old one.
    Removed,
    /// Only in the new one.
    Added,
}

/// A piece of a changed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its text.
    pub text: String,
}

/// The change from one text to another; none where they are the same.
#[must_use]
pub fn text_change(old: Option<&str>, new: Option<&str>) -> Option<TextChange> {
    if old == new {
        return None;
    }
    let pieces = pieces(old.unwrap_or_default(), new.unwrap_or_default());
    Some(TextChange { old: old.map(str::to_owned), new: new.map(str::to_owned), pieces })
}

fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (mut olds, mut news) = (words(old), words(new));
    if olds.len().max(news.len()) > MOST_WORDS {
        olds = old.split_inclusive('\n').collect();
        news = new.split_inclusive('\n').collect();
    }
    let mut found = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let (removed, added) = (text_of(&olds, operation.old_range()), text_of(&news, operation.new_range()));
        match operation {
            DiffOp::Equal { .. } => push(&mut found, PieceKind::Kept, removed),
            _ => {
                push(&mut found, PieceKind::Removed, removed);
                push(&mut found, PieceKind::Added, added);
            }
        }
    }
    found
}

fn push(pieces: &mut Vec<Piece>, kind: PieceKind, text: String) {
    if !text.is_empty() {
        pieces.push(Piece { kind, text });
    }
}

fn text_of(words: &[&str], range: std::ops::Range<usize>) -> String {
    words.get(range).map(<[&str]>::concat).unwrap_or_default()
}

/// Runs of characters of one class; every other character alone.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut class) = (0, Class::Other);
    for (at, character) in text.char_indices() {
        let found = Class::of(character);
        if found != class || found == Class::Other {
            words.extend(text.get(start..at).filter(|word| !word.is_empty()));
            (start, class) = (at, found);
        }
    }
    words.extend(text.get(start..).filter(|word| !word.is_empty()));
    words
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Kanji,
    Hiragana,
    Katakana,
    Letter,
    Digit,
    Other,
}

impl Class {
    fn of(character: char) -> Self {
        match character {
            '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                Self::Kanji
            }
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{31f0}'..='\u{31ff}' => Self::Katakana,
            '0'..='9' | '０'..='９' | '.' | ',' => Self::Digit,
            _ if character.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_one_class() {
        assert_eq!(
            words("オンライン申請を3,375件DX（促進）"),
            ["オンライン", "申請", "を", "3,375", "件", "DX", "（", "促進", "）"]
        );
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn a_change_is_told_word_by_word() {
        let change =
            text_change(Some("オンライン申請の推進"), Some("オンライン申請の促進")).expect("they differ");
        let told: Vec<(PieceKind, &str)> =
            change.pieces.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        assert_eq!(
            told,
            [(PieceKind::Kept, "オンライン申請の"), (PieceKind::Removed, "推進"), (PieceKind::Added, "促進")]
        );
        assert_eq!(text_change(Some("同じ"), Some("同じ")), None);
    }

    #[test]
    fn pieces_hold_both_texts() {
        let (old, new) = ("一行目。\n二行目", "一行目、\n三行目と四行目");
        let change = text_change(Some(old), Some(new)).expect("they differ");
        let without = |kind: PieceKind| -> String {
            change.pieces.iter().filter(|piece| piece.kind != kind).map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!((without(PieceKind::Added).as_str(), without(PieceKind::Removed).as_str()), (old, new));
    }
}

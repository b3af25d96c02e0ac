//! The walk over the source.

use std::ops::Range;

use super::ahead::{Ahead, is_gap};
use super::dashes;
use super::normalized::Normalized;
use super::spaces::{self, Blank, is_blank, is_line_end};
use super::width::{Folded, PLAIN, expansion, fold_char, voiced};

/// The normal form of a text, with the map back to the source.
///
/// Letters, digits, punctuation of ASCII, half-width kana, compatibility ideographs and radicals are folded; item
/// marks (①), Roman numerals, squared units, wave dashes and full-width brackets stay. Blanks between Japanese
/// characters go, letter-spaced Latin is closed up, dashes become what their neighbours make of them.
///
/// ```
/// let normalized = japanese_normalize::normalize("Ｉ Ｃ Ｔ を 活用　した①ﾃﾞｰﾀ");
/// assert_eq!(normalized.as_str(), "ICT を活用した①データ");
/// ```
pub fn normalize(source: &str) -> Normalized {
    let mut walk = Walk { source, out: Normalized::with_capacity(source.len()), spelled: None };
    walk.run();
    walk.out
}

/// [`normalize`], without the map.
///
/// ```
/// assert_eq!(japanese_normalize::normal_form("デジタルみやぎ　推進課"), "デジタルみやぎ推進課");
/// ```
pub fn normal_form(source: &str) -> String {
    normalize(source).into_string()
}

struct Walk<'a> {
    source: &'a str,
    out: Normalized,
    /// Bytes written where the last blank of a spelled word went.
    spelled: Option<usize>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let source = self.source;
        let mut at = 0;
        while let Some(rest) = source.get(at..) {
            let plain = plain_length(rest);
            self.out.copy(rest.get(..plain).unwrap_or_default(), at);
            at += plain;
            let Some(c) = rest.get(plain..).and_then(|rest| rest.chars().next()) else { break };
            at = if is_blank(c) { self.blanks(at) } else { self.other(at, c) };
        }
    }

    /// Passes a run of blanks and gives the place behind it.
    fn blanks(&mut self, from: usize) -> usize {
        let rest = self.source.get(from..).unwrap_or_default();
        let mut length = 0;
        let mut has_line_end = false;
        for c in rest.chars().take_while(|c| is_gap(*c)) {
            has_line_end |= is_line_end(c);
            length += c.len_utf8();
        }
        let end = from + length;
        let after = rest.get(length..).unwrap_or_default();
        if self.out.as_str().is_empty() || after.is_empty() {
            return end;
        }
        let blank = if has_line_end {
            Blank::Kept('\n')
        } else {
            spaces::between(self.out.as_str(), after, self.spelled)
        };
        match blank {
            Blank::Kept('\n') => self.out.replace("\n", from..end),
            Blank::Kept(_) => self.out.replace(" ", from..end),
            Blank::Gone => {}
            Blank::Spelled => self.spelled = Some(self.out.as_str().len()),
        }
        end
    }

    fn other(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if let Some(composed) = self.out.last().and_then(|last| voiced(last, c)) {
            self.out.compose_last(composed, at..end);
            return end;
        }
        let mut buffer = [0; 4];
        match self.resolved(c, end) {
            Folded::Same => self.out.copy(self.source.get(at..end).unwrap_or_default(), at),
            Folded::One(folded) if self.out.last().is_some_and(|last| voiced(last, folded).is_some()) => {
                self.expanded(c, at..end);
            }
            Folded::One(folded) => self.out.replace(folded.encode_utf8(&mut buffer), at..end),
            Folded::Many => self.expanded(c, at..end),
            Folded::Nothing => {}
        }
        end
    }

    /// Appends an expansion; a mark in it may join the letter before it.
    fn expanded(&mut self, c: char, source: Range<usize>) {
        let mut rest = expansion(c).peekable();
        while let Some(composed) = self.out.last().zip(rest.peek()).and_then(|(last, c)| voiced(last, *c)) {
            self.out.compose_last(composed, source.clone());
            rest.next();
        }
        self.out.replace(&rest.collect::<String>(), source);
    }

    fn resolved(&self, c: char, end: usize) -> Folded {
        if !dashes::is_dash(c) {
            return fold_char(c);
        }
        let before = self.out.last();
        let mut ahead = Ahead::new(self.source.get(end..).unwrap_or_default());
        let mut after = ahead.next();
        if after == Some(' ') && self.spelled == Some(self.out.as_str().len()) {
            // The dash of a spelled word (`A I – O C R`): the blank behind it goes as the one before it has.
            after = ahead.next();
        }
        match dashes::resolve(c, before, after) {
            Some(dash) if dash == c => Folded::Same,
            Some(dash) => Folded::One(dash),
            None => Folded::Same,
        }
    }
}

/// The number of bytes from the start that are copied as they are.
///
/// Reads bytes, not characters: almost all of a plan are ideographs, kana and ASCII.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Whether the character before is kana or beyond: a long vowel mark behind it is one.
    let mut japanese = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'!'..=b'~' => (at, japanese) = (at + 1, false),
            0xe3..=0xef => {
                let Some(&[second, third]) = bytes.get(at + 1..at + 3) else { return at };
                let long_vowel = japanese && (*byte, second, third) == (0xe3, 0x83, 0xbc);
                if !PLAIN.has_bytes(*byte, second, third) && !long_vowel {
                    return at;
                }
                // U+3040 and beyond.
                (at, japanese) = (at + 3, *byte > 0xe3 || second > 0x80);
            }
            _ => return at,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_characters_do() {
        for c in '\0'..='\u{ffff}' {
            let text = c.to_string();
            assert_eq!(plain_length(&text) > 0, crate::text::width::is_plain(c), "{c:?}");
        }
        assert_eq!(plain_length("データ"), 9);
        assert_eq!(plain_length("Aー"), 1);
    }

    #[test]
    fn letter_spaced_latin_is_closed_up() {
        assert_eq!(normal_form("I C T を活用"), "ICT を活用");
        assert_eq!(normal_form("A I – O C R・R P A"), "AI-OCR・RPA");
        assert_eq!(normal_form("授業 D X"), "授業 DX");
        assert_eq!(normal_form("I o T・M a a S"), "IoT・MaaS");
        assert_eq!(normal_form("Public dots & Company"), "Public dots & Company");
    }

    #[test]
    fn blanks_between_japanese_go() {
        assert_eq!(normal_form("目　的"), "目的");
        assert_eq!(normal_form(" デジタルみやぎ 推進課 "), "デジタルみやぎ推進課");
        assert_eq!(normal_form("総務部 行政経営課"), "総務部 行政経営課");
        assert_eq!(normal_form("一行\n 二行"), "一行\n二行");
    }

    #[test]
    fn half_width_kana_take_their_marks() {
        assert_eq!(normal_form("ﾊﾟﾊﾞｶﾞﾃﾞｰﾀ｡｢ｱ｣"), "パバガデータ。「ア」");
        assert_eq!(normal_form("か\u{3099}"), "が");
    }

    #[test]
    fn kept_characters_stay() {
        for text in ["①80%②44%", "Ⅲ（1）～〜", "㎡、。・○●◎※→「」『』【】"] {
            assert_eq!(normal_form(text), text);
        }
        assert_eq!(normal_form("１００％（Ｒ９）"), "100%（R9）");
    }

    #[test]
    fn ranges_lead_back_to_the_source() {
        let source = "㍻３０　年度①ｶﾞ";
        let normalized = normalize(source);
        assert_eq!(normalized.as_str(), "平成30 年度①ガ");
        let at = normalized.as_str().find('ガ').unwrap_or_default();
        assert_eq!(source.get(normalized.source_range(at..at + 3)), Some("ｶﾞ"));
    }
}

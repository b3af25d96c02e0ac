//! Headings: numbers and titles, and which of them stand above an item.

use std::borrow::Cow;

use document_model::Place;
use japanese_normalize::normal_form;

use super::fields::join_lines;
use super::forms::LABEL;
use crate::records::{CellSource, Heading};
use crate::roles::vocabulary::Vocabulary;

/// Characters that a heading has at most; longer lines are prose.
const LONGEST_HEADING: usize = 64;

/// Marks that stand before headings; ○ and ・ stand before what is told.
pub(super) const MARKS: [char; 8] = ['■', '◆', '□', '◇', '▼', '▶', '●', '★'];

/// How a heading is numbered: headings of one kind are siblings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// A word with a level of its own before or around the number (第…章, 施策 …): level and parts of the number.
    Word(usize, usize),
    /// `Ⅰ`.
    Roman,
    /// `1`, `1-1`, `1.2`: parts of the number.
    Plain(usize),
    /// `第4`.
    Ordinal,
    /// `(1)`.
    Bracketed,
    /// `①`.
    Circled,
    /// `ア`.
    Kana,
    /// `(ア)`.
    BracketedKana,
    /// Without a number: `【…】`.
    Unnumbered,
    /// A title over a list.
    ListTitle,
}

impl Scheme {
    /// Order among the schemes that need no word, outermost first.
    pub(super) fn rank(&self) -> Option<usize> {
        Some(match self {
            Self::Roman => 0,
            Self::Plain(parts) => *parts,
            Self::Bracketed => 10,
            Self::Circled => 11,
            Self::Kana => 12,
            Self::BracketedKana => 13,
            Self::Word(..) | Self::Ordinal | Self::Unnumbered | Self::ListTitle => return None,
        })
    }
}

/// A heading with its scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// How it is numbered.
    pub scheme: Scheme,
    /// Number and title.
    pub heading: Heading,
}

/// A heading where it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedHeading {
    /// Scheme, number and title.
    pub numbered: Numbered,
    /// Where it stands.
    pub place: Place,
    /// The text as extracted.
    pub raw: String,
}

impl PlacedHeading {
    /// The heading as a source of the path.
    #[must_use]
    pub fn source(&self) -> CellSource {
        CellSource { place: self.place, raw: self.raw.clone(), rule: "heading".to_owned() }
    }
}

/// Splits the number of a heading from its title: `1(1)  職員の意識改革` → `1(1)` and `職員の意識改革`.
///
/// The number must be set off from the title by a blank, a stop or brackets.
#[must_use]
pub fn split_number(text: &str) -> Option<(String, String)> {
    let plain = plain_blanks(text);
    let text = plain.trim();
    let (length, _) = scan_number(text)?;
    let (number, rest) = text.split_at_checked(length)?;
    let title = rest.trim_start_matches(['.', '．', '、', ' ', '\u{3000}', '\n', ':', '：']);
    Some((number_form(number), title_form(title)))
}

/// The text with every kind of blank (U+2003 stands for U+3000 in some fonts) as one of the two usual ones.
fn plain_blanks(text: &str) -> Cow<'_, str> {
    let odd = |character: char| character.is_whitespace() && !matches!(character, ' ' | '\n' | '\u{3000}');
    if text.contains(odd) { Cow::Owned(text.replace(odd, " ")) } else { Cow::Borrowed(text) }
}

/// A number as it is published: half-width, without blanks; circled numbers stay.
#[must_use]
pub fn number_form(text: &str) -> String {
    let normal = normal_form(text);
    let narrow = normal.chars().map(|character| match character {
        '（' => '(',
        '）' => ')',
        other => other,
    });
    narrow.filter(|character| !character.is_whitespace()).collect()
}

/// A title as it is published: on one line, without the mark of a heading that a page prints again.
fn title_form(text: &str) -> String {
    let normal = normal_form(&text.replace('\n', ""));
    let title = normal.trim();
    let again = ["（続き）", "(続き)", "（つづき）", "(つづき)"];
    let title = again.iter().find_map(|mark| title.strip_suffix(mark)).unwrap_or(title);
    without_part(title).trim_end().to_owned()
}

/// A title without the mark of its first or second page: 市民サービス（1/2）.
fn without_part(title: &str) -> &str {
    let part = |(open, close): (char, char)| {
        let (before, inside) = title.strip_suffix(close)?.rsplit_once(open)?;
        let (part, all) = inside.split_once(['/', '／'])?;
        let (part, all) = (part.trim().parse::<u8>().ok()?, all.trim().parse::<u8>().ok()?);
        (1..=all).contains(&part).then_some(before)
    };
    [('（', '）'), ('(', ')')].into_iter().find_map(part).unwrap_or(title)
}

/// Reads a heading with a number or in 【】 from a line or a cell.
#[must_use]
pub fn read_heading(text: &str, vocabulary: &Vocabulary) -> Option<Numbered> {
    let plain = plain_blanks(text);
    let trimmed = plain.trim();
    if trimmed.is_empty() || trimmed.chars().count() > LONGEST_HEADING || trimmed.contains('。') {
        return None;
    }
    // A mark before a heading (■施策1-1 …) says nothing of it.
    let marked = trimmed.trim_start_matches(MARKS).trim_start();
    if let Some(numbered) = read_worded(marked, vocabulary) {
        return Some(numbered);
    }
    // 【基本目標1　…】 is numbered in its brackets.
    let inside = trimmed.strip_prefix('【').and_then(|rest| rest.strip_suffix('】'));
    if let Some(numbered) = inside.and_then(|inside| read_worded(inside.trim(), vocabulary)) {
        return Some(numbered);
    }
    if trimmed.starts_with('【') && trimmed.ends_with('】') && trimmed.matches('【').count() == 1 {
        return Some(Numbered {
            scheme: Scheme::Unnumbered,
            heading: Heading { number: None, title: Some(title_form(trimmed)) },
        });
    }
    let (_, scheme) = scan_number(trimmed)?;
    let (number, title) = split_number(trimmed)?;
    if title.is_empty() || title.starts_with(['年', '月', '日', '.', ',', '％', '%', '／', '/']) {
        return None;
    }
    Some(Numbered { scheme, heading: Heading { number: Some(number), title: Some(title) } })
}

/// Pairs of brackets around a heading without a number.
pub(super) const BRACKETS: [(char, char); 5] =
    [('〔', '〕'), ('［', '］'), ('＜', '＞'), ('<', '>'), ('《', '》')];

/// Reads a text alone in its row, in brackets, that names no column: 〔観光の振興〕.
#[must_use]
pub fn bracketed_heading(text: &str, vocabulary: &Vocabulary) -> Option<Numbered> {
    let text = normal_form(text);
    let bracketed = |(open, close): (char, char)| text.trim().strip_prefix(open)?.strip_suffix(close);
    let inner = BRACKETS.into_iter().find_map(bracketed)?;
    let named = inner.contains([':', '：', '〔', '［', '。']) || vocabulary.heading_evidence(inner) >= LABEL;
    (!named && (2..=LONGEST_HEADING).contains(&inner.chars().count())).then(|| Numbered {
        scheme: Scheme::Unnumbered,
        heading: Heading { number: None, title: Some(inner.trim().to_owned()) },
    })
}

/// A heading whose number has a word before it or around it: `施策 10-1 …`, `第2章 …`, `変革1 …`.
fn read_worded(text: &str, vocabulary: &Vocabulary) -> Option<Numbered> {
    if let Some(rest) = text.strip_prefix('第') {
        let digits = numeral_length(rest);
        let after = rest.get(digits..).unwrap_or_default();
        let word =
            vocabulary.heading_words().iter().find(|word| digits > 0 && after.starts_with(word.as_str()));
        if let Some(word) = word {
            let (number, title) = text.split_at_checked('第'.len_utf8() + digits + word.len())?;
            return worded(vocabulary.heading_level(word)?, 1, number, title);
        }
    }
    let word = vocabulary.heading_words().iter().find(|word| text.starts_with(word.as_str()))?;
    let after = text.get(word.len()..)?;
    let blank = after.len() - after.trim_start().len();
    let rest = after.trim_start();
    let length = bracketed_numeral(rest).or_else(|| worded_numeral(rest))?;
    let (number, title) = text.split_at_checked(word.len() + blank + length)?;
    let parts = number.matches(['-', '－', '.']).count() + 1;
    worded(vocabulary.heading_level(word)?, parts, number, title)
}

fn worded(level: usize, parts: usize, number: &str, title: &str) -> Option<Numbered> {
    let set_off = title.starts_with([' ', '\u{3000}', '\n', ':', '：', '.', '．', '「'])
        || number.ends_with([')', '）']);
    let title = title.trim_start_matches([' ', '\u{3000}', '\n', ':', '：', '.', '．']).trim();
    // Letters that are set wide (I C T) are a word.
    let wide = number.ends_with(|last: char| last.is_ascii_uppercase())
        && title.starts_with(|first: char| first.is_ascii_uppercase());
    if title.is_empty() || !set_off || wide {
        return None;
    }
    let heading = Heading { number: Some(number_form(number)), title: Some(title_form(title)) };
    Some(Numbered { scheme: Scheme::Word(level, parts), heading })
}

/// Length of the numeral behind the word of a heading: `10-1`, `Ⅱ`, `IV`, `②`, `三`, `A`, `Ａ`.
fn worded_numeral(text: &str) -> Option<usize> {
    let digits = numeral_length(text);
    if digits > 0 {
        return Some(digits);
    }
    let run = |is: fn(char) -> bool| text.find(|character| !is(character)).unwrap_or(text.len());
    let roman = run(|character| matches!(character, 'Ⅰ'..='Ⅻ' | 'I' | 'V' | 'X'));
    let kanji = run(|character| "一二三四五六七八九十".contains(character));
    let single = text.chars().next().filter(|first| matches!(first, '①'..='⑳' | 'A'..='Z' | 'Ａ'..='Ｚ'));
    [roman, kanji, single.map_or(0, char::len_utf8)].into_iter().find(|length| *length > 0)
}

/// Length of `(1)`, `（１－２）` at the start.
fn bracketed_numeral(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let rest = inner.get(numeral_length(inner)..).filter(|rest| rest.len() < inner.len())?;
    let close = rest.chars().next().filter(|close| matches!(close, ')' | '）'))?;
    Some(text.len() - rest.len() + close.len_utf8())
}

/// Length of `10-1`, `4`, `１－２` at the start.
fn numeral_length(text: &str) -> usize {
    let mut length = 0;
    let mut digit_before = false;
    for character in text.chars() {
        let digit = character.is_ascii_digit() || ('０'..='９').contains(&character);
        let joint = matches!(character, '-' | '－' | '.') && digit_before;
        if !digit && !joint {
            break;
        }
        digit_before = digit;
        length += character.len_utf8();
    }
    let numeral = text.get(..length).unwrap_or_default();
    numeral.trim_end_matches(['-', '－', '.']).len()
}

/// Length and scheme of the number at the start of a heading.
fn scan_number(text: &str) -> Option<(usize, Scheme)> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳') {
        return Some((first.len_utf8(), Scheme::Circled));
    }
    if first == '(' || first == '（' {
        return scan_bracketed(text);
    }
    if let Some(rest) = text.strip_prefix('第') {
        let digits = numeral_length(rest);
        return set_off('第'.len_utf8() + digits, text, digits > 0).map(|length| (length, Scheme::Ordinal));
    }
    let roman =
        text.find(|character: char| !matches!(character, 'Ⅰ'..='Ⅻ' | 'I' | 'V' | 'X')).unwrap_or(text.len());
    if (1..=12).contains(&roman) {
        if text.get(roman..).is_some_and(|rest| rest.starts_with('(') || rest.starts_with('（')) {
            return compound(text, roman);
        }
        return set_off(roman, text, true).map(|length| (length, Scheme::Roman));
    }
    if matches!(first, 'ア'..='ン') {
        return set_off(first.len_utf8(), text, true).map(|length| (length, Scheme::Kana));
    }
    let digits = numeral_length(text);
    if digits == 0 {
        return None;
    }
    compound(text, digits)
}

/// `1`, `1(1)`, `3(6)ア`, `3(1)イ ウ エ`, `3(2)その他`.
fn compound(text: &str, digits: usize) -> Option<(usize, Scheme)> {
    let rest = text.get(digits..)?;
    let parts = text.get(..digits)?.matches(['-', '－', '.']).count() + 1;
    let Some((bracket, _)) = scan_bracketed(rest) else {
        return set_off(digits, text, true).map(|length| (length, Scheme::Plain(parts)));
    };
    let mut length = digits + bracket;
    let mut tail = text.get(length..)?;
    while let Some(kana) = next_kana(tail) {
        length += kana;
        tail = text.get(length..)?;
    }
    Some((length, Scheme::Plain(parts + 1)))
}

/// Length of a blank and a single kana that stands alone.
fn next_kana(text: &str) -> Option<usize> {
    let blank = text.len() - text.trim_start_matches(' ').len();
    let mut characters = text.get(blank..)?.chars();
    let kana = characters.next().filter(|character| matches!(character, 'ア'..='コ'))?;
    let alone = characters.next().is_none_or(|next| next == ' ' || next == '\n' || next == '\u{3000}');
    alone.then(|| blank + kana.len_utf8())
}

fn scan_bracketed(text: &str) -> Option<(usize, Scheme)> {
    let close = text.find([')', '）'])?;
    let open = text.chars().next().filter(|character| matches!(character, '(' | '（'))?;
    let inside = text.get(open.len_utf8()..close)?.trim();
    let length = close + text.get(close..)?.chars().next()?.len_utf8();
    if !inside.is_empty() && inside.len() <= 6 && numeral_length(inside) == inside.len() {
        return Some((length, Scheme::Bracketed));
    }
    let mut characters = inside.chars();
    let kana = characters.next().is_some_and(|character| matches!(character, 'ア'..='ン'))
        && characters.next().is_none();
    kana.then_some((length, Scheme::BracketedKana))
}

/// The length, if what follows it sets the number off from the title, or nothing follows.
fn set_off(length: usize, text: &str, numeral: bool) -> Option<usize> {
    let rest = text.get(length..)?;
    let joined = rest
        .chars()
        .next()
        .is_some_and(|next| !matches!(next, ' ' | '\u{3000}' | '.' | '．' | '、' | '「' | '\n' | ':' | '：'));
    (numeral && !joined).then_some(length)
}

/// The heading that a cell of a heading column holds, with an optional cell for its number.
#[must_use]
pub fn group_heading(number: Option<&str>, text: Option<&str>, vocabulary: &Vocabulary) -> Option<Heading> {
    let number = number.map(number_form).filter(|text| !text.is_empty());
    let text = text.map(untangle_vertical).filter(|text| !text.trim().is_empty());
    match (number, text) {
        (None, None) => None,
        (Some(number), text) => {
            Some(Heading { number: Some(number), title: text.as_deref().map(title_form) })
        }
        (None, Some(text)) => {
            if let Some(worded) = read_worded(text.trim(), vocabulary) {
                return Some(worded.heading);
            }
            Some(match split_number(&text).filter(|(_, title)| !title.is_empty()) {
                Some((number, title)) => Heading { number: Some(number), title: Some(title) },
                None => Heading { number: None, title: Some(title_form(&text)) },
            })
        }
    }
}

/// The lines of a heading on one line; a number that fills the first of them stays parted from its title.
#[must_use]
pub fn join_heading(text: &str, vocabulary: &Vocabulary) -> String {
    let split = text.trim_start().split_once('\n');
    match split.filter(|(first, rest)| is_number_alone(first.trim(), vocabulary) && !rest.trim().is_empty()) {
        Some((first, rest)) => format!("{}\n{}", first.trim(), join_lines(rest)),
        None => join_lines(text),
    }
}

/// `1`, `(1)`, `Ⅰ`, `施策1`, `第2章`: a number without a title.
fn is_number_alone(text: &str, vocabulary: &Vocabulary) -> bool {
    let whole = scan_number(text).is_some_and(|(length, _)| length == text.len());
    whole
        || read_worded(&format!("{text}\n{text}"), vocabulary)
            .is_some_and(|read| read.heading.title.as_deref() == Some(&title_form(text)))
}

/// Vertical text in two columns that was read across: `の共 実生 現社 会` is 共生社会の実現.
///
/// Only text of at least three pairs of characters, the last perhaps one, is taken for that.
#[must_use]
pub fn untangle_vertical(text: &str) -> String {
    let trimmed = text.trim();
    let first = trimmed.split_whitespace().next().unwrap_or_default();
    let number = scan_number(first).filter(|(length, _)| *length == first.len()).map(|_| first);
    let body = trimmed.get(number.map_or(0, str::len)..).unwrap_or_default();
    let pieces: Vec<Vec<char>> = body.split_whitespace().map(|piece| piece.chars().collect()).collect();
    let pairs = pieces.iter().filter(|piece| piece.len() == 2).count();
    let last_single = pieces.last().is_some_and(|piece| piece.len() == 1);
    let expected = pieces.len() - usize::from(last_single);
    if pairs < 3
        || pairs != expected
        || !body.chars().all(|character| character.is_whitespace() || !character.is_ascii())
    {
        return text.to_owned();
    }
    let right: String = pieces.iter().filter_map(|piece| piece.last()).collect();
    let left: String =
        pieces.iter().filter(|piece| piece.len() == 2).filter_map(|piece| piece.first()).collect();
    match number {
        Some(number) => format!("{number} {right}{left}"),
        None => format!("{right}{left}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::heading_stack::HeadingStack;

    fn split(text: &str) -> Option<(String, String)> {
        split_number(text)
    }

    #[test]
    fn splits_numbers_that_are_set_off() {
        let pair = |number: &str, title: &str| Some((number.to_owned(), title.to_owned()));
        assert_eq!(split("1(1)  職員の意識改革と行動変容"), pair("1(1)", "職員の意識改革と行動変容"));
        assert_eq!(split("第4-1 市町村支援・連携"), pair("第4-1", "市町村支援・連携"));
        assert_eq!(split("1 「暮らしのDX」"), pair("1", "「暮らしのDX」"));
        assert_eq!(split("3次元モデル"), None);
        assert_eq!(split("I 安全・安心の確保"), pair("I", "安全・安心の確保"));
        assert_eq!(split("ICT人材"), None);
    }

    #[test]
    fn reads_headings_with_words() {
        let vocabulary = Vocabulary::builtin();
        let heading = |text: &str| read_heading(text, &vocabulary).map(|numbered| numbered.heading);
        let expect = |number: &str, title: &str| {
            Some(Heading { number: Some(number.into()), title: Some(title.into()) })
        };
        assert_eq!(heading("施策 10-1 社会におけるDXの推進"), expect("施策10-1", "社会におけるDXの推進"));
        assert_eq!(heading("第2章 みえ元気プラン"), expect("第2章", "みえ元気プラン"));
        assert_eq!(heading("変革1 県庁改革"), expect("変革1", "県庁改革"));
        assert_eq!(heading("施策の方向（１）行政手続"), expect("施策の方向(1)", "行政手続"));
        assert_eq!(heading("基本目標Ⅰ　意識づくり"), expect("基本目標Ⅰ", "意識づくり"));
        assert_eq!(heading("施策1\n走行空間の整備"), expect("施策1", "走行空間の整備"));
        assert_eq!(heading("課題２　性の多様性"), expect("課題2", "性の多様性"));
        assert_eq!(heading("方針Ａ　学び"), expect("方針A", "学び"));
        assert_eq!(heading("施策 I C T の活用"), None);
        assert_eq!(heading("基本方針一　学び"), expect("基本方針一", "学び"));
        assert_eq!(heading("施策ICTの活用"), None);
        assert_eq!(heading("取組一覧　令和6年度"), None);
    }

    #[test]
    fn a_number_that_fills_a_line_is_no_part_of_the_title() {
        let vocabulary = Vocabulary::builtin();
        let heading = |text: &str| group_heading(None, Some(&join_heading(text, &vocabulary)), &vocabulary);
        let expect = |number: Option<&str>, title: &str| {
            Some(Heading { number: number.map(str::to_owned), title: Some(title.into()) })
        };
        assert_eq!(heading("施策1\n走行空間の\n整備"), expect(Some("施策1"), "走行空間の整備"));
        assert_eq!(heading("Ⅰ\n暮らし"), expect(Some("Ⅰ"), "暮らし"));
        assert_eq!(heading("1\n暮らし"), expect(Some("1"), "暮らし"));
        assert_eq!(heading("暮らしの\n安全"), expect(None, "暮らしの安全"));
        assert_eq!(heading("施策\n1 暮らし"), expect(Some("施策1"), "暮らし"));
    }

    #[test]
    fn a_sibling_closes_what_stands_below() {
        let vocabulary = Vocabulary::builtin();
        let mut stack = HeadingStack::default();
        for text in ["1 暮らしのDX", "(1) 子育て支援", "(2) 教育の充実", "2 産業のDX", "(1) 中小企業支援"]
        {
            let place = Place::in_text(document_model::PageNumber::FIRST, 1, 1);
            let numbered = read_heading(text, &vocabulary).unwrap();
            stack.enter(PlacedHeading { numbered, place, raw: text.into() });
        }
        let entries = stack.entries().iter();
        let numbers: Vec<_> = entries.filter_map(|entry| entry.numbered.heading.number.as_deref()).collect();
        assert_eq!(numbers, ["2", "(1)"]);
    }

    #[test]
    fn a_table_below_several_marked_headings_belongs_to_none_of_them() {
        let vocabulary = Vocabulary::builtin();
        let innermost = |texts: &[&str]| {
            let mut stack = HeadingStack::default();
            for text in texts {
                let place = Place::in_text(document_model::PageNumber::FIRST, 1, 1);
                let numbered = read_heading(text, &vocabulary).unwrap();
                stack.enter(PlacedHeading { numbered, place, raw: (*text).into() });
            }
            stack.leave_run();
            stack.last().and_then(|last| last.numbered.heading.number.clone())
        };
        let several = ["施策 1-1 相談", "■ 基本事業1：窓口", "■ 基本事業2：研修"];
        assert_eq!(innermost(&several).as_deref(), Some("施策1-1"));
        assert_eq!(innermost(&several[..2]).as_deref(), Some("基本事業1"));
        assert_eq!(innermost(&["■施策1-1 相談"]).as_deref(), Some("施策1-1"));
    }

    #[test]
    fn untangles_vertical_text_read_across() {
        assert_eq!(untangle_vertical("Ⅲ の共 実生 現社 会"), "Ⅲ 共生社会の実現");
        assert_eq!(untangle_vertical("四日 市市"), "四日 市市");
    }
}

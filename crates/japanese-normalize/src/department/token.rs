//! Names, brackets and separators of a department string.

use super::name::{is_general, level, trim_end, trim_start};
use crate::glyphs::{Gap, Glyphs};

/// A token with the number of characters that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, and whether a separator (not a blank) stands before it.
    Name { text: String, separated: bool },
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// Longest text that is read as departments, in characters: no cell with departments is a tenth as long.
const LONGEST: usize = 4_000;

/// The tokens of a text; none where it is too long to be departments.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let glyphs = Glyphs::scan(text);
    if glyphs.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    let mut separated = false;
    let mut start = 0;
    let mut index = 0;
    while index <= glyphs.len() {
        let c = glyphs.at(index);
        let boundary = c == '\0' || is_bracket(c) || is_separator(c) || parts_levels(&glyphs, start, index);
        if boundary || (index > start && glyphs.gap(index) != Gap::None && ends_name(&glyphs, start, index)) {
            push_names(&glyphs, start..index, separated, &mut tokens);
            separated = separated && index == start;
            start = index;
            if boundary {
                match c {
                    '(' | '[' | '〔' | '【' => tokens.push(Token::Open),
                    ')' | ']' | '〕' | '】' => tokens.push(Token::Close),
                    // 総務部/人事課 is a path, not a list.
                    _ => separated = !matches!(c, '\0' | '/' | '-' | '>' | ':'),
                }
                start = index + 1;
            }
        }
        index += 1;
    }
    Some(tokens)
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '〔' | '〕' | '【' | '】')
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '、' | ',' | '/' | ';' | '。' | '○' | '●' | '◎' | '→' | '|' | '+' | '&' | '※' | '\u{2460}'
            ..='\u{2473}'
    )
}

/// Whether a mark between two levels stands at `index`: `企画部-企画課`, `企画部 > 企画課`, `企画部：企画課`.
fn parts_levels(glyphs: &Glyphs, start: usize, index: usize) -> bool {
    let unit = matches!(glyphs.before(index), '部' | '局' | '庁' | '省' | '会' | '所');
    match glyphs.at(index) {
        '>' => true,
        '-' => unit,
        // 担当部局：総務課 is a label.
        ':' => {
            let head = glyphs.string(start, index);
            let label = [
                "担当",
                "主管",
                "所管",
                "関係",
                "実施",
                "部局",
                "連携",
                "取りまとめ",
                "とりまとめ",
                "事務局",
            ];
            unit && level(&head).is_some()
                && !is_general(&head)
                && !label.iter().any(|word| head.contains(word))
        }
        _ => false,
    }
}

/// Whether the name before a blank is whole: `総務部 人事課`, but not `デジタルみやぎ 推進課`.
fn ends_name(glyphs: &Glyphs, start: usize, index: usize) -> bool {
    let before = glyphs.string(start, index);
    let last = before.rsplit('・').next().unwrap_or(&before);
    let whole = level(trim_end(last)).is_some() || level(trim_end(&before)).is_some();
    // A line that ends in 生活安全・ goes on, and so does 道路 管理課.
    whole && !before.ends_with('・')
}

/// Pushes the names between `・`, `及び` and `と` of a part without blanks and brackets.
fn push_names(glyphs: &Glyphs, range: std::ops::Range<usize>, separated: bool, tokens: &mut Vec<Token>) {
    let text = glyphs.string(range.start, range.end);
    let text = text.trim_matches(['・', '-', '*', '•', ':']);
    if text.is_empty() {
        return;
    }
    let mut separated = separated;
    let mut pending = String::new();
    let parts = split_words(text);
    let last_unit = parts.iter().rposition(|part| level(trim_end(part.text)).is_some());
    for (at, part) in parts.iter().enumerate() {
        if !pending.is_empty() {
            // ・ separates where both sides end in a unit; otherwise it belongs to the name. 生徒指導課・研修企画・支援課
            // are two: the second name ends later.
            let left = level(trim_end(&pending)).is_some();
            let right = last_unit.is_some_and(|last| at <= last) || part.word;
            if left && right {
                push(&pending, separated, tokens);
                (pending, separated) = (String::new(), true);
            } else {
                pending.push_str(part.mark);
            }
        }
        pending.push_str(part.text);
    }
    push(&pending, separated, tokens);
}

struct Part<'a> {
    text: &'a str,
    /// The separator before it.
    mark: &'a str,
    /// Whether that separator is a word, which also stands before names without an ending.
    word: bool,
}

fn split_words(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut mark = "";
    while !rest.is_empty() {
        let next = ["・", "及び", "並びに", "および", "ならびに", "と", "や"]
            .iter()
            .filter_map(|mark| {
                let found = rest.match_indices(mark).map(|(at, _)| at);
                found
                    .filter(|at| *at > 0 && (!matches!(*mark, "と" | "や") || joins_names(rest, *at)))
                    .min()
                    .map(|at| (at, *mark))
            })
            .min();
        let (head, found, tail) = match next {
            Some((at, found)) => {
                (rest.get(..at).unwrap_or_default(), found, rest.get(at + found.len()..).unwrap_or_default())
            }
            None => (rest, "", ""),
        };
        parts.push(Part { text: head, mark, word: false });
        (mark, rest) = (found, tail);
    }
    parts
}

/// Whether と or や at a place joins two names: 総務課と企画課, but not 食と農の振興部.
fn joins_names(text: &str, at: usize) -> bool {
    let (left, right) =
        (text.get(..at).unwrap_or_default(), text.get(at + 'と'.len_utf8()..).unwrap_or_default());
    left.ends_with(['部', '局', '課', '室', '庁', '省'])
        && level(left).is_some()
        && level(trim_end(right)).is_some()
}

fn push(text: &str, separated: bool, tokens: &mut Vec<Token>) {
    let name = trim_start(trim_end(text));
    let name = if is_general(text) { text } else { name };
    // 人事課 ほか関係課 names no more than 人事課.
    let others = ["ほか", "その他", "他"].iter().any(|word| name.strip_prefix(word).is_some_and(is_general));
    if !name.is_empty() && !others {
        tokens.push(Token::Name { text: name.to_owned(), separated });
    }
}

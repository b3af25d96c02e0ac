//! What a run of blanks becomes: nothing, one blank, or a line end.

use super::width::{Folded, expansion, fold_char};

/// Blanks that Unicode and real files know, and control characters, which never mean anything in a plan.
pub(crate) fn is_blank(c: char) -> bool {
    c <= ' '
        || matches!(c, '\u{7f}'..='\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}'
        | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{3164}')
}

pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character belongs to Japanese writing, where blanks separate no words.
pub(crate) fn is_japanese(c: char) -> bool {
    c >= '\u{2010}'
        && !matches!(c, '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{abff}' | '\u{fb00}'..='\u{fdff}')
}

/// The blank that stays of a run between `before` (source up to the run) and `after` (source behind it).
pub(crate) fn between(before: &str, after: &str, has_line_end: bool) -> Option<char> {
    if has_line_end {
        return Some('\n');
    }
    let left = narrow_last(before.chars().next_back()?);
    let right = narrow(after.chars().next()?);
    // A dash with a blank beside it stays apart: it is no long vowel.
    let dash = |c: char| super::dashes::is_dash(c) && !matches!(c, 'ー' | 'ｰ');
    if is_japanese(left) && is_japanese(right) && !dash(left) && !dash(right) {
        return separates_departments(before, after).then_some(' ');
    }
    if is_spaced_letter_before(before) && (is_spaced_letter_after(after) || is_dash_then_letter(after)) {
        return None;
    }
    if is_letter_then_dash(before) && is_spaced_letter_after(after) {
        return None;
    }
    Some(' ')
}

/// Whether names of departments stand on both sides: `総務部 行政経営課`.
///
/// Both sides end in a unit there; `デジタルみやぎ 推進課` is one name that a line end has cut.
fn separates_departments(before: &str, after: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if !is_unit(last) {
        return false;
    }
    // Every name up to a bracket or the end must end so: a blank that goes would change what stands behind this one.
    let mut length = 0;
    let mut end = None;
    for c in after.chars().take(LONGEST_LIST) {
        let stops = is_line_end(c) || matches!(c, '(' | '（' | '、');
        if stops || is_blank(c) {
            if length > 0 && !(length >= 2 && end.is_some_and(is_unit)) {
                return false;
            }
            if stops {
                return length > 0 || end.is_some();
            }
            length = 0;
        } else {
            length += 1;
            end = Some(c);
        }
    }
    after.chars().nth(LONGEST_LIST).is_none() && (length == 0 || length >= 2) && end.is_some_and(is_unit)
}

/// Characters of the longest list of departments that keeps its blanks.
const LONGEST_LIST: usize = 200;

fn is_unit(c: char) -> bool {
    matches!(c, '部' | '局' | '庁' | '課' | '室')
}

/// The first character of what a character becomes.
fn narrow(c: char) -> char {
    match fold_char(c) {
        Folded::One(folded) => folded,
        Folded::Many => expansion(c).next().unwrap_or(c),
        _ => c,
    }
}

/// The last character of what a character becomes.
fn narrow_last(c: char) -> char {
    match fold_char(c) {
        Folded::Many => expansion(c).last().unwrap_or(c),
        _ => narrow(c),
    }
}

/// Whether the text ends in one letter of spaced Latin: a capital with a blank or boundary before it, or a small
/// letter behind such a one (`I o T`, `M a a S`).
fn is_spaced_letter_before(before: &str) -> bool {
    let mut back = before.chars().rev().peekable();
    // Words of more letters than this are never printed spaced.
    for _ in 0..8 {
        let Some(letter) = back.next().map(narrow_last).filter(char::is_ascii_alphabetic) else {
            return false;
        };
        let alone = back.peek().copied().map(narrow_last).is_none_or(|c| !is_latin(c) && c != '-');
        if !alone || letter.is_ascii_uppercase() {
            return alone;
        }
        if back.next_if(|c| is_blank(*c)).is_none() {
            return false;
        }
        while back.next_if(|c| is_blank(*c)).is_some() {}
    }
    false
}

/// Letters and digits that form words with one another.
fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_japanese(c)
}

fn is_spaced_letter_after(after: &str) -> bool {
    let mut chars = after.chars().flat_map(folded);
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next().is_none_or(|c| !is_latin(c))
}

/// What a character becomes.
fn folded(c: char) -> impl Iterator<Item = char> {
    let many = fold_char(c) == Folded::Many;
    (!many).then(|| narrow(c)).into_iter().chain(many.then(|| expansion(c)).into_iter().flatten())
}

/// `– O` behind `I`.
fn is_dash_then_letter(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(super::dashes::is_dash) else { return false };
    let letter = rest.trim_start_matches(is_gap);
    rest.strip_suffix(letter).is_some_and(|gap| gap.contains(is_blank)) && is_spaced_letter_after(letter)
}

/// `A I –` before `O`.
fn is_letter_then_dash(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(super::dashes::is_dash) else { return false };
    let letter = rest.trim_end_matches(is_gap);
    rest.strip_prefix(letter).is_some_and(|gap| gap.contains(is_blank)) && is_spaced_letter_before(letter)
}

/// Blanks, and what has no width.
pub(crate) fn is_gap(c: char) -> bool {
    is_blank(c) || !c.is_ascii() && fold_char(c) == Folded::Nothing
}

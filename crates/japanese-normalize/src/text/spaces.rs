//! What a run of blanks becomes: nothing, one blank, or a line end.
//!
//! Every question looks at characters in normal form: what has been written, and what lies [`Ahead`].

use super::ahead::Ahead;
use super::dashes::is_dash;

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

/// What a run of blanks becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// It stays, as one blank or one line end.
    Kept(char),
    /// It goes.
    Gone,
    /// It goes, since it stood between letters that spell one word: `I C T`, `A I – O C R`.
    Spelled,
}

/// What a run of blanks without a line end becomes between what has been `written` and `after`.
///
/// `spelled` is the place in `written` where the last blank of a spelled word went.
pub(super) fn between(written: &str, after: &str, spelled: Option<usize>) -> Blank {
    let mut ahead = Ahead::new(after);
    let (Some(left), Some(right)) = (written.chars().next_back(), ahead.next()) else { return Blank::Gone };
    // A dash with a blank beside it stays apart: it is no long vowel.
    let dash = |c: char| is_dash(c) && !matches!(c, 'ー' | 'ｰ');
    if is_japanese(left) && is_japanese(right) && !dash(left) && !dash(right) {
        let separates = is_unit(left) && separates_departments(after);
        return if separates { Blank::Kept(' ') } else { Blank::Gone };
    }
    let head = written.len() - left.len_utf8();
    let goes_on = spelled == Some(head);
    if is_dash(left) && goes_on {
        return Blank::Spelled;
    }
    let spells = left.is_ascii_alphabetic()
        && (goes_on || left.is_ascii_uppercase() && stands_alone(written.get(..head).unwrap_or_default()));
    if spells && (is_letter_alone(right, &mut ahead) || is_dash_then_letter(right, &mut ahead)) {
        return Blank::Spelled;
    }
    Blank::Kept(' ')
}

/// Whether a letter behind `head` belongs to no word before it.
fn stands_alone(head: &str) -> bool {
    head.chars().next_back().is_none_or(|c| !is_latin(c) && c != '-')
}

/// Whether `letter` is one, and what lies ahead is no part of its word.
fn is_letter_alone(letter: char, ahead: &mut Ahead<'_>) -> bool {
    letter.is_ascii_alphabetic() && ahead.next().is_none_or(|c| !is_latin(c))
}

/// `– O` behind `A I`: a dash with blanks on both sides.
fn is_dash_then_letter(dash: char, ahead: &mut Ahead<'_>) -> bool {
    is_dash(dash)
        && ahead.next() == Some(' ')
        && ahead.next().is_some_and(|letter| is_letter_alone(letter, ahead))
}

/// Letters and digits that form words with one another.
fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_japanese(c)
}

/// Whether names of departments lie ahead, as one does behind: `総務部 行政経営課`.
///
/// Both sides end in a unit there; `デジタルみやぎ 推進課` is one name that a line end has cut. Every name up to a
/// bracket or the end must end so: a blank that goes would change what stands behind this one.
fn separates_departments(after: &str) -> bool {
    let mut ahead = Ahead::new(after);
    let mut length = 0;
    let mut end = None;
    let is_name = |length: i32, end: Option<char>| length >= 2 && end.is_some_and(is_unit);
    for _ in 0..LONGEST_LIST {
        let Some(c) = ahead.next() else {
            return (length == 0 || length >= 2) && end.is_some_and(is_unit);
        };
        let stops = matches!(c, '\n' | '(' | '（' | '、');
        if stops || c == ' ' {
            if length > 0 && !is_name(length, end) {
                return false;
            }
            if stops {
                return end.is_some();
            }
            length = 0;
        } else {
            length += 1;
            end = Some(c);
        }
    }
    false
}

/// Characters of the longest list of departments that keeps its blanks.
const LONGEST_LIST: usize = 200;

fn is_unit(c: char) -> bool {
    matches!(c, '部' | '局' | '庁' | '課' | '室')
}

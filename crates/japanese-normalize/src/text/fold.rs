//! The key by which texts are compared.

use super::dashes::is_dash;
use super::spaces::is_blank;
use super::width::{Folded, expansion, fold_char, voiced};
use unicode_normalization::UnicodeNormalization as _;

/// A key for comparison: NFKC with radicals, dashes and waves made one, and all white space removed.
///
/// Latin letters keep their case. The key is not for display: ① becomes 1.
///
/// ```
/// use japanese_normalize::fold;
/// assert_eq!(fold("デ－タ　連携（Ｒ６～８）"), fold("データ連携(R6〜8)"));
/// ```
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if stays(c) {
            key.push(c);
            continue;
        }
        if let Some(composed) = key.chars().next_back().and_then(|last| voiced(last, c)) {
            key.pop();
            key.push(composed);
            continue;
        }
        match fold_char(c) {
            Folded::Nothing => {}
            Folded::Many => expansion(c).for_each(|c| compose(&mut key, c)),
            Folded::One(folded) if is_final(folded) => compose(&mut key, folded),
            // ➀ is ①, and that is 1.
            Folded::One(folded) => std::iter::once(folded).nfkc().for_each(|c| compose(&mut key, c)),
            Folded::Same if is_final(c) => push(&mut key, c),
            // ¨ would become a blank with an accent, and the accent join the letter before it.
            Folded::Same if std::iter::once(c).nfkc().any(char::is_whitespace) => push(&mut key, c),
            Folded::Same => std::iter::once(c).nfkc().for_each(|c| compose(&mut key, c)),
        }
    }
    key
}

/// Characters that stay in every place: no dashes, waves, blanks and marks.
fn stays(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fb}' | '!'..=',' | '.'..='}' | '、' | '。')
}

/// Characters that NFKC leaves as they are.
fn is_final(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{3041}'..='\u{9fff}') && !is_compatible(c)
}

/// CJK letters and months in circles, which NFKC folds.
fn is_compatible(c: char) -> bool {
    matches!(c, '\u{3200}'..='\u{33ff}')
}

/// Pushes a character of an expansion, which may be a mark that joins the letter before it.
fn compose(key: &mut String, c: char) {
    match key.chars().next_back().and_then(|last| voiced(last, c)) {
        Some(composed) => {
            key.pop();
            key.push(composed);
        }
        None => push(key, c),
    }
}

fn push(key: &mut String, c: char) {
    match c {
        _ if is_blank(c) => {}
        '\u{e0100}'..='\u{e01ef}' => {}
        '〜' | '～' | '∼' | '˜' => key.push('~'),
        // ㎧ is m∕s.
        '\u{2215}' => key.push('/'),
        // A long vowel mark and a dash are told apart by the kana before them.
        _ if is_dash(c) => {
            let kana = key.chars().next_back().is_some_and(|c| matches!(c, '\u{3041}'..='\u{30ff}'));
            key.push(if kana { 'ー' } else { '-' });
        }
        _ => key.push(c),
    }
}

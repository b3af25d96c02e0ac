//! Which dash a dash is, by what stands on both sides.

/// Dashes that people type for one another.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '−'
            | '－'
            | '─'
            | '━'
            | 'ー'
            | 'ｰ'
            | '﹣'
            | '⁃'
    )
}

/// What a dash means between `before` and `after` (in normal form), or none where it stays as it is.
pub(crate) fn resolve(dash: char, before: Option<char>, after: Option<char>) -> Option<char> {
    let alnum = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match dash {
        '-' => None,
        'ー' | 'ｰ' if alnum(before) && alnum(after) => Some('-'),
        'ー' => None,
        'ｰ' => Some('ー'),
        _ if before.is_some_and(takes_a_long_vowel) && after.is_some_and(is_katakana) => Some('ー'),
        '－' | '−' | '‐' | '‑' | '‒' | '–' if alnum(before) && alnum(after) => Some('-'),
        '－' | '−' | '‐' | '‑' | '‒' | '﹣' if digit(after) => Some('-'),
        '－' | '‐' | '‑' if before.is_some_and(takes_a_long_vowel) && !alnum(after) => Some('ー'),
        '－' | '﹣' => Some('-'),
        '‑' => Some('‐'),
        _ => None,
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Katakana behind which a dash can be a long vowel: none is behind ー, ッ and ン.
fn takes_a_long_vowel(c: char) -> bool {
    is_katakana(c) && !matches!(c, 'ー' | 'ッ' | 'ン')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_between_katakana_is_a_long_vowel() {
        assert_eq!(resolve('－', Some('デ'), Some('タ')), Some('ー'));
        assert_eq!(resolve('－', Some('タ'), None), Some('ー'));
        assert_eq!(resolve('－', Some('ー'), Some('カ')), Some('-'));
        assert_eq!(resolve('－', Some('ン'), None), Some('-'));
    }

    #[test]
    fn a_dash_before_digits_is_a_minus() {
        assert_eq!(resolve('−', None, Some('5')), Some('-'));
        assert_eq!(resolve('ー', Some('I'), Some('O')), Some('-'));
    }
}

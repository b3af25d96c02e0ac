//! Character references: `&nbsp;`, `&#12354;`, `&#x3042;`.

/// Longest reference with a known name or a valid number, `&` and `;` counted.
const LONGEST: usize = 12;

/// The names that plan texts and office exports use. A name needs its `;`: `&lt` may be a word.
const NAMES: [(&str, char); 48] = [
    ("amp", '&'),
    ("apos", '\''),
    ("bull", '•'),
    ("cent", '¢'),
    ("copy", '©'),
    ("darr", '↓'),
    ("deg", '°'),
    ("divide", '÷'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("euro", '€'),
    ("frac12", '½'),
    ("ge", '≥'),
    ("gt", '>'),
    ("harr", '↔'),
    ("hellip", '…'),
    ("infin", '∞'),
    ("laquo", '«'),
    ("larr", '←'),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("permil", '‰'),
    ("plusmn", '±'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("sect", '§'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("thinsp", '\u{2009}'),
    ("times", '×'),
    ("trade", '™'),
    ("uarr", '↑'),
    ("yen", '¥'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

/// The character that the reference at the start of `text` stands for, and the reference's length.
pub(crate) fn entity_at(text: &str) -> Option<(char, usize)> {
    let after = text.strip_prefix('&')?;
    let end = after.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let body = after.get(..end)?;
    let meant = match body.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMES.binary_search_by(|(name, _)| (*name).cmp(body)).ok().and_then(|at| NAMES.get(at))?.1,
    };
    Some((meant, end + 2))
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    // Browsers read these numbers as the bytes of Windows-1252, and office exports rely on it.
    if let (0x80..=0x9f, Ok(byte)) = (code, u8::try_from(code)) {
        let bytes = [byte];
        let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return decoded.chars().next();
    }
    char::from_u32(code).filter(|meant| *meant != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_names_and_numbers() {
        assert_eq!(entity_at("&nbsp;x"), Some(('\u{a0}', 6)));
        assert_eq!(entity_at("&lt;"), Some(('<', 4)));
        assert_eq!(entity_at("&#12354;"), Some(('あ', 8)));
        assert_eq!(entity_at("&#x3042;"), Some(('あ', 8)));
        assert_eq!(entity_at("&#150;"), Some(('–', 6)));
    }

    #[test]
    fn leaves_other_ampersands_alone() {
        for text in ["&", "&;", "&lt", "R&D;", "&#;", "&#0;", "&#xd800;", "&#+5;", "&施策;", "&unknown;"] {
            assert_eq!(entity_at(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
    }
}

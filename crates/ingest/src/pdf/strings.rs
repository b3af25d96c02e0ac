//! Text strings of dictionaries.

/// The first half of PDFDocEncoding that is not ASCII: 0x18 to 0x1F (ISO 32000-1, annex D.2).
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];

/// 0x80 to 0xA0 of PDFDocEncoding.
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// A text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding (ISO 32000-2, 7.9.2.2).
///
/// Japanese producers also write Shift_JIS without a mark.
pub(super) fn text(bytes: &[u8]) -> String {
    let decoded = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => unmarked(bytes),
    };
    without_language(&decoded)
}

fn unmarked(bytes: &[u8]) -> String {
    if !bytes.is_ascii() {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return text.to_owned();
        }
        let (text, malformed) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes);
        let is_japanese =
            |character: char| matches!(character, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        if !malformed && text.chars().any(is_japanese) {
            return text.into_owned();
        }
    }
    bytes.iter().map(|byte| character(*byte)).collect()
}

fn character(byte: u8) -> char {
    match byte {
        0x18..=0x1F => LOW.get(usize::from(byte - 0x18)).copied().unwrap_or('\u{fffd}'),
        0x80..=0xA0 => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// Leaves out marks of the language: an escape character before and after a code such as `ja`.
fn without_language(text: &str) -> String {
    if !text.contains('\u{1b}') {
        return text.to_owned();
    }
    text.split('\u{1b}').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_strings() {
        assert_eq!(text(b"\xFE\xFF\x8A\x08\x75\x3B"), "計画");
        assert_eq!(text(b"Plan \x84 2"), "Plan — 2");
        assert_eq!(text(b"\x8C\x76\x89\xE6"), "計画");
        assert_eq!(text("計画".as_bytes()), "計画");
        assert_eq!(text(b"\xFE\xFF\0\x1B\0j\0a\0\x1B\x8A\x08"), "計");
    }
}

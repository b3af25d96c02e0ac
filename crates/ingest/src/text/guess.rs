//! Which encoding some bytes are in, and whether they are text at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::decode::{Trust, decode_as};

/// How much of a text is looked at, from its first character that is not ASCII: 256 KiB.
const SAMPLE_BYTES: usize = 1 << 18;

/// Where a declaration in HTML is looked for, as browsers do.
const DECLARATION_BYTES: usize = 1024;

/// One control character in so many bytes is too many for text: 50.
///
/// Compressed data has one in 10; a plan text with stray ones, one in thousands.
const CONTROL_SHARE: usize = 50;

/// Malformed sequences allowed for each hundred good characters in a nearly valid text.
const NEARLY_VALID: u64 = 2;

/// The encoding of these bytes, and how far it can be trusted.
pub(super) fn guess(bytes: &[u8]) -> (&'static Encoding, Trust) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, Trust::Sure);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, Trust::Sure);
    }
    if is_iso_2022_jp(bytes) {
        return (ISO_2022_JP, Trust::Sure);
    }
    if nearly_utf8(bytes) {
        return (UTF_8, Trust::Sure);
    }
    let sample = sample(bytes);
    if let Some(declared) = declared_in_html(bytes).filter(|declared| fits(sample, declared)) {
        return (declared, Trust::Sure);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() < SAMPLE_BYTES);
    let guessed = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    if [SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_8].contains(&guessed) {
        return (guessed, Trust::Sure);
    }
    // The detector gives up an encoding at the first malformed sequence; a damaged file has some.
    let best = [SHIFT_JIS, EUC_JP].into_iter().find(|candidate| fits(sample, candidate));
    best.map_or((guessed, Trust::Doubtful), |best| (best, Trust::Sure))
}

/// The Unicode or Japanese encoding in which the bytes read without a fault and as Japanese.
pub(super) fn clean_alternative(bytes: &[u8], declared: &'static Encoding) -> Option<&'static Encoding> {
    let (other, trust) = guess(bytes);
    let japanese = [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_16LE, UTF_16BE].contains(&other);
    let clean = || decode_as(sample(bytes), other).malformed.count == 0;
    (japanese && trust == Trust::Sure && other != declared && clean()).then_some(other)
}

/// Are these bytes something else than text?
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let controls = control_bytes(head);
    controls.saturating_mul(CONTROL_SHARE) > head.len()
        && controls > 1
        && Encoding::for_bom(head).is_none()
        && utf16_without_mark(head).is_none()
}

/// How many control characters stand in the first part of the bytes, and how long that part is.
pub(super) fn control_share(bytes: &[u8]) -> (usize, usize) {
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    (control_bytes(head), head.len())
}

fn control_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| matches!(byte, 0..=8 | 0xe..=0x1a | 0x1c..=0x1f | 0x7f)).count()
}

/// The part of a text that tells its encoding: from the first character that is not ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let end = bytes.len().min(start.saturating_add(SAMPLE_BYTES));
    bytes.get(start..end).unwrap_or_default()
}

/// UTF-16 without a byte order mark gives itself away by the zero bytes of its line ends and digits.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    memchr::memchr(0, head)?;
    if head.len() < 4 {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| is_plausible(&decode_as(head, encoding).text))
}

/// Are nine in ten characters of the kinds that Japanese text is made of?
///
/// Half of all pairs of bytes are kanji, so that kanji alone prove nothing: kana or ASCII must stand by.
fn is_plausible(text: &str) -> bool {
    let (mut all, mut known, mut kana, mut ascii) = (0_usize, 0_usize, 0_usize, 0_usize);
    for mark in text.chars() {
        all += 1;
        kana += usize::from(matches!(mark, '\u{3041}'..='\u{30ff}'));
        ascii += usize::from(mark.is_ascii());
        known += usize::from(matches!(mark,
            '\t' | '\n' | '\r' | '\u{c}' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{206f}'
            | '\u{2150}'..='\u{21ff}' | '\u{2460}'..='\u{26ff}' | '\u{3000}'..='\u{30ff}'
            | '\u{3200}'..='\u{33ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ffe5}'));
    }
    known * 10 >= all * 9 && (kana > 0 || ascii * 10 >= all * 9)
}

fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let escapes = [b"\x1b$@", b"\x1b$B", b"\x1b(J", b"\x1b(I"];
    memchr::memchr(0x1b, bytes).is_some()
        && sample(bytes).is_ascii()
        && bytes.is_ascii()
        && escapes.iter().any(|escape| memchr::memmem::find(bytes, *escape).is_some())
}

/// UTF-8 with at most a few broken characters.
fn nearly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0_u64, 0_u64);
    for chunk in sample(bytes).utf8_chunks() {
        good += chunk.valid().chars().filter(|mark| !mark.is_ascii()).fold(0, |count, _| count + 1);
        bad += u64::from(!chunk.invalid().is_empty());
    }
    bad.saturating_mul(100) <= good.saturating_mul(NEARLY_VALID)
}

/// The encoding that `<meta charset=…>` or an XML declaration names.
fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let trimmed = head.trim_ascii_start();
    if !trimmed.starts_with(b"<") {
        return None;
    }
    let named = |word: &[u8]| {
        let at = memchr::memmem::find(&head, word)? + word.len();
        let rest = head.get(at..)?;
        let label = rest.split(|byte| b"\"' ;>?/".contains(byte)).find(|part| !part.is_empty())?;
        Encoding::for_label(label)
    };
    named(b"charset=").or_else(|| named(b"encoding="))
}

/// Do the bytes read as Japanese in this encoding, with few faults?
fn fits(sample: &[u8], encoding: &'static Encoding) -> bool {
    let decoded = decode_as(sample, encoding);
    let (good, half) = japanese_share(&decoded.text);
    decoded.malformed.count.saturating_mul(100) <= good.saturating_mul(NEARLY_VALID) && half <= good / 2
}

/// How many characters are kana, kanji or full-width, and how many are half-width katakana.
///
/// EUC-JP read as Shift_JIS is half-width katakana throughout.
pub(super) fn japanese_share(text: &str) -> (u64, u64) {
    let (mut good, mut half) = (0_u64, 0_u64);
    for mark in text.chars() {
        good += u64::from(
            matches!(mark, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}'),
        );
        half += u64::from(matches!(mark, '\u{ff61}'..='\u{ff9f}'));
    }
    (good, half)
}

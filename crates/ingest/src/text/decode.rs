//! From bytes to characters.

use encoding_rs::{DecoderResult, Encoding, REPLACEMENT, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::findings::{in_en, in_ja, place_of};
use super::guess;
use crate::error::{Error, ErrorKind};
use crate::media;
use crate::options::Options;

/// One malformed sequence in so many characters of a text in a guessed encoding is too many: 20.
///
/// Random bytes above 0x7f read as Shift_JIS have one in 11; a damaged plan text, one in thousands.
const GARBAGE_SHARE: u64 = 20;

/// Names in common use that the WHATWG list lacks.
const OTHER_LABELS: [(&str, &Encoding); 9] = [
    ("cp932", SHIFT_JIS),
    ("cp-932", SHIFT_JIS),
    ("ms-932", SHIFT_JIS),
    ("sjis-win", SHIFT_JIS),
    ("eucjp", encoding_rs::EUC_JP),
    ("eucjp-ms", encoding_rs::EUC_JP),
    ("eucjp-win", encoding_rs::EUC_JP),
    ("jis", encoding_rs::ISO_2022_JP),
    ("utf-8-sig", UTF_8),
];

/// How far a guessed encoding can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// The text is Japanese or Unicode in it.
    Sure,
    /// Nothing better was found.
    Doubtful,
}

/// Byte sequences that are no characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Malformed {
    /// How many there are.
    pub(super) count: u64,
    /// Where the first one's U+FFFD stands in the text.
    pub(super) first: usize,
}

/// A text, and how it was read.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) malformed: Malformed,
    pub(super) trust: Trust,
}

/// Decodes a text in the encoding asked for, or else in the one it seems to be in.
pub(super) fn decode(bytes: &[u8], options: &Options) -> Result<Decoded, Error> {
    refuse_other_formats(bytes)?;
    match &options.encoding {
        Some(label) => decode_declared(bytes, label),
        None => decode_guessed(bytes),
    }
}

fn refuse_other_formats(bytes: &[u8]) -> Result<(), Error> {
    let Some(format) = media::format_of(bytes) else { return Ok(()) };
    if format.media_type == media::PDF {
        return Err(Error::new(
            ErrorKind::UnsupportedFormat,
            "PDF です。テキスト（タブ区切り、Markdown、HTML）が必要です。",
            "a PDF; text was expected (tab-separated, Markdown or HTML)",
        ));
    }
    Err(Error::new(
        ErrorKind::NotText,
        format!(
            "テキストではありません（先頭のバイト列は{}）。テキスト（タブ区切り、Markdown、HTML）が必要です。",
            format.ja
        ),
        format!(
            "not text: its first bytes are those of {}; text was expected (tab-separated, Markdown or HTML)",
            format.en
        ),
    ))
}

fn decode_guessed(bytes: &[u8]) -> Result<Decoded, Error> {
    if guess::is_binary(bytes) {
        return Err(binary(bytes));
    }
    let (encoding, trust) = guess::guess(bytes);
    let decoded = Decoded { trust, ..decode_as(bytes, encoding) };
    let characters = u64::try_from(decoded.text.chars().count()).unwrap_or(u64::MAX);
    if decoded.malformed.count.saturating_mul(GARBAGE_SHARE) > characters {
        let (count, name) = (decoded.malformed.count, decoded.encoding);
        return Err(Error::new(
            ErrorKind::NotText,
            format!(
                "テキストとして読めません（最も近い文字コード {name} でも {count} か所が不正）。正しい文字コードは --encoding で指定できます。"
            ),
            format!(
                "not text: {count} byte sequences are malformed even in {name}, the nearest encoding; --encoding names another"
            ),
        ));
    }
    Ok(decoded)
}

fn binary(bytes: &[u8]) -> Error {
    let (controls, of) = guess::control_share(bytes);
    Error::new(
        ErrorKind::NotText,
        format!(
            "テキストではありません（先頭 {of} バイト中 {controls} バイトが制御文字）。テキスト（タブ区切り、Markdown、HTML）が必要です。"
        ),
        format!(
            "not text: {controls} of the first {of} bytes are control characters; text was expected (tab-separated, Markdown or HTML)"
        ),
    )
}

/// Decodes in the encoding that the caller names.
///
/// Where that gives broken characters and the bytes read without a fault in another Japanese or Unicode
/// encoding, this is an error rather than a finding: a whole document of wrong characters would
/// otherwise pass for a result. Where nothing else fits better, the text is damaged, and one finding
/// counts its losses.
fn decode_declared(bytes: &[u8], label: &str) -> Result<Decoded, Error> {
    let encoding = encoding_of(label, bytes)?;
    if guess::is_binary(bytes) && ![UTF_16LE, UTF_16BE].contains(&encoding) {
        return Err(binary(bytes));
    }
    let decoded = decode_as(bytes, encoding);
    let (good, half) = guess::japanese_share(&decoded.text);
    if decoded.malformed.count == 0 && half <= good {
        return Ok(decoded);
    }
    let Some(other) = guess::clean_alternative(bytes, encoding) else { return Ok(decoded) };
    if decoded.malformed.count == 0 {
        return Ok(Decoded { trust: Trust::Doubtful, ..decoded });
    }
    let (name, other, count) = (encoding.name(), other.name(), decoded.malformed.count);
    let place = place_of(&decoded.text, decoded.malformed.first);
    Err(Error::new(
        ErrorKind::EncodingMismatch,
        format!(
            "指定された文字コード {name} では {count} か所が読めません（最初は {}）。{other} ならすべて読めます。--encoding {other} とするか、指定を外してください。",
            in_ja(place)
        ),
        format!(
            "{count} byte sequences are not {name}, the encoding asked for (the first at {}); the text is valid {other}: give --encoding {other}, or leave the option out",
            in_en(place)
        ),
    ))
}

fn encoding_of(label: &str, bytes: &[u8]) -> Result<&'static Encoding, Error> {
    let lower = label.trim().to_ascii_lowercase();
    // The bare name leaves the byte order to the mark.
    if matches!(lower.as_str(), "utf-16" | "utf16") {
        return Ok(if bytes.starts_with(b"\xfe\xff") { UTF_16BE } else { UTF_16LE });
    }
    let other = OTHER_LABELS.iter().find(|(name, _)| *name == lower).map(|(_, encoding)| *encoding);
    other.or_else(|| Encoding::for_label(lower.as_bytes()).filter(|found| *found != REPLACEMENT)).ok_or_else(
        || {
            Error::new(
                ErrorKind::UnknownEncoding,
                format!(
                    "文字コード「{label}」は知りません。utf-8、shift_jis、euc-jp、iso-2022-jp、utf-16le、utf-16be などを指定してください。"
                ),
                format!(
                    "unknown encoding {label:?}; expected a name such as utf-8, shift_jis, euc-jp, iso-2022-jp, utf-16le or utf-16be"
                ),
            )
        },
    )
}

/// Decodes in this encoding; malformed sequences become U+FFFD and are counted.
pub(super) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, malformed) = if encoding == UTF_8 {
        decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
    } else {
        decode_other(bytes, encoding)
    };
    Decoded { text, encoding: encoding.name(), malformed, trust: Trust::Sure }
}

fn decode_utf8(bytes: &[u8]) -> (String, Malformed) {
    let mut malformed = Malformed::default();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), malformed);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            malformed.replace(&mut text);
        }
    }
    (text, malformed)
}

fn decode_other(bytes: &[u8], encoding: &'static Encoding) -> (String, Malformed) {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut malformed = Malformed::default();
    // Two bytes of Shift_JIS or UTF-16 become three of UTF-8.
    let mut text = String::with_capacity(bytes.len().saturating_add(bytes.len() / 2).saturating_add(16));
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, malformed),
            DecoderResult::OutputFull => text.reserve(rest.len().saturating_add(16)),
            DecoderResult::Malformed(..) => malformed.replace(&mut text),
        }
    }
}

impl Malformed {
    fn replace(&mut self, text: &mut String) {
        if self.count == 0 {
            self.first = text.len();
        }
        self.count += 1;
        text.push('\u{fffd}');
    }
}

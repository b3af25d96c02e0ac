//! What a person should know about how a text was read.

use document_model::{Diagnostic, PageNumber, Place, Severity};

use super::decode::{Decoded, Trust};
use super::sink::{Sink, Tally};
use super::source::{Source, is_control};

/// From this share of all characters on, undecodable ones are an error and no warning: one in a hundred.
///
/// A damaged file has single broken characters; a text read in the wrong encoding has them in every line.
const GRAVE_SHARE: u64 = 100;

/// The diagnostics of a text, each kind once, with its count and first place.
pub(super) fn findings(decoded: &Decoded, source: Source<'_>, sink: &Sink) -> Vec<Diagnostic> {
    let text = source.text;
    let mut found = Vec::new();
    found.extend(undecodable(decoded));
    found.extend(lost_before(decoded));
    found.extend(doubtful(decoded));
    found.extend(controls(text));
    found.extend(tally(sink.nested_tables, text, |count| {
        let ja =
            format!("セルの中に表が {count} 個あります。中の表の各セルは、外側のセルの行として読みました。");
        let en = format!("{count} tables inside a table's cell: their cells are read as lines of that cell");
        Diagnostic::new(Severity::Warning, "nested-table", ja, en)
    }));
    found.extend(tally(sink.readings, text, |count| {
        let ja = format!("ルビ（ふりがな）が {count} か所あります。本文から除きました。");
        let en = format!("{count} ruby readings (<rt>) were left out of the text");
        Diagnostic::new(Severity::Info, "ruby-left-out", ja, en)
    }));
    found
}

fn tally(tally: Tally, text: &str, make: impl FnOnce(u64) -> Diagnostic) -> Option<Diagnostic> {
    (tally.count > 0).then(|| make(tally.count).at(place_of(text, tally.first)))
}

fn undecodable(decoded: &Decoded) -> Option<Diagnostic> {
    let malformed = decoded.malformed;
    if malformed.count == 0 {
        return None;
    }
    let characters = u64::try_from(decoded.text.chars().count()).unwrap_or(u64::MAX);
    let grave = malformed.count.saturating_mul(GRAVE_SHARE) >= characters;
    let severity = if grave { Severity::Error } else { Severity::Warning };
    let (count, encoding) = (malformed.count, decoded.encoding);
    let place = place_of(&decoded.text, malformed.first);
    let ja = format!(
        "{encoding} として読めないバイト列が {count} か所あり、U+FFFD（�）に置き換えました。最初は {} です。正しい文字コードは --encoding で指定できます。",
        in_ja(place)
    );
    let en = format!(
        "{count} byte sequences are not {encoding} and became U+FFFD, the first at {}; --encoding names another encoding",
        in_en(place)
    );
    Some(Diagnostic::new(severity, "undecodable-characters", ja, en).at(place))
}

/// Replacement characters that the file itself holds: lost by whatever wrote it.
fn lost_before(decoded: &Decoded) -> Option<Diagnostic> {
    let all = memchr::memmem::find_iter(decoded.text.as_bytes(), "\u{fffd}");
    let (mut count, mut first) = (0_u64, 0);
    if decoded.malformed.count > 0 {
        return None;
    }
    for at in all {
        if count == 0 {
            first = at;
        }
        count += 1;
    }
    if count == 0 {
        return None;
    }
    let ja = format!("ファイルにすでに U+FFFD（�）が {count} 文字あります。もとの文字は失われています。");
    let en = format!(
        "the file already holds {count} replacement characters (U+FFFD): the characters they stand for are lost"
    );
    Some(
        Diagnostic::new(Severity::Warning, "replacement-characters", ja, en)
            .at(place_of(&decoded.text, first)),
    )
}

fn doubtful(decoded: &Decoded) -> Option<Diagnostic> {
    if decoded.trust == Trust::Sure {
        return None;
    }
    let encoding = decoded.encoding;
    let ja = format!(
        "文字コードを {encoding} と推定しましたが、日本語の文字がほとんどありません。正しい文字コードは --encoding で指定できます。"
    );
    let en = format!(
        "the encoding was taken to be {encoding}, but hardly a Japanese character comes of it; --encoding names another"
    );
    Some(Diagnostic::new(Severity::Warning, "encoding-doubtful", ja, en))
}

fn controls(text: &str) -> Option<Diagnostic> {
    let mut controls = text.bytes().enumerate().filter(|(_, byte)| is_control(char::from(*byte)));
    let (first, _) = controls.next()?;
    let count = controls.count() + 1;
    let ja = format!("制御文字が {count} 文字あり、読み飛ばしました。");
    let en = format!("{count} control characters were passed over");
    Some(Diagnostic::new(Severity::Info, "control-characters", ja, en).at(place_of(text, first)))
}

/// Line and column of a byte of the text.
pub(super) fn place_of(text: &str, at: usize) -> Place {
    let mut cursor = super::sink::Cursor::start();
    cursor.advance(text, at);
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind(['\n', '\r', '\u{c}']).map_or(0, |found| found + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count().saturating_add(1);
    Place::in_text(PageNumber(cursor.page.0), cursor.line, u32::try_from(column).unwrap_or(u32::MAX))
}

/// The place in words, Japanese.
pub(super) fn in_ja(place: Place) -> String {
    format!("{} 行目の {} 文字目", place.line.unwrap_or(1), place.column.unwrap_or(1))
}

/// The place in words, English.
pub(super) fn in_en(place: Place) -> String {
    format!("line {}, character {}", place.line.unwrap_or(1), place.column.unwrap_or(1))
}

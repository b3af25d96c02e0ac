//! `keikaku normalize text`.

use japanese_normalize::{fold, normalize};
use serde_json::{Value, json};

use super::Answer;

/// The normal form, its map to the line, and the key for comparison.
///
/// The map lists `[start, end, source_start, source_end]`: bytes of the normal form, bytes of the line.
pub(super) fn answer(line: &str) -> Answer {
    let normalized = normalize(line);
    let map: Vec<Value> = normalized
        .segments()
        .map(|(normal, source)| json!([normal.start, normal.end, source.start, source.end]))
        .collect();
    let result = json!({ "normal_form": normalized.as_str(), "map": map, "key": fold(line) });
    Answer::new(result, Vec::new())
}

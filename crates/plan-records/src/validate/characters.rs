//! Characters outside JIS X 0213: slips of OCR, or names that other systems cannot show.

use std::sync::OnceLock;

use document_model::{Diagnostic, Severity};

use crate::records::Item;

/// Characters outside the standard that plans print as a matter of course: half-width kana's width twins,
/// full-width signs and dashes of other code pages, and 髙 of many a name, which the standard takes for 高.
const USUAL: [char; 13] =
    ['～', '－', '–', '￥', '￠', '￡', '￢', '㈲', '髙', '\u{2014}', '•', '\u{FE0F}', '\u{200B}'];

/// Checks the texts of an item.
#[must_use]
pub fn check(item: &Item) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut texts: Vec<(&str, &str)> = Vec::new();
    texts.extend(item.title.as_deref().map(|text| ("title", text)));
    texts.extend(item.summary.as_deref().map(|text| ("summary", text)));
    texts.extend(item.purpose.as_deref().map(|text| ("purpose", text)));
    texts.extend(item.departments.iter().flatten().map(|text| ("departments", text.as_str())));
    texts.extend(
        item.indicators
            .iter()
            .filter_map(|indicator| indicator.name.as_deref())
            .map(|text| ("indicators", text)),
    );
    texts.extend(item.progress.iter().map(|progress| ("progress", progress.text.as_str())));
    for (field, text) in texts {
        let mut strange: Vec<char> = text.chars().filter(|character| !is_standard(*character)).collect();
        strange.sort_unstable();
        strange.dedup();
        if strange.is_empty() {
            continue;
        }
        let listed = strange
            .iter()
            .map(|character| format!("{character} (U+{:04X})", u32::from(*character)))
            .collect::<Vec<_>>()
            .join(", ");
        let ja = format!(
            "JIS X 0213 にない文字があります：{listed}。文字認識の誤りか、ほかのシステムで表示できない文字かもしれません"
        );
        let en = format!("characters outside JIS X 0213: {listed}; perhaps a slip of text recognition");
        found.push(Diagnostic::new(Severity::Warning, "character-outside-jis", ja, en).about(field));
    }
    found
}

/// Is the character ASCII, of JIS X 0213, or usual in print?
fn is_standard(character: char) -> bool {
    if character.is_ascii() || USUAL.contains(&character) || ('！'..='～').contains(&character) {
        return true;
    }
    let code = u32::from(character);
    let ranges = ranges();
    let after = ranges.partition_point(|(first, _)| *first <= code);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, last)| code <= *last)
}

fn ranges() -> &'static [(u32, u32)] {
    static RANGES: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    RANGES.get_or_init(|| {
        let lines = include_str!("../../data/jisx0213.txt").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut ends = line.split(' ').map(|end| u32::from_str_radix(end, 16));
                let first = ends.next()?.ok()?;
                Some((first, ends.next().and_then(Result::ok).unwrap_or(first)))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_standard() {
        assert!("施策の概要①Ⅰ㎡～髙".chars().all(is_standard));
        assert!(!is_standard('时') && !is_standard('产'));
        assert!(ranges().windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}

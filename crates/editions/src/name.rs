//! Names made comparable: eras as western years, notes aside, the counting word at the end apart.

use japanese_normalize as japanese;

use crate::grams::{Gram, grams};

/// What a name of an indicator says that it counts, by its last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// 率, 割合.
    Rate,
    /// 件数, 人数, 数, 回数.
    Count,
    /// 額, 費.
    Money,
    /// 時間, 日数.
    Time,
    /// 度, 指数, 順位.
    Level,
}

/// Last words of indicators' names and what they count; the longest that fits is taken.
const MEASURES: [(&str, Measure); 22] = [
    ("の割合", Measure::Rate),
    ("割合", Measure::Rate),
    ("率", Measure::Rate),
    ("の件数", Measure::Count),
    ("件数", Measure::Count),
    ("の人数", Measure::Count),
    ("人数", Measure::Count),
    ("回数", Measure::Count),
    ("の数", Measure::Count),
    ("数", Measure::Count),
    ("量", Measure::Count),
    ("面積", Measure::Count),
    ("延長", Measure::Count),
    ("金額", Measure::Money),
    ("額", Measure::Money),
    ("経費", Measure::Money),
    ("時間数", Measure::Time),
    ("時間", Measure::Time),
    ("日数", Measure::Time),
    ("度", Measure::Level),
    ("指数", Measure::Level),
    ("順位", Measure::Level),
];

/// Words at the end of a title that say nothing of what it is about.
const EMPTY_HEADS: [&str; 14] = [
    "事業",
    "取組",
    "取り組み",
    "実施",
    "推進",
    "促進",
    "展開",
    "強化",
    "充実",
    "プロジェクト",
    "施策",
    "活動",
    "業務",
    "に向けた",
];

/// The text without words that say nothing of what it is about.
pub(crate) fn without_empty_heads(text: &str) -> String {
    EMPTY_HEADS.iter().fold(text.to_owned(), |rest, word| rest.replace(word, ""))
}

/// 「移住の促進事業」 → 「移住」: a title without the words at its end that say nothing; itself where little would be left.
fn stem(core: &str) -> &str {
    let mut rest = core;
    while let Some(shorter) = EMPTY_HEADS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end_matches('の');
    }
    if rest.chars().nth(1).is_some() { rest } else { core }
}

/// A name made comparable.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Name {
    /// Folded, without notes and punctuation; empty where there is no name.
    pub(crate) key: String,
    /// Grams of the key without the word at its end that says how it is counted; sorted, each once.
    pub(crate) grams: Vec<Gram>,
    /// Grams of what stands in brackets, sorted, each once.
    pub(crate) note: Vec<Gram>,
    /// What its last word says that it counts.
    pub(crate) measure: Option<Measure>,
}

impl Name {
    pub(crate) fn of(text: &str) -> Self {
        let (core, note) = split_notes(&with_western_years(text));
        let ending = measure_of(&core);
        let counted = ending.and_then(|(word, _)| core.strip_suffix(word)).filter(|stem| !stem.is_empty());
        let grams = grams(counted.unwrap_or_else(|| stem(&core)));
        Self {
            grams,
            note: crate::grams::grams(&note),
            measure: ending.map(|(_, measure)| measure),
            key: core,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.key.is_empty()
    }
}

fn measure_of(core: &str) -> Option<(&'static str, Measure)> {
    let fitting = MEASURES.iter().filter(|(word, _)| core.ends_with(word));
    fitting.max_by_key(|(word, _)| word.len()).copied()
}

/// The text without the word at its end that says how something is counted.
pub(crate) fn without_measure(text: &str) -> &str {
    measure_of(text).and_then(|(word, _)| text.strip_suffix(word)).unwrap_or(text)
}

/// The text folded, its fiscal years and eras as western years: 令和5年度, R5, 2023年度 → `2023`.
pub(crate) fn with_western_years(text: &str) -> String {
    let folded = japanese::fold(text);
    // Most names have no digit: a look for times in each would take most of the time.
    if !folded.contains(|c: char| c.is_ascii_digit() || c == '元') {
        return folded;
    }
    let mut out = String::with_capacity(folded.len());
    let mut at = 0;
    for time in japanese::times(&folded) {
        let year = time.fiscal_year.or_else(|| time.from.map(|date| date.year));
        let (Some(year), Some(before)) = (year, folded.get(at..time.range.start)) else { continue };
        out.push_str(before);
        out.push_str(&year.to_string());
        at = time.range.end;
    }
    out.push_str(folded.get(at..).unwrap_or_default());
    out
}

/// The name without what stands in brackets or after ※, and that; both without punctuation.
///
/// 累計 and 延べ say how it is counted and not what: they are in neither. A name that is all note is itself.
fn split_notes(folded: &str) -> (String, String) {
    let (mut core, mut note, mut depth, mut remark) = (String::new(), String::new(), 0_usize, false);
    for character in folded.chars() {
        match character {
            '(' | '[' | '<' | '【' | '〔' | '［' => depth = depth.saturating_add(1),
            ')' | ']' | '>' | '】' | '〕' | '］' => depth = depth.saturating_sub(1),
            '※' => remark = true,
            _ if is_punctuation(character) => {}
            _ if remark || depth > 0 => note.push(character),
            _ => core.push(character),
        }
    }
    let (core, note) = if core.is_empty() { (note, String::new()) } else { (core, note) };
    let bare = without_accumulation(&core);
    (if bare.is_empty() { core } else { bare }, without_accumulation(&note))
}

fn without_accumulation(text: &str) -> String {
    let mut text = text.replace("累計", "");
    if let Some(rest) = text.strip_prefix("延べ").or_else(|| text.strip_prefix("のべ")) {
        text = rest.to_owned();
    }
    text
}

fn is_punctuation(character: char) -> bool {
    matches!(
        character,
        '・' | '、'
            | '。'
            | ','
            | '.'
            | '「'
            | '」'
            | '『'
            | '』'
            | '-'
            | '~'
            | '/'
            | ':'
            | '"'
            | '\''
            | '○'
            | '●'
            | '◆'
            | '■'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_are_western_years() {
        for text in ["令和5年度の取組", "Ｒ５年度の取組", "2023年度の取組"] {
            assert_eq!(with_western_years(text), "2023の取組", "{text}");
        }
    }

    #[test]
    fn notes_and_accumulation_stand_apart() {
        let name = Name::of("支援件数（累計）");
        assert_eq!((name.key.as_str(), name.note.len(), name.measure), ("支援件数", 0, Some(Measure::Count)));
        let name = Name::of("手続の割合 (75手続を対象)");
        assert_eq!((name.key.as_str(), name.measure), ("手続の割合", Some(Measure::Rate)));
        assert!(!name.note.is_empty());
        assert_eq!(Name::of("（再掲）").key, "再掲");
    }
}

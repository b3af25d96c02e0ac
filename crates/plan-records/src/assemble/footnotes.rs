//! Notes that set defaults: `※現状値は特記がない限り R6 年度の数値`.

use std::collections::BTreeMap;

use japanese_normalize::{Time, fold, times};

use super::value_pieces::finer_than_year;
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Defaults that a note sets for a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Fiscal year of the values of a role that name none themselves.
    pub years: BTreeMap<RoleKind, i32>,
    /// The time of those values, where the note names one that is finer than a year.
    pub times: BTreeMap<RoleKind, Time>,
    /// Fiscal year of the values that carry the number of a note (`※1`).
    pub marked: BTreeMap<String, i32>,
    /// Fiscal year of the values below heads that a note quotes (`「目標」は令和6年度`), by the folded head.
    pub heads: BTreeMap<String, i32>,
    /// The notes, as extracted.
    pub notes: Vec<String>,
}

/// Words that make a note a default: it holds where nothing else is said.
const UNLESS: [&str; 8] = ["特記", "限り", "断り", "記載のない", "記載がない", "明記", "特に", "原則"];

/// Does the line look like a note (`※…`, `注）…`, `*…`)?
#[must_use]
pub fn is_note(text: &str) -> bool {
    let folded = fold(text);
    ["※", "注)", "注:", "(注", "*", "注1", "注記", "備考:"].iter().any(|mark| folded.starts_with(mark))
}

/// Takes the default that a note sets, if it sets one.
pub fn read_note(text: &str, vocabulary: &Vocabulary, defaults: &mut Defaults) {
    let folded = fold(text);
    if !is_note(text) {
        return;
    }
    defaults.notes.push(text.to_owned());
    let heads = quoted_heads(&folded);
    if !heads.is_empty() {
        for (head, year) in heads {
            defaults.heads.entry(head).or_insert(year);
        }
        return;
    }
    if let Some((mark, year)) = numbered_year(&folded) {
        defaults.marked.entry(mark).or_insert(year);
        return;
    }
    let unless = UNLESS.iter().any(|word| folded.contains(word));
    let subject = folded
        .trim_start_matches(['※', '*', '注', ')', ':', '('])
        .split('は')
        .next()
        .unwrap_or_default()
        .to_owned();
    let roles = [RoleKind::Baseline, RoleKind::Target, RoleKind::Actual];
    let role = roles.into_iter().find(|role| vocabulary.score(*role, &subject) >= 0.9);
    let after = folded.split_once('は').map(|(_, after)| after).unwrap_or_default();
    let time = times(after).into_iter().find(|time| time.fiscal_year.is_some());
    if let (Some(role), Some(time)) = (role, time)
        && let Some(year) = time.fiscal_year
        && (unless || after.chars().count() < 24)
        && !defaults.years.contains_key(&role)
    {
        defaults.years.insert(role, year);
        if finer_than_year(&time) != (None, None) {
            defaults.times.insert(role, time);
        }
    }
}

/// The years of the heads that a note quotes: `「目標」及び「実績」は令和6年度、「前年度」は令和5年度の数値`.
fn quoted_heads(folded: &str) -> Vec<(String, i32)> {
    let mut found = Vec::new();
    let mut from = 0;
    for time in times(folded) {
        let clause = folded.get(from..time.range.start).unwrap_or_default();
        from = time.range.end;
        let said =
            clause.rsplit_once('」').is_some_and(|(_, last)| matches!(last, "は" | ":" | "は、" | "="));
        let Some(year) = time.fiscal_year.filter(|_| said) else { continue };
        let quoted = clause.split('「').skip(1).filter_map(|rest| rest.split_once('」'));
        found.extend(quoted.map(|(head, _)| (head.to_owned(), year)));
    }
    found
}

/// The number of a note, and the only year that it names: `※1 現況値は2019年度の数値`.
fn numbered_year(folded: &str) -> Option<(String, i32)> {
    let rest = folded.trim_start_matches(['※', '*', '注', '(']);
    let digits = rest.find(|character: char| !character.is_ascii_digit())?;
    let (mark, text) = (rest.get(..digits)?, rest.get(digits..)?);
    let text = text.trim_start_matches([')', ':', '.', '、']);
    // ※4市で実施 counts something: a note's number is set off from its text, or stands before a word of values.
    if mark.is_empty() || mark.len() > 2 || text.len() == rest.len() {
        return None;
    }
    let said = ["値", "実績", "数値", "時点", "現在", "年度の"].iter().any(|word| text.contains(word));
    let mut years = times(text).into_iter().filter_map(|time| time.fiscal_year);
    let year = years.next().filter(|_| said)?;
    years.next().is_none().then(|| (mark.to_owned(), year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_note_holds_for_the_values_that_carry_its_number() {
        let mut defaults = Defaults::default();
        read_note("※1　現況値は2019年度の数値", &Vocabulary::builtin(), &mut defaults);
        assert!(defaults.years.is_empty());
        assert_eq!(defaults.marked.get("1"), Some(&2019));
    }

    #[test]
    fn reads_the_year_that_a_note_sets() {
        let mut defaults = Defaults::default();
        read_note(
            "※現状値は特記がない限り R6 年度の数値 (R7 年 1 月照会時点)",
            &Vocabulary::builtin(),
            &mut defaults,
        );
        assert_eq!(defaults.years.get(&RoleKind::Baseline), Some(&2024));
    }

    #[test]
    fn a_note_that_names_a_day_gives_the_day() {
        let mut defaults = Defaults::default();
        read_note("※現状値は令和6年3月31日時点", &Vocabulary::builtin(), &mut defaults);
        assert_eq!(defaults.years.get(&RoleKind::Baseline), Some(&2023));
        assert_eq!(finer_than_year(&defaults.times[&RoleKind::Baseline]).0.as_deref(), Some("2024-03-31"));
    }

    #[test]
    fn a_note_that_quotes_heads_gives_each_its_year() {
        let mut defaults = Defaults::default();
        let note = "（注1）指標の「目標」及び「実績」は令和6年度、「前年度」は令和5年度の数値である。";
        read_note(note, &Vocabulary::builtin(), &mut defaults);
        let heads: Vec<(&str, i32)> =
            defaults.heads.iter().map(|(head, year)| (head.as_str(), *year)).collect();
        assert_eq!(heads, [("前年度", 2023), ("実績", 2024), ("目標", 2024)]);
    }

    #[test]
    fn other_notes_set_nothing() {
        let mut defaults = Defaults::default();
        read_note("※4市で実施", &Vocabulary::builtin(), &mut defaults);
        assert!(defaults.years.is_empty());
    }
}

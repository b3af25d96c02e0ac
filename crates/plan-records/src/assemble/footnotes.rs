//! Notes that set defaults: `※現状値は特記がない限り R6 年度の数値`.

use std::collections::BTreeMap;

use japanese_normalize::{fold, times};

use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Defaults that a note sets for a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Fiscal year of the values of a role that name none themselves.
    pub years: BTreeMap<RoleKind, i32>,
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
    let year = times(after).into_iter().find_map(|time| time.fiscal_year);
    if let (Some(role), Some(year)) = (role, year)
        && (unless || after.chars().count() < 24)
    {
        defaults.years.entry(role).or_insert(year);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn other_notes_set_nothing() {
        let mut defaults = Defaults::default();
        read_note("※4市で実施", &Vocabulary::builtin(), &mut defaults);
        assert!(defaults.years.is_empty());
    }
}

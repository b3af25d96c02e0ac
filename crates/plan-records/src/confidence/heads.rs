//! What the cells of a table say of its heads: heads that changed places leave columns that do not mean what they say.

use std::collections::{BTreeMap, BTreeSet};

use japanese_normalize::{department_likeness, fold, grade, is_unit, quantity_cell};
use rust_decimal::Decimal;

use super::families::Families;
use super::fields::FieldKind;
use super::neighbours::Signed;
use super::signs::Sign;
use super::texts::counts_something;
use crate::records::{Indicator, Item, Observation, ObservationKind, ProgressKind, Role};

/// Rows of a table from which on they say something of its heads.
const ENOUGH: usize = 4;

/// Share of the rows that speak against a head.
const MOST: f64 = 0.6;

/// Likeness from which on a text is a department's name.
const DEPARTMENT: f64 = 0.7;

/// A text of an item.
type TextOf = fn(&Item) -> Option<&String>;

/// What the fields of a table are, that speak against their heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Values of the role.
    Values(Role),
    /// Progress of the kind.
    Progress(ProgressKind),
    /// Any other field.
    Field(FieldKind),
}

/// Rows for and against something.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    against: usize,
    all: usize,
}

impl Votes {
    fn add(&mut self, against: bool) {
        self.against += usize::from(against);
        self.all += 1;
    }

    fn most(self) -> bool {
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        self.all >= ENOUGH && count(self.against) >= MOST * count(self.all)
    }
}

/// For each family of tables, the fields whose columns do not hold what their heads say.
#[must_use]
pub fn columns_against_heads(items: &[Item], families: &Families) -> BTreeMap<u32, Vec<Against>> {
    let mut tables: BTreeMap<u32, Vec<&Item>> = BTreeMap::new();
    for item in items {
        tables.entry(families.family(item)).or_default().push(item);
    }
    let of_table = |items: &[&Item]| {
        let mut found = plain(items);
        found.extend(likely(items));
        found
    };
    tables.into_iter().map(|(table, items)| (table, of_table(&items))).collect()
}

/// The same without what happens in plans whose heads are right as well: enough to tell a person of it.
#[must_use]
pub fn columns_plainly_against_heads(items: &[Item], families: &Families) -> BTreeMap<u32, Vec<Against>> {
    let mut tables: BTreeMap<u32, Vec<&Item>> = BTreeMap::new();
    for item in items {
        tables.entry(families.family(item)).or_default().push(item);
    }
    tables.into_iter().map(|(table, items)| (table, plain(&items))).collect()
}

/// Adds the signs to the fields whose columns do not hold what their heads say.
pub fn compare_heads(items: &[Item], families: &Families, signed: &mut Signed) {
    let against = columns_against_heads(items, families);
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        let Some(against) = against.get(&families.family(item)).filter(|against| !against.is_empty()) else {
            continue;
        };
        for (field, signs) in fields {
            let values = || {
                let indicator = item.indicators.get(field.indicator?)?;
                Some(Against::Values(indicator.observations.get(field.at)?.role))
            };
            let own = match field.kind {
                FieldKind::Observation => values(),
                FieldKind::Progress => {
                    item.progress.get(field.at).and_then(|progress| progress.kind).map(Against::Progress)
                }
                kind => Some(Against::Field(kind)),
            };
            if own.is_some_and(|own| against.contains(&own)) {
                signs.insert(Sign::ColumnsAgainstHeads);
            }
        }
    }
}

/// What hints at heads that changed places: targets less round than what was measured, titles that repeat below headings.
fn likely(items: &[&Item]) -> Vec<Against> {
    let mut found = Vec::new();
    for role in [Role::Baseline, Role::Actual] {
        if rounder(items, role).most() {
            found.extend([Against::Values(Role::Target), Against::Values(role)]);
        }
    }
    if titles_repeat_below_headings(items) || titles_span_headings(items) {
        found.extend([Against::Field(FieldKind::Title), Against::Field(FieldKind::Paths)]);
    }
    found
}

/// What no plan has whose heads are right: names of departments for titles, numbers for names, plans told in the past.
fn plain(items: &[&Item]) -> Vec<Against> {
    let mut found = Vec::new();
    for role in [Role::Baseline, Role::Actual] {
        if later(items, role).most() {
            found.extend([Against::Values(Role::Target), Against::Values(role)]);
        }
    }
    for kind in [ProgressKind::Actual, ProgressKind::Planned] {
        if tense(items, kind).most() {
            found.push(Against::Progress(kind));
        }
    }
    let like = |text: &str| department_likeness(text) >= DEPARTMENT;
    let votes = |texts: &mut dyn Iterator<Item = bool>| {
        let mut votes = Votes::default();
        texts.for_each(|against| votes.add(against));
        votes.most()
    };
    let departments = items.iter().filter_map(|item| item.departments.first()?.last());
    if votes(&mut departments.map(|name| department_likeness(name) < 0.3)) {
        found.push(Against::Field(FieldKind::Departments));
    }
    let texts: [(FieldKind, TextOf); 4] = [
        (FieldKind::Title, |item| item.title.as_ref()),
        (FieldKind::Summary, |item| item.summary.as_ref()),
        (FieldKind::Purpose, |item| item.purpose.as_ref()),
        (FieldKind::Name, |item| item.indicators.first()?.name.as_ref()),
    ];
    for (kind, text) in texts {
        let texts = || items.iter().filter_map(|item| text(item));
        if votes(&mut texts().map(|text| like(text))) || votes(&mut texts().map(|text| is_of_value(text))) {
            found.push(Against::Field(kind));
        }
    }
    for role in [Role::Baseline, Role::Target, Role::Actual] {
        let words =
            items.iter().flat_map(|item| &item.indicators).flat_map(|indicator| &indicator.observations);
        let words = words.filter(|seen| seen.role == role && seen.kind != ObservationKind::Unmeasured);
        if votes(&mut words.map(|seen| seen.kind == ObservationKind::Text && is_name(&seen.raw))) {
            found.push(Against::Values(role));
        }
    }
    if summaries_say_why(items) {
        found.extend([Against::Field(FieldKind::Summary), Against::Field(FieldKind::Purpose)]);
    }
    found
}

/// Is a text a number, a quantity or a grade, and nothing else?
fn is_of_value(text: &str) -> bool {
    let bare = text.trim();
    quantity_cell(bare).is_some() || grade(bare).is_some_and(|(_, length)| length == bare.len())
}

/// Is a text a department, a unit, or the name of something that is counted?
fn is_name(text: &str) -> bool {
    let bare = text.trim();
    !bare.contains('。')
        && (department_likeness(bare) >= DEPARTMENT || counts_something(bare) || is_unit(bare))
}

/// Targets are round numbers, what was measured is not: rows whose target has more digits than the value of the role.
fn rounder(items: &[&Item], role: Role) -> Votes {
    let mut votes = Votes::default();
    for indicator in items.iter().flat_map(|item| &item.indicators) {
        let (Some(measured), Some(target)) = (first(indicator, role), last(indicator, Role::Target)) else {
            continue;
        };
        let digits = |seen: &Observation| seen.value.map(significant_digits);
        if let (Some(of_measured), Some(of_target)) = (digits(measured), digits(target))
            && of_measured != of_target
        {
            votes.add(of_target > of_measured);
        }
    }
    votes
}

/// Rows whose value of the role is of a later year than their target.
fn later(items: &[&Item], role: Role) -> Votes {
    let mut votes = Votes::default();
    for indicator in items.iter().flat_map(|item| &item.indicators) {
        let (Some(measured), Some(target)) = (first(indicator, role), last(indicator, Role::Target)) else {
            continue;
        };
        if let (Some(measured), Some(target)) = (measured.fiscal_year, target.fiscal_year) {
            votes.add(measured > target);
        }
    }
    votes
}

fn first(indicator: &Indicator, role: Role) -> Option<&Observation> {
    indicator.observations.iter().find(|seen| seen.role == role && seen.label.is_none())
}

fn last(indicator: &Indicator, role: Role) -> Option<&Observation> {
    indicator.observations.iter().rev().find(|seen| seen.role == role && seen.label.is_none())
}

/// Digits of a value without the noughts that end it.
fn significant_digits(value: Decimal) -> usize {
    let bare = value.normalize();
    let digits = bare.mantissa().to_string();
    digits.trim_start_matches('-').trim_end_matches('0').len()
}

/// What was done is told in the past, what is planned is not.
fn tense(items: &[&Item], kind: ProgressKind) -> Votes {
    let mut votes = Votes::default();
    for progress in
        items.iter().flat_map(|item| &item.progress).filter(|progress| progress.kind == Some(kind))
    {
        let sentences: Vec<bool> = fold(&progress.text).split(['。', '\n']).filter_map(is_past).collect();
        let past = sentences.iter().filter(|past| **past).count();
        match (past, sentences.len() - past) {
            (past, other) if past > other => votes.add(kind == ProgressKind::Planned),
            (past, other) if past < other => votes.add(kind == ProgressKind::Actual),
            _ => {}
        }
    }
    votes
}

/// Does a sentence tell of the past? None where it has no verb that says so.
fn is_past(sentence: &str) -> Option<bool> {
    let bare = sentence.trim().trim_end_matches(')');
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    if ends(&["した", "された", "行った", "ました", "済み", "済", "完了", "できた", "図った", "進めた"])
    {
        Some(true)
    } else if ends(&["する", "される", "行う", "ます", "予定", "図る", "進める", "目指す", "努める", "いく"])
    {
        Some(false)
    } else {
        None
    }
}

/// Do more summaries say what for than purposes do?
fn summaries_say_why(items: &[&Item]) -> bool {
    let own: Vec<(bool, bool)> = items
        .iter()
        .filter_map(|item| Some((says_why(item.summary.as_ref()?), says_why(item.purpose.as_ref()?))))
        .collect();
    let mut votes = Votes::default();
    own.iter().filter(|(summary, purpose)| summary != purpose).for_each(|(summary, _)| votes.add(*summary));
    votes.most()
}

/// Does a text end by saying what for, or what shall become better?
fn says_why(text: &str) -> bool {
    let ends = [
        "ため",
        "ように",
        "ようにする",
        "目指す",
        "図る",
        "向上",
        "実現",
        "実現する",
        "高める",
        "増やす",
        "減らす",
        "守る",
        "つなげる",
        "つくる",
        "防ぐ",
        "支える",
        "向上させる",
        "できる",
        "確保する",
        "解消する",
        "改善する",
    ];
    let folded = fold(text);
    let bare = folded.trim().trim_end_matches(['。', ')']);
    ends.iter().any(|end| bare.ends_with(end))
}

/// Does hardly a title differ, while the headings above do in every row?
fn titles_repeat_below_headings(items: &[&Item]) -> bool {
    let own: Vec<(&String, &str)> = items
        .iter()
        .filter_map(|item| Some((item.title.as_ref()?, item.paths.first()?.last()?.title.as_deref()?)))
        .collect();
    let titles: BTreeSet<&String> = own.iter().map(|(title, _)| *title).collect();
    let headings: BTreeSet<&str> = own.iter().map(|(_, heading)| *heading).collect();
    own.len() > ENOUGH && titles.len() * 2 < headings.len()
}

/// Rows whose merged title goes on below another heading, from which on titles are headings and headings titles.
const SPANNING: usize = 3;

/// Do titles go on where the heading above them changes, more often than headings where the title changes?
fn titles_span_headings(items: &[&Item]) -> bool {
    let heading =
        |item: &Item| item.paths.first().and_then(|path| path.last()).map(|last| last.title.clone());
    let (mut spanning, mut usual) = (0, 0);
    for pair in items.windows(2) {
        let [one, other] = pair else { continue };
        let (Some(above), Some(below)) = (heading(one), heading(other)) else { continue };
        let merged = other
            .source
            .cells
            .get("title")
            .into_iter()
            .flatten()
            .any(|cell| cell.rule.ends_with(" (inherited)"));
        if one.title == other.title && merged && above != below {
            spanning += 1;
        } else if one.title != other.title && above == below {
            usual += 1;
        }
    }
    spanning >= SPANNING && spanning > usual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noughts_at_the_end_are_no_significant_digits() {
        let digits = |text: &str| significant_digits(text.parse().unwrap_or_default());
        assert_eq!(["100", "67.4", "0.50", "1200", "0"].map(digits), [1, 3, 1, 2, 0]);
    }

    #[test]
    fn sentences_tell_of_the_past_or_not() {
        assert_eq!(is_past("研修を3回実施した"), Some(true));
        assert_eq!(is_past("研修を実施する予定"), Some(false));
        assert_eq!(is_past("研修の実施"), None);
    }
}

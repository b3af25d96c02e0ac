//! What was found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rule::Rule;

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A person may stumble over it.
    Warning,
    /// A program reads the table wrongly or not at all.
    Error,
}

/// Something that is against a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Code of the rule.
    pub code: &'static str,
    /// Point of 統一ルール, such as `1-4`.
    pub point: Option<&'static str>,
    /// How grave it is.
    pub level: Level,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row, from 1; none for what is about the whole file, sheet or column.
    pub row: Option<u32>,
    /// Column, from 1; none for what is about the whole file, sheet or row.
    pub column: Option<u32>,
    /// The cell as spreadsheets name it: `B12`; `B` for a column.
    pub cell: Option<String>,
    /// What stands there; cut where it is long.
    pub found: String,
    /// What is wrong, in Japanese.
    pub message: String,
    /// The same in English.
    pub message_en: String,
    /// What to do, in Japanese.
    pub remedy: &'static str,
    /// The same in English.
    pub remedy_en: &'static str,
}

/// Everything that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Sheets that were looked at.
    pub sheets: usize,
    /// In the order of the sheets, and the order of the rules within one.
    pub faults: Vec<Fault>,
    /// Faults that are not listed, by code: of each rule, a sheet lists the first 50.
    pub unlisted: BTreeMap<&'static str, u64>,
}

impl Report {
    /// Number of faults of a level that are listed.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.faults.iter().filter(|fault| fault.level == level).count()
    }
}

/// Faults of one rule that are listed for a sheet: more would say nothing new.
pub(super) const LISTED: usize = 50;

/// Characters of a cell that are shown.
const SHOWN: usize = 40;

/// Where a fault is, counted from 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct At {
    pub(super) row: Option<usize>,
    pub(super) column: Option<usize>,
}

impl At {
    pub(super) fn cell(row: usize, column: usize) -> Self {
        Self { row: Some(row), column: Some(column) }
    }

    pub(super) fn row(row: usize) -> Self {
        Self { row: Some(row), column: None }
    }

    pub(super) fn column(column: usize) -> Self {
        Self { row: None, column: Some(column) }
    }
}

/// Gathers faults.
#[derive(Debug, Default)]
pub(super) struct Faults {
    sheet: Option<String>,
    listed: BTreeMap<Rule, usize>,
    faults: Vec<Fault>,
    unlisted: BTreeMap<&'static str, u64>,
}

impl Faults {
    pub(super) fn begin_sheet(&mut self, name: Option<&str>) {
        self.sheet = name.map(str::to_owned);
        self.listed.clear();
    }

    pub(super) fn error(&mut self, rule: Rule, at: At, found: &str, ja: &str, en: &str) {
        self.add(Level::Error, rule, at, found, ja, en);
    }

    pub(super) fn warning(&mut self, rule: Rule, at: At, found: &str, ja: &str, en: &str) {
        self.add(Level::Warning, rule, at, found, ja, en);
    }

    fn add(&mut self, level: Level, rule: Rule, at: At, found: &str, ja: &str, en: &str) {
        let listed = self.listed.entry(rule).or_default();
        *listed += 1;
        if *listed > LISTED {
            *self.unlisted.entry(rule.code()).or_default() += 1;
            return;
        }
        let from_one = |at: Option<usize>| at.and_then(|at| u32::try_from(at + 1).ok());
        self.faults.push(Fault {
            code: rule.code(),
            point: rule.point(),
            level,
            sheet: self.sheet.clone(),
            row: from_one(at.row),
            column: from_one(at.column),
            cell: at.column.map(|column| {
                let row = at.row.map(|row| (row + 1).to_string()).unwrap_or_default();
                format!("{}{row}", letters(column))
            }),
            found: shown(found),
            message: ja.to_owned(),
            message_en: en.to_owned(),
            remedy: rule.remedy_ja(),
            remedy_en: rule.remedy_en(),
        });
    }

    pub(super) fn report(self, sheets: usize) -> Report {
        Report { sheets, faults: self.faults, unlisted: self.unlisted }
    }
}

fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// A column as spreadsheets name it: 0 → A, 26 → AA.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_names_of_spreadsheets() {
        let names: Vec<String> = [0, 25, 26, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut faults = Faults::default();
        for row in 0..LISTED + 3 {
            faults.error(Rule::Formula, At::row(row), "", "", "");
        }
        let report = faults.report(1);
        assert_eq!((report.faults.len(), report.unlisted.get("formula")), (LISTED, Some(&3)));
    }
}

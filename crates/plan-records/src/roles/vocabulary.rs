//! The words that head columns.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use japanese_normalize::{Precision, fold};
use serde::Deserialize;

use super::RoleKind;

/// A heading that is a word of the vocabulary.
const WHOLE: f64 = 1.0;

/// A heading that ends in a word: Japanese puts the head of a phrase last.
const SUFFIX: f64 = 0.7;

/// A heading that holds a word elsewhere.
const INSIDE: f64 = 0.35;

/// A heading that is a year alone: it heads a column of values below another heading.
const YEAR_ALONE: f64 = 0.6;

/// What a word's share of the heading adds at most.
const SHARE: f64 = 0.25;

/// The words of the heads, by role, and the words that number headings.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    words: BTreeMap<RoleKind, Vec<String>>,
    finder: Finder,
    heading_levels: Vec<Vec<String>>,
    /// The words of all levels, longest first: every line of a document is held against them.
    heading_words: Vec<String>,
}

/// Finds all words in a text in one pass.
#[derive(Debug, Clone)]
struct Finder {
    automaton: AhoCorasick,
    /// For each pattern of the automaton, its role and its characters.
    patterns: Vec<(RoleKind, f64)>,
}

impl Finder {
    fn new(words: &BTreeMap<RoleKind, Vec<String>>) -> Result<Self, VocabularyError> {
        let pairs = words.iter().flat_map(|(role, words)| words.iter().map(move |word| (*role, word)));
        let patterns = pairs.clone().map(|(role, word)| (role, count(word))).collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(pairs.map(|(_, word)| word))
            .map_err(|error| VocabularyError { detail: error.to_string() })?;
        Ok(Self { automaton, patterns })
    }
}

/// How well the words of each role fit a heading, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RoleScores([f64; RoleKind::ALL.len()]);

impl RoleScores {
    /// The score of a role.
    #[must_use]
    pub fn of(&self, role: RoleKind) -> f64 {
        self.0.get(role.index()).copied().unwrap_or(0.0)
    }

    /// The highest score of any role.
    #[must_use]
    pub fn highest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    fn raise(&mut self, role: RoleKind, score: f64) {
        if let Some(known) = self.0.get_mut(role.index()) {
            *known = known.max(score);
        }
    }
}

/// A vocabulary file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyError {
    detail: String,
}

impl VocabularyError {
    /// The message in Japanese.
    #[must_use]
    pub fn ja(&self) -> String {
        format!(
            "語彙ファイルを読めません: {}。[roles] の下に role = [\"語\", …] の形を期待しています",
            self.detail
        )
    }
}

impl std::fmt::Display for VocabularyError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "cannot use the vocabulary file: {}; expected role = [\"word\", …] below [roles]",
            self.detail
        )
    }
}

impl std::error::Error for VocabularyError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VocabularyFile {
    #[serde(default)]
    roles: BTreeMap<RoleKind, Vec<String>>,
    #[serde(default)]
    headings: HeadingsSection,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct HeadingsSection {
    #[serde(default)]
    levels: Vec<Vec<String>>,
}

impl Vocabulary {
    /// The vocabulary that comes with the crate.
    ///
    /// # Panics
    ///
    /// Never: the file is part of the crate and a test reads it.
    #[must_use]
    pub fn builtin() -> Self {
        Self::extend(BTreeMap::new(), Vec::new(), include_str!("../../data/vocabulary.toml"))
            .expect("data/vocabulary.toml is part of the crate, and a test reads it")
    }

    /// This vocabulary and the words of a file of the same form.
    ///
    /// # Errors
    ///
    /// [`VocabularyError`] where the text is no TOML, names an unknown role or has another form.
    pub fn extended_with(&self, toml: &str) -> Result<Self, VocabularyError> {
        Self::extend(self.words.clone(), self.heading_levels.clone(), toml)
    }

    fn extend(
        mut words: BTreeMap<RoleKind, Vec<String>>,
        mut heading_levels: Vec<Vec<String>>,
        toml: &str,
    ) -> Result<Self, VocabularyError> {
        let file: VocabularyFile = toml::from_str(toml)
            .map_err(|error| VocabularyError { detail: error.to_string().trim().replace('\n', " ") })?;
        for (role, added) in file.roles {
            let known = words.entry(role).or_default();
            for word in added {
                let folded = fold(&word);
                if !folded.is_empty() && !known.contains(&folded) {
                    known.push(folded);
                }
            }
        }
        for (level, added) in file.headings.levels.into_iter().enumerate() {
            if heading_levels.len() <= level {
                heading_levels.push(Vec::new());
            }
            if let Some(known) = heading_levels.get_mut(level) {
                known.extend(added.iter().map(|word| fold(word)));
            }
        }
        let finder = Finder::new(&words)?;
        let mut heading_words: Vec<String> = heading_levels.iter().flatten().cloned().collect();
        heading_words.sort_by_cached_key(|word| (std::cmp::Reverse(word.chars().count()), word.clone()));
        Ok(Self { words, finder, heading_levels, heading_words })
    }

    /// How well the words of each role fit a heading.
    #[must_use]
    pub fn scores(&self, heading: &str) -> RoleScores {
        let mut scores = RoleScores::default();
        for text in alternatives(heading) {
            let length = count(&text).max(1.0);
            for found in self.finder.automaton.find_overlapping_iter(&text) {
                let Some((role, word)) = self.finder.patterns.get(found.pattern().as_usize()) else {
                    continue;
                };
                if cuts_latin_word(&text, found.start(), found.end()) {
                    continue;
                }
                let share = SHARE * word / length;
                let score = match (found.start() == 0, found.end() == text.len()) {
                    (true, true) => WHOLE,
                    _ if *word < 2.0 => continue,
                    (_, true) => SUFFIX + share,
                    _ => INSIDE + share,
                };
                scores.raise(*role, score);
            }
        }
        scores
    }

    /// How well the words of a role fit a heading, from 0 to 1.
    #[must_use]
    pub fn score(&self, role: RoleKind, heading: &str) -> f64 {
        self.scores(heading).of(role)
    }

    /// How surely a text heads a column, whatever its role, from 0 to 1.
    #[must_use]
    pub fn heading_evidence(&self, text: &str) -> f64 {
        self.scores(text).highest()
    }

    /// How surely a text stands in a header row, from 0 to 1: a word of any role, or a year alone.
    #[must_use]
    pub fn header_evidence(&self, text: &str) -> f64 {
        if text.contains('。') {
            // A sentence holds words of the vocabulary and heads nothing.
            return 0.0;
        }
        let named = self.heading_evidence(text);
        if named < YEAR_ALONE && is_year(text) { YEAR_ALONE } else { named }
    }

    /// Level of a word that stands before the number of a heading (施策, 第…章), outermost 0.
    #[must_use]
    pub fn heading_level(&self, word: &str) -> Option<usize> {
        let word = fold(word);
        self.heading_levels.iter().position(|level| level.contains(&word))
    }

    /// All words that stand before the number of a heading, longest first.
    #[must_use]
    pub fn heading_words(&self) -> &[String] {
        &self.heading_words
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::builtin()
    }
}

fn count(text: &str) -> f64 {
    f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

/// Does a match begin or end inside a Latin word? The `rating` of `operating` is none.
fn cuts_latin_word(text: &str, start: usize, end: usize) -> bool {
    let letter = |character: Option<char>| character.is_some_and(|found| found.is_ascii_alphabetic());
    let cut = |at: usize| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        letter(before.chars().next_back()) && letter(after.chars().next())
    };
    cut(start) || cut(end)
}

/// The readings of a heading: all of it, and where it stands in two languages, each of them.
fn alternatives(heading: &str) -> Vec<String> {
    let mut readings = readings_of(heading);
    if let Some((japanese, latin)) = two_languages(heading) {
        for reading in readings_of(&japanese).into_iter().chain(readings_of(&latin)) {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

/// `施策名 Measure`, `所管 / Department`: a heading with its translation beside or below it.
fn two_languages(heading: &str) -> Option<(String, String)> {
    let (mut japanese, mut latin) = (String::new(), String::new());
    let tokens =
        heading.split(|character: char| character.is_whitespace() || matches!(character, '/' | '／'));
    for token in tokens.filter(|token| !token.is_empty() && !is_year(token)) {
        let kana_or_kanji =
            token.chars().any(|character| matches!(character, 'ぁ'..='ヿ' | '々' | '一'..='龠'));
        let letters = fold(token).chars().any(|character| character.is_ascii_alphabetic());
        if kana_or_kanji || !letters {
            japanese.push_str(token);
        } else {
            latin.push_str(token);
        }
    }
    (!japanese.is_empty() && !latin.is_empty()).then_some((japanese, latin))
}

/// The readings of a heading: folded, without years and remarks in brackets, its parts at slashes.
fn readings_of(heading: &str) -> Vec<String> {
    let folded = fold(heading);
    let mut readings = vec![folded.clone()];
    // Target FY2026: without its blank the year is no word of its own.
    let undated = fold(&without_years(heading));
    if undated != folded {
        readings.push(undated);
    }
    let mut bare = without_years(&without_brackets(&folded));
    if is_year(&bare) {
        // 令和8年度(目標): only the brackets say what the year is of.
        bare = without_years(&folded).chars().filter(|character| !BRACKETS.contains(character)).collect();
    }
    for part in bare.split('/').chain(std::iter::once(bare.as_str())) {
        let part =
            part.trim_start_matches(['の', ':']).trim_matches([':', '・', '※', '*', '●', '■', '◆', '○']);
        if !part.is_empty() && !readings.iter().any(|known| known == part) {
            readings.push(part.to_owned());
        }
    }
    readings
}

const BRACKETS: &[char] = &['(', ')', '（', '）', '[', ']', '［', '］', '【', '】', '〔', '〕', '<', '>'];

/// The text outside brackets of every kind; the text itself where nothing stands outside.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '（' | '[' | '［' | '【' | '〔' | '<' => depth += 1,
            ')' | '）' | ']' | '］' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    if outside.is_empty() { text.to_owned() } else { outside }
}

/// Is the text a year and nothing else (`令和6年度`, `R8`, `(2026年度)`, `令和6年度末`)?
fn is_year(text: &str) -> bool {
    let folded = fold(text);
    let times = japanese_normalize::times(&folded);
    let named: usize = times.iter().map(|time| time.range.len()).sum();
    let brackets: usize = folded.matches(['(', ')', '（', '）', '【', '】']).map(str::len).sum();
    let year = |precision: Precision| matches!(precision, Precision::FiscalYear | Precision::Year);
    named + brackets == folded.len()
        && times.iter().any(|time| year(time.precision) || folded.contains("年度"))
}

/// The text without the times that it names.
fn without_years(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for time in japanese_normalize::times(text) {
        rest.push_str(text.get(at..time.range.start).unwrap_or_default());
        at = time.range.end.max(at);
    }
    rest.push_str(text.get(at..).unwrap_or_default());
    if rest.is_empty() { text.to_owned() } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(heading: &str) -> RoleKind {
        let vocabulary = Vocabulary::builtin();
        let score = |role: &RoleKind| vocabulary.score(*role, heading);
        *RoleKind::ALL.iter().max_by(|one, other| score(one).total_cmp(&score(other))).unwrap()
    }

    #[test]
    fn reads_headings_with_years_and_remarks() {
        assert_eq!(best("目標値 (令和8年度)"), RoleKind::Target);
        assert_eq!(best("現状値【令和3】"), RoleKind::Baseline);
        assert_eq!(best("概要 (D:デジタルで)"), RoleKind::Summary);
        assert_eq!(best("目的 (X:目指す姿)"), RoleKind::Purpose);
        assert_eq!(best("令和5年度取組実績"), RoleKind::ProgressActual);
        assert_eq!(best("令和8年度（目標）"), RoleKind::Target);
        assert_eq!(best("R5（実績）"), RoleKind::Actual);
    }

    #[test]
    fn a_year_alone_stands_in_a_header_row() {
        let vocabulary = Vocabulary::builtin();
        for year in ["令和6年度", "R8", "（2026年度）", "令和8年", "令和6年度末"] {
            assert!(vocabulary.header_evidence(year) >= 0.5, "{year}");
        }
        for other in ["令和6年度に公開", "3件", "R6.4", "100", "（再掲）"] {
            assert!(vocabulary.header_evidence(other) < 0.5, "{other}");
        }
    }

    #[test]
    fn a_sentence_stands_in_no_header_row() {
        assert!(Vocabulary::builtin().header_evidence("公開の基準を定め、評価の結果を公表する。") < 0.1);
    }

    #[test]
    fn the_end_of_a_heading_decides() {
        assert_eq!(best("令和8年度の目標値の設定理由"), RoleKind::Other);
        assert_eq!(best("項目の説明"), RoleKind::Description);
    }

    #[test]
    fn reads_headings_in_two_languages_and_in_english() {
        assert_eq!(best("施策 / Measure"), RoleKind::Title);
        assert_eq!(best("所管\nDepartment in charge"), RoleKind::Department);
        assert_eq!(best("達成度 / Rating FY2024"), RoleKind::Grade);
        assert_eq!(best("備考 Remarks"), RoleKind::Other);
        assert_eq!(best("Target FY2026"), RoleKind::Target);
        assert_eq!(best("ACTUAL (FY2024)"), RoleKind::Actual);
        assert!(Vocabulary::builtin().heading_evidence("Operating") < 0.3);
    }

    #[test]
    fn adds_words_of_a_file() {
        let extended = Vocabulary::builtin().extended_with("[roles]\nsummary = [\"あらまし\"]").unwrap();
        assert!(extended.score(RoleKind::Summary, "あらまし") > 0.9);
        assert!(Vocabulary::builtin().extended_with("[roles]\nfoo = [\"x\"]").is_err());
    }
}

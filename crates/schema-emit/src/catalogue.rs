//! The catalogue of findings: what each kind means and what to do about it, in Japanese and English.
//!
//! `data/findings/` holds it, a file for each group. `docs/findings.md`, `keikaku findings`, the rules in
//! `findings.sarif` and the report are made of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use document_model::Severity;
use serde::{Deserialize, Serialize};

/// The groups in the order of the catalogue: the way of a document through the stages.
const GROUPS: [&str; 11] = [
    include_str!("../data/findings/inputs.toml"),
    include_str!("../data/findings/characters.toml"),
    include_str!("../data/findings/pdf.toml"),
    include_str!("../data/findings/documents.toml"),
    include_str!("../data/findings/rows.toml"),
    include_str!("../data/findings/departments.toml"),
    include_str!("../data/findings/values.toml"),
    include_str!("../data/findings/records.toml"),
    include_str!("../data/findings/corrections.toml"),
    include_str!("../data/findings/editions.toml"),
    include_str!("../data/findings/release.toml"),
];

/// Findings of one area.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its title in Japanese.
    pub ja: String,
    /// Its title in English.
    pub en: String,
    /// Its findings; a group may have none.
    #[serde(default, rename = "finding")]
    pub entries: Vec<Entry>,
}

/// A kind of finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The stable `code`.
    pub code: String,
    /// How grave it is, unless its meaning says otherwise.
    pub severity: Severity,
    /// In Japanese.
    pub ja: Words,
    /// In English.
    pub en: Words,
}

/// What is said of a kind of finding in one language; code stands between backquotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// A few words.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// A message of this kind; `…` stands for what is left out.
    pub example: String,
    /// What to do.
    pub action: String,
}

struct Catalogue {
    groups: Vec<Group>,
    /// Group and entry by code.
    places: BTreeMap<String, (usize, usize)>,
}

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let groups = GROUPS.map(|group| {
            toml::from_str::<Group>(group).expect("data/findings is part of the crate, and a test reads it")
        });
        let mut places = BTreeMap::new();
        for (group, Group { entries, .. }) in groups.iter().enumerate() {
            places.extend(entries.iter().enumerate().map(|(at, entry)| (entry.code.clone(), (group, at))));
        }
        Catalogue { groups: groups.into(), places }
    })
}

/// All groups, in the order of the catalogue.
#[must_use]
pub fn groups() -> &'static [Group] {
    &catalogue().groups
}

/// All kinds of findings, in the order of the catalogue.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    groups().iter().flat_map(|group| &group.entries)
}

/// The kind of finding with that code.
#[must_use]
pub fn entry(code: &str) -> Option<&'static Entry> {
    let (group, at) = catalogue().places.get(code)?;
    groups().get(*group)?.entries.get(*at)
}

const HEAD: &str = "\
# 確認事項の一覧 / Catalogue of findings

<!-- cargo xtask findings が crates/schema-emit/data/findings から作る / made by cargo xtask findings -->

`findings.jsonl` の `code` の値の一覧です。メッセージの例の … は略です。`error` が 1 件でもあれば、その文書は `partial` か `failed`
になり、終了コードは 1 です。`warning` と `info` だけなら 0 です（`--fail-on` で変えられます）。端末では `keikaku findings` で見られます。

The values of `code` in `findings.jsonl`. `…` in an example stands for what is left out. An `error` makes its document
`partial` or `failed`, and the exit status 1; with `warning` and `info` alone it is 0, unless `--fail-on` says otherwise.
`keikaku findings` prints the catalogue. Each entry says what the finding means, what to do (→), and shows a message.

| 重さ / severity | 意味 / meaning |
|---|---|
| `error` | 失われた、または読めなかった / something was lost, or an input could not be read |
| `warning` | 値が違う、または欠けているおそれ / a value may be wrong or missing |
| `info` | 推定や補い。たいてい正しい / something was inferred or repaired in a way that is usually right |
";

/// The catalogue as Markdown, in both languages: `docs/findings.md`.
#[must_use]
pub fn markdown() -> String {
    let mut out = HEAD.to_owned();
    for group in groups().iter().filter(|group| !group.entries.is_empty()) {
        // Writing to a string cannot fail.
        let _ = match group.ja == group.en {
            true => writeln!(out, "\n## {}", group.ja),
            false => writeln!(out, "\n## {} / {}", group.ja, group.en),
        };
        for Entry { code, severity, ja, en } in &group.entries {
            let _ = write!(
                out,
                "\n### `{code}` ({})\n\n{} / {}\n\n- {} → {}\n- {} → {}\n- 例 / Example: 「{}」 / “{}”\n",
                severity_name(*severity),
                ja.title,
                en.title,
                ja.meaning,
                ja.action,
                en.meaning,
                en.action,
                ja.example,
                en.example
            );
        }
    }
    out
}

/// The severity as in the records.
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_once_and_is_found_by_its_code() {
        let all: Vec<&Entry> = entries().collect();
        assert!(all.len() >= 65, "{}", all.len());
        for kind in &all {
            assert_eq!(entry(&kind.code), Some(*kind), "{} stands twice", kind.code);
        }
        assert_eq!(catalogue().places.len(), all.len());
        assert_eq!(entry("no-such-code"), None);
    }

    #[test]
    fn every_kind_says_all_in_the_right_language() {
        let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
        for Entry { code, ja, en, .. } in entries() {
            for text in [&ja.title, &ja.meaning, &ja.example, &ja.action] {
                assert!(japanese(text), "{code}: not Japanese: {text:?}");
            }
            for text in [&en.title, &en.action] {
                assert!(!text.is_empty() && !japanese(text), "{code}: not English: {text:?}");
            }
            assert!(!en.meaning.is_empty() && !en.example.is_empty(), "{code}");
            assert!(ja.title.chars().count() <= 20 && en.title.chars().count() <= 45, "{code}: long title");
            assert!(ja.meaning.ends_with('。') && ja.action.ends_with('。'), "{code}: no full stop");
            assert!(en.meaning.ends_with('.') && en.action.ends_with('.'), "{code}: no full stop");
        }
    }
}

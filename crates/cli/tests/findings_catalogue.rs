//! The catalogue has every kind of finding that the program makes, and no other; `docs/findings.md` is made of it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Sources in which a code is handed through a variable: their codes are found by other means here.
const HANDED_THROUGH: [&str; 2] = ["crates/cli/src/messages.rs", "crates/cli/src/pipeline.rs"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Rust sources of all crates, tests inside them cut off, by path from the repository.
fn sources() -> BTreeMap<String, String> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path().join("src")).collect();
    let mut found = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, code);
            }
        }
    }
    found
}

/// What stands after each `call(`.
fn arguments<'t>(text: &'t str, call: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(call).skip(1).map(str::trim_start)
}

/// The string literal with which the text begins.
fn literal(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix('"')?.split_once('"').map(|(inside, _)| inside)
}

/// A severity and a code: `Severity::Warning, "row-shifted"`; either may be a variable.
fn pair(arguments: &str) -> (Option<String>, Option<String>) {
    let Some((severity, rest)) = arguments.split_once(',') else { return (None, None) };
    let severity = severity.trim().strip_prefix("Severity::").map(str::to_lowercase);
    (severity, literal(rest).map(str::to_owned))
}

/// Code and severity (empty where a variable decides) of every finding that the sources make.
fn codes_in_sources() -> BTreeMap<String, BTreeSet<String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in sources() {
        for call in ["Diagnostic::new(", ".finding("] {
            for arguments in arguments(&text, call) {
                let (severity, code) = pair(arguments);
                match code {
                    Some(code) => {
                        codes.entry(code).or_default().insert(severity.unwrap_or_default());
                    }
                    None => assert!(
                        HANDED_THROUGH.contains(&name.as_str()),
                        "{name}: a finding whose code is no literal; the catalogue cannot be checked: {:.60}",
                        arguments.split(';').next().unwrap_or_default()
                    ),
                }
            }
        }
        // `Kind::TooLarge => "too-large"`: how errors of reading become findings.
        for arm in text.lines().filter_map(|line| line.split_once("Kind::")?.1.split_once("=> ")) {
            if let Some(code) = literal(arm.1).filter(|code| is_code(code)) {
                codes.entry(code.to_owned()).or_default().insert("error".to_owned());
            }
        }
    }
    codes
}

fn is_code(text: &str) -> bool {
    text.contains('-') && text.chars().all(|character| character.is_ascii_lowercase() || character == '-')
}

/// Code and severity of each entry.
fn catalogue() -> BTreeMap<String, String> {
    schema_emit::catalogue::entries()
        .map(|entry| (entry.code.clone(), schema_emit::catalogue::severity_name(entry.severity).to_owned()))
        .collect()
}

#[test]
fn every_finding_stands_in_the_catalogue() {
    let (codes, catalogue) = (codes_in_sources(), catalogue());
    assert!(codes.len() > 30, "the search found only {} codes: {codes:?}", codes.len());
    let missing: Vec<&String> = codes.keys().filter(|code| !catalogue.contains_key(*code)).collect();
    assert!(
        missing.is_empty(),
        "crates/schema-emit/data/findings lacks {missing:?}: say what they mean and what to do"
    );
}

#[test]
fn the_catalogue_has_no_other_findings_and_the_right_severities() {
    let codes = codes_in_sources();
    for (code, severity) in catalogue() {
        let Some(found) = codes.get(&code) else {
            panic!("the catalogue lists {code}, which no source makes");
        };
        assert!(
            found.contains(&severity) || found.contains(""),
            "the catalogue gives {code} the severity {severity}; the sources give {found:?}"
        );
    }
}

#[test]
fn the_page_is_made_of_the_catalogue() {
    let page = fs::read_to_string(root().join("docs/findings.md")).unwrap();
    assert!(page == schema_emit::catalogue::markdown(), "docs/findings.md is old: run cargo xtask findings");
}

#[test]
fn the_search_reads_calls_in_every_form() {
    assert_eq!(pair("Severity::Info, \"a-b\", ja, en)"), (Some("info".into()), Some("a-b".into())));
    assert_eq!(pair("\n    Severity::Error,\n    \"c-d\",\n"), (Some("error".into()), Some("c-d".into())));
    assert_eq!(pair("severity, \"e-f\", ja"), (None, Some("e-f".into())));
    assert_eq!(pair("severity, code, self.ja"), (None, None));
}

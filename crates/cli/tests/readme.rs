//! What README.md shows of the program is what the program does.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Desk, Run, keikaku, lines};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The README's first command, and its summary in that language.
fn extract_fixtures(desk: &Desk, lang: &str) -> Run {
    let mut command = keikaku();
    command.current_dir(root()).args(["--lang", lang, "extract", "fixtures", "--output"]).arg(desk.output());
    Run::of(command)
}

/// The fenced blocks of the README, without their fences.
fn blocks(readme: &str) -> Vec<&str> {
    readme.split("\n```").skip(1).step_by(2).filter_map(|block| Some(block.split_once('\n')?.1)).collect()
}

#[test]
fn the_summary_is_that_of_the_first_command() {
    let readme = readme();
    let desk = Desk::new();
    for lang in ["ja", "en"] {
        let run = extract_fixtures(&desk, lang);
        // The last line names folder and time.
        let lines: Vec<&str> = run.ended(0).stderr.lines().collect();
        assert!(lines.len() > 3, "{lines:?}");
        for line in lines.iter().take(lines.len() - 1) {
            assert!(readme.contains(line), "README.md shows another summary; the program says: {line}");
        }
    }
}

#[test]
fn the_commands_of_the_guide_are_commands() {
    let guide = fs::read_to_string(root().join("docs/guide.md")).unwrap();
    let lines: Vec<&str> =
        blocks(&guide).into_iter().flat_map(str::lines).filter(|line| line.starts_with("keikaku ")).collect();
    assert!(lines.len() > 5, "{lines:?}");
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut command = keikaku();
        command.args(["--lang", "en", words[1], "--help"]);
        let help = Run::of(command);
        let help = &help.ended(0).stdout;
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "docs/guide.md shows {line}; {} has no {option}", words[1]);
        }
    }
}

#[test]
fn the_rows_shown_are_rows_of_the_fixtures() {
    let readme = readme();
    for (file, line) in [("mie-digital-plan-r5-results.txt", 55), ("miyagi-dx-policy-2025.txt", 69)] {
        let text = fs::read_to_string(root().join("fixtures/plans").join(file)).unwrap();
        let row = text.split('\n').nth(line - 1).unwrap().replace('\t', "→");
        assert!(
            blocks(&readme).contains(&row.as_str()),
            "README.md does not show line {line} of {file}: {row}"
        );
        assert!(readme.contains(&format!("`fixtures/plans/{file}` の {line} 行目")));
    }
}

#[test]
fn the_records_shown_are_the_records_made() {
    let readme = readme();
    let desk = Desk::new();
    extract_fixtures(&desk, "en").ended(0);
    let items = lines(&desk.output(), "items.jsonl");
    let shown: Vec<&str> =
        blocks(&readme).into_iter().filter(|block| block.starts_with("{ \"id\"")).collect();
    assert_eq!(shown.len(), 2, "README.md shows two records");
    for block in shown {
        let id = block.split('"').nth(3).unwrap();
        let item = items.iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("no item {id}"));
        let mut compared = 0;
        for line in block.lines() {
            let Some((value, real)) = part_shown(line, item) else { continue };
            assert!(holds(&real, &value), "README.md shows {value}; the record of {id} has {real}");
            compared += 1;
        }
        assert!(compared > 6, "only {compared} lines of {id} were compared");
    }
}

/// The value on a line of a shown record, and what the record has there; `None` for lines that are cut.
fn part_shown(line: &str, item: &Value) -> Option<(Value, Value)> {
    let of_cells = line.starts_with("    \"");
    let line = line.trim();
    if line.starts_with("{\"role\"") {
        let object = line.split_inclusive('}').next()?;
        let observations: Vec<Value> = item["indicators"]
            .as_array()?
            .iter()
            .flat_map(|one| one["observations"].as_array().unwrap().clone())
            .collect();
        return Some((Value::Array(vec![serde_json::from_str(object).ok()?]), Value::Array(observations)));
    }
    let (key, value) = line.trim_start_matches("{ ").strip_prefix('"')?.split_once("\": ")?;
    let value = serde_json::from_str(value.trim_end_matches(',')).ok()?;
    let real = if of_cells { &item["source"]["cells"] } else { item }.get(key)?;
    Some((value, real.clone()))
}

/// Does the record hold what is shown? Empty fields are left out there.
fn holds(real: &Value, shown: &Value) -> bool {
    match (real, shown) {
        (Value::Object(real), Value::Object(shown)) => {
            shown.iter().all(|(key, value)| real.get(key).is_some_and(|real| holds(real, value)))
        }
        (Value::Array(real), Value::Array(shown)) => {
            shown.iter().all(|value| real.iter().any(|real| holds(real, value)))
        }
        _ => real == shown,
    }
}

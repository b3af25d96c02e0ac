//! `keikaku findings`: the catalogue on the terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Run, keikaku};
use serde_json::Value;

fn run(arguments: &[&str]) -> Run {
    let mut command = keikaku();
    command.arg("findings").args(arguments);
    Run::of(command)
}

#[test]
fn the_list_has_every_kind_once_in_the_language_asked_for() {
    for (lang, title) in [("ja", "ずれた行を戻した"), ("en", "Shifted row was put back")] {
        let list = run(&["--lang", lang]);
        let list = &list.ended(0).stdout;
        for entry in schema_emit::catalogue::entries() {
            let lines = list.lines().filter(|line| line.split_whitespace().next() == Some(&entry.code));
            assert_eq!(lines.count(), 1, "{}", entry.code);
        }
        let row = list.lines().find(|line| line.contains("row-shifted")).unwrap();
        assert!(row.ends_with(title), "{row}");
    }
}

#[test]
fn a_kind_is_explained() {
    let japanese = run(&["--lang", "ja", "row-shifted", "year-unknown"]);
    let japanese = &japanese.ended(0).stdout;
    assert!(
        japanese.contains("row-shifted（注意）") && japanese.contains("year-unknown（参考）"),
        "{japanese}"
    );
    assert_eq!(japanese.matches("対処").count(), 2);
    let english = run(&["--lang", "en", "row-shifted"]);
    assert!(english.ended(0).stdout.contains("Compare values and departments"), "{}", english.stdout);
}

#[test]
fn an_unknown_code_is_an_error() {
    let failed = run(&["--lang", "en", "row-shifted", "no-such-code"]);
    assert!(failed.ended(2).only_error().contains("no-such-code"), "{}", failed.stderr);
    assert_eq!(failed.stdout, "");
}

#[test]
fn programs_get_both_languages() {
    let all = run(&["--format", "json"]);
    let all: Vec<Value> =
        all.ended(0).stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(all.len(), schema_emit::catalogue::entries().count());
    let one = all.iter().find(|one| one["code"] == "units-differ").unwrap();
    assert_eq!(one["severity"], "warning");
    assert!(one["ja"]["action"].is_string() && one["en"]["action"].is_string(), "{one}");
}

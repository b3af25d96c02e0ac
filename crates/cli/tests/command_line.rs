//! What the user sees: languages, streams, exit status.

mod common;

use std::process::Stdio;

use common::{Desk, PLAN, Run, keikaku};
use serde_json::Value;

fn run(arguments: &[&str]) -> Run {
    let mut command = keikaku();
    command.args(arguments);
    Run::of(command)
}

#[test]
fn the_summary_is_a_message_and_json_is_data() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    let summary = desk.extract([&plan]);
    assert_eq!(summary.ended(0).stdout, "");
    assert!(
        summary.stderr.contains("Documents") && summary.stderr.contains("Findings"),
        "{}",
        summary.stderr
    );
    let json = desk.extract([plan.as_os_str(), "--json".as_ref()]);
    assert_eq!(json.ended(0).stderr, "");
    let value: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(value["documents"]["total"], 1);
    assert_eq!(value["unaccounted"], 0);
    assert_eq!(value["exit_status"], 0);
    let quiet = desk.extract([plan.as_os_str(), "--quiet".as_ref()]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn quiet_runs_still_tell_errors() {
    let desk = Desk::new();
    let missing = desk.path("missing.txt");
    let run = desk.extract([missing.as_os_str(), "-q".as_ref()]);
    run.ended(1).only_error();
    assert_eq!(run.stderr.lines().count(), 1);
}

#[test]
fn no_colour_and_no_bar_where_nobody_looks() {
    let desk = Desk::new();
    let run = desk.extract([desk.path("missing.txt")]);
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains('\r'), "{:?}", run.stderr);
}

#[test]
fn names_and_texts_do_not_steer_the_terminal() {
    let desk = Desk::new();
    let run = desk.extract([desk.path("\u{1b}[31mred.txt")]);
    run.ended(1);
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

#[test]
fn the_language_comes_from_option_or_environment() {
    assert!(run(&["--help"]).ended(0).stdout.contains("Usage"));
    assert!(run(&["--lang", "ja", "--help"]).ended(0).stdout.contains("使い方"));
    assert!(run(&["extract", "--help", "--lang=ja"]).ended(0).stdout.contains("書き出すフォルダー"));
    let mut command = keikaku();
    command.env("LANG", "ja_JP.UTF-8").args(["extract", "--nonsense"]);
    let failed = Run::of(command);
    assert!(failed.ended(2).stderr.starts_with("エラー: --nonsense"), "{}", failed.stderr);
}

#[test]
fn japanese_help_has_no_english_left() {
    for command in
        [vec![], vec!["extract"], vec!["explain"], vec!["schema"], vec!["completions"], vec!["man"]]
    {
        let mut arguments = command.clone();
        arguments.extend(["--help", "--lang", "ja"]);
        let help = run(&arguments).ended(0).stdout.clone();
        for word in ["Usage", "Options", "Arguments", "Commands", "default", "possible", "Print"] {
            assert!(!help.contains(word), "{command:?}: {help}");
        }
    }
}

#[test]
fn wrong_command_lines_get_one_message_and_status_2() {
    for arguments in [
        &["--nonsense"][..],
        &["extract"],
        &["extract", "x", "--threads", "many"],
        &["extract", "x", "--max-bytes", "lots"],
        &["extract", "x", "--lang", "fr"],
        &["extract", "x", "--output"],
        &["schema", "recipe"],
        &["prettify"],
        &["explain", "1", "--output", "/nonexistent/keikaku"],
        &[],
    ] {
        let failed = run(arguments);
        failed.ended(2).only_error();
        assert_eq!(failed.stderr.lines().count(), 1, "{}", failed.stderr);
    }
}

#[test]
fn schemas_completions_and_manual_are_data() {
    let schema = run(&["schema", "item"]);
    let schema: Value = serde_json::from_str(&schema.ended(0).stdout).unwrap();
    assert_eq!(schema["$id"], "urn:keikaku:schema:item:1");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).ended(0).stdout.contains("keikaku"));
    }
    assert!(run(&["man"]).ended(0).stdout.contains(".TH keikaku"));
    let desk = Desk::new();
    let folder = desk.path("man");
    run(&["man", "--output", folder.to_str().unwrap()]).ended(0);
    let pages: Vec<String> = common::contents(&folder).into_iter().map(|(name, _)| name).collect();
    assert!(
        pages.contains(&"keikaku.1".to_owned()) && pages.contains(&"keikaku-extract.1".to_owned()),
        "{pages:?}"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = keikaku().arg("schema").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.ended(0).stderr, "");
}

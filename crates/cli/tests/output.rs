//! What is written, in which order, and that it is replaced whole or not at all.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{Desk, PLAN, Run, codes, contents, documents, keikaku, lines};

const NAMES: [&str; 8] = [
    "documents.jsonl",
    "findings.jsonl",
    "findings.sarif",
    "items.csv",
    "items.jsonl",
    "ledger.jsonl",
    "observations.csv",
    "tables.jsonl",
];

fn many(desk: &Desk, count: usize) {
    for number in 0..count {
        let rows = PLAN.lines().skip(3).collect::<Vec<_>>().join("\n").repeat(number % 7);
        desk.write(&format!("plans/{number:03}.txt"), format!("{PLAN}{rows}\n計画{number}\n"));
    }
}

#[test]
fn the_set_of_files_is_whole_and_nothing_else_is_left() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    desk.extract([&plan]).ended(0);
    let names: Vec<String> = contents(&desk.output()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, NAMES);
    for name in ["items.csv", "observations.csv"] {
        let csv = fs::read(desk.output().join(name)).unwrap();
        assert!(csv.starts_with("\u{feff}文書ID,".as_bytes()));
        assert!(csv.ends_with(b"\r\n"));
    }
}

#[test]
fn runs_and_threads_give_the_same_bytes() {
    let desk = Desk::new();
    many(&desk, 20);
    let run = |threads: &str| {
        desk.extract([desk.path("plans").as_os_str(), "--threads".as_ref(), threads.as_ref()]).ended(0);
        contents(&desk.output())
    };
    let once = run("1");
    assert!(run("1") == once && run("2") == once && run("7") == once);
    let names: Vec<String> = documents(&desk.output()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, (0..20).map(|number| format!("{number:03}.txt")).collect::<Vec<_>>());
}

#[test]
fn the_previous_output_is_no_input() {
    let desk = Desk::new();
    desk.write("plan.txt", PLAN);
    let folder = desk.path("");
    desk.extract([&folder]).ended(0);
    let first = contents(&desk.output());
    desk.extract([&folder]).ended(0);
    assert_eq!(contents(&desk.output()), first);
    assert_eq!(documents(&desk.output()).len(), 1);
}

#[test]
fn the_same_content_twice_is_processed_once() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    let copy = desk.write("copy.txt", PLAN);
    let run = desk.extract([&plan, &copy, &plan]);
    run.ended(0);
    assert_eq!(documents(&desk.output()).len(), 1);
    assert_eq!(codes(&desk.output()).iter().filter(|code| *code == "duplicate-input").count(), 2);
}

#[test]
fn standard_input_is_a_document() {
    let desk = Desk::new();
    let mut command = keikaku();
    command.args(["extract", "-", "--output"]).arg(desk.output());
    Run::with_input(command, PLAN.as_bytes()).ended(0);
    assert_eq!(documents(&desk.output()), [("-".to_owned(), "ok".to_owned())]);
}

#[test]
fn a_pattern_that_no_shell_expanded() {
    let desk = Desk::new();
    many(&desk, 3);
    desk.extract([desk.path("plans/00[01].*")]).ended(0);
    assert_eq!(documents(&desk.output()).len(), 2);
}

#[test]
fn a_run_that_reads_nothing_leaves_the_previous_output() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    assert_eq!(desk.extract([&plan]).status, 0);
    let before = fs::read(desk.output().join("items.jsonl")).unwrap();
    let run = desk.extract([desk.path("mistyped.txt")]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("previous output is kept"), "{}", run.stderr);
    assert_eq!(fs::read(desk.output().join("items.jsonl")).unwrap(), before);
}

#[test]
fn a_run_that_cannot_begin_leaves_the_previous_output() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    desk.extract([&plan]).ended(0);
    let before = contents(&desk.output());
    let plan = plan.as_os_str();
    let missing = desk.path("no-vocabulary.toml");
    desk.extract([plan, "--vocabulary".as_ref(), missing.as_os_str()]).ended(2).only_error();
    desk.extract([plan, "--encoding".as_ref(), "martian".as_ref()]).ended(2).only_error();
    desk.extract([plan, "--threads".as_ref(), "0".as_ref()]).ended(2).only_error();
    let nothing: [&str; 0] = [];
    desk.extract(nothing).ended(2).only_error();
    assert_eq!(contents(&desk.output()), before);
}

/// Starts a long run.
fn start(desk: &Desk) -> Child {
    let mut command = keikaku();
    command.arg("extract").arg(desk.path("plans")).arg("--output").arg(desk.output());
    command.stderr(Stdio::null()).spawn().unwrap()
}

fn signal(child: &mut Child, signal: &str) -> i32 {
    let _ = std::process::Command::new("kill").arg(signal).arg(child.id().to_string()).output();
    child.wait().unwrap().code().unwrap_or(-1)
}

/// Is a run writing?
fn is_staging(desk: &Desk) -> bool {
    contents(&desk.output()).iter().any(|(name, _)| name.starts_with(".keikaku-staging-"))
}

#[test]
fn a_killed_run_leaves_a_whole_output() {
    let desk = Desk::new();
    many(&desk, 60);
    let plan = desk.write("old.txt", PLAN);
    desk.extract([&plan]).ended(0);
    let old = contents(&desk.output());
    desk.extract([desk.path("plans")]).ended(0);
    let new = contents(&desk.output());
    for milliseconds in [0, 5, 20, 80, 160, 320, 640] {
        desk.extract([&plan]).ended(0);
        let mut run = start(&desk);
        sleep(Duration::from_millis(milliseconds));
        signal(&mut run, "-KILL");
        // Reading finishes a replacement that was cut short.
        let mut reading = keikaku();
        reading.args(["explain", "no such item", "--output"]).arg(desk.output());
        Run::of(reading).ended(2);
        let mut left = contents(&desk.output());
        left.retain(|(name, _)| !name.starts_with(".keikaku-"));
        assert!(left == old || left == new, "after {milliseconds} ms");
    }
    // The next run removes what the killed ones left.
    desk.extract([&plan]).ended(0);
    assert_eq!(contents(&desk.output()), old);
}

#[test]
fn an_interrupted_run_leaves_the_previous_output_and_no_traces() {
    let desk = Desk::new();
    for number in 0..40 {
        let text = format!("計画{number}\n{}", PLAN.repeat(100));
        desk.write(&format!("plans/{number:03}.txt"), text);
    }
    let plan = desk.write("old.txt", PLAN);
    desk.extract([&plan]).ended(0);
    let old = contents(&desk.output());
    let mut run = start(&desk);
    let begun = Instant::now();
    while !is_staging(&desk) && begun.elapsed().as_secs() < 20 {
        sleep(Duration::from_millis(2));
    }
    let status = signal(&mut run, "-INT");
    if status == 0 {
        return common::skip("an_interrupted_run: the run was done before the signal");
    }
    assert_eq!(status, 130);
    assert_eq!(contents(&desk.output()), old);
}

#[test]
fn every_finding_has_both_languages_whatever_the_locale() {
    let desk = Desk::new();
    let missing = desk.path("missing.txt");
    desk.extract([missing.as_os_str(), "--lang".as_ref(), "ja".as_ref()]).ended(1);
    let japanese = contents(&desk.output());
    desk.extract([missing.as_os_str(), "--lang".as_ref(), "en".as_ref()]).ended(1);
    assert_eq!(contents(&desk.output()), japanese);
    let finding = &lines(&desk.output(), "findings.jsonl")[0];
    assert!(!finding["message"].as_str().unwrap().is_ascii());
    assert!(finding["message_en"].as_str().unwrap().is_ascii());
}

//! Bad input: one clear message each, the other inputs done, nothing written before lost.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use common::{Desk, PLAN, Run, codes, contents, documents, keikaku, lines, noise};

/// Runs on a bad input between two good ones; the good ones must be done and the bad one reported once.
#[track_caller]
fn one_bad_among_good(bad: &[u8], name: &str, arguments: &[&str], code: &str) -> String {
    let desk = Desk::new();
    let first = desk.write("a-good.txt", PLAN);
    let bad = desk.write(name, bad);
    let last = desk.write("z-good.txt", format!("{PLAN}3\t三つ目\t\t\t\t\t総務課\n"));
    let mut command = keikaku();
    command.arg("extract").arg("--output").arg(desk.output()).args(arguments).args([&first, &bad, &last]);
    let run = Run::of(command);
    run.ended(1);
    let message = run.only_error().to_owned();
    assert!(message.contains(name), "{message}");
    assert_eq!(
        documents(&desk.output()),
        [("a-good.txt", "ok"), (name, "failed"), ("z-good.txt", "ok")]
            .map(|(n, s)| (n.to_owned(), s.to_owned()))
    );
    assert_eq!(
        codes(&desk.output()).iter().filter(|found| *found == code).count(),
        1,
        "{:?}",
        codes(&desk.output())
    );
    assert_eq!(lines(&desk.output(), "ledger.jsonl").len(), 3);
    message
}

/// Runs on one hard but readable text: no failure, nothing unaccounted, done in a bearable time.
#[track_caller]
fn read_to_the_end(text: &[u8], name: &str) -> Desk {
    let desk = Desk::new();
    let good = desk.write("a-good.txt", PLAN);
    let hard = desk.write(name, text);
    let begun = Instant::now();
    let run = desk.extract([&good, &hard]);
    assert!(begun.elapsed().as_secs() < 60, "took {:?}", begun.elapsed());
    run.ended(0);
    assert_eq!(documents(&desk.output())[0].1, "ok");
    for ledger in lines(&desk.output(), "ledger.jsonl") {
        let count = |key: &str| ledger[key].as_u64().unwrap();
        assert_eq!(count("unaccounted"), 0);
        assert_eq!(
            count("characters"),
            count("items") + count("tables") + count("text") + count("furniture"),
            "{ledger}"
        );
    }
    desk
}

#[test]
fn a_missing_file() {
    let desk = Desk::new();
    let good = desk.write("good.txt", PLAN);
    let run = desk.extract([&desk.path("missing.txt"), &good]);
    run.ended(1);
    assert!(run.only_error().contains("missing.txt: no such file"), "{}", run.stderr);
    assert_eq!(documents(&desk.output())[1], ("good.txt".to_owned(), "ok".to_owned()));
    assert_eq!(documents(&desk.output())[0].1, "failed");
}

#[test]
fn a_folder_without_plans() {
    let desk = Desk::new();
    let good = desk.write("good.txt", PLAN);
    desk.write("pictures/photo.jpg", b"\xff\xd8\xff");
    let run = desk.extract([&desk.path("pictures"), &good]);
    run.ended(1);
    assert!(run.only_error().contains(".txt"), "{}", run.stderr);
    assert!(codes(&desk.output()).contains(&"no-plans-in-folder".to_owned()));
    assert_eq!(documents(&desk.output())[1].1, "ok");
}

#[test]
fn an_empty_file() {
    one_bad_among_good(b"", "empty.txt", &[], "empty-input");
}

#[test]
fn random_bytes() {
    one_bad_among_good(&noise(1 << 20), "noise.txt", &[], "not-text");
}

#[test]
fn a_picture_with_the_name_of_a_text() {
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    picture.extend(noise(5000));
    let message = one_bad_among_good(&picture, "picture.txt", &[], "not-text");
    assert!(message.contains("PNG"), "{message}");
}

#[test]
fn another_encoding_than_declared() {
    // 計画 in Shift_JIS, declared as UTF-8.
    let text = b"\x8c\x76\x89\xe6\t\x8e\x7b\x8d\xf4\n".repeat(20);
    one_bad_among_good(&text, "sjis.txt", &["--encoding", "utf-8"], "encoding-mismatch");
}

#[test]
fn a_text_larger_than_the_limit() {
    let text = PLAN.repeat(2000);
    let message = one_bad_among_good(text.as_bytes(), "large.txt", &["--max-bytes", "64K"], "too-large");
    assert!(message.contains("--max-bytes") && message.contains("65536"), "{message}");
}

#[test]
fn a_huge_text_is_refused_without_being_read() {
    let desk = Desk::new();
    let good = desk.write("good.txt", PLAN);
    let huge = desk.path("huge.txt");
    // A hole of 200 MB: refused by its size.
    fs::File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let begun = Instant::now();
    let run = desk.extract([&huge, &good]);
    run.ended(1);
    assert!(run.only_error().contains("--max-bytes"));
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn endless_standard_input_stops_at_the_limit() {
    let desk = Desk::new();
    let mut command = keikaku();
    command.args(["extract", "-", "--max-bytes", "1M", "--output"]).arg(desk.output());
    let run = Run::with_input(command, &PLAN.as_bytes().repeat(20_000));
    run.ended(1);
    assert!(run.only_error().contains("--max-bytes"));
}

#[test]
fn a_table_of_one_column_and_many_rows() {
    let rows: String = (0..100_000).map(|row| format!("| 取組{row} |\n")).collect();
    read_to_the_end(format!("| 施策名 |\n|---|\n{rows}").as_bytes(), "long.md");
}

#[test]
fn a_table_of_many_columns() {
    let head: Vec<String> = (0..5000).map(|column| format!("列{column}")).collect();
    let body: Vec<String> = (0..5000).map(|column| column.to_string()).collect();
    let text = format!("{}\n{}\n{}\n", head.join("\t"), body.join("\t"), body.join("\t"));
    read_to_the_end(text.as_bytes(), "wide.txt");
}

#[test]
fn cells_of_a_megabyte() {
    let cell = "長い説明。".repeat((1 << 20) / 15);
    let text = format!("番号\t施策名\t概要\n1\t申請\t{cell}\n2\t研修\t{cell}\n");
    read_to_the_end(text.as_bytes(), "cells.txt");
}

#[test]
fn deeply_nested_tags() {
    for tag in ["div", "b", "ul", "table"] {
        let text =
            format!("{}計画{}", format!("<{tag}>").repeat(100_000), format!("</{tag}>").repeat(100_000));
        read_to_the_end(text.as_bytes(), "nested.html");
        read_to_the_end(format!("番号\t施策名\n1\t{text}\n").as_bytes(), "nested.txt");
    }
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let desk = Desk::new();
    let good = desk.write("good.txt", PLAN);
    let file = desk.write("file", "not a folder");
    for output in [file.clone(), file.join("under"), Path::new("/proc/keikaku").to_owned()] {
        let mut command = keikaku();
        command.arg("extract").arg(&good).arg("--output").arg(&output);
        let run = Run::of(command);
        run.ended(2);
        assert!(run.only_error().contains("--output"), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a folder");
}

/// A small file system of its own; taken down with the test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir(at).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(at).output();
        mounted.is_ok_and(|mounted| mounted.status.success()).then(|| Self(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk() {
    let desk = Desk::new();
    let good = desk.write("good.txt", PLAN);
    let Some(disk) = SmallDisk::mount(&desk.path("disk")) else {
        return common::skip(
            "a_full_disk: mounting a tmpfs needs the rights of root, which this run has not",
        );
    };
    let output = disk.0.join("out");
    let extract = |inputs: &[PathBuf]| {
        let mut command = keikaku();
        command.arg("extract").args(inputs).arg("--output").arg(&output);
        Run::of(command)
    };
    extract(std::slice::from_ref(&good)).ended(0);
    let before = contents(&output);
    // Each missing file gives a document and a finding: more than the disk holds.
    let missing: Vec<PathBuf> = (0..1000).map(|number| desk.path(&format!("missing-{number}"))).collect();
    let run = extract(&missing);
    run.ended(2);
    assert!(run.only_error().contains("disk is full"), "{}", run.stderr);
    assert_eq!(contents(&output), before, "the previous output changed");
    // Not even room for a folder.
    let _ = fs::write(disk.0.join("filler"), vec![0_u8; 300 << 10]);
    let run = extract(&[good]);
    run.ended(2);
    run.only_error();
    assert_eq!(contents(&output), before, "the previous output changed");
}

//! `keikaku release`: packages that are whole, the same each time, and never changed.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use common::{Desk, PLAN, Run, keikaku, lines};
use serde_json::Value;

fn release(desk: &Desk, target: &str, arguments: &[&str]) -> Run {
    let mut command = keikaku();
    command.arg("release").arg(desk.output()).arg("--output").arg(desk.path(target));
    command.args(["--license", "CC-BY-4.0", "--issued", "2026-11-27"]).args(arguments);
    Run::of(command)
}

/// A desk with the records of a plan.
fn desk(plan: &str) -> Desk {
    let desk = Desk::new();
    extract(&desk, plan);
    desk
}

fn extract(desk: &Desk, plan: &str) {
    let path = desk.write("plan.txt", plan);
    desk.extract([&path]).ended(0);
}

/// Path and bytes of every file of a package.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push((path.clone(), fs::read(&path).unwrap()))
            }
        }
    }
    let mut found: Vec<_> = found
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes))
        .collect();
    found.sort();
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let desk = desk(PLAN);
    release(&desk, "one", &["--cp932"]).ended(0);
    release(&desk, "two", &["--cp932"]).ended(0);
    let (one, two) = (files(&desk.path("one")), files(&desk.path("two")));
    assert!(one.len() > 50, "{} files", one.len());
    for (one, two) in one.iter().zip(&two) {
        assert!(one == two, "{} differs", one.0.display());
    }
    assert_eq!(one.len(), two.len());
}

#[test]
fn csv_files_have_japanese_heads_and_plain_cells() {
    let desk = desk(PLAN);
    release(&desk, "rel", &[]).ended(0);
    let text = fs::read_to_string(desk.path("rel/csv/observations.csv")).unwrap();
    let mut lines = text.strip_prefix('\u{feff}').unwrap().split("\r\n");
    assert!(lines.next().unwrap().starts_with("指標ID,順番,区分,年度（西暦）,期間開始日,期間終了日,"));
    let row = text.lines().find(|line| line.contains("500件")).unwrap();
    assert!(
        row.contains(",target,2026,2026-04-01,2027-03-31,fiscal_year,,number,500,件,=,false,500件"),
        "{row}"
    );
    let departments = fs::read_to_string(desk.path("rel/csv/departments.csv")).unwrap();
    assert!(departments.contains("人事課,ジンジカ"), "{departments}");
}

#[test]
fn paths_of_this_machine_are_not_published() {
    let desk = desk(PLAN);
    release(&desk, "rel", &[]).ended(0);
    let here = desk.path("").to_string_lossy().into_owned();
    for (path, bytes) in files(&desk.path("rel")) {
        assert!(!String::from_utf8_lossy(&bytes).contains(here.trim_end_matches('/')), "{}", path.display());
    }
    assert_eq!(lines(&desk.path("rel"), "jsonl/documents.jsonl")[0]["path"], "plan.txt");
}

#[test]
fn an_existing_folder_is_never_changed() {
    let desk = desk(PLAN);
    release(&desk, "rel", &[]).ended(0);
    let before = files(&desk.path("rel"));
    let again = release(&desk, "rel", &[]);
    assert!(again.ended(2).only_error().contains("never changed in place"), "{}", again.stderr);
    assert!(before == files(&desk.path("rel")));
}

#[test]
fn versions_say_how_much_changed() {
    let desk = desk(PLAN);
    let version = |target: &str| {
        let text = fs::read_to_string(desk.path(target).join("datapackage.json")).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["version"].as_str().unwrap().to_owned()
    };
    release(&desk, "first", &[]).ended(0);
    let first = desk.path("first").to_string_lossy().into_owned();
    let since = ["--previous", first.as_str()];
    assert_eq!(version("first"), "1.0.0");
    // A value is put right: a patch.
    extract(&desk, &PLAN.replace("500件", "600件"));
    release(&desk, "patch", &since).ended(0);
    assert_eq!(version("patch"), "1.0.1");
    // An item comes: minor; a patch is refused, unless told.
    extract(&desk, &format!("{PLAN}3\t新しい施策\t概要です\t研修回数\t1回\t2回\t総務課\n"));
    let low = release(&desk, "low", &[since[0], since[1], "--version", "1.0.1"]);
    assert!(low.ended(2).only_error().contains("1.1.0 or more (items added: 1)"), "{}", low.stderr);
    assert!(!desk.path("low").exists());
    release(&desk, "told", &[since[0], since[1], "--version", "1.0.1", "--allow-lower-version"]).ended(0);
    let minor = release(&desk, "minor", &since);
    assert!(minor.ended(0).stderr.contains("items added: 1"), "{}", minor.stderr);
    assert_eq!(version("minor"), "1.1.0");
    let log = fs::read_to_string(desk.path("minor/CHANGELOG.md")).unwrap();
    assert!(log.contains("新しい施策") && log.contains("## 1.0.0"), "{log}");
    // The columns are others: major.
    let path = desk.path("first/datapackage.json");
    let text = fs::read_to_string(&path).unwrap().replacen("\"単位\"", "\"単位名\"", 1);
    fs::write(&path, text).unwrap();
    release(&desk, "major", &since).ended(0);
    assert_eq!(version("major"), "2.0.0");
    let same = release(&desk, "same", &[since[0], since[1], "--version", "1.0.0", "--allow-lower-version"]);
    assert!(same.ended(2).only_error().contains("not later"), "{}", same.stderr);
}

#[test]
fn errors_among_the_findings_are_not_published() {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    desk.extract([plan, desk.path("missing.txt")]).ended(1);
    let refused = release(&desk, "rel", &[]);
    assert!(refused.ended(2).only_error().contains("--allow-errors"), "{}", refused.stderr);
    assert_eq!(names(&desk.path("")), ["out", "plan.txt"]);
    release(&desk, "rel", &["--allow-errors"]).ended(0);
}

#[test]
fn records_that_contradict_each_other_are_refused() {
    let desk = desk(PLAN);
    let items = fs::read_to_string(desk.output().join("items.jsonl")).unwrap();
    let first = items.lines().next().unwrap();
    fs::write(desk.output().join("items.jsonl"), format!("{items}{first}\n")).unwrap();
    assert!(release(&desk, "rel", &[]).ended(2).only_error().contains("stands there twice"));
    fs::write(desk.output().join("items.jsonl"), "{}\n").unwrap();
    assert!(release(&desk, "rel", &[]).ended(2).only_error().contains("line 1"));
    assert_eq!(names(&desk.path("")), ["out", "plan.txt"]);
}

#[test]
fn a_run_that_is_killed_leaves_no_package_and_the_next_one_cleans_up() {
    let desk = desk(PLAN);
    // Enough items that a kill falls into the writing.
    let items = fs::read_to_string(desk.output().join("items.jsonl")).unwrap();
    let first = items.lines().next().unwrap();
    let id = serde_json::from_str::<Value>(first).unwrap()["id"].as_str().unwrap().to_owned();
    let document = id.split('-').next().unwrap();
    let many: String =
        (1..=3000).map(|at| first.replace(&id, &format!("{document}-{at:04}")) + "\n").collect();
    fs::write(desk.output().join("items.jsonl"), many).unwrap();
    fs::write(desk.output().join("findings.jsonl"), "").unwrap();
    let mut cut = 0;
    for wait in [0, 40, 80, 160, 320, 640] {
        let mut command = keikaku();
        command.arg("release").arg(desk.output()).arg("--output").arg(desk.path("rel"));
        command.args(["--license", "CC0-1.0"]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        if desk.path("rel").exists() {
            assert_whole(&desk.path("rel"));
            fs::remove_dir_all(desk.path("rel")).unwrap();
        } else {
            cut += 1;
        }
    }
    assert!(cut > 0, "no kill fell into the writing");
    release(&desk, "rel", &[]).ended(0);
    assert_whole(&desk.path("rel"));
    assert_eq!(names(&desk.path("")), ["out", "plan.txt", "rel"]);
}

/// Every file that the checksums name is there, and no other.
fn assert_whole(folder: &Path) {
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let listed: Vec<PathBuf> =
        sums.lines().map(|line| PathBuf::from(line.split_once("  ").unwrap().1)).collect();
    let mut found: Vec<PathBuf> = files(folder).into_iter().map(|(path, _)| path).collect();
    found.retain(|path| path != Path::new("SHA256SUMS"));
    let mut listed = listed;
    listed.sort();
    assert_eq!(found, listed);
}

#[test]
fn a_package_passes_the_lint() {
    let desk = desk(PLAN);
    release(&desk, "rel", &[]).ended(0);
    let csv: Vec<PathBuf> = files(&desk.path("rel"))
        .into_iter()
        .map(|(path, _)| desk.path("rel").join(path))
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv" || extension == "xlsx"))
        .collect();
    assert!(csv.len() > 10);
    let mut command = keikaku();
    command.arg("lint").args(&csv);
    let run = Run::of(command);
    for line in run.ended(0).stdout.lines() {
        assert!(line.ends_with("0 errors, 0 warnings"), "{line}");
    }
}

#[test]
fn characters_that_cp932_lacks_are_told_with_their_place() {
    let desk = desk(&PLAN.replace("職員研修の実施", "𠮷野町①の研修"));
    let told = release(&desk, "rel", &["--cp932"]);
    told.ended(0);
    let lost = lines(&desk.path("rel"), "notices-cp932.jsonl");
    let of_title =
        lost.iter().find(|notice| notice["column"] == "名称" && notice["table"] == "items").unwrap();
    assert_eq!((&of_title["found"], &of_title["row"]), (&Value::from("𠮷"), &Value::from(3)));
    let noticed = lines(&desk.path("rel"), "notices.jsonl");
    assert!(noticed.iter().any(|notice| notice["found"] == "𠮷①"), "{noticed:?}");
}

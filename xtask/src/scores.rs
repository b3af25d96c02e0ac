//! How much of the expected records the program finds.
//!
//! The expected records are kept outside the repository. Where they are absent, there is nothing to
//! compare with, and the task says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run;

/// The least F1 for each plan.
const LEAST: f64 = 0.985;

/// Where the expected records are, seen from the repository.
const GOLD: &str = "../shared/gold";

/// The program that compares, seen from the repository.
const SCORER: &str = "../shared/score/score.py";

/// Extracts each plan that has expected records with a program, that of the release build unless one is named, and
/// compares.
pub(crate) fn check(program: Option<PathBuf>) -> Result<(), String> {
    let root = run::root();
    let mut pairs = pairs(&root.join(GOLD), &root.join("fixtures/plans"), "txt")?;
    pairs.extend(self::pairs(&root.join(GOLD), &root.join("fixtures/pdf"), "pdf")?);
    if pairs.is_empty() || !root.join(SCORER).is_file() {
        println!("scores: skipped, no expected records in {GOLD}");
        return Ok(());
    }
    let built = || run::target_dir().join("release").join(format!("keikaku{}", std::env::consts::EXE_SUFFIX));
    let program = program.unwrap_or_else(built);
    if !program.is_file() {
        return Err(format!("{} is missing; run: cargo build --release", program.display()));
    }
    let mut low = Vec::new();
    for (gold, text) in pairs {
        let name = text.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let score = score(&program, &root.join(SCORER), &gold, &text)?;
        println!("scores: {name} F1 {score:.4} (at least {LEAST})");
        // Not `score < LEAST`: what is no number is too low as well.
        if !matches!(score.partial_cmp(&LEAST), Some(std::cmp::Ordering::Greater | std::cmp::Ordering::Equal))
        {
            low.push(format!("{name}: F1 {score:.4}, expected at least {LEAST}"));
        }
    }
    if low.is_empty() { Ok(()) } else { Err(low.join("\n")) }
}

/// The files of expected records that have a plan of the same stem, in order of names.
fn pairs(gold: &Path, plans: &Path, extension: &str) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let Ok(entries) = fs::read_dir(gold) else { return Ok(Vec::new()) };
    let mut pairs = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", gold.display()))?.path();
        let Some(stem) = path.file_stem().filter(|_| path.extension().is_some_and(|found| found == "json"))
        else {
            continue;
        };
        let text = plans.join(stem).with_extension(extension);
        if text.is_file() {
            pairs.push((path, text));
        }
    }
    pairs.sort();
    Ok(pairs)
}

fn score(program: &Path, scorer: &Path, gold: &Path, text: &Path) -> Result<f64, String> {
    let output = run::target_dir().join("scores").join(text.file_name().unwrap_or_default());
    fs::create_dir_all(&output).map_err(|error| format!("{}: {error}", output.display()))?;
    let mut extract = Command::new(program);
    extract.arg("extract").arg(text).arg("--output").arg(&output).arg("--quiet").stdin(Stdio::null());
    run::finish(&mut extract)?;
    let mut compare = Command::new("python3");
    compare.arg(scorer).arg(gold).arg(output.join("items.jsonl")).stdin(Stdio::null());
    read_score(&run::output(&mut compare)?)
}

/// The figure in the last line: `F1 0.9912`.
fn read_score(report: &str) -> Result<f64, String> {
    let last = report.lines().last().unwrap_or_default();
    last.strip_prefix("F1 ")
        .and_then(|figure| figure.trim().parse().ok())
        .ok_or_else(|| format!("the scorer's last line is {last:?}; expected `F1 …`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_last_line_of_the_scorer() {
        assert_eq!(read_score("items: expected 43\n  title F1 0.5\nF1 0.9912\n"), Ok(0.9912));
        assert!(read_score("Traceback").is_err());
    }

    #[test]
    fn finds_nothing_in_an_absent_folder() {
        assert_eq!(pairs(Path::new("no/such/folder"), Path::new("fixtures"), "txt"), Ok(Vec::new()));
    }
}

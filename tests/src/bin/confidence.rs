//! `confidence fit|report|wrong [--seeds N] [--gold DIR]`: fits the weights of the signs, and reports what they are worth.
//!
//! `fit` writes `crates/plan-records/data/confidence.toml`, `report` the tables of `docs/confidence.md`; `wrong` lists
//! every wrong field. Expected records of the fixtures are kept outside the repository: `../shared/gold` unless `--gold`
//! names another folder.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool talks to the person who runs it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use golden::trust::{fit, report, trial};
use plan_records::confidence::Model;

/// Seeds for each document and damage, half of them held out.
const SEEDS: u64 = 6;

/// The line below which `docs/confidence.md` holds the tables.
const MARK: &str = "<!-- tables -->\n";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("confidence: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1)).cloned()
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let gold = option("--gold").map_or_else(|| root.join("../shared/gold"), PathBuf::from);
    let seeds = option("--seeds")
        .map_or(Ok(SEEDS), |seeds| seeds.parse().map_err(|_| format!("--seeds {seeds}: no number")))?;
    let documents = trial::documents(
        &root.join("tests/layouts"),
        &root.join("fixtures"),
        Some(gold.as_path()).filter(|gold| gold.is_dir()),
    )
    .map_err(|error| error.to_string())?;
    let trials = trial::run(&documents, seeds);
    match arguments.first().map(String::as_str) {
        Some("fit") => {
            let file = root.join("crates/plan-records/data/confidence.toml");
            write(&file, &fit::data_file(&fit::fit(&trials.observed)))
        }
        Some("report") => {
            let file = root.join("docs/confidence.md");
            let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let (head, _) =
                text.split_once(MARK).ok_or_else(|| format!("{}: no line {MARK}", file.display()))?;
            let tables = report::tables(&trials, Model::builtin());
            print!("{tables}");
            write(
                &file,
                &format!(
                    "{head}{MARK}\n{} documents, {seeds} seeds for each damage.\n\n{}\n",
                    documents.len(),
                    tables.trim_end()
                ),
            )
        }
        Some("try") => {
            let model = fit::fit(&trials.observed);
            print!("{}\n{}", fit::data_file(&model), report::tables(&trials, &model));
            let wrong = option("--wrong")
                .map_or(Ok(()), |file| write(Path::new(&file), &report::escaped(&trials, &model)));
            wrong
        }
        _ => Err("expected fit, report or try".to_owned()),
    }
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

//! `confidence calibrate|report|try|ask [--first N] [--seeds N] [--sample N] [--gold DIR] [--wrong FILE]`: fits the weights
//! of the signs, and reports what they are worth.
//!
//! `calibrate` writes `crates/plan-records/data/confidence.toml` and the tables of `docs/confidence.md`, `report` the
//! tables alone; `try` and `ask` write neither and print both, `ask` for the weights as they are. `--wrong` lists every
//! wrong field and every value that is missing in a file, of those seeds that are not held out: who looks for new signs
//! looks at them. `--first` is the first of the seeds. Expected records of the fixtures are kept outside the repository:
//! `../shared/gold` unless `--gold` names another folder.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool talks to the person who runs it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use golden::trust::{fit, report, trial};
use plan_records::confidence::Model;

/// Seeds for each document and damage, half of them held out.
const SEEDS: u64 = 2;

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
    let number = |name: &str, usual: u64| {
        option(name)
            .map_or(Ok(usual), |given| given.parse().map_err(|_| format!("{name} {given}: no number")))
    };
    let (seeds, sample) = (number("--seeds", SEEDS)?, number("--sample", 1)?);
    let documents = trial::documents(
        &root.join("tests/layouts"),
        &root.join("fixtures"),
        Some(gold.as_path()).filter(|gold| gold.is_dir()),
    )
    .map_err(|error| error.to_string())?;
    let first = number("--first", 0)?;
    let range = first..first.saturating_add(seeds);
    let task = arguments.first().map(String::as_str);
    if task == Some("look") {
        let (name, damage) =
            (option("--document").unwrap_or_default(), option("--damage").unwrap_or_default());
        print!("{}", trial::look(&documents, &range, sample, &name, &damage));
        return Ok(());
    }
    let trials = trial::run(&documents, &range, sample);
    let (fitted, cost) = fit::fit(&trials.observed);
    let model = if matches!(task, Some("report" | "ask")) { Model::builtin() } else { &fitted };
    let tables = report::tables(&trials, model);
    print!("{}\n{tables}", fit::data_file(model));
    if let Some(file) = option("--wrong") {
        write(Path::new(&file), &report::escaped(&trials, model))?;
    }
    match task {
        Some("try" | "ask") => return Ok(()),
        Some("report") => {}
        Some("calibrate") => {
            write(&root.join("crates/plan-records/data/confidence.toml"), &fit::data_file(&fitted))?;
        }
        _ => return Err("expected calibrate, report, try or ask".to_owned()),
    }
    let file = root.join("docs/confidence.md");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let (head, _) = text.split_once(MARK).ok_or_else(|| format!("{}: no line {MARK}", file.display()))?;
    let made = format!(
        "{} documents, `--seeds {seeds} --sample {sample}`; a wrong field counts as {cost} right ones.",
        documents.len()
    );
    println!("{made}");
    write(&file, &format!("{head}{MARK}\n{made}\n\n{}\n", tables.trim_end()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

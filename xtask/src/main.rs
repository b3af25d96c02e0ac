//! Tasks of the repository: `cargo xtask <task>`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to the person who runs it")]

mod check;
mod findings;
mod layers;
mod run;
mod scores;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <task>

  layers   compare the dependencies between the crates with the allowed ones
  check    what CI runs: format, clippy, rustdoc, layers, tests
  findings write docs/findings.md from the catalogue in crates/schema-emit/data/findings
  scores   extract the plans of fixtures that have expected records, and score the result; with a path, that
           program is used in place of the release build";

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let done = match task.as_str() {
        "layers" => layers::check(),
        "check" => check::run_all(),
        "findings" => findings::write(),
        "scores" => scores::check(std::env::args_os().nth(2).map(Into::into)),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(format!("unknown task {other:?}\n\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask {task}: {message}");
            ExitCode::FAILURE
        }
    }
}

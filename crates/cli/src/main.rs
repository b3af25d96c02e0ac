//! The command `keikaku`.

mod args;
mod commands;
mod document;
mod editions;
mod exit;
mod explain;
mod findings;
mod help;
mod inputs;
mod inspect;
mod interrupt;
mod job;
mod language;
mod limits;
mod lint;
mod messages;
mod normalize;
mod ocr;
mod page_ranges;
mod place;
mod progress;
mod read;
mod releasing;
mod report;
mod report_page;
mod review;
mod run;
mod tables;
mod terminal;
mod text;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Cli, Command};
use exit::Exit;

/// Documents are many small strings: an eighth of the time went to the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = language::of_arguments(&arguments)
        .unwrap_or_else(|| language::of_environment(|name| std::env::var_os(name)));
    let parsed = help::command(lang).try_get_matches_from(arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, lang).into(),
    };
    let exit = match cli.command {
        Command::Extract(args) => commands::extract(args, lang),
        Command::Explain(args) => explain::explain(&args, lang),
        Command::Review(args) => review::review(&args, lang),
        Command::Normalize(args) => normalize::normalize(&args, lang),
        Command::Inspect(args) => inspect::inspect(&args, lang),
        Command::Text(args) => text::text(&args, lang),
        Command::Tables(args) => tables::tables(&args, lang),
        Command::Report(args) => report_page::report(&args, cli.lang, lang),
        Command::Link(args) => editions::link(&args, lang),
        Command::Series(args) => editions::series(&args, lang),
        Command::Diff(args) => editions::diff(&args, lang),
        Command::Findings(args) => findings::findings(&args, lang),
        Command::Release(args) => releasing::release(args, lang),
        Command::Lint(args) => lint::lint(&args, lang),
        Command::Schema(args) => commands::schema(&args, lang),
        Command::Completions(args) => commands::completions(&args, lang),
        Command::Man(args) => commands::man(&args, lang),
    };
    exit.unwrap_or_else(|message| {
        terminal::error_message(&message, lang);
        Exit::CouldNotRun
    })
    .into()
}

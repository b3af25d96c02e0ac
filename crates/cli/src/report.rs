//! What a run tells the user.

use std::path::Path;
use std::time::Duration;

use document_model::Severity;
use keikaku::pipeline::DocumentOutput;
use plan_records::records::{Finding, Status};
use serde_json::json;

use crate::args::Lang;
use crate::exit::Exit;
use crate::terminal::{self, Paint};

/// Errors that are printed one by one; all of them are in `findings.jsonl`.
const ERRORS_PRINTED: usize = 20;

/// Counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    ok: u64,
    partial: u64,
    failed: u64,
    pub(crate) duplicates: u64,
    items: u64,
    indicators: u64,
    observations: u64,
    tables: u64,
    errors: u64,
    warnings: u64,
    infos: u64,
    characters: u64,
    unaccounted: u64,
    first_errors: Vec<Finding>,
    /// The previous output was kept, because no input could be read.
    pub(crate) kept_previous: bool,
}

impl Summary {
    /// Was nothing read of any input?
    pub(crate) fn nothing_read(&self) -> bool {
        self.ok + self.partial == 0 && self.failed > 0
    }

    /// Counts a document.
    pub(crate) fn add(&mut self, output: &DocumentOutput) {
        match output.document.status {
            Status::Ok => self.ok += 1,
            Status::Partial => self.partial += 1,
            Status::Failed => self.failed += 1,
        }
        let indicators = || output.items.iter().flat_map(|item| &item.indicators);
        self.items += output.items.len() as u64;
        self.indicators += indicators().count() as u64;
        self.observations += indicators().map(|indicator| indicator.observations.len() as u64).sum::<u64>();
        self.tables += output.tables.len() as u64;
        self.characters += output.ledger.characters;
        self.unaccounted += output.ledger.unaccounted;
        output.findings.iter().for_each(|finding| self.add_finding(finding));
    }

    /// Counts a finding.
    pub(crate) fn add_finding(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => {
                self.errors += 1;
                if self.first_errors.len() < ERRORS_PRINTED {
                    self.first_errors.push(finding.clone());
                }
            }
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// How the run ended.
    pub(crate) fn exit(&self) -> Exit {
        if self.failed + self.partial > 0 { Exit::Losses } else { Exit::Clean }
    }

    /// Prints the errors, each with its place.
    pub(crate) fn print_errors(&self, lang: Lang) {
        for finding in &self.first_errors {
            terminal::error(&terminal::printable(&error_line(finding, lang)), lang);
        }
        let rest = self.errors - self.first_errors.len() as u64;
        if self.kept_previous {
            terminal::message(match lang {
                Lang::Ja => "読めた入力が1つもないため、前回の出力をそのまま残しました",
                Lang::En => "no input could be read; the previous output is kept as it was",
            });
        }
        if rest > 0 {
            terminal::message(&match lang {
                Lang::Ja => format!("このほかのエラー {rest} 件は findings.jsonl にあります"),
                Lang::En => format!("{rest} more errors are in findings.jsonl"),
            });
        }
    }

    /// The summary for people.
    pub(crate) fn text(&self, output: &Path, time: Duration, lang: Lang) -> String {
        let documents = self.ok + self.partial + self.failed;
        let seconds = format!("{:.2}", time.as_secs_f64());
        let output = output.display();
        let paint = Paint::for_stderr();
        let failed = count(self.failed, |text| paint.red(text));
        let errors = count(self.errors, |text| paint.red(text));
        let warnings = count(self.warnings, |text| paint.yellow(text));
        let Self { partial, duplicates, items, indicators, observations, tables, infos, .. } = self;
        match lang {
            Lang::Ja => [
                format!("{}       {documents} 件（失敗 {failed} 件、一部のみ {partial} 件、重複 {duplicates} 件）", paint.bold("文書")),
                format!("{}       {items} 件（指標 {indicators} 件、値 {observations} 件）、表 {tables} 個", paint.bold("項目")),
                format!("{}   エラー {errors} 件、注意 {warnings} 件、参考 {infos} 件", paint.bold("確認事項")),
                format!("{}     {output}（{seconds} 秒）", paint.bold("出力先")),
            ],
            Lang::En => [
                format!("{}  {documents} ({failed} failed, {partial} partly read, {duplicates} duplicates)", paint.bold("Documents")),
                format!("{}      {items} ({indicators} indicators, {observations} values), {tables} tables", paint.bold("Items")),
                format!("{}   {errors} errors, {warnings} warnings, {infos} notes", paint.bold("Findings")),
                format!("{}     {output} ({seconds} s)", paint.bold("Output")),
            ],
        }
        .join("\n")
    }

    /// The summary for programs.
    pub(crate) fn json(&self, output: &Path, time: Duration) -> String {
        let summary = json!({
            "documents": {
                "total": self.ok + self.partial + self.failed,
                "ok": self.ok,
                "partial": self.partial,
                "failed": self.failed,
                "duplicates": self.duplicates,
            },
            "items": self.items,
            "indicators": self.indicators,
            "observations": self.observations,
            "tables": self.tables,
            "findings": {"error": self.errors, "warning": self.warnings, "info": self.infos},
            "characters": self.characters,
            "unaccounted": self.unaccounted,
            "output": output.to_string_lossy(),
            "kept_previous": self.kept_previous,
            "seconds": (time.as_secs_f64() * 1000.0).round() / 1000.0,
            "exit_status": self.exit().status(),
        });
        format!("{summary}\n")
    }
}

fn count(number: u64, paint: impl Fn(&str) -> String) -> String {
    let number = number.to_string();
    if number == "0" { number } else { paint(&number) }
}

/// `plan.txt, page 2, line 31: what was found`.
fn error_line(finding: &Finding, lang: Lang) -> String {
    let message = match lang {
        Lang::Ja => &finding.message,
        Lang::En => &finding.message_en,
    };
    let place = finding.place.map(|place| crate::place::describe(&place, lang));
    match (place, lang) {
        (Some(place), Lang::Ja) => format!("{} {place}: {message}", finding.path),
        (Some(place), Lang::En) => format!("{}, {place}: {message}", finding.path),
        (None, _) => format!("{}: {message}", finding.path),
    }
}

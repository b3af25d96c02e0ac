//! What a run tells the user.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use document_model::Severity;
use keikaku::pipeline::DocumentOutput;
use plan_records::records::{Finding, Status};
use serde::Serialize;
use serde_json::json;

use crate::args::Lang;
use crate::exit::Exit;
use crate::terminal::{self, Paint};

/// Errors that are printed one by one; all of them are in `findings.jsonl`.
const ERRORS_PRINTED: usize = 20;

/// Documents with errors or warnings that the summary names.
const DOCUMENTS_PRINTED: usize = 10;

/// Findings by severity.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
struct Severities {
    error: u64,
    warning: u64,
    info: u64,
}

/// Counts of a document.
#[derive(Debug, Serialize)]
struct DocumentSummary {
    id: String,
    path: String,
    status: Status,
    items: usize,
    indicators: usize,
    findings: Severities,
    /// Findings by code.
    codes: BTreeMap<String, u64>,
}

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
    findings: Severities,
    /// Those that nobody has answered.
    open: Severities,
    codes: BTreeMap<String, u64>,
    by_document: Vec<DocumentSummary>,
    /// The least severity of a finding that makes the run one with losses.
    fail_on: Option<Severity>,
    characters: u64,
    unaccounted: u64,
    first_errors: Vec<Finding>,
    /// The previous output was kept, because no input could be read.
    pub(crate) kept_previous: bool,
}

impl Severities {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
    }

    /// Findings of that severity or a graver one.
    fn from(self, least: Severity) -> u64 {
        match least {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Info => self.error + self.warning + self.info,
        }
    }
}

impl Summary {
    /// Of nothing so far; findings of that severity or a graver one will make it a run with losses.
    pub(crate) fn new(fail_on: Option<Severity>) -> Self {
        Self { fail_on, ..Self::default() }
    }

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
        self.by_document.push(DocumentSummary {
            id: output.document.id.clone(),
            path: output.document.path.clone(),
            status: output.document.status,
            items: output.items.len(),
            indicators: indicators().count(),
            findings: Severities::default(),
            codes: BTreeMap::new(),
        });
        for finding in &output.findings {
            self.count(finding);
            if let Some(document) = self.by_document.last_mut() {
                document.findings.add(finding.severity);
                *document.codes.entry(finding.code.clone()).or_default() += 1;
            }
        }
    }

    /// Counts a finding that came up outside the documents, such as an input that is one of them again.
    pub(crate) fn add_finding(&mut self, finding: &Finding) {
        self.count(finding);
        if let Some(document) =
            self.by_document.iter_mut().find(|document| document.id == finding.document_id)
        {
            document.findings.add(finding.severity);
            *document.codes.entry(finding.code.clone()).or_default() += 1;
        }
    }

    fn count(&mut self, finding: &Finding) {
        self.findings.add(finding.severity);
        if finding.answer.is_none() {
            self.open.add(finding.severity);
        }
        *self.codes.entry(finding.code.clone()).or_default() += 1;
        if finding.severity == Severity::Error && self.first_errors.len() < ERRORS_PRINTED {
            self.first_errors.push(finding.clone());
        }
    }

    /// How the run ended.
    pub(crate) fn exit(&self) -> Exit {
        let found = self.fail_on.map_or(0, |least| self.open.from(least));
        if self.failed + self.partial + found > 0 { Exit::Losses } else { Exit::Clean }
    }

    /// Prints the errors, each with its place.
    pub(crate) fn print_errors(&self, lang: Lang) {
        for finding in &self.first_errors {
            terminal::error(&terminal::printable(&error_line(finding, lang)), lang);
        }
        let rest = self.findings.error - self.first_errors.len() as u64;
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
        let errors = count(self.findings.error, |text| paint.red(text));
        let warnings = count(self.findings.warning, |text| paint.yellow(text));
        let Self { partial, duplicates, items, indicators, observations, tables, .. } = self;
        let infos = self.findings.info;
        let [documents_line, items_line, findings_line, output_line] = match lang {
            Lang::Ja => [
                format!(
                    "{}       {documents} 件（失敗 {failed} 件、一部のみ {partial} 件、重複 {duplicates} 件）",
                    paint.bold("文書")
                ),
                format!(
                    "{}       {items} 件（指標 {indicators} 件、値 {observations} 件）、表 {tables} 個",
                    paint.bold("項目")
                ),
                format!(
                    "{}   エラー {errors} 件、注意 {warnings} 件、参考 {infos} 件",
                    paint.bold("確認事項")
                ),
                format!("{}     {output}（{seconds} 秒）", paint.bold("出力先")),
            ],
            Lang::En => [
                format!(
                    "{}  {documents} ({failed} failed, {partial} partly read, {duplicates} duplicates)",
                    paint.bold("Documents")
                ),
                format!(
                    "{}      {items} ({indicators} indicators, {observations} values), {tables} tables",
                    paint.bold("Items")
                ),
                format!("{}   {errors} errors, {warnings} warnings, {infos} notes", paint.bold("Findings")),
                format!("{}     {output} ({seconds} s)", paint.bold("Output")),
            ],
        };
        let mut lines = vec![documents_line, items_line, findings_line];
        lines.extend(self.documents_to_check(paint, lang));
        lines.push(output_line);
        lines.join("\n")
    }

    /// A line for each document with errors or warnings, those with the most first; none where one document was read.
    fn documents_to_check(&self, paint: Paint, lang: Lang) -> Vec<String> {
        let mut documents: Vec<&DocumentSummary> = self
            .by_document
            .iter()
            .filter(|document| document.findings.from(Severity::Warning) > 0)
            .collect();
        if self.by_document.len() < 2 {
            return Vec::new();
        }
        documents.sort_by_key(|document| Reverse((document.findings.error, document.findings.warning)));
        let rest = documents.len().saturating_sub(DOCUMENTS_PRINTED);
        let mut lines: Vec<String> = documents
            .into_iter()
            .take(DOCUMENTS_PRINTED)
            .map(|DocumentSummary { path, findings, .. }| {
                let errors = count(findings.error, |text| paint.red(text));
                let warnings = count(findings.warning, |text| paint.yellow(text));
                let path = terminal::printable(path);
                match lang {
                    Lang::Ja => format!("  エラー {errors} 件、注意 {warnings} 件  {path}"),
                    Lang::En => format!("  {errors} errors, {warnings} warnings  {path}"),
                }
            })
            .collect();
        if rest > 0 {
            lines.push(match lang {
                Lang::Ja => format!("  ほか {rest} 件の文書"),
                Lang::En => format!("  {rest} more documents"),
            });
        }
        lines
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
            "findings": self.findings,
            "unanswered": self.open,
            "codes": self.codes,
            "by_document": self.by_document,
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

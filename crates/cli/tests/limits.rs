//! `--limit`: what a PDF may hold, and how long a document may take.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Desk, PLAN, Run, codes, keikaku};
use keikaku::pipeline::{Clock, Input, PipelineOptions, process};
use plan_records::records::Status;

fn plan_pdf() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/layouts/colour-bands/plan.pdf")
}

#[test]
fn limits_of_a_pdf_are_options_of_every_command_that_reads_one() {
    let file = plan_pdf();
    for (limit, code) in [
        ("operators=10", "pdf-too-many-operators"),
        ("glyphs=10", "pdf-too-many-glyphs"),
        ("paths=1", "pdf-too-many-paths"),
        ("stream-bytes=1K", "pdf-too-many-bytes"),
        ("font-bytes=1K", "pdf-too-many-fonts"),
        ("state-depth=1", "pdf-states-too-deep"),
    ] {
        let desk = Desk::new();
        desk.extract([file.as_os_str(), "--limit".as_ref(), limit.as_ref()]);
        let found = codes(&desk.output());
        assert!(found.contains(&code.to_owned()), "{limit}: {found:?}");
    }
    let run = |command: &[&str]| {
        let mut call = keikaku();
        call.args(command).arg(&file).args(["--limit", "glyphs=10"]);
        Run::of(call)
    };
    let desk = Desk::new();
    let drawing = desk.path("page.svg");
    for command in [&["text"][..], &["tables"], &["inspect", "--output", drawing.to_str().unwrap()]] {
        let run = run(command);
        assert!(run.ended(1).stderr.contains("--limit glyphs sets the limit"), "{command:?}: {}", run.stderr);
    }
}

#[test]
fn a_document_beyond_its_time_fails_whole() {
    let desk = Desk::new();
    let file = plan_pdf();
    let plan = desk.write("plan.txt", PLAN);
    let hour = desk.extract([plan.as_os_str(), file.as_os_str(), "--limit=seconds=3600".as_ref()]);
    hour.ended(0);
    let mut late = PipelineOptions::default();
    late.clock = Some(Box::new(Late));
    let bytes = fs::read(&file).unwrap();
    let input = Input { path: "plan.pdf", bytes: &bytes };
    let output = process(&input, &late);
    assert_eq!(output.document.status, Status::Failed);
    assert_eq!(output.findings.len(), 1);
    assert_eq!(output.findings[0].code, "out-of-time");
    assert!(output.items.is_empty() && output.tables.is_empty());
    assert!(!process(&input, &PipelineOptions::default()).items.is_empty());
}

/// A clock that says at once that the time is up.
#[derive(Debug)]
struct Late;

impl Clock for Late {
    fn start(&self) -> ingest::Stop {
        ingest::Stop::when(|| true)
    }
}

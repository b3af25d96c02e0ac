//! `keikaku link`, `keikaku series`, `keikaku diff`: outputs of several editions compared.

mod diff;
mod link;
mod read;
mod series;
mod series_csv;

pub(crate) use diff::diff;
pub(crate) use link::link;
pub(crate) use series::series;

use std::fs;
use std::path::{Path, PathBuf};

use plan_records::records::Finding;
use schema_emit::json_schema::text_of;
use serde::Serialize;

use crate::messages::{self, Message};
use crate::terminal;

/// Name and text of each schema of what these commands write.
pub(crate) fn schemas() -> [(&'static str, String); 3] {
    [
        ("link", text_of::<editions::Link>("link", "結び付き / Link: links.jsonl の 1 行")),
        (
            "series",
            text_of::<editions::SeriesPoint>(
                "series",
                "指標の年度別の値 / Series point: series.jsonl の 1 行",
            ),
        ),
        (
            "difference",
            text_of::<editions::Difference>(
                "difference",
                "版の比較 / Difference: keikaku diff --format json",
            ),
        ),
    ]
}

/// Lines of JSON.
fn json_lines<R: Serialize>(records: &[R]) -> Result<Vec<u8>, Message> {
    let mut bytes = Vec::new();
    for record in records {
        schema_emit::json_lines::write_line(&mut bytes, record)
            .map_err(|error| messages::standard_output(&error))?;
    }
    Ok(bytes)
}

/// Writes to the file, or to standard output where none is named.
fn write(output: Option<&Path>, bytes: &[u8]) -> Result<(), Message> {
    match output {
        Some(path) => fs::write(path, bytes).map_err(|error| messages::unwritable(path, &error)),
        None => terminal::data(bytes).map_err(|error| messages::standard_output(&error)),
    }
}

/// Writes the findings beside the output: `links.jsonl` has them in `links.findings.jsonl`.
fn write_findings(output: Option<&Path>, findings: &[Finding]) -> Result<Option<PathBuf>, Message> {
    let Some(output) = output else { return Ok(None) };
    let path = output.with_extension("findings.jsonl");
    write(Some(&path), &json_lines(findings)?)?;
    Ok(Some(path))
}

/// How many findings there are, and where.
fn findings_line(findings: &[Finding], path: Option<&Path>) -> Message {
    let place = path.map(|path| format!(" ({})", path.display())).unwrap_or_default();
    let count = findings.len();
    Message::new(format!("確認事項 {count} 件{place}"), format!("{count} findings{place}"))
}

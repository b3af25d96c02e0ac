//! `bytes → records`: joins the stages. Opens no file, reads no clock.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::path::Path;

use corrections::Corrections;
use document_model::{Diagnostic, FileInformation, Severity};
use ingest::{DocumentInformation, Stop};
use plan_records::DocumentIdentity;
use plan_records::records::{DocumentRecord, Item, Status};
use schema_emit::{SourceText, Validator, publish};
use sha2::{Digest, Sha256};

use crate::reading::{self, Read};
use crate::recognition::Recognise;

pub use schema_emit::DocumentOutput;

/// Media type of PDF.
const PDF: &str = "application/pdf";

/// Hexadecimal digits of a document's `id`.
const ID_DIGITS: usize = 12;

/// A document to process.
#[derive(Debug, Clone, Copy)]
pub struct Input<'input> {
    /// Path as the user gave it; `-` for standard input.
    pub path: &'input str,
    /// The whole file.
    pub bytes: &'input [u8],
}

/// Limits the time that a document may take.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Begins to count for a document.
    fn start(&self) -> Stop;
}

/// How to process documents; one value serves all of a run.
#[derive(Debug)]
pub struct PipelineOptions {
    /// How to read files: encoding and limits.
    pub reading: ingest::Options,
    /// How to make records: what heading words mean.
    pub records: plan_records::Options,
    /// What people decided about records.
    pub corrections: Corrections,
    /// What reads scanned pages; without it they stay without text.
    pub recogniser: Option<Box<dyn Recognise>>,
    /// What says that a document takes too long; without it, each is read to its end.
    pub clock: Option<Box<dyn Clock>>,
    validator: Validator,
}

impl PipelineOptions {
    /// How to find tables: what heads a column is asked of the vocabulary.
    pub(crate) fn with_evidence<T>(&self, take: impl FnOnce(&table_reconstruct::Options<'_>) -> T) -> T {
        let vocabulary = &self.records.vocabulary;
        let evidence = |text: &str| vocabulary.header_evidence(text);
        take(&table_reconstruct::Options { header_evidence: &evidence })
    }
}

impl Default for PipelineOptions {
    fn default() -> Self {
        Self {
            reading: ingest::Options::default(),
            records: plan_records::Options::default(),
            corrections: Corrections::default(),
            recogniser: None,
            clock: None,
            validator: Validator::for_items(),
        }
    }
}

/// A document's output, and the decisions of people that it has answered for.
#[derive(Debug)]
pub struct Processed {
    /// The output.
    pub output: DocumentOutput,
    /// Ids of the decisions that concern the document: each is applied or has a finding.
    pub decisions: BTreeSet<String>,
}

/// Makes the records of one document.
///
/// A document that cannot be read gives an output with status `failed` and a finding that says why; so does one for
/// which the time runs out, whatever was read of it by then.
#[must_use]
pub fn process(input: &Input<'_>, options: &PipelineOptions) -> DocumentOutput {
    process_with_decisions(input, options).output
}

/// The same, with the decisions of people that the document has answered for.
#[must_use]
pub fn process_with_decisions(input: &Input<'_>, options: &PipelineOptions) -> Processed {
    let failed = |record, reason| {
        let output = DocumentOutput::failed(record, reason);
        Processed { output, decisions: BTreeSet::new() }
    };
    let stop = options.clock.as_ref().map(|clock| clock.start()).unwrap_or_default();
    let mut record = identify(input);
    let read = if record.media_type == PDF {
        reading::read_pdf(input.bytes, options, &stop)
    } else {
        reading::read_text(input.bytes, options)
    };
    let Read { layout, text, markup, mut diagnostics, about } = match read {
        Ok(read) => read,
        Err(error) => return failed(record, unreadable(&error)),
    };
    if stop.is_due() {
        return failed(record, out_of_time());
    }
    describe(&mut record, about);
    let unfinished = record.clone();
    let mut records = plan_records::assemble(layout, &DocumentIdentity { record }, &options.records);
    let flaw = |item: &Item| options.validator.check(item).into_iter().next().map(|violation| violation.ja);
    let applied = options.corrections.apply(&mut records, &flaw);
    if stop.is_due() {
        return failed(unfinished, out_of_time());
    }
    if records.items.is_empty() {
        diagnostics.push(no_items(records.tables.len()));
    }
    let source = SourceText { text: &text, markup: &markup };
    let mut output = publish(records, source, diagnostics, &options.validator);
    applied.answer(&output.document, &mut output.findings);
    Processed { output, decisions: applied.placed }
}

/// Puts what the file says about itself into the record. Its title counts only where none is printed.
fn describe(record: &mut DocumentRecord, about: DocumentInformation) {
    let DocumentInformation { file, outline, page_labels } = about;
    record.title = file.title.clone().filter(|title| reading::names_document(title));
    record.outline = outline;
    record.page_labels = page_labels;
    record.information = Some(file).filter(|file| *file != FileInformation::default());
}

fn out_of_time() -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "out-of-time",
        "時間の上限までに読み終わらないので、この文書は読みませんでした。上限は --limit seconds で変えられます",
        "the time was up before the document was read: nothing of it was kept; --limit seconds sets the limit",
    )
}

fn unreadable(error: &ingest::Error) -> Diagnostic {
    use ingest::ErrorKind as Kind;
    let code = match error.kind() {
        Kind::TooLarge => "too-large",
        Kind::TooManyCells => "too-many-cells",
        Kind::NotText => "not-text",
        Kind::UnsupportedFormat => "unsupported-format",
        Kind::UnknownEncoding => "unknown-encoding",
        Kind::EncodingMismatch => "encoding-mismatch",
        Kind::Empty => "empty-input",
        _ => "unreadable-input",
    };
    Diagnostic::new(Severity::Error, code, error.ja(), error.to_string())
}

/// What is known of a document before it is read.
fn identify(input: &Input<'_>) -> DocumentRecord {
    let sha256 = sha256(input.bytes);
    let extension = Path::new(input.path).extension().and_then(|extension| extension.to_str());
    DocumentRecord {
        id: sha256.chars().take(ID_DIGITS).collect(),
        path: input.path.to_owned(),
        bytes: input.bytes.len() as u64,
        media_type: ingest::media_type(input.bytes, extension).to_owned(),
        sha256,
        pages: 0,
        title: None,
        publisher: None,
        fiscal_year: None,
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    }
}

/// The output of an input whose bytes were never seen: a missing file, a folder without plans.
///
/// Its `id` is made of the path, so that several such inputs stay apart; `sha256` is empty.
#[must_use]
pub fn unread(path: &str, reason: Diagnostic) -> DocumentOutput {
    let record = DocumentRecord {
        id: sha256(path.as_bytes()).chars().take(ID_DIGITS).collect(),
        sha256: String::new(),
        media_type: "application/octet-stream".to_owned(),
        ..identify(&Input { path, bytes: &[] })
    };
    DocumentOutput::failed(record, reason)
}

/// The output of a document that could not be processed.
#[must_use]
pub fn failed(input: &Input<'_>, reason: Diagnostic) -> DocumentOutput {
    DocumentOutput::failed(identify(input), reason)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn no_items(tables: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "no-items",
        format!(
            "計画の項目が見つかりませんでした（表は {tables} 個）。施策名・指標・担当部局などの見出しがある表を想定しています"
        ),
        format!(
            "no plan items were found (tables: {tables}); expected a table with headings such as measure, indicator, department"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_bytes() {
        let output = process(&Input { path: "a.txt", bytes: b"abc" }, &PipelineOptions::default());
        assert_eq!(output.document.id, "ba7816bf8f01");
        assert!(output.document.sha256.starts_with("ba7816bf8f01cfea"));
        assert_eq!(output.document.bytes, 3);
    }

    #[test]
    fn inputs_that_were_never_read_stay_apart() {
        let reason = || Diagnostic::new(Severity::Error, "missing-input", "ない", "missing");
        let (one, other) = (unread("a", reason()), unread("b", reason()));
        assert_ne!(one.document.id, other.document.id);
        assert_eq!(one.document.status, Status::Failed);
        assert_eq!(one.findings.len(), 1);
    }
}

//! Streams documents into one set of output files.

use std::io::Write;
use std::path::Path;

use plan_records::records::Finding;

use crate::atomic::{OutputSet, StagedFile};
use crate::csv::{CsvFile, items, observations};
use crate::error::WriteError;
use crate::json_lines::write_line;
use crate::lines::DocumentLines;
use crate::publish::DocumentOutput;
use crate::sarif::SarifFile;

/// The files of a set, in the order in which they are made.
pub const FILE_NAMES: [&str; 8] = [
    "documents.jsonl",
    "items.jsonl",
    "tables.jsonl",
    "findings.jsonl",
    "ledger.jsonl",
    "items.csv",
    "observations.csv",
    "findings.sarif",
];

/// An output in the making: documents go in one after the other, and nothing of them stays in memory.
///
/// Dropped without [`RecordWriter::commit`], it leaves the previous output as it was.
#[derive(Debug)]
pub struct RecordWriter {
    set: OutputSet,
    documents: StagedFile,
    items: StagedFile,
    tables: StagedFile,
    findings: StagedFile,
    ledger: StagedFile,
    items_csv: StagedFile,
    observations_csv: StagedFile,
    sarif: Sarif,
}

impl RecordWriter {
    /// Begins an output in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be written to or another run is writing there.
    pub fn create(target: &Path) -> Result<Self, WriteError> {
        let set = OutputSet::create(target)?;
        let [documents, items, tables, findings, ledger, items_csv, observations_csv, sarif] = FILE_NAMES;
        Ok(Self {
            documents: set.file(documents)?,
            items: set.file(items)?,
            tables: set.file(tables)?,
            findings: set.file(findings)?,
            ledger: set.file(ledger)?,
            items_csv: begin_csv(&set, target, items_csv, &items::headings())?,
            observations_csv: begin_csv(&set, target, observations_csv, &observations::headings())?,
            sarif: Sarif::begin(&set, target, sarif)?,
            set,
        })
    }

    /// The staging folder, for a signal handler to remove.
    #[must_use]
    pub fn staging(&self) -> &Path {
        self.set.staging()
    }

    /// Adds a document with the lines that were made of it.
    ///
    /// # Errors
    /// Where a file cannot be written; the output cannot be completed then.
    pub fn add(&mut self, output: &DocumentOutput, lines: &DocumentLines) -> Result<(), WriteError> {
        for (file, lines) in [
            (&mut self.documents, &lines.documents),
            (&mut self.items, &lines.items),
            (&mut self.tables, &lines.tables),
            (&mut self.findings, &lines.findings),
            (&mut self.ledger, &lines.ledger),
            (&mut self.items_csv, &lines.items_csv),
            (&mut self.observations_csv, &lines.observations_csv),
        ] {
            file.write_all(lines).map_err(|error| file.error(error))?;
        }
        self.sarif.add(&output.findings)
    }

    /// Adds a finding that belongs to no document.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn add_finding(&mut self, finding: &Finding) -> Result<(), WriteError> {
        self.sarif.add([finding])?;
        write_line(&mut self.findings, finding).map_err(|error| self.findings.error(error))
    }

    /// Puts the output in the place of the previous one.
    ///
    /// # Errors
    /// Where a file cannot be completed or moved into place.
    pub fn commit(self) -> Result<(), WriteError> {
        let Self { set, documents, items, tables, findings, ledger, items_csv, observations_csv, sarif } =
            self;
        let mut files = vec![documents, items, tables, findings, ledger, items_csv, observations_csv];
        files.push(sarif.end()?);
        set.commit(files)
    }
}

/// Begins a CSV file with its headings.
fn begin_csv(
    set: &OutputSet,
    target: &Path,
    name: &str,
    headings: &[&str],
) -> Result<StagedFile, WriteError> {
    let begun = CsvFile::begin(set.file(name)?, headings).and_then(CsvFile::end);
    begun.map_err(|error| WriteError::new(&target.join(name), error))
}

/// A SARIF file, with the place that its errors name.
#[derive(Debug)]
struct Sarif {
    file: SarifFile<StagedFile>,
    place: std::path::PathBuf,
}

impl Sarif {
    fn begin(set: &OutputSet, target: &Path, name: &str) -> Result<Self, WriteError> {
        let place = target.join(name);
        let file = SarifFile::begin(set.file(name)?).map_err(|error| WriteError::new(&place, error))?;
        Ok(Self { file, place })
    }

    fn add<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) -> Result<(), WriteError> {
        findings
            .into_iter()
            .try_for_each(|finding| self.file.add(finding))
            .map_err(|error| WriteError::new(&self.place, error))
    }

    fn end(self) -> Result<StagedFile, WriteError> {
        let Self { file, place } = self;
        file.end().map_err(|error| WriteError::new(&place, error))
    }
}

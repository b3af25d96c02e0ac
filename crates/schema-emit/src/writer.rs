//! Streams documents into one set of output files.

use std::io;
use std::path::Path;

use plan_records::records::Finding;
use serde::Serialize;

use crate::atomic::{OutputSet, StagedFile};
use crate::csv::{CsvFile, items, observations};
use crate::error::WriteError;
use crate::json_lines::write_line;
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
    documents: Lines,
    items: Lines,
    tables: Lines,
    findings: Lines,
    ledger: Lines,
    items_csv: Csv,
    observations_csv: Csv,
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
            documents: Lines(set.file(documents)?),
            items: Lines(set.file(items)?),
            tables: Lines(set.file(tables)?),
            findings: Lines(set.file(findings)?),
            ledger: Lines(set.file(ledger)?),
            items_csv: Csv::begin(&set, target, items_csv, &items::headings())?,
            observations_csv: Csv::begin(&set, target, observations_csv, &observations::headings())?,
            sarif: Sarif::begin(&set, target, sarif)?,
            set,
        })
    }

    /// The staging folder, for a signal handler to remove.
    #[must_use]
    pub fn staging(&self) -> &Path {
        self.set.staging()
    }

    /// Adds a document.
    ///
    /// # Errors
    /// Where a file cannot be written; the output cannot be completed then.
    pub fn add(&mut self, output: &DocumentOutput) -> Result<(), WriteError> {
        self.documents.add([&output.document])?;
        self.items.add(&output.items)?;
        self.tables.add(&output.tables)?;
        self.findings.add(&output.findings)?;
        self.sarif.add(&output.findings)?;
        self.ledger.add([&output.ledger])?;
        for item in &output.items {
            self.items_csv.add([items::row(&output.document, item)])?;
            self.observations_csv.add(observations::rows(&output.document, item))?;
        }
        Ok(())
    }

    /// Adds a finding that belongs to no document.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn add_finding(&mut self, finding: &Finding) -> Result<(), WriteError> {
        self.sarif.add([finding])?;
        self.findings.add([finding])
    }

    /// Puts the output in the place of the previous one.
    ///
    /// # Errors
    /// Where a file cannot be completed or moved into place.
    pub fn commit(self) -> Result<(), WriteError> {
        let Self { set, documents, items, tables, findings, ledger, items_csv, observations_csv, sarif } =
            self;
        let mut files: Vec<StagedFile> =
            [documents, items, tables, findings, ledger].into_iter().map(|lines| lines.0).collect();
        files.push(items_csv.end()?);
        files.push(observations_csv.end()?);
        files.push(sarif.end()?);
        set.commit(files)
    }
}

/// A JSON Lines file.
#[derive(Debug)]
struct Lines(StagedFile);

impl Lines {
    fn add<'r, R: Serialize + 'r>(
        &mut self,
        records: impl IntoIterator<Item = &'r R>,
    ) -> Result<(), WriteError> {
        for record in records {
            if let Err(error) = write_line(&mut self.0, record) {
                return Err(self.0.error(error));
            }
        }
        Ok(())
    }
}

/// A CSV file, with the place that its errors name.
#[derive(Debug)]
struct Csv {
    file: CsvFile<StagedFile>,
    place: std::path::PathBuf,
}

impl Csv {
    fn begin(set: &OutputSet, target: &Path, name: &str, headings: &[&str]) -> Result<Self, WriteError> {
        let place = target.join(name);
        let file =
            CsvFile::begin(set.file(name)?, headings).map_err(|error| WriteError::new(&place, error))?;
        Ok(Self { file, place })
    }

    fn add(&mut self, rows: impl IntoIterator<Item = Vec<String>>) -> Result<(), WriteError> {
        rows.into_iter().try_for_each(|row| self.file.row(&row)).map_err(|error| self.error(error))
    }

    fn error(&self, error: io::Error) -> WriteError {
        WriteError::new(&self.place, error)
    }

    fn end(self) -> Result<StagedFile, WriteError> {
        let Self { file, place } = self;
        file.end().map_err(|error| WriteError::new(&place, error))
    }
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

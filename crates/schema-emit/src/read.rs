//! Reads back what a run wrote.
//!
//! The commands after `extract` (explaining, reviewing, linking, releasing) begin here.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use plan_records::records::{DocumentRecord, Finding, Item, Ledger, TableRecord};
use serde::de::DeserializeOwned;

use crate::error::reason_ja;

/// All records of an output folder, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Output {
    /// `documents.jsonl`.
    pub documents: Vec<DocumentRecord>,
    /// `items.jsonl`.
    pub items: Vec<Item>,
    /// `tables.jsonl`.
    pub tables: Vec<TableRecord>,
    /// `findings.jsonl`.
    pub findings: Vec<Finding>,
    /// `ledger.jsonl`.
    pub ledger: Vec<Ledger>,
}

impl Output {
    /// Reads a folder that `keikaku extract` wrote.
    ///
    /// # Errors
    /// Where a file is missing, or a line of it is no record.
    pub fn read(folder: &Path) -> Result<Self, ReadError> {
        Ok(Self {
            documents: records(&folder.join("documents.jsonl"))?.collect::<Result<_, _>>()?,
            items: records(&folder.join("items.jsonl"))?.collect::<Result<_, _>>()?,
            tables: records(&folder.join("tables.jsonl"))?.collect::<Result<_, _>>()?,
            findings: records(&folder.join("findings.jsonl"))?.collect::<Result<_, _>>()?,
            ledger: records(&folder.join("ledger.jsonl"))?.collect::<Result<_, _>>()?,
        })
    }
}

/// Bytes that are read at once.
const READ_AT_ONCE: usize = 1 << 18;

/// The records of a JSON Lines file, one after the other.
///
/// # Errors
/// Where the file cannot be opened; each record is an error of its own where its line is no such record.
pub fn records<R: DeserializeOwned>(
    path: &Path,
) -> Result<impl Iterator<Item = Result<R, ReadError>> + use<R>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError {
        path: path.to_owned(),
        line: None,
        why: error.into(),
    })?;
    let path = path.to_owned();
    let mut reader = BufReader::with_capacity(READ_AT_ONCE, file);
    let mut line = Vec::new();
    Ok((1_usize..).map_while(move |number| {
        let at = |why| ReadError { path: path.clone(), line: Some(number), why };
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_slice(&line).map_err(|error| at(Why::NotARecord(error)))),
            Err(error) => Some(Err(at(error.into()))),
        }
    }))
}

/// A file of an output could not be read.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    /// From 1; none where the file cannot be opened.
    line: Option<usize>,
    why: Why,
}

#[derive(Debug)]
enum Why {
    Io(io::Error),
    NotARecord(serde_json::Error),
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl ReadError {
    /// The message in Japanese; `Display` gives it in English.
    #[must_use]
    pub fn ja(&self) -> String {
        let path = self.path.display();
        let reason = match &self.why {
            Why::Io(error) => reason_ja(error),
            Why::NotARecord(error) => error.to_string(),
        };
        match self.line {
            None => format!(
                "{path}: 読めません（{reason}）。先に keikaku extract を実行するか、その出力先を --output で指定してください"
            ),
            Some(line) => format!("{path} {line} 行: keikaku の記録として読めません（{reason}）"),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        let reason: &dyn fmt::Display = match &self.why {
            Why::Io(error) => error,
            Why::NotARecord(error) => error,
        };
        match self.line {
            None => write!(
                f,
                "{path}: cannot be read ({reason}); run keikaku extract first, or name its output with --output"
            ),
            Some(line) => write!(f, "{path}, line {line}: not a record of this keikaku ({reason})"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.why {
            Why::Io(error) => Some(error),
            Why::NotARecord(error) => Some(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_that_is_no_record() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("ledger.jsonl");
        std::fs::write(&path, "{}\n").expect("the folder is writable");
        let first = records::<Ledger>(&path).expect("the file is there").next();
        let error = first.expect("one line").expect_err("it has no fields");
        assert!(error.to_string().contains("ledger.jsonl, line 1: not a record"), "{error}");
        assert!(error.ja().contains("1 行"), "{}", error.ja());
    }

    #[test]
    fn a_missing_output_says_what_to_do() {
        let error = Output::read(Path::new("no-such-folder")).expect_err("nothing is there");
        assert!(error.to_string().contains("run keikaku extract first"), "{error}");
    }
}

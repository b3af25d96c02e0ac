//! The lines that a document adds to each file.

use std::io;

use plan_records::records::{DocumentRecord, Item};
use rayon::prelude::*;
use serde::Serialize;

use crate::csv::{CsvFile, items, observations};
use crate::json_lines::write_line;
use crate::publish::DocumentOutput;

/// Items whose lines are made together.
const TOGETHER: usize = 32;

/// The lines of a document, file by file: made where the document is processed, on all threads, so that nothing but
/// bytes is left to be written in the order of the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentLines {
    pub(crate) documents: Vec<u8>,
    pub(crate) items: Vec<u8>,
    pub(crate) tables: Vec<u8>,
    pub(crate) findings: Vec<u8>,
    pub(crate) ledger: Vec<u8>,
    pub(crate) items_csv: Vec<u8>,
    pub(crate) observations_csv: Vec<u8>,
}

impl DocumentLines {
    /// Makes the lines.
    ///
    /// # Errors
    /// Where a record cannot be written as JSON.
    pub fn of(output: &DocumentOutput) -> io::Result<Self> {
        let of_items = output.items.par_chunks(TOGETHER).map(|items| ItemLines::of(&output.document, items));
        let (of_items, tables) =
            rayon::join(|| of_items.collect::<io::Result<Vec<ItemLines>>>(), || json_lines(&output.tables));
        let mut lines = Self {
            documents: json_lines([&output.document])?,
            tables: tables?,
            findings: json_lines(&output.findings)?,
            ledger: json_lines([&output.ledger])?,
            ..Self::default()
        };
        for mut part in of_items? {
            lines.items.append(&mut part.items);
            lines.items_csv.append(&mut part.items_csv);
            lines.observations_csv.append(&mut part.observations_csv);
        }
        Ok(lines)
    }
}

/// The lines of some items.
struct ItemLines {
    items: Vec<u8>,
    items_csv: Vec<u8>,
    observations_csv: Vec<u8>,
}

impl ItemLines {
    fn of(document: &DocumentRecord, records: &[Item]) -> io::Result<Self> {
        let (mut of_items, mut of_observations) =
            (CsvFile::continued(Vec::new()), CsvFile::continued(Vec::new()));
        for item in records {
            of_items.row(&items::row(document, item))?;
            observations::rows(document, item).try_for_each(|row| of_observations.row(&row))?;
        }
        Ok(Self {
            items: json_lines(records)?,
            items_csv: of_items.end()?,
            observations_csv: of_observations.end()?,
        })
    }
}

fn json_lines<'r, R: Serialize + 'r>(records: impl IntoIterator<Item = &'r R>) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    records.into_iter().try_for_each(|record| write_line(&mut lines, record))?;
    Ok(lines)
}

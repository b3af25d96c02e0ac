//! A workbook: a sheet for each table, types right, heads frozen.
//!
//! Rows are packed as they come, each sheet into a file of its own; at the end the packed sheets are only copied together.

mod parts;
mod sheet;

use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::subject::Subject;
use super::{Writer, files};
use crate::columns::{TABLES, Table};
use crate::error::Error;
use crate::rows::Batch;
use sheet::Sheet;

/// Path of the workbook in the package.
pub(super) const PATH: &str = "keikaku.xlsx";

/// Rows of a sheet below its head: Excel has 1,048,576 in all. What is more goes on in further sheets.
const ROWS: u32 = 1_048_575;

pub(super) struct Book {
    stage: PathBuf,
    /// Sheets of each table, the last of which is being written.
    tables: Vec<Vec<Sheet>>,
    properties: parts::Properties,
}

impl Book {
    pub(super) fn begin(stage: &Path, subject: &Subject) -> Result<Self, Error> {
        let first = |table: &Table| {
            let sheet = table.in_workbook.then(|| Sheet::begin(stage, table, 1)).transpose();
            sheet.map(|sheet| sheet.into_iter().collect())
        };
        let tables = TABLES.iter().map(first).collect::<Result<_, Error>>()?;
        Ok(Self { stage: stage.to_owned(), tables, properties: parts::Properties::of(subject) })
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::writer("XLSX", error)
}

impl Writer for Book {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for ((table, rows), sheets) in TABLES.iter().zip(&batch.tables).zip(&mut self.tables) {
            for row in rows.iter() {
                if sheets.last().is_some_and(|sheet| sheet.rows() == ROWS) {
                    sheets.push(Sheet::begin(&self.stage, table, sheets.len() + 1)?);
                }
                let Some(sheet) = sheets.last_mut() else { break };
                sheet.add(row).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        let sheets: Vec<Sheet> = self.tables.into_iter().flatten().collect();
        let names: Vec<String> = sheets.iter().map(|sheet| sheet.name().to_owned()).collect();
        let mut book = ZipWriter::new(files::create(&self.stage, PATH)?);
        for (path, content) in parts::all(&names, &self.properties) {
            book.start_file(path, packing()).map_err(failed)?;
            std::io::Write::write_all(&mut book, content.as_bytes()).map_err(failed)?;
        }
        for (number, sheet) in (1..).zip(sheets) {
            let mut packed = sheet.finish().map_err(failed)?;
            let part = packed.by_index_raw(0).map_err(failed)?;
            book.raw_copy_file_rename(part, parts::sheet_path(number)).map_err(failed)?;
        }
        let mut out = book.finish().map_err(failed)?;
        std::io::Write::flush(&mut out).map_err(failed)?;
        Ok(0)
    }
}

/// How parts are packed: without the time of day.
fn packing() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// How hard packing tries, from 1 to 9.
const LEVEL: i64 = 6;

//! A CSV file for each table: UTF-8 with byte order mark, one row of Japanese headings, lines end in CR LF.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use csv::{Terminator, Writer as CsvWriter, WriterBuilder};

use super::{Writer, files};
use crate::columns::TABLES;
use crate::error::Error;
use crate::rows::Batch;
use crate::value::Value;

/// Excel takes a CSV file for UTF-8 only where it begins with this.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) struct CsvFiles {
    tables: Vec<CsvWriter<BufWriter<File>>>,
    cell: String,
}

impl CsvFiles {
    pub(super) fn begin(stage: &Path) -> Result<Self, Error> {
        let mut tables = Vec::new();
        for table in TABLES {
            let mut out = files::create(stage, &table.csv_path())?;
            out.write_all(BYTE_ORDER_MARK).map_err(failed)?;
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
            writer.write_record(table.columns.iter().map(|column| column.ja)).map_err(failed)?;
            tables.push(writer);
        }
        Ok(Self { tables, cell: String::new() })
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::writer("CSV", error)
}

impl Writer for CsvFiles {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for (writer, rows) in self.tables.iter_mut().zip(&batch.tables) {
            for row in rows.iter() {
                for cell in row {
                    let field = print(cell, &mut self.cell);
                    writer.write_field(field).map_err(failed)?;
                }
                writer.write_record(None::<&[u8]>).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        for mut writer in self.tables {
            writer.flush().map_err(failed)?;
        }
        Ok(0)
    }
}

/// The cell as text: its own, or printed into the buffer.
pub(super) fn print<'a>(cell: &'a Value, buffer: &'a mut String) -> &'a str {
    match cell.as_text() {
        Some(text) => text,
        None => {
            buffer.clear();
            // Writing to a string does not fail.
            let _ = write!(buffer, "{cell}");
            buffer
        }
    }
}

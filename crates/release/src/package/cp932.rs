//! The CSV files once more in CP932, for programs that know nothing else.
//!
//! A character that CP932 does not have becomes 〓, as printers do, and is told with its place.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use csv::{Terminator, Writer as CsvWriter, WriterBuilder};
use schema_emit::json_lines::write_line;

use super::csv::print;
use super::notices::{Notice, key};
use super::{Writer, files};
use crate::columns::{TABLES, Table};
use crate::cp932::encode;
use crate::error::Error;
use crate::rows::Batch;
use crate::value::Value;

/// Folder of the files in the package.
pub(super) const FOLDER: &str = "csv-cp932";

/// Stands for a character that cannot be written.
const GETA: char = '〓';

pub(super) struct Cp932Files {
    tables: Vec<CsvWriter<BufWriter<File>>>,
    notices: BufWriter<File>,
    rows: Vec<u64>,
    cell: String,
    bytes: Vec<u8>,
    count: u64,
}

impl Cp932Files {
    pub(super) fn begin(stage: &Path) -> Result<Self, Error> {
        let mut tables = Vec::new();
        for table in TABLES {
            let out = files::create(stage, &format!("{FOLDER}/{}.csv", table.name))?;
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
            for column in table.columns {
                let mut heading = Vec::new();
                encode(column.ja, GETA, &mut heading);
                writer.write_field(heading).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
            tables.push(writer);
        }
        let notices = files::create(stage, "notices-cp932.jsonl")?;
        Ok(Self {
            tables,
            notices,
            rows: vec![1; TABLES.len()],
            cell: String::new(),
            bytes: Vec::new(),
            count: 0,
        })
    }

    fn tell(
        &mut self,
        table: &'static Table,
        at: usize,
        row: &[Value],
        column: usize,
        lost: &[char],
    ) -> Result<(), Error> {
        let found: String = lost.iter().collect();
        let notice = Notice {
            code: "cp932-unencodable",
            table: table.name,
            row: self.rows[at],
            column: table.columns[column].ja,
            key: key(table, row),
            message: format!("CP932 で表せない文字「{found}」を 〓 にしました"),
            message_en: format!("CP932 does not have {found}: written as 〓"),
            found,
        };
        self.count += 1;
        write_line(&mut self.notices, &notice).map_err(failed)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::writer("CSV (CP932)", error)
}

impl Writer for Cp932Files {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for (at, (table, rows)) in TABLES.iter().zip(&batch.tables).enumerate() {
            for row in rows.iter() {
                self.rows[at] += 1;
                for (column, cell) in row.iter().enumerate() {
                    self.bytes.clear();
                    let lost = encode(print(cell, &mut self.cell), GETA, &mut self.bytes);
                    self.tables[at].write_field(&self.bytes).map_err(failed)?;
                    if !lost.is_empty() {
                        self.tell(table, at, row, column, &lost)?;
                    }
                }
                self.tables[at].write_record(None::<&[u8]>).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<u64, Error> {
        for writer in &mut self.tables {
            writer.flush().map_err(failed)?;
        }
        self.notices.flush().map_err(failed)?;
        Ok(self.count)
    }
}

//! `notices.jsonl`: what a reader of the tables may stumble over. The text is published as it is.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use schema_emit::json_lines::write_line;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::{Writer, files};
use crate::characters::dependent_characters;
use crate::columns::{TABLES, Table};
use crate::error::Error;
use crate::rows::Batch;
use crate::value::Value;

/// A line of the file.
#[derive(Debug, Serialize)]
pub(super) struct Notice {
    /// Stable name of its kind.
    pub(super) code: &'static str,
    pub(super) table: &'static str,
    /// Row of the CSV file, its head counted: from 2.
    pub(super) row: u64,
    /// Heading of the column.
    pub(super) column: &'static str,
    /// The row's key.
    pub(super) key: Map<String, Json>,
    /// The characters, or the beginning of the cell.
    pub(super) found: String,
    pub(super) message: String,
    pub(super) message_en: String,
}

/// The key of a row, by name of its columns.
pub(super) fn key(table: &Table, row: &[Value]) -> Map<String, Json> {
    let cells = table.key.iter().filter_map(|name| Some((*name, row.get(table.position(name)?)?)));
    cells
        .map(|(name, cell)| {
            let value = match cell {
                Value::Integer(number) => Json::from(*number),
                other => Json::from(other.to_string()),
            };
            (name.to_owned(), value)
        })
        .collect()
}

/// What begins a formula, in the forms that spreadsheets accept.
const FORMULA_STARTS: [char; 4] = ['=', '+', '-', '@'];

/// The source cells are text as extracted, whatever stands there; the table is not looked through.
const AS_EXTRACTED: &str = "sources";

pub(super) struct Notices {
    out: BufWriter<File>,
    /// Rows so far, of each table.
    rows: Vec<u64>,
    count: u64,
}

impl Notices {
    pub(super) fn begin(stage: &Path) -> Result<Self, Error> {
        let out = files::create(stage, "notices.jsonl")?;
        Ok(Self { out, rows: vec![1; TABLES.len()], count: 0 })
    }

    fn look(&mut self, table: &'static Table, number: u64, row: &[Value]) -> Result<(), Error> {
        for (column, cell) in table.columns.iter().zip(row) {
            let Value::Text(text) = cell else { continue };
            let found = [characters(text), formula(text)];
            for (code, found, message, message_en) in found.into_iter().flatten() {
                let notice = Notice {
                    code,
                    table: table.name,
                    row: number,
                    column: column.ja,
                    key: key(table, row),
                    found,
                    message,
                    message_en,
                };
                self.count += 1;
                write_line(&mut self.out, &notice).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn failed(error: std::io::Error) -> Error {
    Error::writer("notices.jsonl", error)
}

/// Code, what was found, messages.
type Found = (&'static str, String, String, String);

fn characters(text: &str) -> Option<Found> {
    let found = dependent_characters(text);
    let (_, why) = found.first()?;
    let characters: String = found.iter().map(|(character, _)| *character).collect();
    let ja = format!("{}「{characters}」があります。文はそのまま公開します", why.ja());
    let en = format!("{}: {characters}; the text is published as it is", why.en());
    Some(("machine-dependent-character", characters, ja, en))
}

/// Text that a spreadsheet would run when it opens the CSV file.
fn formula(text: &str) -> Option<Found> {
    let first = text.chars().next().filter(|first| FORMULA_STARTS.contains(first))?;
    let beginning: String = text.chars().take(20).collect();
    let ja =
        format!("「{first}」で始まる文です。CSV を表計算ソフトで直接開くと数式として扱われることがあります");
    let en = format!(
        "text that begins with {first}: a spreadsheet that opens the CSV file may take it for a formula"
    );
    Some(("formula-like-text", beginning, ja, en))
}

impl Writer for Notices {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for (at, (table, rows)) in TABLES.iter().zip(&batch.tables).enumerate() {
            if table.name == AS_EXTRACTED {
                continue;
            }
            for row in rows.iter() {
                self.rows[at] += 1;
                self.look(table, self.rows[at], row)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<u64, Error> {
        self.out.flush().map_err(failed)?;
        Ok(self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dashes_of_text_are_told_apart_from_formulas() {
        assert!(formula("=SUM(A1)").is_some() && formula("-5").is_some());
        assert!(formula("1-1").is_none() && formula("（1）").is_none());
    }
}

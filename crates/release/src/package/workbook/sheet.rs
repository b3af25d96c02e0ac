//! A sheet, packed as its rows come.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rust_decimal::prelude::ToPrimitive;
use zip::result::ZipResult;
use zip::{ZipArchive, ZipWriter};

use super::{failed, packing, parts};
use crate::columns::{Column, Kind, Table};
use crate::error::Error;
use crate::value::Value;

/// Characters of a cell, in UTF-16 units: Excel's limit.
const CELL_LIMIT: usize = 32_767;

/// Digits that Excel keeps of a number; longer ones are written as text.
const NUMBER_DIGITS: usize = 15;

/// 1970-01-01 in Excel's count of days.
const EPOCH: i32 = 25_569;

/// Days of this year and before are text: Excel counts a 29 February of 1900 that never was.
const FIRST_YEAR: i32 = 1900;

/// Bytes of XML that are packed together.
const PACKED_TOGETHER: usize = 1 << 16;

pub(super) struct Sheet {
    name: String,
    /// Letters of each column.
    columns: Vec<String>,
    rows: u32,
    /// What is not packed yet.
    xml: String,
    packed: ZipWriter<File>,
}

impl Sheet {
    /// Begins the sheet with that number, from 1, of a table.
    pub(super) fn begin(stage: &Path, table: &Table, number: usize) -> Result<Self, Error> {
        let place = tempfile::tempfile_in(stage).map_err(|error| Error::io(stage, error))?;
        let mut packed = ZipWriter::new(place);
        // The sizes of a long sheet do not fit the short fields.
        packed.start_file("sheet.xml", packing().large_file(true)).map_err(failed)?;
        let name = if number == 1 { table.ja.to_owned() } else { format!("{}{number}", table.ja) };
        let columns = (0..table.columns.len()).map(letters).collect();
        let mut sheet = Self { name, columns, rows: 0, xml: start(table), packed };
        sheet.xml += "<row r=\"1\">";
        for (letters, column) in sheet.columns.iter().zip(table.columns) {
            words(&mut sheet.xml, letters, "1", parts::HEAD, column.ja);
        }
        sheet.xml += "</row>";
        Ok(sheet)
    }

    /// What its tab says.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Rows below the head.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &[Value]) -> io::Result<()> {
        self.rows += 1;
        let number = (self.rows + 1).to_string();
        // Writing to a string does not fail.
        let _ = write!(self.xml, "<row r=\"{number}\">");
        for (letters, cell) in self.columns.iter().zip(row) {
            add_cell(&mut self.xml, letters, &number, cell);
        }
        self.xml += "</row>";
        if self.xml.len() >= PACKED_TOGETHER { self.pack() } else { Ok(()) }
    }

    fn pack(&mut self) -> io::Result<()> {
        self.packed.write_all(self.xml.as_bytes())?;
        self.xml.clear();
        Ok(())
    }

    /// Completes the sheet; it is the one part of what is returned.
    pub(super) fn finish(mut self) -> ZipResult<ZipArchive<File>> {
        self.xml += "</sheetData></worksheet>";
        self.pack()?;
        self.packed.finish_into_readable()
    }
}

/// What stands before the rows.
fn start(table: &Table) -> String {
    let mut xml = format!(
        "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
         activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews><cols>",
        parts::DECLARATION,
        parts::MAIN
    );
    for (number, column) in (1..).zip(table.columns) {
        let style = if matches!(column.kind, Kind::Date) { parts::DATE } else { parts::PLAIN };
        let width = width(column);
        let _ = write!(
            xml,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" style=\"{style}\" customWidth=\"1\"/>"
        );
    }
    xml + "</cols><sheetData>"
}

/// The letters of a column, counted from 0: A to Z, AA and so on.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    match column / 26 {
        0 => last.to_string(),
        before => letters(before - 1) + last.encode_utf8(&mut [0; 4]),
    }
}

fn add_cell(xml: &mut String, column: &str, row: &str, cell: &Value) {
    match cell {
        Value::Missing => {}
        Value::Text(text) => match cut(text) {
            Some(text) => words(xml, column, row, parts::PLAIN, &text),
            None => words(xml, column, row, parts::PLAIN, text),
        },
        Value::Choice(text) => words(xml, column, row, parts::PLAIN, text),
        Value::Integer(number) => value(xml, column, row, parts::PLAIN, number),
        Value::Number(number) => value(xml, column, row, parts::PLAIN, number),
        Value::Boolean(truth) => {
            let _ = write!(xml, "<c r=\"{column}{row}\" t=\"b\"><v>{}</v></c>", u8::from(*truth));
        }
        Value::Decimal(number) => {
            let digits = number.mantissa().unsigned_abs().to_string().len();
            match number.to_f64().filter(|_| digits <= NUMBER_DIGITS) {
                Some(close) => value(xml, column, row, parts::PLAIN, close),
                None => words(xml, column, row, parts::PLAIN, &number.to_string()),
            }
        }
        Value::Date(day) if day.year > FIRST_YEAR => {
            value(xml, column, row, parts::DATE, day.since_epoch() + EPOCH);
        }
        Value::Date(day) => words(xml, column, row, parts::PLAIN, &day.to_string()),
    }
}

fn value(xml: &mut String, column: &str, row: &str, style: u32, number: impl std::fmt::Display) {
    open(xml, column, row, style);
    let _ = write!(xml, "><v>{number}</v></c>");
}

fn words(xml: &mut String, column: &str, row: &str, style: u32, text: &str) {
    open(xml, column, row, style);
    *xml += " t=\"inlineStr\"><is><t>";
    parts::escape(xml, text);
    *xml += "</t></is></c>";
}

fn open(xml: &mut String, column: &str, row: &str, style: u32) {
    for part in ["<c r=\"", column, row, "\""] {
        *xml += part;
    }
    if style != parts::PLAIN {
        let _ = write!(xml, " s=\"{style}\"");
    }
}

/// What stands at the end of a cell that was cut.
const CUT: &str = "…（以下略。全文は csv）";

/// The text cut, with a mark; none where Excel has room for all of it.
fn cut(text: &str) -> Option<String> {
    if text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT {
        return None;
    }
    let room = CELL_LIMIT - CUT.encode_utf16().count();
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= room
        })
        .collect();
    Some(kept + CUT)
}

/// Width of a column, in characters of the standard font: by what stands there, as rows are not yet known.
fn width(column: &Column) -> f64 {
    let cells = match column.kind {
        Kind::Text => 30.0,
        Kind::Code(_) => 20.0,
        Kind::Date => 12.0,
        Kind::Integer | Kind::Decimal | Kind::Number | Kind::Boolean | Kind::Choice(_) => 11.0,
    };
    // A Japanese character is as wide as two.
    let heading = column.ja.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>() + 2.0;
    heading.max(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_excel_does() {
        let of = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")];
        for (column, expected) in of {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn numbers_that_excel_would_round_are_words() {
        let cell = |number: &str| {
            let mut xml = String::new();
            add_cell(&mut xml, "A", "2", &Value::Decimal(number.parse().expect("a number")));
            xml
        };
        assert_eq!(cell("83.30"), "<c r=\"A2\"><v>83.3</v></c>");
        assert!(cell("1234567890123456").contains("<t>1234567890123456</t>"));
    }

    #[test]
    fn long_texts_are_cut_with_a_mark() {
        assert_eq!(cut(&"あ".repeat(CELL_LIMIT)), None);
        let cut = cut(&"あ".repeat(CELL_LIMIT + 1)).expect("too long");
        assert_eq!(cut.encode_utf16().count(), CELL_LIMIT);
        assert!(cut.ends_with(CUT));
    }
}

//! A workbook: a sheet for each table, types right, heads frozen.

use std::path::Path;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::subject::Subject;
use super::{Writer, files};
use crate::columns::{Column, Kind, TABLES, Table};
use crate::day::Day;
use crate::error::Error;
use crate::rows::Batch;
use crate::value::Value;

/// Path of the workbook in the package.
pub(super) const PATH: &str = "keikaku.xlsx";

/// Rows of a sheet below its head: Excel has 1,048,576 in all. What is more goes on in further sheets.
const ROWS: u32 = 1_048_575;

/// Characters of a cell, in UTF-16 units: Excel's limit.
const CELL_LIMIT: usize = 32_767;

/// Digits that Excel keeps of a number; longer ones are written as text.
const NUMBER_DIGITS: usize = 15;

/// 1970-01-01 in Excel's count of days.
const EPOCH: i32 = 25_569;

/// Days of this year and before are text: Excel counts a 29 February of 1900 that never was.
const FIRST_YEAR: i32 = 1900;

pub(super) struct Book {
    workbook: Workbook,
    /// For each table, the sheet that it is being written to, its next row and the number of its sheets.
    tables: Vec<Option<Place>>,
    date: Format,
    head: Format,
    place: std::path::PathBuf,
}

#[derive(Clone, Copy)]
struct Place {
    sheet: usize,
    row: u32,
    sheets: u32,
}

impl Book {
    pub(super) fn begin(stage: &Path, subject: &Subject) -> Result<Self, Error> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(stage).map_err(failed)?;
        workbook.set_properties(&properties(subject).map_err(failed)?);
        let mut book = Self {
            workbook,
            tables: Vec::new(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            head: Format::new().set_bold().set_border_bottom(FormatBorder::Thin),
            place: stage.join(PATH),
        };
        let mut sheets = 0;
        for table in TABLES {
            if !table.in_workbook {
                book.tables.push(None);
                continue;
            }
            book.add_sheet(table, 1).map_err(failed)?;
            book.tables.push(Some(Place { sheet: sheets, row: 1, sheets: 1 }));
            sheets += 1;
        }
        Ok(book)
    }

    fn add_sheet(&mut self, table: &Table, number: u32) -> Result<(), XlsxError> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        let name = if number == 1 { table.ja.to_owned() } else { format!("{}{number}", table.ja) };
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0_u16..).zip(table.columns) {
            sheet.set_column_width(at, width(column))?;
            if matches!(column.kind, Kind::Date) {
                sheet.set_column_format(at, &self.date)?;
            }
            sheet.write_string_with_format(0, at, column.ja, &self.head)?;
        }
        Ok(())
    }

    /// The place of the next row of a table, on a new sheet where the last one is full.
    fn next(&mut self, at: usize, table: &Table) -> Result<Option<Place>, XlsxError> {
        let Some(mut place) = self.tables.get(at).copied().flatten() else { return Ok(None) };
        if place.row > ROWS {
            place = Place { sheet: self.workbook.worksheets().len(), row: 1, sheets: place.sheets + 1 };
            self.add_sheet(table, place.sheets)?;
        }
        if let Some(next) = self.tables.get_mut(at) {
            *next = Some(Place { row: place.row + 1, ..place });
        }
        Ok(Some(place))
    }

    fn rows(&mut self, batch: &Batch) -> Result<(), XlsxError> {
        for (at, (table, rows)) in TABLES.iter().zip(&batch.tables).enumerate() {
            for row in rows.iter() {
                let Some(place) = self.next(at, table)? else { break };
                let sheet = self.workbook.worksheet_from_index(place.sheet)?;
                for (column, cell) in (0_u16..).zip(row) {
                    write_cell(sheet, place.row, column, cell)?;
                }
            }
        }
        Ok(())
    }
}

fn failed(error: XlsxError) -> Error {
    Error::writer("XLSX", error)
}

impl Writer for Book {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        self.rows(batch).map_err(failed)
    }

    fn finish(mut self: Box<Self>) -> Result<u64, Error> {
        let stage = self.place.parent().unwrap_or(Path::new("."));
        let out = files::create(stage, PATH)?;
        self.workbook.save_to_writer(out).map_err(failed)?;
        Ok(0)
    }
}

/// Without the clock: a workbook says when it was made, and that is when the data was issued.
fn properties(subject: &Subject) -> Result<DocProperties, XlsxError> {
    let day = subject.issued.filter(|day| day.year >= FIRST_YEAR);
    let day = day.unwrap_or(Day { year: 2000, month: 1, day: 1 });
    let created = ExcelDateTime::from_ymd(year(day), day.month, day.day)?;
    Ok(DocProperties::new()
        .set_title(&subject.title_ja)
        .set_comment(format!("{} {}", subject.about_ja, subject.version))
        .set_author("keikaku")
        .set_creation_datetime(&created))
}

fn year(day: Day) -> u16 {
    // Years of a day have four digits.
    u16::try_from(day.year).unwrap_or(u16::MAX)
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Value) -> Result<(), XlsxError> {
    match cell {
        Value::Missing => {}
        Value::Text(text) => {
            sheet.write_string(row, column, fit(text))?;
        }
        Value::Choice(text) => {
            sheet.write_string(row, column, *text)?;
        }
        // Whole numbers here are counts, years and pages: far below 2^53.
        Value::Integer(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Value::Number(number) => {
            sheet.write_number(row, column, *number)?;
        }
        Value::Boolean(truth) => {
            sheet.write_boolean(row, column, *truth)?;
        }
        Value::Decimal(number) => {
            let digits = number.mantissa().unsigned_abs().to_string().len();
            match number.to_f64().filter(|_| digits <= NUMBER_DIGITS) {
                Some(close) => sheet.write_number(row, column, close)?,
                None => sheet.write_string(row, column, number.to_string())?,
            };
        }
        // The format is that of the column: naming it cell by cell takes longer than writing the cell.
        Value::Date(day) if day.year > FIRST_YEAR => {
            sheet.write_number(row, column, f64::from(day.since_epoch() + EPOCH))?;
        }
        Value::Date(day) => {
            sheet.write_string(row, column, day.to_string())?;
        }
    }
    Ok(())
}

/// What stands at the end of a cell that was cut.
const CUT: &str = "…（以下略。全文は csv）";

/// The text, cut with a mark where Excel has no room for it.
fn fit(text: &str) -> String {
    if text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT {
        return text.to_owned();
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
    kept + CUT
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

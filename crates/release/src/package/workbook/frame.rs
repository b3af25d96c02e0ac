//! The workbook without rows, as `rust_xlsxwriter` makes it.

use std::io::{Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};
use zip::ZipArchive;

use super::failed;
use crate::columns::{Column, Kind, Table};
use crate::day::Day;
use crate::error::Error;
use crate::package::subject::Subject;

/// Years that a workbook can name begin after this one: Excel counts a 29 February of 1900 that never was.
pub(super) const FIRST_YEAR: i32 = 1900;

/// A sheet of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub(super) table: &'static Table,
    /// 1 for the first sheet of the table, 2 for the one where it goes on.
    pub(super) number: u32,
}

impl Sheet {
    fn name(&self) -> String {
        let title = self.table.ja;
        if self.number == 1 { title.to_owned() } else { format!("{title}{}", self.number) }
    }
}

/// A workbook whose sheets have heads and no rows.
pub(super) struct Frame {
    pub(super) sheets: Vec<Sheet>,
    pub(super) parts: ZipArchive<Cursor<Vec<u8>>>,
}

/// What stands around the rows of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SheetFrame {
    /// Name of the part.
    pub(super) part: String,
    pub(super) before: String,
    pub(super) after: String,
    /// For each column, the number of its style; none for the plain one.
    pub(super) styles: Vec<Option<String>>,
}

impl Frame {
    /// Temporary files of the library stand in the stage.
    pub(super) fn new(stage: &Path, subject: &Subject, sheets: Vec<Sheet>) -> Result<Self, Error> {
        let book =
            workbook(stage, subject, &sheets).and_then(|mut book| book.save_to_buffer()).map_err(failed)?;
        Ok(Self { sheets, parts: ZipArchive::new(Cursor::new(book)).map_err(failed)? })
    }

    /// What stands around the rows of a sheet, by its place.
    pub(super) fn sheet(&mut self, at: usize) -> Result<SheetFrame, Error> {
        let part = part_of_sheet(at);
        let mut text = String::new();
        let mut file = self.parts.by_name(&part).map_err(failed)?;
        file.read_to_string(&mut text).map_err(failed)?;
        let columns = self.sheets.get(at).map_or(0, |sheet| sheet.table.columns.len());
        SheetFrame::of(part, &text, columns).ok_or_else(|| failed("a sheet without a place for rows"))
    }
}

fn part_of_sheet(at: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

/// The sheet that a part of the workbook is, by its place.
pub(super) fn sheet_of_part(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

impl SheetFrame {
    /// Parts the text of a sheet where its rows end. Its size, which is not known before the last row, is left out:
    /// it may be.
    fn of(part: String, text: &str, columns: usize) -> Option<Self> {
        let (before, after) = text.split_at(text.find("</sheetData>")?);
        let size = before.find("<dimension ")?;
        let end = size + before.get(size..)?.find("/>")? + "/>".len();
        let styles = column_styles(before, columns)?;
        let before = [before.get(..size)?, before.get(end..)?].concat();
        Some(Self { part, before, after: after.to_owned(), styles })
    }
}

/// The number of the style of each column, from `<col min= max= style=>`.
fn column_styles(sheet: &str, columns: usize) -> Option<Vec<Option<String>>> {
    let mut styles = vec![None; columns];
    let mut reader = Reader::from_str(sheet);
    loop {
        match reader.read_event().ok()? {
            Event::Empty(element) if element.name().as_ref() == "col" => {
                let attribute = |name: &str| Some(element.try_get_attribute(name).ok()??.value.into_owned());
                let number = |name: &str| attribute(name)?.parse::<usize>().ok();
                for column in number("min")?..=number("max")? {
                    *styles.get_mut(column.checked_sub(1)?)? = attribute("style");
                }
            }
            Event::Start(element) if element.name().as_ref() == "sheetData" => return Some(styles),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn workbook(stage: &Path, subject: &Subject, sheets: &[Sheet]) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_tempdir(stage)?;
    workbook.set_properties(&properties(subject)?);
    for sheet in sheets {
        fill(workbook.add_worksheet_with_constant_memory()?, sheet)?;
    }
    Ok(workbook)
}

fn fill(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    to.set_name(sheet.name())?;
    to.set_freeze_panes(1, 0)?;
    for (at, column) in (0_u16..).zip(sheet.table.columns) {
        to.set_column_width(at, width(column))?;
        if matches!(column.kind, Kind::Date) {
            to.set_column_format(at, &date)?;
        }
        to.write_string_with_format(0, at, column.ja, &head)?;
    }
    Ok(())
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

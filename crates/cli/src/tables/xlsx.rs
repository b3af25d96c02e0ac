//! Tables as a workbook, a sheet for each, spans as merged cells.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use schema_emit::csv::cell::CELL_LIMIT;

use super::found::{Found, FoundCell};
use crate::messages::Message;

/// All tables. Every cell is text: what is printed stays as it is.
pub(super) fn document(tables: &[Found]) -> Result<Vec<u8>, Message> {
    let mut workbook = Workbook::new();
    for (at, table) in tables.iter().enumerate() {
        write_sheet(workbook.add_worksheet(), table, at + 1).map_err(|error| failed(&error))?;
    }
    if tables.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

fn failed(error: &XlsxError) -> Message {
    Message::new(format!("xlsx に書けません（{error}）"), format!("cannot write xlsx ({error})"))
}

fn write_sheet(sheet: &mut Worksheet, table: &Found, number: usize) -> Result<(), XlsxError> {
    sheet.set_name(format!("{number} p{}", table.page.0))?;
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let head = body.clone().set_bold();
    for cell in &table.cells {
        write_cell(sheet, cell, if cell.header { &head } else { &body })?;
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, cell: &FoundCell, format: &Format) -> Result<(), XlsxError> {
    // Places beyond a sheet's rows and columns are refused by the sheet itself.
    let row = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let text: String = cell.text.chars().take(CELL_LIMIT / 2).collect();
    let (first, left) = (row(cell.row), column(cell.column));
    if cell.row_span * cell.column_span > 1 {
        let (last, right) = (row(cell.row + cell.row_span - 1), column(cell.column + cell.column_span - 1));
        sheet.merge_range(first, left, last, right, &text, format)?;
    } else {
        sheet.write_string_with_format(first, left, text, format)?;
    }
    Ok(())
}

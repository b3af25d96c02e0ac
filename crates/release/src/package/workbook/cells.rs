//! Rows and cells of a sheet, in the very form in which `rust_xlsxwriter` writes them.

use std::io::Write;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::column_number_to_name;

use super::frame::FIRST_YEAR;
use crate::value::Value;

/// Characters of a cell, in UTF-16 units: Excel's limit.
const CELL_LIMIT: usize = 32_767;

/// Digits that Excel keeps of a number; longer ones are written as text.
const NUMBER_DIGITS: usize = 15;

/// 1970-01-01 in Excel's count of days.
const EPOCH: i32 = 25_569;

/// What begins the cells of a row.
pub(super) struct Place {
    /// `<c r="A` and the like, for each column.
    begins: Vec<String>,
    /// What follows: `12" s="2"`, less the number of the row, for each column.
    styles: Vec<String>,
    /// The number of the row.
    row: String,
}

impl Place {
    /// For columns of these styles.
    pub(super) fn new(styles: &[Option<String>]) -> Self {
        let begin = |(at, _)| format!("<c r=\"{}", column_number_to_name(at));
        let style =
            |style: &Option<String>| style.as_ref().map_or("\"".into(), |style| format!("\" s=\"{style}\""));
        Self {
            begins: (0_u16..).zip(styles).map(begin).collect(),
            styles: styles.iter().map(style).collect(),
            row: String::new(),
        }
    }
}

/// Writes a row, from 1.
pub(super) fn write_row(out: &mut Vec<u8>, place: &mut Place, number: u32, row: &[Value]) {
    place.row.clear();
    place.row += &number.to_string();
    push(out, &["<row r=\"", &place.row, "\">"]);
    for ((begin, style), cell) in place.begins.iter().zip(&place.styles).zip(row) {
        if !matches!(cell, Value::Missing) {
            push(out, &[begin, &place.row, style]);
            write_cell(out, cell);
        }
    }
    push(out, &["</row>"]);
}

fn push(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

/// The rest of a cell, after place and style.
fn write_cell(out: &mut Vec<u8>, cell: &Value) {
    match cell {
        Value::Missing => push(out, &["/>"]),
        Value::Text(text) => write_text(out, text),
        Value::Choice(text) => write_text(out, text),
        // Whole numbers here are counts, years and pages: far below 2^53.
        Value::Integer(number) => write_number(out, number),
        Value::Number(number) if number.is_finite() => write_number(out, number),
        Value::Number(number) => write_text(out, &number.to_string()),
        Value::Boolean(truth) => push(out, &[" t=\"b\"><v>", if *truth { "1" } else { "0" }, "</v></c>"]),
        Value::Decimal(number) => {
            let digits =
                number.mantissa().unsigned_abs().checked_ilog10().map_or(1, |below| below as usize + 1);
            match number.to_f64().filter(|_| digits <= NUMBER_DIGITS) {
                Some(close) => write_number(out, close),
                None => write_text(out, &number.to_string()),
            }
        }
        // The format is that of the column.
        Value::Date(day) if day.year > FIRST_YEAR => write_number(out, day.since_epoch() + EPOCH),
        Value::Date(day) => write_text(out, &day.to_string()),
    }
}

fn write_number(out: &mut Vec<u8>, number: impl std::fmt::Display) {
    // Writing to memory does not fail.
    let _ = write!(out, "><v>{number}</v></c>");
}

/// White space that readers of XML leave out at the ends of a text unless they are told not to.
const SPACE: [char; 3] = ['\t', '\n', ' '];

fn write_text(out: &mut Vec<u8>, text: &str) {
    let kept = if text.starts_with(SPACE) || text.ends_with(SPACE) { " xml:space=\"preserve\"" } else { "" };
    push(out, &[" t=\"inlineStr\"><is><t", kept, ">"]);
    let (text, mark) = fit(text);
    escape(out, text);
    push(out, &[mark, "</t></is></c>"]);
}

/// What stands at the end of a cell that was cut.
const CUT: &str = "…（以下略。全文は csv）";

/// The text, cut where Excel has no room for it, and the mark that says so.
fn fit(text: &str) -> (&str, &'static str) {
    if text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT {
        return (text, "");
    }
    let room = CELL_LIMIT - CUT.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > room
    });
    (end.and_then(|(end, _)| text.get(..end)).unwrap_or(text), CUT)
}

/// Writes a text as XML and Excel have it: control characters as `_x000B_`, and what looks like that as `_x005F_x000B_`.
fn escape(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut begin = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (instead, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'_' if is_code(bytes.get(at..at + 7)) => ("_x005F_", 1),
            0xef => match bytes.get(at..at + 3) {
                Some([_, 0xbf, 0xbe]) => ("_xFFFE_", 3),
                Some([_, 0xbf, 0xbf]) => ("_xFFFF_", 3),
                _ => continue,
            },
            b'\t' | b'\n' => continue,
            0..0x20 => ("", 1),
            _ => continue,
        };
        out.extend_from_slice(bytes.get(begin..at).unwrap_or_default());
        out.extend_from_slice(instead.as_bytes());
        if instead.is_empty() {
            // Writing to memory does not fail.
            let _ = write!(out, "_x{byte:04X}_");
        }
        begin = at + length;
    }
    out.extend_from_slice(bytes.get(begin..).unwrap_or_default());
}

/// Is it `_x000B_` or the like?
fn is_code(bytes: Option<&[u8]>) -> bool {
    matches!(bytes, Some([b'_', b'x', digits @ .., b'_']) if digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use rust_xlsxwriter::{Format, Workbook};
    use zip::ZipArchive;

    use super::*;
    use crate::day::Day;

    const TEXTS: [&str; 9] = [
        "ＩＣＴ活用（第1号）",
        "A<B & C>D",
        " 前後の空白 ",
        "\u{1}\u{b}\t\n\u{1f}",
        "_x000B_ _x0041_x0042_ _xZZZZ_ _x12",
        "_x森林_",
        "\u{fffe}\u{ffff}\u{fffd}",
        "𠮷野家",
        "_",
    ];

    /// Row 2 of a sheet with these cells, a date in column C having a style, as the library writes it.
    fn by_library(texts: &[&str], numbers: &[f64]) -> String {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory().expect("a folder for temporary files");
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.set_column_format(2, &day).expect("a column");
        let mut at = 0;
        for text in texts {
            sheet.write_string(1, at, *text).expect("it fits");
            at += 1;
        }
        for number in numbers {
            sheet.write_number(1, at, *number).expect("it fits");
            at += 1;
        }
        sheet.write_boolean(1, at, true).expect("it fits");
        let book = workbook.save_to_buffer().expect("a workbook");
        let mut book = ZipArchive::new(Cursor::new(book)).expect("a workbook");
        let mut text = String::new();
        let mut file = book.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
        file.read_to_string(&mut text).expect("a text");
        let begin = text.find("<row r=\"2\"").expect("a row");
        text[begin..text.find("</sheetData>").expect("an end")].to_owned()
    }

    fn by_us(row: &[Value]) -> String {
        let styles: Vec<_> = (0..row.len()).map(|at| (at == 2).then(|| "1".to_owned())).collect();
        let mut out = Vec::new();
        write_row(&mut out, &mut Place::new(&styles), 2, row);
        String::from_utf8(out).expect("a text")
    }

    #[test]
    fn rows_are_written_as_the_library_writes_them() {
        let numbers = [0.0, -1.5, 4673.6, 1e20, 1e-7, 0.1 + 0.2];
        let texts = TEXTS.iter().map(|text| Value::Text((*text).to_owned()));
        let cells = texts.chain(numbers.iter().map(|number| Value::Number(*number)));
        let row: Vec<Value> = cells.chain([Value::Boolean(true)]).collect();
        assert_eq!(by_us(&row), by_library(&TEXTS, &numbers));
    }

    #[test]
    fn whole_numbers_decimals_and_days_are_numbers() {
        let decimal = |text: &str| Value::Decimal(text.parse().expect("a number"));
        let day = |year| Value::Date(Day { year, month: 4, day: 1 });
        let row = [Value::Integer(-12), decimal("83.30"), day(2026), decimal("0"), Value::Missing];
        assert_eq!(
            by_us(&row),
            "<row r=\"2\"><c r=\"A2\"><v>-12</v></c><c r=\"B2\"><v>83.3</v></c><c r=\"C2\" s=\"1\"><v>46113</v></c>\
             <c r=\"D2\"><v>0</v></c></row>"
        );
        // What Excel would round or not know stays whole as text.
        let row = [decimal("1234567890123456"), day(1899)];
        assert!(by_us(&row).contains("<t>1234567890123456</t>") && by_us(&row).contains("<t>1899-04-01</t>"));
    }

    #[test]
    fn what_excel_has_no_room_for_is_cut_and_marked() {
        let long = "森".repeat(CELL_LIMIT + 1);
        let (kept, mark) = fit(&long);
        assert_eq!(kept.encode_utf16().count() + mark.encode_utf16().count(), CELL_LIMIT);
        assert_eq!(fit(&"森".repeat(CELL_LIMIT)).1, "");
        let astral = "𠮷".repeat(CELL_LIMIT);
        assert!(fit(&astral).0.encode_utf16().count() + CUT.encode_utf16().count() <= CELL_LIMIT);
    }
}

//! Which format a file has.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::fault::{At, Faults};
use super::grid::Sheet;
use super::read_csv;
use super::read_xlsx::Book;
use super::rule::Rule;

/// Beginnings of files in other formats, and what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS（古い Excel の形式）/ XLS (the old format of Excel)"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
];

/// Hands over each sheet of a file, one at a time; none, with a fault, where it is no table. Gives their number.
pub(super) fn each_sheet(
    bytes: &[u8],
    name: &str,
    faults: &mut Faults,
    look: impl Fn(&Sheet, &mut Faults),
) -> usize {
    if bytes.is_empty() {
        refuse(faults, "", "空のファイルです", "the file is empty");
        return 0;
    }
    if let Some((_, what)) = OTHERS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        refuse(
            faults,
            what,
            "機械判読できる表の形式ではありません",
            "not a format of machine-readable tables",
        );
        return 0;
    }
    if bytes.starts_with(b"PK") {
        return each_of_workbook(bytes, faults, look);
    }
    let Some(sheet) = read_csv::sheet(bytes, name, faults) else { return 0 };
    look(&sheet, faults);
    1
}

fn each_of_workbook(bytes: &[u8], faults: &mut Faults, look: impl Fn(&Sheet, &mut Faults)) -> usize {
    let mut book = match guarded(|| Book::open(bytes)) {
        Ok(book) => book,
        Err(reason) => {
            no_workbook(faults, &reason);
            return 0;
        }
    };
    let mut sheets = 0;
    while let Some(place) = book.next_place() {
        match guarded(|| book.sheet(place)) {
            Ok((sheet, cut)) => {
                sheets += 1;
                look(&sheet, faults);
                if let Some(row) = cut {
                    read_csv::too_many(row, faults);
                }
            }
            Err(reason) => {
                no_workbook(faults, &reason);
                break;
            }
        }
    }
    sheets
}

/// Workbooks are read by a library that sees every byte first: whatever it meets costs this file alone.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("broken".to_owned()))
}

fn no_workbook(faults: &mut Faults, reason: &str) {
    refuse(faults, reason, "Excel のブックとして読めません", "cannot be read as a workbook");
}

fn refuse(faults: &mut Faults, found: &str, ja: &str, en: &str) {
    faults.error(Rule::FileFormat, At::default(), found, ja, en);
}

//! Which format a file has.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::fault::{At, Faults};
use super::grid::Sheet;
use super::rule::Rule;
use super::{read_csv, read_xlsx};

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

/// The sheets of a file; none, with a fault, where it is no table.
pub(super) fn sheets(bytes: &[u8], name: &str, faults: &mut Faults) -> Vec<Sheet> {
    if bytes.is_empty() {
        refuse(faults, "", "空のファイルです", "the file is empty");
        return Vec::new();
    }
    if let Some((_, what)) = OTHERS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        refuse(
            faults,
            what,
            "機械判読できる表の形式ではありません",
            "not a format of machine-readable tables",
        );
        return Vec::new();
    }
    if !bytes.starts_with(b"PK") {
        return read_csv::sheet(bytes, name, faults).into_iter().collect();
    }
    // The workbook is read by a library that sees every byte first: whatever it meets costs this file alone.
    let read = catch_unwind(AssertUnwindSafe(|| read_xlsx::sheets(bytes)));
    match read.unwrap_or_else(|_| Err("broken".to_owned())) {
        Ok(sheets) => sheets,
        Err(reason) => {
            refuse(faults, &reason, "Excel のブックとして読めません", "cannot be read as a workbook");
            Vec::new()
        }
    }
}

fn refuse(faults: &mut Faults, found: &str, ja: &str, en: &str) {
    faults.error(Rule::FileFormat, At::default(), found, ja, en);
}

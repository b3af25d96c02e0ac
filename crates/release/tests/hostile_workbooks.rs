//! Workbooks whose parts are damaged: a report comes back, whatever the bytes are.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::{Cursor, Read, Write};

use release::lint::{Options, lint};
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..6 {
        sheet.write_string(row, 0, format!("施策{row}")).unwrap();
        sheet.write_number(row, 1, f64::from(row)).unwrap();
    }
    sheet.merge_range(7, 0, 8, 1, "結合", &Format::new()).unwrap();
    sheet.write_formula(6, 1, Formula::new("=SUM(B1:B6)").set_result("15")).unwrap();
    sheet.set_column_hidden(3).unwrap();
    book.save_to_buffer().unwrap()
}

/// Name and content of each part.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        archive.start_file(name.as_str(), stored).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Numbers that look random and are the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

/// What hostile files put where a number or a place is expected.
const NASTY: [&[u8]; 8] = [
    b"99999999999999999999",
    b"-1",
    b"XFD1048576",
    b"AAAAAAAA1",
    b"A0",
    b"1e999",
    b"\xff\xfe",
    b"<c r=\"ZZZ9\"><v/>",
];

#[test]
fn damaged_parts_cost_the_file_and_nothing_else() {
    let good = parts(&workbook());
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..600 {
        let mut parts = good.clone();
        let part = chance.below(parts.len());
        let content = &mut parts[part].1;
        for _ in 0..=chance.below(4) {
            let at = chance.below(content.len());
            match chance.below(4) {
                0 => content.truncate(at),
                1 => content[at..].iter_mut().take(1).for_each(|byte| *byte = 0x22),
                2 => drop(content.splice(
                    at..(at + 2).min(content.len()),
                    NASTY[chance.below(NASTY.len())].iter().copied(),
                )),
                _ => {
                    if let Some(byte) = content.get_mut(at) {
                        *byte = u8::try_from(chance.below(256)).unwrap();
                    }
                }
            }
            if content.is_empty() {
                break;
            }
        }
        let report = lint(&pack(&parts), "book.xlsx", &Options::default());
        assert!(report.faults.len() < 2000, "{}", report.faults.len());
    }
}

#[test]
fn a_cell_in_the_farthest_corner_costs_no_memory() {
    let mut parts = parts(&workbook());
    let sheet = parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let text = String::from_utf8(sheet.1.clone()).unwrap();
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    sheet.1 = text.replace("</sheetData>", corner).into_bytes();
    let report = lint(&pack(&parts), "book.xlsx", &Options::default());
    assert_eq!(report.sheets, 1);
}

#[test]
fn texts_of_any_bytes_are_tables_or_told() {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let pieces: [&[u8]; 12] = [
        b",",
        b"\r\n",
        b"\"",
        b"\t",
        "名称".as_bytes(),
        b"1,234",
        "120件".as_bytes(),
        b"\xff",
        b"\0",
        "①".as_bytes(),
        b"\n",
        b"-",
    ];
    for _ in 0..2000 {
        let bytes: Vec<u8> =
            (0..chance.below(60)).flat_map(|_| pieces[chance.below(pieces.len())].to_vec()).collect();
        let _ = lint(&bytes, "table.csv", &Options::default());
    }
}

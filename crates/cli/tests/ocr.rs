//! `--ocr`: scanned pages, read by a stand-in for the recognition program, or by the real one where it is installed.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use common::{Desk, Run, codes, keikaku, lines};
use document_model::PageNumber;
use ingest::PdfFile;
use serde_json::Value;

/// Pixels to the inch at which scans are recognised.
const DOTS: f64 = 300.0;

fn layout(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/layouts").join(name).join("plan.pdf")
}

fn plan(name: &str) -> PdfFile {
    let path = layout(name);
    ingest::open_pdf(fs::read(path).unwrap(), &ingest::Options::default()).unwrap().value
}

/// The first page of the plan as a picture of this resolution, in a PDF without text.
fn scan(name: &str, dots: f64) -> Vec<u8> {
    let plan = plan(name);
    let page = plan.page(PageNumber::FIRST).value;
    let picture = plan.render(PageNumber::FIRST, dots / 72.0).value.unwrap();
    let content = format!("q {} 0 0 {} 0 0 cm /I Do Q", page.width, page.height);
    let image = format!(
        "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length {} >>",
        picture.width,
        picture.height,
        picture.rgb.len()
    );
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let objects: [(String, &[u8]); 5] = [
        ("<< /Type /Catalog /Pages 2 0 R >>".to_owned(), b""),
        ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(), b""),
        (
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
                page.width, page.height
            ),
            b"",
        ),
        (format!("<< /Length {} >>", content.len()), content.as_bytes()),
        (image, &picture.rgb),
    ];
    for (number, (dictionary, data)) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n{dictionary}\n", number + 1).as_bytes());
        if !data.is_empty() {
            file.extend_from_slice(b"stream\n");
            file.extend_from_slice(data);
            file.extend_from_slice(b"\nendstream\n");
        }
        file.extend_from_slice(b"endobj\n");
    }
    let table = file.len();
    file.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n").as_bytes());
    file
}

/// What a perfect program would print for that page: its own characters, each a word.
fn answer(name: &str) -> String {
    let page = plan(name).page(PageNumber::FIRST).value;
    let mut table =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
            .to_owned();
    for glyph in &page.glyphs {
        let text = page.text_of(glyph);
        if text.trim().is_empty() {
            continue;
        }
        let [x0, y0, x1, y1] = <[f64; 4]>::from(glyph.bbox).map(|points| (points * DOTS / 72.0).round());
        writeln!(table, "4\t1\t1\t1\t1\t0\t{x0}\t{y0}\t{}\t{}\t-1\t", x1 - x0, y1 - y0).unwrap();
        writeln!(table, "5\t1\t1\t1\t1\t1\t{x0}\t{y0}\t{}\t{}\t90\t{text}", x1 - x0, y1 - y0).unwrap();
    }
    table
}

/// A folder with a program `tesseract` that does this.
fn stand_in(desk: &Desk, script: &str) -> PathBuf {
    let program = desk.write("bin/tesseract", format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    desk.path("bin")
}

fn with_path(folder: &Path, rest: bool) -> Command {
    let mut command = keikaku();
    let path =
        if rest { format!("{}:/usr/bin:/bin", folder.display()) } else { folder.display().to_string() };
    command.env("PATH", path);
    command
}

const LISTS_JAPANESE: &str = "if [ \"$1\" = --list-langs ]; then echo jpn; exit; fi";

#[test]
fn recognised_characters_make_the_tables_of_a_scan() {
    let desk = Desk::new();
    let file = desk.write("scan.pdf", scan("colour-bands", 72.0));
    let answer = desk.write("answer.tsv", answer("colour-bands"));
    let script = format!("{LISTS_JAPANESE}\ncat > /dev/null\ncat '{}'", answer.display());
    let bin = stand_in(&desk, &script);
    let mut text = with_path(&bin, true);
    text.arg("text").arg(&file).arg("--ocr");
    let text = Run::of(text);
    assert!(text.ended(0).stdout.contains("金沢市デジタル戦略2025"), "{}", text.stdout);
    assert!(text.stdout.contains("460件\t2,000件"), "{}", text.stdout);
    assert!(text.stderr.contains("warning") && text.stderr.contains("page 1 is an image"), "{}", text.stderr);
    let mut runs = with_path(&bin, true);
    runs.arg("text").arg(&file).args(["--ocr", "--format", "json"]);
    assert!(Run::of(runs).ended(0).stdout.contains("\"unicode\":\"ocr\""));
    let mut extract = with_path(&bin, true);
    extract.arg("extract").arg(&file).args(["--ocr", "--output"]).arg(desk.output());
    Run::of(extract).ended(0);
    assert!(codes(&desk.output()).contains(&"recognised-page".to_owned()));
    assert_eq!(lines(&desk.output(), "ledger.jsonl")[0]["unaccounted"], 0);
    assert!(lines(&desk.output(), "items.jsonl").len() > 10);
}

/// The rulings of a scan stand on its picture only: with them, it gives what the plan itself gives.
#[test]
fn a_ruled_table_on_a_scan_gives_the_items_of_the_plan() {
    let desk = Desk::new();
    let name = "target-actual-rows";
    let items = |folder: &Path| -> Vec<(Value, Value, usize)> {
        let read = lines(folder, "items.jsonl");
        read.iter()
            .map(|item| {
                let indicators = item["indicators"].as_array().unwrap().len();
                (item["number"].clone(), item["title"].clone(), indicators)
            })
            .collect()
    };
    desk.extract([layout(name)]).ended(0);
    let expected = items(&desk.output());
    assert!(expected.len() > 10, "{expected:?}");
    let file = desk.write("scan.pdf", scan(name, 150.0));
    let answer = desk.write("answer.tsv", answer(name));
    let bin = stand_in(&desk, &format!("{LISTS_JAPANESE}\ncat > /dev/null\ncat '{}'", answer.display()));
    let again = desk.path("again");
    let mut extract = with_path(&bin, true);
    extract.arg("extract").arg(&file).args(["--ocr", "--output"]).arg(&again);
    Run::of(extract).ended(0);
    assert_eq!(items(&again), expected);
}

#[test]
fn without_the_program_it_is_said_how_to_install_it() {
    let desk = Desk::new();
    let file = desk.write("scan.pdf", scan("colour-bands", 36.0));
    let nothing = desk.path("nothing");
    fs::create_dir(&nothing).unwrap();
    let mut text = with_path(&nothing, false);
    text.arg("text").arg(&file).arg("--ocr");
    let text = Run::of(text);
    assert!(text.ended(1).only_error().contains("apt install tesseract-ocr tesseract-ocr-jpn"));
    let bin = stand_in(&desk, "echo eng");
    let mut text = with_path(&bin, true);
    text.arg("text").arg(&file).arg("--ocr");
    assert!(Run::of(text).ended(1).only_error().contains("no data for Japanese"));
    let mut extract = with_path(&nothing, false);
    extract.arg("extract").arg(&file).args(["--ocr", "--output"]).arg(desk.output());
    Run::of(extract);
    assert!(codes(&desk.output()).contains(&"ocr-unavailable".to_owned()));
}

#[test]
fn a_program_that_fails_or_hangs_costs_its_page() {
    let desk = Desk::new();
    let file = desk.write("scan.pdf", scan("colour-bands", 36.0));
    let bin = stand_in(&desk, &format!("{LISTS_JAPANESE}\necho 'no memory' >&2\nexit 1"));
    let mut text = with_path(&bin, true);
    text.arg("text").arg(&file).arg("--ocr");
    assert!(Run::of(text).ended(1).only_error().contains("failed (no memory)"));
    let bin = stand_in(&desk, &format!("{LISTS_JAPANESE}\nexec sleep 300"));
    let begun = Instant::now();
    let mut text = with_path(&bin, true);
    text.arg("text").arg(&file).arg("--ocr").env("KEIKAKU_OCR_SECONDS", "1");
    assert!(Run::of(text).ended(1).only_error().contains("did not end in 1 seconds"));
    assert!(begun.elapsed() < Duration::from_secs(120));
}

#[test]
fn the_real_program_reads_most_of_a_scan() {
    let listed = Command::new("tesseract").arg("--list-langs").output();
    let japanese = listed.is_ok_and(|listed| String::from_utf8_lossy(&listed.stdout).contains("jpn\n"));
    if !japanese {
        return common::skip("recognition of a real scan: tesseract with jpn is not installed");
    }
    let desk = Desk::new();
    let file = desk.write("scan.pdf", scan("colour-bands", 200.0));
    let mut text = keikaku();
    text.arg("text").arg(&file).arg("--ocr");
    let run = Run::of(text);
    let found =
        ["金沢", "戦略", "取組", "目標", "相談", "支援"].iter().filter(|word| run.stdout.contains(**word));
    assert!(found.count() >= 4, "{}", run.ended(0).stdout);
}

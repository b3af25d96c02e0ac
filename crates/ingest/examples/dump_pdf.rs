//! Prints what is read of a PDF as JSON lines, one object for each page.
//!
//! ```text
//! cargo run -p ingest --release --example dump_pdf -- [--glyphs] [--quiet] [--password WORD] FILE…
//! ```
//!
//! `--glyphs` adds each glyph; `--quiet` reads everything and prints one line for each file.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "prints for a person")]

use document_model::{Page, PageNumber, Rgb, Visibility};
use ingest::{Options, PdfFile};
use serde_json::{Value, json};

fn main() {
    let (mut glyphs, mut quiet, mut options) = (false, false, Options::default().with_max_bytes(u64::MAX));
    let mut failed = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--glyphs" => glyphs = true,
            "--quiet" => quiet = true,
            "--password" => options = options.with_password(arguments.next().unwrap_or_default()),
            path => failed |= !dump(path, &options, glyphs, quiet),
        }
    }
    std::process::exit(i32::from(failed));
}

fn dump(path: &str, options: &Options, glyphs: bool, quiet: bool) -> bool {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return false;
        }
    };
    let opened = match ingest::open_pdf(bytes, options) {
        Ok(opened) => opened,
        Err(error) => {
            println!(
                "{}",
                json!({ "file": path, "kind": format!("{:?}", error.kind()), "error": error.en() })
            );
            return false;
        }
    };
    let file = opened.value;
    let mut findings: Vec<Value> = opened.diagnostics.iter().map(finding).collect();
    if quiet {
        println!("{}", summary(path, &file, findings));
        return true;
    }
    println!(
        "{}",
        json!({ "file": path, "information": format!("{:?}", file.information()), "findings": findings })
    );
    for number in 1..=file.page_count() {
        let read = file.page(PageNumber(number));
        findings = read.diagnostics.iter().map(finding).collect();
        println!("{}", page(path, &read.value, glyphs, &findings));
    }
    true
}

fn summary(path: &str, file: &PdfFile, mut findings: Vec<Value>) -> Value {
    let (mut characters, mut unknown, mut rulings, mut bands, mut images) = (0, 0, 0, 0, 0);
    for number in 1..=file.page_count() {
        let read = file.page(PageNumber(number));
        characters += read.value.text.chars().count();
        unknown += read.value.text.chars().filter(|character| *character == '\u{fffd}').count();
        rulings += read.value.rulings.len();
        bands += read.value.bands.len();
        images += read.value.images.len();
        findings.extend(read.diagnostics.iter().map(finding));
    }
    json!({
        "file": path, "pages": file.page_count(), "characters": characters, "unknown": unknown,
        "rulings": rulings, "bands": bands, "images": images, "findings": findings,
    })
}

fn finding(diagnostic: &document_model::Diagnostic) -> Value {
    json!({ "code": diagnostic.code, "en": diagnostic.en, "ja": diagnostic.ja })
}

fn color(color: Rgb) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

fn page(path: &str, page: &Page, glyphs: bool, findings: &[Value]) -> Value {
    let visible: String = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.visibility == Visibility::Visible)
        .map(|glyph| page.text_of(glyph))
        .collect();
    let round = |number: f64| (number * 1000.0).round() / 1000.0;
    let rulings: Vec<Value> = page
        .rulings
        .iter()
        .map(|line| {
            let ends = [line.from.x, line.from.y, line.to.x, line.to.y].map(round);
            json!([ends, round(line.width), color(line.color), if line.dashed { "dashed" } else { "solid" }])
        })
        .collect();
    let boxed = |rect: document_model::Rect| <[f64; 4]>::from(rect).map(round);
    let bands: Vec<Value> =
        page.bands.iter().map(|band| json!([boxed(band.bbox), color(band.color)])).collect();
    let images: Vec<Value> =
        page.images.iter().map(|image| json!([boxed(image.bbox), image.width, image.height])).collect();
    let mut object = json!({
        "file": path, "page": page.number.0, "width": page.width, "height": page.height,
        "text": page.text, "visible": visible, "rulings": rulings, "bands": bands, "images": images,
        "findings": findings,
    });
    if glyphs && let Some(map) = object.as_object_mut() {
        let list: Vec<Value> = page.glyphs.iter().map(|glyph| one_glyph(page, glyph, round)).collect();
        map.insert("glyphs".into(), list.into());
        map.insert("fonts".into(), page.fonts.iter().map(|font| json!([font.name, font.weight])).collect());
    }
    object
}

fn one_glyph(page: &Page, glyph: &document_model::Glyph, round: impl Fn(f64) -> f64) -> Value {
    json!({
        "text": page.text_of(glyph), "source": glyph.unicode.name(),
        "origin": [round(glyph.origin.x), round(glyph.origin.y)],
        "advance": [round(glyph.advance.x), round(glyph.advance.y)],
        "bbox": <[f64; 4]>::from(glyph.bbox).map(&round), "size": round(glyph.size),
        "direction": [round(glyph.direction.x), round(glyph.direction.y)],
        "vertical": glyph.vertical, "mode": glyph.mode, "font": glyph.font.0, "code": glyph.code,
        "visibility": format!("{:?}", glyph.visibility), "ruby": glyph.ruby, "fill": color(glyph.fill),
    })
}

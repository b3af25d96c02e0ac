//! What hostile files may cost.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use document_model::PageNumber;
use ingest::{ErrorKind, Options, Stop};

use crate::builder::{Sheet, write};

fn options(change: impl FnOnce(&mut ingest::PdfLimits)) -> Options {
    let mut options = Options::default();
    change(&mut options.pdf.limits);
    options
}

fn packed(length: usize) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![b' '; length]).unwrap();
    packer.finish().unwrap()
}

#[test]
fn operators() {
    let options = options(|limits| limits.max_operators = 3);
    assert_eq!(Sheet::new("q Q q Q").codes(&options), ["pdf-too-many-operators"]);
    assert!(Sheet::new("q Q q").codes(&options).is_empty());
}

#[test]
fn glyphs() {
    let options = options(|limits| limits.max_glyphs = 3);
    let sheet = Sheet::new("BT /F1 9 Tf 10 50 Td (abcd) Tj ET");
    assert_eq!(sheet.codes(&options), ["pdf-too-many-glyphs"]);
    assert_eq!(sheet.open(&options).page(PageNumber(1)).value.text, "abc");
}

#[test]
fn paths() {
    let options = options(|limits| limits.max_paths = 3);
    assert_eq!(Sheet::new("10 10 50 50 re S").codes(&options), ["pdf-too-many-paths"]);
}

#[test]
fn inflated_bytes() {
    let sheet = |length| {
        Sheet::new("/Fm Do")
            .resources("/XObject << /Fm 5 0 R >>")
            .stream("/Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", packed(length))
    };
    let small = options(|limits| limits.max_stream_bytes = 100_000);
    assert!(sheet(100_000).codes(&small).is_empty());
    assert_eq!(sheet(100_001).codes(&small), ["pdf-too-many-bytes"]);
    let page = options(|limits| limits.max_page_bytes = 50_000);
    assert_eq!(sheet(60_000).codes(&page), ["pdf-too-many-bytes"]);
}

#[test]
fn structure_bytes() {
    let bytes =
        Sheet::new("").stream("/Type /ObjStm /N 0 /First 0 /Filter /FlateDecode", packed(1 << 20)).bytes();
    let options = options(|limits| limits.max_structure_bytes = 1 << 19);
    assert_eq!(ingest::open_pdf(bytes, &options).unwrap_err().kind(), ErrorKind::TooLarge);
}

#[test]
fn forms_in_forms() {
    let mut sheet = Sheet::new("/Fm Do").resources("/XObject << /Fm 5 0 R >>");
    for number in 6..=9 {
        let entries =
            format!("/Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /Fm {number} 0 R >> >>");
        sheet = sheet.stream(&entries, "0 50 m 9 50 l S /Fm Do");
    }
    let options = options(|limits| limits.max_form_depth = 3);
    assert_eq!(sheet.codes(&options), ["pdf-forms-too-deep"]);
    assert_eq!(sheet.open(&options).page(PageNumber(1)).value.rulings.len(), 3);
}

#[test]
fn a_form_that_holds_itself_is_drawn_once() {
    let looped = Sheet::new("/Fm Do").resources("/XObject << /Fm 5 0 R >>").stream(
        "/Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /Fm 5 0 R >> >>",
        "0 50 m 9 50 l S /Fm Do",
    );
    assert_eq!(looped.read().rulings.len(), 1);
}

/// Each of ten forms draws the next one ten times: the operators run out, not the time.
#[test]
fn forms_that_multiply() {
    let mut sheet = Sheet::new("/Fm Do").resources("/XObject << /Fm 5 0 R >>");
    for number in 6..=15 {
        let entries =
            format!("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm {number} 0 R >> >>");
        sheet = sheet.stream(&entries, "/Fm Do ".repeat(10));
    }
    assert_eq!(sheet.codes(&options(|limits| limits.max_operators = 10_000)), ["pdf-too-many-operators"]);
}

#[test]
fn saved_states() {
    let options = options(|limits| limits.max_state_depth = 2);
    let sheet = Sheet::new("q q q 1 0 0 1 5 0 cm Q 0 50 m 9 50 l S Q Q");
    assert_eq!(sheet.codes(&options), ["pdf-states-too-deep"]);
}

#[test]
fn pages() {
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    objects.push(b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_vec());
    objects.push(b"<< /Type /Page /Parent 2 0 R >>".to_vec());
    objects.push(b"<< /Type /Page /Parent 2 0 R >>".to_vec());
    let options = options(|limits| limits.max_pages = 1);
    assert_eq!(ingest::open_pdf(write(&objects), &options).unwrap_err().kind(), ErrorKind::TooManyPages);
}

#[test]
fn ranges_of_widths() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype \
                /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /W [0 4294967295 500 0 \
                4294967295 700] >>] >>";
    let page =
        Sheet::new("BT /R 10 Tf 10 50 Td <034A> Tj ET").only("/Font << /R 5 0 R >>").object(font).read();
    assert_eq!(page.glyphs[0].advance.x, 7.0);
}

#[test]
fn whole_file() {
    let options = Options::default().with_max_bytes(10);
    assert_eq!(ingest::open_pdf(Sheet::new("").bytes(), &options).unwrap_err().kind(), ErrorKind::TooLarge);
}

#[test]
fn fonts() {
    let options = options(|limits| limits.max_font_bytes = 100);
    assert_eq!(Sheet::new("BT /F1 9 Tf 10 50 Td (lost) Tj ET").codes(&options), ["pdf-too-many-fonts"]);
}

/// A form of nothing but blanks, drawn again and again.
#[test]
fn blanks_that_are_scanned() {
    let sheet = Sheet::new("/Fm Do ".repeat(1000))
        .resources("/XObject << /Fm 5 0 R >>")
        .stream("/Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", packed(100_000));
    assert_eq!(sheet.codes(&options(|limits| limits.max_operators = 10_000)), ["pdf-too-many-operators"]);
}

#[test]
fn widths_of_a_font() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype \
                /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /W [1 [500 600] 3 9 700] >>] >>";
    let sheet = Sheet::new("BT /R 10 Tf 10 50 Td <034A> Tj ET").only("/Font << /R 5 0 R >>").object(font);
    assert!(sheet.codes(&options(|limits| limits.max_widths = 3)).is_empty());
    assert_eq!(sheet.codes(&options(|limits| limits.max_widths = 2)), ["pdf-too-many-widths"]);
}

/// The deepest forms that can be asked for fit on the stack of a thread.
#[test]
fn the_deepest_forms() {
    let mut sheet = Sheet::new("/Fm Do").resources("/XObject << /Fm 5 0 R >>");
    for number in 6..=80 {
        let entries =
            format!("/Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /Fm {number} 0 R >> >>");
        sheet = sheet.stream(&entries, "0 50 m 9 50 l S /Fm Do");
    }
    let options = options(|limits| limits.set(ingest::PdfLimit::FormDepth, u64::MAX));
    assert_eq!(sheet.codes(&options), ["pdf-forms-too-deep"]);
    assert_eq!(sheet.open(&options).page(PageNumber(1)).value.rulings.len(), 64);
}

/// A page that the time does not suffice for is empty, not half read.
#[test]
fn time() {
    let sheet = Sheet::new("BT /F1 9 Tf 10 50 Td (abcd) Tj ET 10 10 50 50 re S".repeat(1000));
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let stop = Stop::when(move || counter.fetch_add(1, Ordering::Relaxed) >= 2);
    let read = sheet.open(&Options::default()).until(stop).page(PageNumber(1));
    let codes: Vec<&str> = read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["pdf-out-of-time"]);
    assert!(asked.load(Ordering::Relaxed) > 2);
    assert_eq!((read.value.text.as_str(), read.value.rulings.len()), ("", 0));
    let whole = sheet.open(&Options::default()).until(Stop::when(|| false)).page(PageNumber(1));
    assert!(whole.diagnostics.is_empty() && whole.value.text.len() == 4000);
}

//! Any bytes as a PDF: opened, all its pages read, nothing larger than small limits.

#![no_main]

use document_model::PageNumber;
use ingest::Options;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut options = Options::default().with_max_bytes(1 << 20);
    options.pdf.limits.max_pages = 50;
    options.pdf.limits.max_operators = 100_000;
    options.pdf.limits.max_stream_bytes = 1 << 22;
    options.pdf.limits.max_page_bytes = 1 << 23;
    options.pdf.limits.max_structure_bytes = 1 << 23;
    let Ok(opened) = ingest::open_pdf(bytes.to_vec(), &options) else { return };
    let file = opened.value;
    let _ = file.information();
    for number in 1..=file.page_count() {
        let page = file.page(PageNumber(number)).value;
        for glyph in &page.glyphs {
            assert!(page.text.get(glyph.range.start..glyph.range.end).is_some());
            assert!(glyph.size.is_finite() && glyph.origin.x.is_finite() && glyph.origin.y.is_finite());
        }
        for ruling in &page.rulings {
            assert!([ruling.from.x, ruling.from.y, ruling.to.x, ruling.to.y].iter().all(|end| end.is_finite()));
        }
    }
});

//! What a file says about itself.

use document_model::{Bookmark, PageNumber};
use ingest::Options;

use crate::builder::write;

#[test]
fn titles_dates_bookmarks_and_labels() {
    let objects: Vec<Vec<u8>> = [
        "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R /PageLabels << /Nums [0 << /S /r >> 1 << /S /D >>] >> \
         /Names << /Dests << /Names [(two) [4 0 R /Fit]] >> >> >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /First 6 0 R /Last 7 0 R >>",
        "<< /Title <FEFF7B2C00317AE0> /Dest [3 0 R /Fit] /Next 7 0 R /First 8 0 R >>",
        "<< /Title (End) /A << /S /GoTo /D (two) >> /Next 6 0 R >>",
        "<< /Title (Inside) /Parent 6 0 R >>",
        "<< /Title <FEFF8A08753B> /Producer (Maker) /CreationDate (D:20260331093015+09'00') >>",
    ]
    .iter()
    .map(|object| object.as_bytes().to_vec())
    .collect();
    let text = String::from_utf8(write(&objects)).unwrap().replace("/Root 1 0 R", "/Root 1 0 R /Info 9 0 R");
    let file = ingest::open_pdf(text.into_bytes(), &Options::default()).unwrap().value;
    let information = file.information();
    assert_eq!(information.file.title.as_deref(), Some("計画"));
    assert_eq!(information.file.producer.as_deref(), Some("Maker"));
    assert_eq!(information.file.created.as_deref(), Some("2026-03-31T09:30:15+09:00"));
    assert_eq!(information.file.modified, None);
    let entry = |level, title: &str, page: Option<u32>| Bookmark {
        level,
        title: title.into(),
        page: page.map(PageNumber),
    };
    assert_eq!(
        information.outline,
        [entry(1, "第1章", Some(1)), entry(2, "Inside", None), entry(1, "End", Some(2))]
    );
    assert_eq!(information.page_labels, ["i", "1"]);
}

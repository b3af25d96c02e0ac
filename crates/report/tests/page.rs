//! The page stays within its bounds, and its colours can be read.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use document_model::{PageNumber, Place, Rect, Severity};
use plan_records::records::{DocumentRecord, Finding, Status};
use report::{Lang, NoSources, Picture, SourceState, Sources, View, html};
use schema_emit::{Output, catalogue};

fn document(number: usize) -> DocumentRecord {
    DocumentRecord {
        id: format!("{number:012x}"),
        path: format!("plans/{number}.pdf"),
        sha256: String::new(),
        bytes: 1,
        media_type: "application/pdf".into(),
        pages: 1,
        title: Some("計画 <b>&\"".into()),
        publisher: None,
        fiscal_year: None,
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    }
}

fn finding(document: &DocumentRecord, code: &str, severity: Severity) -> Finding {
    let place = Place {
        page: PageNumber(1),
        bbox: Some(Rect::new(10.0, 10.0, 50.0, 20.0)),
        line: None,
        column: None,
    };
    Finding {
        document_id: document.id.clone(),
        path: document.path.clone(),
        severity,
        code: code.into(),
        item: None,
        field: None,
        message: "「<script>alert(1)</script>」".into(),
        message_en: "odd".into(),
        place: Some(place),
        answer: None,
    }
}

/// Every kind of finding, ten times in each of ten documents.
fn many() -> Output {
    let documents: Vec<DocumentRecord> = (0..10).map(document).collect();
    let findings = documents
        .iter()
        .flat_map(|document| {
            let kinds = catalogue::entries();
            kinds.flat_map(move |kind| vec![finding(document, &kind.code, kind.severity); 10])
        })
        .collect();
    Output { documents, findings, ..Output::default() }
}

/// Gives a picture of so many bytes for every place, and counts.
struct Pictures {
    bytes: usize,
    asked: usize,
}

impl Sources for Pictures {
    fn state(&mut self, _: &DocumentRecord) -> SourceState {
        SourceState::Found
    }

    fn view(&mut self, _: &DocumentRecord, _: &Place) -> Option<View> {
        self.asked += 1;
        let mark = Some(Rect::new(10.0, 10.0, 20.0, 20.0));
        Some(View::Picture(Picture { png: vec![0; self.bytes], width: 100, height: 50, mark }))
    }
}

#[test]
fn pictures_are_bounded_in_number_and_bytes() {
    let output = many();
    let mut small = Pictures { bytes: 10, asked: 0 };
    let page = html(&output, &mut small, Lang::Ja);
    assert_eq!((small.asked, page.matches("<img").count()), (60, 60));
    let mut large = Pictures { bytes: 1 << 20, asked: 0 };
    let page = html(&output, &mut large, Lang::Ja);
    assert_eq!(page.matches("<img").count(), 6);
    assert!(large.asked <= 7 && page.len() < 10 << 20, "{} bytes", page.len());
}

#[test]
fn words_of_documents_are_no_markup() {
    let output = many();
    for lang in [Lang::Ja, Lang::En] {
        let page = html(&output, &mut NoSources, lang);
        assert!(!page.contains("<script") && !page.contains("計画 <b>"));
    }
}

#[test]
fn the_gravest_findings_come_first() {
    let page = html(&many(), &mut NoSources, Lang::Ja);
    let at = |code: &str| page.find(&format!("id=\"{code}\"")).unwrap();
    assert!(at("schema-violation") < at("row-shifted") && at("row-shifted") < at("year-unknown"));
}

#[test]
fn an_output_without_anything_has_a_page() {
    let page = html(&Output::default(), &mut NoSources, Lang::En);
    assert!(page.contains("There are no findings left"));
}

/// The colours of a scheme by name.
fn colours(scheme: &str) -> BTreeMap<&str, f64> {
    let parts = scheme.split("--").skip(1).filter_map(|part| part.split_once(":#"));
    parts.map(|(name, rest)| (name, luminance(rest.split([';', '}']).next().unwrap().trim()))).collect()
}

/// Relative luminance (WCAG 2) of `rgb` or `rrggbb`.
fn luminance(hex: &str) -> f64 {
    let full: String =
        if hex.len() == 3 { hex.chars().flat_map(|digit| [digit, digit]).collect() } else { hex.into() };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&full[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn text_and_marks_have_the_contrast_of_wcag_aa() {
    let css = include_str!("../assets/report.css");
    let schemes: Vec<&str> =
        css.split(":root{").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    assert_eq!(schemes.len(), 2);
    for scheme in schemes {
        let colours = colours(scheme);
        let contrast = |one: &str, other: &str| {
            let (one, other) = (colours[one], colours[other]);
            (one.max(other) + 0.05) / (one.min(other) + 0.05)
        };
        for text in ["ink", "muted", "link", "head", "error", "warning", "info"] {
            assert!(contrast(text, "bg") >= 4.5, "{text} on the page");
            assert!(contrast(text, "soft") >= 4.5, "{text} on a card");
        }
        for badge in ["error", "warning", "info", "ok"] {
            assert!(contrast(badge, &format!("{badge}-bg")) >= 4.5, "badge {badge}");
        }
        for mark in ["actual", "target", "baseline", "items", "tables", "text", "furniture"] {
            assert!(contrast(mark, "bg") >= 3.0, "{mark} in charts");
        }
    }
}

//! From records to files.

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::{document, item};
use document_model::{Diagnostic, PageNumber, Place, Severity, SourceRange};
use plan_records::records::Status;
use plan_records::{Account, Records};
use schema_emit::{DocumentLines, DocumentOutput, RecordWriter, SourceText, Validator, publish};

const TEXT: &str = "計画\n1\t申請\n";

fn published(records: Records) -> DocumentOutput {
    let source = SourceText { text: TEXT, markup: &[] };
    publish(records, source, Vec::new(), &Validator::for_items())
}

fn records() -> Records {
    Records {
        document: document(),
        items: vec![item("申請")],
        tables: Vec::new(),
        item_findings: BTreeMap::new(),
        findings: Vec::new(),
        accounts: vec![(SourceRange::new(0, TEXT.len()), Account::Items)],
    }
}

#[test]
fn an_invalid_item_is_held_back_with_a_finding() {
    let mut invalid = item("研修");
    invalid.id = "0123456789ab-2".into();
    invalid.indicators[0].observations[0].value = None;
    let mut records = records();
    records.items.push(invalid);
    let output = published(records);
    assert_eq!(output.items.len(), 1);
    assert_eq!(output.document.status, Status::Partial);
    let [violation] = output.findings.as_slice() else { panic!("{:?}", output.findings) };
    assert_eq!(violation.code, "schema-violation");
    assert_eq!(violation.item.as_deref(), Some("0123456789ab-2"));
    assert_eq!(violation.severity, Severity::Error);
    assert!(violation.place.is_some());
}

#[test]
fn findings_stand_in_reading_order_and_take_the_place_of_their_field() {
    let diagnostic = |code: &'static str| Diagnostic::new(Severity::Warning, code, "注意", "note");
    let mut records = records();
    records.item_findings = BTreeMap::from([(
        0,
        vec![diagnostic("about-summary").about("summary"), diagnostic("about-rest").about("others.0")],
    )]);
    records.findings =
        vec![diagnostic("later").at(Place::in_text(PageNumber(1), 8, 1)), diagnostic("of-document")];
    let output = published(records);
    let codes: Vec<(&str, Option<u32>)> =
        output.findings.iter().map(|f| (f.code.as_str(), f.place.and_then(|place| place.line))).collect();
    assert_eq!(
        codes,
        [("of-document", None), ("about-rest", Some(7)), ("later", Some(8)), ("about-summary", Some(9))]
    );
    assert_eq!(output.document.status, Status::Ok);
}

#[test]
fn characters_without_account_are_text_with_a_finding() {
    let mut records = records();
    records.accounts.clear();
    let output = published(records);
    assert_eq!((output.ledger.characters, output.ledger.text, output.ledger.unaccounted), (5, 5, 0));
    assert_eq!(output.findings[0].code, "unaccounted-characters");
}

#[test]
fn tables_for_spreadsheets_open_rightly() {
    let target = tempfile::tempdir().unwrap();
    let mut writer = RecordWriter::create(target.path()).unwrap();
    let output = published(records());
    writer.add(&output, &DocumentLines::of(&output).unwrap()).unwrap();
    writer.commit().unwrap();
    let bytes = fs::read(target.path().join("observations.csv")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert!(text.split("\r\n").next().unwrap().starts_with("文書ID,文書名,"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<BTreeMap<String, String>> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            headings.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
        })
        .collect();
    assert_eq!(rows.len(), 3);
    let actual = &rows[0];
    for (heading, cell) in [
        ("団体コード", "070009"),
        ("番号", "1-1"),
        ("見出し", "1 暮らし > 防災"),
        ("担当部局", "総務部 情報課\n人事課"),
        ("指標名", "'=件数"),
        ("区分", "実績値"),
        ("年度(西暦)", "2023"),
        ("年度(和暦)", "令和5年度"),
        ("値", "-3.5"),
        ("原文", "'-3.5件"),
        ("評価", "A"),
        ("累計", "TRUE"),
        ("関係", "等しい"),
    ] {
        assert_eq!(actual[heading], cell, "{heading}");
    }
    assert_eq!((rows[1]["年度(和暦)"].as_str(), rows[1]["評価"].as_str()), ("令和元年度", ""));
    assert_eq!((rows[2]["種類"].as_str(), rows[2]["値"].as_str()), ("文字", ""));
    assert_eq!(rows[2]["期間開始"], "2024-04");
}

#[test]
fn line_breaks_stay_inside_their_cell() {
    let target = tempfile::tempdir().unwrap();
    let mut writer = RecordWriter::create(target.path()).unwrap();
    let output = published(records());
    writer.add(&output, &DocumentLines::of(&output).unwrap()).unwrap();
    writer.commit().unwrap();
    let text = fs::read_to_string(target.path().join("items.csv")).unwrap();
    assert!(text.contains("\"一行目\n二行目, \"\"引用\"\"\""), "{text}");
    assert_eq!(csv::Reader::from_reader(text.as_bytes()).records().count(), 1);
    // Two rows end with CRLF; the breaks within cells are bare line feeds.
    assert_eq!(text.matches("\r\n").count(), 2);
}

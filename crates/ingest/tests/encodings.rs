//! Encodings: asked for, declared, guessed; and text that is damaged.

use document_model::{Severity, TextSource};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};
use ingest::{ErrorKind, Options, read_text};

const PLAN: &str = "番号\t施策名\t目標値（令和８年度）\n1\t行政手続のオンライン化\t①80％ ②3,375千件\n";

fn plan_in(encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(PLAN).0.into_owned()
}

fn utf16(big: bool, mark: bool) -> Vec<u8> {
    let text = if mark { format!("\u{feff}{PLAN}") } else { PLAN.to_owned() };
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn clean(bytes: &[u8]) -> TextSource {
    let outcome = read_text(bytes, &Options::default()).expect("readable");
    assert_eq!(outcome.diagnostics, []);
    outcome.value
}

fn declared(bytes: &[u8], label: &str) -> Result<document_model::Outcome<TextSource>, ingest::Error> {
    read_text(bytes, &Options::default().with_encoding(label))
}

#[test]
fn guesses_every_japanese_encoding() {
    let marked = format!("\u{feff}{PLAN}");
    for (bytes, name) in [
        (PLAN.as_bytes().to_vec(), "UTF-8"),
        (marked.into_bytes(), "UTF-8"),
        (plan_in(SHIFT_JIS), "Shift_JIS"),
        (plan_in(EUC_JP), "EUC-JP"),
        (plan_in(ISO_2022_JP), "ISO-2022-JP"),
        (utf16(false, true), "UTF-16LE"),
        (utf16(true, true), "UTF-16BE"),
        (utf16(false, false), "UTF-16LE"),
        (utf16(true, false), "UTF-16BE"),
    ] {
        let source = clean(&bytes);
        assert_eq!((source.encoding, source.text.as_str()), (name, PLAN));
    }
}

#[test]
fn guesses_short_texts() {
    for text in ["計画", "施策の柱", "デジタル化の推進"] {
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            assert_eq!(clean(&encoding.encode(text).0).text, text, "{}", encoding.name());
        }
    }
}

#[test]
fn guesses_whole_plans() {
    for name in ["fukushima-dx-r5-initiatives", "miyagi-dx-policy-2025"] {
        let path = format!("{}/../../fixtures/plans/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a fixture");
        let (bytes, _, _) = SHIFT_JIS.encode(&text);
        assert_eq!(clean(&bytes).encoding, "Shift_JIS");
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(clean(&little).text, text);
    }
}

#[test]
fn vendor_characters_of_cp932_are_read() {
    assert_eq!(
        clean(b"\x87\x40\x8d\x73\x90\xad\x82\xcc\x87\x54\x81\x45\xfb\xfc\x82\xe6\x82\xe8").text,
        "①行政のⅠ・髙より"
    );
}

#[test]
fn a_declaration_in_html_counts() {
    let text = "<html><meta charset=\"shift_jis\"><p>ｶﾅ ﾃﾞｰﾀ 値</p>";
    let (bytes, _, _) = SHIFT_JIS.encode(text);
    assert_eq!(clean(&bytes).text, text);
}

#[test]
fn the_option_overrides_and_knows_common_names() {
    for label in ["shift_jis", "CP932", "Windows-31J", "sjis"] {
        assert_eq!(declared(&plan_in(SHIFT_JIS), label).expect("readable").value.text, PLAN);
    }
    assert_eq!(declared(&utf16(true, true), "utf-16").expect("readable").value.text, PLAN);
    assert_eq!(declared(b"x", "klingon").expect_err("unknown").kind(), ErrorKind::UnknownEncoding);
}

#[test]
fn another_encoding_than_declared_is_an_error_that_names_it() {
    for (bytes, label, right) in [
        (plan_in(SHIFT_JIS), "utf-8", "Shift_JIS"),
        (PLAN.as_bytes().to_vec(), "shift_jis", "UTF-8"),
        (plan_in(EUC_JP), "utf-8", "EUC-JP"),
        (plan_in(SHIFT_JIS), "euc-jp", "Shift_JIS"),
        (utf16(false, true), "utf-8", "UTF-16LE"),
    ] {
        let error = declared(&bytes, label).expect_err("another encoding");
        assert_eq!(error.kind(), ErrorKind::EncodingMismatch, "{error}");
        assert!(error.to_string().contains(right) && error.ja().contains(right), "{error}");
        assert!(error.to_string().contains("line 1, character"), "{error}");
    }
}

#[test]
fn euc_jp_declared_as_shift_jis_does_not_pass_unnoticed() {
    match declared(&plan_in(EUC_JP), "shift_jis") {
        Err(error) => assert_eq!(error.kind(), ErrorKind::EncodingMismatch),
        Ok(outcome) => assert_eq!(outcome.diagnostics[0].code, "encoding-doubtful"),
    }
}

#[test]
fn damaged_text_is_read_with_one_finding() {
    for encoding in [encoding_rs::UTF_8, SHIFT_JIS, EUC_JP] {
        let mut bytes: Vec<u8> = plan_in(encoding).repeat(20);
        bytes.extend_from_slice(b"\nx\xff\ty\xff\n");
        let outcome = read_text(&bytes, &Options::default()).expect("readable");
        assert_eq!(outcome.value.encoding, encoding.name());
        let [finding] = outcome.diagnostics.as_slice() else { panic!("{:?}", outcome.diagnostics) };
        assert_eq!((finding.code, finding.severity), ("undecodable-characters", Severity::Warning));
        let place = finding.place.expect("a place");
        assert_eq!((place.line, place.column), (Some(42), Some(2)));
        assert!(finding.en.starts_with("2 byte sequences") && finding.ja.contains("2 か所"), "{finding:?}");
    }
}

#[test]
fn many_losses_are_an_error_finding() {
    let outcome = declared("施策\u{80}\n".repeat(3).as_bytes(), "us-ascii").expect("readable");
    assert!(outcome.diagnostics.iter().all(|found| found.severity <= Severity::Warning));
    let mut bytes = plan_in(SHIFT_JIS);
    bytes.extend_from_slice(b"\xff\xff\xff\n");
    let outcome = declared(&bytes, "shift_jis").expect("readable");
    assert_eq!(outcome.diagnostics[0].severity, Severity::Error);
}

#[test]
fn characters_lost_before_are_told() {
    let outcome = read_text("施\u{fffd}策\u{fffd}".as_bytes(), &Options::default()).expect("readable");
    assert_eq!(outcome.diagnostics[0].code, "replacement-characters");
}

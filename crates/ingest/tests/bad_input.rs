//! Input that is no plan text, and input that is out of all proportion.

mod common;

use std::time::{Duration, Instant};

use common::{check_account, read, rows};
use document_model::TextBlock;
use ingest::{ErrorKind, Options, read_text};

fn error_kind(bytes: &[u8]) -> ErrorKind {
    let Err(error) = read_text(bytes, &Options::default()) else { panic!("read as text") };
    assert!(!error.to_string().is_empty() && !error.ja().is_empty());
    error.kind()
}

/// Bytes without a pattern, always the same.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..len)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect()
}

#[test]
fn empty_and_blank_files() {
    assert_eq!(error_kind(b""), ErrorKind::Empty);
    assert_eq!(error_kind(b"\xef\xbb\xbf"), ErrorKind::Empty);
    assert_eq!(error_kind(" \n\t\u{3000}\n\u{c}".as_bytes()), ErrorKind::Empty);
    assert_eq!(error_kind("<p>&nbsp;</p>\u{200b}<!-- x -->\n|---|\n".as_bytes()), ErrorKind::Empty);
}

#[test]
fn binary_files() {
    assert_eq!(error_kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ErrorKind::NotText);
    assert_eq!(error_kind(b"PK\x03\x04\x14\0xl/workbook.xml"), ErrorKind::NotText);
    assert_eq!(error_kind(&noise(1 << 20)), ErrorKind::NotText);
    assert_eq!(error_kind(&[0; 4096]), ErrorKind::NotText);
    assert_eq!(error_kind(&"a\0b".repeat(100).into_bytes()), ErrorKind::NotText);
    assert_eq!(error_kind(b"%PDF-1.7\n"), ErrorKind::UnsupportedFormat);
    let high: Vec<u8> = noise(1 << 16).into_iter().filter(|byte| *byte >= 0x80).collect();
    assert_eq!(error_kind(&high), ErrorKind::NotText);
}

#[test]
fn messages_say_what_was_found() {
    let message = |bytes: &[u8]| read_text(bytes, &Options::default()).expect_err("no text").to_string();
    assert!(message(b"\x89PNG\r\n\x1a\n").contains("PNG image"));
    assert!(message(&noise(1 << 20)).contains("of the first 262144 bytes are control characters"));
}

#[test]
fn limits_are_named() {
    let error = read_text(b"abc", &Options::default().with_max_bytes(2)).expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("3 bytes") && error.to_string().contains("--max-bytes"));
    let options = Options { max_cells: 100, ..Options::default() };
    for text in
        ["a\t".repeat(200), "a\n".repeat(200), format!("x{}", "<br>a".repeat(200)), "|a".repeat(300) + "|"]
    {
        assert_eq!(
            read_text(text.as_bytes(), &options).expect_err("too many").kind(),
            ErrorKind::TooManyCells
        );
        assert!(read_text(text.as_bytes(), &Options::default()).is_ok());
    }
}

/// Reads a text and checks that it takes no time that grows faster than the text.
fn read_in_time(text: &str) -> document_model::TextSource {
    let start = Instant::now();
    let source = read_text(text.as_bytes(), &Options::default()).expect("readable").value;
    // Debug builds on a busy machine: what is quadratic takes minutes.
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    source
}

#[test]
fn long_and_wide_tables() {
    let narrow = read_in_time(&"項目\tx\n".repeat(100_000));
    assert_eq!(rows(&narrow).len(), 100_000);
    let wide = read_in_time(&format!("{}\n", "値\t".repeat(4_999)).repeat(20));
    assert!(rows(&wide).iter().all(|row| row.cells.len() == 5_000));
    let lines = read_in_time(&"項目\n".repeat(100_000));
    assert_eq!(lines.blocks.len(), 100_000);
}

#[test]
fn cells_of_a_megabyte() {
    let long = "あ".repeat(350_000);
    let source = read_in_time(&format!("1\t{long}\t2\n1\t\"{long}\n{long}\"\t2\n"));
    assert_eq!(rows(&source)[0].cells[1].lines[0].text.len(), long.len());
    assert_eq!(source.blocks.len(), 3, "a quote that closes later than a megabyte is a character");
}

#[test]
fn tags_nested_deep() {
    for (open, close) in
        [("<p>", "</p>"), ("<ul><li>", "</ul>"), ("<b>", ""), ("<table><tr><td>", "</table>")]
    {
        let text = format!("a\n{}x{}\nb", open.repeat(100_000), close.repeat(100_000));
        check_account(&read_in_time(&text));
        let cell = format!("a\t{}x{}\tb", open.repeat(100_000), close.repeat(100_000));
        check_account(&read_in_time(&cell));
        let document = format!("<html>{}x{}", open.repeat(100_000), close.repeat(100_000));
        check_account(&read_in_time(&document));
    }
}

#[test]
fn openings_that_never_close_stay_linear() {
    for piece in [
        "<",
        "&",
        "<p ",
        "<p a=\"",
        "<p a='\"",
        "<!--",
        "<!--\n",
        "<script>",
        "<table>",
        "<table>\n",
        "<table><tr>\n",
        "\"\n",
        "\"\t",
        "\"\"\"\t",
        "\"\"\n",
        "|\n",
        "| a\n",
        "-|\n",
        "<!",
        "<?",
        "&#",
        "\\|",
        "<rt>",
        "</",
        "\r",
        "\u{b}",
    ] {
        check_account(&read_in_time(&format!("x{}", piece.repeat(50_000))));
        check_account(&read_in_time(&format!("<html>x{}", piece.repeat(50_000))));
    }
}

#[test]
fn a_page_break_for_every_byte() {
    let source = read(&format!("a{}b", "\u{c}".repeat(10_000)));
    assert_eq!(source.pages, 10_001);
    assert!(matches!(source.blocks.last(), Some(TextBlock::Line { .. })));
}

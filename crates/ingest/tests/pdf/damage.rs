//! Files that are broken, empty, encrypted or no PDF.

use document_model::PageNumber;
use ingest::{ErrorKind, Options};

use crate::builder::Sheet;

fn kind(bytes: &[u8]) -> ErrorKind {
    ingest::open_pdf(bytes.to_vec(), &Options::default()).unwrap_err().kind()
}

#[test]
fn no_pdf() {
    assert_eq!(kind(b""), ErrorKind::Empty);
    assert_eq!(kind("計画".as_bytes()), ErrorKind::BrokenPdf);
    assert_eq!(kind(b"%PDF-1.7\n%%EOF"), ErrorKind::BrokenPdf);
}

#[test]
fn messages_say_what_was_found() {
    let error = ingest::open_pdf("計画".as_bytes().to_vec(), &Options::default()).unwrap_err();
    assert!(error.en().contains("%PDF-") && error.en().contains("6 bytes"), "{}", error.en());
    assert!(error.ja().contains("6 バイト"), "{}", error.ja());
}

#[test]
fn a_wrong_table_of_objects_is_made_up_for() {
    let bytes = Sheet::new("BT /F1 10 Tf 10 50 Td (found) Tj ET").bytes();
    let text = String::from_utf8(bytes).unwrap().replace("startxref\n", "startxref\n9");
    let file = ingest::open_pdf(text.into_bytes(), &Options::default()).unwrap().value;
    assert_eq!(file.page(PageNumber(1)).value.text, "found");
}

#[test]
fn a_file_cut_short_is_read_as_far_as_it_goes() {
    let bytes = Sheet::new("BT /F1 10 Tf 10 50 Td (found) Tj ET").bytes();
    let end = bytes.windows(4).position(|window| window == b"xref").unwrap();
    let file = ingest::open_pdf(bytes[..end].to_vec(), &Options::default()).unwrap().value;
    assert_eq!(file.page(PageNumber(1)).value.text, "found");
}

#[test]
fn damaged_content_costs_the_page_only() {
    let file = Sheet::new("/Fm Do BT /F1 10 Tf 10 50 Td (found) Tj ET")
        .resources("/XObject << /Fm 5 0 R >>")
        .stream("/Subtype /Form /Filter /ASCIIHexDecode", "no digits")
        .open(&Options::default());
    let read = file.page(PageNumber(1));
    assert_eq!(read.value.text, "found");
    assert_eq!(read.diagnostics[0].code, "pdf-broken-stream");
}

#[test]
fn content_that_breaks_off_is_told() {
    let options = Options::default();
    assert_eq!(Sheet::new("BT /F1 10 Tf 10 50 Td (no end").codes(&options), ["pdf-damaged-content"]);
    assert!(Sheet::new("q BT /F1 10 Tf 10 50 Td (an end) Tj").codes(&options).is_empty());
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, b"BT /F1 10 Tf 10 50 Td (found) Tj ET 0 0 m 9 9 l S").unwrap();
    let packed = packer.finish().unwrap();
    let form = |bytes: &[u8]| {
        let sheet = Sheet::new("/Fm Do").resources("/XObject << /Fm 5 0 R >>");
        sheet.stream("/Subtype /Form /BBox [0 0 200 100] /Filter /FlateDecode", bytes).codes(&options)
    };
    assert!(form(&packed).is_empty());
    assert_eq!(form(&packed[..packed.len() - 9]), ["pdf-damaged-content"]);
}

#[test]
fn a_page_that_is_not_there_is_empty() {
    let file = Sheet::new("").open(&Options::default());
    assert!(file.page(PageNumber(0)).value.glyphs.is_empty());
    assert!(file.page(PageNumber(2)).value.glyphs.is_empty());
}

/// A file may be handed to another thread.
#[test]
fn files_can_be_moved_between_threads() {
    fn moves<T: Send + Sync>() {}
    moves::<ingest::PdfFile>();
}

/// The same page read by several threads is the same.
#[test]
fn pages_can_be_read_in_parallel() {
    let file = Sheet::new("BT /F1 10 Tf 10 50 Td (found) Tj /J1 10 Tf <8A08> Tj ET 0 0 m 9 0 l S")
        .open(&Options::default());
    let first = file.page(PageNumber(1));
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(|| file.page(PageNumber(1)))).collect();
        for reader in readers {
            assert_eq!(reader.join().unwrap(), first);
        }
    });
}

fn encrypted(user: &str) -> Vec<u8> {
    let mut document =
        lopdf::Document::load_mem(&Sheet::new("BT /F1 10 Tf 10 50 Td (secret) Tj ET").bytes()).unwrap();
    let id = lopdf::Object::String(b"0123456789abcdef".to_vec(), lopdf::StringFormat::Literal);
    document.trailer.set("ID", lopdf::Object::Array(vec![id.clone(), id]));
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn encrypted_files_open_with_the_empty_or_the_given_password() {
    let text = |bytes: Vec<u8>, options: &Options| {
        ingest::open_pdf(bytes, options).map(|file| file.value.page(PageNumber(1)).value.text)
    };
    assert_eq!(text(encrypted(""), &Options::default()).unwrap(), "secret");
    assert_eq!(text(encrypted(""), &Options::default().with_password("any")).unwrap(), "secret");
    assert_eq!(text(encrypted("pass"), &Options::default().with_password("pass")).unwrap(), "secret");
    assert_eq!(kind(&encrypted("pass")), ErrorKind::Encrypted);
    let wrong = text(encrypted("pass"), &Options::default().with_password("wrong")).unwrap_err();
    assert_eq!(wrong.kind(), ErrorKind::WrongPassword);
}

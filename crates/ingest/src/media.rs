//! What kind of file some bytes are, by what they begin with.

/// How far into a file its kind is looked for.
const HEAD_BYTES: usize = 4096;

/// A file format that is no text: its media type, and what people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) media_type: &'static str,
    pub(crate) ja: &'static str,
    pub(crate) en: &'static str,
}

const fn format(media_type: &'static str, ja: &'static str, en: &'static str) -> Format {
    Format { media_type, ja, en }
}

/// PDF, which is a document but no text.
pub(crate) const PDF: &str = "application/pdf";

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PPTX: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// What a file of these formats begins with.
const MAGIC: [(&[u8], Format); 20] = [
    (b"%PDF-", format(PDF, "PDF", "a PDF")),
    (b"\x89PNG\r\n\x1a\n", format("image/png", "PNG 画像", "a PNG image")),
    (b"\xff\xd8\xff", format("image/jpeg", "JPEG 画像", "a JPEG image")),
    (b"GIF87a", format("image/gif", "GIF 画像", "a GIF image")),
    (b"GIF89a", format("image/gif", "GIF 画像", "a GIF image")),
    (b"II*\0", format("image/tiff", "TIFF 画像", "a TIFF image")),
    (b"MM\0*", format("image/tiff", "TIFF 画像", "a TIFF image")),
    (b"PK\x03\x04", format("application/zip", "ZIP 書庫", "a ZIP archive")),
    (b"PK\x05\x06", format("application/zip", "ZIP 書庫", "a ZIP archive")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        format("application/x-ole-storage", "旧形式の Office 文書", "an old Office document"),
    ),
    (b"{\\rtf", format("application/rtf", "リッチテキスト（RTF）", "rich text (RTF)")),
    (b"\x1f\x8b\x08", format("application/gzip", "gzip 圧縮ファイル", "a gzip file")),
    (b"7z\xbc\xaf\x27\x1c", format("application/x-7z-compressed", "7z 書庫", "a 7z archive")),
    (b"Rar!\x1a\x07", format("application/vnd.rar", "RAR 書庫", "a RAR archive")),
    (b"\x7fELF", format("application/x-executable", "実行ファイル", "a program")),
    (b"MZ\x90\0", format("application/x-msdownload", "実行ファイル", "a program")),
    (b"SQLite format 3\0", format("application/vnd.sqlite3", "SQLite データベース", "an SQLite database")),
    (b"DOC\xb0", format("application/x-docuworks", "DocuWorks 文書", "a DocuWorks document")),
    (b"\xff\xfe\0\0", format("text/plain; charset=utf-32le", "UTF-32 の文字列", "text in UTF-32")),
    (b"\0\0\xfe\xff", format("text/plain; charset=utf-32be", "UTF-32 の文字列", "text in UTF-32")),
];

/// The format that the bytes begin with, where it is none of text.
pub(crate) fn format_of(bytes: &[u8]) -> Option<Format> {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice()) {
        return Some(format("image/webp", "WebP 画像", "a WebP image"));
    }
    // Readers allow rubbish before the header of a PDF.
    if memchr::memmem::find(head.get(..1024).unwrap_or(head), b"\n%PDF-").is_some() {
        return Some(format(PDF, "PDF", "a PDF"));
    }
    let (_, found) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic))?;
    if found.media_type == "application/zip" {
        return Some(office_format(head).unwrap_or(*found));
    }
    Some(*found)
}

fn office_format(head: &[u8]) -> Option<Format> {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if holds(b"word/") {
        return Some(format(DOCX, "Word 文書", "a Word document"));
    }
    if holds(b"xl/") {
        return Some(format(XLSX, "Excel ブック", "an Excel workbook"));
    }
    holds(b"ppt/").then(|| format(PPTX, "PowerPoint 文書", "a PowerPoint document"))
}

/// The media type of a file: by its first bytes, then by the extension of its path.
///
/// ```
/// assert_eq!(ingest::media_type(b"%PDF-1.7\n", Some("txt")), "application/pdf");
/// assert_eq!(ingest::media_type("番号\t施策名".as_bytes(), Some("txt")), "text/plain");
/// assert_eq!(ingest::media_type(b"<!DOCTYPE html><p>", None), "text/html");
/// ```
#[must_use]
pub fn media_type(bytes: &[u8], path_extension: Option<&str>) -> &'static str {
    let extension = path_extension.map(str::to_ascii_lowercase).unwrap_or_default();
    if let Some(format) = format_of(bytes) {
        return match (format.media_type, extension.as_str()) {
            ("application/zip", "docx") => DOCX,
            ("application/zip", "xlsx") => XLSX,
            ("application/zip", "pptx") => PPTX,
            (found, _) => found,
        };
    }
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if crate::text::is_binary(head) {
        return "application/octet-stream";
    }
    if crate::text::is_html_document(&String::from_utf8_lossy(head)) {
        return "text/html";
    }
    match extension.as_str() {
        "htm" | "html" | "xhtml" => "text/html",
        "md" | "markdown" => "text/markdown",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        _ => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_before_the_extension() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n....", Some("txt")), "image/png");
        assert_eq!(media_type(b"PK\x03\x04......xl/workbook.xml", None), XLSX);
        assert_eq!(media_type(b"PK\x03\x04......", Some("DOCX")), DOCX);
        assert_eq!(media_type(b"\0\x01\x02\x03\0\0\0", Some("txt")), "application/octet-stream");
    }

    #[test]
    fn the_extension_decides_among_texts() {
        assert_eq!(media_type(b"| a |", Some("md")), "text/markdown");
        assert_eq!(media_type(b"a\tb", Some("tsv")), "text/tab-separated-values");
        assert_eq!(media_type(b"", None), "text/plain");
        assert_eq!(media_type(b"<html><body>", Some("txt")), "text/html");
    }
}

//! Writes small PDFs.

use ingest::{Options, PdfFile};

/// Resources with a Latin font `/F1` and a Japanese font `/J1` that is not embedded.
pub(crate) const FONTS: &str = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> \
    /J1 << /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> \
    /DW 1000 >>] >> /V1 << /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-V /DescendantFonts \
    [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) \
    /Supplement 2 >> >>] >> >>";

/// A file of one page, 200 by 100 points.
pub(crate) struct Sheet {
    content: Vec<u8>,
    resources: String,
    page: String,
    catalogue: String,
    more: Vec<Vec<u8>>,
}

impl Sheet {
    /// A page with this content and the fonts above.
    pub(crate) fn new(content: impl AsRef<[u8]>) -> Self {
        Self {
            content: content.as_ref().to_vec(),
            resources: FONTS.to_owned(),
            page: String::new(),
            catalogue: String::new(),
            more: Vec::new(),
        }
    }

    /// More entries of the resources.
    pub(crate) fn resources(mut self, entries: &str) -> Self {
        self.resources.push_str(entries);
        self
    }

    /// These entries of the resources, and none else.
    pub(crate) fn only(mut self, entries: &str) -> Self {
        self.resources = entries.to_owned();
        self
    }

    /// More entries of the page.
    pub(crate) fn page(mut self, entries: &str) -> Self {
        self.page.push_str(entries);
        self
    }

    /// More entries of the catalogue.
    pub(crate) fn catalogue(mut self, entries: &str) -> Self {
        self.catalogue.push_str(entries);
        self
    }

    /// Another object; the first has the number 5.
    pub(crate) fn object(mut self, body: impl AsRef<[u8]>) -> Self {
        self.more.push(body.as_ref().to_vec());
        self
    }

    /// Another object with a stream.
    pub(crate) fn stream(self, entries: &str, data: impl AsRef<[u8]>) -> Self {
        let data = data.as_ref();
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue).into_bytes(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << {} >> {} >>",
                self.resources, self.page
            )
            .into_bytes(),
        ];
        let mut content = format!("<< /Length {} >>\nstream\n", self.content.len()).into_bytes();
        content.extend_from_slice(&self.content);
        content.extend_from_slice(b"\nendstream");
        objects.push(content);
        objects.extend(self.more.iter().cloned());
        write(&objects)
    }

    /// The file, opened.
    pub(crate) fn open(&self, options: &Options) -> PdfFile {
        ingest::open_pdf(self.bytes(), options).unwrap().value
    }

    /// The page as it is read.
    pub(crate) fn read(&self) -> document_model::Page {
        self.open(&Options::default()).page(document_model::PageNumber(1)).value
    }

    /// The codes of what came up.
    pub(crate) fn codes(&self, options: &Options) -> Vec<&'static str> {
        let read = self.open(options).page(document_model::PageNumber(1));
        read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }
}

/// Objects from number 1 on, with their table.
pub(crate) fn write(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer =
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.extend_from_slice(trailer.as_bytes());
    file
}

/// Text as a hexadecimal string of UTF-16.
pub(crate) fn utf16(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<{units}>")
}

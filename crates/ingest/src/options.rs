//! What a caller can choose about reading.

use crate::pdf_limits::PdfLimits;

/// Largest input read unless the caller says otherwise: 64 MiB.
///
/// A plan text of 300 pages is about 1 MiB; a text a hundred times as long is another kind of file.
pub const DEFAULT_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Most cells and lines read unless the caller says otherwise.
///
/// A cell costs about 150 bytes beside its characters, so this keeps an input of nothing but tabs
/// or line ends below a gigabyte. The largest plan text known has 4,000.
pub const DEFAULT_MAX_CELLS: u64 = 5_000_000;

/// How to read a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// WHATWG label of the text's encoding (`shift_jis`, `euc-jp`, …); guessed where it is `None`.
    pub encoding: Option<String>,
    /// Largest input in bytes; a larger one is an error.
    pub max_bytes: u64,
    /// Most cells and lines of one input; more are an error.
    pub max_cells: u64,
    /// How to read a PDF.
    pub pdf: PdfOptions,
}

/// How to read a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// Password that opens it; the empty one is tried where this is `None`.
    pub password: Option<String>,
    /// How much of it is read at most.
    pub limits: PdfLimits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: None,
            max_bytes: DEFAULT_MAX_BYTES,
            max_cells: DEFAULT_MAX_CELLS,
            pdf: PdfOptions::default(),
        }
    }
}

impl Options {
    /// The same, for text in the encoding with this WHATWG label.
    #[must_use]
    pub fn with_encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// The same, with another limit of bytes.
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: u64) -> Self {
        self.max_bytes = max_bytes;
        self
    }
}

impl Options {
    /// The same, with a password that opens a PDF.
    #[must_use]
    pub fn with_password(mut self, password: impl Into<String>) -> Self {
        self.pdf.password = Some(password.into());
        self
    }
}

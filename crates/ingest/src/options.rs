//! What a caller can choose about reading.

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

/// How much of a PDF is read at most.
///
/// All are counts, none is a time: the same bytes always give the same result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfLimits {
    /// Most pages of a document; more are an error.
    pub max_pages: u32,
    /// Most bytes that one stream may hold once inflated.
    pub max_stream_bytes: u64,
    /// Most bytes that the content streams of one page may hold once inflated.
    pub max_page_bytes: u64,
    /// Most bytes that the streams with the structure of the document may hold once inflated.
    pub max_structure_bytes: u64,
    /// Most bytes that the fonts of one page may hold once inflated, as estimated from their packed size.
    pub max_font_bytes: u64,
    /// Most operators of one page, those in its forms each time they are drawn.
    pub max_operators: u64,
    /// Most glyphs of one page.
    pub max_glyphs: u64,
    /// Most rulings, bands and images of one page.
    pub max_paths: u64,
    /// How deep forms may lie inside forms.
    pub max_form_depth: u32,
    /// How many graphics states may be saved at once.
    pub max_state_depth: usize,
}

impl Default for PdfLimits {
    /// Limits that no plan document comes near.
    ///
    /// The largest government PDF known has 612 pages; the fullest page, 86,000 rectangles.
    fn default() -> Self {
        Self {
            max_pages: 20_000,
            max_stream_bytes: 64 * 1024 * 1024,
            max_page_bytes: 128 * 1024 * 1024,
            max_structure_bytes: 256 * 1024 * 1024,
            max_font_bytes: 1024 * 1024 * 1024,
            max_operators: 5_000_000,
            max_glyphs: 300_000,
            max_paths: 1_000_000,
            max_form_depth: 16,
            max_state_depth: 512,
        }
    }
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

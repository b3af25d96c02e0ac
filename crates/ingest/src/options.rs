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
}

impl Default for Options {
    fn default() -> Self {
        Self { encoding: None, max_bytes: DEFAULT_MAX_BYTES, max_cells: DEFAULT_MAX_CELLS }
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

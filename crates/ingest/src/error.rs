//! Why an input gives no result.

use std::fmt;

/// What kind of trouble an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is larger than the limit.
    TooLarge,
    /// The input has more cells and lines than the limit.
    TooManyCells,
    /// The input is not text.
    NotText,
    /// The input is a document of a format that is not read.
    UnsupportedFormat,
    /// The encoding asked for does not exist.
    UnknownEncoding,
    /// The input is in another encoding than was asked for.
    EncodingMismatch,
    /// The input has no characters, or only white space.
    Empty,
    /// The PDF opens with a password only, and none was given.
    Encrypted,
    /// The password given does not open the PDF.
    WrongPassword,
    /// The PDF is damaged beyond reading.
    BrokenPdf,
    /// The PDF has more pages than the limit.
    TooManyPages,
}

/// An input that could not be read: what was found where, and what was expected.
///
/// `Display` is the English message, [`Error::ja`] the Japanese one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    ja: String,
    en: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind, ja: ja.into(), en: en.into() }
    }

    /// What kind of trouble it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The message in Japanese.
    #[must_use]
    pub fn ja(&self) -> String {
        self.ja.clone()
    }

    /// The message in English.
    #[must_use]
    pub fn en(&self) -> String {
        self.en.clone()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.en)
    }
}

impl std::error::Error for Error {}

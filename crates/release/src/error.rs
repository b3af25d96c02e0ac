//! Why a package could not be made.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use schema_emit::ReadError;
use schema_emit::error::reason_ja;

/// No package was made: what stood at its place before stands there still.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Read(ReadError),
    Io(PathBuf, io::Error),
    /// A part of the package, and what the library that writes it reports.
    Writer(&'static str, String),
    Refused(String, String),
}

impl Error {
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        Self(Kind::Io(path.to_owned(), error))
    }

    pub(crate) fn writer(part: &'static str, error: impl fmt::Display) -> Self {
        Self(Kind::Writer(part, error.to_string()))
    }

    pub(crate) fn refused(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Kind::Refused(ja.into(), en.into()))
    }

    /// The message in Japanese; `Display` gives it in English.
    #[must_use]
    pub fn ja(&self) -> String {
        match &self.0 {
            Kind::Read(error) => error.ja(),
            Kind::Io(path, error) => format!("{}: 書き込めません（{}）", path.display(), reason_ja(error)),
            Kind::Writer(part, reason) => format!("{part} を書けません（{reason}）"),
            Kind::Refused(ja, _) => ja.clone(),
        }
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self(Kind::Read(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Read(error) => error.fmt(f),
            Kind::Io(path, error) => write!(f, "{}: cannot write ({error})", path.display()),
            Kind::Writer(part, reason) => write!(f, "cannot write {part} ({reason})"),
            Kind::Refused(_, en) => f.write_str(en),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Read(error) => Some(error),
            Kind::Io(_, error) => Some(error),
            Kind::Writer(..) | Kind::Refused(..) => None,
        }
    }
}

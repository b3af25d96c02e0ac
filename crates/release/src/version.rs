//! Versions of data: major, minor, patch.

use std::fmt;
use std::str::FromStr;

/// A version of data.
///
/// Major when the schema changes, minor when items come or go, patch for corrections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Counts up when programs that read the data have to change.
    pub major: u32,
    /// Counts up when items come or go.
    pub minor: u32,
    /// Counts up when values are put right.
    pub patch: u32,
}

impl Version {
    /// That of a first release.
    pub const FIRST: Self = Self { major: 1, minor: 0, patch: 0 };

    /// The next version after this one for such a change.
    #[must_use]
    pub fn next(self, change: Change) -> Self {
        let up = |number: u32| number.saturating_add(1);
        match change {
            Change::Schema => Self { major: up(self.major), minor: 0, patch: 0 },
            Change::Items => Self { minor: up(self.minor), patch: 0, ..self },
            Change::Corrections | Change::Nothing => Self { patch: up(self.patch), ..self },
        }
    }
}

/// How far a release differs from the one before, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Not at all.
    Nothing,
    /// Values were put right.
    Corrections,
    /// Items came or went.
    Items,
    /// Tables or columns changed.
    Schema,
}

/// A text that is no version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAVersion(String);

impl fmt::Display for NotAVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not a version such as 1.0.0", self.0)
    }
}

impl std::error::Error for NotAVersion {}

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let not = || NotAVersion(text.to_owned());
        let number = |part: Option<&str>| -> Result<u32, NotAVersion> {
            let part = part.ok_or_else(not)?;
            let canonical = part == "0" || !part.starts_with('0');
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| canonical && digits).ok_or_else(not)
        };
        let mut parts = text.split('.');
        let version =
            Self { major: number(parts.next())?, minor: number(parts.next())?, patch: number(parts.next())? };
        if parts.next().is_some() { Err(not()) } else { Ok(version) }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared() {
        let version: Version = "1.10.2".parse().expect("a version");
        assert_eq!(version.to_string(), "1.10.2");
        assert!(version > "1.9.9".parse().expect("a version"));
        for wrong in ["", "1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.-1", "1.+0.0", "1.0.99999999999"] {
            assert!(wrong.parse::<Version>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_next_version_says_how_much_changed() {
        let next = |change| "1.2.3".parse::<Version>().expect("a version").next(change).to_string();
        assert_eq!(next(Change::Schema), "2.0.0");
        assert_eq!(next(Change::Items), "1.3.0");
        assert_eq!(next(Change::Corrections), "1.2.4");
    }
}

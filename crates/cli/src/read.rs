//! Reads an input whole, up to the limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use document_model::Diagnostic;

use crate::messages;

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// A finding that says why it cannot be read.
pub(crate) fn file(path: &Path, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let open = || -> io::Result<(File, u64)> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Ok((file, size))
    };
    let (file, size) = open().map_err(|error| Box::new(messages::unreadable(&messages::reason(&error))))?;
    if size > limit {
        return Err(Box::new(messages::too_large(Some(size), limit)));
    }
    bounded(file, size, limit)
}

/// Reads standard input.
///
/// # Errors
/// A finding that says why it cannot be read.
pub(crate) fn standard_input(limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    bounded(io::stdin().lock(), 0, limit)
}

/// A device or a pipe tells no size, and a file can grow: what is read decides.
fn bounded(source: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.saturating_add(1)).unwrap_or(0));
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Box::new(messages::unreadable(&messages::reason(&error))))?;
    if bytes.len() as u64 > limit { Err(Box::new(messages::too_large(None, limit))) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_source_stops_at_the_limit() {
        assert_eq!(bounded(io::repeat(b'a'), 0, 1000).unwrap_err().code, "too-large");
        assert_eq!(bounded(io::repeat(b'a').take(1000), 0, 1000).unwrap().len(), 1000);
    }
}

//! JSON Lines: one record a line, UTF-8, line feeds.

use std::io::{self, Write};

use serde::Serialize;

/// Writes one record as a line.
///
/// # Errors
/// What the writer reports.
pub fn write_line(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

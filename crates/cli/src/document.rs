//! One document, opened: what the commands that show a single document begin with.

use std::path::Path;
use std::time::Duration;

use document_model::{Diagnostic, Severity, TextSource};
use ingest::PdfFile;

use crate::args::Lang;
use crate::messages::Message;
use crate::{limits, place, read, terminal};

/// Media type of PDF.
const PDF: &str = "application/pdf";

/// An open document.
pub(crate) enum Document {
    Pdf(Box<PdfFile>),
    Text(TextSource),
}

/// Reads and opens a file, or standard input for `-`; with it, what came up. Its pages may take that time.
///
/// # Errors
/// A message with the path, where it cannot be read.
pub(crate) fn open(
    path: &Path,
    options: &ingest::Options,
    time: Duration,
) -> Result<(Document, Vec<Diagnostic>), Message> {
    open_bytes(path, read(path, options)?, options, time)
}

/// Reads a file whole, or standard input for `-`.
///
/// # Errors
/// A message with the path, where it cannot be read.
pub(crate) fn read(path: &Path, options: &ingest::Options) -> Result<Vec<u8>, Message> {
    let bytes = if path.as_os_str() == "-" {
        read::standard_input(options.max_bytes)
    } else {
        read::file(path, options.max_bytes)
    };
    bytes.map_err(|reason| at(path, &reason.ja, &reason.en))
}

/// Opens what a file holds; with it, what came up. Its pages may take that time.
///
/// # Errors
/// A message with the path, where it cannot be read.
pub(crate) fn open_bytes(
    path: &Path,
    bytes: Vec<u8>,
    options: &ingest::Options,
    time: Duration,
) -> Result<(Document, Vec<Diagnostic>), Message> {
    let stop = limits::stop_after(time);
    let refused = |error: ingest::Error| at(path, &error.ja(), &error.en());
    let extension = path.extension().and_then(|extension| extension.to_str());
    if ingest::media_type(&bytes, extension) == PDF {
        let opened = ingest::open_pdf(bytes, options).map_err(refused)?;
        return Ok((Document::Pdf(Box::new(opened.value.until(stop))), opened.diagnostics));
    }
    let read = ingest::read_text(&bytes, options).map_err(refused)?;
    Ok((Document::Text(read.value), read.diagnostics))
}

/// A message about a file.
pub(crate) fn at(path: &Path, ja: &str, en: &str) -> Message {
    let path = path.display();
    Message::new(format!("{path}: {ja}"), format!("{path}: {en}"))
}

/// Prints what a person should know, errors and warnings, each with its place; says whether something was lost.
pub(crate) fn report(path: &Path, diagnostics: &[Diagnostic], lang: Lang) -> bool {
    let mut lost = false;
    for diagnostic in diagnostics {
        let text = terminal::printable(&line(path, diagnostic, lang));
        match diagnostic.severity {
            Severity::Error => {
                lost = true;
                terminal::error(&text, lang);
            }
            Severity::Warning => terminal::warning(&text, lang),
            Severity::Info => {}
        }
    }
    lost
}

fn line(path: &Path, diagnostic: &Diagnostic, lang: Lang) -> String {
    let path = path.display();
    let place = diagnostic.place.map(|place| place::describe(&place, lang));
    match (place, lang) {
        (Some(place), Lang::Ja) => format!("{path} {place}: {}", diagnostic.ja),
        (Some(place), Lang::En) => format!("{path}, {place}: {}", diagnostic.en),
        (None, Lang::Ja) => format!("{path}: {}", diagnostic.ja),
        (None, Lang::En) => format!("{path}: {}", diagnostic.en),
    }
}

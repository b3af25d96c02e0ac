//! Tables for spreadsheets: UTF-8 with byte order mark, CRLF, Japanese headings.
//!
//! `items.csv` has a row for each item, `observations.csv` a row for each observation (the tidy
//! form). Both are for people; everything that they hold, and more, is in the JSON Lines.

pub mod cell;
pub mod items;
pub mod observations;

use std::io::{self, Write};

use plan_records::records::{DocumentRecord, Heading, Item};

use cell::text;

/// What makes a spreadsheet read the file as UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A CSV file in the making.
#[derive(Debug)]
pub struct CsvFile<W: Write>(::csv::Writer<W>);

impl<W: Write> CsvFile<W> {
    /// Begins a file with its headings.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn begin(mut out: W, headings: &[&str]) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut file = Self::continued(out);
        file.0.write_record(headings)?;
        Ok(file)
    }

    /// Goes on with a file that has its headings.
    #[must_use]
    pub fn continued(out: W) -> Self {
        Self(::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn row(&mut self, cells: &[String]) -> io::Result<()> {
        Ok(self.0.write_record(cells)?)
    }

    /// Ends the file and gives the writer back.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn end(self) -> io::Result<W> {
        self.0.into_inner().map_err(::csv::IntoInnerError::into_error)
    }
}

/// The cells with which both files begin: document and item.
const SHARED_HEADINGS: [&str; 9] =
    ["文書ID", "文書名", "団体名", "団体コード", "項目ID", "番号", "見出し", "施策名", "再掲"];

fn shared_cells(document: &DocumentRecord, item: &Item) -> Vec<String> {
    let publisher = document.publisher.as_ref();
    vec![
        text(&document.id),
        text(document.title.as_deref().unwrap_or(&document.path)),
        text(publisher.map_or("", |publisher| &publisher.name)),
        text(publisher.and_then(|publisher| publisher.code.as_deref()).unwrap_or_default()),
        text(&item.id),
        text(item.number.as_deref().unwrap_or_default()),
        text(&lines(item.paths.iter().map(|path| join_path(path)))),
        text(item.title.as_deref().unwrap_or_default()),
        cell::truth(item.repeated),
    ]
}

fn join_path(path: &[Heading]) -> String {
    let headings: Vec<String> =
        path.iter().map(|heading| lines_with(" ", heading.number.iter().chain(&heading.title))).collect();
    headings.join(" > ")
}

fn departments(item: &Item) -> String {
    lines(item.departments.iter().map(|path| path.join(" ")))
}

fn pages(item: &Item) -> String {
    let pages: Vec<String> = item.source.pages.iter().map(|page| page.0.to_string()).collect();
    match pages.as_slice() {
        [only] => only.clone(),
        several => text(&several.join("、")),
    }
}

fn lines(parts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    lines_with("\n", parts)
}

fn lines_with(separator: &str, parts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut joined = String::new();
    for part in parts.into_iter().filter(|part| !part.as_ref().is_empty()) {
        if !joined.is_empty() {
            joined.push_str(separator);
        }
        joined.push_str(part.as_ref());
    }
    joined
}

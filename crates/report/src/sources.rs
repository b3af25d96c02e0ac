//! Views of the documents that the records were made of.

use document_model::{Place, Rect};
use plan_records::records::DocumentRecord;

/// Shows places of the source documents.
pub trait Sources {
    /// Is the document where its record says, with the same bytes?
    fn state(&mut self, document: &DocumentRecord) -> SourceState;

    /// What stands at a place; none where the document is not to be had or has no such place.
    fn view(&mut self, document: &DocumentRecord, place: &Place) -> Option<View>;
}

/// Whether a document can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceState {
    /// It is there, and its SHA-256 is that of the record.
    Found,
    /// There is no file at its path.
    Missing,
    /// There is another file at its path.
    Changed,
    /// It came from standard input, or was never read.
    None,
}

/// A place of a document, to look at.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// Of a page.
    Picture(Picture),
    /// Of a text.
    Line(Line),
}

/// Part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The picture as a PNG file.
    pub png: Vec<u8>,
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// The place in it, pixels; none where the whole page is meant.
    pub mark: Option<Rect>,
}

/// Part of a line of a text; tabs are in it as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number in the file, from 1.
    pub number: u32,
    /// What stands before the place.
    pub before: String,
    /// What stands at the place.
    pub marked: String,
    /// What stands after it.
    pub after: String,
}

/// Shows nothing: for records whose documents are not at hand.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSources;

impl Sources for NoSources {
    fn state(&mut self, _: &DocumentRecord) -> SourceState {
        SourceState::Missing
    }

    fn view(&mut self, _: &DocumentRecord, _: &Place) -> Option<View> {
        None
    }
}

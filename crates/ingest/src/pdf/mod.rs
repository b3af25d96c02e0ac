//! PDF input: from bytes to the glyphs, rulings, bands and images of each page.
//!
//! 1. `open.rs`: the file, mended and decrypted;
//! 2. `page_space.rs`: the visible page, upright;
//! 3. `interpreter.rs`, with `text.rs`, `painting.rs` and `forms.rs`: the operators of its content;
//! 4. `font/`: codes to Unicode and widths.
//!
//! Only this folder names the crates that parse PDF.

mod color;
mod decode;
mod destinations;
mod fields;
mod findings;
mod font;
mod forms;
mod function;
mod information;
mod interpreter;
mod labels;
mod limits;
mod marked;
mod matrix;
mod names;
mod nonsense;
mod open;
mod optional;
mod overprint;
mod page_space;
mod painting;
mod path;
#[cfg(feature = "render")]
mod render;
mod ruby;
mod scanned;
mod shared;
mod state;
mod strings;
mod structure;
mod text;

use document_model::{Outcome, Page, PageNumber};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Object, Stream};

use crate::stop::Stop;
use shared::Shared;
use state::{Clip, State};

pub use information::DocumentInformation;
pub use open::open_pdf;
#[cfg(feature = "render")]
pub use render::{Picture, Scan};

/// An open PDF. Its pages can be read from several threads at once.
pub struct PdfFile {
    pdf: Pdf,
    shared: Shared,
}

impl std::fmt::Debug for PdfFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PdfFile").field("pages", &self.page_count()).finish_non_exhaustive()
    }
}

impl PdfFile {
    /// How many pages it has.
    #[must_use]
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.pdf.pages().len()).unwrap_or(u32::MAX)
    }

    /// The same file, of which no more pages are read once `stop` is due; each page is read whole or not at all.
    #[must_use]
    pub fn until(mut self, stop: Stop) -> Self {
        self.shared.stop = stop;
        self
    }

    /// What a page shows. Damage costs no more than the page: it is then empty, and a diagnostic says why.
    #[must_use]
    pub fn page(&self, number: PageNumber) -> Outcome<Page> {
        let index = usize::try_from(number.0).ok().and_then(|number| number.checked_sub(1));
        let Some(page) = index.and_then(|index| self.pdf.pages().get(index)) else {
            return Outcome::clean(Page::new(number, 0.0, 0.0));
        };
        let space = page_space::page_space(page);
        let sheet = Clip { x0: 0.0, y0: 0.0, x1: space.width, y1: space.height };
        let state = State::new(space.map, sheet);
        let mut interpreter =
            interpreter::Interpreter::new(&self.shared, Page::new(number, space.width, space.height));
        let mut content = Vec::new();
        for stream in contents(page.raw()) {
            if let Some(bytes) = interpreter.inflate(&stream) {
                content.extend_from_slice(&bytes);
                content.push(b'\n');
            }
        }
        content.extend_from_slice(interpreter::END_OF_CONTENT);
        interpreter.run(&content, page.resources(), state.clone());
        interpreter.annotations(page.raw(), &state);
        interpreter.finish()
    }

    /// What the file says about itself.
    #[must_use]
    pub fn information(&self) -> DocumentInformation {
        information::read(&self.pdf)
    }
}

/// The content streams of a page, which are one stream cut anywhere between its words.
fn contents<'a>(page: &hayro_syntax::object::Dict<'a>) -> Vec<Stream<'a>> {
    match page.get::<Object<'a>>(b"Contents".as_slice()) {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(parts)) => streams(&parts),
        _ => Vec::new(),
    }
}

/// Most streams that the content of a page is cut into: one producer writes one for each cell.
const MAX_STREAMS: usize = 100_000;

fn streams<'a>(parts: &Array<'a>) -> Vec<Stream<'a>> {
    parts.iter::<Object<'a>>().take(MAX_STREAMS).filter_map(Object::into_stream).collect()
}

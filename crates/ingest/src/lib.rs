//! Reads plan documents: bytes in, characters with their places out.
//!
//! Text input goes through these steps:
//!
//! 1. the size, and the format by its first bytes ([`media_type`]);
//! 2. the encoding, as asked for, declared in the text or guessed, and the characters;
//! 3. the form: plain text line by line, or an HTML document as a whole;
//! 4. rows (tab-separated, Markdown, HTML) and lines of prose, without the HTML remnants in them.
//!
//! A PDF ([`open_pdf`]) gives the glyphs, drawn lines, areas and images of each page instead, in page space.
//!
//! What the rows mean is not asked here: headers, merged cells and page furniture are found by
//! `table-reconstruct`. No file is opened here either: the caller has the bytes.
//!
//! ```
//! use document_model::TextBlock;
//!
//! let text = "番号\t施策名\n1\t<p>窓口の<u>DX</u></p> <p>書かない窓口</p>\n";
//! let read = ingest::read_text(text.as_bytes(), &ingest::Options::default())?;
//! let TextBlock::Row(row) = &read.value.blocks[1] else { panic!("a row") };
//! let lines: Vec<&str> = row.cells[1].lines.iter().map(|line| line.text.as_str()).collect();
//! assert_eq!(lines, ["窓口のDX", "書かない窓口"]);
//! # Ok::<(), ingest::Error>(())
//! ```

#![warn(clippy::indexing_slicing)]

mod error;
mod media;
mod options;
mod pdf;
mod pdf_limits;
#[cfg(feature = "render")]
mod scan;
mod stop;
mod text;

pub use error::{Error, ErrorKind};
pub use media::media_type;
pub use options::{DEFAULT_MAX_BYTES, DEFAULT_MAX_CELLS, Options, PdfOptions};
pub use pdf::{DocumentInformation, PdfFile, open_pdf};
#[cfg(feature = "render")]
pub use pdf::{Picture, Scan};
pub use pdf_limits::{LimitUnit, PdfLimit, PdfLimits};
pub use stop::Stop;
pub use text::read_text;

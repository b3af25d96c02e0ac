//! Text input: from bytes to lines and rows.

mod builder;
mod decode;
mod elements;
mod entities;
mod findings;
mod guess;
mod html;
mod inline;
mod lines;
mod pipes;
mod sink;
mod source;
mod tabs;
mod tags;
mod tokens;

use document_model::{Outcome, TextBlock, TextSource};

use crate::error::{Error, ErrorKind};
use crate::options::Options;

pub(crate) use guess::is_binary;
pub(crate) use html::is_document as is_html_document;

use sink::Sink;
use source::Source;

/// Reads a text file.
///
/// The first line of a cell never has [`document_model::CellLine::breaks`] set: a tag before it says
/// where the cell begins, not that a paragraph ended.
///
/// # Errors
///
/// Where the input is larger than [`Options::max_bytes`], is no text, is blank, or is in another
/// encoding than [`Options::encoding`]. A few undecodable bytes are no error: they become U+FFFD,
/// and one diagnostic (`undecodable-characters`) counts them.
pub fn read_text(bytes: &[u8], options: &Options) -> Result<Outcome<TextSource>, Error> {
    check_size(bytes, options)?;
    let decoded = decode::decode(bytes, options)?;
    let mut sink = Sink::new(options.max_cells);
    let source = Source::new(&decoded.text);
    if html::is_document(&decoded.text) {
        html::read_document(source, &mut sink);
    } else {
        lines::read_lines(source, &mut sink);
    }
    if sink.is_full() {
        return Err(too_many_cells(options));
    }
    if !sink.blocks.iter().any(is_inked) {
        return Err(blank(bytes));
    }
    let diagnostics = findings::findings(&decoded, source, &sink);
    let Sink { blocks, mut markup, .. } = sink;
    if !markup.is_sorted() {
        markup.sort_unstable();
    }
    let pages = pages(&blocks);
    let decode::Decoded { text, encoding, .. } = decoded;
    Ok(Outcome { value: TextSource { text, encoding, blocks, markup, pages }, diagnostics })
}

/// Does the block hold text?
fn is_inked(block: &TextBlock) -> bool {
    match block {
        TextBlock::Line { .. } => true,
        TextBlock::Row(row) => row.cells.iter().any(|cell| !cell.lines.is_empty()),
        TextBlock::Blank | TextBlock::PageBreak | TextBlock::TableEnd => false,
    }
}

fn blank(bytes: &[u8]) -> Error {
    let size = bytes.len();
    Error::new(
        ErrorKind::Empty,
        format!("ファイルには空白とタグのほかに何もありません（{size} バイト）。計画の本文が必要です。"),
        format!(
            "the file holds nothing but white space and tags ({size} bytes); the text of a plan was expected"
        ),
    )
}

fn check_size(bytes: &[u8], options: &Options) -> Result<(), Error> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size == 0 {
        return Err(Error::new(
            ErrorKind::Empty,
            "ファイルは空です（0 バイト）。計画の本文が必要です。",
            "the file is empty (0 bytes); the text of a plan was expected",
        ));
    }
    if size > options.max_bytes {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!(
                "ファイルが大きすぎます（{size} バイト、上限 {} バイト）。上限は --max-bytes で変えられます。",
                options.max_bytes
            ),
            format!(
                "the file is too large: {size} bytes, at most {} are read; --max-bytes sets the limit",
                options.max_bytes
            ),
        ));
    }
    Ok(())
}

fn too_many_cells(options: &Options) -> Error {
    Error::new(
        ErrorKind::TooManyCells,
        format!("セルと行が多すぎます（上限 {}）。ファイルを分けてください。", options.max_cells),
        format!("too many cells and lines: at most {} are read from one file; split it", options.max_cells),
    )
}

/// The page of the last thing that is printed: a form feed at the very end starts no page.
fn pages(blocks: &[TextBlock]) -> u32 {
    let mut pages = 1_u32;
    let mut breaks = 0;
    for block in blocks {
        match block {
            TextBlock::PageBreak => breaks += 1,
            TextBlock::Blank | TextBlock::TableEnd => {}
            TextBlock::Line { .. } | TextBlock::Row(_) => {
                pages = pages.saturating_add(breaks);
                breaks = 0;
            }
        }
    }
    pages
}

//! What `ingest` makes of a text file and `table-reconstruct` reads.

use crate::geometry::PageNumber;
use crate::provenance::SourceRange;
use crate::table::CellLine;

/// A decoded text file: its characters, and its lines in order.
///
/// Every character of `text` that is not white space lies in exactly one block's range or in
/// [`TextSource::markup`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextSource {
    /// The whole text in UTF-8, without a byte order mark; line ends as in the file.
    pub text: String,
    /// Name of the encoding that the file was read with (WHATWG label, such as `Shift_JIS`).
    pub encoding: &'static str,
    /// The lines, in order.
    pub blocks: Vec<TextBlock>,
    /// Characters that are format and no content: tags, pipes, `|---|` rows; in order, disjoint.
    pub markup: Vec<SourceRange>,
    /// Number of pages by form feeds: 1 where there are none.
    pub pages: u32,
}

/// One line of a text file, or one row of a marked-up table.
#[derive(Debug, Clone, PartialEq)]
pub enum TextBlock {
    /// A line of running text.
    Line {
        /// Page by form feeds.
        page: PageNumber,
        /// Line number, from 1.
        number: u32,
        /// The text without markup and outer white space, with its place in the source.
        line: CellLine,
    },
    /// A row of a table.
    Row(GridRow),
    /// One or more blank lines.
    Blank,
    /// A form feed.
    PageBreak,
    /// The end of a table element (`</table>`): what follows is another table.
    TableEnd,
}

/// A row of a text table: tab-separated, Markdown or HTML.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// Page by form feeds.
    pub page: PageNumber,
    /// Line number of its first character, from 1.
    pub number: u32,
    /// The cells as written, the empty ones too.
    pub cells: Vec<GridCell>,
    /// The format itself says that this is a header row (`<th>`, the row above `|---|`).
    pub header: bool,
}

/// A cell of a [`GridRow`].
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// The lines that the cell's markup or line breaks separate, without markup and outer white space; none for an empty cell.
    pub lines: Vec<CellLine>,
    /// Columns that it covers, at least 1.
    pub column_span: u32,
    /// Rows that it covers, at least 1.
    pub row_span: u32,
}

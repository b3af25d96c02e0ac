//! The stages as the pipeline calls them.

use document_model::{
    Block, CellLine, Diagnostic, GridCell, GridRow, Layout, Outcome, PageNumber, Severity, SourceRange,
    TextBlock, TextSource,
};
use plan_records::records::DocumentRecord;
use plan_records::{Account, Records};

use crate::pipeline::PipelineOptions;

pub(crate) const DEFAULT_MAX_BYTES: u64 = 64 << 20;

/// What heading words mean.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary;

impl Vocabulary {
    /// The vocabulary that comes with the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self
    }

    /// The same with the words of a vocabulary file.
    ///
    /// # Errors
    /// Where the file is no vocabulary.
    pub fn extended_with(self, _toml: &str) -> Result<Self, std::convert::Infallible> {
        Ok(self)
    }
}

pub(crate) fn media_type(_bytes: &[u8], _extension: Option<&str>) -> &'static str {
    "text/plain"
}

pub(crate) fn read_text(
    bytes: &[u8],
    _options: &PipelineOptions,
) -> Result<Outcome<TextSource>, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Box::new(Diagnostic::new(Severity::Error, "encoding-mismatch", error.to_string(), error.to_string()))
    })?;
    let mut source =
        TextSource { text: text.to_owned(), encoding: "UTF-8", pages: 1, ..TextSource::default() };
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        source.blocks.push(block(line.trim_end(), start, number));
        start += line.len();
    }
    Ok(Outcome::clean(source))
}

fn block(line: &str, start: usize, number: u32) -> TextBlock {
    let cell = |text: &str, start: usize| CellLine {
        text: text.to_owned(),
        range: SourceRange::new(start, start + text.len()),
        bbox: None,
        breaks: false,
    };
    if line.is_empty() {
        return TextBlock::Blank;
    }
    if !line.contains('\t') {
        return TextBlock::Line { page: PageNumber::FIRST, number, line: cell(line, start) };
    }
    let mut at = start;
    let cells = line
        .split('\t')
        .map(|text| {
            let lines = if text.is_empty() { Vec::new() } else { vec![cell(text, at)] };
            at += text.len() + 1;
            GridCell { lines, column_span: 1, row_span: 1 }
        })
        .collect();
    TextBlock::Row(GridRow { page: PageNumber::FIRST, number, cells, header: false })
}

pub(crate) fn reconstruct(text: &TextSource, _options: &PipelineOptions) -> Outcome<Layout> {
    table_reconstruct::reconstruct_text(text, &table_reconstruct::Options::default())
}

pub(crate) fn assemble(
    layout: &Layout,
    identity: DocumentRecord,
    _options: &PipelineOptions,
) -> (DocumentRecord, Records) {
    let mut accounts = Vec::new();
    for block in &layout.blocks {
        match block {
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
                accounts.extend(cells.map(|line| (line.range, Account::Tables)));
            }
            Block::Prose(prose) => accounts.push((prose.line.range, Account::Text)),
        }
    }
    (DocumentRecord { pages: layout.pages, ..identity }, Records { accounts, ..Records::default() })
}

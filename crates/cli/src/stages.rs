//! The stages as the pipeline calls them.

use document_model::{Block, Diagnostic, Layout, Outcome, Severity, TextSource};
use plan_records::records::DocumentRecord;
use plan_records::{Account, Records};

use crate::pipeline::PipelineOptions;

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

pub(crate) fn read_text(
    bytes: &[u8],
    options: &PipelineOptions,
) -> Result<Outcome<TextSource>, Box<Diagnostic>> {
    ingest::read_text(bytes, &options.reading).map_err(|error| {
        Box::new(Diagnostic::new(Severity::Error, code(&error), error.ja(), error.to_string()))
    })
}

/// The finding's code of an input that was not read.
fn code(error: &ingest::Error) -> &'static str {
    use ingest::ErrorKind as Kind;
    match error.kind() {
        Kind::TooLarge => "too-large",
        Kind::TooManyCells => "too-many-cells",
        Kind::NotText => "not-text",
        Kind::UnsupportedFormat => "unsupported-format",
        Kind::UnknownEncoding => "unknown-encoding",
        Kind::EncodingMismatch => "encoding-mismatch",
        Kind::Empty => "empty-input",
        _ => "unreadable-input",
    }
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

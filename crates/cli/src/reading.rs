//! Bytes to the layout of a document: its format decides on the way.

use document_model::{Diagnostic, Layout, Outcome, PageNumber, SourceRange};
use ingest::{DocumentInformation, Stop};
use table_reconstruct::{Joined, analyse_pages, join_pages, reconstruct_text};

use crate::pipeline::PipelineOptions;
use crate::recognition::read_page;

/// A document as tables and prose, with the text that the ledger answers for.
pub(crate) struct Read {
    pub(crate) layout: Layout,
    pub(crate) text: String,
    pub(crate) markup: Vec<SourceRange>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What the file says about itself.
    pub(crate) about: DocumentInformation,
}

/// Reads a text.
pub(crate) fn read_text(bytes: &[u8], options: &PipelineOptions) -> Result<Read, ingest::Error> {
    let Outcome { value: source, mut diagnostics } = ingest::read_text(bytes, &options.reading)?;
    let layout = options.with_evidence(|options| reconstruct_text(&source, options));
    diagnostics.extend(layout.diagnostics);
    Ok(Read {
        layout: layout.value,
        text: source.text,
        markup: source.markup,
        diagnostics,
        about: DocumentInformation::default(),
    })
}

/// Reads a PDF: its pages in parallel, what goes on over pages after all of them.
pub(crate) fn read_pdf(bytes: &[u8], options: &PipelineOptions, stop: &Stop) -> Result<Read, ingest::Error> {
    let Outcome { value: file, mut diagnostics } = ingest::open_pdf(bytes.to_vec(), &options.reading)?;
    let file = file.until(stop.clone());
    let numbers: Vec<PageNumber> = (1..=file.page_count()).map(PageNumber).collect();
    let pages = analyse_pages(&numbers, |number| read_page(&file, number, options.recogniser.as_deref()));
    let joined = options.with_evidence(|options| join_pages(pages, options));
    diagnostics.extend(joined.diagnostics);
    let Joined { layout, text } = joined.value;
    let about = file.information();
    Ok(Read { layout, text, markup: Vec::new(), diagnostics, about })
}

/// Characters that a title has at most.
const LONGEST_TITLE: usize = 90;

/// Is the title in the file's information one that a person gave? Programs put the name of the file there, often that of
/// another document.
pub(crate) fn names_document(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = lower.starts_with("microsoft ")
        || [".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".jtd", ".indd", ".ai", ".pdf"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    let is_japanese = title.chars().any(|character| ('\u{3040}'..='\u{9fff}').contains(&character));
    !is_file && is_japanese && title.chars().count() <= LONGEST_TITLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles() {
        assert!(names_document("第2期デジタル推進計画"));
        for name in ["Microsoft Word - 計画案", "計画案_最終.docx", "untitled", "計画.JTD"] {
            assert!(!names_document(name), "{name}");
        }
    }
}

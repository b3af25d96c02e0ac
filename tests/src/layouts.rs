//! Plans as PDF, in `layouts/<case>/plan.pdf`: dumps of the tables and of the records.

use std::fs;
use std::path::{Path, PathBuf};

use document_model::{Layout, PageNumber};
use keikaku::pipeline::{Input, PipelineOptions, process};
use table_reconstruct::{Options, analyse_pages, join_pages};

use crate::{dump_records, dump_tables};

/// A made-up plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Its `plan.pdf`.
    pub bytes: Vec<u8>,
}

/// The plans of a folder, by name.
///
/// # Errors
///
/// Where a folder or a file cannot be read.
pub fn find_plans(root: &Path) -> std::io::Result<Vec<Plan>> {
    let mut plans = Vec::new();
    for entry in fs::read_dir(root)? {
        let folder = entry?.path();
        let file = folder.join("plan.pdf");
        if !file.is_file() {
            continue;
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        plans.push(Plan { name, bytes: fs::read(file)?, folder });
    }
    plans.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(plans)
}

/// The dumps of a plan: its tables and prose, and its records.
///
/// # Errors
///
/// The message of `ingest` where the PDF cannot be read.
pub fn run_plan(plan: &Plan) -> Result<(String, String), ingest::Error> {
    let options = PipelineOptions::default();
    let vocabulary = &options.records.vocabulary;
    let evidence = |text: &str| vocabulary.header_evidence(text);
    let layout = layout_of(&plan.bytes, &options, &Options { header_evidence: &evidence })?;
    let output = process(&Input { path: "plan.pdf", bytes: &plan.bytes }, &options);
    Ok((dump_tables(&layout), dump_records(&output)))
}

/// The tables and prose of a PDF.
pub(crate) fn layout_of(
    bytes: &[u8],
    options: &PipelineOptions,
    headings: &Options<'_>,
) -> Result<Layout, ingest::Error> {
    let file = ingest::open_pdf(bytes.to_vec(), &options.reading)?.value;
    let numbers: Vec<PageNumber> = (1..=file.page_count()).map(PageNumber).collect();
    Ok(join_pages(analyse_pages(&numbers, |number| file.page(number)), headings).value.layout)
}

//! Golden suite: `suite/<area>/<one-issue>/` holds a small table, what is right about it, and a dump after each stage.
//!
//! The tables are made for the suite: their municipalities do not exist. A case is
//!
//! - `table.txt`, `.md`, `.html` or `.tsv`, or `page.pdf` with the `page.typ` that draws it: the input;
//! - `expected.md`: what the records must be, written before the program was run;
//! - `tables.snap`, `roles.snap`, `records.snap`: the dumps, accepted because they are right.
//!
//! `layouts/<case>/` holds whole made-up plans as PDF with expected records (`gold.json`), which a scorer outside the
//! repository compares; here their dumps show what a change does to them. What is accepted there is what the program
//! does today, right or not.

pub mod editions;
mod layouts;
mod records;
mod suite;
mod tables;
pub mod trust;

pub use layouts::{Plan, find_plans, run_plan};
pub use records::dump_records;
pub use suite::{Case, find_cases};
pub use tables::{dump_roles, dump_tables};

use document_model::Layout;

/// The dumps of a case, one a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dumps {
    /// Tables and prose.
    pub tables: String,
    /// Roles of the columns of each table.
    pub roles: String,
    /// Items, findings and where the characters went.
    pub records: String,
}

/// Runs all stages on a case.
///
/// # Errors
///
/// The message of `ingest` where the input cannot be read.
pub fn run(case: &Case) -> Result<Dumps, ingest::Error> {
    let options = keikaku::pipeline::PipelineOptions::default();
    let vocabulary = &options.records.vocabulary;
    let evidence = |text: &str| vocabulary.header_evidence(text);
    let headings = table_reconstruct::Options { header_evidence: &evidence };
    let layout: Layout = if case.file_name.ends_with(".pdf") {
        layouts::layout_of(&case.bytes, &options, &headings)?
    } else {
        let text = ingest::read_text(&case.bytes, &options.reading)?.value;
        table_reconstruct::reconstruct_text(&text, &headings).value
    };
    let input = keikaku::pipeline::Input { path: &case.file_name, bytes: &case.bytes };
    let output = keikaku::pipeline::process(&input, &options);
    Ok(Dumps {
        tables: dump_tables(&layout),
        roles: dump_roles(&layout, vocabulary),
        records: dump_records(&output),
    })
}

//! `keikaku tables`: the tables of documents, without a look at what they mean.

mod csv;
mod found;
mod head;
mod html;
mod json;
mod xlsx;

use std::fs;
use std::path::Path;

use document_model::{Outcome, PageNumber};
use ingest::PdfFile;
use keikaku::recognition::read_page;
use table_reconstruct::{analyse_pages, reconstruct_text};

use crate::args::{Lang, TablesArgs, TablesFormat};
use crate::document::{self, Document};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::{limits, terminal};
use found::Found;

/// `keikaku tables`.
pub(crate) fn tables(args: &TablesArgs, lang: Lang) -> Result<Exit, Message> {
    if args.format == TablesFormat::Xlsx && args.output.is_none() {
        return Err(needs_output());
    }
    let vocabulary = plan_records::Vocabulary::builtin();
    let evidence = |text: &str| vocabulary.header_evidence(text);
    let options = table_reconstruct::Options { header_evidence: &evidence };
    let mut exit = Exit::Clean;
    let mut found: Vec<Found> = Vec::new();
    for file in &args.files {
        match tables_of(file, args, lang, &options) {
            Ok((tables, lost)) => {
                found.extend(tables);
                if lost {
                    exit = Exit::Losses;
                }
            }
            Err(message) => {
                terminal::error_message(&message, lang);
                exit = Exit::Losses;
            }
        }
    }
    let bytes = match args.format {
        TablesFormat::Json => json::document(&found).into_bytes(),
        TablesFormat::Csv => csv::document(&found)?,
        TablesFormat::Html => html::document(&found, lang).into_bytes(),
        TablesFormat::Xlsx => xlsx::document(&found)?,
    };
    match &args.output {
        Some(path) => fs::write(path, bytes).map_err(|error| messages::unwritable(path, &error))?,
        None => terminal::data(&bytes).map_err(|error| messages::standard_output(&error))?,
    }
    Ok(exit)
}

fn needs_output() -> Message {
    Message::new(
        "xlsx は標準出力に書けません。--output でファイルを指定してください",
        "xlsx cannot be written to standard output; name a file with --output",
    )
}

/// The tables of a file, and whether something of it was lost.
fn tables_of(
    path: &Path,
    args: &TablesArgs,
    lang: Lang,
    options: &table_reconstruct::Options<'_>,
) -> Result<(Vec<Found>, bool), Message> {
    let mut reading = ingest::Options::default();
    reading.max_bytes = args.max_bytes.unwrap_or(reading.max_bytes);
    reading.pdf.password.clone_from(&args.password);
    limits::apply(&args.limit, &mut reading.pdf.limits);
    let (document, mut diagnostics) = document::open(path, &reading, limits::time(&args.limit))?;
    let pages = match &document {
        Document::Pdf(file) => file.page_count(),
        Document::Text(source) => source.pages,
    };
    let mut lost = false;
    if let Some(beyond) = args.pages.as_ref().and_then(|chosen| chosen.beyond(pages)) {
        terminal::error_message(&messages::no_such_page(path, beyond, pages), lang);
        lost = true;
    }
    let name = path.to_string_lossy();
    let chosen = |page: PageNumber| args.pages.as_ref().is_none_or(|pages| pages.contains(page));
    let found = match &document {
        Document::Pdf(file) => {
            let read = pdf_tables(file, &name, &chosen, options);
            diagnostics.extend(read.diagnostics);
            read.value
        }
        Document::Text(source) => {
            let layout = reconstruct_text(source, options);
            diagnostics.extend(layout.diagnostics);
            found::of_layout(&layout.value, &name).into_iter().filter(|table| chosen(table.page)).collect()
        }
    };
    lost |= document::report(path, &diagnostics, lang);
    Ok((found, lost))
}

/// The tables of the chosen pages, page by page; what one of these pages shows of a table's columns holds on the others.
fn pdf_tables(
    file: &PdfFile,
    name: &str,
    chosen: &(dyn Fn(PageNumber) -> bool + Sync),
    options: &table_reconstruct::Options<'_>,
) -> Outcome<Vec<Found>> {
    let numbers: Vec<PageNumber> =
        (1..=file.page_count()).map(PageNumber).filter(|page| chosen(*page)).collect();
    let mut all = Outcome { value: Vec::new(), diagnostics: Vec::new() };
    for page in analyse_pages(&numbers, |number| read_page(file, number, None)) {
        all.value.extend(page.tables.iter().map(|table| found::of_page(table, name, page.number, options)));
        all.diagnostics.extend(page.diagnostics);
    }
    all
}

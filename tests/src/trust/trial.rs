//! Documents, damaged in many ways, read and judged.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use document_model::{Outcome, Page, PageNumber, Place, Severity};
use keikaku::pipeline::{Input, PipelineOptions, process};
use plan_records::confidence::{FieldKind, FilledField, Model, Sign, filled_fields};
use plan_records::records::{DocumentRecord, Finding, Item, Status};
use plan_records::{DocumentIdentity, assemble};
use rayon::prelude::*;
use schema_emit::{DocumentOutput, SourceText, Validator, publish};
use table_reconstruct::{Joined, analyse_pages, join_pages};

use super::damage::{Kind, choose};
use super::judge::{Expected, judge};
use super::random::Random;
use super::sheet::{Edit, Sheet};
use super::{pages, text};

/// A document with what is expected of it.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name: the case, and how it is read.
    pub name: String,
    source: Source,
    sheet: Sheet,
    expected: Expected,
}

#[derive(Debug, Clone)]
enum Source {
    Text(String),
    Pages(Vec<Page>),
}

/// A filled field of a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// What was done to the document.
    pub damage: Kind,
    /// Its seed is one that nothing is fitted to.
    pub held_out: bool,
    /// The document.
    pub document: String,
    /// What was changed in it.
    pub edited: String,
    /// The item, by its place, and the field's name.
    pub place: (usize, String),
    /// What the field holds.
    pub kind: FieldKind,
    /// Its signs.
    pub signs: BTreeSet<Sign>,
    /// It is as expected.
    pub right: bool,
    /// What it holds, as it is compared.
    pub values: Vec<String>,
    /// The text of its cells.
    pub raw: String,
    /// It is wrong in the reading without damage as well.
    pub standing: bool,
    /// A finding is about it, or about its item as a whole.
    pub named: bool,
}

/// A value that was expected and not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was done to the document.
    pub damage: Kind,
    /// Its seed is one that nothing is fitted to.
    pub held_out: bool,
    /// The document.
    pub document: String,
    /// What was changed in it.
    pub edited: String,
    /// What it is of: `title`, `observation`.
    pub group: &'static str,
    /// Its item was found.
    pub paired: bool,
    /// A finding is about its item or the heads of its table or, where the item is gone, about what can tell of that.
    pub named: bool,
}

/// What trials gave.
#[derive(Debug, Clone, Default)]
pub struct Trials {
    /// Filled fields.
    pub observed: Vec<Observed>,
    /// Values that are missing.
    pub missing: Vec<Missing>,
    /// For each trial, what it gave in all.
    pub readings: Vec<Reading>,
}

/// What one reading gave in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was done to the document.
    pub damage: Kind,
    /// Its seed is one that nothing is fitted to.
    pub held_out: bool,
    /// The document.
    pub document: String,
    /// Its items.
    pub items: usize,
    /// Findings that are warnings or errors.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
}

/// The documents of `layouts/` that have expected records, and those of `fixtures/` that have some in `gold`.
///
/// # Errors
///
/// Where a file cannot be read.
pub fn documents(layouts: &Path, fixtures: &Path, gold: Option<&Path>) -> std::io::Result<Vec<Document>> {
    let mut found = Vec::new();
    for folder in sorted(layouts)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for file in ["plan.pdf", "plan.txt"] {
            add(&format!("{name}/{file}"), &folder.join(file), &folder.join("gold.json"), &mut found)?;
        }
    }
    for gold in gold.map(sorted).transpose()?.unwrap_or_default() {
        let stem = gold.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for file in [format!("plans/{stem}.txt"), format!("pdf/{stem}.pdf")] {
            add(&file, &fixtures.join(&file), &gold, &mut found)?;
        }
    }
    Ok(found)
}

fn sorted(folder: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn add(name: &str, file: &Path, gold: &Path, found: &mut Vec<Document>) -> std::io::Result<()> {
    if !file.is_file() || !gold.is_file() {
        return Ok(());
    }
    let expected = Expected::read(&fs::read_to_string(gold)?)?;
    let options = ingest::Options::default();
    let bytes = fs::read(file)?;
    let (source, sheet) = if file.extension().is_some_and(|ending| ending == "pdf") {
        let opened = ingest::open_pdf(bytes, &options).map_err(std::io::Error::other)?.value;
        let read = (1..=opened.page_count()).map(|number| opened.page(PageNumber(number)).value).collect();
        let read = pages::turned(read);
        let sheet = pages::sheet_of(&read);
        (Source::Pages(read), sheet)
    } else {
        let read = ingest::read_text(&bytes, &options).map_err(std::io::Error::other)?.value;
        let sheet = text::sheet_of(&read);
        (Source::Text(read.text), sheet)
    };
    found.push(Document { name: name.to_owned(), source, sheet, expected });
    Ok(())
}

/// Reads each document as it is, and damages it in each way once for each of the `seeds`; every second seed is held out.
/// Of the damages only every `sample`th is done, as a hash of document, damage and seed picks them.
#[must_use]
pub fn run(documents: &[Document], seeds: &Range<u64>, sample: u64) -> Trials {
    let plans: Vec<(&Document, Kind, u64)> = documents
        .iter()
        .flat_map(|document| {
            Kind::ALL.into_iter().flat_map(move |kind| {
                let seeds = if kind == Kind::Clean { 0..1 } else { seeds.clone() };
                let chosen = move |seed: &u64| {
                    kind == Kind::Clean || seed_of(&document.name, kind, *seed).is_multiple_of(sample.max(1))
                };
                seeds.filter(chosen).map(move |seed| (document, kind, seed))
            })
        })
        .collect();
    let parts: Vec<Trials> =
        plans.into_par_iter().map(|(document, kind, seed)| attempt(document, kind, seed)).collect();
    let mut all = Trials::default();
    for part in parts {
        all.observed.extend(part.observed);
        all.missing.extend(part.missing);
        all.readings.extend(part.readings);
    }
    mark_standing(&mut all.observed);
    all
}

/// Marks the wrong fields that are wrong without damage as well: the reading makes them, not the damage.
fn mark_standing(observed: &mut [Observed]) {
    let of_reading: BTreeSet<(String, FieldKind, Vec<String>)> = observed
        .iter()
        .filter(|field| field.damage == Kind::Clean && !field.right)
        .map(|field| (field.document.clone(), field.kind, field.values.clone()))
        .collect();
    for field in observed.iter_mut().filter(|field| !field.right) {
        field.standing = of_reading.contains(&(field.document.clone(), field.kind, field.values.clone()));
    }
}

/// Without damage every seed gives the same: what one reading gave counts for both halves.
fn for_both_halves(trials: Trials) -> Trials {
    let mut both = trials.clone();
    both.observed.extend(trials.observed.into_iter().map(|field| Observed { held_out: true, ..field }));
    both.missing.extend(trials.missing.into_iter().map(|value| Missing { held_out: true, ..value }));
    both.readings.extend(trials.readings.into_iter().map(|reading| Reading { held_out: true, ..reading }));
    both
}

fn attempt(document: &Document, damage: Kind, seed: u64) -> Trials {
    let mut random = Random::new(seed_of(&document.name, damage, seed));
    let Some(edits) = choose(&document.sheet, damage, &mut random) else { return Trials::default() };
    let output = read(document, &edits);
    let held_out = seed % 2 == 1;
    let found: Vec<serde_json::Value> =
        output.items.iter().map(|item| serde_json::to_value(item).unwrap_or_default()).collect();
    let judgement = judge(&document.expected, &found);
    let warnings = output.findings.iter().filter(|finding| finding.severity >= Severity::Warning).count();
    let reading = Reading {
        damage,
        held_out,
        document: document.name.clone(),
        items: output.items.len(),
        warnings,
        notes: output.findings.len() - warnings,
    };
    let edited = edits.first().map(Edit::describe).unwrap_or_default();
    let mut trials = Trials { readings: vec![reading], ..Trials::default() };
    for judged in judgement.fields {
        let Some(item) = output.items.get(judged.item) else { continue };
        let Some(field) = filled_fields(item).into_iter().find(|field| field.name == judged.field) else {
            continue;
        };
        trials.observed.push(Observed {
            damage,
            held_out,
            document: document.name.clone(),
            edited: edited.clone(),
            kind: field.kind,
            signs: signs_of(item, &judged.field),
            right: judged.right,
            values: judged.values,
            raw: raw_of(item, &field),
            standing: false,
            named: is_named(item, &judged.field, &output.findings),
            place: (judged.item, judged.field),
        });
    }
    let gap = output.items.is_empty()
        || output.findings.iter().any(|finding| GAPS.contains(&finding.code.as_str()));
    let tables = tables_told_of(&output);
    for (at, group) in judgement.missing {
        let item = at.and_then(|at| output.items.get(at));
        let named = item.map_or(gap, |item| {
            tables.contains(&item.source.table)
                || output.findings.iter().any(|finding| finding.item.as_ref() == Some(&item.id))
        });
        trials.missing.push(Missing {
            damage,
            held_out,
            document: document.name.clone(),
            edited: edited.clone(),
            group,
            paired: item.is_some(),
            named,
        });
    }
    if damage == Kind::Clean { for_both_halves(trials) } else { trials }
}

/// What is read of the damaged document whose name and damage begin so, with a seed that is not held out: its items and
/// findings, as JSON Lines.
#[must_use]
pub fn look(documents: &[Document], seeds: &Range<u64>, sample: u64, name: &str, damage: &str) -> String {
    let mut out = String::new();
    for document in documents.iter().filter(|document| document.name.starts_with(name)) {
        for kind in Kind::ALL.into_iter().filter(|kind| kind.name().starts_with(damage)) {
            let chosen = |seed: &u64| {
                seed.is_multiple_of(2) && seed_of(&document.name, kind, *seed).is_multiple_of(sample.max(1))
            };
            for seed in seeds.clone().filter(chosen) {
                let mut random = Random::new(seed_of(&document.name, kind, seed));
                let Some(edits) = choose(&document.sheet, kind, &mut random) else { continue };
                let output = read(document, &edits);
                let edited = edits.first().map(Edit::describe).unwrap_or_default();
                out.push_str(&format!("{} {} {seed}: {edited}\n", document.name, kind.name()));
                let lines = output.items.iter().map(serde_json::to_string);
                let lines = lines.chain(output.findings.iter().map(serde_json::to_string));
                lines.flatten().for_each(|line| out.push_str(&format!("{line}\n")));
            }
        }
    }
    out
}

/// Findings that can tell of an item which is gone: numbers of pages, rows or headings skip, a row holds two, a table gave
/// no items. A document without any items is told of by `no-items`.
const GAPS: [&str; 6] = [
    "page-missing",
    "number-sequence",
    "heading-sequence",
    "row-doubled",
    "table-unread",
    "table-without-names",
];

/// Findings about the heads of a table: each value of it may stand in another field.
const OF_HEADS: [&str; 2] = ["heads-out-of-order", "cells-against-heads"];

/// The tables whose heads a finding doubts.
fn tables_told_of(output: &DocumentOutput) -> BTreeSet<u32> {
    let position = |place: Place| {
        let down = place.bbox.map_or(0.0, |bbox| bbox.y1);
        (place.page, place.line.unwrap_or(0), down.round() as i64)
    };
    let begins = |item: &Item| {
        let cells = item.source.cells.iter().filter(|(field, _)| *field != "paths");
        cells.flat_map(|(_, cells)| cells).map(|cell| position(cell.place)).max()
    };
    let doubted = output.findings.iter().filter(|finding| OF_HEADS.contains(&finding.code.as_str()));
    // The head stands above the first item of its table.
    let first = |head: Place| output.items.iter().find(|item| begins(item) >= Some(position(head)));
    doubted.filter_map(|finding| Some(first(finding.place?)?.source.table)).collect()
}

fn raw_of(item: &Item, field: &FilledField) -> String {
    let cells = item.source.cells.get(&field.name).into_iter().flatten();
    cells.map(|cell| cell.raw.as_str()).collect::<Vec<_>>().join("\n")
}

/// The probing model lets every sign lower the confidence, so that the doubts are the signs.
fn signs_of(item: &Item, field: &str) -> BTreeSet<Sign> {
    let names = item.source.doubts.get(field).into_iter().flatten();
    names.filter_map(|name| Sign::ALL.iter().copied().find(|sign| sign.name() == name)).collect()
}

/// Does a finding name the field, or a warning its whole item?
fn is_named(item: &Item, field: &str, findings: &[Finding]) -> bool {
    findings.iter().filter(|finding| finding.item.as_ref() == Some(&item.id)).any(|finding| {
        match &finding.field {
            Some(about) => {
                let inside = |outer: &str, inner: &str| {
                    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                inside(about, field) || inside(field, about)
            }
            None => finding.severity >= Severity::Warning,
        }
    })
}

/// A seed for the document, the damage and the number of the trial.
fn seed_of(name: &str, damage: Kind, seed: u64) -> u64 {
    let text = format!("{name}\u{1f}{}\u{1f}{seed}", damage.name());
    // FNV-1a.
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Reads the document with the changes done.
fn read(document: &Document, edits: &[Edit]) -> DocumentOutput {
    let mut options = PipelineOptions::default();
    options.records.confidence = Model::probing();
    match &document.source {
        Source::Text(source) => {
            let damaged = text::apply(source, &document.sheet, edits);
            process(&Input { path: "plan.txt", bytes: damaged.as_bytes() }, &options)
        }
        Source::Pages(source) => {
            let damaged = pages::apply(source.clone(), edits);
            let pages: Vec<&Page> = damaged.iter().collect();
            let read = analyse_pages(&pages, |page| Outcome::clean(page.clone()));
            let vocabulary = &options.records.vocabulary;
            let evidence = |text: &str| vocabulary.header_evidence(text);
            let joined = join_pages(read, &table_reconstruct::Options { header_evidence: &evidence });
            let Joined { layout, text } = joined.value;
            let records = assemble(layout, &DocumentIdentity { record: record() }, &options.records);
            let source = SourceText { text: &text, markup: &[] };
            publish(records, source, joined.diagnostics, &Validator::for_items())
        }
    }
}

fn record() -> DocumentRecord {
    DocumentRecord {
        id: "000000000000".to_owned(),
        path: "plan.pdf".to_owned(),
        sha256: "0".repeat(64),
        bytes: 0,
        media_type: "application/pdf".to_owned(),
        pages: 0,
        title: None,
        publisher: None,
        fiscal_year: None,
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    }
}

//! What is counted of each document.

use std::collections::BTreeMap;

use document_model::Severity;
use maud::{Markup, html};
use plan_records::records::{DocumentRecord, Finding, Item, Ledger};
use schema_emit::Output;

use crate::language::Lang;

/// A field is sure from this confidence on.
pub(crate) const SURE: f64 = 0.95;

/// A field is doubtful below this confidence.
pub(crate) const DOUBTFUL: f64 = 0.8;

/// Documents that have a part of their own in the sections on headings and targets; the tables have all of them.
pub(crate) const DOCUMENTS_SHOWN: usize = 100;

/// What is said where documents are left out.
pub(crate) fn left_out(documents: usize, lang: Lang) -> Markup {
    let rest = documents.saturating_sub(DOCUMENTS_SHOWN);
    html! {
        @if rest > 0 {
            p.note { (match lang {
                Lang::Ja => format!("ほか {rest} 件の文書は省きました。"),
                Lang::En => format!("{rest} more documents are left out."),
            }) }
        }
    }
}

/// A document with its records and counts.
#[derive(Debug)]
pub(crate) struct DocumentStats<'o> {
    pub(crate) record: &'o DocumentRecord,
    /// Its title, with its path where another document has the same.
    pub(crate) name: String,
    pub(crate) items: Vec<&'o Item>,
    pub(crate) ledger: Option<&'o Ledger>,
    pub(crate) counts: Counts,
}

/// Counts of a document, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) items: u64,
    pub(crate) indicators: u64,
    pub(crate) values: u64,
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    pub(crate) infos: u64,
    /// Findings that a person has answered; the others are counted by severity.
    pub(crate) answered: u64,
    /// Fields that have a confidence.
    pub(crate) fields: u64,
    pub(crate) sure: u64,
    pub(crate) doubtful: u64,
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.indicators += other.indicators;
        self.values += other.values;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.answered += other.answered;
        self.fields += other.fields;
        self.sure += other.sure;
        self.doubtful += other.doubtful;
    }

    pub(crate) fn add_item(&mut self, item: &Item) {
        self.items += 1;
        self.indicators += item.indicators.len() as u64;
        self.values += item.indicators.iter().map(|one| one.observations.len() as u64).sum::<u64>();
        for confidence in item.source.confidence.values() {
            self.fields += 1;
            self.sure += u64::from(*confidence >= SURE);
            self.doubtful += u64::from(*confidence < DOUBTFUL);
        }
    }

    fn add_finding(&mut self, finding: &Finding) {
        if finding.answer.is_some() {
            self.answered += 1;
            return;
        }
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

/// The documents of an output, in its order.
pub(crate) fn documents(output: &Output) -> Vec<DocumentStats<'_>> {
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &output.documents {
        *titles.entry(name(record)).or_default() += 1;
    }
    let mut documents: Vec<DocumentStats<'_>> = output
        .documents
        .iter()
        .map(|record| DocumentStats {
            record,
            name: unique_name(record, &titles),
            items: Vec::new(),
            ledger: None,
            counts: Counts::default(),
        })
        .collect();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, record) in output.documents.iter().enumerate() {
        places.entry(&record.id).or_insert(at);
    }
    let place = |id: &str| places.get(id).copied();
    for item in &output.items {
        if let Some(document) = place(&item.document_id).and_then(|at| documents.get_mut(at)) {
            document.items.push(item);
            document.counts.add_item(item);
        }
    }
    for finding in &output.findings {
        if let Some(document) = place(&finding.document_id).and_then(|at| documents.get_mut(at)) {
            document.counts.add_finding(finding);
        }
    }
    for ledger in &output.ledger {
        if let Some(document) = place(&ledger.document_id).and_then(|at| documents.get_mut(at)) {
            document.ledger = Some(ledger);
        }
    }
    documents
}

/// The title; with the path, where another document has the same title.
fn unique_name(record: &DocumentRecord, titles: &BTreeMap<&str, usize>) -> String {
    let own = name(record);
    match titles.get(own) {
        Some(2..) => format!("{own}（{}）", record.path),
        _ => own.to_owned(),
    }
}

/// What a document is called: its title, else the name of its file.
pub(crate) fn name(record: &DocumentRecord) -> &str {
    record.title.as_deref().unwrap_or_else(|| record.path.rsplit('/').next().unwrap_or(&record.path))
}

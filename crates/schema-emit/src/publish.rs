//! Joins a document's records with their findings, schema check and ledger.

use document_model::{Diagnostic, Place, Severity, SourceRange};
use plan_records::Records;
use plan_records::records::{DocumentRecord, Finding, Item, Ledger, Status, TableRecord};
use rayon::prelude::*;

use crate::ledger::balance;
use crate::validate::Validator;

/// All that one document gives.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentOutput {
    /// Line of `documents.jsonl`.
    pub document: DocumentRecord,
    /// Lines of `items.jsonl`, valid by their schema.
    pub items: Vec<Item>,
    /// Lines of `tables.jsonl`.
    pub tables: Vec<TableRecord>,
    /// Lines of `findings.jsonl`, in the order of the source.
    pub findings: Vec<Finding>,
    /// Line of `ledger.jsonl`.
    pub ledger: Ledger,
}

/// The characters of a document that the ledger answers for.
#[derive(Debug, Clone, Copy, Default)]
pub struct SourceText<'source> {
    /// All of them.
    pub text: &'source str,
    /// Those that are format and no content.
    pub markup: &'source [SourceRange],
}

impl DocumentOutput {
    /// A document that was not read: no records, and the finding that says why.
    #[must_use]
    pub fn failed(mut document: DocumentRecord, reason: Diagnostic) -> Self {
        document.status = Status::Failed;
        let ledger = balance(&document.id, "", &[], &[]).0;
        let findings = vec![finding(&document, None, reason)];
        Self { document, items: Vec::new(), tables: Vec::new(), findings, ledger }
    }
}

/// Makes a document's output of its records and the diagnostics of the stages before.
///
/// An item that violates its schema is left out; its finding says what is wrong and the document is partial.
#[must_use]
pub fn publish(
    records: Records,
    source: SourceText<'_>,
    diagnostics: Vec<Diagnostic>,
    validator: &Validator,
) -> DocumentOutput {
    let Records { document, items, tables, mut item_findings, findings: of_document, accounts } = records;
    let (ledger, unaccounted) = balance(&document.id, source.text, &accounts, source.markup);
    let mut findings: Vec<Finding> = diagnostics
        .into_iter()
        .chain(of_document)
        .chain(unaccounted)
        .map(|diagnostic| finding(&document, None, diagnostic))
        .collect();
    let mut valid = Vec::with_capacity(items.len());
    let checked: Vec<Vec<Diagnostic>> = items.par_iter().map(|item| validator.check(item)).collect();
    for ((at, item), violations) in items.into_iter().enumerate().zip(checked) {
        let publishable = violations.is_empty();
        let own = item_findings.remove(&at).unwrap_or_default();
        findings.extend(own.into_iter().chain(violations).map(|d| finding(&document, Some(&item), d)));
        if publishable {
            valid.push(item);
        }
    }
    findings.sort_by_key(order);
    let status = status(document.status, &findings);
    DocumentOutput { document: DocumentRecord { status, ..document }, items: valid, tables, findings, ledger }
}

fn status(so_far: Status, findings: &[Finding]) -> Status {
    let lost = findings.iter().any(|finding| finding.severity == Severity::Error);
    if so_far == Status::Ok && lost { Status::Partial } else { so_far }
}

fn finding(document: &DocumentRecord, item: Option<&Item>, diagnostic: Diagnostic) -> Finding {
    let place =
        diagnostic.place.or_else(|| item.and_then(|item| place_of(item, diagnostic.field.as_deref())));
    Finding {
        document_id: document.id.clone(),
        path: document.path.clone(),
        severity: diagnostic.severity,
        code: diagnostic.code.to_owned(),
        item: item.map(|item| item.id.clone()),
        field: diagnostic.field,
        message: diagnostic.ja,
        message_en: diagnostic.en,
        place,
        answer: None,
    }
}

/// Where a field of an item stands; the item's first cell where the field has no cell of its own.
fn place_of(item: &Item, field: Option<&str>) -> Option<Place> {
    let cells = &item.source.cells;
    let mut name = field.unwrap_or_default();
    loop {
        if let Some(cell) = cells.get(name).and_then(|of_field| of_field.first()) {
            return Some(cell.place);
        }
        match name.rsplit_once('.') {
            Some((parent, _)) => name = parent,
            None => break,
        }
    }
    cells.values().flatten().map(|cell| cell.place).min_by_key(position)
}

/// Page, line, height on the page, column: the order in which a person reads.
fn position(place: &Place) -> (u32, u32, i64, u32) {
    let height = place.bbox.map_or(0, |bbox| millipoints(bbox.y0));
    (place.page.0, place.line.unwrap_or(0), height, place.column.unwrap_or(0))
}

#[expect(clippy::cast_possible_truncation, reason = "a coordinate beyond i64 only sorts last")]
fn millipoints(points: f64) -> i64 {
    (points * 1000.0) as i64
}

/// Findings without a place come first: they are about the document.
fn order(finding: &Finding) -> (u32, u32, i64, u32) {
    finding.place.as_ref().map_or((0, 0, 0, 0), position)
}

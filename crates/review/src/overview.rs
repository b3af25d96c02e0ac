//! What the page shows, as JSON.

use std::collections::BTreeMap;

use corrections::Kind;
use document_model::{PageNumber, Severity};
use plan_records::records::{DocumentRecord, Finding, Item};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::sources::{Shelf, Source};
use crate::view::DocumentView;

/// Lines of a text that are shown at once.
const MOST_LINES: usize = 400;

/// Digits of a document's SHA-256 that are its `id`.
const DOCUMENT_ID_DIGITS: usize = 12;

/// Characters of a line that are shown: a table's row has thousands at most.
const MOST_LINE_CHARACTERS: usize = 20_000;

/// Everything but the insides of items.
pub(crate) fn overview(desk: &Desk) -> Value {
    let settings = &desk.settings;
    let documents: Vec<Value> = desk.views.iter().map(document).collect();
    let items: Vec<Value> = desk.views.iter().flat_map(items).collect();
    let findings: Vec<Value> = desk.views.iter().flat_map(|view| &view.findings).map(finding).collect();
    let faults: Vec<Value> = desk
        .journal()
        .corrections()
        .faults()
        .iter()
        .map(|fault| json!({"path": fault.path, "message": fault.diagnostic.ja, "message_en": fault.diagnostic.en}))
        .collect();
    json!({
        "lang": settings.lang,
        "who": settings.who,
        "file": desk.journal().path().display().to_string(),
        "documents": documents,
        "items": items,
        "findings": findings,
        "decisions": decisions(desk),
        "faults": faults,
        "catalogue": schema_emit::catalogue::entries().collect::<Vec<_>>(),
    })
}

fn document(view: &DocumentView) -> Value {
    let DocumentRecord {
        id, path, title, publisher, fiscal_year, published, pages, status, media_type, ..
    } = &view.record;
    json!({
        "id": id,
        "path": path,
        "title": title,
        "publisher": publisher,
        "published": published,
        "corrections": view.of_document,
        "fiscal_year": fiscal_year,
        "pages": pages,
        "status": status,
        "media_type": media_type,
        "items": view.items.len(),
        "corrected": view.corrected.len() + view.removed.len() + view.of_document.len(),
    })
}

fn items(view: &DocumentView) -> impl Iterator<Item = Value> {
    let mut corrected: BTreeMap<&str, usize> = BTreeMap::new();
    for (item, _) in view.corrected.keys().chain(view.removed.keys()) {
        *corrected.entry(item).or_default() += 1;
    }
    view.items.iter().map(move |item| {
        json!({
            "id": item.id,
            "document": item.document_id,
            "number": item.number,
            "title": item.title,
            "indicator": item.indicators.first().and_then(|indicator| indicator.name.as_ref().or(indicator.statement.as_ref())),
            "path": item.paths.first().map(|path| path.iter().filter_map(|heading| heading.title.as_deref()).collect::<Vec<_>>().join(" › ")),
            "page": item.source.pages.first(),
            "confidence": lowest_confidence(item),
            "corrected": corrected.get(item.id.as_str()).copied().unwrap_or(0),
        })
    })
}

/// The confidence of the field that is least sure; none where the run gave none.
fn lowest_confidence(item: &Item) -> Option<f64> {
    item.source.confidence.values().copied().reduce(f64::min)
}

fn finding(finding: &Finding) -> Value {
    json!({
        "document": finding.document_id,
        "severity": finding.severity,
        "code": finding.code,
        "item": finding.item,
        "field": finding.field,
        "message": finding.message,
        "message_en": finding.message_en,
        "page": finding.place.map(|place| place.page),
        "answer": finding.answer,
        "open": finding.answer.is_none() && finding.severity >= Severity::Info,
    })
}

/// Corrections and acceptances, the latest first, with whether they count.
fn decisions(desk: &Desk) -> Vec<Value> {
    let corrections = desk.journal().corrections();
    let heads = corrections.heads();
    let mut all: Vec<_> = corrections.all().filter(|decision| decision.kind != Kind::Undo).collect();
    all.sort_by(|one, other| other.when.cmp(&one.when).then_with(|| one.id.cmp(&other.id)));
    let undone_by: BTreeMap<&str, (&str, &str)> = corrections
        .all()
        .filter(|decision| decision.kind == Kind::Undo && !heads.is_undone(decision))
        .filter_map(|undo| Some((undo.undoes.as_deref()?, (undo.id.as_str(), undo.who.as_str()))))
        .collect();
    all.into_iter()
        .map(|decision| {
            let undone = undone_by.get(decision.id.as_str());
            json!({
                "id": decision.id,
                "kind": decision.kind,
                "when": decision.when,
                "who": decision.who,
                "path": decision.document.path,
                "document": decision.document.sha256.get(..DOCUMENT_ID_DIGITS),
                "item": decision.item.as_ref().map(|item| &item.id),
                "field": decision.field,
                "old": decision.old,
                "new": decision.new,
                "reason": decision.reason,
                "code": decision.finding.as_ref().map(|finding| &finding.code),
                "counts": heads.counts(decision),
                "undone_by": undone.map(|(_, who)| who),
                "undo": undone.map(|(id, _)| id),
            })
        })
        .collect()
}

/// An item with all its fields, and how its document can be shown. Gives its document too.
pub(crate) fn item(desk: &Desk, id: &str) -> Option<(Value, DocumentRecord, Vec<PageNumber>)> {
    let (view, item) = desk.item(id)?;
    let corrected: BTreeMap<&str, &str> = view
        .corrected
        .iter()
        .filter(|((of, _), _)| of == id)
        .map(|((_, field), decision)| (field.as_str(), decision.as_str()))
        .collect();
    let mut pages: Vec<PageNumber> =
        item.source.cells.values().flatten().map(|cell| cell.place.page).collect();
    pages.extend(&item.source.pages);
    pages.sort_unstable();
    pages.dedup();
    let removed: Vec<Value> = view
        .removed
        .iter()
        .filter(|((of, _), _)| of == id)
        .map(|((_, field), decision)| json!({"list": corrections::list_left(item, field), "decision": decision}))
        .collect();
    Some((json!({"item": item, "corrected": corrected, "removed": removed}), view.record.clone(), pages))
}

/// How a document can be shown: as pages, as lines, or why not at all.
pub(crate) fn source(shelf: &Shelf, document: &DocumentRecord, pages: &[PageNumber]) -> Value {
    let source = match shelf.source(document) {
        Ok(source) => source,
        Err(problem) => return json!({"kind": "none", "problem": problem}),
    };
    if source.text().is_some() {
        return json!({"kind": "text"});
    }
    let sizes: BTreeMap<String, (f64, f64)> =
        pages.iter().filter_map(|page| Some((page.0.to_string(), source.page_size(*page)?))).collect();
    json!({"kind": "pages", "sizes": sizes, "count": document.pages})
}

/// Lines of a text, by number from 1.
pub(crate) fn lines(source: &dyn Source, from: usize, to: usize) -> Option<Value> {
    let text = source.text()?;
    let (from, count) = (from.max(1), to.saturating_sub(from).saturating_add(1).min(MOST_LINES));
    let lines: Vec<Value> = (from..)
        .zip(text.lines().skip(from - 1).take(count))
        .map(|(number, line)| {
            json!({"number": number, "text": line.chars().take(MOST_LINE_CHARACTERS).collect::<String>()})
        })
        .collect();
    Some(Value::Array(lines))
}

//! A document's records with the decisions applied, as the next run will make them.

use std::collections::{BTreeMap, BTreeSet};

use corrections::{
    Applied, Corrections, Decision, Kind, as_left, as_read, edit_document, edit_item, list_left,
    value_as_read, value_of,
};
use plan_records::records::{DocumentRecord, Finding, Item};
use plan_records::{Records, validate};
use schema_emit::{SourceText, Validator, publish};

/// A document with its items and findings.
#[derive(Debug, Clone)]
pub(crate) struct DocumentView {
    pub(crate) record: DocumentRecord,
    pub(crate) items: Vec<Item>,
    pub(crate) findings: Vec<Finding>,
    /// The correction that counts, by `id` of the item and field.
    pub(crate) corrected: BTreeMap<(String, String), String>,
    /// The correction that took an element out, by `id` of the item and name of the element as read.
    pub(crate) removed: BTreeMap<(String, String), String>,
    /// The correction of the document that counts, by field.
    pub(crate) of_document: BTreeMap<String, String>,
}

/// The records as the run made them, without what people decided since.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) record: DocumentRecord,
    pub(crate) items: Vec<Item>,
    pub(crate) findings: Vec<Finding>,
    keys: BTreeSet<String>,
}

impl Base {
    pub(crate) fn new(record: DocumentRecord, items: Vec<Item>, findings: Vec<Finding>) -> Self {
        let keys = items.iter().map(|item| item.key.clone()).collect();
        Self { record, items, findings, keys }
    }

    /// Could the decision concern the document?
    fn is_concerned(&self, decision: &Decision) -> bool {
        decision.document.sha256 == self.record.sha256
            || decision.item.as_ref().is_some_and(|item| self.keys.contains(&item.key))
    }

    /// The document with the decisions applied.
    pub(crate) fn view(&self, corrections: &Corrections, validator: &Validator) -> DocumentView {
        let concerned = corrections.all().any(|decision| self.is_concerned(decision));
        // A run that applied corrections has marks of its own: they are made again from the file.
        let marked =
            self.findings.iter().any(|finding| finding.answer.is_some() || is_about_decisions(finding));
        if !concerned && !marked {
            return DocumentView {
                record: self.record.clone(),
                items: self.items.clone(),
                findings: self.findings.clone(),
                corrected: BTreeMap::new(),
                removed: BTreeMap::new(),
                of_document: BTreeMap::new(),
            };
        }
        let items = self.items.iter().map(|item| without_undone(item, &self.record, corrections)).collect();
        let mut records = Records {
            document: document_without_undone(&self.record, corrections),
            items,
            tables: Vec::new(),
            item_findings: BTreeMap::new(),
            findings: Vec::new(),
            accounts: Vec::new(),
        };
        let flaw = |item: &Item| validator.check(item).into_iter().next().map(|violation| violation.ja);
        let applied = corrections.apply(&mut records, &flaw);
        records.item_findings.values_mut().for_each(|found| {
            found.retain(|diagnostic| !validate::CODES.contains(&diagnostic.code));
        });
        validate::check(&mut records);
        self.published(records, &applied, validator)
    }

    fn published(&self, records: Records, applied: &Applied, validator: &Validator) -> DocumentView {
        let ids: Vec<String> = records.items.iter().map(|item| item.id.clone()).collect();
        let by_id = |of_place: &BTreeMap<(usize, String), String>| {
            let named = of_place.iter();
            named
                .filter_map(|((at, field), id)| Some(((ids.get(*at)?.clone(), field.clone()), id.clone())))
                .collect()
        };
        let (corrected, removed) = (by_id(&applied.corrected), by_id(&applied.removed));
        let record = records.document.clone();
        let made = publish(records, SourceText::default(), Vec::new(), validator);
        let from_reading = self.findings.iter().filter(|finding| {
            !is_about_decisions(finding) && !validate::CODES.contains(&finding.code.as_str())
        });
        let before: BTreeMap<&str, &Item> = self.items.iter().map(|item| (item.id.as_str(), item)).collect();
        let now: BTreeMap<&str, &Item> = made.items.iter().map(|item| (item.id.as_str(), item)).collect();
        let mut findings: Vec<Finding> = from_reading
            .cloned()
            .map(|finding| {
                let item = finding.item.as_deref();
                let (before, now) = (item.and_then(|id| before.get(id)), item.and_then(|id| now.get(id)));
                let field = finding.field.map(|field| match before.zip(now) {
                    Some((before, now)) => called_now(before, now, &field),
                    None => field,
                });
                Finding { answer: None, field, ..finding }
            })
            .collect();
        findings.extend(made.findings);
        findings.sort_by_key(|finding| {
            finding.place.map_or((0, 0, 0), |place| {
                let height = place.bbox.map_or(0.0, |bbox| bbox.y0);
                (place.page.0, place.line.unwrap_or(0), millipoints(height))
            })
        });
        applied.answer(&record, &mut findings);
        let of_document = applied.of_document.clone();
        DocumentView { record, items: made.items, findings, corrected, removed, of_document }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a coordinate beyond i64 only sorts last")]
fn millipoints(points: f64) -> i64 {
    (points * 1000.0) as i64
}

fn is_about_decisions(finding: &Finding) -> bool {
    finding.code.starts_with("correction-") || finding.code == "acceptance-stale"
}

/// How a field of an item is called after elements of its lists were taken out.
fn called_now(before: &Item, now: &Item, field: &str) -> String {
    let read = as_read(before, field);
    as_left(now, &read).unwrap_or_else(|| list_left(now, &read))
}

/// The document with the values from before those corrections that the run applied and that were taken back since.
fn document_without_undone(document: &DocumentRecord, corrections: &Corrections) -> DocumentRecord {
    let mut undone: Vec<&Decision> = corrections
        .all()
        .filter(|decision| decision.is_about_document() && corrections.heads().is_undone(decision))
        .filter(|decision| decision.document.sha256 == document.sha256)
        .collect();
    undone.sort_by(|one, other| other.when.cmp(&one.when));
    let mut document = document.clone();
    for decision in undone {
        let Some(field) = decision.field.as_deref() else { continue };
        let now = serde_json::to_value(&document).unwrap_or_default();
        if value_of(&now, field) == &decision.new
            && let Ok(edited) = edit_document(&document, field, &decision.old)
        {
            document = edited;
        }
    }
    document
}

/// The item with the values from before those corrections that the run applied and that were taken back since.
fn without_undone(item: &Item, document: &DocumentRecord, corrections: &Corrections) -> Item {
    let mut undone: Vec<&Decision> = corrections
        .all()
        .filter(|decision| decision.kind == Kind::Correct && corrections.heads().is_undone(decision))
        .filter(|decision| {
            decision.document.sha256 == document.sha256
                && decision.item.as_ref().is_some_and(|of| of.id == item.id)
        })
        .collect();
    undone.sort_by(|one, other| other.when.cmp(&one.when));
    let mut item = item.clone();
    for decision in undone {
        let Some(field) = decision.field.as_deref() else { continue };
        let left = as_left(&item, field).and_then(|left| item.source.cells.get(&left));
        let marked = left.or_else(|| item.source.removed.get(field)).is_some_and(|cells| {
            cells.iter().any(|cell| cell.rule.contains(&decision.when) && cell.rule.contains(&decision.who))
        });
        let now = value_as_read(&item);
        // Where an element without cells was taken out, its place is the mark.
        let gone = item.source.removed.get(field).is_some_and(Vec::is_empty);
        if (marked || gone)
            && value_of(&now, field) == &decision.new
            && let Ok(edited) = edit_item(&item, [(field, &decision.old)])
        {
            item = edited;
        }
    }
    item
}

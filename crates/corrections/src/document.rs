//! Corrections of a document's own fields: title, publisher, year.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use plan_records::Records;
use plan_records::records::{AnswerKind, DocumentRecord};
use serde_json::Value;

use crate::apply::{Applied, answer};
use crate::decision::Decision;
use crate::elements::value_of;
use crate::field::{is_correctable_of_document, set};
use crate::findings;
use crate::set::Corrections;

/// The document with another value in a field.
///
/// # Errors
/// Says why, where it has no such field or the value does not fit it.
pub fn edit_document(document: &DocumentRecord, field: &str, new: &Value) -> Result<DocumentRecord, String> {
    let mut value = serde_json::to_value(document).map_err(|error| error.to_string())?;
    if !is_correctable_of_document(field) || !set(&mut value, field, new.clone()) {
        return Err(format!("{field}?"));
    }
    let edited: DocumentRecord = serde_json::from_value(value).map_err(|error| error.to_string())?;
    match flaw(&edited) {
        Some(why) if flaw(document).is_none() => Err(why),
        _ => Ok(edited),
    }
}

/// Years of which a plan can be.
const YEARS: RangeInclusive<i32> = 1868..=2200;

/// What is wrong with the document's own fields.
fn flaw(document: &DocumentRecord) -> Option<String> {
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = |date: &str| {
        let parts: Vec<&str> = date.split('-').collect();
        (1..=3).contains(&parts.len()) && parts.iter().zip([4, 2, 2]).all(|(part, count)| digits(part, count))
    };
    if let Some(code) = document.publisher.as_ref().and_then(|publisher| publisher.code.as_deref())
        && !digits(code, 6)
    {
        return Some(code.to_owned());
    }
    if let Some(year) = document.fiscal_year.filter(|year| !YEARS.contains(year)) {
        return Some(year.to_string());
    }
    document.published.clone().filter(|date| !is_date(date))
}

impl Corrections {
    /// The publishers from before the corrections: decisions that were made then know items by the keys that these gave.
    pub(crate) fn publishers_before(&self, applied: &Applied) -> Vec<Option<String>> {
        let Some(decision) = applied.of_document.get("publisher").and_then(|id| self.get(id)) else {
            return Vec::new();
        };
        let before = self.values_before(decision).into_iter();
        before.map(|value| value_of(value, "name").as_str().map(str::to_owned)).collect()
    }

    /// Corrects the fields of the document itself.
    pub(crate) fn apply_to_document(&self, records: &mut Records, applied: &mut Applied) {
        let of_document: Vec<&Decision> = self
            .standing()
            .filter(|decision| decision.is_about_document())
            .filter(|decision| decision.document.sha256 == records.document.sha256)
            .collect();
        applied.placed.extend(of_document.iter().map(|decision| decision.id.clone()));
        let mut told = BTreeSet::new();
        for decision in of_document.iter().filter(|decision| self.heads().counts(decision)) {
            let field = decision.field.as_deref().unwrap_or_default();
            let others = of_document.iter().filter(|other| self.heads().counts(other));
            let against: Vec<&Decision> = others
                .filter(|other| other.field == decision.field && other.new != decision.new)
                .copied()
                .collect();
            if !against.is_empty() {
                if told.insert(field) {
                    let all: Vec<&Decision> = against.into_iter().chain([*decision]).collect();
                    records.findings.push(findings::conflict(field, &all));
                }
                continue;
            }
            let now = serde_json::to_value(&records.document).unwrap_or_default();
            let seen = value_of(&now, field);
            if *seen != decision.new && !self.values_before(decision).contains(&seen) {
                records.findings.push(findings::stale(decision, Some(&findings::shown(seen))));
                continue;
            }
            match edit_document(&records.document, field, &decision.new) {
                Ok(document) => {
                    records.document = document;
                    applied.of_document.insert(field.to_owned(), decision.id.clone());
                    applied.answers.insert(decision.id.clone(), answer(decision, AnswerKind::Corrected));
                }
                Err(why) => records.findings.push(findings::invalid(decision, &why)),
            }
        }
    }
}

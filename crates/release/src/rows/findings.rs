//! Rows of findings.

use document_model::Severity;
use plan_records::records::Finding;
use plan_records::records::finding::AnswerKind;

use crate::value::{Rows, Value};

pub(super) fn add(rows: &mut Rows, finding: &Finding, ordinal: i64) {
    let place = finding.place.as_ref();
    rows.push([
        Value::Integer(ordinal),
        Value::text(&finding.document_id),
        Value::words(finding.item.as_deref()),
        Value::words(finding.field.as_deref()),
        Value::Choice(match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }),
        Value::text(&finding.code),
        Value::text(&finding.message),
        Value::text(&finding.message_en),
        finding.answer.as_ref().map_or(Value::Missing, |answer| {
            Value::Choice(match answer.kind {
                AnswerKind::Accepted => "accepted",
                AnswerKind::Corrected => "corrected",
            })
        }),
        Value::integer(place.map(|place| place.page.0)),
        Value::integer(place.and_then(|place| place.line)),
        Value::integer(place.and_then(|place| place.column)),
    ]);
}

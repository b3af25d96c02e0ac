//! Rows of documents.

use plan_records::records::{DocumentRecord, Status};

use super::file_name;
use super::readings::Readings;
use crate::day::Span;
use crate::value::{Rows, Value};

pub(super) fn add(rows: &mut Rows, document: &DocumentRecord, readings: &mut Readings) {
    let publisher = document.publisher.as_ref();
    let name = publisher.map(|publisher| publisher.name.as_str());
    let year = document.fiscal_year.and_then(Span::fiscal_year);
    let published = document.published.as_deref().and_then(Span::parse);
    let title = document.title.as_deref();
    rows.push([
        Value::text(&document.id),
        Value::words(publisher.and_then(|publisher| publisher.code.as_deref())),
        Value::words(name),
        readings.of(name),
        Value::words(title),
        readings.of(title),
        Value::integer(document.fiscal_year),
        Value::date(year.map(|span| span.first)),
        Value::date(year.map(|span| span.last)),
        Value::date(published.map(|span| span.first)),
        Value::date(published.map(|span| span.last)),
        Value::text(file_name(&document.path)),
        Value::text(&document.media_type),
        Value::count(document.pages),
        Value::count(document.bytes),
        Value::text(&document.sha256),
        Value::Choice(match document.status {
            Status::Ok => "ok",
            Status::Partial => "partial",
            Status::Failed => "failed",
        }),
    ]);
}

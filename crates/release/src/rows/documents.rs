//! Rows of documents.

use document_model::FileInformation;
use plan_records::records::{DocumentRecord, Status};

use super::readings::Readings;
use super::{Batch, file_name};
use crate::day::Span;
use crate::value::{Rows, Value};

pub(super) fn add(batch: &mut Batch, document: &DocumentRecord, readings: &mut Readings) {
    document_row(batch.rows("documents"), document, readings);
    for (ordinal, bookmark) in (1_i64..).zip(&document.outline) {
        batch.rows("bookmarks").push([
            Value::text(&document.id),
            Value::Integer(ordinal),
            Value::Integer(bookmark.level.into()),
            Value::text(&bookmark.title),
            Value::integer(bookmark.page.map(|page| page.0)),
        ]);
    }
    for (page, label) in (1_i64..).zip(&document.page_labels) {
        batch.rows("page_labels").push([Value::text(&document.id), Value::Integer(page), Value::text(label)]);
    }
}

fn document_row(rows: &mut Rows, document: &DocumentRecord, readings: &mut Readings) {
    let publisher = document.publisher.as_ref();
    let name = publisher.map(|publisher| publisher.name.as_str());
    let year = document.fiscal_year.and_then(Span::fiscal_year);
    let published = document.published.as_deref().and_then(Span::parse);
    let title = document.title.as_deref();
    let told = |of: fn(&FileInformation) -> &Option<String>| {
        Value::words(document.information.as_ref().and_then(|information| of(information).as_deref()))
    };
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
        told(|information| &information.title),
        told(|information| &information.author),
        told(|information| &information.subject),
        told(|information| &information.keywords),
        told(|information| &information.creator),
        told(|information| &information.producer),
        told(|information| &information.created),
        told(|information| &information.modified),
        Value::Choice(match document.status {
            Status::Ok => "ok",
            Status::Partial => "partial",
            Status::Failed => "failed",
        }),
    ]);
}

//! Rows of items and of all that belongs to them.

use plan_records::records::{Indicator, Item, Observation, Progress};

use super::readings::Readings;
use super::{Batch, words};
use crate::day::Span;
use crate::value::{Rows, Value};

pub(super) fn add(batch: &mut Batch, item: &Item, ordinal: i64, readings: &mut Readings) {
    item_row(batch.rows("items"), item, ordinal, readings);
    headings(batch.rows("item_paths"), item);
    departments(batch.rows("departments"), item, readings);
    for (at, indicator) in (1_i64..).zip(&item.indicators) {
        let id = format!("{}-{at}", item.id);
        indicator_row(batch.rows("indicators"), item, &id, at, indicator, readings);
        observations(batch.rows("observations"), item, &id, at, &indicator.observations);
        evaluations(batch.rows("evaluations"), &id, indicator);
    }
    for (at, progress) in (1_i64..).zip(&item.progress) {
        let id = format!("{}-p{at}", item.id);
        progress_row(batch.rows("progress"), item, &id, at, progress);
        progress_lines(batch.rows("progress_lines"), &id, progress);
        events(batch.rows("events"), &id, progress);
    }
    others(batch, item);
    sources(batch.rows("sources"), item);
    trust(batch, item);
}

fn item_row(rows: &mut Rows, item: &Item, ordinal: i64, readings: &mut Readings) {
    let pages = &item.source.pages;
    rows.push([
        Value::text(&item.id),
        Value::text(&item.document_id),
        Value::text(&item.key),
        Value::Integer(ordinal),
        Value::words(item.number.as_deref()),
        Value::words(item.title.as_deref()),
        readings.of(item.title.as_deref()),
        Value::Boolean(item.repeated),
        Value::words(item.summary.as_deref()),
        Value::words(item.purpose.as_deref()),
        Value::integer(pages.iter().map(|page| page.0).min()),
        Value::integer(pages.iter().map(|page| page.0).max()),
        Value::count(item.source.table),
    ]);
}

fn headings(rows: &mut Rows, item: &Item) {
    for (path, headings) in (1_i64..).zip(&item.paths) {
        for (level, heading) in (1_i64..).zip(headings) {
            rows.push([
                Value::text(&item.id),
                Value::Integer(path),
                Value::Integer(level),
                Value::words(heading.number.as_deref()),
                Value::words(heading.title.as_deref()),
            ]);
        }
    }
}

fn departments(rows: &mut Rows, item: &Item, readings: &mut Readings) {
    for (department, path) in (1_i64..).zip(&item.departments) {
        for (level, name) in (1_i64..).zip(path) {
            rows.push([
                Value::text(&item.id),
                Value::Integer(department),
                Value::Integer(level),
                Value::text(name),
                readings.of(Some(name)),
            ]);
        }
    }
}

fn indicator_row(
    rows: &mut Rows,
    item: &Item,
    id: &str,
    ordinal: i64,
    indicator: &Indicator,
    readings: &mut Readings,
) {
    let kind = indicator.kind.map(words::indicator_kind);
    let direction = indicator.direction.map(words::direction);
    rows.push([
        Value::text(id),
        Value::text(&item.id),
        Value::Integer(ordinal),
        Value::words(indicator.name.as_deref()),
        readings.of(indicator.name.as_deref()),
        Value::words(indicator.statement.as_deref()),
        kind.map_or(Value::Missing, Value::Choice),
        Value::words(indicator.unit_hint.as_deref()),
        Value::Boolean(indicator.cumulative),
        Value::words(indicator.description.as_deref()),
        direction.map_or(Value::Missing, Value::Choice),
    ]);
}

fn observations(rows: &mut Rows, item: &Item, indicator: &str, place: i64, observations: &[Observation]) {
    for (ordinal, observation) in (1_i64..).zip(observations) {
        let (basis, first, last) = time(observation);
        rows.push([
            Value::text(indicator),
            Value::Integer(ordinal),
            Value::Choice(words::role(observation.role)),
            Value::integer(observation.fiscal_year),
            first,
            last,
            basis,
            Value::words(observation.label.as_deref()),
            Value::Choice(words::observation_kind(observation.kind)),
            observation.value.map_or(Value::Missing, Value::Decimal),
            Value::words(observation.unit.as_deref()),
            observation.relation.map_or(Value::Missing, |relation| Value::Choice(words::relation(relation))),
            Value::Boolean(observation.approximate),
            Value::text(&observation.raw),
            // Fields count from 0.
            confidence(item, &format!("indicators.{}.observations.{}", place - 1, ordinal - 1)),
        ]);
    }
}

fn confidence(item: &Item, field: &str) -> Value {
    item.source.confidence.get(field).map_or(Value::Missing, |confidence| Value::Number(*confidence))
}

/// What the time of a value is taken from, its first and its last day: the finest that is printed counts.
fn time(observation: &Observation) -> (Value, Value, Value) {
    let period = observation.period.as_ref();
    if let Some(span) = observation.as_of.as_deref().and_then(Span::parse) {
        let basis = if span.first == span.last { "day" } else { "month" };
        return (Value::Choice(basis), Value::Date(span.first), Value::Date(span.last));
    }
    let end = |text: Option<&String>| text.and_then(|text| Span::parse(text));
    let from = end(period.and_then(|period| period.from.as_ref())).map(|span| span.first);
    let to = end(period.and_then(|period| period.to.as_ref())).map(|span| span.last);
    if from.is_some() || to.is_some() {
        return (Value::Choice("period"), Value::date(from), Value::date(to));
    }
    match observation.fiscal_year.and_then(Span::fiscal_year) {
        Some(year) => (Value::Choice("fiscal_year"), Value::Date(year.first), Value::Date(year.last)),
        None => (Value::Missing, Value::Missing, Value::Missing),
    }
}

fn evaluations(rows: &mut Rows, id: &str, indicator: &Indicator) {
    for (ordinal, evaluation) in (1_i64..).zip(&indicator.evaluations) {
        let (first, last) = year_cells(evaluation.fiscal_year);
        rows.push([
            Value::text(id),
            Value::Integer(ordinal),
            Value::integer(evaluation.fiscal_year),
            first,
            last,
            Value::text(&evaluation.grade),
        ]);
    }
}

fn year_cells(year: Option<i32>) -> (Value, Value) {
    let span = year.and_then(Span::fiscal_year);
    (Value::date(span.map(|span| span.first)), Value::date(span.map(|span| span.last)))
}

fn progress_row(rows: &mut Rows, item: &Item, id: &str, ordinal: i64, progress: &Progress) {
    let kind = progress.kind.map(words::progress_kind);
    let (first, last) = year_cells(progress.fiscal_year);
    rows.push([
        Value::text(id),
        Value::text(&item.id),
        Value::Integer(ordinal),
        Value::words(progress.label.as_deref()),
        Value::integer(progress.fiscal_year),
        first,
        last,
        kind.map_or(Value::Missing, Value::Choice),
    ]);
}

/// Headings and bullets; where the text was not cut into such, its lines.
fn progress_lines(rows: &mut Rows, id: &str, progress: &Progress) {
    let mut ordinal = 0;
    let mut push = |group: i64, kind, text: &str| {
        let text = Value::text(text);
        if text != Value::Missing {
            ordinal += 1;
            rows.push([
                Value::text(id),
                Value::Integer(ordinal),
                Value::Integer(group),
                Value::Choice(kind),
                text,
            ]);
        }
    };
    for (at, group) in (1_i64..).zip(&progress.groups) {
        if let Some(heading) = &group.heading {
            push(at, "heading", heading);
        }
        for bullet in &group.bullets {
            push(at, "bullet", bullet);
        }
    }
    if progress.groups.is_empty() {
        for line in progress.text.lines() {
            push(1, "bullet", line);
        }
    }
}

fn events(rows: &mut Rows, id: &str, progress: &Progress) {
    for (ordinal, event) in (1_i64..).zip(&progress.events) {
        let first = event.from.as_deref().and_then(Span::parse).map(|span| span.first);
        let last = event.to.as_deref().and_then(Span::parse).map(|span| span.last);
        rows.push([
            Value::text(id),
            Value::Integer(ordinal),
            Value::date(first),
            Value::date(last),
            Value::text(&event.text),
        ]);
    }
}

fn others(batch: &mut Batch, item: &Item) {
    for (ordinal, title) in (1_i64..).zip(&item.related_titles) {
        batch.rows("related_titles").push([
            Value::text(&item.id),
            Value::Integer(ordinal),
            Value::text(title),
        ]);
    }
    for (ordinal, other) in (1_i64..).zip(&item.others) {
        batch.rows("others").push([
            Value::text(&item.id),
            Value::Integer(ordinal),
            Value::words(other.heading.as_deref()),
            Value::text(&other.text),
        ]);
    }
}

fn sources(rows: &mut Rows, item: &Item) {
    for (field, cells) in &item.source.cells {
        for (ordinal, cell) in (1_i64..).zip(cells) {
            let edge = |pick: fn(&document_model::Rect) -> f64| {
                cell.place.bbox.as_ref().map_or(Value::Missing, |bbox| Value::Number(pick(bbox)))
            };
            rows.push([
                Value::text(&item.id),
                Value::text(field),
                Value::Integer(ordinal),
                Value::count(cell.place.page.0),
                Value::integer(cell.place.line),
                Value::integer(cell.place.column),
                edge(|bbox| bbox.x0),
                edge(|bbox| bbox.y0),
                edge(|bbox| bbox.x1),
                edge(|bbox| bbox.y1),
                Value::text(&cell.raw),
                Value::text(&cell.rule),
            ]);
        }
    }
}

fn trust(batch: &mut Batch, item: &Item) {
    for (field, confidence) in &item.source.confidence {
        batch.rows("confidences").push([
            Value::text(&item.id),
            Value::text(field),
            Value::Number(*confidence),
        ]);
    }
    for (field, signs) in &item.source.doubts {
        for (ordinal, sign) in (1_i64..).zip(signs) {
            batch.rows("doubts").push([
                Value::text(&item.id),
                Value::text(field),
                Value::Integer(ordinal),
                Value::text(sign),
            ]);
        }
    }
}

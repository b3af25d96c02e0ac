//! Items with everything that belongs to them, as lists and structures: a row for each item.

use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use plan_records::records::{
    CellSource, Evaluation, Event, Heading, Indicator, Item, Observation, OtherColumn, Period, Progress,
    ProgressGroup, Source,
};

use super::shape::{Columns, decimal, fields, integer, list, number, structure, text, texts, truth};
use super::{ParquetWriter, begin, failed};
use crate::error::Error;
use crate::package::Writer;
use crate::rows::{Batch, words};

/// Path of the file in the package.
const PATH: &str = "parquet/items_nested.parquet";

pub(in crate::package) struct NestedFile {
    writer: ParquetWriter,
}

impl NestedFile {
    pub(in crate::package) fn begin(stage: &Path) -> Result<Self, Error> {
        Ok(Self { writer: begin(stage, PATH, record_batch(&[])?.schema())? })
    }
}

impl Writer for NestedFile {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        if batch.items.is_empty() {
            return Ok(());
        }
        self.writer.write(&record_batch(&batch.items)?).map_err(failed)
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        let mut out = self.writer.into_inner().map_err(failed)?;
        std::io::Write::flush(&mut out).map_err(failed)?;
        Ok(0)
    }
}

fn record_batch(records: &[Item]) -> Result<RecordBatch, Error> {
    let columns = items(&records.iter().map(Some).collect::<Vec<_>>())?;
    let schema = Arc::new(Schema::new(fields(&columns)));
    RecordBatch::try_new(schema, columns.into_iter().map(|(_, cells)| cells).collect()).map_err(failed)
}

type Made = Result<Columns, Error>;

fn items(rows: &[Option<&Item>]) -> Made {
    let path =
        |path: &[Option<&Vec<Heading>>]| list(path, Some, |headings| structure(headings, self::headings));
    Ok(vec![
        ("id", text(rows, |item| Some(&item.id))),
        ("key", text(rows, |item| Some(&item.key))),
        ("document_id", text(rows, |item| Some(&item.document_id))),
        ("paths", list(rows, |item| Some(&item.paths), path)?),
        ("number", text(rows, |item| item.number.as_deref())),
        ("title", text(rows, |item| item.title.as_deref())),
        ("repeated", truth(rows, |item| item.repeated)),
        ("summary", text(rows, |item| item.summary.as_deref())),
        ("purpose", text(rows, |item| item.purpose.as_deref())),
        ("departments", list(rows, |item| Some(&item.departments), |paths| texts(paths, |path| path))?),
        ("indicators", list(rows, |item| Some(&item.indicators), |rows| structure(rows, indicators))?),
        ("progress", list(rows, |item| Some(&item.progress), |rows| structure(rows, progress))?),
        ("related_titles", texts(rows, |item| &item.related_titles)?),
        ("others", list(rows, |item| Some(&item.others), |rows| structure(rows, others))?),
        (
            "source",
            structure(&rows.iter().map(|row| row.map(|item| &item.source)).collect::<Vec<_>>(), sources)?,
        ),
    ])
}

fn headings(rows: &[Option<&Heading>]) -> Made {
    Ok(vec![
        ("number", text(rows, |heading| heading.number.as_deref())),
        ("title", text(rows, |heading| heading.title.as_deref())),
    ])
}

fn indicators(rows: &[Option<&Indicator>]) -> Made {
    Ok(vec![
        ("name", text(rows, |indicator| indicator.name.as_deref())),
        ("statement", text(rows, |indicator| indicator.statement.as_deref())),
        ("kind", text(rows, |indicator| indicator.kind.map(words::indicator_kind))),
        ("unit_hint", text(rows, |indicator| indicator.unit_hint.as_deref())),
        ("cumulative", truth(rows, |indicator| indicator.cumulative)),
        ("description", text(rows, |indicator| indicator.description.as_deref())),
        ("direction", text(rows, |indicator| indicator.direction.map(words::direction))),
        (
            "observations",
            list(rows, |indicator| Some(&indicator.observations), |rows| structure(rows, observations))?,
        ),
        (
            "evaluations",
            list(rows, |indicator| Some(&indicator.evaluations), |rows| structure(rows, evaluations))?,
        ),
    ])
}

fn observations(rows: &[Option<&Observation>]) -> Made {
    let period: Vec<Option<&Period>> =
        rows.iter().map(|row| row.and_then(|one| one.period.as_ref())).collect();
    Ok(vec![
        ("role", text(rows, |one| Some(words::role(one.role)))),
        ("fiscal_year", integer(rows, |one| one.fiscal_year)),
        ("as_of", text(rows, |one| one.as_of.as_deref())),
        ("period", structure(&period, periods)?),
        ("label", text(rows, |one| one.label.as_deref())),
        ("kind", text(rows, |one| Some(words::observation_kind(one.kind)))),
        ("value", decimal(rows, |one| one.value)?),
        ("unit", text(rows, |one| one.unit.as_deref())),
        ("relation", text(rows, |one| one.relation.map(words::relation))),
        ("approximate", truth(rows, |one| one.approximate)),
        ("raw", text(rows, |one| Some(&one.raw))),
    ])
}

fn periods(rows: &[Option<&Period>]) -> Made {
    Ok(vec![
        ("from", text(rows, |period| period.from.as_deref())),
        ("to", text(rows, |period| period.to.as_deref())),
    ])
}

fn evaluations(rows: &[Option<&Evaluation>]) -> Made {
    Ok(vec![
        ("fiscal_year", integer(rows, |evaluation| evaluation.fiscal_year)),
        ("grade", text(rows, |evaluation| Some(&evaluation.grade))),
    ])
}

fn progress(rows: &[Option<&Progress>]) -> Made {
    Ok(vec![
        ("label", text(rows, |progress| progress.label.as_deref())),
        ("fiscal_year", integer(rows, |progress| progress.fiscal_year)),
        ("kind", text(rows, |progress| progress.kind.map(words::progress_kind))),
        ("text", text(rows, |progress| Some(&progress.text))),
        ("groups", list(rows, |progress| Some(&progress.groups), |rows| structure(rows, groups))?),
        ("events", list(rows, |progress| Some(&progress.events), |rows| structure(rows, events))?),
    ])
}

fn groups(rows: &[Option<&ProgressGroup>]) -> Made {
    Ok(vec![
        ("heading", text(rows, |group| group.heading.as_deref())),
        ("bullets", texts(rows, |group| &group.bullets)?),
    ])
}

fn events(rows: &[Option<&Event>]) -> Made {
    Ok(vec![
        ("from", text(rows, |event| event.from.as_deref())),
        ("to", text(rows, |event| event.to.as_deref())),
        ("text", text(rows, |event| Some(&event.text))),
    ])
}

fn others(rows: &[Option<&OtherColumn>]) -> Made {
    Ok(vec![
        ("heading", text(rows, |other| other.heading.as_deref())),
        ("text", text(rows, |other| Some(&other.text))),
    ])
}

/// The maps by field are lists: fields are data there, not names of columns.
fn sources<'r>(rows: &[Option<&'r Source>]) -> Made {
    let read = |source: &'r Source| {
        let cells = source.cells.iter();
        Some(cells.flat_map(|(field, cells)| cells.iter().map(move |cell| (field.as_str(), cell))))
    };
    let gone = |source: &'r Source| {
        let cells = source.removed.iter();
        Some(cells.flat_map(|(field, cells)| cells.iter().map(move |cell| (field.as_str(), cell))))
    };
    Ok(vec![
        ("pages", list(rows, |source| Some(&source.pages), |pages| Ok(integer(pages, |page| Some(page.0))))?),
        ("table", integer(rows, |source| Some(source.table))),
        ("rows", list(rows, |source| Some(&source.rows), |rows| Ok(integer(rows, |row| Some(*row))))?),
        ("cells", list(rows, read, |rows| structure(rows, cells))?),
        ("confidence", list(rows, |source| Some(&source.confidence), |rows| structure(rows, confidences))?),
        ("doubts", list(rows, |source| Some(&source.doubts), |rows| structure(rows, doubts))?),
        ("removed", list(rows, gone, |rows| structure(rows, cells))?),
    ])
}

/// `field` is the name of the field that the cell was read for.
fn cells(rows: &[Option<(&str, &CellSource)>]) -> Made {
    let edges =
        |(_, cell): (&str, &CellSource)| cell.place.bbox.map(|bbox| [bbox.x0, bbox.y0, bbox.x1, bbox.y1]);
    Ok(vec![
        ("field", text(rows, |(field, _)| Some(field))),
        ("page", integer(rows, |(_, cell)| Some(cell.place.page.0))),
        ("bbox", list(rows, edges, |edges| Ok(number(edges, |edge| edge)))?),
        ("line", integer(rows, |(_, cell)| cell.place.line)),
        ("column", integer(rows, |(_, cell)| cell.place.column)),
        ("raw", text(rows, |(_, cell)| Some(&cell.raw))),
        ("rule", text(rows, |(_, cell)| Some(&cell.rule))),
    ])
}

fn confidences(rows: &[Option<(&String, &f64)>]) -> Made {
    Ok(vec![
        ("field", text(rows, |(field, _)| Some(field))),
        ("confidence", number(rows, |(_, confidence)| *confidence)),
    ])
}

fn doubts(rows: &[Option<(&String, &Vec<String>)>]) -> Made {
    Ok(vec![("field", text(rows, |(field, _)| Some(field))), ("signs", texts(rows, |(_, signs)| signs)?)])
}

#[cfg(test)]
mod tests {
    use arrow_schema::DataType;
    use schema_emit::json_schema::{SchemaName, schema};
    use serde_json::Value as Json;

    use super::*;

    /// Names of the fields of a type of the JSON Schema.
    fn names(schema: &Json) -> Vec<String> {
        schema["properties"].as_object().expect("an object").keys().cloned().collect()
    }

    fn names_of(columns: Made) -> Vec<String> {
        columns.expect("no rows").iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    #[test]
    fn every_field_of_the_record_has_a_column() {
        let item = schema(SchemaName::Item);
        assert_eq!(names(&item), names_of(items(&[])));
        for (name, columns) in [
            ("Indicator", indicators(&[])),
            ("Observation", observations(&[])),
            ("Progress", progress(&[])),
            ("Source", sources(&[])),
        ] {
            assert_eq!(names(&item["$defs"][name]), names_of(columns), "{name}");
        }
    }

    #[test]
    fn a_missing_structure_has_missing_fields() {
        let periods = structure::<&Period>(&[None], periods).expect("fits");
        assert!(periods.is_null(0));
        assert!(matches!(periods.data_type(), DataType::Struct(fields) if fields.len() == 2));
    }
}

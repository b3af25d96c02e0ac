//! Items with everything that belongs to them, as lists and structures: a row for each item.

use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use plan_records::records::Item;
use serde_json::{Map, Value as Json, json};

use super::shape::{Shape, fields_of};
use super::{ParquetWriter, begin, failed};
use crate::error::Error;
use crate::package::Writer;
use crate::rows::Batch;

/// Path of the file in the package.
const PATH: &str = "parquet/items_nested.parquet";

use Shape::{Decimal, Integer, List, Number, Struct, Text, Truth};

const PERIOD: Shape = Struct(&[("from", Text), ("to", Text)]);

const OBSERVATION: Shape = Struct(&[
    ("role", Text),
    ("fiscal_year", Integer),
    ("as_of", Text),
    ("period", PERIOD),
    ("label", Text),
    ("kind", Text),
    ("value", Decimal),
    ("unit", Text),
    ("relation", Text),
    ("approximate", Truth),
    ("raw", Text),
]);

const INDICATOR: Shape = Struct(&[
    ("name", Text),
    ("statement", Text),
    ("kind", Text),
    ("unit_hint", Text),
    ("cumulative", Truth),
    ("description", Text),
    ("direction", Text),
    ("observations", List(&OBSERVATION)),
    ("evaluations", List(&Struct(&[("fiscal_year", Integer), ("grade", Text)]))),
]);

const PROGRESS: Shape = Struct(&[
    ("label", Text),
    ("fiscal_year", Integer),
    ("kind", Text),
    ("text", Text),
    ("groups", List(&Struct(&[("heading", Text), ("bullets", List(&Text))]))),
    ("events", List(&Struct(&[("from", Text), ("to", Text), ("text", Text)]))),
]);

/// `field` is the name of the field that the cell was read for.
const CELL: Shape = Struct(&[
    ("field", Text),
    ("page", Integer),
    ("bbox", List(&Number)),
    ("line", Integer),
    ("column", Integer),
    ("raw", Text),
    ("rule", Text),
]);

const SOURCE: Shape = Struct(&[
    ("pages", List(&Integer)),
    ("table", Integer),
    ("rows", List(&Integer)),
    ("cells", List(&CELL)),
    ("confidence", List(&Struct(&[("field", Text), ("confidence", Number)]))),
    ("doubts", List(&Struct(&[("field", Text), ("signs", List(&Text))]))),
]);

const ITEM: &[(&str, Shape)] = &[
    ("id", Text),
    ("key", Text),
    ("document_id", Text),
    ("paths", List(&List(&Struct(&[("number", Text), ("title", Text)])))),
    ("number", Text),
    ("title", Text),
    ("repeated", Truth),
    ("summary", Text),
    ("purpose", Text),
    ("departments", List(&List(&Text))),
    ("indicators", List(&INDICATOR)),
    ("progress", List(&PROGRESS)),
    ("related_titles", List(&Text)),
    ("others", List(&Struct(&[("heading", Text), ("text", Text)]))),
    ("source", SOURCE),
];

pub(in crate::package) struct NestedFile {
    schema: SchemaRef,
    writer: ParquetWriter,
}

impl NestedFile {
    pub(in crate::package) fn begin(stage: &Path) -> Result<Self, Error> {
        let schema = Arc::new(Schema::new(fields_of(ITEM)));
        Ok(Self { writer: begin(stage, PATH, Arc::clone(&schema))?, schema })
    }
}

impl Writer for NestedFile {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        if batch.items.is_empty() {
            return Ok(());
        }
        let items = batch.items.iter().map(to_json).collect::<Result<Vec<Json>, Error>>()?;
        let mut arrays = Vec::new();
        for (name, shape) in ITEM {
            let column: Vec<Option<&Json>> =
                items.iter().map(|item| item.get(name).filter(|value| !value.is_null())).collect();
            arrays.push(shape.array(&column)?);
        }
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(failed)?;
        self.writer.write(&batch).map_err(failed)
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        let mut out = self.writer.into_inner().map_err(failed)?;
        std::io::Write::flush(&mut out).map_err(failed)?;
        Ok(0)
    }
}

/// The item as JSON, the maps of its source as lists: fields are data there, not names of columns.
fn to_json(item: &Item) -> Result<Json, Error> {
    let mut record = serde_json::to_value(item).map_err(failed)?;
    let Some(source) = record.get_mut("source").and_then(Json::as_object_mut) else { return Ok(record) };
    let Some(Json::Object(fields)) = source.remove("cells") else { return Ok(record) };
    let mut cells = Vec::new();
    for (field, list) in fields {
        let Json::Array(list) = list else { continue };
        for cell in list {
            let Json::Object(cell) = cell else { continue };
            let mut with_field = Map::from_iter([("field".to_owned(), Json::String(field.clone()))]);
            with_field.extend(cell);
            cells.push(Json::Object(with_field));
        }
    }
    source.insert("cells".to_owned(), Json::Array(cells));
    for (name, value_name) in [("confidence", "confidence"), ("doubts", "signs")] {
        let Some(Json::Object(fields)) = source.remove(name) else { continue };
        let list = fields.into_iter().map(|(field, value)| json!({"field": field, value_name: value}));
        source.insert(name.to_owned(), list.collect());
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use schema_emit::json_schema::{SchemaName, schema};

    use super::*;

    /// Names of the fields of a type of the JSON Schema.
    fn names(schema: &Json) -> Vec<String> {
        schema["properties"].as_object().expect("an object").keys().cloned().collect()
    }

    fn names_of(shape: Shape) -> Vec<String> {
        let Struct(fields) = shape else { panic!("{shape:?} is no structure") };
        fields.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    #[test]
    fn every_field_of_the_record_has_a_column() {
        let item = schema(SchemaName::Item);
        assert_eq!(names(&item), names_of(Struct(ITEM)));
        for (name, shape) in [("Indicator", INDICATOR), ("Observation", OBSERVATION), ("Progress", PROGRESS)]
        {
            assert_eq!(names(&item["$defs"][name]), names_of(shape), "{name}");
        }
        assert_eq!(names(&item["$defs"]["Source"]), names_of(SOURCE));
    }
}

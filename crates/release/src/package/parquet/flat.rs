//! A Parquet file for each table.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::{ParquetWriter, begin, failed, scaled};
use crate::columns::{Column, DECIMAL_PRECISION, DECIMAL_SCALE, Kind, TABLES, Table};
use crate::error::Error;
use crate::package::Writer;
use crate::rows::Batch;
use crate::value::{Rows, Value};

pub(in crate::package) struct FlatFiles {
    tables: Vec<(SchemaRef, ParquetWriter)>,
}

impl FlatFiles {
    pub(in crate::package) fn begin(stage: &Path) -> Result<Self, Error> {
        let mut tables = Vec::new();
        for table in TABLES {
            let schema = Arc::new(schema(table));
            tables.push((Arc::clone(&schema), begin(stage, &table.parquet_path(), schema)?));
        }
        Ok(Self { tables })
    }
}

impl Writer for FlatFiles {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for ((table, rows), (schema, writer)) in TABLES.iter().zip(&batch.tables).zip(&mut self.tables) {
            if rows.is_empty() {
                continue;
            }
            let arrays = table.columns.iter().enumerate().map(|(at, column)| array(column, rows, at));
            let arrays = arrays.collect::<Result<Vec<_>, _>>()?;
            let batch = RecordBatch::try_new(Arc::clone(schema), arrays).map_err(failed)?;
            writer.write(&batch).map_err(failed)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        for (_, writer) in self.tables {
            let mut out = writer.into_inner().map_err(failed)?;
            std::io::Write::flush(&mut out).map_err(failed)?;
        }
        Ok(0)
    }
}

fn schema(table: &Table) -> Schema {
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    Schema::new(fields)
}

/// A column with its titles and meaning as metadata.
fn field(column: &Column) -> Field {
    let metadata = [("title_ja", column.ja), ("title_en", column.en)];
    let metadata = metadata.map(|(key, text)| (key.to_owned(), text.to_owned()));
    Field::new(column.name, data_type(column.kind), !column.required).with_metadata(HashMap::from(metadata))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Code(_) => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        // SQL's scales may be negative, ours are not.
        Kind::Decimal => DataType::Decimal128(DECIMAL_PRECISION, DECIMAL_SCALE as i8),
        Kind::Number => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
        Kind::Choice(_) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
    }
}

/// The cells of a column.
fn array(column: &Column, rows: &Rows, at: usize) -> Result<ArrayRef, Error> {
    let cells = || rows.iter().map(move |row| &row[at]);
    Ok(match column.kind {
        Kind::Text | Kind::Code(_) => Arc::new(cells().map(Value::as_text).collect::<StringArray>()),
        Kind::Choice(_) => {
            let mut builder = StringDictionaryBuilder::<Int32Type>::new();
            cells().for_each(|cell| builder.append_option(cell.as_text()));
            Arc::new(builder.finish())
        }
        Kind::Integer => Arc::new(cells().map(integer).collect::<Int64Array>()),
        Kind::Number => Arc::new(cells().map(number).collect::<Float64Array>()),
        Kind::Boolean => Arc::new(cells().map(truth).collect::<BooleanArray>()),
        Kind::Date => Arc::new(cells().map(days).collect::<Date32Array>()),
        Kind::Decimal => {
            let numbers = cells().map(decimal).collect::<Result<Decimal128Array, Error>>()?;
            let typed = numbers.with_precision_and_scale(DECIMAL_PRECISION, DECIMAL_SCALE as i8);
            Arc::new(typed.map_err(failed)?)
        }
    })
}

fn integer(cell: &Value) -> Option<i64> {
    match cell {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn number(cell: &Value) -> Option<f64> {
    match cell {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn truth(cell: &Value) -> Option<bool> {
    match cell {
        Value::Boolean(truth) => Some(*truth),
        _ => None,
    }
}

fn days(cell: &Value) -> Option<i32> {
    match cell {
        Value::Date(day) => Some(day.since_epoch()),
        _ => None,
    }
}

fn decimal(cell: &Value) -> Result<Option<i128>, Error> {
    match cell {
        Value::Decimal(number) => scaled(*number).map(Some),
        _ => Ok(None),
    }
}

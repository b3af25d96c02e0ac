//! JSON of a known shape to an Arrow array.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BooleanArray, Decimal128Array, Float64Array, Int64Array, ListArray, StringArray,
    StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields};
use serde_json::Value as Json;

use super::{failed, scaled};
use crate::columns::{DECIMAL_PRECISION, DECIMAL_SCALE};
use crate::error::Error;

/// What a JSON value looks like. Every value may be missing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    Text,
    Integer,
    Number,
    Truth,
    /// A decimal written as text.
    Decimal,
    List(&'static Shape),
    Struct(&'static [(&'static str, Shape)]),
}

impl Shape {
    pub(super) fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Integer => DataType::Int64,
            Self::Number => DataType::Float64,
            Self::Truth => DataType::Boolean,
            Self::Decimal => DataType::Decimal128(DECIMAL_PRECISION, DECIMAL_SCALE as i8),
            Self::List(of) => DataType::List(Arc::new(Field::new("item", of.data_type(), true))),
            Self::Struct(fields) => DataType::Struct(fields_of(fields)),
        }
    }

    /// The values as an array; what is not of the shape is missing there.
    ///
    /// # Errors
    /// Where a decimal does not fit.
    pub(super) fn array(self, values: &[Option<&Json>]) -> Result<ArrayRef, Error> {
        let values_of = || values.iter().copied();
        Ok(match self {
            Self::Text => Arc::new(values_of().map(|value| value?.as_str()).collect::<StringArray>()),
            Self::Integer => Arc::new(values_of().map(|value| value?.as_i64()).collect::<Int64Array>()),
            Self::Number => Arc::new(values_of().map(|value| value?.as_f64()).collect::<Float64Array>()),
            Self::Truth => Arc::new(values_of().map(|value| value?.as_bool()).collect::<BooleanArray>()),
            Self::Decimal => Arc::new(decimals(values)?),
            Self::List(of) => list(*of, values)?,
            Self::Struct(fields) => structure(fields, values)?,
        })
    }
}

pub(super) fn fields_of(fields: &[(&str, Shape)]) -> Fields {
    fields.iter().map(|(name, shape)| Field::new(*name, shape.data_type(), true)).collect()
}

fn decimals(values: &[Option<&Json>]) -> Result<Decimal128Array, Error> {
    let number = |value: &Option<&Json>| match value.and_then(Json::as_str) {
        Some(text) => scaled(text.parse().map_err(failed)?).map(Some),
        None => Ok(None),
    };
    let numbers = values.iter().map(number).collect::<Result<Decimal128Array, Error>>()?;
    numbers.with_precision_and_scale(DECIMAL_PRECISION, DECIMAL_SCALE as i8).map_err(failed)
}

fn list(of: Shape, values: &[Option<&Json>]) -> Result<ArrayRef, Error> {
    let lists: Vec<Option<&Vec<Json>>> = values.iter().map(|value| value.and_then(Json::as_array)).collect();
    let inner: Vec<Option<&Json>> = lists
        .iter()
        .flatten()
        .flat_map(|list| list.iter())
        .map(|value| Some(value).filter(|v| !v.is_null()))
        .collect();
    let offsets = OffsetBuffer::from_lengths(lists.iter().map(|list| list.map_or(0, Vec::len)));
    let valid: NullBuffer = lists.iter().map(Option::is_some).collect::<Vec<bool>>().into();
    let field = Arc::new(Field::new("item", of.data_type(), true));
    let array = ListArray::try_new(field, offsets, of.array(&inner)?, Some(valid)).map_err(failed)?;
    Ok(Arc::new(array))
}

fn structure(fields: &[(&str, Shape)], values: &[Option<&Json>]) -> Result<ArrayRef, Error> {
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for (name, shape) in fields {
        let column: Vec<Option<&Json>> = values
            .iter()
            .map(|value| value.and_then(|value| value.get(name)).filter(|v| !v.is_null()))
            .collect();
        arrays.push(shape.array(&column)?);
    }
    let valid: NullBuffer =
        values.iter().map(|value| value.is_some_and(Json::is_object)).collect::<Vec<bool>>().into();
    let array = StructArray::try_new(fields_of(fields), arrays, Some(valid)).map_err(failed)?;
    debug_assert_eq!(array.len(), values.len());
    Ok(Arc::new(array))
}

//! Records to Arrow arrays: a column for each field, lists and structures inside each other.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, Float64Array, Int64Array, ListArray, StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Fields};
use rust_decimal::Decimal;

use super::{failed, scaled};
use crate::columns::{DECIMAL_PRECISION, DECIMAL_SCALE};
use crate::error::Error;

/// Fields of a structure, each with its cells. Every cell may be missing.
pub(super) type Columns = Vec<(&'static str, ArrayRef)>;

/// Describes fields as they are in the file.
pub(super) fn fields(columns: &Columns) -> Fields {
    columns.iter().map(|(name, cells)| Field::new(*name, cells.data_type().clone(), true)).collect()
}

/// A column of words; `of` gives those of a row. A row that is missing has none, here as below.
pub(super) fn text<'r, R: Copy>(rows: &[Option<R>], of: impl Fn(R) -> Option<&'r str>) -> ArrayRef {
    Arc::new(rows.iter().map(|row| of((*row)?)).collect::<StringArray>())
}

/// A column of whole numbers.
pub(super) fn integer<R: Copy, N: Into<i64>>(rows: &[Option<R>], of: impl Fn(R) -> Option<N>) -> ArrayRef {
    Arc::new(rows.iter().map(|row| of((*row)?).map(Into::into)).collect::<Int64Array>())
}

/// A column of measures.
pub(super) fn number<R: Copy>(rows: &[Option<R>], of: impl Fn(R) -> f64) -> ArrayRef {
    Arc::new(rows.iter().map(|row| row.map(&of)).collect::<Float64Array>())
}

/// A column of truth values.
pub(super) fn truth<R: Copy>(rows: &[Option<R>], of: impl Fn(R) -> bool) -> ArrayRef {
    Arc::new(rows.iter().map(|row| row.map(&of)).collect::<BooleanArray>())
}

/// A column of exact decimals.
///
/// # Errors
/// Where one does not fit.
pub(super) fn decimal<R: Copy>(
    rows: &[Option<R>],
    of: impl Fn(R) -> Option<Decimal>,
) -> Result<ArrayRef, Error> {
    let cells = rows.iter().map(|row| row.and_then(&of).map(scaled).transpose());
    let cells = cells.collect::<Result<Decimal128Array, Error>>()?;
    let typed = cells.with_precision_and_scale(DECIMAL_PRECISION, DECIMAL_SCALE as i8).map_err(failed)?;
    Ok(Arc::new(typed))
}

/// A column of lists; `inner` makes one column of what all of them hold.
///
/// # Errors
/// Those of `inner`.
pub(super) fn list<R: Copy, L: IntoIterator>(
    rows: &[Option<R>],
    of: impl Fn(R) -> Option<L>,
    inner: impl FnOnce(&[Option<L::Item>]) -> Result<ArrayRef, Error>,
) -> Result<ArrayRef, Error> {
    let (mut members, mut lengths, mut valid) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let before = members.len();
        let list = row.and_then(&of);
        valid.push(list.is_some());
        members.extend(list.into_iter().flatten().map(Some));
        lengths.push(members.len() - before);
    }
    let members = inner(&members)?;
    let field = Arc::new(Field::new("item", members.data_type().clone(), true));
    let valid = NullBuffer::from(valid);
    let lists = ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), members, Some(valid));
    Ok(Arc::new(lists.map_err(failed)?))
}

/// A column of lists of words.
///
/// # Errors
/// None of its own.
pub(super) fn texts<'r, R: Copy>(
    rows: &[Option<R>],
    of: impl Fn(R) -> &'r Vec<String>,
) -> Result<ArrayRef, Error> {
    list(rows, |row| Some(of(row)), |words| Ok(text(words, |word| Some(word.as_str()))))
}

/// A column of structures.
///
/// # Errors
/// Those of `columns`.
pub(super) fn structure<R: Copy>(
    rows: &[Option<R>],
    columns: impl FnOnce(&[Option<R>]) -> Result<Columns, Error>,
) -> Result<ArrayRef, Error> {
    let columns = columns(rows)?;
    let fields = fields(&columns);
    let valid: NullBuffer = rows.iter().map(Option::is_some).collect::<Vec<bool>>().into();
    let cells = columns.into_iter().map(|(_, cells)| cells).collect();
    Ok(Arc::new(StructArray::try_new(fields, cells, Some(valid)).map_err(failed)?))
}

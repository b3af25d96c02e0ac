//! Parquet: a file for each table, and one of items with everything nested.

mod flat;
mod nested;
mod shape;

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use rust_decimal::Decimal;

use super::files;
use crate::columns::DECIMAL_SCALE;
use crate::error::Error;

pub(super) use flat::FlatFiles;
pub(super) use nested::NestedFile;

type ParquetWriter = ArrowWriter<BufWriter<File>>;

/// Rows of a row group: bounds what a writer holds.
const ROW_GROUP: usize = 50_000;

fn begin(stage: &Path, path: &str, schema: SchemaRef) -> Result<ParquetWriter, Error> {
    let out = files::create(stage, path)?;
    let properties = WriterProperties::builder()
        // Without the version of the library: a new one that writes the same bytes changes nothing.
        .set_created_by("keikaku".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build();
    ArrowWriter::try_new(out, schema, Some(properties)).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::writer("Parquet", error)
}

/// The number in units of the last of [`DECIMAL_SCALE`] digits after the point; exact, or an error.
fn scaled(number: Decimal) -> Result<i128, Error> {
    let number = number.normalize();
    let missing = u32::from(DECIMAL_SCALE).checked_sub(number.scale());
    let scaled = missing.and_then(|digits| number.mantissa().checked_mul(10_i128.checked_pow(digits)?));
    scaled.ok_or_else(|| failed(format!("{number}: more than {DECIMAL_SCALE} digits after the point")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_refused() {
        let of = |text: &str| scaled(text.parse().expect("a number"));
        assert_eq!(of("83.30").expect("fits"), 833_000_000_000);
        assert_eq!(of("-0.0000000001").expect("fits"), -1);
        assert_eq!(of("1000000000000000000000000000").expect("fits"), 10_i128.pow(37));
        assert!(of("79228162514264337593543950335").is_err());
        assert!(of("0.00000000001").is_err());
    }
}

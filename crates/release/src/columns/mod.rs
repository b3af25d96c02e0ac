//! The one description of tables and columns that every file of a package is made from.
//!
//! CSV headings, Parquet types, SQLite tables, sheets, `datapackage.json`, CSVW, and the data dictionary all come
//! from [`TABLES`].

mod choices;
mod tables;

pub use choices::Choice;
pub use tables::TABLES;

/// A table of the package.
#[derive(Debug)]
pub struct Table {
    /// Name of files, SQLite tables: ASCII.
    pub name: &'static str,
    /// Title in Japanese: the name of the sheet.
    pub ja: &'static str,
    /// Title in English.
    pub en: &'static str,
    /// What a row is, in Japanese.
    pub about_ja: &'static str,
    /// What a row is, in English.
    pub about_en: &'static str,
    /// Columns from left to right.
    pub columns: &'static [Column],
    /// Names of the columns that tell rows apart.
    pub key: &'static [&'static str],
    /// Columns that name a row of another table.
    pub links: &'static [Link],
    /// It has a sheet of its own; a table of many rows for programs has none.
    pub in_workbook: bool,
}

/// Columns that name a row of another table by its key.
#[derive(Debug)]
pub struct Link {
    /// Columns here.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in Parquet and SQLite: ASCII.
    pub name: &'static str,
    /// Heading in CSV and in the workbook.
    pub ja: &'static str,
    /// Title in English.
    pub en: &'static str,
    /// What stands there.
    pub kind: Kind,
    /// Filled in every row.
    pub required: bool,
    /// Meaning, in Japanese.
    pub about_ja: &'static str,
    /// Meaning, in English.
    pub about_en: &'static str,
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Words. Line breaks and tabs of the source are single spaces.
    Text,
    /// A text of a fixed form, given as a regular expression; leading zeros count.
    Code(&'static str),
    /// A whole number.
    Integer,
    /// An exact decimal with at most [`DECIMAL_SCALE`] digits after the point.
    Decimal,
    /// A measure or ratio in binary floating point: places on pages, in points.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day of the Gregorian calendar, `YYYY-MM-DD`.
    Date,
    /// One of a few values.
    Choice(&'static [Choice]),
}

/// Digits of a decimal, in Parquet's `decimal128`.
pub const DECIMAL_PRECISION: u8 = 38;

/// Digits after the point of a decimal: values of plans have up to 4; 28 digits before it still fit.
pub const DECIMAL_SCALE: u8 = 10;

impl Table {
    /// The place of a column; none where the table has no column of that name.
    #[must_use]
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }

    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|known| known.name == name)
    }

    /// Path of its CSV file in the package.
    #[must_use]
    pub fn csv_path(&self) -> String {
        format!("csv/{}.csv", self.name)
    }

    /// Path of its Parquet file in the package.
    #[must_use]
    pub fn parquet_path(&self) -> String {
        format!("parquet/{}.parquet", self.name)
    }
}

impl Link {
    /// The table that it leads to.
    #[must_use]
    pub fn target(&self) -> Option<&'static Table> {
        table(self.table)
    }
}

/// The table of that name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|known| known.name == name)
}

impl Column {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_and_links_name_columns_that_are_there() {
        for table in TABLES {
            assert!(!table.key.is_empty(), "{}", table.name);
            for name in table.key {
                assert!(table.column(name).is_some_and(|column| column.required), "{}.{name}", table.name);
            }
            for link in table.links {
                let target = link.target().unwrap_or_else(|| panic!("{}: no {}", table.name, link.table));
                assert_eq!(link.columns.len(), target.key.len(), "{} → {}", table.name, target.name);
                assert!(link.columns.iter().all(|name| table.column(name).is_some()), "{}", table.name);
            }
        }
    }

    #[test]
    fn links_lead_to_tables_that_come_before() {
        for (at, table) in TABLES.iter().enumerate() {
            for link in table.links {
                let target = TABLES.iter().position(|other| other.name == link.table);
                assert!(target.is_some_and(|target| target < at), "{} → {}", table.name, link.table);
            }
        }
    }

    #[test]
    fn names_and_headings_stand_once_in_a_table() {
        for table in TABLES {
            let names: BTreeSet<_> = table.columns.iter().map(|column| column.name).collect();
            let headings: BTreeSet<_> = table.columns.iter().map(|column| column.ja).collect();
            assert_eq!((names.len(), headings.len()), (table.columns.len(), table.columns.len()));
        }
    }
}

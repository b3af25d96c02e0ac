//! A SQLite database: STRICT tables with keys and links, indexes, full-text search by trigrams.

use std::fmt::Write as _;
use std::path::Path;

use plan_records::records::Item;
use rusqlite::types::{ToSqlOutput, Value as SqlValue, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};

use super::Writer;
use crate::SCHEMA_VERSION;
use crate::columns::{Choice, Column, Kind, TABLES, Table};
use crate::error::Error;
use crate::rows::Batch;
use crate::value::Value;

/// Path of the database in the package.
pub(super) const PATH: &str = "keikaku.sqlite";

/// `KEIK` in ASCII: how `file` and others tell that the database is one of these.
const APPLICATION_ID: i64 = 0x4b45_494b;

/// What the search reads. The index holds no text of its own: `search_items` leads from a hit to its item.
const SEARCH: &str = "
CREATE TABLE search_items (
  id INTEGER PRIMARY KEY,
  item_id TEXT NOT NULL UNIQUE REFERENCES items (item_id)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  title, summary, purpose, indicators, progress, content='', tokenize='trigram'
);";

/// Bytes of the search index that are collected before a part of it is written: fewer parts are merged less often.
const SEARCH_MEMORY: u32 = 16 << 20;

/// The same for programs that open the database later: SQLite's own default.
const SEARCH_MEMORY_OF_READERS: u32 = 1 << 20;

/// Sets how much of the search index is collected in memory.
fn collect_search(bytes: u32) -> String {
    format!("INSERT INTO search (search, rank) VALUES ('hashsize', {bytes});")
}

/// Columns that questions begin with, beside keys.
const INDEXES: &[(&str, &str)] = &[
    ("items", "document_id"),
    ("items", "item_key"),
    ("departments", "name"),
    ("indicators", "item_id"),
    ("observations", "fiscal_year"),
    ("progress", "item_id"),
    ("findings", "document_id"),
    ("findings", "item_id"),
];

pub(super) struct Database {
    connection: Connection,
    inserts: Vec<String>,
    items: i64,
}

impl Database {
    pub(super) fn begin(stage: &Path) -> Result<Self, Error> {
        // One thread has the connection: SQLite need not lock it for each call.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(stage.join(PATH), flags).map_err(failed)?;
        // The file is new and counts only when the whole package does: nothing has to be rolled back.
        connection
            .execute_batch(&format!(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                 PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536;
                 PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};
                 BEGIN;"
            ))
            .map_err(failed)?;
        for table in TABLES {
            connection.execute_batch(&create_table(table)).map_err(failed)?;
        }
        connection.execute_batch(SEARCH).map_err(failed)?;
        connection.execute_batch(&collect_search(SEARCH_MEMORY)).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(TABLES.len() + 2);
        Ok(Self { connection, inserts: TABLES.iter().map(insert).collect(), items: 0 })
    }

    fn index_text(&mut self, item: &Item) -> rusqlite::Result<()> {
        self.items += 1;
        let indicators = item.indicators.iter().flat_map(|one| [&one.name, &one.statement]).flatten();
        let indicators: Vec<&str> = indicators.map(String::as_str).collect();
        let progress: Vec<&str> = item.progress.iter().map(|progress| progress.text.as_str()).collect();
        self.connection
            .prepare_cached("INSERT INTO search_items VALUES (?1, ?2)")?
            .execute((self.items, &item.id))?;
        self.connection
            .prepare_cached(
                "INSERT INTO search (rowid, title, summary, purpose, indicators, progress)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                self.items,
                &item.title,
                &item.summary,
                &item.purpose,
                indicators.join("\n"),
                progress.join("\n"),
            ))?;
        Ok(())
    }

    fn insert_rows(&mut self, batch: &Batch) -> rusqlite::Result<()> {
        for (insert, rows) in self.inserts.iter().zip(&batch.tables) {
            if rows.is_empty() {
                continue;
            }
            let mut statement = self.connection.prepare_cached(insert)?;
            for row in rows.iter() {
                statement.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}

fn failed(error: rusqlite::Error) -> Error {
    Error::writer("SQLite", error)
}

impl Writer for Database {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        self.insert_rows(batch).map_err(failed)?;
        for item in &batch.items {
            self.index_text(item).map_err(failed)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        let mut closing = String::new();
        for (table, column) in INDEXES {
            // Writing to a string does not fail.
            let _ = writeln!(closing, "CREATE INDEX {table}_{column} ON {table} ({column});");
        }
        closing += &collect_search(SEARCH_MEMORY_OF_READERS);
        closing += "COMMIT;";
        self.connection.execute_batch(&closing).map_err(failed)?;
        self.connection.close().map_err(|(_, error)| failed(error))?;
        Ok(0)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Missing => ToSqlOutput::Owned(SqlValue::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Choice(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Integer(number) => ToSqlOutput::Owned(SqlValue::Integer(*number)),
            Self::Number(number) => ToSqlOutput::Owned(SqlValue::Real(*number)),
            Self::Boolean(truth) => ToSqlOutput::Owned(SqlValue::Integer(i64::from(*truth))),
            // SQLite has neither decimals nor dates: both stand as text, exact.
            Self::Decimal(number) => ToSqlOutput::Owned(SqlValue::Text(number.to_string())),
            Self::Date(day) => ToSqlOutput::Owned(SqlValue::Text(day.to_string())),
        })
    }
}

fn create_table(table: &Table) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(define_column).collect();
    for column in table.columns.iter().filter(|column| matches!(column.kind, Kind::Decimal)) {
        // For sums and comparisons; the exact value stands beside it.
        lines.push(format!("{0}_number REAL GENERATED ALWAYS AS (CAST({0} AS REAL)) VIRTUAL", column.name));
    }
    lines.push(format!("PRIMARY KEY ({})", names(table.key)));
    for link in table.links {
        lines.push(format!("FOREIGN KEY ({}) REFERENCES {}", names(link.columns), link.table));
    }
    format!("CREATE TABLE {} (\n  {}\n) STRICT, WITHOUT ROWID;", table.name, lines.join(",\n  "))
}

fn define_column(column: &Column) -> String {
    let id = name(column.name);
    let kind = match column.kind {
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Number => "REAL",
        Kind::Text | Kind::Code(_) | Kind::Decimal | Kind::Date | Kind::Choice(_) => "TEXT",
    };
    let filled = if column.required { " NOT NULL" } else { "" };
    let check = match column.kind {
        Kind::Boolean => format!(" CHECK ({id} IN (0, 1))"),
        // Not IN: SQLite makes a table of a list of three and more, anew for each row.
        Kind::Choice(choices) => format!(" CHECK ({})", one_of(&id, choices)),
        _ => String::new(),
    };
    format!("{id} {kind}{filled}{check}")
}

fn insert(table: &Table) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let places = vec!["?"; columns.len()].join(", ");
    format!("INSERT INTO {} ({}) VALUES ({places})", table.name, names(&columns))
}

fn names(all: &[&str]) -> String {
    all.iter().map(|one| name(one)).collect::<Vec<_>>().join(", ")
}

/// Quoted: `group` and `end` are words of SQL.
fn name(name: &str) -> String {
    format!("\"{name}\"")
}

fn one_of(id: &str, choices: &[Choice]) -> String {
    choices.iter().map(|choice| format!("{id} = '{}'", choice.value)).collect::<Vec<_>>().join(" OR ")
}

//! Records to rows of the tables.

mod documents;
mod findings;
mod items;
mod readings;
pub(crate) mod words;

use plan_records::records::{DocumentRecord, Finding, Item};

pub use readings::Reading;
use readings::Readings;

use crate::columns::TABLES;
use crate::value::Rows;

/// Records that follow each other, and the rows that they make.
#[derive(Debug)]
pub(crate) struct Batch {
    /// For each of [`TABLES`], in its order.
    pub(crate) tables: Vec<Rows>,
    pub(crate) documents: Vec<DocumentRecord>,
    pub(crate) items: Vec<Item>,
    pub(crate) findings: Vec<Finding>,
}

impl Batch {
    fn new() -> Self {
        Self {
            tables: TABLES.iter().map(|table| Rows::new(table.columns.len())).collect(),
            documents: Vec::new(),
            items: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn rows(&mut self, table: &str) -> &mut Rows {
        let at = TABLES.iter().position(|known| known.name == table);
        &mut self.tables[at.expect("the rows are made for tables that are described")]
    }
}

/// Makes batches. Ordinals run on from one to the next.
pub(crate) struct RowMaker {
    readings: Readings,
    /// Ordinal of the last item within each document, as items come document by document.
    item_ordinal: (String, i64),
    findings: i64,
}

impl RowMaker {
    pub(crate) fn new(reading: Option<Reading>) -> Self {
        Self { readings: Readings::new(reading), item_ordinal: Default::default(), findings: 0 }
    }

    pub(crate) fn documents(&mut self, documents: Vec<DocumentRecord>) -> Batch {
        let mut batch = Batch::new();
        for document in &documents {
            documents::add(&mut batch, document, &mut self.readings);
        }
        batch.documents = documents;
        batch
    }

    pub(crate) fn items(&mut self, items: Vec<Item>) -> Batch {
        let mut batch = Batch::new();
        for item in &items {
            if self.item_ordinal.0 != item.document_id {
                self.item_ordinal = (item.document_id.clone(), 0);
            }
            self.item_ordinal.1 += 1;
            items::add(&mut batch, item, self.item_ordinal.1, &mut self.readings);
        }
        batch.items = items;
        batch
    }

    pub(crate) fn findings(&mut self, findings: Vec<Finding>) -> Batch {
        let mut batch = Batch::new();
        for finding in &findings {
            self.findings += 1;
            findings::add(batch.rows("findings"), finding, self.findings);
        }
        batch.findings = findings;
        batch
    }
}

/// The path without its folders: where a file stood on somebody's machine is nobody's affair.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

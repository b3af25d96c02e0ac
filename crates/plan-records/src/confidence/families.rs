//! Tables with one head: a plan that is printed as many small tables has few rows in each, and all say the same of a column.

use std::collections::BTreeMap;

use japanese_normalize::fold;

use crate::records::{Item, TableRecord};

/// For each table, the first one that has its head.
#[derive(Debug, Clone, Default)]
pub struct Families(BTreeMap<u32, u32>);

impl Families {
    /// Finds the tables of plans whose heads say the same.
    #[must_use]
    pub fn of(tables: &[TableRecord]) -> Self {
        let mut first: BTreeMap<String, u32> = BTreeMap::new();
        let mut families = BTreeMap::new();
        for table in tables.iter().filter(|table| table.plan) {
            let head = head_of(table);
            let family =
                if head.is_empty() { table.table } else { *first.entry(head).or_insert(table.table) };
            families.insert(table.table, family);
        }
        Self(families)
    }

    /// The family of an item's table.
    #[must_use]
    pub fn family(&self, item: &Item) -> u32 {
        self.0.get(&item.source.table).copied().unwrap_or(item.source.table)
    }
}

/// The texts above the first row of a table, by column.
fn head_of(table: &TableRecord) -> String {
    let first = table.cells.iter().filter(|cell| !cell.header).map(|cell| cell.row).min().unwrap_or(0);
    let heads = table.cells.iter().filter(|cell| cell.header && cell.row < first);
    heads.map(|cell| format!("{}\t{}\n", cell.column, fold(&cell.text))).collect()
}

#[cfg(test)]
mod tests {
    use document_model::PageNumber;

    use super::*;
    use crate::records::TableCell;

    #[test]
    fn tables_with_one_head_are_a_family() {
        let table = |number: u32, head: &str| {
            let cell = |row: u32, text: &str| TableCell {
                row,
                column: 0,
                row_span: 1,
                column_span: 1,
                header: row == 0,
                role: None,
                page: PageNumber::FIRST,
                bbox: None,
                text: text.to_owned(),
            };
            TableRecord {
                document_id: String::new(),
                table: number,
                pages: Vec::new(),
                rows: 2,
                columns: 1,
                plan: true,
                cells: vec![cell(0, head), cell(1, "題")],
            }
        };
        let families = Families::of(&[table(1, "施策名"), table(2, "事業名"), table(3, "施策名")]);
        assert_eq!(families.0, BTreeMap::from([(1, 1), (2, 2), (3, 1)]));
    }
}

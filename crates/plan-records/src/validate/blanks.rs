//! Cells that are blank in one row of a table and filled in nearly all others.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, Severity};

use crate::records::{Item, TableCell, TableRecord};

/// Items of a table from which on one with a blank cell stands out.
const ENOUGH: usize = 6;

/// Blank cells of a column that are taken for lost ones; where there are more, they are printed blank.
const MOST_BLANKS: usize = 2;

/// Share of the other items whose cell is filled.
const NEARLY_ALL: f64 = 0.95;

/// Places of a table, spans counted, up to which it is checked: the largest plans have some hundred thousand.
const MOST_PLACES: u64 = 4_000_000;

/// Heads of a column that a message shows.
const SHOWN_HEADS: usize = 3;

/// Checks the cells of each plan table; what other checks found of the items is known.
///
/// It needs the cells as they were printed: values that people correct later change nothing.
#[must_use]
pub fn check(
    items: &[Item],
    tables: &[TableRecord],
    known: &BTreeMap<usize, Vec<Diagnostic>>,
) -> Vec<(usize, Diagnostic)> {
    let mut of_tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        of_tables.entry(item.source.table).or_default().push(at);
    }
    let mut found = Vec::new();
    for table in tables.iter().filter(|table| table.plan) {
        let own = of_tables.get(&table.table).map(Vec::as_slice).unwrap_or_default();
        if own.len() >= ENOUGH {
            check_table(items, own, table, &mut found);
        }
    }
    found.retain(|(at, diagnostic): &(usize, Diagnostic)| {
        let before = known.get(at).map(Vec::as_slice).unwrap_or_default();
        !before.iter().any(|other| {
            matches!(other.code, "field-missing" | "taken-over-alone")
                && overlap(other.field.as_deref(), diagnostic.field.as_deref())
        })
    });
    found
}

/// Is one of the fields the other, or a part of it?
fn overlap(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let inside = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    inside(one, other) || inside(other, one)
}

fn check_table(items: &[Item], own: &[usize], table: &TableRecord, found: &mut Vec<(usize, Diagnostic)>) {
    let places = table.cells.iter().map(|cell| u64::from(cell.row_span) * u64::from(cell.column_span));
    if places.fold(0_u64, u64::saturating_add) > MOST_PLACES {
        return;
    }
    let mut filled: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut roles: BTreeMap<u32, &str> = BTreeMap::new();
    for cell in table.cells.iter().filter(|cell| !cell.header) {
        filled.extend(covered(cell));
        if let Some(role) = &cell.role {
            roles.entry(cell.column).or_insert(role);
        }
    }
    for (column, role) in roles {
        let has = |at: &usize| {
            let rows = items.get(*at).map(|item| item.source.rows.as_slice()).unwrap_or_default();
            rows.iter().any(|row| filled.contains(&(*row, column)))
        };
        let blank: Vec<usize> = own.iter().copied().filter(|at| !has(at)).collect();
        if blank.is_empty()
            || blank.len() > MOST_BLANKS
            || share(own.len() - blank.len(), own.len() - 1) < NEARLY_ALL
        {
            continue;
        }
        let head = head_of(table, column);
        for at in blank {
            let Some(item) = items.get(at) else { continue };
            let ja = format!("「{head}」の欄が空白です。この表のほかの行にはほとんど書かれています");
            let en = format!(
                "the cell below \"{head}\" is blank; nearly all other rows of the table have it filled"
            );
            let diagnostic = Diagnostic::new(Severity::Warning, "cell-blank", ja, en);
            found.push((at, diagnostic.about(field_of(role, item))));
        }
    }
}

fn covered(cell: &TableCell) -> impl Iterator<Item = (u32, u32)> + '_ {
    (0..cell.row_span.max(1)).flat_map(move |down| {
        (0..cell.column_span.max(1))
            .map(move |right| (cell.row.saturating_add(down), cell.column.saturating_add(right)))
    })
}

fn head_of(table: &TableRecord, column: u32) -> String {
    let mut heads: Vec<String> = Vec::new();
    for cell in table.cells.iter().filter(|cell| cell.header) {
        let text = cell.text.replace('\n', "");
        let over = covered(cell).any(|(_, other)| other == column);
        if over && heads.len() < SHOWN_HEADS && !heads.contains(&text) {
            heads.push(text);
        }
    }
    heads.join("／")
}

/// The field of the item that a column of the role fills.
fn field_of(role: &str, item: &Item) -> String {
    let of_indicator = |field: &str| {
        if item.indicators.is_empty() { "indicators".to_owned() } else { format!("indicators.0.{field}") }
    };
    match role {
        "group" => "paths".to_owned(),
        "department" => "departments".to_owned(),
        "indicator" => of_indicator("name"),
        "statement" | "description" => of_indicator(role),
        "unit" | "baseline" | "target" | "actual" | "value_kind" | "year" => of_indicator("observations"),
        "grade" => of_indicator("evaluations"),
        "progress" | "progress_actual" | "progress_planned" => "progress".to_owned(),
        "related" => "related_titles".to_owned(),
        "other" => "others".to_owned(),
        same => same.to_owned(),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

#[cfg(test)]
mod tests {
    use document_model::PageNumber;

    use super::*;
    use crate::records::Source;
    use crate::validate::empty_item;

    fn cell(row: u32, column: u32, text: &str) -> TableCell {
        TableCell {
            row,
            column,
            row_span: 1,
            column_span: 1,
            header: row == 0,
            role: (row > 0).then(|| if column == 0 { "title" } else { "department" }.to_owned()),
            page: PageNumber::FIRST,
            bbox: None,
            text: text.to_owned(),
        }
    }

    fn found(blank: &[u32]) -> Vec<(usize, Option<String>)> {
        let rows = 8;
        let mut cells = vec![cell(0, 0, "施策名"), cell(0, 1, "担当課")];
        for row in 1..=rows {
            cells.push(cell(row, 0, "題"));
            if !blank.contains(&row) {
                cells.push(cell(row, 1, "道路課"));
            }
        }
        let items: Vec<Item> = (1..=rows)
            .map(|row| Item { source: Source { rows: vec![row], ..empty_item().source }, ..empty_item() })
            .collect();
        let table = TableRecord {
            document_id: String::new(),
            table: 1,
            pages: Vec::new(),
            rows: rows + 1,
            columns: 2,
            plan: true,
            cells,
        };
        check(&items, &[table], &BTreeMap::new()).into_iter().map(|(at, found)| (at, found.field)).collect()
    }

    #[test]
    fn a_cell_that_is_blank_in_one_row_is_found() {
        assert_eq!(found(&[3]), [(2, Some("departments".to_owned()))]);
    }

    #[test]
    fn a_column_with_several_blanks_says_nothing() {
        assert!(found(&[3, 5]).is_empty());
        assert!(found(&[]).is_empty());
    }
}

//! Header rows of a table in any language.

use table_reconstruct::Options;
use table_reconstruct::over_pages::head::count_header_rows;
use table_reconstruct::page::PageTable;

/// Most header rows that values tell.
const MOST_ROWS: usize = 5;

/// Share of the texts of a column that are values, from which on it is one of values.
const VALUE_SHARE: f64 = 0.6;

/// Number of header rows: by their words, shade or type; else those above the values of columns of values.
pub(super) fn header_rows(table: &PageTable, options: &Options<'_>) -> usize {
    match count_header_rows(table, None, options) {
        0 => rows_above_values(table),
        rows => rows,
    }
}

fn rows_above_values(table: &PageTable) -> usize {
    let rows = table.ys.len().saturating_sub(1);
    let columns = table.xs.len().saturating_sub(1);
    let mut counts = vec![(0_usize, 0_usize); columns];
    let mut valued_rows = vec![false; rows];
    let texts = || table.cells.iter().filter(|cell| !cell.lines.is_empty());
    for cell in texts() {
        if let Some(count) = counts.get_mut(cell.column) {
            count.0 += 1;
            count.1 += usize::from(is_value(cell));
        }
    }
    let of_values = |column: usize| {
        counts
            .get(column)
            .is_some_and(|(all, values)| *values >= 2 && *values as f64 >= VALUE_SHARE * *all as f64)
    };
    for cell in texts().filter(|cell| of_values(cell.column) && is_value(cell)) {
        if let Some(valued) = valued_rows.get_mut(cell.row) {
            *valued = true;
        }
    }
    let head = valued_rows.iter().take_while(|valued| !**valued).count();
    if head < rows && head <= MOST_ROWS { head } else { 0 }
}

fn is_value(cell: &table_reconstruct::page::PageCell) -> bool {
    let text =
        cell.lines.iter().flat_map(|line| line.text.chars()).filter(|character| !character.is_whitespace());
    let (mut figures, mut others) = (0_usize, 0_usize);
    for character in text {
        if character.is_numeric() {
            figures += 1;
        } else if character.is_alphabetic() {
            others += 1;
        }
    }
    figures > others
}

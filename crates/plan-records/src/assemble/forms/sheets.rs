//! Which stretch of a table is one form: sheets of several pages that the document prints alike.

use document_model::{Block, Cell, Layout, Row, Table};
use japanese_normalize::fold;

use super::Words;
use super::read::read_sheet;
use crate::roles::vocabulary::Vocabulary;

/// Parts tables that hold several forms, one below the other, into one table for each.
///
/// Sheets that repeat from page to page look like one table whose head repeats.
pub fn part_sheets(layout: &mut Layout, vocabulary: &Vocabulary) {
    let words = Words { vocabulary };
    let blocks = std::mem::take(&mut layout.blocks);
    for block in blocks {
        match block {
            Block::Table(table) => {
                layout.blocks.extend(sheets_of(table, &words).into_iter().map(Block::Table))
            }
            Block::Prose(_) => layout.blocks.push(block),
        }
    }
}

/// The forms of a table; the table itself where it holds none or one.
fn sheets_of(table: Table, words: &Words<'_>) -> Vec<Table> {
    let starts = starts(&table.rows, words);
    if starts.len() < 2 || starts.first() != Some(&0) {
        return vec![table];
    }
    let ends = starts.iter().skip(1).copied().chain([table.rows.len()]);
    let ranges: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let forms = ranges.iter().all(|(start, end)| {
        table.rows.get(*start..*end).is_some_and(|rows| read_sheet(rows, words).is_some())
    });
    if !forms {
        return vec![table];
    }
    let columns = table.columns;
    let mut rows = table.rows.into_iter();
    ranges
        .into_iter()
        .map(|(start, end)| Table { columns, rows: rows.by_ref().take(end - start).collect() })
        .collect()
}

/// The rows that begin with the label with which the table begins, and have a text beside it.
fn starts(rows: &[Row], words: &Words<'_>) -> Vec<usize> {
    let begin = |row: &Row| -> Option<(u32, String)> {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let first = filled.next().filter(|cell| words.is_label(cell))?;
        let text = filled.next().filter(|cell| !words.heads(cell));
        text.map(|_: &Cell| (first.column, fold(&first.raw())))
    };
    let Some(first) = rows.first().and_then(begin) else { return below_titles(rows, begin) };
    if words.of_indicator(&first.1) {
        return Vec::new();
    }
    rows.iter().enumerate().filter(|(_, row)| begin(row).as_ref() == Some(&first)).map(|(at, _)| at).collect()
}

/// The rows with one text that stand above the label with which the first sheet begins below its title: cards.
fn below_titles(rows: &[Row], begin: impl Fn(&Row) -> Option<(u32, String)>) -> Vec<usize> {
    let alone = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
    let Some(label) = rows.first().filter(|row| alone(row)).and_then(|_| rows.get(1)).and_then(&begin) else {
        return Vec::new();
    };
    let starts = rows.windows(2).enumerate().filter(|(_, pair)| match pair {
        [title, row] => alone(title) && begin(title).is_none() && begin(row).as_ref() == Some(&label),
        _ => false,
    });
    starts.map(|(at, _)| at).collect()
}

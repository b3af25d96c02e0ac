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
    carry_over(&mut layout.blocks, &words);
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

/// Gives the rows with which a page begins to the last sheet of the page before, where they are just the rows that it
/// lacks beside the first sheet there.
fn carry_over(blocks: &mut Vec<Block>, words: &Words<'_>) {
    for at in 0..blocks.len() {
        let content = |block: &Block| !matches!(block, Block::Prose(prose) if prose.furniture);
        let next = blocks.iter().skip(at + 1).position(content).map(|skipped| at + 1 + skipped);
        let (Some(Block::Table(above)), Some(Block::Table(below))) =
            (blocks.get(at), next.and_then(|next| blocks.get(next)))
        else {
            continue;
        };
        let cut = rows_cut_off(above, below, words);
        let Some(Block::Table(below)) = next.filter(|_| cut > 0).and_then(|next| blocks.get_mut(next)) else {
            continue;
        };
        let rows: Vec<Row> = below.rows.drain(..cut).collect();
        if let Some(Block::Table(above)) = blocks.get_mut(at) {
            above.rows.extend(rows);
        }
    }
    blocks.retain(|block| !matches!(block, Block::Table(table) if table.rows.is_empty()));
}

/// The number of rows at the head of a table that the last sheet of the table above it lacks.
fn rows_cut_off(above: &Table, below: &Table, words: &Words<'_>) -> usize {
    let starts = starts(&above.rows, words);
    let (Some(0), Some(second), Some(last)) = (starts.first(), starts.get(1), starts.last()) else {
        return 0;
    };
    if above.columns != below.columns {
        return 0;
    }
    let labels = |rows: &[Row]| -> Vec<String> {
        let firsts = rows.iter().filter_map(|row| row.cells.iter().find(|cell| !cell.is_empty()));
        firsts.filter(|cell| words.is_label(cell)).map(|cell| fold(&cell.raw())).collect()
    };
    let whole = labels(above.rows.get(..*second).unwrap_or_default());
    let begun = labels(above.rows.get(*last..).unwrap_or_default());
    let Some(missing) = whole.strip_prefix(begun.as_slice()).filter(|missing| !missing.is_empty()) else {
        return 0;
    };
    let head = below.rows.get(..missing.len()).unwrap_or_default();
    if labels(head) == missing { missing.len() } else { 0 }
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

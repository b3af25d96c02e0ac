//! Which stretch of a table is one form: sheets of several pages that the document prints alike.

use std::collections::BTreeMap;

use document_model::{Block, Cell, Layout, Row, Table};
use japanese_normalize::fold;

use super::Words;
use super::captioned::NUMBERS;
use super::read::read_sheet;
use super::upright::line;
use super::written::cell;
use crate::assemble::parts::profile;
use crate::roles::vocabulary::Vocabulary;

/// Parts tables that hold several forms, one below the other, into one table for each.
///
/// Sheets that repeat from page to page look like one table whose head repeats.
pub fn part_sheets(layout: &mut Layout, vocabulary: &Vocabulary) {
    let words = Words { vocabulary };
    for block in &mut layout.blocks {
        if let Block::Table(table) = block {
            label_numbers(table, &words);
        }
    }
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

/// The number at the left of all rows of a record (1 | 事業名 | …) becomes a row of its own, with a label.
fn label_numbers(table: &mut Table, words: &Words<'_>) {
    let numbered = |row: &Row| {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let number = filled.next().filter(|cell| cell.column == 0 && cell.row_span > 1);
        number.is_some_and(|cell| profile(cell).number > 0.5)
            && filled.next().is_some_and(|label| words.is_label(label) && !words.of_indicator(&label.raw()))
            && filled.next().is_some_and(|text| !words.heads(text))
    };
    if !table.rows.iter().any(numbered) {
        return;
    }
    for mut row in std::mem::take(&mut table.rows) {
        if numbered(&row) {
            let place = row.cells.first().map_or(row.place, |cell| cell.place);
            let label = cell(0, place, vec![line(NUMBERS)]);
            let number = Cell { column: 1, row_span: 1, ..row.cells.remove(0) };
            table.rows.push(Row { cells: vec![label, number], ..row.clone() });
            row.starts_page = false;
        }
        table.rows.push(row);
    }
}

/// Gives the rows with which a page begins to the last sheet of the page before, where they are just the rows that it
/// lacks beside the first sheet there.
fn carry_over(blocks: &mut Vec<Block>, words: &Words<'_>) {
    let usual = usual_labels(blocks, words);
    for at in 0..blocks.len() {
        let content = |block: &Block| !matches!(block, Block::Prose(prose) if prose.furniture);
        let next = blocks.iter().skip(at + 1).position(content).map(|skipped| at + 1 + skipped);
        let (Some(Block::Table(above)), Some(Block::Table(below))) =
            (blocks.get(at), next.and_then(|next| blocks.get(next)))
        else {
            continue;
        };
        let cut = rows_cut_off(above, below, &usual, words);
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
fn rows_cut_off(above: &Table, below: &Table, usual: &[String], words: &Words<'_>) -> usize {
    let starts = starts(&above.rows, words);
    let (Some(0), Some(last)) = (starts.first(), starts.last()) else {
        return 0;
    };
    let labels = |rows: &[Row]| labels_of(rows, words);
    let own = starts
        .get(1)
        .filter(|_| above.columns == below.columns)
        .map(|second| labels(above.rows.get(..*second).unwrap_or_default()));
    let whole = own.unwrap_or_else(|| usual.to_vec());
    let begun = labels(above.rows.get(*last..).unwrap_or_default());
    let Some(missing) = whole.strip_prefix(begun.as_slice()).filter(|missing| !missing.is_empty()) else {
        return 0;
    };
    let head = below.rows.get(..missing.len()).unwrap_or_default();
    if labels(head) == missing { missing.len() } else { 0 }
}

/// The labels with which rows begin.
fn labels_of(rows: &[Row], words: &Words<'_>) -> Vec<String> {
    let firsts = rows.iter().filter_map(|row| row.cells.iter().find(|cell| !cell.is_empty()));
    firsts.filter(|cell| words.is_label(cell)).map(|cell| fold(&cell.raw())).collect()
}

/// The labels of most of the document's records that stand several in a table; none where no two are alike.
fn usual_labels(blocks: &[Block], words: &Words<'_>) -> Vec<String> {
    let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for block in blocks {
        let Block::Table(table) = block else { continue };
        let starts = starts(&table.rows, words);
        for pair in starts.windows(2) {
            let [from, to] = pair else { continue };
            *counts.entry(labels_of(table.rows.get(*from..*to).unwrap_or_default(), words)).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by(|one, other| one.1.cmp(&other.1).then_with(|| other.0.cmp(&one.0)));
    most.filter(|(_, count)| *count > 1).map(|(labels, _)| labels).unwrap_or_default()
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

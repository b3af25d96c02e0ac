//! Sheets made of several tables: 施策の概要, 成果指標, 評価 below one another, each below a caption of its own.
//!
//! A document that prints its sheets alike shows which tables belong together: from one table that opens a sheet to the
//! next, the same tables follow in the same order.

use document_model::{Block, Cell, Layout, Prose, Row, RowKind, Table};
use japanese_normalize::fold;

use super::Words;
use super::read::read_sheet;
use crate::assemble::headings::read_heading;
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Sheets that a document prints alike at least.
const FEWEST_SHEETS: usize = 2;

/// Tables of a sheet at most.
const MOST_TABLES: usize = 12;

/// Joins the tables of each sheet into one; captions that every sheet prints alike become furniture.
pub fn join_sheets(layout: &mut Layout, vocabulary: &Vocabulary) {
    let words = Words { vocabulary };
    let Some(sheets) = find_sheets(&layout.blocks, &words) else { return };
    mark_captions(&mut layout.blocks, &sheets, vocabulary);
    let mut blocks: Vec<Block> = Vec::with_capacity(layout.blocks.len());
    let mut joined: Option<Table> = None;
    let mut open: Option<&Vec<usize>> = None;
    for (at, block) in std::mem::take(&mut layout.blocks).into_iter().enumerate() {
        let own = sheets.iter().find(|sheet| sheet.contains(&at));
        match (block, own) {
            (Block::Table(table), Some(sheet)) => {
                append(joined.get_or_insert_with(Table::default), table);
                open = Some(sheet);
            }
            (block, _) => blocks.push(block),
        }
        if open.is_some_and(|sheet| sheet.last() == Some(&at)) {
            blocks.extend(joined.take().map(Block::Table));
            open = None;
        }
    }
    layout.blocks = blocks;
}

pub(super) fn append(joined: &mut Table, table: Table) {
    joined.columns = joined.columns.max(table.columns);
    joined.rows.extend(table.rows.into_iter().enumerate().map(|(at, row)| Row {
        // What stands beside a label is no head, and a table of its own goes on with nothing.
        kind: if row.kind == RowKind::Debris { row.kind } else { RowKind::Body },
        starts_page: row.starts_page && at > 0,
        goes_on: row.goes_on && at > 0,
        ..row
    }));
}

/// The blocks of each sheet's tables; none where the document has no such sheets.
fn find_sheets(blocks: &[Block], words: &Words<'_>) -> Option<Vec<Vec<usize>>> {
    let tables: Vec<(usize, &Table)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Table(table) => Some((at, table)),
            Block::Prose(_) => None,
        })
        .collect();
    let opening = tables.iter().find_map(|(_, table)| opens(table, words))?;
    let starts: Vec<usize> = tables
        .iter()
        .enumerate()
        .filter(|(_, (_, table))| opens(table, words).as_ref() == Some(&opening))
        .map(|(at, _)| at)
        .collect();
    if starts.len() < FEWEST_SHEETS {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([tables.len()]);
    let groups: Vec<&[(usize, &Table)]> =
        starts.iter().zip(ends).filter_map(|(start, end)| tables.get(*start..end)).collect();
    let signature = |group: &[(usize, &Table)]| -> Vec<String> {
        group.iter().map(|(_, table)| first_text(table)).collect()
    };
    let first = signature(groups.first()?);
    let common = groups.iter().fold(first.len(), |common, group| {
        let alike = signature(group).iter().zip(&first).take_while(|(one, other)| one == other).count();
        common.min(alike)
    });
    if !(2..=MOST_TABLES).contains(&common) {
        return None;
    }
    let sheets: Vec<Vec<usize>> =
        groups.iter().map(|group| group.iter().take(common).map(|(at, _)| *at).collect()).collect();
    let forms = groups.iter().all(|group| {
        let mut joined = Table::default();
        for (_, table) in group.iter().take(common) {
            append(&mut joined, (*table).clone());
        }
        read_sheet(&joined.rows, words).is_some()
    });
    forms.then_some(sheets)
}

/// The label with which a table opens a sheet: that of a title or its number, with a text beside it.
fn opens(table: &Table, words: &Words<'_>) -> Option<String> {
    let row = table.rows.first()?;
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let label = filled.next().filter(|cell| words.is_label(cell))?;
    let beside = filled.next().filter(|cell| !words.heads(cell))?;
    let names = |cell: &Cell| {
        words.means(&cell.raw(), |role| matches!(role, RoleKind::Title | RoleKind::Number | RoleKind::Group))
    };
    (names(label) && beside.column > label.column).then(|| fold(&label.raw()))
}

fn first_text(table: &Table) -> String {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| !cell.is_empty()).map(|cell| fold(&cell.raw())).next().unwrap_or_default()
}

/// Numbered lines above the tables of a sheet that stand above those of every sheet name no part of the plan.
fn mark_captions(blocks: &mut [Block], sheets: &[Vec<usize>], vocabulary: &Vocabulary) {
    let above = |blocks: &[Block], table: usize| -> Vec<usize> {
        let before = (0..table).rev();
        before.take_while(|at| matches!(blocks.get(*at), Some(Block::Prose(_)))).collect()
    };
    let text = |blocks: &[Block], at: usize| match blocks.get(at) {
        Some(Block::Prose(Prose { line, .. })) => fold(&line.text),
        _ => String::new(),
    };
    let tables = sheets.first().map_or(0, Vec::len);
    let mut captions: Vec<usize> = Vec::new();
    for place in 0..tables {
        let lines: Vec<Vec<usize>> =
            sheets.iter().filter_map(|sheet| sheet.get(place)).map(|table| above(blocks, *table)).collect();
        for at in lines.iter().flatten() {
            let wanted = text(blocks, *at);
            let everywhere =
                lines.iter().all(|lines| lines.iter().any(|other| text(blocks, *other) == wanted));
            if everywhere && read_heading(&line_text(blocks, *at), vocabulary).is_some() {
                captions.push(*at);
            }
        }
    }
    for at in captions {
        if let Some(Block::Prose(prose)) = blocks.get_mut(at) {
            prose.furniture = true;
        }
    }
}

fn line_text(blocks: &[Block], at: usize) -> String {
    match blocks.get(at) {
        Some(Block::Prose(prose)) => prose.line.text.clone(),
        _ => String::new(),
    }
}

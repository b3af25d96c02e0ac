//! A table of one indicator with its name in the line above: `■ 移住者数（単位：人）`, and below it 目標 and 実績 by year.
//!
//! The name becomes a column of the table, merged over its rows, and everything that holds for tables holds for it.

use document_model::{Block, Cell, CellLine, Layout, Prose, Row, Table};
use japanese_normalize::{fold, is_absent};

use super::Words;
use super::upright::{NAMES, line};
use super::written::{CLOSE, MARKS, OPEN, cell, is_caption_label};
use crate::assemble::headings::split_number;
use crate::assemble::parts::profile;
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// The head of the number before a name.
pub(super) const NUMBERS: &str = "番号";

/// Rows of such a table at most.
const MOST_ROWS: usize = 7;

/// Columns of values at least.
const FEWEST_VALUES: usize = 2;

/// Characters of a name at most.
const LONGEST_NAME: usize = 60;

/// The line ends at most this far above its table, points.
const NEAR: f64 = 24.0;

/// Gives each table of one indicator the name that stands in the line above it.
pub fn name_by_captions(layout: &mut Layout, vocabulary: &Vocabulary) {
    let words = Words { vocabulary };
    let mut blocks: Vec<Block> = Vec::with_capacity(layout.blocks.len());
    for block in std::mem::take(&mut layout.blocks) {
        let Block::Table(table) = block else {
            blocks.push(block);
            continue;
        };
        let caption = match blocks.last() {
            Some(Block::Prose(prose)) if is_nameless(&table, &words) && is_near(prose, &table) => {
                name_in(prose, &words).map(|name| (prose.clone(), name))
            }
            _ => None,
        };
        match caption {
            Some((prose, name)) => {
                blocks.pop();
                blocks.push(Block::Table(with_name(table, prose, name)));
            }
            None => blocks.push(Block::Table(table)),
        }
    }
    layout.blocks = blocks;
}

/// Does the line stand close above the table?
fn is_near(prose: &Prose, table: &Table) -> bool {
    let Some(first) = table.rows.first() else { return false };
    let gap = match (prose.place.bbox, first.place.bbox) {
        (Some(line), Some(row)) => row.y0 - line.y1,
        _ => 0.0,
    };
    !prose.furniture && prose.place.page == first.place.page && (-1.0..=NEAR).contains(&gap)
}

/// A head of years and kinds of values, with rows that say nothing but the kind of their values.
fn is_nameless(table: &Table, words: &Words<'_>) -> bool {
    let mut rows = table.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let Some(head) = rows.next() else { return false };
    let body: Vec<&Row> = rows.collect();
    if body.is_empty() || body.len() > MOST_ROWS || body.iter().any(|row| row.kind.is_head()) {
        return false;
    }
    let cells: Vec<&Cell> = head.cells.iter().collect();
    let Some((corner, rest)) = cells.split_first() else { return false };
    let values = |cells: &[&Cell]| cells.iter().all(|cell| heads_values(cell, words));
    let kind = |row: &&Row| {
        row.cells.first().filter(|cell| cell.column == 0).is_some_and(|cell| is_kind(cell, words))
    };
    let stated = |row: &&Row| row.cells.first().is_some_and(|cell| profile(cell).value_word >= 0.5);
    let by_rows = is_corner(corner, words) && values(rest) && body.iter().all(kind);
    let by_columns = body.len() == 1 && values(&cells) && body.iter().all(|row| holds_values(row));
    rest.len() >= FEWEST_VALUES && (by_rows && body.iter().any(stated) || by_columns)
}

/// The cell above the kinds of values: blank, 区分, 年度.
fn is_corner(cell: &Cell, words: &Words<'_>) -> bool {
    cell.is_empty() || words.is_corner(cell) || words.means(&cell.raw(), |role| role == RoleKind::ValueKind)
}

/// A year, or a kind of value.
fn heads_values(cell: &Cell, words: &Words<'_>) -> bool {
    words.is_year(cell) || words.is_label(cell) && words.means(&cell.raw(), RoleKind::is_value)
}

/// 目標, 実績, or what is made of both (達成率).
fn is_kind(cell: &Cell, words: &Words<'_>) -> bool {
    let other = |role| role == RoleKind::Other;
    profile(cell).value_word >= 0.5 || words.is_label(cell) && words.means(&cell.raw(), other)
}

fn holds_values(row: &Row) -> bool {
    let value = |cell: &Cell| profile(cell).value >= 0.5 || is_absent(&cell.raw());
    row.cells.iter().all(|cell| cell.is_empty() || value(cell))
}

/// The name in a line: behind a mark or the label of an indicator, in brackets, before its unit, or one that counts
/// something (…数, …率).
fn name_in(prose: &Prose, words: &Words<'_>) -> Option<String> {
    let text = prose.line.text.trim();
    let bare = text.trim_start_matches(MARKS).trim();
    let labelled = bare.split_once(['：', ':']).filter(|(label, _)| {
        words.means(label, |role| role == RoleKind::Indicator) && !label.contains(['（', '('])
    });
    let name = labelled.map_or(bare, |(_, name)| name.trim());
    let bracketed = name.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE));
    let name = bracketed.filter(|name| !name.contains(OPEN)).unwrap_or(name).trim();
    let counts = || {
        let line = CellLine { text: name.to_owned(), ..prose.line.clone() };
        profile(&cell(0, prose.place, vec![line])).measure >= 0.5
    };
    let unit = fold(name).contains("(単位");
    let told = labelled.is_some() || bracketed.is_some() || unit || bare.len() < text.len() || counts();
    let short = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains('。');
    (told && short && !is_caption_label(name, words)).then(|| name.to_owned())
}

/// The table with the name, and the number before it, as its first columns.
fn with_name(mut table: Table, prose: Prose, name: String) -> Table {
    let rows = u32::try_from(table.rows.len().saturating_sub(1)).unwrap_or(1).max(1);
    let numbered = split_number(&name).filter(|(_, rest)| !rest.is_empty());
    let texts = match numbered {
        Some((number, rest)) => vec![(NUMBERS, number), (NAMES, rest)],
        None => vec![(NAMES, name)],
    };
    let added = u32::try_from(texts.len()).unwrap_or(1);
    for (at, row) in table.rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            cell.column = cell.column.saturating_add(added);
        }
        let own = (0..added).zip(&texts).filter(|_| at < 2).map(|(column, (head, text))| {
            let lines = vec![if at == 0 { line(head) } else { part_of(&prose.line, text) }];
            let row_span = if at == 0 { 1 } else { rows };
            Cell { column, column_span: 1, row_span, place: prose.place, lines }
        });
        let own: Vec<Cell> = own.collect();
        row.cells.splice(0..0, own);
    }
    table.columns = table.columns.saturating_add(added);
    table
}

/// A part of the line above as a line of its own.
fn part_of(line: &CellLine, text: &str) -> CellLine {
    CellLine { text: text.to_owned(), ..line.clone() }
}

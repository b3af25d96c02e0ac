//! Sheets written as prose: a numbered heading, small captions with texts below them, and tables.
//!
//! A plan gives each 施策 a page: 施策1-1 …, ■ 現状と課題, ■ 取組内容, a table of indicators, a table of years. The captions
//! are the labels of a form, and what stands below them is what they head; the heading above is the title. Only a
//! document that prints several such sheets alike is read so.

use std::collections::BTreeMap;

use document_model::{Block, Cell, CellLine, Layout, Prose, Row, RowKind, SourceRange, Table};
use japanese_normalize::fold;

use super::Words;
use super::joined::append;
use super::read::read_sheet;
use crate::assemble::headings::{Scheme, read_heading};
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Sheets that a document prints alike at least.
const FEWEST_SHEETS: usize = 2;

/// Captions of a sheet at least.
const FEWEST_CAPTIONS: usize = 2;

/// Characters of a caption at most.
const LONGEST_CAPTION: usize = 24;

/// Lines of the kind 担当課：… between the heading and the first caption at most.
const MOST_FIELDS: usize = 4;

/// What a block is to a sheet.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Table,
    /// A table of labels beside texts; its first label.
    Form(String),
    Furniture,
    /// A label alone on its line.
    Caption(String),
    /// A label with its text on the same line; where the text begins.
    Field(String, usize),
    /// How it is numbered, and its text.
    Heading(Scheme, String),
    Text,
}

/// Turns such sheets into tables of labels and texts.
pub fn join_written(layout: &mut Layout, vocabulary: &Vocabulary) {
    let words = Words { vocabulary };
    let parts: Vec<Part> = layout.blocks.iter().map(|block| part_of(block, &words)).collect();
    let ranges = find_sheets(&parts);
    if ranges.len() < FEWEST_SHEETS {
        return;
    }
    let made: Vec<Option<Sheet>> = ranges
        .iter()
        .map(|(start, end)| Sheet::read(layout.blocks.get(*start..*end)?, parts.get(*start..*end)?))
        .collect();
    let forms = made
        .iter()
        .all(|sheet| sheet.as_ref().is_some_and(|sheet| read_sheet(&sheet.table.rows, &words).is_some()));
    if !forms {
        return;
    }
    let mut blocks: Vec<Block> = Vec::with_capacity(layout.blocks.len());
    let mut at = 0;
    for ((start, end), sheet) in ranges.into_iter().zip(made) {
        blocks.extend(layout.blocks.get(at..start).unwrap_or_default().iter().cloned());
        if let Some(sheet) = sheet {
            blocks.extend(sheet.before.into_iter().map(Block::Prose));
            blocks.push(Block::Table(sheet.table));
            blocks.extend(sheet.behind.into_iter().map(Block::Prose));
        }
        at = end;
    }
    blocks.extend(layout.blocks.get(at..).unwrap_or_default().iter().cloned());
    layout.blocks = blocks;
}

fn part_of(block: &Block, words: &Words<'_>) -> Part {
    let prose = match block {
        Block::Prose(prose) => prose,
        Block::Table(table) => return form_label(table, words).map_or(Part::Table, Part::Form),
    };
    let text = prose.line.text.trim();
    if prose.furniture || text.is_empty() {
        return Part::Furniture;
    }
    if let Some(label) = caption(text, words) {
        return Part::Caption(label);
    }
    if let Some((label, from)) = field(&prose.line.text, words) {
        return Part::Field(label, from);
    }
    match read_heading(text, words.vocabulary) {
        Some(numbered) if numbered.scheme != Scheme::Unnumbered => Part::Heading(numbered.scheme, fold(text)),
        _ => Part::Text,
    }
}

/// The first label of a table that has nothing but labels beside texts, none of them of a title.
fn form_label(table: &Table, words: &Words<'_>) -> Option<String> {
    let rows: Vec<Vec<&Cell>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().filter(|cell| !cell.is_empty()).collect())
        .filter(|cells: &Vec<&Cell>| !cells.is_empty())
        .collect();
    let pairs = rows.iter().all(|cells| match cells.as_slice() {
        [label, text] => is_caption_label(&label.raw(), words) && !words.heads(text),
        _ => false,
    });
    (pairs && rows.len() >= FEWEST_CAPTIONS).then(|| rows.first()?.first().map(|cell| fold(&cell.raw())))?
}

/// The label that a line is, its mark or number and its brackets aside: `■ 現状と課題`, `【取組内容】`, `(2) 今後の方向性`.
fn caption(text: &str, words: &Words<'_>) -> Option<String> {
    if text.chars().count() > LONGEST_CAPTION || text.contains(['。', '、']) {
        return None;
    }
    let marked = text.trim_start_matches(MARKS).trim();
    let unnumbered = crate::assemble::headings::split_number(marked).map(|(_, rest)| rest);
    let bare = unnumbered.as_deref().unwrap_or(marked);
    let bare = bare.trim_start_matches(OPEN).trim_end_matches(CLOSE).trim();
    is_caption_label(bare, words).then(|| bare.to_owned())
}

/// Marks before captions.
pub(super) const MARKS: [char; 16] =
    ['■', '□', '◆', '◇', '●', '○', '◎', '▼', '▽', '▶', '▷', '★', '☆', '▲', '◉', '❖'];

/// Brackets around captions.
pub(super) const OPEN: [char; 7] = ['【', '〔', '［', '[', '＜', '<', '《'];

/// Their other halves.
pub(super) const CLOSE: [char; 9] = ['】', '〕', '］', ']', '＞', '>', '》', ':', '：'];

pub(super) fn is_caption_label(text: &str, words: &Words<'_>) -> bool {
    let names = |role: RoleKind| matches!(role, RoleKind::Number | RoleKind::Title | RoleKind::Group);
    !text.is_empty() && words.vocabulary.heading_evidence(text) >= super::LABEL && !words.means(text, names)
}

/// `担当課：総務部 情報システム課`, `【所管課】総務課`: the label, and where its text begins.
fn field(text: &str, words: &Words<'_>) -> Option<(String, usize)> {
    let (end, sign) = text
        .char_indices()
        .skip(1)
        .take(LONGEST_CAPTION)
        .find(|(_, character)| matches!(character, '：' | ':' | '】' | '］'))?;
    let label = text.get(..end)?.trim().trim_start_matches(MARKS).trim().trim_start_matches(OPEN).trim();
    let from = end + sign.len_utf8();
    let rest = text.get(from..)?;
    let filled = !rest.trim().is_empty();
    (filled && is_caption_label(label, words))
        .then(|| (label.to_owned(), from + rest.len() - rest.trim_start().len()))
}

/// The blocks of each sheet, from behind its heading to before the next one.
fn find_sheets(parts: &[Part]) -> Vec<(usize, usize)> {
    let starts: Vec<(usize, Scheme, String)> = (0..parts.len())
        .filter_map(|at| sheet_at(parts, at).map(|(scheme, label)| (at, scheme, label)))
        .collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, label) in &starts {
        *counts.entry(label.clone()).or_default() += 1;
    }
    let Some((common, _)) = counts.into_iter().max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0)))
    else {
        return Vec::new();
    };
    let Some(scheme) = starts.iter().find(|start| start.2 == common).map(|start| start.1.clone()) else {
        return Vec::new();
    };
    let own: Vec<usize> = starts
        .into_iter()
        .filter(|start| start.1 == scheme && start.2 == common)
        .map(|start| start.0)
        .collect();
    let ends = own.iter().skip(1).copied().chain([parts.len()]);
    let mut ranges: Vec<(usize, usize)> = own
        .iter()
        .zip(ends)
        .map(|(start, next)| (start + 1, end_of(parts, start + 1, next, &scheme)))
        .collect();
    end_last(&mut ranges, parts);
    ranges.into_iter().filter(|(start, end)| is_sheet(parts.get(*start..*end).unwrap_or_default())).collect()
}

/// Where no other sheet has a table, the first one behind the last sheet, and the line above it, are none of it.
fn end_last(ranges: &mut [(usize, usize)], parts: &[Part]) {
    let table_in = |range: &(usize, usize)| {
        let is_table = |part: &Part| matches!(part, Part::Table | Part::Form(_));
        parts.get(range.0..range.1).and_then(|parts| parts.iter().position(is_table)).map(|at| range.0 + at)
    };
    let Some((last, others)) = ranges.split_last_mut() else { return };
    if others.is_empty() || others.iter().any(|range| table_in(range).is_some()) {
        return;
    }
    if let Some(table) = table_in(last) {
        let titled = matches!(parts.get(table - 1), Some(Part::Text | Part::Heading(..)));
        let after_text = table >= 2 && !matches!(parts.get(table - 2), Some(Part::Caption(_)));
        last.1 = table - usize::from(titled && after_text);
    }
}

/// A numbered heading with a caption below it, lines of the kind 担当課：… aside: its scheme, and the caption.
fn sheet_at(parts: &[Part], at: usize) -> Option<(Scheme, String)> {
    let Some(Part::Heading(scheme, text)) = parts.get(at) else { return None };
    let below = parts.get(at + 1..)?.iter().filter(|part| **part != Part::Furniture);
    let mut below = below.take(MOST_FIELDS + 1).filter(|part| !matches!(part, Part::Field(..)));
    // What stands above the same table of every sheet is its caption.
    let alone =
        || parts.iter().filter(|part| matches!(part, Part::Heading(_, other) if other == text)).count() == 1;
    match below.next()? {
        Part::Caption(label) => Some((scheme.clone(), fold(label))),
        Part::Form(label) if alone() => Some((scheme.clone(), fold(label))),
        // A table of indicators beside the labels.
        Part::Table => match below.next()? {
            Part::Form(label) if alone() => Some((scheme.clone(), fold(label))),
            _ => None,
        },
        _ => None,
    }
}

/// Where a sheet ends: at a heading that stands level with its own or above it, and before headings above the next sheet.
fn end_of(parts: &[Part], start: usize, next: usize, scheme: &Scheme) -> usize {
    let outer = |other: &Scheme| match (other, scheme) {
        (other, scheme) if other == scheme => true,
        (Scheme::Word(level, parts), Scheme::Word(own, own_parts)) => (level, parts) < (own, own_parts),
        (Scheme::Word(..) | Scheme::Roman, _) => true,
        (Scheme::Plain(parts), Scheme::Plain(own)) => parts < own,
        _ => false,
    };
    let ends = |at: &usize| matches!(parts.get(*at), Some(Part::Heading(other, _)) if outer(other));
    let end = (start..next).find(ends).unwrap_or(next);
    let heading = |at: &usize| matches!(parts.get(*at), Some(Part::Heading(..) | Part::Furniture));
    let above = (start..end).rev().take_while(heading).count();
    end - if end < parts.len() { above } else { 0 }
}

/// Captions enough, and one with a text below it.
fn is_sheet(parts: &[Part]) -> bool {
    if parts.iter().any(|part| matches!(part, Part::Form(_))) {
        return true;
    }
    let captions = parts.iter().filter(|part| matches!(part, Part::Caption(_) | Part::Field(..))).count();
    let mut seen = parts.iter().filter(|part| **part != Part::Furniture).peekable();
    let mut texts = false;
    while let Some(part) = seen.next() {
        texts |=
            matches!(part, Part::Caption(_)) && matches!(seen.peek(), Some(Part::Text | Part::Heading(..)));
    }
    captions >= FEWEST_CAPTIONS && texts
}

/// A sheet as a table, and the lines that are none of it.
struct Sheet {
    before: Vec<Prose>,
    table: Table,
    behind: Vec<Prose>,
}

impl Sheet {
    fn read(blocks: &[Block], parts: &[Part]) -> Option<Self> {
        let mut sheet =
            Self { before: Vec::new(), table: Table { columns: 2, rows: Vec::new() }, behind: Vec::new() };
        // A caption whose text is not known yet.
        let mut open: Option<(&Prose, &str, Vec<&Prose>)> = None;
        for (block, part) in blocks.iter().zip(parts) {
            match (block, part) {
                (Block::Table(table), _) => {
                    sheet.close(open.take());
                    append(&mut sheet.table, table.clone());
                }
                (Block::Prose(prose), Part::Caption(label)) => {
                    sheet.close(open.take());
                    open = Some((prose, label, Vec::new()));
                }
                // A label in brackets ends the text above it; a colon may stand in any text.
                (Block::Prose(prose), Part::Field(label, from))
                    if open.is_none() || prose.line.text.trim_start().starts_with(OPEN) =>
                {
                    sheet.close(open.take());
                    sheet.add_field(prose, label, *from);
                }
                (Block::Prose(prose), Part::Furniture) => sheet.before.push(prose.clone()),
                (Block::Prose(prose), _) => match &mut open {
                    Some((_, _, texts)) => texts.push(prose),
                    None if sheet.table.rows.is_empty() => sheet.before.push(prose.clone()),
                    None => sheet.behind.push(prose.clone()),
                },
            }
        }
        sheet.close(open);
        (!sheet.table.rows.is_empty()).then_some(sheet)
    }

    /// A caption with its texts is a row; one without is the caption of a table, and stays above.
    fn close(&mut self, open: Option<(&Prose, &str, Vec<&Prose>)>) {
        let Some((caption, label, texts)) = open else { return };
        let Some(first) = texts.first() else {
            self.before.push(caption.clone());
            return;
        };
        let place = first.place;
        let mut name = caption.line.clone();
        label.clone_into(&mut name.text);
        let lines = texts.iter().map(|prose| CellLine { breaks: prose.after_blank, ..prose.line.clone() });
        let place = texts.iter().map(|prose| prose.place).fold(place, super::upright::around);
        self.add_row(cell(0, caption.place, vec![name]), cell(1, place, lines.collect()));
    }

    fn add_field(&mut self, prose: &Prose, label: &str, from: usize) {
        let start = prose.line.range.start;
        let name = CellLine {
            text: label.to_owned(),
            range: SourceRange::new(start, start),
            more: Vec::new(),
            ..prose.line.clone()
        };
        let mut text = prose.line.clone();
        text.text = prose.line.text.get(from..).unwrap_or_default().to_owned();
        self.add_row(cell(0, prose.place, vec![name]), cell(1, prose.place, vec![text]));
    }

    fn add_row(&mut self, label: Cell, text: Cell) {
        let place = label.place;
        let cells = vec![label, text];
        self.table.rows.push(Row { kind: RowKind::Body, place, starts_page: false, goes_on: false, cells });
    }
}

pub(super) fn cell(column: u32, place: document_model::Place, lines: Vec<CellLine>) -> Cell {
    Cell { column, column_span: 1, row_span: 1, place, lines }
}

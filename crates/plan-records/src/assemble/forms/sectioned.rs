//! Rows of half a page whose cells part their text by labels in brackets: ＜事業概要＞, ＜課題＞.
//!
//! A report on the results of measures (主要施策の成果) prints number, title and amounts of a 事業 in one cell, and beside
//! it what was done, with a small table of indicators inside the cell. Each row is a sheet: its labels with what they
//! head, and the tables that stand inside its cells.

use std::collections::BTreeSet;

use document_model::{Block, Cell, CellLine, Layout, Place, Prose, Row, RowKind, SourceRange, Table};
use japanese_normalize::{department_likeness, fold};

use super::Words;
use super::joined::append;
use super::read::read_sheet;
use super::upright::{around, line};
use super::written::{CLOSE, OPEN, cell, is_caption_label};
use crate::assemble::headings::MARKS;
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Labels inside a cell at least, in half of the rows of a table.
const FEWEST_LABELS: usize = 2;

/// Sheets of a document at least.
const FEWEST_SHEETS: usize = 2;

/// Lines of a department in brackets at most.
const MOST_LINES: usize = 3;

/// Filled cells of a row of an inner table at least.
const FEWEST_OF_INNER: usize = 3;

/// How far a table may reach over the cell in which it stands, points.
const OVER: f64 = 4.0;

/// The label of a division that only its brackets tell.
const DIVISION: &str = "担当課";

/// Turns the rows of such tables into tables of labels and texts.
pub fn unfold_sections(layout: &mut Layout, vocabulary: &Vocabulary) {
    let words = Words { vocabulary };
    let mut unfolded =
        Unfolded { words: &words, blocks: Vec::new(), open: None, head: Vec::new(), made: Vec::new() };
    let mut at = 0;
    while let Some(block) = layout.blocks.get(at) {
        at += 1;
        match block {
            Block::Table(table) if unfolded.is_sectioned(table) => {
                let start = at;
                // Page numbers stand between where the table goes over pages.
                let mut inner: Vec<&Table> = Vec::new();
                let behind = layout.blocks.iter().enumerate().skip(at);
                for (own, block) in
                    behind.take_while(|(_, block)| is_furniture(block) || inside(block, table).is_some())
                {
                    if let Some(table) = inside(block, table) {
                        inner.push(table);
                        at = own + 1;
                    }
                }
                // Tables with the same head in several cells look like one.
                let parts = inner.iter().flat_map(|inner| {
                    let part = |rows: &[Row]| Table { columns: inner.columns, rows: rows.to_vec() };
                    inner.parts().into_iter().map(part).collect::<Vec<_>>()
                });
                unfolded.add_table(table, &parts.collect::<Vec<_>>());
                let between = layout.blocks.get(start..at).unwrap_or_default();
                unfolded.blocks.extend(between.iter().filter(|block| is_furniture(block)).cloned());
            }
            _ => unfolded.pass(block),
        }
    }
    unfolded.close();
    let readable = |at: &usize| match unfolded.blocks.get(*at) {
        Some(Block::Table(table)) => read_sheet(&table.rows, &words).is_some(),
        _ => false,
    };
    if unfolded.made.len() >= FEWEST_SHEETS && unfolded.made.iter().all(readable) {
        layout.blocks = unfolded.blocks;
    }
}

/// Columns of a made table: label and text.
const MADE_COLUMNS: u32 = 2;

fn is_furniture(block: &Block) -> bool {
    matches!(block, Block::Prose(prose) if prose.furniture)
}

/// The table of a block that stands inside a cell of another.
fn inside<'b>(block: &'b Block, outer: &Table) -> Option<&'b Table> {
    let Block::Table(table) = block else { return None };
    let place = table.rows.first()?.cells.first()?.place;
    let at = place.bbox?.center();
    let holds = |cell: &Cell| {
        let bbox = cell.place.bbox.filter(|_| cell.place.page == place.page);
        bbox.is_some_and(|bbox| bbox.contains(at))
    };
    outer.rows.iter().flat_map(|row| &row.cells).any(holds).then_some(table)
}

/// The label that a line in brackets or behind a mark is: `＜事業概要＞`, `■課題`.
fn bracketed_label(text: &str, words: &Words<'_>) -> Option<String> {
    let text = text.trim();
    let bracketed = text.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE));
    let inner = bracketed.or_else(|| text.strip_prefix(MARKS))?.trim();
    // 令和6年度の取組 says when, 取組 alone names something.
    let dated = japanese_normalize::fiscal_year(inner).is_some();
    let known =
        is_caption_label(inner, words) || dated && words.vocabulary.heading_evidence(inner) >= super::LABEL;
    known.then(|| inner.to_owned())
}

/// What the blocks become.
struct Unfolded<'w, 'v> {
    words: &'w Words<'v>,
    blocks: Vec<Block>,
    /// The sheet that may go on in the next table.
    open: Option<Sheet>,
    /// The texts of the last table's head, folded.
    head: Vec<String>,
    /// Where the sheets stand among the blocks.
    made: Vec<usize>,
}

impl Unfolded<'_, '_> {
    /// Do half of the rows have cells with labels inside, or do they go on with such a table?
    fn is_sectioned(&self, table: &Table) -> bool {
        let body: Vec<&Row> = table.rows.iter().filter(|row| row.kind == RowKind::Body).collect();
        let labels = |cell: &Cell| {
            cell.lines.iter().filter(|line| bracketed_label(&line.text, self.words).is_some()).count()
        };
        let least = |row: &Row, count: usize| row.cells.iter().any(|cell| labels(cell) >= count);
        if names_values(table, self.words) || has_groups(table) {
            return false;
        }
        let sectioned = body.iter().filter(|row| least(row, FEWEST_LABELS)).count();
        let goes_on =
            !self.head.is_empty() && head_of(table) == self.head && body.iter().any(|row| least(row, 1));
        !body.is_empty()
            && table.rows.len() > body.len()
            && (sectioned * 2 >= body.len() && sectioned > 0 || goes_on)
    }

    fn pass(&mut self, block: &Block) {
        if is_furniture(block) {
            self.blocks.push(block.clone());
            return;
        }
        self.close();
        self.blocks.push(block.clone());
    }

    fn close(&mut self) {
        if let Some(mut sheet) = self.open.take() {
            sheet.close_section();
            self.blocks.extend(sheet.captions.into_iter().map(Block::Prose));
            self.made.push(self.blocks.len());
            self.blocks.push(Block::Table(sheet.table));
        }
    }

    fn add_table(&mut self, table: &Table, inner: &[Table]) {
        self.head = head_of(table);
        let heads: Vec<&Cell> = heads(table).collect();
        for row in &table.rows {
            let filled = |cell: &&Cell| !cell.is_empty();
            let begins = row.cells.first().is_some_and(|cell| cell.column == 0 && !cell.is_empty());
            // A table that touches the ruling above its cell stands in the same grid.
            let of_inner = !begins && row.cells.iter().filter(filled).count() >= FEWEST_OF_INNER;
            if let Some(sheet) = self.open.as_mut().filter(|_| of_inner) {
                sheet.close_section();
                append(&mut sheet.table, Table { columns: table.columns, rows: vec![row.clone()] });
                continue;
            }
            if row.kind != RowKind::Body {
                let lines =
                    row.cells.iter().filter(filled).flat_map(|cell| furniture(cell.place, &cell.lines));
                let lines: Vec<Block> = lines.map(Block::Prose).collect();
                self.blocks.extend(lines);
                continue;
            }
            if begins && self.open.as_ref().is_some_and(|sheet| sheet.named) {
                self.close();
            }
            let mut sheet = self.open.take().unwrap_or_default();
            sheet.named |= begins;
            for cell in row.cells.iter().filter(|cell| !cell.is_empty() || cell.column > 0) {
                let head = heads.iter().rev().find(|head| head.column <= cell.column).copied();
                sheet.add_cell(cell, head, inner, self.words);
            }
            self.open = Some(sheet);
        }
    }
}

/// Does the head name indicators or values? Their rows are no sheets.
fn names_values(table: &Table, words: &Words<'_>) -> bool {
    let value = |role: RoleKind| role.is_value() || role == RoleKind::Indicator;
    heads(table).any(|head| words.is_label(head) && words.means(&head.raw(), value))
}

/// Does a cell of the first column cover several rows of the table? Rows of a table inside a cell stand below one head.
fn has_groups(table: &Table) -> bool {
    let heads: Vec<&Cell> = heads(table).collect();
    table.rows.iter().filter(|row| row.kind == RowKind::Body).any(|row| {
        let covered = row.cells.first().is_some_and(|cell| cell.column > 0);
        let filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let below = filled.filter_map(|cell| heads.iter().rposition(|head| head.column <= cell.column));
        covered && below.collect::<BTreeSet<usize>>().len() > 1
    })
}

fn heads(table: &Table) -> impl Iterator<Item = &Cell> {
    table.rows.first().filter(|row| row.kind.is_head()).into_iter().flat_map(|row| &row.cells)
}

fn head_of(table: &Table) -> Vec<String> {
    heads(table).map(|cell| fold(&cell.raw())).collect()
}

/// Lines that belong to no field: the head of the table, and captions of the tables inside its cells.
fn furniture(place: Place, lines: &[CellLine]) -> Vec<Prose> {
    let prose = |line: &CellLine| Prose {
        place: Place { bbox: line.bbox.or(place.bbox), ..place },
        line: line.clone(),
        furniture: true,
        after_blank: false,
        before_blank: false,
    };
    lines.iter().map(prose).collect()
}

/// A label whose text is not known yet.
struct Section {
    label: CellLine,
    place: Place,
    /// Its texts, with the cells in which they stand: one for each page.
    texts: Vec<(Place, Vec<CellLine>)>,
}

impl Section {
    fn push(&mut self, place: Place, line: &CellLine) {
        match self.texts.last_mut().filter(|(last, _)| last.page == place.page) {
            Some((_, lines)) => lines.push(line.clone()),
            None => self.texts.push((place, vec![line.clone()])),
        }
    }
}

/// A row of such a table, over all its pages.
struct Sheet {
    table: Table,
    captions: Vec<Prose>,
    open: Option<Section>,
    /// Its first cell has been read.
    named: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        let table = Table { columns: MADE_COLUMNS, rows: Vec::new() };
        Self { table, captions: Vec::new(), open: None, named: false }
    }
}

impl Sheet {
    fn add_cell(&mut self, cell: &Cell, head: Option<&Cell>, inner: &[Table], words: &Words<'_>) {
        let sections = cell.lines.iter().any(|line| bracketed_label(&line.text, words).is_some());
        let mut inner: Vec<&Table> = inner.iter().filter(|table| stands_in(table, cell)).collect();
        if !sections && inner.is_empty() && (self.open.is_none() || cell.column == 0) {
            self.add_fields(cell, head, words);
            return;
        }
        for line in &cell.lines {
            let above = |table: &&Table| top(table).zip(line.bbox).is_some_and(|(top, own)| top < own.y0);
            while let Some(table) = inner.first().copied().filter(above) {
                inner.remove(0);
                self.add_inner(table);
            }
            match bracketed_label(&line.text, words) {
                Some(label) => {
                    self.close_section();
                    let label = CellLine { text: label, ..line.clone() };
                    self.open = Some(Section { label, place: cell.place, texts: Vec::new() });
                }
                None => match &mut self.open {
                    Some(section) => section.push(cell.place, line),
                    None => {
                        let label = head.and_then(|head| head.lines.first()).cloned();
                        let label = made_line(line, &label.map_or_else(String::new, |label| label.text));
                        let texts = vec![(cell.place, vec![line.clone()])];
                        self.open = Some(Section { label, place: cell.place, texts });
                    }
                },
            }
        }
        for table in inner {
            self.add_inner(table);
        }
    }

    fn add_inner(&mut self, table: &Table) {
        self.close_section();
        append(&mut self.table, table.clone());
    }

    /// A label with its texts is a row; one without is the caption of a table.
    fn close_section(&mut self) {
        let Some(section) = self.open.take() else { return };
        if section.texts.is_empty() {
            self.captions.extend(furniture(section.place, &[section.label]));
            return;
        }
        let label = cell(0, Place { bbox: section.label.bbox, ..section.place }, vec![section.label]);
        let mut label = Some(label);
        for (place, lines) in section.texts {
            let text = cell(1, around_lines(place, &lines), lines);
            match label.take() {
                Some(label) => self.add_row(label, text),
                None => self.add_rest(text),
            }
        }
    }

    /// What a page break cut from the text above.
    fn add_rest(&mut self, text: Cell) {
        let place = text.place;
        let row = Row { kind: RowKind::Body, place, starts_page: true, goes_on: true, cells: vec![text] };
        self.table.rows.push(row);
    }

    /// The lines of a cell without such labels: a division in brackets, a label with its value on one line, and the rest,
    /// which is what the head of the column says.
    fn add_fields(&mut self, own: &Cell, head: Option<&Cell>, words: &Words<'_>) {
        let (mut rest, mut fields): (Vec<CellLine>, Vec<(String, Vec<CellLine>)>) = (Vec::new(), Vec::new());
        let mut lines = own.lines.iter();
        while let Some(line) = lines.next() {
            if let Some(count) = division(line, lines.as_slice()) {
                let more = lines.by_ref().take(count).cloned();
                let division: Vec<CellLine> = std::iter::once(line.clone()).chain(more).collect();
                fields.push((DIVISION.to_owned(), without_brackets(division)));
            } else if let Some((label, text)) = field(line, words) {
                fields.push((label, vec![text]));
            } else {
                rest.push(line.clone());
            }
        }
        if let Some(first) = rest.first() {
            let title = own.column == 0;
            let text =
                head.map(Cell::raw).filter(|raw| words.vocabulary.heading_evidence(raw) >= super::LABEL);
            let known = text.filter(|raw| !title || words.means(raw, |role| role == RoleKind::Title));
            let label = made_line(first, &known.unwrap_or_else(|| if title { TITLE } else { "" }.to_owned()));
            let place = around_lines(own.place, &rest);
            self.add_row(cell(0, place, vec![label]), cell(1, place, rest));
        }
        for (label, texts) in fields {
            let Some(first) = texts.first() else { continue };
            let label = made_line(first, &label);
            let place = around_lines(own.place, &texts);
            self.add_row(cell(0, place, vec![label]), cell(1, place, texts));
        }
    }

    fn add_row(&mut self, label: Cell, text: Cell) {
        let place = around(label.place, text.place);
        let cells = vec![label, text];
        self.table.rows.push(Row { kind: RowKind::Body, place, starts_page: false, goes_on: false, cells });
    }
}

/// The box around the lines of a cell.
fn around_lines(place: Place, lines: &[CellLine]) -> Place {
    let boxes = lines.iter().filter_map(|line| line.bbox);
    Place { bbox: boxes.reduce(|one, other| one.union(&other)).or(place.bbox), ..place }
}

/// The label of what names a row.
const TITLE: &str = "事業名";

/// A label where nothing, or only the head of the column, prints it.
fn made_line(beside: &CellLine, text: &str) -> CellLine {
    let start = beside.range.start;
    CellLine { range: SourceRange::new(start, start), bbox: beside.bbox, ..line(text) }
}

fn top(table: &Table) -> Option<f64> {
    table.rows.first()?.cells.first()?.place.bbox.map(|bbox| bbox.y0)
}

fn stands_in(table: &Table, cell: &Cell) -> bool {
    let place = table.rows.first().and_then(|row| row.cells.first()).map(|first| first.place);
    let pair =
        place.filter(|place| place.page == cell.place.page).and_then(|place| place.bbox).zip(cell.place.bbox);
    pair.is_some_and(|(inner, outer)| {
        outer.x0 - OVER <= inner.x0
            && inner.x1 <= outer.x1 + OVER
            && outer.y0 - OVER <= inner.y0
            && inner.y1 <= outer.y1 + OVER
    })
}

/// Does a division in brackets begin here? How many of the next lines it takes as well.
fn division(line: &CellLine, below: &[CellLine]) -> Option<usize> {
    let mut text = line.text.trim().to_owned();
    if !text.starts_with(['（', '(']) {
        return None;
    }
    let mut count = 0;
    while !text.ends_with(['）', ')']) {
        text.push_str(below.get(count).filter(|_| count + 1 < MOST_LINES)?.text.trim());
        count += 1;
    }
    let inside = text.trim_matches(['（', '(', '）', ')']);
    // A name that begins in kana (健康しが推進課) is like no other.
    let office = inside.ends_with(['課', '室', '局', '部']) && !inside.contains(['。', '、']);
    (office || department_likeness(inside) >= 0.5).then_some(count)
}

/// The lines without the bracket before the first and behind the last.
fn without_brackets(mut lines: Vec<CellLine>) -> Vec<CellLine> {
    if let Some(first) = lines.first_mut() {
        first.text = first.text.trim().trim_start_matches(['（', '(']).to_owned();
    }
    if let Some(last) = lines.last_mut() {
        last.text = last.text.trim().trim_end_matches(['）', ')']).to_owned();
    }
    lines
}

/// `決 算 額　37,105,612円`, `（決算額　12,345千円）`: a label and what stands behind it on the same line.
fn field(line: &CellLine, words: &Words<'_>) -> Option<(String, CellLine)> {
    let text = line.text.trim();
    let bare = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')'])).unwrap_or(text);
    let blanks = bare
        .char_indices()
        .filter(|(_, character)| character.is_whitespace() || matches!(character, '：' | ':'));
    let mut parts = blanks.filter_map(|(at, _)| {
        let (label, rest) = bare.split_at_checked(at)?;
        let rest = rest.trim_start_matches(|character: char| {
            character.is_whitespace() || matches!(character, '：' | ':')
        });
        let label = fold(label);
        let known = !rest.is_empty() && is_caption_label(&label, words);
        known.then(|| (label, CellLine { text: rest.to_owned(), ..line.clone() }))
    });
    parts.next_back()
}

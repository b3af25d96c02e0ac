//! Rows to logical rows: heading rows, rows that a page break cut.

use document_model::{Cell, CellLine, Diagnostic, PageNumber, Place, Room, Row, RowKind, Severity, Table};
use japanese_normalize as japanese;

use super::fields::shorten;
use super::footnotes::is_note;
use super::full_width::speaks_of_row;
use super::headings::{Numbered, PlacedHeading, Scheme, bracketed_heading, read_heading};
use super::inherit::{is_sum, take_over, take_spans};
use super::parts::{Layouts, PlanLayout, Slot, profile};
use super::shift::{Fragment, PlacedRow, place_row};
use super::unwrap::{begins, levels};
use crate::records::Heading;
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Share of rows in which a column is filled from which on a blank in it says that the row goes on.
pub(super) const ALWAYS_FILLED: f64 = 0.85;

/// Characters that a heading without a number has at most.
const LONGEST_TITLE: usize = 40;

/// A piece of a cell's text with its place.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// Its lines.
    pub lines: &'a [CellLine],
    /// Where its cell stands.
    pub place: Place,
    /// The row of the table, from 0.
    pub row: usize,
    /// It goes on with the piece before it over a page break.
    pub continues: bool,
}

/// What stands in a slot of a logical row.
#[derive(Debug, Clone, Default)]
pub struct Content<'a> {
    /// The pieces, in reading order.
    pub pieces: Vec<Piece<'a>>,
    /// It was printed once for several rows, and an earlier row holds it.
    pub inherited: bool,
}

impl Content<'_> {
    /// Is nothing printed there?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The lines for the paragraphs of the text: a piece after a page break goes on with the sentence.
    #[must_use]
    pub fn lines(&self) -> Vec<japanese::Line<'_>> {
        let mut lines = Vec::new();
        for piece in &self.pieces {
            for (at, line) in piece.lines.iter().enumerate() {
                let breaks = line.breaks && !(at == 0 && piece.continues);
                lines.push(japanese::Line { text: &line.text, breaks });
            }
        }
        lines
    }

    /// The text as extracted, lines joined by line feeds; over a page break without one.
    #[must_use]
    pub fn raw(&self) -> String {
        let mut raw = String::new();
        for piece in &self.pieces {
            for (at, line) in piece.lines.iter().enumerate() {
                let goes_on = at == 0 && piece.continues;
                if !raw.is_empty() && !goes_on {
                    raw.push('\n');
                }
                raw.push_str(&line.text);
            }
        }
        raw
    }
}

/// One row of the plan, over as many rows of the table as it takes.
#[derive(Debug, Clone)]
pub struct LogicalRow<'a> {
    /// Its layout.
    pub layout: usize,
    /// Its part of the table.
    pub part: usize,
    /// For each slot of the layout, what stands in it.
    pub slots: Vec<Content<'a>>,
    /// Cells without a slot.
    pub left_over: Vec<Piece<'a>>,
    /// Rows of the table, from 0.
    pub rows: Vec<usize>,
    /// Pages, in order.
    pub pages: Vec<PageNumber>,
    /// Groups of further paths: for each, the contents of the heading slots.
    pub further_paths: Vec<Vec<(usize, Content<'a>)>>,
    /// Rows below that hold another kind of value for it (実績 below 目標).
    pub further_values: Vec<LogicalRow<'a>>,
    /// Lines over the whole width that speak of it.
    pub full_width: Vec<Piece<'a>>,
    /// Headings in rows above it, outermost first.
    pub headings: Vec<PlacedHeading>,
    /// Where it begins.
    pub place: Place,
    /// What came up on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// The row is not under a merged title: it has its own.
    pub own_title: bool,
}

/// Reads the logical rows of a plan table; the result also names the rows that became headings.
#[must_use]
pub fn read_rows<'a>(
    table: &'a Table,
    layouts: &Layouts,
    vocabulary: &Vocabulary,
) -> (Vec<LogicalRow<'a>>, Vec<usize>) {
    let mut reader = Reader {
        part: 0,
        head_heading: None,
        table,
        layouts,
        vocabulary,
        rows: Vec::new(),
        headings: Vec::new(),
        heading_rows: Vec::new(),
    };
    for (part_at, part) in layouts.parts.iter().enumerate() {
        let Some(layout) = layouts.layouts.get(part.layout) else { continue };
        reader.part = part_at;
        reader.enter_part(&part.head);
        for at in &part.body {
            if let Some(row) = table.rows.get(*at).filter(|row| row.kind == RowKind::Body) {
                reader.read_row(*at, row, part.layout, layout);
            }
        }
    }
    (reader.rows, reader.heading_rows)
}

/// Does a piece go on with the line above it, over a page break? A line that had room left ended by itself.
fn runs_on(above: &Piece<'_>) -> bool {
    above.lines.last().is_none_or(|line| line.bbox.is_none() || line.room != Room::Enough)
}

struct Reader<'a, 'b> {
    /// The part that is read.
    part: usize,
    /// The numbered heading that the last head printed.
    head_heading: Option<Numbered>,
    table: &'a Table,
    layouts: &'b Layouts,
    vocabulary: &'b Vocabulary,
    rows: Vec<LogicalRow<'a>>,
    headings: Vec<PlacedHeading>,
    heading_rows: Vec<usize>,
}

impl<'a> Reader<'a, '_> {
    /// A head with another numbered heading (変革2 after 変革1) ends the headings in rows above it.
    fn enter_part(&mut self, head: &[usize]) {
        let cells = head.iter().filter_map(|at| self.table.rows.get(*at)).flat_map(|row| &row.cells);
        let heading =
            cells.filter(|cell| !cell.is_empty()).find_map(|cell| read_heading(&cell.raw(), self.vocabulary));
        if heading.is_some() && heading != self.head_heading {
            self.headings.clear();
            self.head_heading = heading;
        }
    }

    fn read_row(&mut self, at: usize, row: &'a Row, layout_at: usize, layout: &PlanLayout) {
        if row.cells.iter().all(Cell::is_empty) {
            return;
        }
        if let Some(cell) = full_width_cell(row, layout)
            && !self.rows.is_empty()
            && row.cells.get(cell).is_some_and(|cell| speaks_of_row(&cell.raw()))
        {
            self.attach(at, row, cell);
            return;
        }
        if let Some(heading) = self.heading_row(row, layout) {
            self.enter_heading(heading);
            self.heading_rows.push(at);
            return;
        }
        let placed = place_row(
            row,
            layout,
            self.layouts.exact_grid,
            self.layouts.profiles.get(&at).map(Vec::as_slice),
        );
        match self.judge(row, layout, &placed) {
            RowIs::Continuation => self.append(at, row, layout, &placed),
            RowIs::FurtherPath => self.add_path(at, row, layout, &placed),
            RowIs::Sums => self.pass_sums(at, row),
            RowIs::FurtherValues => self.add_values(at, row, layout_at, layout, &placed),
            RowIs::New => self.begin(at, row, layout_at, layout, &placed),
        }
    }

    /// Gives a line over the whole width to the row above.
    fn attach(&mut self, at: usize, row: &'a Row, cell: usize) {
        let lines = row.cells.get(cell).map(|cell| (cell.lines.as_slice(), cell.place));
        if let (Some(last), Some((lines, place))) = (self.rows.last_mut(), lines) {
            last.full_width.push(Piece { lines, place, row: at, continues: false });
            last.rows.push(at);
            if last.pages.last() != Some(&row.place.page) {
                last.pages.push(row.place.page);
            }
        }
    }

    /// A row with a single filled cell in front that is numbered or in 【】.
    fn heading_row(&self, row: &Row, layout: &PlanLayout) -> Option<PlacedHeading> {
        let cell = row.cells.get(full_width_cell(row, layout)?)?;
        let shape = profile(cell);
        if shape.number > 0.5 || shape.value > 0.5 {
            return None;
        }
        let raw = cell.raw();
        let numbered = read_heading(&raw, self.vocabulary)
            .or_else(|| bracketed_heading(&raw, self.vocabulary))
            .or_else(|| self.merged_heading(cell, &raw))?;
        Some(PlacedHeading { numbered, place: around_text(cell), raw })
    }

    /// A short text in a cell that is merged over all columns is a heading, though it has no number.
    fn merged_heading(&self, cell: &Cell, raw: &str) -> Option<Numbered> {
        let text = japanese::normal_form(raw);
        let merged = cell.column_span > 1 && cell.column_span >= self.table.columns;
        let sums = ["計", "合計", "小計", "総計", "平均"].contains(&japanese::fold(&text).as_str());
        let is_title =
            !sums && !is_note(&text) && !text.contains('。') && text.chars().count() <= LONGEST_TITLE;
        (merged && is_title && !text.trim().is_empty()).then(|| Numbered {
            scheme: Scheme::Unnumbered,
            heading: Heading { number: None, title: Some(text.replace('\n', "").trim().to_owned()) },
        })
    }

    /// A heading replaces its siblings and what stands below them.
    fn enter_heading(&mut self, heading: PlacedHeading) {
        let scheme = &heading.numbered.scheme;
        if let Some(at) = self.headings.iter().position(|known| known.numbered.scheme == *scheme) {
            self.headings.truncate(at);
        }
        self.headings.push(heading);
    }

    fn judge(&self, row: &Row, layout: &PlanLayout, placed: &PlacedRow) -> RowIs {
        let Some(previous) = self.rows.last() else { return RowIs::New };
        if row.goes_on {
            return RowIs::Continuation;
        }
        let filled = |wanted: &dyn Fn(RoleKind) -> bool| {
            layout
                .slots
                .iter()
                .zip(&placed.slots)
                .any(|(slot, fragments)| !fragments.is_empty() && wanted(slot.role))
        };
        let names = |role: RoleKind| {
            matches!(role, RoleKind::Title | RoleKind::Indicator | RoleKind::Statement | RoleKind::Grade)
                || role.is_value()
        };
        let number = layout.slots.iter().zip(&placed.slots).any(|(slot, fragments)| {
            slot.role == RoleKind::Number && layout.is_item_number(slot.unit) && !fragments.is_empty()
        });
        let subject =
            |role: RoleKind| matches!(role, RoleKind::Title | RoleKind::Indicator | RoleKind::Statement);
        if !number
            && !filled(&subject)
            && filled(&|role| matches!(role, RoleKind::ValueKind | RoleKind::Year))
        {
            return RowIs::FurtherValues;
        }
        if !number && !filled(&names) {
            if row.cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| is_sum(&cell.raw())) {
                return RowIs::Sums;
            }
            if !row.starts_page && self.is_of_another_department(row, layout, placed, previous) {
                return RowIs::New;
            }
            let texts = |role: RoleKind| {
                matches!(
                    role,
                    RoleKind::Summary | RoleKind::Purpose | RoleKind::Description | RoleKind::Other
                ) || role.is_progress()
            };
            let group = filled(&|role| role == RoleKind::Group) || layout.numbered_group_filled(placed);
            return if group && !filled(&texts) { RowIs::FurtherPath } else { RowIs::Continuation };
        }
        let cut = row.starts_page
            && !number
            && self.lacks_usual(layout, placed)
            && self.goes_on(layout, placed, previous);
        if cut { RowIs::Continuation } else { RowIs::New }
    }

    /// A row below a merged title says what another department does: its department stands on the level of the one
    /// above, and its text begins with a sentence of its own.
    fn is_of_another_department(
        &self,
        row: &Row,
        layout: &PlanLayout,
        placed: &PlacedRow,
        previous: &LogicalRow<'_>,
    ) -> bool {
        let text = |fragments: &[Fragment]| -> String {
            let lines = fragments
                .iter()
                .filter_map(|fragment| row.cells.get(fragment.cell)?.lines.get(fragment.from..fragment.to));
            lines.flatten().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
        };
        let (mut department, mut work) = (false, false);
        for ((slot, fragments), above) in layout.slots.iter().zip(&placed.slots).zip(&previous.slots) {
            if fragments.is_empty() {
                continue;
            }
            let (own, above) = (text(fragments), above.raw());
            if slot.role == RoleKind::Department {
                department = levels(&own).is_some_and(|levels_here| levels(&above) == Some(levels_here));
            } else if slot.role.is_progress() {
                work |= above.trim_end().ends_with(['。', '．']) && !above.is_empty()
                    || begins(own.lines().next().unwrap_or_default());
            }
        }
        department && work
    }

    /// A column that is filled in nearly all rows is blank here, and no value is printed.
    fn lacks_usual(&self, layout: &PlanLayout, placed: &PlacedRow) -> bool {
        let short_roles = |role: RoleKind| {
            role == RoleKind::Department
                || role.is_value()
                || role == RoleKind::Grade
                || role == RoleKind::Statement
        };
        let mut lacking = false;
        for (slot, fragments) in layout.slots.iter().zip(&placed.slots) {
            if !fragments.is_empty() && (slot.role.is_value() || slot.role == RoleKind::Grade) {
                return false;
            }
            lacking |= fragments.is_empty() && slot.fill >= ALWAYS_FILLED && short_roles(slot.role);
        }
        lacking
    }

    /// Every column that is filled here is filled in the row above too, so that its text can go on.
    fn goes_on(&self, layout: &PlanLayout, placed: &PlacedRow, previous: &LogicalRow<'_>) -> bool {
        layout.slots.iter().zip(&placed.slots).enumerate().all(|(at, (slot, fragments))| {
            fragments.is_empty()
                || slot.role == RoleKind::Other
                || previous.slots.get(at).is_none_or(|content| !content.is_empty())
        })
    }

    fn piece(&self, at: usize, fragment: &Fragment, continues: bool) -> Option<Piece<'a>> {
        let cell = self.table.rows.get(at)?.cells.get(fragment.cell)?;
        let lines = cell.lines.get(fragment.from..fragment.to)?;
        Some(Piece { lines, place: around_text(cell), row: at, continues })
    }

    fn append(&mut self, at: usize, row: &'a Row, layout: &PlanLayout, placed: &PlacedRow) {
        let pieces: Vec<(usize, Piece<'a>)> = placed
            .slots
            .iter()
            .enumerate()
            .flat_map(|(slot, fragments)| fragments.iter().map(move |fragment| (slot, fragment)))
            .filter_map(|(slot, fragment)| self.piece(at, fragment, true).map(|piece| (slot, piece)))
            .collect();
        let left: Vec<Piece<'a>> =
            placed.left_over.iter().filter_map(|fragment| self.piece(at, fragment, false)).collect();
        let note = shift_note(row, layout, placed);
        let Some(last) = self.rows.last_mut() else { return };
        for (slot, piece) in pieces {
            if let Some(content) = last.slots.get_mut(slot) {
                if content.inherited {
                    *content = Content::default();
                }
                let continues = content.pieces.last().is_some_and(runs_on);
                content.pieces.push(Piece { continues, ..piece });
            }
        }
        last.left_over.extend(left);
        last.rows.push(at);
        if last.pages.last() != Some(&row.place.page) {
            last.pages.push(row.place.page);
        }
        last.diagnostics.extend(note);
    }

    /// A row of sums is no further part of the item above it.
    fn pass_sums(&mut self, at: usize, row: &Row) {
        let Some(last) = self.rows.last_mut() else { return };
        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
        let text = cells.map(|cell| shorten(&cell.raw())).collect::<Vec<_>>().join(" | ");
        let ja = format!("合計の行「{text}」は項目にしていません");
        let en = format!("the row of sums \"{text}\" is no item");
        last.rows.push(at);
        last.diagnostics.push(Diagnostic::new(Severity::Info, "row-of-sums", ja, en).at(row.place));
    }

    fn add_values(
        &mut self,
        at: usize,
        row: &'a Row,
        layout_at: usize,
        layout: &PlanLayout,
        placed: &PlacedRow,
    ) {
        let mut further = self.logical(at, row, layout_at, layout, placed);
        let Some(last) = self.rows.last_mut() else { return };
        last.rows.push(at);
        if last.pages.last() != Some(&row.place.page) {
            last.pages.push(row.place.page);
        }
        last.diagnostics.append(&mut further.diagnostics);
        last.left_over.append(&mut further.left_over);
        last.further_values.push(further);
    }

    fn add_path(&mut self, at: usize, row: &'a Row, layout: &PlanLayout, placed: &PlacedRow) {
        let mut groups = Vec::new();
        let mut departments = Vec::new();
        for (slot_at, (slot, fragments)) in layout.slots.iter().zip(&placed.slots).enumerate() {
            let pieces: Vec<Piece<'a>> =
                fragments.iter().filter_map(|fragment| self.piece(at, fragment, false)).collect();
            if pieces.is_empty() {
                continue;
            }
            if layout.role_of(slot.unit) == RoleKind::Group {
                groups.push((slot_at, Content { pieces, inherited: false }));
            } else if slot.role == RoleKind::Department {
                departments.push((slot_at, pieces));
            }
        }
        let Some(last) = self.rows.last_mut() else { return };
        last.further_paths.push(groups);
        for (slot, pieces) in departments {
            if let Some(content) = last.slots.get_mut(slot) {
                content.pieces.extend(pieces);
            }
        }
        last.rows.push(at);
        if last.pages.last() != Some(&row.place.page) {
            last.pages.push(row.place.page);
        }
    }

    fn logical(
        &self,
        at: usize,
        row: &'a Row,
        layout_at: usize,
        layout: &PlanLayout,
        placed: &PlacedRow,
    ) -> LogicalRow<'a> {
        let mut slots: Vec<Content<'a>> = Vec::with_capacity(layout.slots.len());
        for fragments in &placed.slots {
            let pieces = fragments.iter().filter_map(|fragment| self.piece(at, fragment, false)).collect();
            slots.push(Content { pieces, inherited: false });
        }
        let own_title = layout
            .slots
            .iter()
            .zip(&slots)
            .any(|(slot, content)| slot.role == RoleKind::Title && !content.is_empty());
        LogicalRow {
            layout: layout_at,
            part: self.part,
            slots,
            left_over: placed
                .left_over
                .iter()
                .filter_map(|fragment| self.piece(at, fragment, false))
                .collect(),
            rows: vec![at],
            pages: vec![row.place.page],
            further_paths: Vec::new(),
            further_values: Vec::new(),
            full_width: Vec::new(),
            headings: self.headings.clone(),
            place: row.place,
            diagnostics: shift_note(row, layout, placed).into_iter().collect(),
            own_title,
        }
    }

    fn begin(&mut self, at: usize, row: &'a Row, layout_at: usize, layout: &PlanLayout, placed: &PlacedRow) {
        let mut logical = self.logical(at, row, layout_at, layout, placed);
        if self.layouts.exact_rows {
            take_spans(self.table, &mut logical, layout);
        } else if let Some(previous) = self.rows.last() {
            take_over(previous, &mut logical, self.layouts, layout);
        }
        self.rows.push(logical);
    }
}

/// Where a cell and its text stand: a text may run over the edge of its cell, that of a heading row over the columns behind.
pub(super) fn around_text(cell: &Cell) -> Place {
    let texts = cell.lines.iter().filter_map(|line| line.bbox);
    let bbox = cell.place.bbox.map(|own| texts.fold(own, |all, one| all.union(&one)));
    Place { bbox, ..cell.place }
}

/// The only filled cell of a row, where it stands in front or covers most of the width.
fn full_width_cell(row: &Row, layout: &PlanLayout) -> Option<usize> {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (at, cell) = filled.next().filter(|_| filled.next().is_none())?;
    let front =
        cell.column == 0 || usize::try_from(cell.column_span).is_ok_and(|span| span * 2 > layout.width);
    front.then_some(at)
}

enum RowIs {
    New,
    Continuation,
    FurtherPath,
    FurtherValues,
    Sums,
}

impl PlanLayout {
    /// The role of a unit.
    #[must_use]
    pub fn role_of(&self, unit: usize) -> RoleKind {
        self.roles.get(unit).map_or(RoleKind::Other, |assigned| assigned.role)
    }

    /// Does a number in this unit number items, and not headings?
    #[must_use]
    pub fn is_item_number(&self, unit: usize) -> bool {
        matches!(self.role_of(unit), RoleKind::Number | RoleKind::Title)
    }

    /// Does the row print a heading's number?
    fn numbered_group_filled(&self, placed: &PlacedRow) -> bool {
        self.slots
            .iter()
            .zip(&placed.slots)
            .any(|(slot, fragments)| self.role_of(slot.unit) == RoleKind::Group && !fragments.is_empty())
    }
}

fn shift_note(row: &Row, layout: &PlanLayout, placed: &PlacedRow) -> Option<Diagnostic> {
    if placed.split {
        let (text, heading) = moved(row, layout, placed, |_, fragment| fragment.from > 0)?;
        let ja =
            format!("2列分の文が1つのセルに入っているため、「{text}」から後を「{heading}」の列に分けました");
        let en = format!(
            "one cell holds the text of two columns; from \"{text}\" on it is put in the column \"{heading}\""
        );
        return Some(Diagnostic::new(Severity::Warning, "cell-split", ja, en).at(row.place));
    }
    if !placed.shifted {
        return None;
    }
    let off = |slot: &Slot, fragment: &Fragment| {
        row.cells.get(fragment.cell).is_some_and(|cell| u32::try_from(slot.column) != Ok(cell.column))
    };
    let (text, heading) = moved(row, layout, placed, off)?;
    let (found, expected) = (row.cells.len(), layout.width);
    let ja = format!(
        "セルの位置が見出しの列とずれています（セル{found}個、見出し{expected}列）。「{text}」などを内容に合う列（「{heading}」など）に戻しました"
    );
    let en = format!(
        "cells stand off their columns ({found} cells, {expected} columns in the head); \"{text}\" and others are put back where they fit (\"{heading}\")"
    );
    Some(Diagnostic::new(Severity::Warning, "row-shifted", ja, en).at(row.place))
}

/// The first fragment of the kind: its text, shortened, and the head of the column that it went to.
fn moved(
    row: &Row,
    layout: &PlanLayout,
    placed: &PlacedRow,
    wanted: impl Fn(&Slot, &Fragment) -> bool,
) -> Option<(String, String)> {
    for (slot, fragments) in layout.slots.iter().zip(&placed.slots) {
        let Some(fragment) = fragments.iter().find(|fragment| wanted(slot, fragment)) else { continue };
        let line = row.cells.get(fragment.cell)?.lines.get(fragment.from)?;
        let heading = layout
            .roles
            .get(slot.unit)
            .map(|assigned| assigned.heading.replace('\n', "・"))
            .unwrap_or_default();
        return Some((shorten(&line.text), heading));
    }
    None
}

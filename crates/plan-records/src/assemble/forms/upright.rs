//! A form as read to an upright table.

use document_model::{Cell, CellLine, Place, Row, RowKind, Table};
use japanese_normalize::fold;

use super::Words;
use super::read::{Inner, Pair, Sheet};
use crate::roles::RoleKind;

/// The upright table, and its columns that hold no heading and no title; none where the form says nothing.
pub(super) fn upright(sheet: &Sheet<'_>, words: &Words<'_>) -> Option<(Table, Vec<usize>)> {
    let place =
        sheet.pairs.iter().find_map(|pair| pair.label).or(sheet.pairs.first()?.texts.first().copied())?.place;
    let mut table = Upright { place, columns: Vec::new(), rows: vec![Vec::new()] };
    for pair in in_order(&sheet.pairs, words) {
        table.add_pair(pair, words);
    }
    let states_values = sheet.pairs.iter().any(|pair| {
        pair.label.is_some_and(|label| words.means(&label.raw(), |role| role == RoleKind::Indicator))
            && !pair.texts.is_empty()
    });
    for (at, inner) in sheet.tables.iter().enumerate() {
        if is_list(inner, words) {
            table.add_list(inner);
        } else {
            table.add_table(inner, words, at == 0 && !states_values);
        }
    }
    let lists = table.columns.iter().map(|column| column.list.is_some());
    let unknown = |column: &Column<'_>| {
        sheet.pairs.iter().any(|pair| {
            !pair.known
                && column.head.len() == 1
                && column
                    .head
                    .first()
                    .copied()
                    .zip(pair.label)
                    .is_some_and(|(one, other)| std::ptr::eq(one, other))
        })
    };
    let plain = lists.zip(&table.columns).enumerate();
    let plain = plain.filter(|(_, (list, column))| *list || column.head.is_empty() || unknown(column));
    let plain = plain.map(|(at, _)| at).collect();
    table.finish().map(|upright| (upright, plain))
}

/// The labels of grades outside the inner tables that give the indicators, folded: they are of the whole sheet.
pub(super) fn grades_of_sheet(sheet: &Sheet<'_>, words: &Words<'_>) -> Vec<String> {
    if !sheet.tables.iter().any(|inner| !is_list(inner, words)) {
        return Vec::new();
    }
    let labels = sheet.pairs.iter().filter_map(|pair| pair.label).map(Cell::raw);
    labels.filter(|raw| words.means(raw, |role| role == RoleKind::Grade)).map(|raw| fold(&raw)).collect()
}

/// Headings before the title they stand above: the order of a form's labels says nothing.
fn in_order<'s, 't>(pairs: &'s [Pair<'t>], words: &Words<'_>) -> Vec<&'s Pair<'t>> {
    let only = |pair: &Pair<'_>, wanted: RoleKind| {
        pair.label.is_some_and(|label| {
            let raw = label.raw();
            words.means(&raw, |role| role == wanted) && !words.means(&raw, |role| role != wanted)
        })
    };
    let title = pairs.iter().position(|pair| only(pair, RoleKind::Title)).unwrap_or(0);
    let late = |at: usize, pair: &Pair<'_>| at > title && only(pair, RoleKind::Group);
    let moved = pairs.iter().enumerate().filter(|(at, pair)| late(*at, pair)).map(|(_, pair)| pair);
    let (before, after) = pairs.split_at(title);
    let rest = after.iter().enumerate().filter(|(at, pair)| !late(at + title, pair)).map(|(_, pair)| pair);
    before.iter().chain(moved).chain(rest).collect()
}

/// An inner table without indicators and values lists something: projects below a measure.
fn is_list(inner: &Inner<'_>, words: &Words<'_>) -> bool {
    let head = inner.head.iter().flatten().map(|cell| cell.raw());
    let group = inner.group.map(Cell::raw);
    !head.chain(group).any(|raw| {
        words.means(&raw, |role| role.is_value() || matches!(role, RoleKind::Indicator | RoleKind::ValueKind))
    })
}

struct Upright<'t> {
    place: Place,
    columns: Vec<Column<'t>>,
    rows: Vec<Vec<(usize, Vec<&'t Cell>)>>,
}

/// A column: the cells of its head, outermost first, or lines made for it.
struct Column<'t> {
    head: Vec<&'t Cell>,
    /// Lines of the first row's cell where they come from a list.
    list: Option<Vec<CellLine>>,
}

impl Column<'_> {
    fn key(&self) -> String {
        self.head.iter().map(|cell| fold(&cell.raw())).collect::<Vec<_>>().join("\n")
    }
}

impl<'t> Upright<'t> {
    fn column(&mut self, head: Vec<&'t Cell>) -> usize {
        let column = Column { head, list: None };
        let known =
            self.columns.iter().position(|other| !column.head.is_empty() && other.key() == column.key());
        known.unwrap_or_else(|| {
            self.columns.push(column);
            self.columns.len() - 1
        })
    }

    fn cells(&mut self, row: usize, column: usize) -> Option<&mut Vec<&'t Cell>> {
        let row = self.rows.get_mut(row)?;
        let at = row.iter().position(|(known, _)| *known == column).unwrap_or_else(|| {
            row.push((column, Vec::new()));
            row.len() - 1
        });
        row.get_mut(at).map(|(_, cells)| cells)
    }

    /// A label that stands again begins a further row where it speaks of an indicator; other texts go on.
    fn add_pair(&mut self, pair: &Pair<'t>, words: &Words<'_>) {
        let column = self.column(pair.label.into_iter().collect());
        let of_indicator = pair.label.is_some_and(|label| words.of_indicator(&label.raw()));
        let mut row = if of_indicator { self.rows.len().saturating_sub(1) } else { 0 };
        if of_indicator && self.cells(row, column).is_some_and(|cells| !cells.is_empty()) {
            self.rows.push(Vec::new());
            row += 1;
        }
        if let Some(cells) = self.cells(row, column) {
            cells.extend(&pair.texts);
        }
    }

    /// Each row of an inner table is a row, the first one that of the form itself where it is free.
    fn add_table(&mut self, inner: &Inner<'t>, words: &Words<'_>, first: bool) {
        let above = inner
            .group
            .filter(|group| words.means(&group.raw(), |role| role.is_value() || role.is_progress()));
        let columns = inner_columns(inner, words);
        let heads: Vec<(u32, usize)> = columns
            .into_iter()
            .map(|(start, head)| match head {
                Some((path, leaf)) => {
                    let head = above.into_iter().chain(path).chain([leaf]).collect();
                    (start, self.column(head))
                }
                None => (start, self.column(Vec::new())),
            })
            .collect();
        for (at, cells) in inner.rows.iter().enumerate() {
            if !(first && at == 0) {
                self.rows.push(Vec::new());
            }
            let row = self.rows.len().saturating_sub(1);
            for cell in cells {
                let column =
                    heads.iter().rev().find(|(start, _)| *start <= cell.column).map(|(_, column)| *column);
                if let Some(cells) = column.and_then(|column| self.cells(row, column)) {
                    cells.push(cell);
                }
            }
        }
    }

    /// The rows of a list are the lines of one text.
    fn add_list(&mut self, inner: &Inner<'t>) {
        let heads: Vec<&'t Cell> = match inner.group {
            Some(group) => vec![group],
            None => inner.head.first().and_then(|head| head.first().copied()).into_iter().collect(),
        };
        let lines = inner.rows.iter().filter_map(|row| line_of(row)).collect();
        self.columns.push(Column { head: heads, list: Some(lines) });
    }

    fn finish(self) -> Option<Table> {
        let columns = u32::try_from(self.columns.len()).ok()?;
        let depth = self.columns.iter().map(|column| column.head.len()).max().unwrap_or(1).max(1);
        let place = self.place;
        let row =
            |kind: RowKind, cells: Vec<Cell>| Row { kind, place, starts_page: false, goes_on: false, cells };
        let mut rows: Vec<Row> =
            (0..depth).map(|level| row(RowKind::Head, self.head(level, depth))).collect();
        for (number, body) in self.rows.iter().enumerate() {
            let cells = (0..columns).zip(&self.columns).enumerate().map(|(at, (column, of))| {
                let found = body.iter().find(|(known, _)| *known == at).map(|(_, cells)| cells.as_slice());
                let mut cell = merged(found.unwrap_or_default(), column, place);
                if let Some(lines) = of.list.as_ref().filter(|_| number == 0) {
                    cell.lines.clone_from(lines);
                }
                cell
            });
            rows.push(row(RowKind::Body, cells.collect()));
        }
        Some(Table { columns, rows })
    }

    /// The cells of a level of the head; a label that stands over several columns covers them.
    fn head(&self, level: usize, depth: usize) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut last: Option<&Cell> = None;
        for (column, of) in (0_u32..).zip(&self.columns) {
            let levels = of.head.len();
            let innermost = level + 1 >= levels;
            let Some(label) = of.head.get(level).copied() else {
                last = None;
                if level == 0 || level >= levels.max(1) {
                    cells.push(merged(&[], column, self.place));
                }
                continue;
            };
            if !innermost && last.is_some_and(|last| std::ptr::eq(last, label)) {
                if let Some(cell) = cells.last_mut() {
                    cell.column_span += 1;
                }
                continue;
            }
            let mut cell = merged(&[label], column, self.place);
            if innermost {
                cell.row_span = u32::try_from(depth - level).unwrap_or(1);
            }
            cells.push(cell);
            last = (!innermost).then_some(label);
        }
        cells
    }
}

/// A lowest label of an inner head, with the labels above it.
type Leaf<'t> = (Vec<&'t Cell>, &'t Cell);

/// Where the columns of an inner table begin, with their heads: cells beside or below no label (目標, 実績 below a blank) and
/// labels of rows below a label of several columns (活動指標 before the name of an indicator) have none.
fn inner_columns<'t>(inner: &Inner<'t>, words: &Words<'_>) -> Vec<(u32, Option<Leaf<'t>>)> {
    let end = |cell: &Cell| cell.column.saturating_add(cell.column_span);
    let mut columns: Vec<(u32, Option<Leaf<'t>>)> = Vec::new();
    let leaves = leaves(inner);
    let cells = || inner.rows.iter().flatten().copied();
    for (path, leaf) in leaves {
        // The label of a row: another cell of the row stands below the same head.
        let labels_rows = |cell: &Cell| {
            let beside = |other: &&Cell| {
                other.column > cell.column && other.column < end(leaf) && !words.is_label(other)
            };
            let of_row = |row: &&Vec<&Cell>| row.iter().any(|own| std::ptr::eq(*own, cell));
            let row = inner.rows.iter().find(of_row);
            words.is_label(cell) && row.is_some_and(|row| row.iter().copied().any(|own| beside(&own)))
        };
        let own = cells().filter(|cell| (leaf.column..end(leaf)).contains(&cell.column));
        let last = own.filter(|cell| labels_rows(cell)).map(end).max();
        if let Some(last) = last.filter(|last| *last < end(leaf)) {
            columns.push((leaf.column, None));
            columns.push((last, Some((path, leaf))));
        } else {
            columns.push((leaf.column, Some((path, leaf))));
        }
    }
    let mut ends: Vec<(u32, u32)> =
        inner.head.iter().flatten().map(|cell| (cell.column, end(cell))).collect();
    ends.sort_unstable();
    for cell in cells() {
        let headed = ends.iter().any(|(start, end)| (*start..*end).contains(&cell.column));
        let between = ends.first().is_some_and(|(start, _)| *start < cell.column)
            && ends.last().is_some_and(|(start, _)| cell.column < *start);
        if !headed && between && !columns.iter().any(|(start, _)| *start == cell.column) {
            columns.push((cell.column, None));
        }
    }
    columns.sort_by_key(|(start, _)| *start);
    columns
}

/// The lowest labels of an inner head with the labels above them.
fn leaves<'t>(inner: &Inner<'t>) -> Vec<Leaf<'t>> {
    let covers = |upper: &Cell, lower: &Cell| {
        upper.column <= lower.column && lower.column < upper.column.saturating_add(upper.column_span)
    };
    let mut leaves = Vec::new();
    for (level, cells) in inner.head.iter().enumerate() {
        let below = || inner.head.iter().skip(level + 1).flatten();
        for cell in cells.iter().copied().filter(|cell| !below().any(|lower| covers(cell, lower))) {
            let path = inner.head.iter().take(level).flatten().copied().filter(|upper| covers(upper, cell));
            leaves.push((path.collect(), cell));
        }
    }
    leaves.sort_by_key(|(_, leaf)| leaf.column);
    leaves
}

/// The cells of a row as one line.
fn line_of(cells: &[&Cell]) -> Option<CellLine> {
    let mut lines = cells.iter().flat_map(|cell| cell.lines.iter().cloned());
    let mut joined = lines.next()?;
    for line in lines {
        joined.text.push_str(" / ");
        joined.text.push_str(&line.text);
        joined.more.push(line.range);
        joined.more.extend(line.more);
    }
    joined.breaks = true;
    Some(joined)
}

/// The cells as one, in a column of the upright table; an empty one stands where the form does.
fn merged(cells: &[&Cell], column: u32, place: Place) -> Cell {
    Cell {
        column,
        column_span: 1,
        row_span: 1,
        place: cells.iter().map(|cell| cell.place).reduce(around).unwrap_or(place),
        lines: cells.iter().flat_map(|cell| cell.lines.iter().cloned()).collect(),
    }
}
/// The place of two cells together: one box where they stand on the same page, else where the first one stands.
fn around(first: Place, other: Place) -> Place {
    match (first.bbox, other.bbox) {
        (Some(one), Some(two)) if first.page == other.page => Place { bbox: Some(one.union(&two)), ..first },
        _ => first,
    }
}

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
    let title = lone_title(sheet, words);
    for pair in in_order(&sheet.pairs, words) {
        table.add_pair(pair, words);
        if title.is_some_and(|title| std::ptr::eq(title, pair))
            && let Some(column) = table.columns.last_mut()
        {
            column.word = Some(TITLE);
        }
    }
    let states_values = sheet.pairs.iter().any(|pair| {
        pair.label.is_some_and(|label| words.means(&label.raw(), |role| role == RoleKind::Indicator))
            && !pair.texts.is_empty()
    });
    for (at, inner) in sheet.tables.iter().enumerate() {
        if let Some(group) = inner.group.filter(|group| is_other(group, words)) {
            let column = table.column(vec![group]);
            table.add_other(inner, column);
        } else if is_money(inner, words) {
            let column = table.column_of_word(MONEY);
            table.add_other(inner, column);
        } else if is_schedule(inner, words) {
            table.add_schedule(inner, words);
        } else if is_list(inner, words) {
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
    let plain = plain.filter(|(_, (list, column))| {
        *list || column.head.is_empty() && column.word.is_none() || unknown(column)
    });
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

/// The text alone at the top of a sheet without a label for its title: it is the title, where it names no kind of paper.
fn lone_title<'s, 't>(sheet: &'s Sheet<'t>, words: &Words<'_>) -> Option<&'s Pair<'t>> {
    let titled = sheet
        .pairs
        .iter()
        .filter_map(|pair| pair.label)
        .any(|label| words.means(&label.raw(), |role| role == RoleKind::Title));
    let first = sheet.pairs.first().filter(|pair| pair.label.is_none() && !titled)?;
    let [cell] = first.texts.as_slice() else { return None };
    let text = fold(&cell.raw());
    let papers =
        ["シート", "調書", "個票", "カルテ", "調査票", "評価票", "評価表", "様式", "一覧", "について"];
    let name = text.chars().count() <= LONGEST_TITLE
        && !text.contains('。')
        && !papers.iter().any(|paper| text.contains(paper))
        && !words.heads(cell);
    name.then_some(first)
}

/// Headings before the title they stand above: the order of a form's labels says nothing.
fn in_order<'s, 't>(pairs: &'s [Pair<'t>], words: &Words<'_>) -> Vec<&'s Pair<'t>> {
    let only = |pair: &Pair<'_>, wanted: RoleKind| {
        pair.label.is_some_and(|label| {
            let raw = label.raw();
            words.means(&raw, |role| role == wanted) && !words.means(&raw, |role| role != wanted)
        })
    };
    // Of several labels of titles (施策, 事業名) the innermost names the sheet.
    let level =
        |pair: &Pair<'_>| pair.label.and_then(|label| words.level(&label.raw())).unwrap_or(usize::MAX);
    let titles = || pairs.iter().enumerate().filter(|(_, pair)| only(pair, RoleKind::Title));
    let innermost = titles().map(|(_, pair)| level(pair)).max();
    let title = titles().find(|(_, pair)| Some(level(pair)) == innermost).map_or(0, |(at, _)| at);
    let outer = |pair: &Pair<'_>| only(pair, RoleKind::Title) && Some(level(pair)) < innermost;
    let late = |at: usize, pair: &Pair<'_>| at > title && (only(pair, RoleKind::Group) || outer(pair));
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

/// Does a label before years say what stands below them: what is planned or was done, or values?
fn labels_years(cell: &Cell, words: &Words<'_>) -> bool {
    let raw = cell.raw();
    let outside: String = raw.split(['（', '(']).next().unwrap_or_default().to_owned();
    let says = |text: &str| words.means(text, |role| role.is_value() || role.is_progress());
    !words.is_year(cell) && (words.is_label(cell) && says(&raw) || says(outside.trim()))
}

/// What a label says in brackets, where that is neither a year nor a unit.
fn name_in_brackets(label: &Cell) -> Option<CellLine> {
    let raw = label.raw();
    let (_, rest) = raw.split_once(['（', '('])?;
    let inside = rest.trim().strip_suffix(['）', ')'])?.replace('\n', "");
    let name = inside.trim();
    let year = japanese_normalize::fiscal_year(name).is_some();
    if name.chars().count() < 3 || year || name.starts_with("単位") || japanese_normalize::is_unit(name) {
        return None;
    }
    let line = label.lines.last()?;
    let end = line.range.end;
    let range = document_model::SourceRange::new(end, end);
    Some(CellLine { text: name.to_owned(), range, more: Vec::new(), ..line.clone() })
}

/// Does the label of an inner table name what no indicator has (事業費)? What is spent each year is no value of one.
fn is_other(group: &Cell, words: &Words<'_>) -> bool {
    let raw = group.raw();
    words.means(&raw, |role| role == RoleKind::Other) && !words.means(&raw, |role| role != RoleKind::Other)
}

/// Are all heads behind the first such that no indicator has (決算, 予算)? What is spent each year is no value of one.
fn is_money(inner: &Inner<'_>, words: &Words<'_>) -> bool {
    let leaves = leaves(inner);
    let rest = leaves.get(1..).unwrap_or_default();
    !rest.is_empty() && rest.iter().all(|(_, leaf)| is_other(leaf, words))
}

/// A list with years side by side says what is planned in each.
fn is_schedule(inner: &Inner<'_>, words: &Words<'_>) -> bool {
    let years = leaves(inner).into_iter().filter(|(_, leaf)| words.is_year(leaf)).count();
    years >= 2 && is_list(inner, words)
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
    /// Names of indicators, row by row, that no label heads.
    names: Option<Vec<(CellLine, Place)>>,
    /// The word that heads what no label heads.
    word: Option<&'static str>,
}

/// The head of names of indicators that no label heads.
pub(super) const NAMES: &str = "指標";

/// The head of 活動指標 and 成果指標 below 区分: the same word heads kinds of values elsewhere in the form.
const KINDS: &str = "指標区分";

/// The head of a table of what is spent.
const MONEY: &str = "事業費";

/// The head of a title that no label heads.
const TITLE: &str = "名称";

/// Characters of such a title at most.
const LONGEST_TITLE: usize = 40;

impl Column<'_> {
    fn key(&self) -> String {
        self.head.iter().map(|cell| fold(&cell.raw())).collect::<Vec<_>>().join("\n")
    }
}

impl<'t> Upright<'t> {
    fn column(&mut self, head: Vec<&'t Cell>) -> usize {
        let column = Column { head, list: None, names: None, word: None };
        let known =
            self.columns.iter().position(|other| !column.head.is_empty() && other.key() == column.key());
        known.unwrap_or_else(|| {
            self.columns.push(column);
            self.columns.len() - 1
        })
    }

    fn column_of_word(&mut self, word: &'static str) -> usize {
        self.columns.iter().position(|column| column.word == Some(word)).unwrap_or_else(|| {
            self.columns.push(Column { head: Vec::new(), list: None, names: None, word: Some(word) });
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
                Some((_, leaf)) if names_kinds_of_indicators(leaf, inner, words) => {
                    (start, self.column_of_word(KINDS))
                }
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

    /// What stands below a year is of it, row by row: a label before the row (実施計画, 目標値) says what; without one it is
    /// planned, and what stands beside the years is a list of its own.
    fn add_schedule(&mut self, inner: &Inner<'t>, words: &Words<'_>) {
        let leaves = leaves(inner);
        let mut beside: Vec<Vec<CellLine>> = vec![Vec::new(); leaves.len()];
        for row in &inner.rows {
            let label = row.first().copied().filter(|cell| labels_years(cell, words));
            let at = label.map_or(0, |label| self.row_of_label(label, words));
            for cell in
                row.iter().copied().filter(|cell| label.is_none_or(|label| !std::ptr::eq(label, *cell)))
            {
                let end = cell.column.saturating_add(cell.column_span);
                for (lines, (_, leaf)) in beside.iter_mut().zip(&leaves) {
                    let covers =
                        cell.column < leaf.column.saturating_add(leaf.column_span) && leaf.column < end;
                    if covers && words.is_year(leaf) {
                        let column = match label {
                            Some(label) => self.column(vec![label, leaf]),
                            None => {
                                self.columns.push(Column {
                                    head: vec![leaf],
                                    list: None,
                                    names: None,
                                    word: None,
                                });
                                self.columns.len() - 1
                            }
                        };
                        if let Some(cells) = self.cells(at, column) {
                            cells.push(cell);
                        }
                    } else if covers {
                        lines.extend(line_of(&[cell]));
                    }
                }
            }
        }
        for (lines, (_, leaf)) in beside.into_iter().zip(leaves).filter(|(lines, _)| !lines.is_empty()) {
            self.columns.push(Column { head: vec![leaf], list: Some(lines), names: None, word: None });
        }
    }

    /// The row for the values that a label heads; what it says in brackets (目標値（利用者数）) is the name of their indicator.
    fn row_of_label(&mut self, label: &Cell, words: &Words<'_>) -> usize {
        let value = words.means(&label.raw(), RoleKind::is_value);
        let Some(name) = name_in_brackets(label).filter(|_| value) else {
            return if value { self.rows.len().saturating_sub(1) } else { 0 };
        };
        let text = name.text.clone();
        if !self.columns.iter().any(|column| column.names.is_some()) {
            self.columns.push(Column {
                head: Vec::new(),
                list: None,
                names: Some(Vec::new()),
                word: Some(NAMES),
            });
        }
        let Some(names) = self.columns.iter_mut().find_map(|column| column.names.as_mut()) else { return 0 };
        if let Some(at) = names.iter().position(|known| known.0.text == text) {
            return at;
        }
        names.push((name, label.place));
        let at = names.len() - 1;
        while self.rows.len() <= at {
            self.rows.push(Vec::new());
        }
        at
    }

    /// Heads and what stands below them are one text.
    fn add_other(&mut self, inner: &Inner<'t>, column: usize) {
        for (_, leaf) in leaves(inner) {
            let end = leaf.column.saturating_add(leaf.column_span);
            let below = inner.rows.iter().flatten().filter(|cell| (leaf.column..end).contains(&cell.column));
            if let Some(cells) = self.cells(0, column) {
                cells.push(leaf);
                cells.extend(below);
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
        self.columns.push(Column { head: heads, list: Some(lines), names: None, word: None });
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
                    let boxes: Option<Vec<_>> = lines.iter().map(|line| line.bbox).collect();
                    let union = boxes.into_iter().flatten().reduce(|one, other| one.union(&other));
                    cell.place.bbox = union.or(cell.place.bbox);
                }
                if let Some((line, place)) = of.names.as_ref().and_then(|names| names.get(number)) {
                    cell.lines.push(line.clone());
                    cell.place = *place;
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
            if let Some(word) = of.word {
                last = None;
                if level == 0 {
                    let mut cell = merged(&[], column, self.place);
                    cell.lines.push(line(word));
                    cell.row_span = u32::try_from(depth).unwrap_or(1);
                    cells.push(cell);
                }
                continue;
            }
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

/// Does 区分 head nothing but 活動指標, 成果指標? Those tell no kinds of values.
fn names_kinds_of_indicators(leaf: &Cell, inner: &Inner<'_>, words: &Words<'_>) -> bool {
    let columns = leaf.column..leaf.column.saturating_add(leaf.column_span);
    let mut below = inner.rows.iter().flatten().filter(|cell| columns.contains(&cell.column)).peekable();
    let indicator = |cell: &&Cell| words.means(&cell.raw(), |role| role == RoleKind::Indicator);
    below.peek().is_some()
        && words.means(&leaf.raw(), |role| role == RoleKind::ValueKind)
        && !words.means(&leaf.raw(), |role| role == RoleKind::Indicator)
        && below.all(indicator)
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

/// A line that nothing prints.
pub(super) fn line(text: &str) -> CellLine {
    let range = document_model::SourceRange::new(0, 0);
    let room = document_model::Room::Enough;
    CellLine { text: text.to_owned(), range, more: Vec::new(), bbox: None, breaks: false, room }
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
pub(super) fn around(first: Place, other: Place) -> Place {
    match (first.bbox, other.bbox) {
        (Some(one), Some(two)) if first.page == other.page => Place { bbox: Some(one.union(&two)), ..first },
        _ => first,
    }
}

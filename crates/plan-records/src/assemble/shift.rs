//! Cells that stand off their column are put back by what they hold.
//!
//! Text extraction loses empty cells, so that the rest of a row stands one column to the left; it
//! also adds some, splits a cell at a blank, or runs two cells together. A row whose cells fit their
//! columns as printed is left alone; for the others the cheapest reading of the whole row wins.

use document_model::Row;

use super::parts::{PlanLayout, Slot, profile};
use crate::roles::RoleKind;
use crate::roles::evidence::Profile;

/// What a cell in its printed column adds.
const IN_PLACE: f64 = 0.25;

/// Cost of a blank cell that is taken out, where its column is one that the head leaves blank.
const DROP_PHANTOM: f64 = -0.05;

/// Cost of a blank cell that is taken out elsewhere.
const DROP_BLANK: f64 = -0.35;

/// Cost of a filled cell that finds no column: it is kept as another column's text.
const DROP_FILLED: f64 = -2.5;

/// Cost of a column for which a blank cell is put in.
const INSERT_BLANK: f64 = -0.45;

/// Cost of reading a number and the text after it as one cell.
const JOIN_CELLS: f64 = -0.3;

/// Cost of reading one cell as two.
const SPLIT_CELL: f64 = -0.5;

/// How much better the halves of a cell must fit their own columns than each other's.
const SPLIT_CONTRAST: f64 = 0.4;

/// Fit below which a cell is out of place in its column.
const OUT_OF_PLACE: f64 = -0.3;

/// Gain that a repair must bring over the row as printed.
const REPAIR_GAIN: f64 = 0.5;

/// The same for a row that has more or fewer cells than the head: it stands nowhere for sure as printed.
const SHORT_ROW_GAIN: f64 = 0.1;

/// Lines of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The cell, by its place in the row.
    pub cell: usize,
    /// First line.
    pub from: usize,
    /// One past the last line.
    pub to: usize,
}

/// A row with its cells in the slots of the layout.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacedRow {
    /// For each slot, what stands in it.
    pub slots: Vec<Vec<Fragment>>,
    /// Filled cells without a slot.
    pub left_over: Vec<Fragment>,
    /// Cells stand elsewhere than printed.
    pub shifted: bool,
    /// A cell was read as two.
    pub split: bool,
}

/// Puts the cells of a row into the slots of its layout; `known` are the profiles of its cells, where they are known.
#[must_use]
pub fn place_row(row: &Row, layout: &PlanLayout, exact_grid: bool, known: Option<&[Profile]>) -> PlacedRow {
    let as_printed = place_as_printed(row, layout);
    if exact_grid || layout.slots.is_empty() {
        return as_printed;
    }
    let fresh: Vec<Profile>;
    let profiles = match known {
        Some(known) => known,
        None => {
            fresh = row.cells.iter().map(profile).collect();
            &fresh
        }
    };
    if fits_as_printed(row, layout, &as_printed, profiles) {
        return stray_department(layout, &as_printed, profiles).unwrap_or(as_printed);
    }
    let search = Search { row, layout, profiles };
    let (repaired, score) = search.best();
    let printed_score = search.score_as_printed(&as_printed);
    let gain = if row.cells.len() == layout.width { REPAIR_GAIN } else { SHORT_ROW_GAIN };
    if score > printed_score + gain && repaired.slots != as_printed.slots { repaired } else { as_printed }
}

fn whole(row: &Row, cell: usize) -> Fragment {
    Fragment { cell, from: 0, to: row.cells.get(cell).map_or(0, |cell| cell.lines.len()) }
}

fn place_as_printed(row: &Row, layout: &PlanLayout) -> PlacedRow {
    let mut placed = PlacedRow { slots: vec![Vec::new(); layout.slots.len()], ..PlacedRow::default() };
    for (at, cell) in row.cells.iter().enumerate() {
        if cell.is_empty() {
            continue;
        }
        let covers = |slot: &Slot| {
            let column = u32::try_from(slot.column).unwrap_or(u32::MAX);
            let first = column == cell.column;
            // A cell over two year columns holds for both.
            let further = slot.role.is_value() || slot.role.is_progress();
            first || further && (cell.column..cell.column.saturating_add(cell.column_span)).contains(&column)
        };
        let mut found = false;
        for (slot, fragments) in layout.slots.iter().zip(&mut placed.slots) {
            if covers(slot) {
                fragments.push(whole(row, at));
                found = true;
            }
        }
        if !found {
            placed.left_over.push(whole(row, at));
        }
    }
    placed
}

/// The row with a department that stands among indicator and values put into the blank department column.
fn stray_department(layout: &PlanLayout, placed: &PlacedRow, profiles: &[Profile]) -> Option<PlacedRow> {
    let mut columns = (0..layout.slots.len())
        .filter(|at| layout.slots.get(*at).is_some_and(|slot| slot.role == RoleKind::Department));
    let home = columns.next().filter(|_| columns.next().is_none())?;
    let blank = |at: usize| placed.slots.get(at).is_some_and(Vec::is_empty);
    // 来庁 beside a value is an indicator, whatever its end looks like.
    let valued = layout
        .slots
        .iter()
        .zip(&placed.slots)
        .any(|(slot, fragments)| slot.role.is_value() && !fragments.is_empty());
    let strays = |at: &usize| {
        let (Some(slot), Some([fragment])) =
            (layout.slots.get(*at), placed.slots.get(*at).map(Vec::as_slice))
        else {
            return false;
        };
        let of_indicator = matches!(slot.role, RoleKind::Unit | RoleKind::Grade)
            || slot.role == RoleKind::Indicator && !valued
            || slot.role.is_value();
        of_indicator && profiles.get(fragment.cell).is_some_and(|profile| profile.department > 0.9)
    };
    let stray = (0..layout.slots.len()).find(strays).filter(|_| blank(home))?;
    let mut moved = placed.clone();
    moved.slots.swap(stray, home);
    moved.shifted = true;
    Some(moved)
}

fn fits_as_printed(row: &Row, layout: &PlanLayout, placed: &PlacedRow, profiles: &[Profile]) -> bool {
    let fits = layout.slots.iter().zip(&placed.slots).all(|(slot, fragments)| {
        fragments.iter().all(|fragment| {
            profiles.get(fragment.cell).is_some_and(|profile| fit(slot, profile) > OUT_OF_PLACE)
        })
    });
    fits && placed.left_over.is_empty() && row.cells.len() == layout.width
}

/// How well a cell fits a slot: by the role, and by the dates that the column's other cells have.
fn fit(slot: &Slot, profile: &Profile) -> f64 {
    let role = profile.fit(slot.role);
    if !slot.role.is_progress() {
        return role;
    }
    let dated = profile.dated > 0;
    let column_dated = slot.dated > 0.5;
    role + if dated == column_dated { 0.3 } else { -0.3 }
}

#[derive(Clone, Copy)]
enum Step {
    Start,
    Match,
    Insert,
    Drop,
    Join,
    Split(usize),
}

struct Search<'a> {
    row: &'a Row,
    layout: &'a PlanLayout,
    profiles: &'a [Profile],
}

impl Search<'_> {
    fn best(&self) -> (PlacedRow, f64) {
        let (cells, slots) = (self.row.cells.len(), self.layout.slots.len());
        let width = slots + 1;
        let mut best = vec![f64::NEG_INFINITY; (cells + 1) * width];
        let mut steps = vec![Step::Start; (cells + 1) * width];
        best[0] = 0.0;
        for cell in 0..=cells {
            for slot in 0..=slots {
                let here = best[cell * width + slot];
                if here == f64::NEG_INFINITY {
                    continue;
                }
                for (to_cell, to_slot, score, step) in self.steps(cell, slot) {
                    let at = to_cell * width + to_slot;
                    if here + score > best[at] + 1e-9 {
                        best[at] = here + score;
                        steps[at] = step;
                    }
                }
            }
        }
        (self.trace(&steps), best[cells * width + slots])
    }

    fn steps(&self, cell: usize, slot: usize) -> Vec<(usize, usize, f64, Step)> {
        let mut steps = Vec::with_capacity(5);
        let (more_cells, more_slots) = (cell < self.row.cells.len(), slot < self.layout.slots.len());
        if more_cells {
            steps.push((cell + 1, slot, self.drop(cell), Step::Drop));
        }
        if more_slots {
            steps.push((cell, slot + 1, self.insert(slot), Step::Insert));
        }
        if more_cells && more_slots {
            steps.push((cell + 1, slot + 1, self.matched(cell, slot), Step::Match));
            if let Some(score) = self.joined(cell, slot) {
                steps.push((cell + 2, slot + 1, score, Step::Join));
            }
            if let Some((line, score)) = self.split(cell, slot) {
                steps.push((cell + 1, slot + 2, score, Step::Split(line)));
            }
        }
        steps
    }

    fn filled(&self, cell: usize) -> bool {
        self.row.cells.get(cell).is_some_and(|cell| !cell.is_empty())
    }

    fn drop(&self, cell: usize) -> f64 {
        let in_slot = self.layout.slots.iter().any(|slot| slot.column == cell);
        match (self.filled(cell), in_slot) {
            (true, _) => DROP_FILLED,
            (false, true) => DROP_BLANK,
            (false, false) => DROP_PHANTOM,
        }
    }

    fn insert(&self, slot: usize) -> f64 {
        INSERT_BLANK - self.layout.slots.get(slot).map_or(0.0, |slot| 0.2 * slot.fill)
    }

    fn matched(&self, cell: usize, slot: usize) -> f64 {
        let (Some(slot), Some(profile)) = (self.layout.slots.get(slot), self.profiles.get(cell)) else {
            return 0.0;
        };
        let in_place = slot.column == cell;
        if profile.is_empty() {
            return if in_place { 0.05 } else { 0.0 } - 0.15 * slot.fill;
        }
        fit(slot, profile) + if in_place { IN_PLACE } else { 0.0 }
    }

    /// A number and the text after it, both in a heading's slot.
    fn joined(&self, cell: usize, slot: usize) -> Option<f64> {
        let (first, second) = (self.profiles.get(cell)?, self.profiles.get(cell + 1)?);
        let role = self.layout.slots.get(slot)?.role;
        let number = matches!(role, RoleKind::Group | RoleKind::Title) && first.number > 0.5;
        (number && !second.is_empty()).then(|| JOIN_CELLS + second.fit(role) + 0.2)
    }

    /// The line at which a cell is best read as two.
    fn split(&self, cell: usize, slot: usize) -> Option<(usize, f64)> {
        let lines = &self.row.cells.get(cell)?.lines;
        let (one, other) = (self.layout.slots.get(slot)?, self.layout.slots.get(slot + 1)?);
        if lines.len() < 2 || lines.len() > 64 || one.unit == other.unit {
            return None;
        }
        let mut best: Option<(usize, f64)> = None;
        for line in 1..lines.len() {
            let profile_of = |lines: &[document_model::CellLine]| {
                let lines: Vec<japanese_normalize::Line<'_>> = lines
                    .iter()
                    .map(|line| japanese_normalize::Line { text: &line.text, breaks: line.breaks })
                    .collect();
                Profile::of(&lines)
            };
            let (head, tail) = (profile_of(lines.get(..line)?), profile_of(lines.get(line..)?));
            let (first, second) = (fit(one, &head), fit(other, &tail));
            // Either half must be at home in its own column, and not as well in the other's.
            let swapped = fit(one, &tail) + fit(other, &head);
            let score = SPLIT_CELL + first + second;
            let fits = first > 0.2 && second > 0.2 && first + second > swapped + SPLIT_CONTRAST;
            if fits && best.is_none_or(|(_, known)| score > known + 1e-9) {
                best = Some((line, score));
            }
        }
        best
    }

    fn score_as_printed(&self, placed: &PlacedRow) -> f64 {
        let mut score = 0.0;
        for (slot, fragments) in self.layout.slots.iter().zip(&placed.slots) {
            score += match fragments.first().and_then(|fragment| self.profiles.get(fragment.cell)) {
                Some(profile) => fit(slot, profile) + IN_PLACE,
                None if slot.column >= self.row.cells.len() => INSERT_BLANK - 0.2 * slot.fill,
                None => 0.05 - 0.15 * slot.fill,
            };
        }
        score + DROP_FILLED * f64::from(u32::try_from(placed.left_over.len()).unwrap_or(u32::MAX))
    }

    fn trace(&self, steps: &[Step]) -> PlacedRow {
        let width = self.layout.slots.len() + 1;
        let (mut cell, mut slot) = (self.row.cells.len(), self.layout.slots.len());
        let mut placed = PlacedRow {
            slots: vec![Vec::new(); self.layout.slots.len()],
            shifted: true,
            ..PlacedRow::default()
        };
        loop {
            match steps.get(cell * width + slot).copied().unwrap_or(Step::Start) {
                Step::Start => break,
                Step::Insert => slot -= 1,
                Step::Drop => {
                    cell -= 1;
                    if self.filled(cell) {
                        placed.left_over.push(whole(self.row, cell));
                    }
                }
                Step::Match => {
                    (cell, slot) = (cell - 1, slot - 1);
                    if self.filled(cell) {
                        placed.slots[slot].push(whole(self.row, cell));
                    }
                }
                Step::Join => {
                    (cell, slot) = (cell - 2, slot - 1);
                    placed.slots[slot].extend([whole(self.row, cell), whole(self.row, cell + 1)]);
                }
                Step::Split(line) => {
                    (cell, slot) = (cell - 1, slot - 2);
                    let all = whole(self.row, cell);
                    placed.slots[slot].push(Fragment { cell, from: 0, to: line });
                    placed.slots[slot + 1].push(Fragment { cell, from: line, to: all.to });
                    placed.split = true;
                }
            }
        }
        placed.left_over.reverse();
        placed
    }
}

#[cfg(test)]
mod tests {
    use document_model::{Cell, CellLine, PageNumber, Place, RowKind, SourceRange, Table};

    use super::*;
    use crate::assemble::parts::read_layouts;
    use crate::roles::vocabulary::Vocabulary;

    fn row(kind: RowKind, starts_page: bool, texts: &[&str]) -> Row {
        let place = Place::in_text(PageNumber::FIRST, 1, 1);
        let line = |text: &str| CellLine {
            text: text.to_owned(),
            range: SourceRange::new(0, 0),
            more: Vec::new(),
            room: document_model::Room::Enough,
            bbox: None,
            breaks: false,
        };
        let cells = (0..).zip(texts).map(|(column, text)| Cell {
            column,
            column_span: 1,
            row_span: 1,
            place,
            lines: if text.is_empty() { Vec::new() } else { vec![line(text)] },
        });
        Row { kind, place, starts_page, goes_on: false, cells: cells.collect() }
    }

    /// Where the cells of the row go in a table of measures: for each cell of the row its column.
    fn place(texts: &[&str]) -> (Vec<Option<usize>>, bool) {
        let rows = vec![
            row(RowKind::Head, false, &["番号", "施策名", "概要", "指標", "目標値（令和8年度）", "担当課"]),
            row(RowKind::Body, true, &["1", "窓口", "窓口を便利にする。", "予約の割合", "60%", "市民課"]),
            row(RowKind::Body, false, &["2", "相談", "相談を増やす。", "相談の件数", "500件", "福祉課"]),
            row(RowKind::Body, false, &["3", "道路", "道路を直す。", "直した延長", "12km", "道路課"]),
        ];
        let layouts = read_layouts(&Table { columns: 6, rows }, &Vocabulary::builtin());
        let layout = &layouts.layouts[0];
        let placed = place_row(&row(RowKind::Body, false, texts), layout, false, None);
        let column_of = |cell: usize| {
            let mut slots = layout.slots.iter().zip(&placed.slots);
            let holds = |fragments: &Vec<Fragment>| fragments.iter().any(|fragment| fragment.cell == cell);
            slots.find(|(_, fragments)| holds(fragments)).map(|(slot, _)| slot.column)
        };
        ((0..texts.len()).map(column_of).collect(), placed.shifted)
    }

    #[test]
    fn a_row_that_fits_is_left_alone() {
        let (columns, shifted) = place(&["4", "地図", "地図を公開する。", "地図の数", "10枚", "都市計画課"]);
        assert_eq!((columns, shifted), ((0..6).map(Some).collect(), false));
    }

    #[test]
    fn a_lost_blank_is_put_back() {
        let (columns, shifted) = place(&["4", "地図", "地図を公開する。", "都市計画課"]);
        assert_eq!((columns, shifted), (vec![Some(0), Some(1), Some(2), Some(5)], true));
    }

    #[test]
    fn an_extra_blank_is_taken_out() {
        let (columns, shifted) =
            place(&["4", "地図", "地図を公開する。", "", "地図の数", "10枚", "都市計画課"]);
        let filled = vec![Some(0), Some(1), Some(2), None, Some(3), Some(4), Some(5)];
        assert_eq!((columns, shifted), (filled, true));
    }
}

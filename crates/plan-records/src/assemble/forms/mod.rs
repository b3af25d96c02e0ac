//! Forms: tables with labels beside what they head.
//!
//! A 施策評価シート prints one 施策 a sheet: 施策名 | …, 担当部局 | …, and a small table of indicators with a head of
//! its own. Turned upright it is a table with one row (and one more for each further indicator), and everything
//! that holds for tables holds for it.
//!
//! 1. `sectioned`: rows whose cells hold labels with texts become tables.
//!    `written`: sheets of prose with captions become tables.
//!    `joined`: tables of one sheet below one another become one.
//!    `captioned`: the line above the table of one indicator names it.
//! 2. `sheets`: which stretch of a table is one form.
//! 3. `read`: its rows to labels with texts, and inner tables; `bars`: captions over its whole width.
//! 4. `upright`: those to a table with a head.

mod bars;
mod captioned;
mod joined;
mod read;
mod sectioned;
mod sheets;
mod upright;
mod written;

use document_model::{Cell, Table};

use super::parts::{Layouts, PlanLayout, SlotPart, profile, read_layouts};
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

pub use captioned::name_by_captions;
pub use joined::join_sheets;
pub use sectioned::unfold_sections;
pub use sheets::part_sheets;
pub use written::join_written;

/// Evidence from which on a cell is a label: titles that end in 事業 or 施策 stay below.
pub(super) const LABEL: f64 = 0.9;

/// Evidence of a word that is all of the cell, years and remarks aside.
const WHOLE: f64 = 0.999;

/// Evidence of a year that stands alone.
pub(super) const YEAR_ALONE: f64 = 0.6;

/// Characters that a label has at most.
const LONGEST_LABEL: usize = 30;

/// Rows of a form at most; a longer table of two columns is a list.
const MOST_ROWS: usize = 80;

/// The form as an upright table, a head of its labels and a row of what they head, and what its columns mean.
///
/// A label that stands again (指標名 for a second indicator) begins a further row, as each row of an inner table
/// does. None where the table is no form.
#[must_use]
pub fn read_form(table: &Table, vocabulary: &Vocabulary) -> Option<(Table, Layouts)> {
    let words = Words { vocabulary };
    let table = bars::without_numbers(table, &words);
    let sheet = read::read_sheet(&table.rows, &words)?;
    let (form, plain) = upright::upright(&sheet, &words)?;
    let graded = upright::grades_of_sheet(&sheet, &words);
    let mut layouts = read_layouts(&form, vocabulary);
    // The upright table has every cell where its label stands.
    (layouts.exact_grid, layouts.exact_rows) = (true, true);
    for layout in &mut layouts.layouts {
        settle_names(layout, &plain, &words);
        settle_grades(layout, &graded);
    }
    Some((form, layouts))
}

/// Lists, and texts beside labels that no vocabulary knows, are no headings and titles; the label of a title names it
/// where nothing else does.
fn settle_names(layout: &mut PlanLayout, plain: &[usize], words: &Words<'_>) {
    let mut changed: Vec<(usize, RoleKind)> = Vec::new();
    for (unit, assigned) in layout.roles.iter().enumerate() {
        let name = matches!(assigned.role, RoleKind::Group | RoleKind::Title);
        if name && assigned.unit.columns.iter().any(|column| plain.contains(column)) {
            changed.push((unit, RoleKind::Other));
        }
    }
    let titled = layout.roles.iter().enumerate().any(|(unit, assigned)| {
        assigned.role == RoleKind::Title && !changed.iter().any(|(other, _)| *other == unit)
    });
    let title = layout.roles.iter().enumerate().position(|(unit, assigned)| {
        assigned.role == RoleKind::Group
            && words.is_title(&assigned.heading)
            && !changed.iter().any(|(other, _)| *other == unit)
    });
    changed.extend(title.filter(|_| !titled).map(|unit| (unit, RoleKind::Title)));
    for (unit, role) in changed {
        if let Some(assigned) = layout.roles.get_mut(unit) {
            assigned.role = role;
        }
        let slots = layout.slots.iter_mut().filter(|slot| slot.unit == unit && slot.part != SlotPart::Number);
        slots.for_each(|slot| slot.role = role);
    }
}

/// A grade of the whole sheet is none of its first indicator.
fn settle_grades(layout: &mut PlanLayout, graded: &[String]) {
    let units: Vec<usize> = layout
        .roles
        .iter()
        .enumerate()
        .filter(|(_, assigned)| assigned.role == RoleKind::Grade)
        .filter(|(_, assigned)| graded.contains(&japanese_normalize::fold(&assigned.heading)))
        .map(|(unit, _)| unit)
        .collect();
    for unit in units {
        if let Some(assigned) = layout.roles.get_mut(unit) {
            assigned.role = RoleKind::Other;
        }
        layout.slots.iter_mut().filter(|slot| slot.unit == unit).for_each(|slot| slot.role = RoleKind::Other);
    }
}

/// What the words of a form's cells say.
struct Words<'v> {
    vocabulary: &'v Vocabulary,
}

/// Has the cell few enough characters for a label? Line ends count, as in its raw text.
fn is_short(cell: &Cell) -> bool {
    let texts = cell.lines.iter().map(|line| line.text.chars().take(LONGEST_LABEL + 1).count());
    texts.sum::<usize>() + cell.lines.len().saturating_sub(1) <= LONGEST_LABEL
}

impl Words<'_> {
    /// A word that heads a column, and no value.
    fn is_label(&self, cell: &Cell) -> bool {
        if !is_short(cell) {
            return false;
        }
        let evidence = self.vocabulary.heading_evidence(&cell.raw());
        // 令和7年度の取組 is a word beside its year; 令和7年度から実施 is a value.
        evidence >= LABEL && (evidence >= WHOLE || profile(cell).value < 0.5)
    }

    /// A label, or a year alone: it heads what was done or is planned in it.
    fn heads(&self, cell: &Cell) -> bool {
        self.is_label(cell) || self.is_year(cell)
    }

    /// 年度 before years: the corner of a table of years.
    fn is_corner(&self, cell: &Cell) -> bool {
        let folded = japanese_normalize::fold(&cell.raw());
        matches!(folded.as_str(), "年度" | "年" | "年次" | "計画年度" | "実施年度" | "取組年度" | "年度別")
    }

    /// A label with one text that is wider than a column of values: 課題 | ….
    fn labels_text(&self, filled: &[&Cell]) -> bool {
        let [label, text] = filled else { return false };
        self.is_label(label) && !self.heads(text) && text.column_span >= 2 && profile(text).value < 0.5
    }

    /// A year alone.
    fn is_year(&self, cell: &Cell) -> bool {
        if !is_short(cell) {
            return false;
        }
        let raw = cell.raw();
        self.vocabulary.heading_evidence(&raw) < YEAR_ALONE
            && self.vocabulary.header_evidence(&raw) >= YEAR_ALONE
    }

    /// Is a role the best for a label, alone or with others?
    fn means(&self, raw: &str, wanted: impl Fn(RoleKind) -> bool) -> bool {
        let scores = self.vocabulary.scores(raw);
        let highest = scores.highest();
        highest >= YEAR_ALONE
            && RoleKind::ALL.iter().any(|role| wanted(*role) && scores.of(*role) >= highest - 1e-9)
    }

    /// Does the label name a title, and nothing else as well?
    fn is_title(&self, raw: &str) -> bool {
        self.vocabulary.score(RoleKind::Title, raw) >= WHOLE
    }

    /// Level of what a label names among headings (政策 above 施策 above 事業), outermost 0; none where it names none.
    fn level(&self, raw: &str) -> Option<usize> {
        let folded = japanese_normalize::fold(raw);
        let word = folded.trim_end_matches('称').trim_end_matches('名');
        self.vocabulary.heading_level(word)
    }

    /// Does the label head a part of an indicator?
    fn of_indicator(&self, raw: &str) -> bool {
        self.means(raw, |role| {
            role.is_value()
                || matches!(
                    role,
                    RoleKind::Indicator
                        | RoleKind::Unit
                        | RoleKind::Grade
                        | RoleKind::Description
                        | RoleKind::Statement
                )
        })
    }
}

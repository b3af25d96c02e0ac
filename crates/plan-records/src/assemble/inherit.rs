//! Blanks that take over what a merged cell above holds.

use document_model::{Cell, Diagnostic, Place, Severity, Table};

use super::parts::{Layouts, PlanLayout, Slot};
use super::rows::{ALWAYS_FILLED, Content, LogicalRow, Piece};
use crate::roles::RoleKind;

/// Rows above a row in which a cell is looked for that spans it.
const MOST_SPANNED_ROWS: usize = 400;

/// Takes over what cells above hold that span this row, where the source knows what spans.
pub(super) fn take_spans<'a>(table: &'a Table, row: &mut LogicalRow<'a>, layout: &PlanLayout) {
    let Some(at) = row.rows.first().copied() else { return };
    for (content, slot) in row.slots.iter_mut().zip(&layout.slots).filter(|(content, _)| content.is_empty()) {
        let Some((above, cell)) = spanning(table, at, slot.column) else { continue };
        let piece =
            Piece { lines: &cell.lines, place: super::rows::around_text(cell), row: above, continues: false };
        *content = Content { pieces: vec![piece], inherited: true };
    }
}

/// The cell above that covers a column of a row, and its row.
fn spanning(table: &Table, row: usize, column: usize) -> Option<(usize, &Cell)> {
    let nearest = row.saturating_sub(MOST_SPANNED_ROWS);
    (nearest..row).rev().find_map(|above| {
        let cells = &table.rows.get(above)?.cells;
        let covers = |cell: &Cell| {
            let (first, last) = (cell.column, cell.column.saturating_add(cell.column_span));
            let rows = usize::try_from(cell.row_span).unwrap_or(usize::MAX);
            u32::try_from(column).is_ok_and(|column| (first..last).contains(&column))
                && above.saturating_add(rows) > row
        };
        cells.iter().find(|cell| !cell.is_empty() && covers(cell)).map(|cell| (above, cell))
    })
}

/// Takes over what the row above holds, where a merged cell is the likely reason for a blank.
pub(super) fn take_over<'a>(
    previous: &LogicalRow<'a>,
    row: &mut LogicalRow<'a>,
    layouts: &Layouts,
    layout: &PlanLayout,
) {
    let below_same_headings = previous.headings.len() == row.headings.len()
        && previous.headings.iter().zip(&row.headings).all(|(one, other)| one.numbered == other.numbered);
    if !below_same_headings || sums_up(row, layout) {
        return;
    }
    let under_title = !row.own_title && layout.slots.iter().any(|slot| slot.role == RoleKind::Title);
    for (at, slot) in layout.slots.iter().enumerate() {
        let blank = row.slots.get(at).is_some_and(Content::is_empty);
        if !blank || !may_take_over(row, layout, slot, under_title) {
            continue;
        }
        let above = matching_slot(previous, layouts, layout, at).filter(|above| !above.is_empty());
        let Some(inherited) = above.map(|above| Content { pieces: above.pieces.clone(), inherited: true })
        else {
            continue;
        };
        if layout.role_of(slot.unit) == RoleKind::Department && !under_title {
            row.diagnostics.push(inherited_department(row.place, &inherited));
        }
        if let Some(content) = row.slots.get_mut(at) {
            *content = inherited;
        }
    }
}

/// Is a merged cell the likely reason for a blank in this slot?
fn may_take_over(row: &LogicalRow<'_>, layout: &PlanLayout, slot: &Slot, under_title: bool) -> bool {
    let role = layout.role_of(slot.unit);
    match role {
        RoleKind::Group => {
            !has_own(row, layout, |other| other.unit <= slot.unit && layout.role_of(other.unit) == role)
        }
        RoleKind::Number => under_title || slot.fill < ALWAYS_FILLED,
        RoleKind::Title | RoleKind::Summary | RoleKind::Purpose => under_title,
        role if role.is_progress() => under_title,
        RoleKind::Department => {
            let outer = has_own(row, layout, |other| other.role == role && other.column < slot.column);
            !outer && (under_title || slot.fill >= 0.5)
        }
        _ => false,
    }
}

/// `合計`, `小計` in place of a number, title or heading: the row sums up rows above and is no further row of any of
/// them. 計 among the indicators of a title is one of them.
fn sums_up(row: &LogicalRow<'_>, layout: &PlanLayout) -> bool {
    let first = layout.slots.iter().zip(&row.slots).find(|(_, content)| !content.is_empty());
    let Some((slot, content)) = first else { return false };
    let names_item =
        matches!(layout.role_of(slot.unit), RoleKind::Number | RoleKind::Title | RoleKind::Group);
    let line = content.pieces.first().and_then(|piece| piece.lines.first());
    names_item && line.is_some_and(|line| is_sum(&line.text))
}

/// `合計`, `小計`: a word for what rows above come to.
pub(super) fn is_sum(text: &str) -> bool {
    let word = japanese_normalize::fold(text);
    ["計", "合計", "小計", "総計", "総合計", "平均"].contains(&word.as_str())
}

/// Does the row print something of its own in a slot of the kind?
fn has_own(row: &LogicalRow<'_>, layout: &PlanLayout, wanted: impl Fn(&Slot) -> bool) -> bool {
    layout
        .slots
        .iter()
        .zip(&row.slots)
        .any(|(slot, content)| wanted(slot) && !content.is_empty() && !content.inherited)
}

/// The content of the row above that stands in the same role and place.
fn matching_slot<'r, 'a>(
    previous: &'r LogicalRow<'a>,
    layouts: &Layouts,
    layout: &PlanLayout,
    at: usize,
) -> Option<&'r Content<'a>> {
    let of = layouts.layouts.get(previous.layout)?;
    let key = |layout: &PlanLayout, at: usize| {
        let slot = layout.slots.get(at)?;
        let role = layout.role_of(slot.unit);
        let before = layout
            .slots
            .iter()
            .take(at)
            .filter(|other| layout.role_of(other.unit) == role && other.part == slot.part)
            .count();
        Some((role, slot.part, before))
    };
    let wanted = key(layout, at)?;
    if std::ptr::eq(of, layout) {
        return previous.slots.get(at);
    }
    (0..of.slots.len())
        .find(|other| key(of, *other).as_ref() == Some(&wanted))
        .and_then(|other| previous.slots.get(other))
}

fn inherited_department(place: Place, content: &Content<'_>) -> Diagnostic {
    let raw = content.raw().replace('\n', " ");
    let ja = format!("担当部局の欄が空白のため、上の行の「{raw}」を引き継ぎました");
    let en = format!("the department is blank here; \"{raw}\" of the row above is taken over");
    Diagnostic::new(Severity::Info, "department-inherited", ja, en).at(place).about("departments")
}

//! Headings above a gap: where rows or pages are lost, the heading of what follows may be lost with them.

use document_model::Place;

use super::fields::FieldKind;
use super::neighbours::Signed;
use super::signs::Sign;
use crate::Records;
use crate::records::Item;

/// A place in reading order: page, line of a text, and how far down the page in hundredths of a point.
type Position = (u32, u32, i64);

/// Adds the sign to headings that stand above a gap in the numbers of pages, rows or headings while their items stand
/// below it.
pub(super) fn compare_gaps(records: &Records, signed: &mut Signed) {
    let items = &records.items;
    let pages = records.findings.iter().filter(|finding| finding.code == "page-missing");
    let mut gaps: Vec<Position> =
        pages.filter_map(|finding| Some((finding.place?.page.0, 0, i64::MIN))).collect();
    for (at, findings) in &records.item_findings {
        if findings.iter().any(|finding| finding.code == "number-sequence") && skips(items, *at) {
            gaps.extend(items.get(*at).and_then(own_position));
        }
        if findings.iter().any(|finding| finding.code == "heading-sequence") {
            below_same_heading(items, *at, signed);
        }
    }
    gaps.sort_unstable();
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        let (Some(own), Some(heading)) = (own_position(item), heading_position(item)) else { continue };
        if gaps.iter().any(|gap| heading < *gap && *gap <= own) {
            doubt_paths(fields);
        }
    }
}

/// Does the number of the item neither follow that of the item before nor begin anew, and those behind it follow it?
fn skips(items: &[Item], at: usize) -> bool {
    let number = |at: usize| items.get(at).and_then(|item| item.number.as_deref()?.parse::<u32>().ok());
    let before = at.checked_sub(1).and_then(number);
    let (Some(before), Some(own)) = (before, number(at)) else { return false };
    let next = (at + 1..items.len()).filter_map(number).find(|next| *next != own);
    own != 1 && own != before.saturating_add(1) && next.is_none_or(|next| next == own.saturating_add(1))
}

/// The items below the heading of this one are in doubt as it is.
fn below_same_heading(items: &[Item], at: usize, signed: &mut Signed) {
    let Some(own) = items.get(at).map(|item| &item.paths) else { return };
    let below = items.iter().zip(signed.iter_mut()).skip(at).take_while(|(item, _)| item.paths == *own);
    below.for_each(|(_, fields)| doubt_paths(fields));
}

fn doubt_paths(fields: &mut [(super::FilledField, std::collections::BTreeSet<Sign>)]) {
    for (_, signs) in fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Paths) {
        signs.insert(Sign::GapAbove);
    }
}

fn position(place: Place) -> Position {
    let down = place.bbox.map_or(0.0, |bbox| (bbox.y0 * 100.0).round());
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page is some thousand points high; casts saturate"
    )]
    let down = down as i64;
    (place.page.0, place.line.unwrap_or(0), down)
}

/// Where the item's own cells begin.
fn own_position(item: &Item) -> Option<Position> {
    let cells = item.source.cells.iter().filter(|(field, _)| *field != "paths").flat_map(|(_, cells)| cells);
    let own = cells.filter(|cell| cell.rule != "heading" && !cell.rule.ends_with(" (inherited)"));
    own.map(|cell| position(cell.place)).min()
}

/// Where the innermost heading stands.
fn heading_position(item: &Item) -> Option<Position> {
    item.source.cells.get("paths")?.iter().map(|cell| position(cell.place)).max()
}

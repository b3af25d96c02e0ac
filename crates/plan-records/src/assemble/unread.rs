//! Cells of a row that no rule has made a field of: none is lost without a word.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};

use super::fields::Field;
use crate::records::{CellSource, OtherColumn};
use crate::roles::RoleKind;

/// A cell that went into no field: what is kept of it, where it stands, and the finding.
pub(super) struct Unread {
    pub(super) other: OtherColumn,
    pub(super) sources: Vec<CellSource>,
    pub(super) diagnostic: Diagnostic,
}

/// The cells of a row that none of its fields is traced to, such as a second name of an indicator.
///
/// Units, kinds of values and descriptions go into the fields of others and are traced to those.
pub(super) fn unread_cells(
    fields: &[Field<'_, '_>],
    cells: &BTreeMap<String, Vec<CellSource>>,
) -> Vec<Unread> {
    let goes_elsewhere = |role: RoleKind| {
        matches!(
            role,
            RoleKind::Unit | RoleKind::ValueKind | RoleKind::Year | RoleKind::Description | RoleKind::Related
        )
    };
    let traced = |source: &CellSource| cells.values().flatten().any(|other| other.place == source.place);
    let unread = fields.iter().filter(|field| !field.is_empty() && !goes_elsewhere(field.assigned.role));
    unread
        .filter_map(|field| {
            let sources = field.sources();
            let text = field.text().filter(|_| !sources.iter().any(&traced))?;
            let heading = field.label();
            let place = sources.first().map(|source| source.place)?;
            let name = heading.as_deref().unwrap_or_default();
            let ja = format!("「{name}」の欄の「{text}」はどの項目にもならず、others に入れました");
            let en = format!("\"{text}\" in the column \"{name}\" made no field; it is kept in others");
            let diagnostic = Diagnostic::new(Severity::Warning, "cell-unread", ja, en).at(place);
            Some(Unread { other: OtherColumn { heading, text }, sources, diagnostic })
        })
        .collect()
}

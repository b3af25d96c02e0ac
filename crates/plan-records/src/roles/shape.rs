//! Which tables are plan tables.

use super::RoleKind;
use super::assign::Assigned;

/// Do the roles make items of the rows?
///
/// A plan table names what it is about (a title, or an indicator with values) and says something of
/// it (a department, a text, a target), or orders titles below headings. Heads that the vocabulary
/// names carry the decision: a table without any is no plan table.
#[must_use]
pub fn is_plan(roles: &[Assigned]) -> bool {
    let has = |role: RoleKind| roles.iter().any(|assigned| assigned.role == role && assigned.named);
    let kinds = unnamed(roles, RoleKind::ValueKind);
    let value = roles.iter().any(|assigned| assigned.role.is_value() && (assigned.named || kinds));
    let progress = roles.iter().any(|assigned| assigned.role.is_progress() && assigned.named);
    let title =
        has(RoleKind::Title) || unnamed(roles, RoleKind::Title) && (progress || has(RoleKind::Summary));
    let says = value
        || progress
        || [
            RoleKind::Summary,
            RoleKind::Purpose,
            RoleKind::Department,
            RoleKind::Statement,
            RoleKind::Indicator,
        ]
        .iter()
        .any(|role| has(*role));
    let ordered =
        roles.iter().filter(|assigned| assigned.role == RoleKind::Group && assigned.named).count() >= 1;
    // Sheets of prose name indicator and values in one text.
    let told = has(RoleKind::Department) && (has(RoleKind::Summary) || has(RoleKind::Purpose));
    let indicator = has(RoleKind::Indicator) && (value || has(RoleKind::Statement) || told);
    title && (says || ordered) || indicator
}

fn unnamed(roles: &[Assigned], role: RoleKind) -> bool {
    roles.iter().any(|assigned| assigned.role == role)
}

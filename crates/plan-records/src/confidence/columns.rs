//! What is known of the columns of a table: how sure their roles are, and whether they stand in the usual order.

use std::collections::BTreeMap;

use crate::assemble::fields::rule_of;
use crate::assemble::parts::Layouts;
use crate::roles::RoleKind;
use crate::roles::assign::Assigned;

/// What is known of the columns of a table, by the table's ordinal and the rule that its fields are traced with.
pub type Columns = BTreeMap<(u32, String), ColumnEvidence>;

/// What speaks for or against the role of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnEvidence {
    /// Score of the whole assignment less that of the best one with another role here.
    pub margin: f64,
    /// A word of the vocabulary names the role.
    pub named: bool,
    /// Plans print it on the other side of another column.
    pub out_of_order: bool,
}

/// Keeps what is known of a table's columns; those of a form stand in any order.
pub fn note_columns(table: u32, layouts: &Layouts, form: bool, columns: &mut Columns) {
    for part in &layouts.parts {
        let Some(layout) = layouts.layouts.get(part.layout) else { continue };
        let out_of_order = if form { Vec::new() } else { out_of_order(&layout.roles) };
        for (unit, assigned) in layout.roles.iter().enumerate() {
            let heading = part.headings.get(unit).unwrap_or(&assigned.heading);
            let evidence = ColumnEvidence {
                margin: assigned.margin,
                named: assigned.named,
                out_of_order: out_of_order.contains(&unit),
            };
            let known = columns.entry((table, rule_of(assigned, assigned.role, heading))).or_insert(evidence);
            known.margin = known.margin.min(evidence.margin);
            known.named &= evidence.named;
            known.out_of_order |= evidence.out_of_order;
        }
    }
}

/// The units that stand on the other side of another unit than plans print them.
#[must_use]
pub fn out_of_order(roles: &[Assigned]) -> Vec<usize> {
    let mut odd = Vec::new();
    for (right, of_right) in roles.iter().enumerate() {
        for (left, of_left) in roles.iter().enumerate().take(right) {
            if stands_before(of_right, of_left) {
                odd.extend([left, right]);
            }
        }
    }
    odd.sort_unstable();
    odd.dedup();
    odd
}

/// Do plans print the one to the left of the other?
fn stands_before(one: &Assigned, other: &Assigned) -> bool {
    if !one.values.is_empty() || !other.values.is_empty() {
        return false;
    }
    if one.role == other.role && (one.role.is_value() || one.role.is_progress()) {
        return matches!((one.year, other.year), (Some(one), Some(other)) if one < other);
    }
    match (rank(one.role), rank(other.role)) {
        (Some(one), Some(other)) => one < other,
        _ => false,
    }
}

/// The usual place of a column among others; none for those that stand anywhere, as units and explanations do: some plans
/// print them before the values, others behind them.
fn rank(role: RoleKind) -> Option<u8> {
    Some(match role {
        RoleKind::Number => 0,
        RoleKind::Title => 2,
        RoleKind::Purpose | RoleKind::Summary => 3,
        RoleKind::Indicator | RoleKind::Statement => 4,
        RoleKind::Baseline => 5,
        RoleKind::Target => 6,
        _ => return None,
    })
}

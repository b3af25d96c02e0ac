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
    /// Its cells speak against the role.
    pub ill_fitting: bool,
    /// A target of a later year stands to the left of an actual value, or this is that actual value.
    pub target_first: bool,
}

impl ColumnEvidence {
    /// Takes in what speaks against the same column elsewhere.
    fn add(&mut self, other: Self) {
        self.margin = self.margin.min(other.margin);
        self.named &= other.named;
        self.out_of_order |= other.out_of_order;
        self.ill_fitting |= other.ill_fitting;
        self.target_first |= other.target_first;
    }
}

/// Keeps what is known of a table's columns; those of a form stand in any order.
pub fn note_columns(table: u32, layouts: &Layouts, form: bool, columns: &mut Columns) {
    for part in &layouts.parts {
        let Some(layout) = layouts.layouts.get(part.layout) else { continue };
        let out_of_order = out_of_order(&layout.roles, form);
        let target_first = target_first(&layout.roles);
        let by_rows = layout.roles.iter().any(|assigned| assigned.role == RoleKind::ValueKind);
        for (unit, assigned) in layout.roles.iter().enumerate() {
            let heading = part.headings.get(unit).unwrap_or(&assigned.heading);
            let evidence = ColumnEvidence {
                margin: assigned.margin,
                named: assigned.named,
                out_of_order: out_of_order.contains(&unit),
                ill_fitting: assigned.ill_fitting,
                target_first: target_first.contains(&unit),
            };
            // Rows that name the kind of their values give a column several roles.
            let values =
                [RoleKind::Baseline, RoleKind::Target, RoleKind::Actual, RoleKind::Grade, RoleKind::Other];
            let further = values.into_iter().filter(|_| by_rows && assigned.role.is_value());
            for role in std::iter::once(assigned.role).chain(further) {
                columns.entry((table, rule_of(assigned, role, heading))).or_insert(evidence).add(evidence);
            }
        }
    }
}

/// Targets of later years that stand to the left of actual values, and these.
fn target_first(roles: &[Assigned]) -> Vec<usize> {
    let mut odd = Vec::new();
    for (right, of_right) in
        roles.iter().enumerate().filter(|(_, assigned)| assigned.role == RoleKind::Actual)
    {
        for (left, of_left) in roles.iter().enumerate().take(right) {
            let later = matches!((of_left.year, of_right.year), (Some(left), Some(right)) if left > right);
            if of_left.role == RoleKind::Target && later {
                odd.extend([left, right]);
            }
        }
    }
    odd
}

/// The units that stand on the other side of another unit than plans print them; in a form only years have an order.
#[must_use]
pub fn out_of_order(roles: &[Assigned], form: bool) -> Vec<usize> {
    let years: Vec<(RoleKind, i32)> =
        roles.iter().filter_map(|assigned| Some((assigned.role, assigned.year?))).collect();
    let again = |(at, year): (usize, &(RoleKind, i32))| {
        years.iter().take(at).any(|before| before == year).then_some(year.0)
    };
    let twice: Vec<RoleKind> = years.iter().enumerate().filter_map(again).collect();
    let mut odd = Vec::new();
    for (right, of_right) in roles.iter().enumerate() {
        for (left, of_left) in roles.iter().enumerate().take(right) {
            if stands_before(of_right, of_left, form, &twice) {
                odd.extend([left, right]);
            }
        }
    }
    odd.sort_unstable();
    odd.dedup();
    odd
}

/// Do plans print the one to the left of the other?
fn stands_before(one: &Assigned, other: &Assigned, form: bool, twice: &[RoleKind]) -> bool {
    if !one.values.is_empty() || !other.values.is_empty() {
        return false;
    }
    if one.role == other.role && (one.role.is_value() || one.role.is_progress()) {
        // A year twice: two rows of years stand side by side.
        if twice.contains(&one.role) {
            return false;
        }
        return matches!((one.year, other.year), (Some(one), Some(other)) if one < other);
    }
    if form {
        return false;
    }
    match (rank(one.role), rank(other.role)) {
        _ if one.role == RoleKind::Baseline && other.role == RoleKind::Actual => {
            !matches!((one.year, other.year), (Some(one), Some(other)) if one > other)
        }
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

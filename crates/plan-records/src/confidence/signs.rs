//! What speaks for or against the value of a field.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, Severity};
use serde::Deserialize;

use super::fields::{FieldKind, FilledField, filled_fields};
use crate::Records;
use crate::records::{CellSource, Item};

/// What is known of the columns of a table, by the table's ordinal and the rule that its fields are traced with.
pub type Columns = BTreeMap<(u32, String), ColumnEvidence>;

/// How sure the role of a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnEvidence {
    /// Score of the whole assignment less that of the best one with another role here.
    pub margin: f64,
    /// A word of the vocabulary names the role.
    pub named: bool,
}

/// A named sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Another role is nearly as likely for its column.
    ColumnDoubtful,
    /// No word of the head names the role of its column.
    HeadUnnamed,
    /// The cell was printed for a row above.
    Inherited,
    /// Cells of two pages were joined.
    PageJoin,
    /// Cells of the row stood off their columns and were put back.
    RowRepaired,
    /// A character could not be read.
    UnknownGlyph,
    /// A finding is about the field.
    Finding,
    /// A warning is about another field of the item.
    ItemWarning,
}

impl Sign {
    /// All signs, in the order of the data file.
    pub const ALL: [Self; 8] = [
        Self::ColumnDoubtful,
        Self::HeadUnnamed,
        Self::Inherited,
        Self::PageJoin,
        Self::RowRepaired,
        Self::UnknownGlyph,
        Self::Finding,
        Self::ItemWarning,
    ];

    /// Its name in data files and records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ColumnDoubtful => "column-doubtful",
            Self::HeadUnnamed => "head-unnamed",
            Self::Inherited => "inherited",
            Self::PageJoin => "page-join",
            Self::RowRepaired => "row-repaired",
            Self::UnknownGlyph => "unknown-glyph",
            Self::Finding => "finding",
            Self::ItemWarning => "item-warning",
        }
    }
}

/// For each item, its filled fields with their signs.
#[must_use]
pub fn find_signs(records: &Records, columns: &Columns) -> Vec<Vec<(FilledField, BTreeSet<Sign>)>> {
    let nothing = Vec::new();
    records
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let findings = records.item_findings.get(&at).unwrap_or(&nothing);
            filled_fields(item)
                .into_iter()
                .map(|field| {
                    let signs = signs_of(item, &field, findings, columns);
                    (field, signs)
                })
                .collect()
        })
        .collect()
}

fn signs_of(item: &Item, field: &FilledField, findings: &[Diagnostic], columns: &Columns) -> BTreeSet<Sign> {
    let mut signs = BTreeSet::new();
    let mut set = |sign: Sign, found: bool| {
        if found {
            signs.insert(sign);
        }
    };
    let cells = item.source.cells.get(&field.name).map(Vec::as_slice).unwrap_or_default();
    for cell in cells {
        let rule = cell.rule.strip_suffix(" (inherited)");
        set(Sign::Inherited, rule.is_some() && field.kind != FieldKind::Paths);
        let rule = rule.unwrap_or(&cell.rule);
        if let Some(column) = columns.get(&(item.source.table, rule.to_owned())) {
            set(Sign::ColumnDoubtful, column.margin < crate::roles::assign::WEAK_MARGIN);
            set(Sign::HeadUnnamed, !column.named);
        }
        set(Sign::UnknownGlyph, cell.raw.contains('\u{FFFD}'));
    }
    set(Sign::PageJoin, field.kind != FieldKind::Paths && pages(cells) > 1);
    for finding in findings {
        let own = finding.field.as_deref().is_some_and(|about| is_about(about, &field.name));
        let repair = matches!(finding.code, "row-shifted" | "cell-split");
        set(Sign::RowRepaired, repair);
        set(Sign::Finding, own);
        set(Sign::ItemWarning, !own && !repair && finding.severity >= Severity::Warning);
    }
    signs
}

/// Is a finding about `about` one about the field? `departments.1` is about `departments`.
fn is_about(about: &str, field: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    inside(about, field) || inside(field, about)
}

fn pages(cells: &[CellSource]) -> usize {
    cells.iter().map(|cell| cell.place.page).collect::<BTreeSet<_>>().len()
}

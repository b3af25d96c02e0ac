//! What changed between two editions.
//!
//! [`difference`] matches the items of both and says of each pair what is not the same. The value is all there is to
//! know: texts for the terminal, Markdown and HTML are made of it ([`render`]).

mod compare;
mod departments;
pub mod render;
pub mod text;
mod values;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use plan_records::records::{Direction, Heading, Relation as ValueRelation};

use crate::matching::Relation;

pub use compare::difference;
pub use text::{Piece, PieceKind, TextChange};
pub(crate) use values::kinds as value_change_kinds;

/// What changed from an old edition to a new one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The old edition.
    pub old: Side,
    /// The new edition.
    pub new: Side,
    /// How many there are of each change.
    pub counts: Counts,
    /// Items that only the new edition has, in its order.
    pub added: Vec<ItemRef>,
    /// Items that only the old edition has, in its order.
    pub removed: Vec<ItemRef>,
    /// Items that both have and that are not the same, in the order of the old edition.
    pub changed: Vec<ItemChange>,
    /// Indicators of items that only the new edition has, that stood at another item before.
    pub moved_indicators: Vec<MovedIndicator>,
    /// Departments that were renamed, that came and that went.
    pub departments: Vec<DepartmentChange>,
}

impl Difference {
    /// Is there nothing that changed?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.moved_indicators.is_empty()
            && self.departments.is_empty()
    }
}

/// An edition, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Title of its first document, else that document's path.
    pub title: String,
    /// Ids of its documents.
    pub documents: Vec<String>,
    /// Number of its items.
    pub items: usize,
}

/// How many there are of each change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Items that came.
    pub added: usize,
    /// Items that went.
    pub removed: usize,
    /// Items that are the same in all that is compared.
    pub unchanged: usize,
    /// Items with another title.
    pub renamed: usize,
    /// Items under another heading.
    pub moved: usize,
    /// Items with another number.
    pub renumbered: usize,
    /// Items with other departments.
    pub departments: usize,
    /// Items that became two, and such that were two.
    pub split_or_merged: usize,
    /// Items with other words in summary, purpose, progress or other columns.
    pub reworded: usize,
    /// Targets of the same year that were raised.
    pub targets_raised: usize,
    /// Targets of the same year that were lowered.
    pub targets_lowered: usize,
    /// Baselines of the same year with another value.
    pub baselines_corrected: usize,
    /// Actuals of years that the old edition did not have.
    pub actuals_added: usize,
    /// Actuals of the same year with another value.
    pub actuals_corrected: usize,
}

/// An item, as one points at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRef {
    /// `id` of the item.
    pub id: String,
    /// `id` of its document.
    pub document_id: String,
    /// Its number.
    pub number: Option<String>,
    /// Its title; of a row without one, the names of its indicators.
    pub title: String,
    /// The headings above it.
    pub paths: Vec<Vec<Heading>>,
    /// Pages, from 1.
    pub pages: Vec<u32>,
}

/// What changed of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemChange {
    /// The item in the old edition.
    pub old: ItemRef,
    /// The item in the new edition.
    pub new: ItemRef,
    /// The same, or a part.
    pub relation: Relation,
    /// How likely it is that both are the same, 0 to 1.
    pub score: f64,
    /// The title, where it is another.
    pub renamed: Option<TextChange>,
    /// It stands under other headings.
    pub moved: bool,
    /// It has another number.
    pub renumbered: bool,
    /// Its departments, where they are others.
    pub departments: Option<DepartmentsOfItem>,
    /// Summary, purpose and other texts that are not the same.
    pub texts: Vec<FieldChange>,
    /// Indicators that are not the same.
    pub indicators: Vec<IndicatorChange>,
}

/// A text field that is not the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    /// The field: `summary`, `purpose`, `progress` or `others`.
    pub field: String,
    /// The heading of the column or the fiscal year, where the item has several of the field.
    pub part: Option<String>,
    /// What changed.
    pub change: TextChange,
}

/// The departments of an item, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentsOfItem {
    /// Before.
    pub old: Vec<Vec<String>>,
    /// After.
    pub new: Vec<Vec<String>>,
    /// All of the change is a renaming that is seen at other items too.
    pub reorganised: bool,
}

/// What happened to an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorChangeKind {
    /// Only the new edition has it.
    Added,
    /// Only the old edition has it.
    Removed,
    /// Both have it.
    Changed,
}

/// What changed of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorChange {
    /// What happened.
    pub kind: IndicatorChangeKind,
    /// Its name in the new edition; of one that went, in the old.
    pub name: String,
    /// The same, or a part of it; null for one that came or went.
    pub relation: Option<Relation>,
    /// The name, where it is another.
    pub renamed: Option<TextChange>,
    /// The old item, where the indicator stood at another item.
    pub from_item: Option<String>,
    /// The new item, where the indicator stands at another item now.
    pub to_item: Option<String>,
    /// Is more better?
    pub direction: Option<Direction>,
    /// Values that are not the same; all of an indicator that came or went.
    pub values: Vec<ValueChange>,
}

/// An indicator that stands at an item which came, and stood at another before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MovedIndicator {
    /// The item in the old edition.
    pub old: ItemRef,
    /// The item in the new edition.
    pub new: ItemRef,
    /// What changed of the indicator.
    pub change: IndicatorChange,
}

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueChangeKind {
    /// A target of the same year is higher.
    TargetRaised,
    /// A target of the same year is lower.
    TargetLowered,
    /// A target of the same year says something else, in words or as another unit.
    TargetChanged,
    /// A target of a year that had none.
    TargetAdded,
    /// A target that is not printed any more.
    TargetRemoved,
    /// A baseline of the same year with another value.
    BaselineCorrected,
    /// A baseline of another year.
    BaselineAdded,
    /// A baseline that is not printed any more.
    BaselineRemoved,
    /// An actual of a year that had none.
    ActualAdded,
    /// An actual of the same year with another value.
    ActualCorrected,
    /// An actual that is not printed any more.
    ActualRemoved,
}

/// A value that is not the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueChange {
    /// What happened.
    pub kind: ValueChangeKind,
    /// Fiscal year, as the western year in which it begins.
    pub fiscal_year: Option<i32>,
    /// What part it is of.
    pub label: Option<String>,
    /// Before.
    pub old: Option<Printed>,
    /// After.
    pub new: Option<Printed>,
    /// Of a raised or lowered target: does it ask for more than before? Null where the direction is not known.
    pub more_ambitious: Option<bool>,
}

/// A value as printed and as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// Exact decimal; null where it is words.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[schemars(with = "Option<String>")]
    pub value: Option<Decimal>,
    /// Unit.
    pub unit: Option<String>,
    /// How the value is meant.
    pub relation: Option<ValueRelation>,
    /// As printed.
    pub raw: String,
}

/// What happened to a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentChangeKind {
    /// Another name at the same items.
    Renamed,
    /// Only the new edition names it.
    Added,
    /// Only the old edition names it.
    Removed,
}

/// A department, or a part of one, that is not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentChange {
    /// What happened.
    pub kind: DepartmentChangeKind,
    /// Its name in the old edition.
    pub old: Option<String>,
    /// Its name in the new edition.
    pub new: Option<String>,
    /// Items at which it is seen.
    pub items: usize,
}

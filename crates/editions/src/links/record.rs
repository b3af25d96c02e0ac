//! Lines of `links.jsonl`.

use document_model::Diagnostic;
use plan_records::records::{DocumentRecord, Finding, Item};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;

/// Line of `links.jsonl`: the same thing in two places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What is linked.
    pub kind: LinkKind,
    /// How old and new stand to each other.
    pub relation: LinkRelation,
    /// The same for all mentions of the thing: made of its first. Of the new one, where both are not the same thing.
    pub id: String,
    /// Code of the publisher, else its name; null where it is not known.
    pub publisher: Option<String>,
    /// The earlier mention.
    pub old: Mention,
    /// The later mention.
    pub new: Mention,
    /// How likely it is that the link is right, 0 to 1.
    pub score: f64,
    /// The evidence, in the order in which it is weighed.
    pub reasons: Vec<Evidence>,
    /// What is not the same.
    pub changes: Vec<LinkChange>,
}

/// What is linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// 施策・事業: an item.
    Item,
    /// An indicator.
    Indicator,
    /// A department, or a part of one.
    Department,
}

/// How old and new stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkRelation {
    /// The same thing in a later edition.
    Same,
    /// The new one is a part of the old one.
    Split,
    /// The old one is a part of the new one.
    Merge,
    /// The same thing a second time in one document.
    Repeated,
    /// The row of an indicator (old) names the 施策 (new) in its document.
    Related,
    /// The department has another name.
    Renamed,
}

/// Where a thing is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// `id` of the document.
    pub document_id: String,
    /// `id` of the item; null for a department.
    pub item: Option<String>,
    /// Place of the indicator in the item, from 0; null for an item.
    pub indicator: Option<usize>,
    /// Its name as printed there.
    pub name: String,
}

/// What is not the same in a linked pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkChange {
    /// Another name.
    Renamed,
    /// Another number.
    Renumbered,
    /// Under other headings.
    Moved,
    /// At other departments.
    Departments,
    /// A target of the same year has another value.
    TargetRevised,
    /// A target of a year that had none.
    TargetAdded,
    /// A baseline of the same year has another value.
    BaselineCorrected,
    /// An actual of a year that had none.
    ActualUpdated,
    /// An actual of the same year has another value.
    ActualCorrected,
}

/// A diagnostic as a line of findings.
pub(crate) fn finding(document: &DocumentRecord, item: Option<&Item>, diagnostic: Diagnostic) -> Finding {
    let place = || item.and_then(|item| item.source.cells.values().flatten().map(|cell| cell.place).next());
    Finding {
        document_id: document.id.clone(),
        path: document.path.clone(),
        severity: diagnostic.severity,
        code: diagnostic.code.to_owned(),
        item: item.map(|item| item.id.clone()),
        field: diagnostic.field,
        message: diagnostic.ja,
        message_en: diagnostic.en,
        place: diagnostic.place.or_else(place),
        answer: None,
    }
}

//! A plan item: one logical row of a plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Indicator, Progress, Source};

/// Line of `items.jsonl`: a plan item (施策・取組・事業・指標の行).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Unique; stable between runs on the same bytes.
    pub id: String,
    /// The same for the same plan item in another edition: made of publisher, title and indicator names.
    pub key: String,
    /// `id` of the document.
    pub document_id: String,
    /// Headings above the item, outermost first; several where one row serves several of them.
    pub paths: Vec<Vec<Heading>>,
    /// 番号 as printed, normalised.
    pub number: Option<String>,
    /// 施策名・具体的取組・事業名, without a trailing (再掲).
    pub title: Option<String>,
    /// 再掲.
    pub repeated: bool,
    /// 概要・事業概要又は取組内容.
    pub summary: Option<String>,
    /// 目的・目指す姿.
    pub purpose: Option<String>,
    /// Departments, each as a path from the top.
    pub departments: Vec<Vec<String>>,
    /// 指標・KPI・目標項目 of this row.
    pub indicators: Vec<Indicator>,
    /// What was done or is planned, by fiscal year.
    pub progress: Vec<Progress>,
    /// Titles in 【】 that an indicator row refers to.
    pub related_titles: Vec<String>,
    /// Columns that have no field of their own.
    pub others: Vec<OtherColumn>,
    /// Where it stands.
    pub source: Source,
}

/// A heading above an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Number as printed, normalised, such as `(1)` or `第4-1`.
    pub number: Option<String>,
    /// Title, normalised.
    pub title: Option<String>,
}

/// A column without a field of its own: kept, never dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherColumn {
    /// Heading of the column, normalised; null where it has none.
    pub heading: Option<String>,
    /// Text of the cell, normalised.
    pub text: String,
}

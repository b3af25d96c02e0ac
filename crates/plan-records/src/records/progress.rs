//! What was done or is planned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was done or is planned in a fiscal year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Heading of the column, where it says more than year and kind.
    pub label: Option<String>,
    /// Japanese fiscal year as the western year in which it begins.
    pub fiscal_year: Option<i32>,
    /// Done or planned; null where the text does not say.
    pub kind: Option<ProgressKind>,
    /// One line for each heading and each bullet.
    pub text: String,
    /// The same, by heading.
    pub groups: Vec<ProgressGroup>,
    /// Lines that begin with an era date.
    pub events: Vec<Event>,
}

/// Done or planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProgressKind {
    /// 取組実績.
    Actual,
    /// 具体的な取組.
    Planned,
}

/// A heading and its bullets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgressGroup {
    /// The heading without its mark; null for bullets above the first heading.
    pub heading: Option<String>,
    /// The bullets without their marks.
    pub bullets: Vec<String>,
}

/// A line that begins with an era date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// ISO date or year-month.
    pub from: Option<String>,
    /// ISO date or year-month; null where the period is open.
    pub to: Option<String>,
    /// The line without the date.
    pub text: String,
}

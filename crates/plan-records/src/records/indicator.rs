//! An indicator of a plan item.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Observation;

/// 指標・KPI・目標項目.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// 指標名.
    pub name: Option<String>,
    /// The whole cell where the indicator is a sentence, its tag removed.
    pub statement: Option<String>,
    /// KPI or goal, where the text says so.
    pub kind: Option<IndicatorKind>,
    /// Unit printed in the name.
    pub unit_hint: Option<String>,
    /// 累計 or 延べ in the name or a value.
    pub cumulative: bool,
    /// 項目の説明.
    pub description: Option<String>,
    /// Is more better?
    pub direction: Option<Direction>,
    /// Values, in the order of the columns.
    pub observations: Vec<Observation>,
    /// Grades.
    pub evaluations: Vec<Evaluation>,
}

/// What the text calls an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// A 指標/KPI column, or 【指標（KPI）】.
    Kpi,
    /// 【目標】.
    Goal,
}

/// Is more better?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// A grade as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Fiscal year that is graded.
    pub fiscal_year: Option<i32>,
    /// `A`…`D`, `◎`, `順調`.
    pub grade: String,
}

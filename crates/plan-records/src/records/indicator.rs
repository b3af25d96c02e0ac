//! An indicator of a plan item.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Observation, ObservationKind, Relation, Role};

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

impl Indicator {
    /// Does a value reach a target of this indicator? None where nothing tells which side of the target is better, but
    /// for equal values.
    ///
    /// Which side is better tells, in this order: the target's 以上 or 以下; the direction; whether the targets rise or
    /// fall over the years; a target of zero, which nothing can pass but by less.
    #[must_use]
    pub fn reached(&self, target: &Observation, actual: &Observation) -> Option<bool> {
        let (wanted, got): (Decimal, Decimal) = (target.value?, actual.value?);
        match (target.relation, self.better(target)) {
            (Some(Relation::LessThan), _) => Some(got < wanted),
            (Some(Relation::MoreThan), _) => Some(got > wanted),
            (Some(Relation::AtMost), _) => Some(got <= wanted),
            (Some(Relation::AtLeast), _) => Some(got >= wanted),
            (_, Some(Direction::Down)) => Some(got <= wanted),
            (_, Some(Direction::Up)) => Some(got >= wanted),
            (_, None) => (got == wanted).then_some(true),
        }
    }

    fn better(&self, target: &Observation) -> Option<Direction> {
        let of_part = || {
            self.observations.iter().filter(|one| {
                one.role == Role::Target
                    && one.kind == ObservationKind::Number
                    && one.label == target.label
                    && one.unit == target.unit
            })
        };
        let first = of_part().min_by_key(|one| one.fiscal_year);
        let last = of_part().max_by_key(|one| one.fiscal_year);
        let over_years = match (first.and_then(|one| one.value), last.and_then(|one| one.value)) {
            (Some(first), Some(last)) if first < last => Some(Direction::Up),
            (Some(first), Some(last)) if first > last => Some(Direction::Down),
            _ => None,
        };
        let zero = (target.value == Some(Decimal::ZERO)).then_some(Direction::Down);
        self.direction.or(over_years).or(zero)
    }
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

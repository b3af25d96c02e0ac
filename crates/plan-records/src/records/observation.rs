//! A value of an indicator.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 現状値, 目標値 or 実績値 of an indicator for one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// Baseline, target or actual.
    pub role: Role,
    /// Japanese fiscal year as the western year in which it begins.
    pub fiscal_year: Option<i32>,
    /// ISO date, where one is printed that is finer than a year.
    pub as_of: Option<String>,
    /// Period, where one is printed that is finer than a year.
    pub period: Option<Period>,
    /// What part it is of, where a cell holds several.
    pub label: Option<String>,
    /// Number, text or not measured.
    pub kind: ObservationKind,
    /// Exact decimal with scale words applied; percent stays percent. Null unless `kind` is `number`.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[schemars(with = "Option<String>", regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))]
    pub value: Option<Decimal>,
    /// Unit as printed without scale word. Null unless `kind` is `number`.
    pub unit: Option<String>,
    /// How the value is meant. Null unless `kind` is `number`.
    pub relation: Option<Relation>,
    /// 約・程度・ほぼ・概ね.
    pub approximate: bool,
    /// The printed text of this observation.
    pub raw: String,
}

/// What a value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 現状値・基準値.
    Baseline,
    /// 目標値, of whichever year.
    Target,
    /// 実績値.
    Actual,
}

/// What kind of value is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObservationKind {
    /// A quantity.
    Number,
    /// Words (全面運用, 全国平均).
    Text,
    /// Not measured or not yet (未測定, 調査中, R7から計測).
    Unmeasured,
}

/// How a printed number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Relation {
    /// The number itself.
    #[serde(rename = "=")]
    Equal,
    /// 以上.
    #[serde(rename = ">=")]
    AtLeast,
    /// 以下・以内.
    #[serde(rename = "<=")]
    AtMost,
    /// 超.
    #[serde(rename = ">")]
    MoreThan,
    /// 未満.
    #[serde(rename = "<")]
    LessThan,
}

/// A period finer than a year, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// ISO date or year-month.
    pub from: Option<String>,
    /// ISO date or year-month.
    pub to: Option<String>,
}

//! Each indicator through the years.
//!
//! The mentions of an indicator in all editions ([`crate::links`]) give one value of each role for each fiscal year:
//! that of the latest document that has a number. Documents that disagree are findings.

mod build;
mod collect;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use plan_records::records::{Direction, Finding, ObservationKind, Publisher, Relation};

use crate::edition::Edition;
use crate::links::Links;

/// Series of all indicators.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Points, by indicator, part and fiscal year.
    pub points: Vec<SeriesPoint>,
    /// Documents that disagree.
    pub findings: Vec<Finding>,
}

/// Line of `series.jsonl`: an indicator in a fiscal year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesPoint {
    /// The indicator: the `id` of its links.
    pub series: String,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// Title of its 施策 in the latest document that has one.
    pub title: Option<String>,
    /// Its name in the latest document.
    pub name: String,
    /// Its other names, in the order of time.
    pub other_names: Vec<String>,
    /// What part it is of, where a cell holds several.
    pub label: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Is more better? From the documents, else from the past values to the target.
    pub direction: Option<Direction>,
    /// Counted up over the years, not anew in each.
    pub cumulative: bool,
    /// Fiscal year, as the western year in which it begins; null for a baseline whose year is not printed.
    pub fiscal_year: Option<i32>,
    /// 基準値・現状値.
    pub baseline: Option<SeriesValue>,
    /// 目標値.
    pub target: Option<SeriesValue>,
    /// 実績値.
    pub actual: Option<SeriesValue>,
    /// 評価.
    pub evaluation: Option<SeriesGrade>,
}

/// A value with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesValue {
    /// Number, words or not measured.
    pub kind: ObservationKind,
    /// Exact decimal; null where it is no number.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[schemars(with = "Option<String>")]
    pub value: Option<Decimal>,
    /// Unit.
    pub unit: Option<String>,
    /// How the value is meant.
    pub relation: Option<Relation>,
    /// 約・程度.
    pub approximate: bool,
    /// ISO date, where one is printed that is finer than a year.
    pub as_of: Option<String>,
    /// As printed.
    pub raw: String,
    /// Where it stands.
    pub source: SeriesSource,
}

/// A grade with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesGrade {
    /// As printed.
    pub grade: String,
    /// Where it stands.
    pub source: SeriesSource,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesSource {
    /// `id` of the document.
    pub document_id: String,
    /// Title of the document, else its path.
    pub document: String,
    /// `id` of the item.
    pub item: String,
    /// Place of the indicator in the item, from 0.
    pub indicator: usize,
    /// First page, from 1; null where none is known.
    pub page: Option<u32>,
}

/// The series of all indicators of linked editions; of one that has no value, none.
#[must_use]
pub fn series(editions: &[Edition], links: &Links) -> Series {
    let mut series = Series::default();
    for thing in &links.indicators {
        build::add(editions, thing, &mut series);
    }
    series
}

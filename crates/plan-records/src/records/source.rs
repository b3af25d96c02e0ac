//! Where a record stands in its document.

use std::collections::BTreeMap;

use document_model::{PageNumber, Place, Rect};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Pages, from 1; for text without form feeds, repeated table heads count as page starts.
    pub pages: Vec<PageNumber>,
    /// Ordinal of the table in the document, from 1.
    pub table: u32,
    /// Rows of the table, counted from 0 over all its rows, the repeated heads too.
    pub rows: Vec<u32>,
    /// For each filled field, the cells that it was made of.
    pub cells: BTreeMap<String, Vec<CellSource>>,
    /// For each filled field, how sure it is that the value is the printed one: from 0 to 1, three decimals.
    #[schemars(inner(range(min = 0, max = 1)))]
    pub confidence: BTreeMap<String, f64>,
    /// For each field whose confidence something lowers, the names of those signs, gravest first.
    pub doubts: BTreeMap<String, Vec<String>>,
    /// For each element of a list that a person took out, by the name that it was read under, its cells.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub removed: BTreeMap<String, Vec<CellSource>>,
}

/// A cell that a field was made of.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CellSource {
    /// Page, box or line.
    #[serde(flatten)]
    pub place: Place,
    /// The text as extracted.
    pub raw: String,
    /// The rule that made the value of it.
    pub rule: String,
}

/// A cell field by field: what `flatten` derives keeps every value aside first, and an output has millions of cells.
impl<'de> Deserialize<'de> for CellSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "CellSource")]
        struct Flat {
            page: PageNumber,
            bbox: Option<Rect>,
            line: Option<u32>,
            column: Option<u32>,
            raw: String,
            rule: String,
        }
        let Flat { page, bbox, line, column, raw, rule } = Flat::deserialize(deserializer)?;
        Ok(Self { place: Place { page, bbox, line, column }, raw, rule })
    }
}

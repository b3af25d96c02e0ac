//! Tables as JSON: one object for each, in one list.

use document_model::Rect;
use serde_json::{Value, json};

use super::found::{Found, FoundCell};

/// All tables.
pub(super) fn document(tables: &[Found]) -> String {
    let tables: Vec<Value> = tables.iter().map(table).collect();
    let mut text = serde_json::to_string_pretty(&Value::Array(tables)).unwrap_or_default();
    text.push('\n');
    text
}

fn table(table: &Found) -> Value {
    json!({
        "file": table.file,
        "page": table.page.0,
        "box": table.bbox.map(edges),
        "rows": table.rows,
        "columns": table.columns,
        "ruled": table.ruled,
        "cells": table.cells.iter().map(|one| cell(one, table.page.0)).collect::<Vec<_>>(),
    })
}

fn cell(cell: &FoundCell, page: u32) -> Value {
    json!({
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "page": page,
        "box": cell.bbox.map(edges),
        "text": cell.text,
        "header": cell.header,
    })
}

/// Left, top, right and bottom edge, to a hundredth of a point.
fn edges(rect: Rect) -> [f64; 4] {
    <[f64; 4]>::from(rect).map(|edge| (edge * 100.0).round() / 100.0)
}

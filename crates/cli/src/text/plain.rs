//! Text input as text: decoded, without markup, the cells of its rows separated by tabs.

use document_model::{CellLine, PageNumber, TextBlock, TextSource};
use serde_json::json;

use crate::args::TextFormat;
use crate::page_ranges::PageRanges;

/// The chosen pages; pages are counted by form feeds.
pub(super) fn text(source: &TextSource, pages: Option<&PageRanges>, format: TextFormat) -> String {
    let mut text = String::new();
    let mut page = PageNumber::FIRST;
    for block in &source.blocks {
        if matches!(block, TextBlock::PageBreak) {
            page = page.next();
        }
        if pages.is_some_and(|pages| !pages.contains(page)) {
            continue;
        }
        match format {
            TextFormat::Txt => push_text(&mut text, block),
            TextFormat::Json => push_json(&mut text, block),
        }
    }
    text
}

fn push_text(text: &mut String, block: &TextBlock) {
    match block {
        TextBlock::Line { line, .. } => text.push_str(&line.text),
        TextBlock::Row(row) => {
            let cells: Vec<String> = row.cells.iter().map(|cell| one_line(&cell.lines)).collect();
            text.push_str(&cells.join("\t"));
        }
        TextBlock::Blank => {}
        TextBlock::PageBreak => {
            // Nothing stands before the first page that was chosen.
            if !text.is_empty() {
                text.push('\u{c}');
            }
            return;
        }
        TextBlock::TableEnd => return,
    }
    text.push('\n');
}

fn push_json(text: &mut String, block: &TextBlock) {
    let object = match block {
        TextBlock::Line { page, number, line } => {
            json!({"page": page.0, "line": number, "text": line.text})
        }
        TextBlock::Row(row) => {
            let cells: Vec<String> = row.cells.iter().map(|cell| one_line(&cell.lines)).collect();
            json!({"page": row.page.0, "line": row.number, "text": cells.join("\t"), "cells": cells})
        }
        TextBlock::Blank | TextBlock::PageBreak | TextBlock::TableEnd => return,
    };
    text.push_str(&object.to_string());
    text.push('\n');
}

/// The lines of a cell, which the markup separates, with a blank between.
fn one_line(lines: &[CellLine]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    lines.join(" ")
}

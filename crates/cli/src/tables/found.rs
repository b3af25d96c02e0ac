//! A table as the outputs show it.

use document_model::{Block, Layout, PageNumber, Rect};
use table_reconstruct::Options;
use table_reconstruct::page::PageTable;

use super::head::header_rows;

/// A table, or the part of a table that stands on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Path of the file as typed.
    pub(super) file: String,
    /// Page on which it stands, or begins.
    pub(super) page: PageNumber,
    /// Its box in points; none in text.
    pub(super) bbox: Option<Rect>,
    /// Number of rows.
    pub(super) rows: usize,
    /// Number of columns.
    pub(super) columns: usize,
    /// Rulings bound its cells; none in text.
    pub(super) ruled: Option<bool>,
    /// Its cells, row by row.
    pub(super) cells: Vec<FoundCell>,
}

/// A cell of a [`Found`] table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundCell {
    /// First row, from 0.
    pub(super) row: usize,
    /// First column, from 0.
    pub(super) column: usize,
    /// Rows covered.
    pub(super) row_span: usize,
    /// Columns covered.
    pub(super) column_span: usize,
    /// Its box in points; none in text.
    pub(super) bbox: Option<Rect>,
    /// Its lines, parted by line feeds.
    pub(super) text: String,
    /// It stands in a header row.
    pub(super) header: bool,
}

/// The table of a page.
pub(super) fn of_page(table: &PageTable, file: &str, page: PageNumber, options: &Options<'_>) -> Found {
    let head = header_rows(table, options);
    let cells = table
        .cells
        .iter()
        .map(|cell| {
            let lines: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
            FoundCell {
                row: cell.row,
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                bbox: Some(cell.bbox),
                text: lines.join("\n"),
                header: cell.row < head,
            }
        })
        .collect();
    Found {
        file: file.to_owned(),
        page,
        bbox: Some(table.bbox),
        rows: table.ys.len().saturating_sub(1),
        columns: table.xs.len().saturating_sub(1),
        ruled: Some(table.ruled),
        cells,
    }
}

/// The tables of a text.
pub(super) fn of_layout(layout: &Layout, file: &str) -> Vec<Found> {
    let number = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    let tables = layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Prose(_) => None,
    });
    tables
        .map(|table| {
            let cells = table.rows.iter().enumerate().flat_map(|(row, of)| {
                of.cells.iter().map(move |cell| FoundCell {
                    row,
                    column: number(cell.column),
                    row_span: number(cell.row_span),
                    column_span: number(cell.column_span),
                    bbox: None,
                    text: cell.raw(),
                    header: of.kind.is_head(),
                })
            });
            Found {
                file: file.to_owned(),
                page: table.rows.first().map_or(PageNumber::FIRST, |row| row.place.page),
                bbox: None,
                rows: table.rows.len(),
                columns: number(table.columns),
                ruled: None,
                cells: cells.collect(),
            }
        })
        .collect()
}

impl Found {
    /// The texts by rows and columns; a cell over several places stands in its first.
    pub(super) fn texts(&self) -> Vec<Vec<&str>> {
        let mut rows = vec![vec![""; self.columns]; self.rows];
        for cell in &self.cells {
            if let Some(place) = rows.get_mut(cell.row).and_then(|row| row.get_mut(cell.column)) {
                *place = &cell.text;
            }
        }
        rows
    }
}

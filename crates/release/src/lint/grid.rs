//! Sheets as the rules see them.

use std::sync::Arc;

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text; of a CSV file every cell is text.
    Text(Arc<str>),
    /// A number of a workbook, as it prints.
    Number(Arc<str>),
    /// A truth value, a date or an error of a workbook, as it prints.
    Other(Arc<str>),
}

impl Cell {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Other(text) => text,
        }
    }
}

/// A sheet, or a CSV file. Rows and columns count from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) name: Option<String>,
    /// Cells that hold something, by row; sorted by column within one.
    pub(super) rows: Vec<Row>,
    /// Cells have types: a number that is text is one that was typed as text.
    pub(super) typed: bool,
    /// Merged cells, as they are written: `A1:B2`.
    pub(super) merged: Vec<String>,
    /// Cells with a formula, as they are written: `C3`.
    pub(super) formulas: Vec<String>,
    pub(super) hidden_rows: Vec<usize>,
    pub(super) hidden_columns: Vec<usize>,
    pub(super) hidden: bool,
    /// Drawings, pictures, text boxes, comments: what they are, in the file's words.
    pub(super) objects: Vec<&'static str>,
    /// Rows whose number of cells is not the usual one, with both numbers.
    pub(super) ragged: Vec<(usize, usize, usize)>,
}

/// A row with at least one cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Place in the sheet.
    pub(super) at: usize,
    /// Column and content.
    pub(super) cells: Vec<(usize, Cell)>,
}

impl Row {
    pub(super) fn get(&self, column: usize) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(found).map(|(_, cell)| cell)
    }
}

/// The last text of each column: a long table says the same in many rows, and one text serves for all of them.
#[derive(Debug, Default)]
pub(super) struct Above(Vec<Option<Arc<str>>>);

impl Above {
    /// The text, which is that of the cell above where both are the same.
    pub(super) fn share(&mut self, column: usize, text: &str) -> Arc<str> {
        if column >= self.0.len() {
            self.0.resize(column + 1, None);
        }
        match self.0.get_mut(column) {
            Some(Some(above)) if above.as_ref() == text => Arc::clone(above),
            Some(above) => Arc::clone(above.insert(Arc::from(text))),
            None => Arc::from(text),
        }
    }
}

/// Cells of a sheet up to which it is looked at, whatever the size of the file.
const CELLS: usize = 5_000_000;

/// Cells of a sheet that are looked at: more of a larger file, of which each has `bytes_each` at the usual least.
pub(super) fn most_cells(bytes: u64, bytes_each: u64) -> usize {
    usize::try_from(bytes / bytes_each).unwrap_or(usize::MAX).max(CELLS)
}

/// The table of a sheet: its head and the rows below.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Index of the head in the rows of the sheet.
    pub(super) head: usize,
    /// Columns, with their headings; empty where there is none.
    pub(super) columns: Vec<(usize, String)>,
    /// Indexes of the rows of data in the rows of the sheet: from, up to.
    pub(super) data: (usize, usize),
}

impl Table {
    pub(super) fn rows<'s>(&self, sheet: &'s Sheet) -> &'s [Row] {
        sheet.rows.get(self.data.0..self.data.1).unwrap_or_default()
    }
}

//! Sheets as the rules see them.

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text; of a CSV file every cell is text.
    Text(String),
    /// A number of a workbook, as it prints.
    Number(String),
    /// A truth value, a date or an error of a workbook, as it prints.
    Other(String),
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

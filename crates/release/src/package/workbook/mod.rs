//! A workbook: a sheet for each table, types right, heads frozen.
//!
//! 1. [`frame`]: the workbook with its styles, and every sheet with head, widths and frozen panes, but without rows.
//! 2. [`cells`]: rows as they come; [`sheet`] packs them at once, so that nothing is left to be packed at the end.
//! 3. The frame is copied, each sheet of it with its rows.

mod cells;
mod frame;
mod sheet;

use std::io::Write;
use std::path::{Path, PathBuf};

use zip::ZipWriter;

use super::subject::Subject;
use super::{Writer, files};
use crate::columns::{TABLES, Table};
use crate::error::Error;
use crate::rows::Batch;
use frame::{Frame, Sheet};
use sheet::Rows;

/// Path of the workbook in the package.
pub(super) const PATH: &str = "keikaku.xlsx";

/// Rows of a sheet, its head counted: Excel's limit. What is more goes on in further sheets.
const MOST_ROWS: u32 = 1_048_576;

/// Bytes of a sheet, unpacked, from which its table goes on in a further one: no file of a workbook may have 4 GiB.
const MOST_BYTES: u64 = 3 << 30;

pub(super) struct Book<'s> {
    subject: &'s Subject,
    stage: PathBuf,
    frame: Frame,
    /// Those of [`Frame::sheets`], in the same order.
    sheets: Vec<Rows>,
    /// For each table that has one, the sheet that its rows go to.
    current: Vec<Option<usize>>,
}

impl<'s> Book<'s> {
    pub(super) fn begin(stage: &Path, subject: &'s Subject) -> Result<Self, Error> {
        let tables = TABLES.iter().filter(|table| table.in_workbook);
        let frame = Frame::new(stage, subject, tables.map(|table| Sheet { table, number: 1 }).collect())?;
        let mut book = Self {
            subject,
            stage: stage.to_owned(),
            frame,
            sheets: Vec::new(),
            current: vec![None; TABLES.len()],
        };
        let places = TABLES.iter().enumerate().filter(|(_, table)| table.in_workbook);
        for (sheet, (table, _)) in places.enumerate() {
            book.begin_sheet(sheet, table)?;
        }
        Ok(book)
    }

    /// Begins the rows of a sheet of the frame.
    fn begin_sheet(&mut self, sheet: usize, table: usize) -> Result<(), Error> {
        self.sheets.push(Rows::begin(&self.stage, &self.frame.sheet(sheet)?)?);
        if let Some(current) = self.current.get_mut(table) {
            *current = Some(sheet);
        }
        Ok(())
    }

    /// The sheet for the next row of a table, a further one where the last is full; none where it has no sheets.
    fn sheet_of(&mut self, at: usize, table: &'static Table) -> Result<Option<&mut Rows>, Error> {
        let Some(mut sheet) = self.current.get(at).copied().flatten() else { return Ok(None) };
        if self.sheets.get(sheet).is_some_and(Rows::is_full) {
            let mut sheets = self.frame.sheets.clone();
            let number = sheets.get(sheet).map_or(1, |last| last.number) + 1;
            sheets.push(Sheet { table, number });
            sheet = self.sheets.len();
            self.frame = Frame::new(&self.stage, self.subject, sheets)?;
            self.begin_sheet(sheet, at)?;
        }
        Ok(self.sheets.get_mut(sheet))
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::writer("XLSX", error)
}

impl Writer for Book<'_> {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for (at, (table, rows)) in TABLES.iter().zip(&batch.tables).enumerate() {
            let mut rows = rows.iter().peekable();
            while rows.peek().is_some() {
                let Some(sheet) = self.sheet_of(at, table)? else { break };
                sheet.add(&mut rows)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        let Self { stage, mut frame, sheets, .. } = *self;
        let mut book = ZipWriter::new(files::create(&stage, PATH)?);
        let mut sheets: Vec<Option<Rows>> = sheets.into_iter().map(Some).collect();
        for at in 0..frame.parts.len() {
            let part = frame.parts.by_index_raw(at).map_err(failed)?;
            let name = part.name().map_err(failed)?;
            let rows = frame::sheet_of_part(&name).and_then(|sheet| sheets.get_mut(sheet)?.take());
            match rows {
                Some(rows) => rows.copy_to(&mut book)?,
                None => book.raw_copy_file(part).map_err(failed)?,
            }
        }
        book.finish().map_err(failed)?.flush().map_err(failed)?;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::BufReader;

    use calamine::{DataType, Reader, Xlsx};
    use plan_records::records::{DocumentRecord, Status};

    use super::*;
    use crate::package::Options;
    use crate::rows::RowMaker;
    use crate::{License, Version};

    #[test]
    fn every_part_of_a_sheet_is_replaced_by_its_rows() {
        assert_eq!(frame::sheet_of_part("xl/worksheets/sheet12.xml"), Some(11));
        assert_eq!(frame::sheet_of_part("xl/worksheets/_rels/sheet12.xml.rels"), None);
        assert_eq!(frame::sheet_of_part("xl/styles.xml"), None);
    }

    fn document(id: &str) -> DocumentRecord {
        DocumentRecord {
            id: id.to_owned(),
            path: "plan.pdf".to_owned(),
            sha256: "0".repeat(64),
            bytes: 1,
            media_type: "application/pdf".to_owned(),
            pages: 1,
            title: Some("総合計画".to_owned()),
            publisher: None,
            fiscal_year: Some(2026),
            published: None,
            information: None,
            outline: Vec::new(),
            page_labels: Vec::new(),
            status: Status::Ok,
        }
    }

    fn options() -> Options {
        Options {
            version: None,
            previous: None,
            allow_lower_version: false,
            license: License::named("CC-BY-4.0"),
            name: None,
            title: None,
            issued: None,
            url: None,
            cp932: false,
            reading: None,
            allow_errors: false,
        }
    }

    #[test]
    fn a_table_goes_on_in_a_further_sheet_where_one_is_full() {
        let folder = tempfile::tempdir().expect("a folder");
        let subject = Subject::new(&[], Version::FIRST, &options());
        let mut book = Book::begin(folder.path(), &subject).expect("a workbook");
        book.sheets[0].rows = MOST_ROWS - 1;
        let documents = ["a", "b", "c"].map(document);
        let batch = RowMaker::new(None).documents(documents.to_vec());
        book.batch(&batch).expect("rows");
        Box::new(book).finish().expect("a workbook");
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("a folder").count(),
            1,
            "nothing is left beside it"
        );

        let file = BufReader::new(File::open(folder.path().join(PATH)).expect("a file"));
        let mut read = Xlsx::new(file).expect("a workbook");
        let (first, further) = (first_column(&mut read, "文書"), first_column(&mut read, "文書2"));
        let cell = |row: u32, text: &str| (row, text.to_owned());
        assert_eq!(first, [cell(0, "文書ID"), cell(MOST_ROWS - 1, "a")]);
        assert_eq!(further, [cell(0, "文書ID"), cell(1, "b"), cell(2, "c")]);
    }

    /// Row and text of the cells of column A. Not as a range: that would have a cell for every row between.
    fn first_column(book: &mut Xlsx<BufReader<File>>, sheet: &str) -> Vec<(u32, String)> {
        let mut cells = book.worksheet_cells_reader(sheet).expect("a sheet");
        let mut found = Vec::new();
        while let Some(cell) = cells.next_cell().expect("cells") {
            if let (row, 0) = cell.get_position() {
                found.push((row, cell.get_value().as_string().unwrap_or_default()));
            }
        }
        found
    }
}

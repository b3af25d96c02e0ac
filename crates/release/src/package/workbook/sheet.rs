//! The rows of a sheet, packed as they come.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::cells::{Place, write_row};
use super::frame::SheetFrame;
use super::{MOST_BYTES, MOST_ROWS, failed};
use crate::error::Error;
use crate::value::Value;

/// How hard a sheet is packed, 1 to 9.
const LEVEL: i64 = 3;

/// Bytes that are packed at once.
const AT_ONCE: usize = 1 << 16;

/// A sheet in a file of its own, which has no name and goes with the process.
pub(super) struct Rows {
    packer: ZipWriter<BufWriter<File>>,
    /// What is not packed yet.
    text: Vec<u8>,
    /// Bytes that are packed.
    bytes: u64,
    /// Its head counted.
    pub(super) rows: u32,
    place: Place,
    after: String,
}

impl Rows {
    pub(super) fn begin(stage: &Path, frame: &SheetFrame) -> Result<Self, Error> {
        let file = tempfile::tempfile_in(stage).map_err(|error| Error::io(stage, error))?;
        let mut packer = ZipWriter::new(BufWriter::with_capacity(AT_ONCE, file));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .unix_permissions(0o600)
            // Without the clock.
            .last_modified_time(DateTime::default());
        packer.start_file(frame.part.as_str(), options).map_err(failed)?;
        let text = frame.before.clone().into_bytes();
        // The head is the first row.
        Ok(Self {
            packer,
            text,
            bytes: 0,
            rows: 1,
            place: Place::new(&frame.styles),
            after: frame.after.clone(),
        })
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES
    }

    /// Adds rows until there are no more or the sheet is full.
    pub(super) fn add<'r>(&mut self, rows: &mut impl Iterator<Item = &'r [Value]>) -> Result<(), Error> {
        while !self.is_full() {
            let Some(row) = rows.next() else { break };
            self.rows += 1;
            write_row(&mut self.text, &mut self.place, self.rows, row);
            if self.text.len() >= AT_ONCE {
                self.pack()?;
            }
        }
        Ok(())
    }

    fn pack(&mut self) -> Result<(), Error> {
        self.packer.write_all(&self.text).map_err(failed)?;
        self.bytes += self.text.len() as u64;
        self.text.clear();
        Ok(())
    }

    /// Ends the sheet and puts it into the workbook.
    pub(super) fn copy_to(mut self, book: &mut ZipWriter<BufWriter<File>>) -> Result<(), Error> {
        self.text.extend_from_slice(self.after.as_bytes());
        self.pack()?;
        let mut file = self.packer.finish().map_err(failed)?.into_inner().map_err(failed)?;
        file.rewind().map_err(failed)?;
        let mut packed = ZipArchive::new(BufReader::new(file)).map_err(failed)?;
        book.raw_copy_file(packed.by_index_raw(0).map_err(failed)?).map_err(failed)
    }
}

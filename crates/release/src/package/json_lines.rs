//! The records themselves, one a line: everything, line breaks too.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use schema_emit::json_lines::write_line;

use super::{Writer, files};
use crate::error::Error;
use crate::rows::{Batch, file_name};

pub(super) struct JsonLines {
    documents: BufWriter<File>,
    items: BufWriter<File>,
    findings: BufWriter<File>,
}

impl JsonLines {
    pub(super) fn begin(stage: &Path) -> Result<Self, Error> {
        Ok(Self {
            documents: files::create(stage, "jsonl/documents.jsonl")?,
            items: files::create(stage, "jsonl/items.jsonl")?,
            findings: files::create(stage, "jsonl/findings.jsonl")?,
        })
    }
}

fn failed(error: std::io::Error) -> Error {
    Error::writer("JSON Lines", error)
}

impl Writer for JsonLines {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error> {
        for document in &batch.documents {
            let mut document = document.clone();
            document.path = file_name(&document.path).to_owned();
            write_line(&mut self.documents, &document).map_err(failed)?;
        }
        for item in &batch.items {
            write_line(&mut self.items, item).map_err(failed)?;
        }
        for finding in &batch.findings {
            let mut finding = finding.clone();
            finding.path = file_name(&finding.path).to_owned();
            if let Some(answer) = &mut finding.answer {
                // Who decided, and in which words, is the office's own affair.
                answer.by.clear();
                answer.reason = None;
            }
            write_line(&mut self.findings, &finding).map_err(failed)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<u64, Error> {
        for mut out in [self.documents, self.items, self.findings] {
            out.flush().map_err(failed)?;
        }
        Ok(0)
    }
}

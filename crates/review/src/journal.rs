//! The file that decisions are appended to.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use corrections::{Corrections, Decision};

/// Bytes of a file of corrections at most: a million decisions have less.
const MOST_BYTES: u64 = 1 << 30;

/// A file of corrections, with what stands in it.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// Bytes of it that `corrections` holds.
    known: u64,
    corrections: Corrections,
}

impl Journal {
    /// Opens the file; one that is not there is made with the first decision.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut journal = Self { path: path.to_owned(), known: 0, corrections: Corrections::default() };
        journal.refresh()?;
        Ok(journal)
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stands in it.
    #[must_use]
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// Reads the file again where others have changed it; says whether they have.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn refresh(&mut self) -> io::Result<bool> {
        let bytes = match File::open(&self.path) {
            Ok(file) => {
                if file.metadata()?.len() == self.known {
                    return Ok(false);
                }
                let mut bytes = Vec::new();
                file.take(MOST_BYTES).read_to_end(&mut bytes)?;
                bytes
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let changed = self.known != bytes.len() as u64;
        self.known = bytes.len() as u64;
        self.corrections = Corrections::default();
        self.corrections.add_file(&self.path.to_string_lossy(), &String::from_utf8_lossy(&bytes));
        Ok(changed)
    }

    /// Appends decisions, all or none of them; they are on the disk when this returns.
    ///
    /// # Errors
    /// Where they cannot be written; then the file is as it was, as far as the system allows.
    pub fn append(&mut self, decisions: &[Decision]) -> io::Result<()> {
        self.refresh()?;
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(&self.path)?;
        let before = file.metadata()?.len();
        let mut text = String::new();
        // A line that was cut off by a crash must not swallow the next one.
        if before > 0 && last_byte(&mut file)? != b'\n' {
            text.push('\n');
        }
        for decision in decisions {
            text.push_str(&decision.line());
            text.push('\n');
        }
        if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.sync_data()) {
            // Half a line would be a finding for ever.
            let _ = file.set_len(before);
            return Err(error);
        }
        for decision in decisions {
            // The same decision twice is one.
            let _ = self.corrections.add(decision.clone());
        }
        self.known = before + text.len() as u64;
        Ok(())
    }
}

fn last_byte(file: &mut File) -> io::Result<u8> {
    let mut byte = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut byte)?;
    Ok(byte[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use corrections::{DocumentRef, Kind};
    use std::fs;

    fn decision(who: &str) -> Decision {
        let line = format!(
            r#"{{"kind":"undo","when":"2026-11-27T00:00:00Z","who":"{who}","document":{{"sha256":"a","path":"b"}},"undoes":"c"}}"#
        );
        Decision::parse(&line).unwrap()
    }

    #[test]
    fn a_line_that_was_cut_off_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corrections.jsonl");
        let mut journal = Journal::open(&path).unwrap();
        journal.append(&[decision("a")]).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend_from_slice(br#"{"kind":"corr"#);
        fs::write(&path, &bytes).unwrap();
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.corrections().faults().len(), 1);
        journal.append(&[decision("b"), decision("c")]).unwrap();
        assert_eq!(journal.corrections().all().count(), 3);
        assert_eq!(Journal::open(&path).unwrap().corrections().all().count(), 3);
    }

    #[test]
    fn what_others_append_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corrections.jsonl");
        let (mut one, mut other) = (Journal::open(&path).unwrap(), Journal::open(&path).unwrap());
        one.append(&[decision("a")]).unwrap();
        assert!(other.refresh().unwrap() && !other.refresh().unwrap());
        other.append(&[decision("b")]).unwrap();
        one.append(&[decision("c")]).unwrap();
        assert_eq!(one.corrections().all().count(), 3);
        let decision = one.corrections().all().next().unwrap();
        assert_eq!(
            (decision.kind, &decision.document),
            (Kind::Undo, &DocumentRef { sha256: "a".into(), path: "b".into() })
        );
    }
}

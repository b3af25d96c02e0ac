//! A set of files that is replaced whole.
//!
//! The files are written to a staging folder inside the target, which lies on the same file system
//! even where the target is a mount point of its own. When all are complete and on the disk, the
//! staging folder is renamed to [`COMMITTED`]: from that moment the new set counts. Then each file is
//! moved over the old one. A run that dies before the rename leaves the old set; one that dies
//! after it has left a complete set, which the next run into the folder moves into place first.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::WriteError;

/// How the names of staging folders begin.
pub const STAGING_PREFIX: &str = ".keikaku-staging-";

/// Folder of a complete set that is not wholly in place yet.
pub const COMMITTED: &str = ".keikaku-committed";

/// A set of files in the making.
#[derive(Debug)]
pub struct OutputSet {
    target: PathBuf,
    /// Removed when dropped.
    staging: TempDir,
    /// Held as long as the set is in the making: one run a folder.
    lock: Option<File>,
}

/// A file of a set, open for writing.
#[derive(Debug)]
pub struct StagedFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl OutputSet {
    /// Makes the target folder where it is missing, finishes what an interrupted run left, and begins a set.
    ///
    /// # Errors
    /// Where the folder cannot be made, cannot be written to, or another run is writing there.
    pub fn create(target: &Path) -> Result<Self, WriteError> {
        fs::create_dir_all(target).map_err(|error| WriteError::new(target, error))?;
        let lock = lock(target)?;
        finish_commit(target)?;
        if lock.is_some() {
            sweep(target);
        }
        let staging = tempfile::Builder::new()
            .prefix(STAGING_PREFIX)
            .tempdir_in(target)
            .map_err(|error| WriteError::new(target, error))?;
        Ok(Self { target: target.to_owned(), staging, lock })
    }

    /// The staging folder, for a signal handler to remove.
    #[must_use]
    pub fn staging(&self) -> &Path {
        self.staging.path()
    }

    /// Begins a file.
    ///
    /// # Errors
    /// Where it cannot be made, or a folder of that name stands in its place.
    pub fn file(&self, name: &str) -> Result<StagedFile, WriteError> {
        let place = self.target.join(name);
        if place.is_dir() {
            return Err(WriteError::new(&place, io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let path = self.staging.path().join(name);
        let file = File::create_new(&path).map_err(|error| WriteError::new(&place, error))?;
        Ok(StagedFile { path: place, out: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Puts the set in the place of the previous one.
    ///
    /// # Errors
    /// Where a file cannot be completed (the previous set stays) or moved ([`WriteError::committed`]).
    pub fn commit(self, files: Vec<StagedFile>) -> Result<(), WriteError> {
        let Self { target, staging, lock } = self;
        for file in files {
            file.complete()?;
        }
        sync_folder(staging.path());
        let committed = target.join(COMMITTED);
        fs::rename(staging.path(), &committed).map_err(|error| WriteError::new(&target, error))?;
        // The folder has left its name: nothing remains to be removed there.
        let _ = staging.keep();
        finish_commit(&target)?;
        drop(lock);
        Ok(())
    }
}

impl StagedFile {
    /// An error of this file, named by the place that it is made for.
    #[must_use]
    pub fn error(&self, error: io::Error) -> WriteError {
        WriteError::new(&self.path, error)
    }

    fn complete(self) -> Result<(), WriteError> {
        let Self { path, out } = self;
        out.into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .map_err(|error| WriteError::new(&path, error))
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Finishes what an interrupted run left in a folder, unless another run is at work there.
///
/// # Errors
/// Where files cannot be moved into place.
pub fn recover(target: &Path) -> Result<(), WriteError> {
    match lock(target) {
        Ok(Some(_lock)) => finish_commit(target),
        Ok(None) | Err(_) => Ok(()),
    }
}

/// Locks the folder itself, so that no lock file stays behind.
///
/// None where the system cannot lock folders: then two runs at once are the user's affair.
fn lock(target: &Path) -> Result<Option<File>, WriteError> {
    let Ok(folder) = File::open(target) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(WriteError::busy(target)),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Moves the files of a committed set into place.
fn finish_commit(target: &Path) -> Result<(), WriteError> {
    let committed = target.join(COMMITTED);
    let Ok(entries) = fs::read_dir(&committed) else { return Ok(()) };
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    // Held open, the old files are not freed before all names are moved: freeing a large one takes
    // longer than all the moves, and a reader between them would see old and new files side by side.
    let old: Vec<_> = names.iter().flat_map(|name| File::open(target.join(name))).collect();
    for name in names {
        let place = target.join(&name);
        fs::rename(committed.join(&name), &place)
            .map_err(|error| WriteError::new(&place, error).after_commit())?;
    }
    drop(old);
    fs::remove_dir(&committed).map_err(|error| WriteError::new(&committed, error).after_commit())?;
    sync_folder(target);
    Ok(())
}

/// Removes staging folders of runs that died; called under the lock, so none of them is in use.
fn sweep(target: &Path) {
    let Ok(entries) = fs::read_dir(target) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(STAGING_PREFIX) {
            // One that cannot be removed takes space and harms nothing: the run goes on.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Some systems cannot synchronise folders; the files' own content is on the disk already.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(target: &Path, text: &str) -> Result<(), WriteError> {
        let set = OutputSet::create(target)?;
        let mut files = Vec::new();
        for name in ["a", "b"] {
            let mut file = set.file(name)?;
            file.write_all(text.as_bytes()).unwrap();
            files.push(file);
        }
        set.commit(files)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_the_previous_set_and_leaves_nothing_else() {
        let target = tempfile::tempdir().unwrap();
        write(target.path(), "old").unwrap();
        write(target.path(), "new").unwrap();
        assert_eq!(names(target.path()), ["a", "b"]);
        assert_eq!(fs::read_to_string(target.path().join("b")).unwrap(), "new");
    }

    #[test]
    fn a_set_that_is_dropped_leaves_the_previous_one() {
        let target = tempfile::tempdir().unwrap();
        write(target.path(), "old").unwrap();
        let set = OutputSet::create(target.path()).unwrap();
        let mut file = set.file("a").unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        drop(set);
        assert_eq!(names(target.path()), ["a", "b"]);
        assert_eq!(fs::read_to_string(target.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn a_run_that_died_in_the_commit_is_finished_by_the_next() {
        let target = tempfile::tempdir().unwrap();
        write(target.path(), "old").unwrap();
        let committed = target.path().join(COMMITTED);
        fs::create_dir(&committed).unwrap();
        fs::write(committed.join("b"), "new").unwrap();
        recover(target.path()).unwrap();
        assert_eq!(names(target.path()), ["a", "b"]);
        assert_eq!(fs::read_to_string(target.path().join("b")).unwrap(), "new");
    }

    #[test]
    fn the_staging_folder_of_a_run_that_died_is_removed() {
        let target = tempfile::tempdir().unwrap();
        fs::create_dir(target.path().join(format!("{STAGING_PREFIX}dead"))).unwrap();
        write(target.path(), "new").unwrap();
        assert_eq!(names(target.path()), ["a", "b"]);
    }

    #[test]
    fn two_runs_into_one_folder_do_not_mix() {
        let target = tempfile::tempdir().unwrap();
        let first = OutputSet::create(target.path()).unwrap();
        let second = OutputSet::create(target.path()).unwrap_err();
        assert_eq!(second.kind(), crate::error::WriteErrorKind::Busy);
        assert!(first.staging().is_dir());
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_an_error_before_anything_is_replaced() {
        let target = tempfile::tempdir().unwrap();
        fs::create_dir(target.path().join("b")).unwrap();
        let error = write(target.path(), "new").unwrap_err();
        assert!(!error.committed());
        assert_eq!(names(target.path()), ["b"]);
    }
}

//! A folder that appears whole or not at all.
//!
//! The package is written to a folder beside its place, on the same file system, and renamed when every
//! file is on the disk. A run that dies before leaves the old folder or none; its staging folder, which it
//! no longer holds locked, is removed by the next run for the same place.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::Error;

/// What stands in the names of staging folders after the name of the package.
const STAGING: &str = ".keikaku-staging-";

/// A package in the making.
#[derive(Debug)]
pub(crate) struct Stage {
    target: PathBuf,
    /// Removed when dropped.
    folder: TempDir,
    /// Held as long as the package is in the making, where the system can lock folders.
    _lock: Option<File>,
}

impl Stage {
    /// Begins a package.
    ///
    /// # Errors
    /// Where something stands at its place already, or the place cannot be written to.
    pub(crate) fn begin(target: &Path) -> Result<Self, Error> {
        refuse_existing(target)?;
        let parent = parent(target);
        fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
        let prefix = staging_prefix(target);
        sweep(parent, &prefix);
        let folder = tempfile::Builder::new()
            .prefix(&prefix)
            .tempdir_in(parent)
            .map_err(|error| Error::io(target, error))?;
        let lock = File::open(folder.path()).ok().filter(|folder| folder.try_lock().is_ok());
        Ok(Self { target: target.to_owned(), folder, _lock: lock })
    }

    /// Where the files are written.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the package in its place.
    ///
    /// # Errors
    /// Where a file cannot be brought to the disk, or something has come to stand at the place meanwhile.
    pub(crate) fn commit(self) -> Result<(), Error> {
        sync(self.path()).map_err(|error| Error::io(&self.target, error))?;
        open_to_all(self.path()).map_err(|error| Error::io(&self.target, error))?;
        refuse_existing(&self.target)?;
        fs::rename(self.path(), &self.target).map_err(|error| Error::io(&self.target, error))?;
        // The folder has left its name: nothing remains to be removed there.
        let Self { target, folder, _lock } = self;
        let _ = folder.keep();
        // Some systems cannot synchronise folders; the rename itself has been made.
        let _ = File::open(parent(&target)).and_then(|parent| parent.sync_all());
        Ok(())
    }
}

fn parent(target: &Path) -> &Path {
    target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn staging_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}{STAGING}")
}

/// # Errors
/// Where something stands at the place: a release is never changed.
fn refuse_existing(target: &Path) -> Result<(), Error> {
    if target.symlink_metadata().is_err() {
        return Ok(());
    }
    let path = target.display();
    Err(Error::refused(
        format!(
            "{path}: すでにあります。公開したデータは書き換えません。新しいフォルダーを --output で指定してください"
        ),
        format!(
            "{path}: is there already; a release is never changed in place, name a new folder with --output"
        ),
    ))
}

/// Removes the staging folders of runs that died: those that nobody holds locked.
fn sweep(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(prefix) {
            continue;
        }
        let Ok(folder) = File::open(entry.path()) else { continue };
        if !matches!(folder.try_lock(), Err(TryLockError::WouldBlock)) {
            // One that cannot be removed takes space and harms nothing: the run goes on.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Brings everything in a folder to the disk.
fn sync(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { sync(&path)? } else { File::open(&path)?.sync_all()? }
    }
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Temporary folders are their owner's alone; a package is for everybody.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn appears_whole_or_not_at_all() {
        let desk = tempfile::tempdir().expect("a folder");
        let target = desk.path().join("rel");
        let stage = Stage::begin(&target).expect("nothing is there");
        fs::write(stage.path().join("a"), "1").expect("writable");
        drop(stage);
        assert_eq!(names(desk.path()), [""; 0]);
        let stage = Stage::begin(&target).expect("nothing is there");
        fs::write(stage.path().join("a"), "2").expect("writable");
        stage.commit().expect("nothing is there");
        assert_eq!((names(desk.path()), names(&target)), (vec!["rel".to_owned()], vec!["a".to_owned()]));
    }

    #[test]
    fn an_existing_folder_is_refused_before_and_after() {
        let desk = tempfile::tempdir().expect("a folder");
        let target = desk.path().join("rel");
        let stage = Stage::begin(&target).expect("nothing is there");
        fs::create_dir(&target).expect("writable");
        let error = stage.commit().expect_err("something is there");
        assert!(error.to_string().contains("never changed in place"), "{error}");
        assert!(Stage::begin(&target).is_err());
        assert_eq!(names(desk.path()), ["rel"]);
    }

    #[test]
    fn what_a_dead_run_left_goes_and_what_a_living_one_has_stays() {
        let desk = tempfile::tempdir().expect("a folder");
        let target = desk.path().join("rel");
        let dead = desk.path().join(format!("{}dead", staging_prefix(&target)));
        fs::create_dir(&dead).expect("writable");
        fs::write(dead.join("half"), "x").expect("writable");
        let living = Stage::begin(&target).expect("nothing is there");
        assert!(!dead.exists());
        let second = Stage::begin(&target).expect("nothing is there");
        assert!(living.path().is_dir() && second.path().is_dir());
    }
}

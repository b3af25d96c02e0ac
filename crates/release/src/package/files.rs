//! Files of a package: making, listing, hashing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use sha2::{Digest, Sha256};

use crate::error::Error;

/// A file of the package.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Path in the package, with `/`.
    pub(crate) path: String,
    /// Size.
    pub(crate) bytes: u64,
    /// SHA-256, hexadecimal.
    pub(crate) sha256: String,
}

/// Begins a file, and the folders that it stands in.
pub(crate) fn create(stage: &Path, path: &str) -> Result<BufWriter<File>, Error> {
    let place = stage.join(path);
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
    }
    let file = File::create_new(&place).map_err(|error| Error::io(Path::new(path), error))?;
    Ok(BufWriter::with_capacity(1 << 16, file))
}

/// Writes a whole file.
pub(crate) fn write(stage: &Path, path: &str, content: &str) -> Result<(), Error> {
    let mut out = create(stage, path)?;
    out.write_all(content.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Error::io(Path::new(path), error))
}

/// Everything in the package, in the order of the paths; what is known already is not read again.
pub(crate) fn list(stage: &Path, known: &[Entry]) -> Result<Vec<Entry>, Error> {
    let mut paths = Vec::new();
    walk(stage, &mut paths).map_err(|error| Error::io(stage, error))?;
    paths.retain(|path| !known.iter().any(|entry| entry.path == inside(stage, path)));
    // The largest first, so that no thread is left with one at the end.
    paths.sort_by_cached_key(|path| std::cmp::Reverse(fs::metadata(path).map_or(0, |file| file.len())));
    let paths = Mutex::new(paths.into_iter());
    let described = thread::scope(|scope| {
        let workers: Vec<_> = (0..HASHERS).map(|_| scope.spawn(|| describe_all(stage, &paths))).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| Err(hasher_died())))
            .collect::<Vec<_>>()
    });
    let mut entries = known.to_vec();
    for part in described {
        entries.extend(part?);
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

/// Threads that hash: more would wait for the disk.
const HASHERS: usize = 4;

fn describe_all(stage: &Path, paths: &Mutex<std::vec::IntoIter<PathBuf>>) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    loop {
        let next = paths.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some(path) = next else { return Ok(entries) };
        entries.push(describe(stage, &path).map_err(|error| Error::io(&path, error))?);
    }
}

fn hasher_died() -> Error {
    Error::writer("SHA256SUMS", "a thread broke off")
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, paths)? } else { paths.push(path) }
    }
    Ok(())
}

fn describe(stage: &Path, path: &Path) -> io::Result<Entry> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 18];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok(Entry { path: inside(stage, path), bytes, sha256: hexadecimal(&hasher.finalize()) })
}

/// The path in the package.
fn inside(stage: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(stage).unwrap_or(path);
    inside.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `SHA256SUMS` as `sha256sum --check` reads it.
pub(crate) fn checksums(entries: &[Entry]) -> String {
    entries.iter().map(|entry| format!("{}  {}\n", entry.sha256, entry.path)).collect()
}

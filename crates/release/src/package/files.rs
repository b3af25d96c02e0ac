//! Files of a package: making, listing, hashing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

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

/// Everything in the package, in the order of the paths.
pub(crate) fn list(stage: &Path) -> Result<Vec<Entry>, Error> {
    let mut paths = Vec::new();
    walk(stage, &mut paths).map_err(|error| Error::io(stage, error))?;
    let mut entries = Vec::new();
    for path in paths {
        entries.push(describe(stage, &path).map_err(|error| Error::io(&path, error))?);
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
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
    let inside = path.strip_prefix(stage).unwrap_or(path);
    let names: Vec<_> = inside.iter().map(|name| name.to_string_lossy()).collect();
    Ok(Entry { path: names.join("/"), bytes, sha256: hexadecimal(&hasher.finalize()) })
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `SHA256SUMS` as `sha256sum --check` reads it.
pub(crate) fn checksums(entries: &[Entry]) -> String {
    entries.iter().map(|entry| format!("{}  {}\n", entry.sha256, entry.path)).collect()
}

//! Finds the cases.

use std::io;
use std::path::{Path, PathBuf};

/// One issue with its input.
#[derive(Debug, Clone)]
pub struct Case {
    /// `<area>/<one-issue>`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Name of the input file.
    pub file_name: String,
    /// The input.
    pub bytes: Vec<u8>,
}

/// All cases below a folder `<area>/<one-issue>`, in the order of their names.
///
/// # Errors
///
/// Where a folder or an input cannot be read, or a folder holds no input.
pub fn find_cases(root: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for area in folders(root)? {
        for folder in folders(&area)? {
            let input = input_of(&folder)?;
            cases.push(Case {
                name: format!("{}/{}", name_of(&area), name_of(&folder)),
                file_name: name_of(&input),
                bytes: std::fs::read(&input)?,
                folder,
            });
        }
    }
    Ok(cases)
}

fn folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn input_of(folder: &Path) -> io::Result<PathBuf> {
    let inputs =
        ["table.txt", "table.md", "table.html", "table.tsv", "page.pdf"].map(|name| folder.join(name));
    inputs.into_iter().find(|path| path.is_file()).ok_or_else(|| {
        io::Error::other(format!("{}: no table.txt, .md, .html or .tsv, no page.pdf", folder.display()))
    })
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

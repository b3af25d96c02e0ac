//! From the inputs as typed to the documents to read, in order.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use document_model::Diagnostic;
use globset::GlobBuilder;
use schema_emit::atomic::{COMMITTED, STAGING_PREFIX};
use schema_emit::writer::FILE_NAMES;
use walkdir::{DirEntry, WalkDir};

use crate::{messages, report_page};

/// Endings of the files that a folder is searched for, in lower case.
const EXTENSIONS: [&str; 7] = ["txt", "tsv", "md", "markdown", "html", "htm", "pdf"];

/// A document to read.
#[derive(Debug)]
pub(crate) struct InputFile {
    /// Path as given, or under the folder as given.
    pub(crate) shown: String,
    pub(crate) origin: Origin,
    /// Size of the file when it was listed; 0 where it has none.
    pub(crate) bytes: u64,
}

/// Where its bytes come from.
#[derive(Debug)]
pub(crate) enum Origin {
    Stdin,
    File(PathBuf),
    /// The same file as that input.
    Again(usize),
    /// It has none.
    Nowhere(Diagnostic),
}

/// Lists the documents to read. The files of an output in `output` are no inputs.
pub(crate) fn list(typed: &[PathBuf], output: &Path) -> Vec<InputFile> {
    let mut listing = Listing { output: output.canonicalize().ok(), ..Listing::default() };
    for input in typed {
        listing.add(input);
    }
    listing.files
}

#[derive(Debug, Default)]
struct Listing {
    output: Option<PathBuf>,
    files: Vec<InputFile>,
    /// Place in `files` by true path.
    known: HashMap<PathBuf, usize>,
}

impl Listing {
    fn add(&mut self, typed: &Path) {
        if typed.as_os_str() == "-" {
            return self.add_stdin();
        }
        match typed.metadata() {
            Ok(found) if found.is_dir() => self.add_folder(typed),
            Ok(_) => self.add_file(typed.to_owned()),
            Err(_) if typed.is_symlink() => self.add_failure(typed, messages::missing_input()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => match typed.to_str() {
                Some(pattern) if pattern.contains(['*', '?', '[', '{']) => self.add_pattern(pattern),
                _ => self.add_failure(typed, messages::missing_input()),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
                self.add_failure(typed, messages::missing_input());
            }
            Err(error) => self.add_failure(typed, messages::unreadable(&messages::reason(&error))),
        }
    }

    fn add_stdin(&mut self) {
        let origin = match self.known.insert(PathBuf::from("-"), self.files.len()) {
            Some(first) => Origin::Again(first),
            None => Origin::Stdin,
        };
        self.files.push(InputFile { shown: "-".to_owned(), origin, bytes: 0 });
    }

    fn add_file(&mut self, path: PathBuf) {
        let shown = path.to_string_lossy().into_owned();
        let true_path = path.canonicalize().unwrap_or_else(|_| path.clone());
        let origin = match self.known.get(&true_path) {
            Some(first) => Origin::Again(*first),
            None => {
                self.known.insert(true_path, self.files.len());
                Origin::File(path)
            }
        };
        let bytes = match &origin {
            Origin::File(path) => path.metadata().map_or(0, |found| found.len()),
            _ => 0,
        };
        self.files.push(InputFile { shown, origin, bytes });
    }

    fn add_failure(&mut self, path: &Path, reason: Diagnostic) {
        self.files.push(InputFile {
            shown: path.to_string_lossy().into_owned(),
            origin: Origin::Nowhere(reason),
            bytes: 0,
        });
    }

    fn add_folder(&mut self, folder: &Path) {
        let before = self.files.len();
        self.walk(folder, has_known_extension);
        if self.files.len() == before {
            let endings: Vec<String> = EXTENSIONS.iter().map(|extension| format!(".{extension}")).collect();
            self.add_failure(folder, messages::no_plans_in_folder(&endings.join(" ")));
        }
    }

    fn add_pattern(&mut self, pattern: &str) {
        let folder = literal_folder(pattern);
        let glob = match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                return self.add_failure(Path::new(pattern), messages::bad_pattern(&error.to_string()));
            }
        };
        let before = self.files.len();
        let start = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        if start.is_dir() {
            self.walk(start, |path| {
                glob.is_match(path.strip_prefix(".").unwrap_or(path)) || glob.is_match(path)
            });
        }
        if self.files.len() == before {
            self.add_failure(Path::new(pattern), messages::no_match());
        }
    }

    /// Adds the files under a folder that are wanted, sorted by name, hidden ones left out.
    fn walk(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) {
        let output = self.output.clone();
        let entries =
            WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
                entry.depth() == 0 || !is_hidden(entry) && !is_own(entry, output.as_deref())
            });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() && wanted(entry.path()) => {
                    let path = entry.path();
                    self.add_file(path.strip_prefix("./").unwrap_or(path).to_owned());
                }
                Ok(_) => {}
                // A link that leads back into its own folder: everything there is listed already.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    if wanted(&path) || path.is_dir() {
                        self.add_failure(&path, messages::unreadable(&messages::reason(&error.into())));
                    }
                }
            }
        }
    }
}

fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Is it a file that `extract` itself writes to the output folder?
fn is_own(entry: &DirEntry, output: Option<&Path>) -> bool {
    let name = entry.file_name().to_string_lossy();
    let own = FILE_NAMES.contains(&name.as_ref())
        || name == report_page::FILE_NAME
        || name == COMMITTED
        || name.starts_with(STAGING_PREFIX);
    own && entry.path().parent().and_then(|parent| parent.canonicalize().ok()).as_deref() == output
}

/// The folders at the head of a pattern that have no pattern characters.
fn literal_folder(pattern: &str) -> PathBuf {
    let head = pattern.find(['*', '?', '[', '{']).and_then(|at| pattern.get(..at)).unwrap_or_default();
    PathBuf::from(
        head.rsplit_once('/').map_or("", |(folder, _)| if folder.is_empty() { "/" } else { folder }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn shown(files: &[InputFile], root: &Path) -> Vec<String> {
        let root = format!("{}/", root.display());
        files.iter().map(|file| file.shown.replace(&root, "")).collect()
    }

    fn folder() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for name in
            ["b.txt", "a.TXT", "sub/c.md", "sub/d.pdf", ".hidden.txt", "out/items.jsonl", "out/note.txt"]
        {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        root
    }

    #[test]
    fn folders_give_their_readable_files_in_order() {
        let root = folder();
        let files = list(&[root.path().to_owned()], &root.path().join("out"));
        assert_eq!(shown(&files, root.path()), ["a.TXT", "b.txt", "out/note.txt", "sub/c.md", "sub/d.pdf"]);
    }

    #[test]
    fn patterns_that_no_shell_expanded_are_expanded() {
        let root = folder();
        let files = list(&[root.path().join("*.txt"), root.path().join("**/c.*")], Path::new("none"));
        assert_eq!(shown(&files, root.path()), ["b.txt", "sub/c.md"]);
    }

    #[test]
    fn the_same_file_under_two_names_is_read_once() {
        let root = folder();
        let again = root.path().join("sub/../b.txt");
        let files = list(&[root.path().join("b.txt"), again], Path::new("none"));
        assert!(matches!(files[1].origin, Origin::Again(0)));
    }

    #[test]
    fn what_is_not_there_is_listed_as_a_failure() {
        let root = folder();
        let typed = ["missing.txt", "*.xyz", "b.txt/c", "[", "sub/empty"].map(|name| root.path().join(name));
        fs::create_dir(root.path().join("sub/empty")).unwrap();
        let codes: Vec<&str> = list(&typed, Path::new("none"))
            .into_iter()
            .map(|file| match file.origin {
                Origin::Nowhere(reason) => reason.code,
                _ => "read",
            })
            .collect();
        assert_eq!(
            codes,
            ["missing-input", "no-match", "missing-input", "bad-pattern", "no-plans-in-folder"]
        );
    }
}

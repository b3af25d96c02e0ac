//! Why an output could not be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What kind of obstacle a [`WriteError`] met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteErrorKind {
    /// The folder cannot be made or written to.
    Unwritable,
    /// Another run is writing to the same folder.
    Busy,
    /// The disk, or the user's share of it, is full.
    Full,
    /// Something else that the system reports.
    Other,
}

/// The output was not written; the previous output is as it was unless [`WriteError::committed`].
#[derive(Debug)]
pub struct WriteError {
    kind: WriteErrorKind,
    path: PathBuf,
    committed: bool,
    source: Option<io::Error>,
}

impl WriteError {
    /// What kept a file from being written.
    #[must_use]
    pub fn new(path: &Path, source: io::Error) -> Self {
        use io::ErrorKind as Io;
        let kind = match source.kind() {
            Io::StorageFull | Io::QuotaExceeded | Io::FileTooLarge => WriteErrorKind::Full,
            Io::PermissionDenied
            | Io::ReadOnlyFilesystem
            | Io::NotADirectory
            | Io::NotFound
            | Io::IsADirectory
            | Io::AlreadyExists => WriteErrorKind::Unwritable,
            _ => WriteErrorKind::Other,
        };
        Self { kind, path: path.to_owned(), committed: false, source: Some(source) }
    }

    pub(crate) fn busy(path: &Path) -> Self {
        Self { kind: WriteErrorKind::Busy, path: path.to_owned(), committed: false, source: None }
    }

    pub(crate) fn after_commit(mut self) -> Self {
        self.committed = true;
        self
    }

    /// What kind of obstacle it is.
    #[must_use]
    pub fn kind(&self) -> WriteErrorKind {
        self.kind
    }

    /// The file or folder that could not be written.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The new files are complete, but not all of them stand in their places yet: the next run finishes that.
    #[must_use]
    pub fn committed(&self) -> bool {
        self.committed
    }

    fn reason(&self) -> String {
        self.source.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// The message in Japanese; `Display` gives it in English.
    #[must_use]
    pub fn ja(&self) -> String {
        let path = self.path.display();
        let reason = self.source.as_ref().map(reason_ja).unwrap_or_default();
        let what = match self.kind {
            WriteErrorKind::Unwritable => format!(
                "{path}: 出力先に書き込めません（{reason}）。書き込めるフォルダーを --output で指定してください"
            ),
            WriteErrorKind::Busy => format!(
                "{path}: 別の keikaku が同じ出力先に書き込んでいます。終わるのを待つか、別のフォルダーを --output で指定してください"
            ),
            WriteErrorKind::Full => format!(
                "{path}: ディスクの空きが足りません（{reason}）。空きを作るか、別のフォルダーを --output で指定してください"
            ),
            WriteErrorKind::Other => format!("{path}: 書き込みに失敗しました（{reason}）"),
        };
        let state = if self.committed {
            "。新しい出力は完成しています。同じ出力先で次に実行したときに置き換えを終えます"
        } else {
            "。前回の出力は元のままです"
        };
        what + state
    }
}

/// What the system says, in Japanese; in its own words where the kind of trouble is a rare one.
#[must_use]
pub fn reason_ja(error: &io::Error) -> String {
    use io::ErrorKind as Io;
    let known = match error.kind() {
        Io::NotFound => "ありません",
        Io::PermissionDenied => "権限がありません",
        Io::AlreadyExists => "同じ名前のものがあります",
        Io::NotADirectory => "フォルダーではありません",
        Io::IsADirectory => "フォルダーです",
        Io::ReadOnlyFilesystem => "書き込み禁止の場所です",
        Io::StorageFull => "空き容量がありません",
        Io::QuotaExceeded => "割り当て容量を超えました",
        Io::FileTooLarge => "ファイルが大きくなりすぎました",
        Io::InvalidData => "文字コードが UTF-8 ではありません",
        _ => return error.to_string(),
    };
    known.to_owned()
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        let reason = self.reason();
        match self.kind {
            WriteErrorKind::Unwritable => {
                write!(
                    f,
                    "{path}: cannot write the output there ({reason}); name a writable folder with --output"
                )
            }
            WriteErrorKind::Busy => write!(
                f,
                "{path}: another keikaku is writing there; wait for it to end or name another folder with --output"
            ),
            WriteErrorKind::Full => {
                write!(
                    f,
                    "{path}: the disk is full ({reason}); make room or name another folder with --output"
                )
            }
            WriteErrorKind::Other => write!(f, "{path}: writing failed ({reason})"),
        }?;
        if self.committed {
            f.write_str("; the new output is complete, and the next run into this folder finishes putting it in place")
        } else {
            f.write_str("; the previous output is untouched")
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}

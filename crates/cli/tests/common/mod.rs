//! A folder of inputs, the command run on it, and what came out.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part of this, and a test may fail"
)]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A plan text that every run can read.
pub(crate) const PLAN: &str = "\
デジタル推進計画\n\n\
番号\t施策名\t概要\t指標名\t現状値（令和5年度）\t目標値（令和8年度）\t担当課\n\
1\tオンライン申請の拡大\t申請手続をオンライン化する\tオンライン申請件数\t120件\t500件\tデジタル推進課\n\
2\t職員研修の実施\t研修を毎年行う\t受講者数\t80人\t200人\t人事課\n";

/// A folder that goes away with the test.
pub(crate) struct Desk(tempfile::TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.path("out")
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// `keikaku extract` of these inputs into [`Desk::output`].
    pub(crate) fn extract<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        let mut command = keikaku();
        command.arg("extract").arg("--output").arg(self.output()).args(arguments);
        Run::of(command)
    }
}

/// The command, with nothing of this environment's language and colours.
pub(crate) fn keikaku() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keikaku"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").env_remove("NO_COLOR");
    command
}

/// A run that has ended.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(mut command: Command) -> Self {
        Self::from(command.stdin(Stdio::null()).output().unwrap())
    }

    pub(crate) fn with_input(mut command: Command, input: &[u8]) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A command that stops reading early closes the pipe: no failure of the test.
        let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        Self::from(output)
    }

    /// Ended with that status, and without a word of a panic.
    #[track_caller]
    pub(crate) fn ended(&self, status: i32) -> &Self {
        assert_eq!(self.status, status, "stderr: {}", self.stderr);
        for word in ["panicked", "RUST_BACKTRACE", "unwrap", "src/"] {
            assert!(!self.stderr.contains(word), "{}", self.stderr);
        }
        self
    }

    /// The only error that was printed.
    #[track_caller]
    pub(crate) fn only_error(&self) -> &str {
        let errors: Vec<&str> = self.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!(errors.len(), 1, "{}", self.stderr);
        errors[0]
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Says that a test could not be made here, past the harness that keeps the output of passing tests.
pub(crate) fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "\nSKIPPED {why}");
}

pub(crate) fn lines(folder: &Path, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// File name and status of each document of an output.
pub(crate) fn documents(folder: &Path) -> Vec<(String, String)> {
    lines(folder, "documents.jsonl")
        .iter()
        .map(|document| {
            let path = document["path"].as_str().unwrap();
            let name = path.rsplit('/').next().unwrap().to_owned();
            (name, document["status"].as_str().unwrap().to_owned())
        })
        .collect()
}

pub(crate) fn codes(folder: &Path) -> Vec<String> {
    lines(folder, "findings.jsonl")
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Name and bytes of everything in a folder, sorted.
pub(crate) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

/// Bytes that look like noise and are the same in every run (xorshift).
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    })
    .flatten()
    .take(length)
    .collect()
}

//! `keikaku normalize`: lines of a column to normal forms, one JSON line each.

mod date;
mod department;
mod finding;
mod publisher;
mod quantity;
mod text;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::args::{Lang, NormalizeArgs, NormalizeKind};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::terminal;
use finding::Finding;

/// What became of a line.
struct Answer {
    result: Value,
    findings: Vec<Finding>,
}

/// Ranges in JSON are bytes of the line: `[start, end]`.
fn span(range: &std::ops::Range<usize>) -> Value {
    json!([range.start, range.end])
}

/// `keikaku normalize`.
pub(crate) fn normalize(args: &NormalizeArgs, lang: Lang) -> Result<Exit, Message> {
    let mut job = Job { args, lang, out: BufWriter::new(io::stdout().lock()), buffer: Vec::new() };
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input } else { args.files.as_slice() };
    let mut exit = Exit::Clean;
    for file in files {
        match job.file(file) {
            Ok(()) => {}
            Err(Stop::Closed) => return Ok(exit),
            Err(Stop::Unwritable(error)) => return Err(messages::standard_output(&error)),
            Err(Stop::Unreadable(error)) => {
                terminal::error_message(&unreadable(file, &error), lang);
                exit = Exit::Losses;
            }
        }
    }
    match job.out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(messages::standard_output(&error)),
        _ => Ok(exit),
    }
}

fn unreadable(file: &Path, error: &io::Error) -> Message {
    let (path, Message { ja, en }) = (file.display(), messages::reason(error));
    Message::new(format!("{path}: 読み取れません（{ja}）"), format!("{path}: cannot be read ({en})"))
}

/// Why a file is not read to its end.
enum Stop {
    /// The reader of the output went away (`| head`).
    Closed,
    Unwritable(io::Error),
    Unreadable(io::Error),
}

struct Job<'a> {
    args: &'a NormalizeArgs,
    lang: Lang,
    out: BufWriter<io::StdoutLock<'static>>,
    buffer: Vec<u8>,
}

impl Job<'_> {
    fn file(&mut self, file: &Path) -> Result<(), Stop> {
        if file.as_os_str() == "-" {
            return self.lines(io::stdin().lock());
        }
        self.lines(File::open(file).map_err(Stop::Unreadable)?)
    }

    /// Answers every line as soon as it is there: someone may type the input, or another program feed it.
    fn lines(&mut self, input: impl Read) -> Result<(), Stop> {
        let mut input = BufReader::new(input);
        let mut first = true;
        loop {
            self.buffer.clear();
            let read = input.read_until(b'\n', &mut self.buffer).map_err(Stop::Unreadable)?;
            if read == 0 {
                return Ok(());
            }
            let line = self.line(first);
            first = false;
            self.write(&line, input.buffer().is_empty())?;
        }
    }

    fn line(&self, first: bool) -> String {
        let mut bytes = self.buffer.as_slice();
        if first {
            bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        }
        bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let input = String::from_utf8_lossy(bytes);
        let mut answer = answer(&input, self.args);
        if matches!(input, std::borrow::Cow::Owned(_)) {
            answer.findings.push(finding::not_utf8());
        }
        let findings: Vec<Value> = answer.findings.iter().map(|finding| finding.json(self.lang)).collect();
        json!({ "input": input, "result": answer.result, "findings": findings }).to_string()
    }

    fn write(&mut self, line: &str, flush: bool) -> Result<(), Stop> {
        let mut written = writeln!(self.out, "{line}");
        if flush && written.is_ok() {
            written = self.out.flush();
        }
        written.map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::Closed,
            _ => Stop::Unwritable(error),
        })
    }
}

fn answer(line: &str, args: &NormalizeArgs) -> Answer {
    match args.kind {
        NormalizeKind::Text => text::answer(line),
        NormalizeKind::Quantity => quantity::answer(line),
        NormalizeKind::Date => date::answer(line, args.fiscal_year),
        NormalizeKind::Department => department::answer(line),
        NormalizeKind::Publisher => publisher::answer(line),
    }
}

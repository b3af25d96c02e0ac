//! `keikaku normalize`: lines of a column to normal forms, one JSON line each.

mod date;
mod department;
mod finding;
mod line;
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
use line::Line;

/// Bytes that a line has at most: input without line ends must not fill the memory.
const LONGEST_LINE: u64 = 1 << 20;

/// What became of a line.
struct Answer {
    result: Value,
    /// What stands beside the result under a name of its own.
    beside: Vec<(&'static str, Value)>,
    findings: Vec<Finding>,
}

impl Answer {
    fn new(result: Value, findings: Vec<Finding>) -> Self {
        Self { result, beside: Vec::new(), findings }
    }
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
            Err(Stop::TooLong(number)) => {
                terminal::error_message(&too_long(file, number), lang);
                exit = Exit::Losses;
            }
        }
    }
    match job.out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(messages::standard_output(&error)),
        _ => Ok(exit),
    }
}

fn too_long(file: &Path, number: u64) -> Message {
    let path = file.display();
    Message::new(
        format!(
            "{path}: {number} 行目が長すぎます（上限 {LONGEST_LINE} バイト）。1 行に 1 つずつ書いてください"
        ),
        format!("{path}: line {number} is longer than {LONGEST_LINE} bytes; write one text in each line"),
    )
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
    /// The line of this number is longer than [`LONGEST_LINE`].
    TooLong(u64),
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
        for number in 1_u64.. {
            self.buffer.clear();
            let mut bounded = input.by_ref().take(LONGEST_LINE);
            let read = bounded.read_until(b'\n', &mut self.buffer).map_err(Stop::Unreadable)?;
            if read == 0 {
                break;
            }
            if bounded.limit() == 0 && !self.buffer.ends_with(b"\n") {
                return Err(Stop::TooLong(number));
            }
            let line = self.line(number == 1);
            self.write(&line, input.buffer().is_empty())?;
        }
        Ok(())
    }

    fn line(&self, first: bool) -> String {
        let mut bytes = self.buffer.as_slice();
        if first {
            bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        }
        bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let input = String::from_utf8_lossy(bytes);
        let line = Line::of(&input);
        let mut answer = answer(&line, self.args);
        if matches!(input, std::borrow::Cow::Owned(_)) {
            answer.findings.push(finding::not_utf8());
        }
        let findings: Vec<Value> = answer.findings.iter().map(|finding| finding.json(self.lang)).collect();
        let mut shown = json!({ "input": line.text, "result": answer.result });
        if let Some(shown) = shown.as_object_mut() {
            shown.extend(answer.beside.into_iter().map(|(key, value)| (key.to_owned(), value)));
            shown.insert("findings".to_owned(), Value::Array(findings));
        }
        shown.to_string()
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

fn answer(line: &Line<'_>, args: &NormalizeArgs) -> Answer {
    let heading = line.heading.as_deref().or(args.heading.as_deref());
    match args.kind {
        NormalizeKind::Text => text::answer(&line.text),
        NormalizeKind::Quantity => quantity::answer(&line.text, heading),
        NormalizeKind::Date => {
            let of_heading = || heading.and_then(japanese_normalize::fiscal_year);
            date::answer(&line.text, line.fiscal_year.or_else(of_heading).or(args.fiscal_year))
        }
        NormalizeKind::Department => department::answer(&line.text),
        NormalizeKind::Publisher => publisher::answer(&line.text),
    }
}

//! Character recognition by the program `tesseract`, where it is installed.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use document_model::{Diagnostic, Rect, Severity};
use ingest::Picture;
use keikaku::recognition::{PIXELS_PER_INCH, Recognise, Word};

use crate::messages::Message;

const PROGRAM: &str = "tesseract";

/// Name of its Japanese data.
const LANGUAGE: &str = "jpn";

/// Its page segmentation: text wherever it stands, in no order. Others take the columns of a table for those of prose.
const SPARSE_TEXT: &str = "11";

/// Longest time for a page; a full sheet takes some ten seconds.
const PAGE_LIMIT: Duration = Duration::from_secs(180);

/// Longest time to list its languages.
const LIST_LIMIT: Duration = Duration::from_secs(20);

/// How often is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// Most bytes of its output: the fullest page has some hundred thousand.
const MOST_OUTPUT: u64 = 32 << 20;

/// Runs `tesseract` for each page.
#[derive(Debug)]
pub(crate) struct Tesseract {
    page_limit: Duration,
    /// Whether it can be used, asked once.
    usable: OnceLock<Result<(), Box<Diagnostic>>>,
}

impl Default for Tesseract {
    fn default() -> Self {
        Self { page_limit: limit_of_environment().unwrap_or(PAGE_LIMIT), usable: OnceLock::new() }
    }
}

/// The limit for a page in seconds, where `KEIKAKU_OCR_SECONDS` gives another one.
fn limit_of_environment() -> Option<Duration> {
    let seconds = std::env::var("KEIKAKU_OCR_SECONDS").ok()?.parse().ok()?;
    (seconds > 0).then(|| Duration::from_secs(seconds))
}

impl Recognise for Tesseract {
    fn recognise(&self, picture: &Picture) -> Result<Vec<Word>, Box<Diagnostic>> {
        self.usable.get_or_init(check).clone()?;
        let dots = PIXELS_PER_INCH.to_string();
        let mut command = Command::new(PROGRAM);
        // Pages are recognised side by side: threads inside each would only wait for one another.
        command.env("OMP_THREAD_LIMIT", "1").args(["stdin", "stdout", "-l", LANGUAGE]).args([
            "--psm",
            SPARSE_TEXT,
            "--dpi",
            &dots,
            "tsv",
        ]);
        let run = run(command, picture.png.clone(), self.page_limit).map_err(|error| missing(&error))?;
        match run {
            Some(Run { status, output, .. }) if status.success() => Ok(words(&output)),
            Some(Run { errors, .. }) => Err(failed(&errors)),
            None => Err(too_slow(self.page_limit)),
        }
    }
}

/// Is it installed, with its Japanese data?
fn check() -> Result<(), Box<Diagnostic>> {
    let mut command = Command::new(PROGRAM);
    command.arg("--list-langs");
    let run = run(command, Vec::new(), LIST_LIMIT).map_err(|error| missing(&error))?;
    let Some(Run { output, errors, .. }) = run else { return Err(too_slow(LIST_LIMIT)) };
    // Old versions list on standard error.
    let known = output.lines().chain(errors.lines()).any(|line| line.trim() == LANGUAGE);
    if known { Ok(()) } else { Err(no_japanese()) }
}

/// What a run left.
struct Run {
    status: ExitStatus,
    output: String,
    errors: String,
}

/// Runs a program to its end; none where it was killed at the limit.
fn run(mut command: Command, input: Vec<u8>, limit: Duration) -> io::Result<Option<Run>> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let feed = child.stdin.take();
    let feeding = thread::spawn(move || {
        // A program that fails early closes its input.
        if let Some(mut feed) = feed {
            let _ = feed.write_all(&input);
        }
    });
    let output = drain(child.stdout.take());
    let errors = drain(child.stderr.take());
    let status = wait(&mut child, limit)?;
    // Its pipes may be held by a process of its own: only one that has ended is read to the end.
    let Some(status) = status else { return Ok(None) };
    let _ = feeding.join();
    let text = |reading: thread::JoinHandle<Vec<u8>>| {
        reading.join().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    };
    Ok(Some(Run { status, output: text(output), errors: text(errors) }))
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.by_ref().take(MOST_OUTPUT).read_to_end(&mut bytes);
            // More is read, so that the program can end, and dropped.
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        bytes
    })
}

fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() >= limit {
            let _ = child.kill();
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

/// The words of its table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn words(table: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut line = 0;
    for row in table.lines() {
        let fields: Vec<&str> = row.splitn(12, '\t').collect();
        let [level, _, _, _, _, _, left, top, width, height, confidence, text] = fields.as_slice() else {
            continue;
        };
        // Level 4 is a line, 5 a word on it.
        if *level == "4" {
            line += 1;
        }
        let numbers: Option<Vec<f64>> =
            [left, top, width, height, confidence].iter().map(|field| field.parse().ok()).collect();
        let Some([left, top, width, height, confidence]) = numbers.as_deref() else { continue };
        let text = text.trim();
        if *level == "5" && !text.is_empty() && *width > 0.0 && *height > 0.0 {
            words.push(Word {
                text: text.to_owned(),
                bbox: Rect::new(*left, *top, left + width, top + height),
                line,
                confidence: *confidence,
            });
        }
    }
    words
}

/// How it is installed.
const INSTALL: &str = "apt install tesseract-ocr tesseract-ocr-jpn";

fn missing(error: &io::Error) -> Box<Diagnostic> {
    let Message { ja, en } = crate::messages::reason(error);
    Box::new(Diagnostic::new(
        Severity::Error,
        "ocr-unavailable",
        format!(
            "文字認識のプログラム {PROGRAM} を動かせません（{ja}）。Debian・Ubuntu では {INSTALL} で入ります。"
        ),
        format!(
            "the program {PROGRAM} for character recognition cannot be run ({en}); on Debian and Ubuntu: {INSTALL}"
        ),
    ))
}

fn no_japanese() -> Box<Diagnostic> {
    Box::new(Diagnostic::new(
        Severity::Error,
        "ocr-no-japanese",
        format!(
            "{PROGRAM} に日本語のデータ（{LANGUAGE}）がありません。Debian・Ubuntu では {INSTALL} で入ります。"
        ),
        format!("{PROGRAM} has no data for Japanese ({LANGUAGE}); on Debian and Ubuntu: {INSTALL}"),
    ))
}

fn failed(errors: &str) -> Box<Diagnostic> {
    let said = errors.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    Box::new(Diagnostic::new(
        Severity::Error,
        "ocr-failed",
        format!("{PROGRAM} による文字認識が失敗しました（{said}）。"),
        format!("character recognition by {PROGRAM} failed ({said})"),
    ))
}

fn too_slow(limit: Duration) -> Box<Diagnostic> {
    let seconds = limit.as_secs();
    Box::new(Diagnostic::new(
        Severity::Error,
        "ocr-too-slow",
        format!(
            "{PROGRAM} が {seconds} 秒で終わらないので、止めました。KEIKAKU_OCR_SECONDS で上限の秒数を変えられます。"
        ),
        format!(
            "{PROGRAM} did not end in {seconds} seconds and was stopped; KEIKAKU_OCR_SECONDS sets the limit"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_lines() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t20\t100\t40\t91.5\t施策\n\
            5\t1\t1\t1\t1\t2\t120\t22\t50\t36\t20\t \n\
            4\t1\t2\t1\t1\t0\t10\t80\t300\t40\t-1\t\n\
            5\t1\t2\t1\t1\t1\t10\t80\t40\t40\t50\tA\tB\n\
            5\t1\t2\t1\t1\tx\ty\t80\t40\t40\t50\t?\n";
        let words = words(table);
        let found: Vec<(&str, usize)> = words.iter().map(|word| (word.text.as_str(), word.line)).collect();
        assert_eq!(found, [("施策", 1), ("A\tB", 2)]);
        assert_eq!(words[0].bbox, Rect::new(10.0, 20.0, 110.0, 60.0));
    }
}

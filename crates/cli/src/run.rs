//! Reads and processes documents in parallel and writes them in input order.

use std::any::Any;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::iter::{self, Enumerate, Peekable};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::slice;
use std::sync::mpsc;

use corrections::Fault;
use document_model::Diagnostic;
use keikaku::pipeline::{self, DocumentOutput, Input};
use plan_records::records::{Finding, Status};
use schema_emit::{DocumentLines, RecordWriter, WriteError};

use crate::inputs::{InputFile, Origin};
use crate::job::Job;
use crate::report::Summary;
use crate::{interrupt, messages, progress, read};

/// Documents in work or waiting for an earlier one, for each thread: bounds memory, and keeps threads
/// busy while a large document holds up the order.
const WINDOW_PER_THREAD: usize = 4;

/// Bytes of documents in work or waiting: a document's records take about twenty times its size in memory.
const WINDOW_BYTES: u64 = 128 << 20;

/// Stack of a worker: documents nest as deep as their authors please.
const STACK_BYTES: usize = 16 << 20;

/// Runs the job; the output is complete and in place when this returns.
///
/// # Errors
/// Where the output cannot be written; the previous output is as it was then.
pub(crate) fn run(job: &Job) -> Result<Summary, WriteError> {
    let writer = interrupt::guarding(|| RecordWriter::create(&job.output))?;
    keep_panics_quiet();
    let mut sink = Sink {
        writer,
        summary: Summary::new(job.fail_on),
        ids: Vec::new(),
        by_content: HashMap::new(),
        decisions: BTreeSet::new(),
    };
    let bar = progress::bar(job.inputs.len(), job.quiet);
    let done = process_in_order(job, |input, processed| {
        bar.set_message(input.shown.clone());
        bar.inc(1);
        sink.take(job, input, processed)
    });
    bar.finish_and_clear();
    // The default hook prints again: from here on a panic is no document's.
    let _ = panic::take_hook();
    done?;
    sink.end(job)?;
    let Sink { writer, mut summary, .. } = sink;
    if summary.nothing_read() && job.output.join("documents.jsonl").exists() {
        // A mistyped path must not cost the records of the last run.
        summary.kept_previous = true;
        drop(writer);
        return Ok(summary);
    }
    interrupt::uninterrupted(|| writer.commit())?;
    Ok(summary)
}

/// Keeps the place of a panic for its finding, instead of printing it.
pub(crate) fn keep_panics_quiet() {
    panic::set_hook(Box::new(|panic| PANIC_PLACE.set(panic.location().map(ToString::to_string))));
}

/// What became of an input.
enum Processed {
    Document(Box<pipeline::Processed>, io::Result<DocumentLines>),
    Again(usize),
}

/// Calls `take` for each input in order, on this thread, as soon as it and all before it are processed.
fn process_in_order(
    job: &Job,
    mut take: impl FnMut(&InputFile, Processed) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let threads = job.threads.get();
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_BYTES).build()
    else {
        // No threads to be had: this one does the work.
        return job.inputs.iter().try_for_each(|input| take(input, process(input, job)));
    };
    let (sender, receiver) = mpsc::channel();
    pool.in_place_scope_fifo(|scope| {
        let mut waiting = BTreeMap::new();
        let mut window = Window::new(&job.inputs, threads.saturating_mul(WINDOW_PER_THREAD));
        for (next, input) in job.inputs.iter().enumerate() {
            let mut begun: Vec<_> = iter::from_fn(|| window.open()).collect();
            // The longest work first: begun last, it would keep one thread busy after all others are done.
            begun.sort_by_key(|(_, input)| Reverse(input.bytes));
            for (at, input) in begun {
                let sender = sender.clone();
                // The receiver is gone where writing failed: then nobody needs the document.
                scope.spawn_fifo(move |_| drop(sender.send((at, process(input, job)))));
            }
            let processed = loop {
                if let Some(processed) = waiting.remove(&next) {
                    break processed;
                }
                let Ok((at, processed)) = receiver.recv() else { return Ok(()) };
                waiting.insert(at, processed);
            };
            take(input, processed)?;
            window.close(input);
        }
        Ok(())
    })
}

/// Which inputs may be in work or waiting: a number of them, and an amount of bytes.
struct Window<'job> {
    coming: Peekable<Enumerate<slice::Iter<'job, InputFile>>>,
    room: usize,
    open: usize,
    bytes: u64,
}

impl<'job> Window<'job> {
    fn new(inputs: &'job [InputFile], room: usize) -> Self {
        Self { coming: inputs.iter().enumerate().peekable(), room, open: 0, bytes: 0 }
    }

    /// The next input, where there is room; one larger than all the room is taken alone.
    fn open(&mut self) -> Option<(usize, &'job InputFile)> {
        let (bytes, room) = (self.bytes, self.open < self.room);
        let alone = self.open == 0;
        let next = self
            .coming
            .next_if(|(_, input)| alone || room && bytes.saturating_add(input.bytes) <= WINDOW_BYTES)?;
        self.open += 1;
        self.bytes = self.bytes.saturating_add(next.1.bytes);
        Some(next)
    }

    /// An input is done.
    fn close(&mut self, input: &InputFile) {
        self.open = self.open.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(input.bytes);
    }
}

thread_local! {
    /// Where the last panic of this thread happened.
    static PANIC_PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn process(input: &InputFile, job: &Job) -> Processed {
    let read = match &input.origin {
        Origin::Again(first) => return Processed::Again(*first),
        Origin::Nowhere(reason) => Err(Box::new(reason.clone())),
        Origin::Stdin => read::standard_input(job.options.reading.max_bytes),
        Origin::File(path) => read::file(path, job.options.reading.max_bytes),
    };
    let output = match read {
        Ok(bytes) => {
            let document = Input { path: &input.shown, bytes: &bytes };
            guarded(|| pipeline::process_with_decisions(&document, &job.options))
                .unwrap_or_else(|reason| undecided(pipeline::failed(&document, *reason)))
        }
        Err(reason) => undecided(pipeline::unread(&input.shown, *reason)),
    };
    let lines = DocumentLines::of(&output.output);
    Processed::Document(Box::new(output), lines)
}

/// The output of a document that no decision concerns.
fn undecided(output: DocumentOutput) -> pipeline::Processed {
    pipeline::Processed { output, decisions: BTreeSet::new() }
}

/// Runs a document's work; a panic in it costs that document only. Needs [`keep_panics_quiet`].
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    // What the work shares is only read, and what it made is thrown away whole.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Box::new(internal_error(panic.as_ref())))
}

fn internal_error(panic: &(dyn Any + Send)) -> Diagnostic {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or_default();
    let place = PANIC_PLACE.take().unwrap_or_default();
    messages::internal_error(format!("{place} {text}").trim())
}

/// A path as seen from another: of absolute paths, without the folders that both lie in.
fn seen_from<'p>(path: &'p str, other: &str) -> &'p str {
    let (path_of, other) = (Path::new(path), Path::new(other));
    let common =
        path_of.ancestors().skip(1).find(|folder| path_of.is_absolute() && other.starts_with(folder));
    common.and_then(|folder| path_of.strip_prefix(folder).ok()?.to_str()).unwrap_or(path)
}

/// Where documents go, one after the other.
struct Sink {
    writer: RecordWriter,
    summary: Summary,
    /// `id` of each input taken so far.
    ids: Vec<String>,
    /// Place of the first input with that content.
    by_content: HashMap<String, usize>,
    /// Decisions of people that the documents so far have answered for.
    decisions: BTreeSet<String>,
}

impl Sink {
    fn take(&mut self, job: &Job, input: &InputFile, processed: Processed) -> Result<(), WriteError> {
        let (processed, lines) = match processed {
            Processed::Document(processed, lines) => (processed, lines),
            Processed::Again(first) => return self.again(job, input, first),
        };
        let pipeline::Processed { output, decisions } = *processed;
        if output.document.status != Status::Failed {
            let here = self.ids.len();
            let first = *self.by_content.entry(output.document.sha256.clone()).or_insert(here);
            if first != here {
                return self.again(job, input, first);
            }
        }
        self.ids.push(output.document.id.clone());
        let lines = lines.map_err(|error| WriteError::new(&job.output, error))?;
        self.writer.add(&output, &lines)?;
        self.summary.add(&output);
        self.decisions.extend(decisions);
        Ok(())
    }

    /// Reports the decisions of people that no document has answered for, and lines that are none.
    fn end(&mut self, job: &Job) -> Result<(), WriteError> {
        let corrections = &job.options.corrections;
        let faults = corrections.faults().iter().map(|fault| (None, fault.clone()));
        let unplaced =
            corrections.unplaced(&self.decisions).into_iter().map(|(id, fault)| (Some(id.to_owned()), fault));
        for (document, fault) in faults.chain(unplaced) {
            let Fault { path, diagnostic } = fault;
            let finding = Finding {
                document_id: document.unwrap_or_default(),
                path,
                severity: diagnostic.severity,
                code: diagnostic.code.to_owned(),
                item: None,
                field: None,
                message: diagnostic.ja,
                message_en: diagnostic.en,
                place: None,
                answer: None,
            };
            self.summary.add_finding(&finding);
            self.writer.add_finding(&finding)?;
        }
        Ok(())
    }

    /// Notes an input whose content an earlier one has: the same records twice would not be unique.
    fn again(&mut self, job: &Job, input: &InputFile, first: usize) -> Result<(), WriteError> {
        let id = self.ids.get(first).cloned().unwrap_or_default();
        let shown = job.inputs.get(first).map_or("", |first| &first.shown);
        let note = messages::duplicate(seen_from(shown, &input.shown));
        let finding = Finding {
            document_id: id.clone(),
            path: input.shown.clone(),
            severity: note.severity,
            code: note.code.to_owned(),
            item: None,
            field: None,
            message: note.ja,
            message_en: note.en,
            place: None,
            answer: None,
        };
        self.ids.push(id);
        self.summary.add_finding(&finding);
        self.summary.duplicates += 1;
        self.writer.add_finding(&finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(sizes: &[u64]) -> Vec<InputFile> {
        sizes
            .iter()
            .map(|bytes| InputFile { shown: String::new(), origin: Origin::Stdin, bytes: *bytes })
            .collect()
    }

    #[test]
    fn a_panic_costs_its_document_only() {
        keep_panics_quiet();
        let reason = guarded(|| -> u32 { panic!("no such cell: {}", 7) }).unwrap_err();
        let _ = panic::take_hook();
        assert_eq!(reason.code, "internal-error");
        assert!(reason.en.contains("run.rs:") && reason.en.contains("no such cell: 7"), "{}", reason.en);
        assert_eq!(guarded(|| 1).unwrap(), 1);
    }

    #[test]
    fn the_window_bounds_number_and_bytes() {
        let files = inputs(&[1, 1, 1, 1]);
        let mut window = Window::new(&files, 2);
        assert_eq!(window.open().map(|(at, _)| at), Some(0));
        assert_eq!(window.open().map(|(at, _)| at), Some(1));
        assert!(window.open().is_none());
        window.close(&files[0]);
        assert_eq!(window.open().map(|(at, _)| at), Some(2));
    }

    #[test]
    fn a_document_larger_than_the_window_is_taken_alone() {
        let files = inputs(&[1, WINDOW_BYTES + 1, 1]);
        let mut window = Window::new(&files, 9);
        assert_eq!(window.open().map(|(at, _)| at), Some(0));
        assert!(window.open().is_none());
        window.close(&files[0]);
        assert_eq!(window.open().map(|(at, _)| at), Some(1));
        assert!(window.open().is_none());
        window.close(&files[1]);
        assert_eq!(window.open().map(|(at, _)| at), Some(2));
    }

    #[test]
    fn a_message_names_no_folder_that_both_inputs_lie_in() {
        assert_eq!(seen_from("/home/someone/plans/a.txt", "/home/someone/plans/old/a.txt"), "a.txt");
        assert_eq!(seen_from("/home/someone/plans/a.txt", "/home/someone/b.txt"), "plans/a.txt");
        assert_eq!(seen_from("plans/a.txt", "plans/b.txt"), "plans/a.txt");
    }
}

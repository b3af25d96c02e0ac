//! A folder that people can publish.

mod changes;
mod ckan;
mod cp932;
mod csv;
mod csvw;
mod datapackage;
mod dcat;
mod dictionary;
mod files;
mod json_lines;
mod notices;
mod parquet;
mod readme;
mod sqlite;
mod stage;
mod subject;
mod workbook;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use document_model::Severity;
use plan_records::records::{DocumentRecord, Finding, Item};
use schema_emit::json_schema::{self, SchemaName};
use schema_emit::read::records;

use crate::columns::TABLES;
use crate::day::Day;
use crate::error::Error;
use crate::license::License;
use crate::rows::{Batch, Reading, RowMaker};
use crate::version::Version;
pub use changes::{Proposal, propose};
use dictionary::Language;
use files::Entry;
use stage::Stage;
use subject::Subject;

/// How a package is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// Version of the data; without it, the one that the changes since the release before ask for.
    pub version: Option<Version>,
    /// The release before; none for a first one.
    pub previous: Option<PathBuf>,
    /// Lets a version pass that says less than what changed.
    pub allow_lower_version: bool,
    /// Licence of the data.
    pub license: License,
    /// Name for programs: small letters, digits, `.`, `_`, `-`; without it, made of the publisher's code.
    pub name: Option<String>,
    /// Title; without it, made of the publisher's name.
    pub title: Option<String>,
    /// Day of the release; without it, the last day on which one of the documents was published.
    pub issued: Option<Day>,
    /// Address at which the package will stand; paths in the catalogues are relative without it.
    pub url: Option<String>,
    /// Writes the CSV files in CP932 too.
    pub cp932: bool,
    /// Gives readings of names; without it, those columns are empty.
    pub reading: Option<Reading>,
    /// Makes a package although the findings hold errors.
    pub allow_errors: bool,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Version of the data.
    pub version: Version,
    /// What changed since the release before, where there is one.
    pub proposal: Option<Proposal>,
    /// Lines of `notices.jsonl` and, where it is written, `notices-cp932.jsonl`.
    pub notices: u64,
    /// Rows of each of the tables, in their order.
    pub rows: Vec<u64>,
    /// Files of the package.
    pub files: usize,
    /// Size of the package.
    pub bytes: u64,
}

/// A form of the data.
trait Writer {
    fn batch(&mut self, batch: &Batch) -> Result<(), Error>;
    /// Completes the files; gives the number of notices that were written.
    fn finish(self: Box<Self>) -> Result<u64, Error>;
}

/// Begins a form, on the thread that will write it.
type Begin<'a> = Box<dyn FnOnce() -> Result<Box<dyn Writer + 'a>, Error> + Send + 'a>;

/// Records in a batch: enough that handing over costs nothing, few enough that a dozen batches are small.
const BATCH: usize = 500;

/// Batches that wait for a writer: bounds the memory, whatever the slowest form is.
const WAITING: usize = 2;

/// Makes a package from the output of `keikaku extract` in `input`, at `target`.
///
/// # Errors
/// Where something stands at the target, the records cannot be read or contradict each other, the findings hold
/// errors, or a file cannot be written. Nothing is left behind then.
pub fn build(input: &Path, target: &Path, options: &Options) -> Result<Summary, Error> {
    let stage = Stage::begin(target)?;
    let proposal = options.previous.as_ref().map(|previous| propose(input, previous)).transpose()?;
    let version = version(options, proposal.as_ref())?;
    let documents = records(&input.join("documents.jsonl"))?.collect::<Result<Vec<DocumentRecord>, _>>()?;
    let subject = Subject::new(&documents, version, options);
    let place = stage.path();
    let (rows, notices) = write_data(input, place, documents, &subject, options)?;
    let data = files::list(place, &[])?;
    write_descriptions(place, &subject, &data, &rows, proposal.as_ref(), options)?;
    let all = files::list(place, &data)?;
    files::write(place, "SHA256SUMS", &files::checksums(&all))?;
    let bytes = all.iter().map(|entry| entry.bytes).sum();
    stage.commit()?;
    Ok(Summary { version, proposal, notices, rows, files: all.len() + 1, bytes })
}

fn version(options: &Options, proposal: Option<&Proposal>) -> Result<Version, Error> {
    match (options.version, proposal) {
        (Some(version), Some(proposal)) => {
            proposal.check(version, options.allow_lower_version)?;
            Ok(version)
        }
        (Some(version), None) => Ok(version),
        (None, Some(proposal)) => Ok(proposal.version),
        (None, None) => Ok(Version::FIRST),
    }
}

/// Record types that are published, each with its schema.
const SCHEMAS: [SchemaName; 3] = [SchemaName::Document, SchemaName::Item, SchemaName::Finding];

/// Everything that describes the data.
fn write_descriptions(
    place: &Path,
    subject: &Subject,
    data: &[Entry],
    rows: &[u64],
    proposal: Option<&Proposal>,
    options: &Options,
) -> Result<(), Error> {
    files::write(place, datapackage::PATH, &datapackage::document(subject, data))?;
    files::write(place, csvw::PATH, &csvw::document(subject))?;
    files::write(place, dcat::PATH, &dcat::document(subject, data))?;
    files::write(place, ckan::PATH, &ckan::document(subject, data))?;
    for language in [Language::Japanese, Language::English] {
        files::write(place, dictionary::path(language), &dictionary::document(subject, language))?;
    }
    files::write(place, readme::PATH, &readme::document(subject, rows, options.cp932))?;
    let issued = subject.issued.map(|day| day.to_string());
    files::write(place, changes::PATH, &changes::changelog(subject.version, issued, proposal))?;
    for name in SCHEMAS {
        files::write(place, &format!("schemas/{}", name.file_name()), &json_schema::text(name))?;
    }
    Ok(())
}

/// The forms of the data, the slowest first.
fn forms<'a>(place: &'a Path, subject: &'a Subject, options: &Options) -> Vec<Begin<'a>> {
    let mut forms: Vec<Begin<'a>> = vec![
        Box::new(|| Ok(Box::new(workbook::Book::begin(place, subject)?))),
        Box::new(|| Ok(Box::new(sqlite::Database::begin(place)?))),
        Box::new(|| Ok(Box::new(parquet::NestedFile::begin(place)?))),
        Box::new(|| Ok(Box::new(parquet::FlatFiles::begin(place)?))),
        Box::new(|| Ok(Box::new(csv::CsvFiles::begin(place)?))),
        Box::new(|| Ok(Box::new(json_lines::JsonLines::begin(place)?))),
        Box::new(|| Ok(Box::new(notices::Notices::begin(place)?))),
    ];
    if options.cp932 {
        forms.push(Box::new(|| Ok(Box::new(cp932::Cp932Files::begin(place)?))));
    }
    forms
}

/// Writes every form of the data, a thread for each; gives the rows of each table and the number of notices.
fn write_data(
    input: &Path,
    place: &Path,
    documents: Vec<DocumentRecord>,
    subject: &Subject,
    options: &Options,
) -> Result<(Vec<u64>, u64), Error> {
    let forms = forms(place, subject, options);
    thread::scope(|scope| {
        let (mut senders, mut threads) = (Vec::new(), Vec::new());
        for form in forms {
            let (sender, receiver) = sync_channel(WAITING);
            senders.push(sender);
            threads.push(scope.spawn(move || write_form(form, &receiver)));
        }
        let read = read_batches(input, documents, options, &senders);
        drop(senders);
        let (mut failure, mut noticed) = (None, 0);
        for thread in threads {
            let ended = thread.join().unwrap_or_else(|panic| Err(broke_off(panic.as_ref())));
            match ended {
                Ok(count) => noticed += count,
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        // What a writer met is the cause where reading stopped for want of readers.
        match (failure, read) {
            (Some(error), _) | (None, Err(error)) => Err(error),
            (None, Ok(rows)) => Ok((rows, noticed)),
        }
    })
}

/// The error of a writer that panicked: that of workbooks does where the disk is full.
fn broke_off(panic: &(dyn std::any::Any + Send)) -> Error {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
    Error::writer("the package", format!("a writer broke off: {}", said.unwrap_or("it does not say why")))
}

fn write_form(form: Begin<'_>, batches: &Receiver<Arc<Batch>>) -> Result<u64, Error> {
    let mut writer = form()?;
    while let Ok(batch) = batches.recv() {
        writer.batch(&batch)?;
    }
    writer.finish()
}

/// Reads the records and hands their rows to the writers, documents first.
fn read_batches(
    input: &Path,
    documents: Vec<DocumentRecord>,
    options: &Options,
    senders: &[SyncSender<Arc<Batch>>],
) -> Result<Vec<u64>, Error> {
    let mut maker = RowMaker::new(options.reading);
    let mut check = Check::new(&documents)?;
    let mut rows = vec![0; TABLES.len()];
    let mut hand_on = |batch: Batch| {
        for (count, table) in rows.iter_mut().zip(&batch.tables) {
            *count += table.len() as u64;
        }
        let batch = Arc::new(batch);
        let all_alive = senders.iter().all(|sender| sender.send(Arc::clone(&batch)).is_ok());
        all_alive.then_some(()).ok_or_else(|| Error::writer("the package", "a writer stopped"))
    };
    hand_on(maker.documents(documents))?;
    let mut items = records::<Item>(&input.join("items.jsonl"))?.peekable();
    while items.peek().is_some() {
        let items = items.by_ref().take(BATCH).collect::<Result<Vec<_>, _>>()?;
        check.items(&items)?;
        hand_on(maker.items(items))?;
    }
    let mut findings = records::<Finding>(&input.join("findings.jsonl"))?.peekable();
    while findings.peek().is_some() {
        let findings = findings.by_ref().take(BATCH).collect::<Result<Vec<_>, _>>()?;
        check.findings(&findings, options.allow_errors)?;
        hand_on(maker.findings(findings))?;
    }
    Ok(rows)
}

/// What must hold between records that keys and links can be built on.
struct Check {
    documents: HashSet<String>,
    items: HashSet<String>,
}

impl Check {
    fn new(documents: &[DocumentRecord]) -> Result<Self, Error> {
        let mut known = HashSet::new();
        for document in documents {
            if !known.insert(document.id.clone()) {
                return Err(twice("documents.jsonl", &document.id));
            }
        }
        Ok(Self { documents: known, items: HashSet::new() })
    }

    fn items(&mut self, items: &[Item]) -> Result<(), Error> {
        for item in items {
            if !self.documents.contains(&item.document_id) {
                return Err(dangling("items.jsonl", &item.id, &item.document_id));
            }
            if !self.items.insert(item.id.clone()) {
                return Err(twice("items.jsonl", &item.id));
            }
        }
        Ok(())
    }

    fn findings(&self, findings: &[Finding], allow_errors: bool) -> Result<(), Error> {
        for finding in findings {
            if !self.documents.contains(&finding.document_id) {
                return Err(dangling("findings.jsonl", &finding.code, &finding.document_id));
            }
            if let Some(item) = finding.item.as_ref().filter(|item| !self.items.contains(*item)) {
                return Err(dangling("findings.jsonl", &finding.code, item));
            }
            // One that a person has answered is settled.
            if finding.severity == Severity::Error && finding.answer.is_none() && !allow_errors {
                return Err(has_errors(finding));
            }
        }
        Ok(())
    }
}

fn twice(file: &str, id: &str) -> Error {
    Error::refused(
        format!("{file}: ID {id} が 2 回あります。keikaku extract をやり直してください"),
        format!("{file}: the id {id} stands there twice; run keikaku extract again"),
    )
}

fn dangling(file: &str, from: &str, to: &str) -> Error {
    Error::refused(
        format!("{file}: {from} が指す {to} がありません。keikaku extract をやり直してください"),
        format!("{file}: {from} names {to}, which is not there; run keikaku extract again"),
    )
}

fn has_errors(finding: &Finding) -> Error {
    let (path, code) = (&finding.path, &finding.code);
    Error::refused(
        format!(
            "エラーの確認事項があるので公開用データを作りません（{path}、{code}: {}）。直してから作るか、--allow-errors を付けてください",
            finding.message
        ),
        format!(
            "no package of records with errors among the findings ({path}, {code}: {}); mend them, or give --allow-errors",
            finding.message_en
        ),
    )
}

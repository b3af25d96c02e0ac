//! An extraction, resolved: everything checked that can be checked before the first document.

use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

use document_model::Severity;
use keikaku::pipeline::PipelineOptions;

use crate::args::{ExtractArgs, FailOn};
use crate::inputs::{self, InputFile};
use crate::limits::{self, TimeLimit};
use crate::messages::{self, Message};
use crate::ocr::Tesseract;

/// What to do.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) inputs: Vec<InputFile>,
    pub(crate) output: PathBuf,
    pub(crate) options: PipelineOptions,
    pub(crate) threads: NonZeroUsize,
    /// The least severity of a finding that makes this a run with losses.
    pub(crate) fail_on: Option<Severity>,
    pub(crate) quiet: bool,
    pub(crate) json: bool,
}

impl Job {
    /// Resolves the arguments.
    ///
    /// # Errors
    /// A message for the user, where the job cannot be begun.
    pub(crate) fn resolve(args: ExtractArgs) -> Result<Self, Message> {
        let mut options = PipelineOptions::default();
        for file in &args.vocabulary {
            let shown = file.display().to_string();
            let toml = fs::read_to_string(file)
                .map_err(|error| messages::vocabulary_unreadable(&shown, &messages::reason(&error)))?;
            options.records.vocabulary = options
                .records
                .vocabulary
                .extended_with(&toml)
                .map_err(|error| messages::bad_vocabulary(&shown, &error))?;
        }
        for file in &args.corrections {
            let shown = file.display().to_string();
            let bytes = fs::read(file)
                .map_err(|error| messages::corrections_unreadable(file, &messages::reason(&error)))?;
            options.corrections.add_file(&shown, &String::from_utf8_lossy(&bytes));
        }
        options.reading.encoding = args.encoding;
        options.reading.pdf.password = args.password;
        if args.ocr {
            options.recogniser = Some(Box::new(Tesseract::default()));
        }
        limits::apply(&args.limit, &mut options.reading.pdf.limits);
        options.clock = Some(Box::new(TimeLimit(limits::time(&args.limit))));
        options.reading.max_bytes = args.max_bytes.unwrap_or(options.reading.max_bytes);
        check_encoding(&options.reading)?;
        Ok(Self {
            inputs: inputs::list(&args.inputs, &args.output),
            output: args.output,
            options,
            threads: args.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
            fail_on: args.fail_on.map(|severity| match severity {
                FailOn::Error => Severity::Error,
                FailOn::Warning => Severity::Warning,
                FailOn::Info => Severity::Info,
            }),
            quiet: args.quiet,
            json: args.json,
        })
    }
}

/// An encoding that does not exist is a mistake of the command line, not of each document.
fn check_encoding(reading: &ingest::Options) -> Result<(), Message> {
    match ingest::read_text(b"a", reading) {
        Err(error) if error.kind() == ingest::ErrorKind::UnknownEncoding => {
            Err(Message::new(error.ja(), error.to_string()))
        }
        _ => Ok(()),
    }
}

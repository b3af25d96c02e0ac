//! Ctrl-C: the previous output stays whole and the staging folder goes.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use schema_emit::RecordWriter;

use crate::args::Lang;
use crate::{exit, messages, terminal};

/// The staging folder of the run; locked while the output is put in place, so that no signal cuts that short.
static STAGING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Has Ctrl-C, and the request to end, remove the staging folder and end the process.
pub(crate) fn install(lang: Lang) {
    // Without a handler the process ends at once, and the next run removes the folder.
    let _ = ctrlc::set_handler(move || {
        let staging = STAGING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = staging.as_deref() {
            let _ = std::fs::remove_dir_all(folder);
        }
        terminal::message(messages::interrupted().in_lang(lang));
        std::process::exit(exit::INTERRUPTED);
    });
}

/// Makes the output and names its staging folder to the handler; Ctrl-C waits for both.
pub(crate) fn guarding<E>(make: impl FnOnce() -> Result<RecordWriter, E>) -> Result<RecordWriter, E> {
    let mut staging = STAGING.lock().unwrap_or_else(PoisonError::into_inner);
    let writer = make()?;
    *staging = Some(writer.staging().to_owned());
    Ok(writer)
}

/// Runs a step that Ctrl-C waits for.
pub(crate) fn uninterrupted<T>(step: impl FnOnce() -> T) -> T {
    let mut staging = STAGING.lock().unwrap_or_else(PoisonError::into_inner);
    *staging = None;
    step()
}

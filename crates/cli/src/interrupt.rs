//! Ctrl-C: the previous output stays whole and the staging folder goes.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

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

/// Names the folder that Ctrl-C removes.
pub(crate) fn guard(staging: &Path) {
    *STAGING.lock().unwrap_or_else(PoisonError::into_inner) = Some(staging.to_owned());
}

/// Runs a step that Ctrl-C waits for.
pub(crate) fn uninterrupted<T>(step: impl FnOnce() -> T) -> T {
    let mut staging = STAGING.lock().unwrap_or_else(PoisonError::into_inner);
    *staging = None;
    step()
}

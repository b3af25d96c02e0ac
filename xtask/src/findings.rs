//! The catalogue of findings as a page of the documentation.

use std::fs;

use crate::run;

/// Writes `docs/findings.md`: what `keikaku findings --format md` prints.
pub(crate) fn write() -> Result<(), String> {
    let page =
        run::output(run::cargo().args(["run", "-q", "-p", "keikaku", "--", "findings", "--format", "md"]))?;
    fs::write(run::root().join("docs/findings.md"), page)
        .map_err(|error| format!("docs/findings.md: {error}"))
}

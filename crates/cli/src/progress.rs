//! A progress bar, on terminals only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal;

/// A bar over that many documents; hidden where nobody looks, or nobody wants it.
pub(crate) fn bar(documents: usize, quiet: bool) -> ProgressBar {
    if quiet || !terminal::is_interactive() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(documents as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

//! What all pages of a file share.

use super::font::FontCache;
use super::optional::OptionalContent;
use crate::options::PdfOptions;
use crate::stop::Stop;

/// What all pages of a file share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) options: PdfOptions,
    pub(super) fonts: FontCache,
    pub(super) optional: OptionalContent,
    pub(super) stop: Stop,
}

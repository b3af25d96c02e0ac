//! What a caller can set.

/// How surely a text heads a column, from 0 (never) to 1 (always).
///
/// The words are the caller's: this crate knows no language.
pub type HeaderEvidence<'a> = &'a (dyn Fn(&str) -> f64 + Sync);

/// Settings of a reconstruction.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How surely a text heads a column.
    pub header_evidence: HeaderEvidence<'a>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { header_evidence: &|_| 0.0 }
    }
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Options").finish_non_exhaustive()
    }
}

//! How much of a page is read at most.

use crate::pdf_limits::PdfLimits;
use crate::stop::Stop;

/// What one page has used up, and which limits it ran into.
#[derive(Debug, Clone, Default)]
pub(super) struct Budget {
    pub(super) limits: PdfLimits,
    operators: u64,
    glyphs: u64,
    paths: u64,
    inflated: u64,
    fonts: u64,
    replaced: u64,
    reached: Vec<Limit>,
    stop: Stop,
    since_asked: u32,
}

/// Operators and glyphs between two looks at the clock: less than a thousandth of a second.
const BETWEEN_LOOKS: u32 = 1024;

/// Bytes of blanks that are scanned in the time of one operator.
const BYTES_OF_AN_OPERATOR: usize = 256;

/// Bytes that replacement text may have for each glyph allowed: those of five kanji.
const BYTES_OF_A_GLYPH: u64 = 16;

/// A limit that a page can run into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    Inflated,
    Operators,
    Glyphs,
    Paths,
    FormDepth,
    StateDepth,
    Fonts,
    Widths,
    Time,
}

impl Budget {
    pub(super) fn new(limits: &PdfLimits, stop: &Stop) -> Self {
        Self { limits: limits.clone(), stop: stop.clone(), since_asked: BETWEEN_LOOKS, ..Self::default() }
    }

    /// Is there time left?
    pub(super) fn time(&mut self) -> bool {
        self.since_asked += 1;
        if self.since_asked >= BETWEEN_LOOKS {
            self.since_asked = 0;
            if self.stop.is_due() {
                self.reach(Limit::Time);
            }
        }
        !self.reached.contains(&Limit::Time)
    }

    /// The limits that were reached, each once.
    pub(super) fn reached(&self) -> &[Limit] {
        &self.reached
    }

    /// Notes a limit that was reached.
    pub(super) fn reach(&mut self, limit: Limit) {
        if !self.reached.contains(&limit) {
            self.reached.push(limit);
        }
    }

    /// Bytes that may still be inflated.
    pub(super) fn bytes_left(&self) -> u64 {
        self.limits.max_page_bytes.saturating_sub(self.inflated)
    }

    /// Counts inflated bytes.
    pub(super) fn inflate(&mut self, bytes: usize) {
        self.inflated = self.inflated.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    /// May a content stream of that many bytes be run? Even one of blanks takes time each time it is drawn.
    pub(super) fn scan(&mut self, bytes: usize) -> bool {
        let share = u64::try_from(bytes / BYTES_OF_AN_OPERATOR).unwrap_or(u64::MAX);
        self.operators = self.operators.saturating_add(share);
        self.operators <= self.limits.max_operators || self.refuse(Limit::Operators)
    }

    /// May one more font be read, which takes as long as inflating so many bytes?
    pub(super) fn font(&mut self, cost: u64) -> bool {
        self.fonts = self.fonts.saturating_add(cost);
        self.fonts <= self.limits.max_font_bytes || self.refuse(Limit::Fonts)
    }

    /// May one more operator be run?
    pub(super) fn operator(&mut self) -> bool {
        Self::take(&mut self.operators, self.limits.max_operators) || self.refuse(Limit::Operators)
    }

    /// May one more glyph be recorded?
    pub(super) fn glyph(&mut self) -> bool {
        Self::take(&mut self.glyphs, self.limits.max_glyphs) || self.refuse(Limit::Glyphs)
    }

    /// May text of that many bytes be put in place of glyphs?
    pub(super) fn glyphs(&mut self, bytes: usize) -> bool {
        self.replaced = self.replaced.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        self.replaced <= self.limits.max_glyphs.saturating_mul(BYTES_OF_A_GLYPH) || self.refuse(Limit::Glyphs)
    }

    /// May one more ruling, band or image be recorded?
    pub(super) fn path(&mut self) -> bool {
        Self::take(&mut self.paths, self.limits.max_paths) || self.refuse(Limit::Paths)
    }

    fn take(count: &mut u64, limit: u64) -> bool {
        *count = count.saturating_add(1);
        *count <= limit
    }

    fn refuse(&mut self, limit: Limit) -> bool {
        self.reach(limit);
        false
    }
}

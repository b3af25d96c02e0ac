//! How much of a PDF is read at most.

/// How much of a PDF is read at most.
///
/// All are counts, none is a time: the same bytes always give the same result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfLimits {
    /// Most pages of a document; more are an error.
    pub max_pages: u32,
    /// Most bytes that one stream may hold once inflated.
    pub max_stream_bytes: u64,
    /// Most bytes that the content streams of one page may hold once inflated.
    pub max_page_bytes: u64,
    /// Most bytes that the streams with the structure of the document may hold once inflated.
    pub max_structure_bytes: u64,
    /// Most bytes that the fonts of one page may hold once inflated, as estimated from their packed size.
    pub max_font_bytes: u64,
    /// Most operators of one page, those in its forms each time they are drawn.
    pub max_operators: u64,
    /// Most glyphs of one page.
    pub max_glyphs: u64,
    /// Most rulings, bands and images of one page.
    pub max_paths: u64,
    /// How deep forms may lie inside forms.
    pub max_form_depth: u32,
    /// How many graphics states may be saved at once.
    pub max_state_depth: u32,
    /// Most single widths and ranges of widths of one font, in each direction.
    pub max_widths: u32,
}

impl Default for PdfLimits {
    /// Limits that no plan document comes near.
    ///
    /// The largest government PDF known has 612 pages; the fullest page, 86,000 rectangles.
    fn default() -> Self {
        Self {
            max_pages: 20_000,
            max_stream_bytes: 64 * MIB,
            max_page_bytes: 128 * MIB,
            max_structure_bytes: 256 * MIB,
            max_font_bytes: 1024 * MIB,
            max_operators: 5_000_000,
            max_glyphs: 300_000,
            max_paths: 1_000_000,
            max_form_depth: 16,
            max_state_depth: 512,
            // As many as there are CIDs.
            max_widths: 65_536,
        }
    }
}

const MIB: u64 = 1024 * 1024;

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitUnit {
    /// Things.
    Count,
    /// Bytes.
    Bytes,
}

/// A field of [`PdfLimits`], by a name for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PdfLimit {
    /// [`PdfLimits::max_pages`].
    Pages,
    /// [`PdfLimits::max_stream_bytes`].
    StreamBytes,
    /// [`PdfLimits::max_page_bytes`].
    PageBytes,
    /// [`PdfLimits::max_structure_bytes`].
    StructureBytes,
    /// [`PdfLimits::max_font_bytes`].
    FontBytes,
    /// [`PdfLimits::max_operators`].
    Operators,
    /// [`PdfLimits::max_glyphs`].
    Glyphs,
    /// [`PdfLimits::max_paths`].
    Paths,
    /// [`PdfLimits::max_form_depth`].
    FormDepth,
    /// [`PdfLimits::max_state_depth`].
    StateDepth,
    /// [`PdfLimits::max_widths`].
    Widths,
}

/// Deepest forms that can be asked for. Each level takes stack, 4 KiB or, without optimisation, 20 KiB.
const DEEPEST_FORMS: u32 = 64;

impl PdfLimit {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Pages,
        Self::StreamBytes,
        Self::PageBytes,
        Self::StructureBytes,
        Self::FontBytes,
        Self::Operators,
        Self::Glyphs,
        Self::Paths,
        Self::FormDepth,
        Self::StateDepth,
        Self::Widths,
    ];

    /// Its name, such as `page-bytes`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::StreamBytes => "stream-bytes",
            Self::PageBytes => "page-bytes",
            Self::StructureBytes => "structure-bytes",
            Self::FontBytes => "font-bytes",
            Self::Operators => "operators",
            Self::Glyphs => "glyphs",
            Self::Paths => "paths",
            Self::FormDepth => "form-depth",
            Self::StateDepth => "state-depth",
            Self::Widths => "widths",
        }
    }

    /// What it counts.
    #[must_use]
    pub fn unit(self) -> LimitUnit {
        match self {
            Self::StreamBytes | Self::PageBytes | Self::StructureBytes | Self::FontBytes => LimitUnit::Bytes,
            _ => LimitUnit::Count,
        }
    }

    /// The largest value that can be set.
    #[must_use]
    pub fn largest(self) -> u64 {
        match self {
            Self::FormDepth => u64::from(DEEPEST_FORMS),
            Self::Pages | Self::StateDepth | Self::Widths => u64::from(u32::MAX),
            _ => u64::MAX,
        }
    }
}

impl PdfLimits {
    /// The value of a limit.
    #[must_use]
    pub fn get(&self, limit: PdfLimit) -> u64 {
        match limit {
            PdfLimit::Pages => u64::from(self.max_pages),
            PdfLimit::StreamBytes => self.max_stream_bytes,
            PdfLimit::PageBytes => self.max_page_bytes,
            PdfLimit::StructureBytes => self.max_structure_bytes,
            PdfLimit::FontBytes => self.max_font_bytes,
            PdfLimit::Operators => self.max_operators,
            PdfLimit::Glyphs => self.max_glyphs,
            PdfLimit::Paths => self.max_paths,
            PdfLimit::FormDepth => u64::from(self.max_form_depth),
            PdfLimit::StateDepth => u64::from(self.max_state_depth),
            PdfLimit::Widths => u64::from(self.max_widths),
        }
    }

    /// Sets a limit, to [`PdfLimit::largest`] where the value is above that.
    pub fn set(&mut self, limit: PdfLimit, value: u64) {
        let value = value.min(limit.largest());
        let small = u32::try_from(value).unwrap_or(u32::MAX);
        match limit {
            PdfLimit::Pages => self.max_pages = small,
            PdfLimit::StreamBytes => self.max_stream_bytes = value,
            PdfLimit::PageBytes => self.max_page_bytes = value,
            PdfLimit::StructureBytes => self.max_structure_bytes = value,
            PdfLimit::FontBytes => self.max_font_bytes = value,
            PdfLimit::Operators => self.max_operators = value,
            PdfLimit::Glyphs => self.max_glyphs = value,
            PdfLimit::Paths => self.max_paths = value,
            PdfLimit::FormDepth => self.max_form_depth = small,
            PdfLimit::StateDepth => self.max_state_depth = small,
            PdfLimit::Widths => self.max_widths = small,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_what_holds_and_nothing_else() {
        for limit in PdfLimit::ALL {
            let mut limits = PdfLimits::default();
            limits.set(limit, 7);
            for other in PdfLimit::ALL {
                let expected = if other == limit { 7 } else { PdfLimits::default().get(other) };
                assert_eq!(limits.get(other), expected, "{} after {}", other.name(), limit.name());
            }
            limits.set(limit, u64::MAX);
            assert_eq!(limits.get(limit), limit.largest());
        }
    }
}

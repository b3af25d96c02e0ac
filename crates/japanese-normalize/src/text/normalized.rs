//! Normalised text and the way back to its source.

use std::ops::Range;

/// Text in normal form that knows where in the source each part of it stands.
///
/// ```
/// let normalized = japanese_normalize::normalize("㍻３０年　度");
/// assert_eq!(normalized.as_str(), "平成30年度");
/// // 平成 (six bytes) is the one character ㍻ (three bytes).
/// assert_eq!(normalized.source_range(0..6), 0..3);
/// assert_eq!(normalized.source_range(0..3), 0..3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalized {
    text: String,
    segments: Vec<Segment>,
}

/// A part of the normal form and the part of the source that it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    normal: usize,
    source: usize,
    source_end: usize,
    /// Whether both parts are the same bytes.
    copied: bool,
}

impl Normalized {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), segments: Vec::new() }
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The normal form, without its map.
    pub fn into_string(self) -> String {
        self.text
    }

    /// The bytes of the source that a byte range of the normal form was made from.
    ///
    /// The answer covers whole characters of the source, also where the range cuts through an expansion. A larger
    /// range never gives a smaller answer, and a range beyond the end counts as the end.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_start(range.start.min(self.text.len()));
        if range.end <= range.start {
            return start..start;
        }
        let end = self.source_end(range.end.min(self.text.len()));
        start..end.max(start)
    }

    /// The parts in order: bytes of the normal form, and bytes of the source that they were made from.
    ///
    /// The parts of the normal form follow each other without gaps; between those of the source stands what went.
    ///
    /// ```
    /// let normalized = japanese_normalize::normalize("Ｒ６ 年");
    /// let parts: Vec<_> = normalized.segments().collect();
    /// assert_eq!(parts, [(0..1, 0..3), (1..2, 3..6), (2..3, 6..7), (3..6, 7..10)]);
    /// ```
    pub fn segments(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        let ends = self.segments.iter().skip(1).map(|next| next.normal).chain([self.text.len()]);
        self.segments
            .iter()
            .zip(ends)
            .map(|(segment, end)| (segment.normal..end, segment.source..segment.source_end))
    }

    fn source_start(&self, offset: usize) -> usize {
        let offset = self.text.floor_char_boundary(offset);
        let index = self.segments.partition_point(|segment| segment.normal <= offset);
        match index.checked_sub(1).and_then(|index| self.segments.get(index)) {
            Some(segment) if offset >= self.text.len() => segment.source_end,
            Some(segment) if segment.copied => {
                (segment.source + (offset - segment.normal)).min(segment.source_end)
            }
            Some(segment) => segment.source,
            None => 0,
        }
    }

    fn source_end(&self, offset: usize) -> usize {
        let offset = self.text.ceil_char_boundary(offset);
        let index = self.segments.partition_point(|segment| segment.normal < offset);
        match index.checked_sub(1).and_then(|index| self.segments.get(index)) {
            Some(segment) if segment.copied => {
                (segment.source + (offset - segment.normal)).min(segment.source_end)
            }
            Some(segment) => segment.source_end,
            None => 0,
        }
    }

    /// Appends bytes that stand in the source as they are.
    pub(super) fn copy(&mut self, text: &str, source: usize) {
        if text.is_empty() {
            return;
        }
        let source_end = source + text.len();
        match self.segments.last_mut() {
            Some(last) if last.copied && last.source_end == source => last.source_end = source_end,
            _ => {
                let normal = self.text.len();
                self.segments.push(Segment { normal, source, source_end, copied: true });
            }
        }
        self.text.push_str(text);
    }

    /// Appends what a part of the source becomes.
    pub(super) fn replace(&mut self, text: &str, source: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let normal = self.text.len();
        self.segments.push(Segment { normal, source: source.start, source_end: source.end, copied: false });
        self.text.push_str(text);
    }

    /// Puts `composed` in the place of the last character, which a mark at `source` has joined.
    pub(super) fn compose_last(&mut self, composed: char, source: Range<usize>) {
        let Some(last) = self.text.pop() else { return };
        let at = self.text.len();
        let mut start = source.start;
        if let Some(segment) = self.segments.last_mut() {
            if segment.copied {
                let bytes = last.len_utf8();
                start = segment.source_end.saturating_sub(bytes);
                segment.source_end = start;
                if segment.source_end <= segment.source {
                    self.segments.pop();
                }
            } else if segment.normal == at {
                start = segment.source;
                self.segments.pop();
            } else {
                // One source character has become several and the mark joins the last of them.
                start = segment.source;
            }
        }
        self.segments.push(Segment {
            normal: at,
            source: start,
            source_end: source.end.max(start),
            copied: false,
        });
        self.text.push(composed);
    }

    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }
}

//! The documents themselves: pages as pictures, or lines of text.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use document_model::PageNumber;
use plan_records::records::DocumentRecord;
use serde::Serialize;

/// Opens documents. Reading and drawing them is the caller's: this crate knows no format.
pub trait Sources: Send + Sync + 'static {
    /// The document, if its bytes are still those that the records were made of.
    ///
    /// # Errors
    /// Why it cannot be shown.
    fn open(&self, document: &DocumentRecord) -> Result<Arc<dyn Source>, Problem>;
}

/// An open document.
pub trait Source: Send + Sync {
    /// Width and height of a page in points; none where the document has no pages to look at, or not this one.
    fn page_size(&self, page: PageNumber) -> Option<(f64, f64)>;
    /// A page as drawn; none where it cannot be drawn.
    fn picture(&self, page: PageNumber) -> Option<Picture>;
    /// The text of a text document.
    fn text(&self) -> Option<&str>;
}

/// A page as a PNG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture(pub Vec<u8>);

/// Why a document cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

/// Documents that are open at once: each is in memory as a whole.
const MOST_OPEN: usize = 6;

/// Bytes of pictures that are kept.
const MOST_PICTURE_BYTES: usize = 96 << 20;

/// Pictures that are kept, however small.
const MOST_PICTURES: usize = 256;

/// A slot is filled once, by whoever comes first; the others wait for it.
type Slot<T> = Arc<OnceLock<T>>;

/// An open document, or why it is not.
type Opened = Result<Arc<dyn Source>, Problem>;

/// A page as drawn, if it can be.
type Drawn = Option<Arc<Picture>>;

/// Open documents and drawn pages, the latest of them.
pub(crate) struct Shelf {
    sources: Box<dyn Sources>,
    open: Mutex<Recent<String, Opened>>,
    pictures: Mutex<Recent<(String, u32), Drawn>>,
}

impl Shelf {
    pub(crate) fn new(sources: Box<dyn Sources>) -> Self {
        Self { sources, open: Mutex::default(), pictures: Mutex::default() }
    }

    /// The document, opened where it is not.
    pub(crate) fn source(&self, document: &DocumentRecord) -> Opened {
        let slot = self.open.lock().unwrap_or_else(PoisonError::into_inner).slot(document.id.clone());
        let opened = slot.get_or_init(|| self.sources.open(document)).clone();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if opened.is_err() {
            // The file may come back.
            open.forget(&document.id);
        }
        open.shrink(MOST_OPEN, |_| 0, usize::MAX);
        opened
    }

    /// A page of a document, drawn where it is not.
    pub(crate) fn picture(&self, document: &DocumentRecord, page: PageNumber) -> Drawn {
        let source = self.source(document).ok()?;
        source.page_size(page)?;
        let key = (document.id.clone(), page.0);
        let slot = self.pictures.lock().unwrap_or_else(PoisonError::into_inner).slot(key);
        let picture = slot.get_or_init(|| source.picture(page).map(Arc::new)).clone();
        let size = |picture: &Drawn| picture.as_ref().map_or(0, |picture| picture.0.len());
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.shrink(MOST_PICTURES, size, MOST_PICTURE_BYTES);
        picture
    }

    /// Is the page drawn already, or being drawn?
    pub(crate) fn has_picture(&self, document: &DocumentRecord, page: PageNumber) -> bool {
        let key = (document.id.clone(), page.0);
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner).slots.contains_key(&key)
    }
}

/// Slots by key, in the order of their use.
struct Recent<K, T> {
    slots: BTreeMap<K, Slot<T>>,
    used: VecDeque<K>,
}

impl<K, T> Default for Recent<K, T> {
    fn default() -> Self {
        Self { slots: BTreeMap::new(), used: VecDeque::new() }
    }
}

impl<K: Ord + Clone, T> Recent<K, T> {
    /// The slot of a key, from now on the one used last.
    fn slot(&mut self, key: K) -> Slot<T> {
        self.used.retain(|used| *used != key);
        self.used.push_back(key.clone());
        Arc::clone(self.slots.entry(key).or_default())
    }

    fn forget(&mut self, key: &K) {
        self.used.retain(|used| used != key);
        self.slots.remove(key);
    }

    /// Drops what was used longest ago, until the rest is within the limits.
    fn shrink(&mut self, most: usize, size: impl Fn(&T) -> usize, most_bytes: usize) {
        let mut bytes: usize =
            self.slots.values().filter_map(|slot| slot.get()).map(&size).fold(0, usize::saturating_add);
        while self.used.len() > most || bytes > most_bytes {
            let Some(oldest) = self.used.pop_front() else { break };
            if let Some(slot) = self.slots.remove(&oldest) {
                bytes = bytes.saturating_sub(slot.get().map_or(0, &size));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let mut recent: Recent<u32, Vec<u8>> = Recent::default();
        for key in [1, 2, 3] {
            recent.slot(key).get_or_init(|| vec![0; 10]);
        }
        recent.slot(1);
        recent.shrink(2, Vec::len, 1000);
        assert_eq!(recent.slots.keys().copied().collect::<Vec<_>>(), [1, 3]);
        recent.shrink(2, Vec::len, 10);
        assert_eq!(recent.slots.keys().copied().collect::<Vec<_>>(), [1]);
    }
}

//! Pages as typed: `3`, `1-3`, `2-`, `1-3,7`.

use std::str::FromStr;

use document_model::PageNumber;

/// A choice of pages; the pages of a document are taken in their own order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageRanges(Vec<PageRange>);

/// From one page to another, both counted; without an end, to the last page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PageRange {
    first: u32,
    last: Option<u32>,
}

impl PageRanges {
    /// Is the page chosen?
    pub(crate) fn contains(&self, page: PageNumber) -> bool {
        self.0.iter().any(|range| range.first <= page.0 && range.last.is_none_or(|last| page.0 <= last))
    }

    /// The first chosen page that a document of so many pages does not have.
    pub(crate) fn beyond(&self, pages: u32) -> Option<PageNumber> {
        let missing = self.0.iter().filter_map(|range| {
            let last = range.last.unwrap_or(range.first).max(range.first);
            (last > pages).then(|| range.first.max(pages.saturating_add(1)))
        });
        missing.min().map(PageNumber)
    }
}

impl FromStr for PageRanges {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let ranges: Option<Vec<PageRange>> = typed.split(',').map(|part| page_range(part.trim())).collect();
        ranges.map(Self).ok_or_else(|| "3, 1-3, 2-, 1-3,7".to_owned())
    }
}

fn page_range(typed: &str) -> Option<PageRange> {
    let number = |text: &str| text.trim().parse().ok().filter(|number: &u32| *number > 0);
    let Some((first, last)) = typed.split_once('-') else {
        let page = number(typed)?;
        return Some(PageRange { first: page, last: Some(page) });
    };
    let first = number(first)?;
    if last.trim().is_empty() {
        return Some(PageRange { first, last: None });
    }
    let last = number(last).filter(|last| *last >= first)?;
    Some(PageRange { first, last: Some(last) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(typed: &str, pages: u32) -> Vec<u32> {
        let ranges: PageRanges = typed.parse().expect("a choice of pages");
        (1..=pages).filter(|page| ranges.contains(PageNumber(*page))).collect()
    }

    #[test]
    fn ranges_are_typed_in_every_form() {
        assert_eq!(chosen("3", 9), [3]);
        assert_eq!(chosen("1-3", 9), [1, 2, 3]);
        assert_eq!(chosen("8-", 9), [8, 9]);
        assert_eq!(chosen("5, 1-2,2", 9), [1, 2, 5]);
        for wrong in ["", "0", "3-1", "a", "-3", "1,", "1-2-3"] {
            assert!(wrong.parse::<PageRanges>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn pages_that_are_not_there_are_named() {
        let beyond = |typed: &str| typed.parse::<PageRanges>().ok().and_then(|ranges| ranges.beyond(3));
        assert_eq!(beyond("1-3"), None);
        assert_eq!(beyond("2-"), None);
        assert_eq!(beyond("2-5"), Some(PageNumber(4)));
        assert_eq!(beyond("7-"), Some(PageNumber(7)));
    }
}

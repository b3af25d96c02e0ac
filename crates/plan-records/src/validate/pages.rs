//! Printed page numbers that skip: a page may be missing.

use std::collections::BTreeMap;

use document_model::{Block, Diagnostic, Layout, PageNumber, Place, Severity};
use japanese_normalize::fold;

/// Numbers by which a jump is taken for missing pages and no other numbering, at most.
const LONGEST_JUMP: u32 = 20;

/// Pages that lack before the first number, at most: a part of a book begins with any number.
const LEFT_OUT: u32 = 3;

/// Share of the steps from page to page that go up by one, where numbers are those of pages.
const RUNNING: f64 = 0.7;

/// Characters of a line that holds a page number, at most: `- 12 / 48 ページ -`.
const LONGEST: usize = 16;

/// Checks the page numbers at the edges of the pages.
#[must_use]
pub fn check(layout: &Layout) -> Vec<Diagnostic> {
    let numbers: Vec<(PageNumber, Place, u32)> = printed(layout)
        .into_iter()
        .filter_map(|(page, found)| match found.as_slice() {
            [(place, number)] => Some((page, *place, *number)),
            _ => None,
        })
        .collect();
    let mut running = 0_usize;
    let mut jumps = Vec::new();
    for pair in numbers.windows(2) {
        let [(page, _, number), (next_page, place, next)] = pair else { continue };
        let (turned, counted) = (next_page.0.saturating_sub(page.0), next.saturating_sub(*number));
        if counted == turned {
            running += 1;
        } else if counted > turned && counted - turned <= LONGEST_JUMP {
            jumps.push((*number, *next, *place));
        }
    }
    let steps = numbers.len().saturating_sub(1);
    // One step alone tells: 1 and 3 on pages that follow each other.
    if share(running + jumps.len().min(1), steps) < RUNNING {
        return Vec::new();
    }
    let first = numbers
        .first()
        .filter(|(page, _, number)| running > 0 && (1..=LEFT_OUT).contains(&number.saturating_sub(page.0)));
    let first = first.map(|(_, place, number)| begins_late(*number).at(*place));
    let jumps = jumps.into_iter().map(|(before, after, place)| finding(before, after).at(place));
    first.into_iter().chain(jumps).collect()
}

fn begins_late(number: u32) -> Diagnostic {
    let ja = format!("最初のページ番号が{number}です。前のページが抜けていないか確かめてください");
    let en = format!("the first page number is {number}: see whether pages before it are missing");
    Diagnostic::new(Severity::Info, "page-missing", ja, en)
}

fn finding(before: u32, after: u32) -> Diagnostic {
    let ja = format!("ページ番号が{before}の次に{after}になっています。間のページが抜けているかもしれません");
    let en = format!("page number {after} follows {before}: the pages between may be missing");
    Diagnostic::new(Severity::Warning, "page-missing", ja, en)
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

/// The numbers that stand alone on lines at the edges of each page.
fn printed(layout: &Layout) -> BTreeMap<PageNumber, Vec<(Place, u32)>> {
    let mut found: BTreeMap<PageNumber, Vec<(Place, u32)>> = BTreeMap::new();
    for block in &layout.blocks {
        let Block::Prose(prose) = block else { continue };
        if let Some(number) = prose.furniture.then(|| page_number(&prose.line.text)).flatten() {
            found.entry(prose.place.page).or_default().push((prose.place, number));
        }
    }
    found
}

/// The number of a line that holds a page number and nothing else: `12`, `- 12 -`, `P.12`, `12/48`.
fn page_number(text: &str) -> Option<u32> {
    let folded = fold(text);
    if folded.chars().count() > LONGEST {
        return None;
    }
    let bare = folded.trim_matches(|found: char| {
        matches!(found, '-' | '–' | '—' | '―' | '‐' | '~' | ' ' | '|' | '(' | ')' | '.')
    });
    let bare = bare.trim_start_matches(['P', 'p', 'a', 'g', 'e']);
    let bare = bare.trim_start_matches(['.', ' ']).trim_end_matches("ページ").trim_end_matches('頁');
    let (number, of) = bare.split_once('/').unwrap_or((bare, ""));
    of.trim().chars().all(|found| found.is_ascii_digit()).then_some(())?;
    number.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, Prose, Room, SourceRange};

    use super::*;

    fn found(lines: &[&str]) -> Vec<u32> {
        let blocks = (1..).zip(lines).map(|(page, text)| {
            let place = Place { page: PageNumber(page), bbox: None, line: None, column: None };
            let line = CellLine {
                text: (*text).to_owned(),
                range: SourceRange::default(),
                more: Vec::new(),
                bbox: None,
                breaks: false,
                room: Room::default(),
            };
            Block::Prose(Prose { place, line, furniture: true, after_blank: false, before_blank: false })
        });
        let layout = Layout { blocks: blocks.collect(), ..Layout::default() };
        check(&layout).into_iter().filter_map(|found| found.place).map(|place| place.page.0).collect()
    }

    #[test]
    fn a_number_that_skips_is_found() {
        assert_eq!(found(&["- 1 -", "- 2 -", "- 4 -", "- 5 -"]), [3]);
        assert_eq!(found(&["1/5", "3/5"]), [2]);
        assert_eq!(found(&["3", "4", "5"]), [1]);
        assert_eq!(found(&["P.11", "P.12", "P.14", "P.15", "P.16"]), [3]);
    }

    #[test]
    fn numbers_that_run_or_begin_again_are_clean() {
        assert!(found(&["1", "2", "3", "4"]).is_empty());
        assert!(found(&["1", "2", "3", "1", "2"]).is_empty());
        assert!(found(&["2", "4", "6", "8"]).is_empty());
        assert!(found(&["45", "46", "47"]).is_empty());
        assert!(found(&["令和5年度", "1", "2"]).is_empty());
    }
}

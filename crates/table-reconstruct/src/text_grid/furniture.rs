//! Page numbers, running headers and separators: what is printed around the content.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Block, PageNumber, RowKind};

use super::runs::Piece;

/// A line that stands at the edge of this share of the pages at least, and of three, is a running header or footer.
const RUNNING_SHARE: f64 = 0.5;

/// Pages from which on repetition at page edges says something.
const FEWEST_PAGES_FOR_RUNNING_LINES: u32 = 3;

/// Is the line a page number or a separator, wherever it stands?
#[must_use]
pub fn is_page_furniture(text: &str) -> bool {
    is_debris(text) || is_page_number(text)
}

/// Does the text consist of rule characters alone (`----`, `====`, `———`)?
#[must_use]
pub fn is_debris(text: &str) -> bool {
    rule_characters(text) >= 3
}

/// Are all filled cells of a row made of rule characters (`--`, `----`)? A single dash is a value that is absent.
#[must_use]
pub fn is_debris_row(cells: &[String]) -> bool {
    let marks: Vec<usize> = cells.iter().map(|text| rule_characters(text)).collect();
    !marks.is_empty()
        && marks.iter().all(|marks| *marks >= 2)
        && (marks.len() > 1 || is_debris(&cells.concat()))
}

/// Number of rule characters of a text that consists of them alone, else 0.
fn rule_characters(text: &str) -> usize {
    let rule = |character: char| {
        matches!(character, '-' | '=' | '_' | '—' | '―' | '─' | '━' | '*' | '~' | '|' | '+' | '┄' | '┈')
    };
    let mut marks = 0_usize;
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        if !rule(character) {
            return 0;
        }
        marks += 1;
    }
    marks
}

/// Is the text a page number (`12`, `- 12 -`, `12 / 40`, `P.12`)?
fn is_page_number(text: &str) -> bool {
    let compact: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let dashes: &[char] = &['-', '‐', '–', '—', '―', '－', '~', '〜', '～'];
    let inner = compact.trim_matches(dashes);
    let inner = inner.strip_prefix("P.").or_else(|| inner.strip_prefix("p.")).unwrap_or(inner);
    let inner = inner.strip_suffix("ページ").or_else(|| inner.strip_suffix('頁')).unwrap_or(inner);
    let mut parts = inner.splitn(2, '/');
    let number = |part: &str| {
        let digits = part.chars().count();
        (1..=4).contains(&digits)
            && part.chars().all(|character| character.is_ascii_digit() || ('０'..='９').contains(&character))
    };
    parts.next().is_some_and(number) && parts.next().is_none_or(number)
}

/// Numbers the pages and gives their count.
///
/// With form feeds the places already hold the page. Without, each repeated head starts one.
pub fn number_pages(blocks: &mut [Block], pages_by_form_feed: u32) -> u32 {
    if pages_by_form_feed > 1 {
        return pages_by_form_feed;
    }
    let mut page = PageNumber::FIRST;
    for block in blocks {
        match block {
            Block::Prose(prose) => prose.place.page = page,
            Block::Table(table) => {
                let mut in_head = false;
                for row in &mut table.rows {
                    if row.kind == RowKind::RepeatedHead && !in_head {
                        page = page.next();
                    }
                    in_head = row.kind.is_head();
                    row.place.page = page;
                    for cell in &mut row.cells {
                        cell.place.page = page;
                    }
                }
            }
        }
    }
    page.0
}

/// Lines that the edges of the pages repeat, digits aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunningLines(BTreeSet<String>);

impl RunningLines {
    /// Is the line one of them?
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&shape(text))
    }
}

/// Marks the lines that are furniture: page numbers, separators, and lines that the pages' edges repeat.
///
/// Where a running line stands first it is no repetition: it may be the title of the document.
pub fn mark_furniture(blocks: &mut [Block], running: &RunningLines) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for block in blocks {
        if let Block::Prose(prose) = block {
            let text = &prose.line.text;
            prose.furniture = is_page_furniture(text) || running.contains(text) && !seen.insert(shape(text));
        }
    }
}

/// Lines that stand first or last on many pages, digits aside.
///
/// Without form feeds the edges of pages are unknown, and a repeated line may be a caption: there are none.
#[must_use]
pub fn find_running_lines(pieces: &[Piece], pages_by_form_feed: u32) -> RunningLines {
    if pages_by_form_feed < FEWEST_PAGES_FOR_RUNNING_LINES {
        return RunningLines::default();
    }
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let edges = page_edges(pieces);
    let pages = u32::try_from(edges.len()).unwrap_or(u32::MAX);
    for (first, last) in edges.into_values() {
        let one_line = first == last;
        for line in first.into_iter().chain(last.filter(|_| !one_line)) {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.retain(|_, count| {
        *count >= FEWEST_PAGES_FOR_RUNNING_LINES && f64::from(*count) >= RUNNING_SHARE * f64::from(pages)
    });
    RunningLines(counts.into_keys().collect())
}

/// For each page the shapes of its first and last line; none where a table stands there.
fn page_edges(pieces: &[Piece]) -> BTreeMap<u32, (Option<String>, Option<String>)> {
    let mut edges: BTreeMap<u32, (Option<String>, Option<String>)> = BTreeMap::new();
    for piece in pieces {
        let (page, line) = match piece {
            Piece::Prose(prose) if is_page_furniture(&prose.line.text) => continue,
            Piece::Prose(prose) => (prose.place.page.0, Some(shape(&prose.line.text))),
            Piece::Run(run) => (run.rows.first().map_or(1, |row| row.page.0), None),
        };
        let edge = edges.entry(page).or_insert_with(|| (line.clone(), None));
        edge.1 = line;
    }
    edges
}

/// The line without white space, its digits made equal.
pub(crate) fn shape(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| if character.is_numeric() { '0' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_page_numbers_and_separators() {
        for text in ["12", "- 12 -", "12 / 40", "P.12", "1 / 2 ページ", "－３－", "----", "━━━━"]
        {
            assert!(is_page_furniture(text), "{text}");
        }
        for text in ["2025", "12345", "1 暮らし", "-", "--", "第1章", ""] {
            assert_eq!(is_page_furniture(text), text == "2025", "{text}");
        }
    }

    #[test]
    fn a_single_dash_is_an_absent_value() {
        let row =
            |cells: &[&str]| is_debris_row(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        assert!(row(&["--", "----"]));
        assert!(!row(&["-", "-"]));
        assert!(!row(&["--", "3"]));
        assert!(!row(&[]));
    }
}

//! Page numbers, running headers and separators: what is printed around the content.

use std::collections::BTreeMap;

use document_model::{Block, PageNumber, RowKind};

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

/// Marks the lines that are furniture: page numbers, separators, and lines that the pages' edges repeat.
///
/// Without form feeds the edges of pages are unknown, and a repeated line may be a caption.
pub fn mark_furniture(blocks: &mut [Block], pages_by_form_feed: u32) {
    let running = if pages_by_form_feed > 1 { running_lines(blocks) } else { BTreeMap::new() };
    for block in blocks {
        if let Block::Prose(prose) = block {
            prose.furniture =
                is_page_furniture(&prose.line.text) || running.contains_key(&shape(&prose.line.text));
        }
    }
}

/// Lines that stand first or last on many pages, digits aside.
fn running_lines(blocks: &[Block]) -> BTreeMap<String, u32> {
    let mut edges: BTreeMap<u32, (Option<String>, Option<String>)> = BTreeMap::new();
    for block in blocks {
        let (page, line) = match block {
            Block::Prose(prose) if is_page_furniture(&prose.line.text) => continue,
            Block::Prose(prose) => (prose.place.page.0, Some(shape(&prose.line.text))),
            Block::Table(table) => (table.rows.first().map_or(1, |row| row.place.page.0), None),
        };
        let edge = edges.entry(page).or_insert_with(|| (line.clone(), None));
        edge.1 = line;
    }
    let pages = u32::try_from(edges.len()).unwrap_or(u32::MAX);
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (first, last) in edges.into_values() {
        let one_line = first == last;
        for line in first.into_iter().chain(last.filter(|_| !one_line)) {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.retain(|_, count| {
        pages >= FEWEST_PAGES_FOR_RUNNING_LINES
            && *count >= FEWEST_PAGES_FOR_RUNNING_LINES
            && f64::from(*count) >= RUNNING_SHARE * f64::from(pages)
    });
    counts
}

/// The line without white space, its digits made equal.
fn shape(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| if character.is_numeric() { '0' } else { character })
        .collect()
}

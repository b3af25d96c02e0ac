//! What readers show as the number of each page.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as PdfString};

use super::strings;

/// Most nodes of the tree of labels.
const MAX_NODES: usize = 10_000;

/// Longest prefix kept, characters.
const MAX_PREFIX: usize = 200;

/// How a stretch of pages is numbered.
struct Numbering {
    first_page: usize,
    style: Option<u8>,
    prefix: String,
    start: u32,
}

/// The label of each page (ISO 32000-1, 12.4.2); nothing where the file gives none.
pub(super) fn read(root: &Dict<'_>, pages: usize) -> Vec<String> {
    let Some(tree) = root.get::<Dict<'_>>(b"PageLabels".as_slice()) else { return Vec::new() };
    let mut stretches = stretches(tree);
    stretches.sort_by_key(|stretch| stretch.first_page);
    if stretches.is_empty() {
        return Vec::new();
    }
    let mut labels = Vec::with_capacity(pages);
    for page in 0..pages {
        let known = stretches.partition_point(|stretch| stretch.first_page <= page);
        let stretch = known.checked_sub(1).and_then(|last| stretches.get(last));
        labels.push(match stretch {
            Some(stretch) => {
                let offset = u32::try_from(page - stretch.first_page).unwrap_or(u32::MAX);
                let number = stretch.start.saturating_add(offset);
                format!("{}{}", stretch.prefix, numeral(stretch.style, number))
            }
            None => (page + 1).to_string(),
        });
    }
    labels
}

fn stretches(root: Dict<'_>) -> Vec<Numbering> {
    let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
    let mut open = vec![root];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        if found.len() > MAX_NODES
            || seen.len() > MAX_NODES
            || !node.obj_id().is_none_or(|id| seen.insert(id))
        {
            continue;
        }
        if let Some(leaves) = node.get::<Array<'_>>(b"Nums".as_slice()) {
            let mut items = leaves.iter::<Object<'_>>();
            while let (Some(page), Some(rule)) = (items.next(), items.next()) {
                if let (Object::Number(page), Object::Dict(rule)) = (page, rule)
                    && let Ok(first_page) = usize::try_from(page.as_i64())
                {
                    found.push(numbering(first_page, &rule));
                }
            }
        }
        if let Some(kids) = node.get::<Array<'_>>(b"Kids".as_slice()) {
            open.extend(kids.iter::<Dict<'_>>().take(MAX_NODES));
        }
    }
    found
}

fn numbering(first_page: usize, rule: &Dict<'_>) -> Numbering {
    let prefix = rule.get::<PdfString<'_>>(b"P".as_slice()).map(|prefix| strings::text(prefix.as_bytes()));
    Numbering {
        first_page,
        style: rule.get::<Name<'_>>(b"S".as_slice()).and_then(|style| style.as_ref().first().copied()),
        prefix: prefix.unwrap_or_default().chars().take(MAX_PREFIX).collect(),
        start: rule.get::<u32>(b"St".as_slice()).unwrap_or(1),
    }
}

fn numeral(style: Option<u8>, number: u32) -> String {
    match style {
        Some(b'D') => number.to_string(),
        Some(b'R') => roman(number),
        Some(b'r') => roman(number).to_lowercase(),
        Some(b'A') => letters(number),
        Some(b'a') => letters(number).to_lowercase(),
        _ => String::new(),
    }
}

/// Roman numerals by their values.
const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(number: u32) -> String {
    // Above this the numerals are only rows of M.
    if number >= 4000 {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, numeral) in ROMAN {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    text
}

/// A to Z, then AA to ZZ, AAA to ZZZ.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'A'.saturating_add(u8::try_from(index % 26).unwrap_or(0)));
    let count = usize::try_from(index / 26 + 1).unwrap_or(1);
    std::iter::repeat_n(letter, count.min(64)).collect()
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::FromBytes;

    use super::*;

    #[test]
    fn numbers_pages_by_stretches() {
        let root = Dict::from_bytes(
            b"<< /PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (p.) /St 5 >> 4 << /P (end) >>] >> >>",
        )
        .expect("a dict");
        assert_eq!(read(&root, 5), ["i", "ii", "p.5", "p.6", "end"]);
    }

    #[test]
    fn writes_numerals() {
        assert_eq!([roman(1994), roman(40), letters(27), letters(0)], ["MCMXCIV", "XL", "AA", ""]);
    }
}

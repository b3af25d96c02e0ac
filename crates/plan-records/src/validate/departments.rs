//! A department unlike all others.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};
use japanese_normalize::{department_likeness, fold};

use crate::records::Item;

/// Items with departments from which on one can be unlike all others.
const ENOUGH_ITEMS: usize = 12;

/// Likeness below which a name is unlike a department.
const UNLIKE: f64 = 0.4;

/// Checks the departments of all items: names that no other item has and that do not end as departments do,
/// and names that differ from another by what extraction may have lost.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let with_departments = items.iter().filter(|item| !item.departments.is_empty()).count();
    for name in items.iter().flat_map(|item| item.departments.iter().flatten()) {
        *counts.entry(fold(name)).or_default() += 1;
    }
    if with_departments < ENOUGH_ITEMS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for (number, path) in item.departments.iter().enumerate() {
            for name in path {
                let folded = fold(name);
                if counts.get(&folded).copied().unwrap_or(0) > 1 {
                    continue;
                }
                if let Some(other) = longer(&folded, &counts) {
                    let ja = format!("部局名「{name}」は「{other}」の末尾が欠けたものかもしれません");
                    let en = format!("department \"{name}\" may be \"{other}\" with its end lost");
                    found.push((
                        at,
                        Diagnostic::new(Severity::Warning, "department-cut", ja, en)
                            .about(format!("departments.{number}")),
                    ));
                } else if department_likeness(name) < UNLIKE {
                    let ja = format!("部局名「{name}」は、ほかのどの部局名とも形が違います");
                    let en = format!("department \"{name}\" is unlike all others");
                    found.push((
                        at,
                        Diagnostic::new(Severity::Warning, "department-unlike-others", ja, en)
                            .about(format!("departments.{number}")),
                    ));
                }
            }
        }
    }
    found
}

/// A name of the document that is this one and a character more.
fn longer<'c>(name: &str, counts: &'c BTreeMap<String, usize>) -> Option<&'c str> {
    counts
        .keys()
        .find(|other| other.strip_prefix(name).is_some_and(|rest| rest.chars().count() == 1))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::empty_item;

    fn codes(odd: &str) -> Vec<(usize, &'static str)> {
        let item = |name: &str| Item { departments: vec![vec![name.to_owned()]], ..empty_item() };
        let mut items: Vec<Item> = (0..ENOUGH_ITEMS).map(|_| item("都市計画課")).collect();
        items.push(item(odd));
        check(&items).into_iter().map(|(at, diagnostic)| (at, diagnostic.code)).collect()
    }

    #[test]
    fn a_name_that_lost_its_end_is_found() {
        assert_eq!(codes("都市計画"), [(ENOUGH_ITEMS, "department-cut")]);
    }

    #[test]
    fn a_name_unlike_all_others_is_found() {
        assert_eq!(codes("窓口を便利にする"), [(ENOUGH_ITEMS, "department-unlike-others")]);
    }

    #[test]
    fn another_section_is_clean() {
        assert!(codes("道路課").is_empty());
    }
}

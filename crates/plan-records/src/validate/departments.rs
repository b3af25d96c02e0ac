//! A department unlike all others.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};
use japanese_normalize::{department_likeness, fold, quantities, quantity_cell};

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
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if let Some(other) = other_line(item) {
            found.push((at, unlike(other).about("departments")));
            continue;
        }
        for (number, path) in item.departments.iter().enumerate() {
            for name in path {
                let folded = fold(name);
                if is_joined(&folded, &counts) {
                    found.push((at, unlike(name).about(format!("departments.{number}"))));
                    continue;
                }
                if with_departments < ENOUGH_ITEMS || counts.get(&folded).copied().unwrap_or(0) > 1 {
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
                    found.push((at, unlike(name).about(format!("departments.{number}"))));
                }
            }
        }
    }
    found
}

fn unlike(name: &str) -> Diagnostic {
    let ja = format!("部局名「{name}」は、ほかのどの部局名とも形が違います");
    let en = format!("department \"{name}\" is unlike all others");
    Diagnostic::new(Severity::Warning, "department-unlike-others", ja, en)
}

/// A line of the cells of an item's departments that is a value or a grade: it is of another cell.
fn other_line(item: &Item) -> Option<&str> {
    let cells = item.source.cells.get("departments").into_iter().flatten();
    let mut lines = cells.flat_map(|cell| cell.raw.lines()).flat_map(str::split_whitespace);
    lines.find(|line| {
        let is_grade = GRADES.contains(line);
        let is_value =
            line.chars().next().is_some_and(|first| first.is_numeric()) && quantity_cell(line).is_some();
        is_grade || is_value
    })
}

/// Characters before a department's name from which on they are the text of another cell.
const BEFORE: usize = 4;

/// Grades that stand in the cell beside.
const GRADES: [&str; 6] = ["概ね順調", "順調", "やや遅れ", "遅れ", "未達成", "達成"];

/// Does a name hold more than a department: a quantity, a grade, another department behind the first, or words before one
/// that the document names elsewhere?
fn is_joined(name: &str, counts: &BTreeMap<String, usize>) -> bool {
    let section = name.char_indices().skip(2).find(|(_, found)| matches!(found, '課' | '室'));
    let rest = section.and_then(|(at, found)| name.get(at + found.len_utf8()..)).unwrap_or_default();
    let behind =
        rest.chars().count() >= 2 && !rest.starts_with(['題', '税', '長']) && rest.ends_with(['部', '局']);
    let graded = GRADES.iter().any(|grade| name.strip_prefix(grade).is_some_and(|rest| !rest.is_empty()));
    let before = counts.get(name) == Some(&1)
        && name.char_indices().skip(BEFORE).any(|(at, _)| {
            let (words, own) = name.split_at(at);
            own.chars().count() >= BEFORE
                && counts.get(own).is_some_and(|count| *count > 1)
                && department_likeness(words) < UNLIKE
                && !words.chars().all(|found| ('ァ'..='ー').contains(&found))
        });
    !quantities(name).is_empty() || behind || graded || before
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
    fn a_name_with_a_quantity_in_it_is_found() {
        assert_eq!(codes("総務部150人職員課"), [(ENOUGH_ITEMS, "department-unlike-others")]);
    }

    #[test]
    fn a_name_with_the_text_of_another_cell_is_found() {
        for odd in ["順調都市計画課", "情報政策課総務部", "全国平均以上都市計画課"]
        {
            assert_eq!(codes(odd), [(ENOUGH_ITEMS, "department-unlike-others")], "{odd}");
        }
        for other in ["政策課題推進部", "行政課税部", "危機管理室"] {
            assert!(codes(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn another_section_is_clean() {
        assert!(codes("道路課").is_empty());
    }
}

//! Running numbers that repeat or skip.

use document_model::{Diagnostic, Severity};

use crate::records::{Heading, Item};

/// Share of items whose number follows that of the item before it from which on numbers run.
const RUNNING: f64 = 0.7;

/// Checks the numbers of all items; where they do not run through the document, each table by itself, and where they do
/// not run through that, each heading.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    if check_group(items, 0, items.len(), &mut found) {
        return found;
    }
    for (start, end) in stretches(items, 0, items.len(), |item| item.source.table) {
        if !check_group(items, start, end, &mut found) {
            for (start, end) in stretches(items, start, end, |item| group_of(item).cloned()) {
                check_group(items, start, end, &mut found);
            }
        }
    }
    found
}

/// Stretches of items that have the same of something.
fn stretches<T: PartialEq>(
    items: &[Item],
    start: usize,
    end: usize,
    of: impl Fn(&Item) -> T,
) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut before: Option<T> = None;
    for (at, item) in items.iter().enumerate().take(end).skip(start) {
        let own = Some(of(item));
        match found.last_mut().filter(|_| own == before) {
            Some((_, end)) => *end = at + 1,
            None => found.push((at, at + 1)),
        }
        before = own;
    }
    found
}

/// The outermost heading above an item: what stands below one is numbered together.
fn group_of(item: &Item) -> Option<&Heading> {
    item.paths.first().and_then(|path| path.first())
}

/// Is a number what is left of another one that lost a digit?
fn lost_digit(whole: u32, number: u32) -> bool {
    let (whole, number) = (whole.to_string(), number.to_string());
    (0..whole.len()).any(|at| {
        let mut left = whole.clone();
        left.remove(at);
        left == number
    })
}

/// Says whether the numbers of the stretch run.
fn check_group(items: &[Item], start: usize, end: usize, found: &mut Vec<(usize, Diagnostic)>) -> bool {
    let numbers: Vec<(usize, u32)> = (start..end)
        .filter_map(|at| {
            items
                .get(at)
                .and_then(|item| item.number.as_deref())
                .and_then(|number| number.parse().ok())
                .map(|number| (at, number))
        })
        .collect();
    // A merged number is one.
    let mut runs: Vec<(usize, u32)> = Vec::new();
    for (at, number) in numbers {
        let title = |at: usize| items.get(at).map(|item| &item.title);
        if runs.last().is_none_or(|(before, known)| *known != number || title(*before) != title(at)) {
            runs.push((at, number));
        }
    }
    let (mut running, mut odd, mut explained) = (0_u32, Vec::new(), false);
    for (place, pair) in (1..).zip(runs.windows(2)) {
        let [(_, before), (at, number)] = pair else { continue };
        let expected = before.saturating_add(1);
        // 4, 9, 6: the one between is wrong, and not the one behind it.
        let between = *number != expected
            && runs.get(place + 1).is_some_and(|(_, next)| *next == before.saturating_add(2));
        let last = runs.len() == place + 1 && lost_digit(expected, *number);
        let after_wrong = std::mem::replace(&mut explained, between);
        if *number == expected || after_wrong || between {
            running += 1;
        }
        if *number != expected && !after_wrong && (*number != 1 || between || last) {
            odd.push((*at, *before, *number, expected));
        }
    }
    let all = u32::try_from(runs.len().saturating_sub(1)).unwrap_or(u32::MAX);
    if all < 3 || f64::from(running) < RUNNING * f64::from(all) {
        return false;
    }
    if let Some((at, first)) = runs.first().filter(|(_, first)| start == 0 && *first > 1) {
        let ja = format!(
            "番号が1ではなく{first}から始まっています。前のページか行が抜けていないか確かめてください"
        );
        let en =
            format!("the first number is {first} and not 1: see whether pages or rows before it are missing");
        found.push((*at, Diagnostic::new(Severity::Info, "number-sequence", ja, en).about("number")));
    }
    for (at, before, number, expected) in odd {
        let ja = format!("番号が{before}の次に{number}になっています（{expected}を期待しました）");
        let en = format!("number {number} follows {before}; {expected} was expected");
        found.push((at, Diagnostic::new(Severity::Warning, "number-sequence", ja, en).about("number")));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::empty_item;

    fn found(numbers: &[&str]) -> Vec<usize> {
        let item = |number: &&str| Item {
            number: Some((*number).to_owned()),
            title: Some(format!("title {number}")),
            ..empty_item()
        };
        let items: Vec<Item> = numbers.iter().map(item).collect();
        check(&items).into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn running_numbers_are_clean() {
        assert!(found(&["1", "2", "3", "4", "5"]).is_empty());
        assert!(found(&["1", "2", "3", "1", "2", "3"]).is_empty());
    }

    #[test]
    fn a_number_that_skips_is_found() {
        assert_eq!(found(&["1", "2", "3", "4", "6", "7"]), [4]);
        assert_eq!(found(&["5", "6", "7", "8", "9"]), [0]);
    }

    #[test]
    fn a_wrong_number_between_right_ones_is_found_alone() {
        assert_eq!(found(&["1", "2", "3", "9", "5", "6"]), [3]);
        assert_eq!(found(&["19", "20", "1", "22", "23"]), [0, 2]);
        assert_eq!(found(&["8", "9", "10", "11", "2"]), [0, 4]);
    }

    #[test]
    fn numbers_that_do_not_run_say_nothing() {
        assert!(found(&["10", "3", "8", "1", "7"]).is_empty());
    }

    #[test]
    fn merged_numbers_are_one() {
        let item = |number: &str| Item { number: Some(number.to_owned()), ..empty_item() };
        let items = ["1", "1", "2", "3", "4"].map(item);
        assert!(check(&items).is_empty());
    }
}

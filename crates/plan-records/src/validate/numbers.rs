//! Running numbers that repeat or skip.

use document_model::{Diagnostic, Severity};

use crate::records::{Heading, Item};

/// Share of items whose number follows that of the item before it from which on numbers run.
const RUNNING: f64 = 0.7;

/// Checks the numbers of the items of each table, each heading by itself.
#[must_use]
pub fn check(items: &[Item]) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let group = group_of(items.get(start));
        let length = items
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|item| group_of(Some(item)) == group)
            .count()
            .max(1);
        check_group(items, start, start + length, &mut found);
        start += length;
    }
    found
}

/// Items of one table under one outermost heading are numbered together.
fn group_of(item: Option<&Item>) -> Option<(u32, Option<&Heading>)> {
    item.map(|item| (item.source.table, item.paths.first().and_then(|path| path.first())))
}

fn check_group(items: &[Item], start: usize, end: usize, found: &mut Vec<(usize, Diagnostic)>) {
    let numbers: Vec<(usize, u32)> = (start..end)
        .filter_map(|at| {
            items
                .get(at)
                .and_then(|item| item.number.as_deref())
                .and_then(|number| number.parse().ok())
                .map(|number| (at, number))
        })
        .collect();
    let mut steps: Vec<(usize, u32, u32)> = Vec::new();
    for pair in numbers.windows(2) {
        if let [(before_at, before), (at, number)] = pair {
            let same_title =
                items.get(*before_at).map(|item| &item.title) == items.get(*at).map(|item| &item.title);
            if !(before == number && same_title) {
                steps.push((*at, *before, *number));
            }
        }
    }
    let follows = |before: u32, number: u32| number == before.saturating_add(1);
    let running = steps.iter().filter(|(_, before, number)| follows(*before, *number)).count();
    let (running, all) =
        (u32::try_from(running).unwrap_or(u32::MAX), u32::try_from(steps.len()).unwrap_or(u32::MAX));
    if all < 3 || f64::from(running) < RUNNING * f64::from(all) {
        return;
    }
    for (at, before, number) in steps {
        if follows(before, number) || number == 1 {
            continue;
        }
        let ja = format!(
            "番号が{before}の次に{number}になっています（{}を期待しました）",
            before.saturating_add(1)
        );
        let en = format!("number {number} follows {before}; {} was expected", before.saturating_add(1));
        found.push((at, Diagnostic::new(Severity::Warning, "number-sequence", ja, en).about("number")));
    }
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

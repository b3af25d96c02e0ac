//! Departments that came, went and were renamed.

use std::collections::{BTreeMap, BTreeSet};

use plan_records::records::Item;

use super::{DepartmentChange, DepartmentChangeKind as Kind};
use crate::matching::departments::Renamings;

/// The departments of both editions compared, renamed ones first.
pub(super) fn changes(old: &[Item], new: &[Item], renamings: &Renamings) -> Vec<DepartmentChange> {
    let (olds, news) = (counts(old), counts(new));
    // A document that prints no departments does not say that there are none.
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
    for renaming in &renamings.all {
        let printed =
            |names: &BTreeMap<String, Part>, key: &str| names.get(key).map(|part| part.printed.clone());
        gone.insert(renaming.old.as_str());
        come.insert(renaming.new.as_str());
        found.push(DepartmentChange {
            kind: Kind::Renamed,
            old: printed(&olds, &renaming.old),
            new: printed(&news, &renaming.new),
            items: renaming.items,
        });
    }
    for (_, part) in olds.iter().filter(|(key, _)| !news.contains_key(*key) && !gone.contains(key.as_str())) {
        found.push(DepartmentChange {
            kind: Kind::Removed,
            old: Some(part.printed.clone()),
            new: None,
            items: part.items,
        });
    }
    for (_, part) in news.iter().filter(|(key, _)| !olds.contains_key(*key) && !come.contains(key.as_str())) {
        found.push(DepartmentChange {
            kind: Kind::Added,
            old: None,
            new: Some(part.printed.clone()),
            items: part.items,
        });
    }
    found
}

struct Part {
    printed: String,
    items: usize,
}

/// Each department, or part of one, with the number of items that name it.
fn counts(items: &[Item]) -> BTreeMap<String, Part> {
    let mut counts: BTreeMap<String, Part> = BTreeMap::new();
    for item in items {
        let named: BTreeSet<&String> = item.departments.iter().flatten().collect();
        for name in named {
            let part = counts
                .entry(japanese_normalize::fold(name))
                .or_insert_with(|| Part { printed: name.clone(), items: 0 });
            part.items += 1;
        }
    }
    counts
}

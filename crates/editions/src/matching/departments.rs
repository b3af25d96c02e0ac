//! Departments that were renamed: the same change at many items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::node::ItemNode;

/// Items at which a change must be seen to be a renaming.
const LEAST_ITEMS: usize = 2;

/// Share of the items that lost a department at which the same one came instead.
const LEAST_SHARE: f64 = 0.6;

/// A renamed department or part of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Renaming {
    pub(crate) old: String,
    pub(crate) new: String,
    /// Items at which it is seen.
    pub(crate) items: usize,
    /// Share of the items that had the old one.
    pub(crate) share: f64,
}

/// Renamed departments, by level: 総務部 → 総務地域連携部.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Renamings {
    new_names: BTreeMap<String, String>,
    pub(crate) all: Vec<Renaming>,
}

impl Renamings {
    /// From items that are the same on both sides.
    pub(crate) fn find<'n>(pairs: impl IntoIterator<Item = (&'n ItemNode, &'n ItemNode)>) -> Self {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut lost: BTreeMap<String, usize> = BTreeMap::new();
        let mut kept: BTreeMap<String, usize> = BTreeMap::new();
        for (old, new) in pairs {
            let (old, new) = (parts(old), parts(new));
            for part in old.intersection(&new) {
                *kept.entry(part.1.to_owned()).or_default() += 1;
            }
            let gone: Vec<_> = old.difference(&new).collect();
            let come: Vec<_> = new.difference(&old).collect();
            for (level, part) in &gone {
                *lost.entry((*part).to_owned()).or_default() += 1;
                for (_, other) in come.iter().filter(|(at, _)| at == level) {
                    *seen.entry(((*part).to_owned(), (*other).to_owned())).or_default() += 1;
                }
            }
        }
        Self::decide(seen, &lost, &kept)
    }

    fn decide(
        seen: BTreeMap<(String, String), usize>,
        lost: &BTreeMap<String, usize>,
        kept: &BTreeMap<String, usize>,
    ) -> Self {
        let mut found: Vec<Renaming> =
            seen.into_iter().map(|((old, new), items)| Renaming { old, new, items, share: 0.0 }).collect();
        found.sort_by(|one, other| {
            other.items.cmp(&one.items).then_with(|| (&one.old, &one.new).cmp(&(&other.old, &other.new)))
        });
        let mut renamings = Self::default();
        let mut taken = BTreeSet::new();
        for renaming in found {
            let all =
                lost.get(&renaming.old).copied().unwrap_or(0) + kept.get(&renaming.old).copied().unwrap_or(0);
            let share = share(renaming.items, all);
            let fresh = !taken.contains(&renaming.new) && !renamings.new_names.contains_key(&renaming.old);
            if renaming.items >= LEAST_ITEMS && share >= LEAST_SHARE && fresh {
                taken.insert(renaming.new.clone());
                renamings.new_names.insert(renaming.old.clone(), renaming.new.clone());
                renamings.all.push(Renaming { share, ..renaming });
            }
        }
        renamings
    }

    /// The same, seen from the other side.
    pub(super) fn turned(self) -> Self {
        let all = self.all.into_iter().map(|renaming| Renaming {
            old: renaming.new,
            new: renaming.old,
            ..renaming
        });
        Self {
            all: all.collect(),
            new_names: self.new_names.into_iter().map(|(old, new)| (new, old)).collect(),
        }
    }

    /// Is all of the change from one to the other a renaming?
    pub(crate) fn explain(&self, old: &[Vec<String>], new: &[Vec<String>]) -> bool {
        let renamed = |path: &Vec<String>| -> Vec<String> {
            let folded = path.iter().map(|part| japanese_normalize::fold(part));
            folded.map(|part| self.new_names.get(&part).cloned().unwrap_or(part)).collect()
        };
        let folded = |path: &Vec<String>| -> Vec<String> {
            path.iter().map(|part| japanese_normalize::fold(part)).collect()
        };
        let expected: BTreeSet<Vec<String>> = old.iter().map(renamed).collect();
        let found: BTreeSet<Vec<String>> = new.iter().map(folded).collect();
        expected == found
    }

    /// What the departments of two items say.
    pub(crate) fn weight(&self, old: &[Vec<Arc<str>>], new: &[Vec<Arc<str>>]) -> f64 {
        if old.is_empty() || new.is_empty() {
            return 0.0;
        }
        if self.any_same(old, new, |path| path.last()) {
            return 1.0;
        }
        if self.any_same(old, new, |path| path.first()) { -0.2 } else { -0.8 }
    }

    fn any_same(
        &self,
        old: &[Vec<Arc<str>>],
        new: &[Vec<Arc<str>>],
        part: impl Fn(&Vec<Arc<str>>) -> Option<&Arc<str>>,
    ) -> bool {
        old.iter().filter_map(&part).any(|one| {
            let renamed = if self.all.is_empty() { None } else { self.new_names.get(one.as_ref()) };
            new.iter().filter_map(&part).any(|other| {
                one == other || renamed.is_some_and(|renamed| renamed.as_str() == other.as_ref())
            })
        })
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

/// The parts of an item's departments with their level from the bottom.
fn parts(item: &ItemNode) -> BTreeSet<(usize, &str)> {
    let of_path = |path: &'_ Vec<Arc<str>>| path.len();
    item.departments
        .iter()
        .flat_map(|path| path.iter().enumerate().map(move |(at, part)| (of_path(path) - at, part.as_ref())))
        .collect()
}

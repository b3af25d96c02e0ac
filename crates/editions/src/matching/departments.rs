//! Departments that were renamed: the same change at many items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

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
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut lost: FxHashMap<&str, usize> = FxHashMap::default();
        let mut kept: FxHashMap<&str, usize> = FxHashMap::default();
        for (old, new) in pairs {
            let (old, new) = (parts(old), parts(new));
            let (gone, come) = (without(&old, &new), without(&new, &old));
            for (_, part) in without(&old, &gone) {
                *kept.entry(part).or_default() += 1;
            }
            for (level, part) in gone {
                *lost.entry(part).or_default() += 1;
                for (_, other) in come.iter().filter(|(at, _)| *at == level) {
                    *seen.entry((part, *other)).or_default() += 1;
                }
            }
        }
        Self::decide(seen, &lost, &kept)
    }

    fn decide(
        seen: BTreeMap<(&str, &str), usize>,
        lost: &FxHashMap<&str, usize>,
        kept: &FxHashMap<&str, usize>,
    ) -> Self {
        let renaming = |((old, new), items): ((&str, &str), usize)| Renaming {
            old: old.to_owned(),
            new: new.to_owned(),
            items,
            share: 0.0,
        };
        let mut found: Vec<Renaming> = seen.into_iter().map(renaming).collect();
        found.sort_by(|one, other| {
            other.items.cmp(&one.items).then_with(|| (&one.old, &one.new).cmp(&(&other.old, &other.new)))
        });
        let mut renamings = Self::default();
        let mut taken = BTreeSet::new();
        for renaming in found {
            let of =
                |counts: &FxHashMap<&str, usize>| counts.get(renaming.old.as_str()).copied().unwrap_or(0);
            let all = of(lost) + of(kept);
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

/// The parts of an item's departments with their level from the bottom, sorted, each once.
fn parts(item: &ItemNode) -> Vec<(usize, &str)> {
    let mut parts: Vec<(usize, &str)> = item
        .departments
        .iter()
        .flat_map(|path| path.iter().enumerate().map(move |(at, part)| (path.len() - at, part.as_ref())))
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Those parts that are not among the others, which are sorted.
fn without<'n>(parts: &[(usize, &'n str)], others: &[(usize, &str)]) -> Vec<(usize, &'n str)> {
    parts.iter().copied().filter(|part| others.binary_search(part).is_err()).collect()
}

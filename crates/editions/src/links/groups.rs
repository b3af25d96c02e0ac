//! Which editions belong together, and in which order.

use std::collections::BTreeMap;

use crate::edition::Edition;

/// Editions by publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// Places of the editions of a publisher, in the order of time.
    pub(super) groups: Vec<Vec<usize>>,
    /// Editions whose publisher is not known while the others have several.
    pub(super) alone: Vec<usize>,
}

/// An edition whose publisher is not known belongs to the only one that is.
pub(super) fn by_publisher(editions: &[Edition]) -> Groups {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (at, edition) in editions.iter().enumerate() {
        match edition.publisher() {
            Some(publisher) => known.entry(publisher).or_default().push(at),
            None => unknown.push(at),
        }
    }
    let mut groups: Vec<Vec<usize>> = known.into_values().collect();
    let mut alone = Vec::new();
    match groups.as_mut_slice() {
        [] => groups.push(unknown),
        [only] => only.append(&mut unknown),
        _ => alone = unknown,
    }
    let order = |one: &usize, other: &usize| match (editions.get(*one), editions.get(*other)) {
        (Some(one), Some(other)) => one.compare(other),
        _ => one.cmp(other),
    };
    groups.iter_mut().for_each(|group| group.sort_by(order));
    alone.sort_by(order);
    Groups { groups, alone }
}

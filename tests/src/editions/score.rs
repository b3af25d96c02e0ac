//! How much of what is the same was linked, and how much of what was linked is the same.

use std::collections::{BTreeMap, BTreeSet};

use editions::links::{LinkKind, LinkRelation, Mention};
use editions::{Edition, Relation, link};

use super::change::{At, Change, Made};

/// Counts of links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// Links that are right.
    pub right: usize,
    /// Links that join what is not the same.
    pub wrong: usize,
    /// Pairs that are the same and are not linked.
    pub missed: usize,
    /// Splits and merges that are linked and named as such.
    pub named: usize,
    /// Splits and merges that are linked.
    pub divided: usize,
    /// Right links and all, by kind of change.
    pub by_change: BTreeMap<Change, (usize, usize)>,
    /// What is wrong or missed, for people.
    pub remarks: Vec<String>,
}

impl Score {
    /// Share of the links that are right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Share of what is the same that is linked.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.named += other.named;
        self.divided += other.divided;
        for (change, (right, all)) in other.by_change {
            let entry = self.by_change.entry(change).or_default();
            entry.0 += right;
            entry.1 += all;
        }
        self.remarks.extend(other.remarks);
    }
}

/// A share of a whole; 1 of nothing.
#[must_use]
pub fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
    if whole == 0 { 1.0 } else { count(part) / count(whole) }
}

/// Scores of items and of indicators.
#[must_use]
pub fn score(made: &Made) -> [Score; 2] {
    let links = link(&[made.old.clone(), made.new.clone()]);
    let mut found: BTreeMap<(At, At), LinkRelation> = BTreeMap::new();
    let mut firsts = [BTreeMap::new(), BTreeMap::new()];
    for link in links.links.iter().filter(|link| link.relation == LinkRelation::Repeated) {
        for (edition, firsts) in [&made.old, &made.new].into_iter().zip(&mut firsts) {
            if let (Some(first), Some(repeat)) = (at(edition, &link.old), at(edition, &link.new)) {
                firsts.insert(repeat, first);
            }
        }
    }
    for link in links.links.iter().filter(|link| link.kind != LinkKind::Department) {
        let across = matches!(link.relation, LinkRelation::Same | LinkRelation::Split | LinkRelation::Merge);
        if let (true, Some(old), Some(new)) = (across, at(&made.old, &link.old), at(&made.new, &link.new)) {
            found.insert((old, new), link.relation);
        }
    }
    [false, true].map(|indicators| of_kind(made, &found, &firsts, indicators))
}

/// What one edition says twice is linked by what it says first.
fn of_kind(
    made: &Made,
    found: &BTreeMap<(At, At), LinkRelation>,
    firsts: &[BTreeMap<At, At>; 2],
    indicators: bool,
) -> Score {
    let mut score = Score::default();
    let mut expected = BTreeSet::new();
    for pair in made.expected.iter().filter(|pair| pair.old.1.is_some() == indicators) {
        let [olds, news] = firsts;
        let old = olds.get(&pair.old).copied().unwrap_or(pair.old);
        let new = news.get(&pair.new).copied().unwrap_or(pair.new);
        expected.insert((old, new));
        let relation = found.get(&(old, new));
        let right = usize::from(relation.is_some());
        score.right += right;
        score.missed += 1 - right;
        if relation.is_none() {
            score.remarks.push(format!(
                "missed {:?}: {} → {}",
                pair.changes,
                name(&made.old, pair.old),
                name(&made.new, pair.new)
            ));
        }
        if pair.relation != Relation::Same && relation.is_some() {
            score.divided += 1;
            score.named += usize::from(relation != Some(&LinkRelation::Same));
        }
        for change in &pair.changes {
            let entry = score.by_change.entry(*change).or_default();
            entry.0 += right;
            entry.1 += 1;
        }
    }
    for (old, new) in found.keys().filter(|(old, _)| old.1.is_some() == indicators) {
        if !expected.contains(&(*old, *new)) {
            score.wrong += 1;
            score.remarks.push(format!("wrong: {} → {}", name(&made.old, *old), name(&made.new, *new)));
        }
    }
    score
}

fn at(edition: &Edition, mention: &Mention) -> Option<At> {
    let item = edition.items.iter().position(|item| Some(&item.id) == mention.item.as_ref())?;
    Some((item, mention.indicator))
}

fn name(edition: &Edition, at: At) -> String {
    let Some(item) = edition.items.get(at.0) else { return String::new() };
    let indicator = at.1.and_then(|ordinal| item.indicators.get(ordinal));
    let of_indicator = indicator.map(|one| {
        let values: Vec<String> = one
            .observations
            .iter()
            .map(|value| format!("{:?}{:?}={}", value.role, value.fiscal_year.unwrap_or(0), value.raw))
            .collect();
        format!(" / {} {values:?}", one.name.as_deref().or(one.statement.as_deref()).unwrap_or_default())
    });
    format!("{}{}", item.title.as_deref().unwrap_or("–"), of_indicator.unwrap_or_default())
}

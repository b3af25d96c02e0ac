//! Which decisions count: what is taken back does not, and what a later one replaces does not.

use std::collections::{BTreeMap, BTreeSet};

use crate::decision::{Decision, Kind};

/// Which of a set of decisions count.
///
/// It depends on the decisions alone and not on their order: an undo counts unless another one takes it back.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    undone: BTreeSet<String>,
    replaced: BTreeSet<String>,
    /// Those that count, and those that lead to one that counts by what replaces them.
    spoken_for: BTreeSet<String>,
    circular: BTreeSet<String>,
}

impl Heads {
    /// Looks through decisions, each once.
    #[must_use]
    pub fn of<'d>(decisions: impl Iterator<Item = &'d Decision> + Clone) -> Self {
        let mut heads = Self::default();
        heads.find_undone(decisions.clone());
        for decision in decisions.clone().filter(|decision| decision.kind == Kind::Correct) {
            if let Some(replaced) =
                decision.replaces.as_ref().filter(|_| !heads.undone.contains(&decision.id))
            {
                heads.replaced.insert(replaced.clone());
            }
        }
        heads.find_spoken_for(decisions);
        heads
    }

    /// Does it count, or one that replaces it? Corrections that replace each other in a circle do not.
    pub(crate) fn is_spoken_for(&self, decision: &Decision) -> bool {
        self.spoken_for.contains(&decision.id)
    }

    /// Does the decision count?
    #[must_use]
    pub fn counts(&self, decision: &Decision) -> bool {
        !self.is_undone(decision) && !self.replaced.contains(&decision.id)
    }

    /// Was the decision taken back?
    #[must_use]
    pub fn is_undone(&self, decision: &Decision) -> bool {
        self.undone.contains(&decision.id)
    }

    /// Undos that take each other back in a circle; none of them counts.
    pub(crate) fn circular(&self) -> impl Iterator<Item = &str> {
        self.circular.iter().map(String::as_str)
    }

    /// From those that count down to what they replace.
    fn find_spoken_for<'d>(&mut self, decisions: impl Iterator<Item = &'d Decision> + Clone) {
        let replaces: BTreeMap<&str, &str> = decisions
            .clone()
            .filter(|decision| !self.is_undone(decision))
            .filter_map(|decision| Some((decision.id.as_str(), decision.replaces.as_deref()?)))
            .collect();
        for head in decisions
            .filter(|decision| self.counts(decision))
            .map(|decision| decision.id.clone())
            .collect::<Vec<_>>()
        {
            let mut next = Some(head.as_str());
            while let Some(id) = next {
                if !self.spoken_for.insert(id.to_owned()) {
                    break;
                }
                next = replaces.get(id).copied();
            }
        }
    }

    /// From the undos that nobody takes back to what they take back, and so on.
    fn find_undone<'d>(&mut self, decisions: impl Iterator<Item = &'d Decision>) {
        let mut target: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        for undo in decisions.filter(|decision| decision.kind == Kind::Undo) {
            if let Some(undoes) = undo.undoes.as_deref() {
                target.insert(&undo.id, undoes);
            }
        }
        for undone in target.values() {
            *open.entry(undone).or_default() += 1;
        }
        let mut known: Vec<&str> = target.keys().copied().filter(|undo| !open.contains_key(undo)).collect();
        let mut settled: BTreeSet<&str> = BTreeSet::new();
        while let Some(undo) = known.pop() {
            settled.insert(undo);
            let Some(undone) = target.get(undo).copied() else { continue };
            if !self.undone.contains(undo) {
                self.undone.insert(undone.to_owned());
            }
            if let Some(left) = open.get_mut(undone) {
                *left = left.saturating_sub(1);
                if *left == 0 && target.contains_key(undone) {
                    known.push(undone);
                }
            }
        }
        let circular = target.keys().filter(|undo| !settled.contains(*undo));
        self.circular.extend(circular.map(|undo| (*undo).to_owned()));
    }
}

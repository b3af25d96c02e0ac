//! The headings that stand above what is read.

use std::collections::BTreeMap;

use japanese_normalize::fold;

use super::headings::{MARKS, PlacedHeading, Scheme};
use crate::records::Heading;

/// The headings above the place that is read, outermost first.
#[derive(Debug, Clone, Default)]
pub struct HeadingStack {
    entries: Vec<PlacedHeading>,
    /// Headings of the innermost kind that stand one after the other with no table between.
    run: usize,
    /// Titles that were entered, with how they were numbered first, and their numbers.
    seen: BTreeMap<String, (Scheme, String)>,
}

impl HeadingStack {
    /// Enters a heading: it replaces its siblings and what stands below them.
    pub fn enter(&mut self, placed: PlacedHeading) {
        let scheme = &placed.numbered.scheme;
        // An overview prints 方針Ⅰ and its title, the chapter Ⅰ and the same title: what stands there is left.
        let Heading { number, title } = &placed.numbered.heading;
        if let (Some(title), Some(number)) = (title.as_deref().map(fold), number.as_deref().map(fold)) {
            let (first, known) = self.seen.entry(title).or_insert_with(|| (scheme.clone(), number.clone()));
            let left = |entry: &PlacedHeading| {
                entry.numbered.scheme != *scheme && siblings(&entry.numbered.scheme, first)
            };
            if let Some(at) = self.entries.iter().position(left).filter(|_| known.ends_with(&number)) {
                self.entries.truncate(at);
            }
        }
        let sibling = self.entries.iter().position(|entry| siblings(&entry.numbered.scheme, scheme));
        self.run = if sibling.is_some() { self.run + 1 } else { 1 };
        if let Some(at) = sibling {
            self.entries.truncate(at);
        } else if let Some(rank) = scheme.rank() {
            while self.last_rank().is_some_and(|last| last > rank) {
                self.entries.pop();
            }
        } else if let Scheme::Word(level, _) = *scheme {
            while self.entries.last().is_some_and(is_front_matter) {
                self.entries.pop();
            }
            self.entries
                .retain(|entry| !matches!(entry.numbered.scheme, Scheme::Word(other, _) if other >= level));
        }
        self.entries.push(placed);
    }

    fn last_rank(&self) -> Option<usize> {
        self.entries.last().and_then(|entry| entry.numbered.scheme.rank())
    }

    /// Leaves the headings of lists in running text: an unnumbered heading ends them.
    pub fn leave_lists(&mut self) {
        while self.last_rank().is_some_and(|rank| rank > 10) {
            self.entries.pop();
        }
    }

    /// A table ends a run of headings.
    pub fn end_run(&mut self) {
        self.run = 0;
    }

    /// Leaves the last of several marked headings (■基本事業1 …, ■基本事業2 …) that stand one after the other: a table of
    /// indicators below them all is none of the last alone.
    pub fn leave_run(&mut self) {
        if self.run > 1 && self.last().is_some_and(|last| last.raw.trim_start().starts_with(MARKS)) {
            self.entries.pop();
            self.run = 0;
        }
    }

    /// Leaves all headings.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// The innermost heading.
    #[must_use]
    pub fn last(&self) -> Option<&PlacedHeading> {
        self.entries.last()
    }

    /// The headings, outermost first.
    #[must_use]
    pub fn entries(&self) -> &[PlacedHeading] {
        &self.entries
    }
}

/// A numbered section about the paper itself (3 結果の概要, 2 計画期間): what the plan's own headings begin is not in it.
fn is_front_matter(placed: &PlacedHeading) -> bool {
    const ENDINGS: [&str; 16] = [
        "概要",
        "目的",
        "趣旨",
        "位置付け",
        "位置づけ",
        "計画期間",
        "対象",
        "推進体制",
        "評価方法",
        "評価の方法",
        "評価基準",
        "評価の基準",
        "見方",
        "経緯",
        "背景",
        "はじめに",
    ];
    let title = placed.numbered.heading.title.as_deref().unwrap_or_default();
    placed.numbered.scheme.rank().is_some() && ENDINGS.iter().any(|ending| title.ends_with(ending))
}

fn siblings(one: &Scheme, other: &Scheme) -> bool {
    match (one, other) {
        (Scheme::Word(level, _), Scheme::Word(other_level, _)) => level == other_level,
        _ => one == other,
    }
}

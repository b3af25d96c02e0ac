//! A new edition of given items, and what is the same in it.

use std::collections::BTreeMap;

use editions::{Edition, Relation};
use plan_records::records::{DocumentRecord, Item, Publisher, Status};

use super::random::Random;
use super::values;
use super::words::Half;

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing at all.
    None,
    /// Another name.
    Reworded,
    /// Another number.
    Renumbered,
    /// Other headings.
    Moved,
    /// Other departments.
    Departments,
    /// Another summary.
    Text,
    /// Another target for the same year.
    TargetRevised,
    /// A target for a later year.
    TargetExtended,
    /// An actual for a further year.
    Continued,
    /// A new baseline.
    Rebased,
    /// One became two.
    Split,
    /// Two became one.
    Merged,
}

/// An item, or an indicator of an item, by places.
pub type At = (usize, Option<usize>);

/// The same thing in both editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// In the old edition.
    pub old: At,
    /// In the new edition.
    pub new: At,
    /// How they stand to each other.
    pub relation: Relation,
    /// What was changed.
    pub changes: Vec<Change>,
}

/// An edition and the next.
#[derive(Debug, Clone)]
pub struct Made {
    /// The items as they were given.
    pub old: Edition,
    /// The next edition.
    pub new: Edition,
    /// What is the same.
    pub expected: Vec<Expected>,
}

/// Where an indicator comes from (item and place in it), and what was changed.
pub(super) type Origin = (Vec<((usize, usize), Relation)>, Vec<Change>);

/// A new item, with where it and its indicators come from.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) item: Item,
    pub(super) from: Vec<(usize, Relation)>,
    pub(super) changes: Vec<Change>,
    /// For each indicator: where it comes from, and what was changed.
    pub(super) indicators: Vec<Origin>,
}

/// Of a thousand items, how many go, and how many come for a thousand old ones.
const GONE: usize = 100;

/// Of a thousand items, how many are split, and how many merged with the next.
const DIVIDED: usize = 15;

/// Makes an edition of so many items of the pool, and the next edition of it.
#[must_use]
pub fn make(pool: &[Item], count: usize, seed: u64, half: Half) -> Made {
    let mut random = Random::of(seed);
    let mut order: Vec<usize> = (0..pool.len()).collect();
    random.shuffle(&mut order);
    order.truncate(count);
    // Neighbours stay neighbours: items of one 施策 are alike.
    order.sort_unstable();
    let items: Vec<Item> = order.iter().filter_map(|at| pool.get(*at)).cloned().collect();
    let rest: Vec<Item> = (0..pool.len())
        .filter(|at| order.binary_search(at).is_err())
        .filter_map(|at| pool.get(at))
        .cloned()
        .collect();
    let old = edition("aaaaaaaaaaaa", 2022, items);
    next(&old, &rest, &mut random, half)
}

/// The next edition of an edition; some of its new items are of `rest`.
#[must_use]
pub fn next(old: &Edition, rest: &[Item], random: &mut Random, half: Half) -> Made {
    let mut drafts = kept(&old.items, random, half);
    let departments = renamed_departments(&old.items, random, half);
    let renumbered = random.chance(500);
    for draft in &mut drafts {
        super::reword::item(draft, &old.items, &departments, random, half);
        if renumbered || random.chance(150) {
            renumber(draft, random);
        }
        values::continue_indicators(draft, random, half);
    }
    super::hostile::add(&mut drafts, &old.items, rest, random, half);
    if random.chance(300) {
        random.shuffle(&mut drafts);
    }
    finish(old, drafts)
}

/// What stays: as it is, in two, or with the next.
fn kept(items: &[Item], random: &mut Random, half: Half) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let next = items.get(at + 1);
        if random.chance(GONE) {
        } else if random.chance(DIVIDED)
            && let Some(parts) = super::divide::split(at, item, half)
        {
            drafts.extend(parts);
        } else if random.chance(DIVIDED)
            && let Some(merged) = next.and_then(|next| super::divide::merge(at, item, next))
        {
            drafts.push(merged);
            at += 1;
        } else {
            drafts.push(draft(at, item));
        }
        at += 1;
    }
    drafts
}

pub(super) fn draft(at: usize, item: &Item) -> Draft {
    let indicators =
        (0..item.indicators.len()).map(|ordinal| (vec![((at, ordinal), Relation::Same)], Vec::new()));
    Draft {
        item: item.clone(),
        from: vec![(at, Relation::Same)],
        changes: Vec::new(),
        indicators: indicators.collect(),
    }
}

fn renumber(draft: &mut Draft, random: &mut Random) {
    if draft.item.number.is_some() {
        draft.item.number = Some((random.below(90) + 1).to_string());
        draft.changes.push(Change::Renumbered);
    }
}

/// A fifth of the departments, or parts of them, has another name.
fn renamed_departments(items: &[Item], random: &mut Random, half: Half) -> BTreeMap<String, String> {
    let mut names: Vec<&String> = items.iter().flat_map(|item| item.departments.iter().flatten()).collect();
    names.sort();
    names.dedup();
    let mut renamed = BTreeMap::new();
    for name in names {
        let form = half.departments().iter().find(|(ending, _)| name.ends_with(ending));
        if let Some((ending, instead)) = form.filter(|_| random.chance(200)) {
            renamed.insert(name.clone(), format!("{}{instead}", name.trim_end_matches(ending)));
        }
    }
    renamed
}

fn finish(old: &Edition, drafts: Vec<Draft>) -> Made {
    let mut expected = Vec::new();
    for (new, draft) in drafts.iter().enumerate() {
        // A row without a title and without its indicators says nothing that could be found again.
        let nameless = draft.item.title.is_none() && draft.indicators.iter().all(|(from, _)| from.is_empty());
        for (from, relation) in draft.from.iter().filter(|_| !nameless) {
            expected.push(Expected {
                old: (*from, None),
                new: (new, None),
                relation: *relation,
                changes: or_none(&draft.changes),
            });
        }
        for (ordinal, (from, changes)) in draft.indicators.iter().enumerate() {
            for ((item, indicator), relation) in from {
                expected.push(Expected {
                    old: (*item, Some(*indicator)),
                    new: (new, Some(ordinal)),
                    relation: *relation,
                    changes: or_none(changes),
                });
            }
        }
    }
    let year = old.documents.first().and_then(|document| document.fiscal_year).unwrap_or(2022) + 1;
    let items = drafts.into_iter().map(|draft| draft.item).collect();
    Made { old: old.clone(), new: edition(&format!("b{year:011}"), year, items), expected }
}

fn or_none(changes: &[Change]) -> Vec<Change> {
    let mut changes = changes.to_vec();
    changes.sort_unstable();
    changes.dedup();
    if changes.is_empty() { vec![Change::None] } else { changes }
}

/// An edition of one document.
#[must_use]
pub fn edition(id: &str, year: i32, items: Vec<Item>) -> Edition {
    let document = DocumentRecord {
        id: id.to_owned(),
        path: format!("{id}.txt"),
        sha256: String::new(),
        bytes: 0,
        media_type: "text/plain".to_owned(),
        pages: 1,
        title: Some(format!("{year}年度計画")),
        publisher: Some(Publisher { name: "県".to_owned(), code: None }),
        fiscal_year: Some(year),
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    };
    let items = (1..).zip(items).map(|(number, item)| Item {
        id: format!("{id}-{number}"),
        document_id: id.to_owned(),
        ..item
    });
    Edition { items: items.collect(), documents: vec![document] }
}

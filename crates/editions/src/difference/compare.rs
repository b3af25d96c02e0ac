//! Two editions to their difference.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use plan_records::records::{Indicator, Item, Progress, Source};

use super::text::text_change;
use super::{
    Counts, DepartmentsOfItem, Difference, FieldChange, IndicatorChange, IndicatorChangeKind, ItemChange,
    ItemRef, MovedIndicator, Side, ValueChangeKind, departments, values,
};
use crate::edition::Edition;
use crate::evidence::{EvidenceKind, Tally, Weighing, likelihood};
use crate::forms::Forms;
use crate::matching::departments::Renamings;
use crate::matching::{Matching, Pair, Relation, match_nodes};
use crate::node::{Nodes, indicator_name, item_name};

/// What changed from an old edition to a new one.
#[must_use]
pub fn difference(old: &Edition, new: &Edition) -> Difference {
    let mut forms = Forms::default();
    let (old_nodes, new_nodes) = (Nodes::of(old, &mut forms), Nodes::of(new, &mut forms));
    // Which edition is called the old one does not decide what is the same in both.
    let mut matching = match old.compare(new) {
        Ordering::Greater => match_nodes(&new_nodes, &old_nodes).turned(),
        _ => match_nodes(&old_nodes, &new_nodes),
    };
    pair_equals(old, new, &mut matching.items);
    pair_equal_indicators((old, &old_nodes), (new, &new_nodes), &mut matching);
    let indicators = Indicators::of(&old_nodes, &new_nodes, &matching);
    let paired = |side: fn(&Pair) -> usize| matching.items.iter().map(side).collect::<BTreeSet<usize>>();
    let rest = |items: &[Item], paired: &BTreeSet<usize>| -> Vec<ItemRef> {
        items
            .iter()
            .enumerate()
            .filter(|(at, _)| !paired.contains(at))
            .map(|(_, item)| item_ref(item))
            .collect()
    };
    let mut counts = Counts::default();
    let mut changed = Vec::new();
    for pair in &matching.items {
        let (Some(one), Some(other)) = (old.items.get(pair.old), new.items.get(pair.new)) else { continue };
        let change = item_change(one, other, pair, &matching.renamings, indicators.of_pair(old, new, pair));
        if is_change(&change) {
            changed.push(change);
        } else {
            counts.unchanged += 1;
        }
    }
    let mut difference = Difference {
        old: side(old),
        new: side(new),
        counts,
        added: rest(&new.items, &paired(|pair| pair.new)),
        removed: rest(&old.items, &paired(|pair| pair.old)),
        changed,
        moved_indicators: indicators.moved(old, new, &paired(|pair| pair.new)),
        departments: departments::changes(&old.items, &new.items, &matching.renamings),
    };
    count(&mut difference);
    difference
}

/// Pairs what is left over and equal: rows without a name, which no evidence joins.
fn pair_equals(old: &Edition, new: &Edition, pairs: &mut Vec<Pair>) {
    let rest = |items: usize, paired: BTreeSet<usize>| (0..items).filter(move |at| !paired.contains(at));
    let mut by_content: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for at in rest(old.items.len(), pairs.iter().map(|pair| pair.old).collect()) {
        if let Some(item) = old.items.get(at) {
            by_content.entry(content(item)).or_default().push_back(at);
        }
    }
    for new_at in rest(new.items.len(), pairs.iter().map(|pair| pair.new).collect()) {
        let equal = new.items.get(new_at).and_then(|item| by_content.get_mut(&content(item))?.pop_front());
        if let Some(old) = equal {
            let mut weighing = Weighing::default();
            weighing.add(EvidenceKind::Text, EQUAL);
            pairs.push(Pair { old, new: new_at, relation: Relation::Same, weighing, rival: None });
        }
    }
    pairs.sort_by_key(|pair| (pair.old, pair.new));
}

/// Pairs the indicators of the same items that are left over and equal: those without a name.
fn pair_equal_indicators(
    (old, olds): (&Edition, &Nodes),
    (new, news): (&Edition, &Nodes),
    matching: &mut Matching,
) {
    let pairs = &mut matching.indicators;
    let mut paired_olds: BTreeSet<usize> = pairs.iter().map(|pair| pair.old).collect();
    let mut paired_news: BTreeSet<usize> = pairs.iter().map(|pair| pair.new).collect();
    let (of_olds, of_news) = (by_item(olds), by_item(news));
    for items in &matching.items {
        let (Some(was), Some(is)) = (old.items.get(items.old), new.items.get(items.new)) else { continue };
        for (old_node, old_ordinal) in of_olds.get(&items.old).into_iter().flatten() {
            let equal = |(new_node, new_ordinal): &&(usize, usize)| {
                !paired_news.contains(new_node)
                    && was
                        .indicators
                        .get(*old_ordinal)
                        .is_some_and(|one| is.indicators.get(*new_ordinal) == Some(one))
            };
            let found = of_news.get(&items.new).into_iter().flatten().find(equal);
            let Some((new_node, _)) = found.filter(|_| !paired_olds.contains(old_node)) else { continue };
            let mut weighing = Weighing::default();
            weighing.add(EvidenceKind::Values, EQUAL);
            pairs.push(Pair {
                old: *old_node,
                new: *new_node,
                relation: Relation::Same,
                weighing,
                rival: None,
            });
            paired_olds.insert(*old_node);
            paired_news.insert(*new_node);
        }
    }
    pairs.sort_by_key(|pair| (pair.old, pair.new));
}

/// Weight of being equal in everything.
const EQUAL: f64 = 5.0;

/// All of an item but what differs between documents.
fn content(item: &Item) -> String {
    let nowhere = Source {
        pages: Vec::new(),
        table: 0,
        rows: Vec::new(),
        cells: BTreeMap::new(),
        confidence: BTreeMap::new(),
        doubts: BTreeMap::new(),
        removed: BTreeMap::new(),
    };
    let bare = Item {
        id: String::new(),
        key: String::new(),
        document_id: String::new(),
        source: nowhere,
        ..item.clone()
    };
    serde_json::to_string(&bare).unwrap_or_default()
}

fn side(edition: &Edition) -> Side {
    Side {
        title: edition.title().to_owned(),
        documents: edition.documents.iter().map(|document| document.id.clone()).collect(),
        items: edition.items.len(),
    }
}

pub(crate) fn item_ref(item: &Item) -> ItemRef {
    ItemRef {
        id: item.id.clone(),
        document_id: item.document_id.clone(),
        number: item.number.clone(),
        title: item_name(item).into_owned(),
        paths: item.paths.clone(),
        pages: item.source.pages.iter().map(|page| page.0).collect(),
    }
}

fn item_change(
    old: &Item,
    new: &Item,
    pair: &Pair,
    renamings: &Renamings,
    indicators: Vec<IndicatorChange>,
) -> ItemChange {
    let titles = |item: &Item| -> Vec<Vec<Option<String>>> {
        item.paths.iter().map(|path| path.iter().map(|heading| heading.title.clone()).collect()).collect()
    };
    let departments = (old.departments != new.departments).then(|| DepartmentsOfItem {
        old: old.departments.clone(),
        new: new.departments.clone(),
        reorganised: renamings.explain(&old.departments, &new.departments),
    });
    ItemChange {
        old: item_ref(old),
        new: item_ref(new),
        relation: pair.relation,
        score: crate::rounded(likelihood(pair.weighing.sum)),
        renamed: text_change(old.title.as_deref(), new.title.as_deref()),
        moved: titles(old) != titles(new),
        renumbered: old.number != new.number,
        departments,
        texts: texts(old, new),
        indicators,
    }
}

fn is_change(change: &ItemChange) -> bool {
    change.relation != Relation::Same
        || change.renamed.is_some()
        || change.moved
        || change.renumbered
        || change.departments.is_some()
        || !change.texts.is_empty()
        || !change.indicators.is_empty()
}

fn texts(old: &Item, new: &Item) -> Vec<FieldChange> {
    let mut found = Vec::new();
    let mut add = |field: &str, part: Option<String>, old: Option<&str>, new: Option<&str>| {
        found.extend(text_change(old, new).map(|change| FieldChange {
            field: field.to_owned(),
            part,
            change,
        }));
    };
    add("summary", None, old.summary.as_deref(), new.summary.as_deref());
    add("purpose", None, old.purpose.as_deref(), new.purpose.as_deref());
    let others = |item: &Item| {
        let columns = item.others.iter();
        gather(columns.map(|column| (column.heading.clone().unwrap_or_default(), column.text.as_str())))
    };
    let progress = |item: &Item| {
        gather(item.progress.iter().map(|progress| (part_of(progress), progress.text.as_str())))
    };
    for (field, olds, news) in
        [("progress", progress(old), progress(new)), ("others", others(old), others(new))]
    {
        let parts: BTreeSet<&String> = olds.keys().chain(news.keys()).collect();
        for part in parts {
            let name = Some(part.clone()).filter(|part| !part.is_empty());
            add(field, name, olds.get(part).map(String::as_str), news.get(part).map(String::as_str));
        }
    }
    found
}

fn part_of(progress: &Progress) -> String {
    let year = progress.fiscal_year.map(|year| year.to_string());
    year.into_iter().chain(progress.label.clone()).collect::<Vec<_>>().join(" ")
}

/// The texts of each part, joined.
fn gather<'t>(parts: impl Iterator<Item = (String, &'t str)>) -> BTreeMap<String, String> {
    let mut gathered: BTreeMap<String, String> = BTreeMap::new();
    for (part, text) in parts {
        let so_far = gathered.entry(part).or_default();
        if !so_far.is_empty() {
            so_far.push('\n');
        }
        so_far.push_str(text);
    }
    gathered
}

struct Indicators<'m> {
    old_places: &'m [(usize, usize)],
    /// Node and ordinal of the indicators of each item.
    olds: BTreeMap<usize, Vec<(usize, usize)>>,
    news: BTreeMap<usize, Vec<(usize, usize)>>,
    links: BTreeMap<usize, Vec<&'m Pair>>,
    /// New items that the old indicators went to.
    goals: BTreeMap<usize, Vec<usize>>,
    /// New items of each old one.
    news_of: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'m> Indicators<'m> {
    fn of(old: &'m Nodes, new: &Nodes, matching: &'m Matching) -> Self {
        let mut links: BTreeMap<usize, Vec<&Pair>> = BTreeMap::new();
        let mut goals: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for link in &matching.indicators {
            links.entry(link.new).or_default().push(link);
            goals.entry(link.old).or_default().extend(new.places.get(link.new).map(|place| place.0));
        }
        let mut news_of: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for pair in &matching.items {
            news_of.entry(pair.old).or_default().insert(pair.new);
        }
        Self { old_places: &old.places, olds: by_item(old), news: by_item(new), links, goals, news_of }
    }

    /// The indicators of items that came, that are known from an old item.
    fn moved(&self, old: &Edition, new: &Edition, paired: &BTreeSet<usize>) -> Vec<MovedIndicator> {
        let mut found = Vec::new();
        for (item, nodes) in self.news.iter().filter(|(item, _)| !paired.contains(item)) {
            for (node, ordinal) in nodes {
                for link in self.links.get(node).into_iter().flatten() {
                    let Some((was, was_ordinal)) = self.old_places.get(link.old) else { continue };
                    let (Some(was), Some(is)) = (old.items.get(*was), new.items.get(*item)) else { continue };
                    let indicators = (was.indicators.get(*was_ordinal), is.indicators.get(*ordinal));
                    let (Some(before), Some(after)) = indicators else { continue };
                    let change = changed(before, after, link.relation, Some(was.id.clone()));
                    found.extend(change.map(|change| MovedIndicator {
                        old: item_ref(was),
                        new: item_ref(is),
                        change,
                    }));
                }
            }
        }
        found
    }

    /// What changed of the indicators of a pair: those of the new item, then those that the old one lost.
    fn of_pair(&self, old: &Edition, new: &Edition, pair: &Pair) -> Vec<IndicatorChange> {
        let mut found = Vec::new();
        for (node, ordinal) in self.news.get(&pair.new).into_iter().flatten() {
            let Some(indicator) = new.items.get(pair.new).and_then(|item| item.indicators.get(*ordinal))
            else {
                continue;
            };
            let links = self.links.get(node).map_or(&[][..], Vec::as_slice);
            if links.is_empty() && pair.relation != Relation::Merge {
                found.push(alone(indicator, true));
            }
            for link in links {
                let Some((item, ordinal)) = self.old_places.get(link.old) else { continue };
                let Some(was) = old.items.get(*item) else { continue };
                // Of two old items that became one, each is told with its own indicators.
                if pair.relation == Relation::Merge && *item != pair.old {
                    continue;
                }
                let from = (*item != pair.old).then(|| was.id.clone());
                let change =
                    was.indicators.get(*ordinal).and_then(|was| changed(was, indicator, link.relation, from));
                found.extend(change);
            }
        }
        for (node, ordinal) in self.olds.get(&pair.old).into_iter().flatten() {
            let Some(indicator) = old.items.get(pair.old).and_then(|item| item.indicators.get(*ordinal))
            else {
                continue;
            };
            let here = self.news_of.get(&pair.old);
            match self.goals.get(node) {
                None => found.push(alone(indicator, false)),
                Some(goals) if goals.iter().all(|goal| here.is_none_or(|here| !here.contains(goal))) => {
                    let to_item =
                        goals.first().and_then(|goal| new.items.get(*goal)).map(|item| item.id.clone());
                    found.push(IndicatorChange { to_item, values: Vec::new(), ..alone(indicator, false) });
                }
                Some(_) => {}
            }
        }
        found
    }
}

fn by_item(nodes: &Nodes) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut by_item: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (node, (item, ordinal)) in nodes.places.iter().enumerate() {
        by_item.entry(*item).or_default().push((node, *ordinal));
    }
    by_item
}

fn alone(indicator: &Indicator, came: bool) -> IndicatorChange {
    IndicatorChange {
        kind: if came { IndicatorChangeKind::Added } else { IndicatorChangeKind::Removed },
        name: indicator_name(indicator).to_owned(),
        relation: None,
        renamed: None,
        from_item: None,
        to_item: None,
        direction: indicator.direction,
        values: values::all(indicator, came),
    }
}

fn changed(
    old: &Indicator,
    new: &Indicator,
    relation: Relation,
    from: Option<String>,
) -> Option<IndicatorChange> {
    let change = IndicatorChange {
        kind: IndicatorChangeKind::Changed,
        name: indicator_name(new).to_owned(),
        relation: Some(relation),
        renamed: text_change(Some(indicator_name(old)), Some(indicator_name(new))),
        from_item: from,
        to_item: None,
        direction: new.direction.or(old.direction),
        values: values::changes(old, new),
    };
    let same = relation == Relation::Same
        && change.renamed.is_none()
        && change.from_item.is_none()
        && change.values.is_empty();
    (!same).then_some(change)
}

fn count(difference: &mut Difference) {
    let counts = &mut difference.counts;
    counts.added = difference.added.len();
    counts.removed = difference.removed.len();
    let moved = difference.moved_indicators.iter().map(|moved| &moved.change);
    let indicators = difference.changed.iter().flat_map(|change| &change.indicators).chain(moved);
    for value in indicators.flat_map(|indicator| &indicator.values) {
        count_value(value.kind, counts);
    }
    for change in &difference.changed {
        counts.renamed += usize::from(change.renamed.is_some());
        counts.moved += usize::from(change.moved);
        counts.renumbered += usize::from(change.renumbered);
        counts.departments += usize::from(change.departments.is_some());
        counts.split_or_merged += usize::from(change.relation != Relation::Same);
        counts.reworded += usize::from(!change.texts.is_empty());
    }
}

fn count_value(kind: ValueChangeKind, counts: &mut Counts) {
    let counter = match kind {
        ValueChangeKind::TargetRaised => &mut counts.targets_raised,
        ValueChangeKind::TargetLowered => &mut counts.targets_lowered,
        ValueChangeKind::BaselineCorrected => &mut counts.baselines_corrected,
        ValueChangeKind::ActualAdded => &mut counts.actuals_added,
        ValueChangeKind::ActualCorrected => &mut counts.actuals_corrected,
        _ => return,
    };
    *counter += 1;
}

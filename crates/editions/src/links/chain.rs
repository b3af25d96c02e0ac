//! Edition after edition: each is matched with what is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use document_model::{Diagnostic, Severity};
use plan_records::records::{DocumentRecord, Finding, Indicator, Item};
use rayon::prelude::*;

use super::prepare::{Prepared, Repeated, prepare};
use super::record::{Link, LinkChange, LinkKind, LinkRelation, Mention, finding};
use super::{Links, Place, REMEMBERED, Thing};
use crate::difference::{ValueChangeKind, value_change_kinds};
use crate::edition::Edition;
use crate::evidence::{Evidence, EvidenceKind, Tally, Weighing, likelihood};
use crate::forms::Forms;
use crate::matching::departments::Renamings;
use crate::matching::{Matching, Pair, Relation, match_nodes};
use crate::node::{IndicatorNode, ItemNode, Nodes, indicator_name, item_name};
use crate::rounded;

/// Likelihood below which a person should look at a link.
const SURE: f64 = 0.9;

/// Weight by which the next best pair must be worse.
const CLEAR: f64 = 1.0;

/// Editions that are made comparable at once, while those before them are matched: bounds the memory.
const AT_ONCE: usize = 32;

/// Links the editions of a group, which are in the order of time.
pub(super) fn link_group(editions: &[Edition], group: &[usize]) -> Links {
    let mut links = Links::default();
    let mut known = Known::default();
    // One for each thread: which of them makes an edition comparable does not change what comes out.
    let mut forms: Vec<Forms> = (0..rayon::current_num_threads()).map(|_| Forms::default()).collect();
    let mut step = 0;
    let mut ready = Vec::new();
    // One round more than there are chunks: the first has nothing to match, the last nothing to make comparable.
    for chunk in group.chunks(AT_ONCE).chain([&[][..]]) {
        let (next, ()) = rayon::join(
            || prepare(editions, chunk, &mut forms),
            || {
                for prepared in ready.drain(..) {
                    let Prepared { edition, at, .. } = prepared;
                    Step { editions, edition, at, step, links: &mut links }.run(prepared, &mut known);
                    step += 1;
                }
            },
        );
        ready = next;
    }
    links
}

/// What is known of a publisher: the last state of everything.
#[derive(Debug, Default)]
struct Known {
    nodes: Nodes,
    items: Vec<State>,
    indicators: Vec<State>,
    /// How a department was last printed.
    departments: BTreeMap<Arc<str>, String>,
    last_document: String,
}

#[derive(Debug, Clone)]
struct State {
    id: String,
    /// Place in [`Links::indicators`]; of an item without meaning.
    thing: usize,
    place: Place,
    step: usize,
}

struct Step<'s> {
    editions: &'s [Edition],
    edition: &'s Edition,
    at: usize,
    step: usize,
    links: &'s mut Links,
}

impl Step<'_> {
    fn run(mut self, prepared: Prepared<'_>, known: &mut Known) {
        let Prepared { nodes, items, repeated_items, repeated_indicators, related, departments, .. } =
            prepared;
        let matching = match_nodes(&known.nodes, &nodes);
        let item_states = self.item_states(&matching, known, &items);
        let indicator_states = self.indicator_states(&matching, known, &nodes);
        self.pairs(&matching, known, &item_states, &indicator_states);
        self.repeated(LinkKind::Item, repeated_items, &item_states);
        self.repeated(LinkKind::Indicator, repeated_indicators, &indicator_states);
        self.related(related, &item_states);
        self.departments(&matching.renamings, &departments, known);
        remember(known, nodes, &matching, (item_states, indicator_states), self.step);
        for (folded, name) in departments {
            known.departments.insert(folded, name.to_owned());
        }
        known.last_document = self.document().map(|document| document.id.clone()).unwrap_or_default();
    }

    fn document(&self) -> Option<&DocumentRecord> {
        self.edition.documents.first()
    }

    /// Identity of each item of the edition that is no repetition.
    fn item_states(&self, matching: &Matching, known: &Known, items: &[usize]) -> Vec<State> {
        let same: BTreeMap<usize, usize> = same(&matching.items);
        items
            .iter()
            .enumerate()
            .map(|(node, item)| {
                let before = same.get(&node).and_then(|old| known.items.get(*old));
                let own = || self.edition.items.get(*item).map(|item| item.id.clone()).unwrap_or_default();
                State {
                    id: before.map_or_else(own, |before| before.id.clone()),
                    thing: 0,
                    place: Place { edition: self.at, item: *item, indicator: None },
                    step: self.step,
                }
            })
            .collect()
    }

    /// Identity of each indicator of the edition that is no repetition.
    fn indicator_states(&mut self, matching: &Matching, known: &Known, firsts: &Nodes) -> Vec<State> {
        let same: BTreeMap<usize, usize> = same(&matching.indicators);
        let mut states = Vec::with_capacity(firsts.places.len());
        for (node, (item, ordinal)) in firsts.places.iter().enumerate() {
            let place = Place { edition: self.at, item: *item, indicator: Some(*ordinal) };
            let before = same.get(&node).and_then(|old| known.indicators.get(*old));
            let (id, thing) = match before {
                Some(before) => (before.id.clone(), before.thing),
                None => {
                    let item = self.edition.items.get(*item).map_or("", |item| item.id.as_str());
                    let id = format!("{item}.{ordinal}");
                    self.links.indicators.push(Thing { id: id.clone(), mentions: Vec::new() });
                    (id, self.links.indicators.len() - 1)
                }
            };
            if let Some(thing) = self.links.indicators.get_mut(thing) {
                thing.mentions.push(place);
            }
            states.push(State { id, thing, place, step: self.step });
        }
        states
    }

    fn pairs(&mut self, matching: &Matching, known: &Known, items: &[State], indicators: &[State]) {
        let of_items = matching.items.par_iter().filter_map(|pair| {
            let (old, new) = (known.items.get(pair.old)?, items.get(pair.new)?);
            Some(self.pair(LinkKind::Item, pair, old, new))
        });
        let of_indicators = matching.indicators.par_iter().filter_map(|pair| {
            let (old, new) = (known.indicators.get(pair.old)?, indicators.get(pair.new)?);
            Some(self.pair(LinkKind::Indicator, pair, old, new))
        });
        let made: Vec<(Link, Option<Finding>)> = of_items.chain(of_indicators).collect();
        for (link, doubt) in made {
            self.links.links.push(link);
            self.links.findings.extend(doubt);
        }
    }

    fn pair(&self, kind: LinkKind, pair: &Pair, old: &State, new: &State) -> (Link, Option<Finding>) {
        let relation = match pair.relation {
            Relation::Same => LinkRelation::Same,
            Relation::Split => LinkRelation::Split,
            Relation::Merge => LinkRelation::Merge,
        };
        let changes = self.changes(old.place, new.place);
        let score = likelihood(pair.weighing.sum);
        let link = self.link(kind, relation, (old.place, new.place), &new.id, &pair.weighing, changes);
        let rival = pair.rival.filter(|rival| pair.weighing.sum - rival < CLEAR);
        let doubtful = relation == LinkRelation::Same && (score < SURE || rival.is_some());
        let doubt = doubtful.then(|| self.doubt(&link, new.place, rival.is_some())).flatten();
        (link, doubt)
    }

    fn doubt(&self, link: &Link, place: Place, rival: bool) -> Option<Finding> {
        let (why_ja, why_en) = if rival {
            ("同じくらい似たものがほかにもあります", "another is nearly as much alike")
        } else {
            ("根拠が強くありません", "the evidence is not strong")
        };
        let (old, new, score) = (&link.old, &link.new, link.score);
        let diagnostic = Diagnostic::new(
            Severity::Warning,
            "doubtful-link",
            format!(
                "「{}」（{}）を前の版の「{}」（{}）と同じものとしました（確からしさ {score}）。{why_ja}",
                new.name, new.document_id, old.name, old.document_id
            ),
            format!(
                "“{}” ({}) was taken for “{}” ({}) of an earlier edition (score {score}): {why_en}",
                new.name, new.document_id, old.name, old.document_id
            ),
        );
        let diagnostic = match place.indicator {
            Some(ordinal) => diagnostic.about(format!("indicators.{ordinal}")),
            None => diagnostic,
        };
        let item = self.edition.items.get(place.item);
        Some(finding(self.document()?, item, diagnostic))
    }

    fn repeated(&mut self, kind: LinkKind, repeated: Vec<Repeated>, states: &[State]) {
        for Repeated { first, place: (item, indicator), weighing } in repeated {
            let Some(state) = states.get(first) else { continue };
            let place = Place { edition: self.at, item, indicator };
            self.note(kind, LinkRelation::Repeated, (state.place, place), &state.id, &weighing);
            if let Some(thing) = self.links.indicators.get_mut(state.thing).filter(|_| indicator.is_some()) {
                thing.mentions.push(place);
            }
        }
    }

    /// Rows of indicators that name a 施策 of their document in 【】.
    fn related(&mut self, related: Vec<(usize, usize)>, states: &[State]) {
        for (at, node) in related {
            let Some(state) = states.get(node).filter(|state| state.place.item != at) else { continue };
            let place = Place { edition: self.at, item: at, indicator: None };
            let weighing = certain(EvidenceKind::Name);
            self.note(LinkKind::Item, LinkRelation::Related, (place, state.place), &state.id, &weighing);
        }
    }

    fn departments(&mut self, renamings: &Renamings, printed: &BTreeMap<Arc<str>, &str>, known: &Known) {
        let document = self.document().map(|document| document.id.clone()).unwrap_or_default();
        for renaming in &renamings.all {
            let new_name = printed.get(renaming.new.as_str()).copied().unwrap_or(&renaming.new).to_owned();
            let old_name = known.departments.get(renaming.old.as_str()).unwrap_or(&renaming.old).clone();
            let mention = |document_id: &str, name: String| Mention {
                document_id: document_id.to_owned(),
                item: None,
                indicator: None,
                name,
            };
            let link = Link {
                kind: LinkKind::Department,
                relation: LinkRelation::Renamed,
                id: format!("{document}.{new_name}"),
                publisher: self.edition.publisher().map(str::to_owned),
                old: mention(&known.last_document, old_name),
                new: mention(&document, new_name),
                score: rounded(renaming.share),
                reasons: vec![Evidence {
                    evidence: EvidenceKind::Departments,
                    weight: rounded(weight_of(renaming.items)),
                }],
                changes: vec![LinkChange::Renamed],
            };
            self.links.links.push(link);
        }
    }

    /// Adds a link between things of which nothing changed.
    fn note(
        &mut self,
        kind: LinkKind,
        relation: LinkRelation,
        places: (Place, Place),
        id: &str,
        weighing: &Weighing,
    ) {
        let link = self.link(kind, relation, places, id, weighing, Vec::new());
        self.links.links.push(link);
    }

    fn link(
        &self,
        kind: LinkKind,
        relation: LinkRelation,
        (old, new): (Place, Place),
        id: &str,
        weighing: &Weighing,
        changes: Vec<LinkChange>,
    ) -> Link {
        let round = |piece: &Evidence| Evidence { evidence: piece.evidence, weight: rounded(piece.weight) };
        Link {
            kind,
            relation,
            id: id.to_owned(),
            publisher: self.edition.publisher().map(str::to_owned),
            old: self.mention(old),
            new: self.mention(new),
            score: rounded(likelihood(weighing.sum)),
            reasons: weighing.pieces.iter().map(round).collect(),
            changes,
        }
    }

    fn item(&self, place: Place) -> Option<&Item> {
        self.editions.get(place.edition)?.items.get(place.item)
    }

    fn indicator(&self, place: Place) -> Option<&Indicator> {
        self.item(place)?.indicators.get(place.indicator?)
    }

    fn mention(&self, place: Place) -> Mention {
        let item = self.item(place);
        let name = match place.indicator {
            Some(_) => self.indicator(place).map(|indicator| indicator_name(indicator).to_owned()),
            None => item.map(|item| item_name(item).into_owned()),
        };
        Mention {
            document_id: item.map(|item| item.document_id.clone()).unwrap_or_default(),
            item: item.map(|item| item.id.clone()),
            indicator: place.indicator,
            name: name.unwrap_or_default(),
        }
    }

    fn changes(&self, old: Place, new: Place) -> Vec<LinkChange> {
        let (Some(was), Some(is)) = (self.item(old), self.item(new)) else { return Vec::new() };
        if let (Some(was), Some(is)) = (self.indicator(old), self.indicator(new)) {
            return indicator_changes(was, is);
        }
        let found = [
            (item_name(was) != item_name(is), LinkChange::Renamed),
            (was.number != is.number, LinkChange::Renumbered),
            (!titles(was).eq(titles(is)), LinkChange::Moved),
            (was.departments != is.departments, LinkChange::Departments),
        ];
        found.into_iter().filter(|(changed, _)| *changed).map(|(_, change)| change).collect()
    }
}

/// The titles of the headings above, each path closed by a mark of its own.
fn titles(item: &Item) -> impl Iterator<Item = Option<&Option<String>>> {
    item.paths.iter().flat_map(|path| path.iter().map(|heading| Some(&heading.title)).chain([None]))
}

fn indicator_changes(was: &Indicator, is: &Indicator) -> Vec<LinkChange> {
    let mut changes: Vec<LinkChange> = value_change_kinds(was, is)
        .filter_map(|kind| match kind {
            ValueChangeKind::TargetRaised
            | ValueChangeKind::TargetLowered
            | ValueChangeKind::TargetChanged => Some(LinkChange::TargetRevised),
            ValueChangeKind::TargetAdded => Some(LinkChange::TargetAdded),
            ValueChangeKind::BaselineCorrected => Some(LinkChange::BaselineCorrected),
            ValueChangeKind::ActualAdded => Some(LinkChange::ActualUpdated),
            ValueChangeKind::ActualCorrected => Some(LinkChange::ActualCorrected),
            _ => None,
        })
        .collect();
    if indicator_name(was) != indicator_name(is) {
        changes.push(LinkChange::Renamed);
    }
    changes.sort_unstable();
    changes.dedup();
    changes
}

fn certain(evidence: EvidenceKind) -> Weighing {
    let mut weighing = Weighing::default();
    weighing.add(evidence, 5.0);
    weighing
}

/// A change that is seen at many items is surer: each item weighs as one bit.
fn weight_of(items: usize) -> f64 {
    u32::try_from(items).map_or(f64::MAX, f64::from) * std::f64::consts::LN_2
}

/// The old node of each new one that is the same thing.
fn same(pairs: &[Pair]) -> BTreeMap<usize, usize> {
    pairs.iter().filter(|pair| pair.relation == Relation::Same).map(|pair| (pair.new, pair.old)).collect()
}

/// What is known after an edition: its own, and what earlier ones had and it has not.
fn remember(
    known: &mut Known,
    new: Nodes,
    matching: &Matching,
    (mut items, mut indicators): (Vec<State>, Vec<State>),
    step: usize,
) {
    let old = std::mem::take(&mut known.nodes);
    let fresh = |state: &State| step - state.step < REMEMBERED;
    let mut nodes = new;
    let mut places: Vec<Option<usize>> = paired(&matching.items, old.items.len());
    for ((at, node), state) in old.items.into_iter().enumerate().zip(&known.items) {
        match places.get_mut(at) {
            Some(Some(new)) => keep_silent_fields(nodes.items.get_mut(*new), node),
            Some(place) if fresh(state) => {
                *place = Some(nodes.items.len());
                nodes.items.push(node);
                items.push(state.clone());
            }
            _ => {}
        }
    }
    let same = paired(&matching.indicators, old.indicators.len());
    for ((at, node), state) in old.indicators.into_iter().enumerate().zip(&known.indicators) {
        match same.get(at).copied().flatten() {
            Some(new) => keep_values(nodes.indicators.get_mut(new), node),
            None if fresh(state) => {
                // An item that is forgotten has no place: its indicator stands alone.
                let item = places.get(node.item).copied().flatten().unwrap_or(usize::MAX);
                nodes.indicators.push(IndicatorNode { item, ..node });
                indicators.push(state.clone());
            }
            None => {}
        }
    }
    nodes.places.clear();
    (known.nodes, known.items, known.indicators) = (nodes, items, indicators);
}

/// The new node of each old one.
fn paired(pairs: &[Pair], olds: usize) -> Vec<Option<usize>> {
    let mut places = vec![None; olds];
    for pair in pairs {
        if let Some(place) = places.get_mut(pair.old) {
            place.get_or_insert(pair.new);
        }
    }
    places
}

/// A document that prints no departments or texts does not say that there are none.
fn keep_silent_fields(new: Option<&mut ItemNode>, old: ItemNode) {
    let Some(new) = new else { return };
    if new.departments.is_empty() {
        new.departments = old.departments;
    }
    if new.text.is_empty() {
        new.text = old.text;
    }
    if new.path.is_empty() {
        new.path = old.path;
    }
}

/// Values of years that the new edition does not print any more.
fn keep_values(new: Option<&mut IndicatorNode>, old: IndicatorNode) {
    let Some(new) = new else { return };
    new.values.keep(old.values);
    new.unit = new.unit.take().or(old.unit);
}

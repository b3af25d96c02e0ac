//! Edition after edition: each is matched with what is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::prepare::{Prepared, Repeated, prepare};
use super::write::{Found, Renamed, write};
use super::{Links, Place, REMEMBERED, Thing};
use crate::edition::Edition;
use crate::forms::Forms;
use crate::matching::departments::Renamings;
use crate::matching::{Matching, Pair, Relation, match_nodes};
use crate::node::{IndicatorNode, ItemNode, Nodes};

/// Editions that are made comparable at once, while those before them are matched: bounds the memory.
const AT_ONCE: usize = 32;

/// Links the editions of a group, which are in the order of time.
///
/// Each is matched after the one before it. What needs no other is done beside that for several at once: those that
/// come next are made comparable, and for those that are matched the links are written.
pub(super) fn link_group(editions: &[Edition], group: &[usize]) -> Links {
    let mut links = Links::default();
    let mut known = Known::default();
    // One for each thread: which of them makes an edition comparable does not change what comes out.
    let mut forms: Vec<Forms> = (0..rayon::current_num_threads()).map(|_| Forms::default()).collect();
    let mut step = 0;
    let (mut ready, mut found) = (Vec::new(), Vec::new());
    // Two rounds more than there are chunks: the first has nothing to match, the last nothing but links to write.
    for chunk in group.chunks(AT_ONCE).chain([&[][..]; 2]) {
        let Links { links: written, indicators, findings } = &mut links;
        let matched = || {
            let steps = ready.drain(..).map(|prepared: Prepared<'_>| {
                step += 1;
                Step { edition: prepared.edition, at: prepared.at, step, things: indicators }
                    .run(prepared, &mut known)
            });
            steps.collect()
        };
        let (next, (matched, ())) = rayon::join(
            || prepare(editions, chunk, &mut forms),
            || rayon::join(matched, || write(editions, &found, written, findings)),
        );
        (ready, found) = (next, matched);
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

/// The last mention of a thing.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) id: Arc<str>,
    /// Place in [`Links::indicators`]; of an item without meaning.
    thing: usize,
    pub(super) place: Place,
    step: usize,
}

struct Step<'s> {
    edition: &'s Edition,
    at: usize,
    step: usize,
    things: &'s mut Vec<Thing>,
}

impl<'s> Step<'s> {
    fn run<'e>(mut self, prepared: Prepared<'e>, known: &mut Known) -> Found<'e> {
        let Prepared { edition, at, nodes, items, repeated_items, repeated_indicators, related, departments } =
            prepared;
        let mut matching = match_nodes(&known.nodes, &nodes);
        let item_states = self.item_states(&matching, known, &items);
        let indicator_states = self.indicator_states(&matching, known, &nodes);
        self.mention_repeated(&repeated_indicators, &indicator_states);
        let renamed = renamed(std::mem::take(&mut matching.renamings), &departments, known);
        let last_document = edition.documents.first().map(|document| document.id.clone()).unwrap_or_default();
        let last_document = std::mem::replace(&mut known.last_document, last_document);
        for (folded, name) in departments {
            known.departments.insert(folded, name.to_owned());
        }
        let new = (item_states.clone(), indicator_states.clone());
        let old = remember(known, nodes, &matching, new, self.step);
        Found {
            edition,
            at,
            matching,
            old,
            new: (item_states, indicator_states),
            repeated_items,
            repeated_indicators,
            related,
            renamed,
            last_document,
        }
    }

    /// Identity of each item of the edition that is no repetition.
    fn item_states(&self, matching: &Matching, known: &Known, items: &[usize]) -> Vec<State> {
        let same: BTreeMap<usize, usize> = same(&matching.items);
        items
            .iter()
            .enumerate()
            .map(|(node, item)| {
                let before = same.get(&node).and_then(|old| known.items.get(*old));
                let own = || self.edition.items.get(*item).map_or("", |item| item.id.as_str()).into();
                State {
                    id: before.map_or_else(own, |before| Arc::clone(&before.id)),
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
                Some(before) => (Arc::clone(&before.id), before.thing),
                None => {
                    let item = self.edition.items.get(*item).map_or("", |item| item.id.as_str());
                    let id = format!("{item}.{ordinal}");
                    self.things.push(Thing { id: id.clone(), mentions: Vec::new() });
                    (id.into(), self.things.len() - 1)
                }
            };
            if let Some(thing) = self.things.get_mut(thing) {
                thing.mentions.push(place);
            }
            states.push(State { id, thing, place, step: self.step });
        }
        states
    }

    /// A repetition is a mention too.
    fn mention_repeated(&mut self, repeated: &[Repeated], states: &[State]) {
        for Repeated { first, place: (item, indicator), .. } in repeated {
            let thing = states.get(*first).and_then(|state| self.things.get_mut(state.thing));
            if let Some(thing) = thing {
                thing.mentions.push(Place { edition: self.at, item: *item, indicator: *indicator });
            }
        }
    }
}

/// The renamed departments, each with its names as printed.
fn renamed(renamings: Renamings, printed: &BTreeMap<Arc<str>, &str>, known: &Known) -> Vec<Renamed> {
    let named = renamings.all.into_iter().map(|renaming| Renamed {
        new_name: printed.get(renaming.new.as_str()).copied().unwrap_or(&renaming.new).to_owned(),
        old_name: known.departments.get(renaming.old.as_str()).unwrap_or(&renaming.old).clone(),
        items: renaming.items,
        share: renaming.share,
    });
    named.collect()
}

/// The old node of each new one that is the same thing.
fn same(pairs: &[Pair]) -> BTreeMap<usize, usize> {
    pairs.iter().filter(|pair| pair.relation == Relation::Same).map(|pair| (pair.new, pair.old)).collect()
}

/// What is known after an edition: its own, and what earlier ones had and it has not. Gives what was known before.
fn remember(
    known: &mut Known,
    new: Nodes,
    matching: &Matching,
    (mut items, mut indicators): (Vec<State>, Vec<State>),
    step: usize,
) -> (Vec<State>, Vec<State>) {
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
    known.nodes = nodes;
    (std::mem::replace(&mut known.items, items), std::mem::replace(&mut known.indicators, indicators))
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

//! The links of an edition that was matched, with what is to be said of them.

use document_model::{Diagnostic, Severity};
use plan_records::records::{DocumentRecord, Finding, Indicator, Item};
use rayon::prelude::*;

use super::Place;
use super::chain::State;
use super::prepare::Repeated;
use super::record::{Link, LinkChange, LinkKind, LinkRelation, Mention, finding};
use crate::difference::{ValueChangeKind, value_change_kinds};
use crate::edition::Edition;
use crate::evidence::{Evidence, EvidenceKind, Tally, Weighing, likelihood};
use crate::matching::{Matching, Pair, Relation};
use crate::node::{indicator_name, item_name};
use crate::rounded;

/// Likelihood below which a person should look at a link.
const SURE: f64 = 0.9;

/// Weight by which the next best pair must be worse.
const CLEAR: f64 = 1.0;

/// What was found of an edition.
pub(super) struct Found<'e> {
    pub(super) edition: &'e Edition,
    /// Place in the list given.
    pub(super) at: usize,
    pub(super) matching: Matching,
    /// Items and indicators that were known before.
    pub(super) old: (Vec<State>, Vec<State>),
    /// Items and indicators of the edition that are no repetitions.
    pub(super) new: (Vec<State>, Vec<State>),
    pub(super) repeated_items: Vec<Repeated>,
    pub(super) repeated_indicators: Vec<Repeated>,
    /// The item node that each title in 【】 names, by the item that has it there.
    pub(super) related: Vec<(usize, usize)>,
    pub(super) renamed: Vec<Renamed>,
    /// The document before.
    pub(super) last_document: String,
}

/// A renamed department, its names as printed.
pub(super) struct Renamed {
    pub(super) old_name: String,
    pub(super) new_name: String,
    /// Items at which it is seen.
    pub(super) items: usize,
    /// Share of the items that had the old one.
    pub(super) share: f64,
}

/// Writes the links of editions, in their order.
pub(super) fn write(
    editions: &[Edition],
    found: &[Found<'_>],
    links: &mut Vec<Link>,
    findings: &mut Vec<Finding>,
) {
    let of_each = found.par_iter().map(|found| {
        let mut writer = Writer { editions, found, links: Vec::new(), findings: Vec::new() };
        writer.run();
        (writer.links, writer.findings)
    });
    for (of_one, found_in_one) in of_each.collect::<Vec<_>>() {
        links.extend(of_one);
        findings.extend(found_in_one);
    }
}

struct Writer<'w> {
    editions: &'w [Edition],
    found: &'w Found<'w>,
    links: Vec<Link>,
    findings: Vec<Finding>,
}

impl Writer<'_> {
    fn run(&mut self) {
        let found = self.found;
        let (items, indicators) = &found.new;
        self.pairs(LinkKind::Item, &found.matching.items, (&found.old.0, items));
        self.pairs(LinkKind::Indicator, &found.matching.indicators, (&found.old.1, indicators));
        self.repeated(LinkKind::Item, &found.repeated_items, items);
        self.repeated(LinkKind::Indicator, &found.repeated_indicators, indicators);
        self.related(&found.related, items);
        self.departments();
    }

    fn document(&self) -> Option<&DocumentRecord> {
        self.found.edition.documents.first()
    }

    fn pairs(&mut self, kind: LinkKind, pairs: &[Pair], (olds, news): (&[State], &[State])) {
        for pair in pairs {
            let (Some(old), Some(new)) = (olds.get(pair.old), news.get(pair.new)) else { continue };
            let (link, doubt) = self.pair(kind, pair, old, new);
            self.links.push(link);
            self.findings.extend(doubt);
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
        let item = self.found.edition.items.get(place.item);
        Some(finding(self.document()?, item, diagnostic))
    }

    fn repeated(&mut self, kind: LinkKind, repeated: &[Repeated], states: &[State]) {
        for Repeated { first, place: (item, indicator), weighing } in repeated {
            let Some(state) = states.get(*first) else { continue };
            let place = Place { edition: self.found.at, item: *item, indicator: *indicator };
            self.note(kind, LinkRelation::Repeated, (state.place, place), &state.id, weighing);
        }
    }

    /// Rows of indicators that name a 施策 of their document in 【】.
    fn related(&mut self, related: &[(usize, usize)], states: &[State]) {
        for (at, node) in related {
            let Some(state) = states.get(*node).filter(|state| state.place.item != *at) else { continue };
            let place = Place { edition: self.found.at, item: *at, indicator: None };
            let weighing = certain(EvidenceKind::Name);
            self.note(LinkKind::Item, LinkRelation::Related, (place, state.place), &state.id, &weighing);
        }
    }

    fn departments(&mut self) {
        let document = self.document().map(|document| document.id.clone()).unwrap_or_default();
        for renamed in &self.found.renamed {
            let mention = |document_id: &str, name: &str| Mention {
                document_id: document_id.to_owned(),
                item: None,
                indicator: None,
                name: name.to_owned(),
            };
            self.links.push(Link {
                kind: LinkKind::Department,
                relation: LinkRelation::Renamed,
                id: format!("{document}.{}", renamed.new_name),
                publisher: self.found.edition.publisher().map(str::to_owned),
                old: mention(&self.found.last_document, &renamed.old_name),
                new: mention(&document, &renamed.new_name),
                score: rounded(renamed.share),
                reasons: vec![Evidence {
                    evidence: EvidenceKind::Departments,
                    weight: rounded(weight_of(renamed.items)),
                }],
                changes: vec![LinkChange::Renamed],
            });
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
        self.links.push(link);
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
            publisher: self.found.edition.publisher().map(str::to_owned),
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

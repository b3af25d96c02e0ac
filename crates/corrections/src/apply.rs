//! Puts decisions into a document's records.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Diagnostic, PageNumber, Place};
use plan_records::Records;
use plan_records::records::{Answer, AnswerKind, CellSource, DocumentRecord, Finding, Item};
use plan_records::validate;
use serde_json::Value;

use crate::decision::{Decision, Kind};
use crate::elements::{as_left, cells_as_read, item_left, list_left, takes_out, value_as_read, value_of};
use crate::field::{cells_of, is_correctable, overlaps, raw_of, set, value_at};
use crate::findings;
use crate::set::Corrections;

/// Rounds of applying: a corrected title gives an item another key, by which more corrections may know it.
const ROUNDS: usize = 3;

/// What became of the decisions that concern a document.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// Ids of all decisions that concern it, applied or reported.
    pub placed: BTreeSet<String>,
    /// Ids of the corrections that were applied, by the place of the item and the field as it is called now.
    pub corrected: BTreeMap<(usize, String), String>,
    /// Ids of the corrections that took an element out, by the place of the item and the element's name as read.
    pub removed: BTreeMap<(usize, String), String>,
    /// Ids of the corrections of the document, by field.
    pub of_document: BTreeMap<String, String>,
    /// Ids of all corrections of items, by the place of the item and the field as read.
    done: BTreeMap<(usize, String), String>,
    /// `id` of each item with a correction, by its place.
    item_ids: BTreeMap<usize, String>,
    accepted: Vec<Accepted>,
    pub(crate) answers: BTreeMap<String, Answer>,
}

/// An acceptance, with the item as it is called in this document.
#[derive(Debug, Clone)]
struct Accepted {
    decision: Decision,
    item: Option<String>,
    /// The field's text is the one that the person saw: then the words of the message do not matter.
    same_text: bool,
}

/// An item with its corrections, or what is wrong with them.
pub type ItemEdit = Result<Item, String>;

/// The item with other values in some fields, which are named as read; an element of a list that becomes null is taken out.
///
/// # Errors
/// Says why, where it has no such field or a value does not fit its field.
pub fn edit_item<'e>(item: &Item, edits: impl IntoIterator<Item = (&'e str, &'e Value)>) -> ItemEdit {
    let mut value = value_as_read(item);
    let mut edits: Vec<(&str, &Value)> = edits.into_iter().collect();
    // A whole before its parts, so that both hold; elements of lists in their order, so that each finds its place.
    edits.sort_by(|(one, _), (other, _)| natural(one).cmp(&natural(other)));
    let gone: Vec<&str> =
        edits.iter().filter(|(field, new)| takes_out(field, new)).map(|(field, _)| *field).collect();
    let of_gone = |field: &str| gone.iter().any(|gone| field.len() > gone.len() && overlaps(field, gone));
    for (field, new) in edits.iter().filter(|(field, _)| !of_gone(field)) {
        if !is_correctable(field) || !set(&mut value, field, (*new).clone()) {
            return Err(format!("{field}?"));
        }
    }
    item_left(value, item).map_err(|error| error.to_string())
}

/// The text of a field named as read.
fn raw_as_read(item: &Item, field: &str) -> Option<String> {
    let of_gone =
        item.source.removed.iter().find(|(name, _)| overlaps(name, field) && field.len() >= name.len());
    match of_gone {
        Some((_, cells)) => {
            let mut raws: Vec<&str> = cells.iter().map(|cell| cell.raw.as_str()).collect();
            raws.dedup();
            (!raws.is_empty()).then(|| raws.join("\n"))
        }
        None => raw_of(item, &as_left(item, field)?),
    }
}

/// Parts of a name, numbers by their value.
pub(crate) fn natural(field: &str) -> Vec<(Option<usize>, &str)> {
    field.split('.').map(|part| (part.parse().ok(), part)).collect()
}

/// Where a decision belongs in a document.
enum Located {
    Item(usize),
    /// Its item is not there.
    Gone,
    /// Several items fit.
    Ambiguous(usize),
    /// The item is there and its text is another one.
    Stale(usize),
}

impl Corrections {
    /// Applies the decisions that concern a document to its records; those that cannot be applied become findings there.
    ///
    /// `flaw` tells what is wrong with an item, such as a violation of its schema: a correction that brings one in is not
    /// applied.
    pub fn apply(&self, records: &mut Records, flaw: &dyn Fn(&Item) -> Option<String>) -> Applied {
        let mut applied = Applied::default();
        self.apply_to_document(records, &mut applied);
        let mut keys: Vec<BTreeSet<String>> =
            records.items.iter().map(|item| BTreeSet::from([item.key.clone()])).collect();
        let before = self.publishers_before(&applied);
        rename(records, &before, &mut keys);
        for _ in 0..ROUNDS {
            let known: BTreeSet<String> = keys.iter().flatten().cloned().collect();
            // What was made about this very document waits until its item is known by its key.
            let document = records.document.clone();
            let ready: Vec<&Decision> = self
                .concerning(&document, &known)
                .filter(|decision| !applied.placed.contains(&decision.id) && !decision.is_about_document())
                .filter(|decision| decision.item.as_ref().is_none_or(|item| known.contains(&item.key)))
                .collect();
            if ready.is_empty() {
                break;
            }
            self.apply_round(&ready, &keys, records, flaw, &mut applied);
            rename(records, &before, &mut keys);
        }
        let known: BTreeSet<String> = keys.iter().flatten().cloned().collect();
        let document = records.document.clone();
        for decision in self.concerning(&document, &known) {
            let vanishes = self.heads().counts(decision) || !self.heads().is_spoken_for(decision);
            if applied.placed.insert(decision.id.clone()) && vanishes {
                records.findings.push(findings::item_gone(decision));
            }
        }
        if !applied.done.is_empty() || !applied.of_document.is_empty() {
            applied.call_as_left(records);
            validate::recheck(records);
        }
        applied
    }

    fn apply_round(
        &self,
        decisions: &[&Decision],
        keys: &[BTreeSet<String>],
        records: &mut Records,
        flaw: &dyn Fn(&Item) -> Option<String>,
        applied: &mut Applied,
    ) {
        let mut by_item: BTreeMap<usize, Vec<&Decision>> = BTreeMap::new();
        for decision in decisions {
            applied.placed.insert(decision.id.clone());
            if decision.kind == Kind::AcceptFinding {
                applied.accept(decision, self.locate(decision, keys, records), records);
                continue;
            }
            match self.locate(decision, keys, records) {
                Located::Item(at) => by_item.entry(at).or_default().push(decision),
                // A replaced correction speaks through the one that replaces it.
                _ if !self.heads().counts(decision) => {}
                Located::Gone => records.findings.push(findings::item_gone(decision)),
                Located::Ambiguous(items) => records.findings.push(findings::ambiguous(decision, items)),
                Located::Stale(at) => {
                    let field = decision.field.as_deref().unwrap_or_default();
                    let found = records.items.get(at).and_then(|item| raw_as_read(item, field));
                    add(records, at, findings::stale(decision, found.as_deref()));
                }
            }
        }
        for (at, decisions) in by_item {
            self.apply_to_item(at, &decisions, records, flaw, applied);
        }
    }

    fn apply_to_item(
        &self,
        at: usize,
        decisions: &[&Decision],
        records: &mut Records,
        flaw: &dyn Fn(&Item) -> Option<String>,
        applied: &mut Applied,
    ) {
        let mut fit = Vec::new();
        let sha256 = records.document.sha256.clone();
        for decision in self.without_conflicts(at, decisions, &sha256, records, applied) {
            let field = decision.field.as_deref().unwrap_or_default();
            if is_correctable(field) {
                fit.push(decision);
            } else {
                add(records, at, findings::unknown_field(decision, field));
            }
        }
        let Some(item) = records.items.get(at).cloned() else { return };
        let (item, done, rejected) = edit_as_possible(item, &fit, flaw);
        for (decision, why) in rejected {
            let field = decision.field.as_deref().unwrap_or_default();
            let finding = if why == format!("{field}?") {
                findings::unknown_field(decision, field)
            } else {
                findings::invalid(decision, &why)
            };
            add(records, at, finding);
        }
        applied.item_ids.insert(at, item.id.clone());
        if let Some(place) = records.items.get_mut(at) {
            *place = item;
            for decision in &done {
                mark(place, decision);
            }
        }
        for decision in done {
            let field = decision.field.clone().unwrap_or_default();
            applied.answers.insert(decision.id.clone(), answer(decision, AnswerKind::Corrected));
            applied.done.insert((at, field), decision.id.clone());
        }
    }

    /// The corrections of an item that count and do not contradict each other.
    fn without_conflicts<'d>(
        &self,
        at: usize,
        decisions: &[&'d Decision],
        sha256: &str,
        records: &mut Records,
        applied: &Applied,
    ) -> Vec<&'d Decision> {
        let counting: Vec<&Decision> =
            decisions.iter().copied().filter(|decision| self.heads().counts(decision)).collect();
        for decision in decisions.iter().filter(|decision| !self.heads().is_spoken_for(decision)) {
            let field = decision.field.as_deref().unwrap_or_default();
            add(records, at, findings::conflict(field, &[decision]));
        }
        let is_own = |decision: &Decision| decision.document.sha256 == sha256;
        let before: Vec<&Decision> = applied
            .done
            .iter()
            .filter(|((item, _), _)| *item == at)
            .filter_map(|(_, id)| self.get(id))
            .collect();
        let (mut kept, mut told) = (Vec::new(), BTreeSet::new());
        for decision in &counting {
            let others = counting.iter().copied().chain(before.iter().copied());
            let against: Vec<&Decision> = others.filter(|other| contradicts(decision, other)).collect();
            let own_against = against.iter().find(|other| is_own(other));
            let field = decision.field.as_deref().unwrap_or_default();
            match own_against {
                Some(own) if !is_own(decision) => add(records, at, findings::overridden(decision, own)),
                _ if against.iter().any(|other| is_own(other) == is_own(decision)) => {
                    let all: BTreeMap<&str, &Decision> =
                        against.iter().chain([decision]).map(|one| (one.id.as_str(), *one)).collect();
                    // The same people disagree once.
                    if told.insert(all.keys().copied().collect::<Vec<_>>()) {
                        let all: Vec<&Decision> = all.into_values().collect();
                        add(records, at, findings::conflict(field, &all));
                    }
                }
                _ => kept.push(*decision),
            }
        }
        kept
    }
}

impl Corrections {
    /// Finds the item of a decision, by `id` in the same file and by key in another; the text has to be the same.
    fn locate(&self, decision: &Decision, keys: &[BTreeSet<String>], records: &Records) -> Located {
        let Some(wanted) = &decision.item else { return Located::Gone };
        let same_key: Vec<usize> = (0..keys.len())
            .filter(|at| keys.get(*at).is_some_and(|keys| keys.contains(&wanted.key)))
            .collect();
        let fits = |at: usize| records.items.get(at).is_some_and(|item| self.same_text(decision, item));
        if decision.document.sha256 == records.document.sha256 {
            let own = same_key
                .iter()
                .copied()
                .find(|at| records.items.get(*at).is_some_and(|item| item.id == wanted.id));
            if let Some(own) = own {
                return if fits(own) { Located::Item(own) } else { Located::Stale(own) };
            }
        }
        let fitting: Vec<usize> = same_key.iter().copied().filter(|at| fits(*at)).collect();
        match (fitting.as_slice(), same_key.as_slice()) {
            ([one], _) => Located::Item(*one),
            ([], [one, ..]) => Located::Stale(*one),
            ([], []) => Located::Gone,
            (several, _) => Located::Ambiguous(several.len()),
        }
    }

    /// Does the text still stand that the person saw? Where the field has no cell, the value has to be the same, or the new
    /// one already.
    fn same_text(&self, decision: &Decision, item: &Item) -> bool {
        let Some(field) = decision.field.as_deref() else {
            return decision.kind == Kind::AcceptFinding;
        };
        let raw = raw_as_read(item, field);
        if decision.raw.is_some() || decision.kind == Kind::AcceptFinding {
            return raw == decision.raw;
        }
        let value = value_as_read(item);
        let now = value_of(&value, field);
        // The cells of a correction that was applied before are of its own making.
        let own = cells_as_read(item)
            .get(field)
            .is_some_and(|cells| cells.iter().all(|cell| cell.rule.starts_with(RULE) && cell.raw.is_empty()));
        (raw.is_none() || own) && (*now == decision.new || self.values_before(decision).contains(&now))
    }

    /// The value that the person saw, and those before it where it was a correction too.
    pub(crate) fn values_before<'d>(&'d self, decision: &'d Decision) -> Vec<&'d Value> {
        let (mut values, mut seen) = (vec![&decision.old], BTreeSet::from([&decision.id]));
        let mut replaced = decision.replaces.as_ref();
        while let Some(earlier) =
            replaced.and_then(|id| self.get(id)).filter(|earlier| seen.insert(&earlier.id))
        {
            values.push(&earlier.old);
            replaced = earlier.replaces.as_ref();
        }
        values
    }
}

impl Applied {
    /// Nothing was corrected and nothing accepted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.of_document.is_empty() && self.accepted.is_empty()
    }

    /// Calls the fields of corrections and findings as the items call them that are left.
    fn call_as_left(&mut self, records: &mut Records) {
        for ((at, field), id) in &self.done {
            let Some(item) = records.items.get(*at) else { continue };
            match as_left(item, field) {
                Some(left) => self.corrected.insert((*at, left), id.clone()),
                None => self.removed.insert((*at, field.clone()), id.clone()),
            };
        }
        for (at, found) in &mut records.item_findings {
            let Some(item) = records.items.get(*at).filter(|item| !item.source.removed.is_empty()) else {
                continue;
            };
            for field in found.iter_mut().filter_map(|diagnostic| diagnostic.field.as_mut()) {
                *field = as_left(item, field).unwrap_or_else(|| list_left(item, field));
            }
        }
    }

    fn accept(&mut self, decision: &Decision, located: Located, records: &Records) {
        let (item, same_text) = match (&decision.item, located) {
            (None, _) => (None, false),
            (Some(_), Located::Item(at)) => {
                let Some(item) = records.items.get(at) else { return };
                (Some(item.id.clone()), decision.raw.is_some())
            }
            (Some(item), _) => (Some(item.id.clone()), false),
        };
        self.accepted.push(Accepted { decision: decision.clone(), item, same_text });
    }

    /// Marks the findings of the document that a person has answered: accepted, or about a field that was corrected.
    ///
    /// Findings that are made of the corrected values stand as they are. An acceptance whose finding is not there any more
    /// adds one that says so.
    pub fn answer(&self, document: &DocumentRecord, found: &mut Vec<Finding>) {
        for finding in found.iter_mut() {
            if let Some(answer) = self.answer_to(finding) {
                finding.answer = Some(answer);
            }
        }
        let mut stale = Vec::new();
        for accepted in &self.accepted {
            if !found.iter().any(|finding| accepted.is_of(finding)) {
                let Diagnostic { severity, code, ja, en, .. } =
                    findings::acceptance_stale(&accepted.decision);
                stale.push(Finding {
                    document_id: document.id.clone(),
                    path: document.path.clone(),
                    severity,
                    code: code.to_owned(),
                    item: None,
                    field: None,
                    message: ja,
                    message_en: en,
                    place: None,
                    answer: None,
                });
            }
        }
        found.splice(0..0, stale);
    }

    fn answer_to(&self, finding: &Finding) -> Option<Answer> {
        let accepted = self.accepted.iter().find(|accepted| accepted.is_of(finding));
        if let Some(accepted) = accepted {
            return Some(answer(&accepted.decision, AnswerKind::Accepted));
        }
        let about_decisions = finding.code.starts_with("correction-") || finding.code == "acceptance-stale";
        if about_decisions || validate::CODES.contains(&finding.code.as_str()) {
            return None;
        }
        let field = finding.field.as_deref()?;
        let Some(item) = finding.item.as_deref() else {
            let corrected = self.of_document.iter().find(|(name, _)| overlaps(name, field));
            return corrected.and_then(|(_, id)| self.answers.get(id)).cloned();
        };
        let at = self.item_ids.iter().find(|(_, id)| *id == item).map(|(at, _)| *at)?;
        let list = |name: &str| name.rsplit_once('.').map_or("", |(list, _)| list).to_owned();
        let corrected = self
            .corrected
            .iter()
            .find(|((of, name), _)| *of == at && overlaps(name, field))
            .or_else(|| self.removed.iter().find(|((of, name), _)| *of == at && list(name) == field));
        corrected.and_then(|(_, id)| self.answers.get(id)).cloned()
    }
}

impl Accepted {
    fn is_of(&self, finding: &Finding) -> bool {
        let Some(reference) = &self.decision.finding else { return false };
        reference.code == finding.code
            && self.item == finding.item
            && self.decision.field == finding.field
            && (self.same_text || reference.message == finding.message)
    }
}

pub(crate) fn answer(decision: &Decision, kind: AnswerKind) -> Answer {
    Answer {
        kind,
        by: decision.who.clone(),
        when: decision.when.clone(),
        reason: decision.reason.clone(),
        decision: decision.id.clone(),
    }
}

fn add(records: &mut Records, at: usize, diagnostic: Diagnostic) {
    records.item_findings.entry(at).or_default().push(diagnostic);
}

/// Do two corrections of one item leave different values?
fn contradicts(one: &Decision, other: &Decision) -> bool {
    let (Some(left), Some(right)) = (one.field.as_deref(), other.field.as_deref()) else { return false };
    if one.id == other.id || !overlaps(left, right) {
        return false;
    }
    let (whole, part) = if left.len() <= right.len() { (one, other) } else { (other, one) };
    let rest = if left.len() <= right.len() { right.get(left.len()..) } else { left.get(right.len()..) };
    match rest.unwrap_or_default().strip_prefix('.') {
        // What stands in an element that is taken out does not matter.
        Some(_) if whole.field.as_deref().is_some_and(|field| takes_out(field, &whole.new)) => false,
        Some(rest) => value_at(&whole.new, rest) != Some(&part.new),
        None => whole.new != part.new,
    }
}

/// Applies all corrections of an item at once or, where that fails, those that were saved together, one after the other.
fn edit_as_possible<'d>(
    item: Item,
    decisions: &[&'d Decision],
    flaw: &dyn Fn(&Item) -> Option<String>,
) -> (Item, Vec<&'d Decision>, Vec<(&'d Decision, String)>) {
    let before = flaw(&item);
    let edited = |item: &Item, decisions: &[&Decision]| -> ItemEdit {
        let edits = decisions.iter().filter_map(|decision| Some((decision.field.as_deref()?, &decision.new)));
        let edited = edit_item(item, edits)?;
        match flaw(&edited) {
            Some(why) if before.is_none() => Err(why),
            _ => Ok(edited),
        }
    };
    if let Ok(edited) = edited(&item, decisions) {
        return (edited, decisions.to_vec(), Vec::new());
    }
    let mut saved: BTreeMap<(&str, &str), Vec<&Decision>> = BTreeMap::new();
    for decision in decisions {
        saved.entry((&decision.when, &decision.who)).or_default().push(decision);
    }
    let (mut item, mut done, mut rejected) = (item, Vec::new(), Vec::new());
    for together in saved.into_values() {
        match edited(&item, &together) {
            Ok(edited) => {
                item = edited;
                done.extend(together);
            }
            Err(why) => rejected.extend(together.into_iter().map(|decision| (decision, why.clone()))),
        }
    }
    (item, done, rejected)
}

/// How the rule of a corrected field begins.
const RULE: &str = "correction: ";

/// Notes a correction in the item's source: the field's cells, with the person as the rule.
fn mark(item: &mut Item, decision: &Decision) {
    let Some(field) = decision.field.as_deref() else { return };
    let reason = decision.reason.as_deref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let rule = format!("{RULE}{}, {}{reason}", decision.who, decision.when);
    if let Some(cells) = item.source.removed.get_mut(field) {
        cells.iter_mut().for_each(|cell| cell.rule.clone_from(&rule));
        return;
    }
    let Some(field) = as_left(item, field) else { return };
    let field = field.as_str();
    let mut cells: Vec<CellSource> = cells_of(item, field)
        .into_iter()
        .filter(|cell| !cell.rule.starts_with(RULE) || !cell.raw.is_empty())
        .cloned()
        .collect();
    if cells.is_empty() {
        let first = item.source.cells.values().flatten().next().map(|cell| cell.place);
        let page = item.source.pages.first().copied().unwrap_or(PageNumber::FIRST);
        let place = first.unwrap_or(Place { page, bbox: None, line: None, column: None });
        cells.push(CellSource { place, raw: String::new(), rule: String::new() });
    }
    for cell in &mut cells {
        cell.rule.clone_from(&rule);
    }
    item.source.cells.insert(field.to_owned(), cells);
    trust(item, field);
}

/// What a person has looked at is sure: the field, its parts, and the value that it is a part of.
fn trust(item: &mut Item, field: &str) {
    let source = &mut item.source;
    let mut whole = field;
    while !source.confidence.contains_key(whole) {
        match whole.rsplit_once('.') {
            Some((parent, _)) => whole = parent,
            None => break,
        }
    }
    let is_sure = |name: &str| name == whole || overlaps(name, field) && name.len() >= field.len();
    source.confidence.insert(field.to_owned(), 1.0);
    for (_, confidence) in source.confidence.iter_mut().filter(|(name, _)| is_sure(name)) {
        *confidence = 1.0;
    }
    source.doubts.retain(|name, _| !is_sure(name));
}

/// Gives items whose title or indicators were corrected the key that these make; they are known by the keys under
/// earlier publishers too.
fn rename(records: &mut Records, before: &[Option<String>], keys: &mut [BTreeSet<String>]) {
    let publisher = records.document.publisher.as_ref().map(|publisher| publisher.name.clone());
    for (item, keys) in records.items.iter_mut().zip(keys) {
        let key = plan_records::item_key(publisher.as_deref(), item);
        if !keys.contains(&key) {
            keys.insert(key.clone());
        }
        item.key = key;
        keys.extend(before.iter().map(|publisher| plan_records::item_key(publisher.as_deref(), item)));
    }
}

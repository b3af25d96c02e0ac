//! The records with the decisions applied, and how decisions are made.

use std::io;
use std::path::PathBuf;

use corrections::{
    Decision, DocumentRef, FindingRef, ItemRef, Kind, as_read, edit_document, edit_item, overlaps, raw_of,
    value_as_read, value_of,
};
use plan_records::records::{Finding, Item};
use schema_emit::Validator;
use schema_emit::read::Output;
use serde::Deserialize;
use serde_json::Value;

use crate::clock::Clock;
use crate::journal::Journal;
use crate::search::text_of;
use crate::view::{Base, DocumentView};
use crate::words::{self, Words};

/// Characters of a reason or name at most.
const MOST_CHARACTERS: usize = 2000;

/// How a person reviews.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file that decisions are appended to.
    pub corrections: PathBuf,
    /// Who decides.
    pub who: String,
    /// Language of the page to begin with: `ja` or `en`.
    pub lang: &'static str,
}

/// The desk at which a person reviews.
#[derive(Debug)]
pub struct Desk {
    pub(crate) settings: Settings,
    pub(crate) views: Vec<DocumentView>,
    bases: Vec<Base>,
    journal: Journal,
    validator: Validator,
    clock: Clock,
    version: u64,
}

/// Why a decision is not taken.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It makes no sense.
    Wrong(Words),
    /// It could not be written.
    NotSaved(Words),
}

/// Values of an item's fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save {
    /// `id` of the item; none where fields of the document are corrected.
    #[serde(default)]
    item: Option<String>,
    /// `id` of the document, where there is no item.
    #[serde(default)]
    document: Option<String>,
    changes: Vec<Change>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    field: String,
    new: Value,
}

/// A finding is accepted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accept {
    document: String,
    item: Option<String>,
    field: Option<String>,
    code: String,
    message: String,
    reason: String,
}

/// Decisions are taken back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undo {
    ids: Vec<String>,
}

impl Desk {
    /// Lays out an output folder's records.
    ///
    /// # Errors
    /// Where the file of corrections is there and cannot be read.
    pub fn open(output: Output, settings: Settings) -> io::Result<Self> {
        let journal = Journal::open(&settings.corrections)?;
        let bases = bases(output);
        let mut desk = Self {
            settings,
            views: Vec::new(),
            bases,
            journal,
            validator: Validator::for_items(),
            clock: Clock::default(),
            version: 0,
        };
        desk.apply();
        Ok(desk)
    }

    /// Applies the decisions again.
    fn apply(&mut self) {
        let corrections = self.journal.corrections();
        self.views = self.bases.iter().map(|base| base.view(corrections, &self.validator)).collect();
        self.version += 1;
    }

    /// Takes in what others have written to the file.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn refresh(&mut self) -> io::Result<()> {
        if self.journal.refresh()? {
            self.apply();
        }
        Ok(())
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// All items, in the order of the documents.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item> {
        self.views.iter().flat_map(|view| &view.items)
    }

    /// Counts the states of the records.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// What people search for in each item, by id.
    pub(crate) fn texts(&self) -> Vec<(String, String)> {
        self.items().map(|item| (item.id.clone(), text_of(item))).collect()
    }

    /// An item with its document.
    pub(crate) fn item(&self, id: &str) -> Option<(&DocumentView, &Item)> {
        self.views.iter().find_map(|view| {
            let item = view.items.iter().find(|item| item.id == id)?;
            Some((view, item))
        })
    }

    /// Gives fields of an item other values.
    pub(crate) fn save(&mut self, save: &Save) -> Result<Vec<String>, Refused> {
        self.refresh().map_err(|error| Refused::NotSaved(words::not_saved(&error)))?;
        let when = self.clock.now();
        let decisions = self.corrections_of(save, &when).map_err(Refused::Wrong)?;
        self.decide(&decisions)
    }

    fn corrections_of(&self, save: &Save, when: &str) -> Result<Vec<Decision>, Words> {
        let Some(id) = &save.item else { return self.corrections_of_document(save, when) };
        let (view, item) = self.item(id).ok_or_else(words::no_such_item)?;
        let reason = text(save.reason.as_deref())?;
        let value = value_as_read(item);
        // Decisions name fields as read: elements that are gone count.
        let named: Vec<(&Change, String)> =
            save.changes.iter().map(|change| (change, as_read(item, &change.field))).collect();
        let changes: Vec<&(&Change, String)> =
            named.iter().filter(|(change, name)| *value_of(&value, name) != change.new).collect();
        if changes.is_empty() {
            return Err(words::nothing_changed());
        }
        if let Some((change, _)) = changes.iter().find(|(_, name)| !corrections::is_correctable(name)) {
            return Err(words::no_such_field(&change.field));
        }
        let edits = changes.iter().map(|(change, name)| (name.as_str(), &change.new));
        let edited = edit_item(item, edits).map_err(|why| words::does_not_fit(&why))?;
        let flaws = self.validator.check(&edited);
        if let Some(flaw) = flaws.first().filter(|_| self.validator.check(item).is_empty()) {
            return Err(Words::new(flaw.ja.clone(), flaw.en.clone()));
        }
        Ok(changes
            .into_iter()
            .map(|(change, name)| {
                let field = change.field.as_str();
                Decision {
                    item: Some(ItemRef { id: item.id.clone(), key: item.key.clone() }),
                    field: Some(name.clone()),
                    old: value_of(&value, name).clone(),
                    new: change.new.clone(),
                    raw: raw_of(item, field).filter(|raw| !raw.is_empty()),
                    reason: reason.clone(),
                    replaces: self.replaced(view, item, field),
                    ..self.blank(Kind::Correct, view, when)
                }
                .with_id()
            })
            .collect())
    }

    fn corrections_of_document(&self, save: &Save, when: &str) -> Result<Vec<Decision>, Words> {
        let is_meant = |view: &&DocumentView| Some(&view.record.id) == save.document.as_ref();
        let view = self.views.iter().find(is_meant).ok_or_else(words::no_such_document)?;
        let reason = text(save.reason.as_deref())?;
        let mut record = view.record.clone();
        let mut decisions = Vec::new();
        for Change { field, new } in &save.changes {
            let value = serde_json::to_value(&record).unwrap_or_default();
            let old = value_of(&value, field);
            if old == new {
                continue;
            }
            if !corrections::is_correctable_of_document(field) {
                return Err(words::no_such_field(field));
            }
            record = edit_document(&record, field, new).map_err(|why| words::does_not_fit(&why))?;
            let decision = Decision {
                field: Some(field.clone()),
                old: old.clone(),
                new: new.clone(),
                reason: reason.clone(),
                replaces: view.of_document.get(field).cloned(),
                ..self.blank(Kind::Correct, view, when)
            };
            decisions.push(decision.with_id());
        }
        if decisions.is_empty() { Err(words::nothing_changed()) } else { Ok(decisions) }
    }

    /// The correction of this document that the field has now, or a part of it, or what it is a part of.
    fn replaced(&self, view: &DocumentView, item: &Item, field: &str) -> Option<String> {
        let own = |id: &&String| {
            let decision = self.journal.corrections().get(id);
            decision.is_some_and(|decision| decision.document.sha256 == view.record.sha256)
        };
        let of_item = view.corrected.iter().filter(|((of, _), _)| *of == item.id);
        let exact = of_item.clone().find(|((_, name), _)| name == field).map(|(_, id)| id).filter(own);
        let around = of_item.filter(|((_, name), _)| overlaps(name, field)).map(|(_, id)| id).find(own);
        exact.or(around).cloned()
    }

    /// Accepts a finding.
    pub(crate) fn accept(&mut self, accept: &Accept) -> Result<Vec<String>, Refused> {
        self.refresh().map_err(|error| Refused::NotSaved(words::not_saved(&error)))?;
        let when = self.clock.now();
        let decision = self.acceptance(accept, &when).map_err(Refused::Wrong)?;
        self.decide(&[decision])
    }

    fn acceptance(&self, accept: &Accept, when: &str) -> Result<Decision, Words> {
        let view = self
            .views
            .iter()
            .find(|view| view.record.id == accept.document)
            .ok_or_else(words::no_such_finding)?;
        let is_meant = |finding: &&Finding| {
            finding.code == accept.code
                && finding.item == accept.item
                && finding.field == accept.field
                && finding.message == accept.message
        };
        let finding = view.findings.iter().find(is_meant).ok_or_else(words::no_such_finding)?;
        let reason = text(Some(&accept.reason))?.ok_or_else(words::reason_wanted)?;
        let item = finding.item.as_ref().and_then(|id| view.items.iter().find(|item| item.id == *id));
        let field = finding.field.clone();
        Ok(Decision {
            item: item.map(|item| ItemRef { id: item.id.clone(), key: item.key.clone() }),
            raw: item.zip(field.as_deref()).and_then(|(item, field)| raw_of(item, field)),
            field,
            finding: Some(FindingRef { code: finding.code.clone(), message: finding.message.clone() }),
            reason: Some(reason),
            ..self.blank(Kind::AcceptFinding, view, when)
        }
        .with_id())
    }

    /// Takes decisions back.
    pub(crate) fn undo(&mut self, undo: &Undo) -> Result<Vec<String>, Refused> {
        self.refresh().map_err(|error| Refused::NotSaved(words::not_saved(&error)))?;
        let when = self.clock.now();
        let corrections = self.journal.corrections();
        let decisions: Option<Vec<Decision>> = undo
            .ids
            .iter()
            .map(|id| {
                let undone = corrections.get(id).filter(|found| !corrections.heads().is_undone(found))?;
                let blank = Decision {
                    id: String::new(),
                    kind: Kind::Undo,
                    when: when.clone(),
                    who: self.settings.who.clone(),
                    undoes: Some(id.clone()),
                    old: Value::Null,
                    new: Value::Null,
                    raw: None,
                    finding: None,
                    reason: None,
                    replaces: None,
                    ..undone.clone()
                };
                Some(blank.with_id())
            })
            .collect();
        let decisions = decisions
            .filter(|decisions| !decisions.is_empty())
            .ok_or_else(|| Refused::Wrong(words::no_such_decision()))?;
        self.decide(&decisions)
    }

    /// Writes decisions and applies them; gives their ids.
    fn decide(&mut self, decisions: &[Decision]) -> Result<Vec<String>, Refused> {
        self.journal.append(decisions).map_err(|error| Refused::NotSaved(words::not_saved(&error)))?;
        self.apply();
        Ok(decisions.iter().map(|decision| decision.id.clone()).collect())
    }

    fn blank(&self, kind: Kind, view: &DocumentView, when: &str) -> Decision {
        Decision {
            id: String::new(),
            kind,
            when: when.to_owned(),
            who: self.settings.who.clone(),
            document: DocumentRef { sha256: view.record.sha256.clone(), path: view.record.path.clone() },
            item: None,
            field: None,
            old: Value::Null,
            new: Value::Null,
            raw: None,
            finding: None,
            reason: None,
            replaces: None,
            undoes: None,
        }
    }
}

/// A reason as typed; none where there is none.
fn text(typed: Option<&str>) -> Result<Option<String>, Words> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    if typed.is_some_and(|typed| typed.chars().count() > MOST_CHARACTERS) {
        return Err(words::too_long());
    }
    Ok(typed.map(str::to_owned))
}

/// The records by document. An input that was read twice has one document.
fn bases(output: Output) -> Vec<Base> {
    let mut items: std::collections::BTreeMap<String, Vec<Item>> = std::collections::BTreeMap::new();
    for item in output.items {
        items.entry(item.document_id.clone()).or_default().push(item);
    }
    let mut findings: std::collections::BTreeMap<String, Vec<Finding>> = std::collections::BTreeMap::new();
    for finding in output.findings {
        findings.entry(finding.document_id.clone()).or_default().push(finding);
    }
    output
        .documents
        .into_iter()
        .map(|document| {
            let items = items.remove(&document.id).unwrap_or_default();
            let findings = findings.remove(&document.id).unwrap_or_default();
            Base::new(document, items, findings)
        })
        .collect()
}

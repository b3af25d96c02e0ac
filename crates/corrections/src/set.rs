//! All decisions of a run.

use std::collections::{BTreeMap, BTreeSet};

use document_model::Diagnostic;
use plan_records::records::DocumentRecord;

use crate::decision::{Decision, Kind, Unreadable};
use crate::findings;
use crate::heads::Heads;

/// Lines of a file that are told one by one where they cannot be read; the others are counted.
const UNREADABLE_TOLD: usize = 20;

/// Digits of a document's SHA-256 that are its `id`.
const DOCUMENT_ID_DIGITS: usize = 12;

/// The decisions of any number of files.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// By id: the order of lines and files does not matter.
    decisions: BTreeMap<String, Decision>,
    heads: Heads,
    faults: Vec<Fault>,
}

/// What is wrong with a file of corrections.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// What is wrong.
    pub diagnostic: Diagnostic,
}

impl Corrections {
    /// Adds the lines of a file; those that cannot be read become [`Corrections::faults`].
    pub fn add_file(&mut self, path: &str, text: &str) {
        let mut unreadable = 0_usize;
        for (number, line) in (1_usize..).zip(text.lines()) {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() {
                continue;
            }
            let why = match Decision::parse(line) {
                Ok(decision) => match self.insert(decision) {
                    Ok(()) => continue,
                    Err(why) => why,
                },
                Err(why) => why,
            };
            unreadable += 1;
            if unreadable <= UNREADABLE_TOLD {
                self.fault(path, findings::unreadable(number, &why));
            }
        }
        if unreadable > UNREADABLE_TOLD {
            self.fault(path, findings::more_unreadable(unreadable - UNREADABLE_TOLD));
        }
        self.settle();
        let circular: Vec<Diagnostic> = self
            .heads
            .circular()
            .map(findings::circular)
            .filter(|circular| self.faults.iter().all(|fault| fault.diagnostic != *circular))
            .collect();
        for diagnostic in circular {
            self.fault(path, diagnostic);
        }
    }

    /// Adds a decision.
    ///
    /// # Errors
    /// Where another decision has the same id.
    pub fn add(&mut self, decision: Decision) -> Result<(), Unreadable> {
        self.insert(decision)?;
        self.settle();
        Ok(())
    }

    fn insert(&mut self, decision: Decision) -> Result<(), Unreadable> {
        match self.decisions.get(&decision.id) {
            Some(known) if *known != decision => Err(Unreadable {
                ja: format!("別の訂正と同じ id {} が付いています", decision.id),
                en: format!("another correction has the same id {}", decision.id),
            }),
            Some(_) => Ok(()),
            None => {
                self.decisions.insert(decision.id.clone(), decision);
                Ok(())
            }
        }
    }

    fn settle(&mut self) {
        self.heads = Heads::of(self.decisions.values());
    }

    fn fault(&mut self, path: &str, diagnostic: Diagnostic) {
        self.faults.push(Fault { path: path.to_owned(), diagnostic });
    }

    /// What is wrong with the files.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// There is nothing to apply and nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.faults.is_empty()
    }

    /// All decisions, by id, those that are taken back too.
    pub fn all(&self) -> impl Iterator<Item = &Decision> + Clone {
        self.decisions.values()
    }

    /// The decision of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Decision> {
        self.decisions.get(id)
    }

    /// Which decisions count.
    #[must_use]
    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// Corrections and acceptances that nobody took back.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Decision> {
        self.decisions
            .values()
            .filter(|decision| decision.kind != Kind::Undo && !self.heads.is_undone(decision))
    }

    /// The decisions that concern a document: made about it, or about an item that it has too. The keys are those of its
    /// items.
    pub(crate) fn concerning<'c>(
        &'c self,
        document: &'c DocumentRecord,
        keys: &'c BTreeSet<String>,
    ) -> impl Iterator<Item = &'c Decision> {
        self.standing().filter(move |decision| {
            decision.document.sha256 == document.sha256
                || decision.item.as_ref().is_some_and(|item| keys.contains(&item.key))
        })
    }

    /// One finding, with the document's `id`, for each document whose decisions no document of the run has answered for.
    #[must_use]
    pub fn unplaced(&self, placed: &BTreeSet<String>) -> Vec<(String, Fault)> {
        let mut by_document: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for decision in self.standing().filter(|decision| !placed.contains(&decision.id)) {
            let document = &decision.document;
            *by_document.entry((&document.path, &document.sha256)).or_default() += 1;
        }
        by_document
            .into_iter()
            .map(|((path, sha256), count)| {
                let id = sha256.chars().take(DOCUMENT_ID_DIGITS).collect();
                (id, Fault { path: path.to_owned(), diagnostic: findings::unplaced(count) })
            })
            .collect()
    }
}

//! What is compared: the items of one or more documents that belong together.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use plan_records::records::{DocumentRecord, Item, ProgressKind, Role};

/// The items of one document, or of all documents of an output, with the documents themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// The documents, in the order of the output.
    pub documents: Vec<DocumentRecord>,
    /// Their items, in the order of the output.
    pub items: Vec<Item>,
}

impl Edition {
    /// All documents of an output as one edition.
    #[must_use]
    pub fn whole(documents: Vec<DocumentRecord>, items: Vec<Item>) -> Self {
        Self { documents, items }
    }

    /// Each document of an output as an edition of its own, in the order of the documents.
    ///
    /// Items of a document that is not there are left out.
    #[must_use]
    pub fn each(documents: Vec<DocumentRecord>, items: Vec<Item>) -> Vec<Self> {
        let mut by_document: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for item in items {
            by_document.entry(item.document_id.clone()).or_default().push(item);
        }
        documents
            .into_iter()
            .map(|document| {
                let items = by_document.remove(&document.id).unwrap_or_default();
                Self { documents: vec![document], items }
            })
            .collect()
    }

    /// The document of that id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentRecord> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// What it is called for people: the title of its first document, else that document's path.
    #[must_use]
    pub fn title(&self) -> &str {
        self.documents.first().map_or("", |document| document.title.as_deref().unwrap_or(&document.path))
    }

    /// The publisher's code, else its name, where a document tells.
    #[must_use]
    pub fn publisher(&self) -> Option<&str> {
        let publisher = self.documents.iter().find_map(|document| document.publisher.as_ref())?;
        Some(publisher.code.as_deref().unwrap_or(&publisher.name))
    }

    /// The order of time: fiscal year, date of publication, then the documents' ids.
    ///
    /// Where the document tells no year, it is that of its latest past value; an edition without any comes last. The order is total for editions of different documents, so
    /// that it does not matter in which order they were given.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }

    fn order(&self) -> (bool, i32, &str, Vec<&str>) {
        let first = self.documents.first();
        let published = first.and_then(|document| document.published.as_deref()).unwrap_or("");
        let told = first.and_then(|document| document.fiscal_year).or_else(|| year_of(published));
        let year = told.or_else(|| self.latest_past_year());
        let ids = self.documents.iter().map(|document| document.id.as_str()).collect();
        (year.is_none(), year.unwrap_or_default(), published, ids)
    }
}

impl Edition {
    /// The year of the latest value that is no target, and of the latest thing that was done.
    fn latest_past_year(&self) -> Option<i32> {
        let values = self.items.iter().flat_map(|item| &item.indicators).flat_map(|one| &one.observations);
        let past = values.filter(|value| value.role != Role::Target).filter_map(|value| value.fiscal_year);
        let progress = self.items.iter().flat_map(|item| &item.progress);
        let done = progress.filter(|progress| progress.kind == Some(ProgressKind::Actual));
        past.chain(done.filter_map(|progress| progress.fiscal_year)).max()
    }
}

/// The year of an ISO date.
fn year_of(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

//! What a package is about: taken from its documents and the options.

use std::collections::BTreeSet;

use plan_records::records::DocumentRecord;

use super::Options;
use crate::day::{Day, Span};
use crate::license::License;
use crate::version::Version;

/// What all descriptions of a package say.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) name: String,
    pub(crate) title_ja: String,
    pub(crate) title_en: String,
    pub(crate) about_ja: String,
    pub(crate) about_en: String,
    pub(crate) version: Version,
    pub(crate) license: License,
    pub(crate) issued: Option<Day>,
    pub(crate) url: Option<String>,
    /// Name and code, in the order of their codes.
    pub(crate) publishers: Vec<(String, Option<String>)>,
    /// Titles of the documents (file names where they have none), in the order of the documents.
    pub(crate) documents: Vec<String>,
    /// First and last day of the fiscal years of the documents.
    pub(crate) covers: Option<Span>,
}

impl Subject {
    pub(crate) fn new(documents: &[DocumentRecord], version: Version, options: &Options) -> Self {
        let publishers: BTreeSet<(Option<String>, String)> = documents
            .iter()
            .filter_map(|document| document.publisher.as_ref())
            .map(|publisher| (publisher.code.clone(), publisher.name.clone()))
            .collect();
        let publishers: Vec<_> = publishers.into_iter().map(|(code, name)| (name, code)).collect();
        let (of_ja, of_en) = match publishers.as_slice() {
            [(name, _)] => (name.clone(), format!(" of {name}")),
            _ => (String::new(), String::new()),
        };
        let code = match publishers.as_slice() {
            [(_, Some(code))] => format!("-{code}"),
            _ => String::new(),
        };
        let years: Vec<Span> =
            documents.iter().filter_map(|document| Span::fiscal_year(document.fiscal_year?)).collect();
        let first = years.iter().map(|span| span.first).min();
        let last = years.iter().map(|span| span.last).max();
        let count = documents.len();
        Self {
            name: options.name.clone().unwrap_or_else(|| format!("plan-records{code}")),
            title_ja: options.title.clone().unwrap_or_else(|| format!("{of_ja}行政計画データ")),
            title_en: options.title.clone().unwrap_or_else(|| format!("Plan records{of_en}")),
            about_ja: format!(
                "行政計画の文書 {count} 本から取り出した施策・取組・指標と、その値・担当部局・取組状況"
            ),
            about_en: format!(
                "Measures, initiatives and indicators read from {count} plan documents, with their values, departments and progress"
            ),
            version,
            license: options.license.clone(),
            issued: options.issued.or_else(|| last_published(documents)),
            url: options.url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/'))),
            publishers,
            documents: documents.iter().map(name_of).collect(),
            covers: first.zip(last).map(|(first, last)| Span { first, last }),
        }
    }

    /// The address of a file of the package; relative where no address of the package is known.
    pub(crate) fn address(&self, path: &str) -> String {
        match &self.url {
            Some(url) => format!("{url}{path}"),
            None => path.to_owned(),
        }
    }
}

fn name_of(document: &DocumentRecord) -> String {
    document.title.clone().unwrap_or_else(|| crate::rows::file_name(&document.path).to_owned())
}

fn last_published(documents: &[DocumentRecord]) -> Option<Day> {
    documents.iter().filter_map(|document| Some(Span::parse(document.published.as_deref()?)?.first)).max()
}

//! The same things through all editions of a publisher.
//!
//! Editions are put in the order of time, whatever order they are given in, and each is matched with what is known of
//! its publisher by then: the last state of every item and indicator that one of the last [`REMEMBERED`] editions
//! had. So the work grows with the number of editions and not with its square, and something that one edition leaves
//! out is found again in the next.

mod chain;
mod groups;
mod prepare;
mod record;
mod repeats;
mod write;

use document_model::Severity;
use plan_records::records::Finding;
use rayon::prelude::*;

use crate::edition::Edition;

pub(crate) use record::finding;
pub use record::{Link, LinkChange, LinkKind, LinkRelation, Mention};

/// Editions of a publisher for which something that is not found any more is remembered.
pub const REMEMBERED: usize = 8;

/// What was found in editions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// Links, by publisher and in the order of time.
    pub links: Vec<Link>,
    /// Every indicator, with all its mentions in the order of time.
    pub indicators: Vec<Thing>,
    /// Links that a person should look at, and editions that could not be linked.
    pub findings: Vec<Finding>,
}

/// Something that has a life through editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Made of its first mention: the item's id, and the place of the indicator there.
    pub id: String,
    /// Where it is mentioned.
    pub mentions: Vec<Place>,
}

/// A place in the editions that were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Place of the edition in the list given.
    pub edition: usize,
    /// Place of the item in the edition.
    pub item: usize,
    /// Place of the indicator in the item.
    pub indicator: Option<usize>,
}

/// Links the items and indicators of editions, those of each publisher among themselves.
///
/// The same editions give the same links in whatever order they are given and on however many threads.
#[must_use]
pub fn link(editions: &[Edition]) -> Links {
    let mut links = Links::default();
    let grouped = groups::by_publisher(editions);
    for alone in grouped.alone {
        links.findings.extend(editions.get(alone).and_then(publisher_unknown));
    }
    let linked: Vec<Links> =
        grouped.groups.par_iter().map(|group| chain::link_group(editions, group)).collect();
    for of_group in linked {
        links.links.extend(of_group.links);
        links.indicators.extend(of_group.indicators);
        links.findings.extend(of_group.findings);
    }
    links
}

fn publisher_unknown(edition: &Edition) -> Option<Finding> {
    let diagnostic = document_model::Diagnostic::new(
        Severity::Warning,
        "unlinked-document",
        "発行団体が分からず、ほかの文書は複数の団体のものなので、どれとも結び付けていません",
        "the publisher is not known, and the other documents are of several publishers: it is linked with none",
    );
    Some(finding(edition.documents.first()?, None, diagnostic))
}

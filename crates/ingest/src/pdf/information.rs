//! What a PDF says about itself.

use std::collections::HashSet;

use document_model::{Bookmark, FileInformation};
use hayro_syntax::Pdf;
use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::{DateTime, Dict, ObjectIdentifier, String as PdfString};

use super::destinations::Destinations;
use super::{labels, strings};

/// What a PDF says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentInformation {
    /// Title, author and the like.
    pub file: FileInformation,
    /// Its bookmarks, in their order.
    pub outline: Vec<Bookmark>,
    /// What readers show as the number of each page; empty where the file does not say.
    pub page_labels: Vec<String>,
}

/// Most bookmarks read; the longest plan known has 700.
const MAX_ENTRIES: usize = 20_000;

/// How deep bookmarks may lie.
const MAX_LEVEL: u32 = 32;

/// Longest title kept, characters.
const MAX_TITLE: usize = 2_000;

/// Collects it.
pub(super) fn read(pdf: &Pdf) -> DocumentInformation {
    let Metadata { creation_date, modification_date, title, author, subject, keywords, creator, producer } =
        pdf.metadata().clone();
    let text = |bytes: Option<Box<[u8]>>| {
        let text = strings::text(&bytes?).trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let file = FileInformation {
        title: text(title),
        author: text(author),
        subject: text(subject),
        keywords: text(keywords),
        creator: text(creator),
        producer: text(producer),
        created: creation_date.map(|date| iso(&date)),
        modified: modification_date.map(|date| iso(&date)),
    };
    let mut information = DocumentInformation { file, ..DocumentInformation::default() };
    if let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) {
        information.outline = outline(pdf, &root);
        information.page_labels = labels::read(&root, pdf.pages().len());
    }
    information
}

fn iso(date: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, utc_offset_hour, utc_offset_minute } = *date;
    let local = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if utc_offset_hour == 0 && utc_offset_minute == 0 {
        return format!("{local}Z");
    }
    let sign = if utc_offset_hour < 0 { '-' } else { '+' };
    format!("{local}{sign}{:02}:{utc_offset_minute:02}", utc_offset_hour.unsigned_abs())
}

/// The bookmarks, each followed by those below it.
fn outline(pdf: &Pdf, root: &Dict<'_>) -> Vec<Bookmark> {
    let Some(outlines) = root.get::<Dict<'_>>(b"Outlines".as_slice()) else { return Vec::new() };
    let destinations = Destinations::new(pdf, root);
    let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
    let mut entries = Vec::new();
    let mut open = vec![(outlines.get::<Dict<'_>>(b"First".as_slice()), 1_u32)];
    while let Some((item, level)) = open.pop() {
        let Some(item) = item else { continue };
        let is_new = item.obj_id().is_none_or(|id| seen.insert(id));
        if !is_new || entries.len() >= MAX_ENTRIES {
            continue;
        }
        let title =
            item.get::<PdfString<'_>>(b"Title".as_slice()).map(|title| strings::text(title.as_bytes()));
        let title: String = title.unwrap_or_default().trim().chars().take(MAX_TITLE).collect();
        entries.push(Bookmark { level, title, page: destinations.page_of(&item) });
        open.push((item.get::<Dict<'_>>(b"Next".as_slice()), level));
        if level < MAX_LEVEL {
            open.push((item.get::<Dict<'_>>(b"First".as_slice()), level + 1));
        }
    }
    entries
}

//! Outputs as editions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use editions::Edition;
use plan_records::records::{DocumentRecord, Item};
use schema_emit::atomic;
use schema_emit::read::records;

use crate::messages::Message;

/// Each document of the folders as an edition; one that stands in several folders only once.
///
/// # Errors
/// Where a folder is no output of `keikaku extract`.
pub(super) fn each(folders: &[PathBuf]) -> Result<Vec<Edition>, Message> {
    let mut by_id: BTreeMap<String, Edition> = BTreeMap::new();
    for folder in folders {
        let (documents, items) = output(folder)?;
        for edition in Edition::each(documents, items) {
            let Some(document) = edition.documents.first() else { continue };
            match by_id.get(&document.id) {
                // Which folder is named first must not decide.
                Some(known) if said(known) >= said(&edition) => {}
                _ => {
                    by_id.insert(document.id.clone(), edition);
                }
            }
        }
    }
    Ok(by_id.into_values().collect())
}

/// Number of items and their text: what makes one reading of a document come before another.
fn said(edition: &Edition) -> (usize, String) {
    let text = serde_json::to_string(&edition.items).unwrap_or_default();
    (edition.items.len(), text)
}

/// The documents of `FOLDER`, or of `FOLDER#DOCUMENT` one: the beginning of its id, or its file name.
///
/// # Errors
/// Where the folder is no output, or has no such document.
pub(super) fn whole(argument: &Path) -> Result<Edition, Message> {
    let text = argument.to_string_lossy();
    let (folder, wanted) = match text.rsplit_once('#') {
        Some((folder, wanted)) if !argument.is_dir() => (PathBuf::from(folder), Some(wanted.to_owned())),
        _ => (argument.to_owned(), None),
    };
    let (documents, items) = output(&folder)?;
    let Some(wanted) = wanted else { return Ok(Edition::whole(documents, items)) };
    let chosen: Vec<DocumentRecord> =
        documents.into_iter().filter(|document| is_named(document, &wanted)).collect();
    if chosen.is_empty() {
        return Err(Message::new(
            format!(
                "{}: 文書「{wanted}」はありません。文書の ID の先頭かファイル名を # の後に書いてください",
                folder.display()
            ),
            format!(
                "{}: there is no document '{wanted}'; write the beginning of its id or its file name after #",
                folder.display()
            ),
        ));
    }
    let items = items
        .into_iter()
        .filter(|item| chosen.iter().any(|document| document.id == item.document_id))
        .collect();
    Ok(Edition::whole(chosen, items))
}

fn is_named(document: &DocumentRecord, wanted: &str) -> bool {
    let name = document.path.rsplit(['/', '\\']).next().unwrap_or_default();
    !wanted.is_empty() && (document.id.starts_with(wanted) || name == wanted || document.path == wanted)
}

fn output(folder: &Path) -> Result<(Vec<DocumentRecord>, Vec<Item>), Message> {
    // A run that died while it put its files in place has left them complete: they are what counts.
    let _ = atomic::recover(folder);
    let documents = records(&folder.join("documents.jsonl"))?.collect::<Result<_, _>>()?;
    let items = records(&folder.join("items.jsonl"))?.collect::<Result<_, _>>()?;
    Ok((documents, items))
}

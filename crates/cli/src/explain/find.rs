//! Finds an item in an output.

use std::path::Path;

use plan_records::records::{DocumentRecord, Finding, Item};
use schema_emit::read;
use serde::de::DeserializeOwned;

use crate::messages::Message;

/// Items that a message about several of them lists.
const CANDIDATES_LISTED: usize = 20;

/// The item that the user means: by id, else by number or key, else by the beginning of its id.
///
/// # Errors
/// Where there is none, or where there are several.
pub(crate) fn item(output: &Path, wanted: &str) -> Result<Item, Message> {
    let wanted = wanted.trim();
    let mut by_name = Vec::new();
    let mut by_prefix = Vec::new();
    for item in lines::<Item>(&super::file(output, "items.jsonl"))? {
        let item = item?;
        if item.id == wanted {
            return Ok(item);
        }
        if item.number.as_deref() == Some(wanted) || item.key == wanted {
            by_name.push(item);
        } else if !wanted.is_empty() && item.id.starts_with(wanted) {
            by_prefix.push(item);
        }
    }
    let mut found = if by_name.is_empty() { by_prefix } else { by_name };
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(unknown(output, wanted)),
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            found.push(last);
            Err(several(wanted, &found))
        }
    }
}

/// The document of that id.
///
/// # Errors
/// Where `documents.jsonl` cannot be read.
pub(crate) fn document(output: &Path, id: &str) -> Result<Option<DocumentRecord>, Message> {
    for document in lines::<DocumentRecord>(&super::file(output, "documents.jsonl"))? {
        let document = document?;
        if document.id == id {
            return Ok(Some(document));
        }
    }
    Ok(None)
}

/// The findings about an item.
///
/// # Errors
/// Where `findings.jsonl` cannot be read.
pub(crate) fn findings(output: &Path, item: &str) -> Result<Vec<Finding>, Message> {
    lines::<Finding>(&super::file(output, "findings.jsonl"))?
        .filter(|finding| !matches!(finding, Ok(finding) if finding.item.as_deref() != Some(item)))
        .collect()
}

fn lines<R: DeserializeOwned>(path: &Path) -> Result<impl Iterator<Item = Result<R, Message>>, Message> {
    Ok(read::records(path)?.map(|record| Ok(record?)))
}

fn unknown(output: &Path, wanted: &str) -> Message {
    let output = output.display();
    Message::new(
        format!(
            "{output}: 「{wanted}」という ID・番号・キーの項目はありません。items.csv で確かめてください"
        ),
        format!("{output}: no item has the id, number or key '{wanted}'; items.csv lists them"),
    )
}

fn several(wanted: &str, found: &[Item]) -> Message {
    let mut list: String = found
        .iter()
        .take(CANDIDATES_LISTED)
        .map(|item| format!("\n  {}  {}", item.id, item.title.as_deref().unwrap_or_default()))
        .collect();
    if found.len() > CANDIDATES_LISTED {
        list.push_str("\n  …");
    }
    let count = found.len();
    Message::new(
        format!("「{wanted}」に当たる項目が {count} 件あります。ID で指定してください{list}"),
        format!("'{wanted}' means {count} items; name one by its id{list}"),
    )
}

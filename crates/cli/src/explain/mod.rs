//! `keikaku explain`: why each field of an item has its value.

mod fields;
mod find;
mod words;

use std::path::PathBuf;

use plan_records::confidence::Sign;
use plan_records::records::{CellSource, DocumentRecord, Finding, Item};
use schema_emit::atomic;

use crate::args::{ExplainArgs, Lang};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::{place, terminal};

use fields::{Field, fields};
use words::Words;

/// Characters of a cell's text that are shown.
const RAW_SHOWN: usize = 400;

/// Prints where each field of an item comes from.
///
/// # Errors
/// Where there is no such item, or more than one.
pub(crate) fn explain(args: &ExplainArgs, lang: Lang) -> Result<Exit, Message> {
    // A run that died while it put its files in place has left them complete: they are what counts.
    let _ = atomic::recover(&args.output);
    let item = find::item(&args.output, &args.item)?;
    let document = find::document(&args.output, &item.document_id)?;
    let findings = find::findings(&args.output, &item.id)?;
    let text = explanation(&item, document.as_ref(), lang) + &remarks(&findings, lang);
    terminal::data(terminal::printable(&text).as_bytes())
        .map_err(|error| messages::standard_output(&error))?;
    Ok(Exit::Clean)
}

fn explanation(item: &Item, document: Option<&DocumentRecord>, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut text = head(item, document, &words);
    for field in fields(item, lang) {
        text.push_str(&format!("\n{}\n", field.label));
        line(&mut text, words.value, &field.value);
        let cells = evidence(item, &field);
        if cells.is_empty() {
            let origin = if field.key == "paths" { words.from_headings } else { words.no_cell };
            line(&mut text, words.place, origin);
        }
        let mut rule = None;
        for cell in cells {
            line(&mut text, words.raw, &quoted(&cell.raw, lang));
            line(&mut text, words.place, &place::describe(&cell.place, lang));
            if rule.replace(&cell.rule) != Some(&cell.rule) && !cell.rule.is_empty() {
                line(&mut text, words.rule, &words::rule(&cell.rule, lang));
            }
        }
        if let Some(sure) = certainty(item, &field.key, lang) {
            line(&mut text, words.confidence, &sure);
        }
    }
    text
}

/// The confidence of a field, and the signs that lower it.
fn certainty(item: &Item, field: &str, lang: Lang) -> Option<String> {
    let confidence = item.source.confidence.get(field)?;
    let doubts = item.source.doubts.get(field).into_iter().flatten();
    let doubts: Vec<&str> = doubts
        .map(|name| match Sign::ALL.iter().find(|sign| sign.name() == name) {
            Some(sign) if lang == Lang::Ja => sign.ja(),
            Some(sign) => sign.en(),
            None => name.as_str(),
        })
        .collect();
    Some(match (doubts.is_empty(), lang) {
        (true, _) => format!("{confidence:.3}"),
        (false, Lang::Ja) => format!("{confidence:.3}（{}）", doubts.join("、")),
        (false, Lang::En) => format!("{confidence:.3} ({})", doubts.join("; ")),
    })
}

/// What a person should look at in the item.
fn remarks(findings: &[Finding], lang: Lang) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", Words::of(lang).findings);
    for finding in findings {
        let message = match lang {
            Lang::Ja => &finding.message,
            Lang::En => &finding.message_en,
        };
        line(&mut text, finding.field.as_deref().unwrap_or(&finding.code), message);
    }
    text
}

fn head(item: &Item, document: Option<&DocumentRecord>, words: &Words) -> String {
    let mut text = String::new();
    let number =
        item.number.as_deref().map(|number| format!(" ({} {number})", words.number)).unwrap_or_default();
    text.push_str(&format!("{}: {}{number}\n", words.item, item.id));
    let shown = match document {
        Some(DocumentRecord { title: Some(title), path, .. }) => format!("{title} ({path})"),
        Some(document) => document.path.clone(),
        None => item.document_id.clone(),
    };
    text.push_str(&format!("{}: {shown}\n", words.document));
    let list = |numbers: &mut dyn Iterator<Item = u32>| {
        numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
    };
    let source = &item.source;
    text.push_str(&format!(
        "{}: {} {}, {} {}, {} {}\n",
        words.place,
        words.page,
        list(&mut source.pages.iter().map(|page| page.0)),
        words.table,
        source.table,
        words.rows,
        // People count rows from 1.
        list(&mut source.rows.iter().map(|row| row.saturating_add(1))),
    ));
    text
}

/// The cells of a field; those of what holds it, where it has none of its own.
fn evidence<'item>(item: &'item Item, field: &Field) -> &'item [CellSource] {
    let mut key = field.key.as_str();
    loop {
        if let Some(cells) = item.source.cells.get(key) {
            return cells;
        }
        match key.rsplit_once('.') {
            Some((outer, _)) => key = outer,
            None => return &[],
        }
    }
}

fn line(text: &mut String, label: &str, value: &str) {
    let mut lines = value.lines();
    text.push_str(&format!("  {label}: {}\n", lines.next().unwrap_or_default()));
    for more in lines {
        text.push_str(&format!("      {more}\n"));
    }
}

fn quoted(raw: &str, lang: Lang) -> String {
    let mut shown: String = raw.chars().take(RAW_SHOWN).collect();
    if shown.len() < raw.len() {
        shown.push('…');
    }
    match lang {
        Lang::Ja => format!("「{shown}」"),
        Lang::En => format!("\"{shown}\""),
    }
}

/// The file of an output.
fn file(output: &std::path::Path, name: &str) -> PathBuf {
    output.join(name)
}

//! CSV and TSV.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::fault::{At, Faults};
use super::grid::{Cell, Row, Sheet};
use super::rule::Rule;

/// Cells of a file: what is beyond is not looked at.
pub(super) const CELLS: usize = 5_000_000;

pub(super) fn sheet(bytes: &[u8], name: &str, faults: &mut Faults) -> Option<Sheet> {
    let text = decode(bytes, faults)?;
    let delimiter = if name.to_ascii_lowercase().ends_with(".tsv") { b'\t' } else { delimiter(&text) };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let (mut lengths, mut cells, mut blank_lines) = (Vec::new(), 0_usize, 0_usize);
    for (ordinal, record) in reader.records().enumerate() {
        let Ok(record) = record else { break };
        blank_lines += blank_lines_before(&text, &record);
        let at = ordinal + blank_lines;
        lengths.push((at, record.len()));
        cells += record.len();
        if cells > CELLS {
            // The rule book sets no size: what is left unread is said, and is no fault of the file.
            faults.warning(
                Rule::FileFormat,
                At::row(at),
                "",
                "セルが多すぎるので、ここから先は調べません",
                "too many cells: what follows is not looked at",
            );
            break;
        }
        let filled = record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let cells: Vec<_> = filled.map(|(column, cell)| (column, Cell::Text(cell.to_owned()))).collect();
        if !cells.is_empty() {
            sheet.rows.push(Row { at, cells });
        }
    }
    sheet.ragged = ragged(&lengths);
    Some(sheet)
}

/// Lines without a character before a record: the library passes over them, a spreadsheet shows them as rows.
fn blank_lines_before(text: &str, record: &StringRecord) -> usize {
    let begin = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let (before, rest) = (text.get(..begin).unwrap_or_default(), text.get(begin..).unwrap_or_default());
    // The library counts the second half of a CR LF to the record behind it.
    let rest = if before.ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let breaks = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let breaks = rest.get(..breaks).unwrap_or_default();
    breaks.matches('\n').count() + breaks.matches('\r').count() - breaks.matches("\r\n").count()
}

/// Rows whose number of cells is not the usual one, with both numbers.
fn ragged(lengths: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, length) in lengths {
        *counts.entry(*length).or_default() += 1;
    }
    let usual =
        counts.into_iter().max_by_key(|(length, count)| (*count, *length)).map_or(0, |(length, _)| length);
    let odd = lengths.iter().filter(|(_, length)| *length != usual);
    odd.map(|(at, length)| (*at, *length, usual)).collect()
}

/// Tabs, where the first line has more of them than commas.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |wanted| line.matches(wanted).count();
    if count('\t') > count(',') { b'\t' } else { b',' }
}

fn decode(bytes: &[u8], faults: &mut Faults) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned());
    }
    let utf_16 = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    let (encoding, name) = utf_16.map_or((SHIFT_JIS, "Shift_JIS (CP932)"), |encoding| (encoding, "UTF-16"));
    let (text, _, broken) = encoding.decode(bytes);
    let at = At::default();
    if broken {
        let (ja, en) = ("文字コードが UTF-8 でも Shift_JIS でもありません", "neither UTF-8 nor Shift_JIS");
        faults.error(Rule::Encoding, at, "", ja, en);
        return None;
    }
    faults.warning(
        Rule::Encoding,
        at,
        name,
        "文字コードが UTF-8 ではありません",
        "the encoding is not UTF-8",
    );
    Some(text.into_owned())
}

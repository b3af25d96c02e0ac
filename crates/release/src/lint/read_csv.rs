//! CSV and TSV.

use std::borrow::Cow;
use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::fault::{At, Faults};
use super::grid::{Above, Cell, Row, Sheet, most_cells};
use super::rule::Rule;

/// Bytes of a filled cell in a long table of codes and small numbers, at least.
const BYTES_OF_CELL: u64 = 8;

pub(super) fn sheet(bytes: &[u8], name: &str, faults: &mut Faults) -> Option<Sheet> {
    let text = decode(bytes, faults)?;
    let delimiter = if name.to_ascii_lowercase().ends_with(".tsv") { b'\t' } else { delimiter(&text) };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut sheet, mut above) = (Sheet::default(), Above::default());
    let most = most_cells(bytes.len() as u64, BYTES_OF_CELL);
    let (mut lengths, mut kept, mut blank_lines) = (Vec::new(), 0_usize, 0_usize);
    for (ordinal, record) in reader.records().enumerate() {
        let Ok(record) = record else { break };
        blank_lines += blank_lines_before(&text, &record);
        let at = ordinal + blank_lines;
        lengths.push((at, record.len()));
        let filled = record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let cell = |(column, text)| (column, Cell::Text(above.share(column, text)));
        let cells: Vec<_> = filled.map(cell).collect();
        kept += cells.len();
        if kept > most {
            too_many(at, faults);
            break;
        }
        if !cells.is_empty() {
            sheet.rows.push(Row { at, cells });
        }
    }
    sheet.ragged = ragged(&lengths);
    Some(sheet)
}

/// The rule book sets no size: what is left unread is said, and is no fault of the file.
pub(super) fn too_many(row: usize, faults: &mut Faults) {
    faults.warning(
        Rule::FileFormat,
        At::row(row),
        "",
        "セルが多すぎるので、ここから先は調べません",
        "too many cells: what follows is not looked at",
    );
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

fn decode<'b>(bytes: &'b [u8], faults: &mut Faults) -> Option<Cow<'b, str>> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)));
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
    Some(text)
}

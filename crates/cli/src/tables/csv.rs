//! Tables as CSV, one after the other, with a blank line between them.

use schema_emit::csv::cell;

use super::found::Found;
use crate::messages::Message;

/// The mark by which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// All tables.
pub(super) fn document(tables: &[Found]) -> Result<Vec<u8>, Message> {
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            bytes.extend_from_slice(b"\r\n");
        }
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        for row in table.texts() {
            writer.write_record(row.iter().map(|text| shown(text))).map_err(|error| failed(&error))?;
        }
        bytes.extend(writer.into_inner().map_err(|error| failed(error.error()))?);
    }
    Ok(bytes)
}

/// A number as it is; text so that no spreadsheet runs it.
fn shown(text: &str) -> String {
    if text.parse::<f64>().is_ok_and(f64::is_finite) { text.to_owned() } else { cell::text(text) }
}

fn failed(error: &dyn std::error::Error) -> Message {
    Message::new(format!("CSV に書けません（{error}）"), format!("cannot write CSV ({error})"))
}

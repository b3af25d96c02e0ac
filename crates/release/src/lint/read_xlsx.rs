//! Workbooks: values by calamine; what it does not tell (formulas' places, merges, drawings, what is hidden) from the XML.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use calamine::{DataRef, DataType, Reader, Xlsx};
use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::grid::{Above, Cell, Row, Sheet, most_cells};

/// Bytes of a workbook when it is unpacked, all of its parts together: of a small one, whatever it holds.
const UNPACKED: u64 = 512 << 20;

/// The same of a large one, for each of its bytes: long tables become about 12 times as large.
const UNPACKED_OF_BYTE: u64 = 16;

/// Bytes of a filled cell, unpacked: `<c r="A2"><v>1</v></c>` has 23 and stands beside others that are longer.
const BYTES_OF_CELL: u64 = 32;

/// Parts of a workbook.
const PARTS: usize = 10_000;

/// Cells, rows or columns of one kind that are kept: more would not be listed.
const KEPT: usize = 200;

/// Columns of a sheet: Excel's limit.
const COLUMNS: usize = 16_384;

/// A sheet's name, the path of its part, and whether it is hidden.
pub(super) type SheetPlace = (String, (String, bool));

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A workbook, sheet by sheet.
pub(super) struct Book<'b> {
    archive: Archive<'b>,
    workbook: Xlsx<Cursor<&'b [u8]>>,
    places: std::vec::IntoIter<SheetPlace>,
    /// Cells of a sheet that are looked at.
    most_cells: usize,
}

impl<'b> Book<'b> {
    /// # Errors
    /// Why it is no workbook that can be read.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let unpacked = bound(&mut archive, UNPACKED.max(bytes.len() as u64 * UNPACKED_OF_BYTE))?;
        let places = places(&mut archive)?.into_iter();
        let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        Ok(Self { archive, workbook, places, most_cells: most_cells(unpacked, BYTES_OF_CELL) })
    }

    /// The next sheet that can be read.
    pub(super) fn next_place(&mut self) -> Option<SheetPlace> {
        self.places.next()
    }

    /// Reads a sheet; the row where it has too many cells, if it has.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn sheet(&mut self, place: SheetPlace) -> Result<(Sheet, Option<usize>), String> {
        let (name, (path, hidden)) = place;
        let mut sheet = Sheet { name: Some(name.clone()), typed: true, hidden, ..Sheet::default() };
        // A sheet of a chart has no cells.
        let (rows, cut) = cells(&mut self.workbook, &name, self.most_cells).unwrap_or_default();
        sheet.rows = rows;
        structure(&mut self.archive, &path, &mut sheet)?;
        Ok((sheet, cut))
    }
}

/// Unpacks everything once, as sizes in the file's own directory may lie. Gives the true size.
fn bound(archive: &mut Archive<'_>, limit: u64) -> Result<u64, String> {
    if archive.len() > PARTS {
        return Err(format!("{} parts", archive.len()));
    }
    let mut left = limit;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| error.to_string())?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let read = read.map_err(|error| error.to_string())?;
        left = left.checked_sub(read).ok_or_else(|| format!("more than {limit} bytes"))?;
    }
    Ok(limit - left)
}

/// Path and state of each sheet, in the order of the workbook.
fn places(archive: &mut Archive<'_>) -> Result<Vec<SheetPlace>, String> {
    let mut targets = BTreeMap::new();
    each_element(archive, "xl/_rels/workbook.xml.rels", |element| {
        if element.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
        {
            targets.insert(id, target);
        }
    })?;
    let mut sheets = Vec::new();
    each_element(archive, "xl/workbook.xml", |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
        {
            let hidden = attribute(element, "state").is_some_and(|state| state != "visible");
            sheets.push((name, id, hidden));
        }
    })?;
    let place = |target: &String| match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    };
    let with_path =
        sheets.into_iter().filter_map(|(name, id, hidden)| Some((name, (place(targets.get(&id)?), hidden))));
    Ok(with_path.collect())
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Every element of a part, in order.
fn each_element(
    archive: &mut Archive<'_>,
    path: &str,
    mut look: impl FnMut(&BytesStart<'_>),
) -> Result<(), String> {
    let part = archive.by_name(path).map_err(|error| format!("{path}: {error}"))?;
    let mut xml = XmlReader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|error| format!("{path}: {error}"))? {
            Event::Start(element) | Event::Empty(element) => look(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The rows with cells that hold something; the row where there are too many, if there are.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    most: usize,
) -> Result<(Vec<Row>, Option<usize>), String> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    let (mut cells, mut above, mut cut) = (Vec::new(), Above::default(), None);
    while let Some(found) = reader.next_cell().map_err(|error| error.to_string())? {
        let (row, column) = found.get_position();
        if cells.len() >= most {
            cut = Some(row as usize);
            break;
        }
        cells.extend(cell(found.get_value(), column as usize, &mut above).map(|cell| ((row, column), cell)));
    }
    Ok((in_rows(cells), cut))
}

/// Cells by row and column. They come in order, unless somebody made the file by hand; of two at one place the last
/// counts.
fn in_rows(mut cells: Vec<((u32, u32), Cell)>) -> Vec<Row> {
    cells.reverse();
    cells.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    cells.dedup_by_key(|(place, _)| *place);
    let mut rows: Vec<Row> = Vec::new();
    while let Some(((row, column), cell)) = cells.pop() {
        let at = row as usize;
        match rows.last_mut().filter(|last| last.at == at) {
            Some(last) => last.cells.push((column as usize, cell)),
            None => rows.push(Row { at, cells: vec![(column as usize, cell)] }),
        }
    }
    rows
}

fn cell(value: &DataRef<'_>, column: usize, above: &mut Above) -> Option<Cell> {
    let mut share = |text: &str| Some(above.share(column, text)).filter(|text| !text.is_empty());
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => share(text).map(Cell::Text),
        DataRef::SharedString(text) => share(text).map(Cell::Text),
        DataRef::Int(number) => share(&number.to_string()).map(Cell::Number),
        DataRef::Float(number) => share(&number.to_string()).map(Cell::Number),
        other => share(&other.as_string().unwrap_or_else(|| format!("{other:?}"))).map(Cell::Other),
    }
}

fn structure(archive: &mut Archive<'_>, path: &str, sheet: &mut Sheet) -> Result<(), String> {
    let mut cell = String::new();
    let (mut row, mut objects) = (0_usize, Vec::new());
    each_element(archive, path, |element| {
        match element.local_name().as_ref() {
            "row" => {
                // Rows without a number follow the one before.
                row = attribute(element, "r").and_then(|text| text.parse().ok()).unwrap_or(row + 1);
                if is_hidden(element) && sheet.hidden_rows.len() < KEPT {
                    sheet.hidden_rows.push(row.saturating_sub(1));
                }
            }
            "col" => {
                let end = |name| attribute(element, name).and_then(|text| text.parse::<usize>().ok());
                if let (true, Some(first), Some(last)) = (is_hidden(element), end("min"), end("max")) {
                    let columns = first.max(1)..=last.min(COLUMNS);
                    let room = KEPT.saturating_sub(sheet.hidden_columns.len());
                    sheet.hidden_columns.extend(columns.map(|column| column - 1).take(room));
                }
            }
            "c" => cell = attribute(element, "r").unwrap_or_default(),
            "f" if sheet.formulas.len() < KEPT => sheet.formulas.push(cell.clone()),
            "mergeCell" if sheet.merged.len() < KEPT => sheet.merged.extend(attribute(element, "ref")),
            "drawing" => objects.push("drawing"),
            "legacyDrawing" => objects.push("legacyDrawing"),
            "oleObject" => objects.push("oleObject"),
            "picture" => objects.push("picture"),
            _ => {}
        }
    })?;
    objects.truncate(KEPT);
    sheet.objects = objects;
    Ok(())
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|value| value == "1" || value == "true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_that_unpacks_to_more_than_the_limit_is_refused() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write_string(0, 0, "あ".repeat(30_000)).expect("it fits");
        let bytes = book.save_to_buffer().expect("a workbook");
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).expect("an archive");
        assert!(bytes.len() < 20_000, "it packs well");
        assert!(bound(&mut archive, 50_000).is_err());
        assert!(bound(&mut archive, UNPACKED).is_ok_and(|size| size > 90_000));
    }

    #[test]
    fn cells_out_of_order_are_put_in_order_and_the_last_of_two_counts() {
        let cell = |row, column, text: &str| ((row, column), Cell::Text(text.into()));
        let rows = in_rows(vec![cell(3, 0, "e"), cell(1, 1, "a"), cell(1, 0, "b"), cell(1, 1, "c")]);
        let found: Vec<_> = rows.iter().map(|row| (row.at, row.cells.clone())).collect();
        let text = |text: &str| Cell::Text(text.into());
        assert_eq!(found, [(1, vec![(0, text("b")), (1, text("c"))]), (3, vec![(0, text("e"))])]);
    }

    #[test]
    fn what_is_too_much_is_told_with_its_row() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..4 {
            sheet.write_string(row, 0, "同じ").expect("it fits");
        }
        let bytes = book.save_to_buffer().expect("a workbook");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a workbook");
        let (rows, cut) = cells(&mut book, "Sheet1", 3).expect("a sheet");
        assert_eq!((rows.len(), cut), (3, Some(3)));
        assert_eq!(cells(&mut book, "Sheet1", 4).expect("a sheet").1, None);
    }
}

//! Parts of a workbook beside its sheets (ECMA-376, Office Open XML).

use std::fmt::Write as _;

use crate::day::Day;
use crate::package::subject::Subject;

/// Begins every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Namespace of sheets and workbook.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Style of cells that have none.
pub(super) const PLAIN: u32 = 0;

/// Style of heads.
pub(super) const HEAD: u32 = 1;

/// Style of days.
pub(super) const DATE: u32 = 2;

/// What the workbook says about itself.
pub(super) struct Properties {
    title: String,
    about: String,
    /// A workbook says when it was made: that is when the data was issued, as nobody asks the clock.
    made: Day,
}

impl Properties {
    pub(super) fn of(subject: &Subject) -> Self {
        Self {
            title: subject.title_ja.clone(),
            about: format!("{} {}", subject.about_ja, subject.version),
            made: subject.issued.unwrap_or(Day { year: 2000, month: 1, day: 1 }),
        }
    }
}

/// Path of the sheet with that number, from 1.
pub(super) fn sheet_path(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// Every part beside the sheets, with its path.
pub(super) fn all(sheets: &[String], properties: &Properties) -> [(&'static str, String); 6] {
    [
        ("[Content_Types].xml", types(sheets.len())),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(properties)),
        ("xl/workbook.xml", workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", workbook_relations(sheets.len())),
        ("xl/styles.xml", format!("{DECLARATION}{STYLES}")),
    ]
}

fn types(sheets: usize) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>"
    );
    for number in 1..=sheets {
        let path = sheet_path(number);
        // Writing to a string does not fail, here as below.
        let _ = write!(xml, "<Override PartName=\"/{path}\" ContentType=\"{TYPES}.worksheet+xml\"/>");
    }
    xml + "</Types>"
}

fn package_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn core(properties: &Properties) -> String {
    let mut xml = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
    );
    escape(&mut xml, &properties.title);
    xml += "</dc:title><dc:creator>keikaku</dc:creator><dc:description>";
    escape(&mut xml, &properties.about);
    let _ = write!(
        xml,
        "</dc:description><dcterms:created xsi:type=\"dcterms:W3CDTF\">{0}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{0}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        properties.made
    );
    xml
}

fn workbook(sheets: &[String]) -> String {
    let mut xml = format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><bookViews><workbookView/></bookViews><sheets>"
    );
    for (number, name) in (1..).zip(sheets) {
        xml += "<sheet name=\"";
        escape(&mut xml, name);
        let _ = write!(xml, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    xml + "</sheets></workbook>"
}

fn workbook_relations(sheets: usize) -> String {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let _ = write!(
        xml,
        "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    );
    xml
}

/// [`PLAIN`], [`HEAD`] and [`DATE`] are places in `cellXfs`.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts>\
    <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
    <fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>\
    <border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyBorder=\"1\"/>\
    <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

/// Adds a text as XML. `_x0041_` and the like, which Excel reads as codes of characters, are written so that it does not.
pub(super) fn escape(xml: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (before, from) = rest.split_at(at);
        *xml += before;
        let character = from.chars().next().unwrap_or_default();
        match character {
            '&' => *xml += "&amp;",
            '<' => *xml += "&lt;",
            '>' => *xml += "&gt;",
            '"' => *xml += "&quot;",
            '_' if is_code(from) => *xml += "_x005F_",
            '_' => xml.push('_'),
            // XML has no code for these.
            _ => xml.push(char::REPLACEMENT_CHARACTER),
        }
        rest = from.get(character.len_utf8()..).unwrap_or_default();
    }
    *xml += rest;
}

fn is_special(character: char) -> bool {
    matches!(character, '&' | '<' | '>' | '"' | '_' | '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// Does the text begin with `_x`, four hexadecimal digits and `_`?
fn is_code(text: &str) -> bool {
    match text.as_bytes() {
        [b'_', b'x', digits @ ..] => {
            digits.get(4) == Some(&b'_') && digits.iter().take(4).all(u8::is_ascii_hexdigit)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_xml_and_codes_of_excel_are_texts() {
        let escaped = |text: &str| {
            let mut xml = String::new();
            escape(&mut xml, text);
            xml
        };
        assert_eq!(escaped("A&B<C>\"D\""), "A&amp;B&lt;C&gt;&quot;D&quot;");
        assert_eq!(escaped("_x0041_ _x12_ 項目_名"), "_x005F_x0041_ _x12_ 項目_名");
        assert_eq!(escaped("a\u{ffff}b\u{1}"), "a\u{fffd}b\u{fffd}");
    }
}

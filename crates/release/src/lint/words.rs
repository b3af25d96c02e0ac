//! Words: blanks and breaks for looks, omitted names, several data in one cell, characters.

use super::declared::Columns;
use super::fault::{At, Faults};
use super::grid::{Row, Sheet, Table};
use super::rule::Rule;
use crate::characters::dependent_characters;

/// Words that stand for the cell above.
const DITTO: [&str; 6] = ["〃", "々", "同上", "\"", "″", "同左"];

pub(super) fn check(sheet: &Sheet, table: &Table, declared: Option<&Columns>, faults: &mut Faults) {
    let head = sheet.rows.get(table.head);
    for row in head.into_iter().chain(table.rows(sheet)) {
        for (column, cell) in &row.cells {
            let (at, text) = (At::cell(row.at, *column), cell.text());
            blanks(at, text, faults);
            characters(at, text, faults);
            if DITTO.contains(&text.trim()) {
                let (ja, en) = ("上と同じことが省略されています", "what is the same as above is left out");
                faults.error(Rule::OmittedName, at, text, ja, en);
            }
            if marked_parts(text) && !is_words(declared, table, *column) {
                let (ja, en) = (
                    "①②などで分けた内容が 1 つのセルにあります",
                    "parts that ①② tell apart stand in one cell",
                );
                faults.warning(Rule::OneDatum, at, text, ja, en);
            }
        }
    }
    if declared.is_none() {
        left_out(sheet, table, faults);
    }
}

/// A column that is said to hold words may hold lists too.
fn is_words(declared: Option<&Columns>, table: &Table, column: usize) -> bool {
    let heading = table.columns.iter().find(|(at, _)| *at == column).map(|(_, heading)| heading);
    heading.and_then(|heading| declared?.get(heading)).is_some_and(|kind| kind == "string")
}

fn marked_parts(text: &str) -> bool {
    text.contains('①') && text.contains('②')
}

fn blanks(at: At, text: &str, faults: &mut Faults) {
    if text.contains(['\n', '\r', '\u{b}']) {
        let (ja, en) = ("セルの中に改行があります", "a line break in the cell");
        faults.error(Rule::LayoutBlanks, at, text, ja, en);
    } else if text.contains('\t') {
        faults.error(Rule::LayoutBlanks, at, text, "セルの中にタブがあります", "a tab in the cell");
    } else if text.trim() != text {
        let (ja, en) = ("前後に空白があります", "blanks at the beginning or end");
        faults.warning(Rule::LayoutBlanks, at, text, ja, en);
    } else if text.contains("  ") || text.contains("　　") {
        faults.warning(Rule::LayoutBlanks, at, text, "空白が続いています", "several blanks in a row");
    } else if is_spaced_out(text) {
        faults.warning(
            Rule::LayoutBlanks,
            at,
            text,
            "文字の間に空白があります",
            "blanks between the letters of a word",
        );
    }
}

/// `総　数`, `合 計`: every letter stands alone.
fn is_spaced_out(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', '　']).collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(|letter| !letter.is_ascii()) && letters.next().is_none()
        })
}

fn characters(at: At, text: &str, faults: &mut Faults) {
    let found = dependent_characters(text);
    // Breaks and tabs are blanks for looks, and told as such.
    let found: Vec<_> = found
        .into_iter()
        .filter(|(character, _)| !matches!(character, '\n' | '\r' | '\t' | '\u{b}'))
        .collect();
    let Some((_, why)) = found.first() else { return };
    let characters: String = found.iter().map(|(character, _)| *character).collect();
    let ja = format!("{}「{characters}」があります", why.ja());
    faults.warning(Rule::MachineDependent, at, text, &ja, &format!("{}: {characters}", why.en()));
}

/// Rows of a group that are looked at before a name counts as left out.
const GROUP: usize = 2;

/// The first column is filled at the first row of a group only.
fn left_out(sheet: &Sheet, table: &Table, faults: &mut Faults) {
    let Some((first, heading)) = table.columns.first() else { return };
    let rows = table.rows(sheet);
    let filled = |row: &Row| row.get(*first).is_some();
    let blank = rows.iter().filter(|row| !filled(row)).count();
    let groups = rows.windows(2).filter(|pair| filled(&pair[0]) && !filled(&pair[1])).count();
    if rows.first().is_some_and(filled) && blank >= GROUP && groups > 0 {
        let ja = format!("{blank} 行で、上の行と同じ内容が省略されているようです");
        let en = format!("what is the same as in the row above seems to be left out in {blank} rows");
        faults.warning(Rule::OmittedName, At::column(*first), heading, &ja, &en);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_stand_alone_are_spaced_out() {
        for (text, expected) in
            [("総　数", true), ("合 計", true), ("三重県 津市", false), ("A B", false), ("計", false)]
        {
            assert_eq!(is_spaced_out(text), expected, "{text}");
        }
    }
}

//! The form of a sheet: merged and hidden cells, formulas, drawings, rows of different length.

use super::fault::{At, Faults};
use super::grid::Sheet;
use super::rule::Rule;

pub(super) fn check(sheet: &Sheet, faults: &mut Faults) {
    for (at, found, usual) in &sheet.ragged {
        let ja = format!("{found} 列あります。ほかの行は {usual} 列です");
        let en = format!("{found} cells; other rows have {usual}");
        faults.error(Rule::RaggedRow, At::row(*at), "", &ja, &en);
    }
    for range in &sheet.merged {
        faults.error(Rule::MergedCells, place(range), range, "セルが結合されています", "merged cells");
    }
    for cell in &sheet.formulas {
        faults.error(Rule::Formula, place(cell), cell, "数式があります", "a formula");
    }
    for object in &sheet.objects {
        let (ja, en) = (
            "セルの外に置かれたもの（図・図形・コメントなど）があります",
            "something stands outside the cells: a drawing, picture or comment",
        );
        faults.error(Rule::DrawnObject, At::default(), object, ja, en);
    }
    if sheet.hidden {
        faults.error(Rule::Hidden, At::default(), "", "シートが隠れています", "the sheet is hidden");
    }
    for row in &sheet.hidden_rows {
        faults.error(Rule::Hidden, At::row(*row), "", "行が隠れています", "the row is hidden");
    }
    for column in &sheet.hidden_columns {
        faults.error(Rule::Hidden, At::column(*column), "", "列が隠れています", "the column is hidden");
    }
}

/// The first cell of `B2:C3`.
fn place(range: &str) -> At {
    let cell = range.split(':').next().unwrap_or_default();
    let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
    let row = cell.get(letters.len()..).and_then(|row| row.parse::<usize>().ok());
    // Columns have at most three letters.
    let column =
        letters.bytes().take(3).fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    At { row: row.and_then(|row| row.checked_sub(1)), column: column.checked_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_a_place() {
        let at = place("AB12:AC13");
        assert_eq!((at.row, at.column), (Some(11), Some(27)));
        assert_eq!(place("").row, None);
    }
}

//! Cells that a spreadsheet shows as they are.

/// The most a spreadsheet cell holds, in UTF-16 units (Excel's limit); longer text spills over the rows below.
pub const CELL_LIMIT: usize = 32_767;

/// What stands at the end of a cell that was cut at [`CELL_LIMIT`].
const CUT: &str = "…（以下略。全文は items.jsonl）";

/// What begins a formula, in the forms that spreadsheets accept.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text cell: never run as a formula.
///
/// Text that a spreadsheet takes for a formula gets a leading apostrophe; all other text is written as it is, codes
/// with leading zeros too, because the file is data first.
#[must_use]
pub fn text(value: &str) -> String {
    let value = cut(&value.replace("\r\n", "\n"));
    if is_formula(&value) { format!("'{value}") } else { value }
}

/// A number or date cell: as it is, since its form is ours.
#[must_use]
pub fn plain(value: impl ToString) -> String {
    value.to_string()
}

/// A truth value as spreadsheets write it.
#[must_use]
pub fn truth(value: bool) -> String {
    if value { "TRUE" } else { "FALSE" }.to_owned()
}

fn is_formula(value: &str) -> bool {
    let outer = value.chars().next();
    let inner = value.trim_start().chars().next();
    [outer, inner].into_iter().flatten().any(|first| FORMULA_STARTS.contains(&first))
}

fn cut(value: &str) -> String {
    if value.len() <= CELL_LIMIT || value.encode_utf16().count() <= CELL_LIMIT {
        return value.to_owned();
    }
    // One unit stays free for the apostrophe.
    let room = CELL_LIMIT - CUT.encode_utf16().count() - 1;
    let mut units = 0;
    let kept: String = value
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= room
        })
        .collect();
    kept + CUT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for formula in [
            "=1+1", "+81", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", " =1",
            "　=1",
        ] {
            assert!(text(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(text("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
    }

    #[test]
    fn codes_and_numbers_of_headings_stay_as_they_are() {
        for kept in
            ["070009", "1-1", "(1)", "1", "240001", "1.5", "第1", "83.3%", "令和5年度", "", "（1）防災"]
        {
            assert_eq!(text(kept), kept);
        }
    }

    #[test]
    fn negative_numbers_in_number_columns_stay_numbers() {
        assert_eq!(plain("-3.5"), "-3.5");
    }

    #[test]
    fn a_cell_longer_than_a_spreadsheet_holds_is_cut_with_a_mark() {
        let cell = text(&"あ".repeat(40_000));
        assert!(cell.encode_utf16().count() <= CELL_LIMIT);
        assert!(cell.ends_with(CUT));
    }
}

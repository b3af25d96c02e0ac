//! Tables of values or deeds without a column that names what they are of.
//!
//! A sheet that is printed on pages side by side leaves its right half without titles and indicators: what it holds is in
//! no record, and nothing else says so.

use document_model::{Cell, Diagnostic, RowKind, Severity, Table};

use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Evidence from which on a word heads a column of its role.
const HEAD: f64 = 0.9;

/// Columns of values, departments or progress that such a table has at least.
const FEWEST_HEADS: usize = 2;

/// Rows that it has at least.
const FEWEST_ROWS: usize = 3;

/// What is said of a measure or an indicator.
const TOLD: [RoleKind; 7] = [
    RoleKind::Target,
    RoleKind::Actual,
    RoleKind::Baseline,
    RoleKind::Department,
    RoleKind::ProgressActual,
    RoleKind::ProgressPlanned,
    RoleKind::Purpose,
];

/// What names a measure or an indicator.
const NAMES: [RoleKind; 5] =
    [RoleKind::Title, RoleKind::Indicator, RoleKind::Group, RoleKind::Number, RoleKind::Statement];

/// The finding about a table that gives no items, where its head says what measures have and names none.
pub(crate) fn unnamed_table(table: &Table, vocabulary: &Vocabulary) -> Option<Diagnostic> {
    let heads = table.rows.iter().take_while(|row| row.kind.is_head());
    let labels: Vec<String> =
        heads.flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()).map(Cell::raw).collect();
    let best = |label: &String, roles: &[RoleKind]| {
        roles.iter().map(|role| vocabulary.score(*role, label)).fold(0.0, f64::max)
    };
    let told = labels.iter().filter(|label| best(label, &TOLD) >= HEAD).count();
    // 具体的な取組 may be both: beside a department alone it names nothing.
    let names = |label: &String| best(label, &NAMES) >= HEAD && best(label, &NAMES) > best(label, &TOLD);
    let named = labels.iter().any(names);
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Body).count();
    if told < FEWEST_HEADS || told < labels.len() || named || rows < FEWEST_ROWS {
        return None;
    }
    let place = table.rows.first()?.place;
    let heads = labels.iter().map(|label| label.replace('\n', "")).collect::<Vec<_>>().join("｜");
    let ja = format!(
        "施策名や指標名の列がない表（見出し「{heads}」）の内容は、項目に入っていません。左右に分かれたページの片方かもしれません"
    );
    let en = format!(
        "the texts of the table headed \"{heads}\" are in no item: it has no column of titles or indicators; it may be one half of a sheet printed on pages side by side"
    );
    Some(Diagnostic::new(Severity::Warning, "table-without-names", ja, en).at(place))
}

/// Different roles that the heads of a table name, from which on it should have given items.
const ROLES_OF_A_PLAN: usize = 3;

/// The finding about a table that gives no items, though its heads name what plans have.
pub(crate) fn unread_table(table: &Table, vocabulary: &Vocabulary) -> Option<Diagnostic> {
    let heads = table.rows.iter().take_while(|row| row.kind.is_head());
    let labels: Vec<String> =
        heads.flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()).map(Cell::raw).collect();
    let roles = TOLD.into_iter().chain(NAMES).chain([RoleKind::Summary, RoleKind::Grade]);
    let named: Vec<RoleKind> =
        roles.filter(|role| labels.iter().any(|label| vocabulary.score(*role, label) >= HEAD)).collect();
    let told = named.iter().any(|role| TOLD.contains(role)) && named.iter().any(|role| NAMES.contains(role));
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Body).count();
    if !told || named.len() < ROLES_OF_A_PLAN || rows < FEWEST_ROWS {
        return None;
    }
    let place = table.rows.first()?.place;
    let heads = labels.iter().map(|label| label.replace('\n', "")).collect::<Vec<_>>().join("｜");
    let ja = format!(
        "計画の見出し（{heads}）がある表から、項目を 1 つも読み取れませんでした。見出しと列が合っているか確かめてください"
    );
    let en = format!(
        "no item was read from the table headed \"{heads}\", whose heads are those of plans; see whether the heads stand above their columns"
    );
    Some(Diagnostic::new(Severity::Warning, "table-unread", ja, en).at(place))
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, PageNumber, Place, Room, Row, SourceRange};

    use super::*;

    fn table(rows: &[[&str; 3]]) -> Table {
        let place = Place::in_text(PageNumber::FIRST, 1, 1);
        let line = |text: &str| CellLine {
            text: text.to_owned(),
            range: SourceRange::new(0, 0),
            more: Vec::new(),
            bbox: None,
            breaks: false,
            room: Room::Enough,
        };
        let rows = rows.iter().enumerate().map(|(at, cells)| Row {
            kind: if at == 0 { RowKind::Head } else { RowKind::Body },
            place,
            starts_page: false,
            goes_on: false,
            cells: (0..)
                .zip(cells)
                .map(|(column, text)| Cell {
                    column,
                    column_span: 1,
                    row_span: 1,
                    place,
                    lines: vec![line(text)],
                })
                .collect(),
        });
        Table { columns: 3, rows: rows.collect() }
    }

    #[test]
    fn values_without_a_name_are_told_of() {
        let vocabulary = Vocabulary::builtin();
        let body = [["10件", "20件", "総務課"], ["5%", "9%", "市民課"], ["3人", "4人", "福祉課"]];
        let with_head = |head: [&str; 3]| table(&[&[head][..], &body].concat());
        let found = unnamed_table(&with_head(["現状値", "目標値", "担当課"]), &vocabulary).unwrap();
        assert_eq!(found.code, "table-without-names");
        assert!(unnamed_table(&with_head(["令和6年度の取組予定", "目的", "担当課"]), &vocabulary).is_some());
        assert!(unnamed_table(&with_head(["指標", "目標値", "担当課"]), &vocabulary).is_none());
        assert!(unnamed_table(&with_head(["担当課", "実績値", "電話番号"]), &vocabulary).is_none());
        assert!(unnamed_table(&with_head(["地区", "人口", "世帯"]), &vocabulary).is_none());
    }
}

//! What holds for every text.

use document_model::SourceRange;
use plan_records::Account;
use proptest::prelude::*;
use schema_emit::csv::CsvFile;
use schema_emit::csv::cell::text;
use schema_emit::ledger::balance;

/// Texts made of what spreadsheets and line ends make trouble with.
fn troublesome() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "=", "+", "-", "@", "＝", "'", "\"", ",", "\n", "\r\n", "\r", "\t", " ", "　", "1", "0", "(", ")",
        "/", ".", "e", "計画", "～",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn account() -> impl Strategy<Value = Account> {
    prop::sample::select(vec![Account::Items, Account::Tables, Account::Text, Account::Furniture])
}

proptest! {
    #[test]
    fn cells_come_back_as_they_were_written(rows in prop::collection::vec((troublesome(), troublesome()), 1..5)) {
        let rows: Vec<[String; 2]> = rows.iter().map(|(left, right)| [text(left), text(right)]).collect();
        let mut file = CsvFile::begin(Vec::new(), &["左", "右"])?;
        for row in &rows {
            file.row(row)?;
        }
        let bytes = file.end()?;
        let body = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or_default();
        let read: Vec<[String; 2]> = csv::Reader::from_reader(body)
            .records()
            .map(|row| row.map(|row| [row[0].to_owned(), row[1].to_owned()]))
            .collect::<Result<_, _>>()
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn no_cell_begins_a_formula(value in troublesome()) {
        let cell = text(&value);
        prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']));
        prop_assert!(!cell.starts_with(['\t', '\r', '\n']));
        // Nothing is changed but the mark and the line ends.
        let plain = value.replace("\r\n", "\n");
        let marked = format!("'{plain}");
        prop_assert!(cell == plain || cell == marked);
    }

    #[test]
    fn the_ledger_balances(
        value in "[計画a \n\u{c}]{0,60}",
        accounts in prop::collection::vec((0_usize..200, 0_usize..200, account()), 0..6),
        markup in prop::collection::vec((0_usize..200, 0_usize..200), 0..3),
    ) {
        let accounts: Vec<_> =
            accounts.into_iter().map(|(start, end, account)| (SourceRange::new(start, end), account)).collect();
        let markup: Vec<_> = markup.into_iter().map(|(start, end)| SourceRange::new(start, end)).collect();
        let (ledger, findings) = balance("d", &value, &accounts, &markup);
        let characters = value.chars().filter(|character| !character.is_whitespace()).count() as u64;
        prop_assert_eq!(ledger.characters, characters);
        prop_assert_eq!(ledger.unaccounted, 0);
        prop_assert_eq!(ledger.items + ledger.tables + ledger.text + ledger.furniture, characters);
        let all = [(SourceRange::new(0, value.len()), Account::Text)];
        prop_assert!(balance("d", &value, &all, &[]).1.is_empty());
        prop_assert!(!accounts.is_empty() || !markup.is_empty() || findings.is_empty() == (characters == 0));
    }
}

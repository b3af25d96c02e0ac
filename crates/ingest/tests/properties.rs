//! What holds for every text.

mod common;

use common::check_account;
use ingest::{Options, media_type, read_text};
use proptest::prelude::*;

/// Pieces that mean something to one reader or another.
const PIECES: [&str; 64] = [
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{c}",
    " ",
    "\u{3000}",
    "|",
    "\\|",
    "|---|---|",
    "---",
    ":",
    "\"",
    "\"\"",
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
    "<ul style=\"a: b\">",
    "</ul>",
    "<li>",
    "<u>",
    "</u>",
    "<sup>",
    "<table>",
    "</table>",
    "<thead>",
    "<tr>",
    "</tr>",
    "<th>",
    "<td>",
    "</td>",
    "<td colspan=2 rowspan='3'>",
    "<caption>",
    "<!--",
    "-->",
    "<!-- x -->",
    "<html>",
    "<title>",
    "<script>",
    "</script>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<参考>",
    "<",
    ">",
    "&",
    "&nbsp;",
    "&amp;",
    "&#12354;",
    "&#0;",
    "&lt;",
    "・取組",
    "○施策",
    "番号",
    "1,234",
    "a",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "\u{2028}",
    "- ",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn every_character_has_one_place(text in text(), document in any::<bool>()) {
        let text = if document { format!("<html>{text}") } else { text };
        if let Ok(outcome) = read_text(text.as_bytes(), &Options::default().with_encoding("utf-8")) {
            check_account(&outcome.value);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), label in 0..5_usize) {
        let labels = ["", "utf-8", "shift_jis", "euc-jp", "utf-16le"];
        let encoding = labels.get(label).filter(|label| !label.is_empty()).map(|label| (*label).to_owned());
        let options = Options { encoding, ..Options::default() };
        prop_assert!(!media_type(&bytes, Some("txt")).is_empty());
        if let Ok(outcome) = read_text(&bytes, &options) {
            check_account(&outcome.value);
        }
    }

    #[test]
    fn tab_rows_give_back_their_cells(table in prop::collection::vec(prop::collection::vec("[a-z施策]{0,4}", 2..6), 1..6)) {
        let lines: Vec<String> = table.iter().map(|row| row.join("\t")).collect();
        let text = lines.join("\n");
        prop_assume!(!text.trim().is_empty());
        let source = common::read(&text);
        prop_assert_eq!(common::cells(&source), table);
    }
}

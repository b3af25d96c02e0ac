//! The parsers on real strings: at least 99 of 100 come out right.

#![expect(clippy::expect_used, reason = "a test says what is missing")]

#[path = "measure/mod.rs"]
mod tables;

use std::path::Path;

#[test]
fn real_strings_come_out_right() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for name in ["departments", "dates", "quantities"] {
        let outcome = tables::table(&directory, name).expect("the table is in tests/data");
        let wrong = outcome.wrong.join("\n");
        assert!(
            outcome.right * 100 >= outcome.total * 99,
            "{name}: {}/{}\n{wrong}",
            outcome.right,
            outcome.total
        );
    }
}

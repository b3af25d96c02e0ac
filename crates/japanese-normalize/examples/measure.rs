//! Compares the parsers with tables of real strings: `measure DIRECTORY`.
//!
//! The directory holds departments.tsv, dates.tsv and quantities.tsv, as `tests/data` does. Prints right and total
//! for each, and every wrong row.

#![expect(clippy::print_stdout, reason = "the result is what it is for")]

#[path = "../tests/measure/mod.rs"]
mod tables;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let directory = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data"), PathBuf::from);
    for name in ["departments", "dates", "quantities"] {
        let outcome = tables::table(&directory, name)?;
        for wrong in &outcome.wrong {
            println!("{name}\t{wrong}");
        }
        println!("{name}: {}/{}", outcome.right, outcome.total);
    }
    Ok(())
}

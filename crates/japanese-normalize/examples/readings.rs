//! Reads names from standard input, one a line, and writes them with their readings.
//!
//! `cargo run --features morphology --example readings < names.txt`. With `--check`, the lines are those of a table
//! `name⇥reading`, and what comes out is how many readings are right, and how long the first one took.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::time::Instant;

use japanese_normalize::reading;

fn main() -> std::io::Result<()> {
    let check = std::env::args().any(|argument| argument == "--check");
    let begun = Instant::now();
    let _ = reading("総務部");
    let loaded = begun.elapsed();
    let (mut right, mut all) = (0, 0);
    for line in std::io::stdin().lines() {
        let line = line?;
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or_default();
        let found = reading(name);
        if !check {
            println!("{name}\t{}", found.unwrap_or_default());
            continue;
        }
        all += 1;
        right += usize::from(found.as_deref() == columns.next());
    }
    if check {
        println!("{right} of {all} right, first reading after {loaded:?}");
    }
    Ok(())
}

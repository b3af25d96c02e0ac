//! Bytes per second of each function on a text file, one `function⇥bytes per second` a line.
//!
//! `cargo run --release --example speed -- FILE`; `benches/peers` compares it with Python packages.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::hint::black_box;
use std::time::Instant;

use japanese_normalize::{
    Widths, departments, fold, normal_form, number, publishers, quantities, times, to_fullwidth, to_halfwidth,
};

/// Rounds of each function; the fastest counts.
const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("name a text file")?;
    let text = std::fs::read_to_string(file)?;
    let lines: Vec<&str> = text.lines().collect();
    measure("normal_form", &text, || drop(black_box(normal_form(black_box(&text)))));
    measure("to_halfwidth", &text, || drop(black_box(to_halfwidth(black_box(&text), Widths::ASCII))));
    measure("to_halfwidth, kana too", &text, || drop(black_box(to_halfwidth(black_box(&text), Widths::ALL))));
    measure("to_fullwidth", &text, || drop(black_box(to_fullwidth(black_box(&text), Widths::ALL))));
    measure("fold", &text, || drop(black_box(fold(black_box(&text)))));
    measure("quantities", &text, || drop(black_box(quantities(black_box(&text)))));
    measure("times", &text, || drop(black_box(times(black_box(&text)))));
    measure("publishers", &text, || drop(black_box(publishers(black_box(&text)))));
    measure("departments", &text, || lines.iter().for_each(|line| drop(black_box(departments(line)))));
    let numerals = "五千八百七万六千九十九\n".repeat(20_000);
    measure("number", &numerals, || {
        numerals.lines().for_each(|line| {
            black_box(number(line));
        });
    });
    Ok(())
}

fn measure(name: &str, text: &str, run: impl Fn()) {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        run();
        best = best.min(begun.elapsed().as_secs_f64());
    }
    let bytes = u32::try_from(text.len()).map_or(f64::MAX, f64::from);
    println!("{name}\t{:.0}", bytes / best.max(1e-9));
}

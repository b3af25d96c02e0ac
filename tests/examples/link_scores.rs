//! How well items and indicators are found again in made editions.
//!
//! `cargo run -p golden --example link_scores -- [held-out|tuning] [SEEDS] [--show]`

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

use std::path::Path;

use golden::editions::{Half, Score, make, pool, score, share};

/// Items of an edition.
const ITEMS: usize = 200;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let half =
        if arguments.iter().any(|argument| argument == "tuning") { Half::Tuning } else { Half::HeldOut };
    let seeds = arguments.iter().find_map(|argument| argument.parse::<u64>().ok()).unwrap_or(50);
    let pool = pool(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?;
    let mut scores = [Score::default(), Score::default()];
    // Even seeds are for tuning, odd ones are held out.
    for seed in 0..seeds {
        let seed = seed * 2 + u64::from(half == Half::HeldOut);
        let [items, indicators] = score(&make(&pool, ITEMS, seed, half));
        scores[0].add(items);
        scores[1].add(indicators);
    }
    println!("{half:?}: {seeds} seeds, editions of {ITEMS} items out of {}", pool.len());
    for (name, score) in ["items", "indicators"].iter().zip(&scores) {
        println!(
            "{name}: right {} wrong {} missed {} precision {:.4} recall {:.4}; splits and merges named {}/{}",
            score.right,
            score.wrong,
            score.missed,
            score.precision(),
            score.recall(),
            score.named,
            score.divided,
        );
        for (change, (right, all)) in &score.by_change {
            println!("  {change:?}: {right}/{all} = {:.4}", share(*right, *all));
        }
        if arguments.iter().any(|argument| argument == "--show") {
            score.remarks.iter().for_each(|remark| println!("    {remark}"));
        }
    }
    Ok(())
}

//! How long a chain of editions takes to be linked.
//!
//! `cargo run --release -p golden --example link_speed -- [EDITIONS] [ITEMS]`: so many editions of one publisher, each
//! made of the one before. Making them is not timed.

#![expect(clippy::print_stdout, reason = "a program that prints its measurements")]

use std::path::Path;
use std::time::Instant;

use editions::{Edition, Links};
use golden::editions::{Half, Random, edition, next, pool};
use plan_records::records::Item;
use schema_emit::json_lines::write_line;

/// What the program uses.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::io::Result<()> {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let count = numbers.first().copied().unwrap_or(2000);
    let items = numbers.get(1).copied().unwrap_or(200);
    let mut pool = pool(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?;
    pool.iter_mut().for_each(slim);
    let begun = Instant::now();
    let editions = chain(&pool, count, items);
    let of_all: usize = editions.iter().map(|edition| edition.items.len()).sum();
    println!(
        "made {count} editions of {} items on average in {:.1?}",
        of_all / count.max(1),
        begun.elapsed()
    );
    let begun = Instant::now();
    let links = editions::link(&editions);
    println!(
        "linked in {:.2?}: {} links, {} indicators",
        begun.elapsed(),
        links.links.len(),
        links.indicators.len()
    );
    println!("digest {:016x}", digest(&links)?);
    Ok(())
}

/// FNV-1a of all lines: the same for the same links and findings.
fn digest(links: &Links) -> std::io::Result<u64> {
    let mut bytes = Vec::new();
    for link in &links.links {
        write_line(&mut bytes, link)?;
    }
    for finding in &links.findings {
        write_line(&mut bytes, finding)?;
    }
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    Ok(bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The cells of the source are not compared; two thousand editions of them would fill the memory.
fn slim(item: &mut Item) {
    item.source.cells.clear();
    item.source.confidence.clear();
    item.source.doubts.clear();
    item.progress.clear();
    item.others.clear();
}

fn chain(pool: &[Item], count: usize, items: usize) -> Vec<Edition> {
    let mut random = Random::of(1);
    let mut editions = vec![edition("000000000000", 0, pool.iter().take(items).cloned().collect())];
    while let Some(last) = editions.last().filter(|_| editions.len() < count) {
        let mut new = next(last, pool, &mut random, Half::Tuning).new;
        // As many as came may not have gone.
        new.items.truncate(items);
        editions.push(new);
    }
    editions
}

//! Damages PDFs at random and reads what remains: nothing may panic, hang or eat the memory.
//!
//! ```text
//! cargo run -p ingest --release --example mutate_pdf -- SEED COUNT FILE…
//! ```
//!
//! The same seed and files give the same mutants. Each is read to its end, at most 40 pages of it. The last mutant begun
//! is kept in `mutant.pdf` in the folder for temporary files, so that a crash of the process can be looked into. A line
//! is printed for each panic and for each mutant that took longer than two seconds, and one at the end.

#![allow(clippy::print_stdout, clippy::indexing_slicing, reason = "a tool for developers")]

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use document_model::PageNumber;
use ingest::Options;

/// Longer than this is worth a look: the slowest undamaged file takes less.
const SLOW: Duration = Duration::from_secs(2);

/// Pages read of each mutant.
const PAGES: u32 = 40;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seed: u64 = arguments.next().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(100);
    let files: Vec<(String, Vec<u8>)> =
        arguments.filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect();
    if files.is_empty() {
        println!("no files");
        return;
    }
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut panics, mut slow, mut opened, mut slowest) = (0, 0, 0, Duration::ZERO);
    let kept = std::env::temp_dir().join("mutant.pdf");
    for index in 0..count {
        let (path, bytes) = &files[random.below(files.len())];
        let other = &files[random.below(files.len())].1;
        let mutant = mutate(bytes, other, &mut random);
        let _ = std::fs::write(&kept, &mutant);
        let begun = Instant::now();
        let ended = catch_unwind(move || read(mutant));
        let took = begun.elapsed();
        slowest = slowest.max(took);
        match ended {
            Ok(good) => opened += usize::from(good),
            Err(_) => {
                panics += 1;
                println!("panic: seed {seed}, mutant {index} of {path}");
            }
        }
        if took > SLOW {
            slow += 1;
            println!("slow: {took:?}, seed {seed}, mutant {index} of {path}");
        }
    }
    println!(
        "{count} mutants, {opened} opened, {panics} panics, {slow} slow, slowest {slowest:?}, {}",
        memory()
    );
}

fn read(bytes: Vec<u8>) -> bool {
    let Ok(opened) = ingest::open_pdf(bytes, &Options::default()) else { return false };
    let file = opened.value;
    let _ = file.information();
    for number in 1..=file.page_count().min(PAGES) {
        let _ = file.page(PageNumber(number));
    }
    true
}

/// The most memory that the process had, as Linux tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    peak.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// xorshift64*: small, seeded, good enough to break things.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or(0)
    }
}

fn mutate(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    for _ in 0..=random.below(12) {
        if mutant.is_empty() {
            break;
        }
        let at = random.below(mutant.len());
        let end = (at + 1 + random.below(200)).min(mutant.len());
        match random.below(8) {
            0 => mutant[at] ^= 1 << random.below(8),
            1 => mutant[at] = u8::try_from(random.below(256)).unwrap_or(0),
            2 => drop(mutant.drain(at..end)),
            3 => {
                let piece = mutant[at..end].to_vec();
                mutant.splice(at..at, piece);
            }
            4 => mutant[at..end].fill(b' '),
            5 => {
                let from = random.below(other.len());
                let to = (from + random.below(4000)).min(other.len());
                mutant.splice(at..end, other[from..to].iter().copied());
            }
            6 => number(&mut mutant, at, random),
            _ => mutant.truncate(mutant.len() - random.below(mutant.len() / 4 + 1)),
        }
    }
    mutant
}

/// Puts another number in place of the first one after a place.
fn number(mutant: &mut Vec<u8>, at: usize, random: &mut Random) {
    const NUMBERS: [&[u8]; 10] = [
        b"0",
        b"-1",
        b"1",
        b"65535",
        b"2147483647",
        b"-2147483648",
        b"4294967296",
        b"1e9",
        b"0.0000001",
        b"99999999999",
    ];
    let Some(from) = mutant[at..].iter().position(u8::is_ascii_digit).map(|found| found + at) else { return };
    let length = mutant[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    mutant.splice(from..from + length, NUMBERS[random.below(NUMBERS.len())].iter().copied());
}

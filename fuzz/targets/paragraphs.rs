//! Any text through `paragraphs`.

#![no_main]

use japanese_normalize::{Line, paragraphs};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let lines: Vec<Line> = text.split('\n').map(|text| Line { text, breaks: false }).collect();
    let _ = paragraphs(&lines);
});

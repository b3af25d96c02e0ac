//! Any text through `normalize`.

#![no_main]

use japanese_normalize::normalize;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let normalized = normalize(text);
    let normal = normalized.as_str();
    assert_eq!(normalize(normal).as_str(), normal);
    let mut last = 0..0;
    for (at, c) in normal.char_indices() {
        let range = normalized.source_range(at..at + c.len_utf8());
        assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
        assert!(last.start <= range.start && last.end <= range.end);
        last = range;
    }
});

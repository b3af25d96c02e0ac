//! Any text through `publishers`.

#![no_main]

use japanese_normalize::{publishers, resolve_self};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for (range, publisher) in publishers(text) {
        assert!(text.get(range).is_some_and(|part| !part.is_empty()));
        let _ = resolve_self(text, &publisher);
    }
});

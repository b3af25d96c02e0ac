//! Any text through `times`.

#![no_main]

use japanese_normalize::{times, times_within};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for time in times(text).into_iter().chain(times_within(text, 2026)) {
        assert!(text.get(time.range).is_some());
    }
});

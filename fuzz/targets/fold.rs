//! Any text through `fold`.

#![no_main]

use japanese_normalize::fold;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let key = fold(text);
    assert_eq!(fold(&key), key);
});

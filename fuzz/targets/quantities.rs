//! Any text through `quantities`.

#![no_main]

use japanese_normalize::{quantities, quantity_cell, quantity_refusal, split_marks};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for quantity in quantities(text).into_iter().chain(quantity_cell(text)) {
        assert!(text.get(quantity.range).is_some() && text.get(quantity.number_range).is_some());
    }
    for part in split_marks(text) {
        assert!(text.get(part.range).is_some());
    }
    let _ = quantity_refusal(text);
});

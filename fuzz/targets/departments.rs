//! Any text through `departments`.

#![no_main]

use japanese_normalize::{department_likeness, departments, join_departments};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for path in departments(text) {
        assert!(!path.is_empty() && path.iter().all(|name| !name.is_empty()));
    }
    assert!((0.0..=1.0).contains(&department_likeness(text)));
    if let Some((upper, lower)) = text.split_once('\t') {
        let _ = join_departments(upper, lower);
    }
});

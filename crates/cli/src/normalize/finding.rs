//! What a person should look at in a line.

use std::ops::Range;

use serde_json::{Value, json};

use crate::args::Lang;

/// A remark about a line.
pub(super) struct Finding {
    pub(super) severity: &'static str,
    pub(super) code: &'static str,
    pub(super) ja: String,
    pub(super) en: String,
    /// Bytes of the line; none for the whole line.
    pub(super) range: Option<Range<usize>>,
}

impl Finding {
    pub(super) fn warning(code: &'static str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: "warning", code, ja: ja.into(), en: en.into(), range: None }
    }

    pub(super) fn info(code: &'static str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: "info", ..Self::warning(code, ja, en) }
    }

    pub(super) fn at(self, range: &Range<usize>) -> Self {
        Self { range: Some(range.clone()), ..self }
    }

    pub(super) fn json(&self, lang: Lang) -> Value {
        let message = match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        };
        let range = self.range.as_ref().map(super::span);
        json!({ "severity": self.severity, "code": self.code, "message": message, "range": range })
    }
}

pub(super) fn not_utf8() -> Finding {
    Finding::warning(
        "not-utf8",
        "UTF-8 として読めないバイトがあり、� に置き換えました",
        "bytes that are not UTF-8 were replaced with �",
    )
}

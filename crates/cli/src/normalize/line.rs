//! A line as it is given: the text alone, or a JSON object that says where the text stood.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A text with what is known of the place it comes from.
pub(super) struct Line<'a> {
    pub(super) text: Cow<'a, str>,
    /// The heading of its column, with the unit in brackets where it is given by itself.
    pub(super) heading: Option<String>,
    /// The fiscal year of its months.
    pub(super) fiscal_year: Option<i32>,
}

impl<'a> Line<'a> {
    /// `{"text": "8月に実施", "heading": "令和5年度の取組", "fiscal_year": 2023}`, `{"text": "1,250", "unit": "千円"}`, all
    /// but `text` as needed; a line that is no such object is text itself.
    pub(super) fn of(input: &'a str) -> Self {
        let plain = || Self { text: Cow::Borrowed(input), heading: None, fiscal_year: None };
        let Some(object) = object(input) else { return plain() };
        let Some(text) = object.get("text").and_then(Value::as_str) else { return plain() };
        let fiscal_year = object.get("fiscal_year").and_then(Value::as_i64);
        Self {
            text: Cow::Owned(text.to_owned()),
            heading: heading(&object),
            fiscal_year: fiscal_year
                .and_then(|year| i32::try_from(year).ok())
                .filter(|year| (1..=9999).contains(year)),
        }
    }
}

fn heading(object: &Map<String, Value>) -> Option<String> {
    let of = |key: &str| object.get(key).and_then(Value::as_str);
    match (of("heading"), of("unit")) {
        (heading, Some(unit)) => Some(format!("{}({unit})", heading.unwrap_or_default())),
        (heading, None) => heading.map(str::to_owned),
    }
}

fn object(input: &str) -> Option<Map<String, Value>> {
    input.trim_start().starts_with('{').then(|| serde_json::from_str(input).ok()).flatten()
}

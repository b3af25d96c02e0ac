//! `keikaku normalize department`.

use std::ops::Range;

use japanese_normalize::{beside_departments, departments, join_departments, normalize};
use serde_json::{Value, json};

use super::Answer;
use super::finding::Finding;

/// The paths of a line. A tab (or ⇥) parts a column of bureaus from one of sections.
pub(super) fn answer(line: &str) -> Answer {
    let paths = match line.split_once(['\t', '⇥']) {
        Some((upper, lower)) => join_departments(upper, lower),
        None => departments(line),
    };
    let mut findings = Vec::new();
    if paths.is_empty() && !line.trim().is_empty() {
        findings.push(Finding::info(
            "no-department",
            "組織名として読める語がありません",
            "nothing in it reads as the name of a department",
        ));
    }
    let others = beside_departments(line);
    if !others.is_empty() {
        let names = others.join(", ");
        findings.push(Finding::warning(
            "department-partly-read",
            format!("組織名として読めない部分「{names}」があります"),
            format!("a part reads as no department: \"{names}\""),
        ));
    }
    let ranges = ranges(line, &paths);
    #[cfg_attr(not(feature = "morphology"), expect(unused_mut, reason = "only readings are added"))]
    let mut beside = vec![("ranges", ranges)];
    #[cfg(feature = "morphology")]
    beside.push(("readings", readings(&paths)));
    Answer { result: json!(paths), beside, findings }
}

/// Where each name of each path stands; a name that serves several paths stands before them.
fn ranges(line: &str, paths: &[Vec<String>]) -> Value {
    let folded = Folded::of(line);
    let mut at = 0;
    let rows = paths.iter().map(|path| {
        let names = path.iter().map(|name| {
            let key = Folded::of(name).text;
            let place = folded.find(&key, at).or_else(|| folded.find(&key, 0));
            if let Some(place) = &place {
                at = at.max(place.start);
            }
            place.map(|place| super::span(&folded.source(place)))
        });
        names.collect::<Vec<_>>()
    });
    json!(rows.collect::<Vec<_>>())
}

/// The reading of each name in katakana (名称_カナ), null where a part of it has none.
#[cfg(feature = "morphology")]
fn readings(paths: &[Vec<String>]) -> Value {
    let read =
        |path: &Vec<String>| path.iter().map(|name| japanese_normalize::reading(name)).collect::<Vec<_>>();
    json!(paths.iter().map(read).collect::<Vec<_>>())
}

/// The normal form without blanks, and where in the line each of its bytes stands.
struct Folded {
    text: String,
    places: Vec<Range<usize>>,
}

impl Folded {
    fn of(line: &str) -> Self {
        let normalized = normalize(line);
        let mut folded = Self { text: String::new(), places: Vec::new() };
        for (at, c) in normalized.as_str().char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let source = normalized.source_range(at..at + c.len_utf8());
            folded.text.push(c);
            folded.places.resize(folded.text.len(), source);
        }
        folded
    }

    fn find(&self, key: &str, from: usize) -> Option<Range<usize>> {
        let start = from + self.text.get(from..)?.find(key).filter(|_| !key.is_empty())?;
        Some(start..start + key.len())
    }

    fn source(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.get(at).cloned().unwrap_or(0..0);
        place(range.start).start..place(range.end.saturating_sub(1)).end
    }
}

//! Findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), which editors and code hosts show
//! beside the files.
//!
//! Results are written as they come; the rules, of which there are no more than kinds of findings, follow at the end.
//! Texts are Japanese, as in `message` of `findings.jsonl`; a translation of the rules and `message_en` give English.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Component, Path};

use document_model::{Place, Severity};
use plan_records::records::Finding;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::catalogue::{self, Words};

/// The name of the fingerprints; a new way to make them needs a new number.
const FINGERPRINT: &str = "keikaku/v1";

/// Hexadecimal digits of a fingerprint.
const FINGERPRINT_DIGITS: usize = 32;

const HEAD: &str = "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"language\":\"ja\",\"results\":[";

/// A SARIF file in the making.
#[derive(Debug)]
pub struct SarifFile<W: Write> {
    out: W,
    /// Codes of the rules by their index.
    rules: Vec<String>,
    rule_indices: BTreeMap<String, usize>,
    /// How often a fingerprint's content has come up in the document whose findings come in.
    seen: BTreeMap<String, u32>,
    document: String,
    begun: bool,
}

impl<W: Write> SarifFile<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(HEAD.as_bytes())?;
        Ok(Self {
            out,
            rules: Vec::new(),
            rule_indices: BTreeMap::new(),
            seen: BTreeMap::new(),
            document: String::new(),
            begun: false,
        })
    }

    /// Adds a finding; those of one document come one after the other.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn add(&mut self, finding: &Finding) -> io::Result<()> {
        let uri = uri(&finding.path);
        if self.document != finding.path {
            self.seen.clear();
            self.document.clone_from(&finding.path);
        }
        let content = [&finding.code, &uri, finding.field.as_deref().unwrap_or_default(), &finding.message];
        let content = content.join("\0");
        let occurrence = self.seen.entry(content.clone()).or_default();
        let fingerprint = fingerprint(&content, *occurrence);
        *occurrence = occurrence.saturating_add(1);
        let result = result(finding, &uri, self.rule(&finding.code), &fingerprint);
        self.out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        serde_json::to_writer(&mut self.out, &result).map_err(io::Error::from)
    }

    /// Index of a rule, which becomes one of the run's where it is new.
    fn rule(&mut self, code: &str) -> usize {
        if let Some(index) = self.rule_indices.get(code) {
            return *index;
        }
        let index = self.rules.len();
        self.rules.push(code.to_owned());
        self.rule_indices.insert(code.to_owned(), index);
        index
    }

    /// Writes the rules and the end.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn end(self) -> io::Result<W> {
        let Self { mut out, rules, .. } = self;
        let tool = json!({"driver": {
            "name": "keikaku",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": "ja",
            "rules": rules.iter().map(|code| rule(code)).collect::<Vec<_>>(),
        }});
        let translations = json!([{
            "name": "keikaku",
            "language": "en",
            "contents": ["localizedData"],
            "translationMetadata": {"name": "English"},
            "rules": rules.iter().map(|code| translated(code)).collect::<Vec<_>>(),
        }]);
        out.write_all(b"\n],\"tool\":")?;
        serde_json::to_writer(&mut out, &tool).map_err(io::Error::from)?;
        out.write_all(b",\"translations\":")?;
        serde_json::to_writer(&mut out, &translations).map_err(io::Error::from)?;
        out.write_all(b"}]}\n")?;
        Ok(out)
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Finding, uri: &str, rule: usize, fingerprint: &str) -> Value {
    let Finding { document_id, path: _, severity, code, item, field, message, message_en, place, answer } =
        finding;
    let mut result = json!({
        "ruleId": code,
        "ruleIndex": rule,
        "level": level(*severity),
        "message": {"text": message},
        "locations": [location(uri, place.as_ref(), item.as_deref())],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {
            "message_en": message_en,
            "document_id": document_id,
            "item": item,
            "field": field,
            "page": place.map(|place| place.page),
            "bbox": place.and_then(|place| place.bbox),
        },
    });
    if let Some(answer) = answer {
        let mut suppression = json!({"kind": "external", "status": "accepted"});
        if let Some(reason) = &answer.reason {
            suppression["justification"] = reason.as_str().into();
        }
        result["suppressions"] = json!([suppression]);
    }
    result
}

/// A line and column for text; for pages, which SARIF has no regions for, the page and box by name.
fn location(uri: &str, place: Option<&Place>, item: Option<&str>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri}});
    let mut logical = Vec::new();
    if let Some(place) = place {
        if let Some(line) = place.line.filter(|line| *line > 0) {
            let mut region = json!({"startLine": line});
            if let Some(column) = place.column.filter(|column| *column > 0) {
                region["startColumn"] = column.into();
            }
            physical["region"] = region;
        }
        let page = place.page.0;
        let name = format!("page {page}");
        let full = match place.bbox {
            Some(at) => format!("{name}/({:.1}, {:.1})-({:.1}, {:.1})", at.x0, at.y0, at.x1, at.y1),
            None => name.clone(),
        };
        logical.push(json!({"name": name, "fullyQualifiedName": full, "kind": "page"}));
    }
    if let Some(item) = item {
        logical.push(json!({"name": item, "fullyQualifiedName": item, "kind": "item"}));
    }
    let mut location = json!({"physicalLocation": physical});
    if !logical.is_empty() {
        location["logicalLocations"] = logical.into();
    }
    location
}

fn rule(code: &str) -> Value {
    let Some(entry) = catalogue::entry(code) else { return json!({"id": code}) };
    let mut rule = descriptor(code, &entry.ja, ["例", "対処"]);
    rule["name"] = pascal_case(code).into();
    rule["defaultConfiguration"] = json!({"level": level(entry.severity)});
    rule
}

fn translated(code: &str) -> Value {
    match catalogue::entry(code) {
        Some(entry) => descriptor(code, &entry.en, ["Example", "What to do"]),
        None => json!({"id": code}),
    }
}

fn descriptor(code: &str, words: &Words, [example, action]: [&str; 2]) -> Value {
    let Words { title, meaning, example: message, action: what } = words;
    json!({
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": meaning},
        "help": {
            "text": format!("{meaning}\n{action}: {what}\n{example}: {message}"),
            "markdown": format!("{meaning}\n\n**{action}**: {what}\n\n*{example}*: {message}"),
        },
    })
}

/// `row-shifted` as `RowShifted`, the form of SARIF's names.
fn pascal_case(code: &str) -> String {
    code.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

fn fingerprint(content: &str, occurrence: u32) -> String {
    let mut hash = Sha256::new();
    hash.update(content);
    hash.update(occurrence.to_be_bytes());
    let mut digits = String::new();
    for byte in hash.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits.truncate(FINGERPRINT_DIGITS);
    digits
}

/// The path as a relative URI reference (RFC 3986); of an absolute path only the name, which says nothing of the machine.
fn uri(path: &str) -> String {
    let path = Path::new(path);
    let mut names: Vec<String> = path
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(percent_encoded(&name.to_string_lossy())),
            Component::ParentDir => Some("..".to_owned()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
        })
        .collect();
    if path.has_root() || matches!(path.components().next(), Some(Component::Prefix(_))) {
        names.drain(..names.len().saturating_sub(1));
    }
    if names.is_empty() { ".".to_owned() } else { names.join("/") }
}

fn percent_encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(uri("計画/a b.txt"), "%E8%A8%88%E7%94%BB/a%20b.txt");
        assert_eq!(uri("./plans/../x:y%.txt"), "plans/../x%3Ay%25.txt");
        assert_eq!(uri("/home/someone/plans/a.txt"), "a.txt");
        assert_eq!(uri("-"), "-");
        assert_eq!(uri("/"), ".");
    }

    #[test]
    fn codes_become_names() {
        assert_eq!(pascal_case("pdf-too-many-bytes"), "PdfTooManyBytes");
    }
}

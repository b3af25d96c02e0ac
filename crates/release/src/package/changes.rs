//! What a release changes against the one before, and which version that asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use editions::difference::{ItemChange, ItemRef};
use editions::{Edition, difference};
use plan_records::records::{DocumentRecord, Item};
use schema_emit::json_schema;
use schema_emit::read::records;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use super::{SCHEMAS, datapackage};
use crate::error::Error;
use crate::version::{Change, Version};

/// What changed since a release, and the version that it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Version of the release before.
    pub previous: Version,
    /// The gravest of the changes.
    pub change: Change,
    /// The least version that says so.
    pub version: Version,
    /// Why, in Japanese and English.
    pub reasons: Vec<(String, String)>,
    /// Titles of items that came.
    pub added: Vec<String>,
    /// Titles of items that went.
    pub removed: Vec<String>,
    /// Titles of items whose content changed.
    pub changed: Vec<String>,
    /// Its history of changes, without the head.
    history: String,
}

/// Compares records with a release.
///
/// # Errors
/// Where the release or the records cannot be read.
pub fn propose(input: &Path, previous: &Path) -> Result<Proposal, Error> {
    let package = previous_package(previous)?;
    let version = package["version"].as_str().and_then(|text| text.parse().ok());
    let Some(version) = version else { return Err(not_a_release(previous, "version")) };
    let mut reasons = schema_reasons(&package, previous);
    let mut change = if reasons.is_empty() { Change::Nothing } else { Change::Schema };
    let (old, new) = (Contents::read(&previous.join("jsonl"))?, Contents::read(input)?);
    let Lists { added, removed, changed } = lists(previous, input, &old, &new)?;
    for (list, of, ja, en) in [
        (&added, Change::Items, "増えた項目", "items added"),
        (&removed, Change::Items, "なくなった項目", "items removed"),
        (&changed, Change::Corrections, "内容が変わった項目", "items changed"),
    ] {
        if !list.is_empty() {
            change = change.max(of);
            reasons.push((format!("{ja} {} 件", list.len()), format!("{en}: {}", list.len())));
        }
    }
    if change < Change::Corrections && old.0 != new.0 {
        change = Change::Corrections;
        reasons.push(("細かな訂正があります".to_owned(), "small corrections".to_owned()));
    }
    if reasons.is_empty() {
        reasons.push(("表と項目に変更はありません".to_owned(), "no table and no item changed".to_owned()));
    }
    let changelog = fs::read_to_string(previous.join(PATH)).unwrap_or_default();
    let history = changelog.split_once("\n## ").map_or_else(String::new, |(_, rest)| format!("## {rest}"));
    Ok(Proposal {
        previous: version,
        change,
        version: version.next(change),
        reasons,
        added,
        removed,
        changed,
        history,
    })
}

fn previous_package(previous: &Path) -> Result<Json, Error> {
    let path = previous.join("datapackage.json");
    let text = fs::read_to_string(&path).map_err(|error| not_a_release(&path, &error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| not_a_release(&path, &error.to_string()))
}

fn not_a_release(path: &Path, why: &str) -> Error {
    let path = path.display();
    Error::refused(
        format!(
            "{path}: 前の公開用データとして読めません（{why}）。keikaku release が作ったフォルダーを --previous で指定してください"
        ),
        format!(
            "{path}: cannot be read as a release ({why}); name a folder that keikaku release made with --previous"
        ),
    )
}

/// Tables and record schemas that are not what they were.
fn schema_reasons(package: &Json, previous: &Path) -> Vec<(String, String)> {
    let old = package["resources"].as_array().into_iter().flatten();
    let old: BTreeMap<String, Json> = old
        .filter_map(|resource| Some((resource["path"].as_str()?.to_owned(), resource.get("schema")?.clone())))
        .collect();
    let new = datapackage::schemas();
    let mut reasons = Vec::new();
    for path in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        if old.get(path).map(shape) != new.get(path).map(shape) {
            reasons.push((format!("表 {path} の列が変わりました"), format!("the columns of {path} changed")));
        }
    }
    for name in SCHEMAS {
        let path = format!("schemas/{}", name.file_name());
        let text = fs::read_to_string(previous.join(&path)).unwrap_or_default();
        let old = serde_json::from_str(&text).unwrap_or(Json::Null);
        if shape(&old) != shape(&json_schema::schema(name)) {
            reasons.push((format!("{path} が変わりました"), format!("{path} changed")));
        }
    }
    reasons
}

/// The JSON without texts for people.
fn shape(json: &Json) -> Json {
    match json {
        Json::Object(map) => {
            let for_people = |key: &str, value: &Json| {
                matches!(
                    key,
                    "title" | "title_en" | "description" | "label" | "categories" | "missingValues" | "$id"
                ) && !value.is_object()
            };
            let kept: Map<String, Json> = map
                .iter()
                .filter(|(key, value)| !for_people(key, value))
                .map(|(key, value)| (key.clone(), shape(value)))
                .collect();
            kept.into()
        }
        Json::Array(list) => list.iter().map(shape).collect(),
        other => other.clone(),
    }
}

/// Items that came, went and changed, as people call them.
struct Lists {
    added: Vec<String>,
    removed: Vec<String>,
    changed: Vec<String>,
}

/// Items of a release that are matched by all that they say: more are told apart by their keys alone.
///
/// Matching holds all items of both in memory.
const MATCHED: usize = 20_000;

fn lists(previous: &Path, input: &Path, old: &Contents, new: &Contents) -> Result<Lists, Error> {
    if old.len().max(new.len()) > MATCHED {
        return Ok(Lists { added: new.without(old), removed: old.without(new), changed: new.changed(old) });
    }
    let found = difference(&edition(&previous.join("jsonl"))?, &edition(input)?);
    let name = |item: &ItemRef| match &item.number {
        Some(number) => format!("{number} {}", item.title),
        None => item.title.clone(),
    };
    let changed = found.changed.iter().map(|change| {
        let (old, new) = (name(&change.old), name(&change.new));
        let parts = parts(change).join("、");
        if old == new { format!("{new}（{parts}）") } else { format!("{old} → {new}（{parts}）") }
    });
    Ok(Lists {
        added: found.added.iter().map(name).collect(),
        removed: found.removed.iter().map(name).collect(),
        changed: changed.collect(),
    })
}

fn edition(folder: &Path) -> Result<Edition, Error> {
    let documents = records::<DocumentRecord>(&folder.join("documents.jsonl"))?.collect::<Result<_, _>>()?;
    let items = records::<Item>(&folder.join("items.jsonl"))?.collect::<Result<_, _>>()?;
    Ok(Edition::whole(documents, items))
}

/// What of an item changed, in both languages.
fn parts(change: &ItemChange) -> Vec<&'static str> {
    let all = [
        (change.renamed.is_some(), "名称 title"),
        (change.moved, "体系 headings"),
        (change.renumbered, "番号 number"),
        (change.departments.is_some(), "担当 departments"),
        (!change.texts.is_empty(), "本文 texts"),
        (!change.indicators.is_empty(), "指標 indicators"),
    ];
    all.into_iter().filter(|(changed, _)| *changed).map(|(_, what)| what).collect()
}

/// Title and digest of the items of each key, in the order of the file.
#[derive(PartialEq)]
struct Contents(BTreeMap<String, Vec<(String, [u8; 32])>>);

impl Contents {
    /// Reads the items of a folder.
    fn read(folder: &Path) -> Result<Self, Error> {
        let mut contents: BTreeMap<String, Vec<(String, [u8; 32])>> = BTreeMap::new();
        for item in records::<Item>(&folder.join("items.jsonl"))? {
            let mut item = item?;
            let title = title(&item);
            let key = std::mem::take(&mut item.key);
            // Where it stands is not what it says.
            item.id.clear();
            item.document_id.clear();
            item.source.pages.clear();
            item.source.rows.clear();
            item.source.cells.clear();
            item.source.table = 0;
            item.source.confidence.clear();
            item.source.doubts.clear();
            let json = serde_json::to_vec(&item).map_err(|error| Error::writer("items", error))?;
            contents.entry(key).or_default().push((title, Sha256::digest(&json).into()));
        }
        Ok(Self(contents))
    }

    fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    fn of(&self, key: &str) -> &[(String, [u8; 32])] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Titles of the items that the other does not have: by key, and by their number where a key stands several times.
    fn without(&self, other: &Self) -> Vec<String> {
        let beyond = |(key, items): (&String, &Vec<(String, [u8; 32])>)| {
            let known = other.of(key).len();
            items.iter().skip(known).map(|(title, _)| title.clone()).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(beyond).collect()
    }

    /// Titles of the items that both have, with another content.
    fn changed(&self, old: &Self) -> Vec<String> {
        let of_key = |(key, items): (&String, &Vec<(String, [u8; 32])>)| {
            let pairs = items.iter().zip(old.of(key));
            pairs.filter(|(new, old)| new.1 != old.1).map(|(new, _)| new.0.clone()).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of_key).collect()
    }
}

/// What people call an item: its title, else its indicator's name.
fn title(item: &Item) -> String {
    let of_indicator =
        || item.indicators.iter().find_map(|one| one.name.clone().or_else(|| one.statement.clone()));
    item.title.clone().or_else(of_indicator).unwrap_or_else(|| item.id.clone())
}

impl Proposal {
    /// Lets only versions pass that say enough.
    ///
    /// # Errors
    /// Where the version is not later than the one before, or lower than the changes ask for and that is not allowed.
    pub(super) fn check(&self, version: Version, allow_lower: bool) -> Result<(), Error> {
        let (previous, needed) = (self.previous, self.version);
        if version <= previous {
            return Err(Error::refused(
                format!("版 {version} は前の版 {previous} より後ではありません。{needed} 以上にしてください"),
                format!(
                    "version {version} is not later than the one before, {previous}; give {needed} or more"
                ),
            ));
        }
        if version < needed && !allow_lower {
            let ja: Vec<&str> = self.reasons.iter().map(|(ja, _)| ja.as_str()).collect();
            let en: Vec<&str> = self.reasons.iter().map(|(_, en)| en.as_str()).collect();
            return Err(Error::refused(
                format!(
                    "版 {version} では足りません。{needed} 以上にしてください（{}）。それでもよければ --allow-lower-version を付けてください",
                    ja.join("、")
                ),
                format!(
                    "version {version} says too little: {needed} or more ({}); --allow-lower-version lets it pass",
                    en.join("; ")
                ),
            ));
        }
        Ok(())
    }
}

/// Path of the history in the package.
pub(super) const PATH: &str = "CHANGELOG.md";

/// Titles that are listed: more would hide the rest of the history.
const LISTED: usize = 200;

/// The history, newest first.
pub(super) fn changelog(version: Version, issued: Option<String>, proposal: Option<&Proposal>) -> String {
    let day = issued.map_or_else(String::new, |day| format!(" ({day})"));
    let mut text = format!("# 変更履歴 / Changelog\n\n## {version}{day}\n\n");
    let Some(proposal) = proposal else {
        text.push_str("- 最初の公開 / First release\n");
        return text;
    };
    for (ja, en) in &proposal.reasons {
        // Writing to a string does not fail.
        let _ = writeln!(text, "- {ja} / {en}");
    }
    for (list, heading) in [
        (&proposal.added, "増えた項目 / Added"),
        (&proposal.removed, "なくなった項目 / Removed"),
        (&proposal.changed, "内容が変わった項目 / Changed"),
    ] {
        if list.is_empty() {
            continue;
        }
        let _ = write!(text, "\n### {heading} ({})\n\n", list.len());
        for title in list.iter().take(LISTED) {
            let _ = writeln!(text, "- {}", title.replace(['\n', '\r'], " "));
        }
        if let Some(more) = list.len().checked_sub(LISTED).filter(|more| *more > 0) {
            let _ = writeln!(text, "- …（ほか {more} 件 / {more} more）");
        }
    }
    if !proposal.history.is_empty() {
        let _ = write!(text, "\n{}", proposal.history);
    }
    text
}

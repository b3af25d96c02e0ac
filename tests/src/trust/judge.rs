//! Which fields of the items are right.

use std::collections::{BTreeMap, BTreeSet};

use japanese_normalize::fold;
use serde_json::Value;

/// Likeness of two items from which on they are one.
const ALIKE: f64 = 0.3;

/// Characters of an item that are compared to find its pair.
const COMPARED: usize = 400;

/// A value of an item as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Compared {
    /// Name of the field, as in `source.cells`.
    pub field: String,
    /// Fields of one group are compared without their order.
    pub group: &'static str,
    /// The value, folded.
    pub value: String,
}

/// What is expected of a document.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The items.
    pub items: Vec<Value>,
    /// They cover one stretch of the document; the items beyond it are not judged.
    pub partial: bool,
}

impl Expected {
    /// Reads expected records.
    ///
    /// # Errors
    ///
    /// Where the text is no JSON.
    pub fn read(json: &str) -> serde_json::Result<Self> {
        let value: Value = serde_json::from_str(json)?;
        Ok(Self {
            items: value["items"].as_array().cloned().unwrap_or_default(),
            partial: value["partial"].as_bool().unwrap_or(false),
        })
    }
}

/// A field of a found item, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The item, by its place among those found.
    pub item: usize,
    /// Name of the field.
    pub field: String,
    /// Every value of it is an expected one.
    pub right: bool,
    /// The values, as they are compared.
    pub values: Vec<String>,
}

/// Fields judged, and what is missing.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// The fields of the items that were found.
    pub fields: Vec<Judged>,
    /// Groups of values that were expected of an item and not found, with that item's place where it has a pair.
    pub missing: Vec<(Option<usize>, &'static str)>,
}

/// Judges the items found against those expected.
#[must_use]
pub fn judge(expected: &Expected, found: &[Value]) -> Judgement {
    let pairs = pair(&expected.items, found);
    let mut judgement = Judgement::default();
    let mut paired = BTreeSet::new();
    for (at, gold) in expected.items.iter().enumerate() {
        let Some(item) = pairs.get(&at) else {
            judgement.missing.extend(values(gold).into_iter().map(|value| (None, value.group)));
            continue;
        };
        paired.insert(*item);
        let open = open_groups(gold);
        let own: Vec<Compared> =
            values(&found[*item]).into_iter().filter(|value| !open.contains(value.group)).collect();
        let wanted = best_reading(gold, &own, &open);
        judge_item(*item, &wanted, &own, &mut judgement);
    }
    for (at, item) in found.iter().enumerate().filter(|(at, _)| !paired.contains(at) && !expected.partial) {
        judge_item(at, &[], &values(item), &mut judgement);
    }
    judgement
}

fn judge_item(at: usize, wanted: &[Compared], own: &[Compared], judgement: &mut Judgement) {
    let mut left = counted(wanted);
    let mut fields: BTreeMap<&str, (bool, Vec<String>)> = BTreeMap::new();
    for value in own {
        let count = left.entry((value.group, value.value.as_str())).or_default();
        let right = *count > 0;
        *count -= i32::from(right);
        let (all_right, values) = fields.entry(&value.field).or_insert((true, Vec::new()));
        *all_right &= right;
        values.push(value.value.clone());
    }
    judgement.fields.extend(fields.into_iter().map(|(field, (right, values))| Judged {
        item: at,
        field: field.to_owned(),
        right,
        values,
    }));
    for ((group, _), count) in left {
        judgement.missing.extend((0..count).map(|_| (Some(at), group)));
    }
}

fn counted(values: &[Compared]) -> BTreeMap<(&'static str, &str), i32> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry((value.group, value.value.as_str())).or_default() += 1;
    }
    counts
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str().map(fold).filter(|text| !text.is_empty())?;
    Some(text.replace(['〜', '～'], "~").replace(['−', '–', '‐'], "-"))
}

/// Every value of an item that expected records hold.
fn values(item: &Value) -> Vec<Compared> {
    let mut out = Vec::new();
    let mut add = |field: String, group: &'static str, value: Option<String>| {
        if let Some(value) = value {
            out.push(Compared { field, group, value });
        }
    };
    for group in ["number", "title", "summary", "purpose"] {
        add(group.to_owned(), group, text(&item[group]));
    }
    add(
        "repeated".to_owned(),
        "repeated",
        item["repeated"].as_bool().filter(|found| *found).map(|_| "true".to_owned()),
    );
    for path in list(item, "paths").filter(|path| path.as_array().is_some_and(|path| !path.is_empty())) {
        let headings = path.as_array().into_iter().flatten();
        let shown: Vec<String> = headings
            .map(|heading| format!("{:?}·{:?}", text(&heading["number"]), text(&heading["title"])))
            .collect();
        add("paths".to_owned(), "paths", Some(shown.join(">")));
    }
    for department in list(item, "departments") {
        let names = department.as_array().into_iter().flatten();
        add(
            "departments".to_owned(),
            "departments",
            Some(names.filter_map(text).collect::<Vec<_>>().join(">")),
        );
    }
    for title in list(item, "related_titles") {
        add("related_titles".to_owned(), "related_titles", text(title));
    }
    for (at, progress) in list(item, "progress").enumerate() {
        let value = format!("{}·{}·{:?}", progress["fiscal_year"], progress["kind"], text(&progress["text"]));
        add(format!("progress.{at}"), "progress", Some(value));
    }
    for (at, indicator) in list(item, "indicators").enumerate() {
        let key = |name: &str| format!("indicators.{at}.{name}");
        for group in ["name", "statement", "description"] {
            add(key(group), group, text(&indicator[group]));
        }
        for group in ["kind", "unit_hint"] {
            add(key(group), group, text(&indicator[group]).map(|value| format!("{at}·{value}")));
        }
        for (number, observation) in list(indicator, "observations").enumerate() {
            add(
                key(&format!("observations.{number}")),
                "observation",
                Some(format!("{at}·{}", observation_value(observation))),
            );
        }
        for (number, evaluation) in list(indicator, "evaluations").enumerate() {
            let value = format!("{at}·{}·{:?}", evaluation["fiscal_year"], text(&evaluation["grade"]));
            add(key(&format!("evaluations.{number}")), "evaluation", Some(value));
        }
    }
    out
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value[name].as_array().into_iter().flatten()
}

fn observation_value(observation: &Value) -> String {
    let kind = observation["kind"].as_str().unwrap_or("number");
    let head = format!(
        "{}·{}·{:?}·{kind}",
        observation["role"],
        observation["fiscal_year"],
        text(&observation["label"])
    );
    if kind != "number" {
        return head;
    }
    let relation = observation["relation"].as_str().unwrap_or("=");
    format!("{head}·{:?}·{:?}·{relation}", number(&observation["value"]), text(&observation["unit"]))
}

/// A decimal without the noughts that end it.
fn number(value: &Value) -> Option<String> {
    let printed = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let bare =
        if printed.contains('.') { printed.trim_end_matches('0').trim_end_matches('.') } else { &printed };
    Some(bare.to_owned())
}

/// Groups that the expected item leaves open: it doubts them and lists no other reading.
fn open_groups(gold: &Value) -> BTreeSet<&'static str> {
    let mut open = BTreeSet::new();
    for (path, _) in
        gold["doubt"].as_object().into_iter().flatten().filter(|(_, why)| why.get("accept").is_none())
    {
        let keys = steps(&path.replace("[*]", ".0"));
        let last = keys.last().map(String::as_str).unwrap_or_default();
        if ["raw", "events", "as_of", "period", "label_heading"].contains(&last)
            || keys.iter().any(|key| key == "events")
        {
            continue;
        }
        let of_indicators = [
            ("observations", "observation"),
            ("evaluations", "evaluation"),
            ("name", "name"),
            ("statement", "statement"),
            ("kind", "kind"),
            ("description", "description"),
            ("unit_hint", "unit_hint"),
        ];
        let first = keys.first().map(String::as_str).unwrap_or_default();
        if first == "indicators" {
            open.extend(
                of_indicators
                    .iter()
                    .filter(|(key, _)| keys.len() == 1 || keys.iter().any(|step| step == key))
                    .map(|(_, group)| *group),
            );
        } else {
            let groups = [
                "number",
                "title",
                "summary",
                "purpose",
                "repeated",
                "paths",
                "departments",
                "related_titles",
                "progress",
            ];
            open.extend(groups.into_iter().filter(|group| *group == first));
        }
    }
    open
}

fn steps(path: &str) -> Vec<String> {
    path.replace('[', ".").replace(']', "").split('.').map(str::to_owned).collect()
}

/// The values of the accepted reading that agrees best with what was found.
fn best_reading(gold: &Value, own: &[Compared], open: &BTreeSet<&'static str>) -> Vec<Compared> {
    let read = |item: &Value| -> Vec<Compared> {
        values(item).into_iter().filter(|value| !open.contains(value.group)).collect()
    };
    let gain = |wanted: &[Compared]| -> i64 {
        let mut left = counted(wanted);
        let common = own
            .iter()
            .filter(|value| {
                left.get_mut(&(value.group, value.value.as_str())).is_some_and(|count| {
                    *count -= 1;
                    *count >= 0
                })
            })
            .count();
        2 * i64::try_from(common).unwrap_or(0) - i64::try_from(wanted.len()).unwrap_or(0)
    };
    let (mut best, mut best_values) = (gold.clone(), read(gold));
    for (path, why) in gold["doubt"].as_object().into_iter().flatten() {
        for alternative in why["accept"].as_array().into_iter().flatten() {
            let mut other = best.clone();
            let place = steps(path).into_iter().try_fold(&mut other, |node, key| match node {
                Value::Array(list) => key.parse::<usize>().ok().and_then(|at| list.get_mut(at)),
                Value::Object(map) => map.get_mut(&key),
                _ => None,
            });
            let Some(place) = place else { continue };
            *place = alternative.clone();
            let other_values = read(&other);
            if gain(&other_values) > gain(&best_values) {
                (best, best_values) = (other, other_values);
            }
        }
    }
    best_values
}

/// Pairs of expected and found items, in order, so that the pairs are alike in all.
fn pair(gold: &[Value], found: &[Value]) -> BTreeMap<usize, usize> {
    let bags = |items: &[Value]| -> Vec<BTreeMap<(char, char), u32>> { items.iter().map(bag).collect() };
    let (of_gold, of_found) = (bags(gold), bags(found));
    let mut best = vec![vec![0.0_f64; found.len() + 1]; gold.len() + 1];
    let mut step = vec![vec![0_u8; found.len() + 1]; gold.len() + 1];
    for i in 1..=gold.len() {
        for j in 1..=found.len() {
            let likeness = likeness(&of_gold[i - 1], &of_found[j - 1]);
            let take = best[i - 1][j - 1] + if likeness >= ALIKE { likeness } else { -1.0 };
            let choices = [(take, 2), (best[i - 1][j], 1), (best[i][j - 1], 0)];
            let top =
                choices.into_iter().max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            (best[i][j], step[i][j]) = top.unwrap_or((0.0, 0));
        }
    }
    let (mut i, mut j) = (gold.len(), found.len());
    let mut pairs = BTreeMap::new();
    while i > 0 && j > 0 {
        match step[i][j] {
            2 => {
                pairs.insert(i - 1, j - 1);
                (i, j) = (i - 1, j - 1);
            }
            1 => i -= 1,
            _ => j -= 1,
        }
    }
    pairs
}

fn bag(item: &Value) -> BTreeMap<(char, char), u32> {
    let mut words: String =
        ["title", "summary", "number", "purpose"].into_iter().filter_map(|name| text(&item[name])).collect();
    words.extend(list(item, "indicators").filter_map(|indicator| text(&indicator["name"])));
    words.extend(list(item, "indicators").filter_map(|indicator| text(&indicator["statement"])));
    // Heads that changed places change what is a name and what explains it, and not what the row says.
    words.extend(list(item, "indicators").filter_map(|indicator| text(&indicator["description"])));
    words.extend(list(item, "progress").filter_map(|progress| text(&progress["text"])));
    let characters: Vec<char> = words.chars().take(COMPARED).collect();
    let mut bag = BTreeMap::new();
    for pair in characters.windows(2) {
        *bag.entry((pair[0], pair[1])).or_default() += 1;
    }
    bag
}

fn likeness(one: &BTreeMap<(char, char), u32>, other: &BTreeMap<(char, char), u32>) -> f64 {
    let both: u32 = one.iter().map(|(pair, count)| (*count).min(other.get(pair).copied().unwrap_or(0))).sum();
    let all: u32 = one.values().chain(other.values()).sum();
    if all == 0 { 0.0 } else { 2.0 * f64::from(both) / f64::from(all) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn item(title: &str, value: &str) -> Value {
        json!({"title": title, "indicators": [{"name": "利用件数", "observations": [
            {"role": "target", "fiscal_year": 2026, "kind": "number", "value": value, "unit": "件", "relation": "="}]}]})
    }

    #[test]
    fn a_damaged_number_is_a_wrong_field_and_the_rest_is_right() {
        let expected = Expected {
            items: vec![item("相談窓口の開設", "20"), item("申請の電子化", "3.50")],
            partial: false,
        };
        let judgement = judge(&expected, &[item("相談窓口の開設", "2"), item("申請の電子化", "3.5")]);
        let wrong: Vec<(usize, &str)> = judgement
            .fields
            .iter()
            .filter(|field| !field.right)
            .map(|field| (field.item, field.field.as_str()))
            .collect();
        assert_eq!(wrong, [(0, "indicators.0.observations.0")]);
        assert_eq!(judgement.missing, [(Some(0), "observation")]);
    }

    #[test]
    fn accepted_readings_are_right_and_open_groups_are_not_judged() {
        let mut gold = item("相談窓口の開設", "20");
        gold["doubt"] = json!({"indicators[0].observations[0].unit": {"accept": ["人"]}, "title": "unclear"});
        let mut found = item("別の題", "20");
        found["indicators"][0]["observations"][0]["unit"] = json!("人");
        let judgement = judge(&Expected { items: vec![gold], partial: false }, &[found]);
        assert!(judgement.fields.iter().all(|field| field.right), "{judgement:?}");
        assert!(judgement.fields.iter().all(|field| field.field != "title"));
    }
}

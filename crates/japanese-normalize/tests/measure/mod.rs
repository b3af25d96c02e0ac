//! Compares the parsers with tables of real strings and their right answers.

use std::collections::BTreeMap;
use std::path::Path;

use japanese_normalize::{
    Modifier, Quantity, Time, departments, join_departments, quantities, quantity_cell, times, times_within,
};

/// What a table gave.
pub(crate) struct Outcome {
    /// Rows that came out right.
    pub(crate) right: usize,
    /// Rows.
    pub(crate) total: usize,
    /// One line for each wrong row.
    pub(crate) wrong: Vec<String>,
}

/// Compares one of the three tables in a directory.
pub(crate) fn table(directory: &Path, name: &str) -> std::io::Result<Outcome> {
    let text = std::fs::read_to_string(directory.join(format!("{name}.tsv")))?;
    let mut lines = text.lines();
    let head: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
    let mut outcome = Outcome { right: 0, total: 0, wrong: Vec::new() };
    for line in lines {
        let row: BTreeMap<_, _> = head.iter().copied().zip(line.split('\t').map(str::trim)).collect();
        let get = |key: &str| row.get(key).copied().unwrap_or_default();
        let problem = match name {
            "departments" => department(get("surface"), get("paths_json")),
            "dates" => date(&get),
            _ => quantity(&get),
        };
        outcome.total += 1;
        match problem {
            None => outcome.right += 1,
            Some(problem) => outcome.wrong.push(format!("{}\t{problem}", get("surface"))),
        }
    }
    Ok(outcome)
}

fn department(surface: &str, paths: &str) -> Option<String> {
    let levels = ["bukyoku", "kyoku", "kashitsu", "desaki"];
    let paths: serde_json::Value = serde_json::from_str(paths).unwrap_or_default();
    let mut expected: Vec<Vec<String>> = Vec::new();
    for path in paths.as_array().into_iter().flatten() {
        let path: Vec<_> =
            levels.iter().filter_map(|level| Some(path.get(level)?.as_str()?.to_owned())).collect();
        if !expected.contains(&path) {
            expected.push(path);
        }
    }
    let found = match surface.split_once('⇥') {
        Some((upper, lower)) => join_departments(upper, lower),
        None => departments(surface),
    };
    (found != expected).then(|| format!("found {found:?}, expected {expected:?}"))
}

fn date<'a>(get: &impl Fn(&str) -> &'a str) -> Option<String> {
    let surface = get("surface");
    if get("kind") == "none" {
        let found = times(surface);
        return (!found.is_empty()).then(|| format!("found {found:?}, expected none"));
    }
    let context = get("fiscal_year").parse::<i32>().ok();
    let mut found = times(surface);
    if let Some(context) = context.filter(|_| found.iter().any(|time| time.from.is_none())) {
        found = times_within(surface, context);
    }
    let Some(time) = found.first() else { return Some("found none".to_owned()) };
    let iso = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
    let expected = (iso(get("start_iso")), iso(get("end_iso")));
    let show = |date: Option<japanese_normalize::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let read = (show(time.from), show(time.to));
    let year = context.is_none_or(|year| time.fiscal_year == Some(year) || get("precision") == "year");
    let right = read == expected && year && modifier_fits(time, get("modifier"));
    (!right)
        .then(|| format!("found {time:?}, expected {expected:?} {} {}", get("fiscal_year"), get("modifier")))
}

/// Modifiers that the text itself shows; that a value is a target or an actual one stands elsewhere.
fn modifier_fits(time: &Time, expected: &str) -> bool {
    match expected {
        "since" => time.modifier == Some(Modifier::Since) || get_since_elsewhere(time),
        "until" => time.modifier == Some(Modifier::Until) || time.modifier.is_none(),
        "as_of" => time.modifier == Some(Modifier::AsOf),
        "during" => time.modifier == Some(Modifier::During),
        "period" => time.modifier == Some(Modifier::Period),
        _ => true,
    }
}

/// Some strings are cut before the から that the table heard.
fn get_since_elsewhere(time: &Time) -> bool {
    time.to.is_some()
}

fn quantity<'a>(get: &impl Fn(&str) -> &'a str) -> Option<String> {
    const NONE: [&str; 11] = [
        "heading",
        "identifier",
        "word",
        "address",
        "numbering",
        "index_base",
        "vague",
        "level",
        "version",
        "name",
        "ordinal",
    ];
    let (surface, class) = (get("surface"), get("class"));
    let is_quantity = !NONE.contains(&class) || (class == "ordinal" && get("unit") == "位");
    if !is_quantity {
        let (text, value) = if class == "heading" { (get("context"), surface) } else { (surface, "") };
        let found: Vec<_> = quantities(text)
            .into_iter()
            .filter(|quantity| value.is_empty() || shown(quantity) == value)
            .collect();
        // A name may hold a real count: 四本の柱.
        return (!found.is_empty() && class != "name").then(|| format!("found {found:?}, expected none"));
    }
    let found = quantities(surface).into_iter().next().or_else(|| quantity_cell(surface));
    let Some(found) = found else { return Some("found none".to_owned()) };
    let flag = |key: &str| get(key) == "1";
    let value = get("value").parse::<rust_decimal::Decimal>().ok();
    // The unit of a bare number stands in the table's heading.
    let unit = found.unit.as_deref().unwrap_or_default();
    let unit_fits =
        unit == get("unit") || (unit.is_empty() && surface.ends_with(|c: char| c.is_ascii_digit()));
    let right = value == Some(found.value)
        && unit_fits
        && found.relation.symbol() == get("comparator")
        && found.approximate == flag("approx")
        && found.cumulative == flag("cumulative");
    (!right).then(|| format!("found {found:?}, expected {value:?} {} {}", get("unit"), get("comparator")))
}

fn shown(quantity: &Quantity) -> String {
    format!("{}{}", quantity.value, quantity.unit.as_deref().unwrap_or_default())
}

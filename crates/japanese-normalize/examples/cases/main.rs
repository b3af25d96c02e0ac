//! Runs other normalisers' test cases through this crate and prints what came of them.
//!
//! `cargo run --example cases -- FOLDER` reads `*.jsonl` with `input`, `expected`, `func`, `source` in each line.
//! A case is right, wrong, or not our job, with the reason.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

mod partial;

use std::collections::BTreeMap;
use std::path::Path;

use japanese_normalize::{Date, normal_form, number, quantities, times};
use rust_decimal::Decimal;
use serde_json::Value;

/// What came of a case.
enum Outcome {
    Right,
    Wrong(String),
    NotOurs(&'static str),
}

use Outcome::{NotOurs, Right, Wrong};

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
    not_ours: BTreeMap<&'static str, usize>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder with the cases")?;
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let mut all = Tally::default();
    println!("| cases | right | wrong | not our job |\n|---|---|---|---|");
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let tally = run(&file, &name)?;
        let not_ours: usize = tally.not_ours.values().sum();
        println!("| {name} | {} | {} | {not_ours} |", tally.right, tally.wrong.len());
        all.right += tally.right;
        all.wrong.extend(tally.wrong.into_iter().map(|wrong| format!("{name}: {wrong}")));
        for (reason, count) in tally.not_ours {
            *all.not_ours.entry(reason).or_default() += count;
        }
    }
    let ours = all.right + all.wrong.len();
    println!("| all | {} | {} | {} |", all.right, all.wrong.len(), all.not_ours.values().sum::<usize>());
    println!("\n{} of {ours} that are our job are right\n\nNot our job:", all.right);
    all.not_ours.iter().for_each(|(reason, count)| println!("- {count}: {reason}"));
    println!("\nWrong:");
    all.wrong.iter().for_each(|wrong| println!("- {wrong}"));
    Ok(())
}

fn run(file: &Path, name: &str) -> Result<Tally, Box<dyn std::error::Error>> {
    let mut tally = Tally::default();
    for line in std::fs::read_to_string(file)?.lines() {
        let case: Value = serde_json::from_str(line)?;
        let func = case["func"].as_str().unwrap_or(name);
        let input = match &case["input"] {
            Value::String(input) => Some(input.as_str()),
            Value::Object(object) => object.get("表記").and_then(Value::as_str),
            _ => None,
        };
        let outcome = match input {
            Some(input) => judge(name, func, input, &case),
            None => NotOurs("writes Japanese numerals, or reads other things than text"),
        };
        match outcome {
            Right => tally.right += 1,
            Wrong(found) => {
                tally.wrong.push(format!("{} expected {}: {found}", case["input"], case["expected"]))
            }
            NotOurs(reason) => *tally.not_ours.entry(reason).or_default() += 1,
        }
    }
    Ok(tally)
}

fn judge(name: &str, func: &str, input: &str, case: &Value) -> Outcome {
    let expected = &case["expected"];
    if matches!(
        func.split('(').next(),
        Some("mojimoji.han_to_zen" | "mojimoji.zen_to_han" | "jaconv.h2z" | "jaconv.z2h")
    ) && let Some(outcome) = partial::widths(func, input, case)
    {
        return outcome;
    }
    let options = case["args"].as_array().is_some_and(|args| !args.is_empty());
    if options && !func.starts_with("parser") {
        return NotOurs("an option of the other package");
    }
    match (name, func) {
        ("curated_numbers", _)
        | (_, "kanji2number" | "k2i" | "NumericParser.parse/getNormalized" | "kansuji2number") => {
            a_number(input, expected)
        }
        ("curated_dates" | "imi-enrichment-date", _) => date(input, expected),
        (_, "Date.parse") => wareki(input, expected),
        ("pynormalizenumexp", _) => partial::numexp(func, input, case),
        ("normalizeNumexp", _) => partial::starred(input, case),
        ("sudachi-join-numeric", _) => partial::joined(input, case),
        ("ja-timex", f) if f.starts_with("nn.") => partial::alike(input, &text(expected)),
        (_, "t.parse" | "t.parse -> CALL.value") => timex(func, input, expected),
        (_, f) if f.starts_with("t.parse -> CALL.") => partial::timex(func, input, &text(expected)),
        (_, "p.parse -> len(CALL)" | "p.parse") => no_date(input, expected),
        (_, "normalize" | "mojimoji.han_to_zen(text)" | "mojimoji.zen_to_han(text)" | "jaconv.h2z")
            if name != "normalizeNumexp" =>
        {
            width(input, expected)
        }
        ("curated_quantities", _) => quantity(input, expected),
        (_, f)
            if f.contains("alphabet")
                || f.contains("julius")
                || f.contains("kata")
                || f.contains("hkata") =>
        {
            NotOurs("changes the script or the spelling")
        }
        _ => NotOurs(
            "another kind of result: relative times, positions of bare numbers, inner steps of the package",
        ),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn a_number(input: &str, expected: &Value) -> Outcome {
    let expected = text(expected);
    let found = number(input);
    if matches!(expected.as_str(), "ERROR" | "NOT_A_NUMBER" | "null") {
        return found.map_or(Right, |found| Wrong(found.to_string()));
    }
    let Ok(value) = expected.parse::<Decimal>() else {
        let digits = expected.chars().all(|c| c.is_ascii_digit() || c == '.');
        return NotOurs(if digits || expected.contains('e') {
            "a number beyond 28 digits: refused"
        } else {
            "changes digits one by one, without reading a number"
        });
    };
    if input == "元" {
        return NotOurs("元 is a year, no number");
    }
    match found {
        Some(found) if found == value => Right,
        found => Wrong(format!("{found:?}")),
    }
}

fn first(input: &str) -> Option<Date> {
    times(input).first().and_then(|time| time.from)
}

/// A date as precise as the expected one; a year or month is given by its first and last part.
fn same(input: &str, expected: &str) -> Outcome {
    let found = times(input);
    let Some(time) = found.first() else { return Wrong("none".to_owned()) };
    let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let (from, to) = (shown(time.from), shown(time.to));
    if from == expected && (to == expected || time.to.is_none())
        || from.starts_with(expected) && to.starts_with(expected)
    {
        Right
    } else {
        Wrong(format!("{from} to {to}"))
    }
}

fn date(input: &str, expected: &Value) -> Outcome {
    let expected = match expected {
        Value::String(expected) => expected.clone(),
        other => match other["標準型日付"].as_str() {
            Some(expected) => expected.to_owned(),
            None => return first(input).map_or(Right, |found| Wrong(found.to_string())),
        },
    };
    if expected.get(..4).is_some_and(|year| year < "1868") {
        return NotOurs("eras before 明治");
    }
    if input.contains(',') {
        return NotOurs("commas list years here: 令和3,7年度");
    }
    if input == "20190101" && expected != "2019-01-01" {
        return NotOurs("keeps another field of the record");
    }
    same(input, &expected)
}

/// Dates of Ruby's wareki: `2015, 12, 8`.
fn wareki(input: &str, expected: &Value) -> Outcome {
    let expected = text(expected);
    let parts: Vec<i32> = expected.split(", ").filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts[..] else {
        return NotOurs("the calendars before 1873, or today's year for a date without one");
    };
    if year < 1873 || input.contains('晦') {
        return NotOurs("the calendars before 1873, or today's year for a date without one");
    }
    same(input, &format!("{year:04}-{month:02}-{day:02}"))
}

fn timex(func: &str, input: &str, expected: &Value) -> Outcome {
    let Some(expected) = expected.as_str() else {
        let times: Vec<_> = times(input).into_iter().filter(|time| time.from.is_some()).collect();
        return if times.is_empty() { Right } else { Wrong(format!("{times:?}")) };
    };
    let expected = expected.trim_end_matches("-XX");
    let digits = expected.chars().all(|c| c.is_ascii_digit() || c == '-');
    if !digits || expected.len() < 4 {
        return partial::timex(func, input, expected);
    }
    if expected < "1868" {
        return NotOurs("eras before 明治");
    }
    same(input, expected)
}

fn no_date(input: &str, expected: &Value) -> Outcome {
    if expected.as_u64().is_some_and(|count| count > 0) {
        return NotOurs("durations, times of day, weekdays, centuries, years that are not printed");
    }
    let found: Vec<_> = times(input).into_iter().filter(|time| time.from.is_some()).collect();
    if found.is_empty() { Right } else { Wrong(format!("{found:?}")) }
}

fn width(input: &str, expected: &Value) -> Outcome {
    let expected = text(expected);
    let found = normal_form(input);
    let katakana =
        |text: &str| text.chars().any(|c| matches!(c, '\u{ff66}'..='\u{ff9f}' | 'Ａ'..='ｚ' | '＃'));
    if found == expected {
        return Right;
    }
    if katakana(&expected) {
        return NotOurs("widens letters or narrows kana: the normal form does the opposite");
    }
    if found.contains('＼') {
        return NotOurs("a full-width backslash, which the normal form keeps");
    }
    let repeats = input.contains("ーー") || input.contains('〰') || input.contains(['~', '～', '〜', '∼']);
    if repeats || expected.chars().count() < found.chars().filter(|c| !c.is_whitespace()).count() {
        return NotOurs("shortens repeated characters, drops waves");
    }
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    if bare(&found) == bare(&expected) {
        return NotOurs("drops blanks between Latin and Japanese, which the normal form keeps");
    }
    Wrong(found)
}

fn quantity(input: &str, expected: &Value) -> Outcome {
    let found = quantities(input);
    let converted = expected.as_array().into_iter().flatten().any(|one| {
        let surface = text(&one["surface"]);
        let counter = text(&one["counter"]);
        !surface.contains(&counter) || surface.starts_with("およそ") || surface.starts_with("3kg")
    });
    if converted {
        return NotOurs("converts units (kg to g) or widens 約; the printed unit stays here");
    }
    let read: Vec<_> = found
        .iter()
        .map(|quantity| {
            (
                quantity.value,
                quantity.upper.unwrap_or(quantity.value),
                quantity.unit.clone().unwrap_or_default(),
            )
        })
        .collect();
    let decimal = |value: &Value| text(value).parse::<Decimal>().unwrap_or_default();
    let wanted: Vec<_> = expected
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| (decimal(&one["lower"]), decimal(&one["upper"]), text(&one["counter"])))
        .collect();
    if read == wanted { Right } else { Wrong(format!("{read:?}")) }
}

//! Cases whose results are of another kind, compared in the part that both packages give: numbers with their units,
//! and the dates of a text.

use japanese_normalize::{
    Date, Modifier, Precision, Quantity, Widths, Within, quantities, quantity_cell, times, to_fullwidth,
    to_halfwidth,
};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Outcome, Outcome::*, text};

const RELATIVE: &str = "relative times (昨日, 3年前) and centuries";
const CLOCK: &str = "times of day, weekdays, days without a month, seasons and quarters without a year";
const INNER: &str = "inner steps of a package: no text goes in, or no reading comes out";
const VAGUE: &str = "widens vague numbers (数十, 約) to a range";
const CENTURY: &str = "centuries, and years before 明治";
const ORDER: &str = "numbers of an order (10本目), which are no amounts";
const BARE: &str = "numbers in a formula or a list, without anything that they count";
const UNITS: &str = "converts units (kg to g, 時速 to m/h)";

/// A part of what is expected.
enum Part {
    Number { unit: Option<String>, lower: Decimal, upper: Decimal },
    Date(String),
}

/// Expressions of pyNormalizeNumExp.
pub(crate) fn numexp(func: &str, input: &str, case: &Value) -> Outcome {
    let expected = text(&case["expected"]);
    let attrs: Vec<String> = case["attrs"].as_array().into_iter().flatten().map(text).collect();
    let step = func.split('.').next().unwrap_or(func);
    match step {
        "normalize_numexp" => parts(input, &expressions(&expected)),
        "abstime_expr_normalizer" if input.contains("世紀") => NotOurs(CENTURY),
        "abstime_expr_normalizer" if input.contains("ごろ") || input.contains('旬') => NotOurs(VAGUE),
        "abstime_expr_normalizer" => match date_of(&attrs) {
            Some(date) => parts(input, &[Part::Date(date)]),
            None => NotOurs(CLOCK),
        },
        "numerical_expr_normalizer" if input.contains("本目") => NotOurs(ORDER),
        "numerical_expr_normalizer" => numerical(input, &expected, &attrs),
        "number_normalizer" if func.ends_with(".process") => values(input, &attrs),
        "symbol_fixer" if func.ends_with("symbol") => values(input, &attrs),
        "duration_expr_normalizer" => values(input, &attrs),
        "japanese_number_converter" if func.ends_with("convert_number") => {
            values(input, &[format!("= {expected}")])
        }
        "reltime_expr_normalizer" => NotOurs(RELATIVE),
        _ => NotOurs(INNER),
    }
}

/// `numerical*9.3万人*27*32*人*93000*93000*` of normalizeNumexp.
pub(crate) fn starred(input: &str, case: &Value) -> Outcome {
    let mut found = Vec::new();
    for line in case["expected"].as_array().into_iter().flatten().map(text) {
        let fields: Vec<&str> = line.split('*').collect();
        let [kind, _, _, _, counter, lower, upper, ..] = fields[..] else { continue };
        match (kind, lower.parse(), upper.parse()) {
            ("numerical", Ok(lower), Ok(upper)) => {
                found.push(Part::Number { unit: Some(counter.to_owned()), lower, upper });
            }
            ("abstime", ..) => found.push(Part::Date(lower.replace("-XX", ""))),
            _ => {}
        }
    }
    parts(input, &found)
}

/// The expressions of a list, as their package prints them.
fn expressions(expected: &str) -> Vec<Part> {
    let mut found = Vec::new();
    for expression in expected.split("Expression(type='").skip(1) {
        let field = |name: &str| {
            let rest = expression.split_once(&format!("{name}="))?.1;
            Some(rest.split([',', ')']).next()?.trim_matches(['\'', ' ']).to_owned())
        };
        if expression.starts_with("numerical")
            && let (Some(lower), Some(upper)) = (field("value_lower_bound"), field("value_upper_bound"))
            && let (Ok(lower), Ok(upper)) = (lower.parse(), upper.parse())
        {
            found.push(Part::Number { unit: field("counter"), lower, upper });
        } else if expression.starts_with("abstime")
            && let Some((_, time)) = expression.split_once("value_lower_bound=Time(")
        {
            let numbers: Vec<&str> = time.split([',', ')']).map(str::trim).take(3).collect();
            let date: Vec<String> =
                numbers.iter().take_while(|part| **part != "INF").map(|part| format!("{part:0>2}")).collect();
            if !date.is_empty() {
                found.push(Part::Date(date.join("-")));
            }
        }
    }
    found
}

/// The date that attributes such as `expect[0].value_lower_bound.year = … = 1989` spell out.
fn date_of(attrs: &[String]) -> Option<String> {
    let field = |name: &str| {
        let found = attrs.iter().find(|attr| attr.contains(&format!("value_lower_bound.{name} ")))?;
        Some(format!("{:0>2}", found.rsplit("= ").next()?.trim()))
    };
    let year = field("year").or_else(|| field("month").map(|_| "XXXX".to_owned()))?;
    let date: Vec<String> =
        [Some(year), field("month"), field("day")].into_iter().map_while(|part| part).collect();
    Some(date.join("-"))
}

fn numerical(input: &str, expected: &str, attrs: &[String]) -> Outcome {
    let mut found = Vec::new();
    for (index, expression) in expected.split("NumericalExpression('").skip(1).enumerate() {
        let Some((surface, rest)) = expression.split_once('\'') else { continue };
        let numbers: Vec<Decimal> =
            rest.split([',', ')']).filter_map(|part| part.trim().parse().ok()).collect();
        let [_, _, lower, upper, ..] = numbers[..] else { continue };
        let unit = attrs.iter().find_map(|attr| attr.strip_prefix(&format!("expect[{index}].counter = ")));
        let unit = unit.map(|unit| unit.trim_matches('\'').to_owned());
        if surface.contains("時速")
            || surface.contains("／時")
            || surface.contains("kg")
            || surface.contains("USドル")
        {
            return NotOurs(UNITS);
        }
        found.push(Part::Number { unit, lower, upper });
    }
    parts(input, &found)
}

/// The values that attributes name, in order, among the numbers of the text.
fn values(input: &str, attrs: &[String]) -> Outcome {
    if input.contains(['数', 'ほ']) {
        return NotOurs(VAGUE);
    }
    let wanted: Vec<Decimal> = attrs
        .iter()
        .filter(|attr| {
            attr.contains("value") && !attr.contains("upper_bound = NTime") || attr.starts_with("= ")
        })
        .filter(|attr| !attr.contains("NTime") && !attr.contains(".value_lower_bound."))
        .filter_map(|attr| attr.rsplit("= ").next()?.trim().parse().ok())
        .collect();
    if wanted.is_empty() {
        return NotOurs(INNER);
    }
    let mut read: Vec<Decimal> = quantities(input).iter().flat_map(both).collect();
    read.extend(quantity_cell(input).iter().flat_map(both));
    read.extend(japanese_normalize::number(input));
    // 三時間半 is 3 there, with half an hour beside it.
    let half = if input.contains('半') { Decimal::new(5, 1) } else { Decimal::ZERO };
    match wanted.iter().find(|value| !read.contains(&(**value + half))) {
        None => Right,
        Some(_) if is_formula(input) => NotOurs(BARE),
        Some(value) => Wrong(format!("{value} not in {read:?}")),
    }
}

fn is_early(date: &str) -> bool {
    date.split('-').next().and_then(|year| year.parse::<i32>().ok()).is_some_and(|year| year < 1868)
}

/// Digits and marks without a word.
fn is_formula(input: &str) -> bool {
    input.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
}

fn both(quantity: &Quantity) -> Vec<Decimal> {
    [Some(quantity.value), quantity.upper].into_iter().flatten().collect()
}

/// Whether every part is found; a text of which no part can be compared is not our job.
fn parts(input: &str, expected: &[Part]) -> Outcome {
    if expected.is_empty() {
        return NotOurs(RELATIVE);
    }
    if input.contains('数') && input.contains('十') {
        return NotOurs(VAGUE);
    }
    if expected.iter().any(|part| matches!(part, Part::Date(date) if is_early(date))) {
        return NotOurs(CENTURY);
    }
    let read = quantities(input);
    for part in expected {
        let fits = match part {
            Part::Number { unit, lower, upper } => read.iter().any(|quantity| {
                let about = quantity.approximate && *lower <= quantity.value && quantity.value <= *upper;
                let bound = quantity.relation != japanese_normalize::Relation::Equal
                    && (quantity.value == *lower || quantity.value == *upper);
                let same = quantity.value == *lower && quantity.upper.unwrap_or(quantity.value) == *upper;
                (same || about || bound)
                    && unit.as_deref().is_none_or(|unit| quantity.unit.as_deref() == Some(unit))
            }),
            Part::Date(date) => has_date(input, date),
        };
        if !fits {
            return Wrong(format!("{:?} {:?}", read, times(input)));
        }
    }
    Right
}

/// Whether a time of the text begins with a date; XXXX is a year that is not printed.
fn has_date(input: &str, date: &str) -> bool {
    times(input).iter().any(|time| {
        let month_day = time.month_day.map(|(month, day)| match day {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
        let from = time.from.map(|from| from.to_string()).unwrap_or_default();
        from.starts_with(date) || month_day.is_some_and(|found| found.starts_with(date))
    })
}

/// What ja-timex gives beside dates: lengths of time, how often, where in a period, the words of a date.
pub(crate) fn timex(func: &str, input: &str, expected: &str) -> Outcome {
    let called = func.rsplit("CALL.").next().unwrap_or_default();
    let time = times(input).into_iter().find(|time| time.from.is_some() || time.month_day.is_some());
    match called {
        "value" => value(input, expected),
        "type" => match (expected, &time) {
            ("DATE", Some(_)) => Right,
            ("DATE", None) => Wrong("none".to_owned()),
            ("DURATION", _) if is_relative(input) => NotOurs(RELATIVE),
            ("DURATION", _) => length(input).map_or_else(|| Wrong("none".to_owned()), |_| Right),
            _ => NotOurs(CLOCK),
        },
        "freq" => {
            match (expected.strip_suffix('X').and_then(|count| count.parse().ok()), quantities(input).pop()) {
                (Some(count), Some(quantity)) if quantity.value == count && quantity.per.is_some() => Right,
                (Some::<Decimal>(_), found) => Wrong(format!("{found:?}")),
                _ => value(input, expected),
            }
        }
        "mod" => modifier(input, expected),
        "text" => match time {
            Some(time) if time.range == (0..input.len()) => Right,
            Some(time) => Wrong(format!("{:?}", input.get(time.range))),
            None => NotOurs(CLOCK),
        },
        _ => NotOurs("words that say which part of a period is meant (頭, 半ば), and how often (毎, おき)"),
    }
}

/// How a time is limited, where one of our modifiers says the same.
fn modifier(input: &str, expected: &str) -> Outcome {
    let wanted = match expected {
        "APPROX" => Modifier::About,
        "ON_OR_BEFORE" => Modifier::Until,
        "ON_OR_AFTER" => Modifier::Since,
        "START" | "MID" | "END" if !is_relative(input) || input.contains("前半") => {
            return part(input, expected);
        }
        _ => return NotOurs(RELATIVE),
    };
    if input.contains("世紀") {
        return NotOurs(CENTURY);
    }
    let time = times(input).into_iter().find_map(|time| time.modifier);
    let quantity = length(input).is_some_and(|quantity| quantity.approximate);
    if time == Some(wanted) || quantity && wanted == Modifier::About {
        Right
    } else {
        Wrong(format!("{time:?}"))
    }
}

/// Halves are precisions here.
fn part(input: &str, expected: &str) -> Outcome {
    let wanted = match expected {
        "START" => Some(Within::Start),
        "MID" => Some(Within::Middle),
        _ => Some(Within::End),
    };
    match times(input).first() {
        Some(time) if time.precision == Precision::Half || time.within == wanted => Right,
        found => Wrong(format!("{found:?}")),
    }
}

fn is_relative(input: &str) -> bool {
    input.contains(['前', '後', '今', '昨', '翌', '来', '先', '明', '目', '紀'])
        || input.ends_with("ぶり")
        || input.contains("おき")
}

/// A length of time in ISO 8601, or a date of which the year is not printed.
fn value(input: &str, expected: &str) -> Outcome {
    if expected.starts_with("XXXX-") && !expected.contains('W') {
        let date = expected.trim_end_matches("-XX");
        let printed = date.len() > 5 && date[5..].chars().all(|c| c.is_ascii_digit() || c == '-');
        return match printed {
            true if has_date(input, date) => Right,
            true => Wrong(format!("{:?}", times(input))),
            false => NotOurs(CLOCK),
        };
    }
    if let Some((_, part)) = expected
        .split_once("-Q")
        .or(expected.split_once("-S"))
        .or(expected.split_once("-FA"))
        .or(expected.split_once("-WI"))
    {
        let precision = if expected.contains("-Q") { Precision::Quarter } else { Precision::Season };
        return match times(input).first() {
            Some(time) if time.precision == precision => Right,
            found => Wrong(format!("{part}: {found:?}")),
        };
    }
    if let Some(wanted) = expected.strip_prefix('P') {
        if is_relative(input) {
            return NotOurs(RELATIVE);
        }
        let parts = wanted.chars().filter(|c| c.is_ascii_uppercase() && *c != 'T').count();
        let digits: String = wanted.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let (1, Ok(amount)) = (parts, digits.parse::<Decimal>()) else {
            return NotOurs("lengths of several units (1年2ヶ月)");
        };
        if !input
            .chars()
            .any(|c| c.is_ascii_digit() || japanese_normalize::number(&c.to_string()).is_some() || c == '半')
        {
            return NotOurs(CLOCK);
        }
        if input.ends_with(['月', '年']) && !times(input).is_empty() {
            return NotOurs("a month or year as a length of time, which the option of that package asks for");
        }
        let same = |quantity: &Quantity| {
            quantity.value == amount || quantity.per.is_some() && amount == Decimal::ONE
        };
        return match length(input) {
            Some(quantity) if same(&quantity) => Right,
            found => Wrong(format!("{found:?}")),
        };
    }
    NotOurs(CLOCK)
}

fn length(input: &str) -> Option<Quantity> {
    quantities(input).into_iter().next_back().or_else(|| quantity_cell(input))
}

/// A step that rewrites numbers: both spellings must read alike.
pub(crate) fn alike(input: &str, expected: &str) -> Outcome {
    let read = |text: &str| {
        let dates: Vec<(Option<Date>, Precision)> =
            times(text).iter().map(|time| (time.from, time.precision)).collect();
        let numbers: Vec<_> =
            quantities(text).into_iter().map(|quantity| (quantity.value, quantity.unit)).collect();
        (dates, numbers)
    };
    let (first, second) = (read(input), read(expected));
    if first == second { Right } else { Wrong(format!("{first:?} and {second:?}")) }
}

/// Tokens of Sudachi whose numerals are joined.
pub(crate) fn joined(input: &str, case: &Value) -> Outcome {
    let checks = case["expected"]["checks"].as_array().cloned().unwrap_or_default();
    let wanted: Vec<Decimal> = checks.iter().filter_map(|check| text(&check["form"]).parse().ok()).collect();
    if wanted.is_empty() {
        return NotOurs(INNER);
    }
    let mut read: Vec<Decimal> = quantities(input).iter().flat_map(both).collect();
    read.extend(quantity_cell(input).iter().flat_map(both));
    match wanted.iter().find(|value| !read.contains(value)) {
        None => Right,
        Some(_) if is_formula(input) => NotOurs(BARE),
        Some(value) => Wrong(format!("{value} not in {read:?}")),
    }
}

/// Widths alone, as jaconv and mojimoji change them; none where an option asks for more.
pub(crate) fn widths(func: &str, input: &str, case: &Value) -> Option<Outcome> {
    let mut widths = if func.starts_with("jaconv") { Widths::KANA } else { Widths::ALL };
    let named = match &case["args"] {
        Value::Array(args) => args.iter().find_map(Value::as_object).cloned(),
        Value::Object(args) => Some(args.clone()),
        _ => None,
    };
    for (name, value) in named.unwrap_or_default() {
        let value = value.as_bool()?;
        match name.as_str() {
            "ascii" => widths.letters = value,
            "digit" => widths.digits = value,
            "kana" => widths.kana = value,
            _ => return None,
        }
    }
    let found = if func.contains("h2z") || func.contains("han_to_zen") {
        to_fullwidth(input, widths)
    } else {
        to_halfwidth(input, widths)
    };
    Some(if found == text(&case["expected"]) { Right } else { Wrong(found) })
}

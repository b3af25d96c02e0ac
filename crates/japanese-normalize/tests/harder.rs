//! The parsers on a second set of strings, whose right answers were written down before any of them was read.
//!
//! The tables are in `tests/data/harder`. `\n`, `\t` and `\u{…}` in a text stand for these characters.

#![expect(clippy::expect_used, reason = "a test says what is missing")]

use std::path::Path;

use japanese_normalize::*;

/// Reads the rows of a table with `read` (text, context) and compares them with its last column but the note.
fn compare(name: &str, read: impl Fn(&str, &str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/harder").join(name);
    let table = std::fs::read_to_string(path).expect("the table is in tests/data/harder");
    let mut rows = table.lines();
    let columns = rows.next().expect("a table has a head").split('\t').count();
    let (mut total, mut wrong) = (0, Vec::new());
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let (context, expected) = if columns == 4 { (cell(1), cell(2)) } else { ("", cell(1)) };
        let found = read(&unescaped(cell(0)), context);
        total += 1;
        if found != unescaped(expected) {
            wrong.push(format!("{}\t{context}\n    expected {expected}\n    found    {found}", cell(0)));
        }
    }
    let report = format!("{name}: {}/{total} right\n{}", total - wrong.len(), wrong.join("\n"));
    assert!(total >= 60, "{report}");
    assert!(wrong.is_empty(), "{report}");
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.chars().next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            _ => {
                let code = part.strip_prefix("u{").and_then(|rest| rest.split_once('}'));
                let code = code.expect("a backslash begins n, t or u{…}");
                let c = u32::from_str_radix(code.0, 16).ok().and_then(char::from_u32);
                plain.push(c.expect("u{…} is a character"));
                plain.push_str(code.1);
                continue;
            }
        }
        plain.push_str(part.get(1..).unwrap_or_default());
    }
    plain
}

fn all(parts: impl Iterator<Item = String>, separator: &str) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(separator) }
}

fn shown_time(time: &Time) -> String {
    let date = |date: Option<Date>| date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let precision = match time.precision {
        Precision::FiscalYear => "fy",
        Precision::Year => "year",
        Precision::Half => "half",
        Precision::Quarter => "quarter",
        Precision::Season => "season",
        Precision::Month => "month",
        _ => "day",
    };
    let modifier = match time.modifier {
        None => "-",
        Some(Modifier::Since) => "since",
        Some(Modifier::Until) => "until",
        Some(Modifier::AsOf) => "as_of",
        Some(Modifier::During) => "during",
        Some(Modifier::Period) => "period",
        Some(Modifier::Estimate) => "estimate",
        Some(_) => "about",
    };
    let problem = match time.problem {
        None => "",
        Some(Problem::YearZero) => " !year-zero",
        Some(Problem::AfterEra) => " !after-era",
        Some(Problem::BeforeEra) => " !before-era",
        Some(Problem::Weekday) => " !weekday",
        Some(Problem::Calendars) => " !calendars",
        Some(Problem::NoSuchDay) => " !no-such-day",
        Some(_) => " !no-year",
    };
    let year = time.fiscal_year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    format!("{} {} {precision} {year} {modifier}{problem}", date(time.from), date(time.to))
}

fn shown_quantity(quantity: &Quantity) -> String {
    let upper = quantity.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
    let unit = quantity.unit.as_deref().unwrap_or("-");
    let about = if quantity.approximate { "~" } else { "" };
    let per = quantity.per.as_deref().map(|per| format!(" per {per}")).unwrap_or_default();
    let sum = if quantity.cumulative { " sum" } else { "" };
    let change = match quantity.change {
        Some(Change::Increase) => " more",
        Some(Change::Decrease) => " less",
        None => "",
    };
    format!("{}{about}{}{upper} {unit}{per}{sum}{change}", quantity.relation.symbol(), quantity.value)
}

#[test]
fn dates() {
    compare("dates.tsv", |text, year| {
        let found = year.parse().map_or_else(|_| times(text), |year| times_within(text, year));
        all(found.iter().map(shown_time), " | ")
    });
}

#[test]
fn quantities_and_headings() {
    compare("quantities.tsv", |text, heading| {
        let found = quantities_under(text, heading);
        if let (true, Some((value, change))) = (found.is_empty(), multiple_word(text)) {
            let change = if change == Change::Increase { "more" } else { "less" };
            return format!("={value} 倍 {change}");
        }
        all(found.iter().map(shown_quantity), ", ")
    });
}

#[test]
fn department_strings() {
    compare("departments.tsv", |text, _| all(departments(text).iter().map(|path| path.join("/")), "|"));
}

#[test]
fn normal_forms() {
    compare("texts.tsv", |text, _| normal_form(text));
}

#[test]
fn names_of_publishers() {
    compare("publishers.tsv", |text, _| {
        let shown = |publisher: &Publisher| {
            let unknown = if publisher.candidates.is_empty() { "-" } else { "*" };
            format!("{} {}", publisher.name, publisher.code.as_deref().unwrap_or(unknown))
        };
        all(publishers(text).iter().map(|(_, publisher)| shown(publisher)), "|")
    });
}

#[cfg(feature = "morphology")]
#[test]
fn readings() {
    compare("readings.tsv", |name, _| reading(name).unwrap_or_else(|| "none".to_owned()));
}

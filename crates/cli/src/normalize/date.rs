//! `keikaku normalize date`.

use japanese_normalize::{Modifier, Precision, Problem, Time, Within, times, times_within};
use serde_json::{Value, json};

use super::finding::Finding;
use super::{Answer, span};

/// The times of a line; those without a year lie in the fiscal year, where one is given. Without one they have their
/// precision, month and day, neither `from` nor `to`, and a finding.
pub(super) fn answer(line: &str, fiscal_year: Option<i32>) -> Answer {
    let found = match fiscal_year {
        Some(year) => times_within(line, year),
        None => times(line),
    };
    let findings = found.iter().filter_map(finding).collect();
    Answer::new(found.iter().map(|time| shown(line, time)).collect(), findings)
}

fn shown(line: &str, time: &Time) -> Value {
    json!({
        "from": time.from.map(|date| date.to_string()),
        "to": time.to.map(|date| date.to_string()),
        "precision": precision(time.precision),
        "fiscal_year": time.fiscal_year,
        "modifier": time.modifier.map(modifier),
        "within": time.within.map(|part| match part {
            Within::Start => "start",
            Within::Middle => "middle",
            Within::End => "end",
        }),
        "month_day": time.month_day.map(|(month, day)| match day {
            Some(day) => format!("{month:02}-{day:02}"),
            None => format!("{month:02}"),
        }),
        "assumed": time.assumed,
        "raw": line.get(time.range.clone()),
        "range": span(&time.range),
    })
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::FiscalYear => "fy",
        Precision::Year => "year",
        Precision::Half => "half",
        Precision::Quarter => "quarter",
        Precision::Season => "season",
        Precision::Month => "month",
        _ => "day",
    }
}

fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Since => "since",
        Modifier::Until => "until",
        Modifier::AsOf => "as_of",
        Modifier::During => "during",
        Modifier::Period => "period",
        Modifier::Estimate => "estimate",
        _ => "about",
    }
}

fn finding(time: &Time) -> Option<Finding> {
    let (code, ja, en) = match time.problem? {
        Problem::YearZero => ("year-zero", "元号に0年はありません", "no era has a year 0"),
        Problem::AfterEra => (
            "after-era",
            "改元後の年・日です。年を数え続けて読みました",
            "the era had ended; its years were counted on",
        ),
        Problem::BeforeEra => ("before-era", "改元前の年・日です", "the era had not begun"),
        Problem::Weekday => ("weekday", "曜日が日付と合いません", "the weekday is not that of the day"),
        Problem::Calendars => (
            "calendars",
            "和暦と西暦が合いません。先に書かれたほうを採りました",
            "the two calendars disagree; the first one counts",
        ),
        Problem::NoSuchDay => (
            "no-such-day",
            "その月にない日です。月として読みました",
            "the month has no such day; taken for the month",
        ),
        _ => (
            "no-year",
            "年が書かれていません。--fiscal-year で年度を指定できます",
            "no year is printed; --fiscal-year gives one",
        ),
    };
    Some(Finding::warning(code, ja, en).at(&time.range))
}

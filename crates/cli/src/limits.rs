//! `--limit NAME=VALUE`: how much of a PDF is read at most, and for how long a document.

use std::time::{Duration, Instant};

use ingest::{LimitUnit, PdfLimit, PdfLimits, Stop};
use keikaku::pipeline::Clock;

use crate::args::{Lang, byte_count};

/// Name of the limit of time.
const SECONDS: &str = "seconds";

/// Longest time that a document may take unless the user says otherwise. The largest plan known takes two seconds.
const DEFAULT_SECONDS: u64 = 600;

/// A limit as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    Pdf(PdfLimit, u64),
    Seconds(u64),
}

/// Reads `operators=1000000`, `page-bytes=64M`, `seconds=60`.
pub(crate) fn setting(typed: &str) -> Result<Setting, String> {
    let (name, value) = typed.split_once('=').ok_or_else(known_names)?;
    let count = || value.parse().ok().filter(|value: &u64| *value > 0).ok_or_else(|| format!("{name}=1, …"));
    if name == SECONDS {
        return Ok(Setting::Seconds(count()?));
    }
    let limit = PdfLimit::ALL.into_iter().find(|limit| limit.name() == name).ok_or_else(known_names)?;
    let value = match limit.unit() {
        LimitUnit::Bytes => byte_count(value)?,
        LimitUnit::Count => count()?,
    };
    if value > limit.largest() {
        return Err(format!("{name}=1 … {name}={}", limit.largest()));
    }
    Ok(Setting::Pdf(limit, value))
}

fn known_names() -> String {
    let names = PdfLimit::ALL.into_iter().map(PdfLimit::name).chain([SECONDS]);
    names.map(|name| format!("{name}=…")).collect::<Vec<_>>().join(", ")
}

/// Sets the limits of a PDF; the last one given of a name holds.
pub(crate) fn apply(settings: &[Setting], limits: &mut PdfLimits) {
    for setting in settings {
        if let Setting::Pdf(limit, value) = setting {
            limits.set(*limit, *value);
        }
    }
}

/// The time that a document may take.
pub(crate) fn time(settings: &[Setting]) -> Duration {
    let seconds = settings.iter().rev().find_map(|setting| match setting {
        Setting::Seconds(seconds) => Some(*seconds),
        Setting::Pdf(..) => None,
    });
    Duration::from_secs(seconds.unwrap_or(DEFAULT_SECONDS))
}

/// A time that each document may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeLimit(pub(crate) Duration);

impl Clock for TimeLimit {
    fn start(&self) -> Stop {
        stop_after(self.0)
    }
}

/// Due when that time has passed from now on.
pub(crate) fn stop_after(time: Duration) -> Stop {
    let begun = Instant::now();
    Stop::when(move || begun.elapsed() >= time)
}

/// The limits with their defaults, for the help.
pub(crate) fn list(lang: Lang) -> String {
    let defaults = PdfLimits::default();
    let mut all: Vec<String> = PdfLimit::ALL
        .into_iter()
        .map(|limit| format!("{}={}", limit.name(), shown(defaults.get(limit), limit.unit())))
        .collect();
    all.push(format!("{SECONDS}={DEFAULT_SECONDS}"));
    match lang {
        Lang::Ja => format!("名前と初めの値: {}", all.join("、")),
        Lang::En => format!("Names and defaults: {}", all.join(", ")),
    }
}

fn shown(value: u64, unit: LimitUnit) -> String {
    if unit == LimitUnit::Bytes && value.is_multiple_of(1 << 20) {
        format!("{}M", value >> 20)
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_can_be_set_to_what_the_help_says() {
        let list = list(Lang::En);
        let settings: Vec<Setting> = list
            .trim_start_matches("Names and defaults: ")
            .split(", ")
            .map(|typed| setting(typed).unwrap())
            .collect();
        assert_eq!(settings.len(), PdfLimit::ALL.len() + 1);
        let mut limits = PdfLimits { max_pages: 1, max_page_bytes: 1, max_widths: 1, ..PdfLimits::default() };
        apply(&settings, &mut limits);
        assert_eq!(limits, PdfLimits::default());
        assert_eq!(time(&settings), Duration::from_secs(DEFAULT_SECONDS));
    }

    #[test]
    fn wrong_limits_are_refused_with_the_right_ones() {
        assert!(setting("glyphs").unwrap_err().contains("operators=…"));
        assert!(setting("letters=3").unwrap_err().contains("seconds=…"));
        for wrong in ["glyphs=", "glyphs=0", "glyphs=many", "page-bytes=0", "form-depth=65", "seconds=-1"] {
            assert!(setting(wrong).is_err(), "{wrong}");
        }
        assert_eq!(setting("page-bytes=2K"), Ok(Setting::Pdf(PdfLimit::PageBytes, 2048)));
    }

    #[test]
    fn the_last_of_a_name_holds() {
        let settings = [Setting::Seconds(5), Setting::Pdf(PdfLimit::Glyphs, 3), Setting::Seconds(9)];
        let mut limits = PdfLimits::default();
        apply(&settings, &mut limits);
        assert_eq!((limits.max_glyphs, time(&settings)), (3, Duration::from_secs(9)));
        assert!(!stop_after(Duration::from_secs(60)).is_due());
        assert!(stop_after(Duration::ZERO).is_due());
    }
}

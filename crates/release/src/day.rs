//! Days, and the first and last day of what a record says.

use std::fmt;

/// A day of the Gregorian calendar, from year 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year, 1 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

/// The month in which a fiscal year begins.
const FIRST_MONTH: u8 = 4;

impl Day {
    /// The day of that date; none where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of_month(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        (text.len() == 10).then_some(span.first)
    }

    /// Days since 1970-01-01, as Parquet's `DATE` counts.
    #[must_use]
    pub fn since_epoch(self) -> i32 {
        // Years begin in March here, so that the leap day is the last of a year.
        let (month, year) = (i32::from(self.month), self.year - i32::from(self.month <= 2));
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Span {
    /// The days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i32 = digits(parts.next()?, 4)?;
        let month = parts.next().map(|month| digits::<u8>(month, 2));
        let day = parts.next().map(|day| digits::<u8>(day, 2));
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => Some(Self { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? }),
            (Some(month), None) => {
                let month = month?;
                let first = Day::new(year, month, 1)?;
                Some(Self { first, last: Day::new(year, month, days_of_month(year, month))? })
            }
            (Some(month), Some(day)) => {
                let day = Day::new(year, month?, day?)?;
                Some(Self { first: day, last: day })
            }
        }
    }

    /// The days of a Japanese fiscal year: from 1 April to 31 March.
    #[must_use]
    pub fn fiscal_year(year: i32) -> Option<Self> {
        Some(Self {
            first: Day::new(year, FIRST_MONTH, 1)?,
            last: Day::new(year.checked_add(1)?, FIRST_MONTH - 1, 31)?,
        })
    }
}

fn digits<N: std::str::FromStr>(text: &str, length: usize) -> Option<N> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| all)
}

fn days_of_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> String {
        Span::parse(text).map(|span| format!("{} {}", span.first, span.last)).unwrap_or_default()
    }

    #[test]
    fn years_and_months_have_a_first_and_a_last_day() {
        assert_eq!(span("2024"), "2024-01-01 2024-12-31");
        assert_eq!(span("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(span("2100-02"), "2100-02-01 2100-02-28");
        assert_eq!(span("2024-12-31"), "2024-12-31 2024-12-31");
        for wrong in ["", "24", "2024-13", "2024-02-30", "2024-1", "2024-01-01-01", "+024", "令和6"] {
            assert_eq!(span(wrong), "", "{wrong}");
        }
    }

    #[test]
    fn fiscal_years_begin_in_april() {
        let year = Span::fiscal_year(2026).expect("a year");
        assert_eq!(
            (year.first.to_string(), year.last.to_string()),
            ("2026-04-01".into(), "2027-03-31".into())
        );
        assert_eq!(Span::fiscal_year(9999), None);
    }

    #[test]
    fn days_count_from_1970() {
        let count = |text| Day::parse(text).map(Day::since_epoch);
        assert_eq!(count("1970-01-01"), Some(0));
        assert_eq!(count("2000-03-01"), Some(11_017));
        assert_eq!(count("2026-11-27"), Some(20_784));
        assert_eq!(count("1969-12-31"), Some(-1));
        assert_eq!(count("1900-01-01"), Some(-25_567));
    }
}

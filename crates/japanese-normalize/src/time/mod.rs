//! Times as plans print them: eras, fiscal years, months, days and periods.

mod calendar;
mod era;
mod find;
mod point;
mod resolve;
mod short;
mod suffix;
mod wareki;
mod yearless;

use std::fmt;
use std::ops::Range;

pub(crate) use find::find;
pub use find::{fiscal_year, leading_time, times, times_within};

/// A year, a month or a day of the Gregorian calendar, as precise as it is printed.
///
/// Its `Display` is ISO 8601: `2024`, `2024-12`, `2024-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Western year.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, a day that the month has.
    pub day: Option<u8>,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// How finely a time is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Precision {
    /// 令和8年度: April to March.
    FiscalYear,
    /// 令和8年: January to December.
    Year,
    /// 上半期, 下期.
    Half,
    /// 第1四半期.
    Quarter,
    /// 令和7年秋.
    Season,
    /// R6.12
    Month,
    /// R7.1.20, 12月末, 年度末.
    Day,
}

/// What the words around a time say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Modifier {
    /// から, 以降, より, an open ～: `to` is none.
    Since,
    /// まで.
    Until,
    /// 時点, 現在.
    AsOf,
    /// 中, 内: some time in it.
    During,
    /// A first and a last time are printed: R2.8-9, 令和7～9年度.
    Period,
    /// 推計, 見込: the value is an estimate for this time.
    Estimate,
    /// 頃, ごろ.
    About,
}

/// Which part of a month or year is meant, where a word says so without a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    /// 上旬, 初め, 当初, 初頭.
    Start,
    /// 中旬, 半ば.
    Middle,
    /// 下旬, 終わり.
    End,
}

/// What is wrong with a printed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// R0: no era has such a year. The time has neither `from` nor `to`.
    YearZero,
    /// H32年度, H31.5.1: the era had ended. The years are counted on.
    AfterEra,
    /// R1.4: the era had not begun.
    BeforeEra,
    /// The weekday printed is not that of the day.
    Weekday,
    /// 令和8(2025)年度: the two calendars disagree. The first one counts.
    Calendars,
    /// 2月30日: the month has no such day. The time is the month.
    NoSuchDay,
    /// The year is printed nowhere near: neither `from` nor `to`.
    NoYear,
}

/// A time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Bytes of the given text, with the words that modify it (まで, 時点), without brackets around it.
    pub range: Range<usize>,
    /// The first day, month or year.
    pub from: Option<Date>,
    /// The last one. None where the time is open.
    pub to: Option<Date>,
    /// How finely it is printed; of a period, its first part.
    pub precision: Precision,
    /// The Japanese fiscal year in which it begins, as the western year. None for a calendar year.
    pub fiscal_year: Option<i32>,
    /// What the words around it say.
    pub modifier: Option<Modifier>,
    /// The part of its month or year that is meant; `from` and `to` are those of the whole.
    pub within: Option<Within>,
    /// The text does not say all of it: a bare `(R9)` is taken for a fiscal year, a month for one of the year
    /// named before.
    pub assumed: bool,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// Month and day where only these are printed.
    pub month_day: Option<(u8, Option<u8>)>,
}

impl Time {
    /// The fiscal year in which a period ends; none for what is no period.
    ///
    /// ```
    /// let period = &japanese_normalize::times("令和4～8年度")[0];
    /// assert_eq!(period.fiscal_year, Some(2022));
    /// assert_eq!(period.last_fiscal_year(), Some(2026));
    /// ```
    #[must_use]
    pub fn last_fiscal_year(&self) -> Option<i32> {
        let last =
            self.to.filter(|_| self.modifier == Some(Modifier::Period) && self.fiscal_year.is_some())?;
        Some(find::last_fiscal_year(last, self.precision))
    }
}

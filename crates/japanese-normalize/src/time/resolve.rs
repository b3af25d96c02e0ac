//! From what is printed to dates.

use super::calendar::{days_in_month, fiscal_year_of, weekday, year_in_fiscal};
use super::point::{Part, Point, Year, YearKind};
use super::{Date, Precision, Problem};

/// First and last date of a point, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) precision: Precision,
    pub(super) fiscal_year: Option<i32>,
    pub(super) problem: Option<Problem>,
}

/// The dates of a point. A point without a year has none.
pub(super) fn bounds(point: &Point) -> Bounds {
    let precision = precision(point);
    let mut bounds = Bounds {
        from: None,
        to: None,
        precision,
        fiscal_year: None,
        problem: point.problem.or_else(|| era_problem(point)),
    };
    let Some(year) = point.year else {
        bounds.problem = Some(Problem::NoYear);
        return bounds;
    };
    if point.problem == Some(Problem::YearZero) {
        return bounds;
    }
    match point.month {
        Some(month) => in_month(point, year.western, month, &mut bounds),
        None => in_year(point, year, &mut bounds),
    }
    bounds
}

fn precision(point: &Point) -> Precision {
    match (point.month, point.day, point.part) {
        (_, Some(_), _) | (_, _, Some(Part::End)) => Precision::Day,
        (Some(_), ..) => Precision::Month,
        (_, _, Some(Part::Season(_))) => Precision::Season,
        (_, _, Some(Part::Months(_, 3))) => Precision::Quarter,
        (_, _, Some(Part::Months(..))) => Precision::Half,
        (_, _, Some(Part::Whole)) => Precision::FiscalYear,
        _ if point.year.is_some_and(|year| year.kind == YearKind::Calendar) => Precision::Year,
        _ => Precision::FiscalYear,
    }
}

fn in_month(point: &Point, year: i32, month: u8, bounds: &mut Bounds) {
    let last = days_in_month(year, month);
    bounds.fiscal_year = Some(fiscal_year_of(year, month));
    let day = match (point.day, point.part) {
        (Some(day), _) if day > last => {
            bounds.problem = Some(Problem::NoSuchDay);
            bounds.precision = Precision::Month;
            None
        }
        (Some(day), _) => Some(day),
        (None, Some(Part::End)) => Some(last),
        _ => None,
    };
    if let (Some(day), Some(printed)) = (day, point.weekday)
        && weekday(year, month, day) != printed
    {
        bounds.problem = Some(Problem::Weekday);
    }
    bounds.from = Some(Date { year, month: Some(month), day });
    bounds.to = bounds.from;
}

fn in_year(point: &Point, year: Year, bounds: &mut Bounds) {
    let day = |year, month, day| Some(Date { year, month: Some(month), day: Some(day) });
    let western = year.western;
    if year.kind == YearKind::Calendar {
        match point.part {
            Some(Part::End) => {
                (bounds.from, bounds.to) = (day(western, 12, 31), day(western, 12, 31));
                bounds.fiscal_year = Some(western);
            }
            Some(Part::Season(month)) => months(western, month, 3, bounds),
            Some(Part::Months(first, count)) => months(western, first, count, bounds),
            _ => (bounds.from, bounds.to) = (day(western, 1, 1), day(western, 12, 31)),
        }
        return;
    }
    bounds.fiscal_year = Some(western);
    match point.part {
        Some(Part::Season(4)) => months(western, 4, 2, bounds),
        Some(Part::Season(month)) => months(western, month, 3, bounds),
        Some(Part::End) => (bounds.from, bounds.to) = (day(western + 1, 3, 31), day(western + 1, 3, 31)),
        Some(Part::Months(first, count)) => months(year_in_fiscal(western, first), first, count, bounds),
        _ => (bounds.from, bounds.to) = (day(western, 4, 1), day(western + 1, 3, 31)),
    }
}

/// `count` months from `first` on.
fn months(year: i32, first: u8, count: u8, bounds: &mut Bounds) {
    let last = first + count - 1;
    let (last_year, last) = if last > 12 { (year + 1, last - 12) } else { (year, last) };
    bounds.from = Some(Date { year, month: Some(first), day: None });
    bounds.to = Some(Date { year: last_year, month: Some(last), day: None });
    bounds.fiscal_year = Some(fiscal_year_of(year, first));
}

/// A time outside its era. Fiscal years reach over the change: 令和元年度 begins in 平成31年.
fn era_problem(point: &Point) -> Option<Problem> {
    let year = point.year?;
    let era = year.era?;
    if year.kind != YearKind::Calendar || point.month.is_none() {
        let after = era.ends.is_some_and(|(last, ..)| year.western > last);
        return after.then_some(Problem::AfterEra);
    }
    if era.ended_before(year.western, point.month, point.day) {
        return Some(Problem::AfterEra);
    }
    era.begins_after(year.western, point.month, point.day).then_some(Problem::BeforeEra)
}

/// Gives a month without a year the year of a point before it, or the one in which its weekday fits.
pub(super) fn inherit(point: &mut Point, fiscal_year: Option<i32>, last: Option<&Point>) -> bool {
    if point.year.is_some() {
        return false;
    }
    if let Some(years) = point.years_on {
        return inherit_related(point, years, last);
    }
    let Some(month) = point.month else { return inherit_fiscal(point, fiscal_year, last) };
    let western = match (last.and_then(|last| last.year), last.and_then(|last| last.month)) {
        (Some(year), _) if year.kind != YearKind::Calendar => year_in_fiscal(year.western, month),
        (Some(year), _) => year.western,
        (None, _) => match fiscal_year {
            Some(fiscal_year) => year_in_fiscal(fiscal_year, month),
            None => return false,
        },
    };
    let fits = |year: i32| {
        point.weekday.zip(point.day).is_some_and(|(printed, day)| {
            day <= days_in_month(year, month) && weekday(year, month, day) == printed
        })
    };
    let western = [western, western + 1, western - 1].into_iter().find(|year| fits(*year)).unwrap_or(western);
    point.year = Some(Year { western, kind: YearKind::Calendar, era: None });
    true
}

/// Gives 同年10月 and 翌年3月 their year.
fn inherit_related(point: &mut Point, years: i32, last: Option<&Point>) -> bool {
    let Some(year) = last.and_then(|last| last.year) else { return false };
    point.year = Some(Year { western: year.western + years, kind: YearKind::Calendar, era: None });
    true
}

/// Gives a part of a fiscal year the one of the time before it.
fn inherit_fiscal(point: &mut Point, fiscal_year: Option<i32>, last: Option<&Point>) -> bool {
    let known = last.and_then(|last| {
        let year = last.year?;
        match last.month {
            Some(month) => Some(fiscal_year_of(year.western, month)),
            None => (year.kind != YearKind::Calendar).then_some(year.western),
        }
    });
    let Some(western) = known.or(fiscal_year) else { return false };
    point.year = Some(Year { western, kind: YearKind::Fiscal, era: None });
    true
}

//! Years that leave out their era or century, and terms that are named by their last month.

use super::calendar::days_in_month;
use super::era;
use super::point::{
    Point, Year, YearKind, day_number, month_behind, month_number, small_number, unit_of_year,
};
use crate::glyphs::{Gap, Glyphs};

/// `'24年度`, `FY2024`, `元年度`.
pub(super) fn read(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let before = glyphs.before(index);
    // 目標値FY2026: Latin letters begin a word behind Japanese ones.
    let word = glyphs.at(index) == 'F' && !before.is_ascii();
    if glyphs.tight(index) && !word && (before.is_alphanumeric() || matches!(before, '\'' | '’' | '-')) {
        return None;
    }
    match glyphs.at(index) {
        'F' => business_letters(glyphs, index),
        '元' => without_era(glyphs, index),
        'r' | 'h' | 's' => small_letter(glyphs, index),
        _ => apostrophe(glyphs, index),
    }
}

/// `r1-12-31`: a small letter is an era only before a whole date, since h and s are units.
fn small_letter(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let name = match glyphs.at(index) {
        'r' => "令和",
        'h' => "平成",
        _ => "昭和",
    };
    let era = era::named(name)?;
    let (number, end) = small_number(glyphs, index + 1).filter(|(number, _)| (1..=64).contains(number))?;
    let separator = glyphs.at(end);
    let (month, month_end) = month_number(glyphs, end + 1)?;
    let (day, end) = day_number(glyphs, month_end + 1)?;
    let tight = (index + 1..end).all(|at| glyphs.tight(at));
    if !tight || !matches!(separator, '-' | '.' | '/') || glyphs.at(month_end) != separator {
        return None;
    }
    let year = Some(Year { western: era.western(number)?, kind: YearKind::Calendar, era: Some(era) });
    Some(Point { end, year, month: Some(month), day: Some(day), ..Point::default() })
}

/// The western year of two digits: '99 is 1999.
fn of_century(year: i32) -> i32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// `'24`, `'24年度`, `'24.4`.
fn apostrophe(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let (year, end) =
        small_number(glyphs, index + 1).filter(|(_, end)| *end == index + 3 && glyphs.tight(index + 1))?;
    let year = Year { western: of_century(year), kind: YearKind::Bare, era: None };
    let mut point = Point { end, year: Some(year), assumed: true, ..Point::default() };
    if unit_of_year(glyphs, &mut point) {
        month_behind(glyphs, &mut point);
        return Some(point);
    }
    if matches!(glyphs.at(end), '.' | '/') && glyphs.tight(end) && month_after(glyphs, end + 1, &mut point) {
        return Some(point);
    }
    let next = glyphs.at(end);
    let goes_on =
        glyphs.tight(end) && (next.is_ascii_alphanumeric() || matches!(next, '\'' | '’' | '.' | ','));
    (!goes_on).then_some(point)
}

/// `FY2024`, `FY24`.
fn business_letters(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let at = glyphs.after(index, "FY")?;
    let (year, end) = small_number(glyphs, at).filter(|_| glyphs.gap(at) != Gap::Break)?;
    let western = match end - at {
        2 => of_century(year),
        4 if (1900..=2299).contains(&year) => year,
        _ => return None,
    };
    let year = Some(Year { western, kind: YearKind::Fiscal, era: None });
    let free = !glyphs.tight(end) || !glyphs.at(end).is_ascii_alphanumeric();
    free.then(|| Point { end: glyphs.after(end, "年度").unwrap_or(end), year, ..Point::default() })
}

/// `6年度`, `元年度`: a year of the era that counts now, as long as its numbers are small enough for no other.
pub(super) fn without_era(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let (number, end) = match glyphs.at(index) {
        '元' => (1, index + 1),
        _ => small_number(glyphs, index)?,
    };
    let before = glyphs.before(index);
    // 今後3年度 counts them; 及び6年度 names one.
    let particle = matches!(before, 'び' | 'は' | 'に' | 'と' | 'が' | 'で' | 'の' | 'も' | '、');
    let touches = glyphs.tight(index)
        && !particle
        && (before.is_alphanumeric() || matches!(before, '-' | '~' | '/' | '・'));
    if touches || !(1..=12).contains(&number) || end - index > 2 {
        return None;
    }
    let end = glyphs.after(end, "年度").filter(|_| glyphs.gap(end) != Gap::Break)?;
    // 3年度目, 3年度間, 2年度分, 3年度にわたり count years.
    let counts = glyphs.after_any(end, &["目標", "目指"]).is_none()
        && glyphs
            .after_any(
                end,
                &["目", "間", "分", "連続", "以内", "にわた", "に渡", "ごと", "毎", "ぶり", "続け"],
            )
            .is_some();
    let era = era::named("令和")?;
    let year = Year { western: era.western(number)?, kind: YearKind::Fiscal, era: Some(era) };
    (!counts).then_some(Point { end, year: Some(year), assumed: true, ..Point::default() })
}

/// `2024.3末`, `(2024.3)`, `2024.03`: a year and a month, where they can be no number.
pub(super) fn western_month(glyphs: &Glyphs, index: usize, point: &mut Point) -> bool {
    let end = point.end;
    if glyphs.at(end) != '.' || !glyphs.tight(end) || !glyphs.tight(end + 1) {
        return false;
    }
    let Some((_, month_end)) = month_number(glyphs, end + 1) else { return false };
    let alone = |c: char| matches!(c, '\0' | '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕');
    let (before, next) = (glyphs.before(index), glyphs.at(month_end));
    let words = ["末", "時点", "現在", "まで", "から", "以降", "月", "~2", "~1", "-2", "-1"];
    let says = glyphs.after_any(month_end, &words).is_some() || matches!(before, '~');
    let recent = point.year.is_some_and(|year| (1950..=2069).contains(&year.western));
    if !recent || !(says || alone(before) && alone(next)) || next.is_ascii_digit() {
        return false;
    }
    month_after(glyphs, end + 1, point)
}

/// `2026-03` alone: a month, since no range of years goes down; 2025-29 and 2008-10 are ranges.
pub(super) fn iso_month(glyphs: &Glyphs, index: usize, point: &mut Point) -> bool {
    let at = point.end;
    let Some((month, end)) = month_number(glyphs, at + 1).filter(|(_, end)| *end == at + 3) else {
        return false;
    };
    let alone = |c: char| matches!(c, '\0' | '(' | ')' | '[' | ']' | '【' | '】' | '~');
    let falls = point.year.is_some_and(|year| i32::from(month) <= year.western.rem_euclid(100));
    let tight = glyphs.tight(at) && glyphs.tight(at + 1) && glyphs.at(at) == '-';
    if !tight || !falls || !alone(glyphs.before(index)) || !alone(glyphs.at(end)) {
        return false;
    }
    month_after(glyphs, at + 1, point)
}

/// `2025春`: the season makes a year of the number.
pub(super) fn season_behind(glyphs: &Glyphs, index: usize, point: &mut Point) -> bool {
    let free = !glyphs.tight(index) || !glyphs.before(index).is_alphanumeric();
    let end = glyphs.after(point.end, "/").unwrap_or(point.end);
    let named = glyphs.tight(end) && super::suffix::season(glyphs, end).is_some();
    if let Some(year) = &mut point.year
        && free
        && named
    {
        (year.kind, point.end) = (YearKind::Calendar, end);
        return true;
    }
    false
}

/// `2025FY`
pub(super) fn letters_behind(glyphs: &Glyphs, point: &mut Point) -> bool {
    let end = glyphs.after(point.end, "FY").filter(|_| glyphs.tight(point.end));
    let end = end.filter(|end| !glyphs.tight(*end) || !glyphs.at(*end).is_ascii_alphanumeric());
    let (Some(year), Some(end)) = (&mut point.year, end) else { return false };
    (year.kind, point.end) = (YearKind::Fiscal, end);
    true
}

/// Reads the month at `index`, with 月 where it stands.
fn month_after(glyphs: &Glyphs, index: usize, point: &mut Point) -> bool {
    let Some((month, end)) = month_number(glyphs, index) else { return false };
    if glyphs.tight(end) && glyphs.at(end).is_ascii_digit() {
        return false;
    }
    if let Some(year) = &mut point.year {
        year.kind = YearKind::Calendar;
    }
    (point.month, point.end) = (Some(month), glyphs.after(end, "月").unwrap_or(end));
    true
}

/// `2025年3月期`: the business year that ends with the month.
pub(super) fn business_year(glyphs: &Glyphs, point: &mut Point) {
    let named = glyphs.at(point.end) == '期' && glyphs.tight(point.end);
    let goes_on =
        matches!(glyphs.at(point.end + 1), '間' | '末' | '首' | '限' | '日') && glyphs.tight(point.end + 1);
    let Some(year) = point.year.filter(|_| named && !goes_on && point.day.is_none()) else { return };
    let (kind, western) = match point.month {
        Some(3) => (YearKind::Fiscal, year.western - 1),
        Some(12) => (YearKind::Calendar, year.western),
        _ => return,
    };
    point.year = Some(Year { western, kind, era: year.era });
    (point.month, point.end) = (None, point.end + 1);
}

/// Eight digits as the whole text: 20240401.
pub(super) fn digits_alone(glyphs: &Glyphs) -> Option<Point> {
    let digits: Option<Vec<u32>> =
        (0..8).map(|at| glyphs.at(at).to_digit(10).filter(|_| at == 0 || glyphs.tight(at))).collect();
    let digits = digits.filter(|_| glyphs.len() == 8)?;
    let number = |range: std::ops::Range<usize>| {
        digits.get(range).unwrap_or_default().iter().fold(0, |sum, digit| sum * 10 + digit)
    };
    let western = i32::try_from(number(0..4)).ok().filter(|year| (1950..=2099).contains(year))?;
    let month = u8::try_from(number(4..6)).ok().filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(number(6..8)).ok()?;
    if day == 0 || day > days_in_month(western, month) {
        return None;
    }
    let year = Some(Year { western, kind: YearKind::Calendar, era: None });
    Some(Point { end: 8, year, month: Some(month), day: Some(day), assumed: true, ..Point::default() })
}

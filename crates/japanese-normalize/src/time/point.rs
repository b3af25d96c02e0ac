//! One point of time: year, month and day as they stand together.

use super::calendar::year_in_fiscal;
use super::era::{self, Era};
use super::{Problem, Within, short, yearless};
use crate::glyphs::{Gap, Glyphs};
use crate::numeral;

/// What kind of year is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearKind {
    /// 年度
    Fiscal,
    /// 年, or a month behind it.
    Calendar,
    /// Neither.
    Bare,
}

/// A year as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) western: i32,
    pub(super) kind: YearKind,
    pub(super) era: Option<Era>,
}

/// A part of a year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 末
    End,
    /// First month and number of months.
    Months(u8, u8),
    /// 春夏秋冬: first month.
    Season(u8),
    /// 年度内: all of it.
    Whole,
}

/// A point of time as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Point {
    pub(super) end: usize,
    pub(super) year: Option<Year>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) part: Option<Part>,
    /// 0 for 日 up to 6 for 土.
    pub(super) weekday: Option<usize>,
    pub(super) problem: Option<Problem>,
    /// まで within the bracket that repeats the year, or a wave before the first year.
    pub(super) until: bool,
    /// The era or century is not printed: 6年度, '24.
    pub(super) assumed: bool,
    /// 上旬, 半ば, 終わり.
    pub(super) within: Option<Within>,
    /// Years behind the one named before: 0 for 同年, 1 for 翌年.
    pub(super) years_on: Option<i32>,
}

/// A whole number of at most four digits and the index behind it.
pub(super) fn small_number(glyphs: &Glyphs, index: usize) -> Option<(i32, usize)> {
    let mut end = index;
    let mut value: i32 = 0;
    while glyphs.at(end).is_ascii_digit() && (end == index || glyphs.tight(end)) {
        if end - index == 4 {
            return None;
        }
        value = value * 10 + i32::try_from(glyphs.at(end).to_digit(10)?).ok()?;
        end += 1;
    }
    (end > index).then_some((value, end))
}

/// The year of an era: 元, digits or Chinese numerals.
fn era_year(glyphs: &Glyphs, index: usize) -> Option<(i32, usize)> {
    if glyphs.gap(index) == Gap::Break {
        return None;
    }
    match glyphs.at(index) {
        '元' => Some((1, index + 1)),
        c if c.is_ascii_digit() => small_number(glyphs, index).filter(|(year, _)| *year < 1000),
        c if numeral::is_numeral(c) => {
            let number = numeral::read(glyphs, index)?;
            let year = i32::try_from(number.value?).ok()?;
            (year < 100 && number.end - index <= 3).then_some((year, number.end))
        }
        _ => None,
    }
}

/// Reads the point of time that begins at `index`.
pub(super) fn read(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let c = glyphs.at(index);
    if c.is_ascii_digit() {
        if glyphs.tight(index) && matches!(glyphs.before(index), '0'..='9' | '.' | ',' | '第') {
            return None;
        }
        return western(glyphs, index)
            .or_else(|| short::without_era(glyphs, index))
            .or_else(|| without_year(glyphs, index));
    }
    if numeral::is_numeral(c) {
        return kanji_year(glyphs, index);
    }
    if matches!(c, '\'' | '’' | '‘' | 'F' | '元' | 'r' | 'h' | 's') {
        return short::read(glyphs, index);
    }
    if matches!(c, '年' | '上' | '下' | '第' | '同' | '翌') {
        return yearless::read(glyphs, index);
    }
    let (era, year_at) = era::read(glyphs, index)?;
    let (year, end) = era_year(glyphs, year_at)?;
    if c.is_ascii_alphabetic() && !glyphs.tight(year_at) {
        return None;
    }
    let mut point = Point {
        end,
        year: Some(Year { western: era.western(year)?, kind: YearKind::Bare, era: Some(era) }),
        problem: (year == 0).then_some(Problem::YearZero),
        ..Point::default()
    };
    other_calendar(glyphs, &mut point);
    other_era(glyphs, &mut point);
    if unit_of_year(glyphs, &mut point) {
        other_calendar(glyphs, &mut point);
        month_behind(glyphs, &mut point);
    } else if !dotted(glyphs, &mut point) || is_magnitude(c, year, &point) {
        let abbreviated = !c.is_ascii() && year_at == index + 1;
        if abbreviated || !bare_is_a_year(glyphs, c, year, point.end) {
            return None;
        }
    }
    Some(point)
}

/// `2026年度`, `2022/08/21`, `2026(令和8)年度`.
fn western(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let (year, end) = small_number(glyphs, index)?;
    if end - index != 4 || !(1500..=2299).contains(&year) {
        return None;
    }
    let mut point = Point {
        end,
        year: Some(Year { western: year, kind: YearKind::Bare, era: None }),
        ..Point::default()
    };
    let paired = other_calendar(glyphs, &mut point);
    if unit_of_year(glyphs, &mut point) {
        other_calendar(glyphs, &mut point);
        month_behind(glyphs, &mut point);
        return Some(point);
    }
    if paired
        || dotted(glyphs, &mut point)
        || short::western_month(glyphs, index, &mut point)
        || short::iso_month(glyphs, index, &mut point)
        || short::letters_behind(glyphs, &mut point)
        || short::season_behind(glyphs, index, &mut point)
    {
        return Some(point);
    }
    let before = glyphs.before(index);
    let alone = |c: char| matches!(c, '\0' | '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕' | '→' | '⇒');
    let in_range =
        glyphs.at(end) == '~' || before == '~' || follows_year(glyphs, index) && alone(glyphs.at(end));
    ((alone(before) && alone(glyphs.at(end))) || in_range && !before.is_alphanumeric()).then_some(point)
}

/// Whether `2025-` stands before, and nothing before that.
fn follows_year(glyphs: &Glyphs, index: usize) -> bool {
    let Some(begin) = index.checked_sub(5) else { return false };
    let year =
        small_number(glyphs, begin).filter(|(year, end)| *end == begin + 4 && (1900..=2299).contains(year));
    year.is_some()
        && glyphs.at(index - 1) == '-'
        && glyphs.tight(index)
        && !glyphs.before(begin).is_alphanumeric()
}

/// `二〇二五年四月一日`, `二千二十五年`: Chinese numerals.
fn kanji_year(glyphs: &Glyphs, index: usize) -> Option<Point> {
    if glyphs.tight(index) && numeral::is_numeral(glyphs.before(index)) {
        return None;
    }
    // 二〇二五 has four characters, 二千二十五 five.
    let number = numeral::read(glyphs, index)
        .filter(|number| (index + 3..=index + 9).contains(&number.end) && glyphs.at(number.end) == '年')?;
    let western = i32::try_from(number.value?).ok().filter(|year| (1500..=2299).contains(year))?;
    let year = Some(Year { western, kind: YearKind::Bare, era: None });
    let mut point = Point { end: number.end, year, ..Point::default() };
    unit_of_year(glyphs, &mut point).then(|| {
        month_behind(glyphs, &mut point);
        point
    })
}

/// Passes 年度 or 年.
pub(super) fn unit_of_year(glyphs: &Glyphs, point: &mut Point) -> bool {
    if glyphs.starts(point.end, "暦年") && glyphs.gap(point.end) != Gap::Break {
        point.end += 1;
    }
    if glyphs.gap(point.end) == Gap::Break || glyphs.at(point.end) != '年' {
        return false;
    }
    let fiscal = glyphs.at(point.end + 1) == '度' && glyphs.gap(point.end + 1) != Gap::Break;
    // 3年間 and 5年目 count years.
    let counted =
        matches!(glyphs.at(point.end + 1), '間' | '目' | '生' | '代') && glyphs.tight(point.end + 1);
    let aim = glyphs.after_any(point.end + 1, &["目標", "目指", "目途", "代表", "間中"]).is_some();
    if !fiscal && counted && !aim {
        return false;
    }
    if let Some(year) = &mut point.year {
        year.kind = if fiscal { YearKind::Fiscal } else { YearKind::Calendar };
    }
    point.end += if fiscal { 2 } else { 1 };
    true
}

/// Passes the same year in the other calendar: `(2021)`, `（令和8年度まで）`.
fn other_calendar(glyphs: &Glyphs, point: &mut Point) -> bool {
    let Some(year) = point.year else { return false };
    if glyphs.at(point.end) != '(' || glyphs.gap(point.end) == Gap::Break {
        return false;
    }
    let at = point.end + 1;
    let other = match era::read(glyphs, at) {
        Some((era, _)) if year.era.is_none_or(|own| own != era) => year_of_era(glyphs, at),
        None if year.era.is_some() => small_number(glyphs, at).filter(|(_, end)| end - at == 4),
        _ => None,
    };
    // An era in brackets behind another one is a time of its own, unless both name the same year: 平成31（令和元）.
    let Some((western, end)) =
        other.filter(|(western, _)| year.era.is_none() || *western == year.western || at_western(glyphs, at))
    else {
        return false;
    };
    let end = same_year_behind(glyphs, end, western);
    let mut inner = Point { end, year: Some(year), ..Point::default() };
    unit_of_year(glyphs, &mut inner);
    let until = glyphs.after(inner.end, "まで");
    let close = until.unwrap_or(inner.end);
    if glyphs.at(close) != ')' {
        return false;
    }
    if let (Some(year), Some(inner)) = (&mut point.year, inner.year)
        && year.kind == YearKind::Bare
    {
        year.kind = inner.kind;
    }
    if western != year.western {
        point.problem = Some(Problem::Calendars);
    }
    point.until = until.is_some();
    point.end = close + 1;
    true
}

fn at_western(glyphs: &Glyphs, index: usize) -> bool {
    glyphs.at(index).is_ascii_digit()
}

/// The western year of an era's year at `index`, and the index behind it.
fn year_of_era(glyphs: &Glyphs, index: usize) -> Option<(i32, usize)> {
    let (era, year_at) = era::read(glyphs, index)?;
    let (year, end) = era_year(glyphs, year_at)?;
    Some((era.western(year)?, end))
}

/// The index behind `/令和元`, where that is the year once more.
fn same_year_behind(glyphs: &Glyphs, index: usize, western: i32) -> usize {
    let parts = matches!(glyphs.at(index), '/' | '・' | '=') && glyphs.gap(index) != Gap::Break;
    let again = year_of_era(glyphs, index + 1).filter(|(year, _)| parts && *year == western);
    again.map_or(index, |(_, end)| end)
}

/// Passes `・令和元` behind 平成31: the year in which the era changed has two names.
fn other_era(glyphs: &Glyphs, point: &mut Point) {
    let Some(year) = point.year else { return };
    let end = same_year_behind(glyphs, point.end, year.western);
    if end > point.end && glyphs.at(end) == '年' {
        point.end = end;
    }
}

/// Passes `6月`, `7月17日`, `9/29` behind 年.
pub(super) fn month_behind(glyphs: &Glyphs, point: &mut Point) {
    let at = point.end;
    if glyphs.gap(at) == Gap::Break {
        return;
    }
    if let Some(year) = point.year.filter(|year| year.kind == YearKind::Fiscal) {
        // 令和5年度2月 lies in 令和6年.
        if let Some(next) = month_day(glyphs, at).filter(|_| glyphs.tight(at)) {
            let western = next.month.map_or(year.western, |month| year_in_fiscal(year.western, month));
            point.year = Some(Year { western, kind: YearKind::Calendar, era: None });
            (point.month, point.day, point.end) = (next.month, next.day, next.end);
        }
        return;
    }
    // 2021年/7月
    let slashed = glyphs.at(at) == '/' && glyphs.tight(at) && glyphs.tight(at + 1);
    if let Some((month, end)) =
        month_number(glyphs, at + 1).filter(|(_, end)| slashed && *end == glyphs.len())
    {
        (point.month, point.end) = (Some(month), end);
        return;
    }
    let at = if slashed && month_number(glyphs, at + 1).is_some_and(|(_, end)| glyphs.at(end) == '月') {
        at + 1
    } else {
        at
    };
    if let Some(next) = month_day(glyphs, at) {
        (point.month, point.day, point.end) = (next.month, next.day, next.end);
        short::business_year(glyphs, point);
    } else if let Some((month, end)) = month_number(glyphs, at)
        && matches!(glyphs.at(end), '~' | '-')
        && number_up_to(glyphs, end + 1, 12).is_some_and(|(_, end)| glyphs.at(end) == '月')
    {
        // 令和6年1～3月
        (point.month, point.end) = (Some(month), end);
    }
}

/// `12月`, `7月8日`, `9/29` (the slash only with two numbers that make a day).
pub(super) fn month_day(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let (month, end) = month_number(glyphs, index)?;
    let mut point = Point { end, month: Some(month), ..Point::default() };
    if glyphs.at(end) == '/' && glyphs.tight(end) {
        let (day, end) = day_number(glyphs, end + 1)?;
        (point.day, point.end) = (Some(day), end);
        return Some(point);
    }
    if glyphs.at(end) != '月' || glyphs.gap(end) == Gap::Break {
        return None;
    }
    point.end = end + 1;
    if matches!(glyphs.at(point.end), '間' | '額' | '次' | '例') && glyphs.tight(point.end) {
        return None;
    }
    if glyphs.gap(point.end) != Gap::Break
        && let Some((day, end)) = day_number(glyphs, point.end)
        && glyphs.at(end) == '日'
        && glyphs.gap(end) != Gap::Break
        && !(glyphs.at(end + 1) == '間' && glyphs.tight(end + 1))
    {
        (point.day, point.end) = (Some(day), end + 1);
    } else if let Some((day, end)) = day_of_several(glyphs, point.end) {
        (point.day, point.end) = (Some(day), end);
    }
    Some(point)
}

/// The first day of `3・4日` and `3～5日`.
fn day_of_several(glyphs: &Glyphs, index: usize) -> Option<(u8, usize)> {
    let (day, end) = day_number(glyphs, index).filter(|_| glyphs.tight(index))?;
    let listed =
        matches!(glyphs.at(end), '・' | '、' | '~' | '-') && glyphs.tight(end) && glyphs.tight(end + 1);
    let (last, last_end) = day_number(glyphs, end + 1).filter(|_| listed)?;
    (last > day && glyphs.at(last_end) == '日' && glyphs.at(last_end + 1) != '間').then_some((day, end))
}

pub(super) fn month_number(glyphs: &Glyphs, index: usize) -> Option<(u8, usize)> {
    number_up_to(glyphs, index, 12)
}

pub(super) fn day_number(glyphs: &Glyphs, index: usize) -> Option<(u8, usize)> {
    // 2022/08/2323:59: a clock time that touches the day.
    let digits = (index..index + 5).take_while(|at| glyphs.at(*at).is_ascii_digit()).count();
    if matches!(digits, 3 | 4)
        && glyphs.at(index + digits) == ':'
        && glyphs.at(index + digits + 1).is_ascii_digit()
    {
        let ten = glyphs.at(index).to_digit(10)?;
        let day = ten * 10 + glyphs.at(index + 1).to_digit(10)?;
        return u8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, index + 2));
    }
    number_up_to(glyphs, index, 31)
}

/// A number from 1 to `last`, also in Chinese numerals.
pub(super) fn number_up_to(glyphs: &Glyphs, index: usize, last: i32) -> Option<(u8, usize)> {
    let (value, end) = if glyphs.at(index).is_ascii_digit() {
        small_number(glyphs, index)?
    } else {
        let number = numeral::read(glyphs, index).filter(|number| number.end - index <= 3)?;
        (i32::try_from(number.value?).ok()?, number.end)
    };
    if value < 1 || value > last {
        return None;
    }
    Some((u8::try_from(value).ok()?, end))
}

/// Passes `.12`, `.1.20`, `.10月`, `/08/21` behind a year.
fn dotted(glyphs: &Glyphs, point: &mut Point) -> bool {
    let separator = glyphs.at(point.end);
    let is_era = point.year.is_some_and(|year| year.era.is_some());
    let fits = match separator {
        '.' => true,
        // 令和3・7・18: only a whole date.
        '・' | ',' => whole_date(glyphs, point.end),
        '/' | '-' => !is_era || glyphs.at(point.end + 1).is_ascii_digit(),
        _ => false,
    };
    if !fits || !glyphs.tight(point.end) || glyphs.gap(point.end + 1) == Gap::Break {
        return false;
    }
    let Some((month, end)) = month_number(glyphs, point.end + 1) else { return false };
    let mut next = Point { month: Some(month), end, ..*point };
    if glyphs.at(end) == separator
        && glyphs.tight(end)
        && let Some((day, end)) = day_number(glyphs, end + 1)
    {
        (next.day, next.end) = (Some(day), end);
    } else if glyphs.at(end) == '月' && glyphs.gap(end) != Gap::Break {
        next.end = end + 1;
        if let Some((day, end)) = day_number(glyphs, next.end).filter(|(_, end)| glyphs.at(*end) == '日') {
            (next.day, next.end) = (Some(day), end + 1);
        }
    } else if !is_era && (separator != '/' || !(end - point.end == 3 || ends_there(glyphs, end))) {
        // 2025.4 may be a number and 2025-27 a range of years.
        return false;
    } else if separator == '-' {
        return false;
    }
    if let Some(year) = &mut next.year {
        year.kind = YearKind::Calendar;
    }
    *point = next;
    true
}

/// Whether `・7・18` stands at `index`.
fn whole_date(glyphs: &Glyphs, index: usize) -> bool {
    let separator = glyphs.at(index);
    let Some((_, end)) = month_number(glyphs, index + 1) else { return false };
    let day = day_number(glyphs, end + 1).filter(|_| glyphs.at(end) == separator);
    day.is_some_and(|(_, end)| {
        !glyphs.tight(end) || !glyphs.at(end).is_alphanumeric() && glyphs.at(end) != separator
    })
}

/// Whether nothing goes on at `index`: 2021/7 is a month only there.
pub(super) fn ends_there(glyphs: &Glyphs, index: usize) -> bool {
    let period =
        glyphs.at(index) == '-' && small_number(glyphs, index + 1).is_some_and(|(_, end)| end == index + 5);
    period || !glyphs.tight(index) || matches!(glyphs.at(index), ')' | ']' | '】' | '~' | '、' | '。')
}

/// Whether an era year with nothing behind it is one: `(R9)`, 【令和3】, `R6推計値`, but not `H2ステーション`.
fn bare_is_a_year(glyphs: &Glyphs, first: char, year: i32, end: usize) -> bool {
    let next = glyphs.at(end);
    if next == '年' && glyphs.tight(end) {
        return false;
    }
    // R4,R5 is a list, R4,000 a code.
    let listed = next == ',' && glyphs.at(end + 1).is_ascii_alphabetic();
    if glyphs.tight(end)
        && !listed
        && (next.is_ascii_alphanumeric() || matches!(next, '.' | ',' | '_' | '+' | '%'))
    {
        return false;
    }
    match first {
        'R' => year < 40,
        'H' => (year == 1 && glyphs.before(end) == '元' || (10..40).contains(&year)) && !is_katakana(next),
        'S' => (30..65).contains(&year) && !is_katakana(next),
        'T' | 'M' => false,
        _ => true,
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30ff}')
}

/// M7.3 is an earthquake, and T2.5 no month: the old eras are printed with their years and days.
fn is_magnitude(letter: char, year: i32, point: &Point) -> bool {
    matches!(letter, 'M' | 'T') && year < 10 && point.day.is_none()
}

/// `12月`, `7月8日(金)`, `9/29(木)`: the year stands elsewhere.
fn without_year(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let before = glyphs.before(index);
    if glyphs.tight(index) && (before.is_ascii_alphanumeric() || matches!(before, '/' | '年')) {
        return None;
    }
    if before == '-' && glyphs.tight(index) && glyphs.before(index - 1).is_ascii_digit() {
        return None;
    }
    let point = month_day(glyphs, index)?;
    let slashed = point.day.is_some() && glyphs.before(point.end) != '日';
    // Without a weekday, 4/5 is a fraction or a score.
    let weekday = super::suffix::weekday(glyphs, point.end).is_some();
    (!slashed || weekday || is_half_of_a_period(glyphs, index, point.end)).then_some(point)
}

/// `4/1～6/30` as the whole text: two fractions are no range.
fn is_half_of_a_period(glyphs: &Glyphs, index: usize, end: usize) -> bool {
    let whole = |at: usize| month_day(glyphs, at).is_some_and(|point| point.end == glyphs.len());
    let first = index == 0 && glyphs.at(end) == '~' && whole(end + 1);
    let before = index.checked_sub(1).filter(|at| glyphs.at(*at) == '~');
    first
        || end == glyphs.len()
            && before.is_some_and(|at| month_day(glyphs, 0).is_some_and(|point| point.end == at))
}

//! Finding times in a text, and periods of two.

use super::point::{self, Part, Point, Year, YearKind, number_up_to, small_number};
use super::resolve::{bounds, inherit};
use super::{Date, Modifier, Precision, Problem, Time, short, suffix};
use crate::char_set::CharSet;
use crate::glyphs::{Gap, Glyphs};

/// Every time in a text, in order.
///
/// A month without a year takes the year of the time before it in the same text and is then `assumed`; without one
/// it has `month_day` and neither `from` nor `to`: [`times_within`] gives it a year.
///
/// ```
/// let times = japanese_normalize::times("R5.7～11に実施、令和7年度末まで");
/// assert_eq!(times[0].from.unwrap().to_string(), "2023-07");
/// assert_eq!(times[0].to.unwrap().to_string(), "2023-11");
/// assert_eq!(times[1].to.unwrap().to_string(), "2026-03-31");
/// ```
pub fn times(text: &str) -> Vec<Time> {
    find_or_digits(text, None)
}

/// [`times`], where months without a year lie in a fiscal year that is known from elsewhere, as from the heading of
/// a column.
///
/// ```
/// let times = japanese_normalize::times_within("12月・1月に実施", 2023);
/// assert_eq!(times[0].from.unwrap().to_string(), "2023-12");
/// assert_eq!(times[0].to.unwrap().to_string(), "2024-01");
/// ```
pub fn times_within(text: &str, fiscal_year: i32) -> Vec<Time> {
    find_or_digits(text, Some(fiscal_year))
}

/// [`find`], and eight digits that are the whole text, which beside other words are a code as often.
fn find_or_digits(text: &str, fiscal_year: Option<i32>) -> Vec<Time> {
    let glyphs = Glyphs::scan(text);
    if let Some(point) = short::digits_alone(&glyphs) {
        let mut time = assemble(&point, None, None);
        (time.range, time.assumed) = (glyphs.span(0, point.end), true);
        return vec![time];
    }
    find(&glyphs, fiscal_year)
}

/// The one fiscal year that a heading names, as the western year; none where it names none or several.
///
/// ```
/// use japanese_normalize::fiscal_year;
/// assert_eq!(fiscal_year("目標値 (令和8年度)"), Some(2026));
/// assert_eq!(fiscal_year("R3実績"), Some(2021));
/// assert_eq!(fiscal_year("令和7～9年度"), None);
/// assert_eq!(fiscal_year("実績（令和6年1月～12月）"), Some(2024));
/// ```
pub fn fiscal_year(text: &str) -> Option<i32> {
    let mut found = None;
    for time in times(text) {
        let from = time.fiscal_year.or(time.from.map(|date| date.year));
        let Some(from) = from else { continue };
        if let Some(year) = calendar_year(&time) {
            // 令和6年1月～12月 is 令和6年.
            if found.is_some_and(|found| found != year) {
                return None;
            }
            found = Some(year);
            continue;
        }
        let last = time.to.map_or(from, |date| last_fiscal_year(date, time.precision));
        if last != from || found.is_some_and(|found| found != from) {
            return None;
        }
        found = Some(from);
    }
    found
}

/// The year whose months from January to December a period is.
fn calendar_year(time: &Time) -> Option<i32> {
    let (from, to) = time.from.zip(time.to)?;
    let whole = from.year == to.year && from.month == Some(1) && to.month == Some(12);
    (whole && time.precision == Precision::Month).then_some(from.year)
}

/// The fiscal year in which a date lies that ends a time.
pub(super) fn last_fiscal_year(date: Date, precision: Precision) -> i32 {
    match date.month {
        Some(month) if month < 4 && precision != Precision::Year => date.year - 1,
        _ => date.year,
    }
}

/// The time with which a text begins: `R2.8-9 オンライン申請…`.
///
/// ```
/// let time = japanese_normalize::leading_time("R2.8-9 オンライン申請").unwrap();
/// assert_eq!(time.from.unwrap().to_string(), "2020-08");
/// assert!(japanese_normalize::leading_time("調査 R2.8").is_none());
/// ```
pub fn leading_time(text: &str) -> Option<Time> {
    let start = text.len() - text.trim_start().len();
    // A time is short: what follows need not be read.
    let head = text.get(..text.ceil_char_boundary(start.saturating_add(200))).unwrap_or(text);
    times(head).into_iter().next().filter(|time| time.range.start == start)
}

/// Characters with which a time can begin.
static FIRST: CharSet = CharSet::of(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'R', 'H', 'S', 'T', 'M', 'F', 'r', 'h', 's', '\'', '’',
    '‘', '令', '平', '昭', '大', '明', '元', '〇', '零', '一', '壱', '壹', '二', '弐', '弍', '貳', '三',
    '参', '參', '四', '肆', '五', '伍', '六', '陸', '七', '漆', '柒', '八', '捌', '九', '玖', '十', '拾',
    '百', '千', '阡', '仟', '廿', '卅', '卌', '皕', '年', '上', '下', '第', '同', '翌',
]);

pub(crate) fn find(glyphs: &Glyphs, fiscal_year: Option<i32>) -> Vec<Time> {
    let mut found = Vec::new();
    let mut last: Option<Point> = None;
    let mut index = 0;
    while index < glyphs.len() {
        if !FIRST.has(glyphs.at(index)) {
            index += 1;
            continue;
        }
        match read(glyphs, index, fiscal_year, last.as_ref()) {
            Some((time, point, end)) => {
                found.push(time);
                if point.year.is_some() {
                    last = Some(point);
                }
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

/// A time with its period and modifier: the time, its last point, the index behind it.
fn read(
    glyphs: &Glyphs,
    index: usize,
    fiscal_year: Option<i32>,
    last: Option<&Point>,
) -> Option<(Time, Point, usize)> {
    let (mut first, second) = match month_period(glyphs, index) {
        Some((first, second)) => (first, Some(second)),
        None => {
            let mut first = point::read(glyphs, index).or_else(|| period_head(glyphs, index))?;
            suffix::part(glyphs, &mut first);
            let second = second_point(glyphs, &mut first);
            share_kind(&mut first, second.as_ref());
            (first, second)
        }
    };
    let (month, day) = (first.month, first.day);
    let lacks_year = first.year.is_none();
    let inherited = inherit(&mut first, fiscal_year, last);
    let second = second.map(|mut second| {
        follow(&first, &mut second);
        second
    });
    let mut end = second.map_or(first.end, |second| second.end);
    let mut modifier = None;
    if let Some((word, word_end)) = suffix::modifier(glyphs, end) {
        (modifier, end) = (Some(word), word_end);
    } else if first.until || second.is_none() && opens_with_wave(glyphs, index) {
        modifier = Some(Modifier::Until);
    } else if first.part == Some(Part::End) && first.month.is_some() && glyphs.at(index).is_ascii_alphabetic()
    {
        // The short form stands beside a value: 1,978 人 (R6.12 末).
        modifier = Some(Modifier::AsOf);
    }
    let mut time = assemble(&first, second.as_ref(), modifier);
    time.range = glyphs.span(index, end);
    time.assumed |= inherited || first.assumed;
    time.month_day = month.filter(|_| lacks_year).map(|month| (month, day));
    Some((time, second.unwrap_or(first), end))
}

/// 平成29～令和3年: the first year is one of the kind that the second says.
fn share_kind(first: &mut Point, second: Option<&Point>) {
    let kind =
        second.filter(|second| second.month.is_none()).and_then(|second| second.year).map(|year| year.kind);
    if let (Some(year), Some(kind)) = (&mut first.year, kind)
        && year.kind == YearKind::Bare
        && first.month.is_none()
        && first.part.is_none()
    {
        year.kind = kind;
    }
}

/// `～令和6年度`: a wave before a year, and nothing that it could begin with.
fn opens_with_wave(glyphs: &Glyphs, index: usize) -> bool {
    let wave = glyphs.before(index) == '~' && glyphs.tight(index);
    wave && matches!(glyphs.before(index - 1), '\0' | '(' | '[' | '【' | '、' | '。' | '・')
}

fn assemble(first: &Point, second: Option<&Point>, modifier: Option<Modifier>) -> Time {
    let bare =
        |point: &Point| point.month.is_none() && point.year.is_some_and(|year| year.kind == YearKind::Bare);
    let head = bounds(first);
    let mut time = Time {
        range: 0..0,
        from: head.from,
        to: head.to,
        precision: head.precision,
        fiscal_year: head.fiscal_year,
        modifier,
        within: first.within.filter(|_| second.is_none()),
        assumed: bare(first),
        problem: head.problem,
        month_day: None,
    };
    if let Some(second) = second {
        let tail = bounds(second);
        time.to = tail.to;
        time.problem = time.problem.or(tail.problem);
        time.modifier = Some(Modifier::Period);
        time.assumed |= bare(second);
        // R1～R2.12 begins with the era, as months are counted.
        if bare(first)
            && second.month.is_some()
            && let Some(year) = first.year
            && let Some(era) = year.era.filter(|era| era.first == year.western)
        {
            time.from = Some(Date { year: year.western, month: Some(era.begins.0), day: Some(era.begins.1) });
        }
        if time.from > time.to {
            (time.from, time.problem) = (head.from, time.problem.or(Some(Problem::NoYear)));
        }
    } else if modifier == Some(Modifier::Since) && head.precision != Precision::Season {
        time.to = None;
    }
    time
}

/// `6~8月`, `4-9月`: two months of which only the second says so.
fn month_period(glyphs: &Glyphs, index: usize) -> Option<(Point, Point)> {
    if !glyphs.at(index).is_ascii_digit()
        || (glyphs.tight(index)
            && matches!(glyphs.before(index), '0'..='9' | '.' | ',' | '/' | '-' | '年' | '第'))
    {
        return None;
    }
    let (month, end) = number_up_to(glyphs, index, 12)?;
    if !matches!(glyphs.at(end), '~' | '-') || !glyphs.tight(end) {
        return None;
    }
    let (last, last_end) = number_up_to(glyphs, end + 1, 12)?;
    let is_month = glyphs.at(last_end) == '月' && glyphs.gap(last_end) != Gap::Break;
    is_month.then(|| {
        let first = Point { end, month: Some(month), ..Point::default() };
        let mut second = Point { end: last_end + 1, month: Some(last), ..Point::default() };
        suffix::part(glyphs, &mut second);
        (first, second)
    })
}

/// `2025~2027年度`: the first year of a period, whose unit stands behind the second.
fn period_head(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let (year, end) = small_number(glyphs, index)?;
    let before = glyphs.before(index);
    let fits = end - index == 4
        && (1900..=2299).contains(&year)
        && matches!(glyphs.at(end), '~' | '-' | '・')
        && !(glyphs.tight(index) && (before.is_alphanumeric() || matches!(before, '.' | ',' | '-')));
    let (last, last_end) = small_number(glyphs, end + 1).filter(|_| fits)?;
    // 2025-29 alone or in brackets.
    let alone = |c: char| matches!(c, '\0' | '(' | ')' | '[' | ']' | '【' | '】');
    let short = last_end - end == 3 && last > year % 100 && alone(before) && alone(glyphs.at(last_end));
    let listed = glyphs.at(end) == '・';
    let follows = last_end - end == 5 && last == year + 1 && glyphs.at(last_end) == '年';
    let is_year = if listed {
        follows
    } else {
        last_end - end == 5 && last > year || glyphs.at(last_end) == '年' || short
    };
    is_year.then_some(Point {
        end,
        year: Some(Year { western: year, kind: YearKind::Bare, era: None }),
        ..Point::default()
    })
}

/// The second point of a period that begins with `first`.
fn second_point(glyphs: &Glyphs, first: &mut Point) -> Option<Point> {
    let at = first.end;
    if glyphs.gap(at) == Gap::Break {
        return None;
    }
    let mark = glyphs.at(at);
    let later = suffix::later_quarter(glyphs, first, at).or_else(|| suffix::later_season(glyphs, first, at));
    if later.is_some() {
        return later;
    }
    let next = match mark {
        '~' | '-' => at + 1,
        '号' if glyphs.starts(at, "号・") => return listed(glyphs, first, at + 2),
        '・' | '、' if first.month.is_none() => return years(glyphs, first, at + 1),
        '・' | '、' => return listed(glyphs, first, at + 1),
        'か' => glyphs.after(at, "から")?,
        _ if mark.is_ascii_digit() && first.day.is_none() => return listed(glyphs, first, at),
        _ => return None,
    };
    // A wave that touches the first time only leaves it open: `R3.1～ 令和3年度にかけて…`.
    if glyphs.gap(next) == Gap::Break || (glyphs.tight(at) && !glyphs.tight(next) && mark != 'か') {
        return None;
    }
    if let Some(mut second) = point::read(glyphs, next) {
        suffix::part(glyphs, &mut second);
        return Some(second);
    }
    (mark != 'か' || first.month.is_none()).then(|| partial(glyphs, first, next)).flatten()
}

/// A second point that leaves out what it shares with the first: `R5.7~11`, `令和7～9年度`.
fn partial(glyphs: &Glyphs, first: &mut Point, index: usize) -> Option<Point> {
    let (value, end) = small_number(glyphs, index)?;
    let mut second = Point { end, ..Point::default() };
    let unit = glyphs.at(end);
    if unit == '年' && glyphs.gap(end) != Gap::Break {
        let year = first.year?;
        let western = if value >= 1000 { value } else { shared_western(year, value)? };
        let fiscal = glyphs.at(end + 1) == '度';
        let kind = if fiscal { YearKind::Fiscal } else { YearKind::Calendar };
        second.year = Some(Year { western, kind, era: year.era });
        second.end = if fiscal { end + 2 } else { end + 1 };
        if year.kind == YearKind::Bare {
            first.year = Some(Year { kind, ..year });
        }
        if !fiscal && first.month.is_some() {
            // 令和5年4月～6年3月
            point::month_behind(glyphs, &mut second);
        }
        suffix::part(glyphs, &mut second);
        return Some(second);
    }
    if let Some(second) = dotted(glyphs, first, value, end) {
        return Some(second);
    }
    let value = u8::try_from(value).ok()?;
    let ends = !glyphs.tight(end) || !(unit.is_ascii_alphanumeric() || matches!(unit, '.' | ',' | '%' | '/'));
    match (first.month, first.day) {
        (Some(_), Some(_)) if unit == '日' => (second.day, second.end) = (Some(value), end + 1),
        (Some(_), None) if (1..=12).contains(&value) && unit == '月' => {
            (second.month, second.end) = (Some(value), end + 1);
        }
        (Some(_), None) if (1..=12).contains(&value) && ends => second.month = Some(value),
        (None, _) if first.year.is_some_and(|year| year.kind == YearKind::Bare) && ends => {
            let year = first.year?;
            second.year = Some(Year { western: shared_western(year, i32::from(value))?, ..year });
        }
        _ => return None,
    }
    suffix::part(glyphs, &mut second);
    Some(second)
}

/// `6.30` behind R7.4.1～: month and day of the same year.
fn month_and_day(glyphs: &Glyphs, first: &Point, value: i32, end: usize) -> Option<Point> {
    first.day.filter(|_| glyphs.at(end) == '.' && glyphs.tight(end) && glyphs.tight(end + 1))?;
    let month = u8::try_from(value).ok().filter(|month| (1..=12).contains(month))?;
    let (day, end) = point::day_number(glyphs, end + 1)?;
    let ends = !glyphs.tight(end) || !matches!(glyphs.at(end), '0'..='9' | '.' | ',' | '%');
    ends.then_some(Point { end, month: Some(month), day: Some(day), ..Point::default() })
}

/// `30.3` behind H29.4～, `6.3.31` behind R5.4.1～: year and month of the era of the first point.
fn dotted(glyphs: &Glyphs, first: &Point, value: i32, end: usize) -> Option<Point> {
    let (year, _) = first.year.zip(first.month)?;
    if let Some(second) = month_and_day(glyphs, first, value, end) {
        return Some(second);
    }
    let era = year.era.filter(|_| glyphs.at(end) == '.' && glyphs.tight(end) && glyphs.tight(end + 1))?;
    let western =
        era.western(value).filter(|western| (year.western..=year.western + 10).contains(western))?;
    let (month, mut end) = point::month_number(glyphs, end + 1)?;
    let mut day = None;
    if first.day.is_some() {
        let found = point::day_number(glyphs, end + 1).filter(|_| glyphs.at(end) == '.')?;
        (day, end) = (Some(found.0), found.1);
    }
    let free = !glyphs.tight(end) || !matches!(glyphs.at(end), '0'..='9' | '.' | ',' | '%');
    let year = Some(Year { western, kind: YearKind::Calendar, era: Some(era) });
    free.then(|| {
        let mut second = Point { end, year, month: Some(month), day, ..Point::default() };
        second.end = glyphs.after(end, "月").filter(|_| day.is_none()).unwrap_or(end);
        suffix::part(glyphs, &mut second);
        second
    })
}

/// `令和6・7年度`: the years between the first and the one with the unit.
fn years(glyphs: &Glyphs, first: &mut Point, index: usize) -> Option<Point> {
    let year = first.year.filter(|year| year.kind == YearKind::Bare)?;
    let (value, end) =
        small_number(glyphs, index).filter(|(value, _)| (*value < 100) == year.era.is_some())?;
    if matches!(glyphs.at(end), '・' | '、') && glyphs.tight(end) {
        // R6・7・8年度
        let next = small_number(glyphs, end + 1).filter(|(next, _)| *next == value + 1);
        return match next {
            Some(_) => years(glyphs, first, end + 1),
            None => next_era(glyphs, year, value, end + 1),
        };
    }
    (glyphs.at(end) == '年').then(|| partial(glyphs, first, index)).flatten()
}

/// `令和2年度` behind 平成30・31・: the year after `value`, named by the era that follows.
fn next_era(glyphs: &Glyphs, year: Year, value: i32, index: usize) -> Option<Point> {
    let second = point::read(glyphs, index)?;
    let western = second.year.filter(|next| second.month.is_none() && next.era.is_some())?.western;
    (year.era?.western(value)? + 1 == western).then_some(second)
}

/// The western year that `value` stands for behind a year of the same era or century.
fn shared_western(year: Year, value: i32) -> Option<i32> {
    match year.era {
        Some(era) => era.western(value),
        None if value < 100 => Some(year.western - year.western.rem_euclid(100) + value),
        None => None,
    }
    .filter(|western| *western > year.western)
}

/// Days and months in a row: `10月8日(土)・9日(日)`, `12月・1月`, `8月9月10月`.
fn listed(glyphs: &Glyphs, first: &Point, index: usize) -> Option<Point> {
    let mut last: Option<Point> = None;
    let (mut at, mut month) = (index, first.month?);
    for _ in 0..12 {
        let (value, end) = number_up_to(glyphs, at, 31)?;
        let unit = glyphs.at(end);
        let mut next = Point { end: end + 1, ..Point::default() };
        if unit == '日' && first.day.is_some() && glyphs.at(end + 1) != '間' {
            next.day = Some(value);
        } else if unit == '月' && first.day.is_none() && first.part.is_none() && value == month % 12 + 1 {
            (next.month, month) = (Some(value), value);
        } else {
            return last;
        }
        suffix::part(glyphs, &mut next);
        // 8月号・9月号
        next.end = if unit == '月' { glyphs.after(next.end, "号").unwrap_or(next.end) } else { next.end };
        last = Some(next);
        let mark = glyphs.at(next.end);
        at = match mark {
            '・' | '、' => next.end + 1,
            _ if mark.is_ascii_digit() && glyphs.tight(next.end) => next.end,
            _ => return last,
        };
        if !glyphs.at(at).is_ascii_digit() {
            return last;
        }
    }
    last
}

/// Gives the second point of a period what it shares with the first.
fn follow(first: &Point, second: &mut Point) {
    if second.month.is_none() && second.year.is_none() {
        // 4月～年度末
        if second.part.is_some() {
            inherit(second, None, Some(first));
            return;
        }
        second.month = first.month;
    }
    if second.year.is_none()
        && let Some(year) = first.year
    {
        let turns = second.month < first.month && year.kind == YearKind::Calendar;
        let western = year.western + second.years_on.unwrap_or(i32::from(turns));
        second.year = Some(Year { western, kind: YearKind::Calendar, era: None });
    }
    if second.month.is_some()
        && second.part.is_none()
        && second.day.is_none()
        && first.part == Some(Part::End)
    {
        // 9月末から12月: only the first is an end.
        second.part = None;
    }
}

//! What stands behind a point of time: its part, its weekday and the words that modify it.

use super::calendar::year_in_fiscal;
use super::point::{self, Part, Point, Year, YearKind};
use super::{Modifier, Within};
use crate::glyphs::{Gap, Glyphs};

/// A weekday in brackets: `(火)`, `（水・祝）`, `㈭`, and the index behind it.
pub(super) fn weekday(glyphs: &Glyphs, index: usize) -> Option<(usize, usize)> {
    const DAYS: [char; 7] = ['日', '月', '火', '水', '木', '金', '土'];
    const MARKS: [char; 7] = ['㈰', '㈪', '㈫', '㈬', '㈭', '㈮', '㈯'];
    if glyphs.gap(index) == Gap::Break {
        return None;
    }
    let first = glyphs.at(index);
    if let Some(day) = MARKS.iter().position(|mark| *mark == first) {
        return Some((day, index + 1));
    }
    let bracketed = first == '(';
    let at = if bracketed { index + 1 } else { index };
    const ENGLISH: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    let english = ENGLISH.iter().enumerate().find_map(|(day, name)| Some((day, glyphs.after(at, name)?)));
    if let Some((day, end)) = english.filter(|(_, end)| bracketed && matches!(glyphs.at(*end), ')' | '.')) {
        return Some((day, glyphs.after(end, ".").unwrap_or(end) + 1));
    }
    let day = DAYS.iter().position(|day| *day == glyphs.at(at))?;
    let mut end = at + 1;
    let named = glyphs.after(end, "曜日").or_else(|| glyphs.after(end, "曜"));
    if !bracketed {
        return named.map(|end| (day, end));
    }
    end = named.unwrap_or(end);
    end = glyphs.after_any(end, &["・祝日", "・祝", "・休"]).unwrap_or(end);
    (glyphs.at(end) == ')').then_some((day, end + 1))
}

/// Passes 末, 秋, 上半期, 第1四半期, a weekday.
pub(super) fn part(glyphs: &Glyphs, point: &mut Point) {
    if point.day.is_some() {
        if let Some((day, end)) = weekday(glyphs, point.end) {
            (point.weekday, point.end) = (Some(day), end);
        }
        return;
    }
    let at = point.end;
    if glyphs.gap(at) == Gap::Break {
        return;
    }
    if let Some(end) = glyphs.after_any(at, &["末日", "末"]) {
        (point.part, point.end) = (Some(Part::End), end);
        return;
    }
    if point.month.is_some() {
        // 7月中旬開催, but not 7月頭数
        if let Some((part, end)) = within(glyphs, at)
            && (glyphs.before(end) == '旬' || !glyphs.tight(end) || !is_kanji(glyphs.at(end)))
        {
            (point.within, point.end) = (Some(part), end);
        }
        return;
    }
    let Some(year) = point.year else { return };
    if let Some((part, end)) = within(glyphs, at)
        && year.kind != YearKind::Bare
        && !matches!(glyphs.at(at), '頭' | '上' | '下' | 'は')
    {
        (point.within, point.end) = (Some(part), end);
        return;
    }
    if let Some((month, end)) = season(glyphs, at) {
        // The spring of a fiscal year begins with it.
        let month = if month == 3 && year.kind != YearKind::Calendar { 4 } else { month };
        if year.kind != YearKind::Bare {
            (point.part, point.end) = (Some(Part::Season(month)), end);
        }
        return;
    }
    let at = glyphs.after(at, "の").unwrap_or(at);
    let Some((month, count, end)) = months(glyphs, at) else { return };
    let last = (month + count + 10) % 12 + 1;
    if glyphs.tight(end)
        && year.kind != YearKind::Calendar
        && let Some(end) = glyphs.after(end, "末")
    {
        let western = year_in_fiscal(year.western, last);
        point.year = Some(Year { western, kind: YearKind::Calendar, era: None });
        (point.month, point.part, point.end) = (Some(last), Some(Part::End), end);
        return;
    }
    if year.kind == YearKind::Calendar {
        // 令和6年上半期 begins with January, and quarters do.
        let first = if count == 3 { month } else { (month + 8) % 12 + 1 };
        if count != 3 {
            (point.part, point.end) = (Some(Part::Months(first, count)), end);
        }
        return;
    }
    (point.part, point.end) = (Some(Part::Months(month, count)), end);
}

/// The word at `index` that says which part of a month or year is meant, and the index behind it.
fn within(glyphs: &Glyphs, index: usize) -> Option<(Within, usize)> {
    let words: [(&[&str], Within); 3] = [
        (&["上旬", "初旬", "初頭", "当初", "初め", "はじめ", "頭"], Within::Start),
        (&["中旬", "半ば", "中頃"], Within::Middle),
        (&["下旬", "終わり", "おわり"], Within::End),
    ];
    words.into_iter().find_map(|(words, part)| Some((part, glyphs.after_any(index, words)?)))
}

/// The first month and number of months of a half or quarter at `index`, and the index behind it.
fn months(glyphs: &Glyphs, index: usize) -> Option<(u8, u8, usize)> {
    let found =
        PARTS.iter().find_map(|(word, month, count)| Some((*month, *count, glyphs.after(index, word)?)));
    // R6後期高齢者医療, 令和6年前期計画: the word goes on. Behind 四半期 every word is another one.
    let quarter = |end: &usize| glyphs.ends(*end, "四半期").is_some();
    found
        .filter(|(.., end)| !glyphs.tight(*end) || quarter(end) || !goes_on(glyphs.at(*end)))
        .or_else(|| first_of_quarters(glyphs, index))
}

/// `第1` of `第1～3四半期`.
fn first_of_quarters(glyphs: &Glyphs, index: usize) -> Option<(u8, u8, usize)> {
    let (quarter, end) = point::number_up_to(glyphs, glyphs.after(index, "第")?, 4)?;
    quarter_at(glyphs, end + 1).filter(|_| matches!(glyphs.at(end), '~' | '-' | '・' | '、'))?;
    Some((first_month(quarter), 3, end))
}

/// `3四半期` and `第3四半期` at an index: the number, and the index behind it.
fn quarter_at(glyphs: &Glyphs, index: usize) -> Option<(u8, usize)> {
    let at = glyphs.after(index, "第").unwrap_or(index);
    let (quarter, end) = point::number_up_to(glyphs, at, 4).filter(|_| glyphs.gap(at) != Gap::Break)?;
    Some((quarter, glyphs.after(end, "四半期").filter(|_| glyphs.tight(end))?))
}

fn first_month(quarter: u8) -> u8 {
    if quarter == 4 { 1 } else { quarter * 3 + 1 }
}

/// The later quarter of `第1～3四半期`, whose first one ends at `index`.
pub(super) fn later_quarter(glyphs: &Glyphs, first: &Point, index: usize) -> Option<Point> {
    let listed = matches!(glyphs.at(index), '~' | '-' | '・' | '、') && glyphs.tight(index);
    let Some(Part::Months(_, 3)) = first.part else { return None };
    let (quarter, end) = quarter_at(glyphs, index + 1).filter(|_| listed)?;
    Some(Point { end, part: Some(Part::Months(first_month(quarter), 3)), ..Point::default() })
}

/// `～秋頃` behind `令和7年夏頃`, whose first season ends at `index`.
pub(super) fn later_season(glyphs: &Glyphs, first: &Point, index: usize) -> Option<Point> {
    let (Some(year), Some(Part::Season(begins))) = (first.year, first.part) else { return None };
    let at = glyphs.after_any(index, &["頃", "ごろ"]).unwrap_or(index);
    let wave = matches!(glyphs.at(at), '~' | '-') && glyphs.tight(at);
    let (month, end) = season(glyphs, at + 1).filter(|_| wave && glyphs.gap(at + 1) != Gap::Break)?;
    let western = year.western + i32::from(month <= begins);
    Some(Point {
        end,
        year: Some(Year { western, ..year }),
        part: Some(Part::Season(month)),
        ..Point::default()
    })
}

/// A half or quarter without its year: `上半期`, `第1四半期末`.
pub(super) fn part_of_the_year(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let (month, count, end) = months(glyphs, index)?;
    let last = (month + count + 10) % 12 + 1;
    let point = Point { end, part: Some(Part::Months(month, count)), ..Point::default() };
    let closes = glyphs.after(end, "末").filter(|_| glyphs.tight(end));
    Some(closes.map_or(point, |end| Point { end, month: Some(last), part: Some(Part::End), ..point }))
}

/// Halves and quarters: their first months in a fiscal year, and how many months they have.
const PARTS: &[(&str, u8, u8)] = &[
    ("上半期", 4, 6),
    ("下半期", 10, 6),
    ("上期", 4, 6),
    ("下期", 10, 6),
    ("前期", 4, 6),
    ("後期", 10, 6),
    ("前半", 4, 6),
    ("後半", 10, 6),
    ("第1四半期", 4, 3),
    ("第2四半期", 7, 3),
    ("第3四半期", 10, 3),
    ("第4四半期", 1, 3),
    ("第一四半期", 4, 3),
    ("第二四半期", 7, 3),
    ("第三四半期", 10, 3),
    ("第四四半期", 1, 3),
    ("第1Q", 4, 3),
    ("第2Q", 7, 3),
    ("第3Q", 10, 3),
    ("第4Q", 1, 3),
    ("1Q", 4, 3),
    ("2Q", 7, 3),
    ("3Q", 10, 3),
    ("4Q", 1, 3),
];

/// Kanji behind a half that make another word of it; 末, 中 and the like do not.
fn goes_on(c: char) -> bool {
    is_kanji(c) && !matches!(c, '末' | '中' | '実' | '目' | '分' | '以' | '時' | '現' | '迄' | '頃')
}

/// The first month of a season at `index`, and the index behind it: 秋 and 秋季, but not 秋田.
pub(super) fn season(glyphs: &Glyphs, index: usize) -> Option<(u8, usize)> {
    let (month, end) = [("春", 3), ("夏", 6), ("秋", 9), ("冬", 12)]
        .iter()
        .find_map(|(word, month)| Some((*month, glyphs.after(index, word)?)))?;
    let end = glyphs.after_any(end, &["季", "期"]).unwrap_or(end);
    let next = glyphs.at(end);
    let word = glyphs.tight(end)
        && is_kanji(next)
        && !matches!(next, '頃' | '以' | '迄' | '中' | '実' | '開' | '予');
    (!word).then_some((month, end))
}

/// The word behind a time that modifies it, and the index behind that word.
pub(super) fn modifier(glyphs: &Glyphs, index: usize) -> Option<(Modifier, usize)> {
    if glyphs.gap(index) == Gap::Break {
        return None;
    }
    let words: [(&[&str], Modifier); 6] = [
        (
            &["照会時点", "調査時点", "集計時点", "公表時点", "策定時点", "末時点", "時点", "末現在", "現在"],
            Modifier::AsOf,
        ),
        (&["末まで", "までに", "まで", "迄", "以前"], Modifier::Until),
        (&["以降", "以後", "以来", "から", "より"], Modifier::Since),
        (&["推計", "見込"], Modifier::Estimate),
        (&["中に", "中の", "中", "内に", "内"], Modifier::During),
        (&["頃", "ごろ", "前後", "近く"], Modifier::About),
    ];
    for (words, modifier) in words {
        let Some(end) = glyphs.after_any(index, words) else { continue };
        // 中 and 内 begin many words: 令和5年度中間評価, R5内容.
        if modifier == Modifier::During {
            let word_end = index + 1;
            let next = glyphs.at(word_end);
            let word = is_kanji(next) && begins_a_word(glyphs.at(index), next);
            return (!glyphs.tight(word_end) || !word).then_some((modifier, word_end));
        }
        return Some((modifier, if glyphs.before(end) == 'に' { end - 1 } else { end }));
    }
    if glyphs.at(index) == '~' && glyphs.tight(index) {
        return Some((Modifier::Since, index + 1));
    }
    None
}

/// 中間, 中学, 内容, 内示: the mark begins another word; 年度内完了 ends with it.
fn begins_a_word(mark: char, next: char) -> bool {
    let words = match mark {
        '中' => "間心央期学止核小国頃盤堅立華級型断途身枢南北部東西庭腹世略長高等山海",
        _ => "容部閣示定訳外科装線規覧因水政勢陸需閣海服航諾",
    };
    words.contains(next)
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

//! What stands behind a point of time: its part, its weekday and the words that modify it.

use super::Modifier;
use super::point::{Part, Point, YearKind};
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
        point.end = glyphs.after_any(at, &["上旬", "中旬", "下旬", "初旬"]).unwrap_or(at);
        return;
    }
    let Some(year) = point.year else { return };
    if year.kind == YearKind::Calendar {
        let season = [("春", 3), ("夏", 6), ("秋", 9), ("冬", 12)];
        if let Some((month, end)) =
            season.iter().find_map(|(word, month)| Some((*month, glyphs.after(at, word)?)))
        {
            (point.part, point.end) = (Some(Part::Season(month)), end);
        }
        return;
    }
    let at = glyphs.after(at, "の").unwrap_or(at);
    let parts = [
        ("上半期", 4, 6),
        ("下半期", 10, 6),
        ("上期", 4, 6),
        ("下期", 10, 6),
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
    ];
    let found = parts.iter().find_map(|(word, month, count)| Some((*month, *count, glyphs.after(at, word)?)));
    if let Some((month, count, end)) = found {
        (point.part, point.end) = (Some(Part::Months(month, count)), end);
    }
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
        (&["以降", "以後", "から", "より"], Modifier::Since),
        (&["推計", "見込"], Modifier::Estimate),
        (&["中に", "中の", "中", "内に", "内"], Modifier::During),
        (&["頃", "ごろ"], Modifier::About),
    ];
    for (words, modifier) in words {
        let Some(end) = glyphs.after_any(index, words) else { continue };
        // 中 and 内 begin many words: 令和5年度中間評価, R5内容.
        if modifier == Modifier::During {
            let word_end = index + 1;
            let next = glyphs.at(word_end);
            let ends = !glyphs.tight(word_end) || !is_kanji(next);
            return ends.then_some((modifier, word_end));
        }
        return Some((modifier, if glyphs.before(end) == 'に' { end - 1 } else { end }));
    }
    if glyphs.at(index) == '~' && glyphs.tight(index) {
        return Some((Modifier::Since, index + 1));
    }
    None
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

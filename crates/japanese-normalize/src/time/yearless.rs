//! Times that take their year from another one: `年度末`, `第2四半期`, `翌年3月`.

use super::point::{self, Part, Point};
use super::{Within, suffix};
use crate::glyphs::{Gap, Glyphs};

/// Reads a part of a fiscal year, or a month of the same or the next year.
pub(super) fn read(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let before = glyphs.before(index);
    let touches = glyphs.tight(index) && (is_kanji(before) || before.is_ascii_alphanumeric());
    match glyphs.at(index) {
        '同' | '翌' => related(glyphs, index),
        // 毎年度末, 前年度上半期 and 第2期第1四半期 are other years, or many.
        _ if touches => None,
        '年' => end_of_the_year(glyphs, index),
        _ => suffix::part_of_the_year(glyphs, index),
    }
}

/// `年度末`, `年度内`, `年度当初`.
fn end_of_the_year(glyphs: &Glyphs, index: usize) -> Option<Point> {
    if let Some(end) = glyphs.after_any(index, &["年度末日", "年度末"]) {
        return Some(Point { end, part: Some(Part::End), ..Point::default() });
    }
    if let Some(end) = glyphs.after_any(index, &["年度当初", "年度初め", "年度はじめ", "年度初頭"])
    {
        let within = Some(Within::Start);
        return Some(Point { end, part: Some(Part::Whole), within, ..Point::default() });
    }
    let end = glyphs.after(index, "年度").filter(|end| glyphs.at(*end) == '内' && glyphs.tight(*end))?;
    suffix::modifier(glyphs, end)?;
    Some(Point { end, part: Some(Part::Whole), ..Point::default() })
}

/// `同年10月`, `翌年3月31日`, `翌3月`.
fn related(glyphs: &Glyphs, index: usize) -> Option<Point> {
    let words = [("同年", 0), ("翌年", 1), ("翌", 1)];
    let (end, years) =
        words.into_iter().find_map(|(word, years)| Some((glyphs.after(index, word)?, years)))?;
    if glyphs.gap(end) == Gap::Break {
        return None;
    }
    let point = point::month_day(glyphs, end)?;
    Some(Point { years_on: Some(years), ..point })
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

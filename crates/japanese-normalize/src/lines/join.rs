//! Lines and parts of lines to paragraphs.

use super::split::starts;
use super::{Line, Marker, Paragraph, marker};
use crate::text::normal_form;
use crate::text::spaces::{is_blank, is_japanese};

/// The paragraphs of a cell, from its lines.
///
/// A line that begins with a mark, or before which the source breaks, begins a paragraph; so does a heading (○,
/// 【…】), a bullet (`・` behind a blank), a note (※), a date of a run of dated entries and a mark of a list within a
/// line. Any other line goes on with the one above: Japanese without a blank, Latin words with one.
///
/// ```
/// use japanese_normalize::{Line, Marker, paragraphs};
/// let found = paragraphs(&[
///     Line { text: "○研修の実施 ・市町職員を対象とした研", breaks: true },
///     Line { text: "修会を開催(8回)", breaks: false },
/// ]);
/// assert_eq!(found[0].marker, Marker::Heading);
/// assert_eq!(found[1].text, "・市町職員を対象とした研修会を開催(8回)");
/// ```
pub fn paragraphs(lines: &[Line<'_>]) -> Vec<Paragraph> {
    let mut open: Vec<(Marker, String)> = Vec::new();
    for line in lines {
        for (index, part) in parts(line.text).into_iter().enumerate() {
            let (marker, _) = marker::read(part);
            let begins = index > 0 || line.breaks || marker != Marker::None;
            match open.last_mut() {
                Some((_, text)) if !begins => join(text, part),
                _ => open.push((marker, part.to_owned())),
            }
        }
    }
    open.into_iter()
        .map(|(marker, text)| Paragraph { marker, text: normal_form(&text) })
        .filter(|paragraph| !paragraph.text.is_empty())
        .collect()
}

/// The paragraphs that begin in one line, without blanks around them.
fn parts(line: &str) -> Vec<&str> {
    let line = line.trim_matches(is_blank);
    let starts = starts(line);
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| line.get(*start..end))
        .map(|part| part.trim_matches(is_blank))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Appends a line that goes on with the text above.
fn join(text: &mut String, line: &str) {
    let before = text.chars().next_back();
    let after = line.chars().next();
    let latin = |c: Option<char>| c.is_some_and(|c| !is_japanese(c) && !is_blank(c));
    let closes = before.is_some_and(|c| matches!(c, '-' | '/' | '(' | '['))
        || after.is_some_and(|c| matches!(c, ')' | ']' | ',' | '.' | '%'));
    if latin(before) && latin(after) && !closes {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[(&str, bool)]) -> Vec<String> {
        let lines: Vec<_> = lines.iter().map(|(text, breaks)| Line { text, breaks: *breaks }).collect();
        paragraphs(&lines).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn marks_within_a_line_begin_paragraphs() {
        assert_eq!(
            texts(&[(
                "○「防災みえ.jp」による提供 ・ホームページで英語、韓国・朝鮮語により提供 ○消防学校",
                true
            )]),
            ["○「防災みえ.jp」による提供", "・ホームページで英語、韓国・朝鮮語により提供", "○消防学校"]
        );
        assert_eq!(
            texts(&[("【電子申請】 R2.8-9 オンライン申請見直し R2.10 県独自の行政手続", true)]),
            ["【電子申請】", "R2.8-9 オンライン申請見直し", "R2.10 県独自の行政手続"]
        );
        assert_eq!(
            texts(&[("1) 県教委は、ICT 支援員を配置する。 2) 県教委は機器を整備する。", true)]),
            ["1) 県教委は、ICT 支援員を配置する。", "2) 県教委は機器を整備する。"]
        );
    }

    #[test]
    fn words_are_not_cut() {
        for text in [
            "A 県立学校の環境整備・市町教委との情報共有",
            "・オンライン海外交流の実施 (15校 32名の生徒が参加(12月・1月実施))",
            "SNS (LINE)を活用する。 R6 から LINE による相談受付を実施している。",
        ] {
            assert_eq!(texts(&[(text, true)]).len(), 1, "{text}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        assert_eq!(
            texts(&[("Public dots", true), ("and Company による", false), ("研修", false)]),
            ["Public dots and Company による研修"]
        );
    }
}

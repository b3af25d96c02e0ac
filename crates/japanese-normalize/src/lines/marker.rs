//! The mark with which a text begins.

use super::Marker;
use crate::quantity::is_mark;
use crate::text::spaces::is_blank;

/// The mark at the start of a text and its length in bytes.
pub(super) fn read(text: &str) -> (Marker, usize) {
    let Some(first) = text.chars().next() else { return (Marker::None, 0) };
    let length = first.len_utf8();
    let rest = text.get(length..).unwrap_or_default();
    match first {
        '○' | '●' | '◎' | '◯' | '〇' | '■' | '□' | '◆' | '◇' | '★' | '☆' | '▼' | '▽' | '▶' | '►' | '❖'
            if heads(rest) =>
        {
            (Marker::Heading, length)
        }
        '【' if rest.contains('】') => (Marker::Heading, length),
        '※' => (Marker::Note, length),
        '・' | '･' | '▪' | '•' | '●' | '➢' | '✓' | '➤' | '⚫' | '∙' => {
            (Marker::Bullet, length)
        }
        '-' | '－' | '‐' | '–' | '―' | '−' | '*' | '＊'
            if rest.starts_with(is_blank) || starts_japanese(rest) =>
        {
            (Marker::Bullet, length)
        }
        _ if is_mark(first) => (Marker::Circled(first), length),
        _ if crate::time::leading_time(dated_head(text)).is_some_and(|time| is_dated(text, &time)) => {
            (Marker::Dated, 0)
        }
        _ => numbered(text).map_or((Marker::None, 0), |(mark, length)| (Marker::Numbered(mark), length)),
    }
}

/// 〇 may be a numeral and ○ a blank to fill in: a heading has text behind it.
fn heads(rest: &str) -> bool {
    rest.trim_start().chars().next().is_some_and(|c| {
        !matches!(c, '○' | '●' | '〇' | '◎' | '/' | '／' | '、' | '。' | ')' | '）' | '年' | '月')
    })
}

fn starts_japanese(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| crate::text::spaces::is_japanese(c) && !matches!(c, '０'..='９'))
}

fn dated_head(text: &str) -> &str {
    let begins = text.starts_with(['R', 'Ｒ', 'H', 'Ｈ']);
    if begins { text.get(..text.ceil_char_boundary(60)).unwrap_or(text) } else { "" }
}

/// `R2.10 県独自の…`: the date, a blank or the end, and no particle that makes it part of a sentence.
pub(super) fn is_dated(text: &str, time: &crate::time::Time) -> bool {
    if time.range.start != 0 || time.from.is_none() {
        return false;
    }
    let rest = text.get(time.range.end..).unwrap_or_default();
    let dotted = time.precision != crate::time::Precision::FiscalYear
        || time.modifier == Some(crate::time::Modifier::Period);
    dotted && rest.chars().next().is_none_or(|c| is_blank(c) || c == '：' || c == ':' || c == '　')
}

/// `1.`, `(1)`, `1)`, `（ア）`, `ア`, `a)`: the mark without its brackets, and its length.
pub(super) fn numbered(text: &str) -> Option<(String, usize)> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let open = matches!(first, '(' | '（');
    let mut mark = String::new();
    let mut end = 0;
    if !open {
        mark.push(fold(first)?);
    }
    for (at, c) in chars {
        let closes = matches!(c, ')' | '）') || (!open && matches!(c, '.' | '．' | '、' | '：'));
        if closes && !mark.is_empty() {
            end = at + c.len_utf8();
            break;
        }
        mark.push(fold(c).filter(|_| mark.len() < 4)?);
    }
    let rest = text.get(end..)?;
    let point = text.get(..end)?.ends_with(['.', '．']);
    let fits = end > 0
        && is_one_kind(&mark)
        // 1.5 and 3.11 are numbers; `1、2` a list of numbers.
        && !(point && rest.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)))
        && (!text.get(..end)?.ends_with('、') || mark.chars().all(|c| c.is_ascii_digit()));
    fits.then_some((mark, end))
}

fn fold(c: char) -> Option<char> {
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' | 'ア'..='ン' | 'ｱ'..='ﾝ' | 'ⅰ'..='ⅹ' | 'Ⅰ'..='Ⅻ' => {
            Some(c)
        }
        '０'..='９' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => char::from_u32(c as u32 - 0xfee0),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => Some(c),
        _ => None,
    }
}

fn is_one_kind(mark: &str) -> bool {
    let digits = mark.chars().all(|c| c.is_ascii_digit());
    (digits && mark.len() <= 2) || mark.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart() {
        assert_eq!(read("○AIを活用した").0, Marker::Heading);
        assert_eq!(read("【電子申請】 R2.8").0, Marker::Heading);
        assert_eq!(read("・県民に").0, Marker::Bullet);
        assert_eq!(read("①病気療養中").0, Marker::Circled('①'));
        assert_eq!(read("※地域機関").0, Marker::Note);
        assert_eq!(read("（１）教育").0, Marker::Numbered("1".into()));
        assert_eq!(read("1. 「動画で").0, Marker::Numbered("1".into()));
        assert_eq!(read("1) 県教委は").0, Marker::Numbered("1".into()));
        assert_eq!(read("R2.8-9 オンライン").0, Marker::Dated);
        assert_eq!(read("R元.9 AI機能").0, Marker::Dated);
        for text in ["1.5倍", "R6 から LINE", "令和3年度からAI", "(主な活用例)", "3,375 千件", "-5%"]
        {
            assert_eq!(read(text).0, Marker::None, "{text}");
        }
    }
}

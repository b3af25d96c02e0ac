//! Title, publisher and year of a document, from its first and last lines.

use document_model::{Block, Diagnostic, Layout, Prose};
use japanese_normalize as japanese;

use super::headings::read_heading;
use super::publisher::{names_publisher_alone, publisher};
use crate::records::DocumentRecord;
use crate::roles::vocabulary::Vocabulary;

/// Lines at the head of a document that may print its title and date.
const FRONT_LINES: usize = 24;

/// Lines at its end that may print date and publisher.
const BACK_LINES: usize = 12;

/// Characters that a title has at most.
const LONGEST_TITLE: usize = 90;

/// Fills title, publisher, fiscal year and date of the record from the text.
pub fn describe_document(
    layout: &Layout,
    vocabulary: &Vocabulary,
    record: &mut DocumentRecord,
) -> Vec<Diagnostic> {
    let prose: Vec<&Prose> = layout
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Prose(prose) if !prose.furniture => Some(prose),
            _ => None,
        })
        .collect();
    let front = front_lines(layout);
    // What is printed comes before what the file says of itself.
    let printed = printed_title(&front, vocabulary);
    record.title = printed.or(record.title.take());
    record.published = published(&prose);
    let mut diagnostics = Vec::new();
    let back: Vec<&Prose> = prose.iter().rev().take(BACK_LINES).copied().collect();
    record.publisher = publisher(layout, front.iter().chain(&back).copied(), &mut diagnostics);
    record.fiscal_year = fiscal_year(&front, record);
    diagnostics
}

/// Lines that a title has at most.
const TITLE_LINES: usize = 3;

/// The first line that is a title, with the lines in which it goes on.
fn printed_title(front: &[&Prose], vocabulary: &Vocabulary) -> Option<String> {
    let of = |line: &Prose| title_of(&line.line.text, vocabulary);
    let first = front.iter().position(|line| of(line).is_some())?;
    let mut title = of(front.get(first)?)?;
    for pair in front.get(first..)?.windows(2).take(TITLE_LINES - 1) {
        let [line, next] = pair else { break };
        let Some(rest) = of(next).filter(|_| is_open(&title) && stands_below(line, next)) else { break };
        if title.chars().count() + rest.chars().count() > LONGEST_TITLE {
            break;
        }
        title = japanese::normal_form(&format!("{title}{rest}"));
    }
    Some(title)
}

/// Does a title go on after this line? It ends with a word that needs another, or inside a bracket.
fn is_open(title: &str) -> bool {
    let ends = [
        "の",
        "と",
        "に",
        "を",
        "や",
        "は",
        "が",
        "へ",
        "で",
        "・",
        "、",
        "及び",
        "並びに",
        "又は",
        "おける",
        "関する",
        "による",
        "向けた",
    ];
    let count = |marks: [char; 2]| title.chars().filter(|character| marks.contains(character)).count();
    ends.iter().any(|end| title.ends_with(end)) || count(['（', '(']) > count(['）', ')'])
}

/// Difference in height between the lines of one title, and widest gap between them: heights of a line.
const SAME_SIZE: f64 = 0.1;
const NEXT_LINE: f64 = 1.5;

/// Is the second line printed right below the first one, in the same size?
fn stands_below(line: &Prose, next: &Prose) -> bool {
    let (Some(one), Some(other)) = (line.line.bbox, next.line.bbox) else { return false };
    let (height, gap) = (one.height(), other.y0 - one.y1);
    line.place.page == next.place.page
        && (other.height() - height).abs() <= SAME_SIZE * height
        && (-0.5 * height..=NEXT_LINE * height).contains(&gap)
}

/// Is it the number of a letter or an act (`医政地発1121第1号`)?
fn is_document_number(line: &str) -> bool {
    let Some(number) = line.strip_suffix('号').and_then(|before| Some(before.rsplit_once('第')?.1)) else {
        return false;
    };
    !number.is_empty() && number.chars().all(|character| character.is_numeric() || character == '-')
}

/// The lines before the first table, at most so many.
fn front_lines(layout: &Layout) -> Vec<&Prose> {
    let before_table = layout.blocks.iter().take_while(|block| matches!(block, Block::Prose(_)));
    before_table
        .filter_map(|block| match block {
            Block::Prose(prose) if !prose.furniture => Some(prose),
            _ => None,
        })
        .take(FRONT_LINES)
        .collect()
}

/// A line as a title: without the labels of the paper (【資料2-3】, （参考資料）, 別紙1).
#[must_use]
pub fn title_of(line: &str, vocabulary: &Vocabulary) -> Option<String> {
    let normal = japanese::normal_form(line);
    let bare = strip_paper_labels(&normal);
    let characters = bare.chars().count();
    let bullets = ['・', '○', '●', '※', '■', '◎', '①', '-', '◆'];
    if !(3..=LONGEST_TITLE).contains(&characters) || bare.contains('。') || bare.starts_with(bullets) {
        return None;
    }
    let caption =
        bare.starts_with('【') && bare.ends_with('】') || bare.starts_with('[') && bare.ends_with(']');
    // 進捗：◎計画を上回る ○計画どおり: what marks mean.
    let legend = bare.matches([':', '：']).count() > 1
        || bare.chars().filter(|character| "◎○△×●▲".contains(*character)).count() > 1;
    let dated = japanese::leading_time(bare).is_some_and(|time| time.range.end == bare.len());
    let contents = matches!(japanese::fold(bare).as_str(), "目次" | "もくじ" | "CONTENTS");
    // The normal form closes the blank that sets a number off.
    let printed = strip_paper_labels(line);
    let heading = || read_heading(bare, vocabulary).is_some() || read_heading(printed, vocabulary).is_some();
    if caption
        || legend
        || dated
        || contents
        || is_document_number(bare)
        || names_publisher_alone(bare)
        || heading()
    {
        return None;
    }
    Some(bare.to_owned())
}

/// The text after `【資料2-3】`, `（参考資料）`, `別紙1`, `資料1`.
#[must_use]
pub fn strip_paper_labels(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let before = rest;
        for (open, close) in [('【', '】'), ('（', '）'), ('(', ')'), ('[', ']'), ('〔', '〕')] {
            if rest.starts_with(open)
                && let Some(end) = rest.find(close)
            {
                let inside = rest.get(open.len_utf8()..end).unwrap_or_default();
                if is_paper_label(inside) {
                    rest = rest.get(end + close.len_utf8()..).unwrap_or_default().trim();
                }
            }
        }
        for word in ["資料", "別紙", "別添", "別表", "参考資料"] {
            if let Some(after) = rest.strip_prefix(word) {
                let digits = after
                    .find(|character: char| {
                        !(character.is_numeric() || matches!(character, '-' | '－' | '‐'))
                    })
                    .unwrap_or(after.len());
                if digits > 0
                    && after
                        .get(digits..)
                        .is_some_and(|tail| tail.is_empty() || tail.starts_with([' ', '\u{3000}']))
                {
                    rest = after.get(digits..).unwrap_or_default().trim();
                }
            }
        }
        if rest == before {
            return rest;
        }
    }
}

fn is_paper_label(inside: &str) -> bool {
    let words = ["資料", "別紙", "別添", "別冊", "別表", "参考", "様式", "取扱注意", "案"];
    inside.chars().count() <= 12 && words.iter().any(|word| inside.contains(word))
}

/// A line that is a date alone, at the front or the back.
fn published(prose: &[&Prose]) -> Option<String> {
    let front = prose.iter().take(FRONT_LINES * 2);
    let back = prose.iter().rev().take(BACK_LINES);
    front.chain(back).find_map(|line| {
        let text = line.line.text.trim();
        let time = japanese::leading_time(text)?;
        let rest = text.get(time.range.end..)?.trim();
        let alone =
            matches!(rest, "" | "策定" | "改定" | "改訂" | "公表" | "発行" | "作成" | "現在" | "時点");
        let fine = matches!(time.precision, japanese::Precision::Day | japanese::Precision::Month);
        (alone && fine && !text.contains(['～', '〜', '~']))
            .then(|| time.from.map(|date| date.to_string()))?
    })
}

/// The year in the title or the lines after it, else that of publication.
fn fiscal_year(front: &[&Prose], record: &DocumentRecord) -> Option<i32> {
    let title = record.title.as_deref().and_then(first_year);
    title
        .or_else(|| front.iter().take(8).find_map(|line| first_year(&line.line.text)))
        .or_else(|| record.published.as_deref().and_then(year_of_date))
}

/// The first year that a line names: `令和5年度…`, `(2025~2027)`.
fn first_year(text: &str) -> Option<i32> {
    if let Some(year) = japanese::fiscal_year(text) {
        return Some(year);
    }
    let named = japanese::times(text)
        .into_iter()
        .find_map(|time| time.fiscal_year.or_else(|| time.from.map(|date| date.year)));
    named.or_else(|| {
        let digits: String = japanese::fold(text)
            .chars()
            .map(|character| if character.is_ascii_digit() { character } else { ' ' })
            .collect();
        let years = digits
            .split_whitespace()
            .filter(|piece| piece.len() == 4)
            .filter_map(|piece| piece.parse::<i32>().ok());
        years.into_iter().find(|year| (1990..=2100).contains(year))
    })
}

/// The fiscal year of an ISO date or year-month.
fn year_of_date(date: &str) -> Option<i32> {
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: u32 = parts.next().and_then(|month| month.parse().ok()).unwrap_or(4);
    Some(if month < 4 { year - 1 } else { year })
}

#[cfg(test)]
mod tests {
    use document_model::{CellLine, PageNumber, Place, Rect, Room, SourceRange};

    use super::*;

    /// A line of that height whose top lies there.
    fn line(text: &str, top: f64, height: f64) -> Prose {
        let bbox = Some(Rect::new(100.0, top, 300.0, top + height));
        Prose {
            place: Place { page: PageNumber(1), bbox, line: None, column: None },
            line: CellLine {
                text: text.to_owned(),
                range: SourceRange::new(0, text.len()),
                more: Vec::new(),
                bbox,
                breaks: false,
                room: Room::Enough,
            },
            furniture: false,
            after_blank: false,
            before_blank: false,
        }
    }

    fn title(lines: &[Prose]) -> Option<String> {
        printed_title(&lines.iter().collect::<Vec<_>>(), &Vocabulary::builtin())
    }

    #[test]
    fn a_title_goes_on_in_the_next_line() {
        let cover = [line("ゼロトラスト網を実現するための", 100.0, 20.0), line("基盤整備計画", 130.0, 20.0)];
        assert_eq!(title(&cover).as_deref(), Some("ゼロトラスト網を実現するための基盤整備計画"));
        let bracket = [line("行動計画（令和7年度から", 100.0, 20.0), line("令和9年度まで）", 125.0, 20.0)];
        assert_eq!(title(&bracket).as_deref(), Some("行動計画（令和7年度から令和9年度まで）"));
    }

    #[test]
    fn a_title_ends_where_it_says_so() {
        let whole = [line("第2期デジタル推進計画", 100.0, 20.0), line("概要版", 130.0, 20.0)];
        assert_eq!(title(&whole).as_deref(), Some("第2期デジタル推進計画"));
        let smaller = [line("未来のための", 100.0, 20.0), line("はじめに一言", 130.0, 10.0)];
        assert_eq!(title(&smaller).as_deref(), Some("未来のための"));
        let far = [line("未来のための", 100.0, 20.0), line("はじめに一言", 190.0, 20.0)];
        assert_eq!(title(&far).as_deref(), Some("未来のための"));
    }

    #[test]
    fn numbers_of_letters_are_no_titles() {
        let letter = [line("医政地発1121第1号", 100.0, 10.0), line("指定医療機関の一覧", 130.0, 10.0)];
        assert_eq!(title(&letter).as_deref(), Some("指定医療機関の一覧"));
        assert!(title(&[line("第3回審議会資料の第2号様式", 100.0, 10.0)]).is_some());
    }
}

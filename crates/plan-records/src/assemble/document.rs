//! Title, publisher and year of a document, from its first and last lines.

use std::collections::BTreeMap;

use document_model::{Block, Diagnostic, Layout, Prose, Severity};
use japanese_normalize as japanese;

use super::headings::read_heading;
use crate::records::{DocumentRecord, Publisher};
use crate::roles::vocabulary::Vocabulary;

/// Lines at the head of a document that may print its title and date.
const FRONT_LINES: usize = 24;

/// Lines at its end that may print date and publisher.
const BACK_LINES: usize = 12;

/// Share of all mentions of prefectures from which on the most frequent one is the publisher.
const PUBLISHER_SHARE: f64 = 0.6;

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
    record.title = front.iter().find_map(|line| title_of(&line.line.text, vocabulary));
    record.published = published(&prose);
    let mut diagnostics = Vec::new();
    record.publisher = publisher(layout, &prose, &front, &mut diagnostics);
    record.fiscal_year = fiscal_year(&front, record);
    diagnostics
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
    let dated = japanese::leading_time(bare).is_some_and(|time| time.range.end == bare.len());
    let contents = matches!(japanese::fold(bare).as_str(), "目次" | "もくじ" | "CONTENTS");
    if caption || dated || contents || read_heading(bare, vocabulary).is_some() {
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

/// The publisher: printed at the front or the back, else the prefecture that the text speaks of.
fn publisher(
    layout: &Layout,
    prose: &[&Prose],
    front: &[&Prose],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Publisher> {
    let back: Vec<&Prose> = prose.iter().rev().take(BACK_LINES).copied().collect();
    for line in front.iter().chain(&back) {
        let text = line.line.text.trim();
        let first = japanese::publishers(text).into_iter().find(|(range, _)| range.start == 0);
        let first = first.and_then(|(range, publisher)| publisher_of_line(text, range, publisher));
        if let Some((range, publisher)) = first
            && text.chars().count() <= 24
            && !text
                .get(range.end..)
                .unwrap_or_default()
                .starts_with(['の', 'に', 'が', 'は', 'を', 'で', '版'])
        {
            return Some(Publisher { name: publisher.name, code: publisher.code });
        }
    }
    let (publisher, mentions, total) = most_mentioned(layout)?;
    let share = f64::from(mentions) / f64::from(total.max(1));
    if mentions < 2 || share < PUBLISHER_SHARE {
        return None;
    }
    let name = &publisher.name;
    let ja = format!(
        "団体名の印字がないため、本文に最も多く現れる「{name}」（都道府県名{total}回中{mentions}回）を団体としました"
    );
    let en = format!(
        "no publisher is printed; {name} is taken, which {mentions} of {total} mentions of prefectures in the text name"
    );
    diagnostics.push(Diagnostic::new(Severity::Info, "publisher-inferred", ja, en));
    Some(publisher)
}

/// The publisher that a line begins with. Of an address, `宮城県仙台市青葉区本町`, it is the prefecture.
fn publisher_of_line(
    text: &str,
    range: std::ops::Range<usize>,
    publisher: japanese::Publisher,
) -> Option<(std::ops::Range<usize>, japanese::Publisher)> {
    if is_prefecture(publisher.code.as_deref()) {
        return Some((range, publisher));
    }
    let rest = text.get(range.end..).unwrap_or_default().trim();
    let names_a_plan =
        ["計画", "プラン", "ビジョン", "戦略", "方針", "構想"].iter().any(|word| rest.contains(word));
    if publisher.code.is_some()
        && (rest.is_empty() || names_a_plan || !japanese::departments(rest).is_empty())
    {
        return Some((range, publisher));
    }
    let prefecture = publisher.prefecture?;
    japanese::publishers(&prefecture).into_iter().next().filter(|_| text.starts_with(&prefecture))
}

/// Ministries have no code, and the codes of prefectures end in three zeros before the check digit.
fn is_prefecture(code: Option<&str>) -> bool {
    code.is_none_or(|code| code.get(2..5) == Some("000"))
}

fn most_mentioned(layout: &Layout) -> Option<(Publisher, u32, u32)> {
    let mut counts: BTreeMap<String, (Option<String>, u32)> = BTreeMap::new();
    let mut count = |text: &str| {
        for (range, publisher) in japanese::publishers(text) {
            // Municipalities are named as places: only the prefecture printed before one says who publishes.
            let publisher = match publisher.prefecture {
                Some(prefecture) if text.get(range).is_some_and(|text| text.starts_with(&prefecture)) => {
                    let own = japanese::publishers(&prefecture).into_iter().next();
                    own.map_or(Publisher { name: prefecture, code: None }, |(_, own)| Publisher {
                        name: own.name,
                        code: own.code,
                    })
                }
                _ => Publisher { name: publisher.name, code: publisher.code },
            };
            if !is_prefecture(publisher.code.as_deref()) {
                continue;
            }
            let entry = counts.entry(publisher.name).or_insert((publisher.code, 0));
            entry.1 += u32::from(entry.0.is_some());
        }
    };
    for block in &layout.blocks {
        match block {
            Block::Prose(prose) => count(&prose.line.text),
            Block::Table(table) => {
                let lines = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
                lines.for_each(|line| count(&line.text));
            }
        }
    }
    let total = counts.values().map(|(_, count)| count).sum();
    let (name, (code, mentions)) =
        counts.into_iter().filter(|(_, (_, count))| *count > 0).max_by_key(|(_, (_, count))| *count)?;
    Some((Publisher { name, code }, mentions, total))
}

//! Who publishes a document.

use std::collections::BTreeMap;
use std::ops::Range;

use document_model::{Block, Diagnostic, Layout, Prose, Severity};
use japanese_normalize as japanese;

use crate::records::Publisher;

/// Share of all mentions of prefectures, or of municipalities, from which on the most frequent one is the publisher.
const PUBLISHER_SHARE: f64 = 0.6;

/// Characters that a line has at most which names the publisher.
const LONGEST_LINE: usize = 24;

/// Characters that it has at most where it goes on with the name of a plan.
const LONGEST_TITLE: usize = 48;

/// The publisher: printed in one of the lines at the front or the back, else the one that the text speaks of.
pub(super) fn publisher<'a>(
    layout: &Layout,
    lines: impl Iterator<Item = &'a Prose>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Publisher> {
    for line in lines {
        let text = after_ordinal(line.line.text.trim());
        let Some((range, publisher)) = leading_publisher(text) else { continue };
        let rest = text.get(range.end..).unwrap_or_default();
        let longest = if names_plan(rest) { LONGEST_TITLE } else { LONGEST_LINE };
        if text.chars().count() > longest || rest.starts_with(['の', 'に', 'が', 'は', 'を', 'で', '版'])
        {
            continue;
        }
        if !publisher.candidates.is_empty() {
            diagnostics.push(shared_name(&publisher.name).at(line.place));
        }
        return Some(Publisher { name: publisher.name, code: publisher.code });
    }
    let (publisher, mentions, total) = most_mentioned(layout, speaks_of_municipality(layout))?;
    let share = f64::from(mentions) / f64::from(total.max(1));
    if mentions < 2 || share < PUBLISHER_SHARE {
        return None;
    }
    let name = &publisher.name;
    let ja = format!(
        "団体名の印字がないため、本文に最も多く現れる「{name}」（同じ種類の団体名{total}回中{mentions}回）を団体としました"
    );
    let en = format!(
        "no publisher is printed; {name} is taken, which {mentions} of {total} mentions of its kind in the text name"
    );
    diagnostics.push(Diagnostic::new(Severity::Info, "publisher-inferred", ja, en));
    Some(publisher)
}

/// The text behind 第五次, 第2期, with which the title of a plan may begin.
fn after_ordinal(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('第') else { return text };
    let counted = rest.char_indices().take(4).find(|(_, character)| matches!(character, '次' | '期'));
    counted.and_then(|(at, mark)| rest.get(at + mark.len_utf8()..)).map_or(text, str::trim_start)
}

/// Does a line hold a publisher, or one with its departments, and nothing else? Such a line is no title.
pub(super) fn names_publisher_alone(text: &str) -> bool {
    leading_publisher(text).is_some_and(|(range, _)| {
        let rest = text.get(range.end..).unwrap_or_default().trim();
        rest.is_empty() || !names_plan(rest) && japanese::department_likeness(rest) > 0.9
    })
}

/// The publisher that a line begins with. Of an address, `宮城県仙台市青葉区本町`, it is the prefecture.
fn leading_publisher(text: &str) -> Option<(Range<usize>, japanese::Publisher)> {
    let (range, publisher) = japanese::publishers(text).into_iter().find(|(range, _)| range.start == 0)?;
    if is_prefecture_or_ministry(&publisher) {
        return Some((range, publisher));
    }
    let rest = text.get(range.end..).unwrap_or_default().trim();
    if rest.is_empty() || names_plan(rest) || !japanese::departments(rest).is_empty() {
        return Some((range, publisher));
    }
    let prefecture = publisher.prefecture?;
    japanese::publishers(&prefecture).into_iter().next().filter(|_| text.starts_with(&prefecture))
}

fn names_plan(text: &str) -> bool {
    ["計画", "プラン", "ビジョン", "戦略", "方針", "構想"].iter().any(|word| text.contains(word))
}

/// Ministries have no code, and the codes of prefectures end in three zeros before the check digit.
fn is_prefecture_or_ministry(publisher: &japanese::Publisher) -> bool {
    match &publisher.code {
        Some(code) => code.get(2..5) == Some("000"),
        None => publisher.candidates.is_empty(),
    }
}

fn shared_name(name: &str) -> Diagnostic {
    let ja = format!("「{name}」は複数あり、どの都道府県のものか印字がないため、団体コードを付けていません");
    let en = format!("several municipalities are named {name}, and no prefecture is printed: it has no code");
    Diagnostic::new(Severity::Info, "publisher-without-code", ja, en)
}

/// Does the text speak of 本市 and 市民 rather than of 本県 and 県民?
fn speaks_of_municipality(layout: &Layout) -> bool {
    let municipal = ["本市", "当市", "当町", "市民", "町民", "村民", "区民"];
    let prefectural = ["本県", "当県", "県民", "本道", "道民", "本府", "府民", "都民"];
    let count = |text: &str, words: &[&str]| {
        words.iter().map(|word| text.matches(word).count()).fold(0_usize, usize::saturating_add)
    };
    let (mut one, mut other) = (0_usize, 0_usize);
    each_line(layout, |text| {
        one = one.saturating_add(count(text, &municipal));
        other = other.saturating_add(count(text, &prefectural));
    });
    one > other
}

/// The municipality or prefecture that the text names most, its mentions, and those of all of its kind.
fn most_mentioned(layout: &Layout, municipal: bool) -> Option<(Publisher, u32, u32)> {
    let mut counts: BTreeMap<String, (Option<String>, u32)> = BTreeMap::new();
    each_line(layout, |text| {
        for (range, publisher) in japanese::publishers(text) {
            let prefecture = is_prefecture_or_ministry(&publisher);
            let named = match publisher.prefecture {
                _ if municipal => (!prefecture).then_some((publisher.name, publisher.code)),
                // Municipalities are named as places: only the prefecture printed before one says who publishes.
                Some(prefecture) if text.get(range).is_some_and(|text| text.starts_with(&prefecture)) => {
                    let own = japanese::publishers(&prefecture).into_iter().next();
                    own.map(|(_, own)| (own.name, own.code))
                }
                _ => prefecture.then_some((publisher.name, publisher.code)),
            };
            let Some((name, code)) = named.filter(|(_, code)| municipal || code.is_some()) else { continue };
            counts.entry(name).or_insert((code, 0)).1 += 1;
        }
    });
    let total = counts.values().map(|(_, count)| count).sum();
    let (name, (code, mentions)) = counts.into_iter().max_by_key(|(_, (_, count))| *count)?;
    Some((Publisher { name, code }, mentions, total))
}

fn each_line(layout: &Layout, mut see: impl FnMut(&str)) {
    for block in &layout.blocks {
        match block {
            Block::Prose(prose) => see(&prose.line.text),
            Block::Table(table) => {
                let lines = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
                lines.for_each(|line| see(&line.text));
            }
        }
    }
}

//! What was done or is planned.

use japanese_normalize as japanese;
use japanese_normalize::{Marker, Paragraph};

use crate::records::{Event, Progress, ProgressGroup, ProgressKind};

/// Makes the progress of a cell.
#[must_use]
pub fn read_progress(
    paragraphs: &[Paragraph],
    label: Option<String>,
    fiscal_year: Option<i32>,
    kind: Option<ProgressKind>,
) -> Option<Progress> {
    let text = paragraphs
        .iter()
        .map(|paragraph| paragraph.text.trim())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    if text.is_empty() || japanese::is_absent(&text) {
        return None;
    }
    Some(Progress { label, fiscal_year, kind, text, groups: group(paragraphs), events: events(paragraphs) })
}

/// Makes the progress of a cell that says year by year what is planned or done: `R6：設計 R7：構築`. Empty where it
/// does not, or says anything before its first year.
#[must_use]
pub fn read_years(raw: &str, label: Option<&str>, kind: Option<ProgressKind>) -> Vec<Progress> {
    let mut starts: Vec<(usize, usize, i32)> = Vec::new();
    for time in japanese::times(raw).iter().filter(|time| time.precision == japanese::Precision::FiscalYear) {
        let (before, behind) = (raw.get(..time.range.start), raw.get(time.range.end..));
        let (Some(before), Some(behind), Some(year)) = (before, behind, time.fiscal_year) else { continue };
        let begins = before.is_empty()
            || before.ends_with(|last: char| last.is_whitespace() || "、。・○/／".contains(last));
        let colon = behind.chars().next().filter(|next| matches!(next, ':' | '：'));
        if let Some(colon) = colon.filter(|_| begins) {
            starts.push((time.range.start, time.range.end + colon.len_utf8(), year));
        }
    }
    let bare = |text: &str| text.trim().trim_matches(['、', '・', '○', '/', '／']).trim().to_owned();
    let leads =
        starts.first().and_then(|(start, ..)| raw.get(..*start)).is_some_and(|text| bare(text).is_empty());
    if starts.len() < 2 || !leads {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, ..)| *start).chain([raw.len()]);
    let pieces = starts.iter().zip(ends).filter_map(|((_, from, year), to)| {
        let text = bare(raw.get(*from..to)?);
        let lines: Vec<japanese::Line<'_>> =
            text.lines().map(|text| japanese::Line { text, breaks: false }).collect();
        read_progress(&japanese::paragraphs(&lines), label.map(str::to_owned), Some(*year), kind)
    });
    pieces.collect()
}

fn group(paragraphs: &[Paragraph]) -> Vec<ProgressGroup> {
    let mut groups: Vec<ProgressGroup> = Vec::new();
    for paragraph in paragraphs {
        let text = paragraph.text.trim();
        if text.is_empty() {
            continue;
        }
        if matches!(paragraph.marker, Marker::Heading) {
            let bare = text.trim_start_matches(['○', '●', '◎', '■', '◆', '◇', '□', ' ']);
            groups
                .push(ProgressGroup { heading: Some(unwrap_heading(bare).to_owned()), bullets: Vec::new() });
            continue;
        }
        if groups.is_empty() {
            groups.push(ProgressGroup { heading: None, bullets: Vec::new() });
        }
        let bare = if matches!(paragraph.marker, Marker::Bullet) {
            text.trim_start_matches(['・', '－', '-', '▪', ' '])
        } else {
            text
        };
        if let Some(last) = groups.last_mut() {
            last.bullets.push(bare.to_owned());
        }
    }
    groups
}

/// `【電子申請】` → `電子申請`; a heading that only begins so stays as it is.
fn unwrap_heading(text: &str) -> &str {
    match text.strip_prefix('【').and_then(|inner| inner.strip_suffix('】')) {
        Some(inner) if !inner.contains('【') => inner,
        _ => text,
    }
}

fn events(paragraphs: &[Paragraph]) -> Vec<Event> {
    paragraphs
        .iter()
        .filter(|paragraph| matches!(paragraph.marker, Marker::Dated))
        .filter_map(event)
        .collect()
}

fn event(paragraph: &Paragraph) -> Option<Event> {
    let text = paragraph.text.trim();
    let time = japanese::leading_time(text)?;
    let rest = text.get(time.range.end..)?.trim_start_matches([' ', '\u{3000}', ':', '：', '、']);
    let since = matches!(time.modifier, Some(japanese::Modifier::Since));
    let printed = |date: japanese::Date, years: bool| {
        // The day on which a fiscal year ends is printed nowhere.
        let day = date.day.filter(|_| !years);
        japanese::Date { day, ..date }.to_string()
    };
    let years = matches!(time.precision, japanese::Precision::Year | japanese::Precision::FiscalYear);
    let ends_with_year = text.get(..time.range.end)?.ends_with("年度");
    Some(Event {
        from: time.from.map(|date| printed(date, years)),
        to: time.to.filter(|_| !since).map(|date| printed(date, years || ends_with_year)),
        text: rest.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Progress> {
        let lines: Vec<japanese::Line<'_>> =
            text.lines().map(|text| japanese::Line { text, breaks: true }).collect();
        read_progress(&japanese::paragraphs(&lines), None, Some(2023), None)
    }

    #[test]
    fn bullets_stand_below_their_heading() {
        let groups = read("○研修\n・5回開いた\n・動画を作った\n【機器】\n・更新した").unwrap().groups;
        let said: Vec<_> =
            groups.iter().map(|group| (group.heading.as_deref(), group.bullets.len())).collect();
        assert_eq!(said, [(Some("研修"), 2), (Some("機器"), 1)]);
    }

    #[test]
    fn lines_with_a_date_are_events() {
        let events = read("R2.8-9 調査を実施\nR3.4～ 運用\nR3.1～令和3年度 検証").unwrap().events;
        let said: Vec<_> = events.iter().map(|event| (event.from.as_deref(), event.to.as_deref())).collect();
        assert_eq!(
            said,
            [(Some("2020-08"), Some("2020-09")), (Some("2021-04"), None), (Some("2021-01"), Some("2022-03"))]
        );
    }

    #[test]
    fn a_schedule_in_one_cell_is_parted_by_its_years() {
        let years = |text: &str| -> Vec<(Option<i32>, String)> {
            let read = read_years(text, None, Some(ProgressKind::Planned));
            read.into_iter().map(|progress| (progress.fiscal_year, progress.text)).collect()
        };
        let said = [(Some(2024), "設計".to_owned()), (Some(2025), "構築".to_owned())];
        assert_eq!(years("R6：設計 R7：構築"), said);
        assert_eq!(years("令和6年度：設計\n令和7年度：構築"), said);
        assert!(years("R6：設計").is_empty());
        assert!(years("準備の後に R6：設計 R7：構築").is_empty());
    }

    #[test]
    fn a_dash_is_nothing_done() {
        assert_eq!(read("－"), None);
    }
}

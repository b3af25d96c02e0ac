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
    Some(Event {
        from: time.from.map(|date| date.to_string()),
        to: if since { None } else { time.to.map(|date| date.to_string()) },
        text: rest.to_owned(),
    })
}

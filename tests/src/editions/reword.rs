//! The same item in other words.

use std::collections::BTreeMap;

use plan_records::records::Item;

use super::change::{Change, Draft};
use super::random::Random;
use super::words::Half;

pub(super) fn item(
    draft: &mut Draft,
    old: &[Item],
    departments: &BTreeMap<String, String>,
    random: &mut Random,
    half: Half,
) {
    if random.chance(350)
        && let Some(title) = &draft.item.title
        && let Some(other) = title_in_other_words(title, random, half)
    {
        draft.item.title = Some(other);
        draft.changes.push(Change::Reworded);
    }
    headings(draft, old, random, half);
    let before = draft.item.departments.clone();
    for name in draft.item.departments.iter_mut().flatten() {
        if let Some(renamed) = departments.get(name) {
            name.clone_from(renamed);
        }
    }
    if random.chance(50)
        && let Some(other) = random.pick(old)
    {
        draft.item.departments.clone_from(&other.departments);
    }
    if before != draft.item.departments {
        draft.changes.push(Change::Departments);
    }
    summary(draft, random, half);
}

fn headings(draft: &mut Draft, old: &[Item], random: &mut Random, half: Half) {
    let before = draft.item.paths.clone();
    if random.chance(150)
        && let Some(other) = random.pick(old)
    {
        draft.item.paths.clone_from(&other.paths);
    } else if random.chance(200) {
        for title in draft.item.paths.iter_mut().flatten().filter_map(|heading| heading.title.as_mut()) {
            if let Some(other) = in_other_words(title, random, half) {
                *title = other;
            }
        }
    }
    if before != draft.item.paths {
        draft.changes.push(Change::Moved);
    }
}

fn summary(draft: &mut Draft, random: &mut Random, half: Half) {
    let Some(summary) = &draft.item.summary else { return };
    if random.chance(50) {
        draft.item.summary = None;
        draft.changes.push(Change::Text);
    } else if random.chance(300)
        && let Some(other) = in_other_words(summary, random, half)
    {
        draft.item.summary = Some(other);
        draft.changes.push(Change::Text);
    }
}

/// A title reworded, given another form, or another era.
pub(super) fn title_in_other_words(title: &str, random: &mut Random, half: Half) -> Option<String> {
    let reworded = in_other_words(title, random, half);
    if reworded.is_some() && !random.chance(250) {
        return reworded;
    }
    let base = reworded.unwrap_or_else(|| title.to_owned());
    let (before, after) = random.pick(half.forms())?;
    let other = format!("{before}{}{after}", in_another_era(&base));
    (other != title).then_some(other)
}

/// One to three of the words that have a synonym replaced.
pub(super) fn in_other_words(text: &str, random: &mut Random, half: Half) -> Option<String> {
    let mut fitting: Vec<(&str, &str)> =
        half.synonyms().iter().filter(|(word, _)| text.contains(word)).copied().collect();
    random.shuffle(&mut fitting);
    fitting.truncate(1 + random.below(3));
    let mut other = text.to_owned();
    for (word, instead) in fitting {
        if let Some(at) = other.find(word) {
            other.replace_range(at..at + word.len(), instead);
        }
    }
    (other != text && !other.is_empty()).then_some(other)
}

/// 令和6年度, R6 and 2024年度 are one year.
fn in_another_era(text: &str) -> String {
    let mut text = text.to_owned();
    for year in (1_u32..=12).rev() {
        let western = format!("{}年度", 2018 + year);
        for form in [format!("令和{year}年度"), format!("R{year}年度")] {
            if text.contains(&form) {
                text = text.replace(&form, &western);
                return text;
            }
        }
        if text.contains(&western) {
            return text.replace(&western, &format!("令和{year}年度"));
        }
    }
    text
}

//! One item to two, and two to one.

use editions::Relation;
use plan_records::records::{Indicator, Item};
use rust_decimal::Decimal;

use super::change::{Change, Draft, draft};
use super::values::set;
use super::words::Half;

/// Words that join two things in a title.
const JOINTS: [&str; 5] = ["及び", "並びに", "・", "、", "と"];

/// Least characters of a part of a title.
const SHORTEST: usize = 4;

/// Two parts of an item; none where its title has no joint and its name cannot be divided.
pub(super) fn split(at: usize, item: &Item, half: Half) -> Option<[Draft; 2]> {
    let title = item.title.as_deref()?;
    let titles = parts_of(title).unwrap_or_else(|| match half {
        Half::Tuning => [format!("{title}（県実施分）"), format!("{title}（市町実施分）")],
        Half::HeldOut => [format!("{title}（ハード）"), format!("{title}（ソフト）")],
    });
    let mut parts = titles.map(|title| {
        let mut part = draft(at, item);
        part.item.title = Some(title);
        part.from = vec![(at, Relation::Split)];
        part.changes.push(Change::Split);
        part
    });
    divide_summary(&mut parts, item);
    divide_indicators(&mut parts);
    Some(parts)
}

/// 「AとBの推進」 → 「Aの推進」, 「Bの推進」.
fn parts_of(title: &str) -> Option<[String; 2]> {
    let long = |text: &str| text.chars().count() >= SHORTEST;
    JOINTS.iter().find_map(|joint| {
        let (one, other) = title.split_once(joint)?;
        let ending = other.rfind('の').and_then(|at| other.get(at..)).unwrap_or_default();
        let balanced = |text: &str| text.matches(['（', '(']).count() == text.matches(['）', ')']).count();
        (long(one) && long(other) && balanced(one) && balanced(other))
            .then(|| [format!("{one}{ending}"), other.to_owned()])
    })
}

fn divide_summary(parts: &mut [Draft; 2], item: &Item) {
    let sentences: Vec<&str> = item.summary.iter().flat_map(|text| text.split_inclusive('。')).collect();
    if sentences.len() < 2 {
        return;
    }
    let (first, second) = sentences.split_at(sentences.len() / 2);
    for (part, sentences) in parts.iter_mut().zip([first, second]) {
        part.item.summary = Some(sentences.concat());
    }
}

/// Several indicators are shared out; the count of a single one is divided.
fn divide_indicators(parts: &mut [Draft; 2]) {
    let [one, other] = parts;
    let count = one.item.indicators.len();
    if count >= 2 {
        one.item.indicators.truncate(count / 2);
        one.indicators.truncate(count / 2);
        other.item.indicators.drain(..count / 2);
        other.indicators.drain(..count / 2);
        return;
    }
    let divisible =
        one.item.indicators.first().is_some_and(|indicator| is_count(indicator) && indicator.name.is_some());
    if !divisible {
        other.item.indicators.clear();
        other.indicators.clear();
        return;
    }
    for (part, (share, name)) in [one, other].into_iter().zip([(true, "第1"), (false, "第2")]) {
        for indicator in &mut part.item.indicators {
            divide(indicator, share);
            indicator.name = indicator.name.take().map(|of| format!("{of}（{name}区分）"));
        }
        for (from, changes) in &mut part.indicators {
            from.iter_mut().for_each(|(_, relation)| *relation = Relation::Split);
            changes.push(Change::Split);
        }
    }
}

fn is_count(indicator: &Indicator) -> bool {
    let values = &indicator.observations;
    !values.is_empty()
        && values.iter().all(|value| {
            value.unit.as_deref() != Some("%")
                && value.value.is_some_and(|number| number >= Decimal::TEN && number.scale() == 0)
        })
}

/// Three fifths, and the rest.
fn divide(indicator: &mut Indicator, larger: bool) {
    for value in &mut indicator.observations {
        let whole = value.value.unwrap_or_default();
        let part = (whole * Decimal::new(6, 1)).trunc();
        set(value, if larger { part } else { whole - part });
    }
}

/// An item of two neighbours under one heading.
pub(super) fn merge(at: usize, item: &Item, next: &Item) -> Option<Draft> {
    let (one, other) = (item.title.as_deref()?, next.title.as_deref()?);
    if item.paths != next.paths {
        return None;
    }
    let mut merged = draft(at, item);
    merged.item.title = Some(format!("{one}及び{other}"));
    let summaries: Vec<&str> = [item, next].into_iter().filter_map(|item| item.summary.as_deref()).collect();
    merged.item.summary = Some(summaries.concat()).filter(|text| !text.is_empty());
    merged.item.indicators.extend(next.indicators.iter().cloned());
    merged.indicators.extend(draft(at + 1, next).indicators);
    merged.from = vec![(at, Relation::Merge), (at + 1, Relation::Merge)];
    merged.changes.push(Change::Merged);
    Some(merged)
}

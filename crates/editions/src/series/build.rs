//! The points of one indicator.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};
use plan_records::records::{Direction, Relation, Role};

use super::collect::{Found, Mentioned, Slot, mentions, values};
use super::{Series, SeriesGrade, SeriesPoint, SeriesSource, SeriesValue};
use crate::edition::Edition;
use crate::links::{Thing, finding};
use crate::node::indicator_name;

pub(super) fn add(editions: &[Edition], thing: &Thing, series: &mut Series) {
    let mentions = mentions(editions, thing);
    let slots = values(&mentions);
    let Some(head) = head(thing, &mentions, &slots) else { return };
    for ((label, year), roles) in &slots {
        let mut role = |role: Role| {
            let found = roles.get(&role)?;
            let chosen = choose(found)?;
            series.findings.extend(conflict(&head.name, role, *year, found, chosen));
            Some(chosen)
        };
        let (baseline, target, actual) = (role(Role::Baseline), role(Role::Target), role(Role::Actual));
        let unit =
            [actual, target, baseline].into_iter().flatten().find_map(|found| found.value.unit.clone());
        series.points.push(SeriesPoint {
            label: label.clone(),
            unit: unit.or_else(|| head.unit.clone()),
            fiscal_year: *year,
            baseline: baseline.map(value),
            target: target.map(value),
            actual: actual.map(value),
            evaluation: actual.and_then(|_| grade(&mentions, *year)),
            ..head.clone()
        });
    }
}

/// What all points of the indicator share.
fn head(
    thing: &Thing,
    mentions: &[Mentioned<'_>],
    slots: &BTreeMap<Slot, BTreeMap<Role, Vec<Found<'_>>>>,
) -> Option<SeriesPoint> {
    let latest = mentions.last()?;
    let name = indicator_name(latest.indicator).to_owned();
    let mut other_names: Vec<String> = Vec::new();
    for mention in mentions {
        let other = indicator_name(mention.indicator);
        if other != name && !other_names.iter().any(|known| known == other) {
            other_names.push(other.to_owned());
        }
    }
    let mut newest = mentions.iter().rev();
    Some(SeriesPoint {
        series: thing.id.clone(),
        publisher: newest.clone().find_map(|mention| mention.document.publisher.clone()),
        title: newest.clone().find_map(|mention| mention.item.title.clone()),
        name,
        other_names,
        label: None,
        unit: newest.find_map(|mention| mention.indicator.unit_hint.clone()),
        direction: direction(mentions, slots),
        cumulative: mentions.iter().any(|mention| mention.indicator.cumulative),
        fiscal_year: None,
        baseline: None,
        target: None,
        actual: None,
        evaluation: None,
    })
}

/// What the documents say, unless they disagree; else what the target asks for.
fn direction(
    mentions: &[Mentioned<'_>],
    slots: &BTreeMap<Slot, BTreeMap<Role, Vec<Found<'_>>>>,
) -> Option<Direction> {
    let mut said = mentions.iter().filter_map(|mention| mention.indicator.direction);
    if let Some(first) = said.next() {
        return said.all(|other| other == first).then_some(first);
    }
    let all = || {
        slots
            .values()
            .flat_map(BTreeMap::iter)
            .flat_map(|(role, found)| found.iter().map(move |found| (*role, found.value)))
    };
    let targets = || all().filter(|(role, _)| *role == Role::Target).map(|(_, value)| value);
    match targets().find_map(|value| value.relation) {
        Some(Relation::AtLeast | Relation::MoreThan) => return Some(Direction::Up),
        Some(Relation::AtMost | Relation::LessThan) => return Some(Direction::Down),
        _ => {}
    }
    let first = all().find(|(role, value)| *role != Role::Target && value.value.is_some())?.1;
    let last = targets()
        .filter(|value| value.label == first.label && value.unit == first.unit)
        .filter_map(|value| value.value)
        .next_back()?;
    match first.value?.cmp(&last) {
        std::cmp::Ordering::Less => Some(Direction::Up),
        std::cmp::Ordering::Greater => Some(Direction::Down),
        std::cmp::Ordering::Equal => None,
    }
}

/// The value that counts: a number before words, a later date before an earlier one, the latest document.
fn choose<'f, 'e>(found: &'f [Found<'e>]) -> Option<&'f Found<'e>> {
    found.iter().max_by(|one, other| {
        let order = |found: &Found<'_>| (found.value.value.is_some(), found.value.as_of.clone());
        order(one).cmp(&order(other))
    })
}

/// Numbers that are not the one that was chosen, for the same date.
fn conflict(
    name: &str,
    role: Role,
    year: Option<i32>,
    found: &[Found<'_>],
    chosen: &Found<'_>,
) -> Option<plan_records::records::Finding> {
    let (number, unit) = (chosen.value.value?, &chosen.value.unit);
    let other = found.iter().find(|other| {
        let same_time = other.value.as_of == chosen.value.as_of && other.value.period == chosen.value.period;
        same_time && other.value.unit == *unit && other.value.value.is_some_and(|value| value != number)
    })?;
    let (word_ja, word_en) = match role {
        Role::Baseline => ("基準値", "baselines"),
        Role::Target => ("目標値", "targets"),
        Role::Actual => ("実績値", "actuals"),
    };
    let (year_ja, year_en) = match year {
        Some(year) => (format!("{year}年度の"), format!(" for fiscal year {year}")),
        None => (String::new(), String::new()),
    };
    let (used, given) = (&chosen.value.raw, &other.value.raw);
    let (here, there) = (&chosen.mention.document.id, &other.mention.document.id);
    let ja = format!(
        "「{name}」の{year_ja}{word_ja}が食い違っています：「{used}」（{here}）と「{given}」（{there}）。新しい文書の「{used}」を使いました"
    );
    let en = format!(
        "the {word_en} of “{name}”{year_en} disagree: “{used}” ({here}) and “{given}” ({there}); the latest document's “{used}” is used"
    );
    let diagnostic = match role {
        Role::Baseline => Diagnostic::new(Severity::Warning, "baseline-conflict", ja, en),
        Role::Target => Diagnostic::new(Severity::Info, "target-revised", ja, en),
        Role::Actual => Diagnostic::new(Severity::Warning, "actual-conflict", ja, en),
    };
    let field = format!("indicators.{}", chosen.mention.ordinal);
    Some(finding(chosen.mention.document, Some(chosen.mention.item), diagnostic.about(field)))
}

fn value(found: &Found<'_>) -> SeriesValue {
    let observation = found.value;
    SeriesValue {
        kind: observation.kind,
        value: observation.value,
        unit: observation.unit.clone(),
        relation: observation.relation,
        approximate: observation.approximate,
        as_of: observation.as_of.clone(),
        raw: observation.raw.clone(),
        source: source(&found.mention),
    }
}

/// The grade of the year in the latest document that has one.
fn grade(mentions: &[Mentioned<'_>], year: Option<i32>) -> Option<SeriesGrade> {
    mentions.iter().rev().find_map(|mention| {
        let of_year = mention.indicator.evaluations.iter().find(|grade| grade.fiscal_year == year)?;
        Some(SeriesGrade { grade: of_year.grade.clone(), source: source(mention) })
    })
}

fn source(mention: &Mentioned<'_>) -> SeriesSource {
    let document = mention.document;
    SeriesSource {
        document_id: document.id.clone(),
        document: document.title.clone().unwrap_or_else(|| document.path.clone()),
        item: mention.item.id.clone(),
        indicator: mention.ordinal,
        page: mention.item.source.pages.first().map(|page| page.0),
    }
}

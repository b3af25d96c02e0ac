//! Weighs a pair of items or of indicators.

use plan_records::records::Role;

use crate::evidence::{EvidenceKind, Weighing};
use crate::matching::departments::Renamings;
use crate::name::{Gram, Name, without_empty_heads, without_measure};
use crate::node::{IndicatorNode, ItemNode, Value, digits};
use crate::rarity::Rarity;

/// Sum of weights from which two things are the same.
pub(crate) const ACCEPTED: f64 = 0.0;

/// Names that share less than this are no candidates of each other unless something else speaks for them.
const NEUTRAL_NAME: f64 = 0.5;

/// The share of rare grams that two sorted sets have in common, 0 to 1 (Dice, weighted by rarity).
pub(crate) fn shared(one: &[Gram], other: &[Gram], rarity: &Rarity) -> f64 {
    let (mut common, mut a, mut b) = (0.0, 0.0, 0.0);
    merge(one, other, |gram, in_one, in_other| {
        let weight = rarity.of(gram);
        a += if in_one { weight } else { 0.0 };
        b += if in_other { weight } else { 0.0 };
        common += if in_one && in_other { weight } else { 0.0 };
    });
    if a + b > 0.0 { 2.0 * common / (a + b) } else { 0.0 }
}

/// The same, every gram alike.
pub(crate) fn dice(one: &[Gram], other: &[Gram]) -> f64 {
    let (mut common, mut all) = (0_u32, 0_u32);
    merge(one, other, |_, in_one, in_other| {
        all += u32::from(in_one) + u32::from(in_other);
        common += u32::from(in_one && in_other);
    });
    if all > 0 { 2.0 * f64::from(common) / f64::from(all) } else { 0.0 }
}

/// Goes through two sorted sets at once.
fn merge(one: &[Gram], other: &[Gram], mut seen: impl FnMut(Gram, bool, bool)) {
    let (mut one, mut other) = (one.iter().copied().peekable(), other.iter().copied().peekable());
    loop {
        match (one.peek().copied(), other.peek().copied()) {
            (Some(a), Some(b)) if a == b => {
                seen(a, true, true);
                one.next();
                other.next();
            }
            (Some(a), Some(b)) if a < b => {
                seen(a, true, false);
                one.next();
            }
            (Some(a), None) => {
                seen(a, true, false);
                one.next();
            }
            (_, Some(b)) => {
                seen(b, false, true);
                other.next();
            }
            (None, None) => return,
        }
    }
}

/// How alike two names are, 0 to 1.
pub(crate) fn name_likeness(one: &Name, other: &Name, rarity: &Rarity) -> f64 {
    if one.key == other.key {
        return if one.is_empty() { 0.0 } else { 1.0 };
    }
    // Names that differ are not quite the same, even where their grams are.
    shared(&one.grams, &other.grams, rarity).min(0.97)
}

fn add_name(weighing: &mut Weighing, one: &Name, other: &Name, rarity: &Rarity) {
    if one.is_empty() || other.is_empty() {
        return;
    }
    let likeness = name_likeness(one, other, rarity);
    let mut weight = (likeness - NEUTRAL_NAME) * 10.0;
    if one.key == other.key && one.note == other.note && one.grams.len() >= 3 {
        weight += 1.5;
    }
    weighing.add(EvidenceKind::Name, weight);
    if another_head(&one.key, &other.key) {
        weighing.add(EvidenceKind::Head, -2.5);
    }
    if !one.note.is_empty() && !other.note.is_empty() {
        weighing.add(EvidenceKind::Note, (dice(&one.note, &other.note) - 0.6) * 6.0);
    }
}

/// Does one name go on where the other ends, to a head of its own: 「申請」, 「申請に関する調査研究」?
///
/// The last noun of a Japanese name says what kind of thing it is; all before only says of what.
fn another_head(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let Some(rest) = long.strip_prefix(short).filter(|_| short.chars().count() >= 4) else { return false };
    let rest = without_empty_heads(without_measure(rest));
    let telling = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}');
    rest.chars().filter(telling).count() >= 2
}

/// Weighs two items.
pub(crate) fn items(
    (one, of_one): (&ItemNode, &[&IndicatorNode]),
    (other, of_other): (&ItemNode, &[&IndicatorNode]),
    rarity: &Rarity,
    renamings: &Renamings,
) -> Weighing {
    let mut weighing = Weighing::default();
    weighing.add(EvidenceKind::Prior, -2.0);
    add_name(&mut weighing, &one.name, &other.name, rarity);
    if one.titled != other.titled {
        weighing.add(EvidenceKind::Manner, -3.0);
    }
    weighing.add(EvidenceKind::Departments, renamings.weight(&one.departments, &other.departments));
    if !one.path.is_empty() && !other.path.is_empty() {
        weighing.add(EvidenceKind::Path, (dice(&one.path, &other.path) - 0.4) * 1.5);
    }
    if let (Some(a), Some(b)) = (&one.number, &other.number) {
        weighing.add(EvidenceKind::Number, if a == b { 0.5 } else { -0.1 });
    }
    if !one.text.is_empty() && !other.text.is_empty() {
        weighing.add(EvidenceKind::Text, (dice(&one.text, &other.text) - 0.35) * 6.0);
    }
    weighing.add(EvidenceKind::Indicators, best_of_indicators(of_one, of_other, rarity));
    weighing
}

/// Indicators of an item that are compared to know whether it is the same.
const MOST_INDICATORS: usize = 6;

/// The most alike indicators of two items; that none is alike speaks against.
fn best_of_indicators(one: &[&IndicatorNode], other: &[&IndicatorNode], rarity: &Rarity) -> f64 {
    let first = |nodes: &[&IndicatorNode]| nodes.len().min(MOST_INDICATORS);
    let pairs =
        one.iter().take(first(one)).flat_map(|a| other.iter().take(first(other)).map(move |b| (a, b)));
    let best = pairs.map(|(a, b)| indicators(a, b, rarity, Items::Unknown).sum).reduce(f64::max);
    best.map_or(0.0, |best| (best * 0.6).clamp(-1.5, 3.0))
}

/// How two indicators' items stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Items {
    /// They are the same item.
    Same,
    /// Each has another item as its like.
    Others,
    /// Nothing is known.
    Unknown,
}

/// Weighs two indicators.
pub(crate) fn indicators(
    one: &IndicatorNode,
    other: &IndicatorNode,
    rarity: &Rarity,
    items: Items,
) -> Weighing {
    let mut weighing = Weighing::default();
    weighing.add(EvidenceKind::Prior, -2.0);
    add_name(&mut weighing, &one.name, &other.name, rarity);
    if let (Some(a), Some(b)) = (one.name.measure, other.name.measure)
        && a != b
    {
        weighing.add(EvidenceKind::Measure, -4.0);
    }
    if let (Some(a), Some(b)) = (&one.unit, &other.unit) {
        weighing.add(EvidenceKind::Unit, units(a, b));
    }
    if !one.description.is_empty() && !other.description.is_empty() {
        weighing.add(EvidenceKind::Text, (dice(&one.description, &other.description) - 0.4) * 4.0);
    }
    if one.direction.is_some() && other.direction.is_some() && one.direction != other.direction {
        weighing.add(EvidenceKind::Manner, -1.5);
    }
    weighing.add(EvidenceKind::Values, values(&one.values, &other.values));
    weighing.add(
        EvidenceKind::Item,
        match items {
            Items::Same => 2.0,
            Items::Others => -1.5,
            Items::Unknown => 0.0,
        },
    );
    weighing
}

/// People, things and shares are different; words for things (件, 箇所, 取組) change.
fn units(one: &str, other: &str) -> f64 {
    if one == other {
        return 0.7;
    }
    let share = |unit: &str| matches!(unit, "%" | "％" | "ポイント" | "割");
    if share(one) == share(other) { -1.0 } else { -4.0 }
}

/// What a number that both have tells: 100 stands in many places, 8,073 in one.
fn telling(value: &Value) -> f64 {
    match value.number {
        Some(number) => match digits(number) {
            0 | 1 => 0.4,
            2 => 1.0,
            3 => 1.8,
            _ => 2.6,
        },
        None if value.words.chars().count() >= 4 => 1.0,
        None => 0.3,
    }
}

fn same_value(one: &Value, other: &Value) -> bool {
    one.number == other.number && one.words == other.words
}

/// Values of both: the same past speaks for, another past against; a target may be revised.
fn values(one: &[Value], other: &[Value]) -> f64 {
    let (mut held, mut broken, mut comparable) = (0.0_f64, 0.0_f64, false);
    for a in one {
        for b in other {
            let same_year = a.year == b.year && a.year.is_some();
            let past = |role: Role| matches!(role, Role::Actual | Role::Baseline);
            let same_role = a.role == b.role;
            let same_place = same_role && (same_year || a.year.is_none() && b.year.is_none())
                || past(a.role) && past(b.role) && same_year;
            let baselines = same_role && a.role == Role::Baseline;
            // Labels come last: of many pairs of values few are of one year.
            if !(same_place || baselines) || a.label != b.label {
                continue;
            }
            if same_place {
                comparable = true;
                if same_value(a, b) {
                    held += telling(a);
                } else if a.number.is_none() || b.number.is_none() {
                    broken += 0.2;
                } else if a.role == Role::Target {
                    broken += 0.6;
                } else {
                    broken += 2.0;
                }
            } else if same_value(a, b) {
                // The year of a baseline is often printed in one edition only.
                held += telling(a) * 0.7;
            }
        }
    }
    let scale = if comparable { 0.0 } else { scales(one, other) };
    (held.min(4.5) - broken.min(4.0) + scale).clamp(-4.0, 4.5)
}

/// Do the numbers of both agree wherever both have one? None where there is nothing to compare.
pub(crate) fn agree(one: &[Value], other: &[Value]) -> Option<bool> {
    let mut agreed = None;
    for a in one.iter().filter(|value| value.number.is_some()) {
        let like = |b: &&Value| b.number.is_some() && b.role == a.role && b.label == a.label;
        for b in
            other.iter().filter(like).filter(|b| b.year == a.year || b.year.is_none() || a.year.is_none())
        {
            agreed = Some(agreed.unwrap_or(true) && same_value(a, b));
        }
    }
    agreed
}

/// Numbers of quite another size speak against.
fn scales(one: &[Value], other: &[Value]) -> f64 {
    let largest =
        |values: &[Value]| values.iter().filter_map(|value| value.number).map(|number| number.abs()).max();
    let (Some(a), Some(b)) = (largest(one), largest(other)) else { return 0.0 };
    let (small, large) = (a.min(b), a.max(b));
    match small.checked_mul(rust_decimal::Decimal::from(20_u32)) {
        Some(widest) if widest < large => -3.0,
        _ => 0.0,
    }
}

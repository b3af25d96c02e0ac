//! Weighs a pair of items or of indicators.

use crate::evidence::{EvidenceKind, Sum, Tally};
use crate::grams::dice;
use crate::matching::departments::Renamings;
use crate::name::{without_empty_heads, without_measure};
use crate::node::{IndicatorNode, ItemNode};
use crate::rarity::WeighedName;
use crate::values::{self, MOST_TOLD};

/// Sum of weights from which two things are the same.
pub(crate) const ACCEPTED: f64 = 0.0;

/// Names that share less than this are no candidates of each other unless something else speaks for them.
const NEUTRAL_NAME: f64 = 0.5;

/// Does one name narrow down what the other says by a word before it: 「人材の育成」, 「DX人材の育成」?
fn narrowed(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let Some(rest) = long.strip_suffix(short).filter(|_| short.chars().count() >= 3) else { return false };
    let telling = |c: &char| c.is_alphabetic() && !matches!(c, '\u{3041}'..='\u{309f}');
    rest.chars().filter(telling).count() >= 2
}

/// An item as it is weighed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ItemView<'n> {
    pub(crate) node: &'n ItemNode,
    pub(crate) name: &'n WeighedName<'n>,
    pub(crate) indicators: &'n [IndicatorView<'n>],
}

/// An indicator as it is weighed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IndicatorView<'n> {
    pub(crate) node: &'n IndicatorNode,
    pub(crate) name: &'n WeighedName<'n>,
}

/// A sum below which nobody asks what it is.
///
/// Sums are added up in one order, bounds of them in another: they may differ in their last digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Least(f64);

impl Least {
    /// Every sum counts.
    pub(crate) const NONE: Self = Self(f64::NEG_INFINITY);

    const MARGIN: f64 = 1e-6;

    pub(crate) fn of(sum: f64) -> Self {
        Self(sum - Self::MARGIN)
    }

    fn is_above(self, most: f64) -> bool {
        most < self.0
    }
}

fn add_name(tally: &mut impl Tally, one: &WeighedName<'_>, other: &WeighedName<'_>) {
    if one.name.is_empty() || other.name.is_empty() {
        return;
    }
    let likeness = one.likeness(other);
    let (one, other) = (one.name, other.name);
    let mut weight = (likeness - NEUTRAL_NAME) * 10.0;
    if one.key == other.key && one.note == other.note && one.grams.len() >= 3 {
        weight += 1.5;
    }
    tally.add(EvidenceKind::Name, weight);
    if another_head(&one.key, &other.key) {
        tally.add(EvidenceKind::Head, -2.5);
    }
    if narrowed(&one.key, &other.key) {
        tally.add(EvidenceKind::Head, -1.0);
    }
    if !one.note.is_empty() && !other.note.is_empty() {
        tally.add(EvidenceKind::Note, (dice(&one.note, &other.note) - 0.6) * 6.0);
    }
}

/// Does one name go on where the other ends, to a head of its own: 「申請」, 「申請に関する調査研究」?
///
/// The last noun of a Japanese name says what kind of thing it is; all before only says of what.
fn another_head(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let Some(rest) = long.strip_prefix(short).filter(|_| short.chars().count() >= 4) else { return false };
    let telling = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}');
    let is_telling = |rest: &str| rest.chars().filter(telling).count() >= 2;
    // Names that are the same have no rest to be looked through.
    is_telling(rest) && is_telling(&without_empty_heads(without_measure(rest)))
}

/// What two texts say: the likeness from which they speak for, and the weight of a whole.
#[derive(Clone, Copy)]
struct TextWeight {
    neutral: f64,
    scale: f64,
}

impl TextWeight {
    const OF_ITEMS: Self = Self { neutral: 0.35, scale: 6.0 };
    const OF_INDICATORS: Self = Self { neutral: 0.4, scale: 4.0 };

    fn of(self, one: &[u64], other: &[u64]) -> f64 {
        (dice(one, other) - self.neutral) * self.scale
    }

    /// The most that [`Self::of`] can give: of two sets, no more can be common than the smaller one has.
    fn most(self, one: &[u64], other: &[u64]) -> f64 {
        let count = |grams: &[u64]| u32::try_from(grams.len()).map_or(f64::MAX, f64::from);
        let (one, other) = (count(one), count(other));
        (2.0 * one.min(other) / (one + other) - self.neutral) * self.scale
    }
}

/// Weighs two items; none where the sum is surely below the least that counts.
pub(crate) fn items<T: Tally>(
    one: ItemView<'_>,
    other: ItemView<'_>,
    renamings: &Renamings,
    least: Least,
) -> Option<T> {
    let mut tally = T::default();
    tally.add(EvidenceKind::Prior, -2.0);
    add_name(&mut tally, one.name, other.name);
    let (of_one, of_other) = (one.indicators, other.indicators);
    let (one, other) = (one.node, other.node);
    if one.titled != other.titled {
        tally.add(EvidenceKind::Manner, -3.0);
    }
    tally.add(EvidenceKind::Departments, renamings.weight(&one.departments, &other.departments));
    if !one.path.is_empty() && !other.path.is_empty() {
        tally.add(EvidenceKind::Path, (dice(&one.path, &other.path) - 0.4) * 1.5);
    }
    if let (Some(a), Some(b)) = (&one.number, &other.number) {
        tally.add(EvidenceKind::Number, if a == b { 0.5 } else { -0.1 });
    }
    let both_texts = !one.text.is_empty() && !other.text.is_empty();
    let most_of_text = if both_texts { TextWeight::OF_ITEMS.most(&one.text, &other.text) } else { 0.0 };
    let most_of_indicators = if of_one.is_empty() || of_other.is_empty() { 0.0 } else { MOST_OF_INDICATORS };
    if least.is_above(tally.sum() + most_of_text + most_of_indicators) {
        return None;
    }
    if both_texts {
        tally.add(EvidenceKind::Text, TextWeight::OF_ITEMS.of(&one.text, &other.text));
    }
    if least.is_above(tally.sum() + most_of_indicators) {
        return None;
    }
    tally.add(EvidenceKind::Indicators, best_of_indicators(of_one, of_other));
    Some(tally)
}

/// Indicators of an item that are compared to know whether it is the same.
const MOST_INDICATORS: usize = 6;

/// The most that indicators say for or against their items.
const MOST_OF_INDICATORS: f64 = 3.0;
const LEAST_OF_INDICATORS: f64 = -1.5;

/// What the best pair of indicators counts for their items.
const SHARE_OF_INDICATORS: f64 = 0.6;

/// The most alike indicators of two items; that none is alike speaks against.
fn best_of_indicators(one: &[IndicatorView<'_>], other: &[IndicatorView<'_>]) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let mut best = f64::NEG_INFINITY;
    for a in one.iter().take(MOST_INDICATORS) {
        for b in other.iter().take(MOST_INDICATORS) {
            // Below that, it does not matter how little alike they are.
            let least = Least::of(best.max(LEAST_OF_INDICATORS / SHARE_OF_INDICATORS));
            if let Some(tally) = indicators::<Sum>(*a, *b, Items::Unknown, least) {
                best = best.max(tally.sum());
            }
            if best * SHARE_OF_INDICATORS >= MOST_OF_INDICATORS {
                return MOST_OF_INDICATORS;
            }
        }
    }
    (best * SHARE_OF_INDICATORS).clamp(LEAST_OF_INDICATORS, MOST_OF_INDICATORS)
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

/// Weighs two indicators; none where the sum is surely below the least that counts.
pub(crate) fn indicators<T: Tally>(
    one: IndicatorView<'_>,
    other: IndicatorView<'_>,
    items: Items,
    least: Least,
) -> Option<T> {
    let mut tally = T::default();
    tally.add(EvidenceKind::Prior, -2.0);
    add_name(&mut tally, one.name, other.name);
    if let (Some(a), Some(b)) = (one.name.name.measure, other.name.name.measure)
        && a != b
    {
        tally.add(EvidenceKind::Measure, -4.0);
    }
    let (one, other) = (one.node, other.node);
    if let (Some(a), Some(b)) = (&one.unit, &other.unit) {
        tally.add(EvidenceKind::Unit, units(a, b));
    }
    let turned = one.direction.is_some() && other.direction.is_some() && one.direction != other.direction;
    let manner = if turned { -1.5 } else { 0.0 };
    let item = match items {
        Items::Same => 2.0,
        Items::Others => -1.5,
        Items::Unknown => 0.0,
    };
    let both_texts = !one.description.is_empty() && !other.description.is_empty();
    let text = TextWeight::OF_INDICATORS;
    let most_of_text = if both_texts { text.most(&one.description, &other.description) } else { 0.0 };
    let most = tally.sum() + most_of_text + manner + item;
    if least.is_above(most + MOST_TOLD) {
        return None;
    }
    let values = values::compare(&one.values, &other.values);
    if least.is_above(most + values) {
        return None;
    }
    if both_texts {
        tally.add(EvidenceKind::Text, text.of(&one.description, &other.description));
    }
    tally.add(EvidenceKind::Manner, manner);
    tally.add(EvidenceKind::Values, values);
    tally.add(EvidenceKind::Item, item);
    Some(tally)
}

/// People, things and shares are different; words for things (件, 箇所, 取組) change.
fn units(one: &str, other: &str) -> f64 {
    if one == other {
        return 0.7;
    }
    let share = |unit: &str| matches!(unit, "%" | "％" | "ポイント" | "割");
    if share(one) == share(other) { -1.0 } else { -4.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_its_own_is_another_thing() {
        assert!(another_head("オンライン申請", "オンライン申請に関する調査研究"));
        assert!(!another_head("オンライン申請", "オンライン申請の推進"));
        assert!(!another_head("オンライン申請", "オンライン申請"));
    }

    #[test]
    fn a_word_before_a_name_narrows_it_down() {
        assert!(narrowed("人材の育成", "DX人材の育成"));
        assert!(narrowed("産業人材の育成", "人材の育成"));
        assert!(!narrowed("人材の育成", "人材の育成"));
        // Neither a word of hiragana nor a year.
        assert!(!narrowed("人材の育成", "この人材の育成"));
        assert!(!narrowed("人材の育成", "2025人材の育成"));
    }
}

//! What is compared of an item and of an indicator.

use plan_records::records::{Direction, Indicator, Item, Observation, ObservationKind, Role};
use rust_decimal::Decimal;

use crate::edition::Edition;
use crate::name::{Gram, Name, grams, with_western_years};

/// Values of an indicator that are compared; further ones are passed over.
const MOST_VALUES: usize = 64;

/// An item, made comparable.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ItemNode {
    /// Title; of a row without one, the names of its indicators.
    pub(crate) name: Name,
    /// It has a title.
    pub(crate) titled: bool,
    pub(crate) number: Option<String>,
    /// Titles of the headings above.
    pub(crate) path: Vec<Gram>,
    /// Every department, each from the top.
    pub(crate) departments: Vec<Vec<String>>,
    /// Summary and purpose.
    pub(crate) text: Vec<Gram>,
    /// Names of the indicators and values that they have.
    pub(crate) indicators: Vec<Gram>,
    pub(crate) repeated: bool,
}

/// An indicator, made comparable.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct IndicatorNode {
    /// Its item, by its place among the item nodes.
    pub(crate) item: usize,
    pub(crate) name: Name,
    pub(crate) unit: Option<String>,
    pub(crate) direction: Option<Direction>,
    pub(crate) cumulative: bool,
    pub(crate) description: Vec<Gram>,
    pub(crate) values: Vec<Value>,
}

/// A value, made comparable.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) role: Role,
    pub(crate) year: Option<i32>,
    /// Folded; empty where there is none.
    pub(crate) label: String,
    /// None where the value is words.
    pub(crate) number: Option<Decimal>,
    /// The printed words, folded, where it is no number.
    pub(crate) words: String,
}

/// The nodes of an edition, or of all that is known so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Nodes {
    pub(crate) items: Vec<ItemNode>,
    pub(crate) indicators: Vec<IndicatorNode>,
    /// Item and indicator in the edition, of each indicator node.
    pub(crate) places: Vec<(usize, usize)>,
}

impl Nodes {
    pub(crate) fn of(edition: &Edition) -> Self {
        let mut nodes = Self::default();
        for (at, item) in edition.items.iter().enumerate() {
            nodes.items.push(item_node(item));
            for (ordinal, indicator) in item.indicators.iter().enumerate() {
                nodes.indicators.push(indicator_node(at, indicator));
                nodes.places.push((at, ordinal));
            }
        }
        nodes
    }
}

impl Nodes {
    /// The indicators of each item.
    pub(crate) fn by_item(&self) -> Vec<Vec<&IndicatorNode>> {
        let mut by_item = vec![Vec::new(); self.items.len()];
        for node in &self.indicators {
            if let Some(of_item) = by_item.get_mut(node.item) {
                of_item.push(node);
            }
        }
        by_item
    }
}

/// The name of an indicator as printed: its name, else its sentence.
pub(crate) fn indicator_name(indicator: &Indicator) -> &str {
    indicator.name.as_deref().or(indicator.statement.as_deref()).unwrap_or_default()
}

/// The name of an item as printed: its title, else the names of its indicators, else its summary.
pub(crate) fn item_name(item: &Item) -> String {
    match &item.title {
        Some(title) => title.clone(),
        None if item.indicators.is_empty() => item.summary.clone().unwrap_or_default(),
        None => item.indicators.iter().map(indicator_name).collect::<Vec<_>>().join("・"),
    }
}

fn item_node(item: &Item) -> ItemNode {
    let titles: String = item.paths.iter().flatten().filter_map(|heading| heading.title.as_deref()).collect();
    let text: String = item.summary.iter().chain(&item.purpose).map(String::as_str).collect();
    let folded = |path: &Vec<String>| path.iter().map(|part| japanese_normalize::fold(part)).collect();
    let mut indicators: Vec<Gram> = item.indicators.iter().flat_map(marks).collect();
    indicators.sort_unstable();
    indicators.dedup();
    ItemNode {
        name: Name::of(&item_name(item)),
        titled: item.title.is_some(),
        number: item.number.as_deref().map(japanese_normalize::fold),
        path: grams(&with_western_years(&titles)),
        departments: item.departments.iter().map(folded).collect(),
        text: grams(&with_western_years(&text)),
        indicators,
        repeated: item.repeated,
    }
}

/// Marks by which indicators of two items are known to be the same: name and numbers of some length.
fn marks(indicator: &Indicator) -> Vec<Gram> {
    let name = Name::of(indicator_name(indicator));
    let numbers = indicator.observations.iter().filter_map(|observation| observation.value);
    let telling =
        numbers.filter(|number| digits(*number) >= 3).map(|number| mark(&number.normalize().to_string()));
    std::iter::once(mark(&name.key)).filter(|_| !name.is_empty()).chain(telling).collect()
}

/// FNV-1a: a mark that is the same in every run and on every machine.
pub(crate) fn mark(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Digits that tell a number from others: without zeros at either end.
pub(crate) fn digits(number: Decimal) -> usize {
    let mantissa = number.mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}

fn indicator_node(item: usize, indicator: &Indicator) -> IndicatorNode {
    let unit = indicator.observations.iter().find_map(|observation| observation.unit.as_deref());
    let unit = unit.or(indicator.unit_hint.as_deref());
    IndicatorNode {
        item,
        name: Name::of(indicator_name(indicator)),
        unit: unit.map(japanese_normalize::fold),
        direction: indicator.direction,
        cumulative: indicator.cumulative,
        description: indicator
            .description
            .as_deref()
            .map(|text| grams(&with_western_years(text)))
            .unwrap_or_default(),
        values: indicator.observations.iter().filter_map(value).take(MOST_VALUES).collect(),
    }
}

/// What is not measured says nothing of which indicator it is.
fn value(observation: &Observation) -> Option<Value> {
    if observation.kind == ObservationKind::Unmeasured {
        return None;
    }
    let words =
        if observation.value.is_none() { japanese_normalize::fold(&observation.raw) } else { String::new() };
    Some(Value {
        role: observation.role,
        year: observation.fiscal_year,
        label: observation.label.as_deref().map(japanese_normalize::fold).unwrap_or_default(),
        number: observation.value,
        words,
    })
}

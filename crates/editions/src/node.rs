//! What is compared of an item and of an indicator.

use std::borrow::Cow;
use std::sync::Arc;

use plan_records::records::{Direction, Indicator, Item};

use crate::edition::Edition;
use crate::forms::Forms;
use crate::grams::Gram;
use crate::name::Name;
use crate::values::{Values, key};

/// An item, made comparable.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ItemNode {
    /// Title; of a row without one, the names of its indicators.
    pub(crate) name: Arc<Name>,
    /// It has a title.
    pub(crate) titled: bool,
    pub(crate) number: Option<String>,
    /// Titles of the headings above.
    pub(crate) path: Arc<[Gram]>,
    /// Every department, each from the top.
    pub(crate) departments: Vec<Vec<Arc<str>>>,
    /// Summary and purpose.
    pub(crate) text: Arc<[Gram]>,
    /// Names of the indicators and values that they have.
    pub(crate) indicators: Vec<Gram>,
    pub(crate) repeated: bool,
}

/// An indicator, made comparable.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct IndicatorNode {
    /// Its item, by its place among the item nodes.
    pub(crate) item: usize,
    pub(crate) name: Arc<Name>,
    pub(crate) unit: Option<Arc<str>>,
    pub(crate) direction: Option<Direction>,
    pub(crate) cumulative: bool,
    pub(crate) description: Arc<[Gram]>,
    pub(crate) values: Values,
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
    pub(crate) fn of(edition: &Edition, forms: &mut Forms) -> Self {
        let mut nodes = Self::default();
        for (at, item) in edition.items.iter().enumerate() {
            nodes.items.push(item_node(item, forms));
            for (ordinal, indicator) in item.indicators.iter().enumerate() {
                nodes.indicators.push(indicator_node(at, indicator, forms));
                nodes.places.push((at, ordinal));
            }
        }
        nodes
    }
}

/// The name of an indicator as printed: its name, else its sentence.
pub(crate) fn indicator_name(indicator: &Indicator) -> &str {
    indicator.name.as_deref().or(indicator.statement.as_deref()).unwrap_or_default()
}

/// The name of an item as printed: its title, else the names of its indicators, else its summary.
pub(crate) fn item_name(item: &Item) -> Cow<'_, str> {
    match &item.title {
        Some(title) => Cow::Borrowed(title),
        None if item.indicators.is_empty() => Cow::Borrowed(item.summary.as_deref().unwrap_or_default()),
        None => Cow::Owned(item.indicators.iter().map(indicator_name).collect::<Vec<_>>().join("・")),
    }
}

fn item_node(item: &Item, forms: &mut Forms) -> ItemNode {
    let titles: String = item.paths.iter().flatten().filter_map(|heading| heading.title.as_deref()).collect();
    let text: String = item.summary.iter().chain(&item.purpose).map(String::as_str).collect();
    let departments = item.departments.iter();
    let departments = departments.map(|path| path.iter().map(|part| forms.folded(part)).collect()).collect();
    let mut indicators: Vec<Gram> = Vec::new();
    item.indicators.iter().for_each(|indicator| add_marks(indicator, forms, &mut indicators));
    indicators.sort_unstable();
    indicators.dedup();
    ItemNode {
        name: forms.name(&item_name(item)),
        titled: item.title.is_some(),
        number: item.number.as_deref().map(japanese_normalize::fold),
        path: forms.grams(&titles),
        departments,
        text: forms.grams(&text),
        indicators,
        repeated: item.repeated,
    }
}

/// Marks by which indicators of two items are known to be the same: name and numbers of some length.
fn add_marks(indicator: &Indicator, forms: &mut Forms, marks: &mut Vec<Gram>) {
    let name = forms.name(indicator_name(indicator));
    marks.extend(Some(&name).filter(|name| !name.is_empty()).map(|name| mark(&name.key)));
    marks.extend(indicator.observations.iter().filter_map(|observation| key(observation.value)));
}

/// FNV-1a: a mark that is the same in every run and on every machine.
pub(crate) fn mark(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn indicator_node(item: usize, indicator: &Indicator, forms: &mut Forms) -> IndicatorNode {
    let unit = indicator.observations.iter().find_map(|observation| observation.unit.as_deref());
    let unit = unit.or(indicator.unit_hint.as_deref());
    IndicatorNode {
        item,
        name: forms.name(indicator_name(indicator)),
        unit: unit.map(|unit| forms.folded(unit)),
        direction: indicator.direction,
        cumulative: indicator.cumulative,
        description: forms.grams(indicator.description.as_deref().unwrap_or_default()),
        values: Values::of(&indicator.observations, forms),
    }
}

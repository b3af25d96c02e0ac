//! Units without a value, and units that are none: a head that changed places, or two cells in one.

use document_model::{Diagnostic, Severity};
use japanese_normalize::{is_unit, is_unmeasured};

use super::of_each_value;
use crate::records::{Item, Observation, ObservationKind};

/// Characters of a unit that no list knows, at most: 市町村, 事業者, ポイント; but not 1日平均利用者数人.
const LONGEST: usize = 8;

/// Checks the units of an item's values.
#[must_use]
pub fn check(item: &Item) -> Vec<Diagnostic> {
    of_each_value(item, |_, _, observation| [alone(observation), doubtful(observation)])
}

/// 人, where a value is expected.
fn alone(observation: &Observation) -> Option<Diagnostic> {
    let raw = observation.raw.trim();
    if observation.kind != ObservationKind::Text || !is_unit(raw) {
        return None;
    }
    let ja = format!("値の欄に単位「{raw}」だけが入っています。数値が欠けたか、列がずれているかもしれません");
    let en = format!(
        "the unit \"{raw}\" alone stands where a value is expected; the number may be lost, or cells stand off their columns"
    );
    Some(Diagnostic::new(Severity::Warning, "unit-without-value", ja, en))
}

/// `未測定`, `1日平均利用者数人`: what stands in the place of a unit.
fn doubtful(observation: &Observation) -> Option<Diagnostic> {
    let unit = observation.unit.as_deref()?;
    let counts = ["数", "率", "割合"].iter().any(|end| unit.ends_with(end)) && unit.chars().count() > 2;
    let long = unit.chars().count() > LONGEST && !unit.is_ascii();
    if is_unit(unit) || !(is_unmeasured(unit) || counts || long) {
        return None;
    }
    let ja = format!("「{}」の単位「{unit}」は、単位らしくありません", observation.raw);
    let en = format!("the unit \"{unit}\" of \"{}\" does not look like one", observation.raw);
    Some(Diagnostic::new(Severity::Warning, "unit-doubtful", ja, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Relation, Role};

    fn observation(raw: &str, unit: Option<&str>) -> Observation {
        let kind = if unit.is_some() { ObservationKind::Number } else { ObservationKind::Text };
        Observation {
            role: Role::Target,
            fiscal_year: Some(2026),
            as_of: None,
            period: None,
            label: None,
            kind,
            value: unit.map(|_| 5.into()),
            unit: unit.map(str::to_owned),
            relation: unit.map(|_| Relation::Equal),
            approximate: false,
            raw: raw.to_owned(),
        }
    }

    #[test]
    fn a_unit_alone_is_no_value() {
        assert!(alone(&observation("世帯", None)).is_some());
        assert!(alone(&observation("全面運用", None)).is_none());
    }

    #[test]
    fn what_is_no_unit_is_found() {
        for unit in ["未測定", "1日平均利用者数人", "登録者数"] {
            assert!(doubtful(&observation("5", Some(unit))).is_some(), "{unit}");
        }
        for unit in ["人", "市町村", "ポイント", "t-CO2", "g/人・日", "円/kg"] {
            assert!(doubtful(&observation("5", Some(unit))).is_none(), "{unit}");
        }
    }
}

//! Values whose print gives damage away: digits grouped oddly, a unit that the name speaks against, a share beyond 100 %,
//! one value twice.

use document_model::{Diagnostic, Severity};
use japanese_normalize::fold;
use rust_decimal::Decimal;

use super::of_each_value;
use crate::records::{Indicator, Item, Observation, ObservationKind, Role};

/// Ends of names, and units that cannot be meant by them.
const AGAINST: [(&[&str], &[&str]); 6] = [
    (&["率", "割合"], &["件", "回", "円", "校", "社", "日", "台"]),
    (&["件数"], &["%", "人", "円", "校", "社", "日", "台"]),
    (&["人数", "者数"], &["%", "回", "円", "校", "日", "台"]),
    (&["回数"], &["%", "人", "円", "校", "社", "日", "台"]),
    (&["日数"], &["%", "人", "回", "円", "校", "社", "台", "件"]),
    (&["額"], &["%", "人", "回", "校", "社", "日", "台", "件"]),
];

/// Words in a name of a share that can lie beyond 100 %.
const BEYOND: [&str; 7] = ["達成", "伸び", "増", "比", "指数", "対", "充足"];

/// A percentage beyond 100 and this many times as high as all others of its indicator may have lost its decimal point.
const FAR_BEYOND: i64 = 4;

/// Checks the print of an item's values.
#[must_use]
pub fn check(item: &Item) -> Vec<Diagnostic> {
    of_each_value(item, |indicator, number, observation| {
        [
            odd_groups(observation),
            unit_against_name(indicator, observation),
            beyond_hundred(indicator, observation),
            stands_twice(indicator, number, observation),
            label_of_digits(observation),
            doubled_unit(observation),
            year_before_baseline(indicator, observation),
        ]
    })
}

/// `1,23` and `12,3456`: a comma that does not part thousands. Such a cell has no value; its text is kept.
fn odd_groups(observation: &Observation) -> Option<Diagnostic> {
    let folded = fold(&observation.raw);
    let mut run = String::new();
    let mut runs = Vec::new();
    for character in folded.chars().chain(std::iter::once(' ')) {
        if character.is_ascii_digit() || character == ',' {
            run.push(character);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    let number = observation.kind == ObservationKind::Number;
    let odd = runs.into_iter().find(|run| {
        let groups: Vec<&str> = run.trim_matches(',').split(',').collect();
        let nought = run.len() > 1 && run.starts_with('0') && number && folded.starts_with(run.as_str());
        nought
            || groups.len() > 1
                && (groups.iter().skip(1).any(|group| group.len() != 3)
                    || groups.first().is_some_and(|first| first.len() > 3))
    })?;
    let ja = format!("「{odd}」の数字の並びがふつうと違います。桁が欠けているかもしれません");
    let en =
        format!("the digits of \"{odd}\" are grouped oddly, or begin with a nought: a digit may be lost");
    Some(Diagnostic::new(Severity::Warning, "digits-grouped-oddly", ja, en))
}

fn unit_against_name(indicator: &Indicator, observation: &Observation) -> Option<Diagnostic> {
    let name = indicator.name.as_deref()?;
    let unit = observation.unit.as_deref().map(fold)?;
    let bare = fold(name);
    let bare = bare.split(['(', '・', '【']).next().unwrap_or_default();
    let against = AGAINST
        .iter()
        .find(|(ends, _)| ends.iter().any(|end| bare.ends_with(end)))
        .is_some_and(|(_, units)| units.contains(&unit.as_str()));
    against.then(|| {
        let ja = format!("指標名「{name}」に対して、値「{}」の単位{unit}は合いません", observation.raw);
        let en = format!(
            "the unit {unit} of \"{}\" does not fit the indicator's name \"{name}\"",
            observation.raw
        );
        Diagnostic::new(Severity::Warning, "unit-against-name", ja, en)
    })
}

fn beyond_hundred(indicator: &Indicator, observation: &Observation) -> Option<Diagnostic> {
    let name = indicator.name.as_deref()?;
    let folded = fold(name);
    let bare = folded.split(['(', '・', '【']).next().unwrap_or_default();
    let is_share =
        (bare.ends_with('率') || bare.ends_with("割合")) && !BEYOND.iter().any(|word| name.contains(word));
    let percent = observation.unit.as_deref().map(fold).as_deref() == Some("%");
    let own = observation.value.filter(|value| percent && *value > Decimal::ONE_HUNDRED)?;
    let value = (is_share || far_beyond_others(indicator, observation, own)).then_some(own)?;
    let ja = format!("「{name}」の値{value}%は100%を超えています。小数点が欠けているかもしれません");
    let en = format!("{value} % of \"{name}\" lies beyond 100 %: a decimal point may be lost");
    Some(Diagnostic::new(Severity::Warning, "share-beyond-100", ja, en))
}

/// `%%`, `か所か所`: a unit twice; two cells may stand in one.
fn doubled_unit(observation: &Observation) -> Option<Diagnostic> {
    let unit = observation.unit.as_deref()?;
    let characters: Vec<char> = unit.chars().collect();
    let (first, second) = characters.split_at(characters.len() / 2);
    if first.is_empty() || first != second || first.iter().all(char::is_ascii_alphabetic) {
        return None;
    }
    let ja = format!(
        "「{}」の単位「{unit}」は同じ語の繰り返しです。2つのセルがつながったかもしれません",
        observation.raw
    );
    let en = format!(
        "the unit \"{unit}\" of \"{}\" is one word twice: two cells may have become one",
        observation.raw
    );
    Some(Diagnostic::new(Severity::Warning, "unit-doubled", ja, en))
}

/// A target of a year before the baseline's.
fn year_before_baseline(indicator: &Indicator, observation: &Observation) -> Option<Diagnostic> {
    let year = observation.fiscal_year.filter(|_| observation.role == Role::Target)?;
    let mut baselines = indicator.observations.iter().filter(|seen| seen.role == Role::Baseline);
    let baseline = baselines.next()?.fiscal_year.filter(|baseline| *baseline > year)?;
    let ja = format!("目標値「{}」の年度{year}が、基準値の年度{baseline}より前です", observation.raw);
    let en = format!(
        "the year {year} of the target \"{}\" lies before the baseline's, {baseline}",
        observation.raw
    );
    Some(Diagnostic::new(Severity::Warning, "target-before-baseline", ja, en))
}

/// `41 2日`: a part that is called 41. A decimal point may be lost, or two cells stand in one.
fn label_of_digits(observation: &Observation) -> Option<Diagnostic> {
    let only_digits = |text: &str| {
        text.chars().any(|found| found.is_ascii_digit())
            && text.chars().all(|found| found.is_ascii_digit() || matches!(found, ',' | '.' | '-' | ' '))
    };
    let in_words = observation.kind == ObservationKind::Text && is_broken(&observation.raw);
    if !in_words && !observation.label.as_deref().map(fold).is_some_and(|label| only_digits(&label)) {
        return None;
    }
    let ja = format!(
        "「{}」は数字が途中で切れています。小数点が欠けたか、2つの値が並んでいるかもしれません",
        observation.raw
    );
    let en = format!(
        "the digits of \"{}\" are broken: a decimal point may be lost, or two values stand together",
        observation.raw
    );
    Some(Diagnostic::new(Severity::Warning, "digits-broken", ja, en))
}

/// `.2`, `8 5,240`: a number without its beginning, or numbers and nothing else.
fn is_broken(raw: &str) -> bool {
    let parts: Vec<String> = raw.split_whitespace().map(fold).collect();
    let is_number = |part: &String| {
        part.starts_with(|found: char| found.is_ascii_digit() || found == '.')
            && part.chars().filter(|found| found.is_ascii_digit() || matches!(found, '.' | ',')).count() * 2
                > part.chars().count()
    };
    let digits = |part: &String| part.chars().any(|found| found.is_ascii_digit());
    let headless = parts.iter().any(|part| part.starts_with('.') && digits(part));
    headless || parts.len() > 1 && parts.iter().all(is_number)
}

/// Do all other percentages of the indicator keep below 100, and this one lie far beyond them?
fn far_beyond_others(indicator: &Indicator, observation: &Observation, own: Decimal) -> bool {
    let others = indicator.observations.iter().filter(|other| !std::ptr::eq(*other, observation));
    let percents: Vec<Decimal> =
        others.filter(|other| other.unit == observation.unit).filter_map(|other| other.value).collect();
    let most = percents.iter().max().copied();
    most.is_some_and(|most| {
        most <= Decimal::ONE_HUNDRED && own > most.saturating_mul(Decimal::from(FAR_BEYOND))
    })
}

fn stands_twice(indicator: &Indicator, at: usize, observation: &Observation) -> Option<Diagnostic> {
    if observation.kind != ObservationKind::Number || indicator.statement.is_some() {
        return None;
    }
    let same = |other: &&Observation| {
        other.kind == ObservationKind::Number
            && (other.role, other.fiscal_year, &other.label)
                == (observation.role, observation.fiscal_year, &observation.label)
            && (&other.as_of, &other.period) == (&observation.as_of, &observation.period)
    };
    let earlier = indicator.observations.iter().take(at).find(same)?;
    let ja = format!("同じ指標・年度・種類の値が2つあります：「{}」と「{}」", earlier.raw, observation.raw);
    let en = format!(
        "two values of one indicator, year and kind: \"{}\" and \"{}\"",
        earlier.raw, observation.raw
    );
    Some(Diagnostic::new(Severity::Warning, "value-twice", ja, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Relation, Role};
    use crate::validate::empty_item;

    fn observation(raw: &&str) -> Observation {
        let quantity = japanese_normalize::quantity_cell(raw);
        Observation {
            role: Role::Target,
            fiscal_year: Some(2026),
            as_of: None,
            period: None,
            label: None,
            kind: if quantity.is_some() { ObservationKind::Number } else { ObservationKind::Text },
            value: quantity.as_ref().map(|quantity| quantity.value),
            relation: quantity.as_ref().map(|_| Relation::Equal),
            unit: quantity.and_then(|quantity| quantity.unit),
            approximate: false,
            raw: (*raw).to_owned(),
        }
    }

    fn codes(name: &str, raws: &[&str]) -> Vec<&'static str> {
        let observations = raws.iter().map(observation).collect();
        let indicator = Indicator { name: Some(name.to_owned()), observations, ..Indicator::default() };
        check(&Item { indicators: vec![indicator], ..empty_item() })
            .into_iter()
            .map(|found| found.code)
            .collect()
    }

    #[test]
    fn a_comma_that_parts_no_thousands_is_found() {
        assert_eq!(codes("利用件数", &["1,23件"]), ["digits-grouped-oddly"]);
        assert!(codes("利用件数", &["1,234,567件"]).is_empty());
    }

    #[test]
    fn broken_digits_are_found() {
        assert_eq!(codes("利用件数", &["00件"]), ["digits-grouped-oddly"]);
        assert_eq!(codes("平均日数", &[".2"]), ["digits-broken"]);
        assert_eq!(codes("待機児童数", &["8 5,240"]), ["digits-broken"]);
        assert!(codes("利用件数", &["0件"]).is_empty());
        assert!(codes("研修", &["3市町で実施"]).is_empty());
    }

    #[test]
    fn a_unit_twice_is_found() {
        let found = |unit: &str| {
            let seen = Observation { unit: Some(unit.to_owned()), ..observation(&"45") };
            doubled_unit(&seen).map(|found| found.code)
        };
        assert_eq!(found("か所か所"), Some("unit-doubled"));
        assert_eq!(["件", "か所", "mm", "人日"].map(found), [None; 4]);
    }

    #[test]
    fn a_unit_that_the_name_speaks_against_is_found() {
        assert_eq!(codes("オンライン申請の利用率（年間）", &["45件"]), ["unit-against-name"]);
        assert!(codes("乳児死亡率", &["1.8人"]).is_empty());
        assert!(codes("利用件数", &["45件"]).is_empty());
    }

    #[test]
    fn a_share_beyond_100_is_found() {
        assert_eq!(codes("普及率", &["833%"]), ["share-beyond-100"]);
        assert!(codes("目標達成率", &["120%"]).is_empty());
        assert_eq!(codes("対前年比", &["833%", "84.0%"]), ["share-beyond-100", "value-twice"]);
        assert_eq!(codes("対前年比", &["120%", "84.0%"]), ["value-twice"]);
    }

    #[test]
    fn a_value_that_stands_twice_is_found() {
        assert_eq!(codes("利用件数", &["45件", "50件"]), ["value-twice"]);
    }
}

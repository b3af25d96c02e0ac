//! `keikaku normalize quantity`.

use japanese_normalize::{
    Change, Quantity, QuantityKind, Refusal, is_absent, is_unmeasured, multiple_word, normal_form,
    quantities_under, quantity_refusal,
};
use serde_json::{Value, json};

use super::finding::Finding;
use super::{Answer, span};

/// The observations of a line: its quantities, or the one word that stands in their place.
///
/// Units that the line leaves out are those of the heading.
pub(super) fn answer(line: &str, heading: Option<&str>) -> Answer {
    let found = quantities_under(line, heading.unwrap_or_default());
    if !found.is_empty() {
        let observations = found.iter().map(|quantity| observation(line, quantity)).collect();
        return Answer::new(Value::Array(observations), Vec::new());
    }
    if let Some((value, change)) = multiple_word(line) {
        return Answer::new(json!([multiple(line, value, change)]), Vec::new());
    }
    if is_absent(line) {
        return Answer::new(json!([]), Vec::new());
    }
    let kind = if is_unmeasured(line) { Some("unmeasured") } else { is_statement(line).then_some("text") };
    match kind {
        Some(kind) => Answer::new(json!([without_value(line, kind)]), Vec::new()),
        None => Answer::new(json!([]), quantity_refusal(line).into_iter().map(refused).collect()),
    }
}

/// 倍増 as 2 倍, 半減 as 0.5 倍.
fn multiple(line: &str, value: impl ToString, change: Change) -> Value {
    let mut observation = without_value(line, "number");
    let change = if change == Change::Increase { "increase" } else { "decrease" };
    let parts =
        [("value", value.to_string().as_str()), ("unit", "倍"), ("relation", "="), ("change", change)]
            .map(|(key, part)| (key, json!(part)));
    for (key, part) in parts.into_iter().chain([("form", json!("ratio"))]) {
        if let Some(place) = observation.get_mut(key) {
            *place = part;
        }
    }
    observation
}

fn observation(line: &str, quantity: &Quantity) -> Value {
    json!({
        "kind": "number",
        "value": quantity.value.to_string(),
        "upper": quantity.upper.map(|upper| upper.to_string()),
        "unit": quantity.unit,
        "relation": quantity.relation.symbol(),
        "approximate": quantity.approximate,
        "cumulative": quantity.cumulative,
        "total": quantity.total,
        "change": quantity.change.map(|change| match change {
            Change::Increase => "increase",
            Change::Decrease => "decrease",
        }),
        "per": quantity.per,
        "form": form(quantity.kind),
        "raw": line.get(quantity.range.clone()),
        "range": span(&quantity.range),
        "number_range": span(&quantity.number_range),
    })
}

fn form(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Count => "count",
        QuantityKind::Percent => "percent",
        QuantityKind::Share => "share",
        QuantityKind::Rank => "rank",
        QuantityKind::Range => "range",
        QuantityKind::Ratio => "ratio",
        _ => "bare",
    }
}

/// A whole line that is no number: 未測定, 皆減.
fn without_value(line: &str, kind: &str) -> Value {
    let raw = line.trim();
    let start = line.len() - line.trim_start().len();
    json!({
        "kind": kind,
        "value": null,
        "upper": null,
        "unit": null,
        "relation": null,
        "approximate": false,
        "cumulative": false,
        "total": false,
        "change": null,
        "per": null,
        "form": null,
        "raw": raw,
        "range": [start, start + raw.len()],
        "number_range": null,
    })
}

/// 皆減, 全市町村: an amount in words.
fn is_statement(line: &str) -> bool {
    let text = normal_form(line);
    let amount = ["皆増", "皆減", "皆無", "倍増以上"].contains(&text.as_str());
    let whole = text.strip_prefix('全').is_some_and(|rest| {
        let kanji = rest.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        kanji
            && ["市町村", "市町", "世帯", "学校", "校", "部局", "所属", "課", "職員", "県", "戸"]
                .iter()
                .any(|end| rest.ends_with(end) && rest.chars().count() <= 6)
    });
    amount || whole
}

fn refused(refusal: Refusal) -> Finding {
    let (code, ja, en) = match refusal {
        Refusal::NoNumber => ("no-number", "数がありません", "there is no number"),
        Refusal::NoValue => (
            "no-value",
            "数の値を正確に表せません（桁が多すぎるか、位取りの語が矛盾しています）",
            "the value cannot be known exactly: too many digits, or scale words that contradict each other",
        ),
        Refusal::Vague => (
            "vague-number",
            "数十・10数のように、いくつかが書かれていません",
            "the number is not said, as in 数十 or 10数",
        ),
        Refusal::Time => ("number-of-a-date", "数は日付や年度の一部です", "the numbers are parts of dates"),
        Refusal::Order => {
            ("number-of-an-order", "数は順番を表します", "the number gives a place in an order")
        }
        _ => (
            "number-of-a-name",
            "数が名前・番号・見出しの一部か、何を数えたかが書かれていません",
            "the number belongs to a name, code or heading, or nothing says what it counts",
        ),
    };
    Finding::info(code, ja, en)
}

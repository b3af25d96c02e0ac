//! Lines over the table's whole width that speak of the row above: `KPI：講座の受講者数 45人（R5）→ 80人（R8）`.

use japanese_normalize as japanese;

use super::values::relation;
use crate::records::{Indicator, IndicatorKind, Observation, ObservationKind, Role};

/// Words with which such a line begins.
const LEADS: [(&str, IndicatorKind); 8] = [
    ("重要業績評価指標", IndicatorKind::Kpi),
    ("成果指標", IndicatorKind::Kpi),
    ("活動指標", IndicatorKind::Kpi),
    ("評価指標", IndicatorKind::Kpi),
    ("数値目標", IndicatorKind::Goal),
    ("KPI", IndicatorKind::Kpi),
    ("指標", IndicatorKind::Kpi),
    ("目標", IndicatorKind::Goal),
];

/// Does the line speak of an indicator of the row above?
#[must_use]
pub fn is_indicator_line(text: &str) -> bool {
    lead(text).is_some()
}

/// The kind, and the text behind the lead and its colon.
fn lead(text: &str) -> Option<(IndicatorKind, &str)> {
    let trimmed = text.trim().trim_start_matches(['【', '■', '●', '○', '◆', '・', '※', ' ', '\u{3000}']);
    LEADS.iter().find_map(|(word, kind)| {
        let rest = strip_folded(trimmed, word)?;
        let rest = match rest.trim_start().strip_prefix(['(', '（']) {
            Some(inside) => inside.split_once([')', '）']).map_or(rest, |(_, after)| after),
            None => rest,
        };
        let rest = rest.trim_start().trim_start_matches('】').trim_start();
        let after = rest.strip_prefix([':', '：', '\u{3000}'])?;
        Some((*kind, after.trim()))
    })
}

/// The text behind a word, in full or half width.
fn strip_folded<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text;
    for expected in word.chars() {
        let found = rest.chars().next()?;
        if japanese::fold(&found.to_string()) != expected.to_string() {
            return None;
        }
        rest = rest.get(found.len_utf8()..)?;
    }
    Some(rest)
}

/// The indicator that the line states: the value before the first arrow is the baseline, the others are targets.
#[must_use]
pub fn read_indicator_line(text: &str, year: Option<i32>) -> Option<Indicator> {
    let (kind, body) = lead(text)?;
    let pieces: Vec<&str> = body.split(['→', '⇒', '➡']).map(str::trim).collect();
    let quantities = japanese::quantities(pieces.first()?);
    let first = quantities.last()?;
    let name = pieces
        .first()?
        .get(..first.range.start)?
        .trim()
        .trim_end_matches([':', '：', '、', ' ', '\u{3000}', '（', '(']);
    let mut observations = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let quantity = japanese::quantities(piece).into_iter().next_back()?;
        let named = piece
            .get(quantity.range.end..)
            .and_then(|after| japanese::times(after).into_iter().find_map(|time| time.fiscal_year));
        let role = if at == 0 && pieces.len() > 1 { Role::Baseline } else { Role::Target };
        let unit = quantity
            .unit
            .clone()
            .or_else(|| observations.first().and_then(|known: &Observation| known.unit.clone()));
        observations.push(Observation {
            role,
            fiscal_year: named.or(year.filter(|_| role == Role::Target)),
            as_of: None,
            period: None,
            label: None,
            kind: ObservationKind::Number,
            value: Some(quantity.value),
            unit,
            relation: Some(relation(quantity.relation)),
            approximate: quantity.approximate,
            raw: japanese::normal_form(piece.get(quantity.range.start..).unwrap_or(piece)),
        });
    }
    Some(Indicator {
        name: (!name.is_empty()).then(|| japanese::normal_form(name)),
        statement: None,
        kind: Some(kind),
        unit_hint: None,
        cumulative: quantities.iter().any(|quantity| quantity.cumulative)
            || super::statement::says_cumulative(body),
        description: None,
        direction: None,
        observations,
        evaluations: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_line_with_an_arrow() {
        let indicator = read_indicator_line("ＫＰＩ：オンライン申請率　45%（R5）→ 80%（R8）", None).unwrap();
        assert_eq!(indicator.name.as_deref(), Some("オンライン申請率"));
        let values: Vec<_> = indicator
            .observations
            .iter()
            .map(|o| (o.role, o.fiscal_year, o.value.unwrap().to_string()))
            .collect();
        assert_eq!(
            values,
            [(Role::Baseline, Some(2023), "45".into()), (Role::Target, Some(2026), "80".into())]
        );
    }

    #[test]
    fn other_lines_are_none() {
        assert!(!is_indicator_line("目標年度までに整備する"));
        assert!(!is_indicator_line("1 暮らしのDX"));
    }
}

//! Lines over the table's whole width that speak of the row above: `KPI：講座の受講者数 45人（R5）→ 80人（R8）`.

use japanese_normalize as japanese;

use super::headings::BRACKETS;
use super::values::{Context, read_cell};
use crate::records::{Indicator, IndicatorKind, Observation, ObservationKind};
use crate::roles::RoleKind;
use crate::roles::assign::Value;
use crate::roles::evidence::value_word;

/// Arrows between values.
const ARROWS: [char; 7] = ['→', '⇒', '➡', '▶', '►', '⇨', '➔'];

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

/// Does the line say something of the row above: an indicator, or a remark?
#[must_use]
pub fn speaks_of_row(text: &str) -> bool {
    is_indicator_line(text) || read_remark(text).is_some()
}

/// Does the line speak of an indicator of the row above?
#[must_use]
pub fn is_indicator_line(text: &str) -> bool {
    lead(text).is_some()
}

/// Characters of the label of a remark at most.
const LONGEST_LABEL: usize = 16;

/// Label and text of a remark on the row above: `【実績の分析】前年度から減少した。`.
#[must_use]
pub fn read_remark(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = std::iter::once(('【', '】'))
        .chain(BRACKETS)
        .find_map(|(open, close)| text.trim().strip_prefix(open)?.split_once(close))
        .filter(|_| !is_indicator_line(text))?;
    let (label, rest) = (label.trim(), rest.trim());
    let sentence = rest.ends_with(['。', '．']);
    let short = (1..=LONGEST_LABEL).contains(&label.chars().count());
    (sentence && short).then_some((label, rest))
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
    read_steps(Some(kind), body, year)
}

/// Does the text lead from one value to the next by an arrow?
#[must_use]
pub fn has_steps(text: &str) -> bool {
    text.contains(ARROWS)
}

/// Reads `受講者数：45人（R5）→ 80人（R8）`: a name, the baseline, and behind arrows the targets; a text without an arrow
/// has a target alone.
#[must_use]
pub fn read_steps(kind: Option<IndicatorKind>, body: &str, year: Option<i32>) -> Option<Indicator> {
    let pieces: Vec<&str> = body.split(ARROWS).map(str::trim).collect();
    let (name, mut said, first) = name_kind_and_value(pieces.first()?)?;
    let values: Vec<&str> = std::iter::once(first).chain(pieces.iter().skip(1).copied()).collect();
    let mut observations: Vec<Observation> = Vec::new();
    let mut cumulative = super::statement::says_cumulative(body);
    for (at, piece) in values.iter().enumerate() {
        let (piece, own) = leading_kind(piece);
        let by_place = if at == 0 && values.len() > 1 { RoleKind::Baseline } else { RoleKind::Target };
        let role = own.or(said.take()).unwrap_or(by_place);
        let unit = observations.first().and_then(|known| known.unit.clone());
        let context = Context {
            values: vec![Value { role, year: year.filter(|_| role == RoleKind::Target) }],
            unit_hint: unit,
            ..Context::default()
        };
        let cell = read_cell(piece, &context);
        cumulative |= cell.cumulative;
        let read: Vec<Observation> = cell.marks.into_iter().flat_map(|(_, values)| values).collect();
        let text = read.iter().any(|observation| observation.kind == ObservationKind::Text);
        if read.is_empty() || text {
            return None;
        }
        observations.extend(read);
    }
    let name = (!name.is_empty()).then(|| japanese::normal_form(name));
    Some(Indicator { name, kind, cumulative, observations, ..Indicator::default() })
}

/// Words for kinds of values, longer ones first.
const KINDS: [&str; 9] = ["現状値", "基準値", "当初値", "目標値", "実績値", "現状", "基準", "目標", "実績"];

/// What may stand between a name or a word and a value: dots that lead from one to the other, a colon.
const LEADERS: [char; 10] = ['…', '‥', '・', '･', ':', '：', ' ', '\u{3000}', '\n', '、'];

/// The kind of value with which a text begins (目標 4,500件), and what stands behind it.
fn leading_kind(text: &str) -> (&str, Option<RoleKind>) {
    let found = KINDS.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?.trim_start_matches(LEADERS);
        is_value(rest).then(|| (rest, value_word(word)))
    });
    found.unwrap_or((text, None))
}

/// Name, kind and value of `受講者数 …… 現状 45人（R5）`.
fn name_kind_and_value(text: &str) -> Option<(&str, Option<RoleKind>, &str)> {
    let said = KINDS.iter().find_map(|word| {
        let at = text.rfind(word).filter(|at| *at > 0)?;
        let rest = text.get(at + word.len()..)?.trim_start_matches(LEADERS);
        is_value(rest).then_some((text.get(..at)?, value_word(word), rest))
    });
    let (name, kind, value) = match said {
        Some(found) => found,
        None => name_and_value(text).map(|(name, value)| (name, None, value))?,
    };
    let name = name.trim_end_matches(LEADERS).trim_end_matches(['(', '（']).trim_end_matches(LEADERS);
    // 登録者数 R5：3万2千人: the year belongs to the value.
    let year = japanese::times(name).into_iter().next_back().filter(|time| {
        let colon = text.get(name.len()..).is_some_and(|rest| rest.trim_start().starts_with([':', '：']));
        colon && time.range.end == name.len() && time.range.start > 0 && time.fiscal_year.is_some()
    });
    Some(match year {
        Some(time) => {
            (name.get(..time.range.start)?.trim_end_matches(LEADERS), kind, text.get(time.range.start..)?)
        }
        None => (name, kind, value),
    })
}

/// The name, and the value with which the text ends: a quantity or 未実施, and a year in brackets behind it.
fn name_and_value(text: &str) -> Option<(&str, &str)> {
    let quantity = japanese::quantities(text).into_iter().next_back().map(|quantity| quantity.range.start);
    // 一人1日当たりの排出量　約890g: a blank before the value parts the name from it.
    let blanks = text.char_indices().filter(|(_, character)| character.is_whitespace());
    let tail = |at: usize| text.get(at..).map(str::trim).unwrap_or_default();
    let parted = blanks.map(|(at, _)| at).find(|at| is_value(tail(*at)));
    let at = parted.or(quantity.map(|at| behind_bracket(text, at)))?;
    let name = text.get(..at)?.trim().trim_end_matches([':', '：', '、', ' ', '\u{3000}', '（', '(']);
    Some((name, tail(at)))
}

/// Where a value begins: not with 累計 in the brackets of the name (`件数（累計）412件`).
fn behind_bracket(text: &str, at: usize) -> usize {
    let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { return at };
    let close = rest.find(['）', ')']).filter(|close| {
        let inside = rest.get(..*close).unwrap_or_default();
        before.ends_with(['（', '(']) && !inside.contains(char::is_numeric)
    });
    close.and_then(|close| Some(at + close + rest.get(close..)?.chars().next()?.len_utf8())).unwrap_or(at)
}

/// Reads `未策定（R5）→ 策定（R7）` below its name: words and quantities, each with its year.
#[must_use]
pub fn read_dated_steps(kind: Option<IndicatorKind>, name: &str, body: &str) -> Option<Indicator> {
    let pieces: Vec<&str> = body.split(ARROWS).map(str::trim).collect();
    let dated = |piece: &&str| japanese::fiscal_year(piece).is_some();
    if pieces.len() < 2 || name.is_empty() || !pieces.iter().all(dated) {
        return None;
    }
    let mut observations: Vec<Observation> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let role = if at == 0 { RoleKind::Baseline } else { RoleKind::Target };
        let context = Context { values: vec![Value { role, year: None }], ..Context::default() };
        let read = read_cell(piece, &context);
        let found: Vec<Observation> = read.marks.into_iter().flat_map(|(_, values)| values).collect();
        if found.len() != 1 || found.iter().any(|observation| observation.fiscal_year.is_none()) {
            return None;
        }
        observations.extend(found);
    }
    let cumulative = super::statement::says_cumulative(name);
    let name = Some(japanese::normal_form(name));
    Some(Indicator { name, kind, cumulative, observations, ..Indicator::default() })
}

/// A quantity or a word for a value that is not known, and no more than a year behind it.
fn is_value(text: &str) -> bool {
    let bare = match text.rfind(['（', '(']) {
        Some(open) if text.ends_with(['）', ')']) => text.get(..open).unwrap_or_default().trim_end(),
        _ => text,
    };
    japanese::is_unmeasured(bare)
        || japanese::quantity_cell(bare)
            .is_some_and(|quantity| quantity.range.start == 0 || quantity.approximate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Role;

    #[test]
    fn remarks_have_a_label_and_a_sentence() {
        assert_eq!(read_remark("＜分析＞前年度から\n減少した。"), Some(("分析", "前年度から\n減少した。")));
        assert_eq!(read_remark("【基本目標1】安心して暮らせるまち"), None);
        assert_eq!(read_remark("【指標】：受講者数は45人とする。"), None);
    }

    #[test]
    fn a_blank_parts_the_name_from_its_value() {
        let said = |text: &str| {
            let indicator = read_indicator_line(text, None).unwrap();
            let values = indicator.observations.iter().map(|found| {
                let value =
                    found.value.map_or_else(|| format!("{:?}", found.kind), |value| value.to_string());
                format!("{value}{}", found.unit.clone().unwrap_or_default())
            });
            (indicator.name.unwrap_or_default(), values.collect::<Vec<_>>())
        };
        assert_eq!(
            said("KPI：一人1日当たりの排出量　約890g/人日（R5） → 840g/人日以下（R8）"),
            ("一人1日当たりの排出量".to_owned(), vec!["890g/人日".to_owned(), "840g/人日".to_owned()])
        );
        assert_eq!(
            said("KPI：対策の実施箇所数　未実施（R5） → 30か所（R8）"),
            ("対策の実施箇所数".to_owned(), vec!["Unmeasured".to_owned(), "30か所".to_owned()])
        );
        assert_eq!(said("KPI：事業者数（累計）　9社（R5） → 40社（R8）").0, "事業者数（累計）");
    }

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
    fn words_before_values_say_their_kind() {
        let read =
            read_steps(None, "発電設備の設置件数（累計） …… 現状 2,841件（R4） → 目標 4,500件（R14）", None)
                .unwrap();
        assert_eq!(read.name.as_deref(), Some("発電設備の設置件数（累計）"));
        let found: Vec<_> = read.observations.iter().map(|found| (found.role, found.fiscal_year)).collect();
        assert_eq!(found, [(Role::Baseline, Some(2022)), (Role::Target, Some(2032))]);
        let read = read_steps(None, "受講者数：実績 45人（R5）→ 80人（R8）", None).unwrap();
        assert_eq!(read.name.as_deref(), Some("受講者数"));
        assert_eq!(read.observations.first().map(|found| found.role), Some(Role::Actual));
    }

    #[test]
    fn other_lines_are_none() {
        assert!(!is_indicator_line("目標年度までに整備する"));
        assert!(!is_indicator_line("1 暮らしのDX"));
    }
}

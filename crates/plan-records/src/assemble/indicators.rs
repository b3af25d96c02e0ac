//! Indicators of a row: names, values, grades.

use document_model::{Diagnostic, Severity};
use japanese_normalize as japanese;

use super::fields::{Field, join_lines, of_role, paragraph_text};
use super::footnotes::Defaults;
use super::named_values::{take_goal, take_steps};
use super::statement::{read_statement, says_cumulative};
use super::value_pieces::{finer_than_year, without_note_mark, year_of};
use super::values::{CellValues, Context, read_cell};
use crate::records::{
    Direction, Evaluation, Indicator, IndicatorKind, Observation, ObservationKind, Relation, Role,
};
use crate::roles::RoleKind;
use crate::roles::assign::Value;

/// Names of which less is better.
const LESS_IS_BETTER: [&str; 9] =
    ["死亡", "死者", "事故", "犯罪", "待機児童", "被害", "排出量", "ごみ", "虐待"];

/// An indicator with where its parts were read.
#[derive(Debug, Clone)]
pub struct Traced {
    /// The indicator.
    pub indicator: Indicator,
    /// For each observation, the field that it was read from.
    pub observation_fields: Vec<usize>,
    /// For each evaluation, the field that it was read from.
    pub evaluation_fields: Vec<usize>,
    /// The field of the name or statement.
    pub name_field: Option<usize>,
}

/// What a row says of its indicators.
#[derive(Debug, Clone, Default)]
pub struct RowIndicators {
    /// The indicators.
    pub indicators: Vec<Traced>,
    /// Titles in 【】 that follow the name.
    pub related: Vec<String>,
    /// (再掲) stands at the name.
    pub repeated: bool,
    /// What came up.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the indicators of a row.
///
/// `kpi_table` says that the caption of the table names KPIs; `titled` that the row has a title of its own.
#[must_use]
pub fn read_indicators(
    fields: &[Field<'_, '_>],
    defaults: &Defaults,
    kpi_table: bool,
    titled: bool,
) -> RowIndicators {
    let mut row = RowIndicators::default();
    let names = names(fields, kpi_table, titled, &mut row);
    let unit_column = of_role(fields, RoleKind::Unit).find_map(Field::name);
    let description = of_role(fields, RoleKind::Description).find_map(Field::text);
    row.indicators = names;
    take_goal(fields, &mut row);
    take_steps(fields, &mut row);
    for (at, field) in fields.iter().enumerate() {
        if !(field.role().is_value() || field.role() == RoleKind::Grade) || field.is_empty() {
            continue;
        }
        read_values(at, field, &unit_column, defaults, &mut row);
    }
    row.indicators.retain(|traced| {
        let Indicator { name, observations, evaluations, .. } = &traced.indicator;
        // A grade alone is one of the measure, and of no indicator.
        name.is_some() || !observations.is_empty() || !titled && !evaluations.is_empty()
    });
    let done = of_role(fields, RoleKind::ProgressActual)
        .filter(|field| !field.is_empty())
        .find_map(|field| field.assigned.year);
    for traced in &mut row.indicators {
        traced.indicator.description = description.clone();
        name_by_labels(traced);
        complete(&mut traced.indicator, done);
    }
    for (at, field) in
        fields.iter().enumerate().filter(|(_, field)| field.assigned.role == RoleKind::Statement)
    {
        let statement = read_statement(&field.paragraphs(), field.assigned.year);
        let first = row.indicators.len();
        row.diagnostics
            .extend(statement.passed_over.into_iter().map(|(number, raw)| passed_over(first + number, &raw)));
        for indicator in statement.indicators {
            let observation_fields = vec![at; indicator.observations.len()];
            row.indicators.push(Traced {
                indicator,
                observation_fields,
                evaluation_fields: Vec::new(),
                name_field: Some(at),
            });
        }
    }
    note_inferred_units(&mut row);
    row
}

/// A quantity in a sentence that is no target.
fn passed_over(indicator: usize, raw: &str) -> Diagnostic {
    let ja = format!("文中の数量「{raw}」は目標値とせず、文（statement）にだけ残しました");
    let en = format!(
        "the quantity \"{raw}\" in the sentence is not taken for a target; it stands in the statement only"
    );
    let field = format!("indicators.{indicator}.statement");
    Diagnostic::new(Severity::Info, "quantity-passed-over", ja, en).about(field)
}

/// The indicators that the name cell names, without values.
fn names(fields: &[Field<'_, '_>], kpi_table: bool, titled: bool, row: &mut RowIndicators) -> Vec<Traced> {
    let Some((at, field)) = fields
        .iter()
        .enumerate()
        .find(|(_, field)| field.assigned.role == RoleKind::Indicator && !field.is_empty())
    else {
        return Vec::new();
    };
    let says_kpi = |text: &str| {
        let folded = japanese::fold(text).to_uppercase();
        folded.contains("KPI") || folded.contains("指標")
    };
    let kind = (kpi_table || says_kpi(field.heading)).then_some(IndicatorKind::Kpi);
    let mut text = paragraph_text(&field.paragraphs());
    if !titled {
        row.related = take_related(&mut text);
    }
    if let Some(bare) = strip_repeated(&text) {
        text = bare;
        row.repeated = true;
    }
    let text = without_note_mark(text.trim_end()).trim_end();
    if japanese::is_absent(text) {
        return Vec::new();
    }
    let parts = japanese::split_marks(text);
    let marked: Vec<&str> = parts
        .iter()
        .filter(|part| part.mark.is_some())
        .filter_map(|part| text.get(part.range.clone()))
        .collect();
    let names: Vec<&str> = if marked.len() > 1 { marked } else { vec![text] };
    names
        .into_iter()
        .map(|name| {
            let (name, unit_hint) = take_unit(&join_name(name));
            let cumulative = says_cumulative(&name);
            let indicator =
                Indicator { name: Some(name), kind, unit_hint, cumulative, ..Indicator::default() };
            Traced {
                indicator,
                observation_fields: Vec::new(),
                evaluation_fields: Vec::new(),
                name_field: Some(at),
            }
        })
        .collect()
}

/// A name keeps its lines where they are bullets or notes; other lines are wraps.
fn join_name(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match lines.last_mut() {
            Some(last) if !line.starts_with(['・', '※', '○', '●']) => {
                *last = join_lines(&format!("{last}\n{line}"))
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

/// Takes `【…】` off the end or the beginning: the titles that the indicator is of.
fn take_related(text: &mut String) -> Vec<String> {
    let trimmed = text.trim_end();
    if !trimmed.ends_with('】') {
        return take_leading_related(text);
    }
    let mut depth = 0_u32;
    let mut open = None;
    for (at, character) in trimmed.char_indices().rev() {
        match character {
            '】' => depth += 1,
            '【' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    open = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let Some(open) = open.filter(|at| *at > 0) else { return Vec::new() };
    let inside = trimmed.get(open + '【'.len_utf8()..trimmed.len() - '】'.len_utf8()).unwrap_or_default();
    let related = japanese::normal_form(&join_lines(inside)).trim().to_owned();
    let rest = trimmed.get(..open).unwrap_or_default().trim_end().to_owned();
    *text = rest;
    if related.is_empty() { Vec::new() } else { vec![related] }
}

/// `【移動サービスの充実】アプリの利用者数`; 【指標】 and 【目標】 say what the text is, and stay.
fn take_leading_related(text: &mut String) -> Vec<String> {
    let parts = text.trim_start().strip_prefix('【').and_then(|rest| rest.split_once('】'));
    let Some((inside, rest)) = parts.filter(|(_, rest)| !rest.trim().is_empty()) else { return Vec::new() };
    let folded = japanese::fold(inside).to_uppercase();
    if inside.contains('【') || ["指標", "KPI", "目標", "新規", "再掲"].iter().any(|tag| folded.contains(tag))
    {
        return Vec::new();
    }
    let related = japanese::normal_form(&join_lines(inside)).trim().to_owned();
    let rest = rest.trim_start().to_owned();
    if related.chars().count() < 3 {
        return Vec::new();
    }
    *text = rest;
    vec![related]
}

/// The text without a trailing (再掲), if it has one.
#[must_use]
pub fn strip_repeated(text: &str) -> Option<String> {
    let trimmed = text.trim_end();
    for mark in ["(再掲)", "（再掲）", "[再掲]", "【再掲】", "〔再掲〕", "※再掲", "＜再掲＞", "<再掲>"]
    {
        if let Some(bare) = trimmed.strip_suffix(mark) {
            return Some(bare.trim_end().to_owned());
        }
    }
    None
}

/// Takes the unit in brackets off a name: `会員登録者数(人)` → `会員登録者数` and `人`.
pub(super) fn take_unit(name: &str) -> (String, Option<String>) {
    let mut from = 0;
    while let Some(open) = name.get(from..).and_then(|rest| rest.find(['(', '（'])).map(|at| from + at) {
        let Some(close) = name.get(open..).and_then(|rest| rest.find([')', '）'])).map(|at| open + at)
        else {
            break;
        };
        let open_end = open + name.get(open..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let close_end =
            close + name.get(close..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let inside = name.get(open_end..close).unwrap_or_default().trim();
        let inside =
            inside.strip_prefix("単位").map_or(inside, |rest| rest.trim_start_matches([':', '：', ' ']));
        let first = inside.split(['・', '、']).next().unwrap_or_default();
        let before = name.get(..open).unwrap_or_default();
        let qualified = inside.split(['・', '、']).skip(1).all(|word| QUALIFIERS.contains(&word.trim()));
        if qualified && counts_in(first, before) {
            let rest = inside.get(first.len()..).unwrap_or_default().trim_start_matches(['・', '、']);
            let kept = if rest.is_empty() { String::new() } else { format!("（{rest}）") };
            let bare = format!(
                "{}{kept}{}",
                name.get(..open).unwrap_or_default().trim_end(),
                name.get(close_end..).unwrap_or_default()
            );
            return (bare.trim().to_owned(), Some(japanese::normal_form(first)));
        }
        from = close_end;
    }
    (name.trim().to_owned(), None)
}

/// Words beside a unit that say how it is counted: (人・累計).
const QUALIFIERS: [&str; 10] =
    ["累計", "延べ", "延", "累積", "年間", "月間", "概数", "年平均", "月平均", "各年度"];

/// Words that count something behind a number, and in the brackets of a name say where or when it is counted.
const PLACES: [&str; 20] = [
    "中学校",
    "小学校",
    "小中学校",
    "高校",
    "高等学校",
    "大学",
    "学校",
    "国",
    "都",
    "府",
    "県",
    "市",
    "区",
    "町",
    "村",
    "市町",
    "市町村",
    "都道府県",
    "地区",
    "地域",
];

/// Is a word in the brackets of a name the unit in which it counts? (中学校) is one only where it counts schools.
fn counts_in(word: &str, name: &str) -> bool {
    let folded = japanese::fold(word);
    if ["年間", "月間", "週間", "日間"].contains(&folded.as_str()) {
        return false;
    }
    let place = PLACES.contains(&folded.as_str());
    // 講義時間数(H)
    let hours = folded == "H" && name.contains("時間");
    hours || (japanese::is_unit(word) || is_scaled_unit(word)) && (!place || name.contains(word))
}

/// `千円`, `百万枚`: a scale word and a unit.
pub(super) fn is_scaled_unit(text: &str) -> bool {
    let scales = ["十", "百", "千", "万", "億"];
    let unit = text.trim_start_matches(['十', '百', '千', '万', '億']);
    scales.iter().any(|scale| text.starts_with(scale)) && japanese::is_unit(unit)
}

fn read_values(
    at: usize,
    field: &Field<'_, '_>,
    unit_column: &Option<String>,
    defaults: &Defaults,
    row: &mut RowIndicators,
) {
    let role = field.role();
    let values = if field.assigned.values.is_empty() {
        let role = if role == RoleKind::Grade { RoleKind::Actual } else { role };
        vec![Value { role, year: field.year() }]
    } else {
        field.assigned.values.clone()
    };
    let graded = field.assigned.graded || role == RoleKind::Grade || !field.assigned.values.is_empty();
    let raws: Vec<String> =
        field.texts.iter().filter(|content| !content.is_empty()).map(|content| content.raw()).collect();
    if row.indicators.is_empty() {
        row.indicators.push(unnamed());
    }
    let hints: Vec<Option<String>> =
        row.indicators.iter().map(|traced| traced.indicator.unit_hint.clone()).collect();
    let count = row.indicators.len();
    let note_time = values.first().and_then(|value| defaults.times.get(&value.role)).cloned();
    let head_time = head_time(field, &values).or(note_time.filter(|_| field.year().is_none()));
    for (number, traced) in row.indicators.iter_mut().enumerate() {
        let context = Context {
            default_year: values.first().and_then(|value| {
                let headed = defaults.heads.get(&japanese::fold(field.heading));
                headed.or_else(|| defaults.years.get(&value.role)).copied()
            }),
            values: values.clone(),
            head_time: head_time.clone(),
            unit_column: unit_column.clone(),
            unit_hint: hints.get(number).cloned().flatten(),
            part_labels: part_labels(traced.indicator.name.as_deref()),
            marked: defaults.marked.clone(),
            graded,
        };
        for raw in &raws {
            take_cell(at, (number, count), read_cell(raw, &context), traced, role);
        }
    }
}

/// The time that the head of a column gives its values, where it is finer than a year: `現状値（R6.3.31時点）`.
fn head_time(field: &Field<'_, '_>, values: &[Value]) -> Option<japanese::Time> {
    if values.len() != 1 || field.when.is_some() {
        return None;
    }
    let times = japanese::times(&join_lines(field.heading));
    let finer = |time: &&japanese::Time| finer_than_year(time) != (None, None);
    let mut finer = times.iter().filter(finer);
    let time = finer.next().filter(|_| finer.next().is_none())?;
    (year_of(time).is_some() && year_of(time) == field.year()).then(|| time.clone())
}

fn unnamed() -> Traced {
    Traced {
        indicator: Indicator::default(),
        observation_fields: Vec::new(),
        evaluation_fields: Vec::new(),
        name_field: None,
    }
}

/// `交付率 60%` without a column of names: the words that all values share name the indicator.
fn name_by_labels(traced: &mut Traced) {
    let Traced { indicator, observation_fields, name_field, .. } = traced;
    let Some(label) = indicator.observations.first().and_then(|first| first.label.clone()) else { return };
    let shared = indicator.observations.iter().all(|other| other.label.as_ref() == Some(&label));
    if indicator.name.is_some() || indicator.statement.is_some() || !shared {
        return;
    }
    indicator.cumulative |= says_cumulative(&label);
    indicator.name = Some(label);
    *name_field = observation_fields.first().copied();
    for observation in &mut indicator.observations {
        observation.label = None;
    }
}

/// The values of a cell that belong to an indicator, by its place among those of the row: the values of its mark. An
/// unmarked value holds for each indicator; marks that no indicator has name the parts of the last.
fn own_values(
    marks: Vec<(Option<char>, Vec<Observation>)>,
    (number, count): (usize, usize),
) -> Vec<Observation> {
    let (marked, bare): (Vec<_>, Vec<_>) = marks.into_iter().partition(|(mark, _)| mark.is_some());
    if marked.is_empty() {
        return bare.into_iter().flat_map(|(_, observations)| observations).collect();
    }
    let last = number + 1 == count;
    let parts = last && marked.len() > count;
    let own = marked.into_iter().enumerate().filter(|(at, _)| *at == number || last && *at >= count);
    own.flat_map(|(_, (mark, observations))| {
        observations.into_iter().map(move |observation| Observation {
            label: observation.label.or_else(|| mark.filter(|_| parts).map(String::from)),
            ..observation
        })
    })
    .collect()
}

/// Gives an indicator the values of a cell that belong to it.
fn take_cell(at: usize, place: (usize, usize), cell: CellValues, traced: &mut Traced, role: RoleKind) {
    let own = own_values(cell.marks, place);
    if let Some(evaluation) = cell.evaluation {
        traced.indicator.evaluations.push(evaluation);
        traced.evaluation_fields.push(at);
    } else if role == RoleKind::Grade {
        // Words in a column of grades are the grade itself: 順調に進捗.
        let words = own.iter().filter(|observation| observation.kind == ObservationKind::Text);
        for observation in words {
            traced
                .indicator
                .evaluations
                .push(Evaluation { fiscal_year: observation.fiscal_year, grade: observation.raw.clone() });
            traced.evaluation_fields.push(at);
        }
        return;
    }
    traced.indicator.cumulative |= cell.cumulative;
    traced.observation_fields.extend(own.iter().map(|_| at));
    traced.indicator.observations.extend(own);
}

/// The bullets of a name, or its parts at slashes, as labels for the parts of its values.
fn part_labels(name: Option<&str>) -> Vec<String> {
    let name = name.unwrap_or_default();
    let bullets = name.lines().filter_map(|line| line.trim().strip_prefix('・'));
    let labels: Vec<String> = bullets.map(|bullet| bullet.trim().to_owned()).collect();
    if !labels.is_empty() {
        return labels;
    }
    let parts: Vec<String> = name.split(['/', '／']).map(|part| part.trim().to_owned()).collect();
    if parts.len() > 1 && parts.iter().all(|part| part.chars().count() > 1) { parts } else { Vec::new() }
}

/// Fills what follows from the values together: the direction, and the year of a grade whose head names none:
/// that of the latest actual value, or else of what was done.
fn complete(indicator: &mut Indicator, done: Option<i32>) {
    let actual = indicator.observations.iter().filter(|observation| observation.role == Role::Actual);
    let graded = actual.filter_map(|observation| observation.fiscal_year).max();
    let graded = graded.max(done);
    for evaluation in &mut indicator.evaluations {
        evaluation.fiscal_year = evaluation.fiscal_year.or(graded);
    }
    let number = |role: Role| {
        indicator
            .observations
            .iter()
            .filter(move |observation| observation.role == role && observation.label.is_none())
            .filter_map(|observation| observation.value)
            .next_back()
    };
    // 7.0%以下 wants less, though the value lies below it.
    let bound = indicator.observations.iter().rev().find_map(|observation| match observation.relation? {
        _ if observation.role != Role::Target => None,
        Relation::AtLeast | Relation::MoreThan => Some(Direction::Up),
        Relation::AtMost | Relation::LessThan => Some(Direction::Down),
        Relation::Equal => None,
    });
    indicator.direction = match (number(Role::Baseline), number(Role::Target)) {
        _ if bound.is_some() => bound,
        (Some(baseline), Some(target)) if differs(baseline, target) => {
            Some(if target > baseline { Direction::Up } else { Direction::Down })
        }
        _ => {
            let less = indicator
                .name
                .as_deref()
                .is_some_and(|name| LESS_IS_BETTER.iter().any(|word| name.contains(word)));
            less.then_some(Direction::Down)
        }
    };
    indicator.cumulative |= indicator.observations.iter().any(is_cumulative);
}

/// Does the text of a value say that it is counted over several years? Of 48件（延べ120人） the value does not say it.
fn is_cumulative(observation: &Observation) -> bool {
    let quantities = japanese::quantities(&observation.raw);
    let mut cumulative = quantities.iter().filter(|quantity| quantity.cumulative).peekable();
    if cumulative.peek().is_none() || observation.value.is_none() {
        return says_cumulative(&observation.raw);
    }
    cumulative.any(|quantity| quantity.unit.is_none() || observation.value == Some(quantity.value))
}

/// Does a target lie away from its baseline by a twentieth? A smaller step may as well be a level to keep.
fn differs(baseline: rust_decimal::Decimal, target: rust_decimal::Decimal) -> bool {
    let step = target.checked_sub(baseline).map(|step| step.abs());
    let scaled = step.and_then(|step| step.checked_mul(rust_decimal::Decimal::from(20)));
    scaled.is_some_and(|scaled| scaled > rust_decimal::Decimal::ZERO && scaled >= baseline.abs())
}

/// A number without a unit takes the unit of its siblings, if they agree; a finding says so.
fn note_inferred_units(row: &mut RowIndicators) {
    let mut notes = Vec::new();
    for (at, traced) in row.indicators.iter_mut().enumerate() {
        let observations = &mut traced.indicator.observations;
        let mut units: Vec<String> =
            observations.iter().filter_map(|observation| observation.unit.clone()).collect();
        units.dedup();
        let [unit] = units.as_slice() else { continue };
        for (number, observation) in observations.iter_mut().enumerate() {
            if observation.kind != ObservationKind::Number
                || observation.unit.is_some()
                || traced.indicator.statement.is_some()
            {
                continue;
            }
            observation.unit = Some(unit.clone());
            let ja = format!(
                "「{}」に単位の印字がないため、同じ指標の他の値の単位「{unit}」としました",
                observation.raw
            );
            let en = format!(
                "no unit is printed at \"{}\"; \"{unit}\" of the indicator's other values is taken",
                observation.raw
            );
            let field = format!("indicators.{at}.observations.{number}.unit");
            notes.push(Diagnostic::new(Severity::Info, "unit-from-sibling", ja, en).about(field));
        }
    }
    row.diagnostics.extend(notes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_brackets_stand_before_or_behind_a_name() {
        let taken = |text: &str| {
            let mut rest = text.to_owned();
            (take_related(&mut rest).join(" "), rest)
        };
        let expected = ("移動サービスの充実".to_owned(), "アプリの利用者数".to_owned());
        assert_eq!(taken("【移動サービスの充実】\nアプリの利用者数"), expected);
        assert_eq!(taken("アプリの利用者数【移動サービスの充実】"), expected);
        assert_eq!(taken("【成果指標】アプリの利用者数").0, "");
    }

    #[test]
    fn brackets_of_a_name_hold_its_unit_or_say_how_it_is_counted() {
        let unit = |name: &str| take_unit(name).1;
        assert_eq!(unit("会員登録者数(人)").as_deref(), Some("人"));
        assert_eq!(unit("寄附額（千円）").as_deref(), Some("千円"));
        assert_eq!(unit("閲覧者数(人/年)").as_deref(), Some("人/年"));
        assert_eq!(unit("講義時間数(H)").as_deref(), Some("H"));
        assert_eq!(unit("参加者数（人・累計）").as_deref(), Some("人"));
        assert_eq!(unit("導入した中学校の数（中学校）").as_deref(), Some("中学校"));
        for name in
            ["利用件数（年間）", "平均正答率の順位（中学校・数学）", "体力の平均（中学校）", "進学率（県）"]
        {
            assert_eq!(take_unit(name), (name.to_owned(), None));
        }
    }
}

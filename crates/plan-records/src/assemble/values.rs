//! Cells of values to observations.

use japanese_normalize as japanese;
use japanese_normalize::{Quantity, normal_form};

use crate::records::{Evaluation, Observation, ObservationKind, Period, Relation, Role};
use crate::roles::RoleKind;
use crate::roles::assign::Value;

/// What the surroundings of a cell say about its values.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What the cell's values are: one, or two where a slash parts actual and target.
    pub values: Vec<Value>,
    /// Year where neither the cell nor the head names one.
    pub default_year: Option<i32>,
    /// Unit of the row's own 単位 column, with its scale word.
    pub unit_column: Option<String>,
    /// Unit printed in the indicator's name.
    pub unit_hint: Option<String>,
    /// Labels for the parts of a text, from the bullets of the indicator's name.
    pub part_labels: Vec<String>,
    /// Fiscal years that numbered notes give the values that carry their number.
    pub marked: std::collections::BTreeMap<String, i32>,
    /// The cell may begin with a grade.
    pub graded: bool,
}

/// What a cell of values holds.
#[derive(Debug, Clone, Default)]
pub struct CellValues {
    /// For each circled mark of the cell, in order; one entry without a mark where there is none.
    pub marks: Vec<(Option<char>, Vec<Observation>)>,
    /// Grade that stands before the values.
    pub evaluation: Option<Evaluation>,
    /// 累計 or 延べ stands at a value.
    pub cumulative: bool,
}

/// Reads the values of a cell.
#[must_use]
pub fn read_cell(raw: &str, context: &Context) -> CellValues {
    let mut cell = CellValues::default();
    let mut text = raw.trim();
    if context.graded
        && let Some((grade, length)) = japanese::grade(text)
        && grade_stands_alone(text, length)
    {
        let year = context.values.first().and_then(|value| value.year).or(context.default_year);
        cell.evaluation = Some(Evaluation { fiscal_year: year, grade });
        text = text
            .get(length..)
            .unwrap_or_default()
            .trim_start_matches([' ', '\u{3000}', '\n', ':', '：', '　']);
    }
    if text.is_empty() || japanese::is_absent(text) {
        return cell;
    }
    let parts = japanese::split_marks(text);
    let shared = shared_year(text, &parts);
    for part in &parts {
        let Some(piece) = text.get(part.range.clone()).map(str::trim).filter(|piece| !piece.is_empty())
        else {
            continue;
        };
        let noted = note_number(piece).and_then(|number| context.marked.get(&number).copied());
        let mut reader = PartReader { context, shared: shared.or(noted), cumulative: false };
        let observations = reader.read_part(piece);
        cell.cumulative |= reader.cumulative;
        cell.marks.push((part.mark, observations));
    }
    cell
}

/// A grade before a blank, a line end or nothing; not the first letter of a word.
fn grade_stands_alone(text: &str, length: usize) -> bool {
    text.get(length..)
        .and_then(|rest| rest.chars().next())
        .is_none_or(|next| !next.is_alphanumeric() || !next.is_ascii())
}

/// The year in brackets at the end of a cell with several marks: it holds for all of them.
fn shared_year(text: &str, parts: &[japanese::MarkedPart]) -> Option<i32> {
    if parts.len() < 2 {
        return None;
    }
    let last = parts.last().and_then(|part| text.get(part.range.clone()))?;
    trailing_time(last).and_then(|(_, time)| time.fiscal_year)
}

/// A time in brackets at the end of a text, and where its bracket begins.
fn trailing_time(text: &str) -> Option<(usize, japanese::Time)> {
    let trimmed = text.trim_end();
    let open = if trimmed.ends_with(['）', ')', '】']) {
        trimmed.rfind(['（', '(', '【'])?
    } else {
        return None;
    };
    let inside = trimmed.get(open..)?;
    let mut times = japanese::times(inside).into_iter();
    let time = times.next().filter(|time| time.fiscal_year.is_some() || time.from.is_some())?;
    Some((open, time))
}

/// A year in brackets, or one set off by a colon or a blank, before a value (`（R5）79.2%`, `R5：79.2%`): the time, and
/// where the value begins.
fn leading_year(text: &str) -> Option<(usize, japanese::Time)> {
    if text.starts_with(['（', '(', '【', '[']) {
        let close = text.find(['）', ')', '】', ']'])?;
        let inside = text.get(..close)?.trim_start_matches(['（', '(', '【', '[']).trim();
        let time = japanese::leading_time(inside).filter(|time| time.range.end == inside.len())?;
        time.fiscal_year?;
        let end = close + text.get(close..)?.chars().next().map_or(0, char::len_utf8);
        return text.get(end..).is_some_and(|rest| !rest.trim().is_empty()).then_some((end, time));
    }
    let time = japanese::leading_time(text)?;
    time.fiscal_year?;
    let rest = text.get(time.range.end..)?;
    let bare = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\n']);
    let set_off = bare.len() < rest.len() && japanese::quantity_cell(bare).is_some();
    set_off.then_some((text.len() - bare.len(), time))
}

struct PartReader<'a> {
    context: &'a Context,
    shared: Option<i32>,
    cumulative: bool,
}

/// A piece of a part: its text, and what is known of it before it is read.
#[derive(Clone, Default)]
struct Piece {
    text: String,
    label: Option<String>,
}

impl PartReader<'_> {
    fn read_part(&mut self, part: &str) -> Vec<Observation> {
        let noted = without_note_mark(part);
        let (body, time) = match trailing_time(noted) {
            Some((open, time)) => {
                (without_note_mark(noted.get(..open).unwrap_or(noted).trim_end()), Some(time))
            }
            None => match leading_year(noted) {
                Some((end, time)) => (noted.get(end..).unwrap_or(noted).trim_start(), Some(time)),
                None => (noted, None),
            },
        };
        if body.is_empty() {
            return vec![self.text(part, None, 0, time.as_ref())];
        }
        if japanese::is_unmeasured(body) {
            return vec![self.observation(ObservationKind::Unmeasured, part, None, 0, time.as_ref())];
        }
        if japanese::is_absent(body) {
            return Vec::new();
        }
        if let Some(quantity) = wrapped_quantity(body).or_else(|| japanese::quantity_cell(body)) {
            return vec![self.number(&quantity, part, None, 0, time.as_ref())];
        }
        if let Some(quantity) = kept_quantity(body) {
            return vec![self.number(&quantity, part, None, 0, time.as_ref())];
        }
        if let Some(observations) = self.labelled_list(body, time.as_ref()) {
            return observations;
        }
        if let Some(observations) = self.slashed(body, part, time.as_ref()) {
            return observations;
        }
        if let Some((label, quantity)) = labelled_quantity(body) {
            return vec![self.number(&quantity, part, Some(label), 0, time.as_ref())];
        }
        self.texts(part, body, time.as_ref())
    }

    /// `686/2,882件 (結婚/子育て)`, `8,073 人/7,000 人`, `解析件数 548 件／ 解析待機日数 0.64 日`.
    fn slashed(&mut self, body: &str, part: &str, time: Option<&japanese::Time>) -> Option<Vec<Observation>> {
        let (values_text, labels) = trailing_labels(body);
        let pieces: Vec<&str> =
            values_text.split(['/', '／', '\n']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        if !(2..=6).contains(&pieces.len()) {
            return None;
        }
        let mut read: Vec<(Option<String>, Quantity)> = Vec::new();
        for piece in &pieces {
            let one = japanese::quantity_cell(piece).map(|quantity| (None, quantity));
            read.push(
                one.or_else(|| labelled_quantity(piece).map(|(label, quantity)| (Some(label), quantity)))?,
            );
        }
        let unlabelled = read.iter().all(|(label, _)| label.is_none());
        let named = &self.context.part_labels;
        let labels = if unlabelled && labels.is_empty() && named.len() == pieces.len() {
            named.clone()
        } else {
            labels
        };
        let parallel = self.context.values.len() == pieces.len() && unlabelled && labels.is_empty();
        let unit = read.iter().rev().find_map(|(_, quantity)| quantity.unit.clone());
        let mut observations = Vec::new();
        for (at, (label, mut quantity)) in read.into_iter().enumerate() {
            if unlabelled && quantity.unit.is_none() {
                quantity.unit.clone_from(&unit);
            }
            let label = label.or_else(|| labels.get(at).cloned());
            let raw = if labels.is_empty() { pieces.get(at).copied().unwrap_or(part) } else { part };
            observations.push(self.number(&quantity, raw, label, if parallel { at } else { 0 }, time));
        }
        (parallel || !unlabelled || labels.len() == pieces.len()).then_some(observations)
    }

    /// `利用者数: 73,111人/77,200人 事業者数: 396事業者/515事業者`, `・実証: 4地区 ・導入支援: 5件`.
    fn labelled_list(&mut self, body: &str, time: Option<&japanese::Time>) -> Option<Vec<Observation>> {
        let pieces = label_pieces(body)?;
        let mut observations = Vec::new();
        for piece in &pieces {
            let values: Vec<&str> = piece.text.split(['/', '／']).map(str::trim).collect();
            let quantities: Vec<Quantity> =
                values.iter().filter_map(|value| japanese::quantity_cell(value)).collect();
            if quantities.len() != values.len() || values.len() > self.context.values.len().max(1) {
                return None;
            }
            for (at, quantity) in quantities.iter().enumerate() {
                observations.push(self.number(
                    quantity,
                    values.get(at).copied().unwrap_or_default(),
                    piece.label.clone(),
                    at,
                    time,
                ));
            }
        }
        Some(observations)
    }

    /// Words: one text, or one for each bullet of the indicator's name.
    fn texts(&self, part: &str, body: &str, time: Option<&japanese::Time>) -> Vec<Observation> {
        let lines: Vec<&str> = body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let labels = &self.context.part_labels;
        if lines.len() > 1 && lines.len() == labels.len() {
            return lines
                .iter()
                .zip(labels)
                .map(|(line, label)| self.text(line, Some(label.clone()), 0, time))
                .collect();
        }
        vec![self.text(part, None, 0, time)]
    }

    fn text(
        &self,
        raw: &str,
        label: Option<String>,
        value: usize,
        time: Option<&japanese::Time>,
    ) -> Observation {
        self.observation(ObservationKind::Text, raw, label, value, time)
    }

    fn number(
        &mut self,
        quantity: &Quantity,
        raw: &str,
        label: Option<String>,
        value: usize,
        time: Option<&japanese::Time>,
    ) -> Observation {
        self.cumulative |= quantity.cumulative;
        if quantity.upper.is_some() {
            // 30～40人 is no single number.
            return self.text(raw, label, value, time);
        }
        let mut observation = self.observation(ObservationKind::Number, raw, label, value, time);
        observation.relation = Some(relation(quantity.relation));
        observation.approximate = quantity.approximate;
        observation.unit = quantity.unit.clone();
        observation.value = Some(quantity.value);
        let elsewhere = self.context.unit_column.as_deref().or(self.context.unit_hint.as_deref());
        if let Some(column) = elsewhere.filter(|_| quantity.unit.is_none()) {
            // The scale word of the 単位 column is read by putting the unit behind a one: 千件 is 1000 件.
            match japanese::quantity_cell(&format!("1{column}")) {
                Some(scale) => {
                    observation.value = quantity
                        .value
                        .checked_mul(scale.value)
                        .map(|scaled| scaled.normalize_scale(&quantity.value));
                    observation.unit = scale.unit;
                }
                None => observation.unit = Some(normal_form(column)),
            }
        }
        observation
    }

    fn observation(
        &self,
        kind: ObservationKind,
        raw: &str,
        label: Option<String>,
        value: usize,
        time: Option<&japanese::Time>,
    ) -> Observation {
        let of = self.context.values.get(value).or_else(|| self.context.values.first());
        let in_text = (kind == ObservationKind::Text).then(|| text_year(raw)).flatten();
        let own = time.and_then(|time| time.fiscal_year).or(in_text).or(self.shared);
        let (as_of, period) = time.map_or((None, None), finer_than_year);
        Observation {
            role: of.map_or(Role::Actual, |value| record_role(value.role)),
            fiscal_year: own.or_else(|| of.and_then(|value| value.year)).or(self.context.default_year),
            as_of,
            period,
            label: label.map(|label| normal_form(&label)),
            kind,
            value: None,
            unit: None,
            relation: None,
            approximate: false,
            raw: normal_form(raw).replace('\n', " "),
        }
    }
}

/// Keeps the printed decimals where a scale of one changed nothing.
trait NormalizeScale {
    fn normalize_scale(self, printed: &Self) -> Self;
}

impl NormalizeScale for rust_decimal::Decimal {
    fn normalize_scale(self, printed: &Self) -> Self {
        if self == *printed { *printed } else { self.normalize() }
    }
}

/// The year that a text target names: `2024年度中に高速化予定`.
fn text_year(raw: &str) -> Option<i32> {
    japanese::times(raw).into_iter().find_map(|time| time.fiscal_year)
}

/// The date or period of a time that is finer than a year.
fn finer_than_year(time: &japanese::Time) -> (Option<String>, Option<Period>) {
    use japanese::Precision;
    let day = matches!(time.precision, Precision::Day);
    let month =
        matches!(time.precision, Precision::Month | Precision::Quarter | Precision::Half | Precision::Season);
    let (from, to) = (time.from.map(|date| date.to_string()), time.to.map(|date| date.to_string()));
    if !day && !month {
        return (None, None);
    }
    if from == to || to.is_none() {
        return (from, None);
    }
    (None, Some(Period { from, to }))
}

/// The record's word for a relation.
#[must_use]
pub fn relation(relation: japanese::Relation) -> Relation {
    match relation {
        japanese::Relation::Equal => Relation::Equal,
        japanese::Relation::AtLeast => Relation::AtLeast,
        japanese::Relation::AtMost => Relation::AtMost,
        japanese::Relation::MoreThan => Relation::MoreThan,
        japanese::Relation::LessThan => Relation::LessThan,
    }
}

fn record_role(role: RoleKind) -> Role {
    match role {
        RoleKind::Baseline => Role::Baseline,
        RoleKind::Target => Role::Target,
        _ => Role::Actual,
    }
}

/// The number of the note that a mark behind a value points to: `9,124※1`.
fn note_number(text: &str) -> Option<String> {
    let before = without_note_mark(text);
    let mark = text.get(before.len()..)?;
    let digits: String = japanese::fold(mark).chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// The text before a mark that points to a note: `41.2%※`, `60% ※1`, `60%（注2）`; the text itself without one.
pub(super) fn without_note_mark(text: &str) -> &str {
    let (inner, close) = match text.strip_suffix([')', '）']) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let mark = inner.trim_end_matches(char::is_numeric);
    let numbered = mark.len() < inner.len();
    let mark = mark.trim_end();
    let before = if let Some(before) = mark.strip_suffix(['※', '＊', '*']) {
        before.trim_end_matches(['※', '＊', '*'])
    } else if let Some(before) = mark.strip_suffix(['注', '註']).filter(|_| numbered) {
        before
    } else {
        return text;
    };
    let before = if close { before.strip_suffix(['(', '（']) } else { Some(before) };
    before.map(str::trim_end).filter(|before| !before.is_empty()).unwrap_or(text)
}

/// `286 事業⏎所`, `39.0分⏎以内`: a narrow cell wraps a quantity, and one line alone holds digits.
fn wrapped_quantity(text: &str) -> Option<Quantity> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let numbers = lines
        .iter()
        .filter(|line| japanese::fold(line).contains(|found: char| found.is_ascii_digit()))
        .count();
    if lines.len() < 2 || numbers != 1 {
        return None;
    }
    let joined = lines.concat();
    japanese::quantity_cell(&joined).filter(|quantity| quantity.range.len() == joined.len())
}

/// `18.0%以下を維持`, `100%を達成`: a quantity, and that it is to be kept or reached.
fn kept_quantity(text: &str) -> Option<Quantity> {
    let tails = [
        "を維持",
        "の維持",
        "維持",
        "を達成",
        "を目指す",
        "をめざす",
        "とする",
        "を確保",
        "を継続",
        "を目標とする",
    ];
    let bare = tails.iter().find_map(|tail| text.trim_end_matches('。').strip_suffix(tail))?;
    japanese::quantity_cell(bare.trim_end())
}

/// `(結婚/子育て)` at the end: the labels, and the text before them.
fn trailing_labels(body: &str) -> (&str, Vec<String>) {
    let trimmed = body.trim_end();
    if trimmed.ends_with(['）', ')'])
        && let Some(open) = trimmed.rfind(['（', '('])
        && let Some(inside) = trimmed.get(open..)
    {
        let inside = inside.trim_matches(['（', '(', '）', ')']);
        let labels: Vec<String> = inside.split(['/', '／']).map(|label| label.trim().to_owned()).collect();
        let words = labels
            .iter()
            .all(|label| !label.is_empty() && !label.chars().any(|character| character.is_ascii_digit()));
        if labels.len() > 1 && words {
            return (trimmed.get(..open).unwrap_or_default().trim_end(), labels);
        }
    }
    (trimmed, Vec::new())
}

/// `解析件数 548 件`: words, then a quantity that ends the text.
fn labelled_quantity(text: &str) -> Option<(String, Quantity)> {
    let quantities = japanese::quantities(text);
    let quantity = quantities.last().filter(|_| quantities.len() == 1)?;
    let rest = text.get(quantity.range.end..)?.trim();
    let label = text
        .get(..quantity.range.start)?
        .trim()
        .trim_end_matches([':', '：', '…', '・', ' '])
        .trim_start_matches(['・', '○', ' ']);
    let sentence =
        label.chars().count() > 40 || label.ends_with(['を', 'に', 'で', 'が', 'は', 'の', 'と', '、']);
    (rest.is_empty() && !label.is_empty() && !sentence).then(|| (label.trim().to_owned(), quantity.clone()))
}

/// Cuts `label: value label: value` and `・label: value` into pieces.
fn label_pieces(body: &str) -> Option<Vec<Piece>> {
    let colons: Vec<usize> = body.match_indices([':', '：']).map(|(at, _)| at).collect();
    if colons.is_empty() {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    for (at, colon) in colons.iter().enumerate() {
        let label = body.get(start..*colon)?.trim().trim_start_matches(['・', '○', '●', '-']).trim();
        let after = colon + body.get(*colon..)?.chars().next()?.len_utf8();
        let end = match colons.get(at + 1) {
            Some(next) => value_end(body, after, *next)?,
            None => body.len(),
        };
        if label.is_empty() {
            return None;
        }
        pieces.push(Piece { text: body.get(after..end)?.trim().to_owned(), label: Some(label.to_owned()) });
        start = end;
    }
    Some(pieces)
}

/// Where a value ends and the next label begins: at a line end, a bullet, or the last blank before a word.
fn value_end(body: &str, from: usize, next_colon: usize) -> Option<usize> {
    let between = body.get(from..next_colon)?;
    if let Some(at) = between.find(['\n', '・', '○', '●']) {
        return Some(from + at);
    }
    let quantities = japanese::quantities(between);
    let last = quantities.iter().rfind(|quantity| {
        between
            .get(quantity.range.end..)
            .and_then(|rest| rest.chars().next())
            .is_none_or(|next| next.is_whitespace() || next == '、' || next == '，')
    })?;
    Some(from + last.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(roles: &[(RoleKind, i32)]) -> Context {
        let values = roles.iter().map(|(role, year)| Value { role: *role, year: Some(*year) }).collect();
        Context { values, ..Context::default() }
    }

    fn read(text: &str, context: &Context) -> Vec<String> {
        let cell = read_cell(text, context);
        let grade = cell.evaluation.map(|evaluation| format!("grade {}", evaluation.grade));
        let said = cell.marks.iter().flat_map(|(_, observations)| observations).map(|observation| {
            let year = observation.fiscal_year.unwrap_or(0);
            let label = observation.label.clone().map(|label| format!(" [{label}]")).unwrap_or_default();
            let value = observation
                .value
                .map_or_else(|| format!("{:?}", observation.kind), |value| value.to_string());
            format!(
                "{:?} {year}{label} {value} {}",
                observation.role,
                observation.unit.clone().unwrap_or_default()
            )
        });
        grade.into_iter().chain(said).collect()
    }

    #[test]
    fn a_grade_stands_before_actual_and_target() {
        let mut context = context(&[(RoleKind::Actual, 2023), (RoleKind::Target, 2023)]);
        context.graded = true;
        assert_eq!(
            read("A 4,563 千件 / 3,279 千件", &context),
            ["grade A", "Actual 2023 4563000 件", "Target 2023 3279000 件"]
        );
        assert_eq!(read("B 98%／100%", &context), ["grade B", "Actual 2023 98 %", "Target 2023 100 %"]);
    }

    #[test]
    fn labels_part_the_values_of_one_role() {
        let context = context(&[(RoleKind::Actual, 2023)]);
        assert_eq!(
            read("686/2,882件 (結婚/子育て)", &context),
            ["Actual 2023 [結婚] 686 件", "Actual 2023 [子育て] 2882 件"]
        );
    }

    #[test]
    fn a_year_in_the_cell_goes_before_that_of_the_head() {
        assert_eq!(read("41.2%（R4）", &context(&[(RoleKind::Baseline, 2023)])), ["Baseline 2022 41.2 %"]);
    }

    #[test]
    fn a_unit_column_gives_scale_and_unit() {
        let mut context = context(&[(RoleKind::Target, 2026)]);
        context.unit_column = Some("百万円".to_owned());
        assert_eq!(read("32.5", &context), ["Target 2026 32500000 円"]);
        assert_eq!(read("3件", &context), ["Target 2026 3 件"]);
    }

    #[test]
    fn a_quantity_that_a_narrow_cell_wraps_is_one() {
        let context = context(&[(RoleKind::Target, 2026)]);
        assert_eq!(read("286 事業\n所", &context), ["Target 2026 286 事業所"]);
        assert_eq!(read("約6.4万\n人", &context), ["Target 2026 64000 人"]);
        assert_eq!(read("39.0分\n以内", &context), ["Target 2026 39.0 分"]);
        assert_eq!(read("2,700千t-CO2\n以下", &context), ["Target 2026 2700000 t-CO2"]);
        assert_eq!(read("1,000市町村\n以上（R6）", &context), ["Target 2024 1000 市町村"]);
    }

    #[test]
    fn a_range_is_no_single_number() {
        assert_eq!(read("30～40人", &context(&[(RoleKind::Target, 2026)])), ["Target 2026 Text "]);
    }

    #[test]
    fn a_dash_is_no_value_and_unmeasured_is_one() {
        let context = context(&[(RoleKind::Actual, 2023)]);
        assert!(read("－", &context).is_empty());
        assert_eq!(read("未測定", &context), ["Actual 2023 Unmeasured "]);
    }
}

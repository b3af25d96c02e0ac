//! Cells of values to observations.

use japanese_normalize as japanese;
use japanese_normalize::{Quantity, normal_form};

use super::statement::says_cumulative;
use super::value_brackets::{
    before_base, before_other_numbers, value_in_bracket, whole_and_part, whole_and_parts, with_unit_behind,
    without_remark, without_words_behind,
};
use super::value_pieces::{
    behind_span, finer_than_year, kept_quantity, leading_year, month_behind, note_number, text_year,
    trailing_time, without_note_mark, wrapped_quantity, year_behind, year_of,
};
use crate::records::{Evaluation, Observation, ObservationKind, Relation, Role};
use crate::roles::RoleKind;
use crate::roles::assign::Value;

/// What the surroundings of a cell say about its values.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What the cell's values are: one, or two where a slash parts actual and target.
    pub values: Vec<Value>,
    /// Year where neither the cell nor the head names one.
    pub default_year: Option<i32>,
    /// The time that the head, or else a note, gives the values that name none themselves, where it is finer than a year.
    pub head_time: Option<japanese::Time>,
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
    trailing_time(last).and_then(|(_, time)| year_of(&time))
}

/// Reads a part of a cell.
pub(super) struct PartReader<'a> {
    pub(super) context: &'a Context,
    shared: Option<i32>,
    cumulative: bool,
}

impl PartReader<'_> {
    fn read_part(&mut self, part: &str) -> Vec<Observation> {
        let noted = without_note_mark(part);
        if let Some(observations) = self.dated_list(noted) {
            return observations;
        }
        let year = self.context.values.first().and_then(|value| value.year);
        let (body, time) = body_and_time(noted, year);
        // 50件（R5実績） among targets is none.
        let actual = self.is_of_targets() && body.len() < noted.len() && {
            let beside = noted.strip_prefix(body).unwrap_or(noted);
            ["実績", "現状"].iter().any(|word| beside.contains(word))
        };
        let (body, time) = if actual { (noted, None) } else { (body, time) };
        if body.is_empty() {
            return vec![self.text(part, None, 0, time.as_ref())];
        }
        if japanese::is_unmeasured(body) {
            // 集計中（R7.6公表予定）: the time is that of the number to come.
            let coming = part.contains("予定") || part.contains("見込");
            let time = time.filter(|_| !coming);
            return vec![self.observation(ObservationKind::Unmeasured, part, None, 0, time.as_ref())];
        }
        if japanese::is_absent(body) {
            return Vec::new();
        }
        if let Some(quantity) = one_quantity(body) {
            return vec![self.number(&quantity, part, None, 0, time.as_ref())];
        }
        self.several(body, part, time.as_ref())
            .or_else(|| self.in_brackets(body, part, time.as_ref()))
            .or_else(|| self.behind_label(body, part, time.as_ref()))
            .unwrap_or_else(|| self.texts(part, body, time.as_ref()))
    }

    /// Does the column hold targets?
    pub(super) fn is_of_targets(&self) -> bool {
        self.context.values.first().is_some_and(|value| value.role == RoleKind::Target)
    }

    /// A value with a bracket that says more of it, or holds it.
    fn in_brackets(
        &mut self,
        body: &str,
        part: &str,
        time: Option<&japanese::Time>,
    ) -> Option<Vec<Observation>> {
        if let Some((whole, quantity, (label, of_part))) = whole_and_part(body) {
            let whole_number = self.number(&quantity, whole, None, 0, time);
            return Some(vec![whole_number, self.number(&of_part, part, Some(label), 0, time)]);
        }
        if let Some((whole, quantity, parts)) = whole_and_parts(body) {
            let mut observations = vec![self.number(&quantity, whole, None, 0, time)];
            for (raw, label, of_part) in parts {
                observations.push(self.number(&of_part, raw, Some(label), 0, time));
            }
            return Some(observations);
        }
        let alone = without_words_behind(body)
            .or_else(|| before_base(body))
            .or_else(|| before_other_numbers(body))
            .or_else(|| value_in_bracket(body));
        let quantity = one_quantity(alone?)?;
        Some(vec![self.number(&quantity, part, None, 0, time)])
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

    pub(super) fn text(
        &self,
        raw: &str,
        label: Option<String>,
        value: usize,
        time: Option<&japanese::Time>,
    ) -> Observation {
        self.observation(ObservationKind::Text, raw, label, value, time)
    }

    pub(super) fn number(
        &mut self,
        quantity: &Quantity,
        raw: &str,
        label: Option<String>,
        value: usize,
        time: Option<&japanese::Time>,
    ) -> Observation {
        self.cumulative |= quantity.cumulative || label.as_deref().is_some_and(is_count_word);
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
        self.cumulative |= elsewhere.is_some_and(says_cumulative);
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

    pub(super) fn observation(
        &self,
        kind: ObservationKind,
        raw: &str,
        label: Option<String>,
        value: usize,
        time: Option<&japanese::Time>,
    ) -> Observation {
        let of = self.context.values.get(value).or_else(|| self.context.values.first());
        let in_text = (kind == ObservationKind::Text).then(|| text_year(raw, self.is_of_targets())).flatten();
        let own = time.and_then(year_of).or(in_text).or(self.shared);
        let head = self.context.head_time.as_ref().filter(|_| own.is_none());
        let (as_of, period) = time.or(head).map_or((None, None), finer_than_year);
        // 累計：500件 says how it is counted, which the indicator holds.
        let label = label.map(|label| normal_form(&label)).filter(|label| !is_count_word(label));
        Observation {
            role: of.map_or(Role::Actual, |value| record_role(value.role)),
            fiscal_year: own.or_else(|| of.and_then(|value| value.year)).or(self.context.default_year),
            as_of,
            period,
            label,
            kind,
            value: None,
            unit: None,
            relation: None,
            approximate: false,
            raw: normal_form(raw).replace('\n', " "),
        }
    }
}

/// Does a label only say that its value is counted over several years?
fn is_count_word(label: &str) -> bool {
    ["累計", "累積", "延べ", "延べ数", "累計値"].contains(&label.trim())
}

/// The value of a part without the time that it names, and that time.
fn body_and_time(text: &str, year: Option<i32>) -> (&str, Option<japanese::Time>) {
    if let Some((open, time)) = trailing_time(text) {
        return (without_note_mark(text.get(..open).unwrap_or(text).trim_end()), Some(time));
    }
    if let Some((end, time)) = leading_year(text) {
        return (text.get(end..).unwrap_or(text).trim_start(), Some(time));
    }
    let of_year = || month_behind(text, year?);
    match year_behind(text).or_else(of_year) {
        Some((value, time)) => (value, Some(time)),
        None => (text, None),
    }
}

/// The one quantity that a text is, with the words that say it is kept or how sure it is.
pub(super) fn one_quantity(body: &str) -> Option<Quantity> {
    let read = |text: &str| {
        let text = text.trim_start_matches(['+', '＋']);
        let quantity = wrapped_quantity(text).or_else(|| japanese::quantity_cell(text));
        // 12/21 is twelve of twenty-one, or a day, and no 0.571.
        quantity.filter(|found| found.kind != japanese::QuantityKind::Share || !text.contains(['/', '／']))
    };
    let bare = |text: &str| read(text).or_else(|| kept_quantity(text));
    let spanned = |text: &str| bare(text).or_else(|| behind_span(text).and_then(bare));
    let with_unit = || with_unit_behind(body).and_then(|text| read(&text));
    with_unit().or_else(|| spanned(body)).or_else(|| spanned(without_remark(body)))
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

    #[test]
    fn a_list_of_years_gives_each_value_its_year() {
        let context = context(&[(RoleKind::Target, 2028)]);
        let three = ["Target 2024 50 件", "Target 2025 60 件", "Target 2026 70 件"];
        assert_eq!(read("R6：50件、R7：60件、R8：70件", &context), three);
        assert_eq!(read("50件（R6）、60件（R7）、70件（R8）", &context), three);
        assert_eq!(read("令和6年度 50件\n令和7年度 60件\n令和8年度 70件", &context), three);
        // One that cannot be read leaves the whole as words: no year is taken for another's.
        assert_eq!(read("R6：50件、R7：増加", &context).len(), 1);
    }

    #[test]
    fn parts_of_a_whole_have_labels() {
        let context = context(&[(RoleKind::Actual, 2023)]);
        let labels = |text: &str| -> Vec<(Option<String>, String)> {
            let cell = read_cell(text, &context);
            let observations = cell.marks.into_iter().flat_map(|(_, observations)| observations);
            observations
                .map(|one| (one.label, one.value.map(|value| value.to_string()).unwrap_or_default()))
                .collect()
        };
        let some = |label: &str, value: &str| (Some(label.to_owned()), value.to_owned());
        assert_eq!(labels("男性30％、女性70％"), [some("男性", "30"), some("女性", "70")]);
        assert_eq!(labels("小：80.5 中：75.2"), [some("小", "80.5"), some("中", "75.2")]);
        assert_eq!(labels("【小】80％【中】75％"), [some("小", "80"), some("中", "75")]);
        assert_eq!(labels("小学校：80％、中学校：75％"), [some("小学校", "80"), some("中学校", "75")]);
        assert_eq!(labels("累計：500件"), [(None, "500".to_owned())]);
        assert_eq!(labels("＋10件"), [(None, "10".to_owned())]);
        assert_eq!(labels("50件（うち県内30件）"), [(None, "50".to_owned()), some("県内", "30")]);
    }

    #[test]
    fn a_year_of_comparison_is_not_that_of_the_value() {
        let context = context(&[(RoleKind::Target, 2030)]);
        assert_eq!(read("46%削減（2013年度比）", &context), ["Target 2030 46 %"]);
        assert_eq!(read("2013年度比46%削減", &context), ["Target 2030 [2013年度比] 46 %"]);
        assert_eq!(read("R5の水準を維持", &context), ["Target 2030 Text "]);
        assert_eq!(read("R5年度実績以上", &context), ["Target 2030 Text "]);
        assert_eq!(read("50件（R5実績）", &context), ["Target 2030 Text "]);
        assert_eq!(read("令和8年度に策定", &context), ["Target 2026 Text "]);
    }

    #[test]
    fn a_pair_may_lack_one_of_its_values() {
        let context = context(&[(RoleKind::Target, 2024), (RoleKind::Actual, 2024)]);
        assert_eq!(read("8/10", &context), ["Target 2024 8 ", "Actual 2024 10 "]);
        assert_eq!(read("50件/未測定", &context), ["Target 2024 50 件", "Actual 2024 Unmeasured "]);
        assert_eq!(read("50件/－", &context), ["Target 2024 50 件"]);
        assert_eq!(read("50件以上/62件", &context), ["Target 2024 50 件", "Actual 2024 62 件"]);
    }

    #[test]
    fn a_month_behind_a_value_lies_in_the_year_of_its_column() {
        let context = context(&[(RoleKind::Actual, 2024)]);
        let cell = read_cell("48件（12月末時点）", &context);
        let (_, observations) = &cell.marks[0];
        assert_eq!(observations[0].as_of.as_deref(), Some("2024-12-31"));
        assert_eq!(read("48件（12月末時点）", &context), ["Actual 2024 48 件"]);
        // What is still to come is of the column's year.
        assert_eq!(read("集計中（R7.6公表予定）", &context), ["Actual 2024 Unmeasured "]);
        assert_eq!(read("未実施（R5）", &context), ["Actual 2023 Unmeasured "]);
    }

    #[test]
    fn remarks_leave_a_value_what_it_is() {
        let context = context(&[(RoleKind::Actual, 2023)]);
        assert_eq!(read("45%（速報値）", &context), ["Actual 2023 45 %"]);
        assert_eq!(read("50件 ※見込み", &context), ["Actual 2023 50 件"]);
        assert_eq!(read("4.2点（5点満点）", &context), ["Actual 2023 4.2 点"]);
        assert_eq!(read("1件（窓口システム）", &context), ["Actual 2023 1 件"]);
        assert_eq!(read("500件(H30からの累計)", &context), ["Actual 2023 500 件"]);
        assert_eq!(read("10回（オンライン5回、対面6回）", &context), ["Actual 2023 Text "]);
        assert_eq!(read("50.0%（6/12施設）", &context), ["Actual 2023 50.0 %"]);
        assert_eq!(read("60.0%（6/12施設）", &context), ["Actual 2023 Text "]);
        // What may be no actual value is no number of one.
        assert_eq!(read("50件（目標）", &context), ["Actual 2023 Text "]);
        assert_eq!(read("50件（減少）", &context), ["Actual 2023 Text "]);
    }
}

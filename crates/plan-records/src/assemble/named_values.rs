//! Values in the cell that names the indicator.

use japanese_normalize as japanese;

use super::fields::{Field, join_lines};
use super::full_width::{has_steps, read_dated_steps, read_steps};
use super::indicators::{RowIndicators, Traced};
use super::value_pieces::labelled_quantity;
use super::values::{Context, read_cell};
use crate::records::{Indicator, IndicatorKind, Observation};
use crate::roles::RoleKind;
use crate::roles::assign::Value;

/// A column 数値目標 that names indicator and target in one cell (`相談件数 年間100件`) where no other column has targets.
pub(super) fn take_goal(fields: &[Field<'_, '_>], row: &mut RowIndicators) {
    let has_targets = fields.iter().any(|field| field.role() == RoleKind::Target);
    let [traced] = row.indicators.as_mut_slice() else { return };
    let field = traced.name_field.and_then(|at| fields.get(at));
    let Some(field) = field.filter(|field| !has_targets && japanese::fold(field.heading).contains("目標"))
    else {
        return;
    };
    let raw = join_lines(&field.raw());
    let Some((label, _)) = labelled_quantity(&raw) else { return };
    let Some(value) = raw.find(&label).and_then(|at| raw.get(at + label.len()..)) else { return };
    let values = vec![Value { role: RoleKind::Target, year: field.year() }];
    let read = read_cell(value.trim_start_matches([':', '：']), &Context { values, ..Context::default() });
    let observations: Vec<Observation> = read.marks.into_iter().flat_map(|(_, found)| found).collect();
    traced.observation_fields.extend(observations.iter().filter_map(|_| traced.name_field));
    traced.indicator.observations.extend(observations);
    traced.indicator.cumulative |= read.cumulative;
    traced.indicator.name = Some(japanese::normal_form(&label).trim().to_owned());
}

/// A cell of the indicator that holds its values as well (`受講者数：45人（R5）→ 80人（R8）`), where no other cell has
/// values: each line is an indicator, or each line of values with the lines of its name above.
pub(super) fn take_steps(fields: &[Field<'_, '_>], row: &mut RowIndicators) {
    if fields.iter().any(|field| field.role().is_value() && !field.is_empty()) {
        return;
    }
    let named = std::mem::take(&mut row.indicators);
    row.indicators.extend(named.into_iter().flat_map(|traced| {
        let raw = traced.name_field.and_then(|at| fields.get(at)).map(Field::raw);
        let below = || steps_below(traced.indicator.kind, &raw?);
        match steps_of(&traced.indicator).or_else(below) {
            Some(read) => read
                .into_iter()
                .map(|indicator| Traced {
                    observation_fields: indicator
                        .observations
                        .iter()
                        .filter_map(|_| traced.name_field)
                        .collect(),
                    evaluation_fields: Vec::new(),
                    name_field: traced.name_field,
                    indicator,
                })
                .collect(),
            None => vec![traced],
        }
    }));
}

fn steps_of(indicator: &Indicator) -> Option<Vec<Indicator>> {
    let lines = indicator.name.as_deref()?.lines();
    let read = lines.map(|line| {
        let line = line.trim().trim_start_matches(['・', '○', '●']);
        let read = has_steps(line).then(|| read_steps(indicator.kind, line, None)).flatten()?;
        (read.name.is_some() && read.observations.len() > 1).then_some(read)
    });
    read.collect()
}

/// Names, each with its values on the line below: `窓口の待ち時間`, `現状 24分（R5）▶ 目標 10分（R8）`.
fn steps_below(kind: Option<IndicatorKind>, raw: &str) -> Option<Vec<Indicator>> {
    let mut read: Vec<Indicator> = Vec::new();
    let mut name = String::new();
    for line in raw.lines().map(japanese::normal_form).filter(|line| !line.trim().is_empty()) {
        let line = line.trim();
        if !has_steps(line) {
            name.push_str(line);
            continue;
        }
        let above = std::mem::take(&mut name);
        let above = above.trim_start_matches(['・', '○', '●']).trim();
        let whole = read_steps(kind, &format!("{above} {line}"), None)
            .filter(|indicator| indicator.name.is_some() && indicator.observations.len() > 1);
        read.push(whole.or_else(|| read_dated_steps(kind, above, line))?);
    }
    (name.is_empty() && !read.is_empty()).then_some(read)
}

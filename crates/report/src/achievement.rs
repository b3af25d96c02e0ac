//! How many indicators reached their target, by department.
//!
//! An indicator counts where a target and an actual value of the same fiscal year, part and unit are printed; of several
//! years, the last. `Indicator::reached` tells which side of the target reaches it; where nothing tells, only equal
//! values are judged.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};
use plan_records::records::{Indicator, Item, Observation, ObservationKind, Role};

use crate::language::Lang;
use crate::number::{count, percent};
use crate::stats::{DOCUMENTS_SHOWN, DocumentStats, left_out};

/// Departments shown of a document.
const DEPARTMENTS_SHOWN: usize = 30;

/// An indicator held against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) fiscal_year: i32,
    /// None where nothing tells whether more is better.
    pub(crate) reached: Option<bool>,
}

/// The verdicts on an indicator, one for each part that it has a value and a target of.
pub(crate) fn verdicts(indicator: &Indicator) -> Vec<Verdict> {
    let mut verdicts: Vec<(Option<&str>, Verdict)> = Vec::new();
    for target in numbers(indicator, Role::Target) {
        for actual in numbers(indicator, Role::Actual) {
            let Some(verdict) = verdict(indicator, target, actual) else { continue };
            let label = target.label.as_deref();
            match verdicts.iter_mut().find(|(known, _)| *known == label) {
                Some((_, known)) if known.fiscal_year < verdict.fiscal_year => *known = verdict,
                Some(_) => {}
                None => verdicts.push((label, verdict)),
            }
        }
    }
    verdicts.into_iter().map(|(_, verdict)| verdict).collect()
}

fn numbers(indicator: &Indicator, role: Role) -> impl Iterator<Item = &Observation> {
    indicator.observations.iter().filter(move |one| one.role == role && one.kind == ObservationKind::Number)
}

fn verdict(indicator: &Indicator, target: &Observation, actual: &Observation) -> Option<Verdict> {
    let fiscal_year = target.fiscal_year.filter(|year| actual.fiscal_year == Some(*year))?;
    let same_unit = target.unit == actual.unit || target.unit.is_none() || actual.unit.is_none();
    if target.label != actual.label || !same_unit || target.value.is_none() || actual.value.is_none() {
        return None;
    }
    let reached = indicator.reached(target, actual);
    Some(Verdict { fiscal_year, reached })
}

/// Verdicts of a department.
#[derive(Debug, Default)]
struct Department {
    name: String,
    judged: u64,
    reached: u64,
}

pub(crate) fn section(documents: &[DocumentStats<'_>], lang: Lang) -> Markup {
    let parts: Vec<(&DocumentStats<'_>, Vec<Department>, Totals)> = documents
        .iter()
        .map(|document| {
            let (departments, totals) = of_document(document, lang);
            (document, departments, totals)
        })
        .filter(|(_, _, totals)| totals.judged + totals.open > 0)
        .collect();
    html! {
        p.note {
            (lang.pick(
                "同じ年度・同じ単位の目標値と実績値がそろう指標だけを数えます（何年分もあれば最後の年度）。「以下」の目標や、減るほどよい指標は、目標以下で達成です。よい向きは、「以上」「以下」、現状値から目標値への増減、目標値の年度ごとの増減から決めます。部局は最も上の組織で、複数の部局が担当する指標はそれぞれに数えます。",
                "Only indicators with a target and an actual value of the same fiscal year and unit are counted; of several years, the last. Where less is better, values at or below the target reach it; which side is better follows from 以上 and 以下, from baseline to target, and from the targets over the years. Departments are the topmost; an indicator of several counts for each.",
            ))
        }
        @if parts.is_empty() {
            p { (lang.pick("目標値と実績値が同じ年度でそろう指標はありません。", "No indicator has a target and an actual value of the same year.")) }
        }
        @for (document, departments, totals) in parts.iter().take(DOCUMENTS_SHOWN) {
            h3 { (document.name) span.count { (summary(totals, lang)) } }
            (table(departments, lang))
            @if totals.open > 0 { p.note { (open(totals.open, lang)) } }
        }
        (left_out(parts.len(), lang))
    }
}

/// Verdicts of a document, each indicator once.
#[derive(Debug, Default)]
struct Totals {
    judged: u64,
    reached: u64,
    /// Those that nothing tells how to judge.
    open: u64,
}

fn of_document(document: &DocumentStats<'_>, lang: Lang) -> (Vec<Department>, Totals) {
    let (mut departments, mut totals) = (BTreeMap::<String, Department>::new(), Totals::default());
    // An indicator that is printed again with its measure counts once.
    for item in document.items.iter().filter(|item| !item.repeated) {
        let names = top_departments(item, lang);
        for verdict in item.indicators.iter().flat_map(verdicts) {
            let Some(reached) = verdict.reached else {
                totals.open += 1;
                continue;
            };
            totals.judged += 1;
            totals.reached += u64::from(reached);
            for name in &names {
                let new = || Department { name: name.clone(), ..Department::default() };
                let department = departments.entry(name.clone()).or_insert_with(new);
                department.judged += 1;
                department.reached += u64::from(reached);
            }
        }
    }
    let mut departments: Vec<Department> = departments.into_values().collect();
    departments.sort_by_key(|one| Reverse(one.judged));
    (departments, totals)
}

fn top_departments(item: &Item, lang: Lang) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in item.departments.iter().filter_map(|path| path.first()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        names.push(lang.pick("（部局なし）", "(no department)").to_owned());
    }
    names
}

fn table(departments: &[Department], lang: Lang) -> Markup {
    let most = departments.iter().map(|one| one.judged).max().unwrap_or(1);
    let hidden = departments.len().saturating_sub(DEPARTMENTS_SHOWN);
    html! {
        table.headings.reached {
            thead {
                tr {
                    th scope="col" { (lang.pick("部局", "Department")) }
                    th.number scope="col" { (lang.pick("達成 / 指標", "Reached / all")) }
                    th.number scope="col" { (lang.pick("割合", "Share")) }
                    th scope="col" {
                        span.key.items {} (lang.pick("達成", "reached")) " "
                        span.key.missed {} (lang.pick("未達成", "missed"))
                    }
                }
            }
            tbody {
                @for Department { name, judged, reached } in departments.iter().take(DEPARTMENTS_SHOWN) {
                    tr {
                        th scope="row" { (name) }
                        td.number { (count(*reached)) " / " (count(*judged)) }
                        td.number { (percent(*reached, *judged)) }
                        td.bar-cell aria-hidden="true" {
                            div.bar style=(format!("width:{}%", judged * 100 / most)) {
                                @if *reached > 0 { span.items style=(format!("flex-grow:{reached}")) {} }
                                @if judged > reached { span.missed style=(format!("flex-grow:{}", judged - reached)) {} }
                            }
                        }
                    }
                }
            }
        }
        @if hidden > 0 {
            p.note { (match lang {
                Lang::Ja => format!("ほか {hidden} 部局"),
                Lang::En => format!("{hidden} more departments"),
            }) }
        }
    }
}

fn summary(totals: &Totals, lang: Lang) -> String {
    let (reached, judged) = (count(totals.reached), count(totals.judged));
    match lang {
        Lang::Ja => format!("{judged} 指標のうち {reached} が達成"),
        Lang::En => format!("{reached} of {judged} indicators reached"),
    }
}

fn open(number: u64, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "ほかに {number} 指標がありますが、増減のどちらがよいかが計画から分からないため、数えていません。"
        ),
        Lang::En => format!("{number} more are not counted: the plan does not tell whether more is better."),
    }
}

#[cfg(test)]
mod tests {
    use plan_records::records::{Direction, Relation};
    use rust_decimal::Decimal;

    use super::*;

    fn value(role: Role, year: i32, number: i64, relation: Relation) -> Observation {
        Observation {
            role,
            fiscal_year: Some(year),
            as_of: None,
            period: None,
            label: None,
            kind: ObservationKind::Number,
            value: Some(Decimal::from(number)),
            unit: Some("件".to_owned()),
            relation: Some(relation),
            approximate: false,
            raw: format!("{number}件"),
        }
    }

    fn reached(relation: Relation, direction: Option<Direction>, target: i64, actual: i64) -> Option<bool> {
        let observations = vec![
            value(Role::Target, 2023, target, relation),
            value(Role::Actual, 2023, actual, Relation::Equal),
        ];
        let verdicts = verdicts(&Indicator { direction, observations, ..Indicator::default() });
        assert_eq!(verdicts.len(), 1);
        verdicts[0].reached
    }

    #[test]
    fn relation_and_direction_tell_which_side_reaches() {
        use Direction::{Down, Up};
        use Relation::{AtLeast, AtMost, Equal, LessThan, MoreThan};
        for (relation, direction, target, actual, expected) in [
            (AtMost, None, 10, 8, Some(true)),
            (AtMost, Some(Up), 10, 12, Some(false)),
            (LessThan, None, 10, 10, Some(false)),
            (MoreThan, None, 10, 10, Some(false)),
            (AtLeast, Some(Down), 10, 12, Some(true)),
            (Equal, Some(Down), 10, 12, Some(false)),
            (Equal, Some(Up), 10, 12, Some(true)),
            (Equal, None, 10, 12, None),
            (Equal, None, 10, 10, Some(true)),
            (Equal, None, 0, 1, Some(false)),
        ] {
            assert_eq!(
                reached(relation, direction, target, actual),
                expected,
                "{relation:?} {direction:?} {target} {actual}"
            );
        }
    }

    #[test]
    fn targets_that_fall_over_the_years_are_reached_from_above() {
        let of = |later: i64| {
            let observations = vec![
                value(Role::Target, 2023, 100, Relation::Equal),
                value(Role::Actual, 2023, 90, Relation::Equal),
                value(Role::Target, 2026, later, Relation::Equal),
            ];
            verdicts(&Indicator { observations, ..Indicator::default() })[0].reached
        };
        assert_eq!((of(50), of(150), of(100)), (Some(true), Some(false), None));
    }

    #[test]
    fn the_last_year_counts_and_other_years_and_units_are_not_compared() {
        let mut observations = vec![
            value(Role::Target, 2024, 10, Relation::AtLeast),
            value(Role::Actual, 2024, 12, Relation::Equal),
            value(Role::Target, 2023, 10, Relation::AtLeast),
            value(Role::Actual, 2023, 5, Relation::Equal),
            value(Role::Target, 2026, 10, Relation::AtLeast),
        ];
        let of = |observations: &[Observation]| {
            verdicts(&Indicator { observations: observations.to_vec(), ..Indicator::default() })
        };
        assert_eq!(of(&observations), [Verdict { fiscal_year: 2024, reached: Some(true) }]);
        observations[1].unit = Some("人".to_owned());
        assert_eq!(of(&observations), [Verdict { fiscal_year: 2023, reached: Some(false) }]);
        observations[2].label = Some("県立".to_owned());
        assert_eq!(of(&observations), []);
    }
}

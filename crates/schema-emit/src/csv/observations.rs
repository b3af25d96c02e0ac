//! `observations.csv`: a row for each observation.

use plan_records::records::{
    Direction, DocumentRecord, Indicator, IndicatorKind, Item, Observation, ObservationKind, Relation, Role,
};

use super::cell::{plain, text, truth};
use super::{departments, pages, shared_cells};

/// Columns of `observations.csv` after the shared ones.
const HEADINGS: [&str; 23] = [
    "担当部局",
    "指標番号",
    "指標名",
    "指標の文",
    "指標の種別",
    "累計",
    "望ましい向き",
    "区分",
    "年度(西暦)",
    "年度(和暦)",
    "時点",
    "期間開始",
    "期間終了",
    "内訳",
    "種類",
    "値",
    "単位",
    "関係",
    "概数",
    "評価",
    "原文",
    "ページ",
    "表",
];

/// All headings.
#[must_use]
pub fn headings() -> Vec<&'static str> {
    super::SHARED_HEADINGS.into_iter().chain(HEADINGS).collect()
}

/// The rows of an item, one for each observation.
pub fn rows(document: &DocumentRecord, item: &Item) -> impl Iterator<Item = Vec<String>> {
    (1_u32..).zip(&item.indicators).flat_map(move |(ordinal, indicator)| {
        indicator.observations.iter().map(move |observation| {
            let mut cells = shared_cells(document, item);
            cells.push(text(&departments(item)));
            cells.extend(indicator_cells(ordinal, indicator));
            cells.extend(time_cells(observation));
            cells.extend(value_cells(indicator, observation));
            cells.push(pages(item));
            cells.push(plain(item.source.table));
            cells
        })
    })
}

fn indicator_cells(ordinal: u32, indicator: &Indicator) -> [String; 6] {
    let kind = match indicator.kind {
        Some(IndicatorKind::Kpi) => "KPI",
        Some(IndicatorKind::Goal) => "目標",
        None => "",
    };
    let direction = match indicator.direction {
        Some(Direction::Up) => "増加",
        Some(Direction::Down) => "減少",
        None => "",
    };
    [
        plain(ordinal),
        text(indicator.name.as_deref().unwrap_or_default()),
        text(indicator.statement.as_deref().unwrap_or_default()),
        plain(kind),
        truth(indicator.cumulative),
        plain(direction),
    ]
}

fn time_cells(observation: &Observation) -> [String; 6] {
    let role = match observation.role {
        Role::Baseline => "現状値",
        Role::Target => "目標値",
        Role::Actual => "実績値",
    };
    let period = observation.period.as_ref();
    let end = |end: Option<&String>| plain(end.map_or("", String::as_str));
    [
        plain(role),
        observation.fiscal_year.map(plain).unwrap_or_default(),
        observation.fiscal_year.map(wareki_year).unwrap_or_default(),
        end(observation.as_of.as_ref()),
        end(period.and_then(|period| period.from.as_ref())),
        end(period.and_then(|period| period.to.as_ref())),
    ]
}

fn value_cells(indicator: &Indicator, observation: &Observation) -> [String; 8] {
    let kind = match observation.kind {
        ObservationKind::Number => "数値",
        ObservationKind::Text => "文字",
        ObservationKind::Unmeasured => "未測定",
    };
    let relation = match observation.relation {
        Some(Relation::Equal) => "等しい",
        Some(Relation::AtLeast) => "以上",
        Some(Relation::AtMost) => "以下",
        Some(Relation::MoreThan) => "超",
        Some(Relation::LessThan) => "未満",
        None => "",
    };
    [
        text(observation.label.as_deref().unwrap_or_default()),
        plain(kind),
        observation.value.map(plain).unwrap_or_default(),
        text(observation.unit.as_deref().unwrap_or_default()),
        plain(relation),
        truth(observation.approximate),
        text(grade(indicator, observation)),
        text(&observation.raw),
    ]
}

/// The grade of the year that an actual value is of.
fn grade<'a>(indicator: &'a Indicator, observation: &Observation) -> &'a str {
    let of_year = indicator.evaluations.iter().find(|grade| grade.fiscal_year == observation.fiscal_year);
    match (observation.role, of_year) {
        (Role::Actual, Some(evaluation)) => &evaluation.grade,
        _ => "",
    }
}

/// First fiscal years of the eras, latest first: the year that began under the era before bears the new name from its first day.
const ERAS: [(i32, &str); 5] =
    [(2019, "令和"), (1989, "平成"), (1926, "昭和"), (1912, "大正"), (1868, "明治")];

/// A fiscal year by era: 2023 → 令和5年度, 2019 → 令和元年度.
#[must_use]
pub fn wareki_year(fiscal_year: i32) -> String {
    match ERAS.iter().find(|(first, _)| *first <= fiscal_year) {
        Some((first, era)) if *first == fiscal_year => format!("{era}元年度"),
        Some((first, era)) => format!("{era}{}年度", fiscal_year.saturating_sub(*first).saturating_add(1)),
        None => format!("{fiscal_year}年度"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years_have_their_era() {
        let names: Vec<String> = [2023, 2019, 2018, 1989, 1988, 1800].into_iter().map(wareki_year).collect();
        assert_eq!(names, ["令和5年度", "令和元年度", "平成30年度", "平成元年度", "昭和63年度", "1800年度"]);
    }
}

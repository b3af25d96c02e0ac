//! A small chart for each indicator that has values of two years or more.

use std::collections::BTreeSet;

use maud::{Markup, html};
use plan_records::records::{Indicator, Item, ObservationKind, Role};

use crate::chart::{Point, chart};
use crate::language::Lang;
use crate::number::{count, value};
use crate::stats::DocumentStats;

/// Charts on the page: more would take a browser seconds to lay out.
const CHARTS_SHOWN: usize = 400;

/// Characters of an indicator's name in a chart's title.
const NAME_LENGTH: usize = 60;

/// Characters of numbers that a card has room for on one row.
const ROW_WIDTH: usize = 36;

/// Values that go on one chart: of one part of an indicator, in one unit.
struct Series<'o> {
    item: &'o Item,
    indicator: &'o Indicator,
    label: Option<&'o str>,
    unit: Option<&'o str>,
    points: Vec<Point>,
}

pub(crate) fn section(documents: &[DocumentStats<'_>], lang: Lang) -> Markup {
    let parts: Vec<(&DocumentStats<'_>, Vec<Series<'_>>)> = documents
        .iter()
        .map(|document| (document, document.items.iter().flat_map(|item| series(item)).collect::<Vec<_>>()))
        .filter(|(_, series)| !series.is_empty())
        .collect();
    let all: usize = parts.iter().map(|(_, series)| series.len()).sum();
    let mut room = CHARTS_SHOWN;
    let shown: Vec<usize> = parts
        .iter()
        .map(|(_, series)| {
            let shown = series.len().min(room);
            room -= shown;
            shown
        })
        .collect();
    html! {
        p.note {
            (lang.pick(
                "2 か年度以上の数値がある指標です。横軸は年度、縦軸の目盛りは指標ごとに違います。",
                "Indicators with numbers of two fiscal years or more. The scale of the vertical axis differs between charts.",
            ))
        }
        @if all == 0 {
            p { (lang.pick("2 か年度以上の数値がある指標はありません。", "No indicator has numbers of two years.")) }
        } @else {
            (legend(lang))
        }
        @for ((document, series), shown) in parts.iter().zip(shown).filter(|(_, shown)| *shown > 0) {
            h3 { (document.name) span.count { (of_charts(series.len(), lang)) } }
            div.charts { @for one in series.iter().take(shown) { (card(one, lang)) } }
        }
        @if all > CHARTS_SHOWN {
            p.note { (match lang {
                Lang::Ja => format!("ほか {} 指標の値は observations.csv にあります。", all - CHARTS_SHOWN),
                Lang::En => format!("The values of {} more indicators are in observations.csv.", all - CHARTS_SHOWN),
            }) }
        }
    }
}

fn of_charts(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{} 指標", count(number as u64)),
        Lang::En => format!("{} indicators", count(number as u64)),
    }
}

fn legend(lang: Lang) -> Markup {
    html! {
        ul.legend {
            li {
                svg.key viewBox="0 0 26 12" aria-hidden="true" { rect.baseline x="9" y="2" width="8" height="8" {} }
                (lang.pick("現状値・基準値", "baseline"))
            }
            li {
                svg.key viewBox="0 0 26 12" aria-hidden="true" {
                    path.actual d="M1 6H25" {} circle.actual cx="13" cy="6" r="4" {}
                }
                (lang.pick("実績値", "actual"))
            }
            li {
                svg.key viewBox="0 0 26 12" aria-hidden="true" {
                    path.target d="M1 6H25" {} path.target-mark d="M13 1L18 6L13 11L8 6Z" {}
                }
                (lang.pick("目標値", "target"))
            }
        }
    }
}

/// The series of an item's indicators that have two years or more, in the order of the plan.
fn series(item: &Item) -> Vec<Series<'_>> {
    let mut all: Vec<Series<'_>> = Vec::new();
    // What is printed again with (再掲) has its chart where it is printed first.
    for indicator in item.indicators.iter().filter(|_| !item.repeated) {
        let begin = all.len();
        for one in &indicator.observations {
            let (ObservationKind::Number, Some(year), Some(value)) = (one.kind, one.fiscal_year, one.value)
            else {
                continue;
            };
            let (label, unit) = (one.label.as_deref(), one.unit.as_deref());
            let place = all.iter().skip(begin).position(|known| known.label == label && known.unit == unit);
            let at = place.map_or(all.len(), |place| begin + place);
            if at == all.len() {
                all.push(Series { item, indicator, label, unit, points: Vec::new() });
            }
            let relation = one.relation;
            all[at].points.push(Point {
                role: one.role,
                year,
                value,
                relation,
                approximate: one.approximate,
            });
        }
    }
    all.retain(|series| series.points.iter().map(|point| point.year).collect::<BTreeSet<_>>().len() > 1);
    for series in &mut all {
        series.points.sort_by_key(|point| (point.year, point.role));
    }
    all
}

fn card(series: &Series<'_>, lang: Lang) -> Markup {
    let title = title(series, lang);
    let unit = series.unit.or(series.indicator.unit_hint.as_deref());
    let of_item = [series.item.number.as_deref(), series.item.title.as_deref()];
    let of_item = of_item.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        figure.chart {
            figcaption {
                span.name { (title) @if let Some(unit) = unit { span.unit { (lang.pick("（", " (")) (unit) (lang.pick("）", ")")) } } }
                @if !of_item.is_empty() && of_item != title { span.of { (of_item) } }
            }
            (chart(&series.points, &title, lang))
            (values(&series.points, lang))
        }
    }
}

fn title(series: &Series<'_>, lang: Lang) -> String {
    let Indicator { name, statement, .. } = series.indicator;
    let name = name.as_deref().or(statement.as_deref()).or(series.item.title.as_deref());
    let mut name = name.unwrap_or(lang.pick("（名前なし）", "(no name)")).to_owned();
    if let Some((at, _)) = name.char_indices().nth(NAME_LENGTH) {
        name.truncate(at);
        name.push('…');
    }
    match series.label {
        Some(label) => format!("{name}　{label}"),
        None => name,
    }
}

/// The same in numbers: a row for each role and a column for each year; the other way where the numbers are long.
fn values(points: &[Point], lang: Lang) -> Markup {
    let years: BTreeSet<i32> = points.iter().map(|point| point.year).collect();
    let roles = [
        (Role::Baseline, lang.pick("現状", "base")),
        (Role::Actual, lang.pick("実績", "actual")),
        (Role::Target, lang.pick("目標", "target")),
    ];
    let roles = roles.into_iter().filter(|(role, _)| points.iter().any(|point| point.role == *role));
    let roles: Vec<(Role, &str)> = roles.collect();
    let cell = |role: Role, year: i32| {
        let found = points.iter().filter(|point| point.role == role && point.year == year);
        found.map(|point| printed(point, lang)).collect::<Vec<_>>().join(" / ")
    };
    let longest =
        |year: &i32| roles.iter().map(|(role, _)| cell(*role, *year).chars().count()).max().unwrap_or(0);
    let width: usize = years.iter().map(longest).map(|length| length.max(4) + 1).sum();
    html! {
        @if width <= ROW_WIDTH {
            table.values {
                thead { tr { td {} @for year in &years { th.number scope="col" { (year) } } } }
                tbody {
                    @for (role, name) in &roles {
                        tr { th scope="row" { (name) } @for year in &years { td.number { (cell(*role, *year)) } } }
                    }
                }
            }
        } @else {
            table.values {
                thead { tr { td {} @for (_, name) in &roles { th.number scope="col" { (name) } } } }
                tbody {
                    @for year in &years {
                        tr { th scope="row" { (year) } @for (role, _) in &roles { td.number { (cell(*role, *year)) } } }
                    }
                }
            }
        }
    }
}

fn printed(point: &Point, lang: Lang) -> String {
    let about = if point.approximate { lang.pick("約", "c. ") } else { "" };
    let sign = point.relation.map_or("", crate::chart::sign);
    format!("{about}{sign}{}", value(point.value))
}

//! One indicator's values by fiscal year, drawn.

use std::collections::BTreeSet;

use maud::{Markup, html};
use plan_records::records::{Relation, Role};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::language::Lang;
use crate::number::{Scale as Words, value};

/// A value on a chart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Point {
    pub(crate) role: Role,
    pub(crate) year: i32,
    pub(crate) value: Decimal,
    pub(crate) relation: Option<Relation>,
    pub(crate) approximate: bool,
}

/// Size of a drawing, in its own units.
const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 140.0;

/// The plot inside it: left, right, top, bottom.
const LEFT: f64 = 46.0;
const RIGHT: f64 = 262.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 116.0;

/// Room between the ends of the axis and the first and last year.
const INSET: f64 = 18.0;

/// Years that have their number on the axis, at most.
const YEARS_NAMED: usize = 6;

/// Marks on the vertical axis, about.
const TICKS: f64 = 4.0;

/// The axis begins at zero where the least value is below this share of the greatest.
const FROM_ZERO: f64 = 0.6;

pub(crate) fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "",
        Relation::AtLeast => "≥",
        Relation::AtMost => "≤",
        Relation::MoreThan => ">",
        Relation::LessThan => "<",
    }
}

/// The drawing of points that are sorted by year; two years at least.
pub(crate) fn chart(points: &[Point], title: &str, lang: Lang) -> Markup {
    let numbers: Vec<f64> = points.iter().map(|point| number(point.value)).collect();
    let ticks = ticks(&numbers);
    let words = Words::of(&ticks, lang);
    let years: BTreeSet<i32> = points.iter().map(|point| point.year).collect();
    let scale = Scale::new(&years, &ticks);
    let at = |point: &Point| (scale.x(point.year), scale.y(number(point.value)));
    let of = |role: Role| points.iter().filter(move |point| point.role == role);
    let known: Vec<(f64, f64)> = points.iter().filter(|point| point.role != Role::Target).map(at).collect();
    let mut aims: Vec<(f64, f64)> = of(Role::Target).map(at).collect();
    if of(Role::Actual).next().is_none()
        && let (Some(baseline), Some(target)) = (of(Role::Baseline).next_back(), of(Role::Target).next())
        && baseline.year < target.year
    {
        aims.insert(0, at(baseline));
    }
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label(points, title, lang)) {
            @for tick in &ticks {
                @let y = scale.y(*tick);
                path.rule d=(format!("M{LEFT} {y:.1}H{RIGHT}")) {}
                text.tick x=(LEFT - 5.0) y=(format!("{:.1}", y + 3.0)) text-anchor="end" { (words.short(*tick)) }
            }
            @for year in named(&years) {
                text.tick x=(format!("{:.1}", scale.x(year))) y=(HEIGHT - 8.0) text-anchor="middle" { (year) }
            }
            @if aims.len() > 1 { path.target d=(path(&aims)) {} }
            @if known.len() > 1 { path.actual d=(path(&known)) {} }
            @for point in points { (mark(point, at(point))) }
            @for point in named_points(points) { (figure(point, at(point), words)) }
        }
    }
}

fn number(value: Decimal) -> f64 {
    // A decimal of 28 digits is within the range of f64.
    value.to_f64().unwrap_or(0.0)
}

fn path(points: &[(f64, f64)]) -> String {
    let parts = points.iter().enumerate();
    parts.map(|(at, (x, y))| format!("{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' })).collect()
}

fn mark(point: &Point, (x, y): (f64, f64)) -> Markup {
    html! {
        @match point.role {
            Role::Baseline => { rect.baseline x=(format!("{:.1}", x - 3.5)) y=(format!("{:.1}", y - 3.5)) width="7" height="7" {} }
            Role::Actual => { circle.actual cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3.8" {} }
            Role::Target => { path.target-mark d=(format!("M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z", y - 5.0, x + 5.0, y + 5.0, x - 5.0)) {} }
        }
    }
}

/// The points whose figures are written beside them: the first known value, and the last of each kind.
fn named_points(points: &[Point]) -> Vec<&Point> {
    let last = |role: Role| points.iter().rfind(|point| point.role == role);
    let mut named: Vec<&Point> = Vec::new();
    let baseline = points.iter().find(|point| point.role == Role::Baseline);
    for point in [baseline, last(Role::Actual), last(Role::Target)].into_iter().flatten() {
        // Two figures at one place would cover each other; the table below has both.
        if !named.iter().any(|other| other.year == point.year) {
            named.push(point);
        }
    }
    named
}

fn figure(point: &Point, (x, y): (f64, f64), words: Words) -> Markup {
    let text =
        format!("{}{}", sign(point.relation.unwrap_or(Relation::Equal)), words.short(number(point.value)));
    let y = if y - 8.0 < TOP - 4.0 { y + 15.0 } else { y - 8.0 };
    html! { text.figure x=(format!("{x:.1}")) y=(format!("{y:.1}")) text-anchor="middle" { (text) } }
}

/// The drawing in words, for those who do not see it.
fn label(points: &[Point], title: &str, lang: Lang) -> String {
    let words = points.iter().map(|point| {
        let role = match point.role {
            Role::Baseline => lang.pick("現状値", "baseline"),
            Role::Actual => lang.pick("実績値", "actual"),
            Role::Target => lang.pick("目標値", "target"),
        };
        let sign = point.relation.map_or("", sign);
        match lang {
            Lang::Ja => format!("{}年度{role}{sign}{}", point.year, value(point.value)),
            Lang::En => format!("{role} {} {sign}{}", point.year, value(point.value)),
        }
    });
    let words: Vec<String> = words.collect();
    format!("{title}{}{}", lang.pick("：", ": "), words.join(lang.pick("、", ", ")))
}

/// Years to their place across, values to their height.
struct Scale {
    first: f64,
    years: f64,
    low: f64,
    range: f64,
}

impl Scale {
    fn new(years: &BTreeSet<i32>, ticks: &[f64]) -> Self {
        let first = f64::from(years.first().copied().unwrap_or(0));
        let last = f64::from(years.last().copied().unwrap_or(0));
        let low = ticks.first().copied().unwrap_or(0.0);
        let high = ticks.last().copied().unwrap_or(1.0);
        Self { first, years: (last - first).max(1.0), low, range: (high - low).max(f64::MIN_POSITIVE) }
    }

    fn x(&self, year: i32) -> f64 {
        LEFT + INSET + (RIGHT - LEFT - 2.0 * INSET) * (f64::from(year) - self.first) / self.years
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (value - self.low) / self.range
    }
}

/// Round marks that hold all values: steps of 1, 2, 2.5 or 5 times a power of ten.
fn ticks(values: &[f64]) -> Vec<f64> {
    let fold = |take: fn(f64, f64) -> f64| values.iter().copied().reduce(take).unwrap_or(0.0);
    let (mut low, mut high) = (fold(f64::min), fold(f64::max));
    if low >= 0.0 && low <= high * FROM_ZERO {
        low = 0.0;
    } else if high <= 0.0 && high >= low * FROM_ZERO {
        high = 0.0;
    }
    if high - low <= high.abs().max(low.abs()) * 1e-9 {
        // One value in all years: the line runs through the middle.
        let pad = if high == 0.0 { 1.0 } else { high.abs() * 0.1 };
        (low, high) = (low - pad, high + pad);
    }
    let step = step((high - low) / TICKS);
    let (from, to) = ((low / step).floor(), (high / step).ceil());
    let mut ticks = Vec::new();
    let mut at = from;
    while at <= to && ticks.len() < 20 {
        ticks.push(at * step);
        at += 1.0;
    }
    ticks
}

/// The least round step that is no smaller.
fn step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|factor| factor * power >= least * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

/// The years that have room for their number: all, or each second, third and so on, the last among them.
fn named(years: &BTreeSet<i32>) -> Vec<i32> {
    let every = years.len().div_ceil(YEARS_NAMED).max(1);
    let mut named: Vec<i32> = years.iter().rev().step_by(every).copied().collect();
    named.reverse();
    // Numbers of years that lie close on a long axis would touch.
    let span = named.last().zip(named.first()).map_or(0, |(last, first)| last - first);
    let mut kept: Vec<i32> = Vec::new();
    for year in named.into_iter().rev() {
        if kept.last().is_none_or(|next| (next - year).saturating_mul(7) >= span) {
            kept.push(year);
        }
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_all_values() {
        assert_eq!(ticks(&[120.0, 500.0]), [0.0, 200.0, 400.0, 600.0]);
        assert_eq!(ticks(&[95.0, 98.0]), [95.0, 96.0, 97.0, 98.0]);
        assert_eq!(ticks(&[0.0, 100.0]), [0.0, 25.0, 50.0, 75.0, 100.0]);
        for values in [&[7.0, 7.0][..], &[0.0, 0.0], &[-5.0, 12.0], &[1e-9, 3e20], &[-30.0, -10.0]] {
            let ticks = ticks(values);
            assert!((2..=8).contains(&ticks.len()), "{ticks:?}");
            assert!(values.iter().all(|v| *v >= ticks[0] && v <= ticks.last().unwrap()), "{ticks:?}");
        }
    }

    #[test]
    fn close_years_on_a_long_axis_do_not_touch() {
        assert_eq!(named(&[2023, 2024, 2025, 2026].into()), [2023, 2024, 2025, 2026]);
        assert_eq!(named(&[2005, 2023, 2024].into()), [2005, 2024]);
        assert!(named(&(2000..2030).collect()).len() <= YEARS_NAMED);
    }
}

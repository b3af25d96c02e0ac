//! Cells of values as plans print them, and the observation and findings that each must give.

use keikaku::pipeline::{Input, PipelineOptions, process};
use plan_records::records::{Indicator, Item, Observation, ObservationKind, Relation};
use schema_emit::DocumentOutput;

const CELLS: &str = include_str!("../value-cells.tsv");

/// The year of the column of targets.
const YEAR: i32 = 2027;

/// Findings that speak of a value by itself, and not of the values together.
const CODES: [&str; 4] =
    ["quantity-in-words", "number-beside-value", "value-is-change", "digits-grouped-oddly"];

struct Cell<'t> {
    text: &'t str,
    observations: Vec<&'t str>,
    codes: Vec<&'t str>,
}

fn cells() -> Vec<Cell<'static>> {
    let lines = CELLS.lines().filter(|line| !line.starts_with("# "));
    let parts = |text: &'static str, between: &'static str| -> Vec<&'static str> {
        text.split(between).filter(|part| *part != "-").collect()
    };
    lines
        .map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next().expect("three columns stand in each line");
            Cell { text: next(), observations: parts(next(), " | "), codes: parts(next(), " ") }
        })
        .collect()
}

/// A plan whose rows hold the cells below a head of targets.
fn plan(cells: &[Cell<'_>]) -> String {
    let mut plan =
        "青葉市デジタル計画\n\n番号\t取組名\t指標\t現状値（令和5年度）\t目標値（令和9年度）\n".to_owned();
    for (number, cell) in (1..).zip(cells) {
        plan.push_str(&format!("{number}\t第{number}の取組の推進\t第{number}の状況\t－\t{}\n", cell.text));
    }
    plan
}

fn printed(indicator: &Indicator, observation: &Observation) -> String {
    let mut words = match observation.kind {
        ObservationKind::Number => {
            vec![observation.value.map_or_else(String::new, |value| value.to_string())]
        }
        ObservationKind::Text => vec!["text".to_owned()],
        ObservationKind::Unmeasured => vec!["unmeasured".to_owned()],
    };
    words.extend(observation.unit.clone());
    words.extend(observation.relation.and_then(|relation| match relation {
        Relation::Equal => None,
        Relation::AtLeast => Some(">=".to_owned()),
        Relation::AtMost => Some("<=".to_owned()),
        Relation::MoreThan => Some(">".to_owned()),
        Relation::LessThan => Some("<".to_owned()),
    }));
    words.extend(observation.label.as_ref().map(|label| format!("[{label}]")));
    words.extend(observation.approximate.then(|| "~".to_owned()));
    let number = observation.kind == ObservationKind::Number;
    words.extend((number && indicator.cumulative).then(|| "c".to_owned()));
    words.extend(observation.fiscal_year.filter(|year| *year != YEAR).map(|year| format!("@{year}")));
    words.join(" ")
}

fn differs(cell: &Cell<'_>, item: &Item, output: &DocumentOutput) -> Option<String> {
    let observations: Vec<String> = item
        .indicators
        .iter()
        .flat_map(|indicator| indicator.observations.iter().map(move |seen| printed(indicator, seen)))
        .collect();
    let own = output.findings.iter().filter(|finding| finding.item.as_deref() == Some(&item.id));
    let mut codes: Vec<&str> =
        own.map(|finding| finding.code.as_str()).filter(|code| CODES.contains(code)).collect();
    codes.sort_unstable();
    codes.dedup();
    let same = observations == cell.observations && codes == cell.codes;
    (!same).then(|| {
        format!(
            "{}: expected {:?} {:?}, found {observations:?} {codes:?}",
            cell.text, cell.observations, cell.codes
        )
    })
}

#[test]
fn every_cell_gives_its_values_and_findings() {
    let cells = cells();
    assert!(cells.len() >= 160, "{} cells", cells.len());
    let plan = plan(&cells);
    let output = process(&Input { path: "plan.txt", bytes: plan.as_bytes() }, &PipelineOptions::default());
    assert_eq!(output.items.len(), cells.len());
    let wrong: Vec<String> =
        cells.iter().zip(&output.items).filter_map(|(cell, item)| differs(cell, item, &output)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! `items.csv`: a row for each item.

use plan_records::records::{DocumentRecord, Indicator, Item, Observation, Progress, ProgressKind, Role};

use super::cell::{plain, text};
use super::{departments, lines, lines_with, pages, shared_cells};

/// Columns of `items.csv` after the shared ones.
const HEADINGS: [&str; 12] = [
    "概要",
    "目的",
    "担当部局",
    "指標",
    "現状値・実績値",
    "目標値",
    "取組実績",
    "今後の取組",
    "関連施策",
    "その他",
    "ページ",
    "表",
];

/// All headings.
#[must_use]
pub fn headings() -> Vec<&'static str> {
    super::SHARED_HEADINGS.into_iter().chain(HEADINGS).collect()
}

/// The row of an item.
#[must_use]
pub fn row(document: &DocumentRecord, item: &Item) -> Vec<String> {
    let mut cells = shared_cells(document, item);
    let others = item.others.iter().map(|other| match &other.heading {
        Some(heading) => format!("{heading}：{}", other.text),
        None => other.text.clone(),
    });
    let planned = |progress: &&Progress| progress.kind == Some(ProgressKind::Planned);
    cells.extend([
        text(item.summary.as_deref().unwrap_or_default()),
        text(item.purpose.as_deref().unwrap_or_default()),
        text(&departments(item)),
        text(&lines(item.indicators.iter().filter_map(indicator_name))),
        text(&values(&item.indicators, |role| role != Role::Target)),
        text(&values(&item.indicators, |role| role == Role::Target)),
        text(&lines(item.progress.iter().filter(|progress| !planned(progress)).map(progress_text))),
        text(&lines(item.progress.iter().filter(planned).map(progress_text))),
        text(&lines(&item.related_titles)),
        text(&lines(others)),
        pages(item),
        plain(item.source.table),
    ]);
    cells
}

fn indicator_name(indicator: &Indicator) -> Option<&str> {
    indicator.name.as_deref().or(indicator.statement.as_deref())
}

/// One line for each value, named where the item has several indicators.
fn values(indicators: &[Indicator], wanted: impl Fn(Role) -> bool) -> String {
    let several = indicators.len() > 1;
    lines(indicators.iter().flat_map(|indicator| {
        let name = indicator_name(indicator).filter(|_| several);
        indicator
            .observations
            .iter()
            .filter(|observation| wanted(observation.role))
            .map(move |observation| value(name, observation))
    }))
}

fn value(name: Option<&str>, observation: &Observation) -> String {
    let year = observation.fiscal_year.map(super::observations::wareki_year);
    let before = lines_with(" ", name.into_iter().chain(observation.label.as_deref()).chain(year.as_deref()));
    lines_with("：", [before.as_str(), observation.raw.as_str()])
}

fn progress_text(progress: &Progress) -> String {
    let year = progress.fiscal_year.map(super::observations::wareki_year);
    let head = lines_with(" ", year.as_deref().into_iter().chain(progress.label.as_deref()));
    if head.is_empty() { progress.text.clone() } else { format!("［{head}］\n{}", progress.text) }
}

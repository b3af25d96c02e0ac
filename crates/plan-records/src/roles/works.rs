//! Heads that name values, over sentences on what was done or is planned.

use japanese_normalize::fold;

use super::RoleKind;
use super::align::Column;
use super::assign::Assigned;
use super::labels::Label;

/// Share of cells that hold a value up to which a column holds texts.
const FEW_VALUES: f64 = 0.2;

/// Mean of what says that cells are sentences from which on they are.
const SENTENCES: f64 = 0.5;

/// Words of what is still to be done.
const COMING: [&str; 8] = ["予定", "計画", "今後", "次年度", "来年度", "翌年度", "方針", "方向"];

/// 令和6年度の取組, 令和6年度取組内容: works of a year, and no word that says whether they are done.
pub(super) fn is_dated_work(label: &Label) -> bool {
    let head = fold(&label.text);
    let works = ["取組", "取組内容", "取組概要", "事業内容"].iter().any(|word| head.ends_with(word));
    label.year.is_some() && works && !is_coming(&head)
}

/// Does a folded head say that it is still to be done?
fn is_coming(head: &str) -> bool {
    COMING.iter().any(|word| head.contains(word))
}

/// 令和6年度の実績 and 令和7年度の予定 are works where no column names an indicator and sentences stand below them.
pub fn settle_works(roles: &mut [Assigned], columns: &[Column]) {
    let of_indicator = |role: RoleKind| {
        matches!(
            role,
            RoleKind::Indicator
                | RoleKind::Statement
                | RoleKind::Unit
                | RoleKind::Baseline
                | RoleKind::Target
        )
    };
    let titled = roles.iter().any(|assigned| assigned.role == RoleKind::Title);
    if !titled || roles.iter().any(|assigned| of_indicator(assigned.role)) {
        return;
    }
    let told = |assigned: &Assigned| {
        let mut cells = assigned.unit.columns.iter().filter_map(|at| columns.get(*at));
        cells.all(|column| {
            !column.profiles.is_empty()
                && column.mean(|profile| profile.value) < FEW_VALUES
                && column.mean(|profile| profile.sentence) > SENTENCES
        })
    };
    for assigned in roles.iter_mut().filter(|assigned| assigned.role == RoleKind::Actual && told(assigned)) {
        let coming = is_coming(&fold(&assigned.heading));
        assigned.role = if coming { RoleKind::ProgressPlanned } else { RoleKind::ProgressActual };
    }
}

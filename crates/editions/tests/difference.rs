//! What changed from one edition to another.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{edition, item, plan, value};
use editions::difference::{DepartmentChangeKind, IndicatorChangeKind, ValueChangeKind};
use editions::{Relation, difference};
use plan_records::records::{Direction, Role};

#[test]
fn an_edition_does_not_differ_from_itself() {
    let same = difference(&edition("a", 2022, plan()), &edition("a", 2022, plan()));
    assert!(same.is_empty(), "{same:#?}");
    assert_eq!(same.counts.unchanged, 4);
}

#[test]
fn items_come_and_go() {
    let mut new = plan();
    new.remove(2);
    new.push(item("空き家バンクの運営", &["建設部", "住宅課"], vec![]));
    let found = difference(&edition("a", 2022, plan()), &edition("b", 2023, new));
    assert_eq!(found.removed.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), ["防災情報の発信"]);
    assert_eq!(
        found.added.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(),
        ["空き家バンクの運営"]
    );
    assert_eq!((found.counts.added, found.counts.removed, found.counts.unchanged), (1, 1, 3));
}

#[test]
fn a_raised_target_is_told_from_an_updated_actual() {
    let (mut new, mut old) = (plan(), plan());
    old[0].indicators[0].direction = Some(Direction::Up);
    new[0].indicators[0].observations[1] = value(Role::Target, 2026, "6000", "件");
    new[1].indicators[0].observations.push(value(Role::Actual, 2023, "120", "人"));
    let found = difference(&edition("a", 2022, old), &edition("b", 2023, new));
    let kinds: Vec<_> = found.changed.iter().map(|change| change.indicators[0].values[0].kind).collect();
    assert_eq!(kinds, [ValueChangeKind::TargetRaised, ValueChangeKind::ActualAdded]);
    assert_eq!(found.changed[0].indicators[0].values[0].more_ambitious, Some(true));
    assert_eq!((found.counts.targets_raised, found.counts.actuals_added), (1, 1));
}

#[test]
fn a_corrected_baseline_and_another_measure_are_different_things() {
    let mut new = plan();
    new[0].indicators[0].observations[0] = value(Role::Baseline, 2022, "1243", "件");
    new[3].indicators[0].name = Some("導入農家の数".into());
    new[3].indicators[0].observations = vec![value(Role::Target, 2026, "45", "戸")];
    let found = difference(&edition("a", 2022, plan()), &edition("b", 2023, new));
    assert_eq!(found.changed[0].indicators[0].values[0].kind, ValueChangeKind::BaselineCorrected);
    let kinds: Vec<_> = found.changed[1].indicators.iter().map(|indicator| indicator.kind).collect();
    assert_eq!(kinds, [IndicatorChangeKind::Added, IndicatorChangeKind::Removed]);
}

#[test]
fn a_renamed_department_is_found() {
    let mut new = plan();
    new[0].departments = vec![vec!["総務地域連携部".into(), "デジタル推進課".into()]];
    new[1].departments = vec![vec!["総務地域連携部".into(), "人事課".into()]];
    let found = difference(&edition("a", 2022, plan()), &edition("b", 2023, new));
    let [renamed] = found.departments.as_slice() else { panic!("{:?}", found.departments) };
    assert_eq!(renamed.kind, DepartmentChangeKind::Renamed);
    assert_eq!(
        (renamed.old.as_deref(), renamed.new.as_deref(), renamed.items),
        (Some("総務部"), Some("総務地域連携部"), 2)
    );
    assert!(found.changed.iter().all(|change| change.departments.as_ref().unwrap().reorganised));
}

#[test]
fn a_split_is_named() {
    let mut old = plan();
    old[2].title = Some("防災情報の発信と避難所の運営".into());
    let mut new = plan();
    new.push(item("避難所の運営", &["防災部", "防災企画課"], vec![]));
    let found = difference(&edition("a", 2022, old), &edition("b", 2023, new));
    let relations: Vec<_> = found.changed.iter().map(|change| change.relation).collect();
    assert_eq!(relations, [Relation::Split, Relation::Split]);
    assert!(found.added.is_empty() && found.removed.is_empty());
}

#[test]
fn titles_are_compared_word_by_word() {
    let mut new = plan();
    new[0].title = Some("行政手続のオンライン化の促進".into());
    new[0].number = Some("2".into());
    new[0].paths[0][0].title = Some("行政".into());
    let found = difference(&edition("a", 2022, plan()), &edition("b", 2023, new));
    let [change] = found.changed.as_slice() else { panic!("{:?}", found.changed) };
    let pieces: Vec<_> =
        change.renamed.as_ref().unwrap().pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(pieces, ["行政手続のオンライン化の", "推進", "促進"]);
    assert!(change.renumbered && change.moved);
}

//! Compares the dumps of every case with the accepted ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use golden::{Case, Plan, find_cases, find_plans, run, run_plan};

#[test]
fn every_case_gives_its_accepted_dumps() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    let cases = find_cases(&root).expect("the suite can be read");
    assert!(cases.len() >= 35, "{} cases found", cases.len());
    let failed: Vec<&str> = cases
        .iter()
        .filter(|case| catch_unwind(AssertUnwindSafe(|| compare(case))).is_err())
        .map(|case| case.name.as_str())
        .collect();
    assert!(failed.is_empty(), "dumps differ in: {}", failed.join(", "));
}

fn compare(case: &Case) {
    assert!(case.folder.join("expected.md").is_file(), "{}: expected.md is missing", case.name);
    let dumps = run(case).expect("every input of the suite can be read");
    assert!(dumps.records.contains("unaccounted 0"), "{}: characters are lost", case.name);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&case.folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("tables", dumps.tables);
        insta::assert_snapshot!("roles", dumps.roles);
        insta::assert_snapshot!("records", dumps.records);
    });
}

#[test]
fn every_plan_in_pdf_gives_its_accepted_dumps() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts");
    let plans = find_plans(&root).expect("the plans can be read");
    assert!(plans.len() >= 20, "{} plans found", plans.len());
    let failed: Vec<&str> = plans
        .iter()
        .filter(|plan| catch_unwind(AssertUnwindSafe(|| compare_plan(plan))).is_err())
        .map(|plan| plan.name.as_str())
        .collect();
    assert!(failed.is_empty(), "dumps differ in: {}", failed.join(", "));
}

fn compare_plan(plan: &Plan) {
    let (tables, records) = run_plan(plan).expect("every plan can be read");
    assert!(records.contains("unaccounted 0"), "{}: characters are lost", plan.name);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&plan.folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("tables", tables);
        insta::assert_snapshot!("records", records);
    });
}

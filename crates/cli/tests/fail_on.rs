//! `keikaku extract --fail-on`, and the counts of findings for each document.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Desk, PLAN, Run, lines};
use serde_json::Value;

/// A plan without any finding but one note: no year is printed for its values.
const NOTED: &str = "\
三重県デジタル推進計画\n\n\
番号\t施策名\t概要\t指標名\t目標値\t担当課\n\
1\tオンライン申請の拡大\t申請手続をオンライン化する\tオンライン申請件数\t500件\tデジタル推進課\n\
2\t職員研修の実施\t研修を毎年行う\t受講者数\t200人\t人事課\n";

fn extract(desk: &Desk, text: &str, fail_on: Option<&str>) -> (Run, Vec<String>) {
    let plan = desk.write("plan.txt", text);
    let mut arguments = vec!["--json".to_owned(), plan.to_string_lossy().into_owned()];
    arguments.extend(fail_on.map(|level| format!("--fail-on={level}")));
    let run = desk.extract(&arguments);
    let severities = lines(&desk.output(), "findings.jsonl")
        .iter()
        .map(|finding| finding["severity"].as_str().unwrap().to_owned())
        .collect();
    (run, severities)
}

#[test]
fn findings_at_or_above_the_severity_end_the_run_with_status_1() {
    let desk = Desk::new();
    let (run, severities) = extract(&desk, NOTED, None);
    run.ended(0);
    assert!(!severities.is_empty() && severities.iter().all(|severity| severity == "info"), "{severities:?}");
    for (level, status) in [("error", 0), ("warning", 0), ("info", 1)] {
        let (run, _) = extract(&desk, NOTED, Some(level));
        let summary: Value = serde_json::from_str(&run.ended(status).stdout).unwrap();
        assert_eq!(summary["exit_status"], status, "{level}");
    }
    // Units that differ are a warning.
    let differing = PLAN.replace("200人", "200件");
    for (level, status) in [("error", 0), ("warning", 1), ("info", 1)] {
        let (run, severities) = extract(&desk, &differing, Some(level));
        run.ended(status);
        assert!(severities.contains(&"warning".to_owned()), "{severities:?}");
    }
}

#[test]
fn the_records_are_written_all_the_same() {
    let desk = Desk::new();
    let (run, _) = extract(&desk, NOTED, Some("info"));
    run.ended(1);
    assert_eq!(lines(&desk.output(), "items.jsonl").len(), 2);
}

#[test]
fn another_word_is_no_severity() {
    let failed = Desk::new().extract(["--fail-on", "fatal", "x.txt"]);
    assert!(failed.ended(2).only_error().contains("fatal"), "{}", failed.stderr);
}

#[test]
fn the_summary_counts_the_findings_of_each_document() {
    let desk = Desk::new();
    let inputs = [
        desk.write("a.txt", PLAN),
        desk.write("b.txt", PLAN.replace("200人", "200件")),
        desk.path("gone.txt"),
    ];
    let mut arguments: Vec<String> = inputs.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let shown = desk.extract(&arguments);
    let listed: Vec<&str> = shown.ended(1).stderr.lines().filter(|line| line.starts_with("  ")).collect();
    assert!(
        listed.len() == 2 && listed[0].ends_with("gone.txt") && listed[1].ends_with("b.txt"),
        "{listed:?}"
    );
    arguments.push("--json".to_owned());
    let run = desk.extract(&arguments);
    let summary: Value = serde_json::from_str(&run.ended(1).stdout).unwrap();
    let documents = summary["by_document"].as_array().unwrap();
    assert_eq!(documents.len(), 3);
    assert_eq!(documents[1]["codes"]["units-differ"], 1, "{summary}");
    assert_eq!(documents[2]["findings"], serde_json::json!({"error": 1, "warning": 0, "info": 0}));
    let sum =
        |severity: &str| documents.iter().map(|one| one["findings"][severity].as_u64().unwrap()).sum::<u64>();
    for severity in ["error", "warning", "info"] {
        assert_eq!(summary["findings"][severity], sum(severity), "{severity}");
    }
    let coded: u64 =
        summary["codes"].as_object().unwrap().values().map(|number| number.as_u64().unwrap()).sum();
    assert_eq!(coded as usize, lines(&desk.output(), "findings.jsonl").len());
}

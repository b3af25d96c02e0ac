//! `keikaku normalize`: lines in, one JSON line each out.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::io::Write;
use std::process::Stdio;

use common::{Desk, Run, keikaku};
use serde_json::{Value, json};

fn run(arguments: &[&str], input: &str) -> Run {
    let mut command = keikaku();
    command.arg("normalize").args(arguments);
    Run::with_input(command, input.as_bytes())
}

/// The answers to some lines.
#[track_caller]
fn answers(arguments: &[&str], input: &str) -> Vec<Value> {
    let run = run(arguments, input);
    run.ended(0);
    assert_eq!(run.stderr, "");
    let answers: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), input.lines().count());
    for (answer, line) in answers.iter().zip(input.lines()) {
        let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
        let beside: &[&str] = match arguments.first() {
            Some(&"department") if cfg!(feature = "morphology") => &["ranges", "readings"],
            Some(&"department") => &["ranges"],
            _ => &[],
        };
        assert_eq!(keys, [&["input", "result"], beside, &["findings"]].concat());
        assert_eq!(answer["input"], line);
    }
    answers
}

/// What the range of a result covers.
fn covered<'t>(line: &'t str, range: &Value) -> &'t str {
    let at = |index: usize| usize::try_from(range[index].as_u64().unwrap()).unwrap();
    &line[at(0)..at(1)]
}

#[test]
fn quantities_are_observations() {
    let line = "3,375 千件のうち約83.3%以上";
    let answers = answers(&["quantity"], &format!("{line}\n未測定\n－\n全市町村\n第2期\n\n延べ10～20人\n"));
    let first = &answers[0]["result"];
    assert_eq!(first[0]["value"], "3375000");
    assert_eq!(first[0]["unit"], "件");
    assert_eq!(first[0]["relation"], "=");
    assert_eq!((&first[1]["value"], &first[1]["relation"]), (&json!("83.3"), &json!(">=")));
    assert_eq!(first[1]["approximate"], true);
    assert_eq!(covered(line, &first[1]["range"]), "約83.3%以上");
    assert_eq!(first[1]["raw"], "約83.3%以上");
    assert_eq!(answers[1]["result"][0]["kind"], "unmeasured");
    assert_eq!(answers[2]["result"], json!([]));
    assert_eq!(answers[3]["result"][0]["kind"], "text");
    assert_eq!(answers[4]["result"], json!([]));
    assert_eq!(answers[4]["findings"][0]["code"], "number-of-an-order");
    assert_eq!(answers[6]["result"][0]["upper"], "20");
    assert_eq!(answers[6]["result"][0]["cumulative"], true);
}

#[test]
fn dates_have_a_first_and_a_last_day() {
    let answers = answers(&["date"], "令和8年度\nR7.1.20 時点\n12月・1月\nR0年度\n");
    let of = |index: usize, key: &str| answers[index]["result"][0][key].clone();
    assert_eq!((of(0, "from"), of(0, "to")), (json!("2026-04-01"), json!("2027-03-31")));
    assert_eq!((of(0, "precision"), of(0, "fiscal_year")), (json!("fy"), json!(2026)));
    assert_eq!((of(1, "from"), of(1, "modifier")), (json!("2025-01-20"), json!("as_of")));
    assert_eq!((of(2, "from"), of(2, "month_day")), (Value::Null, json!("12")));
    assert_eq!(answers[2]["findings"][0]["code"], "no-year");
    assert_eq!(answers[3]["findings"][0]["code"], "year-zero");
}

#[test]
fn months_lie_in_the_fiscal_year_that_is_given() {
    let answers = answers(&["date", "--fiscal-year", "2023"], "12月・1月\n");
    assert_eq!(answers[0]["result"][0]["from"], "2023-12");
    assert_eq!(answers[0]["result"][0]["to"], "2024-01");
}

#[test]
fn times_without_a_year_keep_what_is_printed() {
    let answers = answers(&["date"], "上半期\n11/8（金）\n年度末時点\n8月\n");
    let of = |index: usize, key: &str| answers[index]["result"][0][key].clone();
    for (index, precision, month_day) in [
        (0, "half", Value::Null),
        (1, "day", json!("11-08")),
        (2, "day", Value::Null),
        (3, "month", json!("08")),
    ] {
        assert_eq!((of(index, "from"), of(index, "to")), (Value::Null, Value::Null));
        assert_eq!((of(index, "precision"), of(index, "month_day")), (json!(precision), month_day));
        assert_eq!(answers[index]["findings"][0]["code"], "no-year");
    }
    assert_eq!(of(2, "modifier"), "as_of");
}

#[test]
fn a_heading_completes_every_line() {
    let answers = answers(&["quantity", "--heading", "事業費（千円）"], "1,250\n35人\n");
    assert_eq!(
        (&answers[0]["result"][0]["value"], &answers[0]["result"][0]["unit"]),
        (&json!("1250000"), &json!("円"))
    );
    assert_eq!(answers[1]["result"][0]["unit"], "人");
    let dates = self::answers(&["date", "--heading", "令和5年度取組実績"], "1月に開設\n");
    assert_eq!(dates[0]["result"][0]["from"], "2024-01");
}

#[test]
fn a_line_may_bring_its_unit() {
    let run = run(
        &["quantity"],
        "{\"text\": \"1,250\", \"unit\": \"千円\"}\n{\"text\": \"各5\", \"heading\": \"年間\", \"unit\": \"件\"}\n",
    );
    run.ended(0);
    let answers: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&answers[0]["result"][0]["value"], &answers[0]["result"][0]["unit"]),
        (&json!("1250000"), &json!("円"))
    );
    assert_eq!(
        (&answers[1]["result"][0]["unit"], &answers[1]["result"][0]["per"]),
        (&json!("件"), &json!("年"))
    );
}

#[test]
fn departments_are_paths() {
    let line = "総務部 デジタル推進局(デジタル戦略企画課・人事課)";
    let answers = answers(&["department"], &format!("{line}\n総務部\t人事課、税務課\n南部の場所\n"));
    assert_eq!(
        answers[0]["result"],
        json!([["総務部", "デジタル推進局", "デジタル戦略企画課"], ["総務部", "デジタル推進局", "人事課"]])
    );
    assert_eq!(covered(line, &answers[0]["ranges"][1][2]), "人事課");
    assert_eq!(answers[1]["result"], json!([["総務部", "人事課"], ["総務部", "税務課"]]));
    #[cfg(feature = "morphology")]
    assert_eq!(answers[1]["readings"][0], json!(["ソウムブ", "ジンジカ"]));
    assert_eq!(answers[2]["findings"][0]["code"], "no-department");
}

#[test]
fn publishers_have_codes() {
    let line = "三重県津市と府中市";
    let answers = answers(&["publisher"], &format!("{line}\n"));
    let result = &answers[0]["result"];
    assert_eq!((&result[0]["name"], &result[0]["code"]), (&json!("津市"), &json!("242012")));
    assert_eq!(covered(line, &result[0]["range"]), "三重県津市");
    assert_eq!(result[1]["code"], Value::Null);
    assert_eq!(result[1]["candidates"], json!(["132063", "342084"]));
    assert_eq!(answers[0]["findings"][0]["code"], "shared-name");
}

#[test]
fn text_has_its_map() {
    let line = "㍻３０　年";
    let answers = answers(&["text"], &format!("{line}\n"));
    let result = &answers[0]["result"];
    assert_eq!(result["normal_form"], "平成30 年");
    assert_eq!(result["map"][0], json!([0, 6, 0, 3]));
}

#[test]
fn files_are_read_one_after_another() {
    let desk = Desk::new();
    let first = desk.write("a.txt", "\u{feff}120件\r\n");
    let last = desk.write("b.txt", "80件 ".bytes().chain([0xff]).collect::<Vec<u8>>());
    let mut command = keikaku();
    command.args(["normalize", "quantity"]).arg(&first).arg(desk.path("missing.txt")).arg(&last);
    let run = Run::of(command);
    run.ended(1);
    assert!(run.only_error().contains("missing.txt"));
    let answers: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers[0]["input"], "120件");
    assert_eq!(answers[0]["result"][0]["value"], "120");
    assert_eq!(answers[1]["findings"][0]["code"], "not-utf8");
    assert_eq!(answers.len(), 2);
}

#[test]
fn messages_come_in_both_languages() {
    let answers = answers(&["date", "--lang", "ja"], "R0年度\n");
    assert_eq!(answers[0]["findings"][0]["message"], "元号に0年はありません");
    let run = run(&["number"], "");
    run.ended(2);
    assert!(run.only_error().contains("quantity"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut command = keikaku();
    command.args(["normalize", "text"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The pipe closes while the lines go in.
    let _ = stdin.write_all("１２０件\n".repeat(100_000).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn answers_come_while_the_input_is_open() {
    use std::io::{BufRead, BufReader};
    let mut command = keikaku();
    command.args(["normalize", "quantity"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all("120件\n".as_bytes()).unwrap();
    stdin.flush().unwrap();
    let mut answer = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    assert!(answer.contains("\"120\""));
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn input_without_line_ends_is_refused_and_the_next_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let (long, next) = (folder.path().join("long.txt"), folder.path().join("next.txt"));
    std::fs::write(&long, format!("120件\n{}", "1".repeat(1 << 20))).unwrap();
    std::fs::write(&next, "130件\n").unwrap();
    let output =
        keikaku().args(["--lang", "en", "normalize", "quantity"]).args([&long, &next]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("line 2 is longer than 1048576 bytes"), "{message}");
    let written = String::from_utf8_lossy(&output.stdout);
    assert_eq!(written.lines().count(), 2, "{written}");
    assert!(written.contains("\"120\"") && written.contains("\"130\""), "{written}");
}

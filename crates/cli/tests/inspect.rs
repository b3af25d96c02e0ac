//! `keikaku inspect`: pages drawn with what was read on them.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Desk, PLAN, Run, keikaku};

fn layout(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/layouts").join(name).join("plan.pdf")
}

fn inspect(file: &Path, output: &Path, options: &[&str]) -> Run {
    let mut command = keikaku();
    command.arg("inspect").arg(file).arg("--output").arg(output).args(options);
    Run::of(command)
}

/// The part of a drawing with this identifier.
fn layer<'t>(svg: &'t str, id: &str) -> &'t str {
    let start = svg.find(&format!("<g id=\"{id}\"")).unwrap();
    svg[start..].split("</g>").next().unwrap()
}

#[test]
fn a_drawing_has_the_page_its_cells_and_their_roles() {
    let desk = Desk::new();
    let output = desk.path("page.svg");
    let run = inspect(&layout("sogo-kpi-merged"), &output, &["--page", "1"]);
    assert!(run.ended(0).stderr.contains("page.svg"), "{}", run.stderr);
    let svg = fs::read_to_string(&output).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("data:image/png;base64,iVBOR"));
    for word in ["住宅の耐震化率", "(2 x 1)", "R0 C0"] {
        assert!(layer(&svg, "cells").contains(word), "no {word}");
    }
    assert!(layer(&svg, "glyphs").matches("<rect").count() > 900);
    assert!(layer(&svg, "rulings").contains("<line"));
    assert!(layer(&svg, "roles").contains(">unit<"), "{}", layer(&svg, "roles"));
    assert!(layer(&svg, "legend").contains("header cell"));
}

#[test]
fn the_same_page_gives_the_same_bytes_and_a_picture_has_its_size() {
    let desk = Desk::new();
    let (one, other) = (desk.path("one.png"), desk.path("other.PNG"));
    for output in [&one, &other] {
        inspect(&layout("side-by-side"), output, &[]).ended(0);
    }
    let png = fs::read(&one).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert!(number(16) > 1100 && number(20) > 1100, "{} x {}", number(16), number(20));
    assert_eq!(png, fs::read(&other).unwrap());
}

#[test]
fn words_are_japanese_where_messages_are() {
    let desk = Desk::new();
    let output = desk.path("page.svg");
    inspect(&layout("side-by-side"), &output, &["--lang", "ja"]).ended(0);
    assert!(layer(&fs::read_to_string(&output).unwrap(), "legend").contains("見出しセル"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let desk = Desk::new();
    let plan = layout("side-by-side");
    let svg = desk.path("page.svg");
    assert!(inspect(&plan, &desk.path("page.gif"), &[]).ended(2).only_error().contains(".svg or .png"));
    assert!(inspect(&plan, &svg, &["--page", "99"]).ended(2).only_error().contains("there is no page 99"));
    let text = desk.write("plan.txt", PLAN);
    assert!(inspect(&text, &svg, &[]).ended(2).only_error().contains("only pages of PDF"));
    let nowhere = desk.path("missing/page.svg");
    assert!(inspect(&plan, &nowhere, &[]).ended(2).only_error().contains("cannot write"));
    assert!(!svg.exists());
}

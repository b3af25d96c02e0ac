//! Sheets that are printed on pages side by side.

mod drawing;

use document_model::{Block, RowKind, Table};
use drawing::Drawing;
use table_reconstruct::{Options, analyse_page, join_pages};

const LEFT: [f64; 3] = [50.0, 100.0, 250.0];
const RIGHT: [f64; 2] = [50.0, 300.0];
const HEADS: [&str; 4] = ["番号", "施策名", "概要", "担当課"];

/// Tables of drawn pages, and how often pages were read as one sheet.
fn join(pages: Vec<Drawing>) -> (Vec<Table>, usize) {
    let evidence = |text: &str| if HEADS.contains(&text) { 1.0 } else { 0.0 };
    let options = Options { header_evidence: &evidence };
    let pages = pages.into_iter().map(|drawing| analyse_page(drawing.page)).collect();
    let joined = join_pages(pages, &options);
    let tables = joined.value.layout.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Prose(_) => None,
    });
    let sheets = joined.diagnostics.iter().filter(|found| found.code == "pages-side-by-side").count();
    (tables.collect(), sheets)
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.raw()).collect()).collect()
}

/// Rows of several heights.
const FIRST: [f64; 5] = [100.0, 120.0, 150.0, 175.0, 220.0];
const SECOND: [f64; 4] = [100.0, 120.0, 165.0, 190.0];

fn left(number: u32, ys: &[f64], rows: &[&[&str]]) -> Drawing {
    Drawing::new(number).grid(&LEFT, ys).texts(&LEFT, ys, rows)
}

fn right(number: u32, ys: &[f64], rows: &[&[&str]]) -> Drawing {
    Drawing::new(number).grid(&RIGHT, ys).texts(&RIGHT, ys, rows)
}

const LEFT_FIRST: [&[&str]; 4] = [&["番号", "施策名"], &["1", "窓口"], &["2", "研修"], &["3", "調達"]];
const LEFT_SECOND: [&[&str]; 3] = [&["番号", "施策名"], &["4", "広報"], &["5", "統計"]];
const RIGHT_FIRST: [&[&str]; 4] = [&["概要"], &["窓口を開く"], &["研修を行う"], &["調達を改める"]];
const RIGHT_SECOND: [&[&str]; 3] = [&["概要"], &["広報を出す"], &["統計を取る"]];

fn assert_one_sheet(pages: Vec<Drawing>, right_page: u32) {
    let (tables, sheets) = join(pages);
    assert_eq!((tables.len(), sheets), (1, 1));
    let texts = rows(&tables[0]);
    assert_eq!(texts[0], ["番号", "施策名", "概要"]);
    assert_eq!(texts[1], ["1", "窓口", "窓口を開く"]);
    assert_eq!(texts[6], ["5", "統計", "統計を取る"]);
    assert_eq!(tables[0].rows[4].kind, RowKind::RepeatedHead);
    assert_eq!(tables[0].rows[1].cells[2].place.page.0, right_page);
}

#[test]
fn pages_printed_down_and_then_over_are_one_sheet() {
    let pages = vec![
        left(1, &FIRST, &LEFT_FIRST),
        left(2, &SECOND, &LEFT_SECOND),
        right(3, &FIRST, &RIGHT_FIRST),
        right(4, &SECOND, &RIGHT_SECOND),
    ];
    assert_one_sheet(pages, 3);
}

#[test]
fn pages_printed_over_and_then_down_are_one_sheet() {
    let pages = vec![
        left(1, &FIRST, &LEFT_FIRST),
        right(2, &FIRST, &RIGHT_FIRST),
        left(3, &SECOND, &LEFT_SECOND),
        right(4, &SECOND, &RIGHT_SECOND),
    ];
    assert_one_sheet(pages, 2);
}

#[test]
fn a_heading_row_over_all_blocks_stays_over_all_columns() {
    let one = [&FIRST[..], &[240.0, 280.0]].concat();
    let drawing = Drawing::new(1).grid(&LEFT, &FIRST).texts(&LEFT, &FIRST, &LEFT_FIRST);
    // Between the rows stands one cell over both columns, which goes on over the right page.
    let heading = drawing.line(50.0, 220.0, 50.0, 240.0).text(52.0, 234.0, "しごとのDX");
    let left = heading.grid(&LEFT, &[240.0, 280.0]).texts(&LEFT, &[240.0], &[&["4", "広報"]]);
    let right = right(2, &one[..5], &RIGHT_FIRST);
    let right = right.grid(&RIGHT, &[240.0, 280.0]).texts(&RIGHT, &[240.0], &[&["広報を出す"]]);
    let (tables, sheets) = join(vec![left, right]);
    assert_eq!((tables.len(), sheets), (1, 1));
    let heading = &tables[0].rows[4];
    assert_eq!((heading.cells.len(), heading.cells[0].column_span), (1, 3));
    assert_eq!(rows(&tables[0])[5], ["4", "広報", "広報を出す"]);
}

#[test]
fn pages_with_rows_of_one_height_are_no_sheet() {
    let even = [100.0, 120.0, 140.0, 160.0, 180.0];
    let (_, sheets) = join(vec![left(1, &even, &LEFT_FIRST), right(2, &even, &RIGHT_FIRST)]);
    assert_eq!(sheets, 0);
}

#[test]
fn pages_of_one_form_are_no_sheet() {
    let (tables, sheets) = join(vec![left(1, &FIRST, &LEFT_FIRST), left(2, &FIRST, &LEFT_FIRST)]);
    assert_eq!((tables.len(), sheets), (1, 0));
}

#[test]
fn a_box_alone_is_no_table() {
    let (tables, sheets) = join(vec![right(1, &FIRST, &RIGHT_FIRST)]);
    assert_eq!((tables.len(), sheets), (0, 0));
}

#[test]
fn a_head_alone_at_the_end_of_a_page_heads_the_rows_of_the_next() {
    let head = left(1, &[700.0, 720.0], &LEFT_FIRST[..1]);
    let (tables, _) = join(vec![head, left(2, &FIRST[..4], &LEFT_FIRST[1..])]);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows.iter().filter(|row| row.kind == RowKind::Head).count(), 1);
}

const BARE: [f64; 4] = [50.0, 120.0, 250.0, 400.0];

/// Texts in columns with nothing drawn, from a height on, 20 points apart.
fn bare(drawing: Drawing, y: f64, rows: &[[&str; 4]]) -> Drawing {
    rows.iter().zip(0_u8..).fold(drawing, |drawing, (row, at)| {
        let texts = row.iter().zip(BARE).filter(|(text, _)| !text.is_empty());
        texts.fold(drawing, |drawing, (text, x)| drawing.text(x, y + 20.0 * f64::from(at), text))
    })
}

const BARE_ROWS: [[&str; 4]; 3] = [
    ["1", "窓口", "窓口を開く", "総務課"],
    ["2", "研修", "研修を行う", "人事課"],
    ["3", "調達", "調達を改める", "財政課"],
];

#[test]
fn a_head_inside_a_table_without_rulings_is_a_head() {
    let twice = [&[HEADS][..], &BARE_ROWS, &[HEADS], &BARE_ROWS].concat();
    let (tables, _) = join(vec![bare(Drawing::new(1), 100.0, &twice)]);
    let heads: Vec<usize> = (0..8).filter(|row| tables[0].rows[*row].kind.is_head()).collect();
    assert_eq!((tables.len(), heads), (1, vec![0, 4]));
}

#[test]
fn a_head_without_rulings_at_the_end_of_a_page_heads_the_rows_of_the_next() {
    let head = bare(Drawing::new(1).text(50.0, 400.0, "(2)教育"), 420.0, &[HEADS]);
    let (tables, _) = join(vec![head, bare(Drawing::new(2), 100.0, &BARE_ROWS)]);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows[0].kind, RowKind::Head);
    assert_eq!(rows(&tables[0])[1], ["1", "窓口", "窓口を開く", "総務課"]);
}

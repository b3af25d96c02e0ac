//! HTML tables and documents.

mod common;

use common::{cells, outline, read, rows};
use document_model::{Severity, TextBlock};
use ingest::{Options, read_text};

#[test]
fn a_table_has_heads_and_spans() {
    let source = read(
        "前\n<table border=1>\n<thead><tr><th rowspan=2>番号</th><th colspan=\"2\">評価</th></tr>\n</thead>\
         <tr><th>1</th><td>a</td><td colspan=9999999 rowspan=0>b</td></tr></table>\n後\n",
    );
    assert_eq!(outline(&source), ["1: 前", "3: head [番号|評価]", "4: [1|a|b]", "end", "5: 後"]);
    let rows = rows(&source);
    assert_eq!((rows[0].cells[0].row_span, rows[0].cells[1].column_span), (2, 2));
    assert_eq!((rows[1].cells[2].row_span, rows[1].cells[2].column_span), (1, 1000));
}

#[test]
fn unclosed_cells_rows_and_lists_are_closed() {
    let source = read("<table><tr><td>a<td><ul><li>b<li>c<tr><td><p>d<p>e<td>f</table>g");
    assert_eq!(outline(&source), ["1: [a|b // c]", "1: [d // e|f]", "end", "1: g"]);
}

#[test]
fn a_table_without_an_end_ends_at_a_blank_line() {
    let source = read("<table><tr><td>a\n<td>b\n\nc\td\n");
    assert_eq!(outline(&source), ["1: [a|b]", "end", "blank", "4: [c|d]"]);
    assert_eq!(outline(&read("<table> とは\nc\td\n")), ["1: とは", "2: [c|d]"]);
}

#[test]
fn cells_over_lines_and_white_space() {
    let source =
        read("<table>\n\t<tr>\n\t\t<td>あ\n\t\tい<br>う</td>\n\t\t<td>&nbsp;</td>\n\t</tr>\n</table>");
    assert_eq!(outline(&source), ["2: [あ / い // う|]", "end"]);
}

#[test]
fn nested_tables_become_lines_with_a_finding() {
    let text = "<table><tr><td>a<table><tr><td>b<td>c</tr></table>d</td><td>e</td></tr></table>";
    assert_eq!(outline(&read(text)), ["1: [a // b // c // d|e]", "end"]);
    let found = read_text(text.as_bytes(), &Options::default()).expect("readable").diagnostics;
    assert_eq!((found.len(), found[0].code, found[0].severity), (1, "nested-table", Severity::Warning));
    assert_eq!(found[0].place.expect("a place").column, Some(17));
}

#[test]
fn a_table_in_a_tab_cell_becomes_lines() {
    assert_eq!(cells(&read("x\t<table><tr><td>a</td><td>b</td></tr></table>\ty\n")), [["x", "a // b", "y"]]);
}

#[test]
fn tables_indented_by_tabs_are_tables() {
    let source = read("\t<div>\t<table>\n\t<tr>\t<td>a</td></tr></table>\n");
    assert_eq!(outline(&source), ["2: [a]", "end"]);
}

#[test]
fn two_tables_on_a_line() {
    let source = read("a<table><tr><td>1</table><table><tr><td>2</table>b\nc");
    assert_eq!(outline(&source), ["1: a", "1: [1]", "end", "1: [2]", "end", "1: b", "2: c"]);
}

#[test]
fn captions_and_stray_text_are_lines() {
    let source = read("<table><caption>表1</caption><tr>迷子<td>a</td></tr>終</table>");
    assert_eq!(outline(&source), ["1: 表1", "1: 迷子", "1: [a]", "1: 終", "end"]);
}

#[test]
fn a_document_gives_its_title_and_no_scripts() {
    let source = read(
        "<!DOCTYPE html>\n<html lang=ja><head><meta charset=utf-8><title>県DX計画</title>\n\
         <style>td { color: red }</style><script>if (a < b) { x = '<td>'; }</script></head>\n\
         <body>\n\t<!-- 注\n --><nav>目次</nav><h1>第1章</h1>\n\t<p>本文の<span>前半\n\t後半</p><div>別</div>\n\
         <table><tr><th>番号<th>名称<tr><td>1<td><o:p></o:p>窓口</table></body></html>\n",
    );
    assert_eq!(
        outline(&source),
        [
            "2: 県DX計画",
            "blank",
            "6: 目次",
            "blank",
            "6: 第1章",
            "blank",
            "7: 本文の前半",
            "8: 後半",
            "blank",
            "8: 別",
            "9: head [番号|名称]",
            "9: [1|窓口]",
            "end",
            "blank"
        ]
    );
}

#[test]
fn unclosed_scripts_and_comments_lose_nothing() {
    assert_eq!(outline(&read("<html><script>a<p>b<!-- c <td> d")), ["1: a", "blank", "1: b<!-- c", "1: d"]);
}

#[test]
fn pages_of_a_document() {
    let source = read("<html><body>a\u{c}<p>b<table><tr><td>c\u{c}d<tr><td>e</table>");
    let pages: Vec<u32> = rows(&source).iter().map(|row| row.page.0).collect();
    assert_eq!((source.pages, pages), (3, vec![2, 3]));
    assert!(source.blocks.contains(&TextBlock::PageBreak));
}

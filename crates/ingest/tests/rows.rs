//! Rows and lines of plain text: tabs, quotes, pipes, remnants, line ends.

mod common;

use common::{cells, outline, read, rows};
use document_model::TextBlock;

#[test]
fn keeps_every_cell_of_a_tab_row() {
    assert_eq!(cells(&read("\ta\t\tb\t\t\n")), [["", "a", "", "b", "", ""]]);
    assert_eq!(cells(&read("a\n\t\t\nb")), [["", "", ""]]);
}

#[test]
fn knows_every_line_end() {
    assert_eq!(outline(&read("a\nb\r\nc\rd")), ["1: a", "2: b", "3: c", "4: d"]);
    assert_eq!(outline(&read("a\n\n \u{3000}\nb\r\n\r\nc")), ["1: a", "blank", "4: b", "blank", "6: c"]);
    assert_eq!(outline(&read("a\u{b}b\tc")), ["1: [a / b|c]"]);
}

#[test]
fn form_feeds_are_page_breaks() {
    let source = read("a\n\u{c}b\tc\n\u{c}");
    assert_eq!(outline(&source), ["1: a", "page", "2: [b|c]", "page"]);
    assert_eq!((source.pages, rows(&source)[0].page.0), (2, 2));
}

#[test]
fn trims_outer_white_space_only() {
    let source = read(" \u{3000}a b\u{3000} \t x \n");
    let line = &rows(&source)[0].cells[0].lines[0];
    assert_eq!((line.text.as_str(), &source.text[line.range.start..line.range.end]), ("a b", "a b"));
}

#[test]
fn paragraph_tags_end_lines_and_inline_tags_vanish() {
    let text =
        "x\t<p>○あ</p> <ul style=\"list-style-type: none\"> ・い<br>・<u>う</u>え<li>お</li>か<sup>2</sup>\n";
    assert_eq!(cells(&read(text)), [["x", "○あ // ・い // ・うえ // お // か2"]]);
}

#[test]
fn the_first_line_of_a_cell_breaks_from_nothing() {
    let source = read("<p>x</p>\t<p>資、③広告</p>\n");
    assert!(rows(&source)[0].cells.iter().all(|cell| !cell.lines[0].breaks));
}

#[test]
fn tags_in_prose_end_lines_too() {
    let source = read("<p>あ</p><p>い</p>\nう<b>え</b>\n</ul>\nお\n");
    assert_eq!(outline(&source), ["1: あ", "1: い", "2: うえ", "4: お"]);
    let breaks: Vec<bool> = common::lines(&source).iter().map(|line| line.breaks).collect();
    assert_eq!(breaks, [true, true, true, true]);
}

#[test]
fn words_and_signs_are_no_tags() {
    for text in ["<参考>", "a<b", "<5%", "5<x>3", "<DXの背景を学ぶ>", "R&D", "A&B;", "<p", "&nbsp", "<data>"]
    {
        assert_eq!(common::lines(&read(text))[0].text, text);
    }
}

#[test]
fn references_are_decoded_and_blank_ones_are_no_text() {
    let source = read("&nbsp;A&amp;B&nbsp;C &lt;参考&gt; &#x3042;&nbsp;\t&nbsp;\n");
    assert_eq!(cells(&source), [["A&B\u{a0}C <参考> あ", ""]]);
}

#[test]
fn comments_are_markup_over_lines_too() {
    assert_eq!(outline(&read("a <!-- x --> b\n<!-- c\nd\te\n-->f\ng")), ["1: a  b", "4: f", "5: g"]);
    assert_eq!(outline(&read("<!-- a\nb")), ["1: <!-- a", "2: b"]);
}

#[test]
fn ruby_readings_are_left_out() {
    assert_eq!(outline(&read("<ruby>施策<rp>(</rp><rt>しさく</rt><rp>)</rp></ruby>の柱")), ["1: 施策の柱"]);
}

#[test]
fn invisible_characters_are_markup() {
    let source = read("\u{feff}\u{feff}a\u{200b}b\u{1}\t\u{200b}\n");
    assert_eq!(cells(&source), [["ab", ""]]);
}

#[test]
fn quoted_cells_go_over_lines() {
    let source = read("1\t\"a\nb\"\"c\"\"\"\td\n2\te\tf\n");
    assert_eq!(cells(&source), [["1", "a / b\"c\"", "d"], ["2", "e", "f"]]);
    assert_eq!(rows(&source)[1].number, 3);
    assert_eq!(cells(&read("\"a\r\nb\"\tc\r\nd\te")), [["a / b", "c"], ["d", "e"]]);
    assert_eq!(cells(&read("a\t\"3,375\"\n")), [["a", "3,375"]]);
}

#[test]
fn doubtful_quotes_are_characters() {
    assert_eq!(cells(&read("a\t\"\tb\t\"\tc\n")), [["a", "\"", "b", "\"", "c"]]);
    assert_eq!(cells(&read("a\t\"x\" と \"y\"\n")), [["a", "\"x\" と \"y\""]]);
    assert_eq!(cells(&read("a\t\"x\nb\ty\"\n")), [["a", "\"x"], ["b", "y\""]]);
    assert_eq!(outline(&read("\"a\nb\"\nc")), ["1: \"a", "2: b\"", "3: c"]);
    assert_eq!(cells(&read("a\t\"\nb\t\"\n")), [["a", "\""], ["b", "\""]]);
}

#[test]
fn pipe_tables_have_heads_and_escapes() {
    let source = read("前\n| 指標 | 値 |\n|:---|---:|\n| a\\|b | <b>1</b><br>2 |\n| | |\n後 | 記\n\nx | y\n");
    assert_eq!(
        outline(&source),
        ["1: 前", "2: head [指標|値]", "4: [a|b|1 // 2]", "5: [|]", "6: [後|記]", "blank", "8: x | y"]
    );
}

#[test]
fn pipe_tables_without_outer_pipes() {
    assert_eq!(outline(&read("a | b\n---|---\nc | d\ne\n")), ["1: head [a|b]", "3: [c|d]", "4: e"]);
    assert_eq!(outline(&read("a | b\n----\nc | d\n")), ["1: a | b", "2: ----", "3: c | d"]);
}

#[test]
fn fenced_rows_are_rows_without_a_delimiter() {
    assert_eq!(outline(&read("| a | b |\n|注|\n")), ["1: [a|b]", "2: |注|"]);
    assert_eq!(outline(&read("| a\t| b |\n|x\ty\n")), ["1: [a|b]", "2: [|x|y]"]);
}

#[test]
fn separators_are_lines() {
    assert_eq!(outline(&read("----\n--\t--\n")), ["1: ----", "2: [--|--]"]);
}

#[test]
fn a_row_is_not_cut_by_the_tags_before_it() {
    let source = read("<p>あ</p>\tい\n");
    assert!(matches!(source.blocks.as_slice(), [TextBlock::Row(_)]));
}

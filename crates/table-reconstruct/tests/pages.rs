//! Tables of drawn pages.

mod drawing;

use std::sync::atomic::{AtomicUsize, Ordering};

use document_model::{Block, Layout, Outcome, Rect, RowKind, Table};
use drawing::{BLUE, Drawing, WHITE, joined};
use table_reconstruct::page::PageLayout;
use table_reconstruct::{Options, analyse_page, analyse_pages, join_pages};

const XS: [f64; 4] = [50.0, 100.0, 250.0, 400.0];
const YS: [f64; 4] = [100.0, 120.0, 140.0, 160.0];
const ROWS: [&[&str]; 3] = [&["番号", "施策名", "目標"], &["1", "窓口", "10件"], &["2", "研修", "20人"]];

fn analyse(drawing: Drawing) -> PageLayout {
    analyse_page(drawing.page)
}

/// Row, column, spans and text of the filled cells of the only table.
fn cells(layout: &PageLayout) -> Vec<(usize, usize, usize, usize, String)> {
    assert_eq!(layout.tables.len(), 1, "{:?}", layout.tables);
    layout.tables[0]
        .cells
        .iter()
        .filter(|cell| !cell.lines.is_empty())
        .map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span, joined(&cell.lines)))
        .collect()
}

fn texts(layout: &PageLayout) -> Vec<String> {
    cells(layout).into_iter().map(|cell| cell.4).collect()
}

fn tables(layout: &Layout) -> Vec<&Table> {
    fn table(block: &Block) -> Option<&Table> {
        match block {
            Block::Table(table) => Some(table),
            Block::Prose(_) => None,
        }
    }
    layout.blocks.iter().filter_map(table).collect()
}

fn rows(table: &Table) -> Vec<(RowKind, Vec<String>)> {
    table.rows.iter().map(|row| (row.kind, row.cells.iter().map(|cell| cell.raw()).collect())).collect()
}

fn join(pages: Vec<Drawing>) -> Layout {
    let evidence = |text: &str| if ["番号", "施策名", "目標"].contains(&text) { 1.0 } else { 0.0 };
    let options = Options { header_evidence: &evidence };
    join_pages(pages.into_iter().map(analyse).collect(), &options).value.layout
}

#[test]
fn a_ruled_grid_is_a_table() {
    let layout = analyse(Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS));
    assert_eq!(texts(&layout), ROWS.concat());
    assert!(layout.lines.is_empty());
    assert_eq!(layout.tables[0].bbox, Rect::new(50.0, 100.0, 400.0, 160.0));
}

#[test]
fn missing_lines_merge_cells_both_ways() {
    let drawing = Drawing::new(1)
        .line(50.0, 100.0, 400.0, 100.0)
        .line(100.0, 120.0, 400.0, 120.0)
        .line(50.0, 140.0, 400.0, 140.0)
        .line(50.0, 100.0, 50.0, 140.0)
        .line(100.0, 100.0, 100.0, 140.0)
        .line(250.0, 120.0, 250.0, 140.0)
        .line(400.0, 100.0, 400.0, 140.0)
        .text(52.0, 114.0, "群")
        .text(102.0, 114.0, "広い")
        .text(102.0, 134.0, "左")
        .text(252.0, 134.0, "右");
    let found = cells(&analyse(drawing));
    let expected = [(0, 0, 2, 1, "群"), (0, 1, 1, 2, "広い"), (1, 1, 1, 1, "左"), (1, 2, 1, 1, "右")];
    assert_eq!(found, expected.map(|(r, c, rs, cs, text)| (r, c, rs, cs, text.to_owned())));
}

#[test]
fn a_pale_word_behind_the_table_is_in_no_cell() {
    let mut drawing = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS).text(110.0, 134.0, "案");
    if let Some(glyph) = drawing.page.glyphs.last_mut() {
        glyph.fill = document_model::Rgb { red: 242, green: 242, blue: 242 };
        glyph.size = 330.0;
    }
    let layout = analyse(drawing);
    assert!(texts(&layout).iter().all(|text| !text.contains('案')), "{:?}", texts(&layout));
    assert!(layout.lines.iter().any(|line| line.hidden && line.line.text == "案"));
}

#[test]
fn borders_drawn_twice_and_in_pieces_make_no_further_cells() {
    let mut drawing = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS);
    for y in YS {
        let mut x = 50.0;
        while x < 400.0 {
            drawing = drawing.line(x, y + 0.06, x + 3.0, y + 0.06);
            x += 5.0;
        }
    }
    drawing = drawing.line(101.5, 100.0, 101.5, 160.0);
    let layout = analyse(drawing);
    assert_eq!(texts(&layout), ROWS.concat());
    assert_eq!((layout.tables[0].xs.len(), layout.tables[0].ys.len()), (4, 4));
}

#[test]
fn white_lines_count_on_a_coloured_ground_only() {
    let xs = [50.0, 200.0, 400.0];
    let ys = [100.0, 120.0, 140.0];
    let drawing = |ground| {
        let mut drawing = Drawing::new(1);
        if ground {
            drawing = drawing.band(BLUE, Rect::new(50.0, 100.0, 400.0, 120.0));
        }
        drawing
            .grid(&[50.0, 400.0], &ys)
            .line(200.0, 120.0, 200.0, 140.0)
            .line_in(WHITE, 200.0, 100.0, 200.0, 120.0)
            .texts(&xs, &ys, &[&["左", "右"], &["1", "2"]])
    };
    assert_eq!(texts(&analyse(drawing(true))), ["左", "右", "1", "2"]);
    assert_eq!(cells(&analyse(drawing(false)))[0].3, 2);
}

#[test]
fn text_that_overflows_stays_in_the_cell_it_began_in() {
    let drawing = Drawing::new(1).grid(&XS, &YS).texts(
        &XS,
        &YS,
        &[&["番号", "施策名"], &["1", "とても長い名前の施策がここにある", ""], &["2", "短い", "値"]],
    );
    assert_eq!(texts(&analyse(drawing))[3], "とても長い名前の施策がここにある");
}

#[test]
fn vertical_writing_in_a_cell_is_one_line() {
    let ys = [100.0, 180.0, 260.0];
    let xs = [50.0, 80.0, 200.0];
    let drawing = Drawing::new(1)
        .grid(&xs, &ys)
        .text_down(65.0, 105.0, "行政改革")
        .text(90.0, 120.0, "窓口")
        .text(90.0, 200.0, "研修");
    assert_eq!(texts(&analyse(drawing)), ["行政改革", "窓口", "研修"]);
}

#[test]
fn a_page_that_reads_from_the_side_is_turned_and_boxes_are_turned_back() {
    // A grid of two by two on its side: rows are columns of the page, from left to right.
    let drawing = Drawing::new(1)
        .grid(&[100.0, 130.0, 160.0], &[200.0, 400.0, 600.0])
        .text_up(115.0, 590.0, "番号")
        .text_up(115.0, 390.0, "施策名")
        .text_up(145.0, 590.0, "1")
        .text_up(145.0, 390.0, "窓口");
    let layout = join(vec![drawing]);
    let table = tables(&layout)[0];
    assert_eq!(
        rows(table),
        [
            (RowKind::Head, vec!["番号".into(), "施策名".into()]),
            (RowKind::Body, vec!["1".into(), "窓口".to_owned()])
        ]
    );
    assert_eq!(table.rows[0].cells[0].place.bbox, Some(Rect::new(100.0, 400.0, 130.0, 600.0)));
}

#[test]
fn a_box_around_a_text_is_no_table() {
    let layout = analyse(Drawing::new(1).grid(&[50.0, 400.0], &[100.0, 140.0]).text(60.0, 120.0, "囲み記事"));
    assert!(layout.tables.is_empty());
    assert_eq!(layout.lines[0].line.text, "囲み記事");
}

#[test]
fn a_repeated_head_goes_on_with_the_table() {
    let page = |number, first: &str| {
        let row: [&str; 3] = [first, "名前", "10件"];
        Drawing::new(number).grid(&XS, &YS[..3]).texts(&XS, &YS, &[ROWS[0], &row]).text(
            290.0,
            830.0,
            &number.to_string(),
        )
    };
    let layout = join(vec![page(1, "1"), page(2, "2")]);
    let kinds: Vec<RowKind> = tables(&layout)[0].rows.iter().map(|row| row.kind).collect();
    assert_eq!(tables(&layout).len(), 1);
    assert_eq!(kinds, [RowKind::Head, RowKind::Body, RowKind::RepeatedHead, RowKind::Body]);
}

#[test]
fn a_page_without_a_head_goes_on_where_its_columns_agree() {
    let shifted = XS.map(|x| x + 1.5);
    let first = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS);
    let second = Drawing::new(2).grid(&shifted, &YS[..2]).texts(&shifted, &YS, &[&["3", "広報", "5回"]]);
    let layout = join(vec![first, second]);
    assert_eq!(tables(&layout).len(), 1);
    let last = tables(&layout)[0].rows.last().unwrap();
    assert!(last.starts_page && last.cells.len() == 3);

    let first = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS);
    let other = [50.0, 180.0, 300.0];
    let second = Drawing::new(2).grid(&other, &YS[..2]).texts(&other, &YS, &[&["3", "広報"]]);
    assert_eq!(tables(&join(vec![first, second])).len(), 2);
}

#[test]
fn prose_parts_tables() {
    let first = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS).text(50.0, 300.0, "2 別の章");
    let second = Drawing::new(2).grid(&XS, &YS[..2]).texts(&XS, &YS, &[&["3", "広報", "5回"]]);
    assert_eq!(tables(&join(vec![first, second])).len(), 2);
}

#[test]
fn columns_of_pages_with_other_merges_agree() {
    let wide = [50.0, 100.0, 400.0];
    let first = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS);
    let second = Drawing::new(2)
        .grid(&wide, &[100.0, 120.0])
        .grid(&XS, &[120.0, 140.0])
        .texts(&wide, &[100.0], &[&["3", "二列に渡る"]])
        .texts(&XS, &[120.0], &[&["4", "広報", "5回"]]);
    let layout = join(vec![first, second]);
    let table = tables(&layout)[0];
    assert_eq!(table.columns, 3);
    let spans: Vec<u32> = table.rows[3].cells.iter().map(|cell| cell.column_span).collect();
    assert_eq!(spans, [1, 2]);
}

#[test]
fn shuffled_runs_give_the_same_table() {
    let straight = analyse(Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS));
    let mut drawing = Drawing::new(1).grid(&XS, &YS);
    for (row, y) in ROWS.iter().zip(YS).rev() {
        for (text, x) in row.iter().zip(XS).rev() {
            drawing = drawing.text(x + 2.0, y + 14.0, text);
        }
    }
    assert_eq!(cells(&analyse(drawing)), cells(&straight));
}

#[test]
fn every_character_stands_in_one_line() {
    let drawing = Drawing::new(1)
        .grid(&XS, &YS)
        .texts(&XS, &YS, &ROWS)
        .text(50.0, 60.0, "題名 その1")
        .text_up(500.0, 400.0, "横")
        .text(600.0, 900.0, "外");
    let text = drawing.page.text.clone();
    let layout = analyse(drawing);
    let mut seen = vec![0; text.len()];
    let in_tables = layout.tables.iter().flat_map(|table| &table.cells).flat_map(|cell| &cell.lines);
    for line in in_tables.chain(layout.lines.iter().map(|line| &line.line)) {
        for range in line.ranges() {
            seen[range.start..range.end].iter_mut().for_each(|count| *count += 1);
        }
    }
    for (at, character) in text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        assert_eq!(seen[at], 1, "{character}");
    }
}

/// A page that ends in the middle of its last row: no ruling closes it.
fn cut_page() -> Drawing {
    let mut drawing = Drawing::new(1);
    for y in &YS[..3] {
        drawing = drawing.line(50.0, *y, 400.0, *y);
    }
    for x in XS {
        drawing = drawing.line(x, 100.0, x, 160.0);
    }
    drawing.texts(&XS, &YS, &[ROWS[0], &["1", "窓口", "10件"], &["2", "研修を", "20人"]])
}

#[test]
fn a_row_that_no_ruling_closes_goes_on_over_the_page() {
    let second = Drawing::new(2).grid(&XS, &YS[..3]).texts(&XS, &YS, &[&["", "行う"], &["3", "広報", "5回"]]);
    let layout = join(vec![cut_page(), second]);
    let table = tables(&layout)[0];
    assert_eq!(
        table.rows.iter().map(|row| row.goes_on).collect::<Vec<_>>(),
        [false, false, false, true, false]
    );
}

#[test]
fn a_merged_cell_that_no_ruling_closes_spans_over_the_page() {
    let ys = [100.0, 120.0, 160.0];
    let first = Drawing::new(1)
        .line(50.0, 100.0, 400.0, 100.0)
        .line(50.0, 120.0, 400.0, 120.0)
        .line(100.0, 160.0, 400.0, 160.0)
        .line(50.0, 100.0, 50.0, 160.0)
        .line(100.0, 100.0, 100.0, 160.0)
        .line(250.0, 100.0, 250.0, 160.0)
        .line(400.0, 100.0, 400.0, 160.0)
        .texts(&XS, &ys, &[ROWS[0], &["1", "窓口", "10件"]]);
    let second =
        Drawing::new(2).grid(&XS, &YS[..3]).texts(&XS, &YS, &[&["", "研修", "20人"], &["3", "広報", "5回"]]);
    let layout = join(vec![first, second]);
    let table = tables(&layout)[0];
    assert!(table.rows.iter().all(|row| !row.goes_on));
    assert_eq!(table.rows[1].cells[0].row_span, 2);
    assert_eq!(table.rows[2].cells.len(), 2);
}

#[test]
fn an_arrow_over_two_years_is_one_cell() {
    let drawing = Drawing::new(1)
        .grid(&XS, &YS)
        .texts(&XS, &YS, &[&["施策名", "R6", "R7"], &["窓口"], &["研修", "計画", "実施"]])
        .band(BLUE, Rect::new(102.0, 122.0, 390.0, 138.0))
        .text(215.0, 134.0, "構築・移行");
    let found = cells(&analyse(drawing));
    assert!(found.contains(&(1, 1, 1, 2, "構築・移行".to_owned())), "{found:?}");
    assert!(found.contains(&(2, 2, 1, 1, "実施".to_owned())), "{found:?}");
}

#[test]
fn a_shaded_row_with_one_value_in_the_middle_stays_three_cells() {
    let drawing = Drawing::new(1)
        .grid(&XS, &YS)
        .texts(&XS, &YS, &[ROWS[0], &["", "", ""], ROWS[2]])
        .text(215.0, 134.0, "10件")
        .band(BLUE, Rect::new(50.0, 120.0, 400.0, 140.0));
    let layout = analyse(drawing);
    assert_eq!(cells(&layout)[3], (1, 1, 1, 1, "10件".to_owned()));
}

#[test]
fn a_band_behind_a_row_joins_nothing() {
    let drawing = Drawing::new(1)
        .grid(&XS, &YS)
        .texts(&XS, &YS, &ROWS)
        .band(BLUE, Rect::new(50.0, 100.0, 400.0, 120.0))
        .band(BLUE, Rect::new(50.0, 140.0, 400.0, 160.0));
    assert_eq!(texts(&analyse(drawing)), ROWS.concat());
}

/// A page of a list without rulings; the place of each text is that of its column.
fn listed(number: u32, rows: &[[&str; 4]]) -> Drawing {
    let mut drawing = Drawing::new(number);
    for (at, row) in rows.iter().enumerate() {
        for (text, x) in row.iter().zip([50.0, 90.0, 250.0, 400.0]) {
            drawing = drawing.text(x, 100.0 + 18.0 * at as f64, text);
        }
    }
    drawing
}

const HEAD: [&str; 4] = ["番号", "施策名", "担当", "目標"];

#[test]
fn a_column_that_is_blank_on_a_page_is_known_from_another() {
    let first = listed(
        1,
        &[
            HEAD,
            ["1", "窓口", "総務課", "10件"],
            ["2", "研修", "人事課", "20人"],
            ["3", "調達", "財政課", "3件"],
        ],
    );
    let second = listed(
        2,
        &[
            ["4", "広報", "", "5件"],
            ["5", "統計", "", "6件"],
            ["6", "文書", "", "7件"],
            ["7", "車両", "", "8台"],
        ],
    );
    assert_eq!(analyse_page(second.page.clone()).tables[0].xs.len(), 4);
    let pages = analyse_pages(&[&first, &second], |drawing| Outcome::clean(drawing.page.clone()));
    assert_eq!(pages[1].tables[0].xs.len(), 5);
    let evidence = |text: &str| if HEAD.contains(&text) { 1.0 } else { 0.0 };
    let layout = join_pages(pages, &Options { header_evidence: &evidence }).value.layout;
    let found = rows(tables(&layout)[0]);
    assert_eq!(tables(&layout).len(), 1);
    assert_eq!(found[4].1, ["4", "広報", "", "5件"]);
}

#[test]
fn pages_that_show_the_same_columns_are_not_looked_at_again() {
    let page =
        |number| listed(number, &[HEAD, ["1", "窓口", "総務課", "10件"], ["2", "研修", "人事課", "20人"]]);
    let looks = AtomicUsize::new(0);
    let pages = analyse_pages(&[1, 2], |number| {
        looks.fetch_add(1, Ordering::Relaxed);
        Outcome::clean(page(number).page)
    });
    assert_eq!((pages.len(), looks.into_inner()), (2, 2));
}

#[test]
fn a_bar_before_the_heading_above_is_no_side_of_the_table() {
    let drawing = Drawing::new(1).grid(&XS, &YS).texts(&XS, &YS, &ROWS).line(50.0, 78.0, 50.0, 97.0);
    let layout = analyse(drawing.text(56.0, 92.0, "防災力の向上"));
    assert_eq!(texts(&layout), ROWS.concat());
    assert_eq!(layout.lines.len(), 1);
}

#[test]
fn a_stop_that_hangs_over_its_ruling_ends_the_cell() {
    let xs = [50.0, 100.0, 250.0];
    let drawing = Drawing::new(1).grid(&xs, &YS[..3]).text(53.0, 114.0, "窓口開設。相談を行う。");
    let layout = analyse(drawing.text(53.0, 134.0, "研修").text(108.0, 134.0, "年2回"));
    assert_eq!(texts(&layout), ["窓口開設。", "相談を行う。", "研修", "年2回"]);
}

#[test]
fn labels_in_boxes_with_framed_texts_beside_them_are_rows() {
    let pair = |drawing: Drawing, y: f64, label: &str, text: &str| {
        let framed =
            drawing.grid(&[110.0, 300.0], &[y, y + 30.0]).band(BLUE, Rect::new(50.0, y, 110.0, y + 30.0));
        framed.text(60.0, y + 19.0, label).text(115.0, y + 19.0, text)
    };
    let drawing = pair(Drawing::new(1), 100.0, "目的", "時間を減らす。");
    let layout = analyse(pair(drawing, 138.0, "内容", "申請を受ける。"));
    assert_eq!(texts(&layout), ["目的", "時間を減らす。", "内容", "申請を受ける。"]);
}

/// A page of rows with level rulings between them and below them, but not below the last one.
fn levelled(number: u32, rows: &[[&str; 4]]) -> Drawing {
    let mut drawing = listed(number, rows);
    for at in 0..rows.len() {
        let y = 88.0 + 18.0 * at as f64;
        drawing = drawing.line(48.0, y, 480.0, y);
    }
    drawing
}

#[test]
fn a_row_that_no_level_ruling_closes_goes_on_on_the_next_page() {
    let first = levelled(
        1,
        &[
            HEAD,
            ["1", "窓口", "総務課", "10件"],
            ["2", "研修", "人事課", "20人"],
            ["3", "調達", "財政課", "3件"],
            ["4", "県と市町村", "広報課", "5件"],
        ],
    );
    let second = levelled(
        2,
        &[
            ["", "の広報", "報道係", ""],
            ["5", "統計", "企画課", "6件"],
            ["6", "文書", "総務課", "7件"],
            ["7", "車両", "管財課", "8台"],
        ],
    );
    let layout = join(vec![first, second]);
    let table = tables(&layout)[0];
    let going: Vec<bool> = table.rows.iter().map(|row| row.goes_on).collect();
    assert_eq!(going, [false, false, false, false, false, true, false, false, false]);
}

#[test]
fn a_whole_row_at_the_head_of_a_page_is_one_of_its_own() {
    let rows =
        [["1", "窓口", "総務課", "10件"], ["2", "研修", "人事課", "20人"], ["3", "調達", "財政課", "3件"]];
    let first = levelled(1, &[HEAD, rows[0], rows[1], rows[2], ["4", "広報", "広報課", "5件"]]);
    let layout = join(vec![first, levelled(2, &[rows[0], rows[1], rows[2], rows[0]])]);
    assert!(tables(&layout).iter().flat_map(|table| &table.rows).all(|row| !row.goes_on));
}

#[test]
fn tables_of_one_page_with_one_head_and_other_columns_stay_apart() {
    let page = |xs: [f64; 4]| {
        let drawing = Drawing::new(1).grid(&XS, &YS[..3]).texts(&XS, &YS[..3], &ROWS[..2]);
        let below = [200.0, 220.0, 240.0];
        drawing.grid(&xs, &below).texts(&xs, &below, &[ROWS[0], ROWS[2]])
    };
    assert_eq!(tables(&join(vec![page(XS)])).len(), 1);
    assert_eq!(tables(&join(vec![page([50.0, 140.0, 300.0, 400.0])])).len(), 2);
}

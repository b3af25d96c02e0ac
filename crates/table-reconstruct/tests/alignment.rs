//! Tables of text that stands in columns.

mod drawing;

use document_model::{Page, Rect, Rgb};
use drawing::{Drawing, joined};
use table_reconstruct::analyse_page;
use table_reconstruct::page::PageTable;

const GREY: Rgb = Rgb { red: 217, green: 217, blue: 217 };

fn tables(page: Page) -> Vec<PageTable> {
    analyse_page(page).tables
}

/// Cells as `text`, or `text<rows x columns>` where they span, row by row.
fn shown(table: &PageTable) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![Vec::new(); table.ys.len() - 1];
    for cell in &table.cells {
        let mut text = joined(&cell.lines);
        if cell.row_span > 1 || cell.column_span > 1 {
            text = format!("{text}<{}x{}>", cell.row_span, cell.column_span);
        }
        rows[cell.row].push(text);
    }
    rows
}

fn one(page: Page) -> Vec<Vec<String>> {
    let found = tables(page);
    assert_eq!(found.len(), 1, "{:?}", found.iter().map(shown).collect::<Vec<_>>());
    shown(&found[0])
}

/// A list of indicators without any ruling.
fn borderless() -> Drawing {
    Drawing::new(1)
        .text(60.0, 100.0, "Indicator")
        .text(250.0, 100.0, "2022")
        .text(350.0, 100.0, "2027")
        .text(60.0, 118.0, "Online requests")
        .text(245.0, 118.0, "45.0%")
        .text(345.0, 118.0, "80.0%")
        .text(60.0, 136.0, "Open data")
        .text(255.0, 136.0, "12")
        .text(350.0, 136.0, "150")
        .text(60.0, 154.0, "Trained staff")
        .text(255.0, 154.0, "90")
        .text(350.0, 154.0, "300")
}

/// Three columns with rulings above and below each row, and cells of two lines.
fn ruled_level() -> Drawing {
    let mut drawing = Drawing::new(1);
    for y in [80.0, 100.0, 130.0, 160.0] {
        drawing = drawing.line(50.0, y, 500.0, y);
    }
    drawing
        .text(55.0, 94.0, "番号")
        .text(100.0, 94.0, "取組名")
        .text(300.0, 94.0, "担当課")
        .text(55.0, 112.0, "1")
        .text(100.0, 112.0, "窓口の改革と予約のしくみを作")
        .text(300.0, 112.0, "総務部")
        .text(100.0, 125.0, "る")
        .text(300.0, 125.0, "市民課")
        .text(55.0, 142.0, "2")
        .text(100.0, 142.0, "研修")
        .text(300.0, 142.0, "総務部")
        .text(300.0, 155.0, "人事課")
}

#[test]
fn columns_and_rows_without_rulings() {
    let rows = one(borderless().page);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1], ["Online requests", "45.0%", "80.0%"]);
    assert_eq!(rows[3], ["Trained staff", "90", "300"]);
}

#[test]
fn level_rulings_part_rows_of_several_lines() {
    let rows = one(ruled_level().page);
    assert_eq!(
        rows,
        [
            ["番号", "取組名", "担当課"],
            ["1", "窓口の改革と予約のしくみを作/る", "総務部/市民課"],
            ["2", "研修", "総務部/人事課"]
        ]
    );
}

#[test]
fn captions_and_notes_stay_outside() {
    let page = ruled_level().text(50.0, 70.0, "表１　取組の一覧").text(50.0, 180.0, "※　令和５年度の値").page;
    assert_eq!(one(page).len(), 3);
}

#[test]
fn bands_part_rows_and_a_band_with_one_text_is_a_heading_row() {
    let mut drawing = Drawing::new(1);
    for (top, bottom) in [(80.0, 100.0), (100.0, 118.0), (150.0, 182.0)] {
        let color = if top < 100.0 { drawing::BLUE } else { GREY };
        drawing = drawing.band(color, Rect::new(50.0, top, 500.0, bottom));
    }
    let page = drawing
        .text(55.0, 94.0, "取組名")
        .text(200.0, 94.0, "概要")
        .text(400.0, 94.0, "現状値")
        .text(55.0, 112.0, "子育て")
        .text(55.0, 132.0, "相談")
        .text(200.0, 132.0, "気軽に相談できる窓口を設け")
        .text(200.0, 145.0, "る")
        .text(400.0, 132.0, "460件")
        .text(55.0, 164.0, "入所選考")
        .text(200.0, 164.0, "結果を早く知らせる")
        .text(400.0, 164.0, "38日")
        .page;
    let rows = one(page);
    assert_eq!(rows[1], ["子育て<1x3>"]);
    assert_eq!(rows[2], ["相談", "気軽に相談できる窓口を設け/る", "460件"]);
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_head_spans_the_columns_over_which_it_is_centred() {
    let mut drawing = Drawing::new(1);
    for y in [80.0, 112.0, 172.0] {
        drawing = drawing.line(50.0, y, 420.0, y);
    }
    drawing = drawing.text(220.0, 92.0, "2023").text(350.0, 92.0, "2024");
    for (x, head) in [(195.0, "Plan"), (245.0, "Real"), (325.0, "Plan"), (375.0, "Real")] {
        drawing = drawing.text(x, 107.0, head);
    }
    for (y, name) in [(125.0, "North"), (145.0, "South"), (165.0, "West")] {
        drawing = drawing.text(55.0, y, name);
        for x in [195.0, 245.0, 325.0, 375.0] {
            drawing = drawing.text(x, y, "12.5");
        }
    }
    let rows = one(drawing.page);
    assert_eq!(rows[0], ["", "2023<1x2>", "2024<1x2>"]);
    assert_eq!(rows[1], ["", "Plan", "Real", "Plan", "Real"]);
    assert_eq!(rows[4], ["West", "12.5", "12.5", "12.5", "12.5"]);
}

#[test]
fn a_ruled_row_that_holds_the_body_is_split() {
    let (xs, ys) = ([50.0, 200.0, 300.0], [80.0, 100.0, 190.0]);
    let mut drawing = Drawing::new(1).grid(&xs, &ys).text(55.0, 94.0, "Name").text(205.0, 94.0, "Value");
    for (at, (name, value)) in
        [("Oslo", "1.5"), ("Rome", "2.5"), ("Bern", "3.5"), ("Riga", "4.5")].iter().enumerate()
    {
        let y = 115.0 + 20.0 * at as f64;
        drawing = drawing.text(55.0, y, name).text(205.0, y, value);
    }
    let rows = one(drawing.page);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[3], ["Bern", "3.5"]);
}

#[test]
fn a_full_grid_stays_as_it_is_ruled() {
    let (xs, ys) = ([50.0, 150.0, 300.0, 420.0], [80.0, 100.0, 140.0, 180.0]);
    let page = Drawing::new(1)
        .grid(&xs, &ys)
        .texts(&xs, &ys, &[&["番号", "指標", "値"], &["1", "件数", "①12件"], &["2", "割合", "①5%"]])
        .text(152.0, 128.0, "人数")
        .text(302.0, 128.0, "②30人")
        .page;
    let rows = one(page);
    assert_eq!(rows[1], ["1", "件数/人数", "①12件/②30人"]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn running_text_lists_and_contents_are_no_tables() {
    let mut prose = Drawing::new(1);
    let mut list = Drawing::new(1);
    let mut contents = Drawing::new(1);
    for at in 0..8 {
        let y = 100.0 + 14.0 * f64::from(at);
        prose = prose.text(50.0, y, "These lines run on over the column as").text(
            320.0,
            y,
            "the text of a report in two columns does",
        );
        list = list.text(50.0, y, "・").text(75.0, y, "窓口の予約を始める");
        contents = contents
            .text(50.0, y, "Chapter")
            .text(120.0, y, ". . . . . . . . . . . . . . . . . .")
            .text(400.0, y, &(at * 3 + 1).to_string());
    }
    for drawing in [prose, list, contents] {
        let found = tables(drawing.page);
        assert!(found.is_empty(), "{:?}", found.iter().map(shown).collect::<Vec<_>>());
    }
}

/// Glyphs in the order that a step through them gives; each text stays what it is.
fn shuffled(mut page: Page, step: usize) -> Page {
    let count = page.glyphs.len();
    let glyphs: Vec<_> = (0..count).map(|at| page.glyphs[(at * step) % count].clone()).collect();
    page.glyphs = glyphs;
    page
}

#[test]
fn the_order_of_painting_does_not_matter() {
    for drawing in [borderless(), ruled_level()] {
        let expected = one(drawing.page.clone());
        let count = drawing.page.glyphs.len();
        for step in [7, 11, 13, 29] {
            if count % step != 0 {
                assert_eq!(one(shuffled(drawing.page.clone(), step)), expected);
            }
        }
    }
}

#[test]
fn a_moved_page_has_moved_tables() {
    let page = ruled_level().page;
    let mut moved = page.clone();
    let (dx, dy) = (17.0, 123.0);
    for glyph in &mut moved.glyphs {
        glyph.origin.x += dx;
        glyph.origin.y += dy;
        glyph.bbox =
            Rect::new(glyph.bbox.x0 + dx, glyph.bbox.y0 + dy, glyph.bbox.x1 + dx, glyph.bbox.y1 + dy);
    }
    for ruling in &mut moved.rulings {
        for end in [&mut ruling.from, &mut ruling.to] {
            end.x += dx;
            end.y += dy;
        }
    }
    let (one, other) = (tables(page), tables(moved));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(shown(one), shown(other));
        assert!(
            (one.bbox.x0 + dx - other.bbox.x0).abs() < 1e-6
                && (one.bbox.y1 + dy - other.bbox.y1).abs() < 1e-6
        );
    }
}

#[test]
fn cells_cover_a_table_once() {
    for page in [borderless().page, ruled_level().page] {
        for table in tables(page) {
            let (columns, rows) = (table.xs.len() - 1, table.ys.len() - 1);
            let mut covered = vec![0; columns * rows];
            for cell in &table.cells {
                for row in cell.row..cell.row + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        covered[row * columns + column] += 1;
                    }
                }
            }
            assert!(covered.iter().all(|count| *count == 1), "{covered:?}");
        }
    }
}

/// Rows with upright rulings between their columns and nothing level, the third one of several lines.
fn upright(top: f64) -> Drawing {
    let mut drawing = Drawing::new(1);
    for x in [50.0, 90.0, 250.0, 400.0, 520.0] {
        drawing = drawing.line(x, top - 12.0, x, top + 82.0);
    }
    drawing
        .text(55.0, top, "番号")
        .text(95.0, top, "事業名")
        .text(255.0, top, "概要")
        .text(405.0, top, "担当課")
        .text(55.0, top + 18.0, "1")
        .text(95.0, top + 18.0, "窓口の改革")
        .text(255.0, top + 18.0, "書かない窓口を広げる。")
        .text(405.0, top + 18.0, "総務課")
        .text(55.0, top + 36.0, "2")
        .text(95.0, top + 36.0, "研修")
        .text(255.0, top + 36.0, "職員の研修を毎年行い、成")
        .text(255.0, top + 48.0, "果を確かめる。")
        .text(405.0, top + 36.0, "人事課")
        .text(55.0, top + 66.0, "3")
        .text(95.0, top + 66.0, "調達の見直し")
        .text(255.0, top + 66.0, "共同で調達する。")
        .text(405.0, top + 66.0, "財政課")
}

#[test]
fn upright_rulings_alone_part_columns() {
    let rows = one(upright(100.0).page);
    assert_eq!(rows[0], ["番号", "事業名", "概要", "担当課"]);
    assert_eq!(rows[2], ["2", "研修", "職員の研修を毎年行い、成/果を確かめる。", "人事課"]);
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_column_that_upright_rulings_bound_may_be_blank() {
    let mut drawing = upright(100.0).text(55.0, 176.0, "");
    drawing = drawing.line(600.0, 88.0, 600.0, 182.0);
    let rows = one(drawing.page);
    assert_eq!(rows[1], ["1", "窓口の改革", "書かない窓口を広げる。", "総務課", ""]);
}

#[test]
fn a_long_cell_does_not_end_a_table_without_rulings() {
    let mut drawing = Drawing::new(1);
    for (at, name) in ["窓口の改革", "研修", "調達の見直し"].iter().enumerate() {
        let top = 100.0 + 100.0 * at as f64;
        drawing = drawing.text(50.0, top, &(at + 1).to_string()).text(90.0, top, name);
        for line in 0..7 {
            drawing = drawing.text(250.0, top + 12.0 * f64::from(line), "職員の研修を毎年行い成果を確か");
        }
        drawing = drawing.text(420.0, top, "総務課");
    }
    let rows = one(drawing.page);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][1], "研修");
    assert_eq!(rows[1][2].split('/').count(), 7);
}

/// Rows of a number, a name, an evaluation with its two parts in one text, and a division.
fn evaluated(mut drawing: Drawing, top: f64) -> Drawing {
    let rows = [
        ("1", "窓口の改革", "A 95%/90%を超えた"),
        ("2", "研修", "B 40人/60人で及ばず"),
        ("3", "調達", "A 8件/4件になった"),
    ];
    for (at, (number, name, evaluation)) in rows.into_iter().enumerate() {
        let y = top + 20.0 * at as f64;
        drawing = drawing.text(55.0, y, number).text(95.0, y, name).text(255.0, y, evaluation).text(
            405.0,
            y,
            "総務課",
        );
    }
    drawing
}

#[test]
fn heads_side_by_side_below_one_head_are_rows_of_their_own_between_upright_rulings() {
    let mut drawing = Drawing::new(1);
    for x in [50.0, 90.0, 250.0, 400.0, 520.0] {
        drawing = drawing.line(x, 88.0, x, 190.0);
    }
    let drawing = drawing
        .text(55.0, 100.0, "番号")
        .text(95.0, 100.0, "事業名")
        .text(255.0, 100.0, "評価")
        .text(405.0, 100.0, "担当課")
        .text(255.0, 113.0, "実績")
        .text(330.0, 113.0, "目標");
    let rows = one(evaluated(drawing, 133.0).page);
    assert_eq!(rows[0], ["番号", "事業名", "評価<1x2>", "担当課"]);
    assert_eq!(rows[1], ["", "", "実績", "目標", ""]);
    assert_eq!(rows[2][2], "A 95%/90%を超えた<1x2>");
}

#[test]
fn a_head_stands_over_the_columns_whose_heads_stand_below_it() {
    let mut drawing = Drawing::new(1).band(GREY, Rect::new(50.0, 88.0, 520.0, 118.0));
    for (x, text) in [(55.0, "番号"), (95.0, "事業名"), (255.0, "評価"), (405.0, "担当課")] {
        drawing = drawing.text(x, 100.0, text);
    }
    drawing = drawing.text(255.0, 113.0, "実績").text(330.0, 113.0, "目標");
    for at in 0..4 {
        let y = 133.0 + 20.0 * f64::from(at);
        for (x, text) in
            [(55.0, "1"), (95.0, "窓口の改革"), (255.0, "95%"), (330.0, "90%"), (405.0, "総務課")]
        {
            drawing = drawing.text(x, y, text);
        }
    }
    let rows = one(drawing.page);
    assert_eq!(rows[0][2], "評価<1x2>");
    assert_eq!(rows[1][rows[1].len().saturating_sub(3)..][..2], ["実績", "目標"]);
    assert_eq!(rows[2], ["1", "窓口の改革", "95%", "90%", "総務課"]);
}

#[test]
fn a_mark_that_wraps_in_a_narrow_column_begins_no_row_between_level_rulings() {
    let mut drawing = Drawing::new(1);
    for at in 0..4 {
        let y = 100.0 + 40.0 * f64::from(at);
        drawing = drawing
            .line(50.0, y - 14.0, 520.0, y - 14.0)
            .text(55.0, y, "（再")
            .text(55.0, y + 12.0, "掲）")
            .text(95.0, y, &format!("推進事業{at}"))
            .text(95.0, y + 12.0, "（オール県）")
            .text(255.0, y, "全ての手続を電子で受け、")
            .text(255.0, y + 12.0, "窓口を減らす。")
            .text(420.0, y, "総務課");
    }
    let rows = one(drawing.line(50.0, 246.0, 520.0, 246.0).page);
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[1],
        ["（再/掲）", "推進事業1/（オール県）", "全ての手続を電子で受け、/窓口を減らす。", "総務課"]
    );
}

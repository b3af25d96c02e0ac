//! What holds for every table, whatever stands in it.

use document_model::{
    Block, Cell, CellLine, Layout, PageNumber, Place, Prose, Row, RowKind, SourceRange, Table,
};
use plan_records::records::{DocumentRecord, Item, Status};
use plan_records::{DocumentIdentity, Options, Records, assemble};
use proptest::prelude::*;

/// Heads, values, names and accidents as plans print them.
const POOL: [&str; 44] = [
    "",
    "",
    "",
    "番号",
    "施策名",
    "事業名",
    "概要",
    "指標",
    "指標（KPI）又は目標",
    "単位",
    "現状値",
    "目標値（令和8年度）",
    "評価(令和5年度)",
    "実績",
    "令和6年度",
    "担当課",
    "取組",
    "備考",
    "1",
    "1-1",
    "(再掲)",
    "3(6)ア",
    "①",
    "1 暮らし",
    "【業務の生産性向上】",
    "総務部 情報課",
    "45%",
    "3,375 千件",
    "A 4,563 千件 / 3,279 千件",
    "686/2,882件（結婚/子育て）",
    "①80% ②80%",
    "①研修の数 ②満足度",
    "未測定",
    "－",
    "百万円",
    "R2.8-9 調査を実施",
    "○整備 ・3台を置いた",
    "窓口を便利にし、手続の負担を減らす。",
    "割合について、67.4%を目標とする。",
    "KPI：受講者数 45人（R5）→ 80人（R8）",
    "※現状値は令和6年度",
    "----",
    "の共 実生 現社 会",
    "（）()【",
];

fn identity() -> DocumentIdentity {
    let record = DocumentRecord {
        id: "000000000000".to_owned(),
        path: "table.txt".to_owned(),
        sha256: String::new(),
        bytes: 0,
        media_type: "text/plain".to_owned(),
        pages: 0,
        title: None,
        publisher: None,
        fiscal_year: None,
        published: None,
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    };
    DocumentIdentity { record }
}

/// Lays cells out one after another and gives each line its own stretch of the source.
#[derive(Default)]
struct Source {
    end: usize,
    lines: u32,
}

impl Source {
    fn line(&mut self, text: &str) -> CellLine {
        let start = self.end;
        self.end += text.len() + 1;
        CellLine {
            text: text.to_owned(),
            range: SourceRange::new(start, start + text.len()),
            more: Vec::new(),
            room: document_model::Room::Enough,
            bbox: None,
            breaks: false,
        }
    }

    fn row(&mut self, kind: RowKind, starts_page: bool, cells: &[(&str, u32, u32)]) -> Row {
        self.lines += 1;
        let place = Place::in_text(PageNumber::FIRST, self.lines, 1);
        let mut column = 0;
        let cells = cells
            .iter()
            .map(|(text, column_span, row_span)| {
                let cell = Cell {
                    column,
                    column_span: *column_span,
                    row_span: *row_span,
                    place,
                    lines: if text.is_empty() { Vec::new() } else { vec![self.line(text)] },
                };
                column += column_span;
                cell
            })
            .collect();
        Row { kind, place, starts_page, goes_on: false, cells }
    }

    fn prose(&mut self, text: &str) -> Block {
        self.lines += 1;
        Block::Prose(Prose {
            place: Place::in_text(PageNumber::FIRST, self.lines, 1),
            line: self.line(text),
            furniture: false,
            after_blank: true,
            before_blank: true,
        })
    }
}

fn table(rows: Vec<Row>) -> Table {
    let columns = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.column_span).max();
    Table { columns: columns.unwrap_or(0), rows }
}

type Cells = Vec<(usize, u32, u32)>;

fn any_rows() -> impl Strategy<Value = Vec<(u8, bool, Cells)>> {
    let cell = (
        0..POOL.len(),
        prop_oneof![8 => Just(1_u32), 1 => 2..5_u32],
        prop_oneof![8 => Just(1_u32), 1 => 2..5_u32],
    );
    let row = (0..8_u8, any::<bool>(), prop::collection::vec(cell, 0..9));
    prop::collection::vec(row, 0..10)
}

fn layout(tables: &[Vec<(u8, bool, Cells)>], prose: &[usize]) -> Layout {
    let mut source = Source::default();
    let mut blocks = Vec::new();
    for (at, rows) in tables.iter().enumerate() {
        if let Some(text) = prose.get(at).and_then(|at| POOL.get(*at)).filter(|text| !text.is_empty()) {
            blocks.push(source.prose(text));
        }
        let rows = rows.iter().enumerate().map(|(number, (kind, starts_page, cells))| {
            let kind = match kind {
                _ if number == 0 => RowKind::Head,
                0 => RowKind::RepeatedHead,
                1 => RowKind::Debris,
                _ => RowKind::Body,
            };
            let cells: Vec<(&str, u32, u32)> =
                cells.iter().map(|(text, columns, rows)| (POOL[*text], *columns, *rows)).collect();
            source.row(kind, *starts_page, &cells)
        });
        let rows = rows.collect();
        blocks.push(Block::Table(table(rows)));
    }
    Layout { blocks, pages: 1, ..Layout::default() }
}

fn lines(layout: &Layout) -> Vec<&CellLine> {
    let mut lines = Vec::new();
    for block in &layout.blocks {
        match block {
            Block::Prose(prose) => lines.push(&prose.line),
            Block::Table(table) => {
                lines.extend(table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines));
            }
        }
    }
    lines
}

fn observations(records: &Records) -> Vec<Vec<(String, String)>> {
    let of_item = |item: &Item| {
        let mut found: Vec<(String, String)> = item
            .indicators
            .iter()
            .flat_map(|indicator| {
                indicator.observations.iter().map(|observation| {
                    let value = observation.value.map(|value| value.to_string()).unwrap_or_default();
                    let said = format!(
                        "{:?} {:?} {value} {:?}",
                        observation.role, observation.fiscal_year, observation.unit
                    );
                    (indicator.name.clone().unwrap_or_default(), said)
                })
            })
            .collect();
        found.sort();
        found
    };
    records.items.iter().map(of_item).collect()
}

/// A simple table of indicators, its columns in an order.
fn kpi_table(order: &[usize]) -> Layout {
    let rows = [
        ["番号", "施策名", "指標", "現状値（令和5年度）", "目標値（令和8年度）", "担当課"],
        ["1", "窓口の改革", "電子申請の割合", "12%", "60%", "総務部 情報課"],
        ["2", "相談の充実", "相談の件数", "300件", "500件以上", "福祉部 福祉課"],
        ["3", "地図の公開", "公開した地図の数", "2枚", "10枚", "建設部 都市計画課"],
        ["4", "防災の強化", "訓練の参加者数", "1.2千人", "2千人", "危機管理部 防災課"],
    ];
    let mut source = Source::default();
    let rows = rows.iter().enumerate().map(|(at, texts)| {
        let cells: Vec<(&str, u32, u32)> = order.iter().map(|column| (texts[*column], 1, 1)).collect();
        source.row(if at == 0 { RowKind::Head } else { RowKind::Body }, at == 1, &cells)
    });
    let rows = rows.collect();
    Layout { blocks: vec![Block::Table(table(rows))], pages: 1, ..Layout::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_of_any_grid_is_accounted_for(
        tables in prop::collection::vec(any_rows(), 1..4),
        prose in prop::collection::vec(0..POOL.len(), 0..4),
    ) {
        let layout = layout(&tables, &prose);
        let records = assemble(layout.clone(), &identity(), &Options::default());
        for line in lines(&layout) {
            let covered = records.accounts.iter().any(|(range, _)| range.start <= line.range.start && line.range.end <= range.end);
            prop_assert!(covered, "{:?} is in no account", line.text);
        }
        prop_assert!(records.item_findings.keys().all(|at| *at < records.items.len()));
    }

    #[test]
    fn every_text_of_an_item_stands_in_its_cells(tables in prop::collection::vec(any_rows(), 1..3)) {
        let layout = layout(&tables, &[]);
        let records = assemble(layout.clone(), &identity(), &Options::default());
        for item in &records.items {
            prop_assert!(item.title.is_none() || item.source.cells.contains_key("title"));
            prop_assert!(item.summary.is_none() || item.source.cells.contains_key("summary"));
            prop_assert!(item.number.is_none() || item.source.cells.contains_key("number") || item.source.cells.contains_key("title"));
            prop_assert_eq!(item.progress.len(), item.source.cells.keys().filter(|key| key.starts_with("progress.")).count());
        }
    }

    #[test]
    fn the_order_of_columns_does_not_change_the_values(order in Just(vec![0_usize, 1, 2, 3, 4, 5]).prop_shuffle()) {
        let plain = assemble(kpi_table(&[0, 1, 2, 3, 4, 5]), &identity(), &Options::default());
        let shuffled = assemble(kpi_table(&order), &identity(), &Options::default());
        prop_assert_eq!(observations(&plain), observations(&shuffled), "columns in the order {:?}", order);
        // An indicator before the 施策名 makes that a heading of the indicator's row.
        let place = |column: usize| order.iter().position(|at| *at == column);
        if place(1) < place(2) {
            let titles =
                |records: &Records| records.items.iter().map(|item| item.title.clone()).collect::<Vec<_>>();
            prop_assert_eq!(titles(&plain), titles(&shuffled), "columns in the order {:?}", order);
        }
    }
}

#[test]
fn the_table_of_the_properties_gives_its_values() {
    let records = assemble(kpi_table(&[0, 1, 2, 3, 4, 5]), &identity(), &Options::default());
    let last = observations(&records).pop().unwrap();
    assert_eq!(last.len(), 2);
    assert!(last.iter().any(|(name, said)| name == "訓練の参加者数" && said.contains("2000 Some(\"人\")")));
}

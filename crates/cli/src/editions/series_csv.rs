//! `series.csv`: a row for each indicator and fiscal year.

use editions::SeriesPoint;
use editions::series::SeriesValue;
use plan_records::records::{Direction, Relation};
use schema_emit::csv::CsvFile;
use schema_emit::csv::cell::{plain, text, truth};
use schema_emit::csv::observations::wareki_year;

use crate::messages::{self, Message};

const HEADINGS: [&str; 33] = [
    "系列ID",
    "団体名",
    "団体コード",
    "施策名",
    "指標名",
    "別名",
    "内訳",
    "単位",
    "望ましい向き",
    "累計",
    "年度(西暦)",
    "年度(和暦)",
    "基準値",
    "基準値の原文",
    "基準値の文書",
    "基準値の文書ID",
    "基準値の項目ID",
    "基準値のページ",
    "目標値",
    "目標値の関係",
    "目標値の原文",
    "目標値の文書",
    "目標値の文書ID",
    "目標値の項目ID",
    "目標値のページ",
    "実績値",
    "実績値の時点",
    "実績値の原文",
    "実績値の文書",
    "実績値の文書ID",
    "実績値の項目ID",
    "実績値のページ",
    "評価",
];

/// The table, in UTF-8 with byte order mark.
pub(super) fn document(points: &[SeriesPoint]) -> Result<Vec<u8>, Message> {
    let write = || {
        let mut file = CsvFile::begin(Vec::new(), &HEADINGS)?;
        points.iter().try_for_each(|point| file.row(&row(point)))?;
        file.end()
    };
    write().map_err(|error| messages::standard_output(&error))
}

fn row(point: &SeriesPoint) -> Vec<String> {
    let publisher = point.publisher.as_ref();
    let direction = match point.direction {
        Some(Direction::Up) => "増加",
        Some(Direction::Down) => "減少",
        None => "",
    };
    let mut cells = vec![
        text(&point.series),
        text(publisher.map_or("", |publisher| &publisher.name)),
        text(publisher.and_then(|publisher| publisher.code.as_deref()).unwrap_or_default()),
        text(point.title.as_deref().unwrap_or_default()),
        text(&point.name),
        text(&point.other_names.join("\n")),
        text(point.label.as_deref().unwrap_or_default()),
        text(point.unit.as_deref().unwrap_or_default()),
        plain(direction),
        truth(point.cumulative),
        point.fiscal_year.map(plain).unwrap_or_default(),
        point.fiscal_year.map(wareki_year).unwrap_or_default(),
    ];
    cells.push(number(point.baseline.as_ref()));
    cells.extend(source(point.baseline.as_ref()));
    cells.push(number(point.target.as_ref()));
    cells.push(plain(relation(point.target.as_ref())));
    cells.extend(source(point.target.as_ref()));
    cells.push(number(point.actual.as_ref()));
    cells.push(plain(point.actual.as_ref().and_then(|value| value.as_of.as_deref()).unwrap_or_default()));
    cells.extend(source(point.actual.as_ref()));
    cells.push(text(point.evaluation.as_ref().map_or("", |evaluation| &evaluation.grade)));
    cells
}

fn number(value: Option<&SeriesValue>) -> String {
    value.and_then(|value| value.value).map(plain).unwrap_or_default()
}

fn relation(value: Option<&SeriesValue>) -> &'static str {
    match value.and_then(|value| value.relation) {
        Some(Relation::AtLeast) => "以上",
        Some(Relation::AtMost) => "以下",
        Some(Relation::MoreThan) => "超",
        Some(Relation::LessThan) => "未満",
        Some(Relation::Equal) => "等しい",
        None => "",
    }
}

/// Printed text, document, its id, item and page.
fn source(value: Option<&SeriesValue>) -> [String; 5] {
    let Some(value) = value else { return Default::default() };
    let source = &value.source;
    [
        text(&value.raw),
        text(&source.document),
        text(&source.document_id),
        text(&source.item),
        source.page.map(plain).unwrap_or_default(),
    ]
}
